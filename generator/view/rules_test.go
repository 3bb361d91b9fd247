package view

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

func TestPager(t *testing.T) {
	b := build(t, whole, "2026-06-01").builders
	var any *Builder
	for _, x := range b {
		any = x
	}
	for _, x := range []struct {
		number, total int
		want          string
	}{
		{1, 1, ""},
		{1, 2, "[1] 2"},
		{1, 9, "[1] 2 … 9"},
		{3, 9, "1 2 [3] 4 … 9"},
		{4, 9, "1 2 3 [4] 5 … 9"}, // never a gap of one page
		{5, 20, "1 … 4 [5] 6 … 20"},
		{17, 20, "1 … 16 [17] 18 19 20"},
		{20, 20, "1 … 19 [20]"},
	} {
		p := any.pager(x.number, x.total, 0, 1, 1, func(int) string { return "" })
		var got []string
		for _, l := range p.Pages {
			switch {
			case l.Gap:
				got = append(got, "…")
			case l.Current:
				got = append(got, "["+any.l.Integer(l.Number)+"]")
			default:
				got = append(got, any.l.Integer(l.Number))
			}
		}
		equal(t, x.want, strings.Join(got, " "), x.want)
	}
}

func TestListsInPages(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	v := at[Directory](b, "partners/page/2/")
	equal(t, "first and last", [3]int{v.Pager.First, v.Pager.Last, v.Pager.All}, [3]int{3, 3, 3})
	equal(t, "previous", v.Pager.Previous, "/partners/")
	equal(t, "title", v.Title, "Partners, page 2 · Northwind Partner Awards")
	equal(t, "breadcrumbs", labels(v.Breadcrumbs), "Home | Partners | Page 2")
	equal(t, "canonical", v.Canonical, "https://partners.example.com/partners/page/2/")
	if v.NoIndex {
		t.Error("a numbered page is not indexed")
	}
}

// TestNoneStandsOnOnePage: a category without award stands on just one of an edition's pages, also when it is first or last.
func TestNoneStandsOnOnePage(t *testing.T) {
	for _, none := range []string{"a", "c", "e"} {
		text := "-- plaudit.yaml --\ntitle: A\norganization: {name: O}\npage_size: 1\n-- data/awards/categories.yaml --\n"
		results := "-- data/awards/2020.yaml --\nname: A 2020\ndate: 2020-01-01\nresults:\n"
		for _, c := range []string{"a", "b", "c", "d", "e"} {
			text += "- {id: " + c + ", name: " + c + "}\n"
			if c == none {
				results += "  - {category: " + c + ", none: true, reason: No}\n"
			} else {
				results += "  - {category: " + c + ", partners: [p], citation: Good.}\n"
			}
		}
		b := build(t, text+"-- data/partners/p.yaml --\nname: P\n"+results, "2026-06-01")
		var found []string
		for _, o := range b.plan.Outputs {
			if o.Kind != plan.Edition {
				continue
			}
			for _, g := range at[Edition](b, o.Address).Groups {
				for _, c := range g.Categories {
					found = append(found, c.ID)
				}
			}
		}
		slices.Sort(found)
		equal(t, "categories when "+none+" was not awarded", strings.Join(found, " "), "a b c d e")
	}
}

// TestAsOfTheDay: names, logos and tiers are those of the day, with today's beside them.
func TestAsOfTheDay(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	old := at[Award](b, "awards/2024/newcomer/alpha/").Award
	r := old.Recipients[0]
	equal(t, "name", r.Name.S+", now "+r.NameNow.S+", "+r.Tier.S+", "+r.Logo.Src, "Alfa Studio, now Alpha GmbH, Silver, /p/assets/logos/alfa.svg")
	equal(t, "category", old.Category.S, "Rising Star")
	r = at[Award](b, "awards/2026/newcomer/together/").Award.Recipients[0]
	equal(t, "today", r.Name.S+r.NameNow.S+", "+r.Tier.S, "Alpha GmbH, Gold")
	p := at[Partner](b, "partners/alpha/")
	equal(t, "former name", p.FormerNames[0].Name+" until "+p.FormerNames[0].Until.ISO, "Alfa Studio until 2024-06-30")
	equal(t, "wins", p.Wins, 3)
}

