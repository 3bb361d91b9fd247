package generator_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

var proofsNow = time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)

// proofsSite is a small site with an award of each kind.
func proofsSite(more map[string]string) map[string]string {
	files := map[string]string{
		"plaudit.yaml": "title: Northwind Awards\nbase_url: https://partners.example.com/\norganization: {name: Northwind, email: press@example.com}\n" +
			"languages: {de: {title: Northwind-Preise}}\ncertificate: {paper: [a4, letter]}\n",
		"data/partners/acme.yaml":     "name: Acme Digital\nsummary: It builds shops.\n",
		"data/partners/brio.yaml":     "name: Brio Labs\nsummary: It carries them.\n",
		"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer of the Year}\n- {id: craft, name: Craft}\n- {id: void, name: Void}\n",
		"data/awards/2026.yaml": "name: Awards 2026\ndate: 2026-04-06\nresults:\n" +
			"  - {category: newcomer, partners: [acme], citation: For the calm.}\n" +
			"  - {category: craft, partners: [acme, brio], citation: For the joint.}\n" +
			"  - {category: void, partners: [brio], status: rescinded, status_on: 2026-05-01, status_reason: It did not hold., citation: For nothing.}\n",
	}
	for name, text := range more {
		files[name] = text
	}
	return files
}

func collected(t *testing.T, files map[string]string) (map[string][]byte, *generator.Result) {
	t.Helper()
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: writeSite(t, files), Now: proofsNow, Version: "devel"})
	if err != nil {
		t.Fatal(err)
	}
	return out, r
}

