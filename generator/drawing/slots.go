package drawing

import (
	"slices"

	"github.com/plaudit/plaudit/generator/asset"
)

// Slot is a place in a drawing where something goes: a rectangle with a name.
type Slot struct {
	Name       string
	X, Y, W, H float64
	Color      asset.RGB // its fill
	Size       float64   // its font-size; 0: none is said
	Align      Align     // its text-anchor: start, middle or end
	Bottom     bool      // text stands at its bottom: it has dominant-baseline
	Class      string    // its class
}

// ReadSlots reads a drawing as ReadSVG does, but for the rectangles whose ids are among names: they are not drawn, and given in the order of the file.
func ReadSlots(data []byte, names []string) (*Vector, []Slot, error) {
	r := svgReader{ids: map[string]*node{}, classes: map[string]string{}, names: names}
	v, err := r.read(data)
	return v, r.slots, err
}

// slot notes a rectangle that is a place; false for one that is drawn.
func (r *svgReader) slot(n *node, p map[string]string, s state) bool {
	if n.name != "rect" || !slices.Contains(r.names, n.attrs["id"]) {
		return false
	}
	a := s.m.Of(Point{length(p["x"]), length(p["y"])})
	b := s.m.Of(Point{length(p["x"]) + length(p["width"]), length(p["y"]) + length(p["height"])})
	out := Slot{Name: n.attrs["id"], X: min(a.X, b.X), Y: min(a.Y, b.Y), W: max(a.X, b.X) - min(a.X, b.X), H: max(a.Y, b.Y) - min(a.Y, b.Y),
		Size: length(p["font-size"]) * s.m.scale(), Class: n.attrs["class"], Align: map[string]Align{"middle": Center, "end": Right}[p["text-anchor"]]}
	if v := p["dominant-baseline"]; v != "" && v != "hanging" && v != "auto" {
		out.Bottom = true
	}
	if c, _, ok := CSSColor(s.fill); ok {
		out.Color = c
	}
	r.slots = append(r.slots, out)
	return true
}
