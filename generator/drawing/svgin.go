package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/plaudit/plaudit/generator/asset"
)

// Vector is a drawing that somebody made, such as a logo, as paths in a box.
type Vector struct {
	Width, Height float64
	Paths         []Path
}

// vectorSize is the longer side of a vector.
const vectorSize = 1024

// ReadSVG turns an SVG that asset.CleanSVG has cleaned into paths: shapes, groups, gradients, symbols, and the style sheets that drawing programs
// write. The error names what the file has beyond them (text, filters, masks, patterns, pictures, clipping that clips), since a logo
// is shown as it is or not at all.
func ReadSVG(data []byte) (*Vector, error) {
	root, err := parseSVG(data)
	if err != nil {
		return nil, err
	}
	r := svgReader{ids: map[string]*node{}, classes: map[string]string{}}
	r.index(root)
	v, m := r.frame(root)
	if k := vectorSize / max(v.Width, v.Height, 1e-6); v.Width > 0 && v.Height > 0 {
		// A small drawing is made large, so that rounding does not bend it.
		v.Width, v.Height, m = v.Width*k, v.Height*k, m.Then(Matrix{A: k, D: k})
	}
	if v.Width <= 0 || v.Height <= 0 {
		return nil, errors.New("it does not say how large it is: give it a viewBox")
	}
	r.walk(root, state{m: m, fill: "black", stroke: "none", color: "black", fillSeen: 1, strokeSeen: 1, width: 1, miter: 4}, 0)
	if r.err != nil {
		return nil, r.err
	}
	v.Paths = r.out
	if _, _, w, h := Bounds(v.Paths); w == 0 && h == 0 {
		return nil, errors.New("there is nothing to see in it")
	}
	return v, nil
}

// node is an element.
type node struct {
	name     string
	attrs    map[string]string
	children []*node
	text     string
}

func parseSVG(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var root *node
	var open []*node
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("it is not well-formed: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, n)
			} else {
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1].name == "style" {
				open[len(open)-1].text += string(t)
			}
		}
	}
	if root == nil || root.name != "svg" {
		return nil, errors.New("it is no SVG")
	}
	return root, nil
}

type svgReader struct {
	ids     map[string]*node
	classes map[string]string // declarations by selector: ".a", "#b", "path"
	out     []Path
	err     error
}

// state is what an element hands on to those in it.
type state struct {
	m                    Matrix
	fill, stroke, color  string
	fillSeen, strokeSeen float64
	width, miter         float64
	cap                  Cap
	join                 Join
	dash                 []float64
	evenOdd              bool
	hidden               bool
}