// unzip gives the files of an archive.
func unzip(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// A kit holds what the site publishes, byte for byte, texts in each language, and checksums that hold.
func TestKit(t *testing.T) {
	out, r := collected(t, proofsSite(nil))
	for _, d := range r.Problems {
		t.Errorf("%s: %s", d.At, d.Text)
	}
	kit := unzip(t, out["kits/2026-newcomer-acme.zip"])
	for name, from := range map[string]string{
		"en/certificate.pdf": "certificates/2026-newcomer-acme/certificate.pdf", "de/certificate-letter.pdf": "de/certificates/2026-newcomer-acme/certificate-letter.pdf",
		"badge-dark-512.png": "certificates/2026-newcomer-acme/badge-dark-512.png", "en/share.png": "awards/2026/newcomer/acme/share.png", "de/poster-a3.pdf": "de/certificates/2026-newcomer-acme/poster-a3.pdf",
	} {
		if len(kit[name]) == 0 || !bytes.Equal(kit[name], out[from]) {
			t.Errorf("%s in the kit has %d bytes, %s has %d", name, len(kit[name]), from, len(out[from]))
		}
	}
	for name, want := range map[string]string{
		"en/linkedin.txt":      "Acme Digital won Newcomer of the Year at Awards 2026.\n\n“For the calm.”\n\nhttps://partners.example.com/awards/2026/newcomer/acme/\n",
		"en/x.txt":             "Acme Digital won Newcomer of the Year at Awards 2026. https://partners.example.com/awards/2026/newcomer/acme/\n",
		"en/press-release.txt": "For immediate release\n\nAcme Digital: Newcomer of the Year, Awards 2026\n\nApril 6, 2026\n\nAcme Digital won Newcomer of the Year at Awards 2026.\n\nThe jury says:\n“For the calm.”\n\nMore about the award: https://partners.example.com/awards/2026/newcomer/acme/\n\nContact\npress@example.com\n",
	} {
		if got := string(kit[name]); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	lines := strings.Split(strings.TrimSpace(string(kit["SHA256SUMS"])), "\n")
	if len(lines) != len(kit)-1 {
		t.Errorf("%d checksums of %d files", len(lines), len(kit))
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if sum != fmt.Sprintf("%x", sha256.Sum256(kit[name])) {
			t.Errorf("the checksum of %s is wrong", name)
		}
	}
}

// Of a joint award each recipient has a kit and the common page has none; what was rescinded has a badge that says so, and no kit.
func TestKitsOfJointAndRescinded(t *testing.T) {
	out, _ := collected(t, proofsSite(nil))
	for name, want := range map[string]bool{
		"kits/2026-craft-acme-brio.zip": false, "kits/2026-craft-acme-brio/acme.zip": true, "kits/2026-craft-acme-brio/brio.zip": true, "kits/2026-void-brio.zip": false,
		"certificates/2026-void-brio/badge.svg": true, "certificates/2026-craft-acme-brio/badge.svg": true, "certificates/2026-craft-acme-brio/brio/certificate.pdf": true,
	} {
		if _, ok := out[name]; ok != want {
			t.Errorf("%s is there: %v", name, ok)
		}
	}
	for name, says := range map[string]bool{"certificates/2026-void-brio/badge.svg": true, "certificates/2026-newcomer-acme/badge.svg": false} {
		if got := bytes.Contains(out[name], []byte("Rescinded")); got != says {
			t.Errorf("%s says that the award was rescinded: %v", name, got)
		}
	}
}

// An edition has a kit for the press, with results in words and the winners' pictures, but for what was rescinded.
func TestPressKit(t *testing.T) {
	out, _ := collected(t, proofsSite(nil))
	kit := unzip(t, out["kits/2026.zip"])
	want := "Awards 2026, April 6, 2026\nhttps://partners.example.com/awards/2026/\n\nNewcomer of the Year\n  Winner: Acme Digital\n    “For the calm.”\n\n" +
		"Craft\n  Winner · jointly: Acme Digital and Brio Labs\n    “For the joint.”\n\nVoid\n  Winner: Brio Labs (Rescinded May 1, 2026: It did not hold.)\n"
	if got := string(kit["en/results.txt"]); got != want {
		t.Errorf("the results are %q", got)
	}
	if !bytes.Equal(kit["de/2026-newcomer-acme.png"], out["de/awards/2026/newcomer/acme/share.png"]) || kit["en/2026-void-brio.png"] != nil {
		t.Error("the pictures are not those of the winners")
	}
}

// kits limits what kits hold.
func TestKitLimits(t *testing.T) {
	site := proofsSite(nil)
	site["plaudit.yaml"] += "kits: {formats: [pdf], languages: [de]}\n"
	out, _ := collected(t, site)
	for name := range unzip(t, out["kits/2026-newcomer-acme.zip"]) {
		if name != "README.txt" && name != "SHA256SUMS" && !(strings.HasPrefix(name, "de/") && strings.HasSuffix(name, ".pdf")) {
			t.Errorf("%s is in the kit", name)
		}
	}
}

// A name that no font can set has no files, and no page links to any; with a font of the site's own it has them.
func TestOwnFonts(t *testing.T) {
	font, err := os.ReadFile(filepath.FromSlash("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
	if err != nil {
		t.Skip(err)
	}
	site := proofsSite(map[string]string{"data/partners/acme.yaml": "name: אנרגיית החוף\nsummary: It builds shops.\n"})
	const badge = "certificates/2026-newcomer-acme/badge.svg"
	out, r := collected(t, site)
	if _, made := out[badge]; made || len(r.Problems) == 0 || r.Problems[0].Code.ID != "P061" {
		t.Errorf("without a font: made %v, problems %v", made, r.Problems)
	}
	if page := out["awards/2026/newcomer/acme/index.html"]; bytes.Contains(page, []byte("badge.svg")) || bytes.Contains(page, []byte("share.png")) {
		t.Error("a page links to a file that is not made")
	}
	site["assets/fonts/DejaVuSans.ttf"] = string(font)
	out, r = collected(t, site)
	if _, made := out[badge]; !made || len(r.Problems) > 0 {
		t.Errorf("with a font: made %v, problems %v", made, r.Problems)
	}
	if page := out["awards/2026/newcomer/acme/index.html"]; !bytes.Contains(page, []byte("badge.svg")) || !bytes.Contains(page, []byte("share.png?v=")) {
		t.Error("the page does not show what is made")
	}
}
