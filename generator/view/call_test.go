package view

import (
	"strings"
	"testing"
)

const callSite = `
-- data/partners/a.yaml --
{name: A, city: Bonn, country: DE}
-- data/partners/b.yaml --
{name: B}
-- data/programme/press.yaml --
boilerplate: About us.
-- data/awards/categories.yaml --
- {id: x, name: X, group: One}
- {id: y, name: Y, group: One}
- {id: z, name: Z, group: Two}
-- data/awards/2026.yaml --
name: E 2026
date: 2026-01-10
venue: Hall
results:
  - {category: x, partners: [a, b], shares: [2/3, 1/3], citation: Well.}
  - {category: x, level: finalist, partners: [b], citation: c}
  - {category: y, none: true, reason: No entry.}
  - {category: z, partners: [a], status: rescinded, status_on: 2026-02-01, status_reason: Wrong., citation: c}
-- data/awards/2027.yaml --
name: E 2027
date: 2027-05-13
nominations: {open: 2027-01-11, close: 2027-02-26T23:59}
timeline:
  - {date: 2027-01-11, label: Call}
  - {date: 2027-02-26, label: Close}
  - {date: 2027-03-22, until: 2027-03-24, label: Jury}
  - {date: 2027-04, label: Shortlist}
`

// What can still be put into a calendar follows the clock.
func TestDeadlines(t *testing.T) {
	for _, c := range []struct{ now, state, open, close, timeline string }{
		{"2026-12-01", "before", "/nominate/2027/open.ics", "/nominate/2027/close.ics", "/nominate/2027/open.ics /nominate/2027/close.ics /nominate/2027/timeline-jury.ics -"},
		{"2027-01-20", "open", "", "/nominate/2027/close.ics", "- /nominate/2027/close.ics /nominate/2027/timeline-jury.ics -"},
		{"2027-03-01", "closed", "", "", "- - /nominate/2027/timeline-jury.ics -"},
		{"2027-05-01", "closed", "", "", "- - - -"},
	} {
		call := at[Nominate](build(t, callSite, c.now), "nominate/").Call
		equal(t, c.now+" ends", call.State+" "+call.OpenICS+" "+call.CloseICS, c.state+" "+c.open+" "+c.close)
		var days []string
		for _, d := range call.Timeline {
			if d.Calendar == "" {
				d.Calendar = "-"
			}
			days = append(days, d.Calendar)
		}
		equal(t, c.now+" days", strings.Join(days, " "), c.timeline)
	}
}

func TestResultsAsText(t *testing.T) {
	v := at[Press](build(t, callSite, "2026-06-01"), "press/")
	equal(t, "results", v.Results, `E 2026, January 10, 2026, Hall

X
Winner: A (Bonn, Germany) and B – Awarded jointly, Shares: A 2/3, B 1/3
Finalist: B

Y
No award this year: No entry.

Z
Winner: A (Bonn, Germany) – Rescinded
`)
	equal(t, "newsletter", v.Newsletter, "/awards/2026/email.html")
}

func TestNewsletter(t *testing.T) {
	b := build(t, callSite, "2026-06-01")
	v := at[Email](b, "awards/2026/email.html")
	var got []string
	for _, g := range v.Groups {
		for _, c := range g.Categories {
			line := g.Name.S + "/" + c.Name.S
			if c.None {
				line += " none: " + c.Reason.S
			}
			for _, w := range c.Winners {
				line += " [" + w.Names.S + "|" + w.Note.S + "|" + w.URL + "]"
				if w.Void {
					line += " void"
				}
			}
			for _, l := range c.Others {
				line += " " + l.Level.S + ": " + l.Results[0].Names.S
			}
			got = append(got, line)
		}
	}
	equal(t, "categories", strings.Join(got, "\n"), `One/X [A and B|Awarded jointly · Shares: A 2/3, B 1/3|https://a.example/awards/2026/x/a-b/] Finalist: B
One/Y none: No entry.
Two/Z [A|Rescinded|https://a.example/awards/2026/z/a/] void`)
	equal(t, "hidden from search", v.NoIndex, true)
	equal(t, "policy", v.CSP, emailPolicy)
	if _, ok := b.plan.At("awards/2027/email.html"); ok {
		t.Error("there is a newsletter of an edition without results")
	}
}

