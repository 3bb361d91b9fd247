package generator_test

import (
	"fmt"
	"slices"
	"strings"
)

// randomEdition is an edition and what its results need to know of it.
type randomEdition struct {
	id        string
	embargoed bool
	shortlist bool // the finalists of an embargoed edition are known, and its winners stand among them
	finalists bool // the finalists are known
	stem      text // what stands before the results
	list      text // the results of the edition's file
	german    text
}

var randomCategories = []string{"alpha", "beta", "gamma"}

func (s *randomSite) drawEditions() {
	var categories text
	for _, id := range randomCategories {
		categories.both("- {id: %s, name: Category %s, description: For %s}\n", id, id, s.word(false))
	}
	s.put("data/awards/categories.yaml", &categories, false)
	for _, id := range []string{"2022", "2024", "2026"} {
		e := &randomEdition{id: id, embargoed: id == "2026"}
		if e.embargoed {
			e.finalists = s.maybe(2)
			e.shortlist = e.finalists && s.maybe(2)
		}
		s.editionStem(e)
		for i := range s.r.IntN(7) {
			s.result(e, i)
		}
		s.putEdition(e)
	}
}

func (s *randomSite) editionStem(e *randomEdition) {
	t := &e.stem
	t.both("name: Awards %s\ndate: %s-06-01\nsummary: About %s\n", e.id, e.id, s.word(false))
	levels := "{id: winner, name: Winner}, {id: finalist, name: Finalist%s}"
	more := ""
	if e.finalists {
		more += ", reveal: 2026-03-01"
	}
	if e.shortlist {
		more += ", shortlist: true"
	}
	t.both("levels: ["+levels+"]\n", more)
	t.both("timeline: [{date: %s-02-01, label: Call %s}]\n", e.id, s.word(false))
	if s.maybe(2) {
		t.both("nominations: {open: %s-01-10, close: %s-02-28, count: 12}\n", e.id, e.id)
	}
	if s.maybe(2) {
		all, visible := ids(some(s, s.partners, 0, 2))
		juror := "jury: [{name: Juror %s, role: Chair, conflicts: [%s]}]\n"
		name := s.word(false)
		t.swap(fmt.Sprintf(juror, name, all), fmt.Sprintf(juror, name, visible))
	}
	if s.maybe(2) {
		gallery := fmt.Sprintf("gallery: [{src: %s, alt: Picture of %s dancing}]\n", s.picture(e.embargoed), s.word(e.embargoed))
		t.swap(gallery, map[bool]string{true: gallery}[!e.embargoed])
	}
}

func (s *randomSite) putEdition(e *randomEdition) {
	var t text
	t.with.WriteString(e.stem.with.String())
	t.without.WriteString(e.stem.without.String())
	if e.list.with.Len() > 0 {
		t.with.WriteString("results:\n" + e.list.with.String())
	}
	if e.list.without.Len() > 0 {
		t.without.WriteString("results:\n" + e.list.without.String())
	}
	s.put("data/awards/"+e.id+".yaml", &t, false)
	var de text
	de.both("name: Preise %s\n", e.id)
	if e.german.with.Len() > 0 {
		de.with.WriteString("results:\n" + e.german.with.String())
	}
	if e.german.without.Len() > 0 {
		de.without.WriteString("results:\n" + e.german.without.String())
	}
	s.put("data/awards/"+e.id+".de.yaml", &de, false)
}

// A randomResult is one result while it is drawn.
type randomResult struct {
	level     string
	hidden    bool // in no output
	bare      bool // shown as shortlisted only
	of        []thing
	asked     []thing // clients
	person    bool
	all, seen string // the recipients as they are written in both versions
	key       string // what a default id says of the recipients
	reveal    string
}

func (s *randomSite) result(e *randomEdition, i int) {
	x := randomResult{level: pick(s, "winner", "winner", "finalist")}
	switch {
	case e.shortlist:
		x.bare = true
	case e.embargoed:
		x.hidden = x.level == "winner" || !e.finalists
	}
	if !e.shortlist && !x.hidden && s.maybe(5) {
		x.hidden, x.reveal = true, "2026-05-01T14:01:00" // a minute too early: the site's zone is two hours ahead
	}
	s.recipients(&x)
	if len(s.clients) > 0 && s.maybe(2) {
		x.asked = some(s, s.clients, 1, 2)
	}
	category, region := pick(s, randomCategories...), pick(s, "", "", "europe")
	var id string
	if s.maybe(2) {
		id = s.word(x.hidden)
		s.awards = append(s.awards, id)
		s.gone[id] = x.hidden
	} else if key := e.id + category + region + x.key; s.ids[key] {
		return
	} else {
		s.ids[key] = true
	}

	var t text
	field := func(format string, args ...any) { t.both("  "+format+"\n", args...) }
	field("category: %s", category)
	if x.bare {
		t.swap("  level: "+x.level+"\n", "  level: finalist\n")
	} else {
		field("level: %s", x.level)
	}
	t.swap("  "+x.all+"\n", "  "+x.seen+"\n")
	if id != "" {
		field("id: %s", id)
	}
	if region != "" {
		field("region: %s", region)
	}
	if all, visible := ids(x.asked); all != "" {
		t.swap("  clients: ["+all+"]\n", "  clients: ["+visible+"]\n")
	}
	s.details(&t, &x)
	s.putResult(e, &t, &x, i)
	if id != "" && s.maybe(3) {
		var de text
		de.both("- {id: %s, citation: Deutsch %s}\n", id, s.word(x.hidden || x.bare))
		e.german.with.WriteString(de.with.String())
		if !x.hidden && !x.bare {
			e.german.without.WriteString(de.without.String())
		}
	}
}

