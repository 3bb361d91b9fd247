package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/webp"
)

// shared is the encoder of the tests: starting one takes a while.
var shared = webp.New("")

var wide = Widths{WebP: []int{480, 800, 1200, 1600}, Fallback: 1200}

// photo is a picture of soft colours and some detail.
func photo(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / w), uint8(120 + 40*math.Sin(float64(x)/9)*math.Cos(float64(y)/7)), uint8(y * 255 / h), 255})
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// made is a file with what it became.
type made struct {
	File
	data   []byte
	pixels *image.RGBA
}

// all looks at a picture, plans its files and makes them.
func all(t testing.TB, name string, data []byte, widths Widths) (asset.Picture, Facts, []made) {
	t.Helper()
	p, err := asset.Probe(name, data)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := Look(p, data)
	if err != nil {
		t.Fatal(err)
	}
	files := Plan(p, facts, widths)
	encoded, err := Make(p, data, files, shared)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]made, len(files))
	for i, f := range files {
		if !f.Is(encoded[i]) {
			t.Fatalf("%s: what was made is not %+v", name, f)
		}
		q, err := asset.Probe("x."+string(f.Format), encoded[i])
		if err != nil {
			t.Fatal(err)
		}
		pixels, _, err := decode(q, encoded[i], q.Width)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = made{f, encoded[i], pixels}
	}
	return p, facts, out
}

func sizes(files []made) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s %d×%d, ", f.Format, f.pixels.Rect.Dx(), f.pixels.Rect.Dy())
	}
	return strings.TrimSuffix(b.String(), ", ")
}

// The widths of layouts, in proportion, and never more than there is.
func TestSizes(t *testing.T) {
	for _, tt := range []struct {
		w, h   int
		widths Widths
		want   string
	}{
		{2400, 1600, wide, "webp 480×320, webp 800×533, webp 1200×800, webp 1600×1067, jpg 1200×800"},
		{1000, 500, wide, "webp 480×240, webp 800×400, webp 1000×500, jpg 1000×500"},
		{850, 500, wide, "webp 480×282, webp 850×500, jpg 850×500"}, // 800 is nearly its own width
		{1600, 900, wide, "webp 480×270, webp 800×450, webp 1200×675, webp 1600×900, jpg 1200×675"},
		{1599, 900, wide, "webp 480×270, webp 800×450, webp 1200×675, webp 1599×900, jpg 1200×675"},
		{120, 90, wide, "webp 120×90, jpg 120×90"},
		{1, 1, wide, "webp 1×1, jpg 1×1"},
		{3, 900, wide, "webp 3×900, jpg 3×900"},
		{900, 2, wide, "webp 480×1, webp 900×2, jpg 900×2"},
		{10, 16500, wide, "webp 9×14850, jpg 9×14850"}, // a side of a WebP has an end
		{500, 400, Widths{[]int{96, 192, 384}, 384}, "webp 96×77, webp 192×154, webp 384×307, jpg 384×307"},
	} {
		_, _, files := all(t, "a.jpg", jpegOf(t, photo(tt.w, tt.h)), tt.widths)
		if got := sizes(files); got != tt.want {
			t.Errorf("%d×%d: got %s, want %s", tt.w, tt.h, got, tt.want)
		}
	}
}

// exif is an EXIF block with an orientation and with the place where the picture was taken.
func exif(orientation int) []byte {
	b := []byte("MM\x00\x2a\x00\x00\x00\x08")
	b = binary.BigEndian.AppendUint16(b, 2)
	b = append(b, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	b = append(b, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38) // the directory GPSInfo
	b = append(b, 0, 0, 0, 0)
	return append(b, "GPSPOSITION 48.2082N 16.3738E"...)
}

// segment makes a segment of a JPEG.
func segment(marker byte, body ...byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2)), body...)
}

// behindStart puts segments behind the start of a JPEG.
func behindStart(data []byte, segments ...[]byte) []byte {
	return append(append(bytes.Clone(data[:2]), bytes.Join(segments, nil)...), data[2:]...)
}

