package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
)

// What is published as it is, such as a film, is without what stands beside its pictures.
func TestStrip(t *testing.T) {
	film := gif.GIF{LoopCount: 3}
	for range 3 {
		film.Image = append(film.Image, image.NewPaletted(image.Rect(0, 0, 6, 4), color.Palette{color.Black, color.White}))
		film.Delay = append(film.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &film); err != nil {
		t.Fatal(err)
	}
	block := func(label byte, parts ...string) []byte {
		out := []byte{0x21, label}
		for _, p := range parts {
			out = append(append(out, byte(len(p))), p...)
		}
		return append(out, 0)
	}
	plain := b.Bytes()
	head := 13 + gifColours(plain[10])
	noisy := bytes.Clone(plain[:head])
	noisy = append(noisy, block(0xFE, "made at GPSPOSITION")...)
	noisy = append(noisy, block(0xFF, "XMP DataXMP", "GPSPOSITION")...)
	noisy = append(noisy, plain[head:]...)
	noisy = append(noisy, "GPSPOSITION behind the end"...)

	still := pngOf(t, corners(6, 4))
	moving := behindHeader(still, chunk("acTL", []byte{0, 0, 0, 2, 0, 0, 0, 0}))
	noisyPNG := append(behindHeader(moving, chunk("eXIf", exif(1)), chunk("tEXt", []byte("a\x00GPSPOSITION")), chunk("iTXt", []byte("GPSPOSITION"))), "GPSPOSITION"...)

	frames := []string{"VP8X", "\x02\x00\x00\x00\x05\x00\x00\x03\x00\x00", "ANIM", "\x00\x00\x00\x00\x00\x00", "ANMF", "one", "ANMF", "second"}
	quiet := riff(frames...)
	noisyWebP := append(riff(append([]string{"VP8X", "\x0e\x00\x00\x00\x05\x00\x00\x03\x00\x00"}, append(frames[2:len(frames):len(frames)], "EXIF", string(exif(1)), "XMP ", "GPSPOSITION")...)...), "GPSPOSITION"...)

	photograph := jpegOf(t, photo(30, 20))
	profile := segment(0xE2, append([]byte("ICC_PROFILE\x00\x01\x01"), displayP3()...)...)
	quietJPEG := behindStart(photograph, profile)
	noisyJPEG := behindStart(photograph, segment(0xE1, append([]byte("Exif\x00\x00"), exif(1)...)...), []byte{0xFF}, profile, segment(0xFE, []byte("GPSPOSITION")...), segment(0xE2, []byte("MPF\x00GPSPOSITION")...))

	for name, tt := range map[string]struct{ noisy, want []byte }{"a.jpg": {noisyJPEG, quietJPEG}, "a.gif": {noisy, plain}, "a.png": {noisyPNG, moving}, "a.webp": {noisyWebP, quiet}} {
		if !bytes.Contains(tt.noisy, []byte("GPSPOSITION")) {
			t.Fatalf("%s: the test is without the secret", name)
		}
		p, err := asset.Probe(name, tt.noisy)
		if err != nil || !Passed(p) && p.Format != asset.JPEG {
			t.Fatalf("%s: %+v, %v", name, p, err)
		}
		if got := Strip(tt.noisy); !bytes.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
	if got, err := gif.DecodeAll(bytes.NewReader(Strip(noisy))); err != nil || len(got.Image) != 3 || got.LoopCount != 3 {
		t.Errorf("the film is not the same: %v", err)
	}
	if other := []byte(strings.Repeat("x", 50)); !bytes.Equal(Strip(other), other) {
		t.Error("other data is changed")
	}
}
