package site

import (
	"strings"
	"testing"
)

func TestWhenAPostIsShown(t *testing.T) {
	const editions = "-- data/awards/2026.yaml --\ndate: 2026-04-06\n"
	for _, tt := range []struct {
		name, matter, now string
		drafts, future    bool
		want              string // shown, draft, future; or the reason
	}{
		{"plain", "", "2026-01-01", false, false, "shown"},
		{"a date hides nothing", "date: 2030-01-01", "2026-01-01", false, false, "shown"},
		{"a draft", "draft: true", "2026-01-01", false, false, "draft"},
		{"a draft with --drafts", "draft: true", "2026-01-01", true, false, "shown draft"},
		{"not a draft", "draft: false", "2026-01-01", false, false, "shown"},
		{"scheduled", "publish: 2026-03-01T09:00:00Z", "2026-03-01T08:59:59Z", false, false, "scheduled"},
		{"and from its first moment", "publish: 2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z", false, false, "shown"},
		{"scheduled with --future", "publish: 2026-03-01", "2026-02-28", false, true, "shown future"},
		{"--drafts alone is not enough", "publish: 2026-03-01", "2026-02-28", true, false, "scheduled"},
		{"a scheduled draft needs both", "draft: true\npublish: 2026-03-01", "2026-02-28", false, true, "draft"},
		{"a scheduled draft with both", "draft: true\npublish: 2026-03-01", "2026-02-28", true, true, "shown draft future"},
		{"with an edition", "with: 2026", "2026-04-05", false, false, "with"},
		{"with an edition that is revealed", "with: 2026", "2026-04-06", false, false, "shown"},
		{"with an edition and --future", "with: 2026", "2026-04-05", false, true, "shown future"},
		{"`expires` includes its day", "expires: 2026-03-01", "2026-03-01T23:59:59Z", false, false, "shown"},
		{"expired", "expires: 2026-03-01", "2026-03-02T00:00:00Z", false, false, "expired"},
		{"expired stays away with --future", "expires: 2026-03-01", "2026-03-02", true, true, "expired"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole, lines := linkedWith(t, editions+"-- content/updates/u.md --\n---\ntitle: A title\n"+tt.matter+"\n---\n", Input{Clock: NewClock(at(t, tt.now)), Drafts: tt.drafts, Future: tt.future})
			noProblems(t, lines)
			got := ""
			if s := whole.Sites[0]; len(s.Updates) > 0 {
				got = "shown"
				if s.Updates[0].Draft {
					got += " draft"
				}
				if s.Updates[0].Future {
					got += " future"
				}
				want(t, "preview", s.Options.Preview, tt.drafts || tt.future)
			} else {
				got = whole.Withheld[0].Reason
			}
			want(t, "shown", got, tt.want)
		})
	}
}

func TestFutureShowsResultsToo(t *testing.T) {
	whole, _ := linkedWith(t, programme+"-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [ada], reveal: 2027-01-01}]", Input{Clock: NewClock(at(t, "2026-01-01")), Future: true})
	want(t, "awards", awardIDs(whole.Sites[0].EditionByID["2026"].Awards), "2026-growth-ada")
}

func TestApprovals(t *testing.T) {
	const site = `
-- plaudit.yaml --
title: A
organization: {name: O}
case_studies: {approvals: required}
-- data/partners/ada.yaml --
name: Ada
-- data/clients.yaml --
- {id: acme, name: Acme}
-- content/case-studies/story.md --
---
title: Story
partners: [ada]
`
	for _, tt := range []struct{ matter, want, problems string }{
		{"client: acme\napprovals: {client: 2026-01-01, partner: 2026-01-01}", "shown", ""},
		{"approvals: {partner: 2026-01-01}", "shown", ""},
		{"client: acme\napprovals: {partner: 2026-01-01}", "approval", `P081 the case study "story" has no approval of the client and is left out`},
		{"", "approval", `P081 the case study "story" has no approval of the partner and is left out`},
		{"approvals: {partner: 2026-06-01}", "approval", `P081 the case study "story" has no approval of the partner and is left out`},
		{"draft: true", "draft", ""},
	} {
		whole, lines := linked(t, site+tt.matter+"\n---\n", "2026-05-01")
		got := "shown"
		if len(whole.Sites[0].CaseStudies) == 0 {
			got = whole.Withheld[0].Reason
		}
		want(t, tt.matter, got, tt.want)
		_, problem, _ := strings.Cut(strings.Join(lines, "\n"), " ")
		want(t, tt.matter, problem, tt.problems)
	}
	whole, _ := linkedWith(t, site+"---\n", Input{Clock: NewClock(at(t, "2026-05-01")), Drafts: true})
	want(t, "shown as a draft", whole.Sites[0].CaseStudyByID["story"].Draft, true)
}

func TestOrderOfNews(t *testing.T) {
	s := clean(t, programme+`
-- content/updates/b.md --
---
title: B
date: 2026-01-01
---
-- content/updates/a.md --
---
title: A
date: 2026-01-01
partners: [ada, ada]
---
-- content/updates/new.md --
---
title: New
date: 2026-02
partners: [ada]
---
-- content/events/early.md --
---
title: Early
start: 2026-01-01T10:00
---
-- content/events/late.md --
---
title: Late
start: 2026-03-01
end: 2026-03-02
---
-- content/case-studies/one.md --
---
title: One
date: 2026-01-01
partners: [ada]
investment: [{by: ada, share: 40}, {by: acme, share: 35}, {by: The city, share: 25}]
client: acme
---
-- content/case-studies/two.md --
---
title: Two
date: 2026-02-01
partners: [ada]
---
`, "2026-03-02", "P057")
	want(t, "newest first, then id", row(s.Updates[0].ID, s.Updates[1].ID, s.Updates[2].ID), "new a b")
	want(t, "on the partner's page", row(len(s.PartnerByID["ada"].Updates), s.PartnerByID["ada"].Updates[0].ID), "2 new")
	want(t, "events by start, newest first", row(s.Events[0].ID, s.Events[0].Past, s.Events[1].Past), "late false true")
	one, two := s.CaseStudies[1], s.CaseStudies[0]
	want(t, "neighbours", row(two.Newer, two.Older.ID, one.Newer.ID), "<nil> one two")
	want(t, "investment", row(one.Investment[0].Partner.ID, one.Investment[0].Percent, one.Investment[1].Client.ID, one.Investment[2].Name), "ada 40 acme The city")
}

func TestPages(t *testing.T) {
	s := clean(t, `
-- content/pages/nominate.md --
---
title: How to enter
---
-- content/pages/about/team.md --
---
title: Team
menu: true
---
-- content/pages/about.md --
---
title: About
menu: {label: Us, order: 2}
---
`, "2026-01-01")
	want(t, "pages", row(len(s.Pages), s.Pages[0].ID, s.Pages[0].MenuLabel.S, s.Pages[0].MenuOrder, s.Pages[1].ID, s.Pages[1].MenuLabel.S), "2 about Us 2 about/team Team")
	want(t, "a page named like a generated one is its introduction", s.Introductions["nominate"].Title.S, "How to enter")
}
