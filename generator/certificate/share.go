package certificate

import (
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Share is what the picture says with which an address is shared: of an award, a partner, an edition or a case study.
type Share struct {
	Standing
	ID     string // decides about the guilloche
	Kicker Text   // what it is
	Title  Text   // stands on the plinth
	Line   Text   // below it
	Small  Text   // below that
	Year   string // large, behind; may be empty
	Logo   *Picture
	Alt    string
}

// Texts are all texts that a share image sets.
func (p *Share) Texts() []string {
	return []string{p.Kicker.S, p.Title.S, p.Line.S, p.Small.S, p.Year}
}

// Sizes of a share image, in points and pixels alike.
const (
	ShareWidth  = 1200
	ShareHeight = 630
)

// DrawShare lays out a share image.
func DrawShare(set *lettering.Setter, look *Look, p *Share) *drawing.Drawing {
	s := newSheet(set, look, ShareWidth, ShareHeight, p.Alt)
	c := s.color
	c.paper = paper
	rule, ink := c.accent, c.ink
	if p.Rescinded {
		rule, ink = c.quiet, c.quiet
	}
	s.box(0, 0, ShareWidth, ShareHeight, c.paper)
	x, w := 72., 900.
	band := guilloche(p.ID, s.column(1056, 96), -20, 96, ShareHeight+40, .9, rule, .8)
	s.paint(drawing.Decoration, "", band)

	logo := 0.
	if p.Logo != nil {
		logo = 240
		s.picture(p.Logo, x+w-logo, 48, logo, 84, end)
	}
	kicker := s.fit(p.Kicker, lettering.Strong, 0, lettering.Fit{Width: w - logo - 30, Height: 76, Max: 28, Min: 20, Lines: 2, Leading: 1.25})
	title := s.fit(p.Title, lettering.Display, 0, lettering.Fit{Width: w, Height: 280, Max: 96, Min: 44, Lines: 3, Leading: 1.06, OneLine: .68})
	line := s.fit(p.Line, lettering.Serif, 0, lettering.Fit{Width: w, Height: 84, Max: 38, Min: 24, Lines: 2, Leading: 1.16})
	small := s.fit(p.Small, lettering.Sans, 0, lettering.Fit{Width: w, Height: 66, Max: 24, Min: 18, Lines: 2, Leading: 1.25})
	const weight = 14
	s.place(kicker, drawing.Paragraph, x, 62, w-logo-30, start, c.quiet)
	low := 550.
	below := spread(line, 20) + spread(small, 8)
	at := min(low-below-weight, 404)
	top := at - 10 - title.Height()
	if p.Rescinded {
		s.strike(title, x, top, w, c.quiet)
	}
	s.place(title, drawing.Title, x, top, w, start, ink)
	at += s.plinth(x, at, w, weight, p.Standing, rule)
	at = s.under(line, at, 20, x, w, ink)
	s.under(small, at, 8, x, w, c.quiet)
	s.owner(look, x, 560, 260, 40, start)
	if p.Year != "" {
		year := s.fit(Text{S: p.Year}, lettering.Display, 0, lettering.Fit{Width: 300, Max: 60, Min: 30, Lines: 1, Leading: 1})
		s.place(year, drawing.Decoration, x+w-300, 556, 300, end, rule)
	}
	return s.Drawing
}
