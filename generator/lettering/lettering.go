// Package lettering sets type: it shapes texts of every script with the fonts that it has, breaks them into lines, and fits them into
// boxes. What it gives are outlines with their places, for a PDF, a drawing or pixels alike.
//
// Fonts for Latin, Greek and Cyrillic are embedded (THIRD_PARTY.md names them); a site brings its own for other scripts. A character that
// no font has is never set: Setter.Missing tells which, so that whoever asks can say so.
//
// Lengths are points (1/72 inch) but where they are called units: those are thousandths of the size of the type. All numbers are rounded
// to sixty-fourths of a unit where they are computed, since processors differ in how they round what comes between.
//
// It is alone in knowing how fonts are read and texts are shaped.
package lettering

import (
	"math"
	"strings"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Style is a voice of the type.
type Style int

// The styles.
const (
	Display Style = iota // names and titles: a serif for large sizes
	Serif                // texts that are read
	Sans                 // what stands beside them, small
	Strong               // the same, bold
	styles
)

// Unit is how many units the size of the type has.
const Unit = 1000

// Text is a text to be set.
type Text struct {
	S     string
	Lang  string // BCP 47: decides about forms of letters and, for upper case, about letters
	Style Style
	// Tracking is space between letters, in units. Scripts whose letters join or that are not spaced go without.
	Tracking int
}

// Segment is a part of an outline. Points are units, with y upwards.
type Segment struct {
	Op   Op
	Args [3]Point // as many as the operation has
}

// Op is what a segment does.
type Op uint8

// The operations.
const (
	MoveTo Op = iota // one point; it closes what was open
	LineTo           // one point
	CubeTo           // two control points and the end
)

// Point is a point of an outline.
type Point struct{ X, Y float64 }

// Shape is the outline of what is read as one: a letter with its marks, a ligature, a syllable.
type Shape struct {
	ID       string // tells shapes apart
	Face     string // name of the typeface, of ASCII letters, digits and hyphens
	Text     string // what it is read as
	Advance  float64
	Segments []Segment

	memo atomic.Pointer[any]
}

// Memo gives what was made of the shape the first time: a shape is set again and again. All callers must make the same.
func (s *Shape) Memo(make func() any) any {
	if known := s.memo.Load(); known != nil {
		return *known
	}
	made := make()
	s.memo.Store(&made)
	return made
}

// Placed is a shape in a line.
type Placed struct {
	*Shape
	X float64 // of its origin from the line's left end, in points
}

// Line is one line of set type, from left to right.
type Line struct {
	Shapes []Placed
	Width  float64 // points, without the space at its end
	Right  bool    // it is read from right to left
	Size   float64
}

// Block is a text that was set: lines of one size, each Leading below the one before.
type Block struct {
	Lines           []Line
	Size, Leading   float64
	Width           float64 // of the widest line
	Ascent, Descent float64 // from the first baseline up, from the last one down: of the style, whatever the letters
	Right           bool    // the text is read from right to left
	Lang            string
}

// Height is from the top of the first line to the bottom of the last one.
func (b *Block) Height() float64 {
	if len(b.Lines) == 0 {
		return 0
	}
	return round(b.Ascent + float64(float64(len(b.Lines)-1)*b.Leading) + b.Descent)
}

// round rounds to sixty-fourths.
func round(v float64) float64 { return math.Floor(float64(v*64)+.5) / 64 }

// Upper gives a text in upper case as its language has it. Scripts without cases stay as they are.
func Upper(lang, s string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.Und
	}
	return cases.Upper(tag).String(s)
}

// clean gives a text as it is set: composed, on one line, without what cannot be seen. Spaces that do not break stay.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		case ' ' < r && r <= '~': // nearly all that there is
		case r == '\u00ad' || r == '\ufeff' || r == '\ufffd' || unicode.In(r, unicode.Cc, unicode.Cs, unicode.Co):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// IsRight says whether a text is read from right to left: by its first letter (UAX #9, rules P2 and P3); without one, as its surroundings are.
func IsRight(s string, around bool) bool {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return around
}

// spaced says whether letters of a text may stand apart.
func spaced(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			return false
		}
	}
	return true
}
