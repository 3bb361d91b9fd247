package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"

	"golang.org/x/image/webp"

	"github.com/plaudit/plaudit/generator/asset"
)

// maxScans is the most passes in which a JPEG may describe its pixels. Encoders write about ten; each goes over the whole picture.
const maxScans = 100

// forPrint is what cannot be told of colours for print: their inks are mixed without their profile.
const forPrint = "it is made for print (CMYK)"

// decode gives the pixels of a picture of one frame: in sRGB as far as its profile can be followed, not yet upright, and perhaps halved, but
// never below atLeast pixels of width as it is stored. unsure says what of its colours could not be told.
func decode(p asset.Picture, data []byte, atLeast int) (pixels *image.RGBA, unsure string, err error) {
	// Decoders are others' work. What one of them trips over is a damaged picture, and no end of the program.
	defer func() {
		if r := recover(); r != nil {
			pixels, unsure, err = nil, "", damaged(p)
		}
	}()
	var decoded image.Image
	var about colours
	switch p.Format {
	case asset.JPEG:
		if scans := bytes.Count(data, []byte{0xFF, 0xDA}); scans > maxScans {
			return nil, "", &asset.Error{Text: fmt.Sprintf("the JPEG file has %d passes, more than %d", scans, maxScans)}
		}
		about = coloursOfJPEG(data)
		decoded, err = jpeg.Decode(bytes.NewReader(data))
	case asset.PNG:
		about = coloursOfPNG(data)
		decoded, err = png.Decode(bytes.NewReader(data))
	case asset.GIF:
		decoded, err = gif.Decode(bytes.NewReader(data))
	case asset.WebP:
		if !sizesAgree(p, data) {
			return nil, "", damaged(p)
		}
		about = coloursOfWebP(data)
		decoded, err = webp.Decode(bytes.NewReader(data))
	default:
		return nil, "", &asset.Error{Text: "a picture of this format cannot be decoded"}
	}
	if err != nil {
		return nil, "", damaged(p)
	}
	width, height := stored(p)
	if p.Format != asset.GIF && decoded.Bounds() != image.Rect(0, 0, width, height) {
		return nil, "", damaged(p)
	}
	pixels = rgba(p, decoded, image.Rect(0, 0, width, height), atLeast)
	if _, inks := decoded.(*image.CMYK); inks {
		return pixels, forPrint, nil
	}
	unsure = about.apply(pixels)
	return pixels, unsure, nil
}

func damaged(p asset.Picture) error {
	return &asset.Error{Text: "the " + strings.ToUpper(string(p.Format)) + " file is truncated or damaged"}
}

// stored is a picture's size before it is turned upright.
func stored(p asset.Picture) (width, height int) {
	if p.Orientation >= 5 {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}

// sizesAgree says whether the frame of a WebP (RFC 9649) has the size that asset.Probe has judged: the decoder believes the frame.
func sizesAgree(p asset.Picture, data []byte) bool {
	for kind, body := range riffChunks(data) {
		width, height := 0, 0
		switch {
		case kind == "VP8 " && len(body) >= 10:
			width, height = int(binary.LittleEndian.Uint16(body[6:])&0x3fff), int(binary.LittleEndian.Uint16(body[8:])&0x3fff)
		case kind == "VP8L" && len(body) >= 5:
			bits := binary.LittleEndian.Uint32(body[1:])
			width, height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
		default:
			continue
		}
		if w, h := stored(p); width != w || height != h {
			return false
		}
	}
	return true
}

// rgba gives the pixels of a decoded picture, premultiplied. A large photograph is halved on the way.
func rgba(p asset.Picture, decoded image.Image, size image.Rectangle, atLeast int) *image.RGBA {
	switch m := decoded.(type) {
	case *image.YCbCr:
		if p.Format == asset.WebP {
			return limitedRange(m, nil)
		}
		if m.SubsampleRatio == image.YCbCrSubsampleRatio420 && size.Dx() >= 2*atLeast {
			return halfYCbCr(m)
		}
	case *image.NYCbCrA:
		return limitedRange(&m.YCbCr, m)
	case *image.RGBA:
		return m
	}
	out := image.NewRGBA(size)
	draw.Draw(out, decoded.Bounds(), decoded, decoded.Bounds().Min, draw.Src) // the frame of a GIF may be a part of it
	return out
}

// halfYCbCr gives a picture whose colours are stored for each four pixels in half its size.
func halfYCbCr(m *image.YCbCr) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	half := &image.YCbCr{
		Cb: m.Cb, Cr: m.Cr, CStride: m.CStride, SubsampleRatio: image.YCbCrSubsampleRatio444,
		YStride: (w + 1) / 2, Rect: image.Rect(0, 0, (w+1)/2, (h+1)/2),
	}
	half.Y = make([]byte, half.YStride*half.Rect.Dy())
	for y := range half.Rect.Dy() {
		top, bottom := m.Y[2*y*m.YStride:][:w], m.Y[min(2*y+1, h-1)*m.YStride:][:w]
		out := half.Y[y*half.YStride:][:half.YStride]
		for x := range out {
			right := min(2*x+1, w-1)
			out[x] = uint8((uint32(top[2*x]) + uint32(top[right]) + uint32(bottom[2*x]) + uint32(bottom[right]) + 2) / 4)
		}
	}
	out := image.NewRGBA(half.Rect)
	draw.Draw(out, out.Rect, half, image.Point{}, draw.Src)
	return out
}

// limitedRange gives the pixels of a lossy WebP. It stores BT.601 in the limited range (RFC 9649, 16 to 235), which the decoder hands
// out as if it were JPEG's full range. alpha may be nil.
func limitedRange(m *image.YCbCr, alpha *image.NYCbCrA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()))
	for y := range m.Rect.Dy() {
		row := out.Pix[y*out.Stride:][:4*m.Rect.Dx()]
		for x := range m.Rect.Dx() {
			luma := 76309 * (int32(m.Y[y*m.YStride+x]) - 16) // in parts of 65536
			at := y/2*m.CStride + x/2
			cb, cr := int32(m.Cb[at])-128, int32(m.Cr[at])-128
			a := uint32(255)
			if alpha != nil {
				a = uint32(alpha.A[y*alpha.AStride+x])
			}
			p := row[4*x:][:4:4]
			p[0] = premultiplied(luma+104597*cr, a)
			p[1] = premultiplied(luma-25675*cb-53279*cr, a)
			p[2] = premultiplied(luma+132201*cb, a)
			p[3] = uint8(a)
		}
	}
	return out
}

func premultiplied(v int32, a uint32) uint8 {
	c := uint32(min(max((v+32768)>>16, 0), 255))
	return uint8((c*a + 127) / 255)
}
