package view

import (
	"strconv"
	"strings"
	"testing"
)

// hall is three editions of two categories: a wins one of them three times, b and c once each.
const hall = `
-- data/partners/a.yaml --
{name: A, country: DE}
-- data/partners/b.yaml --
{name: B, country: FR, status: former}
-- data/partners/c.yaml --
{name: C, country: DE}
-- data/awards/categories.yaml --
- {id: x, name: X}
- {id: y, name: Y, group: Other}
-- data/awards/2020.yaml --
name: E 2020
date: 2020-01-01
results: [{category: x, partners: [a], citation: c}, {category: y, partners: [b, c], citation: c}]
nominations: {by_category: {x: 3, y: 200}, by_country: {FR: 1, DE: 7}}
-- data/awards/2021.yaml --
name: E 2021
date: 2021-01-01
results: [{category: x, partners: [a], citation: c}]
-- data/awards/2022.yaml --
name: E 2022
date: 2022-01-01
results: [{category: x, partners: [a], citation: c}, {category: x, partners: [c], citation: c, level: finalist}]
`

func TestHallOfFame(t *testing.T) {
	b := build(t, hall, "2026-06-01")
	v := at[Awards](b, "awards/")
	equal(t, "most awarded", each(v.Most, ", ", func(r Ranked) string {
		return strconv.Itoa(r.Rank) + " " + r.Partner.Name.S + " " + strings.Repeat("*", r.Count) + strings.Repeat("+", len(r.Awards))
	}), "1 A ***+++, 2 B *+, 2 C *+")
	equal(t, "total", v.Total, 4) // a joint award is one award
	s := v.Streaks[0]
	equal(t, "streaks", len(v.Streaks), 1)
	equal(t, "streak", s.Partner.Label.S+" "+s.Category.Label.S+" "+s.From.S+"–"+s.To.S, "A X E 2020–E 2022")
	equal(t, "length", [3]int{s.Rank, s.Length, len(s.Awards)}, [3]int{1, 3, 3})
	equal(t, "by country", each(v.MostByCountry, ", ", func(g RankedGroup) string { return g.Label.S + " " + g.URL + " " + g.Ranks[0].Partner.Name.S }), "France  B, Germany /partners/country/de/ A") // no active partner sits in France
	equal(t, "firsts", each(v.Firsts, ", ", func(f First) string { return f.Country + " " + f.Award.ID }), "France 2020-y-b-c, Germany 2020-x-a, Germany 2020-y-b-c")
	equal(t, "groups", len(v.Categories), 2)
	equal(t, "by category", each(v.ByCategory, "\n", func(c HallCategory) string {
		line := c.Label.S + " " + c.URL + ":"
		for _, r := range c.Leaders {
			line += " " + r.Partner.Name.S
		}
		for _, a := range c.First {
			line += " first " + a.ID
		}
		return line + " " + c.FirstEdition.S + strings.Repeat("*", c.Count) + strings.Repeat("+", c.More)
	}), "X /awards/categories/x/: A first 2020-x-a E 2020***\nY /awards/categories/y/: B C first 2020-y-b-c E 2020*")
}

// A country's page has its ranking, a region's its own results.
func TestRecognisedHere(t *testing.T) {
	b := build(t, strings.Replace(hall, "results: [{category: x, partners: [a], citation: c}]", "results: [{category: x, partners: [a], citation: c}, {category: x, region: europe, partners: [c], citation: c}]", 1), "2026-06-01")
	germany, europe := at[Directory](b, "partners/country/de/"), at[Directory](b, "partners/region/europe/")
	equal(t, "Germany", each(germany.Most, ", ", func(r Ranked) string { return r.Partner.Name.S + " " + strings.Repeat("*", r.Count) }), "A ***, C **")
	equal(t, "Europe", each(europe.Awards, ", ", func(a *AwardCard) string { return a.ID }), "2021-x-europe-c")
	equal(t, "the whole directory", len(at[Directory](b, "partners/").Most), 0)
}

func TestBars(t *testing.T) {
	n := at[Edition](build(t, hall, "2026-06-01"), "awards/2020/").Nominations
	equal(t, "categories", [2]Bar{n.ByCategory[0], n.ByCategory[1]}, [2]Bar{
		{Label: Text{S: "X"}, URL: "/awards/categories/x/", Count: 3, Share: 2}, {Label: Text{S: "Y"}, URL: "/awards/categories/y/", Count: 200, Share: 100}})
	equal(t, "countries", [2]Bar{n.ByCountry[0], n.ByCountry[1]}, [2]Bar{
		{Label: Text{S: "Germany"}, URL: "/partners/country/de/", Count: 7, Share: 100}, {Label: Text{S: "France"}, Count: 1, Share: 14}})
}

func TestFacets(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	v := at[Directory](b, "partners/specialty/loyalty/")
	var got []string
	for _, g := range v.Facets {
		for _, term := range g.Terms {
			if term.Current {
				got = append(got, g.Key+" "+term.URL+" "+b.builders[b.sites[0]].l.Integer(term.Count))
			}
		}
	}
	equal(t, "current", strings.Join(got, ", "), "specialty /partners/specialty/loyalty/ 2")
	equal(t, "title", v.Page.Title, "Specialty: Loyalty · Northwind Partner Awards")
	for _, g := range at[Directory](b, "partners/").Facets {
		for _, term := range g.Terms {
			if term.Current || term.Count == 0 {
				t.Errorf("%s: %+v", g.Key, term)
			}
		}
	}
}

// FuzzResolve: whatever a body links to, the address that is written stays below base_url and is answered.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"/partners/alpha/", "../second.md#x", "//evil.example/", "/\\evil.example", "..", ".", "?", "#", "/%2e%2e/", "a/../../../..", "/old/../..//x", "/de/de/", "x.md/..", "\x00", "/old/\n"} {
		f.Add(seed)
	}
	b := build(f, strings.Replace(whole, "https://partners.example.com/", "https://example.com/sub/", 1), "2026-06-01")
	german := b.builders[b.sites[1]]
	f.Fuzz(func(t *testing.T, dest string) {
		got, ok := german.resolve(dest, "content/case-studies/loyal.md", "de/case-studies/loyal/")
		if !ok {
			return
		}
		path := got
		if i := strings.IndexAny(path, "?#"); i >= 0 {
			path = path[:i]
		}
		below, in := strings.CutPrefix(path, "/sub/")
		if !in || strings.Contains(path, "//") || strings.Contains(path, "/../") || strings.ContainsAny(path, "\\\x00\n") {
			t.Errorf("%q became %q", dest, got)
		}
		if !b.plan.Answers(below) && !strings.HasPrefix(below, "old/") {
			t.Errorf("%q became %q, which nothing answers", dest, got)
		}
	})
}
