package site

import (
	"strings"
	"testing"
)

// results links the edition 2026 with results and gives the site and the problems but the missing citations.
func results(t *testing.T, yaml, more, now string) (*Site, string) {
	t.Helper()
	whole, lines := linked(t, programme+"-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults:"+yaml+"\n"+more, now)
	var rest []string
	for _, line := range lines {
		if !strings.Contains(line, " P071 ") {
			rest = append(rest, strings.TrimPrefix(line, "data/awards/2026.yaml:"))
		}
	}
	return whole.Sites[0], strings.Join(rest, "\n")
}

func TestStatus(t *testing.T) {
	for _, tt := range []struct{ name, status, now, want string }{
		{"active", "", "2026-05-01", "active   true 1"},
		{"said so", ", status: active", "2026-05-01", "active   true 1"},
		{"declined", ", status: declined, status_on: 2026-04-20, status_reason: why", "2026-05-01", "declined why  false 0"},
		{"declined, before that", ", status: declined, status_on: 2026-04-20, status_reason: why", "2026-04-19", "active   true 1"},
		{"rescinded", ", status: rescinded, status_on: 2026-04-20, status_reason: why", "2026-04-20", "rescinded why  true 0"},
		{"expired", ", status: expired, status_on: 2026-04-20, status_reason: why", "2026-04-20", "expired why 2026-04-20 true 1"},
		{"to expire", ", status: expired, status_on: 2026-04-20, status_reason: why", "2026-04-19", "active  2026-04-20 true 1"},
		{"no certificate wanted", ", certificate: false", "2026-05-01", "active   false 1"},
	} {
		s, problems := results(t, "\n- {category: growth, partners: [ada]"+tt.status+"}", "", tt.now)
		a := s.AwardByID["2026-growth-ada"]
		expires := ""
		if a.ExpiresOn.Given() {
			expires = a.ExpiresOn.Time.Format("2006-01-02")
		}
		want(t, tt.name, row(a.Status, a.StatusWhy.S, expires, a.HasCertificate, s.PartnerByID["ada"].Wins), tt.want)
		want(t, "problems", problems, "")
	}
}

func TestOrderOfResults(t *testing.T) {
	s, _ := results(t, `
- {category: growth, partners: [ada], level: finalist}
- {category: newcomer, partners: [dot], region: north-america}
- {category: newcomer, partners: [cyd], region: europe}
- {category: newcomer, partners: [bea]}
- {category: newcomer, partners: [ada]}
- {category: growth, partners: [bea]}
`, "", "2026-05-01")
	e := s.EditionByID["2026"]
	want(t, "category, level, region, file", awardIDs(e.Awards),
		"2026-newcomer-bea 2026-newcomer-ada 2026-newcomer-europe-cyd 2026-newcomer-north-america-dot 2026-growth-bea 2026-growth-ada")
	for i, a := range e.Awards {
		want(t, "place", a.Order, i)
	}
	want(t, "categories in file order", row(e.Categories[0].Category.ID, awardIDs(e.Categories[1].Awards)), "newcomer 2026-growth-bea 2026-growth-ada")
}

func TestCounting(t *testing.T) {
	s, _ := results(t, `
- {category: growth, partners: [ada, bea]}
- {category: newcomer, recipients: [{name: Ann, partner: ada}, {name: Bob, partner: ada}]}
- {category: newcomer, partners: [ada], level: finalist}
- {category: growth, partners: [ada], level: commended, status: rescinded, status_reason: r, status_on: 2026-04-06}
- {category: growth, partners: [bea], level: commended}
- {category: growth, partners: [cyd], status: rescinded, status_reason: r, status_on: 2026-04-06}
- {category: growth, partners: [dot], replaces: 2026-growth-cyd}
`, "", "2026-05-01")
	got := map[string]string{}
	for _, p := range s.Partners {
		levels := ""
		for _, c := range p.LevelCounts {
			levels += row("", c.Level.S, c.Count) + " "
		}
		got[p.ID] = row(p.Wins, levels)
	}
	for id, wanted := range map[string]string{"ada": "2 Finalist 1", "bea": "1 Commended 1", "cyd": "0", "dot": "1"} {
		want(t, id, got[id], wanted)
	}
	cyd, dot := s.AwardByID["2026-growth-cyd"], s.AwardByID["2026-growth-dot"]
	want(t, "replacement, both ways", row(cyd.ReplacedBy == dot, dot.Replaces == cyd), "true true")
}

