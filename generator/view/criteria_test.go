package view

import (
	"strings"
	"testing"
)

// archive is a category whose criteria changed twice, one that was split and two that were merged, over four editions.
const archive = `
-- data/partners/a.yaml --
{name: A}
-- data/awards/categories.yaml --
- id: best
  name: Best
  former_names: [{name: First, until: 2020}]
  introduced: 2018
  criteria: |
    - Turnover over two years
    - References
  versions:
    - {from: 2021, criteria: "- Turnover over three years\n- References\n- Care", weights: {turnover: 60, care: 40}}
    - {from: 2023, weights: {turnover: 50.5, care: 40, reach: 9.5}}
- {id: whole, name: Whole, retired: 2021}
- {id: half-a, name: Half A, introduced: 2021, succeeds: [whole], retired: 2022}
- {id: half-b, name: Half B, introduced: 2021, succeeds: [whole], retired: 2022}
- {id: again, name: Again, introduced: 2022, succeeds: [half-a, half-b]}
-- data/awards/2020.yaml --
name: E 2020
date: 2020-01-01
results: [{category: best, partners: [a], citation: c}, {category: whole, partners: [a], citation: c}]
-- data/awards/2021.yaml --
name: E 2021
date: 2021-01-01
results: [{category: best, none: true, reason: No entry convinced.}, {category: half-a, partners: [a], citation: c}]
-- data/awards/2022.yaml --
name: E 2022
date: 2022-01-01
results: [{category: again, partners: [a], citation: c}]
-- data/awards/2023.yaml --
name: E 2023
date: 2023-01-01
results: [{category: best, partners: [a], citation: c}]
-- data/awards/2027.yaml --
name: E 2027
date: 2027-01-01
`

func TestCriteriaInForce(t *testing.T) {
	b := build(t, archive, "2026-06-01")
	v := at[Category](b, "awards/categories/best/")
	equal(t, "versions", each(v.Versions, "\n", func(x CriteriaVersion) string { return x.ID + " (" + x.From.Label.S + ") " + labels(x.Editions) }), "criteria-2023 (E 2023) E 2027 | E 2023\ncriteria-2021 (E 2021) E 2021\ncriteria-first () E 2020")
	equal(t, "years", each(v.Years, "\n", func(y CategoryYear) string {
		return y.Edition.Name.S + " " + y.Judged.URL + " " + labels(y.Gap.Editions)
	}), "E 2023 /awards/categories/best/#criteria-2023 E 2022\nE 2021 /awards/categories/best/#criteria-2021 \nE 2020 /awards/categories/best/#criteria-first ")
	equal(t, "a version with weights only rewords nothing", len(v.Versions[0].Changes), 0)
	equal(t, "and keeps the criteria", v.Versions[0].Criteria.HTML, v.Versions[1].Criteria.HTML)
	equal(t, "today's are the last", v.Criteria.HTML, v.Versions[0].Criteria.HTML)
	piece := func(p ChangedPiece) string {
		if p.Change == "" {
			return p.Text
		}
		return p.Change + ":" + p.Text
	}
	equal(t, "changes", each(v.Versions[1].Changes, "\n", func(l ChangedLine) string { return each(l.Pieces, "", piece) }), "Turnover over removed:two added:three years\nReferences\nadded:Care")
}

func TestWeightsCompared(t *testing.T) {
	v := at[Category](build(t, archive, "2026-06-01"), "awards/categories/best/")
	equal(t, "columns", each(v.Weights.Versions, "\n", func(p CriteriaPoint) string { return p.Label.S + " " + p.URL }), "E 2021 #criteria-2021\nE 2023 #criteria-2023")
	cell := func(c WeightCell) string { return c.Value + "(" + c.Change + ")" }
	equal(t, "rows", each(v.Weights.Rows, "\n", func(r WeightRow) string { return r.Name.S + " " + each(r.Cells, " ", cell) }), "turnover 60() 50.5(−9.5)\ncare 40() 40()\nreach () 9.5(+9.5)")
}

// A difference has no more digits than the weights, and the language's own separator.
func TestWeightsAreWrittenAsTheLanguageDoes(t *testing.T) {
	b := build(t, `
-- plaudit.yaml --
title: Awards
base_url: https://a.example/
organization: {name: Org}
language: de
-- data/awards/categories.yaml --
- id: best
  name: Best
  versions:
    - {from: 2021, criteria: One, weights: {turnover: 20, care: 33.3}}
    - {from: 2023, weights: {turnover: 33.3, care: 33.2}}
-- data/awards/2021.yaml --
name: E 2021
date: 2021-01-01
results: [{category: best, none: true}]
-- data/awards/2023.yaml --
name: E 2023
date: 2023-01-01
results: [{category: best, none: true}]
`, "2026-06-01")
	v := at[Category](b, "awards/categories/best/")
	equal(t, "list", v.Versions[0].Weights[0].Value, "33,3")
	equal(t, "more", v.Weights.Rows[0].Cells[1], WeightCell{"33,3", "+13,3"})
	equal(t, "less", v.Weights.Rows[1].Cells[1], WeightCell{"33,2", "−0,1"})
}

func TestLineage(t *testing.T) {
	b := build(t, archive, "2026-06-01")
	kin := func(address string) string {
		v := at[Category](b, "awards/categories/"+address+"/")
		var out []string
		for _, k := range append(v.Before, v.After...) {
			text := k.Key + ": " + labels(k.Categories)
			if len(k.With) > 0 {
				text += " with " + labels(k.With)
			}
			out = append(out, text)
		}
		var chain []string
		for _, g := range v.Lineage {
			var names []string
			for _, k := range g.Categories {
				name := k.Category.Label.S + " " + k.Years
				if k.Current {
					name = "*" + name
				}
				names = append(names, strings.TrimSpace(name))
			}
			chain = append(chain, strings.Join(names, " + "))
		}
		return strings.Join(append(out, strings.Join(chain, " > ")), "\n")
	}
	for _, c := range []struct{ address, want string }{
		{"best", ""},
		{"whole", "split-into: Half A | Half B\n*Whole 2020 > Half A 2021 + Half B > Again 2022"},
		{"half-a", "split-from: Whole\nmerged-into: Again with Half B\nWhole 2020 > *Half A 2021 > Again 2022"},
		{"again", "merged-from: Half A | Half B\nWhole 2020 > Half A 2021 + Half B > *Again 2022"},
	} {
		equal(t, c.address, kin(c.address), c.want)
	}
}

// An edition and its awards keep the category's name of their day, and say what it is called now.
func TestNowCalled(t *testing.T) {
	b := build(t, archive, "2026-06-01")
	old := at[EditionCategory](b, "awards/2020/best/")
	equal(t, "category of 2020", old.Name.S+" now "+old.NowCalled.S, "First now Best")
	award := at[Award](b, "awards/2020/best/a/")
	equal(t, "award of 2020", award.Award.Category.S+" now "+award.CategoryNow.Label.S+" "+award.CategoryNow.URL, "First now Best /awards/categories/best/")
	equal(t, "of 2023", at[EditionCategory](b, "awards/2023/best/").NowCalled.S+at[Award](b, "awards/2023/best/a/").CategoryNow.URL, "")
}