// recipients draws who holds an award. In the site without, an unlisted partner of a joint award is another unlisted one of which nothing is
// known, and likewise for people: "a further recipient" stays.
func (s *randomSite) recipients(x *randomResult) {
	if s.maybe(4) {
		s.people(x)
		return
	}
	x.of = some(s, s.partners, 1, 4)
	if allHidden(x.of) {
		x.hidden = true
	}
	var all, seen []string
	for _, p := range x.of {
		all = append(all, p.id)
		if p.hidden && !x.hidden {
			if s.ghosts[p.id] == "" {
				s.ghosts[p.id] = fmt.Sprintf("ghost-%d", len(s.ghosts))
			}
			seen = append(seen, s.ghosts[p.id])
		} else {
			seen = append(seen, p.id)
		}
	}
	_, x.key = ids(x.of)
	x.all, x.seen = "partners: ["+strings.Join(all, ", ")+"]", "partners: ["+strings.Join(seen, ", ")+"]"
	if len(x.of) > 1 && !x.bare && s.maybe(3) {
		shares := strings.Repeat(fmt.Sprintf(", 1/%d", len(x.of)), len(x.of))
		x.all += "\n  shares: [" + shares[2:] + "]"
		x.seen += "\n  shares: [" + shares[2:] + "]"
	}
}

func (s *randomSite) people(x *randomResult) {
	x.person = true
	var all, seen []string
	withheld := 0
	n := 1 + s.r.IntN(2)
	for i := range n {
		p := pick(s, s.partners...)
		allowed, consent := p.people, ""
		if p.hidden || s.maybe(2) {
			allowed = s.maybe(2)
			consent = fmt.Sprintf(", consent: %v", allowed)
		}
		name := "Person " + s.word(!allowed || x.hidden)
		all = append(all, fmt.Sprintf("{name: %s, partner: %s%s}", name, p.id, consent))
		switch {
		case !allowed:
			withheld++
			seen = append(seen, fmt.Sprintf("{name: Somebody %d, consent: false}", i))
		case p.hidden:
			seen = append(seen, fmt.Sprintf("{name: %s%s}", name, consent))
		default:
			seen = append(seen, all[i])
		}
		x.of = append(x.of, p)
	}
	x.hidden = x.hidden || withheld == n
	x.key = strings.Join(seen, ", ")
	x.all, x.seen = "recipients: ["+strings.Join(all, ", ")+"]", "recipients: ["+strings.Join(seen, ", ")+"]"
}

// details writes what a shortlisted result does not show.
func (s *randomSite) details(t *text, x *randomResult) {
	var d text
	secret := x.hidden || x.bare
	d.both("  citation: For the %s of it\n", s.word(secret))
	s.quoteAndMetrics(&d, "  ", secret, x.of, x.asked)
	if len(s.stories) > 0 && s.maybe(2) {
		if story := pick(s, s.stories...); story.hidden {
			d.hide("  case_study: %s\n", story.id)
		} else {
			d.both("  case_study: %s\n", story.id)
		}
	}
	if s.maybe(4) {
		d.both("  image: {src: %s, alt: Picture %s}\n", s.picture(secret), s.word(secret))
	}
	switch s.r.IntN(6) {
	case 0:
		d.both("  status: %s\n  status_on: 2026-04-30\n  status_reason: Because %s\n", pick(s, "rescinded", "declined"), s.word(secret))
	case 1: // before its day a status is a secret
		d.hide("  status: %s\n  status_on: 2026-05-02\n  status_reason: Because %s\n", pick(s, "rescinded", "declined"), s.secret())
	}
	if x.reveal != "" {
		d.hide("  reveal: %s\n", x.reveal)
	}
	t.with.WriteString(d.with.String())
	if !x.bare {
		t.without.WriteString(d.without.String())
	}
}

// putResult writes a result into its edition's file or into one of its own.
func (s *randomSite) putResult(e *randomEdition, t *text, x *randomResult, i int) {
	if s.maybe(4) {
		var own text
		own.both("---\n")
		own.with.WriteString(unindent(t.with.String()))
		own.without.WriteString(unindent(t.without.String()))
		own.both("---\n")
		s.put(fmt.Sprintf("content/awards/%s/file-%d.md", e.id, i), &own, x.hidden)
		return
	}
	e.list.with.WriteString("-" + t.with.String()[1:])
	if !x.hidden {
		e.list.without.WriteString("-" + t.without.String()[1:])
	}
}

func unindent(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "  ")
	}
	return strings.Join(slices.Clip(lines), "\n")
}
