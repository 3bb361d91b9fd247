package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/view"
)

var example = map[string]string{
	"plaudit.yaml": "title: T\nbase_url: https://p.example/sub/\norganization: {name: N}\nlanguages: {de: {title: T}}\n",
	"data/partners/alpha.yaml": `name: Ångström AG
country: DE
city: Köln
offices: [{city: Graz, country: DE}, {city: Köln, country: DE}]
tier: gold
specialties: [Storage, Grid]
accepting_clients: true
budget: {from: 3000, currency: EUR}
identities: [{name: Old Alpha, until: 2024-01-01}]
contact: {email: hello@alpha.example}
`,
	"data/partners/beta.yaml":     "name: Beta Works\ncountry: FR\ncity: Graz\nspecialties: [Grid]\nbudget: {from: 40000, currency: EUR}\n",
	"data/partners/gone.yaml":     "name: Gone\nstatus: former\n",
	"data/partners/unlisted.yaml": "name: Unlisted Secret\nconsent: {listed: false}\nspecialties: [Secret craft]\n",
	"data/tiers.yaml":             "- {id: gold, name: Gold}\n",
	"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer}\n",
	"data/awards/2025.yaml":       "name: Awards 2025\ndate: 2025-05-01\nresults:\n  - {category: newcomer, partners: [alpha, unlisted], citation: Well.}\n",
	"data/awards/2027.yaml":       "name: Awards 2027\ndate: 2027-05-01\nembargo: 2027-05-01T20:00:00Z\nresults:\n  - {category: newcomer, partners: [beta], citation: Later.}\n",
}

// filesOf writes the index of a site in its first language, and unpacks it by name.
func filesOf(t testing.TB, files map[string]string, language int) map[string]map[string]any {
	t.Helper()
	out := map[string]map[string]any{}
	for _, f := range Files(inputOf(t, files, language)) {
		var v map[string]any
		if err := json.Unmarshal(f.Bytes, &v); err != nil {
			t.Fatalf("%s: %v\n%s", f.Path, err, f.Bytes)
		}
		out[f.Path] = v
	}
	return out
}

func inputOf(t testing.TB, files map[string]string, language int) Input {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var problems diag.List
	records := decode.All(source.FromFS(fsys), 1, &problems)
	whole := site.Link(records, site.Input{Clock: site.NewClock(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))}, &problems)
	for _, d := range problems.Sorted(nil) {
		if d.Severity() == diag.Error {
			t.Fatalf("the example is wrong: %s %s %s", d.At, d.Code.ID, d.Text)
		}
	}
	l, err := locale.For("en")
	if err != nil {
		t.Fatal(err)
	}
	return Input{Site: whole.Sites[language], Locale: l, T: func(key string, args ...any) string { return fmt.Sprint(key, args) },
		Card: func(p *site.Partner) *view.PartnerCard {
			return &view.PartnerCard{Summary: view.Text{S: p.Summary.S}, Place: p.City.S}
		}}
}

func TestIndex(t *testing.T) {
	files := filesOf(t, example, 0)
	head := files["search/head.json"]
	if got := fmt.Sprintln(head["names"], head["ids"], head["former"], head["folder"], head["ending"], head["editions"]); got != "[Ångström AG Beta Works] alpha,beta map[0:[Old Alpha]] /sub/partners/ / [Awards 2027 Awards 2025]\n" {
		t.Errorf("the head is %s", got)
	}
	facets := files["search/facets-0.json"]
	terms := map[string]string{}
	for _, f := range head["facets"].([]any) {
		f := f.(map[string]any)
		var ids []string
		for _, term := range f["terms"].([]any) {
			ids = append(ids, term.([]any)[0].(string))
		}
		key := f["key"].(string)
		terms[key] = strings.Join(ids, " ") + ": " + facets["columns"].(map[string]any)[key].(string)
	}
	for key, want := range map[string]string{
		"tier": "gold: 0,", "specialty": "grid storage: 0.1,0", "country": "fr de: 1,0", "accepting": "yes: 0,", "won": "yes: 0,",
		"budget": "eur-5000 eur-10000 eur-20000 eur-50000: 0.1.2.3,3",
	} {
		if terms[key] != want {
			t.Errorf("the facet %s is %q, not %q", key, terms[key], want)
		}
	}
	if got := fmt.Sprint(facets["wins"], " ", facets["newest"]); got != "1, 1," {
		t.Errorf("wins and the newest are %q", got)
	}
	if got := fmt.Sprint(files["search/cities-0.json"]["cities"], " ", files["search/cities-0.json"]["in"]); got != "[Köln Graz] 0.1,1" {
		t.Errorf("cities are %q", got)
	}
	if got := fmt.Sprint(files["search/records-0.json"]["awards"]); !strings.Contains(got, "Ångström AG") || !strings.Contains(got, "view.recipients.further[count 1]") || strings.Contains(got, "2027") {
		t.Errorf("the awards are %s", got)
	}
	if got := fmt.Sprint(files["search/cards-0.json"]["cards"]); !strings.Contains(got, "hello@alpha.example") {
		t.Errorf("the cards are %s", got)
	}
}

