package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"testing"
)

// profileOf makes a profile of colorants (in rows X, Y, Z) and one curve for all channels.
func profileOf(space string, colorants [3][3]float64, curve []byte) []byte {
	tags := []struct {
		name string
		body []byte
	}{}
	for i, letter := range []string{"r", "g", "b"} {
		xyz := append([]byte("XYZ "), 0, 0, 0, 0)
		for row := range 3 {
			xyz = binary.BigEndian.AppendUint32(xyz, uint32(int32(colorants[row][i]*65536+0.5)))
		}
		tags = append(tags, struct {
			name string
			body []byte
		}{letter + "XYZ", xyz}, struct {
			name string
			body []byte
		}{letter + "TRC", curve})
	}
	tags = append(tags, struct {
		name string
		body []byte
	}{"kTRC", curve})
	head := make([]byte, 128)
	copy(head[16:], space+"XYZ ")
	copy(head[36:], "acsp")
	out := binary.BigEndian.AppendUint32(head, uint32(len(tags)))
	at := len(out) + 12*len(tags)
	var bodies []byte
	for _, tag := range tags {
		out = append(out, tag.name...)
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(bodies)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tag.body)))
		bodies = append(bodies, tag.body...)
	}
	return append(out, bodies...)
}

// sRGBCurve is sRGB's own as a parametric curve.
func sRGBCurve() []byte {
	b := append([]byte("para"), 0, 0, 0, 0, 0, 3, 0, 0)
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(v*65536+0.5)))
	}
	return b
}

func gammaCurve(g float64) []byte {
	b := append([]byte("curv"), 0, 0, 0, 0, 0, 0, 0, 1)
	return binary.BigEndian.AppendUint16(b, uint16(g*256+0.5))
}

// displayP3 has the colorants that Apple's profile of that name has.
func displayP3() []byte {
	return profileOf("RGB ", [3][3]float64{{0.51512, 0.29198, 0.15710}, {0.24120, 0.69225, 0.06657}, {-0.00105, 0.04189, 0.78407}}, sRGBCurve())
}

func adobeRGB() []byte {
	return profileOf("RGB ", [3][3]float64{{0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}}, gammaCurve(2.19921875))
}

// What the values of a picture mean is what they mean in sRGB afterwards. The expected values are those of the definitions of the colour
// spaces (CSS Color 4 for Display P3, Adobe RGB (1998)), rounded.
func TestProfiles(t *testing.T) {
	sRGB := profileOf("RGB ", [3][3]float64{{0.43607, 0.38515, 0.14307}, {0.22249, 0.71687, 0.06061}, {0.01392, 0.09708, 0.71410}}, sRGBCurve())
	for name, tt := range map[string]struct {
		profile  []byte
		in, want color.RGBA
	}{
		"sRGB":                  {sRGB, color.RGBA{200, 40, 60, 255}, color.RGBA{200, 40, 60, 255}},
		"P3 grey":               {displayP3(), color.RGBA{128, 128, 128, 255}, color.RGBA{128, 128, 128, 255}},
		"P3 of a skin":          {displayP3(), color.RGBA{222, 172, 138, 255}, color.RGBA{230, 171, 132, 255}},
		"P3 beyond sRGB":        {displayP3(), color.RGBA{255, 0, 0, 255}, color.RGBA{255, 0, 0, 255}},
		"Adobe RGB of a skin":   {adobeRGB(), color.RGBA{205, 160, 130, 255}, color.RGBA{220, 160, 128, 255}},
		"grey of gamma 1":       {profileOf("GRAY", [3][3]float64{}, gammaCurve(1)), color.RGBA{128, 128, 128, 255}, color.RGBA{188, 188, 188, 255}},
		"P3, half transparent":  {displayP3(), color.RGBA{111, 86, 69, 128}, color.RGBA{115, 86, 66, 128}},
		"P3, fully transparent": {displayP3(), color.RGBA{}, color.RGBA{}},
	} {
		m := image.NewRGBA(image.Rect(0, 0, 1, 1))
		m.SetRGBA(0, 0, tt.in)
		if unsure := (colours{profile: tt.profile}).apply(m); unsure != "" {
			t.Errorf("%s: %s", name, unsure)
		}
		if got := m.RGBAAt(0, 0); far(got.R, tt.want.R, 2) || far(got.G, tt.want.G, 2) || far(got.B, tt.want.B, 2) || got.A != tt.want.A {
			t.Errorf("%s: %v became %v, want %v", name, tt.in, got, tt.want)
		}
	}
}

