package site

import (
	"strings"
	"testing"
)

const archive = `
-- data/partners.yaml --
- {id: ada, name: Ada}
- {id: bea, name: Bea}
-- data/awards/2019.yaml --
date: 2019-04-01
-- data/awards/2020.yaml --
date: 2020-04-01
results: [{category: newcomer, partners: [ada], citation: c}]
-- data/awards/2021.yaml --
date: 2021-04-01
results: [{category: newcomer, partners: [ada], citation: c}]
-- data/awards/2022.yaml --
date: 2022-04-01
results: [{category: newcomer, partners: [bea], citation: c}]
`

func TestCategoryNames(t *testing.T) {
	for _, tt := range []struct{ name, former, want string }{
		{"until an edition", "{name: Rising Star, until: 2020}", "Rising Star, Newcomer, Newcomer"},
		{"two, in any order", "{name: Second, until: 2021}, {name: First, until: 2020}", "First, Second, Newcomer"},
		{"until a year without edition", "{name: Old, until: 2018}", "Newcomer, Newcomer, Newcomer"},
	} {
		s := clean(t, archive+"-- data/awards/categories.yaml --\n- {id: newcomer, name: Newcomer, former_names: ["+tt.former+"]}", "2026-01-01")
		var names []string
		for _, e := range []string{"2020", "2021", "2022"} {
			names = append(names, s.EditionByID[e].Awards[0].CategoryName.S)
		}
		want(t, tt.name, strings.Join(names, ", "), tt.want)
	}
}

func TestCriteriaInForce(t *testing.T) {
	s := clean(t, archive+`-- data/awards/categories.yaml --
- id: newcomer
  name: Newcomer
  criteria: first
  versions:
    - {from: 2022, criteria: third, weights: {impact: 40, craft: 60}}
    - {from: 2021, criteria: second}
`, "2026-01-01")
	var got []string
	for _, y := range s.CategoryByID["newcomer"].Years {
		got = append(got, row(y.Edition.ID, y.Criteria.S, len(y.Weights)))
	}
	want(t, "newest first", strings.Join(got, ", "), "2022 third 2, 2021 second 0, 2020 first 0")
}

func TestYearsOfACategory(t *testing.T) {
	whole, lines := linked(t, archive+`-- data/awards/categories.yaml --
- {id: newcomer, name: Newcomer, introduced: 2021, retired: 2022}
- {id: later, name: Later, introduced: 2022, succeeds: [newcomer]}
- {id: old, name: Old, introduced: 2010, retired: 2011}
`, "2026-01-01")
	want(t, "problems", strings.Join(lines, "\n"), `data/awards/2020.yaml:2:22 P076 "newcomer" is not held in the edition "2020"
data/awards/2022.yaml:2:22 P076 "newcomer" is not held in the edition "2022"`)
	s := whole.Sites[0]
	want(t, "both ways", row(s.CategoryByID["later"].Succeeds[0].ID, s.CategoryByID["newcomer"].SucceededBy[0].ID), "newcomer later")
	var competed []string
	for _, e := range s.Editions {
		for _, y := range e.Competed {
			competed = append(competed, e.ID+" "+y.Category.ID)
		}
	}
	want(t, "what is competed for", strings.Join(competed, ", "), "2022 later, 2021 newcomer")
}

func TestNeighbours(t *testing.T) {
	s := clean(t, archive+"-- data/awards/categories.yaml --\n- {id: newcomer, name: Newcomer}\n-- data/awards/2026.yaml --\ndate: 2026-04-01\nresults: [{category: newcomer, partners: [ada], citation: c}]", "2026-01-01")
	var ids []string
	for _, e := range s.Editions {
		ids = append(ids, e.ID)
	}
	want(t, "newest first", strings.Join(ids, " "), "2026 2022 2021 2020 2019")
	e := s.EditionByID["2022"]
	want(t, "among those with visible results", row(e.Newer, e.Older.ID, s.EditionByID["2020"].Older, s.EditionByID["2026"].Older), "<nil> 2021 <nil> <nil>")
}
