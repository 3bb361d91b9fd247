package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// programmePage makes the common part of a page of the programme, with its introduction.
func (b *Builder) programmePage(o *plan.Output, nodes ...any) (Page, Prose) {
	kind := string(o.Kind)
	h := head{heading: b.say("view.title." + kind), description: b.t.T("view."+kind+".description", "site", b.s.Title.S), nodes: nodes}
	intro := b.introduction(o, &h)
	return b.page(o, h), intro
}

// programmeTexts says whether the records of a page of the programme are translated; own is false for a page without texts of its own.
func programmeTexts(o *plan.Output) (texts, own bool) {
	p := &o.Site.Programme
	var heads []record.Head
	switch o.Kind {
	case plan.Benchmarks:
		heads = []record.Head{p.Benchmarks.Head}
	case plan.Scorecard:
		heads = []record.Head{p.Scorecard.Head}
	case plan.Governance:
		heads = []record.Head{p.Governance.Head}
	case plan.Journey:
		heads = []record.Head{p.Journey.Head}
	case plan.Roadmap:
		heads = []record.Head{p.Roadmap.Head}
	case plan.Opportunities:
		for _, x := range p.Opportunities {
			heads = append(heads, x.Head)
		}
	case plan.Voice:
		for _, x := range p.Surveys {
			heads = append(heads, x.Head)
		}
	default:
		return false, false
	}
	return slices.ContainsFunc(heads, func(h record.Head) bool { return h.Overlay != "" }), true
}

// words is a text of a record of the programme.
func (b *Builder) words(t record.Text) Text { return b.text(b.s.TextOf(t)) }

func (b *Builder) wordsOf(list []record.Text) []Text {
	var out []Text
	for _, t := range list {
		out = append(out, b.words(t))
	}
	return out
}

// writing is a text in Markdown of a record of the programme; prefix begins the ids of its headings.
func (b *Builder) writing(o *plan.Output, h record.Head, m record.Markdown, top int, prefix string) Prose {
	return b.prose(b.s.ProseOf(h, m), place{o.Address, top, prefix})
}

// when is a date of a record of the programme.
func (b *Builder) when(d record.Date) Date { return b.date(b.s.DateOf(d)) }

// newestFirst sorts records by a date, newest first; those of one day stay in the order of their file.
func newestFirst[T any](b *Builder, list []T, date func(T) record.Date) []T {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y T) int { return b.s.DateOf(date(y)).Time.Compare(b.s.DateOf(date(x)).Time) })
	return list
}

// figure is a number of a record as the language writes it.
func (b *Builder) figure(f float64) string { return b.l.Number(f, 6) }

// tierByID finds what a record of the programme refers to.
func (b *Builder) tierByID(id string) *site.Tier {
	i := slices.IndexFunc(b.s.Tiers, func(t *site.Tier) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return b.s.Tiers[i]
}