// TestBothWays: what is linked leads back.
func TestBothWays(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	gamma, beta := at[Partner](b, "partners/gamma/"), at[Partner](b, "partners/beta/")
	equal(t, "successor", gamma.Successor.URL, "/partners/beta/")
	equal(t, "predecessors", urls(beta.Predecessors), "/partners/gamma/")
	equal(t, "succeeds", urls(at[Category](b, "awards/categories/craft/").Succeeds), "/awards/categories/handwork/")
	equal(t, "succeeded by", urls(at[Category](b, "awards/categories/handwork/").SucceededBy), "/awards/categories/craft/")
	old, new := at[Award](b, "awards/2026/craft/beta/"), at[Award](b, "awards/2026/craft/epsilon/")
	equal(t, "replaced by", old.ReplacedBy.URL, new.Award.URL)
	equal(t, "replaces", new.Replaces.URL, old.Award.URL)
	equal(t, "status", old.Award.Status+" "+old.Award.StatusOn.ISO+" "+old.Award.StatusReason.S, "rescinded 2026-05-01 Data was wrong.")
	study, award := at[CaseStudy](b, "case-studies/loyal/"), at[Award](b, "awards/2026/newcomer/together/")
	equal(t, "award's case study", award.CaseStudy.URL, study.Path)
	equal(t, "case study's award", study.Awards[0].URL, award.Path)
	client := at[Client](b, "clients/acme/")
	equal(t, "client's partners", len(client.Partners), 2)
	equal(t, "client's awards and studies", [2]int{len(client.Awards), len(client.CaseStudies)}, [2]int{2, 2})
	equal(t, "edition", at[EditionCategory](b, "awards/2026/newcomer/").Older.URL, "/awards/2025/newcomer/")
	equal(t, "newer", at[EditionCategory](b, "awards/2025/newcomer/").Newer.URL, "/awards/2026/newcomer/")
}

func TestCertificates(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	common, own := at[Certificate](b, "certificates/2026-newcomer-together/"), at[Certificate](b, "certificates/2026-newcomer-together/beta/")
	equal(t, "each", urls(common.Each), "/certificates/2026-newcomer-together/alpha/ /certificates/2026-newcomer-together/beta/")
	equal(t, "own names", len(own.Recipients), 1)
	equal(t, "own", own.Recipients[0].Name.S, "Beta")
	equal(t, "jointly with", own.JointlyWith[0].S, "Alpha GmbH")
	equal(t, "withheld", own.Withheld, 1)
	equal(t, "verify", own.Verify, "https://partners.example.com/verify/?s="+own.Serial)
	if common.Serial == own.Serial || own.Serial != Serial("2026-newcomer-together", "beta") {
		t.Errorf("serials %s and %s", common.Serial, own.Serial)
	}
	if _, ok := b.plan.At("certificates/2026-champion-beta/index.html"); ok {
		t.Error("a declined award has a certificate")
	}
}

// TestLanguages is rule 9 of the contract: an untranslated copy is not indexed, and its canonical address is the original's.
func TestLanguages(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	copied, translated := at[Partner](b, "de/partners/alpha/"), at[Post](b, "de/about/")
	equal(t, "canonical of the copy", copied.Canonical, "https://partners.example.com/partners/alpha/")
	equal(t, "copy", copied.NoIndex, false)
	o, _ := b.plan.At("de/partners/alpha/index.html")
	equal(t, "copy in the sitemap", Indexed(o), false)
	for _, a := range copied.Alternates {
		equal(t, "hreflang of the copy "+a.Lang, a.Indexed, false)
	}
	equal(t, "summary", copied.Summary, Text{"Shops that people come back to.", "en", "ltr"})
	equal(t, "canonical of the translation", translated.Canonical, "https://partners.example.com/de/about/")
	equal(t, "translation", translated.NoIndex, false)
	for _, a := range translated.Alternates {
		equal(t, "hreflang "+a.Lang, a.Indexed, true)
	}
	equal(t, "its own text", translated.Summary, Text{S: "Wer wir sind."})
	equal(t, "menu", translated.Menu[0].URL, "/de/partners/")
	equal(t, "name of the country", copied.Facts[1].Values[0].Label.S, "Berlin, Deutschland")
}

func TestIndexed(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	for path, want := range map[string]bool{
		"index.html": true, "de/index.html": true, "partners/alpha/index.html": true, "de/partners/alpha/index.html": false, "404.html": false,
		"partners/delta/index.html": false, "rank/index.html": false, "partners/alfa/index.html": false, "feed.xml": false, "partners/page/2/index.html": true,
	} {
		o, ok := b.plan.At(path)
		if !ok {
			t.Errorf("%s is not planned", path)
			continue
		}
		equal(t, path, Indexed(o), want)
	}
	preview := buildWith(t, whole, site.Input{Clock: site.NewClock(instant(t, "2026-06-01")), Drafts: true})
	for _, o := range preview.plan.Outputs {
		if Indexed(o) {
			t.Fatalf("%s of a preview is indexed", o.Path)
		}
	}
}

