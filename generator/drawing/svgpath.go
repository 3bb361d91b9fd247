package drawing

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// transform reads a transform attribute.
func transform(s string) (Matrix, error) {
	m := Identity
	for _, f := range function.FindAllStringSubmatch(s, -1) {
		n := numbers(f[2])
		at := func(i int, otherwise float64) float64 {
			if i < len(n) {
				return n[i]
			}
			return otherwise
		}
		var one Matrix
		switch strings.ToLower(f[1]) {
		case "matrix":
			if len(n) != 6 {
				return m, errors.New("it has a matrix of other than six numbers")
			}
			one = Matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
		case "translate":
			one = Matrix{A: 1, D: 1, E: at(0, 0), F: at(1, 0)}
		case "scale":
			one = Matrix{A: at(0, 1), D: at(1, at(0, 1))}
		case "rotate":
			sin, cos := math.Sincos(at(0, 0) * math.Pi / 180)
			x, y := at(1, 0), at(2, 0)
			one = Matrix{A: 1, D: 1, E: -x, F: -y}.Then(Matrix{A: cos, B: sin, C: -sin, D: cos}).Then(Matrix{A: 1, D: 1, E: x, F: y})
		case "skewx":
			one = Matrix{A: 1, D: 1, C: math.Tan(at(0, 0) * math.Pi / 180)}
		case "skewy":
			one = Matrix{A: 1, D: 1, B: math.Tan(at(0, 0) * math.Pi / 180)}
		default:
			return m, fmt.Errorf("it has the transformation %.40s", f[1])
		}
		m = one.Then(m)
	}
	return m, nil
}

// scanner reads path data.
type scanner struct {
	s  string
	at int
}

func (s *scanner) skip() {
	for s.at < len(s.s) && strings.IndexByte(" ,\t\r\n\f", s.s[s.at]) >= 0 {
		s.at++
	}
}

// number reads the next number; false when something else comes.
func (s *scanner) number() (float64, bool) {
	s.skip()
	found := oneNumber.FindStringIndex(s.s[s.at:])
	if found == nil || found[0] != 0 {
		return 0, false
	}
	v := number64(s.s[s.at:s.at+found[1]], 0)
	s.at += found[1]
	return v, true
}

// flag reads one digit, behind which the next number may stand at once.
func (s *scanner) flag() (float64, bool) {
	s.skip()
	if s.at < len(s.s) && (s.s[s.at] == '0' || s.s[s.at] == '1') {
		s.at++
		return float64(s.s[s.at-1] - '0'), true
	}
	return 0, false
}

// arity is how many numbers a path command takes (SVG 2, 9.3).
var arity = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// pathData reads the data of a path.
func pathData(d string) ([]Segment, error) {
	in := scanner{s: d}
	t := tracer{pen: Pen{exact: true}}
	command := byte(0)
	for {
		in.skip()
		if in.at == len(d) {
			return t.pen.Segments, nil
		}
		if c := d[in.at]; c|0x20 >= 'a' && c|0x20 <= 'z' {
			command = c
			in.at++
		} else if command == 0 || command|0x20 == 'z' {
			return nil, errors.New("it has a path that cannot be read")
		}
		size, known := arity[command&^0x20]
		if !known {
			return nil, fmt.Errorf("it has the path command %q", command)
		}
		n := make([]float64, size)
		for i := range n {
			read := in.number
			if command|0x20 == 'a' && (i == 3 || i == 4) {
				read = in.flag
			}
			v, ok := read()
			if !ok {
				return nil, errors.New("it has a path that cannot be read")
			}
			n[i] = v
		}
		t.command(command&^0x20, command >= 'a', n)
		if command&^0x20 == 'M' { // more points are lines
			command-- // M to L, m to l
		}
	}
}

// tracer follows a path.
type tracer struct {
	pen        Pen
	x, y       float64
	sx, sy     float64 // where the part began
	cx, cy     float64 // the control point before
	last       byte
	fromClosed bool
}

