package site

import (
	"strings"
	"testing"
)

const tiers = `
-- data/tiers.yaml --
- {id: platinum, name: Platinum}
- {id: gold, name: Gold}
`

func TestPartnerOrder(t *testing.T) {
	s := clean(t, tiers+`
-- data/partners.yaml --
- {id: z, name: Zoë, tier: gold}
- {id: none, name: Aaa}
- {id: o, name: Österreich Digital, tier: gold}
- {id: b2, name: Same, tier: platinum}
- {id: b1, name: Same, tier: platinum}
- {id: p, name: Pa, tier: gold, status: former}
`, "2026-04-06")
	want(t, "by tier, name, id", partnerIDs(s.Partners), "b1 b2 o p z none")
	want(t, "active ones of a tier", partnerIDs(s.Tiers[1].Partners), "o z")
	want(t, "the directory", partnerIDs(ActivePartners(s)), "b1 b2 o z none")
}

func TestTierOfTheDay(t *testing.T) {
	const partner = `
-- data/partners/ada.yaml --
name: Ada
tier:
  - {id: gold, from: 2021-01-01, until: 2023-12-31}
  - {id: platinum, from: 2024-01-01}
-- data/awards/categories.yaml --
- {id: growth, name: Growth}
-- data/awards/2023.yaml --
date: 2023-12-31
results: [{category: growth, partners: [ada], citation: c}]
-- data/awards/2024.yaml --
date: 2024-01-01
results: [{category: growth, partners: [ada], citation: c}]
-- data/awards/2020.yaml --
date: 2020-01-01
results: [{category: growth, partners: [ada], citation: c}]
`
	for _, tt := range []struct {
		now, today string
		history    int
	}{{"2020-06-01", "", 0}, {"2023-12-31T23:59:59Z", "gold", 1}, {"2024-01-01T00:00:00Z", "platinum", 2}} {
		s := clean(t, tiers+partner, tt.now)
		p := s.PartnerByID["ada"]
		got := ""
		if p.Tier != nil {
			got = p.Tier.ID
		}
		want(t, tt.now, row(got, len(p.Tiers)), row(tt.today, tt.history))
		for _, span := range p.Tiers {
			if span.UntilDate.Given() && !span.Until.Before(at(t, tt.now).Add(1)) {
				t.Error("the end of today's tier is told")
			}
		}
	}
	s := clean(t, tiers+partner, "2024-06-01")
	for id, tier := range map[string]string{"2023-growth-ada": "gold", "2024-growth-ada": "platinum"} {
		want(t, id, s.AwardByID[id].Recipients[0].Tier.ID, tier)
	}
	if s.AwardByID["2020-growth-ada"].Recipients[0].Tier != nil {
		t.Error("a tier before the first")
	}
}

func TestIdentities(t *testing.T) {
	const site = `
-- plaudit.yaml --
title: A
organization: {name: O}
timezone: America/New_York
-- data/partners/ada.yaml --
name: Ada Now
logo: now.svg
identities:
  - {name: Ada Two, logo: two.svg, until: 2021-05-01}
  - {name: Ada One, until: 2018}
-- assets/now.svg --
x
-- assets/two.svg --
x
-- data/awards/categories.yaml --
- {id: growth, name: Growth}
`
	for date, wanted := range map[string]string{
		"2018-12-31": "Ada One  Ada Now", // an identity without a logo shows none, not one with another name on it
		"2019-01-01": "Ada Two assets/two.svg Ada Now",
		"2021-05-01": "Ada Two assets/two.svg Ada Now", // `until` includes its day
		"2021-05-02": "Ada Now assets/now.svg",
	} {
		s := clean(t, site+"-- data/awards/e.yaml --\ndate: "+date+"\nresults: [{category: growth, partners: [ada], citation: c}]", "2026-01-01")
		r := s.AwardByID["e-growth-ada"].Recipients[0]
		want(t, date, row(r.Name.S, r.Logo, r.NameNow.S), wanted)
		want(t, "alternative text", r.LogoAlt.S, r.Name.S)
		want(t, "former names, newest first", strings.Join(r.Partner.FormerNames, ", "), "Ada Two, Ada One")
	}
}

