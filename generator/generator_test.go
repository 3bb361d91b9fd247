package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// A build that cannot publish still names what only its pages tell: an editor corrects everything in one go.
func TestBuildNamesEveryMistakeAtOnce(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":           "title: T\nbase_url: https://p.example/\norganization: {name: N}\n",
		"data/partners/a.yaml":   "name: A\ntier: nowhere\nwebsite: nonsense\n",
		"content/pages/about.md": "---\ntitle: About\nsummary: What it is.\n---\n[away](/nowhere/)\n",
	})
	out := filepath.Join(dir, "public")
	r, err := generator.Build(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"}, out, false)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range r.Problems {
		codes = append(codes, d.Code.ID)
	}
	for _, want := range []string{"P035", "P090"} {
		if !slices.Contains(codes, want) {
			t.Errorf("no %s among %v", want, codes)
		}
	}
	if _, err := os.Lstat(out); !os.IsNotExist(err) {
		t.Errorf("a site with errors was published: %v", err)
	}
}

// writeSite makes a folder of files.
func writeSite(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Direction, dates and names of countries are of the page's language, even where the theme has its texts in another only.
func TestLocaleIsThePagesLanguage(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":         "title: T\nbase_url: https://p.example/\norganization: {name: N}\nlanguages: {he: {title: A}, de-AT: {title: Ö}}\n",
		"data/partners/a.yaml": "name: A\ncountry: NO\nverified: 2026-01-10\nsummary: It is A.\n",
	})
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	for _, c := range []struct{ path, want string }{
		{"he/partners/a/index.html", `<html lang="he" dir="rtl"`},
		{"he/partners/a/index.html", "נורווגיה"},
		{"de-at/partners/a/index.html", "10. Jänner 2026"},
		{"partners/a/index.html", `<html lang="en" dir="ltr"`},
	} {
		if !strings.Contains(string(out[c.path]), c.want) {
			t.Errorf("%s is without %q", c.path, c.want)
		}
	}
}

// A template that cannot be used is named once, without a word about the pages that lack it.
func TestBrokenTemplateIsNamedOnce(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":         "title: T\nbase_url: https://p.example/\norganization: {name: N}\n",
		"data/partners/a.yaml": "name: A\n",
		"themes/podium/templates/pages/partner.html": "{{define \"main\"}}{{.Heading.S",
	})
	r, err := generator.Check(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || r.Problems[0].At.File != "themes/podium/templates/pages/partner.html" {
		t.Errorf("not one problem with its place: %v", r.Problems)
	}
}

// Where the site names an action for nominations, an open call has the form that posts there, and "Enter now" leads to it; a
// metric with a baseline still shows its value; a logo's alternative text is on the profile.
func TestWhatAPageMustShow(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":                "title: T\nbase_url: https://p.example/\norganization: {name: N}\nforms: {nominate: {action: \"https://forms.example/n\"}}\n",
		"data/partners/a.yaml":        "name: A\nsummary: It is A.\nlogo: a.svg\nlogo_alt: A heron\n",
		"assets/a.svg":                `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>`,
		"data/awards/categories.yaml": "- {id: growth, name: Growth}\n",
		"data/awards/2025.yaml":       "date: 2025-04-06\nresults: [{category: growth, partners: [a], citation: Well done., metrics: [{label: Orders, value: half as many again, before: 2, after: 3, period: 2024}]}]\n",
		"data/awards/2026.yaml":       "date: 2026-09-06\nnominations: {open: 2026-04-01, close: 2026-06-01, by_category: {growth: 1}}\n",
	})
	out, r, err := generator.Collect(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	for _, c := range []struct{ path, want string }{
		{"nominate/index.html", `method="post" action="https://forms.example/n"`},
		{"nominate/index.html", `href="#form"`},
		{"awards/2025/growth/a/index.html", "half as many again"},
		{"partners/a/index.html", `alt="A heron"`},
	} {
		if !strings.Contains(string(out[c.path]), c.want) {
			t.Errorf("%s is without %q", c.path, c.want)
		}
	}
}

// The analytics script carries the attributes that the site gives it, and none that would run a script of its own.
func TestAnalytics(t *testing.T) {
	site := func(attributes string) map[string]string {
		return map[string]string{"plaudit.yaml": "title: T\nbase_url: https://p.example/\norganization: {name: N}\nanalytics: {src: https://an.example/s.js, attributes: " + attributes + "}\n"}
	}
	in := generator.Input{Dir: writeSite(t, site(`{data-domain: x.example, data-quote: 'a "b"><script>'}`)), Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"}
	out, r, err := generator.Collect(t.Context(), in)
	if err != nil || r.Failed(false) {
		t.Fatal(err, r.Problems)
	}
	want := `<script defer src="https://an.example/s.js" data-domain="x.example" data-quote="a &#34;b&#34;&gt;&lt;script&gt;"></script>`
	if !strings.Contains(string(out["index.html"]), want) {
		t.Errorf("the page is without %s", want)
	}
	in.Dir = writeSite(t, site(`{onload: alert(1), "x y": z, src: other}`))
	r, err = generator.Check(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 3 {
		t.Errorf("want a problem for each of the three attributes: %v", r.Problems)
	}
}

func TestPageSizeIsAboveZero(t *testing.T) {
	dir := writeSite(t, map[string]string{"plaudit.yaml": "title: T\nbase_url: https://p.example/\norganization: {name: N}\npage_size: 0\n"})
	r, err := generator.Check(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || r.Problems[0].Code.ID != "P039" || r.Problems[0].At.Line != 4 {
		t.Errorf("want P039 in line 4: %v", r.Problems)
	}
}

// Style sheets that name each other have no names that could be made of their contents: that is said, and nobody waits for ever.
func TestSheetsInACircle(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":                        "title: T\nbase_url: https://p.example/\norganization: {name: N}\n",
		"themes/podium/assets/css/podium.css": "@import url(a.css);\n@import url(podium.css);",
		"themes/podium/assets/css/a.css":      "@import url(b.css);",
		"themes/podium/assets/css/b.css":      "@import url(podium.css?v=1);",
	})
	done := make(chan *generator.Result, 1)
	go func() {
		r, err := generator.Check(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"})
		if err != nil {
			t.Error(err)
		}
		done <- r
	}()
	var got []string
	select {
	case r := <-done:
		for _, d := range r.Problems {
			if d.Code.ID == "P138" {
				got = append(got, d.At.String()+" "+d.Text)
			}
		}
	case <-time.After(time.Minute):
		t.Fatal("the build waits for itself")
	}
	want := []string{
		`themes/podium/assets/css/podium.css:1:9 the style sheet names "a.css", which in turn names it`,
		`themes/podium/assets/css/podium.css:2:9 the style sheet names "podium.css", which in turn names it`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
