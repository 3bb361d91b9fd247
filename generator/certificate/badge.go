package certificate

import (
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Badge is what a badge says. Its year is always on it.
type Badge struct {
	Standing
	Year     string
	Level    Text
	Category Text
	Name     Text // of whom it stands for
	Status   Text // "Rescinded", "Expired"
	Alt      string
}

// Texts are all texts that a badge sets.
func (b *Badge) Texts() []string {
	return []string{b.Year, b.Level.S, b.Category.S, b.Name.S, b.Status.S}
}

// BadgeSize is the side of a badge.
const BadgeSize = 512

// DrawBadge lays out a badge: a plate on a plinth that is wider than it, with the year as its picture. What is around it is clear.
func DrawBadge(set *lettering.Setter, look *Look, b *Badge, dark bool) *drawing.Drawing {
	s := newSheet(set, look, BadgeSize, BadgeSize, b.Alt)
	if dark {
		s.color = look.dark()
	}
	c := s.color
	rule, ink := c.accent, c.ink
	if b.Rescinded || b.Expired {
		rule, ink = c.quiet, c.quiet
	}
	const (
		left, wide  = 44., 424. // the plate
		top, bottom = 20., 452.
		text, inner = 76., 360. // what is set on it
	)
	var plate drawing.Pen
	plate.Box(left, top, wide, bottom-top)
	s.paint(drawing.Decoration, "", drawing.Path{Segments: plate.Segments, Fill: drawing.Solid(c.paper), Stroke: drawing.Solid(c.line), StrokeWidth: 2})

	programme := s.fit(Text{S: look.Programme}, lettering.Strong, 0, lettering.Fit{Width: inner, Height: 56, Max: 24, Min: 15, Lines: 2, Leading: 1.18, OneLine: .75})
	say := b.Level
	if b.Status.S != "" {
		say = b.Status
	}
	level := s.fit(say, lettering.Strong, 0, lettering.Fit{Width: inner, Height: 38, Max: 32, Min: 18, Lines: 1, Leading: 1.15})
	category := s.fit(b.Category, lettering.Serif, 0, lettering.Fit{Width: inner, Height: 124, Max: 32, Min: 17, Lines: 5, Leading: 1.14})
	name := s.fit(b.Name, lettering.Sans, 0, lettering.Fit{Width: inner, Height: 44, Max: 20, Min: 13, Lines: 2, Leading: 1.18})

	s.place(programme, drawing.Paragraph, text, top+28, inner, start, c.quiet)
	at := bottom - 22 - name.Height()
	s.place(name, drawing.Paragraph, text, at, inner, start, c.quiet)
	if len(name.Lines) > 0 {
		at -= 12
	}
	at -= category.Height()
	s.place(category, drawing.Paragraph, text, at, inner, start, ink)
	at -= 6 + level.Height()
	s.place(level, drawing.Heading, text, at, inner, start, rule)
	// The year stands in the middle of what is left.
	room := at - (top + 28 + programme.Height())
	year := s.fit(Text{S: b.Year}, lettering.Display, 0, lettering.Fit{Width: inner, Height: room - 24, Max: 158, Min: 40, Lines: 1, Leading: 1})
	y := top + 28 + programme.Height() + (room-year.Height())/2
	if b.Rescinded {
		s.strike(year, text, y, inner, c.quiet)
	}
	s.place(year, drawing.Title, text-6, y, inner, start, ink)
	s.plinth(14, bottom, BadgeSize-28, 40, b.Standing, rule)
	return s.Drawing
}