func TestFormerPartnersAndSuccessors(t *testing.T) {
	s := clean(t, `
-- data/partners.yaml --
- {id: old, name: Old, status: former, successor: new, specialties: [loyalty], country: DE, languages: [de]}
- {id: new, name: New, specialties: [loyalty]}
-- data/awards/categories.yaml --
- {id: growth, name: Growth}
-- data/awards/2026.yaml --
date: 2026-04-06
results: [{category: growth, partners: [old], citation: c}]
`, "2026-05-01")
	old, next := s.PartnerByID["old"], s.PartnerByID["new"]
	want(t, "successor", old.Successor.ID, "new")
	want(t, "predecessors", partnerIDs(next.Predecessors), "old")
	want(t, "wins of a former partner count", old.Wins, 1)
	want(t, "facets", partnerIDs(s.Specialties[0].Partners), "new")
	want(t, "countries of former partners only", len(s.CountryTerms)+len(s.LanguageTerms), 0)
}

func TestPlaces(t *testing.T) {
	s := clean(t, `
-- data/partners.yaml --
- {id: ada, name: Ada, country: US, serves: [CA, US, DE], offices: [{city: Tokio, country: JP}], regions: [africa], languages: [en, de]}
- {id: bea, name: Bea, country: DE, team_size: 60}
-- data/terms.yaml --
regions:
  - {id: dach, name: DACH, countries: [DE, AT, CH]}
  - {id: north-america, name: The North, countries: [US, CA, MX]}
`, "2026-05-01")
	ada := s.PartnerByID["ada"]
	want(t, "where it works, its seat first", strings.Join(ada.Serves, " "), "US CA DE")
	want(t, "regions follow from seat, offices, work and `regions`", termIDs(ada.Regions), "africa asia-pacific dach europe north-america")
	want(t, "built-in ones stay, one is replaced", termIDs(s.Regions), "africa asia-pacific dach europe latin-america middle-east north-america")
	want(t, "countries by name", termIDs(s.CountryTerms), "ca de jp us")
	want(t, "the country facet finds all three", partnerIDs(s.CountryTerms[2].Partners), "ada")
	want(t, "Germany", row(s.CountryTerms[1].Name.S, partnerIDs(s.CountryTerms[1].Partners)), "Germany ada bea")
	want(t, "languages by name", termIDs(s.LanguageTerms), "en de")
}

func TestSizes(t *testing.T) {
	for size, wanted := range map[string]string{"1": "1-10", "10": "1-10", "11": "11-50", "51-200": "51-200", "40-60": "51-200", "5000": "1001-5000", "5001": "5001-up", "900000": "5001-up"} {
		s := clean(t, "-- data/partners/x.yaml --\nname: X\nteam_size: "+size, "2026-01-01")
		want(t, size, s.PartnerByID["x"].Size.ID, wanted)
		want(t, "all bands, in order", termIDs(s.Sizes), "1-10 11-50 51-200 201-500 501-1000 1001-5000 5001-up")
	}
	s := clean(t, "-- data/partners/x.yaml --\nname: X\nteam_size: 7\n-- data/terms.yaml --\nsizes: [{id: big, from: 6}, {id: small, name: Small, from: 1, to: 5}]", "2026-01-01")
	want(t, "the site's own", row(s.PartnerByID["x"].Size.ID, termIDs(s.Sizes), s.Sizes[1].Name.S), "big small big 6+")
}

func TestTerms(t *testing.T) {
	whole, lines := linked(t, `
-- data/partners/a.yaml --
name: A
specialties: [Re-Platforming, loyalty]
industries: [fashon]
-- data/partners/b.yaml --
name: B
specialties: [re platforming]
consent: {listed: true}
-- data/partners/hidden.yaml --
name: H
specialties: [LOYALTY, secret]
consent: {listed: false}
-- data/terms.yaml --
industries: [{id: fashion, name: Fashion}, {id: art, name: Art}]
`, "2026-01-01")
	s := whole.Sites[0]
	want(t, "open terms are taken as written, the first spelling wins", row(termIDs(s.Specialties), s.Specialties[0].Name.S, s.Specialties[1].Name.S), "loyalty re-platforming loyalty Re-Platforming")
	want(t, "who has it", partnerIDs(s.Specialties[1].Partners), "a b")
	want(t, "listed terms, by name", termIDs(s.Industries), "art fashion")
	want(t, "problems", strings.Join(lines, "\n"), `data/partners/a.yaml:3:14 P055 "fashon" is no industry of the list
data/partners/b.yaml:2:15 P031 "re platforming" is the specialty "Re-Platforming" in another spelling`)
}

