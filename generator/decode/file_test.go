package decode

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/source"
)

// told writes diagnostics as a test can name them: code, place, width, text, hint.
func told(problems []diag.Diagnostic) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %d:%d+%d %s", p.Code.ID, p.At.Line, p.At.Column, p.Width, p.Text)
		for _, n := range p.Notes {
			fmt.Fprintf(&b, " [%d:%d %s]", n.At.Line, n.At.Column, n.Text)
		}
		if p.Hint != "" {
			fmt.Fprintf(&b, " = %s", p.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// value decodes a file that has nothing wrong in it.
func value[T any](t *testing.T, path, text string) *T {
	t.Helper()
	p := File(path, []byte(text))
	if len(p.Problems) > 0 {
		t.Fatalf("%s has problems:\n%s", path, told(p.Problems))
	}
	v, ok := p.Value.(*T)
	if !ok {
		t.Fatalf("%s is a %T", path, p.Value)
	}
	return v
}

func at(line, column uint32) record.At { return record.At{Line: line, Column: column} }

func TestPartner(t *testing.T) {
	p := value[record.Partner](t, "data/partners/emea/bva-commerce.yaml", string(partnerYAML))
	if p.Id.S != "bva-commerce" || p.File != "data/partners/emea/bva-commerce.yaml" || p.Here != at(1, 1) {
		t.Errorf("head: %+v", p.Head)
	}
	if p.Name.S != "BVA Commerce" || p.Name.At != at(1, 7) {
		t.Errorf("name: %+v", p.Name)
	}
	if len(p.Tier) != 2 || p.Tier[1].ID.S != "platinum" || p.Tier[1].ID.At != at(5, 10) || p.Tier[1].At != at(5, 5) || p.Tier[0].Until.Year != 2023 {
		t.Errorf("tier: %+v", p.Tier)
	}
	if d := p.Description; d.At != at(9, 3) || d.Indent != 2 || d.Folded || !strings.HasPrefix(d.S, "We have built shops since **2004**.\n\n- repl") || !strings.HasSuffix(d.S, "- loyalty") {
		t.Errorf("description: %+v", d)
	}
	if len(p.Serves) != 2 || p.Serves[1].S != "CA" || p.Serves[1].At != at(20, 14) {
		t.Errorf("serves: %+v", p.Serves)
	}
	if p.TeamSize.From != 51 || p.TeamSize.To != 200 || p.Founded.Precision != record.Year || p.Since.Precision != record.Month {
		t.Errorf("team %+v, founded %+v, since %+v", p.TeamSize, p.Founded, p.Since)
	}
	if !p.Accepting.V || p.Budget.From.V != 10000 || p.Budget.Currency.S != "EUR" {
		t.Errorf("accepting %+v, budget %+v", p.Accepting, p.Budget)
	}
	if len(p.Social) != 2 || p.Social[1].Network.S != "youtube" || p.Social[1].URL.S != "https://video.example/bva" || p.Social[1].URL.At != at(36, 12) {
		t.Errorf("social: %+v", p.Social)
	}
	if c := p.Consent; !c.Logo.Allowed || c.Logo.Until.Year != 2027 || !c.Quotes.Allowed || c.Listed.Given() || c.GivenOn.Day != 10 {
		t.Errorf("consent: %+v", c)
	}
}

func TestUnions(t *testing.T) {
	p := value[record.Partner](t, "data/partners/a.yaml", `name: A
tier: gold
featured: {from: 2026-01-01, until: 2026-03-31, reason: The year's newcomer}
cover: covers/a.jpg
consent: {listed: false}
private:
  contract: "4711-x"
  people: [Ada Lovelace, Bo, {note: called twice}]
params: {text: NO, quoted: "1", number: 1.5, code: 0049, yes: true, list: [a, 2], map: {k: v}, none: }
`)
	if len(p.Tier) != 1 || p.Tier[0].ID.S != "gold" || p.Tier[0].At != at(2, 7) {
		t.Errorf("tier: %+v", p.Tier)
	}
	if len(p.Featured) != 1 || p.Featured[0].Reason.S != "The year's newcomer" || p.Featured[0].At != at(3, 11) {
		t.Errorf("featured: %+v", p.Featured)
	}
	if p.Cover.Src.S != "covers/a.jpg" || p.Cover.At != at(4, 8) {
		t.Errorf("cover: %+v", p.Cover)
	}
	if p.Consent.Listed.Allowed || p.Consent.Listed.At != at(5, 19) {
		t.Errorf("listed: %+v", p.Consent.Listed)
	}
	if got := strings.Join(p.Private.Words, "|"); got != "4711-x|Ada Lovelace|called twice" || p.Private.At != at(7, 3) {
		t.Errorf("private: %q %+v", got, p.Private.At)
	}
	if got := fmt.Sprintf("%v", p.Params); got != "map[code:0049 list:[a 2] map:map[k:v] number:1.5 quoted:1 text:NO yes:true]" {
		t.Errorf("params: %s", got)
	}
	if _, text := p.Params["quoted"].(string); !text {
		t.Errorf("a quoted number is a %T", p.Params["quoted"])
	}
	for menu, want := range map[string]record.MenuEntry{
		"true":                     {Show: true, At: at(3, 7)},
		"false":                    {At: at(3, 7)},
		"About us":                 {Show: true, Label: record.Text{S: "About us", At: at(3, 7)}, At: at(3, 7)},
		`"false"`:                  {Show: true, Label: record.Text{S: "false", At: at(3, 7)}, At: at(3, 7)},
		"{label: About, order: 3}": {Show: true, Label: record.Text{S: "About", At: at(3, 15)}, Order: record.Int{V: 3, At: at(3, 29)}, At: at(3, 7)},
	} {
		page := value[record.Page](t, "content/pages/legal/about.md", "---\ntitle: About\nmenu: "+menu+"\n---\n")
		if page.Menu != want || page.Id.S != "legal/about" {
			t.Errorf("menu %s: %+v, id %q", menu, page.Menu, page.Id.S)
		}
	}
}

func TestConfig(t *testing.T) {
	c := value[record.Config](t, "plaudit.yaml", `title: Awards
organization: {name: Northwind}
languages:
  de: {title: Preise, organization: {name: Nordwind}, cta: {label: Mitmachen}}
  pt-br:
theme_options:
  accent: "#7a4b12"
  size: 1.10
  shown: no
diagnostics: {P031: off, P155: error}
redirects:
  - {from: /old/*, to: "/new/*"}
  - {from: /a%20b/, to: "https://example.com/x?y=1"}
gone:
  - {path: /partners/x/, on: 2025-01}
analytics: {src: "https://stats.example/s.js", attributes: {data-site: x, async: true}}
credentials: {key: env:PLAUDIT_KEY}
`)
	if len(c.Languages) != 2 || c.Languages[0].Title.S != "Preise" || c.Languages[1].Tag.S != "pt-BR" || c.Languages[1].At != at(5, 3) {
		t.Errorf("languages: %+v", c.Languages)
	}
	if got := fmt.Sprint(c.ThemeOptions); got != "map[accent:#7a4b12 shown:no size:1.10]" || c.OptionsAt["size"] != at(8, 3) {
		t.Errorf("options: %s %v", got, c.OptionsAt)
	}
	if len(c.Diagnostics) != 2 || c.Diagnostics[1].Code.S != "P155" || c.Diagnostics[1].Level.S != "error" {
		t.Errorf("diagnostics: %+v", c.Diagnostics)
	}
	if len(c.Redirects) != 2 || c.Redirects[0].From.S != "/old/*" || c.Redirects[1].From.S != "/a b/" || c.Redirects[1].File != "plaudit.yaml" {
		t.Errorf("redirects: %+v", c.Redirects)
	}
	if c.Gone[0].Path.S != "/partners/x/" || c.Analytics.Attributes[1].Value.S != "true" {
		t.Errorf("gone %+v, analytics %+v", c.Gone, c.Analytics)
	}
}

// TestExampleSite holds that the site at the repository's root has nothing wrong in it that one file alone shows.
func TestExampleSite(t *testing.T) {
	root, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var problems diag.List
	tree, err := source.Read(root, 0, &problems)
	if err != nil {
		t.Fatal(err)
	}
	r := All(tree, 0, &problems)
	for _, d := range problems.Sorted(nil) {
		t.Errorf("%s: %s %s", d.At, d.Code.ID, d.Text)
	}
	if len(r.Partners) < 40 || len(r.Editions) < 4 || r.Translations["de"] == nil {
		t.Errorf("%d partners, %d editions", len(r.Partners), len(r.Editions))
	}
}

func TestEdition(t *testing.T) {
	e := value[record.Edition](t, "data/awards/2026.yaml", `date: 2026-04-06
embargo: 2026-04-06T19:00:00+02:00
nominations: {close: 2026-02-28T23:59, by_country: {US: 80, NO: 41}, by_category: {newcomer: 60}}
results:
  - category: newcomer
    partners: [a, b]
    shares: [1/2, 50%]
    videos: [{url: "https://v.example/1", title: Film, duration: PT2M10S}]
  - {category: innovation, none: true, reason: The jury saw no entry, id: 2026-innovation}
`)
	if e.Id.S != "2026" || !e.Embargo.Zoned || e.Embargo.Offset != 7200 || e.Nominations.Close.Precision != record.Minute {
		t.Errorf("edition: %+v", e)
	}
	if got := e.Nominations.ByCountry; len(got) != 2 || got[1].Of.S != "NO" || got[1].Count.V != 41 {
		t.Errorf("by country: %+v", got)
	}
	r := e.Results
	if r[0].Id.Given() || r[0].Here != at(5, 5) || r[0].File != "data/awards/2026.yaml" || r[0].Shares[1].Den != 2 || r[0].Videos[0].Duration.V.Seconds() != 130 {
		t.Errorf("first result: %+v", r[0])
	}
	if r[1].Id.S != "2026-innovation" || r[1].Here != at(9, 5) || !r[1].None.V {
		t.Errorf("second result: %+v", r[1])
	}
}

func TestContent(t *testing.T) {
	text := "---\ntitle: Story\npartners: [a]\n---\n\n# Intro\n\ntext \n\n"
	for name, text := range map[string]string{"plain": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "BOM": "\ufeff" + text} {
		c := value[record.CaseStudy](t, "content/case-studies/emea/story.md", text)
		if c.Id.S != "story" || c.Title.At != at(2, 8) || c.Body.S != "\n# Intro\n\ntext" || c.Body.At != at(5, 1) || c.Body.Indent != 0 {
			t.Errorf("%s: %+v, title %+v", name, c.Body, c.Title)
		}
	}
	r := File("content/awards/2026/newcomer.md", []byte("---\ncategory: newcomer\npartners: [a]\n---\nFor **everything**.\n"))
	if v := r.Value.(*record.Result); len(r.Problems) > 0 || r.Edition != "2026" || v.Citation.S != "For **everything**." || v.Id.Given() || v.Citation.At != at(5, 1) {
		t.Errorf("%+v\n%s", v, told(r.Problems))
	}
}

func TestScalarsByType(t *testing.T) {
	p := value[record.Partner](t, "data/partners/a.yaml", "name: \u00a0 NO\u00a0\ncountry: NO\nintegrations:\n  - {name: 'null', version: 1.10, docs: HTTPS://x.example/a}\n  - {name: ~}\nsummary: '  a '' b '\nlogo:\naliases: []\n")
	if p.Name.S != "NO" || p.Name.At != at(1, 9) || p.Country.S != "NO" || p.Summary.S != "a ' b" {
		t.Errorf("name %+v, country %+v, summary %+v", p.Name, p.Country, p.Summary)
	}
	if i := p.Integrations; i[0].Version.S != "1.10" || i[0].Name.S != "null" || i[0].Docs.S != "https://x.example/a" || i[1].Name.S != "~" {
		t.Errorf("integrations: %+v", i)
	}
	if p.Logo.Given() || p.Aliases == nil {
		t.Errorf("logo %+v, aliases %v", p.Logo, p.Aliases)
	}
}

func TestMarkdownPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"description: one line":                   "1:14 0 false",
		"description: 'one line'":                 "1:15 0 false",
		"description: \"a \\u00e9\"":              "1:15 0 true",
		"description: |\n    a\n     b\n":         "2:5 4 false",
		"description: |\n\n  a\n":                 "3:3 2 false",
		"description: |2\n    a\n  b\n":           "2:5 2 false",
		"description: |-  # why\n  a":             "2:3 2 false",
		"description: >\n  a\n  b\n":              "2:3 2 true",
		"description: one\n  two":                 "1:14 0 true",
		"description: 'one\n  two'":               "1:15 0 true",
		"{description: one line, status: former}": "1:15 0 false",
	} {
		p := File("data/partners/a.yaml", []byte(text))
		d := p.Value.(*record.Partner).Description
		if got := fmt.Sprintf("%d:%d %d %v", d.Line, d.Column, d.Indent, d.Folded); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestStub holds that a file that cannot be read is still the record that others refer to, and a translation of it is not.
func TestStub(t *testing.T) {
	for path, text := range map[string]string{
		"data/partners/acme.yaml":      "name: [",
		"data/partners/x/acme.yaml":    "",
		"data/partners/y/acme.yaml":    "name: \xff",
		"content/case-studies/acme.md": "---\ntitle: A\n",
		"content/updates/acme.md":      "---\n- a\n---\n",
	} {
		p := File(path, []byte(text))
		var head record.Head
		switch v := p.Value.(type) {
		case *record.Partner:
			head = v.Head
		case *record.CaseStudy:
			head = v.Head
		case *record.Update:
			head = v.Head
		}
		if len(p.Problems) != 1 || p.Problems[0].Code.Severity != diag.Error || head.Id.S != "acme" || head.File != path {
			t.Errorf("%s: %+v\n%s", path, head, told(p.Problems))
		}
	}
	if p := File("data/partners/acme.de.yaml", []byte("name: [")); p.Value != nil || len(p.Problems) != 1 {
		t.Errorf("translation: %v\n%s", p.Value, told(p.Problems))
	}
}
