package drawing_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/drawing"
)

var red, blue = asset.RGB{R: 255}, asset.RGB{B: 255}

func pixels(t *testing.T, d *drawing.Drawing, width int) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(d.PNG(width)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func at(m image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
}

func box(x, y, w, h float64, backwards bool) []drawing.Segment {
	var p drawing.Pen
	p.Box(x, y, w, h)
	if backwards {
		s := p.Segments
		s[1], s[3] = s[3], s[1]
	}
	return p.Segments
}

// A hole is one by the even-odd rule whatever the direction, and by winding only when it goes the other way.
func TestFillRules(t *testing.T) {
	for _, c := range []struct {
		evenOdd, backwards, hole bool
	}{{true, false, true}, {true, true, true}, {false, false, false}, {false, true, true}} {
		path := drawing.Path{Segments: append(box(0, 0, 10, 10, false), box(2, 2, 6, 6, c.backwards)...), Fill: drawing.Solid(red), EvenOdd: c.evenOdd}
		m := pixels(t, &drawing.Drawing{Width: 10, Height: 10, Items: []drawing.Item{{Paths: []drawing.Path{path}}}}, 10)
		if at(m, 1, 1) != (color.NRGBA{255, 0, 0, 255}) {
			t.Errorf("%+v: the edge is %v", c, at(m, 1, 1))
		}
		if got := at(m, 5, 5).A == 0; got != c.hole {
			t.Errorf("%+v: the middle is %v", c, at(m, 5, 5))
		}
	}
}

// What a rectangle covers of a pixel is how much of it is seen.
func TestCoverage(t *testing.T) {
	path := drawing.Path{Segments: box(.5, .25, 1.5, 1.75, false), Fill: drawing.Solid(blue)}
	m := pixels(t, &drawing.Drawing{Width: 3, Height: 3, Items: []drawing.Item{{Paths: []drawing.Path{path}}}}, 3)
	for _, c := range []struct{ x, y, want int }{{0, 0, 96}, {1, 0, 191}, {0, 1, 128}, {1, 1, 255}, {2, 2, 0}} {
		if got := int(at(m, c.x, c.y).A); got < c.want-1 || got > c.want+1 {
			t.Errorf("pixel %d,%d has the alpha %d, not %d", c.x, c.y, got, c.want)
		}
	}
}

// A stroke covers what it should: its length by its width, with caps and joins, however it is turned.
func TestStrokes(t *testing.T) {
	area := func(path drawing.Path) float64 {
		m := pixels(t, &drawing.Drawing{Width: 200, Height: 200, Items: []drawing.Item{{Paths: []drawing.Path{path}}}}, 200)
		sum := 0.
		for y := range 200 {
			for x := range 200 {
				sum += float64(at(m, x, y).A) / 255
			}
		}
		return sum
	}
	var line, corner, ring drawing.Pen
	line.Move(50, 50)
	line.Line(130, 110) // 100 long
	corner.Move(50, 150)
	corner.Line(50, 50)
	corner.Line(150, 50)
	ring.Ellipse(100, 100, 50, 50)
	paint := drawing.Solid(red)
	for _, c := range []struct {
		name string
		path drawing.Path
		want float64
	}{
		{"butt", drawing.Path{Segments: line.Segments, Stroke: paint, StrokeWidth: 10}, 1000},
		{"square", drawing.Path{Segments: line.Segments, Stroke: paint, StrokeWidth: 10, Cap: drawing.Square}, 1100},
		{"round", drawing.Path{Segments: line.Segments, Stroke: paint, StrokeWidth: 10, Cap: drawing.RoundCap}, 1078.5},
		{"miter", drawing.Path{Segments: corner.Segments, Stroke: paint, StrokeWidth: 10}, 2000},
		{"bevel", drawing.Path{Segments: corner.Segments, Stroke: paint, StrokeWidth: 10, Join: drawing.Bevel}, 1987.5},
		{"limit", drawing.Path{Segments: corner.Segments, Stroke: paint, StrokeWidth: 10, Miter: 1.1}, 1987.5},
		{"ring", drawing.Path{Segments: ring.Segments, Stroke: paint, StrokeWidth: 10}, 3141.6},
		{"dashes", drawing.Path{Segments: line.Segments, Stroke: paint, StrokeWidth: 10, Dash: []float64{10, 10}}, 500},
	} {
		if got := area(c.path); got < c.want*.99 || got > c.want*1.01 {
			t.Errorf("%s covers %.1f, not %.1f", c.name, got, c.want)
		}
	}
}

func TestGradient(t *testing.T) {
	g := &drawing.Gradient{To: drawing.Point{X: 100}, Matrix: drawing.Identity, Stops: []drawing.Stop{{At: 0, Color: red}, {At: 1, Color: blue}}}
	path := drawing.Path{Segments: box(0, 0, 100, 10, false), Fill: &drawing.Paint{Gradient: g}}
	m := pixels(t, &drawing.Drawing{Width: 100, Height: 10, Items: []drawing.Item{{Paths: []drawing.Path{path}}}}, 100)
	if left, right := at(m, 2, 5), at(m, 97, 5); left.R < 245 || left.B > 10 || right.B < 245 || right.R > 10 {
		t.Errorf("the gradient goes from %v to %v", left, right)
	}
	if middle := at(m, 50, 5); middle.R < 120 || middle.R > 135 {
		t.Errorf("in the middle it is %v", middle)
	}
}

// Every logo of the example site can be drawn.
func TestReadsTheExampleLogos(t *testing.T) {
	for _, pattern := range []string{"logos", "clients", "signatures"} {
		files, _ := filepath.Glob("../../assets/" + pattern + "/*.svg")
		if len(files) == 0 {
			t.Fatal("there are no " + pattern)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			clean, _, _, err := asset.CleanSVG(data)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := drawing.ReadSVG(clean); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

func TestReadSVG(t *testing.T) {
	for _, c := range []struct{ name, body, fault string }{
		{"shapes", `<rect width="4" height="4"/><circle cx="5" cy="5" r="2" fill="#f00"/><polygon points="0,0 4,0 4,4"/>`, ""},
		{"class", `<style>.a{fill:none;stroke:#123456;stroke-width:2}</style><path class="a" d="M0 0h10v10z"/>`, ""},
		{"gradient", `<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="#00f"/></linearGradient><path fill="url(#g)" d="M0 0h10v10z"/>`, ""},
		{"colours with opacity", `<path fill="#f008" stroke="#ff000080" d="M0 0h10v10z"/>`, ""},
		{"use", `<defs><path id="p" d="M0 0h1v1z"/></defs><use href="#p" x="3" transform="scale(2)"/>`, ""},
		{"frame clip", `<clipPath id="c"><rect width="10" height="10"/></clipPath><g clip-path="url(#c)"><path d="M1 1h8v8z"/></g>`, ""},
		{"clip", `<clipPath id="c"><rect width="3" height="3"/></clipPath><g clip-path="url(#c)"><path d="M1 1h8v8z"/></g>`, "clipped"},
		{"text", `<text y="5">A</text>`, "text"},
		{"filter", `<path filter="url(#f)" d="M0 0h10v10z"/>`, "filter"},
		{"nothing", `<g/>`, "nothing to see"},
		{"loop", `<g id="a"><use href="#a"/></g>`, "nested"},
		{"path", `<path d="M0 0h1q"/>`, "cannot be read"},
	} {
		_, err := drawing.ReadSVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">` + c.body + `</svg>`))
		switch {
		case c.fault == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%s: %v, want %q", c.name, err, c.fault)
		}
	}
}

// What is drawn of an SVG and written again is the same picture.
func TestSVGRoundTrip(t *testing.T) {
	data, err := os.ReadFile("../../assets/logos/arvenne.svg")
	if err != nil {
		t.Fatal(err)
	}
	clean, _, _, _ := asset.CleanSVG(data)
	v, err := drawing.ReadSVG(clean)
	if err != nil {
		t.Fatal(err)
	}
	d := &drawing.Drawing{Width: v.Width, Height: v.Height, Items: []drawing.Item{{Paths: v.Paths}}}
	again, dropped, _, err := asset.CleanSVG(d.SVG())
	if err != nil || len(dropped) > 0 {
		t.Fatal(err, dropped)
	}
	w, err := drawing.ReadSVG(again)
	if err != nil {
		t.Fatal(err)
	}
	a, b := pixels(t, d, 300), pixels(t, &drawing.Drawing{Width: w.Width, Height: w.Height, Items: []drawing.Item{{Paths: w.Paths}}}, 300)
	for y := range a.Bounds().Dy() {
		for x := range 300 {
			if p, q := at(a, x, y), at(b, x, y); max(p.A, q.A)-min(p.A, q.A) > 12 {
				t.Fatalf("pixel %d,%d is %v and then %v", x, y, p, q)
			}
		}
	}
}

// Whatever an SVG's path says, reading and drawing it ends.
func TestAnyPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.StringMatching(`M[0-9]{1,3} [0-9]{1,3}([MmLlHhVvCcSsQqTtAaZz ,.-]|[0-9]{1,4}){0,60}`).Draw(t, "d")
		v, err := drawing.ReadSVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path stroke="red" stroke-width="3" d="` + d + `"/></svg>`))
		if err == nil {
			(&drawing.Drawing{Width: v.Width, Height: v.Height, Items: []drawing.Item{{Paths: v.Paths}}}).PNG(64)
		}
	})
}

// The table of objects of a PDF names where each begins, and equal documents are equal files.
func TestPDFIsWhole(t *testing.T) {
	path := drawing.Path{Segments: box(10, 10, 50, 20, false), Fill: drawing.Tint(red, .5), Stroke: drawing.Solid(blue), StrokeWidth: 2, Dash: []float64{3, 2}}
	picture := &drawing.Image{X: 5, Y: 5, W: 10, H: 10, Pixels: &drawing.Pixels{Width: 1, Height: 2, RGBA: []byte{255, 0, 0, 255, 0, 0, 255, 128}}}
	page := &drawing.Drawing{Width: 100, Height: 80, Items: []drawing.Item{{Paths: []drawing.Path{path}, Role: drawing.Figure, Alt: "Kasten (ü)"}, {Image: picture}}}
	doc := drawing.Document{Title: "Größe", Author: "A (b)", Lang: "de", Pages: []*drawing.Drawing{page, page}, Bleed: 8, Marks: true}
	pdf := doc.PDF()
	if !bytes.Equal(pdf, doc.PDF()) {
		t.Error("the second time it is another file")
	}
	start := bytes.LastIndex(pdf, []byte("startxref\n"))
	at, _ := strconv.Atoi(strings.Fields(string(pdf[start:]))[1])
	head := regexp.MustCompile(`^(\d+) 0 obj\n<</Type/XRef/Size (\d+)/W\[1 4 3\].*/Length \d+>>stream\n`).FindSubmatch(pdf[at:])
	if head == nil {
		t.Fatal("startxref leads elsewhere")
	}
	zip, err := zlib.NewReader(bytes.NewReader(pdf[at+len(head[0]):]))
	if err != nil {
		t.Fatal(err)
	}
	table, err := io.ReadAll(zip)
	if size, _ := strconv.Atoi(string(head[2])); err != nil || len(table) != 8*size {
		t.Fatalf("the table has %d bytes for %d objects: %v", len(table), size, err)
	}
	for id := 1; 8*id < len(table); id++ {
		entry := table[8*id:][:8]
		if offset := binary.BigEndian.Uint32(entry[1:]); entry[0] == 1 && !bytes.HasPrefix(pdf[offset:], []byte(strconv.Itoa(id)+" 0 obj\n")) {
			t.Errorf("object %d is not at %d", id, offset)
		}
	}
}
