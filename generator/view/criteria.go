package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/wording"
)

// CriteriaVersion is the criteria in force from an edition on. ID is the id of its section on the archive's page.
type CriteriaVersion struct {
	ID       string
	From     Link // without a label: from the beginning
	Criteria Prose
	Weights  []Weight
	Editions []Link        // that were judged by them, newest first
	Changes  []ChangedLine // against the version before; none when nothing was reworded
}

// ChangedLine is a line of two versions of a text laid over each other.
type ChangedLine struct{ Pieces []ChangedPiece }

// ChangedPiece is a run of words. Change is added, removed or empty. The pieces of a line follow each other as they are: spaces between
// them belong to what did not change.
type ChangedPiece struct{ Change, Text string }

// WeightTable compares what counted for how much in the versions of the criteria: a column for each version, the oldest first.
type WeightTable struct {
	Versions []CriteriaPoint
	Rows     []WeightRow
}

// CriteriaPoint leads to a version of the criteria. Label is empty for those from the beginning.
type CriteriaPoint struct {
	Label Text
	URL   string
}

// WeightRow is a criterion with its weight in each version.
type WeightRow struct {
	Name  Text
	Cells []WeightCell
}

// WeightCell is a weight in per cent as the language writes it, empty when the criterion did not count. Change is the difference from the version before with its sign,
// where there is one.
type WeightCell struct{ Value, Change string }

// criteria fills in the versions of a category's criteria, newest first, and what they differ in.
func (b *Builder) criteria(v *Category, o *plan.Output, terms []site.CriteriaTerm) {
	for i, t := range terms {
		x := CriteriaVersion{ID: criteriaID(t), Criteria: b.prose(t.Criteria, place{o.Address, 4, numbered("version-", i+1)}),
			Weights: b.weights(t.Weights), Editions: linksOf(t.Editions, b.editionLink)}
		if t.From != "" {
			x.From = b.pointLink(t.From)
		}
		if i > 0 {
			x.Changes = b.changes(terms[i-1].Criteria, t.Criteria)
		}
		v.Versions = append([]CriteriaVersion{x}, v.Versions...)
	}
	v.Weights = b.weightTable(terms, v.Versions)
}

// criteriaID is the id of a version's section.
func criteriaID(t site.CriteriaTerm) string {
	if t.From == "" {
		return "criteria-first"
	}
	return "criteria-" + locale.Slug(t.From)
}

// changes lays two texts over each other; nil when they say the same, or are in different languages.
func (b *Builder) changes(old, new site.Prose) []ChangedLine {
	if old.S == new.S || old.Lang != new.Lang {
		return nil
	}
	lines := wording.Lines(markdown.Lines(old.S), markdown.Lines(new.S))
	if !wording.Changed(lines) {
		return nil
	}
	out := make([]ChangedLine, 0, len(lines))
	for _, l := range lines {
		out = append(out, ChangedLine{Pieces: changedPieces(l)})
	}
	return out
}

func changedPieces(l wording.Line) []ChangedPiece {
	var out []ChangedPiece
	for _, p := range l {
		text := p.Text
		switch n := len(out); {
		case !p.Space:
		case p.Change == wording.Same:
			text = " " + text
		case out[n-1].Change == "":
			out[n-1].Text += " "
		default:
			out = append(out, ChangedPiece{Text: " "})
		}
		out = append(out, ChangedPiece{Change: string(p.Change), Text: text})
	}
	return out
}

// weightTable has a row for each criterion, in the order of the newest version, then those that no longer count. A table of fewer than two
// versions with weights compares nothing, and is empty. versions are the views of the terms, newest first.
func (b *Builder) weightTable(terms []site.CriteriaTerm, versions []CriteriaVersion) WeightTable {
	var columns []map[string]float64
	var t WeightTable
	var names []site.Text
	known := map[string]bool{}
	for i := len(terms) - 1; i >= 0; i-- {
		for _, w := range terms[i].Weights {
			if !known[w.Name.S] {
				known[w.Name.S] = true
				names = append(names, w.Name)
			}
		}
	}
	for i, term := range terms {
		if len(term.Weights) == 0 {
			continue
		}
		column := map[string]float64{}
		for _, w := range term.Weights {
			column[w.Name.S] = w.Value
		}
		columns = append(columns, column)
		x := versions[len(versions)-1-i]
		t.Versions = append(t.Versions, CriteriaPoint{Label: x.From.Label, URL: "#" + x.ID})
	}
	if len(columns) < 2 {
		return WeightTable{}
	}
	for _, name := range names {
		row := WeightRow{Name: b.text(name)}
		for i, column := range columns {
			value, counts := column[name.S]
			var cell WeightCell
			if counts {
				cell.Value = b.figure(value)
			}
			if i > 0 {
				if d := value - columns[i-1][name.S]; d != 0 {
					cell.Change = b.signed(d)
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// signed is a difference with its sign; the minus is the real one.
func (b *Builder) signed(d float64) string {
	if d < 0 {
		return "−" + b.figure(-d)
	}
	return "+" + b.figure(d)
}

// judged leads to the criteria by which an edition was judged, on the archive's page; empty when there is but one version.
func (b *Builder) judged(e *site.Edition, terms []site.CriteriaTerm, archive string) CriteriaPoint {
	if len(terms) < 2 {
		return CriteriaPoint{}
	}
	for _, t := range terms {
		if slices.Contains(t.Editions, e) {
			p := CriteriaPoint{URL: archive + "#" + criteriaID(t)}
			if t.From != "" {
				p.Label = b.pointLink(t.From).Label
			}
			return p
		}
	}
	return CriteriaPoint{}
}