func (r *svgReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// index notes the ids and style sheets of a file.
func (r *svgReader) index(n *node) {
	if id := n.attrs["id"]; id != "" && r.ids[id] == nil {
		r.ids[id] = n
	}
	if n.name == "style" {
		r.sheet(n.text)
	}
	for _, child := range n.children {
		r.index(child)
	}
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	simple     = regexp.MustCompile(`^(?:[.#]?[A-Za-z_][\w-]*)$`)
)

// sheet reads a style sheet of simple selectors.
func (r *svgReader) sheet(text string) {
	rest := cssComment.ReplaceAllString(text, "")
	for {
		selectors, after, ok := strings.Cut(rest, "{")
		if !ok {
			return
		}
		body, next, _ := strings.Cut(after, "}")
		for one := range strings.SplitSeq(selectors, ",") {
			one = strings.TrimSpace(one)
			if !simple.MatchString(one) {
				r.fail("it has the style rule %.40q", one)
				return
			}
			r.classes[one] += ";" + body
		}
		rest = next
	}
}

// frame is the size of a drawing, and the matrix from its own coordinates to that.
func (r *svgReader) frame(root *node) (*Vector, Matrix) {
	v := &Vector{Width: length(root.attrs["width"]), Height: length(root.attrs["height"])}
	box := numbers(root.attrs["viewBox"])
	if len(box) != 4 || box[2] <= 0 || box[3] <= 0 {
		return v, Identity
	}
	if v.Width <= 0 || v.Height <= 0 {
		v.Width, v.Height = box[2], box[3]
	}
	scale := min(v.Width/box[2], v.Height/box[3])
	return v, Matrix{A: scale, D: scale, E: (v.Width-box[2]*scale)/2 - box[0]*scale, F: (v.Height-box[3]*scale)/2 - box[1]*scale}
}

// properties are those of an element: of its attributes, over them those of style sheets, over them those of its style.
func (r *svgReader) properties(n *node) map[string]string {
	out := map[string]string{}
	for name, value := range n.attrs {
		out[name] = strings.TrimSpace(value)
	}
	rules := r.classes[n.name]
	for class := range strings.FieldsSeq(n.attrs["class"]) {
		rules += ";" + r.classes["."+class]
	}
	rules += ";" + r.classes["#"+n.attrs["id"]] + ";" + n.attrs["style"]
	for d := range strings.SplitSeq(rules, ";") {
		if name, value, ok := strings.Cut(d, ":"); ok {
			out[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		}
	}
	return out
}

// unsupported are what a drawing may have and this reader does not draw.
var unsupported = map[string]string{"text": "text", "image": "a picture of pixels", "foreignObject": "a foreign object", "switch": "a choice"}

const deepest = 60

func (r *svgReader) walk(n *node, s state, depth int) {
	if depth > deepest {
		r.fail("its parts are nested too deeply")
	}
	if r.err != nil {
		return
	}
	if what, is := unsupported[n.name]; is {
		r.fail("it has %s", what)
		return
	}
	switch n.name {
	case "defs", "symbol", "clipPath", "mask", "marker", "pattern", "style", "title", "desc", "metadata", "linearGradient", "radialGradient", "filter":
		return
	}
	p := r.properties(n)
	if p["display"] == "none" || number64(p["opacity"], 1) == 0 {
		return
	}
	for _, name := range []string{"filter", "mask", "marker-start", "marker-mid", "marker-end", "marker"} {
		if v := p[name]; v != "" && v != "none" {
			r.fail("it has the property %s", name)
			return
		}
	}
	if v := p["mix-blend-mode"]; v != "" && v != "normal" {
		r.fail("it has the property mix-blend-mode")
		return
	}
	s = r.inherit(s, p)
	m, err := transform(p["transform"])
	if err != nil {
		r.fail("%v", err)
		return
	}
	s.m = m.Then(s.m)
	first := len(r.out)
	switch n.name {
	case "svg", "g", "a":
		for _, child := range n.children {
			r.walk(child, s, depth+1)
		}
	case "use":
		r.use(n, p, s, depth)
	default:
		r.shape(n.name, p, s)
	}
	r.clip(p["clip-path"], s, first)
}

// inherit adds an element's properties to what it was handed.
func (r *svgReader) inherit(s state, p map[string]string) state {
	given := func(name string) (string, bool) {
		v, ok := p[name]
		return v, ok && v != "" && v != "inherit"
	}
	if v, ok := given("color"); ok {
		s.color = v
	}
	if v, ok := given("fill"); ok {
		s.fill = v
	}
	if v, ok := given("stroke"); ok {
		s.stroke = v
	}
	if v, ok := given("fill-rule"); ok {
		s.evenOdd = v == "evenodd"
	}
	if v, ok := given("stroke-width"); ok {
		s.width = length(v)
	}
	if v, ok := given("stroke-miterlimit"); ok {
		s.miter = number64(v, 4)
	}
	if v, ok := given("stroke-linecap"); ok {
		s.cap = map[string]Cap{"round": RoundCap, "square": Square}[v]
	}
	if v, ok := given("stroke-linejoin"); ok {
		s.join = map[string]Join{"round": RoundJoin, "bevel": Bevel}[v]
	}
	if v, ok := given("stroke-dasharray"); ok {
		s.dash = nil
		if v != "none" {
			s.dash = numbers(v)
		}
	}
	if v, ok := given("visibility"); ok {
		s.hidden = v != "visible"
	}
	seen := number64(p["opacity"], 1)
	if v, ok := given("fill-opacity"); ok {
		s.fillSeen = number64(v, 1)
	}
	if v, ok := given("stroke-opacity"); ok {
		s.strokeSeen = number64(v, 1)
	}
	s.fillSeen, s.strokeSeen = s.fillSeen*seen, s.strokeSeen*seen
	return s
}

// use draws what an element refers to.
func (r *svgReader) use(n *node, p map[string]string, s state, depth int) {
	target := r.ids[strings.TrimPrefix(n.attrs["href"], "#")]
	if target == nil {
		return
	}
	s.m = Matrix{A: 1, D: 1, E: length(p["x"]), F: length(p["y"])}.Then(s.m)
	if target.name != "symbol" {
		r.walk(target, s, depth+1)
		return
	}
	if box := numbers(target.attrs["viewBox"]); len(box) == 4 && box[2] > 0 && box[3] > 0 && p["width"] != "" {
		scale := min(length(p["width"])/box[2], length(p["height"])/box[3])
		s.m = Matrix{A: scale, D: scale, E: -box[0] * scale, F: -box[1] * scale}.Then(s.m)
	}
	for _, child := range target.children {
		r.walk(child, s, depth+1)
	}
}

// clip sees to it that clipping takes nothing away: programs clip whole drawings by their own frame.
func (r *svgReader) clip(by string, s state, first int) {
	if by == "" || by == "none" || len(r.out) == first || r.err != nil {
		return
	}
	target := r.ids[reference(by)]
	if target == nil || target.attrs["clipPathUnits"] == "objectBoundingBox" {
		r.fail("it is clipped")
		return
	}
	inner := svgReader{ids: r.ids, classes: r.classes}
	for _, child := range target.children {
		inner.walk(child, state{m: s.m, fill: "black", stroke: "none", color: "black", fillSeen: 1, strokeSeen: 1}, 0)
	}
	x, y, w, h := Bounds(inner.out)
	px, py, pw, ph := Bounds(r.out[first:])
	const slack = vectorSize / 200.
	rectangle := len(inner.out) == 1 && len(inner.out[0].Segments) <= 6
	if inner.err != nil || !rectangle || px < x-slack || py < y-slack || px+pw > x+w+slack || py+ph > y+h+slack {
		r.fail("it is clipped")
	}
}

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
	c, alpha, ok := cssColor(v)
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
	part := func(key string, otherwise float64) float64 { return share(merged[key], otherwise) }
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
		c, alpha, ok := cssColor(p["stop-color"])
		if p["stop-color"] == "" {
			c, alpha, ok = asset.RGB{}, 1, true
		}
		if !ok {
			r.fail("it has the colour %.40q", p["stop-color"])
		}
		if alpha*number64(p["stop-opacity"], 1) < 1 {
			r.fail("it has a gradient that can be seen through")
		}
		last = max(last, min(1, share(p["offset"], 0)))
		g.Stops = append(g.Stops, Stop{last, c})
	}
	if len(g.Stops) == 0 {
		return nil
	}
	return g
}

