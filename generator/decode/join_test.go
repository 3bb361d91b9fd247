package decode

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// site is the files of a small site by path.
type site map[string]string

// parts decodes a site's files in the order of their paths.
func (s site) parts() (parts []Part) {
	var paths []string
	for p := range s {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		parts = append(parts, File(p, []byte(s[p])))
	}
	return parts
}

var small = site{
	"plaudit.yaml":                         "title: T\norganization: {name: O}\nlanguage: en\nlanguages: {de: {title: D}, pt-BR: }\n",
	"plaudit.lock":                         "/b/ page b\n/a/\tpage\ta\n/b/ page b\n",
	"data/partners.yaml":                   "- {id: first, name: First}\n- {id: second, name: Second}\n",
	"data/partners/acme.yaml":              "name: Acme\n",
	"data/partners/acme.de.yaml":           "summary: Kurz\n",
	"data/partners/emea/bva.pt-br.yaml":    "summary: Curto\n",
	"data/partners/emea/bva.yaml":          "name: BVA\n",
	"data/awards/2026.yaml":                "date: 2026-04-06\nresults:\n  - {category: a, partners: [acme]}\n",
	"data/awards/2026.de.yaml":             "results:\n  - citation: Dafür\n",
	"data/awards/2025.yaml":                "date: 2025-04-06\n",
	"content/awards/2026/b.md":             "---\ncategory: b\npartners: [bva]\n---\nFor it.\n",
	"content/awards/2025/c.md":             "---\ncategory: c\npartners: [bva]\n---\nFor it.\n",
	"content/awards/2025/c.de.md":          "---\nid: 2025-c-bva\n---\nDafür.\n",
	"content/pages/about.md":               "---\ntitle: About\n---\n",
	"data/programme/benchmarks.yaml":       "metrics:\n  - {id: nps, name: NPS, values: {acme: 1}, values_file: programme/nps.csv}\n",
	"data/programme/nps.csv":               "value,partner\n3.5,bva\n",
	"data/redirects.csv":                   "from,to\n/old/,/new/\n",
	"content/case-studies/emea/x/story.md": "---\ntitle: S\npartners: [acme]\n---\n",
}

func TestJoin(t *testing.T) {
	var problems diag.List
	r := Join(small.parts(), &problems)
	if d := problems.Sorted(nil); len(d) > 0 {
		t.Fatal(told(d))
	}
	var ids []string
	for _, p := range r.Partners {
		ids = append(ids, p.Id.S)
	}
	if got := strings.Join(ids, " "); got != "first second acme bva" {
		t.Errorf("partners: %s", got)
	}
	if got := fmt.Sprintf("%d %d %s %s", len(r.Editions[0].Results), len(r.Editions[1].Results), r.Editions[1].Results[1].Category.S, r.Editions[1].Results[1].File); got != "1 2 b content/awards/2026/b.md" {
		t.Errorf("results: %s", got)
	}
	de, pt := r.Translations["de"], r.Translations["pt-BR"]
	if de == nil || pt == nil || len(r.Translations) != 2 {
		t.Fatalf("translations: %v", r.Translations)
	}
	if de.Partners[0].Summary.S != "Kurz" || de.Partners[0].Id.S != "acme" || pt.Partners[0].Id.S != "bva" {
		t.Errorf("translated partners: %+v", de.Partners[0])
	}
	if len(de.Editions) != 2 || de.Editions[1].Id.S != "2025" || de.Editions[1].Results[0].Id.S != "2025-c-bva" || de.Editions[1].Results[0].Citation.S != "Dafür." {
		t.Errorf("translated editions: %+v", de.Editions)
	}
	v := r.Programme.Benchmarks.Metrics[0].Values
	if len(v) != 2 || v[0].File != "" || v[1].Partner.S != "bva" || v[1].Value.V != 3.5 || v[1].File != "data/programme/nps.csv" || v[1].Partner.At != at(2, 5) {
		t.Errorf("values: %+v", v)
	}
	if len(r.Lock) != 2 || r.Lock[0].Path != "/a/" || r.Lock[1].Record != "b" {
		t.Errorf("lock: %+v", r.Lock)
	}
	if len(r.Redirects) != 1 || r.Redirects[0].To.S != "/new/" || r.Redirects[0].File != "data/redirects.csv" {
		t.Errorf("redirects: %+v", r.Redirects)
	}
}

// TestJoinAgain holds that parts may be kept and put together again.
func TestJoinAgain(t *testing.T) {
	var problems diag.List
	parts := small.parts()
	first := Join(parts, &problems)
	second := Join(parts, &problems)
	if !reflect.DeepEqual(first, second) || !reflect.DeepEqual(second, Join(small.parts(), &problems)) {
		t.Error("putting parts together changed them")
	}
}

