package site

import (
	"strings"
	"testing"
)

const german = `
-- plaudit.yaml --
title: Partner Awards
organization: {name: Org}
menu: [{label: Partners, url: /partners/}]
languages: {de: {title: Partnerpreise}}
`

// text writes a text with the language that it is in, if that is not the site's.
func text(t Text) string {
	if t.Lang == "" {
		return t.S
	}
	return t.S + "(" + t.Lang + ")"
}

func TestTranslation(t *testing.T) {
	whole, lines := linked(t, german+`
-- data/partners/ada.yaml --
name: Ada
summary: Does much
specialties: [loyalty]
country: DE
-- data/partners/ada.de.yaml --
summary: Macht viel
-- data/partners/bea.yaml --
name: Bea
summary: Does more
-- data/partners/cyd.yaml --
name: Cyd
city: Rome
-- data/terms.yaml --
specialties: [{id: loyalty, name: Loyalty}]
-- data/terms.de.yaml --
specialties: [{id: loyalty, name: Treue}]
regions: [{id: europe, name: Abendland}]
-- data/tiers.yaml --
- {id: gold, name: Gold, summary: Second, benefits: [{kind: financial, text: Money}, {kind: reputation, text: Fame}], criteria: [One, Two]}
-- data/tiers.de.yaml --
- {id: gold, summary: Zweite, benefits: [{text: Geld}, {text: Ruhm}], criteria: [Eins, Zwei]}
-- data/awards/categories.yaml --
- {id: growth, name: Growth, description: How much}
- {id: newcomer, name: Newcomer}
-- data/awards/categories.de.yaml --
- {id: newcomer, name: Neuling}
-- data/awards/2026.yaml --
date: 2026-04-06
levels: [{id: winner, name: Winner}, {id: finalist, name: Finalist}]
results:
  - {category: growth, partners: [ada], citation: Because}
  - {category: newcomer, partners: [bea], citation: Still because}
-- data/awards/2026.de.yaml --
levels: [{id: winner, name: Sieger}]
results: [{id: 2026-growth-ada, citation: Darum}]
-- content/awards/2026/cyd.md --
---
category: growth
partners: [cyd]
level: finalist
---
Well done
-- content/awards/2026/cyd.de.md --
---
---
Gut gemacht
-- content/updates/u.md --
---
title: News
---
Hello
-- content/updates/u.de.md --
---
title: Neues
---
Hallo
`, "2026-05-01")
	noProblems(t, lines)
	if len(whole.Sites) != 2 {
		t.Fatal("not two languages")
	}
	en, de := whole.Sites[0], whole.Sites[1]
	want(t, "languages", row(en.Language, en.Original, de.Language, de.Original, de.Languages), "en true de false [en de]")
	want(t, "settings", row(text(en.Title), text(de.Title), text(de.Organization.Name), text(de.Menu[0].Label)), "Partner Awards Partnerpreise Org(en) Partners(en)")
	ada, bea, cyd := de.PartnerByID["ada"], de.PartnerByID["bea"], de.PartnerByID["cyd"]
	want(t, "partners", row(text(ada.Name), text(ada.Summary), text(bea.Summary)), "Ada(en) Macht viel Does more(en)")
	want(t, "translated: all prose is, or there is none; names do not count", row(ada.Translated, bea.Translated, cyd.Translated), "true false true")
	want(t, "the original", row(text(en.PartnerByID["bea"].Summary), en.PartnerByID["bea"].Translated, text(en.PartnerByID["ada"].Summary)), "Does more true Does much")
	want(t, "terms", row(text(ada.Specialties[0].Name), text(ada.Regions[0].Name), de.CountryTerms[0].Name.S), "Treue Abendland Deutschland")
	tier := de.Tiers[0]
	want(t, "lists by position", row(text(tier.Benefits[1].Text), tier.Benefits[1].Kind, text(tier.Criteria[1].Text), tier.Translated), "Ruhm reputation Zwei true")
	want(t, "categories", row(text(de.CategoryByID["growth"].Name), de.CategoryByID["growth"].Translated, text(de.CategoryByID["newcomer"].Name)), "Growth(en) false Neuling")
	want(t, "levels by id", row(text(de.EditionByID["2026"].Levels[0].Name), text(de.EditionByID["2026"].Levels[1].Name)), "Sieger Finalist(en)")
	var citations []string
	for _, a := range de.EditionByID["2026"].Awards {
		citations = append(citations, row(text(a.Citation.Text), a.Translated, a.Citation.File))
	}
	want(t, "results by id and by file", strings.Join(citations, "; "),
		"Darum true data/awards/2026.de.yaml; Gut gemacht true content/awards/2026/cyd.de.md; Still because(en) false data/awards/2026.yaml")
	want(t, "bodies", row(text(de.Updates[0].Title), text(de.Updates[0].Body.Text), de.Updates[0].Body.File, de.Updates[0].Translated), "Neues Hallo content/updates/u.de.md true")
	want(t, "the original's", row(en.Updates[0].Body.S, en.Updates[0].Body.File), "Hello content/updates/u.md")
}

