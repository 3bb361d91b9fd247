package decode

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// checkPlaces holds that every diagnostic stands in the file: on a line that it has, at most one behind its end, and says
// something.
func checkPlaces(t *testing.T, path string, data []byte, problems []diag.Diagnostic) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	check := func(at diag.Position) {
		if at.File != path || at.Line < 0 || at.Line > len(lines) {
			t.Fatalf("%v of %d lines", at, len(lines))
		}
		if at.Line > 0 && (at.Column < 1 || at.Column > utf8.RuneCountInString(lines[at.Line-1])+1) {
			t.Fatalf("%v: the line has %d columns: %q", at, utf8.RuneCountInString(lines[at.Line-1]), lines[at.Line-1])
		}
	}
	for _, p := range problems {
		check(p.At)
		for _, n := range p.Notes {
			check(n.At)
		}
		if p.Code.ID == "" || p.Text == "" || !utf8.ValidString(p.Text+p.Hint) {
			t.Fatalf("%+v", p)
		}
	}
}

// FuzzYAML reads any bytes as each kind of file: it ends, without a panic, and every diagnostic has a place in the file.
func FuzzYAML(f *testing.F) {
	paths := []string{"data/partners/a.yaml", "plaudit.yaml", "data/awards/2026.yaml", "data/terms.yaml", "data/partners.yaml", "data/programme/benchmarks.yaml", "data/tiers.de.yaml", "data/redirects.csv", "plaudit.lock"}
	f.Add(partnerYAML)
	for _, w := range wrong {
		f.Add([]byte(strings.Replace(w.text, "\n", "name: A\n", 1)))
	}
	f.Add([]byte("0: [:!00 \xef"))
	f.Add([]byte("a: &a [*a, *b]\n<<: *a\n? |\n  x\n: - y"))
	f.Add([]byte("\ufeff--- # x\r\nname: \"a\\x41\" # y\r\n...\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, path := range paths {
			p := File(path, data)
			checkPlaces(t, path, data, p.Problems)
			if p.Value == nil && len(p.Problems) == 0 {
				t.Fatalf("%s: nothing is decoded and nothing is said", path)
			}
		}
	})
}

// FuzzFrontMatter holds that fences, front matter and body are the whole text, and that their lines are counted right.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: A\n---\nbody\n", "---\n---\n", "---", "---\n---", "\n---\ntitle: A\n---\n", "--- \r\ntitle: A\r\n---\t\r\n\r\nbody",
		"---\ntext: |\n  ---\n  a\n---\nbody\n---\nmore", "----\na\n----\n", "\ufeff---\ntitle: A\n---\n", "---yaml\na: b\n---\n", "+++\na = 1\n+++\n", "{\"a\": 1}\n\nb", "---\ntitle: [\n---\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, _, err := source.Text(data)
		if err != nil {
			return
		}
		p, problem := split("a.md", text)
		if problem != nil {
			checkPlaces(t, "a.md", text, []diag.Diagnostic{*problem})
			return
		}
		open, _, _ := bytes.Cut(text, []byte("\n"))
		rest := text[len(open)+1+len(p.matter):]
		closing := rest[:len(rest)-len(p.body)]
		if !isFence(open) || !isFence(bytes.TrimSuffix(closing, []byte("\n"))) {
			t.Fatalf("fences %q and %q", open, closing)
		}
		if whole := append(append(append(append([]byte{}, open...), '\n'), p.matter...), append(closing, p.body...)...); !bytes.Equal(whole, text) {
			t.Fatalf("%q is put together as %q", text, whole)
		}
		for line := range bytes.Lines(p.matter) {
			if isFence(bytes.TrimSuffix(line, []byte("\n"))) {
				t.Fatalf("a fence within the front matter %q", p.matter)
			}
		}
		lines := bytes.SplitAfter(text, []byte("\n"))
		if got := bytes.Join(lines[p.bodyLine:], nil); len(p.body) > 0 && !bytes.Equal(got, p.body) {
			t.Fatalf("line %d begins with %q, the body with %q", p.bodyLine+1, got, p.body)
		}
		checkPlaces(t, "content/pages/a.md", data, File("content/pages/a.md", data).Problems)
	})
}
