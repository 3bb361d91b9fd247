package generator_test

import (
	"fmt"
	"strings"
)

// drawProgramme draws what a programme publishes of itself: press, opportunities that are open, over or still to come, a journey whose team's side
// is published or not, benchmarks of which no value is, and so on; and files and addresses that are no records.
func (s *randomSite) drawProgramme() {
	s.drawPress()
	s.drawOpportunities()
	s.drawJourney()
	s.drawMeasures()
	var file text
	file.both("A file about %s\n", s.word(false))
	s.put("static/files/"+s.word(false)+".txt", &file, false)
	if len(s.locked) > 0 {
		var lock text
		for _, line := range s.locked {
			lock.both("%s\n", line)
		}
		s.put("plaudit.lock", &lock, false)
	}
}

func (s *randomSite) drawPress() {
	if s.maybe(3) {
		return
	}
	var t text
	t.both("boilerplate: All about %s\ncontact: {name: Press %s, email: press@owner.example}\n", s.word(false), s.word(false))
	if s.maybe(2) {
		t.both("logos: [{src: %s, alt: Picture %s, label: Label %s}]\n", s.picture(false), s.word(false), s.word(false))
	}
	s.put("data/programme/press.yaml", &t, false)
}

func (s *randomSite) drawOpportunities() {
	var t text
	for range s.r.IntN(4) {
		bounds, hidden := "until: 2026-12-31", false
		if s.maybe(2) {
			bounds, hidden = pick(s, "until: 2026-04-30", "from: 2026-05-02, until: 2027-01-31"), true
		}
		all, visible := ids(some(s, s.partners, 0, 2))
		line := func(of string) string {
			return fmt.Sprintf("- {id: %%s, name: Chance %%s, kind: %s, %s, holders: [%s], criteria: For %%s}\n", "pilot", bounds, of)
		}
		id, name, why := s.word(hidden), s.word(hidden), s.word(hidden)
		with, without := fmt.Sprintf(line(all), id, name, why), fmt.Sprintf(line(visible), id, name, why)
		if hidden {
			t.hide("%s", with)
		} else {
			t.swap(with, without)
		}
	}
	if t.without.Len() == 0 {
		t.without.WriteString("[]\n")
	}
	if t.with.Len() == 0 {
		t.with.WriteString("[]\n")
	}
	s.put("data/programme/opportunities.yaml", &t, false)
}

func (s *randomSite) drawJourney() {
	if s.maybe(3) {
		return
	}
	published := s.maybe(2)
	var t text
	t.both("publish_team: %v\njourneys:\n  - id: first\n    audience: Those of %s\n    stages:\n", published, s.word(false))
	for i := range 1 + s.r.IntN(3) {
		t.both("      - id: stage-%d\n        name: Stage %s\n", i, s.word(false))
		all, visible := ids(some(s, s.resources, 0, 3))
		side := fmt.Sprintf("        partner: {goal: Goal %s, steps: [Step %s], resources: [", s.word(false), s.word(false))
		t.swap(side+all+"]}\n", side+visible+"]}\n")
		team := fmt.Sprintf("        team: {goal: Goal %s, steps: [Step %s], owner: Owner %s}\n", s.word(!published), s.word(!published), s.word(!published))
		t.swap(team, map[bool]string{true: team}[published])
	}
	s.put("data/programme/journey.yaml", &t, false)
}

// drawMeasures draws benchmarks, with values of partners that may not be named, and what has nothing to withhold.
func (s *randomSite) drawMeasures() {
	var values text
	for _, p := range s.partners {
		if s.maybe(4) {
			continue
		}
		line := fmt.Sprintf("      %s: %d\n", p.id, 1+s.r.IntN(90))
		values.swap(line, map[bool]string{true: line}[!p.hidden])
	}
	if values.without.Len() > 0 {
		var t text
		t.both("minimum_group: 5\nmetrics:\n  - id: rating\n    name: Rating %s\n    direction: higher\n    values:\n", s.word(false))
		t.swap(values.with.String(), values.without.String())
		s.put("data/programme/benchmarks.yaml", &t, false)
	}
	for name, line := range map[string]string{
		"roadmap":    "milestones: [{id: one, name: Milestone %s, due: 2026-09, criteria: For %s}]\n",
		"surveys":    "- {id: one, asked: 2026-01-01, n: 12, question: About %s, answers: [{label: Yes to %s, count: 7}]}\n",
		"governance": "policies: [{id: one, name: Policy %s, effective: 2025-01-01, text: All of %s}]\n",
		"scorecard":  "lagging: [{id: one, name: Measure %s, readings: [{period: Year of %s, value: 3}]}]\n",
	} {
		var t text
		t.both(line, "of the "+name, "the "+name)
		s.put("data/programme/"+name+".yaml", &t, false)
	}
}

// lockPost notes that the address of something withheld was published once: then a page there says that there is nothing any more. In the site without, a
// draft of its id stands there of which nothing else is known.
func (s *randomSite) lockPost(folder, kind, id, more string) {
	address := "/" + folder + "/" + id + "/"
	if s.fileURLs {
		address = "/" + folder + "/" + id + ".html"
	}
	s.locked = append(s.locked, address+" "+kind+" "+id)
	if s.maybe(2) {
		s.locked = append(s.locked, "/de"+address+" "+kind+" "+id)
	}
	name := "content/" + folder + "/" + id + ".md"
	s.without[name] = &strings.Builder{}
	fmt.Fprintf(s.without[name], "---\ntitle: Nothing\ndraft: true\n%s---\nNothing.\n", more)
}