func TestAReplacementIsNotToldBeforeItsTime(t *testing.T) {
	const both = `
- {category: growth, partners: [cyd], status: rescinded, status_reason: r, status_on: 2026-04-20}
- {category: growth, partners: [dot], replaces: 2026-growth-cyd, reveal: 2026-04-20}
`
	s, problems := results(t, both, "", "2026-04-19")
	want(t, "before", row(awardIDs(s.EditionByID["2026"].Awards), s.AwardByID["2026-growth-cyd"].Status, s.AwardByID["2026-growth-cyd"].ReplacedBy, problems), "2026-growth-cyd active <nil>")
	s, _ = results(t, both, "", "2026-04-20")
	want(t, "after", s.AwardByID["2026-growth-cyd"].ReplacedBy.ID, "2026-growth-dot")
}

func TestShares(t *testing.T) {
	s, problems := results(t, "\n- {category: growth, partners: [ada, bea, cyd], shares: [1/2, 1/4, 1/4]}", "", "2026-05-01")
	r := s.AwardByID["2026-growth-ada-bea-cyd"].Recipients
	want(t, "shares", row(r[0].Share, r[2].Share, problems), "1/2 1/4")
	_, problems = results(t, "\n- {category: growth, partners: [ada, bea], shares: [1/2, 1/4, 1/4]}\n- {category: newcomer, partners: [ada, bea], shares: [1/2, 1/3]}", "", "2026-05-01")
	want(t, "bad ones", problems, "3:53 P074 3 shares for 2 recipients\n4:55 P074 the shares make 5/6, not 1")
	s, _ = results(t, "\n- {category: growth, partners: [shy, ada], shares: [1/3, 2/3]}", "-- data/partners/shy.yaml --\nname: Shy\nconsent: {listed: false}", "2026-05-01")
	want(t, "of who is left", s.AwardByID["2026-growth-ada"].Recipients[0].Share, "2/3")
}

