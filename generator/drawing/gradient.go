package drawing

import (
	"math"

	"github.com/plaudit/plaudit/generator/asset"
)

// along gives a function that says how far along a gradient a point of the page as m shows it is: 0 to 1 between its ends.
func (g *Gradient) along(m Matrix) func(Point) float64 {
	back, ok := g.Matrix.Then(m).inverse()
	if !ok {
		return func(Point) float64 { return 0 }
	}
	if g.Radial {
		// With the centres apart the second circle alone is looked at, which is what drawings of logos come to.
		return func(p Point) float64 {
			q := back.Of(p)
			dx, dy := q.X-g.To.X, q.Y-g.To.Y
			return (math.Sqrt(float64(dx*dx)+float64(dy*dy)) - g.R0) / max(g.R1-g.R0, 1e-6)
		}
	}
	dx, dy := g.To.X-g.From.X, g.To.Y-g.From.Y
	square := max(float64(dx*dx)+float64(dy*dy), 1e-9)
	return func(p Point) float64 {
		q := back.Of(p)
		return (float64((q.X-g.From.X)*dx) + float64((q.Y-g.From.Y)*dy)) / square
	}
}

// color is the colour at a place of a gradient, in steps of 1/256 of the way between two stops.
func (g *Gradient) color(t float64) asset.RGB {
	if len(g.Stops) == 0 {
		return asset.RGB{}
	}
	if t <= g.Stops[0].At {
		return g.Stops[0].Color
	}
	for i := 1; i < len(g.Stops); i++ {
		a, b := g.Stops[i-1], g.Stops[i]
		if t < b.At {
			return mix(a.Color, b.Color, int(256*(t-a.At)/max(b.At-a.At, 1e-6)))
		}
	}
	return g.Stops[len(g.Stops)-1].Color
}

// mix goes from one colour to another in 256 steps.
func mix(a, b asset.RGB, step int) asset.RGB {
	step = min(max(step, 0), 256)
	one := func(x, y uint8) uint8 { return uint8((int(x)*(256-step) + int(y)*step + 128) >> 8) }
	return asset.RGB{R: one(a.R, b.R), G: one(a.G, b.G), B: one(a.B, b.B)}
}

// Mix is a colour between two: a at 0, b at 1.
func Mix(a, b asset.RGB, share float64) asset.RGB { return mix(a, b, int(share*256+.5)) }
