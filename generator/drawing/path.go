package drawing

import "math"

// round rounds to sixty-fourths, so that processors that compute with more digits in between come to the same.
func round(v float64) float64 { return math.Floor(float64(v*64)+.5) / 64 }

// Matrix turns (x, y) into (A·x + C·y + E, B·x + D·y + F).
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity changes nothing.
var Identity = Matrix{A: 1, D: 1}

// Of gives a point's place.
func (m Matrix) Of(p Point) Point {
	return Point{float64(m.A*p.X) + float64(m.C*p.Y) + m.E, float64(m.B*p.X) + float64(m.D*p.Y) + m.F}
}

// Then is the matrix that does m first and n after it.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		A: float64(n.A*m.A) + float64(n.C*m.B), B: float64(n.B*m.A) + float64(n.D*m.B),
		C: float64(n.A*m.C) + float64(n.C*m.D), D: float64(n.B*m.C) + float64(n.D*m.D),
		E: float64(n.A*m.E) + float64(n.C*m.F) + n.E, F: float64(n.B*m.E) + float64(n.D*m.F) + n.F,
	}
}

// inverse undoes m; false for one that cannot be undone.
func (m Matrix) inverse() (Matrix, bool) {
	det := float64(m.A*m.D) - float64(m.B*m.C)
	if math.Abs(det) < 1e-12 {
		return Matrix{}, false
	}
	return Matrix{
		A: m.D / det, B: -m.B / det, C: -m.C / det, D: m.A / det,
		E: (float64(m.C*m.F) - float64(m.D*m.E)) / det, F: (float64(m.B*m.E) - float64(m.A*m.F)) / det,
	}, true
}

// scale is by how much lengths grow, on the whole.
func (m Matrix) scale() float64 {
	return math.Sqrt(math.Abs(float64(m.A*m.D) - float64(m.B*m.C)))
}

// Moved gives paths at another place and in another size.
func Moved(paths []Path, m Matrix) []Path {
	out := make([]Path, len(paths))
	for i, p := range paths {
		segments := make([]Segment, len(p.Segments))
		for j, s := range p.Segments {
			segments[j].Op = s.Op
			for k := range s.Op.points() {
				at := m.Of(s.Args[k])
				segments[j].Args[k] = Point{round(at.X), round(at.Y)}
			}
		}
		p.Segments = segments
		p.StrokeWidth = round(p.StrokeWidth * m.scale())
		if p.Stroke != nil {
			p.StrokeWidth = max(p.StrokeWidth, 1./64)
			p.Stroke = p.Stroke.moved(m)
		}
		if p.Fill != nil {
			p.Fill = p.Fill.moved(m)
		}
		dash := make([]float64, len(p.Dash))
		for j, d := range p.Dash {
			dash[j] = round(d * m.scale())
		}
		p.Dash = dash
		out[i] = p
	}
	return out
}

func (p *Paint) moved(m Matrix) *Paint {
	if p.Gradient == nil {
		return p
	}
	q, g := *p, *p.Gradient
	g.Matrix = g.Matrix.Then(m)
	q.Gradient = &g
	return &q
}

// points is how many points an operation has.
func (o Op) points() int {
	switch o {
	case MoveTo, LineTo:
		return 1
	case CubeTo:
		return 3
	}
	return 0
}

// Pen writes a path. Its points are rounded, but for one that draws in coordinates of another size first.
type Pen struct {
	Segments []Segment
	exact    bool
}

// Move begins a new part.
func (p *Pen) Move(x, y float64) { p.add(MoveTo, Point{x, y}) }

// Line goes straight.
func (p *Pen) Line(x, y float64) { p.add(LineTo, Point{x, y}) }

// Curve goes by two control points.
func (p *Pen) Curve(x1, y1, x2, y2, x, y float64) {
	p.add(CubeTo, Point{x1, y1}, Point{x2, y2}, Point{x, y})
}

// Close goes back to where the part began.
func (p *Pen) Close() { p.add(Close) }

// Box goes round a rectangle.
func (p *Pen) Box(x, y, w, h float64) {
	p.Move(x, y)
	p.Line(x+w, y)
	p.Line(x+w, y+h)
	p.Line(x, y+h)
	p.Close()
}

