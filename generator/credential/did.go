package credential

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// DIDOf is the did:web of a site by its address, which ends in a slash: did:web:partners.example, below a path did:web:example.com:awards. It
// needs https, but for a site that is tried out on the own machine.
func DIDOf(base string) (string, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("it is no address of a site")
	case u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())):
		return "", errors.New("it does not begin with https://, and did:web means that")
	case strings.Trim(strings.ToLower(u.Hostname()), "abcdefghijklmnopqrstuvwxyz0123456789-.") != "":
		return "", errors.New("its host has characters that a did:web cannot have; write it in ASCII")
	}
	parts := []string{"did:web:" + strings.ReplaceAll(strings.ToLower(u.Host), ":", "%3A")}
	for part := range strings.SplitSeq(strings.Trim(u.EscapedPath(), "/"), "/") {
		if part != "" {
			parts = append(parts, part)
		}
	}
	did := strings.Join(parts, ":")
	if back, err := BaseOf(did); err != nil || back != strings.ToLower(u.Scheme+"://"+u.Host)+strings.TrimSuffix(u.EscapedPath(), "/")+"/" {
		return "", errors.New("its path has characters or parts that a did:web cannot have")
	}
	return did, nil
}

func loopback(host string) bool { return host == "localhost" || host == "127.0.0.1" }

// DocumentPath is where a site publishes its DID document, below its own address: the root of a host has it in .well-known, a site below a path
// in its own folder.
func DocumentPath(did string) string {
	if strings.Count(did, ":") == 2 {
		return ".well-known/did.json"
	}
	return "did.json"
}

// KeySetPath is where a site publishes its JWK set.
const KeySetPath = ".well-known/jwks.json"

// What a host with a port, and a part of a path, are made of.
var (
	hostAndPort = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$`)
	segment     = regexp.MustCompile(`^([A-Za-z0-9._~-]|%[0-9A-F]{2})+$`)
)

// BaseOf is the address that a did:web stands for, with a slash at its end.
func BaseOf(did string) (string, error) {
	rest, ok := strings.CutPrefix(did, "did:web:")
	parts := strings.Split(rest, ":")
	for _, part := range parts[1:] {
		plain, err := url.PathUnescape(part)
		if err != nil || !segment.MatchString(part) || strings.ContainsAny(plain, "/\\%") || plain == "." || plain == ".." {
			ok = false
		}
	}
	host := strings.ReplaceAll(parts[0], "%3A", ":")
	if !ok || !hostAndPort.MatchString(host) || len(did) > 1000 {
		return "", errors.New("the issuer is no did:web")
	}
	scheme := "https://"
	if name, _, _ := strings.Cut(host, ":"); loopback(name) {
		scheme = "http://"
	}
	return scheme + strings.Join(append([]string{host}, parts[1:]...), "/") + "/", nil
}

// Retired is a key that signed before. What it signed is accepted until Until; zero: for ever.
type Retired struct {
	Public Public
	Until  time.Time
}

type didDocument struct {
	Context            []string `json:"@context"`
	ID                 string   `json:"id"`
	VerificationMethod []method `json:"verificationMethod"`
	AssertionMethod    []string `json:"assertionMethod"`
}

// method is a public key of a DID document, as Multikey or JsonWebKey (Controlled Identifiers 1.0, 2.2).
type method struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Controller string `json:"controller"`
	Expires    string `json:"expires,omitempty"`
	Multibase  string `json:"publicKeyMultibase,omitempty"`
	JWK        *JWK   `json:"publicKeyJwk,omitempty"`
}

// Document is the DID document: the keys that sign now, then those that did. A key of Ed25519 has itself for its name, so that it can be read
// from the name alone.
func Document(did string, now Public, retired []Retired) []byte {
	doc := didDocument{Context: []string{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"}, ID: did}
	for _, r := range append([]Retired{{Public: now}}, retired...) {
		doc.add(r)
	}
	return indented(doc)
}

func (doc *didDocument) add(r Retired) {
	expires := ""
	if !r.Until.IsZero() {
		expires = r.Until.UTC().Format(time.RFC3339)
	}
	put := func(m method) {
		m.Controller, m.Expires = doc.ID, expires
		for _, known := range doc.AssertionMethod {
			if known == m.ID {
				return
			}
		}
		doc.VerificationMethod, doc.AssertionMethod = append(doc.VerificationMethod, m), append(doc.AssertionMethod, m.ID)
	}
	if r.Public.Ed25519 != nil {
		key := r.Public.multibaseEd25519()
		put(method{ID: doc.ID + "#" + key, Type: "Multikey", Multibase: key})
	}
	if r.Public.P256 != nil {
		jwk := r.Public.jwk()
		put(method{ID: doc.ID + "#" + jwk.thumbprint(), Type: "JsonWebKey", JWK: &jwk})
	}
}

// thumbprint is that of RFC 7638.
func (j JWK) thumbprint() string {
	sum := sha256.Sum256([]byte(`{"crv":"` + j.Curve + `","kty":"` + j.Type + `","x":"` + j.X + `","y":"` + j.Y + `"}`))
	return base64url.EncodeToString(sum[:])
}

// KeySet is the JWK set (RFC 7517, 5) of the keys that sign JWTs.
func KeySet(did string, now Public, retired []Retired) []byte {
	set := struct {
		Keys []JWK `json:"keys"`
	}{}
	for _, r := range append([]Retired{{Public: now}}, retired...) {
		if r.Public.P256 == nil {
			continue
		}
		jwk := r.Public.jwk()
		jwk.ID, jwk.Alg, jwk.Use, jwk.Issuer = jwk.thumbprint(), "ES256", "sig", did
		if !r.Until.IsZero() {
			jwk.Expires = r.Until.Unix()
		}
		set.Keys = append(set.Keys, jwk)
	}
	return indented(set)
}

// indented is JSON for people to look at.
func indented(v any) []byte {
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // the types of this package can all be written
	}
	return append(out, '\n')
}
