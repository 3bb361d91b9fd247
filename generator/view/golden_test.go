package view

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// TestGolden compares one view of each kind with testdata/<kind>.golden; go test -update writes them.
func TestGolden(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	pages := map[plan.Kind]string{
		plan.Home: "", plan.Partners: "partners/", plan.Facet: "partners/specialty/loyalty/", plan.Partner: "partners/alpha/", plan.Awards: "awards/",
		plan.Edition: "awards/2026/", plan.EditionCategory: "awards/2026/newcomer/", plan.Email: "awards/2026/email.html", plan.Award: "awards/2026/newcomer/together/",
		plan.Category: "awards/categories/newcomer/", plan.Certificate: "certificates/2026-newcomer-together/alpha/", plan.Embed: "embed/2026-newcomer-together/", plan.CaseStudies: "case-studies/page/2/",
		plan.StudyFacet: "case-studies/industry/fashion/", plan.CaseStudy: "case-studies/loyal/", plan.Clients: "clients/", plan.Client: "clients/acme/",
		plan.Tiers: "tiers/", plan.Updates: "updates/", plan.Update: "updates/hello/", plan.Resources: "resources/", plan.Resource: "resources/guide/",
		plan.Events: "events/", plan.Event: "events/gala/", plan.Page: "de/about/", plan.Nominate: "nominate/", plan.Jury: "jury/", plan.Press: "press/", plan.Verify: "verify/",
		plan.Featured: "featured/", plan.Journey: "de/journey/", plan.Roadmap: "roadmap/", plan.Opportunities: "opportunities/", plan.Voice: "voice/",
		plan.Benchmarks: "benchmarks/", plan.Scorecard: "scorecard/", plan.Governance: "governance/",
		plan.NotFound: "404.html", plan.Withheld: "partners/delta/", plan.Gone: "rank/", plan.Redirect: "partners/alfa/",
	}
	for _, k := range Kinds {
		address, ok := pages[k.Kind]
		if !ok {
			t.Errorf("no page of kind %s", k.Kind)
			continue
		}
		o, found := b.plan.At(plan.OutputOf(address))
		if !found || o.Kind != k.Kind {
			t.Errorf("%q is not a planned %s", address, k.Kind)
			continue
		}
		got := pretty(t, b.view(address), k.Kind != plan.Home)
		file := filepath.Join("testdata", string(k.Kind)+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line, x, y := difference(got, string(want)); line > 0 {
			t.Errorf("%s:%d: (go test -update writes it anew)\n got %s\nwant %s", file, line, x, y)
		}
	}
}

// framed is what all pages share; only the home page's golden file has it.
var framed = []string{"Menu", "FooterMenu", "Organization", "SiteParams", "Analytics", "CTA", "SiteTitle", "Lang", "Dir", "Home"}

// pretty is a view as JSON without what is empty, and with the document's title where a record's hides it.
func pretty(t *testing.T, v any, brief bool) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	tree["Title of the document"] = pageOf(v).Title
	if brief {
		for _, name := range framed {
			delete(tree, name)
		}
	}
	prune(tree)
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(tree); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// prune takes empty values out of maps, and says whether x is empty itself.
func prune(x any) bool {
	switch x := x.(type) {
	case map[string]any:
		for k, v := range x {
			if prune(v) {
				delete(x, k)
			}
		}
		return len(x) == 0
	case []any:
		for _, v := range x {
			prune(v)
		}
		return len(x) == 0
	case string:
		return x == ""
	case bool:
		return !x
	case float64:
		return x == 0
	}
	return x == nil
}

// difference is the first line that differs; 0 for none.
func difference(got, want string) (line int, x, y string) {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		x, y = "(end)", "(end)"
		if i < len(g) {
			x = g[i]
		}
		if i < len(w) {
			y = w[i]
		}
		if x != y {
			return i + 1, x, y
		}
	}
	return 0, "", ""
}

// TestEveryPage looks at what holds for each page of the site, in both languages.
func TestEveryPage(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	kinds := map[plan.Kind]bool{}
	for _, o := range b.plan.Outputs {
		v := b.builders[o.Site].View(o)
		if (v != nil) != o.HTML {
			t.Errorf("%s (%s): a view that is %T", o.Path, o.Kind, v)
			continue
		}
		if v == nil {
			continue
		}
		kinds[o.Kind] = true
		p := pageOf(v)
		if p.Title == "" || p.Heading.S == "" || p.Description == "" || p.Path != "/"+o.Address || p.CSP == "" || p.Lang != o.Site.Language {
			t.Errorf("%s: title %q, heading %q, description %q, path %q, language %q", o.Path, p.Title, p.Heading.S, p.Description, p.Path, p.Lang)
		}
		if n := len([]rune(p.Description)); n > maxDescription {
			t.Errorf("%s: the description has %d characters", o.Path, n)
		}
		if o.Kind != plan.Home {
			last := p.Breadcrumbs[len(p.Breadcrumbs)-1]
			if first := p.Breadcrumbs[0]; first.URL != p.Home || last.URL != p.Path || !last.Current {
				t.Errorf("%s: breadcrumbs from %s to %s", o.Path, first.URL, last.URL)
			}
			for _, l := range p.Breadcrumbs {
				if !b.plan.Answers(strings.TrimPrefix(l.URL, "/")) {
					t.Errorf("%s: the breadcrumb %s leads nowhere", o.Path, l.URL)
				}
			}
		}
		if p.NoIndex && Indexed(o) || !p.NoIndex && !Indexed(o) && translated(o) {
			t.Errorf("%s: indexed or not?", o.Path)
		}
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{`"view.`, `"markdown.`, `{count}`, `{site}`, "Delta", "delta\"", "Secret"} {
			if i := bytes.Index(raw, []byte(word)); i >= 0 && !(word == `delta"` && o.Kind == plan.Withheld) {
				t.Errorf("%s: has %s: …%s", o.Path, word, raw[max(0, i-40):min(len(raw), i+60)])
			}
		}
	}
	for _, k := range Kinds {
		if !kinds[k.Kind] {
			t.Errorf("no page of kind %s", k.Kind)
		}
	}
}

func pageOf(v any) Page {
	return fieldOf[Page](v, "Page")
}

// TestViewsShareSafely: views are made by several goroutines in any order, and are what one alone makes; so nothing that they share is
// changed.
func TestViewsShareSafely(t *testing.T) {
	one, many := build(t, whole, "2026-06-01"), build(t, whole, "2026-06-01")
	want := map[string][32]byte{}
	for _, o := range one.plan.Outputs {
		if o.HTML {
			want[o.Path] = Digest(one.builders[o.Site].View(o))
		}
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			outputs := slices.Clone(many.plan.Outputs)
			if w%2 == 1 {
				slices.Reverse(outputs)
			}
			for _, o := range outputs {
				if o.HTML && Digest(many.builders[o.Site].View(o)) != want[o.Path] {
					t.Errorf("%s differs", o.Path)
				}
			}
		})
	}
	wg.Wait()
}