// chunk makes a chunk of a PNG, and behindHeader puts some behind the header.
func chunk(kind string, body []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func behindHeader(data []byte, chunks ...[]byte) []byte {
	return append(append(bytes.Clone(data[:33]), bytes.Join(chunks, nil)...), data[33:]...)
}

// corners is a picture whose corners are red, green (right), blue (below) and white.
func corners(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{255, 0, 0, 255}
			switch right, below := x >= w/2, y >= h/2; {
			case right && below:
				c = color.NRGBA{255, 255, 255, 255}
			case right:
				c = color.NRGBA{0, 255, 0, 255}
			case below:
				c = color.NRGBA{0, 0, 255, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// letters are the corners of a picture as it is shown: top left and right, then below.
func letters(m *image.RGBA) string {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	var b strings.Builder
	for _, at := range [][2]int{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		c := m.RGBAAt(at[0], at[1])
		switch {
		case c.R > 180 && c.G > 180 && c.B > 180:
			b.WriteByte('w')
		case c.R > 180 && c.G < 80 && c.B < 80:
			b.WriteByte('r')
		case c.G > 180 && c.R < 80 && c.B < 80:
			b.WriteByte('g')
		case c.B > 180 && c.R < 80 && c.G < 80:
			b.WriteByte('b')
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// All eight orientations of EXIF (CIPA DC-008, tag 0x0112): what is stored as rg/bw is shown so.
func TestOrientation(t *testing.T) {
	pixels := corners(96, 48)
	photo, drawing := jpegOf(t, pixels), pngOf(t, pixels)
	whole, err := shared.Lossless(pixels)
	if err != nil {
		t.Fatal(err)
	}
	for name, with := range map[string]func(exif []byte) []byte{
		"a.jpg": func(exif []byte) []byte {
			return behindStart(photo, segment(0xE1, append([]byte("Exif\x00\x00"), exif...)...))
		},
		"a.png":  func(exif []byte) []byte { return behindHeader(drawing, chunk("eXIf", exif)) },
		"a.webp": func(exif []byte) []byte { return riff("VP8L", chunkOf(t, whole, "VP8L"), "EXIF", string(exif)) },
	} {
		for orientation, want := range map[int]string{1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb"} {
			size := "96×48, 32×16"
			if orientation >= 5 {
				size = "48×96, 32×64"
			}
			_, _, files := all(t, name, with(exif(orientation)), Widths{[]int{32, 200}, 32})
			if got := fmt.Sprintf("%d×%d, %d×%d", files[1].Width, files[1].Height, files[0].Width, files[0].Height); got != size {
				t.Errorf("%s, orientation %d: %s, want %s", name, orientation, got, size)
			}
			for _, f := range files {
				if got := letters(f.pixels); got != want {
					t.Errorf("%s, orientation %d: the %s is %s, want %s", name, orientation, f.Format, got, want)
				}
			}
		}
	}
}

// chunkOf is a chunk of a WebP.
func chunkOf(t *testing.T, data []byte, kind string) string {
	for k, body := range riffChunks(data) {
		if k == kind {
			return string(body)
		}
	}
	t.Fatal("there is no " + kind)
	return ""
}

// A line that is thousands of times as long as wide takes no more memory than another picture of as many pixels.
func TestLongLine(t *testing.T) {
	for _, size := range [][4]int{{2_000_000, 1, 480, 1}, {1, 2_000_000, 1, 480}} {
		src := image.NewRGBA(image.Rect(0, 0, size[0], size[1]))
		for i := range src.Pix {
			src.Pix[i] = 200
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s := scaler{halves: []*image.RGBA{src}}
		got := s.scale(size[2], size[3])
		runtime.ReadMemStats(&after)
		if got.Rect != image.Rect(0, 0, size[2], size[3]) || bytes.Count(got.Pix, []byte{200}) != len(got.Pix) {
			t.Errorf("%v became %v", size, got.Rect)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("%v: %d bytes were allocated", size, used)
		}
	}
}

// Nothing of where, when and by whom a picture was taken is published.
func TestMetadataStripped(t *testing.T) {
	secret := []byte("GPSPOSITION")
	xmp := append([]byte("http://ns.adobe.com/xap/1.0/\x00"), "<x:xmpmeta>GPSPOSITION</x:xmpmeta>"...)
	photograph := behindStart(jpegOf(t, photo(300, 200)), segment(0xE1, append([]byte("Exif\x00\x00"), exif(1)...)...), segment(0xE1, xmp...),
		segment(0xED, []byte("Photoshop 3.0\x00 GPSPOSITION")...), segment(0xFE, []byte("a comment GPSPOSITION")...))
	drawing := behindHeader(pngOf(t, corners(300, 200)), chunk("eXIf", exif(1)), chunk("tEXt", []byte("Author\x00GPSPOSITION")),
		chunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00GPSPOSITION")))
	lossy, err := shared.Lossy(photo(300, 200), 80)
	if err != nil {
		t.Fatal(err)
	}
	extended := riff("VP8X", "\x0c\x00\x00\x00\x2b\x01\x00\xc7\x00\x00", "VP8 ", string(lossy[20:]), "EXIF", string(exif(1)), "XMP ", "<x:xmpmeta>GPSPOSITION")
	for name, data := range map[string][]byte{"a.jpg": photograph, "a.png": drawing, "a.webp": extended} {
		if !bytes.Contains(data, secret) {
			t.Fatalf("%s: the test is without the secret", name)
		}
		_, _, files := all(t, name, data, wide)
		for _, f := range files {
			for _, word := range []string{"GPS", "Exif", "EXIF", "xmp", "XMP", "Author", "Photoshop", "comment"} {
				if bytes.Contains(f.data, []byte(word)) {
					t.Errorf("%s: the %s of %d pixels holds %q", name, f.Format, f.Width, word)
				}
			}
		}
	}
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

// disc is a logo: a disc of one colour on nothing.
func disc(n int, c color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			if dx, dy := x-n/2, y-n/2; dx*dx+dy*dy < n*n/5 {
				m.SetNRGBA(x, y, c)
			}
		}
	}
	return m
}

func TestTransparency(t *testing.T) {
	_, facts, files := all(t, "a.png", pngOf(t, disc(400, color.NRGBA{200, 40, 60, 255})), Widths{[]int{96, 192, 384}, 384})
	if !facts.Alpha || !facts.Flat {
		t.Errorf("%+v", facts)
	}
	if got := sizes(files); got != "webp 96×96, webp 192×192, webp 384×384, png 384×384" {
		t.Error(got)
	}
	for _, f := range files {
		n := f.Width
		if c := f.pixels.RGBAAt(0, 0); c.A != 0 {
			t.Errorf("%s of %d: the corner is %v", f.Format, n, c)
		}
		if c := f.pixels.RGBAAt(n/2, n/2); c != (color.RGBA{200, 40, 60, 255}) {
			t.Errorf("%s of %d: the middle is %v", f.Format, n, c)
		}
		// Nothing of the black of what is transparent has come into the edge.
		for i := 0; i < len(f.pixels.Pix); i += 4 {
			if p := f.pixels.Pix[i:]; p[3] > 40 && int(p[0])*255/int(p[3]) < 180 {
				t.Fatalf("%s of %d: a pixel of the edge is %v", f.Format, n, p[:4])
			}
		}
	}
}

// A photograph with transparency may be encoded with loss, a drawing never is.
func TestSmallerIsKept(t *testing.T) {
	veiled := photo(400, 300)
	for i := 3; i < len(veiled.Pix); i += 4 {
		veiled.Pix[i] = uint8(255 - i/4%400/4)
	}
	_, facts, files := all(t, "a.png", pngOf(t, veiled), Widths{[]int{400}, 400})
	if !facts.Alpha || facts.Flat || !files[0].Lossless || !files[0].Lossy {
		t.Errorf("%+v, %+v", facts, files[0].File)
	}
	if len(files[0].data) > len(files[1].data)/3 {
		t.Errorf("a veiled photograph has %d bytes as WebP and %d as PNG", len(files[0].data), len(files[1].data))
	}
	for i := 3; i < len(veiled.Pix); i += 4 {
		if files[0].pixels.Pix[i] != veiled.Pix[i] {
			t.Fatal("transparency is not kept")
		}
	}
	_, facts, files = all(t, "a.png", pngOf(t, corners(400, 300)), Widths{[]int{400}, 400})
	if facts.Alpha || !facts.Flat || files[0].Lossy || files[1].Format != asset.PNG {
		t.Errorf("%+v, %+v", facts, files)
	}
	for _, f := range files {
		if !bytes.Equal(straight(f.pixels).Pix, corners(400, 300).Pix) {
			t.Errorf("the %s of a drawing is not the drawing", f.Format)
		}
	}
}

func TestTone(t *testing.T) {
	on := func(m *image.NRGBA, c color.NRGBA) *image.NRGBA {
		for i := 0; i < len(m.Pix); i += 4 {
			if m.Pix[i+3] == 0 {
				copy(m.Pix[i:], []byte{c.R, c.G, c.B, c.A})
			}
		}
		return m
	}
	white, black, red := color.NRGBA{255, 255, 255, 255}, color.NRGBA{12, 10, 14, 255}, color.NRGBA{210, 40, 30, 255}
	mixed := disc(100, white)
	for i := 0; i < len(mixed.Pix)/2; i += 4 {
		if mixed.Pix[i+3] > 0 {
			copy(mixed.Pix[i:], []byte{210, 40, 30, 255})
		}
	}
	for name, tt := range map[string]struct {
		m    *image.NRGBA
		want asset.Tone
	}{
		"white": {disc(100, white), asset.Light}, "black": {disc(100, black), asset.Dark}, "red": {disc(100, red), asset.NoTone},
		"white on white": {on(disc(100, white), white), asset.NoTone}, "black on white": {on(disc(100, black), white), asset.NoTone},
		"white and red": {mixed, asset.Light}, "nothing": {disc(100, color.NRGBA{}), asset.NoTone},
	} {
		if _, facts, _ := all(t, "a.png", pngOf(t, tt.m), Widths{[]int{50}, 50}); facts.Tone != tt.want {
			t.Errorf("%s: %q, want %q", name, facts.Tone, tt.want)
		}
	}
}

func TestGIF(t *testing.T) {
	palette := color.Palette{color.NRGBA{}, color.NRGBA{200, 40, 60, 255}}
	frame := image.NewPaletted(image.Rect(10, 10, 30, 30), palette) // a part of the picture
	for i := range frame.Pix {
		frame.Pix[i] = 1
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame}, Delay: []int{0}, Config: image.Config{Width: 40, Height: 40, ColorModel: palette}}); err != nil {
		t.Fatal(err)
	}
	_, facts, files := all(t, "a.gif", b.Bytes(), wide)
	if !facts.Alpha || sizes(files) != "webp 40×40, png 40×40" {
		t.Errorf("%+v, %s", facts, sizes(files))
	}
	for _, f := range files {
		if f.pixels.RGBAAt(5, 5).A != 0 || f.pixels.RGBAAt(20, 20) != (color.RGBA{200, 40, 60, 255}) || f.pixels.RGBAAt(35, 35).A != 0 {
			t.Errorf("the %s has other pixels", f.Format)
		}
	}
}

// A lossy WebP holds limited range: its own black and white come out as black and white.
func TestWebPColours(t *testing.T) {
	want := []color.NRGBA{{0, 0, 0, 255}, {255, 255, 255, 255}, {200, 40, 60, 255}, {30, 90, 200, 255}}
	for _, c := range want {
		m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
		for i := 0; i < len(m.Pix); i += 4 {
			copy(m.Pix[i:], []byte{c.R, c.G, c.B, 255})
		}
		data, err := shared.Lossy(m, 95)
		if err != nil {
			t.Fatal(err)
		}
		p, err := asset.Probe("a.webp", data)
		if err != nil {
			t.Fatal(err)
		}
		pixels, _, err := decode(p, data, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := pixels.RGBAAt(32, 32); far(got.R, c.R, 5) || far(got.G, c.G, 5) || far(got.B, c.B, 5) {
			t.Errorf("%v became %v", c, got)
		}
	}
}

func far(a, b uint8, most int) bool { return int(a)-int(b) > most || int(b)-int(a) > most }

// What a decoder would allocate is judged before it does.
func TestBombs(t *testing.T) {
	small := pngOf(t, corners(4, 4))
	canvas := riff("VP8X", "\x00\x00\x00\x00\x03\x00\x00\x03\x00\x00", "VP8L", "\x2f"+string(binary.LittleEndian.AppendUint32(nil, 16382|16382<<14)))
	frame := riff("VP8X", "\x00\x00\x00\x00\x03\x00\x00\x03\x00\x00", "VP8 ", "\x00\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3fxxxxxx")
	scans := jpegOf(t, photo(16, 16))
	scan := bytes.Index(scans, []byte{0xFF, 0xDA})
	for range 200 {
		scans = append(scans[:len(scans)-2:len(scans)-2], append(bytes.Clone(scans[scan:scan+20]), 0xFF, 0xD9)...)
	}
	// A marker without length, then a header and pixels that a walk by lengths passes over.
	hidden := "\xff\xc0\x00\x0b\x08\x4e\x20\x4e\x20\x01\x01\x11\x00" + "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00xxxx"
	restart := behindStart(jpegOf(t, photo(16, 16)), segment(0xD0, []byte(hidden)...))
	second := append(bytes.Clone(small[:33]), small[8:]...) // a header, then another with other sizes
	binary.BigEndian.PutUint32(second[33+8:], 30_000)
	for name, data := range map[string][]byte{"canvas.webp": canvas, "frame.webp": frame, "scans.jpg": scans, "restart.jpg": restart, "second.png": second} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, err := asset.Probe(name, data)
		if err == nil {
			_, err = Make(p, data, []File{{Format: asset.WebP, Width: 4, Height: 4, Lossy: true}}, shared)
		}
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s is taken for a picture", name)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("%s: %d bytes were allocated", name, used)
		}
	}
}

// The same bytes, however many work at once.
func TestDeterministic(t *testing.T) {
	data := jpegOf(t, photo(900, 700))
	_, _, want := all(t, "a.jpg", data, wide)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			_, _, got := all(t, "a.jpg", data, wide)
			for i := range got {
				if !bytes.Equal(got[i].data, want[i].data) {
					t.Errorf("the %s of %d pixels has other bytes", got[i].Format, got[i].Width)
				}
			}
		})
	}
	wg.Wait()
}

// A photograph looks the same: each size, with loss or halved on the way, is near the mean of what it stands for.
func TestLooksTheSame(t *testing.T) {
	data := jpegOf(t, photo(1640, 1230))
	_, _, files := all(t, "a.jpg", data, wide)
	for _, f := range files {
		w, h := f.Width, f.Height
		off, n := 0.0, 0
		for y := 0; y < h; y += 3 {
			for x := 0; x < w; x += 3 {
				u, v := (float64(x)+0.5)/float64(w), (float64(y)+0.5)/float64(h)
				c := f.pixels.RGBAAt(x, y)
				for _, d := range []float64{float64(c.R) - 255*u, float64(c.G) - 120 - 40*math.Sin(u*1640/9)*math.Cos(v*1230/7), float64(c.B) - 255*v} {
					off += d * d
					n++
				}
			}
		}
		if psnr := 10 * math.Log10(255*255*float64(n)/off); psnr < 32 {
			t.Errorf("%s of %d pixels: %.1f dB", f.Format, w, psnr)
		}
	}
}

// What one file promises the next build believes, and nothing else.
func TestIs(t *testing.T) {
	_, _, files := all(t, "a.png", pngOf(t, corners(40, 30)), wide)
	for _, f := range files {
		other := f.File
		other.Width++
		if other.Is(f.data) || f.Is(f.data[:len(f.data)/2]) || f.Is(nil) || f.Is([]byte("<svg/>")) {
			t.Errorf("%+v is taken for what it is not", f.File)
		}
	}
	if files[0].Is(files[1].data) {
		t.Error("a PNG is taken for a WebP")
	}
}

func TestKeys(t *testing.T) {
	one, two := [32]byte{1}, [32]byte{2}
	f := File{Format: asset.WebP, Width: 480, Height: 320}
	keys := map[[32]byte]string{f.Key(one): "it"}
	for what, key := range map[string][32]byte{
		"another source": f.Key(two), "a width": File{f.Format, 481, 320, false, false}.Key(one), "a height": File{f.Format, 480, 321, false, false}.Key(one),
		"a format": File{asset.JPEG, 480, 320, false, false}.Key(one), "lossless": File{f.Format, 480, 320, true, false}.Key(one),
		"lossy": File{f.Format, 480, 320, false, true}.Key(one), "facts": FactsKey(one), "other facts": FactsKey(two),
	} {
		if same, ok := keys[key]; ok {
			t.Errorf("%s has the key of %s", what, same)
		}
		keys[key] = what
	}
}

func TestFactsAreParsed(t *testing.T) {
	for _, f := range []Facts{{}, {Alpha: true, Flat: true, Tone: asset.Light}, {Tone: asset.Dark, Unsure: "something"}} {
		if got, ok := ParseFacts(f.Encode()); !ok || got != f {
			t.Errorf("%+v became %+v, %v", f, got, ok)
		}
	}
	for _, text := range []string{"", "00", "2-0", "0x-", "00x", strings.Repeat("0", 400)} {
		if f, ok := ParseFacts([]byte(text)); ok {
			t.Errorf("%q is %+v", text, f)
		}
	}
}

func FuzzMake(f *testing.F) {
	f.Add(jpegOf(f, photo(20, 10)))
	f.Add(behindStart(jpegOf(f, photo(20, 10)), segment(0xE1, append([]byte("Exif\x00\x00"), exif(6)...)...), segment(0xE2, append([]byte("ICC_PROFILE\x00\x01\x01"), displayP3()...)...)))
	f.Add(pngOf(f, disc(20, color.NRGBA{200, 40, 60, 255})))
	f.Add(behindHeader(pngOf(f, corners(8, 8)), chunk("gAMA", []byte{0, 0, 0x6c, 0}), chunk("tEXt", []byte("a\x00b"))))
	lossy, err := shared.Lossy(disc(20, color.NRGBA{200, 40, 60, 255}), 80)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(lossy)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip("large pictures take their time")
		}
		for _, format := range []asset.Format{asset.PNG, asset.JPEG, asset.GIF, asset.WebP} {
			p, err := asset.Probe("a."+string(format), data)
			if err != nil || p.Width*p.Height > 1<<18 {
				continue
			}
			if Passed(p) {
				if q, err := asset.Probe("a."+string(format), Strip(data)); err != nil || q != p {
					t.Fatalf("%+v became %+v, %v", p, q, err)
				}
				continue
			}
			facts, err := Look(p, data)
			if err != nil {
				continue
			}
			files := Plan(p, facts, Widths{[]int{16, 64}, 32})
			out, err := Make(p, data, files, shared)
			if err != nil {
				if p.Format == asset.JPEG {
					continue // its pixels are looked at only now
				}
				t.Fatalf("%+v could be looked at, but %v", p, err)
			}
			for i, file := range files {
				if file.Width > p.Width || file.Height > p.Height {
					t.Fatalf("%+v of %+v", file, p)
				}
				if !file.Is(out[i]) {
					t.Fatalf("%+v was not made", file)
				}
			}
		}
	})
}
