package credential

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever is handed in, nothing panics, and only what the issuer signed holds.
func FuzzVerify(f *testing.F) {
	key, c := testKey(f, 1), small()
	check := Check{Now: inForce, Issuer: did, Fetch: published(f, key, c, false).fetch}
	for _, data := range forms(f, key, c) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if r := Verify(data, check); len(r.Problems) == 0 && !bytes.Equal(r.Credential.Unsigned(), New(c).Unsigned()) {
			t.Errorf("it holds, and says %s", r.Credential.Unsigned())
		}
	})
}

// What an issuer publishes is a stranger's text, too.
func FuzzAnswers(f *testing.F) {
	key, c := testKey(f, 1), small()
	data := forms(f, key, c)["json"]
	good := published(f, key, c, false)
	f.Add(good["https://partners.example/.well-known/did.json"], good[c.StatusAddress])
	f.Fuzz(func(t *testing.T, document, list []byte) {
		Verify(data, Check{Now: inForce, Fetch: world{"https://partners.example/.well-known/did.json": document, c.StatusAddress: list}.fetch})
	})
}

// A public key that can be read is written as it was.
func FuzzPublic(f *testing.F) {
	f.Add(testKey(f, 1).Public().String())
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePublic(s)
		if err != nil {
			return
		}
		if q, err := ParsePublic(p.String()); err != nil || !q.Equal(p) {
			t.Errorf("%q is %s is %s, %v", s, p, q, err)
		}
	})
}

// A DID that has an address is the DID of that address.
func FuzzDID(f *testing.F) {
	f.Add("did:web:example.com%3A8443:a:b")
	f.Fuzz(func(t *testing.T, s string) {
		base, err := BaseOf(s)
		if err != nil {
			return
		}
		again, err := DIDOf(base)
		if err != nil {
			return // a host that no site of ours can have
		}
		if back, err := BaseOf(again); err != nil || !strings.EqualFold(back, base) {
			t.Errorf("%q is at %s, whose DID %q is at %s, %v", s, base, again, back, err)
		}
	})
}
