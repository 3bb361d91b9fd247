package credential

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A list for each award: which bit is whose needs no ledger, for every credential of the award has the first. The others, down to the least
// length of a list (16 KiB, Bitstring Status List 1.0, 6.1), are there so that many credentials could hide in one.
const (
	statusIndex = "0"
	revocation  = "revocation"
	statusBytes = 16 << 10
)

// The two lists there are, compressed once and for all (RFC 1952 with no time and no system), so that they do not depend on a compressor.
const (
	listNone    = "uH4sIAAAAAAAA_-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
	listRevoked = "uH4sIAAAAAAAA_-3BIQEAAAACIKc73RkWoAEAAAAAAAAAAAAAAAAAAADeBuRZQ2cAQAAA"
)

// StatusList is a BitstringStatusListCredential.
type StatusList struct {
	Context   []string      `json:"@context"`
	ID        string        `json:"id"`
	Type      []string      `json:"type"`
	Issuer    string        `json:"issuer"`
	ValidFrom string        `json:"validFrom"`
	Subject   StatusSubject `json:"credentialSubject"`
	Proof     *Proof        `json:"proof,omitempty"`
}

// StatusSubject is the list itself.
type StatusSubject struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Purpose string `json:"statusPurpose"`
	List    string `json:"encodedList"`
}

// NewStatusList makes the list of an award that is not signed yet.
func NewStatusList(address, issuer string, day time.Time, revoked bool) StatusList {
	list := listNone
	if revoked {
		list = listRevoked
	}
	return StatusList{Context: []string{contextCredentials}, ID: address, Type: []string{"VerifiableCredential", "BitstringStatusListCredential"}, Issuer: issuer,
		ValidFrom: day.Format(time.RFC3339), Subject: StatusSubject{ID: address + "#list", Type: "BitstringStatusList", Purpose: revocation, List: list}}
}

// NQuads is the canonical graph of the list without its proof.
func (l StatusList) NQuads() (string, error) {
	var g graph
	g.types(l.ID, l.Type)
	g.link(l.ID, vc+"issuer", l.Issuer)
	g.literal(l.ID, vc+"validFrom", l.ValidFrom, dateTime)
	g.link(l.ID, vc+"credentialSubject", l.Subject.ID)
	g.types(l.Subject.ID, []string{l.Subject.Type})
	g.text(l.Subject.ID, status+"statusPurpose", l.Subject.Purpose)
	g.literal(l.Subject.ID, status+"encodedList", l.Subject.List, security+"multibase")
	return g.canonical()
}

// Unsigned is the list as JSON, without a proof.
func (l StatusList) Unsigned() []byte {
	l.Proof = nil
	return marshal(l)
}

// SignList gives the list as JSON with a proof.
func (k *Key) SignList(l StatusList) ([]byte, error) {
	quads, err := l.NQuads()
	if err != nil {
		return nil, err
	}
	if l.Proof, err = k.prove(quads, l.Issuer, l.ValidFrom); err != nil {
		return nil, err
	}
	return append(marshal(l), '\n'), nil
}

// maxStatusBytes is the longest list that is unpacked: a million credentials.
const maxStatusBytes = 128 << 10

// bit is a bit of an encoded list, the first being the left-most of the first byte.
func bit(encoded, index string) (bool, error) {
	rest, ok := strings.CutPrefix(encoded, "u")
	if !ok {
		return false, errors.New("the list is not in base64url")
	}
	packed, err := base64url.DecodeString(rest)
	if err != nil {
		return false, errors.New("the list is not in base64url")
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return false, fmt.Errorf("the list cannot be unpacked: %w", err)
	}
	bits, err := io.ReadAll(io.LimitReader(unpack, maxStatusBytes+1))
	n, notNumber := strconv.ParseUint(index, 10, 31)
	switch {
	case err != nil:
		return false, fmt.Errorf("the list cannot be unpacked: %w", err)
	case len(bits) < statusBytes || len(bits) > maxStatusBytes:
		return false, errors.New("the list is too short or too long")
	case notNumber != nil || n/8 >= uint64(len(bits)):
		return false, fmt.Errorf("the list has no entry %q", index)
	}
	return bits[n/8]&(0x80>>(n%8)) != 0, nil
}
