package drawing

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"

	"github.com/plaudit/plaudit/generator/lettering"
)

// SVG writes a drawing as SVG 1.1, its letters as paths, so that it looks the same everywhere. Title is its name for those who cannot see it. A picture of
// pixels is not written: what is drawn for an SVG has none.
func (d *Drawing) SVG() []byte {
	w := svgWriter{}
	fmt.Fprintf(&w.Buffer, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img">`, short(d.Width), short(d.Height))
	if d.Title != "" {
		w.WriteString("<title")
		if d.Lang != "" {
			w.WriteString(` lang="` + d.Lang + `"`)
		}
		w.WriteString(">")
		_ = xml.EscapeText(&w.Buffer, []byte(d.Title)) // a buffer takes everything
		w.WriteString("</title>")
	}
	for i := range d.Items {
		item := &d.Items[i]
		for j := range item.Paths {
			w.path(&item.Paths[j])
		}
		if item.Type != nil {
			w.letters(item.Type)
		}
	}
	w.WriteString("</svg>\n")
	return w.Bytes()
}

type svgWriter struct {
	bytes.Buffer
	gradients int
}

// short writes a number with two digits behind the point at most.
func short(v float64) string { return decimal(hundredths(v)) }

func (w *svgWriter) path(p *Path) {
	if p.Fill == nil && p.Stroke == nil {
		return
	}
	attrs := ""
	if p.Fill == nil {
		attrs += ` fill="none"`
	} else {
		attrs += w.paint("fill", p.Fill)
	}
	if p.EvenOdd {
		attrs += ` fill-rule="evenodd"`
	}
	if p.Stroke != nil {
		attrs += w.paint("stroke", p.Stroke) + ` stroke-width="` + short(p.StrokeWidth) + `"`
		attrs += []string{"", ` stroke-linecap="round"`, ` stroke-linecap="square"`}[p.Cap]
		attrs += []string{"", ` stroke-linejoin="round"`, ` stroke-linejoin="bevel"`}[p.Join]
		if p.Miter > 0 && p.Miter != 4 {
			attrs += ` stroke-miterlimit="` + short(p.Miter) + `"`
		}
		for i, dash := range p.Dash {
			attrs += map[bool]string{true: ` stroke-dasharray="`, false: " "}[i == 0] + short(dash)
		}
		if len(p.Dash) > 0 {
			attrs += `"`
		}
	}
	w.WriteString("<path" + attrs + ` d="`)
	t := svgTrace{out: &w.Buffer}
	for _, s := range p.Segments {
		t.segment(s.Op, s.Args)
	}
	w.WriteString(`"/>`)
}

// paint gives the attributes of a fill or stroke, writing the gradient that it refers to.
func (w *svgWriter) paint(name string, p *Paint) string {
	out := ""
	if p.Clear > 0 {
		out = " " + name + `-opacity="` + short(1-p.Clear) + `"`
	}
	if p.Gradient == nil {
		return " " + name + `="` + p.Color.String() + `"` + out
	}
	w.gradients++
	g, id := p.Gradient, "g"+strconv.Itoa(w.gradients)
	m := g.Matrix
	kind, place := "linearGradient", fmt.Sprintf(`x1="%s" y1="%s" x2="%s" y2="%s"`, number(g.From.X), number(g.From.Y), number(g.To.X), number(g.To.Y))
	if g.Radial {
		kind, place = "radialGradient", fmt.Sprintf(`cx="%s" cy="%s" r="%s" fx="%s" fy="%s"`, number(g.To.X), number(g.To.Y), number(g.R1), number(g.From.X), number(g.From.Y))
	}
	fmt.Fprintf(&w.Buffer, `<%s id="%s" gradientUnits="userSpaceOnUse" %s gradientTransform="matrix(%s %s %s %s %s %s)">`, kind, id, place,
		number(m.A), number(m.B), number(m.C), number(m.D), number(m.E), number(m.F))
	for _, s := range g.Stops {
		fmt.Fprintf(&w.Buffer, `<stop offset="%s" stop-color="%s"/>`, number(s.At), s.Color)
	}
	w.WriteString("</" + kind + ">")
	return " " + name + `="url(#` + id + `)"` + out
}

// letters writes a block of type as one path.
func (w *svgWriter) letters(t *Type) {
	w.WriteString(`<path fill="` + t.Color.String() + `" d="`)
	trace := svgTrace{out: &w.Buffer}
	for i := range t.Block.Lines {
		l := &t.Block.Lines[i]
		x, y := t.at(l, i)
		k := l.Size / 1000
		for _, s := range l.Shapes {
			m := Matrix{A: k, D: -k, E: x + s.X, F: y}
			for _, seg := range outline(s.Shape) {
				for j := range seg.Op.points() {
					seg.Args[j] = m.Of(seg.Args[j])
				}
				trace.segment(seg.Op, seg.Args)
			}
		}
	}
	w.WriteString(`"/>`)
}

// outline is a letter's outline as a path, in units, with y upwards.
func outline(s *lettering.Shape) []Segment {
	out := make([]Segment, 0, len(s.Segments)+4)
	for i, seg := range s.Segments {
		if seg.Op == lettering.MoveTo && i > 0 {
			out = append(out, Segment{Op: Close})
		}
		one := Segment{Op: []Op{MoveTo, LineTo, CubeTo}[seg.Op]}
		for j, p := range seg.Args {
			one.Args[j] = Point(p)
		}
		out = append(out, one)
	}
	if len(out) > 0 {
		out = append(out, Segment{Op: Close})
	}
	return out
}

// svgTrace writes path data: relative, in hundredths, which it counts so that nothing drifts.
type svgTrace struct {
	out    *bytes.Buffer
	x, y   int // hundredths, where the pen is
	sx, sy int // where the part began
	last   byte
}

func (t *svgTrace) segment(op Op, args [3]Point) {
	letter := []byte{'m', 'l', 'c', 'z'}[op]
	if op == Close {
		t.out.WriteByte('z')
		t.x, t.y, t.last = t.sx, t.sy, 'z'
		return
	}
	if letter != t.last || op == MoveTo {
		t.out.WriteByte(letter)
	} else {
		t.out.WriteByte(' ')
	}
	n := op.points()
	var x, y int
	for i := range n {
		x, y = hundredths(args[i].X), hundredths(args[i].Y)
		if i > 0 {
			t.out.WriteByte(' ')
		}
		t.out.WriteString(decimal(x - t.x))
		if y >= t.y {
			t.out.WriteByte(' ')
		}
		t.out.WriteString(decimal(y - t.y))
	}
	t.x, t.y, t.last = x, y, letter
	if op == MoveTo {
		t.sx, t.sy = x, y
	}
}

func hundredths(v float64) int { return int(math.Floor(float64(v*100) + .5)) }

// decimal writes hundredths as a number.
func decimal(v int) string {
	s := ""
	if v < 0 {
		s, v = "-", -v
	}
	whole, rest := v/100, v%100
	if whole > 0 || rest == 0 {
		s += strconv.Itoa(whole)
	}
	switch {
	case rest == 0:
	case rest%10 == 0:
		s += "." + strconv.Itoa(rest/10)
	default:
		s += "." + strconv.Itoa(rest/10) + strconv.Itoa(rest%10)
	}
	if s == "-0" {
		return "0"
	}
	return s
}
