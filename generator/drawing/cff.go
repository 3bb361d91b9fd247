package drawing

import (
	"encoding/binary"
	"math"

	"github.com/plaudit/plaudit/generator/lettering"
)

// glyph is a shape as a font program has it, with the box round it in units: left, bottom, right, top.
type glyph struct {
	code []byte
	box  [4]int
}

// Operators of Type 2 charstrings (Adobe Technical Note 5177).
const (
	rlineto   = 5
	endchar   = 14
	rmoveto   = 21
	rrcurveto = 8
)

// charstring writes a shape as a Type 2 charstring: its advance, then its outline without hints.
func charstring(s *lettering.Shape) glyph {
	o := glyph{code: make([]byte, 0, 16+16*len(s.Segments))}
	o.code = appendNumber(o.code, advance(s))
	var x, y int
	pending, full := byte(0), 0 // the operator whose numbers were written, and how many
	flush := func() {
		if pending != 0 {
			o.code = append(o.code, pending)
		}
		pending, full = 0, 0
	}
	for _, seg := range s.Segments {
		operator, points := byte(rmoveto), 1
		switch seg.Op {
		case lettering.LineTo:
			operator = rlineto
		case lettering.CubeTo:
			operator, points = rrcurveto, 3
		}
		if operator != pending || operator == rmoveto || full+2*points > 48 { // as many as a reader's stack holds
			flush()
		}
		pending, full = operator, full+2*points
		for _, p := range seg.Args[:points] {
			toX, toY := int(math.Round(p.X)), int(math.Round(p.Y))
			o.code = appendNumber(appendNumber(o.code, toX-x), toY-y)
			x, y = toX, toY
			o.box = [4]int{min(o.box[0], x), min(o.box[1], y), max(o.box[2], x), max(o.box[3], y)}
		}
	}
	flush()
	o.code = append(o.code, endchar)
	return o
}

// advance is that of a shape in whole units, as a font has it.
func advance(s *lettering.Shape) int { return int(math.Round(s.Advance)) }

// appendNumber writes a number as charstrings and dictionaries have them.
func appendNumber(to []byte, v int) []byte {
	switch {
	case -107 <= v && v <= 107:
		return append(to, byte(v+139))
	case 108 <= v && v <= 1131:
		return append(to, byte((v-108)>>8+247), byte(v-108))
	case -1131 <= v && v <= -108:
		return append(to, byte((-v-108)>>8+251), byte(-v-108))
	}
	return binary.BigEndian.AppendUint16(append(to, 28), uint16(int16(max(math.MinInt16, min(math.MaxInt16, v)))))
}

// appendIndex writes an INDEX of a font program.
func appendIndex(to []byte, entries ...[]byte) []byte {
	to = binary.BigEndian.AppendUint16(to, uint16(len(entries)))
	if len(entries) == 0 {
		return to
	}
	to = append(to, 4) // bytes of an offset
	at := uint32(1)
	to = binary.BigEndian.AppendUint32(to, at)
	for _, e := range entries {
		at += uint32(len(e))
		to = binary.BigEndian.AppendUint32(to, at)
	}
	for _, e := range entries {
		to = append(to, e...)
	}
	return to
}

// program is a font of shapes in the Compact Font Format (Adobe Technical Note 5176), CID-keyed, so that its letters need no names: the CID of the first
// is 1, as 0 is what a font shows for what it does not have.
func program(name string, glyphs []glyph, box [4]int) []byte {
	notdef := []byte{139, endchar} // of no width, and empty: no text of ours asks for it
	charstrings := [][]byte{notdef}
	for _, g := range glyphs {
		charstrings = append(charstrings, g.code)
	}
	charset := binary.BigEndian.AppendUint16([]byte{2, 0, 1}, uint16(len(glyphs)-1))
	selection := binary.BigEndian.AppendUint16([]byte{3, 0, 1, 0, 0, 0}, uint16(len(charstrings))) // all letters in the one dictionary
	private := []byte{139, 21}                                                                     // nominalWidthX 0
	offset := func(v int) []byte { return binary.BigEndian.AppendUint32([]byte{29}, uint32(v)) }   // always as long
	letters := appendIndex(nil, charstrings...)

	head := func(top []byte) []byte {
		out := appendIndex([]byte{1, 0, 4, 4}, []byte(name))
		out = appendIndex(out, top)
		out = appendIndex(out, []byte("Adobe"), []byte("Identity"))
		return appendIndex(out) // no subroutines
	}
	part := func(start int) (top, dicts []byte) {
		top = append(appendNumber(appendNumber(appendNumber(nil, 391), 392), 0), 12, 30) // ROS: the first two strings of our own
		top = append(appendNumber(top, len(charstrings)), 12, 34)                        // CIDCount
		for _, v := range box {
			top = appendNumber(top, v)
		}
		top = append(top, 5) // FontBBox
		top = append(append(top, offset(start)...), 15)
		start += len(charset)
		top = append(append(top, offset(start)...), 12, 37)
		start += len(selection)
		top = append(append(top, offset(start)...), 17)
		start += len(letters)
		top = append(append(top, offset(start)...), 12, 36)
		dict := func(at int) []byte { return append(append(appendNumber(nil, len(private)), offset(at)...), 18) }
		dicts = appendIndex(nil, dict(start+len(appendIndex(nil, dict(0)))))
		return top, dicts
	}
	top, _ := part(0)
	top, dicts := part(len(head(top)))
	out := head(top)
	for _, b := range [][]byte{charset, selection, letters, dicts, private} {
		out = append(out, b...)
	}
	return out
}
