package certificate_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// tool runs a program of the machine; the test is skipped where it is not installed.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// What others make of the PDF: all fonts are embedded, it is tagged, its text is what was written, and the code leads to the address.
func TestOthersReadThePDF(t *testing.T) {
	eachCase(t, func(t *testing.T, set *lettering.Setter, l *certificate.Look, a *certificate.Award) {
		d, err := certificate.Draw(set, l, a, certificate.A4)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		file := filepath.Join(dir, "c.pdf")
		doc := drawing.Document{Title: d.Title, Author: "Arvenne", Lang: l.Lang, Pages: []*drawing.Drawing{d}}
		if err := os.WriteFile(file, doc.PDF(), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", file)), "\n")[2:] {
			if !regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID Type 0C +Identity-H +yes yes yes `).MatchString(line) { // embedded, a subset, read as what was written
				t.Errorf("a font is not as it should be: %s", line)
			}
		}
		info := tool(t, "pdfinfo", file)
		for _, want := range []string{"Tagged:          yes", "Pages:           1", "Title:           " + a.Kind} {
			if !strings.Contains(info, want) {
				t.Errorf("pdfinfo does not say %q:\n%s", want, info)
			}
		}
		text := strings.Join(strings.Fields(tool(t, "pdftotext", "-raw", file, "-")), " ")
		if !l.Right { // of the other direction the extractor's order is its own
			for _, want := range []string{a.Names[0].S, a.Category.S, a.Citation.S, a.Serial} {
				if want = strings.Join(strings.Fields(want), ""); !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(want, " ", "")) {
					t.Errorf("%q is not in the text %q", want, text)
				}
			}
		}
		if testing.Short() && !strings.HasSuffix(t.Name(), "/plain") && !strings.HasSuffix(t.Name(), "/everything") {
			return // each picture of a page takes a second; two say whether the tools read what is written, without -short all are looked at
		}
		tool(t, "pdftoppm", "-r", "150", "-png", "-singlefile", file, filepath.Join(dir, "c"))
		if got := strings.TrimSpace(tool(t, "zbarimg", "-q", "--raw", filepath.Join(dir, "c.png"))); got != a.Verify {
			t.Errorf("the code says %q, not %q", got, a.Verify)
		}
	})
}
