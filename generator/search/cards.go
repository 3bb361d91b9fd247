package search

import (
	"slices"

	"github.com/plaudit/plaudit/generator/site"
)

// cardOf is what a list and a comparison show of a partner beside its name and its facets.
type cardOf struct {
	Summary  string  `json:"summary,omitempty"`
	Lang     string  `json:"lang,omitempty"` // of the summary, when it is another than the page's
	Place    string  `json:"place,omitempty"`
	Logo     *logoOf `json:"logo,omitempty"`
	Monogram string  `json:"monogram,omitempty"`
	Budget   string  `json:"budget,omitempty"`
	Email    string  `json:"email,omitempty"`
	Contact  string  `json:"contact,omitempty"`
	Website  string  `json:"website,omitempty"`
	Studies  int     `json:"studies,omitempty"`
}

// logoOf is a logo as view.Logo has it.
type logoOf struct {
	Src      string `json:"src"`
	WebP     string `json:"webp,omitempty"`
	Dark     string `json:"dark,omitempty"`
	DarkWebP string `json:"darkWebp,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Tone     string `json:"tone,omitempty"`
}

func (x *index) card(p *site.Partner) cardOf {
	c := x.in.Card(p)
	out := cardOf{Summary: c.Summary.S, Lang: c.Summary.Lang, Place: c.Place, Monogram: c.Logo.Monogram, Email: p.Email, Contact: p.ContactURL, Website: p.Website, Studies: len(p.CaseStudies)}
	if p.BudgetFrom > 0 {
		out.Budget = x.in.Locale.Money(p.BudgetFrom, p.BudgetCurrency)
	}
	if l := c.Logo; l.Src != "" {
		out.Logo, out.Monogram = &logoOf{Src: l.Src, WebP: l.WebP, Dark: l.Dark, DarkWebP: l.DarkWebP, Width: l.Width, Height: l.Height, Tone: l.Tone}, ""
	}
	return out
}

// recordsOf is records-N.json: of each its name, what is said beside it, its root-relative address and, when it is another than the page's,
// the language of its name.
type recordsOf struct {
	Awards  [][]string `json:"awards,omitempty"`
	Studies [][]string `json:"studies,omitempty"`
}

// records writes the awards and the case studies, newest first, and says into how many files.
func (x *index) records() int {
	var all recordsOf
	for _, e := range x.in.Site.Editions {
		for _, w := range e.Awards {
			all.Awards = append(all.Awards, []string{x.recipients(w), w.CategoryName.S + " · " + e.Name.S, x.a.Href(x.a.Award(w))})
		}
	}
	for _, c := range x.in.Site.CaseStudies {
		var with []string
		if c.Client != nil {
			with = append(with, c.Client.Name.S)
		}
		for _, p := range c.Partners {
			with = append(with, p.Name.S)
		}
		study := []string{c.Title.S, x.in.Locale.List(with), x.a.Href(x.a.CaseStudy(c.ID))}
		if c.Title.Lang != "" {
			study = append(study, c.Title.Lang)
		}
		all.Studies = append(all.Studies, study)
	}
	awards, studies := slices.Collect(slices.Chunk(all.Awards, Chunk)), slices.Collect(slices.Chunk(all.Studies, Chunk))
	n := max(len(awards), len(studies))
	for i := range n {
		var part recordsOf
		if i < len(awards) {
			part.Awards = awards[i]
		}
		if i < len(studies) {
			part.Studies = studies[i]
		}
		x.add("records", i, part)
	}
	return n
}

// recipients names those who hold an award, withheld ones counted.
func (x *index) recipients(w *site.Award) string {
	var names []string
	for _, r := range w.Recipients {
		names = append(names, r.Name.S)
	}
	if w.Withheld > 0 {
		names = append(names, x.in.T("view.recipients.further", "count", w.Withheld))
	}
	return x.in.Locale.List(names)
}