// What is withheld is nowhere in an index: it is the index of the site without it.
func TestIndexKnowsNothingWithheld(t *testing.T) {
	for _, f := range Files(inputOf(t, example, 0)) {
		for _, word := range []string{"Unlisted", "unlisted", "Secret", "Gone", "2027-newcomer"} {
			if bytes.Contains(f.Bytes, []byte(word)) {
				t.Errorf("%s has %q", f.Path, word)
			}
		}
	}
}

// A language has its own index, and all its files have one version, which another content changes.
func TestVersion(t *testing.T) {
	versions := map[string]bool{}
	changed := map[string]string{}
	for name, text := range example {
		changed[name] = text
	}
	changed["data/partners/beta.yaml"] = strings.Replace(changed["data/partners/beta.yaml"], "40000", "50000", 1)
	for _, site := range []map[string]string{example, changed} {
		files := filesOf(t, site, 1)
		version := files["de/search/head.json"]["v"].(string)
		versions[version] = true
		for name, f := range files {
			if f["v"] != version || path.Dir(name) != "de/search" {
				t.Errorf("%s has the version %v, not %s", name, f["v"], version)
			}
		}
	}
	if len(versions) != 2 {
		t.Error("the version stays when the content changes")
	}
}

// More partners than one file holds go on in the next ones: their names, columns and cards are as many as the partners.
func TestParts(t *testing.T) {
	many := map[string]string{"plaudit.yaml": example["plaudit.yaml"]}
	const n = Chunk + PerCards + 1
	for i := range n {
		many[fmt.Sprintf("data/partners/p%04d.yaml", i)] = fmt.Sprintf("name: P%04d\ncountry: DE\n", i)
	}
	files := filesOf(t, many, 0)
	names := len(files["search/head.json"]["names"].([]any)) + len(files["search/names-1.json"]["names"].([]any))
	cells, cards := 0, 0
	for name, f := range files {
		if columns, ok := f["columns"].(map[string]any); ok {
			cells += len(strings.Split(columns["country"].(string), ","))
		}
		if list, ok := f["cards"].([]any); ok && strings.Contains(name, "cards-") {
			cards += len(list)
		}
	}
	if names != n || cells != n || cards != n {
		t.Errorf("of %d partners there are %d names, %d cells and %d cards", n, names, cells, cards)
	}
	if ids := files["search/head.json"]["ids"].(string); strings.Trim(ids, ",") != "" {
		t.Errorf("ids that follow from their names are written: %.40q", ids)
	}
}

// The id that the script makes of a name is one: small letters, digits, single hyphens within.
func TestIDOf(t *testing.T) {
	for name, want := range map[string]string{"Holt & Sons": "holt-sons", "  A.B-C  ": "a-b-c", "7 Gold": "7-gold", "!": ""} {
		if id, ok := idOf(name); id != want || !ok {
			t.Errorf("%q gives %q, %v", name, id, ok)
		}
	}
	if _, ok := idOf("Ångström"); ok {
		t.Error("a name that is not ASCII gives an id")
	}
}

// Round amounts begin where the least budget is reached, end where the greatest is, and grow.
func TestRoundAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		least := float64(rapid.IntRange(1, 1e9).Draw(t, "least"))
		most := least + float64(rapid.IntRange(0, 1e9).Draw(t, "more"))
		got := roundAmounts(least, most)
		if len(got) == 0 || got[0] < least || got[len(got)-1] < most || !slices.IsSorted(got) {
			t.Fatalf("%v to %v: %v", least, most, got)
		}
		if len(got) > 1 && got[len(got)-2] >= most {
			t.Fatalf("%v to %v goes on: %v", least, most, got)
		}
	})
}
