package drawing

// shape draws a basic shape or a path.
func (r *svgReader) shape(name string, p map[string]string, s state) {
	pen := Pen{exact: true}
	l := func(key string) float64 { return length(p[key]) }
	switch name {
	case "path":
		segments, err := pathData(p["d"])
		if err != nil {
			r.fail("%v", err)
			return
		}
		pen.Segments = segments
	case "rect":
		pen.rounded(l("x"), l("y"), l("width"), l("height"), p["rx"], p["ry"])
	case "circle":
		if l("r") > 0 {
			pen.Ellipse(l("cx"), l("cy"), l("r"), l("r"))
		}
	case "ellipse":
		if l("rx") > 0 && l("ry") > 0 {
			pen.Ellipse(l("cx"), l("cy"), l("rx"), l("ry"))
		}
	case "line":
		pen.Move(l("x1"), l("y1"))
		pen.Line(l("x2"), l("y2"))
	case "polyline", "polygon":
		points := numbers(p["points"])
		for i := 0; i+1 < len(points); i += 2 {
			if i == 0 {
				pen.Move(points[0], points[1])
			} else {
				pen.Line(points[i], points[i+1])
			}
		}
		if name == "polygon" && len(points) > 1 {
			pen.Close()
		}
	default:
		r.fail("it has the element %.40s", name)
		return
	}
	if len(pen.Segments) == 0 || s.hidden {
		return
	}
	path := Path{Segments: pen.Segments, EvenOdd: s.evenOdd, StrokeWidth: s.width, Cap: s.cap, Join: s.join, Miter: s.miter, Dash: s.dash}
	if name != "line" {
		path.Fill = r.paint(s.fill, s.fillSeen, s, pen.Segments)
	}
	if s.width > 0 {
		path.Stroke = r.paint(s.stroke, s.strokeSeen, s, pen.Segments)
	}
	if path.Fill != nil || path.Stroke != nil {
		r.out = append(r.out, Moved([]Path{path}, s.m)...)
	}
}

// rounded goes round a rectangle with round corners.
func (p *Pen) rounded(x, y, w, h float64, textX, textY string) {
	if w <= 0 || h <= 0 {
		return
	}
	rx, ry := length(textX), length(textY)
	if textX == "" || textX == "auto" {
		rx = ry
	}
	if textY == "" || textY == "auto" {
		ry = rx
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		p.Box(x, y, w, h)
		return
	}
	kx, ky := rx*(1-circle), ry*(1-circle)
	p.Move(x+rx, y)
	p.Line(x+w-rx, y)
	p.Curve(x+w-kx, y, x+w, y+ky, x+w, y+ry)
	p.Line(x+w, y+h-ry)
	p.Curve(x+w, y+h-ky, x+w-kx, y+h, x+w-rx, y+h)
	p.Line(x+rx, y+h)
	p.Curve(x+kx, y+h, x, y+h-ky, x, y+h-ry)
	p.Line(x, y+ry)
	p.Curve(x, y+ky, x+kx, y, x+rx, y)
	p.Close()
}
