package drawing

import (
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
)

// paint reads a fill or stroke; nil for none.
func (r *svgReader) paint(v string, seen float64, s state, segments []Segment) *Paint {
	v = strings.TrimSpace(v)
	if seen <= 0 || v == "none" || v == "transparent" {
		return nil
	}
	if id := reference(v); id != "" {
		if g := r.gradient(id, segments, 0); g != nil {
			return &Paint{Clear: round(1 - seen), Gradient: g}
		}
		if _, rest, ok := strings.Cut(v, ")"); ok && strings.TrimSpace(rest) != "" {
			return r.paint(rest, seen, s, segments)
		}
		r.fail("it is filled with something other than a colour or a gradient")
		return nil
	}
	if strings.EqualFold(v, "currentColor") {
		v = s.color
	}
	c, alpha, ok := CSSColor(v)
	if !ok {
		r.fail("it has the colour %.40q", v)
		return nil
	}
	if seen *= alpha; seen <= 0 {
		return nil
	}
	return &Paint{Color: c, Clear: round(1 - seen)}
}

// reference is the id in url(#id).
func reference(v string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(v), "url(")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(rest, ")")
	return strings.TrimPrefix(strings.Trim(id, `"' `), "#")
}

// gradient reads a gradient; nil where there is none of the name.
func (r *svgReader) gradient(id string, segments []Segment, depth int) *Gradient {
	n := r.ids[id]
	if n == nil || n.name != "linearGradient" && n.name != "radialGradient" || depth > 8 {
		return nil
	}
	// What it does not say itself, the one that it refers to says.
	merged, stops := map[string]string{}, n.children
	for at, left := n, 8; at != nil && left > 0; left-- {
		for key, v := range at.attrs {
			if _, known := merged[key]; !known && key != "id" && key != "href" {
				merged[key] = v
			}
		}
		if len(stops) == 0 {
			stops = at.children
		}
		at = r.ids[strings.TrimPrefix(at.attrs["href"], "#")]
	}
	g := &Gradient{Radial: n.name == "radialGradient", Matrix: Identity}
	part := func(key string, otherwise float64) float64 { return number64(merged[key], otherwise) }
	if g.Radial {
		g.To = Point{part("cx", .5), part("cy", .5)}
		g.From, g.R1 = Point{part("fx", g.To.X), part("fy", g.To.Y)}, part("r", .5)
	} else {
		g.From, g.To = Point{part("x1", 0), part("y1", 0)}, Point{part("x2", 1), part("y2", 0)}
	}
	if m, err := transform(merged["gradientTransform"]); err == nil {
		g.Matrix = m
	}
	if merged["gradientUnits"] != "userSpaceOnUse" {
		x, y, w, h := Bounds([]Path{{Segments: segments}})
		g.Matrix = g.Matrix.Then(Matrix{A: max(w, 1e-6), D: max(h, 1e-6), E: x, F: y})
	}
	last := 0.0
	for _, stop := range stops {
		if stop.name != "stop" {
			continue
		}
		p := r.properties(stop)
		c, alpha, ok := CSSColor(p["stop-color"])
		if p["stop-color"] == "" {
			c, alpha, ok = asset.RGB{}, 1, true
		}
		if !ok {
			r.fail("it has the colour %.40q", p["stop-color"])
		}
		if alpha*number64(p["stop-opacity"], 1) < 1 {
			r.fail("it has a gradient that can be seen through")
		}
		last = max(last, min(1, number64(p["offset"], 0)))
		g.Stops = append(g.Stops, Stop{last, c})
	}
	if len(g.Stops) == 0 {
		return nil
	}
	return g
}
