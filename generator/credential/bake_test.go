package credential

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"strings"
	"testing"
)

const testSVG = "<?xml version=\"1.0\"?>\n<!-- a > b --><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"\n  aria-label=\"a > b\" ><title>T</title></svg>\n"

func testPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A baked picture is the same picture, and gives the credential back.
func TestBaking(t *testing.T) {
	jws := []byte("eyJh.eyJi-_.c2ln")
	baked, err := BakePNG(testPNG(t), jws)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(baked)); err != nil {
		t.Errorf("the PNG is broken: %v", err)
	}
	if got, err := fromPNG(baked); err != nil || !bytes.Equal(got, jws) {
		t.Errorf("got %q, %v", got, err)
	}
	for _, svg := range []string{testSVG, `<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg" />`, "\xef\xbb\xbf<svg/>"} {
		baked, err := BakeSVG([]byte(svg), jws)
		if err != nil {
			t.Errorf("%s: %v", svg, err)
			continue
		}
		if got, err := fromSVG(baked); err != nil || !bytes.Equal(got, jws) {
			t.Errorf("%s gives %q, %v", baked, got, err)
		}
		var root struct {
			XMLName xml.Name
			First   struct {
				XMLName xml.Name
			} `xml:",any"`
		}
		if err := xml.Unmarshal(bytes.TrimPrefix(baked, []byte("\xef\xbb\xbf")), &root); err != nil || root.XMLName.Local != "svg" {
			t.Errorf("%s: %v", baked, err)
		}
		if again, err := BakeSVG(baked, jws); err == nil {
			t.Errorf("two credentials in one SVG: %s", again)
		}
	}
	if _, err := BakePNG(baked, jws); err == nil {
		t.Error("two credentials in one PNG")
	}
	for _, wrong := range []string{"", "a.b", "a.b.c\"", "a.b.c.d", "a.b.c>"} {
		if out, err := BakeSVG([]byte(testSVG), []byte(wrong)); err == nil {
			t.Errorf("baked %q: %s", wrong, out)
		}
		if _, err := BakePNG(testPNG(t), []byte(wrong)); err == nil {
			t.Errorf("baked %q", wrong)
		}
	}
	for _, wrong := range []string{"", "svg", "<html></html>", "<svg"} {
		if out, err := BakeSVG([]byte(wrong), jws); err == nil {
			t.Errorf("baked into %q: %s", wrong, out)
		}
	}
}

// A picture that was damaged or has none says so.
func TestPicturesWithoutCredential(t *testing.T) {
	whole, err := BakePNG(testPNG(t), []byte("a.b.c"))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(whole, []byte("a.b.c"))
	changed := bytes.Clone(whole)
	changed[at] ^= 1
	for name, data := range map[string][]byte{"plain": testPNG(t), "cut": whole[:at+2], "changed": changed, "no PNG": []byte("GIF")} {
		if got, err := fromPNG(data); err == nil {
			t.Errorf("%s gives %q", name, got)
		}
	}
	if got, err := fromSVG([]byte(testSVG)); err == nil {
		t.Errorf("got %q", got)
	}
	other := strings.ReplaceAll(`<svg xmlns:openbadges="NS"><openbadges:credential verify="a.b.c"/></svg>`, "NS", "https://other.example/")
	if got, err := fromSVG([]byte(other)); err == nil {
		t.Errorf("another namespace gives %q", got)
	}
	// JSON in the element is read, as the standard allows.
	inside := strings.ReplaceAll(`<svg xmlns:o="NS"><o:credential><![CDATA[{"a":1}]]></o:credential></svg>`, "NS", svgSpace)
	if got, err := fromSVG([]byte(inside)); err != nil || string(got) != `{"a":1}` {
		t.Errorf("got %q, %v", got, err)
	}
}
