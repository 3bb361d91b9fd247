package drawing

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
)

// PNG gives a drawing as pixels of a width; what nothing is drawn on is clear. The rasteriser is our own, since golang.org/x/image/vector knows
// neither the even-odd rule nor opposite windings, which logos use, and computes in floats, which differ between processors.
func (d *Drawing) PNG(width int) []byte {
	c := d.raster(width)
	var out bytes.Buffer
	if err := png.Encode(&out, c.image()); err != nil {
		panic("drawing: " + err.Error()) // a buffer takes everything
	}
	return out.Bytes()
}

// raster draws a drawing in a width of pixels.
func (d *Drawing) raster(width int) *canvas {
	scale := float64(width) / d.Width
	c := &canvas{w: width, h: max(1, int(d.Height*scale+.5)), scratch: scratches.Get().(*scratch)}
	defer func() { scratches.Put(c.scratch); c.scratch = nil }()
	c.pixels = make([]byte, 4*c.w*c.h)
	c.area, c.delta = make([]int32, c.w+2), make([]int32, c.w+2)
	m := Matrix{A: scale, D: scale}
	for i := range d.Items {
		item := &d.Items[i]
		for j := range item.Paths {
			c.path(&item.Paths[j], m)
		}
		if item.Image != nil {
			c.put(item.Image, scale)
		}
		if item.Type != nil {
			c.letters(item.Type, m)
		}
	}
	return c
}

// canvas is pixels with what is drawn on them: red, green, blue and alpha, multiplied.
type canvas struct {
	w, h   int
	pixels []byte

	*scratch            // while it is drawn on
	area, delta []int32 // of one row
}

