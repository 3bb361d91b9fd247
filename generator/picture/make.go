package picture

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/webp"
)

// Make makes files of a picture: those that Plan has named, or some of them, in their order. An error that is no *asset.Error is an encoder's.
func Make(p asset.Picture, data []byte, files []File, encoder *webp.Encoder) ([][]byte, error) {
	widest := 1
	for _, f := range files {
		widest = max(widest, f.Width)
		if p.Orientation >= 5 {
			widest = max(widest, f.Height) // of the picture as it is stored
		}
	}
	whole, _, err := decode(p, data, widest)
	if err != nil {
		return nil, err
	}
	// Files of one size follow each other, so that it is made once.
	bySize := make([]int, len(files))
	for i := range bySize {
		bySize[i] = i
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(files[a].Width, files[b].Width) })
	scaled := scaler{halves: []*image.RGBA{whole}}
	out := make([][]byte, len(files))
	for _, i := range bySize {
		f := files[i]
		width, height := f.Width, f.Height
		if p.Orientation >= 5 {
			width, height = height, width
		}
		made, err := f.encode(upright(scaled.scale(width, height), p.Orientation), encoder)
		if err != nil {
			return nil, err
		}
		out[i] = made
	}
	return out, nil
}

func (f File) encode(pixels *image.RGBA, encoder *webp.Encoder) ([]byte, error) {
	var b bytes.Buffer
	switch f.Format {
	case asset.JPEG:
		if err := jpeg.Encode(&b, pixels, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return nil, fmt.Errorf("encoding JPEG: %w", err)
		}
		return b.Bytes(), nil
	case asset.PNG:
		if err := png.Encode(&b, paletted(straight(pixels))); err != nil {
			return nil, fmt.Errorf("encoding PNG: %w", err)
		}
		return b.Bytes(), nil
	}
	return f.encodeWebP(straight(pixels), encoder)
}

// encodeWebP keeps the smaller of what may be made.
func (f File) encodeWebP(pixels *image.NRGBA, encoder *webp.Encoder) (out []byte, err error) {
	if f.Lossy {
		if out, err = encoder.Lossy(pixels, webpQuality); err != nil {
			return nil, err
		}
	}
	if f.Lossless {
		whole, err := encoder.Lossless(pixels)
		if err != nil {
			return nil, err
		}
		if out == nil || len(whole) < len(out) {
			out = whole
		}
	}
	return out, nil
}

// straight gives pixels whose colours are not multiplied by their alpha, as files have them.
func straight(m *image.RGBA) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		p, q := m.Pix[i:][:4:4], out.Pix[i:][:4:4]
		switch a := uint32(p[3]); a {
		case 0:
		case 255:
			copy(q, p)
		default:
			for c := range 3 {
				q[c] = uint8(min((uint32(p[c])*255+a/2)/a, 255))
			}
			q[3] = p[3]
		}
	}
	return out
}

// paletted gives a picture of few colours as one with a palette, which takes less room; others as they are.
func paletted(m *image.NRGBA) image.Image {
	const most = 256
	index := map[[4]byte]uint8{}
	out := image.NewPaletted(m.Rect, nil)
	for i := 0; i+4 <= len(m.Pix); i += 4 {
		c := [4]byte(m.Pix[i:])
		at, known := index[c]
		if !known {
			if len(index) == most {
				return m
			}
			at = uint8(len(index))
			index[c] = at
			out.Palette = append(out.Palette, color.NRGBA{R: c[0], G: c[1], B: c[2], A: c[3]})
		}
		out.Pix[i/4] = at
	}
	return out
}
