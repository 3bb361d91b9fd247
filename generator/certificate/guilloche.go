package certificate

import (
	"crypto/sha256"
	"math"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/drawing"
)

func root(v float64) float64 { return math.Sqrt(v) }

// guilloche is a band of fine lines that belongs to one award: its waves follow from the award's id. It lies in a box, and runs along its longer
// side from edge to edge.
func guilloche(seed string, x, y, w, h, weight float64, c asset.RGB, seen float64) drawing.Path {
	sum := sha256.Sum256([]byte("guilloche " + seed))
	pick := func(i, from, to int) float64 { return float64(from + int(sum[i])%(to-from+1)) }
	turn := func(i int) float64 { return 2 * math.Pi * float64(sum[i]) / 256 }
	lines := 12
	along, across := h, w
	if w > h {
		along, across = w, h
	}
	// About one wave for each width of the band, and a slow one that lets it breathe.
	waves := math.Round(along/across*(.55+.08*pick(0, 0, 6))) + .5*pick(1, 0, 1)
	slow := pick(2, 1, 3)
	cross := waves + pick(3, 1, 4)
	phase, slower, third := turn(4), turn(5), turn(6)
	depth := .35 + .05*pick(7, 0, 5)
	at := func(t, shift float64) (float64, float64) {
		envelope := 1 - depth*(.5+.5*math.Sin(2*math.Pi*slow*t+slower))
		v := .78*math.Sin(2*math.Pi*waves*t+phase+shift) + .22*math.Sin(2*math.Pi*cross*t+third-2*shift)
		off := across / 2 * envelope * v
		if w > h {
			return x + t*along, y + h/2 + off
		}
		return x + w/2 + off, y + t*along
	}
	var pen drawing.Pen
	steps := int(math.Ceil(max(waves, cross) * 4))
	for line := range lines {
		shift := 2 * math.Pi * float64(line) / float64(lines)
		for i := range steps {
			t0, t1 := float64(i)/float64(steps), float64(i+1)/float64(steps)
			x0, y0 := at(t0, shift)
			x1, y1 := at(t1, shift)
			if i == 0 {
				pen.Move(x0, y0)
			}
			// The tangents at both ends, by small differences, make the curve smooth.
			const d = 1e-4
			ax, ay := at(t0+d, shift)
			bx, by := at(t1-d, shift)
			k := (t1 - t0) / 3 / d
			pen.Curve(x0+(ax-x0)*k, y0+(ay-y0)*k, x1+(bx-x1)*k, y1+(by-y1)*k, x1, y1)
		}
	}
	return drawing.Path{Segments: pen.Segments, Stroke: drawing.Tint(c, seen), StrokeWidth: weight}
}
