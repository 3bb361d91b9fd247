package credential

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write golden files anew")

const did = "did:web:partners.example"

// testKey is a key of a fixed seed; other seeds give other keys.
func testKey(t testing.TB, seed byte) *Key {
	t.Helper()
	bytes := make([]byte, SeedSize)
	for i := range bytes {
		bytes[i] = seed + byte(i)
	}
	key, err := KeyOf(bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// testClaim is a claim with everything that one can have, and texts that are hard to write.
func testClaim() Claim {
	berlin := time.FixedZone("", 2*60*60)
	return Claim{
		ID:     "https://partners.example/certificates/2026-newcomer-bva/credential.json",
		Issuer: Issuer{DID: did, Name: "Northwind “North” & Söhne", URL: "https://www.northwind.example/"},
		Name:   "Newcomer, Awards 2026", Description: "BVA won \"Newcomer\".",
		Date: time.Date(2026, 4, 6, 0, 0, 0, 0, berlin), Until: time.Date(2029, 4, 6, 0, 0, 0, 0, berlin),
		Subject:     "https://partners.example/partners/bva/",
		Achievement: "https://partners.example/awards/2026/newcomer/#winner", Title: "Newcomer", About: "Backslash \\ and\nline, tab\tand bell \a, 日本語, 🏆.",
		Criteria: "https://partners.example/awards/categories/newcomer/", CriteriaText: "In its first year.",
		Image:         "https://partners.example/certificates/2026-newcomer-bva/badge.svg",
		Evidence:      []Page{{"https://partners.example/awards/2026/newcomer/bva/", "BVA: Newcomer", "For <b>pace</b>."}, {"https://partners.example/case-studies/acme/", "Acme", ""}},
		StatusAddress: "https://partners.example/credentials/status/2026-newcomer-bva.json",
	}
}

// small is a claim with what every one has.
func small() Claim {
	c := testClaim()
	c.Until, c.Image, c.Evidence, c.CriteriaText = time.Time{}, "", nil, ""
	return c
}

// inForce is an instant at which testClaim holds.
var inForce = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)

// world is what an issuer publishes, by address.
type world map[string][]byte

func (w world) fetch(address string) ([]byte, error) {
	if data, ok := w[address]; ok {
		return data, nil
	}
	return nil, errors.New("404 Not Found")
}

// published is the issuer's world for a claim.
func published(t testing.TB, key *Key, c Claim, revoked bool, retired ...Retired) world {
	t.Helper()
	list, err := key.SignList(NewStatusList(c.StatusAddress, c.Issuer.DID, c.Date, revoked))
	if err != nil {
		t.Fatal(err)
	}
	base, err := BaseOf(c.Issuer.DID)
	if err != nil {
		t.Fatal(err)
	}
	return world{base + DocumentPath(c.Issuer.DID): Document(c.Issuer.DID, key.Public(), retired), base + KeySetPath: KeySet(c.Issuer.DID, key.Public(), retired), c.StatusAddress: list}
}

// forms are a claim's credential in every form, by name.
func forms(t testing.TB, key *Key, c Claim) map[string][]byte {
	t.Helper()
	json, err := key.Sign(New(c))
	if err != nil {
		t.Fatal(err)
	}
	jwt, err := key.SignJWT(New(c))
	if err != nil {
		t.Fatal(err)
	}
	svg, err := BakeSVG([]byte(testSVG), jwt)
	if err != nil {
		t.Fatal(err)
	}
	png, err := BakePNG(testPNG(t), jwt)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"json": json, "jwt": jwt, "svg": svg, "png": png}
}

// golden compares a text with testdata/<name>.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was (go test -update writes it anew): verifiers would see another graph, or an issuer other keys\n%s", file, got)
	}
}
