package decode

import (
	"bytes"
	"testing"

	"github.com/adrg/frontmatter"
)

// libraryParts is what the library finds in a front matter with its fences, handed over as it stands.
func libraryParts(text []byte) (matter, body []byte) {
	raw := frontmatter.NewFormat("---", "---", func(data []byte, v any) error {
		*v.(*[]byte) = bytes.Clone(data)
		return nil
	})
	body, err := frontmatter.Parse(bytes.NewReader(text), &matter, raw)
	if err != nil {
		return nil, text
	}
	return matter, body
}

// FuzzSplit holds split against a library that reads front matter, where that knows what a site means by it: not where a line within the
// matter is an indented ---, which ends it there.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"---\ntitle: a\n---\nbody\n", "---\n---\n", "---\ntitle: a\n--- \nbody", "---\r\ntitle: a\r\n---\r\nbody", "---\na: |\n  ---\n---\nx", "---\na\n---x\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, problem := split("x.md", text)
		if problem != nil {
			return
		}
		for line := range bytes.Lines(p.matter) {
			if bytes.Equal(bytes.TrimSpace(line), []byte("---")) {
				t.Skip("an indented fence")
			}
		}
		if bytes.ContainsAny(text, "\r\v\f\u0085\u00a0") || !bytes.HasPrefix(text, []byte("---\n")) {
			t.Skip("white space that the library takes for none, or for a line's end")
		}
		matter, body := libraryParts(text)
		if !bytes.Equal(bytes.TrimSpace(matter), bytes.TrimSpace(p.matter)) || !bytes.Equal(bytes.TrimSpace(body), bytes.TrimSpace(p.body)) {
			t.Errorf("of %q\nmatter %q, body %q\nand by the library\nmatter %q, body %q", text, p.matter, p.body, matter, body)
		}
	})
}
