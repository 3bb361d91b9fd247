package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"sort"
)

// Pictures are published in sRGB, which is what browsers take a picture without profile for. A profile of the usual kind (three curves and a
// matrix, or one curve for grey: ICC.1:2010) is applied to the pixels; of another it is said that it cannot be followed.

// maxProfile is the most bytes of a profile that is looked at.
const maxProfile = 1 << 20

// colours is what a picture says of its colours. The zero value is sRGB.
type colours struct {
	profile []byte
	gamma   float64 // of a PNG without profile: the exponent of its curve, 0 when nothing is said
	unknown string
}

func coloursOfJPEG(data []byte) (c colours) {
	const head = "ICC_PROFILE\x00" // then the number of this part, and of all
	parts := map[int][]byte{}
	for marker, body := range jpegSegments(data) {
		if marker == 0xE2 && bytes.HasPrefix(body, []byte(head)) && len(body) > len(head)+2 {
			parts[int(body[len(head)])] = body[len(head)+2:]
		}
	}
	numbers := make([]int, 0, len(parts))
	for n := range parts {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	for _, n := range numbers {
		c.profile = append(c.profile, parts[n]...)
	}
	return c
}

func coloursOfPNG(data []byte) (c colours) {
	for kind, body := range pngChunks(data) {
		switch kind {
		case "sRGB":
			return colours{}
		case "cICP":
			if len(body) >= 2 && (body[0] != 1 || body[1] != 13) {
				return colours{unknown: "its colours are not those of sRGB (cICP)"}
			}
			return colours{}
		case "iCCP":
			if _, rest, ok := bytes.Cut(body, []byte{0}); ok && len(rest) > 1 {
				if r, err := zlib.NewReader(bytes.NewReader(rest[1:])); err == nil {
					c.profile, _ = io.ReadAll(io.LimitReader(r, maxProfile+1))
				}
			}
			if c.profile == nil {
				c.unknown = "its colour profile is damaged"
			}
		case "gAMA":
			if len(body) == 4 {
				c.gamma = 100_000 / max(1, float64(binary.BigEndian.Uint32(body)))
			}
		case "IDAT":
			return c
		}
	}
	return c
}

func coloursOfWebP(data []byte) (c colours) {
	for kind, body := range riffChunks(data) {
		if kind == "ICCP" {
			c.profile = body
		}
	}
	return c
}

// apply turns pixels of these colours into sRGB. It says what it could not follow, and leaves the pixels then.
func (c colours) apply(pixels *image.RGBA) (unsure string) {
	if c.unknown != "" {
		return c.unknown
	}
	t := transform{matrix: identity}
	switch {
	case c.profile != nil:
		var ok bool
		if t, ok = readProfile(c.profile); !ok {
			return "its colour profile cannot be followed"
		}
	case c.gamma != 0:
		for i := range t.curves {
			t.curves[i] = curveOf(func(x float64) float64 { return math.Pow(x, c.gamma) })
		}
	default:
		return ""
	}
	t.apply(pixels)
	return ""
}

// transform leads from the values of a picture to linear light, and from its primaries to those of sRGB.
type transform struct {
	curves [3]*[256]int32 // in parts of linear
	matrix [3][3]float64
}

const linear = 1<<16 - 1

var identity = [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}

// toSRGB leads from XYZ of the profile connection space (D50) to linear sRGB: the inverse of sRGB's own colorants as its profile
// has them.
var toSRGB = inverse([3][3]float64{{0.43607, 0.38515, 0.14307}, {0.22249, 0.71687, 0.06061}, {0.01392, 0.09708, 0.71410}})

func curveOf(f func(float64) float64) *[256]int32 {
	var c [256]int32
	for i := range c {
		c[i] = int32(math.Round(min(max(f(float64(i)/255), 0), 1) * linear))
	}
	return &c
}

// readProfile reads a profile of matrix and curves, or of one grey curve.
func readProfile(data []byte) (t transform, ok bool) {
	if len(data) < 132 || len(data) > maxProfile || string(data[36:40]) != "acsp" {
		return t, false
	}
	tags := map[string][]byte{}
	for i := range min(binary.BigEndian.Uint32(data[128:]), 100) {
		at := 132 + 12*int(i)
		if at+12 > len(data) {
			return t, false
		}
		from, size := uint64(binary.BigEndian.Uint32(data[at+4:])), uint64(binary.BigEndian.Uint32(data[at+8:]))
		if from+size > uint64(len(data)) {
			return t, false
		}
		tags[string(data[at:at+4])] = data[from : from+size]
	}
	space, connection := string(data[16:20]), string(data[20:24])
	switch {
	case space == "GRAY" && (connection == "XYZ " || connection == "Lab "):
		c, ok := readCurve(tags["kTRC"])
		return transform{[3]*[256]int32{c, c, c}, identity}, ok
	case space != "RGB " || connection != "XYZ ":
		return t, false
	}
	var colorants [3][3]float64
	for i, letter := range []string{"r", "g", "b"} {
		var ok bool
		if t.curves[i], ok = readCurve(tags[letter+"TRC"]); !ok {
			return t, false
		}
		xyz := tags[letter+"XYZ"]
		if len(xyz) < 20 {
			return t, false
		}
		for row := range 3 {
			colorants[row][i] = fixed(xyz[8+4*row:])
		}
	}
	t.matrix = product(toSRGB, colorants)
	return t, true
}

// fixed reads a number of 16 bits before and 16 after the point.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// readCurve reads a curve of either type (ICC.1:2010, 10.5 and 10.15).
func readCurve(tag []byte) (*[256]int32, bool) {
	if len(tag) < 12 {
		return nil, false
	}
	switch string(tag[:4]) {
	case "curv":
		n := int(binary.BigEndian.Uint32(tag[8:]))
		values := tag[12:]
		switch {
		case n == 0:
			return curveOf(func(x float64) float64 { return x }), true
		case n < 0 || n > len(values)/2:
			return nil, false
		case n == 1:
			gamma := float64(binary.BigEndian.Uint16(values)) / 256
			return curveOf(func(x float64) float64 { return math.Pow(x, gamma) }), true
		}
		return curveOf(func(x float64) float64 {
			at := x * float64(n-1)
			i := min(int(at), n-2)
			a, b := float64(binary.BigEndian.Uint16(values[2*i:])), float64(binary.BigEndian.Uint16(values[2*i+2:]))
			return (a + float64((b-a)*(at-float64(i)))) / 65535
		}), true
	case "para":
		kind := binary.BigEndian.Uint16(tag[8:])
		need := []int{1, 3, 4, 5, 7}
		if int(kind) >= len(need) || len(tag) < 12+4*need[kind] {
			return nil, false
		}
		var p [7]float64 // g a b c d e f
		for i := range need[kind] {
			p[i] = fixed(tag[12+4*i:])
		}
		return parametric(int(kind), p), true
	}
	return nil, false
}

func parametric(kind int, p [7]float64) *[256]int32 {
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	power := func(x float64) float64 { return math.Pow(max(float64(a*x)+b, 0), g) }
	switch kind {
	case 0:
		return curveOf(func(x float64) float64 { return math.Pow(x, g) })
	case 1, 2:
		return curveOf(func(x float64) float64 {
			if float64(a*x)+b < 0 {
				return c
			}
			return power(x) + c
		})
	case 3:
		e, f = 0, 0
	}
	return curveOf(func(x float64) float64 {
		if x < d {
			return float64(c*x) + f
		}
		return power(x) + e
	})
}

// encoded is sRGB's curve from linear light, for each sixteenth part of a step.
var encoded = func() *[linear/16 + 1]uint8 {
	var t [linear/16 + 1]uint8
	for i := range t {
		x := (float64(i) + 0.5) * 16 / linear
		v := 12.92 * x
		if x > 0.0031308 {
			v = float64(1.055*math.Pow(x, 1/2.4)) - 0.055
		}
		t[i] = uint8(math.Round(min(max(v, 0), 1) * 255))
	}
	return &t
}()

// apply turns pixels into sRGB. A transform that would change nothing to be seen, such as sRGB's own, changes nothing.
func (t transform) apply(pixels *image.RGBA) {
	var m [9]int64
	for i := range m {
		m[i] = int64(math.Round(t.matrix[i/3][i%3] * one))
	}
	turn := func(r, g, b uint8) (uint8, uint8, uint8) {
		x, y, z := int64(t.curves[0][r]), int64(t.curves[1][g]), int64(t.curves[2][b])
		light := func(i int) uint8 {
			return encoded[min(max((m[i]*x+m[i+1]*y+m[i+2]*z)>>14, 0), linear)>>4]
		}
		return light(0), light(3), light(6)
	}
	if same(turn) {
		return
	}
	for i := 0; i+4 <= len(pixels.Pix); i += 4 {
		p := pixels.Pix[i:][:4:4]
		switch a := uint32(p[3]); a {
		case 0:
		case 255:
			p[0], p[1], p[2] = turn(p[0], p[1], p[2])
		default:
			straight := func(c uint8) uint8 { return uint8(min((uint32(c)*255+a/2)/a, 255)) }
			r, g, b := turn(straight(p[0]), straight(p[1]), straight(p[2]))
			p[0], p[1], p[2] = uint8((uint32(r)*a+127)/255), uint8((uint32(g)*a+127)/255), uint8((uint32(b)*a+127)/255)
		}
	}
}

// same says whether a turn moves no colour of a grid by more than three steps of 255.
func same(turn func(r, g, b uint8) (uint8, uint8, uint8)) bool {
	near := func(a, b uint8) bool { return a-b <= 3 || b-a <= 3 }
	for r := 0; r <= 255; r += 15 {
		for g := 0; g <= 255; g += 15 {
			for b := 0; b <= 255; b += 15 {
				x, y, z := turn(uint8(r), uint8(g), uint8(b))
				if !near(x, uint8(r)) || !near(y, uint8(g)) || !near(z, uint8(b)) {
					return false
				}
			}
		}
	}
	return true
}

func product(a, b [3][3]float64) (out [3][3]float64) {
	for i := range 3 {
		for j := range 3 {
			out[i][j] = float64(a[i][0]*b[0][j]) + float64(a[i][1]*b[1][j]) + float64(a[i][2]*b[2][j])
		}
	}
	return out
}

func inverse(m [3][3]float64) (out [3][3]float64) {
	minor := func(r, c int) float64 {
		a, b := (r+1)%3, (r+2)%3
		d, e := (c+1)%3, (c+2)%3
		return float64(m[a][d]*m[b][e]) - float64(m[a][e]*m[b][d])
	}
	det := float64(m[0][0]*minor(0, 0)) + float64(m[0][1]*minor(0, 1)) + float64(m[0][2]*minor(0, 2))
	for i := range 3 {
		for j := range 3 {
			out[j][i] = minor(i, j) / det
		}
	}
	return out
}