// A profile that cannot be followed is told, and the pixels stay.
func TestUnsure(t *testing.T) {
	for name, c := range map[string]colours{
		"empty":      {profile: []byte{}},
		"garbage":    {profile: bytes.Repeat([]byte("x"), 200)},
		"cut":        {profile: displayP3()[:200]},
		"for print":  {profile: profileOf("CMYK", [3][3]float64{}, gammaCurve(1))},
		"of tables":  {profile: bytes.ReplaceAll(displayP3(), []byte("rTRC"), []byte("A2B0"))},
		"of no kind": {profile: bytes.ReplaceAll(displayP3(), []byte("para"), []byte("para\x00\x00\x00\x00\x00\x09")[:4])[:140]},
	} {
		m := image.NewRGBA(image.Rect(0, 0, 1, 1))
		m.SetRGBA(0, 0, color.RGBA{200, 40, 60, 255})
		if unsure := c.apply(m); unsure == "" {
			t.Errorf("%s: nothing is told", name)
		}
		if got := m.RGBAAt(0, 0); got != (color.RGBA{200, 40, 60, 255}) {
			t.Errorf("%s: the pixel became %v", name, got)
		}
	}
}

// Profiles are found where each format has them.
func TestProfilesAreFound(t *testing.T) {
	grey := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := 0; i < len(grey.Pix); i += 4 {
		copy(grey.Pix[i:], []byte{222, 172, 138, 255})
	}
	p3 := displayP3()
	inParts := behindStart(jpegOf(t, grey), segment(0xE2, append([]byte("ICC_PROFILE\x00\x02\x02"), p3[100:]...)...), segment(0xE2, append([]byte("ICC_PROFILE\x00\x01\x02"), p3[:100]...)...))
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(p3); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	inPNG := behindHeader(pngOf(t, grey), chunk("iCCP", append([]byte("P3\x00\x00"), packed.Bytes()...)))
	lossy, err := shared.Lossy(grey, 95)
	if err != nil {
		t.Fatal(err)
	}
	inWebP := riff("VP8X", "\x20\x00\x00\x00\x07\x00\x00\x07\x00\x00", "ICCP", string(p3), "VP8 ", string(lossy[20:]))
	for name, data := range map[string][]byte{"a.jpg": inParts, "a.png": inPNG, "a.webp": inWebP} {
		_, facts, files := all(t, name, data, wide)
		if facts.Unsure != "" {
			t.Errorf("%s: %s", name, facts.Unsure)
		}
		for _, f := range files {
			if got := f.pixels.RGBAAt(4, 4); far(got.R, 230, 6) || far(got.G, 171, 6) || far(got.B, 132, 6) {
				t.Errorf("%s: the %s is %v", name, f.Format, got)
			}
		}
	}
	// PNG's own gamma, and what it says of itself.
	for _, tt := range []struct {
		chunk  []byte
		want   uint8
		unsure bool
	}{
		{chunk("gAMA", []byte{0, 0, 0xb1, 0x8f}), 128, false}, // 1/2.2, as everybody writes
		{chunk("gAMA", []byte{0, 1, 0x86, 0xa0}), 188, false}, // linear
		{chunk("sRGB", []byte{0}), 128, false},
		{chunk("cICP", []byte{9, 16, 0, 1}), 128, true}, // for brighter screens
		{chunk("iCCP", []byte("x\x00\x00xx")), 128, true},
	} {
		m := image.NewNRGBA(image.Rect(0, 0, 4, 4))
		for i := range m.Pix {
			m.Pix[i] = 128 | uint8(i%4/3*127)
		}
		_, facts, files := all(t, "a.png", behindHeader(pngOf(t, m), tt.chunk), wide)
		if got := files[1].pixels.RGBAAt(1, 1); far(got.R, tt.want, 2) || (facts.Unsure != "") != tt.unsure {
			t.Errorf("%s: %v, %q", tt.chunk[4:8], got, facts.Unsure)
		}
	}
}
