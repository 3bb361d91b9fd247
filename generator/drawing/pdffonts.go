package drawing

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/lettering"
)

// pdfFonts are the letters that a document uses, in a font for each typeface.
type pdfFonts struct {
	codes map[string]code
	faces []subset
	face  map[string]int // names of typefaces → faces
}

// subset is a font of the letters of a typeface that are used.
type subset struct {
	name   string // of the typeface
	shapes []*lettering.Shape
}

// code is where a shape is: which font, which letter of it, from 1 on.
type code struct{ font, char int }

// mostLetters is how many letters a font has, as numbers of 16 bits tell them apart.
const mostLetters = 65_000

func (f *pdfFonts) of(s *lettering.Shape) code {
	if known, ok := f.codes[s.ID]; ok {
		return known
	}
	n, known := f.face[s.Face]
	if !known || len(f.faces[n].shapes) == mostLetters {
		n = len(f.faces)
		f.face[s.Face] = n
		f.faces = append(f.faces, subset{name: s.Face})
	}
	f.faces[n].shapes = append(f.faces[n].shapes, s)
	c := code{n, len(f.faces[n].shapes)}
	f.codes[s.ID] = c
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
		fmt.Fprintf(b, "%04X", c.char)
		at += float64(advance(s.Shape))
	}
	end()
}

// finishFonts writes the fonts, and the dictionary of them that all pages share.
func (w *pdfWriter) finishFonts() {
	var dict strings.Builder
	for i, face := range w.fonts.faces {
		fmt.Fprintf(&dict, "/F%d %s", i, ref(w.font(face)))
	}
	w.set(w.resources, "<<"+dict.String()+">>")
}

// font writes a composite font (ISO 32000-1, 9.7), whose codes are the letters' numbers.
func (w *pdfWriter) font(face subset) int {
	glyphs, box := make([]glyph, len(face.shapes)), [4]int{}
	var widths strings.Builder
	for i, s := range face.shapes {
		g := s.Memo(func() any { return charstring(s) }).(glyph)
		for k := range 2 {
			box[k], box[k+2] = min(box[k], g.box[k]), max(box[k+2], g.box[k+2])
		}
		glyphs[i] = g
		fmt.Fprintf(&widths, "%d ", advance(s))
	}
	name := tag(glyphs) + "+" + face.name
	file := w.stream("/Subtype/CIDFontType0C", program(name, glyphs, box))
	// A font without a style of its own: what it looks like is all in it, so that no reader need put another in its place.
	descriptor := w.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %[5]d/StemV 80/FontFile3 %[8]s>>",
		name, box[0], box[1], box[2], box[3], box[3], box[1], ref(file)))
	letters := w.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/DW 0/W[1[%s]]>>",
		name, ref(descriptor), strings.TrimSpace(widths.String())))
	return w.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", name, ref(letters), ref(w.stream("", toUnicode(face.shapes)))))
}

// tag is what tells subsets of a typeface apart (ISO 32000-1, 9.6.4): six letters from their outlines.
func tag(glyphs []glyph) string {
	h := sha256.New()
	for _, g := range glyphs {
		h.Write(g.code)
	}
	sum := h.Sum(nil)[:6]
	for i := range sum {
		sum[i] = 'A' + sum[i]%26
	}
	return string(sum)
}

// toUnicode says what each code is read as.
func toUnicode(shapes []*lettering.Shape) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Plaudit def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for from := 0; from < len(shapes); from += 100 {
		part := shapes[from:min(len(shapes), from+100)]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, s := range part {
			fmt.Fprintf(&b, "<%04X><%s>\n", from+i+1, utf16Hex(s.Text))
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