// circle is how far the control points of a quarter of a circle stand off, as a share of the radius.
const circle = 0.5522847498

// Ellipse goes round an ellipse.
func (p *Pen) Ellipse(x, y, rx, ry float64) {
	kx, ky := rx*circle, ry*circle
	p.Move(x+rx, y)
	p.Curve(x+rx, y+ky, x+kx, y+ry, x, y+ry)
	p.Curve(x-kx, y+ry, x-rx, y+ky, x-rx, y)
	p.Curve(x-rx, y-ky, x-kx, y-ry, x, y-ry)
	p.Curve(x+kx, y-ry, x+rx, y-ky, x+rx, y)
	p.Close()
}

func (p *Pen) add(op Op, at ...Point) {
	s := Segment{Op: op}
	for i, q := range at {
		if p.exact {
			s.Args[i] = q
		} else {
			s.Args[i] = Point{round(q.X), round(q.Y)}
		}
	}
	p.Segments = append(p.Segments, s)
}

// Bounds is the box round the points of paths, their strokes left out.
func Bounds(paths []Path) (x, y, w, h float64) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, p := range paths {
		for _, s := range p.Segments {
			for _, q := range s.Args[:s.Op.points()] {
				low = Point{min(low.X, q.X), min(low.Y, q.Y)}
				high = Point{max(high.X, q.X), max(high.Y, q.Y)}
			}
		}
	}
	if low.X > high.X {
		return 0, 0, 0, 0
	}
	return low.X, low.Y, high.X - low.X, high.Y - low.Y
}

// polyline is a part of a path as straight lines.
type polyline struct {
	points []Point
	closed bool
}

// flatten turns a path into straight lines that are nowhere farther than about a tenth of a unit from it, scaled by m.
func flatten(segments []Segment, m Matrix) []polyline {
	var out []polyline
	var now polyline
	end := func() {
		if len(now.points) > 0 {
			out = append(out, now)
		}
		now = polyline{}
	}
	for _, s := range segments {
		switch s.Op {
		case MoveTo:
			end()
			now.points = append(now.points, snapped(m.Of(s.Args[0])))
		case LineTo:
			now.points = append(now.points, snapped(m.Of(s.Args[0])))
		case CubeTo:
			if len(now.points) == 0 {
				now.points = append(now.points, snapped(m.Of(s.Args[0])))
			}
			now.points = curve(now.points, m.Of(s.Args[0]), m.Of(s.Args[1]), m.Of(s.Args[2]))
		case Close:
			if len(now.points) == 0 {
				continue
			}
			start := now.points[0]
			now.closed = true
			end()
			now.points = append(now.points, start) // a path may go on from there
		}
	}
	if len(now.points) > 1 || len(out) == 0 || !out[len(out)-1].closed {
		end()
	}
	return out
}

// snapped is a point on a grid of 1/256: of pixels, when m leads to those.
func snapped(p Point) Point {
	return Point{math.Floor(float64(p.X*256)+.5) / 256, math.Floor(float64(p.Y*256)+.5) / 256}
}

// curve adds a cubic curve in as many straight pieces as it bends.
func curve(points []Point, b, c, d Point) []Point {
	a := points[len(points)-1]
	bend := math.Abs(float64(a.X-2*b.X)+c.X) + math.Abs(float64(a.Y-2*b.Y)+c.Y) + math.Abs(float64(b.X-2*c.X)+d.X) + math.Abs(float64(b.Y-2*c.Y)+d.Y)
	n := min(max(int(math.Sqrt(float64(bend*4))), 1), 64)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		points = append(points, snapped(Point{bezier(a.X, b.X, c.X, d.X, t), bezier(a.Y, b.Y, c.Y, d.Y, t)}))
	}
	return append(points, snapped(d))
}

// bezier is a cubic curve at t. The conversions keep processors from fusing products and sums.
func bezier(a, b, c, d, t float64) float64 {
	u := 1 - t
	uu, tt := float64(u*u), float64(t*t)
	return float64(float64(uu*u)*a) + float64(float64(3*float64(uu*t))*b) + float64(float64(3*float64(tt*u))*c) + float64(float64(tt*t)*d)
}
