package picture

import "github.com/plaudit/plaudit/generator/asset"

// Pixels gives a picture that asset.Probe has judged upright and in sRGB, at most so many pixels wide and high: rows of red, green, blue and alpha,
// not multiplied.
func Pixels(p asset.Picture, data []byte, most int) (width, height int, rgba []byte, err error) {
	width, height = p.Width, p.Height
	if longer := max(width, height); longer > most {
		width, height = max(1, width*most/longer), max(1, height*most/longer)
	}
	whole, _, err := decode(p, data, max(width, height))
	if err != nil {
		return 0, 0, nil, err
	}
	w, h := width, height
	if p.Orientation >= 5 {
		w, h = h, w
	}
	var scaled scaler
	scaled.halves = append(scaled.halves, whole)
	out := straight(upright(scaled.scale(w, h), p.Orientation))
	return width, height, out.Pix, nil
}