func TestTranslationOfResults(t *testing.T) {
	const edition = german + programme + `
-- data/awards/2026.yaml --
date: 2026-04-06
results:
  - {category: growth, partners: [ada], citation: One}
  - {category: newcomer, none: true, reason: Too few}
  - {category: growth, partners: [bea], citation: Two, reveal: 2027-01-01}
-- data/awards/2026.de.yaml --
results: `
	for _, tt := range []struct{ name, results, want, problems string }{
		{"by position", "[{citation: Eins}, {reason: Zu wenige}, {citation: Zwei}]", "Eins, Zu wenige", ""},
		{"by id; what has none by its category", "[{category: newcomer, none: true, reason: Zu wenige}, {id: 2026-growth-ada, citation: Eins}]", "Eins, Zu wenige", ""},
		{"of a withheld one", "[{id: 2026-growth-bea, citation: Zwei}]", "One(en), Too few(en)", ""},
		{"too few", "[{citation: Eins}]", "One(en), Too few(en)", "data/awards/2026.de.yaml:1:11 P023 results without ids match by position, but 1 of them stand for 3"},
		{"mixed", "[{citation: Eins}, {id: 2026-growth-bea, citation: Zwei}]", "One(en), Too few(en)", "data/awards/2026.de.yaml:1:11 P023 results without ids match by position, but 1 of them stand for 3"},
		{"of none", "[{id: 2026-growth-adda, citation: Eins}]", "One(en), Too few(en)", `data/awards/2026.de.yaml:1:11 P025 there is no award "2026-growth-adda" to translate`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole, lines := linked(t, edition+tt.results, "2026-05-01")
			want(t, "problems", strings.Join(lines, "\n"), tt.problems)
			e := whole.Sites[1].EditionByID["2026"]
			want(t, "texts", text(e.Awards[0].Citation.Text)+", "+text(e.Categories[0].Reason), tt.want)
		})
	}
}

func TestTranslationsThatDoNotFit(t *testing.T) {
	for _, tt := range []struct{ name, site, want string }{
		{"no original", "-- data/partners/x.yaml --\nname: X\n-- data/partners/y.de.yaml --\nsummary: S\n", `data/partners/y.de.yaml:1:1 P025 there is no partner "y" to translate`},
		{"an unknown term of a closed list", "-- data/terms.yaml --\ntypes: [{id: a, name: A}]\n-- data/terms.de.yaml --\ntypes: [{id: b, name: B}]\n", `data/terms.de.yaml:1:9 P025 there is no term "b" to translate`},
		{"an unknown level", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nlevels: [{id: winner}]\n-- data/awards/2026.de.yaml --\nlevels: [{id: winer, name: S}]\n", `data/awards/2026.de.yaml:1:10 P025 there is no entry "winer" to translate`},
		{"a list of another length", "-- data/awards/2026.yaml --\ndate: 2026-04-06\ntimeline: [{date: 2026-01-01, label: A}]\n-- data/awards/2026.de.yaml --\ntimeline: [{label: A}, {label: B}]\n", `data/awards/2026.de.yaml:1:12 P023 the list is 2 long, its original 1`},
		{"a file without original", "-- data/programme/press.de.yaml --\nboilerplate: Hallo\n", `data/programme/press.de.yaml P025 there is no data/programme/press.yaml to translate`},
		{"a draft of its own", "-- content/updates/x.md --\n---\ntitle: X\n---\n-- content/updates/x.de.md --\n---\ntitle: Y\ndraft: true\n---\n", "content/updates/x.de.md:3:8 P023 a translation cannot say `draft`: it holds for every language"},
		{"another date", "-- content/updates/x.md --\n---\ntitle: X\npublish: 2026-01-01\n---\n-- content/updates/x.de.md --\n---\ntitle: Y\npublish: 2026-02-01\n---\n", "content/updates/x.de.md:3:10 P023 a translation cannot say `publish`: it holds for every language"},
		{"the same date", "-- content/updates/x.md --\n---\ntitle: X\npublish: 2026-01-01\n---\n-- content/updates/x.de.md --\n---\ntitle: Y\npublish: 2026-01-01\n---\n", ""},
		{"a consent", "-- data/partners/x.yaml --\nname: X\n-- data/partners/x.de.yaml --\nsummary: S\nconsent: {listed: false}\n", "data/partners/x.de.yaml:2:19 P023 a translation cannot say `consent`: it holds for every language"},
		{"mistakes of the original once", "-- data/partners/x.yaml --\nname: X\nsuccessor: z\n-- data/partners/x.de.yaml --\nsummary: S\n", `data/partners/x.yaml:2:12 P050 there is no partner "z"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, lines := linked(t, german+tt.site, "2026-05-01")
			want(t, "problems", strings.Join(lines, "\n"), tt.want)
		})
	}
}

func TestWithheldWordsOfTranslations(t *testing.T) {
	whole, _ := linked(t, german+programme+`
-- data/awards/2026.yaml --
date: 2026-04-06
results: [{category: growth, recipients: [{name: Zelda Unseen}], citation: A very secret reason}]
-- data/awards/2026.de.yaml --
results: [{citation: Ein sehr geheimer Grund}]
`, "2026-01-01")
	want(t, "one entry, words of both", row(len(whole.Withheld), strings.Join(whole.Withheld[0].Words, "|")),
		"1 2026-growth-zelda-unseen|A very secret reason|Ein sehr geheimer Grund|Zelda Unseen")
}
