package asset

import "math"

// Readable gives the colour nearest to c that has at least this contrast with every one of the grounds, and false when no lightness
// has it.
func Readable(c RGB, ratio float64, grounds ...RGB) (RGB, bool) {
	return Nearest(c, func(near RGB) bool { return readable(near, ratio, grounds) })
}

// Nearest gives the colour nearest to c that fits, and c and false when none does. Only the lightness is changed, in OKLCH (Björn Ottosson,
// "A perceptual color space for image processing", 2020), so that a brand's hue stays what it is; where sRGB has no such colour, it
// becomes paler.
func Nearest(c RGB, fits func(RGB) bool) (RGB, bool) {
	if fits(c) {
		return c, true
	}
	const steps = 1000
	from := okLCH(c)
	for i := 1; i <= steps; i++ {
		for _, way := range [2]float64{-1, 1} {
			l := from.l + float64(way*float64(i))/steps
			if l < 0 || l > 1 {
				continue
			}
			if near := (lch{l, from.c, from.h}).inGamut(); fits(near) {
				return near, true
			}
		}
	}
	return c, false
}

func readable(c RGB, ratio float64, grounds []RGB) bool {
	for _, g := range grounds {
		if Contrast(c, g) < ratio {
			return false
		}
	}
	return true
}

// lch is a colour in OKLCH: lightness 0 to 1, chroma, hue in radians.
type lch struct{ l, c, h float64 }

// The conversions to float64 below stop the compiler from fusing products and sums, which it does on some processors only.

// scalar is a scalar product.
func scalar(a, b [3]float64) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

func okLCH(c RGB) lch {
	rgb := [3]float64{linear[c.R], linear[c.G], linear[c.B]}
	cones := [3]float64{
		math.Cbrt(scalar([3]float64{0.4122214708, 0.5363325363, 0.0514459929}, rgb)),
		math.Cbrt(scalar([3]float64{0.2119034982, 0.6806995451, 0.1073969566}, rgb)),
		math.Cbrt(scalar([3]float64{0.0883024619, 0.2817188376, 0.6299787005}, rgb)),
	}
	a := scalar([3]float64{1.9779984951, -2.4285922050, 0.4505937099}, cones)
	b := scalar([3]float64{0.0259040371, 0.7827717662, -0.8086757660}, cones)
	return lch{scalar([3]float64{0.2104542553, 0.7936177850, -0.0040720468}, cones), math.Sqrt(float64(a*a) + float64(b*b)), math.Atan2(b, a)}
}

// rgb gives linear light, which may lie beyond 0 to 1.
func (c lch) rgb() [3]float64 {
	lab := [3]float64{c.l, float64(c.c * math.Cos(c.h)), float64(c.c * math.Sin(c.h))}
	cube := func(x float64) float64 { return float64(float64(x*x) * x) }
	cones := [3]float64{
		cube(scalar([3]float64{1, 0.3963377774, 0.2158037573}, lab)),
		cube(scalar([3]float64{1, -0.1055613458, -0.0638541728}, lab)),
		cube(scalar([3]float64{1, -0.0894841775, -1.2914855480}, lab)),
	}
	return [3]float64{
		scalar([3]float64{4.0767416621, -3.3077115913, 0.2309699292}, cones),
		scalar([3]float64{-1.2684380046, 2.6097574011, -0.3413193965}, cones),
		scalar([3]float64{-0.0041960863, -0.7034186147, 1.7076147010}, cones),
	}
}

// inGamut is the colour in sRGB, with less chroma where that is needed.
func (c lch) inGamut() RGB {
	const slack = 1e-4
	fits := func(light [3]float64) bool {
		return min(light[0], light[1], light[2]) >= -slack && max(light[0], light[1], light[2]) <= 1+slack
	}
	light := c.rgb()
	if !fits(light) {
		low, high := 0.0, c.c
		for range 20 {
			c.c = (low + high) / 2
			if fits(c.rgb()) {
				low = c.c
			} else {
				high = c.c
			}
		}
		c.c = low
		light = c.rgb()
	}
	return RGB{channel(light[0]), channel(light[1]), channel(light[2])}
}

// channel is the value of a channel whose light is the nearest.
func channel(light float64) uint8 {
	v := float64(light * 12.92)
	if light > 0.0031308 {
		v = float64(1.055*math.Pow(light, 1/2.4)) - 0.055
	}
	return uint8(math.Round(255 * min(1, max(0, v))))
}
