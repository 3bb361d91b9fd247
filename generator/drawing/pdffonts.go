package drawing

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/lettering"
)

// pdfFonts are the letters that a document uses, in fonts of at most 255 codes.
type pdfFonts struct {
	codes  map[string]code
	shapes []*lettering.Shape
}

// code is where a shape is: which font, which code in it. Code 0 is not used.
type code struct{ font, char int }

const perFont = 255

func (f *pdfFonts) of(s *lettering.Shape) code {
	if known, ok := f.codes[s.ID]; ok {
		return known
	}
	c := code{len(f.shapes) / perFont, len(f.shapes)%perFont + 1}
	f.codes[s.ID] = c
	f.shapes = append(f.shapes, s)
	return c
}

// letters draws a block of type.
func (w *pdfWriter) letters(t *Type) {
	b := &w.content
	b.WriteString("BT " + rgb(t.Color) + " rg\n")
	for i := range t.Block.Lines {
		l := &t.Block.Lines[i]
		x, y := t.at(l, i)
		fmt.Fprintf(b, "1 0 0 1 %s %s Tm\n", short(x), short(w.height-y))
		w.line(b, l)
	}
	b.WriteString("ET\n")
}

// line shows the shapes of a line. Where they stand otherwise than one behind the other, that is said in between.
func (w *pdfWriter) line(b *bytes.Buffer, l *lettering.Line) {
	font, at, open := -1, 0.0, false // at: in thousandths of the size, as the reader of the file reckons
	end := func() {
		if open {
			b.WriteString(">] TJ\n")
		}
		open = false
	}
	for _, s := range l.Shapes {
		c := w.fonts.of(s.Shape)
		if c.font != font {
			end()
			font = c.font
			fmt.Fprintf(b, "/F%d %s Tf\n", font, number(l.Size))
		}
		want := s.X * 1000 / l.Size
		if off := math.Round(want - at); off != 0 {
			if open {
				b.WriteByte('>')
			} else {
				b.WriteByte('[')
				open = true
			}
			b.WriteString(strconv.Itoa(-int(off)) + "<")
			at += off
		} else if !open {
			b.WriteString("[<")
			open = true
		}
		fmt.Fprintf(b, "%02X", c.char)
		at += math.Round(s.Advance)
	}
	end()
}

// finishFonts writes the fonts, and the dictionary of them that all pages share.
func (w *pdfWriter) finishFonts() {
	var dict strings.Builder
	for first := 0; first < len(w.fonts.shapes); first += perFont {
		shapes := w.fonts.shapes[first:min(len(w.fonts.shapes), first+perFont)]
		fmt.Fprintf(&dict, "/F%d %s", first/perFont, ref(w.font(shapes)))
	}
	w.set(w.resources, "<<"+dict.String()+">>")
}

// font writes one Type 3 font (ISO 32000-1, 9.6.5).
func (w *pdfWriter) font(shapes []*lettering.Shape) int {
	var procs, names, widths strings.Builder
	low, high := [2]float64{}, [2]float64{}
	for i, s := range shapes {
		body, box := glyph(s)
		for k := range 2 {
			low[k], high[k] = min(low[k], box[k]), max(high[k], box[k+2])
		}
		fmt.Fprintf(&procs, "/c%d %s", i+1, ref(w.stream("", body)))
		fmt.Fprintf(&names, "/c%d", i+1)
		fmt.Fprintf(&widths, "%d ", int(math.Round(s.Advance)))
	}
	unicode := w.stream("", toUnicode(shapes))
	return w.add(fmt.Sprintf("<</Type/Font/Subtype/Type3/FontBBox[%d %d %d %d]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar %d/Widths[%s]"+
		"/Encoding<</Type/Encoding/Differences[1%s]>>/CharProcs<<%s>>/Resources<<>>/ToUnicode %s>>",
		int(low[0]), int(low[1]), int(high[0]), int(high[1]), len(shapes), strings.TrimSpace(widths.String()), names.String(), procs.String(), ref(unicode)))
}

// glyph is the procedure that draws a shape, with the box round it.
func glyph(s *lettering.Shape) (body []byte, box [4]float64) {
	var b bytes.Buffer
	for _, seg := range s.Segments {
		n := 1
		if seg.Op == lettering.CubeTo {
			n = 3
		}
		for _, p := range seg.Args[:n] {
			x, y := math.Round(p.X), math.Round(p.Y)
			box = [4]float64{min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)}
			b.WriteString(strconv.Itoa(int(x)) + " " + strconv.Itoa(int(y)) + " ")
		}
		b.WriteString([]string{"m\n", "l\n", "c\n"}[seg.Op])
	}
	if b.Len() > 0 {
		b.WriteString("f")
	}
	head := fmt.Sprintf("%d 0 %d %d %d %d d1\n", int(math.Round(s.Advance)), int(box[0]), int(box[1]), int(box[2]), int(box[3]))
	return append([]byte(head), b.Bytes()...), box
}

// toUnicode says what each code is read as.
func toUnicode(shapes []*lettering.Shape) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Plaudit def/CMapType 2 def\n1 begincodespacerange<00><FF>endcodespacerange\n")
	for from := 0; from < len(shapes); from += 100 {
		part := shapes[from:min(len(shapes), from+100)]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, s := range part {
			fmt.Fprintf(&b, "<%02X><%s>\n", from+i+1, utf16Hex(s.Text))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict/CMap defineresource pop end end\n")
	return b.Bytes()
}

// packer compresses one stream after the other.
type packer struct {
	buf bytes.Buffer
	zip *zlib.Writer
}

func (p *packer) pack(data []byte) []byte {
	p.buf.Reset()
	if p.zip == nil {
		p.zip = zlib.NewWriter(&p.buf)
	} else {
		p.zip.Reset(&p.buf)
	}
	_, _ = p.zip.Write(data) // a buffer takes everything
	_ = p.zip.Close()
	return p.buf.Bytes()
}
