package asset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngChunk makes a chunk of a PNG.
func pngChunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, kind string, body []byte) []byte {
	const header = 8 + 25
	return append(append(bytes.Clone(data[:header]), pngChunk(kind, body)...), data[header:]...)
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exifOf makes an EXIF block with an orientation.
func exifOf(order binary.AppendByteOrder, orientation uint16) []byte {
	mark := "II"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		mark = "MM"
	}
	tiff := order.AppendUint32(order.AppendUint16([]byte(mark), 42), 8)
	tiff = order.AppendUint16(tiff, 2) // two entries: a resolution unit, then the orientation
	for _, e := range [][2]uint16{{0x0128, 2}, {0x0112, orientation}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, e[0]), 3)
		tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), e[1]), 0)
	}
	return tiff
}

// turned gives a JPEG an EXIF block with an orientation.
func turned(data []byte, order binary.AppendByteOrder, orientation uint16) []byte {
	body := append([]byte("Exif\x00\x00"), exifOf(order, orientation)...)
	segment := append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2)), body...)
	return append(append([]byte{0xFF, 0xD8}, segment...), data[2:]...)
}

func gifOf(t testing.TB, w, h, frames int) []byte {
	t.Helper()
	g := gif.GIF{Config: image.Config{Width: w, Height: h, ColorModel: color.Palette{color.Black, color.White}}}
	for range frames {
		g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black, color.White}))
		g.Delay = append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// riff makes a WebP of chunks, given as kind and body in turn.
func riff(parts ...string) []byte {
	body := "WEBP"
	for i := 0; i < len(parts); i += 2 {
		body += parts[i] + string(binary.LittleEndian.AppendUint32(nil, uint32(len(parts[i+1])))) + parts[i+1]
		if len(parts[i+1])%2 == 1 {
			body += "\x00"
		}
	}
	return []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body)
}

func lossy(w, h uint16) string {
	return "\x00\x00\x00\x9d\x01\x2a" + string(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, w), h)) + "xx"
}

func lossless(w, h uint32) string {
	return "\x2f" + string(binary.LittleEndian.AppendUint32(nil, w-1|(h-1)<<14))
}

// bmff makes a box.
func bmff(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + kind + body
}

func u32(n uint32) string { return string(binary.BigEndian.AppendUint32(nil, n)) }

// avif makes an AVIF with a thumbnail as item 1 and the picture, turned by quarter turns, as item 2.
func avif(w, h uint32, quarters string) []byte {
	properties := bmff("ipco", bmff("ispe", u32(0), u32(7), u32(7)), bmff("ispe", u32(0), u32(w), u32(h)), bmff("irot", quarters))
	items := bmff("ipma", u32(0), u32(2), "\x00\x01\x01\x01", "\x00\x02\x02\x82\x03")
	meta := bmff("meta", u32(0), bmff("pitm", u32(0), "\x00\x02"), bmff("iprp", properties, items))
	return []byte(bmff("ftyp", "avif", u32(0), "mif1avif") + meta + bmff("mdat", "x"))
}

