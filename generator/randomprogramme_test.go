package generator_test

import (
	"fmt"
	"strings"
)

// drawProgramme gives a random site pages of the programme: benchmarks with values of partners that are withheld, opportunities that are over
// or not open yet, holders that are withheld, and a team's side of a journey that is not published.
func (s *randomSite) drawProgramme() {
	var all, visible []string
	for i, p := range s.partners {
		value := fmt.Sprintf("%s: %d.5", p.id, 10+s.r.IntN(90)+100*i)
		all = append(all, value)
		if !p.hidden {
			visible = append(visible, value)
		}
	}
	var t text
	t.both("minimum_group: 5\nmetrics:\n  - id: measure\n    name: Measure %s\n", s.word(false))
	t.swap("    values: {"+strings.Join(all, ", ")+"}\n", "    values: {"+strings.Join(visible, ", ")+"}\n")
	s.put("data/programme/benchmarks.yaml", &t, false)

	var open text
	for range 1 + s.r.IntN(3) {
		dates := pick(s, "until: 2027-12-31", "from: 2026-01-01, until: 2027-01-31", "until: 2026-01-31", "from: 2027-01-01, until: 2027-12-31")
		hidden := dates == "until: 2026-01-31" || strings.HasPrefix(dates, "from: 2027")
		holders, seen := ids(some(s, s.partners, 0, 3))
		line := fmt.Sprintf("- {id: %s, name: Name %s, criteria: Criteria %s, %s, holders: ", s.word(hidden), s.word(hidden), s.word(hidden), dates)
		if hidden {
			open.hide("%s[%s]}\n", line, holders)
		} else {
			open.swap(line+"["+holders+"]}\n", line+"["+seen+"]}\n")
		}
	}
	s.put("data/programme/opportunities.yaml", &open, open.without.Len() == 0)

	var journey text
	journey.both("journeys:\n  - id: one\n    audience: Audience %s\n    stages:\n      - {id: begin, name: Begin, partner: {goal: Goal %s}", s.word(false), s.word(false))
	journey.swap(fmt.Sprintf(", team: {goal: Goal %s, steps: [Step %s], owner: Owner %s}}\n", s.secret(), s.secret(), s.secret()), "}\n")
	s.put("data/programme/journey.yaml", &journey, false)
}
