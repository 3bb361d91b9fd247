package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/credential"
)

// TestVerifyOverHTTP checks credentials where an issuer publishes them: by the address of the certificate, in another language, of a file; and
// refuses what lies elsewhere or leads there.
func TestVerifyOverHTTP(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	host := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer host.Close()
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, host.URL+r.URL.Path, http.StatusFound)
	}))
	defer away.Close()
	dir := filepath.Join(t.TempDir(), "site")
	if err := copyNew("testdata/base", dir); err != nil {
		t.Fatal(err)
	}
	seed, err := credential.NewSeed(bytes.NewReader(make([]byte, credential.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HARBOUR_KEY", seed)
	config := "title: Harbour Awards\nbase_url: " + host.URL + "/\norganization: {name: Harbour}\nlanguages: {de: {title: Hafenpreise}}\ncredentials: {key: env:HARBOUR_KEY}\n"
	if err := os.WriteFile(filepath.Join(dir, "plaudit.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	plaudit := func(args ...string) (int, string) {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), args, &stdout, &stderr)
		return code, stdout.String() + stderr.String()
	}
	if code, said := plaudit("build", "--site", dir, "--out", out, "--now", "2026-01-01T00:00:00Z", "--no-cache"); code != 0 {
		t.Fatal(said)
	}
	for _, c := range []struct {
		address string
		code    int
		says    string
	}{
		{"/certificates/2025-newcomer-quay/", 0, "The credential holds."},
		{"/certificates/2025-newcomer-quay/#x", 0, "The credential holds."},
		{"/de/certificates/2025-newcomer-quay/", 0, "The credential holds."},
		{"/certificates/2025-newcomer-quay.html", 0, "VC-JWT"},
		{"/certificates/2025-newcomer-quay/credential.json", 0, "Data Integrity"},
		{"/certificates/nothing/", 3, "404 Not Found"},
		{"/verify/index", 3, "404 Not Found"},
	} {
		code, said := plaudit("verify", host.URL+c.address, "--now", "2026-01-01T00:00:00Z", "--issuer", host.URL)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d %s", c.address, code, said)
		}
	}
	if code, said := plaudit("verify", away.URL+"/certificates/2025-newcomer-quay/"); code != 3 || !strings.Contains(said, "it leads to another host") {
		t.Errorf("from another host: %d %s", code, said)
	}
	if code, said := plaudit("verify", "http://partners.example/"); code != 3 || !strings.Contains(said, "only https is trusted") {
		t.Errorf("without https: %d %s", code, said)
	}
}