func TestProbe(t *testing.T) {
	photo := jpegOf(t, 30, 20)
	tests := []struct {
		name string
		data []byte
		want Picture
	}{
		{"a.png", pngOf(t, 30, 20), Picture{PNG, 30, 20, 1, 1}},
		{"A.PNG", withChunk(pngOf(t, 30, 20), "acTL", []byte{0, 0, 0, 9, 0, 0, 0, 0}), Picture{PNG, 30, 20, 9, 1}},
		{"a.png", withChunk(pngOf(t, 30, 20), "eXIf", exifOf(binary.BigEndian, 8)), Picture{PNG, 20, 30, 1, 8}},
		{"a.png", withChunk(withChunk(pngOf(t, 30, 20), "eXIf", exifOf(binary.BigEndian, 8)), "acTL", []byte{0, 0, 0, 9, 0, 0, 0, 0}), Picture{PNG, 30, 20, 9, 1}},
		{"a.jpg", photo, Picture{JPEG, 30, 20, 1, 1}},
		{"a.jpeg", turned(photo, binary.BigEndian, 6), Picture{JPEG, 20, 30, 1, 6}},
		{"a.jpg", turned(photo, binary.LittleEndian, 3), Picture{JPEG, 30, 20, 1, 3}},
		{"a.jpg", turned(photo, binary.LittleEndian, 99), Picture{JPEG, 30, 20, 1, 1}},
		{"a.gif", gifOf(t, 30, 20, 1), Picture{GIF, 30, 20, 1, 1}},
		{"a.gif", gifOf(t, 30, 20, 7), Picture{GIF, 30, 20, 7, 1}},
		{"a.webp", riff("VP8 ", lossy(30, 20)), Picture{WebP, 30, 20, 1, 1}},
		{"a.webp", riff("VP8L", lossless(30, 20)), Picture{WebP, 30, 20, 1, 1}},
		{"a.webp", riff("VP8X", "\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00", "EXIF", "x", "VP8 ", lossy(9, 9)), Picture{WebP, 30, 20, 1, 1}},
		{"a.webp", riff("VP8L", lossless(30, 20), "EXIF", string(exifOf(binary.LittleEndian, 6))), Picture{WebP, 20, 30, 1, 6}},
		{"a.webp", riff("VP8L", lossless(30, 20), "EXIF", "Exif\x00\x00"+string(exifOf(binary.LittleEndian, 2))), Picture{WebP, 30, 20, 1, 2}},
		{"a.webp", riff("VP8X", "\x02\x00\x00\x00\x1d\x00\x00\x13\x00\x00", "ANMF", "x", "ANMF", "x"), Picture{WebP, 30, 20, 2, 1}},
		{"a.avif", avif(30, 20, "\x00"), Picture{AVIF, 30, 20, 1, 1}},
		{"a.avif", avif(30, 20, "\x03"), Picture{AVIF, 20, 30, 1, 1}},
		{"a.svg", []byte(`<?xml version="1.0"?><!-- x --><svg viewBox="0 0 29.5 20"/>`), Picture{SVG, 30, 20, 1, 1}},
		{"a.svg", []byte("\xEF\xBB\xBF\n<svg/>"), Picture{SVG, 0, 0, 1, 1}},
	}
	for _, tt := range tests {
		if got, err := Probe("logos/"+tt.name, tt.data); err != nil || got != tt.want {
			t.Errorf("%s: got %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
}

func TestProbeRefuses(t *testing.T) {
	small, photo := pngOf(t, 3, 2), jpegOf(t, 30, 20)
	claim := bytes.Clone(small)
	binary.BigEndian.PutUint32(claim[16:], 50_000)
	binary.BigEndian.PutUint32(claim[20:], 50_000)
	huge := bytes.Clone(small)
	binary.BigEndian.PutUint32(huge[16:], 0xFFFFFFFF)
	binary.BigEndian.PutUint32(huge[20:], 0xFFFFFFFF)
	wideGIF := gifOf(t, 50_000, 50_000, 1)
	flat := bytes.Clone(small)
	binary.BigEndian.PutUint32(flat[16:], 0)
	tests := []struct {
		name string
		data []byte
		err  string
	}{
		{"svg.png", []byte(svgHead + `<script>alert(1)</script></svg>`), "named .png, but its content is SVG"},
		{"html.png", []byte("<!DOCTYPE html><html><script>alert(1)</script></html>"), `not a picture: it begins with the element "html"`},
		{"html.svg", []byte("<html/>"), `not a picture`},
		{"script.jpg", []byte("alert(1)"), "not a picture"},
		{"png.jpg", small, "named .jpg, but its content is PNG"},
		{"png.svg", small, "named .svg, but its content is PNG"},
		{"a.exe", small, "not an extension of a picture"},
		{"a", small, "not an extension of a picture"},
		{"empty.png", nil, "not a picture"},
		{"claim.png", claim, "50000 × 50000 pixels"},
		{"huge.png", huge, "pixels"},
		{"flat.png", flat, "no width"},
		{"claim.gif", wideGIF, "50000 × 50000 pixels"},
		{"claim.webp", riff("VP8X", "\x00\x00\x00\x00\x4f\xc3\x00\x4f\xc3\x00", "VP8L", lossless(1, 1)), "50000 × 50000 pixels"},
		{"claim.avif", avif(50_000, 50_000, "\x00"), "50000 × 50000 pixels"},
		{"endless.avif", avif(0xFFFFFFFF, 0xFFFFFFFF, "\x00"), "pixels"},
		{"frames.gif", gifOf(t, 1, 1, 1000), "more than 500 frames"},
		{"frames.png", withChunk(small, "acTL", []byte{0, 0, 0x10, 0, 0, 0, 0, 0}), "more than 500 frames"},
		{"frames.webp", riff(append([]string{"VP8X", "\x02\x00\x00\x00\x1d\x00\x00\x13\x00\x00"}, strings.Split(strings.Repeat("ANMF,x,", 501), ",")[:1002]...)...), "more than 500 frames"},
		{"text.png", withChunk(small, "zTXt", make([]byte, maxMetadata+1)), "more than 4 MB beside"},
		{"cut.png", small[:len(small)-13], "truncated"},
		{"cut.jpg", photo[:len(photo)-2], "truncated"},
		{"head.jpg", photo[:40], "truncated"},
		{"hidden.jpg", append([]byte("\xff\xd8\xff\xd0\x00\x04xx"), photo[2:]...), "truncated"}, // a decoder goes on at xx
		{"cut.gif", gifOf(t, 9, 9, 3)[:60], "truncated"},
		{"none.gif", gifOf(t, 9, 9, 1)[:12], "truncated"},
		{"cut.webp", riff("VP8 ", lossy(30, 20))[:25], "truncated"},
		{"none.webp", riff("EXIF", "x"), "no width"},
		{"cut.avif", avif(30, 20, "\x00")[:100], "truncated"},
		{"video.avif", []byte(bmff("ftyp", "isom", u32(0), "mp42")), "not a picture"},
	}
	for _, tt := range tests {
		got, err := Probe(tt.name, tt.data)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.err) || got != (Picture{}) {
			t.Errorf("%s: got %v, %v, want %q", tt.name, got, err, tt.err)
		}
	}
}

func FuzzProbe(f *testing.F) {
	for _, data := range [][]byte{
		pngOf(f, 3, 2), withChunk(pngOf(f, 3, 2), "acTL", make([]byte, 8)), jpegOf(f, 3, 2), turned(jpegOf(f, 3, 2), binary.BigEndian, 6), gifOf(f, 3, 2, 2),
		riff("VP8 ", lossy(3, 2)), riff("VP8L", lossless(3, 2)), riff("VP8X", "\x02\x00\x00\x00\x1d\x00\x00\x13\x00\x00", "ANMF", "x"),
		avif(3, 2, "\x01"), []byte(`<svg width="3" height="2"/>`),
	} {
		f.Add(data)
	}
	f.Add(withChunk(pngOf(f, 3, 2), "eXIf", exifOf(binary.BigEndian, 6)))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := probe(data)
		if err != nil {
			if p != (Picture{}) {
				t.Fatalf("%v beside the error %v", p, err)
			}
			return
		}
		if p.Format == SVG {
			return
		}
		if p.Width < 1 || p.Height < 1 || p.Width*p.Height > MaxPixels || p.Frames < 1 || p.Frames > MaxFrames || p.Orientation < 1 || p.Orientation > 8 {
			t.Fatalf("%+v", p)
		}
		// What the standard library reads of it is what was promised.
		if p.Orientation >= 5 {
			p.Width, p.Height = p.Height, p.Width
		}
		if c, kind, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && (kind == "png" || kind == "gif") && (c.Width != p.Width || c.Height != p.Height) {
			t.Fatalf("%+v, but the %s is %d × %d", p, kind, c.Width, c.Height)
		}
	})
}
