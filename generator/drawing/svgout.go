package drawing

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"math"
	"strconv"

	"github.com/plaudit/plaudit/generator/lettering"
)

// SVG writes a drawing as SVG 1.1, its letters as paths, so that it looks the same everywhere. Title is its name for those who cannot see it.
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
		if item.Image != nil {
			w.image(item.Image)
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
	w.Grow(len(p.Segments) * segmentBytes)
	t := svgTrace{out: w.AvailableBuffer()}
	for _, s := range p.Segments {
		t.segment(s.Op, s.Args)
	}
	w.Write(t.out)
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

// image writes a picture of pixels, in the file itself.
func (w *svgWriter) image(i *Image) {
	fmt.Fprintf(&w.Buffer, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="data:image/png;base64,`, short(i.X), short(i.Y), short(i.W), short(i.H))
	enc := base64.NewEncoder(base64.StdEncoding, &w.Buffer)
	m := &image.NRGBA{Pix: i.Pixels.RGBA, Stride: 4 * i.Pixels.Width, Rect: image.Rect(0, 0, i.Pixels.Width, i.Pixels.Height)}
	if err := png.Encode(enc, m); err != nil {
		panic("drawing: " + err.Error()) // a buffer takes everything
	}
	_ = enc.Close()
	w.WriteString(`"/>`)
}

// letters writes a block of type as one path.
func (w *svgWriter) letters(t *Type) {
	w.WriteString(`<path fill="` + t.Color.String() + `" d="`)
	w.Grow(t.segments() * segmentBytes)
	trace := svgTrace{out: w.AvailableBuffer()}
	for i := range t.Block.Lines {
		l := &t.Block.Lines[i]
		x, y := t.at(l, i)
		k := l.Size / 1000
		for _, s := range l.Shapes {
			trace.letter(s.Shape, Matrix{A: k, D: -k, E: x + s.X, F: y})
		}
	}
	w.Write(trace.out)
	w.WriteString(`"/>`)
}

// segments is how many parts the outlines of a block have.
func (t *Type) segments() (n int) {
	for i := range t.Block.Lines {
		for _, s := range t.Block.Lines[i].Shapes {
			n += len(s.Segments) + 1
		}
	}
	return n
}

// segmentBytes is about what a part of a letter takes.
const segmentBytes = 28

// operations are those of outlines as a path has them.
var operations = [...]Op{lettering.MoveTo: MoveTo, lettering.LineTo: LineTo, lettering.CubeTo: CubeTo}

// outline adds a letter's outline to a path, in units, with y upwards.
func outline(out []Segment, s *lettering.Shape) []Segment {
	for i, seg := range s.Segments {
		if seg.Op == lettering.MoveTo && i > 0 {
			out = append(out, Segment{Op: Close})
		}
		one := Segment{Op: operations[seg.Op]}
		for j, p := range seg.Args {
			one.Args[j] = Point(p)
		}
		out = append(out, one)
	}
	if len(s.Segments) > 0 {
		out = append(out, Segment{Op: Close})
	}
	return out
}

// svgTrace writes path data: relative, in hundredths, which it counts so that nothing drifts.
type svgTrace struct {
	out    []byte
	x, y   int // hundredths, where the pen is
	sx, sy int // where the part began
	last   byte
}

// letter writes a letter's outline, whose units lead to places by m.
func (t *svgTrace) letter(s *lettering.Shape, m Matrix) {
	for i := range s.Segments {
		seg := &s.Segments[i]
		if seg.Op == lettering.MoveTo && i > 0 {
			t.segment(Close, [3]Point{})
		}
		op := operations[seg.Op]
		var args [3]Point
		for j := range op.points() {
			args[j] = m.Of(Point(seg.Args[j]))
		}
		t.segment(op, args)
	}
	if len(s.Segments) > 0 {
		t.segment(Close, [3]Point{})
	}
}

func (t *svgTrace) segment(op Op, args [3]Point) {
	letter := "mlcz"[op]
	if op == Close {
		t.out = append(t.out, 'z')
		t.x, t.y, t.last = t.sx, t.sy, 'z'
		return
	}
	if letter != t.last || op == MoveTo {
		t.out = append(t.out, letter)
	} else {
		t.out = append(t.out, ' ')
	}
	out := t.out
	var x, y int
	for i := range op.points() {
		x, y = hundredths(args[i].X), hundredths(args[i].Y)
		if i > 0 {
			out = append(out, ' ')
		}
		out = appendDecimal(out, x-t.x)
		if y >= t.y {
			out = append(out, ' ')
		}
		out = appendDecimal(out, y-t.y)
	}
	t.out, t.x, t.y, t.last = out, x, y, letter
	if op == MoveTo {
		t.sx, t.sy = x, y
	}
}

func hundredths(v float64) int { return int(math.Floor(float64(v*100) + .5)) }

// decimal writes hundredths as a number.
func decimal(v int) string { return string(appendDecimal(nil, v)) }

// appendDecimal does it without a string of its own: most of a drawing are numbers.
func appendDecimal(to []byte, v int) []byte {
	if v < 0 {
		to, v = append(to, '-'), -v
	}
	whole, rest := v/100, v%100
	if 0 < whole && whole < 10 { // nearly all: letters are small
		to = append(to, '0'+byte(whole))
	} else if whole > 0 || rest == 0 {
		to = strconv.AppendInt(to, int64(whole), 10)
	}
	if rest == 0 {
		return to
	}
	to = append(to, '.', '0'+byte(rest/10))
	if rest%10 != 0 {
		to = append(to, '0'+byte(rest%10))
	}
	return to
}
