package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
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
	r := svgReader{ids: map[string]*node{}, classes: map[string]string{}}
	return r.read(data)
}

func (r *svgReader) read(data []byte) (*Vector, error) {
	root, err := parseSVG(data)
	if err != nil {
		return nil, err
	}
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
	if _, _, w, h := Bounds(v.Paths); w == 0 && h == 0 && len(r.slots) == 0 {
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
	names   []string // of slots
	slots   []Slot
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
	if r.slot(n, p, s) {
		return
	}
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
