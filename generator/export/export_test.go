package export

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// example is the site of testdata/site.txt as it is on a day.
type example struct {
	sites     []*site.Site
	plan      *plan.Plan
	languages map[string]Language
}

// exampleOf links and plans a site written as one text, a line `-- path --` before each file.
func exampleOf(t testing.TB, text, now string) *example {
	t.Helper()
	fsys := fstest.MapFS{}
	name := ""
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok {
			name = strings.TrimSuffix(rest, " --")
			fsys[name] = &fstest.MapFile{}
			continue
		}
		fsys[name].Data = append(fsys[name].Data, line...)
	}
	for _, logo := range []string{"acme", "ada", "hidden", "new"} {
		fsys["assets/"+logo+".svg"] = &fstest.MapFile{Data: []byte("<svg/>")}
	}
	instant, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	records := decode.All(source.FromFS(fsys), 1, &problems)
	whole := site.Link(records, site.Input{Clock: site.NewClock(instant), Issuer: "did:web:partners.example.com:awards-site"}, &problems)
	e := &example{sites: whole.Sites, plan: plan.New(whole.Sites, []string{"static.txt"}, &problems), languages: map[string]Language{}}
	for _, d := range problems.Sorted(nil) {
		if d.Severity() == diag.Error {
			t.Errorf("the example is wrong: %s %s %s", d.At, d.Code.ID, d.Text)
		}
	}
	for _, s := range whole.Sites {
		l, err := locale.For(s.Language)
		if err != nil {
			t.Fatal(err)
		}
		e.languages[s.Language] = Language{
			Addresses: plan.AddressesOf(s), Locale: l,
			T: func(key string, args ...any) string { return strings.TrimSpace(key + " " + fmt.Sprintln(args...)) },
			Prose: func(p site.Prose) string {
				resolve := func(l markdown.Link) (string, bool) { return "/awards-site" + l.Dest, true }
				return markdown.Render(p.S, markdown.Options{Resolve: resolve, Untrusted: p.Untrusted}, &diag.List{}).HTML
			},
			Plain: func(p site.Prose) string { return markdown.Plain(p.S, 0) },
		}
	}
	return e
}

func loaded(t testing.TB) *example {
	t.Helper()
	text, err := os.ReadFile("testdata/site.txt")
	if err != nil {
		t.Fatal(err)
	}
	return exampleOf(t, string(text), "2026-05-01T12:00:00Z")
}

func (e *example) output(t testing.TB, path string) *plan.Output {
	t.Helper()
	o, ok := e.plan.At(path)
	if !ok {
		t.Fatalf("%s is not planned", path)
	}
	return o
}

func (e *example) feed(t testing.TB, path string) Feed {
	t.Helper()
	o := e.output(t, path)
	return FeedOf(o, e.languages[o.Site.Language])
}

func (e *example) addresses() plan.Addresses { return plan.AddressesOf(e.sites[0]) }

const policy = "default-src 'none'; img-src 'self'"

func (e *example) headers() []byte {
	return Headers(e.plan, e.addresses(), HeaderOptions{Policy: func() string { return policy }, Immutable: []string{"assets/"}, Type: asset.ContentType})
}

func everything(*plan.Output) bool { return true }

// files are all exports of the example, by path.
func (e *example) files(t testing.TB) map[string][]byte {
	t.Helper()
	a := e.addresses()
	files := map[string][]byte{
		"robots.txt":         Robots(a, false),
		"_redirects":         Redirects(e.plan, a),
		"_headers":           e.headers(),
		"data/partners.json": PartnersJSON(e.sites, a),
		"data/awards.json":   AwardsJSON(e.sites, a),
		"data/build.json":    BuildJSON("1.0.0", e.plan, e.sites[0], a),
	}
	for _, f := range Sitemap(e.plan, everything, nil) {
		files[f.Path] = f.Bytes
	}
	for _, o := range e.plan.Outputs {
		l := e.languages[o.Site.Language]
		switch o.Kind {
		case plan.Atom:
			files[o.Path] = FeedOf(o, l).AtomXML()
		case plan.JSONFeed:
			files[o.Path] = FeedOf(o, l).FeedJSON()
		case plan.Schema:
			files[o.Path] = Schema(o.Subject.(string), a)
		case plan.Calendar:
			files[o.Path] = Calendar(o, l)
		}
	}
	return files
}

func TestGolden(t *testing.T) {
	files := loaded(t).files(t)
	golden := []string{"feed.xml", "feed.json", "partners/acme/feed.xml", "partners/new/feed.xml", "awards/2026/feed.xml", "case-studies/feed.json", "de/feed.xml",
		"sitemap.xml", "robots.txt", "_redirects", "_headers", "data/partners.json", "data/awards.json", "data/build.json", "data/schema/awards.json", "events/gala/gala.ics", "events/days/days.ics", "nominate/2026.ics"}
	for _, path := range golden {
		data, ok := files[path]
		if !ok {
			t.Errorf("%s is not made", path)
			continue
		}
		file := filepath.Join("testdata", "golden", strings.NewReplacer("/", "-").Replace(path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(data) != string(want) {
			t.Errorf("%s is not as in %s (write it anew with -update)\n%s", path, file, data)
		}
	}
}

// The same site gives the same bytes, whatever was withheld: the embargoed edition, the hidden partner, private notes.
func TestWithheldIsNowhere(t *testing.T) {
	for path, data := range loaded(t).files(t) {
		text := html.UnescapeString(string(data))
		for _, word := range []string{"embargoed-citation", "Hidden Partner", "secret-note", "2027-newcomer", "hidden.svg"} {
			if strings.Contains(text, word) {
				t.Errorf("%s contains %q", path, word)
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	first, second := loaded(t).files(t), loaded(t).files(t)
	for path, data := range first {
		if string(second[path]) != string(data) {
			t.Errorf("%s differs from one time to the next", path)
		}
	}
}