func TestWhatDoesNotGoTogether(t *testing.T) {
	const oneWinner = "-- data/awards/categories.yaml --\n- {id: growth, name: Growth, winners: one}\n- {id: newcomer, name: Newcomer}\n"
	for _, tt := range []struct{ name, results, more, want string }{
		{"a second winner", "\n- {category: growth, partners: [ada]}\n- {category: growth, partners: [bea]}", oneWinner, `4:3 P070 a second winner of "growth", which has one`},
		{"a tie", "\n- {category: growth, partners: [ada], tie: true}\n- {category: growth, partners: [bea], tie: true}", oneWinner, ""},
		{"said at the second", "\n- {category: growth, partners: [ada]}\n- {category: growth, partners: [bea], tie: true}", oneWinner, ""},
		{"regions of their own", "\n- {category: growth, partners: [ada]}\n- {category: growth, partners: [bea], region: europe}\n- {category: growth, partners: [bea], region: africa}", oneWinner, ""},
		{"twice in a region", "\n- {category: growth, partners: [ada], region: europe}\n- {category: growth, partners: [bea], region: europe}", oneWinner, `4:3 P070 a second winner of "growth", which has one`},
		{"a rescinded one and its replacement", "\n- {category: growth, partners: [ada], status: rescinded, status_on: 2026-04-20, status_reason: r}\n- {category: growth, partners: [bea], replaces: 2026-growth-ada}", oneWinner, ""},
		{"lower levels", "\n- {category: growth, partners: [ada], level: finalist}\n- {category: growth, partners: [bea], level: finalist}", oneWinner, ""},
		{"several are fine elsewhere", "\n- {category: growth, partners: [ada]}\n- {category: growth, partners: [bea]}", "", ""},
		{"no award, and results", "\n- {category: growth, none: true}\n- {category: growth, partners: [bea]}", "", `4:3 P077 a result of "growth", of which the edition says that there is no award`},
		{"no recipient", "\n- {category: growth}", "", "3:3 P073 the result has no recipient"},
		{"partners and people", "\n- {category: growth, partners: [ada], recipients: [{name: Ann}]}", "", "3:52 P022 the result has `partners` and `recipients`"},
		{"a replacement of what was not rescinded", "\n- {category: growth, partners: [ada]}\n- {category: growth, partners: [bea], replaces: 2026-growth-ada}", "", `4:49 P075 "2026-growth-ada" was not rescinded`},
		{"a replacement in another category", "\n- {category: newcomer, partners: [ada], status: rescinded, status_on: 2026-04-20, status_reason: r}\n- {category: growth, partners: [bea], replaces: 2026-newcomer-ada}", "", `4:49 P075 "2026-newcomer-ada" is of another category or edition`},
		{"no reason", "\n- {category: growth, partners: [ada], status: declined}", "", "3:47 P083 the award is declined without a date and a reason"},
		{"a metric that says little", "\n- {category: growth, partners: [ada], metrics: [{label: Speed, value: '2'}]}", "", "3:49 P072 the metric \"Speed\" has no `before` and no `period`"},
		{"an unknown level", "\n- {category: growth, partners: [ada], level: winer}", "", `3:46 P050 there is no level "winer"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := results(t, tt.results, tt.more, "2026-05-01")
			want(t, "problems", problems, tt.want)
		})
	}
	_, lines := linked(t, programme+"-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults:\n- {category: growth, partners: [ada]}\n- {category: newcomer, none: true}", "2026-05-01")
	want(t, "no citation", strings.Join(lines, "\n"), "data/awards/2026.yaml:3:3 P071 the award has no citation")
}

func TestQuoteOfAnAward(t *testing.T) {
	const quoted = "\n- {category: growth, partners: [ada, shy], clients: [acme], quote: {text: Fine, name: Quinn}}"
	s, _ := results(t, quoted, "-- data/partners/shy.yaml --\nname: Shy\nconsent: {quotes: true}", "2026-05-01")
	want(t, "everybody agrees", s.AwardByID["2026-growth-ada-shy"].Quote.Name, "Quinn")
	s, _ = results(t, quoted, "-- data/partners/shy.yaml --\nname: Shy\nconsent: {quotes: false, listed: false}", "2026-05-01")
	want(t, "also who is withheld is asked", s.AwardByID["2026-growth-ada"].Quote == nil, true)
}

func TestCaseStudyOfAnAward(t *testing.T) {
	s, problems := results(t, "\n- {category: growth, partners: [ada], case_study: story}\n- {category: newcomer, partners: [ada], case_study: draft}", `
-- content/case-studies/story.md --
---
title: Story
partners: [ada]
---
-- content/case-studies/draft.md --
---
title: Draft
partners: [ada]
draft: true
---
`, "2026-05-01")
	want(t, "problems", problems, "")
	want(t, "both ways", row(s.AwardByID["2026-growth-ada"].CaseStudy.ID, awardIDs(s.CaseStudyByID["story"].Awards)), "story 2026-growth-ada")
	if s.AwardByID["2026-newcomer-ada"].CaseStudy != nil {
		t.Error("a draft is linked")
	}
}

func TestClients(t *testing.T) {
	s, _ := results(t, "\n- {category: growth, partners: [dot, ada], clients: [bolt]}", `
-- plaudit.yaml --
title: A
organization: {name: O}
clients_shown: [bolt, acme]
-- content/case-studies/story.md --
---
title: Story
partners: [cyd, ada]
client: bolt
---
`, "2026-05-01")
	bolt := s.ClientByID["bolt"]
	want(t, "what was done for a client", row(awardIDs(bolt.Awards), len(bolt.CaseStudies), partnerIDs(bolt.Partners)), "2026-growth-dot-ada 1 ada cyd dot")
	want(t, "shown at home, as written", row(s.ClientsShown[0].ID, s.ClientsShown[1].ID, s.Clients[0].ID), "bolt acme acme")
}

func TestNominations(t *testing.T) {
	const call = programme + `
-- data/awards/2026.yaml --
date: 2026-04-06
nominations: {open: 2026-01-10, close: 2026-02-28T23:59, count: 3, by_country: {DE: 41, US: 80, AT: 41}, by_category: {growth: 2, newcomer: 60}}
`
	for now, state := range map[string]string{"2026-01-09": "before", "2026-01-10T00:00:00Z": "open", "2026-02-28T23:58:59Z": "open", "2026-02-28T23:59:00Z": "closed"} {
		n := clean(t, call, now).EditionByID["2026"].Nominations
		want(t, now, n.State, state)
		want(t, "counts derive from countries", row(n.Count, n.Countries, n.ByCountry[0].ID, n.ByCountry[1].ID, n.ByCountry[2].Name.S, n.ByCategory[0].ID), "162 3 US AT Germany newcomer")
	}
}