func TestConsent(t *testing.T) {
	const site = `
-- plaudit.yaml --
title: A
organization: {name: O}
consent: {required: [%s]}
-- data/partners/ada.yaml --
name: Ada
logo: a.svg
logo_dark: a.svg
consent: {x}
-- data/partners/bea.yaml --
name: Bea
consent: {quotes: true, metrics: true}
-- data/clients.yaml --
- {id: acme, name: Acme, logo: a.svg, consent: {y}}
-- assets/a.svg --
x
-- content/case-studies/story.md --
---
title: Story
partners: [ada, bea]
client: acme
quote: {text: A fine quote, name: Quentin}
metrics: [{label: Speed, before: "1", after: "2", period: a year}]
---
`
	for _, tt := range []struct{ required, partner, client, want string }{
		{"", "", "", "logo quote metrics client"},
		{"logo, quotes, metrics", "", "", ""},
		{"logo, quotes, metrics", "logo: true, quotes: true, metrics: true", "", "logo"},
		{"logo, quotes, metrics", "logo: true, quotes: true, metrics: true", "logo: true, quotes: true, metrics: true", "logo quote metrics client"},
		{"", "logo: false, quotes: false", "", "metrics client"},
		{"", "", "quotes: false, metrics: {until: 2026-04-05}", "logo client"},
		{"", "", "metrics: {until: 2026-04-06}", "logo quote metrics client"},
		{"", "logo: {until: 2026-04-05}", "logo: false", "quote metrics"},
	} {
		text := strings.ReplaceAll(site, "%s", tt.required)
		text = strings.Replace(text, "consent: {x}", "consent: {"+tt.partner+"}", 1)
		text = strings.Replace(text, "consent: {y}", "consent: {"+tt.client+"}", 1)
		s := clean(t, text, "2026-04-06")
		var got []string
		if s.PartnerByID["ada"].Logo != "" && s.PartnerByID["ada"].LogoDark != "" {
			got = append(got, "logo")
		}
		if s.CaseStudyByID["story"].Quote != nil {
			got = append(got, "quote")
		}
		if len(s.CaseStudyByID["story"].Metrics) > 0 {
			got = append(got, "metrics")
		}
		if s.ClientByID["acme"].Logo != "" {
			got = append(got, "client")
		}
		want(t, row(tt.required, "|", tt.partner, "|", tt.client), strings.Join(got, " "), tt.want)
	}
}

