package certificate

import (
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// DrawPoster lays out a poster of an award on upright paper: the name as large as it can be, on the plinth, under the year.
func DrawPoster(set *lettering.Setter, look *Look, a *Award, year string, paper Paper) (*drawing.Drawing, error) {
	s := newSheet(set, look, paper.Width, paper.Height, a.names().S+", "+a.Category.S)
	u := paper.Width / 595.276 // what is given for A4 grows with the paper
	c := s.color
	rule, ink := c.accent, c.ink
	if a.Rescinded {
		rule, ink = c.quiet, c.quiet
	}
	x, w := 46*u, 424*u
	h := paper.Height
	s.paint(drawing.Decoration, "", guilloche(a.ID, s.column(paper.Width-88*u, 62*u), -20, 62*u, h+40, .5*u, rule, .85))
	s.owner(look, x, 46*u, 180*u, 40*u, start)
	s.logos(a.Logos[:min(len(a.Logos), 1)], x+w-170*u, 46*u, 170*u, 40*u)

	y := s.fit(Text{S: year}, lettering.Display, 0, lettering.Fit{Width: w, Max: 150 * u, Min: 60 * u, Lines: 1, Leading: 1})
	s.place(y, drawing.Paragraph, x-4*u, 120*u, w, start, rule)
	of := s.fit(Text{S: look.Programme}, lettering.Strong, 0, lettering.Fit{Width: w, Max: 15 * u, Min: 10 * u, Lines: 2, Leading: 1.25})
	top := s.place(of, drawing.Paragraph, x, 120*u+y.Height()+4*u, w, start, c.quiet)

	const code = 86
	foot := h - 46*u
	category := s.fit(a.Category, lettering.Serif, 0, lettering.Fit{Width: w, Height: 90 * u, Max: 28 * u, Min: 16 * u, Lines: 3, Leading: 1.15})
	level := s.fit(a.Level, lettering.Strong, 10, lettering.Fit{Width: w, Max: 20 * u, Min: 12 * u, Lines: 1, Leading: 1.2})
	of2 := s.fit(a.Of, lettering.Sans, 0, lettering.Fit{Width: w, Max: 16 * u, Min: 10 * u, Lines: 2, Leading: 1.25})
	status := s.fit(a.Status, lettering.Sans, 0, lettering.Fit{Width: w, Max: 13 * u, Min: 9 * u, Lines: 3, Leading: 1.3})
	citation := s.fit(a.Citation, lettering.Serif, 0, lettering.Fit{Width: w, Height: 150 * u, Max: 16 * u, Min: 9.5 * u, Leading: 1.4})
	weight := 12 * u
	under := spread(level, 12*u) + spread(of2, 6*u) + spread(status, 6*u) + spread(citation, 16*u)
	low := foot - code*u - 26*u - under
	title := s.fit(a.names(), lettering.Display, 0, lettering.Fit{Width: w, Height: low - weight - category.Height() - 26*u - top - 20*u, Max: 84 * u, Min: 30 * u, Lines: 6, Leading: 1.06})
	at := low - weight - 10*u - title.Height()
	s.place(category, drawing.Heading, x, at-14*u-category.Height(), w, start, ink)
	if a.Rescinded {
		s.strike(title, x, at, w, c.quiet)
	}
	s.place(title, drawing.Title, x, at, w, start, ink)
	at = low - weight
	at += s.plinth(x, at, w, weight, a.Standing, rule)
	at = s.under(level, at, 12*u, x, w, rule)
	at = s.under(of2, at, 6*u, x, w, c.ink)
	at = s.under(status, at, 6*u, x, w, c.ink)
	s.under(citation, at, 16*u, x, w, c.ink)

	paths, err := drawing.QR(a.Verify, s.column(x-8*u, code*u), foot-code*u+8*u, code*u, c.ink, c.paper)
	if err != nil {
		return nil, err
	}
	s.paint(drawing.Figure, a.CodeAlt, paths...)
	serial := s.fit(Text{S: a.Serial}, lettering.Strong, 0, lettering.Fit{Width: w - code*u, Max: 10 * u, Min: 7 * u, Lines: 2, Leading: 1.3})
	verify := s.fit(Text{S: s.mark() + a.VerifyAt + " " + isolated(a.Verify)}, lettering.Sans, 0, lettering.Fit{Width: w - code*u, Height: 48 * u, Max: 10 * u, Min: 9.9 * u, Lines: 4, Leading: 1.3, Ragged: true})
	at = foot - serial.Height() - verify.Height()
	at = s.place(serial, drawing.Paragraph, x+code*u, at, w-code*u, start, c.ink)
	s.place(verify, drawing.Paragraph, x+code*u, at, w-code*u, start, c.quiet)
	return s.Drawing, nil
}
