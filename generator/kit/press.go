package kit

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// PressParts are the files of an edition's kit for the press: its results as text in each language, and the pictures with which the edition and its winners
// are shared.
func PressParts(o *plan.Output, p *plan.Plan, languages []*Language) []Part {
	id := o.Subject.(*site.Edition).ID
	var parts []Part
	for _, l := range languages {
		e := l.Site.EditionByID[id]
		if e == nil {
			continue
		}
		folder := l.Site.Language + "/"
		parts = append(parts, Part{Name: folder + "results.txt", Text: []byte(l.results(e))})
		if found, ok := p.At(l.Addresses.Edition(e.ID) + "share.png"); ok {
			parts = append(parts, Part{Name: folder + "edition.png", Output: found})
		}
		for _, w := range e.Awards {
			if found, ok := p.At(plan.Folder(l.Addresses.Award(w)) + "share.png"); ok && w.Level.Rank == 0 && !w.Shortlisted && w.Status != site.Rescinded {
				parts = append(parts, Part{Name: folder + w.ID + ".png", Output: found})
			}
		}
	}
	slices.SortFunc(parts, func(a, b Part) int { return strings.Compare(a.Name, b.Name) })
	return parts
}

// results is an edition's results as a text for the press.
func (l *Language) results(e *site.Edition) string {
	var b strings.Builder
	b.WriteString(e.Name.S + ", " + l.date(e.Date) + "\n" + l.Addresses.Absolute(l.Addresses.Edition(e.ID)) + "\n")
	for _, y := range e.Categories {
		if len(y.Awards) == 0 {
			continue
		}
		b.WriteString("\n" + y.Name.S + "\n")
		for _, w := range y.Awards {
			line := l.level(w).S
			if w.Region != nil {
				line += " · " + w.Region.Name.S
			}
			line += ": " + l.holders(w, -1)
			if status := l.status(w); status != "" {
				line += " (" + status + ")"
			}
			b.WriteString("  " + line + "\n")
			if w.Level.Rank == 0 && w.Citation.Given() && w.Status != site.Rescinded {
				b.WriteString("    " + l.Locale.Quote(markdown.Plain(w.Citation.S, Citation)) + "\n")
			}
		}
	}
	if p := l.Site.Press; p.Boilerplate.Given() {
		b.WriteString("\n" + l.T("view.kit.about", "organization", l.Site.Organization.Name.S) + "\n" + markdown.Plain(p.Boilerplate.S, boundary) + "\n")
	}
	return b.String()
}