func TestUnlisted(t *testing.T) {
	whole, lines := linked(t, programme+`
-- data/partners/shy.yaml --
name: Shy Company
consent: {listed: false}
successor: ada
aliases: [bashful]
private: {deal: A secret arrangement}
-- data/partners/ely.yaml --
name: Ely
successor: shy
-- data/clients.yaml --
- {id: acme, name: Acme}
- {id: hid, name: Hidden Client, consent: {listed: false}}
-- data/awards/2026.yaml --
date: 2026-04-06
jury: [{name: Joan, conflicts: [shy, ada]}]
results:
  - {category: newcomer, partners: [shy], citation: c}
  - {category: growth, partners: [shy, ada], clients: [hid, acme], citation: c}
  - {category: growth, recipients: [{name: Pat, partner: shy}], citation: c}
-- content/updates/u.md --
---
title: U
partners: [shy, bea]
awards: [2026-newcomer-shy]
---
-- content/case-studies/one.md --
---
title: Solely theirs
partners: [shy]
---
-- content/case-studies/two.md --
---
title: Theirs, too
partners: [shy, ada]
client: hid
---
`, "2026-05-01")
	noProblems(t, lines)
	s := whole.Sites[0]
	want(t, "partners", partnerIDs(s.Partners), "ada bea cyd dot ely")
	want(t, "its results", awardIDs(s.EditionByID["2026"].Awards), "2026-growth-ada 2026-growth-pat")
	joint := s.AwardByID["2026-growth-ada"]
	want(t, "a further recipient", row(joint.Withheld, joint.Joint, len(joint.Recipients), len(joint.Clients)), "1 true 1 1")
	if s.AwardByID["2026-growth-pat"].Recipients[0].Partner != nil {
		t.Error("a person's partner is shown")
	}
	want(t, "conflicts", partnerIDs(s.EditionByID["2026"].Jury[0].Conflicts), "ada")
	want(t, "news", partnerIDs(s.Updates[0].Partners), "bea")
	want(t, "stories", row(len(s.CaseStudies), s.CaseStudies[0].ID, partnerIDs(s.CaseStudies[0].Partners), s.CaseStudies[0].Client), "1 two ada <nil>")
	want(t, "predecessors", len(s.PartnerByID["ada"].Predecessors), 0)
	if s.PartnerByID["ely"].Successor != nil {
		t.Error("successor is shown")
	}
	want(t, "aliases", len(s.Redirects), 0)
	var words []string
	for _, w := range whole.Withheld {
		words = append(words, w.Words...)
	}
	for _, w := range []string{"Shy Company", "Hidden Client", "A secret arrangement", "Solely theirs"} {
		if !strings.Contains(strings.Join(words, "|"), w) {
			t.Errorf("%q is not among the words to look for: %q", w, words)
		}
	}
}

func TestPeople(t *testing.T) {
	const site = `
-- plaudit.yaml --
title: A
organization: {name: O}
consent: {required: [people]}
-- data/partners.yaml --
- {id: ada, name: Ada, consent: {people: true}}
- {id: bea, name: Bea}
-- data/awards/categories.yaml --
- {id: growth, name: Growth}
-- data/awards/2026.yaml --
date: 2026-04-06
results:
  - category: growth
    citation: c
    recipients:
      - {name: Ann Lee, partner: ada}
      - {name: Bob, partner: bea}
      - {name: Cat, partner: bea, consent: true}
      - {name: Dan, partner: ada, consent: false}
      - {name: Eve}
      - {name: Ann  Lee, partner: ada}
  - {category: growth, citation: c, recipients: [{name: Gus}]}
`
	whole, lines := linked(t, site, "2026-05-01")
	noProblems(t, lines)
	s := whole.Sites[0]
	var got []string
	list := s.EditionByID["2026"].Awards
	for _, r := range list[0].Recipients {
		got = append(got, r.ID+"/"+r.Partner.ID+"/"+r.PartnerName.S)
	}
	want(t, "their own consent, their partner's, the site's", strings.Join(got, " "), "ann-lee/ada/Ada cat/bea/Bea ann-lee-2/ada/Ada")
	want(t, "withheld", row(len(list), list[0].Withheld), "1 3")
	want(t, "a partner counts once for an award", row(s.PartnerByID["ada"].Wins, len(s.PartnerByID["ada"].Awards)), "1 1")
}

func TestPrivateIsNowhere(t *testing.T) {
	whole, _ := linked(t, "-- data/partners/x.yaml --\nname: X\nprivate: {note: Owes us money, name: X}", "2026-01-01")
	var private []Withheld
	for _, w := range whole.Withheld {
		if w.Kind == "private" {
			private = append(private, w)
		}
	}
	want(t, "words", row(len(private), private[0].ID, private[0].Words), "1 x [Owes us money]")
}

func TestProfileDetails(t *testing.T) {
	s := clean(t, `
-- data/partners/x.yaml --
name: X
verified: 2025-04-06
accepting_clients: false
certifications: [{name: Old, expires: 2026-04-05}, {name: New, expires: 2026-04-06}]
`, "2026-04-06T00:00:00Z")
	p := s.PartnerByID["x"]
	want(t, "details", row(p.VerifiedLongAgo, *p.Accepting, len(p.Certifications), p.Certifications[0].Name, p.Description.Untrusted), "true false 1 New true")
}