// TestLinksOfBodies resolves links as a text in content/case-studies/loyal.md shown at /de/case-studies/loyal/ would have them.
func TestLinksOfBodies(t *testing.T) {
	text := strings.Replace(whole, "https://partners.example.com/", "https://example.com/sub/", 1)
	b := build(t, text, "2026-06-01")
	german := b.builders[b.sites[1]]
	for _, x := range []struct{ dest, want string }{
		{"/partners/alpha/", "/sub/de/partners/alpha/"},
		{"/partners/alpha", "/sub/de/partners/alpha/"},
		{"/partners/alpha.html#awards", "/sub/de/partners/alpha/#awards"},
		{"/", "/sub/de/"},
		{"/rules.pdf", "/sub/rules.pdf"},
		{"/rank/", "/sub/rank/"}, // only the original has it
		{"/old/news/", "/sub/old/news/"},
		{"/partners/alfa/", "/sub/de/partners/alfa/"}, // a redirect answers
		{"../second/", "/sub/de/case-studies/second/"},
		{"second.md#x", "/sub/de/case-studies/second/#x"},
		{"../pages/about.md", "/sub/de/about/"},
		{"../pages/about.de.md", "/sub/de/about/"},
		{"../pages/nominate.md?a=b", "/sub/de/nominate/?a=b"},
		{"?q=1", "/sub/de/case-studies/loyal/?q=1"},
		{"..", "/sub/de/case-studies/"},
		{"/nope/", ""}, {"nope.md", ""}, {"../../../../../../etc/passwd", ""}, {"/%2e%2e/x", ""}, {"/partners/\\..\\x", ""}, {"/partners/delta.md", ""},
	} {
		got, ok := german.resolve(x.dest, "content/case-studies/loyal.md", "de/case-studies/loyal/")
		if !ok {
			got = ""
		}
		equal(t, x.dest, got, x.want)
	}
	var lines []string
	at[Partner](b, "partners/alpha/")
	for _, d := range b.problems.Sorted(nil) {
		lines = append(lines, d.At.String()+" "+d.Code.ID)
	}
	equal(t, "problems", strings.Join(lines, ", "), "data/partners/alpha.yaml:7:66 P090, data/partners/alpha.yaml:7:85 P092")
}

func TestFileURLs(t *testing.T) {
	b := build(t, strings.Replace(whole, "page_size: 2", "page_size: 2\nurls: file", 1), "2026-06-01")
	v := at[Partner](b, "partners/alpha.html")
	equal(t, "path", v.Path, "/partners/alpha.html")
	equal(t, "link of a body", strings.Contains(string(v.Description.HTML), `href="/case-studies/loyal.html"`), true)
	equal(t, "feeds", v.Feeds[0].URL, "/partners/alpha/feed.xml")
	equal(t, "calendar", at[Post](b, "events/gala.html").Event.Calendar, "/events/gala/gala.ics")
	equal(t, "next page", at[Directory](b, "partners/").Pager.Next, "/partners/page/2/")
}

func TestMenus(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	current := func(links []Link) string {
		var out []string
		for _, l := range links {
			if l.Current {
				out = append(out, l.Label.S)
			}
		}
		return strings.Join(out, " ")
	}
	for address, want := range map[string]string{
		"": "", "partners/": "Partners", "partners/alpha/": "Partners", "awards/2026/craft/": "Awards", "certificates/2026-craft-beta/": "Awards",
		"about/": "About", "de/partners/": "Partners", "jury/": "", "404.html": "",
	} {
		equal(t, address, current(fieldOf[Page](b.view(address), "Page").Menu), want)
	}
	equal(t, "footer of the jury", current(at[Jury](b, "jury/").FooterMenu), "Jury")
	own := build(t, strings.Replace(whole, "cta:", "menu: [{label: Start, url: /}, {label: Wins, url: /awards/}, {label: Out, url: https://x.example/}]\ncta:", 1), "2026-06-01")
	equal(t, "own menu", urls(at[Jury](own, "de/jury/").Menu), "/de/ /de/awards/ https://x.example/")
	equal(t, "in it", current(at[Awards](own, "de/awards/").Menu), "Wins")
	equal(t, "home", current(at[Home](own, "de/").Menu), "Start")
}

func TestCall(t *testing.T) {
	equal(t, "open", at[Home](build(t, whole, "2026-06-01"), "").Call.State, "open")
	equal(t, "before", at[Nominate](build(t, whole, "2026-04-20"), "nominate/").Call.State, "before")
	closed := at[Nominate](build(t, whole, "2027-01-20"), "nominate/").Call
	equal(t, "closed", closed.State+closed.Action, "closed")
	form := strings.Replace(whole, "cta:", "forms: {nominate: {action: https://forms.example/n}, correct: {action: https://forms.example/c}}\ncta:", 1)
	b := build(t, form, "2026-06-01")
	v := at[Nominate](b, "nominate/")
	equal(t, "form", v.Form, Form{Action: "https://forms.example/n"})
	equal(t, "where to enter", v.Call.Action, "/nominate/")
	if !strings.Contains(v.CSP, "form-action 'self' https://forms.example;") || strings.Contains(at[Jury](b, "jury/").CSP, "forms.example") {
		t.Errorf("policies: %s", v.CSP)
	}
	equal(t, "correction", at[Partner](b, "partners/alpha/").Correct, "https://forms.example/c")
}

