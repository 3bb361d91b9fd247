// Package certificate lays out what stands for an award: the certificate, the badge, the picture with which an address is shared, the
// poster. Each is described once, as a drawing.Drawing, and takes plain values: where they come from is view's business.
//
// The plinth is the one motif: a recipient stands on a base line, and its form tells the level, in colour and in black alike.
package certificate

import (
	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Version grows with each change of what the layouts give.
const Version = "2"

// Text is a text with its language.
type Text struct{ S, Lang string }

// Picture is a logo or a signature: as paths or as pixels.
type Picture struct {
	Vector *drawing.Vector `json:"-"`
	Pixels *drawing.Pixels `json:"-"`
	Alt    string
}

// size is a picture's size in its own units.
func (p *Picture) size() (w, h float64) {
	if p.Vector != nil {
		return p.Vector.Width, p.Vector.Height
	}
	return float64(p.Pixels.Width), float64(p.Pixels.Height)
}

// Look is what all of a site's drawings have in common.
type Look struct {
	Accent       asset.RGB
	Programme    string
	Organization string
	Logo         *Picture  // for light grounds; nil: the name stands for it
	Template     *Template `json:"-"` // the site's own layout of certificates; nil: the built-in one
	Lang         string
	Right        bool // the language is read from right to left
}

// Standing is how an award stands: it decides about the plinth.
type Standing struct {
	Rank      int // 0: the first level
	Rescinded bool
	Expired   bool
}

// Paper is a size of paper, in points.
type Paper struct {
	Name          string
	Width, Height float64
}

// The papers, upright.
var (
	A4     = Paper{"a4", 595.276, 841.89}
	A3     = Paper{"a3", 841.89, 1190.551}
	Letter = Paper{"letter", 612, 792}
)

// landscape is a paper lying on its long side.
func (p Paper) landscape() (w, h float64) { return p.Height, p.Width }

// Colours beside the accent: paper and ink, chosen for light and dark each.
type palette struct{ paper, ink, quiet, line, accent asset.RGB }

func (l *Look) light() palette {
	white := asset.RGB{R: 255, G: 255, B: 255}
	return palette{paper: white, ink: asset.RGB{R: 0x1c, G: 0x1a, B: 0x17}, quiet: asset.RGB{R: 0x57, G: 0x51, B: 0x4a}, line: asset.RGB{R: 0xcf, G: 0xc6, B: 0xb6},
		accent: readable(l.Accent, white, asset.RGB{})}
}

func (l *Look) dark() palette {
	paper := asset.RGB{R: 0x15, G: 0x14, B: 0x12}
	return palette{paper: paper, ink: asset.RGB{R: 0xf3, G: 0xee, B: 0xe5}, quiet: asset.RGB{R: 0xb5, G: 0xae, B: 0xa3}, line: asset.RGB{R: 0x4a, G: 0x46, B: 0x40},
		accent: readable(l.Accent, paper, asset.RGB{R: 255, G: 255, B: 255})}
}

// readable is a colour as it can be read on a ground: moved toward another one as far as that needs.
func readable(c, ground, toward asset.RGB) asset.RGB {
	const text = 4.6 // WCAG 2.2 asks for 4.5
	for step := range 21 {
		if moved := drawing.Mix(c, toward, float64(step)/20); asset.Contrast(moved, ground) >= text {
			return moved
		}
	}
	return toward
}

// sheet is a drawing in the making. Places are given as in a text that is read from left to right, and mirrored for others.
type sheet struct {
	*drawing.Drawing
	set   *lettering.Setter
	right bool
	color palette
}

func newSheet(set *lettering.Setter, look *Look, w, h float64, title string) *sheet {
	return &sheet{Drawing: &drawing.Drawing{Width: w, Height: h, Title: title, Lang: look.Lang}, set: set, right: look.Right, color: look.light()}
}

// column is where a column begins.
func (s *sheet) column(x, w float64) float64 {
	if s.right {
		return s.Width - x - w
	}
	return x
}

// fit sets a text, and does not place it yet. An empty one has no lines.
func (s *sheet) fit(t Text, style lettering.Style, tracking int, f lettering.Fit) *lettering.Block {
	f.Around = s.right
	lang := t.Lang
	if lang == "" {
		lang = s.Lang
	}
	return s.set.Set(lettering.Text{S: t.S, Lang: lang, Style: style, Tracking: tracking}, f)
}

// side is where a block stands in its column.
type side int

const (
	start side = iota
	middle
	end
)

// place puts a block into a column, its top at y, and gives where it ends.
func (s *sheet) place(b *lettering.Block, role drawing.Role, x, y, w float64, at side, color asset.RGB) float64 {
	if len(b.Lines) == 0 {
		return y
	}
	align := drawing.Left
	switch {
	case at == middle:
		align = drawing.Center
	case (at == end) != s.right:
		align = drawing.Right
	}
	lang := b.Lang
	if lang == s.Lang {
		lang = ""
	}
	s.Items = append(s.Items, drawing.Item{Role: role, Lang: lang, Type: &drawing.Type{Block: b, X: s.column(x, w), Y: y + b.Ascent, Width: w, Align: align, Color: color}})
	return y + b.Height()
}

// paint adds paths.
func (s *sheet) paint(role drawing.Role, alt string, paths ...drawing.Path) {
	s.Items = append(s.Items, drawing.Item{Role: role, Alt: alt, Paths: paths})
}

// box fills a rectangle of a column.
func (s *sheet) box(x, y, w, h float64, c asset.RGB) {
	var pen drawing.Pen
	pen.Box(s.column(x, w), y, w, h)
	s.paint(drawing.Decoration, "", drawing.Path{Segments: pen.Segments, Fill: drawing.Solid(c)})
}

// rule draws a line across a column.
func (s *sheet) rule(x, y, w, weight float64, c asset.RGB) { s.box(x, y-weight/2, w, weight, c) }

// plinth is what a recipient stands on, its top at y; it gives how high it is. The first level stands on a solid one, the second on a line,
// those below on dots; what was rescinded on a broken one.
func (s *sheet) plinth(x, y, w, weight float64, of Standing, c asset.RGB) float64 {
	switch {
	case of.Rescinded:
		piece := w * .46
		s.box(x, y, piece, weight, c)
		s.box(x+w-piece, y+weight*.6, piece, weight, c)
		return weight * 1.6
	case of.Rank == 0:
		s.box(x, y, w, weight, c)
		return weight
	case of.Rank == 1:
		thin := weight / 4
		s.box(x, y, w, thin, c)
		return thin
	}
	var pen drawing.Pen
	left, dot := s.column(x, w), weight/3
	for at := dot / 2; at <= w-dot/2+.01; at += dot * 2.2 {
		pen.Ellipse(left+at, y+dot/2, dot/2, dot/2)
	}
	s.paint(drawing.Decoration, "", drawing.Path{Segments: pen.Segments, Fill: drawing.Solid(c)})
	return dot
}

// strike draws a line through each line of a block whose top is at y.
func (s *sheet) strike(b *lettering.Block, x, y, w float64, c asset.RGB) {
	weight := max(.6, b.Size/28)
	for i := range b.Lines {
		from := x
		if b.Right != s.right {
			from = x + w - b.Lines[i].Width
		}
		s.rule(from, y+b.Ascent+float64(i)*b.Leading-b.Size*.26, b.Lines[i].Width, weight, c)
	}
}

// picture puts a picture into a box: as large as the others of its kind to the eye, whatever its form, and as the box has room.
func (s *sheet) picture(p *Picture, x, y, w, h float64, at side) (width float64) {
	pw, ph := p.size()
	if pw <= 0 || ph <= 0 {
		return 0
	}
	// Equal areas look equally large: that of a mark of three to one that fills the box.
	area := min(w*h, h*h*3)
	k := min(root(area*.62/(pw*ph)), w/pw, h/ph)
	pw, ph = pw*k, ph*k
	left := x
	switch at {
	case middle:
		left = x + (w-pw)/2
	case end:
		left = x + w - pw
	}
	left, top := s.column(left, pw), y+(h-ph)/2
	item := drawing.Item{Role: drawing.Figure, Alt: p.Alt}
	if p.Alt == "" {
		item.Role = drawing.Decoration
	}
	if p.Vector != nil {
		item.Paths = drawing.Moved(p.Vector.Paths, drawing.Matrix{A: k, D: k, E: left, F: top})
	} else {
		item.Image = &drawing.Image{X: left, Y: top, W: pw, H: ph, Pixels: p.Pixels}
	}
	s.Items = append(s.Items, item)
	return pw
}

// owner shows who gives the award: by the logo, or by the name.
func (s *sheet) owner(look *Look, x, y, w, h float64, at side) {
	if look.Logo != nil {
		s.picture(look.Logo, x, y, w, h, at)
		return
	}
	b := s.fit(Text{S: look.Organization}, lettering.Strong, 0, lettering.Fit{Width: w, Max: h * .5, Min: h * .25, Lines: 2, Leading: 1.2})
	s.place(b, drawing.Paragraph, x, y+(h-b.Height())/2, w, at, s.color.ink)
}

// paper is the ground of what is looked at on screens.
var paper = asset.RGB{R: 0xfa, G: 0xf7, B: 0xf1}
