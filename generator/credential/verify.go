package credential

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Fault is a way in which a credential does not hold.
type Fault string

// The faults.
const (
	Unreadable  Fault = "unreadable"    // it is no credential that Plaudit could have signed
	Changed     Fault = "changed"       // the signature is not about these bytes
	OtherIssuer Fault = "other-issuer"  // somebody else signed it, or it names another issuer than was expected
	UnknownKey  Fault = "unknown-key"   // the issuer does not list the key
	NotYet      Fault = "not-yet-valid" // its time has not come
	Expired     Fault = "expired"       // its time is over
	Revoked     Fault = "revoked"       // it was taken back
	NoAnswer    Fault = "no-answer"     // what would tell cannot be had
)

// Problem is a fault with what to say of it.
type Problem struct {
	Fault Fault
	Text  string
}

// Report is what a check found out. Without problems the credential holds.
type Report struct {
	Form       string      // VC-JWT or eddsa-rdfc-2022; empty when it could not be read
	Credential *Credential // what it says; nil when it could not be read
	Holds      []string    // what was found to hold, in the order of the checks
	Problems   []Problem
}

func (r *Report) holds(format string, args ...any) {
	r.Holds = append(r.Holds, fmt.Sprintf(format, args...))
}

func (r *Report) fails(f Fault, format string, args ...any) {
	r.Problems = append(r.Problems, Problem{f, fmt.Sprintf(format, args...)})
}

// Check is what a check needs beside the credential.
type Check struct {
	Now    time.Time
	Issuer string                               // the DID that is expected; empty: any
	Fetch  func(address string) ([]byte, error) // gets what the issuer publishes
}

// signedThing is a credential in either form.
type signedThing struct {
	Credential
	jwt *jwt // nil: it has a proof
}

// Open reads a credential out of a JWT, JSON, or a baked SVG or PNG, and does not check anything.
func Open(data []byte) (*Credential, error) {
	s, err := open(data)
	if err != nil {
		return nil, err
	}
	return &s.Credential, nil
}

func open(data []byte) (*signedThing, error) {
	text := bytes.TrimSpace(data)
	var err error
	switch {
	case len(text) == 0:
		return nil, errors.New("it is empty")
	case bytes.HasPrefix(data, []byte(pngMagic)):
		text, err = fromPNG(data)
	case text[0] == '<' || bytes.HasPrefix(text, []byte("\xef\xbb\xbf<")):
		text, err = fromSVG(text)
	}
	if err != nil {
		return nil, err
	}
	if text = bytes.TrimSpace(text); len(text) > 0 && text[0] == '{' {
		s := &signedThing{}
		if err := unmarshal(text, &s.Credential); err != nil {
			return nil, err
		}
		return s, s.plausible()
	}
	j, err := parseJWT(string(text))
	if err != nil {
		return nil, err
	}
	s := &signedThing{Credential: j.claims.Credential, jwt: j}
	return s, s.plausible()
}

// plausible says what is wrong with the form of a credential.
func (s *signedThing) plausible() error {
	if _, err := s.NQuads(); err != nil {
		return err
	}
	if !slices.Equal(s.Context, []string{contextCredentials, contextBadges}) {
		return errors.New("its @context is not that of an Open Badge 3.0 as Plaudit signs it")
	}
	if !slices.Contains(s.Type, "VerifiableCredential") || !slices.Contains(s.Type, "OpenBadgeCredential") {
		return errors.New("it is no OpenBadgeCredential")
	}
	from, err := time.Parse(time.RFC3339, s.ValidFrom)
	if err != nil {
		return errors.New("validFrom is no instant")
	}
	var until time.Time
	if s.ValidUntil != "" {
		if until, err = time.Parse(time.RFC3339, s.ValidUntil); err != nil {
			return errors.New("validUntil is no instant")
		}
	}
	if s.jwt == nil {
		p := s.Proof
		if p == nil || p.Type != "DataIntegrityProof" || p.Cryptosuite != cryptosuite || p.ProofPurpose != "assertionMethod" {
			return errors.New("it has no proof of the kind " + cryptosuite)
		}
		return nil
	}
	c := &s.jwt.claims
	switch {
	case s.jwt.header.Alg != "ES256" || s.jwt.header.Typ != "" && s.jwt.header.Typ != "JWT" || s.jwt.header.JWK == nil:
		return errors.New("the JWT is not signed with ES256 by a key that it names")
	case s.Proof != nil:
		return errors.New("a JWT has no proof inside")
	case c.Issuer != s.Credential.Issuer.ID || c.ID != s.Credential.ID || c.Subject != s.Credential.Subject.ID || c.From != from.Unix(),
		s.ValidUntil == "" && c.Until != 0, s.ValidUntil != "" && c.Until != until.Unix():
		return errors.New("the claims of the JWT contradict the credential in it")
	}
	return nil
}

