package drawing

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"github.com/plaudit/plaudit/generator/asset"
)

// number64 reads a number or a percentage; what is neither, or beyond sense, is otherwise.
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

// CSSColor reads a colour of CSS with its opacity: hexadecimal, rgb(), or a name.
func CSSColor(s string) (c asset.RGB, alpha float64, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if named, known := colornames.Map[s]; known {
		return asset.RGB{R: named.R, G: named.G, B: named.B}, 1, true
	}
	if strings.HasPrefix(s, "#") && (len(s) == 9 || len(s) == 5) {
		full, last := s[:4], s[4:]+s[4:]
		if len(s) == 9 {
			full, last = s[:7], s[7:]
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