// An audience may be written as a name: its page has an address made of it, one for all ways to write it, and the journey of that id has its resources.
func TestAudienceByName(t *testing.T) {
	b := build(t, `
-- data/programme/journey.yaml --
journeys: [{id: large-teams, audience: Those with many, stages: [{id: learn, name: Learn}]}]
-- content/resources/one.md --
---
title: One
date: 2026-01-02
stage: learn
audience: Large teams
---
-- content/resources/two.md --
---
title: Two
date: 2026-01-01
audience: ölwerke / ../large
---
-- content/resources/three.md --
---
title: Three
date: 2026-01-01
audience: Ölwerke / ../Large
---
`, "2026-06-01")
	var terms []string
	for _, g := range at[Posts](b, "resources/").Facets {
		for _, x := range g.Terms {
			if g.Key == "audience" {
				terms = append(terms, x.Label.S+" "+x.URL+strings.Repeat("*", x.Count))
			}
		}
	}
	equal(t, "audiences", strings.Join(terms, ", "), "Large teams /resources/audience/large-teams/*, Ölwerke / ../Large /resources/audience/olwerke-large/**")
	var helps []string
	for _, r := range at[Journey](b, "journey/").Journeys[0].Stages[0].Resources {
		helps = append(helps, r.Title.S)
	}
	equal(t, "the stage's resources", strings.Join(helps, ", "), "One")
}

func TestResourceFacets(t *testing.T) {
	b := build(t, `
-- data/programme/journey.yaml --
journeys: [{id: j, audience: All, stages: [{id: learn, name: Learn more}, {id: grow, name: Grow}]}]
-- content/resources/one.md --
---
title: One
date: 2026-01-03
stage: grow
audience: small-teams
kind: course
series: Basics & more
---
-- content/resources/two.md --
---
title: Two
date: 2026-01-02
stage: learn
kind: guide
---
-- content/resources/three.md --
---
title: Three
date: 2026-01-01
kind: course
draft: true
---
`, "2026-06-01")
	facets := func(v *Posts) string {
		var out []string
		for _, g := range v.Facets {
			line := g.Key + ":"
			for _, x := range g.Terms {
				line += " " + x.Label.S + " " + x.URL + strings.Repeat("*", x.Count)
				if x.Current {
					line += " (here)"
				}
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	all := at[Posts](b, "resources/")
	equal(t, "all", facets(all), `stage: Learn more /resources/stage/learn/* Grow /resources/stage/grow/*
audience: Small teams /resources/audience/small-teams/*
kind: Guide /resources/kind/guide/* Course /resources/kind/course/*
series: Basics & more /resources/series/basics-more/*`)
	course := at[Posts](b, "resources/kind/course/")
	equal(t, "one kind", course.Heading.S+" "+course.Facet+" "+course.Groups[0].Posts[0].Title.S+" of "+course.All, "Course kind One of /resources/")
	if !strings.Contains(facets(course), "/resources/kind/course/* (here)") {
		t.Error("the page does not mark itself: " + facets(course))
	}
	var terms []string
	for _, f := range at[Post](b, "resources/one/").Resource.Terms {
		terms = append(terms, f.Key+" "+f.Values[0].URL)
	}
	equal(t, "one", strings.Join(terms, ", "), "stage /resources/stage/grow/, audience /resources/audience/small-teams/, kind /resources/kind/course/, series /resources/series/basics-more/")
}

// Logos for the press lie on the ground for which their owner uses them.
func TestPressLogos(t *testing.T) {
	v := at[Press](build(t, `
-- plaudit.yaml --
title: T
base_url: https://example.com/
organization: {name: N, logo: logos/ink.svg, logo_dark: logos/chalk.svg}
-- data/programme/press.yaml --
logos: [{src: logos/chalk.svg, alt: C}, {src: logos/ink.svg, alt: I}, {src: logos/mark.svg, alt: M}]
`, "2026-06-01"), "press/")
	equal(t, "tones", each(v.Logos, " ", func(l PressLogo) string { return l.Picture.Alt.S + ":" + l.Picture.Tone }), "C:light I:dark M:")
}