// Verify checks a credential: form, issuer, signature, dates and status, each with its own words.
func Verify(data []byte, c Check) *Report {
	r := &Report{}
	s, err := open(data)
	if err != nil {
		r.fails(Unreadable, "This is no credential that can be checked: %v.", err)
		return r
	}
	r.Form, r.Credential = cryptosuite, &s.Credential
	if s.jwt != nil {
		r.Form = "VC-JWT"
	}
	if c.Issuer != "" && s.Issuer.ID != c.Issuer {
		r.fails(OtherIssuer, "It was issued by %s, not by %s.", s.Issuer.ID, c.Issuer)
	}
	doc := c.document(s.Issuer.ID, r)
	c.signature(s, doc, r)
	c.dates(s, r)
	if s.Status != nil {
		c.status(s, doc, r)
	}
	return r
}

// document gets the issuer's keys; nil when they cannot be had.
func (c Check) document(did string, r *Report) *didDocument {
	base, err := BaseOf(did)
	if err != nil {
		r.fails(OtherIssuer, "Its issuer %q is no domain: %v.", did, err)
		return nil
	}
	address := base + DocumentPath(did)
	data, err := c.Fetch(address)
	if err != nil {
		r.fails(NoAnswer, "The keys of the issuer cannot be had from %s: %v.", address, err)
		return nil
	}
	doc := &didDocument{}
	if err := json.Unmarshal(data, doc); err != nil || doc.ID != did {
		r.fails(NoAnswer, "What stands at %s are not the keys of %s.", address, did)
		return nil
	}
	return doc
}

// usable says whether a key of the document signs for it now.
func (doc *didDocument) usable(m method, now time.Time) bool {
	if m.Controller != doc.ID || !slices.Contains(doc.AssertionMethod, m.ID) {
		return false
	}
	if m.Expires == "" {
		return true
	}
	until, err := time.Parse(time.RFC3339, m.Expires)
	return err == nil && now.Before(until)
}

// multikey finds the Ed25519 key of a proof; nil: the issuer does not list it.
func (doc *didDocument) multikey(name string, now time.Time) ed25519.PublicKey {
	for _, m := range doc.VerificationMethod {
		if m.ID == name && m.Type == "Multikey" && doc.usable(m, now) {
			if p, err := ParsePublic(m.Multibase); err == nil {
				return p.Ed25519
			}
		}
	}
	return nil
}

// lists says whether the document has a P-256 key.
func (doc *didDocument) lists(key Public, now time.Time) bool {
	for _, m := range doc.VerificationMethod {
		if m.Type == "JsonWebKey" && m.JWK != nil && doc.usable(m, now) {
			if p, err := m.JWK.key(); err == nil && p.Equal(key) {
				return true
			}
		}
	}
	return false
}

const (
	textChanged    = "It was changed after it was signed, or the signature is made up: the signature is not about this text."
	textUnknownKey = "It is signed with a key that the issuer does not list: it is a forgery, or the key was given up."
)