func TestPolicy(t *testing.T) {
	s := &site.Site{}
	s.Options.CSP.Img = []record.Text{{S: "https://a.example"}, {S: "https://b.example; script-src *"}, {S: "x,y"}}
	s.Options.CSP.Frame = []record.Text{{S: "https://f.example"}}
	s.Options.Analytics.Src.S = "https://stats.example/s.js?x"
	equal(t, "policy", Policy(s, Uses{Media: []string{"https://m.example/a.mp4", "/own.mp4", "https://m.example/b.mp4"}}),
		"default-src 'none'; base-uri 'none'; connect-src 'self' https://stats.example; font-src 'self'; form-action 'self'; frame-src 'self' https://f.example; "+
			"img-src 'self' data: https://a.example; manifest-src 'self'; media-src 'self' https://m.example; script-src 'self' https://stats.example; style-src 'self'")
}

// TestShadows: a template that wants the page's own Title or Description writes .Page.Title; no other field may need that.
func TestShadows(t *testing.T) {
	page := reflect.TypeFor[Page]()
	var found []string
	for _, k := range Kinds {
		v := reflect.TypeOf(k.Zero)
		for i := range v.NumField() {
			if name := v.Field(i).Name; name != "Page" {
				if _, ok := page.FieldByName(name); ok {
					found = append(found, v.Name()+"."+name)
				}
			}
		}
	}
	slices.Sort(found)
	equal(t, "fields", strings.Join(slices.Compact(found), " "),
		"CaseStudy.Title Category.Description Directory.Description EditionCategory.Description Partner.Description Post.Title")
}

// TestHostileNames are cases 8 and 9 of the attacks: what views hand on can end neither a script, nor an address, nor a policy.
func TestHostileNames(t *testing.T) {
	evil := `"><script>alert(1)</script></Script ><!-- ' & ` + "\u2028" + ` {{.}} ?&body=x#`
	quoted, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(whole, "name: Alpha GmbH", "name: "+string(quoted))
	text = strings.ReplaceAll(text, "summary: Shops that people come back to.", "summary: "+string(quoted))
	text = strings.ReplaceAll(text, "city: Berlin", "city: "+string(quoted))
	text = strings.ReplaceAll(text, "name: Newcomer of the Year", "name: "+string(quoted))
	text = strings.ReplaceAll(text, "title: Northwind Partner Awards", "title: "+string(quoted))
	b := build(t, text, "2026-06-01")
	seen := 0
	for _, o := range b.plan.Outputs {
		if !o.HTML {
			continue
		}
		v := b.builders[o.Site].View(o)
		p := pageOf(v)
		if strings.ContainsAny(string(p.JSONLD), "<>&\u2028") {
			t.Errorf("%s: JSON-LD with markup: %s", o.Path, p.JSONLD)
		}
		if len(p.JSONLD) > 0 && !json.Valid(p.JSONLD) {
			t.Errorf("%s: JSON-LD that is none", o.Path)
		}
		if strings.ContainsAny(p.CSP, "<>\"") {
			t.Errorf("%s: policy %s", o.Path, p.CSP)
		}
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(raw, &tree); err != nil {
			t.Fatal(err)
		}
		walk(tree, "", func(key, s string) {
			switch {
			case key == "HTML":
				if strings.Contains(s, "<script") {
					t.Errorf("%s: markup with a script: %s", o.Path, s)
				}
			case strings.HasPrefix(s, "mailto:") || strings.HasPrefix(s, "https://x.com/") || strings.HasPrefix(s, "https://www.linkedin.com/"):
				seen++
				if strings.ContainsAny(s, "<>\" '\u2028#") || strings.Count(s, "body=")+strings.Count(s, "url=") > 1 {
					t.Errorf("%s: an address that a name breaks: %s", o.Path, s)
				}
			case key == "URL" || key == "Src" || key == "Path":
				if strings.ContainsAny(s, "<>\" \u2028") {
					t.Errorf("%s: address %q", o.Path, s)
				}
			}
		})
	}
	if seen < 10 {
		t.Errorf("only %d addresses made of names were seen", seen)
	}
}

func walk(x any, key string, visit func(key, s string)) {
	switch x := x.(type) {
	case map[string]any:
		for k, v := range x {
			walk(v, k, visit)
		}
	case []any:
		for _, v := range x {
			walk(v, key, visit)
		}
	case string:
		visit(key, x)
	}
}