func (t *tracer) command(c byte, relative bool, n []float64) {
	if relative {
		for i := range n {
			switch {
			case c == 'V' || c != 'H' && c != 'A' && i%2 == 1:
				n[i] += t.y
			case c == 'A' && i == 5:
				n[i] += t.x
			case c == 'A' && i == 6:
				n[i] += t.y
			case c != 'A':
				n[i] += t.x
			}
		}
	}
	if t.fromClosed && c != 'M' && c != 'Z' {
		t.pen.Move(t.x, t.y)
	}
	t.fromClosed = c == 'Z'
	// The control point that a smooth curve goes on from.
	mx, my := t.x, t.y
	if strings.IndexByte("CS", t.last) >= 0 && c == 'S' || strings.IndexByte("QT", t.last) >= 0 && c == 'T' {
		mx, my = 2*t.x-t.cx, 2*t.y-t.cy
	}
	switch c {
	case 'M':
		t.pen.Move(n[0], n[1])
		t.sx, t.sy = n[0], n[1]
	case 'L':
		t.pen.Line(n[0], n[1])
	case 'H':
		n = []float64{n[0], t.y}
		t.pen.Line(n[0], n[1])
	case 'V':
		n = []float64{t.x, n[0]}
		t.pen.Line(n[0], n[1])
	case 'C':
		t.pen.Curve(n[0], n[1], n[2], n[3], n[4], n[5])
		t.cx, t.cy = n[2], n[3]
	case 'S':
		t.pen.Curve(mx, my, n[0], n[1], n[2], n[3])
		t.cx, t.cy = n[0], n[1]
	case 'Q':
		t.quad(n[0], n[1], n[2], n[3])
	case 'T':
		t.quad(mx, my, n[0], n[1])
	case 'A':
		t.arc(n)
	case 'Z':
		t.pen.Close()
		t.x, t.y, t.last = t.sx, t.sy, c
		return
	}
	t.x, t.y, t.last = n[len(n)-2], n[len(n)-1], c
}

func (t *tracer) quad(cx, cy, x, y float64) {
	t.pen.Curve(t.x+2*(cx-t.x)/3, t.y+2*(cy-t.y)/3, x+2*(cx-x)/3, y+2*(cy-y)/3, x, y)
	t.cx, t.cy = cx, cy
}

// arc draws a part of an ellipse as curves (SVG 2, B.2).
func (t *tracer) arc(n []float64) {
	rx, ry, x, y := math.Abs(n[0]), math.Abs(n[1]), n[5], n[6]
	if rx == 0 || ry == 0 || x == t.x && y == t.y {
		t.pen.Line(x, y)
		return
	}
	sin, cos := math.Sincos(n[2] * math.Pi / 180)
	dx, dy := (t.x-x)/2, (t.y-y)/2
	px, py := cos*dx+sin*dy, cos*dy-sin*dx
	if grow := px*px/(rx*rx) + py*py/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*py*py-ry*ry*px*px)/(rx*rx*py*py+ry*ry*px*px)))
	if n[3] == n[4] {
		k = -k
	}
	qx, qy := k*rx*py/ry, -k*ry*px/rx
	cx, cy := cos*qx-sin*qy+(t.x+x)/2, sin*qx+cos*qy+(t.y+y)/2
	from := math.Atan2((py-qy)/ry, (px-qx)/rx)
	sweep := math.Atan2((-py-qy)/ry, (-px-qx)/rx) - from
	switch {
	case n[4] == 1 && sweep < 0:
		sweep += 2 * math.Pi
	case n[4] == 0 && sweep > 0:
		sweep -= 2 * math.Pi
	}
	pieces := max(1, int(math.Ceil(math.Abs(sweep)/(math.Pi/2)-1e-9)))
	step := sweep / float64(pieces)
	handle := 4. / 3 * math.Tan(step/4)
	at := func(u, v float64) (float64, float64) { return cx + rx*cos*u - ry*sin*v, cy + rx*sin*u + ry*cos*v }
	for i := range pieces {
		s0, c0 := math.Sincos(from + float64(i)*step)
		s1, c1 := math.Sincos(from + float64(i+1)*step)
		x1, y1 := at(c0-handle*s0, s0+handle*c0)
		x2, y2 := at(c1+handle*s1, s1-handle*c1)
		x3, y3 := at(c1, s1)
		if i == pieces-1 {
			x3, y3 = x, y
		}
		t.pen.Curve(x1, y1, x2, y2, x3, y3)
	}
}
