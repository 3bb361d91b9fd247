package drawing

import (
	"fmt"

	"rsc.io/qr"

	"github.com/plaudit/plaudit/generator/asset"
)

// Quiet is the clear space around a QR code, in modules (ISO/IEC 18004, 5.3.8).
const Quiet = 4

// QR draws a text as a QR code that may lose 15 % of itself, dark on light whatever is below it, in a square that includes the quiet zone.
func QR(text string, x, y, size float64, dark, light asset.RGB) ([]Path, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("%q is too long for a QR code", text)
	}
	module := size / float64(code.Size+2*Quiet)
	var ground, pen Pen
	ground.Box(x, y, size, size)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			if !code.Black(from, row) {
				continue
			}
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			left, top := round(x+float64(from+Quiet)*module), round(y+float64(row+Quiet)*module)
			right, bottom := round(x+float64(to+Quiet)*module), round(y+float64(row+Quiet+1)*module)
			pen.Box(left, top, right-left, bottom-top)
			from = to
		}
	}
	return []Path{{Segments: ground.Segments, Fill: Solid(light)}, {Segments: pen.Segments, Fill: Solid(dark)}}, nil
}