// share reads a number or a percentage.
func share(s string, otherwise float64) float64 {
	if v, ok := strings.CutSuffix(strings.TrimSpace(s), "%"); ok {
		return number64(v, otherwise*100) / 100
	}
	return number64(s, otherwise)
}

func number64(s string, otherwise float64) float64 {
	s = strings.TrimSpace(s)
	if v, ok := strings.CutSuffix(s, "%"); ok {
		return number64(v, otherwise*100) / 100
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != v || v > 1e7 || v < -1e7 {
		return otherwise
	}
	return v
}

// perUnit are CSS pixels to a unit.
var perUnit = map[string]float64{"": 1, "px": 1, "pt": 4. / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}

// length reads a length in CSS pixels; 0 for what is none.
func length(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	return number64(digits, 0) * perUnit[s[len(digits):]]
}

var (
	oneNumber = regexp.MustCompile(`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`)
	function  = regexp.MustCompile(`([A-Za-z]+)\s*\(([^)]*)\)`)
)

func numbers(s string) []float64 {
	var out []float64
	for _, one := range oneNumber.FindAllString(s, -1) {
		out = append(out, number64(one, 0))
	}
	return out
}

// cssColor reads a colour with its opacity.
func cssColor(s string) (c asset.RGB, alpha float64, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if named, known := colornames.Map[s]; known {
		return asset.RGB{R: named.R, G: named.G, B: named.B}, 1, true
	}
	if strings.HasPrefix(s, "#") && (len(s) == 9 || len(s) == 5) {
		full, last := s[:7], s[7:]
		if len(s) == 5 {
			full, last = s[:4], s[4:]+s[4:]
		}
		n, err := strconv.ParseUint(last, 16, 8)
		c, bad := asset.ParseColor(full)
		return c, float64(n) / 255, err == nil && bad == nil
	}
	if f := function.FindStringSubmatch(s); f != nil && (f[1] == "rgb" || f[1] == "rgba") {
		parts := strings.FieldsFunc(f[2], func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
		if len(parts) < 3 || len(parts) > 4 {
			return c, 0, false
		}
		var v [3]uint8
		for i := range v {
			n := number64(parts[i], -1)
			if strings.HasSuffix(parts[i], "%") {
				n *= 255
			}
			v[i] = uint8(min(max(n, 0), 255) + .5)
		}
		alpha = 1
		if len(parts) == 4 {
			alpha = number64(parts[3], 1)
		}
		return asset.RGB{R: v[0], G: v[1], B: v[2]}, alpha, true
	}
	c, err := asset.ParseColor(s)
	return c, 1, err == nil
}