func TestJoinProblems(t *testing.T) {
	base := site{
		"plaudit.yaml":          "title: T\norganization: {name: O}\nlanguage: en\nlanguages: {de: }\n",
		"data/awards/2026.yaml": "date: 2026-04-06\n",
	}
	for _, c := range []struct{ path, text, want string }{
		{"data/partners/acme.fr.yaml", "summary: x", "P024 data/partners/acme.fr.yaml the site has no language \"fr\" = add it to `languages:` of plaudit.yaml"},
		{"data/partners/acme.ed.yaml", "summary: x", "P024 data/partners/acme.ed.yaml the site has no language \"ed\" = did you mean \"de\"?"},
		{"data/partners/acme.en.yaml", "summary: x", "P024 data/partners/acme.en.yaml the site has no language \"en\" = this is the site's own language: take the tag out of the file's name"},
		{"data/partners/acme.v1.yaml", "summary: x", "P024 data/partners/acme.v1.yaml the site has no language \"v1\" = what stands after the first dot of a name is a language, and an id has no dot"},
		{"content/awards/2062/x.md", "---\ncategory: c\n---\n", "P050 content/awards/2062/x.md there is no edition \"2062\" = did you mean \"2026\"? the folder's name is the edition"},
		{"content/awards/future/x.md", "---\ncategory: c\n---\n", "P050 content/awards/future/x.md there is no edition \"future\" = write data/awards/future.yaml with its date"},
		{"content/pages/de.md", "---\ntitle: A\n---\n", "P037 content/pages/de.md the address /de/ belongs to a language of the site = choose another name, such as \"de-1\""},
		{"data/more.csv", "this is, no\nlist \"of\" values", "P006 data/more.csv nothing reads this file = name it as `values_file:` of a benchmark, or take it out"},
		{"data/programme/benchmarks.yaml", "metrics: [{id: a, name: A, values_file: a.csv}]", "P001 data/programme/benchmarks.yaml:1:41 there is no file data/a.csv = its path is written from data/ on"},
	} {
		s := site{c.path: c.text}
		for p, text := range base {
			s[p] = text
		}
		var problems diag.List
		Join(s.parts(), &problems)
		var got []string
		for _, d := range problems.Sorted(nil) {
			got = append(got, fmt.Sprintf("%s %s %s = %s", d.Code.ID, d.At, d.Text, d.Hint))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.path, strings.Join(got, "\n"), c.want)
		}
	}
}

func TestAll(t *testing.T) {
	files := fstest.MapFS{
		"static/robots.png":          {Data: []byte("abc")},
		"assets/logos/a.svg":         {Data: []byte("<svg/>")},
		"themes/podium/theme.yaml":   {Data: []byte("name: podium")},
		"data/partner/x.yaml":        {Data: []byte("name: X")},
		"content/case-studies/a.txt": {Data: []byte("x")},
	}
	for p, text := range small {
		files[p] = &fstest.MapFile{Data: []byte(text)}
	}
	var first string
	for jobs := 1; jobs <= 4; jobs++ {
		var problems diag.List
		tree, err := source.ReadFS(files, &problems)
		if err != nil {
			t.Fatal(err)
		}
		r := All(tree, jobs, &problems)
		if len(r.Partners) != 4 || len(r.Files) != 2 || r.Files["assets/logos/a.svg"].Size != 6 {
			t.Fatalf("%d partners, files %v", len(r.Partners), r.Files)
		}
		got := told(problems.Sorted(nil))
		if jobs == 1 {
			first = got
		}
		if got != first || strings.Count(got, "P006") != 2 {
			t.Errorf("with %d jobs:\n%s", jobs, got)
		}
	}
	var problems diag.List
	tree, err := source.ReadFS(fstest.MapFS{"data/tiers.yaml": {Data: []byte("[]")}}, &problems)
	if err != nil {
		t.Fatal(err)
	}
	All(tree, 1, &problems)
	if d := problems.Sorted(nil); len(d) != 1 || d[0].Code != diag.MissingConfig {
		t.Errorf("without a configuration: %s", told(d))
	}
}

// TestSchema holds that the description names every table that it refers to, and knows the keys of the contract's own examples.
func TestSchema(t *testing.T) {
	tables := map[string]Table{}
	for _, table := range Schema() {
		if _, twice := tables[table.Name]; twice {
			t.Errorf("two tables are called %s", table.Name)
		}
		tables[table.Name] = table
	}
	capital := regexp.MustCompile(`[A-Z]\w+`)
	for name, table := range tables {
		for _, k := range table.Keys {
			if refers := capital.FindString(k.Type); refers != "" {
				if _, ok := tables[refers]; !ok {
					t.Errorf("%s.%s is a %s, which is not described", name, k.Name, k.Type)
				}
			}
		}
	}
	for _, want := range []struct{ table, key string }{
		{"Partner", "{tier TierSpan, or a list of TierSpan [] false false false}"},
		{"Partner", "{name text [] true true false}"},
		{"Partner", "{status text [active former] false false false}"},
		{"Partner", "{social map of address [] false false false}"},
		{"Client", "{id id [] true false false}"},
		{"Result", "{id id [] false false false}"},
		{"TierSpan", "{id reference [] true false true}"},
		{"CaseStudy", "{title text [] true true false}"},
		{"Config", "{languages map of SiteLanguage [] false false false}"},
		{"Nominations", "{by_country map of whole number [] false false false}"},
	} {
		if !slices.ContainsFunc(tables[want.table].Keys, func(k Key) bool { return fmt.Sprint(k) == want.key }) {
			t.Errorf("%s has no key %s: %v", want.table, want.key, tables[want.table].Keys)
		}
	}
}

// TestKeysFit holds that no record has more keys than the walk can count.
func TestKeysFit(t *testing.T) {
	for _, table := range Schema() {
		if len(table.Keys) > 64 {
			t.Errorf("%s has %d keys", table.Name, len(table.Keys))
		}
	}
}