// scratch is room that one drawing hands to the next: a guilloche crosses a hundred thousand lines.
type scratch struct {
	crossings []crossing
	edges     []edge
	order     []int32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// levelsOf is how many shades an edge has in a picture of a width: as many as the eye tells apart, and few enough for a picture of some inks
// to have a palette.
func levelsOf(width int) uint32 {
	if width <= 512 {
		return 32
	}
	return 16
}

// parts is into how many lines a row of pixels is cut.
const parts = 16

// edge is a straight line, in 1/256 of pixels, from top to bottom.
type edge struct {
	x0, y0, x1, y1 int32
	down           int32 // 1, or -1 when it was drawn upwards
}

// crossing is where an edge crosses a line.
type crossing struct{ line, x, down int32 }

// image gives the pixels as they are encoded: with a palette where there are no more than 256 colours, which is a third of the work and size.
func (c *canvas) image() image.Image {
	if m := c.paletted(); m != nil {
		return m
	}
	out := image.NewNRGBA(image.Rect(0, 0, c.w, c.h))
	for i := 0; i < len(c.pixels); i += 4 {
		p := straight(c.pixels[i : i+4 : i+4])
		out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = p.R, p.G, p.B, p.A
	}
	return out
}

// straight gives a colour that is not multiplied by its alpha.
func straight(p []byte) color.NRGBA {
	a := uint32(p[3])
	if a == 0 {
		return color.NRGBA{}
	}
	part := func(v byte) uint8 { return uint8(min(255, (uint32(v)*255+a/2)/a)) }
	return color.NRGBA{R: part(p[0]), G: part(p[1]), B: part(p[2]), A: p[3]}
}

// paletted gives the pixels with a palette; nil when there are too many colours.
func (c *canvas) paletted() *image.Paletted {
	out := image.NewPaletted(image.Rect(0, 0, c.w, c.h), nil)
	known := make(map[uint32]uint8, 256)
	var last uint32
	var index uint8
	for i := 0; i < len(c.pixels); i += 4 {
		if v := binary.LittleEndian.Uint32(c.pixels[i:]); v != last || i == 0 {
			at, is := known[v]
			if !is {
				if len(known) == 256 {
					return nil
				}
				at = uint8(len(known))
				known[v] = at
				out.Palette = append(out.Palette, straight(c.pixels[i:i+4:i+4]))
			}
			last, index = v, at
		}
		out.Pix[i/4] = index
	}
	return out
}

func (c *canvas) path(p *Path, m Matrix) {
	lines := flatten(p.Segments, m)
	if p.Fill != nil {
		c.edges = c.edges[:0]
		for _, l := range lines {
			c.polygon(l.points)
		}
		c.fill(p.EvenOdd, p.Fill, m)
	}
	if p.Stroke == nil {
		return
	}
	width := max(p.StrokeWidth*m.scale(), 1./16)
	if len(p.Dash) > 0 {
		lines = dashed(lines, p.Dash, m.scale())
	}
	c.edges = c.edges[:0]
	for _, points := range stroke(lines, p, width) {
		c.polygon(points)
	}
	c.fill(false, p.Stroke, m)
}

// letters draws a block of type.
func (c *canvas) letters(t *Type, m Matrix) {
	c.edges = c.edges[:0]
	var path []Segment
	for i := range t.Block.Lines {
		l := &t.Block.Lines[i]
		x, y := t.at(l, i)
		k := l.Size / 1000
		for _, s := range l.Shapes {
			of := Matrix{A: k, D: -k, E: x + s.X, F: y}.Then(m)
			path = outline(path[:0], s.Shape)
			for _, line := range flatten(path, of) {
				c.polygon(line.points)
			}
		}
	}
	c.fill(false, Solid(t.Color), m)
}

// polygon adds the edges of a polygon.
func (c *canvas) polygon(points []Point) {
	for i, p := range points {
		q := points[(i+1)%len(points)]
		e := edge{fixed(p.X), fixed(p.Y), fixed(q.X), fixed(q.Y), 1}
		if e.y0 == e.y1 {
			continue
		}
		if e.y0 > e.y1 {
			e = edge{e.x1, e.y1, e.x0, e.y0, -1}
		}
		c.edges = append(c.edges, e)
	}
}

func fixed(v float64) int32 { return int32(min(max(v, -1<<22), 1<<22) * 256) }

// fill paints what the edges enclose.
func (c *canvas) fill(evenOdd bool, paint *Paint, m Matrix) {
	top, bottom := c.cross()
	if top >= bottom {
		return
	}
	shade := shadeOf(paint, m)
	i := 0
	for y := top / parts; y*parts < bottom; y++ {
		low, high := int32(c.w), int32(-1)
		for ; i < len(c.order); i++ {
			at := c.crossings[c.order[i]]
			if at.line >= (y+1)*parts {
				break
			}
			j := i
			for j < len(c.order) && c.crossings[c.order[j]].line == at.line {
				j++
			}
			a, b := c.spans(c.order[i:j], evenOdd)
			low, high = min(low, a), max(high, b)
			i = j - 1
		}
		c.row(int(y), low, high, shade)
	}
}

// cross finds where the edges cross the lines, and puts the crossings in the order of lines and places.
func (c *canvas) cross() (top, bottom int32) {
	const step, half = 256 / parts, 128 / parts
	c.crossings = c.crossings[:0]
	top, bottom = int32(c.h*parts), 0
	for _, e := range c.edges {
		first := max(ceilDiv(e.y0-half, step), 0)
		last := min(ceilDiv(e.y1-half, step), int32(c.h*parts))
		if first >= last {
			continue
		}
		top, bottom = min(top, first), max(bottom, last)
		dx, dy := int64(e.x1-e.x0), int64(e.y1-e.y0)
		for k := first; k < last; k++ {
			x := int64(e.x0) + floorDiv(dx*int64(k*step+half-e.y0), dy)
			c.crossings = append(c.crossings, crossing{k, int32(x), e.down})
		}
	}
	if top >= bottom {
		return top, bottom
	}
	count := make([]int32, bottom-top+1)
	for _, x := range c.crossings {
		count[x.line-top+1]++
	}
	for i := 1; i < len(count); i++ {
		count[i] += count[i-1]
	}
	if cap(c.order) < len(c.crossings) {
		c.order = make([]int32, len(c.crossings))
	}
	c.order = c.order[:len(c.crossings)]
	for i, x := range c.crossings {
		c.order[count[x.line-top]] = int32(i)
		count[x.line-top]++
	}
	return top, bottom
}

func ceilDiv(a, b int32) int32 { return int32(-floorDiv(-int64(a), int64(b))) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// spans adds what is inside on one line to the row, and says which pixels that touches.
func (c *canvas) spans(at []int32, evenOdd bool) (low, high int32) {
	for i := 1; i < len(at); i++ { // there are few, and nearly in order
		for j := i; j > 0 && c.crossings[at[j]].x < c.crossings[at[j-1]].x; j-- {
			at[j], at[j-1] = at[j-1], at[j]
		}
	}
	low, high = int32(c.w), -1
	winding := int32(0)
	for i, k := range at {
		winding += c.crossings[k].down
		inside := winding != 0
		if evenOdd {
			inside = i%2 == 0
		}
		if !inside || i+1 == len(at) {
			continue
		}
		a, b := max(c.crossings[k].x, 0), min(c.crossings[at[i+1]].x, int32(c.w)<<8)
		if a >= b {
			continue
		}
		p, q := a>>8, b>>8
		low, high = min(low, p), max(high, q)
		if p == q {
			c.area[p] += b - a
			continue
		}
		c.area[p] += 256 - a&255
		c.delta[p+1] += 256
		c.delta[q] -= 256
		c.area[q] += b & 255
	}
	return low, high
}

// row paints a row by what was added to it, and clears that.
func (c *canvas) row(y int, low, high int32, shade func(x, y int) (asset.RGB, uint32)) {
	run, levels := int32(0), levelsOf(c.w)
	for x := low; x <= high; x++ {
		run += c.delta[x]
		covered := uint32(c.area[x] + run)
		c.area[x], c.delta[x] = 0, 0
		if covered == 0 || int(x) >= c.w {
			continue
		}
		color, seen := shade(int(x), y)
		level := (min(covered, 256*parts)*levels + 128*parts) / (256 * parts)
		c.blend(4*(y*c.w+int(x)), color, (level*seen+levels/2)/levels)
	}
}

// blend lays a colour over a pixel; alpha is 0 to 255.
func (c *canvas) blend(at int, color asset.RGB, alpha uint32) {
	p := c.pixels[at : at+4 : at+4]
	rest := 255 - alpha
	p[0] = uint8((uint32(color.R)*alpha + uint32(p[0])*rest + 127) / 255)
	p[1] = uint8((uint32(color.G)*alpha + uint32(p[1])*rest + 127) / 255)
	p[2] = uint8((uint32(color.B)*alpha + uint32(p[2])*rest + 127) / 255)
	p[3] = uint8((255*alpha + uint32(p[3])*rest + 127) / 255)
}

// shadeOf gives a paint's colour at each pixel, with how much of it is seen, 0 to 255.
func shadeOf(p *Paint, m Matrix) func(x, y int) (asset.RGB, uint32) {
	seen := uint32((1-p.Clear)*255 + .5)
	if p.Gradient == nil {
		return func(int, int) (asset.RGB, uint32) { return p.Color, seen }
	}
	at := p.Gradient.along(m)
	return func(x, y int) (asset.RGB, uint32) {
		return p.Gradient.color(at(Point{float64(x) + .5, float64(y) + .5})), seen
	}
}

// put draws a picture: each pixel is the mean of those that fall into it.
func (c *canvas) put(i *Image, scale float64) {
	x0, y0 := int(i.X*scale+.5), int(i.Y*scale+.5)
	w, h := max(1, int(i.W*scale+.5)), max(1, int(i.H*scale+.5))
	src := i.Pixels
	for y := range h {
		top, bottom := y*src.Height/h, max((y+1)*src.Height/h, y*src.Height/h+1)
		for x := range w {
			if x0+x < 0 || x0+x >= c.w || y0+y < 0 || y0+y >= c.h {
				continue
			}
			left, right := x*src.Width/w, max((x+1)*src.Width/w, x*src.Width/w+1)
			color, alpha := src.mean(left, top, right, bottom)
			c.blend(4*((y0+y)*c.w+x0+x), color, alpha)
		}
	}
}

// mean is the mean colour of a box of pixels, weighed by what is seen of them.
func (p *Pixels) mean(left, top, right, bottom int) (asset.RGB, uint32) {
	var r, g, b, a, n uint32
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			q := p.RGBA[4*(y*p.Width+x):][:4:4]
			r, g, b = r+uint32(q[0])*uint32(q[3]), g+uint32(q[1])*uint32(q[3]), b+uint32(q[2])*uint32(q[3])
			a += uint32(q[3])
			n++
		}
	}
	if a == 0 {
		return asset.RGB{}, 0
	}
	return asset.RGB{R: uint8((r + a/2) / a), G: uint8((g + a/2) / a), B: uint8((b + a/2) / a)}, (a + n/2) / n
}
