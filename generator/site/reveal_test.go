package site

import (
	"fmt"
	"strings"
	"testing"
)

// programme is a small site that tests add to.
const programme = `
-- data/partners.yaml --
- {id: ada, name: Ada}
- {id: bea, name: Bea}
- {id: cyd, name: Cyd}
- {id: dot, name: Dot}
-- data/clients.yaml --
- {id: acme, name: Acme}
- {id: bolt, name: Bolt}
-- data/awards/categories.yaml --
- {id: newcomer, name: Newcomer}
- {id: growth, name: Growth}
`

// shown lists the awards of an edition: id, level, and ~ where it is shown as shortlisted only.
func shown(e *Edition) string {
	var out []string
	for _, a := range e.Awards {
		s := a.ID + ":" + a.Level.ID
		if a.Shortlisted {
			s += "~"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestEmbargo(t *testing.T) {
	const results = `results: [{category: newcomer, partners: [ada], citation: c}]`
	for _, tt := range []struct{ name, edition, now, want string }{
		{"the default is 00:00 of the date in the site's zone: before", "date: 2026-04-06", "2026-04-05T21:59:59Z", ""},
		{"and from then on", "date: 2026-04-06", "2026-04-05T22:00:00Z", "2026-newcomer-ada:winner"},
		{"an embargo replaces it: before", "date: 2026-04-06\nembargo: 2026-04-06T17:00:00Z", "2026-04-06T16:59:59Z", ""},
		{"and from its first moment", "date: 2026-04-06\nembargo: 2026-04-06T17:00:00Z", "2026-04-06T17:00:00Z", "2026-newcomer-ada:winner"},
		{"it may end before the date", "date: 2026-04-06\nembargo: 2026-04-01", "2026-04-02", "2026-newcomer-ada:winner"},
		{"without a zone it takes the site's", "date: 2026-04-06\nembargo: 2026-04-06T17:00", "2026-04-06T15:00:00Z", "2026-newcomer-ada:winner"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := clean(t, "-- plaudit.yaml --\ntitle: A\norganization: {name: O}\ntimezone: Europe/Berlin\n"+programme+
				"-- data/awards/2026.yaml --\n"+tt.edition+"\n"+results, tt.now)
			e := s.EditionByID["2026"]
			want(t, "awards", shown(e), tt.want)
			want(t, "revealed", e.Revealed, tt.want != "")
			want(t, "categories with something to show", len(e.Categories), map[bool]int{true: 1}[tt.want != ""])
			want(t, "categories that are competed for", len(e.Competed), 2)
		})
	}
}

func TestReveal(t *testing.T) {
	const levels = `
date: 2026-04-06
levels:
  - {id: winner, name: Winner}
  - {id: finalist, name: Finalist, reveal: 2026-03-01%s}
`
	for _, tt := range []struct{ name, shortlist, results, now, want string }{
		{"a level's own reveal", "", "[{category: newcomer, partners: [ada]}, {category: newcomer, partners: [bea], level: finalist}]", "2026-03-02",
			"2026-newcomer-bea:finalist"},
		{"a result's own reveal, later", "", "[{category: newcomer, partners: [ada], reveal: 2026-04-06T18:00:00Z}, {category: growth, partners: [bea]}]", "2026-04-06T12:00:00Z",
			"2026-growth-bea:winner"},
		{"a result's own reveal, earlier", "", "[{category: newcomer, partners: [ada], reveal: 2026-03-20}, {category: growth, partners: [bea]}]", "2026-03-21",
			"2026-newcomer-ada:winner"},
		{"a shortlist shows winners and finalists alike, by name", "sl", "[{category: newcomer, partners: [dot]}, {category: newcomer, partners: [bea], level: finalist}, {category: newcomer, partners: [ada], level: finalist}]", "2026-03-02",
			"2026-newcomer-ada:finalist~ 2026-newcomer-bea:finalist~ 2026-newcomer-dot:finalist~"},
		{"also where no winner is written yet", "sl", "[{category: newcomer, partners: [bea], level: finalist}]", "2026-03-02",
			"2026-newcomer-bea:finalist~"},
		{"not before the list is revealed", "sl", "[{category: newcomer, partners: [dot]}]", "2026-02-28", ""},
		{"then each stands at its own level", "sl", "[{category: newcomer, partners: [bea], level: finalist}, {category: newcomer, partners: [dot]}]", "2026-04-07",
			"2026-newcomer-dot:winner 2026-newcomer-bea:finalist"},
		{"a winner revealed later than the others keeps its category's list closed", "sl",
			"[{category: newcomer, partners: [bea], level: finalist}, {category: newcomer, partners: [ada], reveal: 2026-04-07}, {category: growth, partners: [bea], level: finalist}, {category: growth, partners: [cyd]}]",
			"2026-04-06", "2026-newcomer-ada:finalist~ 2026-newcomer-bea:finalist~ 2026-growth-cyd:winner 2026-growth-bea:finalist"},
		{"without a word in another region", "sl",
			"[{category: newcomer, partners: [bea], level: finalist, region: europe}, {category: newcomer, partners: [ada], reveal: 2026-04-07}]",
			"2026-04-06", "2026-newcomer-ada:finalist~ 2026-newcomer-europe-bea:finalist"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			shortlist := ""
			if tt.shortlist != "" {
				shortlist = ", shortlist: true"
			}
			s := clean(t, programme+"-- data/awards/2026.yaml --"+fmt.Sprintf(levels, shortlist)+"results: "+tt.results, tt.now, "P071")
			want(t, "awards", shown(s.EditionByID["2026"]), tt.want)
		})
	}
}

// A longlist and a shortlist: who is not revealed stands at the highest list that is; what stands below no longer hides anybody.
func TestTwoShortlists(t *testing.T) {
	const edition = `
date: 2026-04-06
levels:
  - {id: winner}
  - {id: short, shortlist: true, reveal: 2026-03-01}
  - {id: long, shortlist: true, reveal: 2026-02-01}
results:
  - {category: newcomer, partners: [ada]}
  - {category: newcomer, partners: [bea], level: short}
  - {category: newcomer, partners: [cyd], level: long}
`
	for now, wanted := range map[string]string{
		"2026-01-31": "",
		"2026-02-02": "2026-newcomer-ada:long~ 2026-newcomer-bea:long~ 2026-newcomer-cyd:long~",
		"2026-03-02": "2026-newcomer-ada:short~ 2026-newcomer-bea:short~ 2026-newcomer-cyd:long",
		"2026-04-07": "2026-newcomer-ada:winner 2026-newcomer-bea:short 2026-newcomer-cyd:long",
	} {
		s := clean(t, programme+"-- data/awards/2026.yaml --"+edition, now, "P071")
		want(t, now, shown(s.EditionByID["2026"]), wanted)
	}
}

func TestAShortlistedAwardShowsNoMore(t *testing.T) {
	s := clean(t, programme+`
-- data/awards/2026.yaml --
date: 2026-04-06
levels: [{id: winner}, {id: finalist, shortlist: true, reveal: 2026-03-01}]
results:
  - {category: newcomer, partners: [ada, bea], shares: [1/4, 3/4], region: europe, clients: [acme], citation: For courage, tie: true, status: declined, status_on: 2026-03-01, status_reason: why not,
     quote: {text: Fine, name: Ann}, metrics: [{label: Speed, value: "2", before: "1", period: a year}], image: {src: a.png}, params: {x: 1}}
-- assets/a.png --
x
-- content/updates/shortlist.md --
---
title: The list
awards: [2026-newcomer-europe-ada-bea]
partners: [ada]
---
`, "2026-03-02")
	a := s.AwardByID["2026-newcomer-europe-ada-bea"]
	if a == nil || !a.Shortlisted {
		t.Fatal("not shortlisted")
	}
	want(t, "recipients", row(a.Recipients[0].ID, a.Recipients[1].ID, a.Region.ID, a.Clients[0].ID, a.Joint), "ada bea europe acme true")
	bare := *a
	bare.Recipients, bare.Clients, bare.Region = nil, nil, nil
	want(t, "details", row(bare.Citation.S, bare.Quote, len(bare.Metrics), bare.Tie, bare.Status, bare.StatusOn.Given(), bare.StatusWhy.S, bare.Image.Src, bare.Params, bare.HasCertificate, len(bare.Updates)),
		"<nil> 0 false active false   map[] false 0")
	want(t, "share", a.Recipients[0].Share, Fraction{})
	want(t, "the update", len(s.Updates[0].Awards), 0)
	want(t, "wins", s.PartnerByID["ada"].Wins, 0)
}

func TestNoAward(t *testing.T) {
	const edition = "date: 2026-04-06\nlevels: [{id: winner}, {id: finalist, reveal: 2026-03-01}]\nresults: [{category: growth, none: true, reason: Too few entries}]"
	s := clean(t, programme+"-- data/awards/2026.yaml --\n"+edition, "2026-03-02")
	want(t, "before", len(s.EditionByID["2026"].Categories), 0)
	s = clean(t, programme+"-- data/awards/2026.yaml --\n"+edition, "2026-04-06")
	y := s.EditionByID["2026"].Categories[0]
	want(t, "with the first level", row(y.None, y.Reason.S, y.Held, len(y.Awards), len(s.AwardByID)), "true Too few entries false 0 0")
	want(t, "in the archive", len(s.CategoryByID["growth"].Years), 1)
}

func TestTheGalleryWaitsForTheResults(t *testing.T) {
	const edition = programme + "-- assets/a.png --\nx\n-- data/awards/2026.yaml --\ndate: 2026-04-06\nvenue: The old station\ngallery: [{src: a.png, alt: The winners on the stage}]\n"
	for now, pictures := range map[string]int{"2026-04-05": 0, "2026-04-06": 1} {
		e := clean(t, edition, now).EditionByID["2026"]
		want(t, now, row(len(e.Gallery), e.Venue.S), row(pictures, "The old station"))
	}
}

func TestLevelsInOrder(t *testing.T) {
	_, lines := linked(t, programme+`
-- data/awards/2026.yaml --
date: 2026-04-06
levels:
  - {id: winner, reveal: 2026-04-01}
  - {id: finalist, reveal: 2026-04-02}
  - {id: finalist, reveal: 2026-03-02}
`, "2026-05-01")
	want(t, "problems", strings.Join(lines, "\n"), `data/awards/2026.yaml:4:28 P080 the level "finalist" is revealed after the level "winner" above it
data/awards/2026.yaml:5:5 P053 the level "finalist" is there twice`)
}

func TestTheClockKnowsWhatIsToCome(t *testing.T) {
	for _, tt := range []struct{ name, site, now, next string }{
		{"nothing", programme, "2026-01-01", ""},
		{"an embargo", programme + "-- data/awards/2026.yaml --\ndate: 2026-04-06\nembargo: 2026-04-06T17:00:00Z\nresults: [{category: growth, partners: [ada]}]", "2026-04-06T00:00:00Z", "2026-04-06T17:00:00Z"},
		{"the end of a consent", "-- data/partners/x.yaml --\nname: X\nlogo: a.png\nconsent: {logo: {until: 2027-01-01}}\n-- assets/a.png --\nx", "2026-04-06", "2027-01-02T00:00:00Z"},
		{"a tier to come", "-- data/tiers.yaml --\n- {id: gold, name: Gold}\n-- data/partners/x.yaml --\nname: X\ntier: [{id: gold, from: 2027-01-01}]", "2026-04-06", "2027-01-01T00:00:00Z"},
		{"a tier that ends", "-- data/tiers.yaml --\n- {id: gold, name: Gold}\n-- data/partners/x.yaml --\nname: X\ntier: [{id: gold, until: 2027-01-01}]", "2026-04-06", "2027-01-02T00:00:00Z"},
		{"a publication", "-- content/updates/x.md --\n---\ntitle: X\npublish: 2026-05-01T09:00:00+02:00\n---\n", "2026-04-06", "2026-05-01T07:00:00Z"},
		{"an expiry", "-- content/updates/x.md --\n---\ntitle: X\nexpires: 2026-05-01\n---\n", "2026-04-06", "2026-05-02T00:00:00Z"},
		{"a year after a profile was verified", "-- data/partners/x.yaml --\nname: X\nverified: 2026-02-03", "2026-04-06", "2027-02-03T00:00:00Z"},
		{"the call opens", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nnominations: {open: 2026-01-10, close: 2026-02-28}", "2026-01-01", "2026-01-10T00:00:00Z"},
		{"the next rotation", "-- data/partners/x.yaml --\nname: X\nfeatured: {from: 2026-01-01, until: 2026-12-31, reason: r}\n-- data/partners/y.yaml --\nname: Y\nfeatured: {from: 2026-01-01, until: 2026-12-31, reason: r}\n-- data/programme/featured.yaml --\nslots: 1\nrotation: monthly", "2026-04-06", "2026-05-01T00:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clock := NewClock(at(t, tt.now))
			_, lines := linkedWith(t, tt.site, Input{Clock: clock})
			noProblems(t, lines, "P071")
			next, ok := clock.Next()
			got := ""
			if ok {
				got = next.UTC().Format("2006-01-02T15:04:05Z")
			}
			want(t, "next", got, tt.next)
		})
	}
}
