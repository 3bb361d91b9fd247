package picture

import (
	"image"
	"math"
)

// Pictures are scaled premultiplied, so that the colour of what is transparent does not bleed into what is not, and in whole numbers, so
// that no processor rounds otherwise than another.

// scaler gives a picture in other sizes. What several of them need is made once.
type scaler struct {
	halves []*image.RGBA // the picture, and each time half of the one before
	last   *image.RGBA   // what was given last: the JPEG of a picture has the size of a WebP
}

// scale gives the picture in a size. It is halved while it is at least twice too large, which is quick, and then scaled by the kernel of
// Catmull and Rom, which keeps edges sharp. Of a line, however long, the other side stays one pixel.
func (s *scaler) scale(width, height int) *image.RGBA {
	if s.last != nil && s.last.Rect.Dx() == width && s.last.Rect.Dy() == height {
		return s.last
	}
	src := s.halves[0]
	for i := 1; ; i++ {
		w, h := src.Rect.Dx(), src.Rect.Dy()
		across, down := w >= 2*width, h >= 2*height
		if !(across || w == 1) || !(down || h == 1) || !across && !down {
			break
		}
		if i == len(s.halves) {
			s.halves = append(s.halves, halve(src))
		}
		src = s.halves[i]
	}
	if src.Rect.Dx() != width || src.Rect.Dy() != height {
		src = transposed(narrow(transposed(narrow(src, width)), height))
	}
	s.last = src
	return src
}

// halve takes the mean of each four pixels. An odd row or column at the end counts twice.
func halve(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, (w+1)/2, (h+1)/2))
	for y := range dst.Rect.Dy() {
		top := src.Pix[2*y*src.Stride:][:4*w]
		bottom := src.Pix[min(2*y+1, h-1)*src.Stride:][:4*w]
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		for i := range out {
			left := i&^3*2 + i&3
			right := min(left+4, 4*w-4+i&3)
			out[i] = uint8((uint32(top[left]) + uint32(top[right]) + uint32(bottom[left]) + uint32(bottom[right]) + 2) / 4)
		}
	}
	return dst
}

// one is the sum of the weights of a pixel.
const one = 1 << 14

// taps is how one pixel of a row is made: from is the first pixel of the source, each weight is in parts of one.
type taps struct {
	from    int
	weights []int32
}

// kernel gives the taps of a row of n pixels that is scaled to m.
func kernel(n, m int) []taps {
	ratio := float64(n) / float64(m)
	wide := max(ratio, 1) // a smaller picture takes more pixels together
	out := make([]taps, m)
	for i := range out {
		centre := float64((float64(i)+0.5)*ratio) - 0.5
		from, to := int(math.Ceil(centre-2*wide)), int(math.Floor(centre+2*wide))
		weights := make([]float64, 0, to-from+1)
		sum := 0.0
		for x := from; x <= to; x++ {
			w := catmullRom(float64((float64(x) - centre) / wide))
			weights = append(weights, w)
			sum += w
		}
		// Pixels beyond the edge are those of the edge.
		t := taps{from: min(max(from, 0), n-1)}
		t.weights = make([]int32, min(max(to, 0), n-1)-t.from+1)
		rest, largest := int32(one), 0
		for k, w := range weights {
			at := min(max(from+k, 0), n-1) - t.from
			part := int32(math.Round(float64(w/sum) * one))
			t.weights[at] += part
			rest -= part
			if t.weights[at] > t.weights[largest] {
				largest = at
			}
		}
		t.weights[largest] += rest // what rounding has lost
		out[i] = t
	}
	return out
}

// catmullRom is the cubic of Catmull and Rom. The conversions keep products and sums apart: some processors would join them and round
// once instead of twice.
func catmullRom(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return float64(float64(float64(float64(1.5*x)-2.5)*x)*x) + 1
	case x < 2:
		return float64(float64(float64(float64(float64(float64(-0.5*x)+2.5)*x)-4)*x) + 2)
	}
	return 0
}

// narrow scales the rows of a picture to a width.
func narrow(src *image.RGBA, width int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	if w == width {
		return src
	}
	dst := image.NewRGBA(image.Rect(0, 0, width, h))
	row := kernel(w, width)
	for y := range h {
		in, out := src.Pix[y*src.Stride:][:4*w], dst.Pix[y*dst.Stride:][:4*width]
		for x, t := range row {
			var r, g, b, a int32
			for k, weight := range t.weights {
				p := in[4*(t.from+k):][:4:4]
				r += weight * int32(p[0])
				g += weight * int32(p[1])
				b += weight * int32(p[2])
				a += weight * int32(p[3])
			}
			p := out[4*x:][:4:4]
			p[3] = clamp(a, 255)
			p[0], p[1], p[2] = clamp(r, p[3]), clamp(g, p[3]), clamp(b, p[3]) // a colour is never more than its alpha
		}
	}
	return dst
}

func clamp(v int32, most uint8) uint8 {
	return uint8(min(max((v+one/2)>>14, 0), int32(most)))
}

// transposed exchanges rows and columns, block by block, so that both stay near each other in memory.
func transposed(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, h, w))
	const block = 32
	for y0 := 0; y0 < h; y0 += block {
		for x0 := 0; x0 < w; x0 += block {
			for y := y0; y < min(y0+block, h); y++ {
				for x := x0; x < min(x0+block, w); x++ {
					copy(dst.Pix[x*dst.Stride+4*y:][:4], src.Pix[y*src.Stride+4*x:][:4])
				}
			}
		}
	}
	return dst
}

// upright turns and mirrors a picture as EXIF's orientation says (CIPA DC-008): 1 is upright.
func upright(src *image.RGBA, orientation int) *image.RGBA {
	if orientation >= 5 {
		src = transposed(src)
	}
	// What is left is a mirror, or both: 5 is the exchange alone.
	var across, down bool
	switch orientation {
	case 2, 6:
		across = true
	case 4, 8:
		down = true
	case 3, 7:
		across, down = true, true
	}
	if !across && !down {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from := y
		if down {
			from = h - 1 - y
		}
		in, out := src.Pix[from*src.Stride:][:4*w], dst.Pix[y*dst.Stride:][:4*w]
		if !across {
			copy(out, in)
			continue
		}
		for x := range w {
			copy(out[4*x:][:4], in[4*(w-1-x):][:4])
		}
	}
	return dst
}
