// Package drawing describes a page once (set type, paths, pictures) and writes it as PDF, SVG or pixels.
//
// Lengths are points (1/72 inch) from the page's upper left corner, y downwards. Equal drawings give equal bytes on every processor:
// coordinates are rounded before they are used, and pixels are computed in whole numbers.
//
// What is drawn knows nothing of awards: package certificate lays out what is.
package drawing

import (
	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/lettering"
)

// Drawing is a page. What is drawn last lies on top.
type Drawing struct {
	Width, Height float64
	Title         string
	Lang          string // BCP 47, of the page
	Items         []Item
}

// Item is something on a page: type, paths or a picture. To those who cannot see it, it is what Role and Alt say; without a role it is
// decoration.
type Item struct {
	Role  Role
	Alt   string // of a figure
	Lang  string // of the text, where it is not the page's
	Type  *Type
	Paths []Path
	Image *Image
}

// Role is what an item is in the structure of a PDF (ISO 32000-1, 14.8.4).
type Role string

// The roles.
const (
	Decoration Role = ""
	Title      Role = "H1"
	Heading    Role = "H2"
	Paragraph  Role = "P"
	Figure     Role = "Figure"
)

// Type is a block of type. X is the left end of a column of a width, Y its first baseline.
type Type struct {
	Block       *lettering.Block
	X, Y, Width float64
	Align       Align
	Color       asset.RGB
}

// Align is where the lines of a block stand in their column.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// at is where a line begins.
func (t *Type) at(l *lettering.Line, i int) (x, y float64) {
	x, y = t.X, t.Y+float64(float64(i)*t.Block.Leading)
	switch t.Align {
	case Center:
		x += (t.Width - l.Width) / 2
	case Right:
		x += t.Width - l.Width
	}
	return round(x), round(y)
}

// Path is an outline that is filled, stroked or both.
type Path struct {
	Segments    []Segment
	Fill        *Paint
	EvenOdd     bool // of the fill; else it is by winding
	Stroke      *Paint
	StrokeWidth float64
	Cap         Cap
	Join        Join
	Miter       float64 // limit; 0: 4
	Dash        []float64
}

// Segment is a part of a path.
type Segment struct {
	Op   Op
	Args [3]Point
}

// Op is what a segment does.
type Op uint8

// The operations: to one point, to one point, by two control points to a third, back to where it began.
const (
	MoveTo Op = iota
	LineTo
	CubeTo
	Close
)

// Point is a place on the page.
type Point struct{ X, Y float64 }

// Cap is how a stroke ends.
type Cap uint8

// The caps, as PDF counts them.
const (
	Butt Cap = iota
	RoundCap
	Square
)

// Join is how a stroke turns.
type Join uint8

// The joins, as PDF counts them.
const (
	Miter Join = iota
	RoundJoin
	Bevel
)

// Paint is a colour, or a gradient, with what may be seen through it.
type Paint struct {
	Color    asset.RGB
	Clear    float64   // 0: opaque; 1: nothing is to be seen
	Gradient *Gradient // in the place of the colour
}

// Solid is an opaque paint.
func Solid(c asset.RGB) *Paint { return &Paint{Color: c} }

// Tint is a paint of which so much is to be seen: 1 is opaque.
func Tint(c asset.RGB, seen float64) *Paint { return &Paint{Color: c, Clear: round(1 - seen)} }

// Gradient goes from one point or circle to another. Stops are ascending; before the first and after the last its colour goes on.
type Gradient struct {
	Radial   bool
	From, To Point
	R0, R1   float64 // of a radial one
	Matrix   Matrix  // from its own coordinates to the page's
	Stops    []Stop
}

// Stop is a colour at a place of a gradient, 0 to 1.
type Stop struct {
	At    float64
	Color asset.RGB
}

// Image is a picture of pixels, in the box that it fills.
type Image struct {
	X, Y, W, H float64
	Pixels     *Pixels
}

// Pixels are rows of red, green, blue and alpha, not multiplied.
type Pixels struct {
	Width, Height int
	RGBA          []byte
}
