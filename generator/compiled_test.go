package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/site"
)

// TestCompiledTemplates renders every page of the example site, and of the sites that PLAUDIT_SITES names (folders, as in PATH), with
// compiled templates and with html/template: the bytes are the same, and each page template of the theme is compiled.
func TestCompiledTemplates(t *testing.T) {
	for _, dir := range append([]string{".."}, filepath.SplitList(os.Getenv("PLAUDIT_SITES"))...) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			m := speaking(t, dir)
			if covered, all := m.theme.Compiled(); covered != all || all == 0 {
				t.Errorf("%d of %d page templates are compiled", covered, all)
			}
			compiled, interpreted := m.theme.NewWorker(), m.theme.Interpreted().NewWorker()
			pages := 0
			for _, o := range m.plan.Outputs {
				if !o.HTML || !m.theme.Has(o.Template) {
					continue
				}
				pages++
				s := m.speech[o.Site]
				v := s.views.View(o)
				var got, want render.Page
				if d, ok := interpreted.Render(&want, o.Template, v, s.env); !ok {
					t.Fatalf("%s: %v", o.Path, d)
				}
				if d, ok := compiled.Render(&got, o.Template, v, s.env); !ok {
					t.Fatalf("%s: %v", o.Path, d)
				}
				if !bytes.Equal(got.HTML, want.HTML) {
					t.Fatalf("%s differs:\n%s", o.Path, difference(got.HTML, want.HTML))
				}
			}
			if pages == 0 {
				t.Error("the site has no pages")
			}
		})
	}
}

// difference shows where two pages begin to differ.
func difference(got, want []byte) string {
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
		n++
	}
	near := func(b []byte) string { return string(b[max(0, n-80):min(len(b), n+80)]) }
	return "got  …" + near(got) + "…\nwant …" + near(want) + "…"
}

// speaking prepares a site up to where its pages are rendered.
func speaking(t testing.TB, dir string) *producer {
	t.Helper()
	p, err := prepare(Input{Dir: dir, Now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), BaseURL: "https://awards.example/"})
	if err != nil {
		t.Fatal(err)
	}
	if p.theme == nil {
		t.Fatal(p.result().Problems)
	}
	p.files.sink, p.files.base = &collector{files: map[string][]byte{}}, plan.AddressesOf(p.whole.Sites[0]).Base()
	m := &producer{prepared: p, book: check.NewBook(), withheld: check.NewWords(nil), speech: map[*site.Site]*speech{}}
	m.proofs = newProofs(m)
	for _, s := range p.whole.Sites {
		m.speech[s] = m.speak(s)
	}
	return m
}

// BenchmarkPage renders one page of each kind of the example site both ways.
func BenchmarkPage(b *testing.B) {
	m := speaking(b, "..")
	seen := map[plan.Kind]bool{}
	for _, o := range m.plan.Outputs {
		if !o.HTML || seen[o.Kind] {
			continue
		}
		seen[o.Kind] = true
		s := m.speech[o.Site]
		v := s.views.View(o)
		for _, way := range []struct {
			name  string
			theme *render.Theme
		}{{"compiled", m.theme}, {"html-template", m.theme.Interpreted()}} {
			b.Run(string(o.Kind)+"/"+way.name, func(b *testing.B) {
				w := way.theme.NewWorker()
				var buf render.Page
				b.ReportAllocs()
				for b.Loop() {
					if d, ok := w.Render(&buf, o.Template, v, s.env); !ok {
						b.Fatal(d)
					}
				}
				b.SetBytes(int64(len(buf.HTML)))
			})
		}
	}
}

// TestKeyOfEveryPage: the key of a page, for which its Markdown is not rendered, is the digest of its view.
func TestKeyOfEveryPage(t *testing.T) {
	m := speaking(t, "..")
	seen := map[[32]byte]string{}
	for _, o := range m.plan.Outputs {
		if !o.HTML {
			continue
		}
		views := m.speech[o.Site].views
		key := views.Key(o)
		if key != views.Digest(views.View(o)) {
			t.Errorf("%s: the key is not the digest of the view", o.Path)
		}
		if other, ok := seen[key]; ok {
			t.Errorf("%s and %s have one key", o.Path, other)
		}
		seen[key] = o.Path
	}
}