func (c Check) signature(s *signedThing, doc *didDocument, r *Report) {
	if s.jwt != nil {
		key, err := s.jwt.header.JWK.key()
		switch {
		case err != nil:
			r.fails(Unreadable, "The key that the JWT names is no P-256 key.")
		case !verifyES256(key.P256, s.jwt.signed, s.jwt.sig):
			r.fails(Changed, textChanged)
		case doc == nil: // that has been said
		case !doc.lists(key, c.Now):
			r.fails(UnknownKey, textUnknownKey)
		default:
			r.holds("The signature (VC-JWT, ES256) is that of %s, and nothing was changed since.", s.Issuer.ID)
		}
		return
	}
	quads, err := s.NQuads()
	if err != nil {
		r.fails(Unreadable, "It cannot be checked: %v.", err)
		return
	}
	if c.proof(s.Proof, s.Issuer.ID, quads, doc, r) {
		r.holds("The signature (Data Integrity, %s) is that of %s, and nothing was changed since.", cryptosuite, s.Issuer.ID)
	}
}

// proof checks a Data Integrity proof; what is wrong with it is added to the report.
func (c Check) proof(p *Proof, issuer, quads string, doc *didDocument, r *Report) bool {
	if !strings.HasPrefix(p.VerificationMethod, issuer+"#") {
		by, _, _ := strings.Cut(p.VerificationMethod, "#")
		r.fails(OtherIssuer, "It names %s as its issuer, and is signed by %s.", issuer, by)
		return false
	}
	if doc == nil {
		return false // that has been said
	}
	key := doc.multikey(p.VerificationMethod, c.Now)
	switch {
	case key == nil:
		r.fails(UnknownKey, textUnknownKey)
	case !p.holds(key, quads):
		r.fails(Changed, textChanged)
	default:
		return true
	}
	return false
}

func (c Check) dates(s *signedThing, r *Report) {
	from, _ := time.Parse(time.RFC3339, s.ValidFrom) // open has seen that they are instants
	until, _ := time.Parse(time.RFC3339, s.ValidUntil)
	switch {
	case c.Now.Before(from):
		r.fails(NotYet, "It is not valid before %s.", s.ValidFrom)
	case s.ValidUntil != "" && !c.Now.Before(until):
		r.fails(Expired, "It expired at %s.", s.ValidUntil)
	case s.ValidUntil != "":
		r.holds("It is valid from %s to %s.", s.ValidFrom, s.ValidUntil)
	default:
		r.holds("It is valid from %s, without an end.", s.ValidFrom)
	}
}

// status asks the issuer's list whether the credential was taken back.
func (c Check) status(s *signedThing, doc *didDocument, r *Report) {
	address := s.Status.List
	if base, err := BaseOf(s.Issuer.ID); err != nil || !strings.HasPrefix(address, base) {
		r.fails(OtherIssuer, "Its status is kept at %s, which is not a place of its issuer.", address)
		return
	}
	data, err := c.Fetch(address)
	if err != nil {
		r.fails(NoAnswer, "Whether it was taken back cannot be told, since there is no answer from %s: %v.", address, err)
		return
	}
	var list StatusList
	if err := unmarshal(data, &list); err != nil || list.Proof == nil {
		r.fails(NoAnswer, "Whether it was taken back cannot be told: what stands at %s is no status list.", address)
		return
	}
	quads, err := list.NQuads()
	if err != nil || list.ID != address || list.Issuer != s.Issuer.ID || list.Subject.Purpose != s.Status.Purpose {
		r.fails(NoAnswer, "Whether it was taken back cannot be told: the list at %s is another one.", address)
		return
	}
	about := &Report{}
	if !c.proof(list.Proof, list.Issuer, quads, doc, about) {
		r.fails(NoAnswer, "Whether it was taken back cannot be told: the signature of the list at %s does not hold.", address)
		return
	}
	switch taken, err := bit(list.Subject.List, s.Status.Index); {
	case err != nil:
		r.fails(NoAnswer, "Whether it was taken back cannot be told: %v.", err)
	case taken:
		r.fails(Revoked, "It was taken back by its issuer: the award was rescinded.")
	default:
		r.holds("It was not taken back.")
	}
}
