package picture

import (
	"image"

	"github.com/plaudit/plaudit/generator/asset"
)

// Look tells the facts of a picture of one frame. A JPEG has no transparency and is taken for a photograph without being decoded.
func Look(p asset.Picture, data []byte) (Facts, error) {
	if p.Format == asset.JPEG {
		return Facts{Unsure: doubtOfJPEG(data)}, nil
	}
	pixels, unsure, err := decode(p, data, p.Width)
	if err != nil {
		return Facts{}, err
	}
	alpha, tone := tone(pixels)
	return Facts{Alpha: alpha, Flat: flat(pixels), Tone: tone, Unsure: unsure}, nil
}

// flat says whether more than half of all pixels are like the one to the left.
func flat(m *image.RGBA) bool {
	w, equal, all := m.Rect.Dx(), 0, 0
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:][:4*w]
		for x := 4; x < len(row); x += 4 {
			if [4]byte(row[x:]) == [4]byte(row[x-4:]) {
				equal++
			}
		}
		all += w - 1
	}
	return 2*equal > all
}

// tone says whether a picture lets its ground be seen, and on which one it cannot be seen itself.
func tone(m *image.RGBA) (alpha bool, _ asset.Tone) {
	var t asset.Tones
	clear, all := 0, len(m.Pix)/4
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		a := uint32(m.Pix[i+3])
		if a < 255 {
			alpha = true
		}
		switch {
		case a < 32:
			clear++
		case a >= 128:
			t.Add(asset.RGB{R: uint8(min(uint32(m.Pix[i])*255/a, 255)), G: uint8(min(uint32(m.Pix[i+1])*255/a, 255)), B: uint8(min(uint32(m.Pix[i+2])*255/a, 255))}, 1)
		}
	}
	if clear*20 < all { // it brings its own ground
		return alpha, asset.NoTone
	}
	return alpha, t.Tone()
}

// doubtOfJPEG says what of a JPEG's colours cannot be followed, as decode would.
func doubtOfJPEG(data []byte) string {
	for marker, body := range jpegSegments(data) {
		if marker >= 0xC0 && marker <= 0xC2 && len(body) > 5 && body[5] == 4 {
			return forPrint
		}
	}
	return coloursOfJPEG(data).apply(image.NewRGBA(image.Rectangle{}))
}
