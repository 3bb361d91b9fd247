package credential

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// The canonical graphs that are signed are what every verifier makes of the JSON. They were held against jsonld and rdf-canonize (npm_test.go).
func TestCanonicalGraphs(t *testing.T) {
	for name, c := range map[string]Claim{"whole.nq": testClaim(), "small.nq": small()} {
		quads, err := New(c).NQuads()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, quads)
	}
	c := testClaim()
	list := NewStatusList(c.StatusAddress, did, c.Date, false)
	quads, err := list.NQuads()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "list.nq", quads)
	proof, err := testKey(t, 1).prove(quads, did, list.ValidFrom)
	if err != nil {
		t.Fatal(err)
	}
	if quads, err = proof.nquads(); err != nil {
		t.Fatal(err)
	}
	golden(t, "proof.nq", quads)
}

// The same key and the same claim give the same bytes, now and in every later version: credentials that were given out are compared with them.
func TestSignedBytesStay(t *testing.T) {
	key := testKey(t, 1)
	all := forms(t, key, testClaim())
	golden(t, "credential.json", string(all["json"]))
	golden(t, "credential.jwt", string(all["jwt"]))
	golden(t, "did.json", string(Document(did, key.Public(), []Retired{{Public: testKey(t, 2).Public(), Until: inForce}})))
	golden(t, "jwks.json", string(KeySet(did, key.Public(), []Retired{{Public: testKey(t, 2).Public(), Until: inForce}})))
	again := forms(t, testKey(t, 1), testClaim())
	for form := range all {
		if !bytes.Equal(all[form], again[form]) {
			t.Errorf("%s is signed in two ways", form)
		}
	}
}

// ES256 takes its nonce from key and message: RFC 6979, A.2.5, P-256 with SHA-256 and the message "sample".
func TestDeterministicES256(t *testing.T) {
	raw, _ := hex.DecodeString("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
	p256, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), raw)
	if err != nil {
		t.Fatal(err)
	}
	const want = "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
	if got := (&Key{p256: p256}).signES256([]byte("sample")); !strings.EqualFold(hex.EncodeToString(got), want) {
		t.Errorf("got %X", got)
	}
}

// A key that is printed by mistake, in whatever way, shows its public half only.
func TestKeysDoNotPrint(t *testing.T) {
	seed := seedText(bytes.Repeat([]byte{7}, SeedSize))
	key, err := ParseKey(" " + seed + "\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(format, key); got != key.Public().String() {
			t.Errorf("%s prints %s", format, got)
		}
	}
	for _, wrong := range []string{"", seed[1:], seed + "A", seed[:len(seed)-1], strings.Replace(seed, "B", "C", 1), seedPrefix, seedPrefix + "%%"} {
		_, err := ParseKey(wrong)
		if err == nil {
			t.Errorf("%q is a key", wrong)
		} else if len(wrong) > 20 && strings.Contains(err.Error(), wrong[16:24]) {
			t.Errorf("the error repeats the key: %v", err)
		}
	}
}

func TestPublicKeys(t *testing.T) {
	key := testKey(t, 3).Public()
	for _, p := range []Public{key, {Ed25519: key.Ed25519}, {P256: key.P256}} {
		got, err := ParsePublic(p.String())
		if err != nil || !got.Equal(p) {
			t.Errorf("%s is read as %s, %v", p, got, err)
		}
	}
	// The example of the did:key method.
	p, err := ParsePublic("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")
	if err != nil || hex.EncodeToString(p.Ed25519) != "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6" {
		t.Errorf("got %x, %v", p.Ed25519, err)
	}
	both := key.String()
	for _, wrong := range []string{"", "z", "x" + both[1:], both + "+" + both, strings.Replace(both, "z6M", "z6O0", 1), both[:len(both)-1], "z6Mk"} {
		if p, err := ParsePublic(wrong); err == nil {
			t.Errorf("%q is a key: %s", wrong, p)
		}
	}
}

func TestDIDs(t *testing.T) {
	for base, want := range map[string]string{
		"https://partners.example/":             "did:web:partners.example",
		"https://Partners.example:8443/":        "did:web:partners.example%3A8443",
		"https://example.github.io/awards/":     "did:web:example.github.io:awards",
		"https://example.com/a/b/":              "did:web:example.com:a:b",
		"http://localhost:8000/":                "did:web:localhost%3A8000",
		"http://partners.example/":              "",
		"https://user@partners.example/":        "",
		"https://preise.bücher.example/":        "",
		"ftp://partners.example/":               "",
		"https://":                              "",
		"https://partners.example/?x=1":         "",
		"https://xn--bcher-kva.example/preise/": "did:web:xn--bcher-kva.example:preise",
	} {
		got, err := DIDOf(base)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%s is %q, %v", base, got, err)
		}
		if want == "" {
			continue
		}
		if back, err := BaseOf(got); err != nil || back != strings.ToLower(base) {
			t.Errorf("%s is at %q, %v", got, back, err)
		}
	}
	for _, wrong := range []string{"", "did:web:", "did:key:z6Mk", "did:web:a/b", "did:web:a:..", "did:web:a::b", "did:web:a%2Fb", "did:web:a:%", "did:web:a?b", "did:web:a@b"} {
		if base, err := BaseOf(wrong); err == nil {
			t.Errorf("%q is at %s", wrong, base)
		}
	}
	if p := DocumentPath("did:web:a.example"); p != ".well-known/did.json" {
		t.Error(p)
	}
	if p := DocumentPath("did:web:a.example:b"); p != "did.json" {
		t.Error(p)
	}
}

// The two compressed lists are what they are said to be.
func TestStatusLists(t *testing.T) {
	for _, index := range []string{"0", "1", "7", "8", "131071"} {
		none, err := bit(listNone, index)
		if err != nil || none {
			t.Errorf("%s of the empty list is %v, %v", index, none, err)
		}
		one, err := bit(listRevoked, index)
		if err != nil || one != (index == "0") {
			t.Errorf("%s of the list is %v, %v", index, one, err)
		}
	}
	for _, wrong := range [][2]string{{listNone, "131072"}, {listNone, "-1"}, {listNone, "x"}, {listNone, ""}, {"", "0"}, {"u", "0"}, {listNone[1:], "0"}, {listNone[:40], "0"}, {"uAAAA", "0"}} {
		if _, err := bit(wrong[0], wrong[1]); err == nil {
			t.Errorf("%q has an entry %q", wrong[0], wrong[1])
		}
	}
}
