package export

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Every credential and status list of the example, before it is signed.
func TestGoldenClaims(t *testing.T) {
	e := loaded(t)
	s := e.sites[0]
	var got bytes.Buffer
	for _, o := range e.plan.Outputs {
		switch o.Kind {
		case plan.CredentialJSON:
			c := credential.New(ClaimOf(o.Subject.(plan.Own), s, "", e.languages[s.Language]))
			if _, err := c.NQuads(); err != nil {
				t.Errorf("%s: %v", o.Path, err)
			}
			got.Write(append(c.Unsigned(), '\n'))
		case plan.StatusList:
			got.Write(append(StatusListOf(o.Subject.(*site.Award), s, e.addresses()).Unsigned(), '\n'))
		}
	}
	file := filepath.Join("testdata", "golden", "credentials.jsonl")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the claims are not as in %s (write it anew with -update)\n%s", file, got.Bytes())
	}
}

// A preview's server says of each file what _headers says.
func TestCredentialHeaders(t *testing.T) {
	e := loaded(t)
	o := HeaderOptions{Policy: func() string { return policy }, Immutable: []string{"assets/"}, Type: asset.ContentType}
	folders := PageFolders(e.plan, o)
	want := map[plan.Kind][]string{
		plan.CredentialJWT:  {"Content-Type: text/plain; charset=utf-8", readable, revalidated},
		plan.CredentialJSON: {"Content-Type: application/vc+ld+json", readable, revalidated},
		plan.StatusList:     {"Content-Type: application/vc+ld+json", readable, revalidated},
		plan.DIDDocument:    {"Content-Type: application/did+json", readable, revalidated},
		plan.KeySet:         {"Content-Type: application/jwk-set+json", readable, revalidated},
	}
	seen := map[plan.Kind]bool{}
	for _, out := range e.plan.Outputs {
		lines, ok := want[out.Kind]
		if !ok {
			continue
		}
		seen[out.Kind] = true
		got := HeadersOf(out.Path, out, folders, o)
		if tail := got[len(got)-len(lines):]; !slices.Equal(tail, lines) {
			t.Errorf("%s: %q", out.Path, tail)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("the example has only %v", seen)
	}
}
