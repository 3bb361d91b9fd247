package certificate

import (
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Award is what a certificate says. Empty texts are left out.
type Award struct {
	Standing
	ID         string // decides about the guilloche
	Kind       string // "Certificate"
	Edition    Text
	Date       string
	Level      Text
	Category   Text // with its region
	Names      []Text
	Together   string    // several names as the language joins them
	Of         Text      // of a person: the partner
	Jointly    Text      // "Jointly with …"
	Logos      []Picture // of the recipients
	Citation   Text
	Status     Text // what became of it: "Rescinded on …"
	Signed     []Signatory
	Serial     string // "No. …"
	ValidUntil string
	VerifyAt   string // "Verify at"
	Verify     string // the address
	CodeAlt    string // what the QR code is to those who cannot see it
}

// Signatory signs certificates.
type Signatory struct {
	Name      string
	Role      Text
	Signature *Picture
}

// Texts are all texts that a certificate sets, for those who ask whether there are fonts for them.
func (a *Award) Texts() []string {
	out := []string{a.Kind, a.Edition.S, a.Date, a.Level.S, a.Category.S, a.Together, a.Of.S, a.Jointly.S, a.Citation.S, a.Status.S, a.Serial, a.ValidUntil, a.VerifyAt, a.Verify}
	for _, n := range a.Names {
		out = append(out, n.S)
	}
	for _, p := range a.Signed {
		out = append(out, p.Name, p.Role.S)
	}
	return out
}

// names is the recipients' names as one text.
func (a *Award) names() Text {
	if a.Together != "" {
		return Text{S: a.Together}
	}
	return a.Names[0]
}

// Draw lays out a certificate on a paper in landscape: who gives it above, in the middle what was won by whom, on the plinth, below it why, and at
// the foot who signed it and how it can be verified. A band of guilloche runs along the end.
func Draw(set *lettering.Setter, look *Look, a *Award, paper Paper) (*drawing.Drawing, error) {
	w, h := paper.landscape()
	s := newSheet(set, look, w, h, a.Kind+": "+a.names().S+", "+a.Category.S)
	const (
		edge  = 54.  // at the start
		band  = 66.  // the guilloche
		gap   = 44.  // between it and the text
		above = 46.  // at the top
		below = 40.  // at the bottom
		head  = 40.  // height of the logos
		foot  = 104. // height of signatures and code
	)
	width := w - edge - band - gap
	s.margin(a, look)
	s.logos(a.Logos, edge+width*.4, above, width*.6, head)
	s.owner(look, edge, above, width*.36, head, start)

	top, bottom := above+head+22, h-below-foot-12
	if len(a.Signed) == 0 {
		bottom += 16
	}
	s.middle(a, look, edge, top, width, bottom-top)
	err := s.foot(a, edge, h-below-foot, width, foot)
	return s.Drawing, err
}

// margin draws the guilloche, which goes on into the bleed.
func (s *sheet) margin(a *Award, look *Look) {
	const bleed = 20
	color, seen := s.color.accent, .85
	if a.Rescinded || a.Expired {
		color, seen = s.color.quiet, .5
	}
	x := s.column(s.Width-84, 66)
	s.paint(drawing.Decoration, "", guilloche(a.ID, x, -bleed, 66, s.Height+2*bleed, .42, color, seen))
}

// logos shows logos side by side, the last at the end.
func (s *sheet) logos(all []Picture, x, y, w, h float64) {
	n := min(len(all), 3)
	if n == 0 {
		return
	}
	each := min(150, (w-float64(n-1)*20)/float64(n))
	right := x + w
	for i := n - 1; i >= 0; i-- {
		right -= s.picture(&all[i], right-each, y, each, h, end) + 22
	}
}

// middle sets what was won by whom and why. The name is as large as the rest leaves room for.
func (s *sheet) middle(a *Award, look *Look, x, y, w, h float64) {
	c := s.color
	name, rule := c.ink, c.accent
	if a.Rescinded {
		name, rule = c.quiet, c.quiet
	}
	kicker := s.mark() + occasion(look.Programme, a.Edition.S)
	kind := s.fit(Text{S: lettering.Upper(s.Lang, a.Kind)}, lettering.Strong, 130, lettering.Fit{Width: w, Max: 9.5, Min: 7, Lines: 1, Leading: 1.3})
	of := s.fit(Text{S: kicker}, lettering.Sans, 0, lettering.Fit{Width: w, Max: 11.5, Min: 8, Lines: 2, Leading: 1.3})
	category := s.fit(a.Category, lettering.Serif, 0, lettering.Fit{Width: w * .9, Height: 76, Max: 22, Min: 15, Lines: 3, Leading: 1.18, OneLine: .8})

	level := s.fit(a.Level, lettering.Strong, 10, lettering.Fit{Width: w, Max: 15, Min: 10, Lines: 1, Leading: 1.2})
	status := s.fit(a.Status, lettering.Sans, 0, lettering.Fit{Width: w * .86, Max: 11.5, Min: 8, Lines: 3, Leading: 1.32})
	person := s.fit(a.Of, lettering.Sans, 0, lettering.Fit{Width: w * .8, Max: 13, Min: 9, Lines: 2, Leading: 1.25})
	jointly := s.fit(a.Jointly, lettering.Sans, 0, lettering.Fit{Width: w * .86, Max: 12, Min: 8, Lines: 4, Leading: 1.3})
	citation := s.fit(a.Citation, lettering.Serif, 0, lettering.Fit{Width: min(w*.84, 520), Height: h * .36, Max: 14, Min: 9.5, Leading: 1.42})

	const weight = 7
	under := spread(level, 9) + spread(status, 5) + spread(person, 5) + spread(jointly, 5) + spread(citation, 12)
	over := kind.Height() + spread(of, 5) + spread(category, 16) + 15
	room := max(40, h-over-under-weight-2)
	title := s.fit(a.names(), lettering.Display, 0, lettering.Fit{Width: w, Height: min(room, 190), Max: 62, Min: 26, Lines: 4, Leading: 1.08, OneLine: .62})

	spare := max(0, h-over-under-weight-2-title.Height())
	at := y + spare*.5
	at = s.place(kind, drawing.Paragraph, x, at, w, start, c.accent)
	at = s.under(of, at, 5, x, w, c.quiet)
	at = s.under(category, at, 16, x, w*.9, c.ink)
	at += 15
	if a.Rescinded {
		s.strike(title, x, at, w, c.quiet)
	}
	at = s.place(title, drawing.Title, x, at, w, start, name) + 2
	at += s.plinth(x, at, w, weight, a.Standing, rule)
	at = s.under(level, at, 9, x, w, rule)
	at = s.under(person, at, 5, x, w*.8, c.ink)
	at = s.under(jointly, at, 5, x, w*.86, c.quiet)
	at = s.under(status, at, 5, x, w*.86, c.ink)
	s.under(citation, at, 12, x, min(w*.84, 520), c.ink)
}

// occasion names programme and edition, without saying twice what both say.
func occasion(programme, edition string) string {
	name := strings.TrimSpace(strings.TrimRight(edition, "0123456789"))
	switch {
	case edition == "" || edition == programme:
		return programme
	case name == "" || strings.HasSuffix(programme, name):
		return programme + " " + strings.TrimSpace(edition[len(name):])
	case strings.Contains(edition, programme):
		return edition
	}
	return isolated(programme) + "  ·  " + isolated(edition)
}

// mark gives a line that is put together the direction of the page.
func (s *sheet) mark() string {
	if s.right {
		return "\u200f"
	}
	return "\u200e"
}

// isolated keeps a text's direction from the texts beside it (UAX #9, FSI and PDI).
func isolated(s string) string { return "\u2068" + s + "\u2069" }

// spread is how much height a block takes below another; nothing when it is empty.
func spread(b *lettering.Block, gap float64) float64 {
	if len(b.Lines) == 0 {
		return 0
	}
	return b.Height() + gap
}

// under places a paragraph below another.
func (s *sheet) under(b *lettering.Block, y, gap, x, w float64, c asset.RGB) float64 {
	if len(b.Lines) == 0 {
		return y
	}
	return s.place(b, drawing.Paragraph, x, y+gap, w, start, c)
}

// foot sets the signatures, the code and the line that says how to verify.
func (s *sheet) foot(a *Award, x, y, w, h float64) error {
	c := s.color
	const code = 76
	line := s.mark() + isolated(a.Serial)
	for _, more := range []string{a.Date, a.ValidUntil} {
		if more != "" {
			line += "  ·  " + isolated(more)
		}
	}
	first := s.fit(Text{S: line}, lettering.Strong, 0, lettering.Fit{Width: w - code - 20, Max: 8, Min: 6, Lines: 2, Leading: 1.35, Ragged: true})
	second := s.fit(Text{S: s.mark() + a.VerifyAt + " " + isolated(a.Verify)}, lettering.Sans, 0, lettering.Fit{Width: w - code - 20, Height: 34, Max: 8, Min: 7.9, Lines: 3, Leading: 1.35, Ragged: true})
	low := y + h - first.Height() - second.Height() - 3
	s.signatures(a.Signed, x, y, w-code-36, low-y-14)
	at := s.place(first, drawing.Paragraph, x, low, w-code-20, start, c.ink)
	s.place(second, drawing.Paragraph, x, at+3, w-code-20, start, c.quiet)
	// The quiet zone reaches beyond the column, so that the code itself stands on its edge.
	paths, err := drawing.QR(a.Verify, s.column(x+w-code+6, code), y+h-code+6, code, c.ink, c.paper)
	if err != nil {
		return err
	}
	s.paint(drawing.Figure, a.CodeAlt, paths...)
	return nil
}

// signatures sets who signed, side by side.
func (s *sheet) signatures(all []Signatory, x, y, w, h float64) {
	n := min(len(all), 4)
	if n == 0 {
		return
	}
	const gap = 26
	each := min(168, (w-gap*float64(n-1))/float64(n))
	names, roles := make([]*lettering.Block, n), make([]*lettering.Block, n)
	text := 0.
	for i, one := range all[:n] {
		names[i] = s.fit(Text{S: one.Name}, lettering.Strong, 0, lettering.Fit{Width: each, Max: 9, Min: 6.5, Lines: 2, Leading: 1.25})
		roles[i] = s.fit(one.Role, lettering.Sans, 0, lettering.Fit{Width: each, Max: 8, Min: 6, Lines: 2, Leading: 1.25})
		text = max(text, names[i].Height()+roles[i].Height())
	}
	line := y + h - text - 8
	for i, one := range all[:n] {
		left := x + float64(i)*(each+gap)
		if one.Signature != nil {
			s.picture(one.Signature, left, y, each*.82, line-y+4, start)
		}
		s.rule(left, line, each, .5, s.color.quiet)
		at := s.place(names[i], drawing.Paragraph, left, line+5, each, start, s.color.ink)
		s.place(roles[i], drawing.Paragraph, left, at+1, each, start, s.color.quiet)
	}
}
