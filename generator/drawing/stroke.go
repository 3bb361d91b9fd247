package drawing

import "math"

// stroke gives what a pen of a width covers along lines, as polygons of one direction that lie over each other: filled by winding they are
// the stroke.
func stroke(lines []polyline, p *Path, width float64) [][]Point {
	s := stroker{half: width / 2, cap: p.Cap, join: p.Join, limit: p.Miter}
	if s.limit == 0 {
		s.limit = 4
	}
	for _, l := range lines {
		s.line(l)
	}
	return s.out
}

type stroker struct {
	half  float64
	cap   Cap
	join  Join
	limit float64
	out   [][]Point
}

func (s *stroker) line(l polyline) {
	points := distinct(l.points)
	if l.closed && len(points) > 1 && points[0] == points[len(points)-1] {
		points = points[:len(points)-1]
	}
	if len(points) == 1 {
		s.dot(points[0])
		return
	}
	n := len(points)
	last := n - 1
	if l.closed {
		last = n
	}
	for i := range last {
		s.piece(points[i], points[(i+1)%n])
	}
	for i := range n {
		if l.closed || i > 0 && i < n-1 {
			s.turn(points[(i+n-1)%n], points[i], points[(i+1)%n])
		}
	}
	if !l.closed {
		s.end(points[1], points[0])
		s.end(points[n-2], points[n-1])
	}
}

// distinct leaves out points that stand where the one before does.
func distinct(points []Point) []Point {
	var out []Point
	for _, p := range points {
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	return out
}

// add adds a polygon, in the direction that all have.
func (s *stroker) add(points ...Point) {
	area := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += float64(p.X*q.Y) - float64(q.X*p.Y)
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	for i := range points {
		points[i] = snapped(points[i])
	}
	s.out = append(s.out, points)
}

// aside is the vector of half the width across a piece, and along it.
func (s *stroker) aside(a, b Point) (across, along Point) {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	k := s.half / length
	return Point{float64(-dy * k), float64(dx * k)}, Point{float64(dx * k), float64(dy * k)}
}

func (s *stroker) piece(a, b Point) {
	n, _ := s.aside(a, b)
	s.add(Point{a.X + n.X, a.Y + n.Y}, Point{b.X + n.X, b.Y + n.Y}, Point{b.X - n.X, b.Y - n.Y}, Point{a.X - n.X, a.Y - n.Y})
}

// end caps the end b of a piece from a.
func (s *stroker) end(a, b Point) {
	n, along := s.aside(a, b)
	switch s.cap {
	case RoundCap:
		s.round(b)
	case Square:
		s.add(Point{b.X + n.X, b.Y + n.Y}, Point{b.X + n.X + along.X, b.Y + n.Y + along.Y},
			Point{b.X - n.X + along.X, b.Y - n.Y + along.Y}, Point{b.X - n.X, b.Y - n.Y})
	}
}

// dot is a stroke without length.
func (s *stroker) dot(p Point) {
	switch s.cap {
	case RoundCap:
		s.round(p)
	case Square:
		h := s.half
		s.add(Point{p.X - h, p.Y - h}, Point{p.X + h, p.Y - h}, Point{p.X + h, p.Y + h}, Point{p.X - h, p.Y + h})
	}
}

func (s *stroker) round(p Point) {
	pen := Pen{exact: true}
	pen.Ellipse(0, 0, 1, 1)
	for _, l := range flatten(pen.Segments, Matrix{A: s.half, D: s.half, E: p.X, F: p.Y}) {
		s.add(distinct(l.points)...)
	}
}

// turn fills the wedge between two pieces that meet in b.
func (s *stroker) turn(a, b, c Point) {
	if s.join == RoundJoin {
		s.round(b)
		return
	}
	n, _ := s.aside(a, b)
	m, _ := s.aside(b, c)
	cross := float64(n.X*m.Y) - float64(n.Y*m.X)
	if cross > 0 { // the wedge is on the other side
		n, m = Point{-n.X, -n.Y}, Point{-m.X, -m.Y}
	}
	p, q := Point{b.X + n.X, b.Y + n.Y}, Point{b.X + m.X, b.Y + m.Y}
	sum := Point{n.X + m.X, n.Y + m.Y}
	square := float64(sum.X*sum.X) + float64(sum.Y*sum.Y)
	// The tip stands off by half the width over the cosine of half the turn.
	if half := float64(s.half * s.half); s.join == Miter && square > 0 && 4*half/square <= float64(s.limit*s.limit) {
		k := 2 * half / square
		s.add(b, p, Point{b.X + float64(sum.X*k), b.Y + float64(sum.Y*k)}, q)
		return
	}
	s.add(b, p, q)
}

// dashed cuts lines into dashes, scaled.
func dashed(lines []polyline, dash []float64, scale float64) []polyline {
	total := 0.0
	for _, d := range dash {
		total += d * scale
	}
	if total <= .1 {
		return lines
	}
	var out []polyline
	for _, l := range lines {
		points := l.points
		if l.closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		i, left := 0, float64(dash[0]*scale)
		now := polyline{points: points[:1:1]}
		for j := 1; j < len(points); j++ {
			a, b := points[j-1], points[j]
			length := math.Sqrt(float64((b.X-a.X)*(b.X-a.X)) + float64((b.Y-a.Y)*(b.Y-a.Y)))
			for at := 0.0; at < length; {
				step := min(left, length-at)
				at += step
				left -= step
				p := snapped(Point{a.X + float64((b.X-a.X)*at/length), a.Y + float64((b.Y-a.Y)*at/length)})
				if i%2 == 0 {
					now.points = append(now.points, p)
				}
				if left > 1e-9 {
					continue
				}
				if i%2 == 0 {
					out = append(out, now)
				}
				i++
				left = float64(dash[i%len(dash)] * scale)
				now = polyline{points: []Point{p}}
			}
		}
		if i%2 == 0 && len(now.points) > 1 {
			out = append(out, now)
		}
	}
	return out
}
