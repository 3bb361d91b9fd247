package asset

import (
	"fmt"
	"math"
	"strconv"
)

// RGB is an opaque sRGB colour.
type RGB struct{ R, G, B uint8 }

// String gives the colour as #rrggbb, lower case: the only form in which a colour from data goes into a style sheet.
func (c RGB) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// ParseColor reads #rgb or #rrggbb, in any case. Names, functions, transparency and surrounding space are refused, so that
// nothing that an author writes as a colour can be anything else in CSS.
func ParseColor(s string) (RGB, error) {
	if len(s) != 4 && len(s) != 7 || s[0] != '#' {
		return RGB{}, fmt.Errorf("%.40q is not a colour of the form #rgb or #rrggbb", s)
	}
	for i := 1; i < len(s); i++ { // ParseUint alone would take a sign or an underscore
		if c := s[i] | 0x20; (c < '0' || c > '9') && (c < 'a' || c > 'f') || s[i] < '0' {
			return RGB{}, fmt.Errorf("%.40q has a character that is no hexadecimal digit", s)
		}
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return RGB{}, fmt.Errorf("%.40q is not a colour: %w", s, err)
	}
	if len(s) == 4 {
		return RGB{uint8(n>>8) * 0x11, uint8(n>>4&15) * 0x11, uint8(n&15) * 0x11}, nil
	}
	return RGB{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// Contrast gives the contrast ratio of two colours, 1 to 21, in either order, as WCAG 2.2 defines it. Text needs 4.5, large text
// and the outline of a control need 3.
func Contrast(a, b RGB) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// luminance is the relative luminance of WCAG 2.2: 0 for black, 1 for white.
func luminance(c RGB) float64 {
	// The conversions stop the compiler from fusing products and sums, which it does on some processors only.
	return float64(0.2126*linear[c.R]) + float64(0.7152*linear[c.G]) + float64(0.0722*linear[c.B])
}

// linear is the light of each value of a channel.
var linear = func() (light [256]float64) {
	for i := range light {
		v := float64(i) / 255
		if v <= 0.04045 {
			light[i] = v / 12.92
		} else {
			light[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return light
}()
