package view

import (
	"flag"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// built is a site with its plan and the builders of its languages.
type built struct {
	t        testing.TB
	sites    []*site.Site
	plan     *plan.Plan
	builders map[*site.Site]*Builder
	problems *diag.List // of the views alone
}

// build makes the views' world from a site written as one text: a line `-- path --` begins each file. The clock stands at now, such
// as 2026-04-10. Pictures are there, with a size, unless "missing" is in their name.
func build(t testing.TB, text, now string) *built {
	t.Helper()
	return buildWith(t, text, site.Input{Clock: site.NewClock(instant(t, now))})
}

func instant(t testing.TB, now string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, now)
	if err != nil {
		t.Fatal(err)
	}
	return at.Add(12 * time.Hour)
}

func buildWith(t testing.TB, text string, in site.Input) *built {
	t.Helper()
	fsys := fstest.MapFS{"plaudit.yaml": {Data: []byte("title: Awards\nbase_url: https://a.example/\norganization: {name: Org, email: org@a.example}\n")}}
	var name string
	var body strings.Builder
	flush := func() {
		if name != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(body.String())}
		}
		body.Reset()
	}
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(rest, " --") {
			flush()
			name = strings.TrimSuffix(rest, " --")
			continue
		}
		body.WriteString(line)
	}
	flush()
	problems := &diag.List{}
	records := decode.All(source.FromFS(fsys), 1, problems)
	whole := site.Link(records, in, problems)
	b := &built{t: t, sites: whole.Sites, plan: plan.New(whole.Sites, []string{"rules.pdf"}, problems), builders: map[*site.Site]*Builder{}, problems: &diag.List{}}
	for _, d := range problems.Sorted(nil) {
		if d.Severity() == diag.Error && d.Code != diag.MissingImage {
			t.Fatalf("%s %s %s", d.At, d.Code.ID, d.Text)
		}
	}
	english, err := locale.For("en")
	if err != nil {
		t.Fatal(err)
	}
	fallback := locale.NewCatalog(english, English(), nil)
	for _, s := range b.sites {
		l, err := locale.For(s.Language)
		if err != nil {
			t.Fatal(err)
		}
		env := Env{Locale: l, Catalog: locale.NewCatalog(l, nil, fallback), Picture: func(path string, _ Use) (Published, bool) {
			return Published{Src: "/p/" + path, Width: 640, Height: 480}, !strings.Contains(path, "missing")
		}}
		b.builders[s] = New(s, b.plan, env, b.problems)
	}
	return b
}

// view is the view of the page at an address below base_url.
func (b *built) view(address string) any {
	b.t.Helper()
	o, ok := b.plan.At(plan.OutputOf(address))
	if !ok {
		b.t.Fatalf("nothing is planned at %q", address)
	}
	return b.builders[o.Site].View(o)
}

// at is view with its type.
func at[V any](b *built, address string) *V {
	b.t.Helper()
	v, ok := b.view(address).(*V)
	if !ok {
		b.t.Fatalf("%q is a %T", address, b.view(address))
	}
	return v
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// each says something of each of a list, with a separator between them.
func each[T any](list []T, separator string, say func(T) string) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = say(x)
	}
	return strings.Join(out, separator)
}

// urls are the addresses of links, and labels their texts, each joined by spaces and bars.
func urls(links []Link) string { return each(links, " ", func(l Link) string { return l.URL }) }

func labels(links []Link) string {
	return each(links, " | ", func(l Link) string { return l.Label.S })
}

// fieldOf is a field of the struct that a view points to.
func fieldOf[F any](v any, name string) F {
	return reflect.ValueOf(v).Elem().FieldByName(name).Interface().(F)
}
