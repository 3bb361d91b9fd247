package drawing

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/plaudit/plaudit/generator/asset"
)

// Document is pages as one PDF.
type Document struct {
	Title   string
	Author  string
	Subject string
	Lang    string // BCP 47
	Pages   []*Drawing
	Bleed   float64 // around each page, for a print shop that trims them; drawings may go that far beyond their edges
	Marks   bool    // where to trim
}

// marksRoom is the room for trim marks outside the bleed, and their distance from the page.
const (
	marksRoom = 24
	marksGap  = 6
)

// PDF writes a document as PDF 1.7: vectors, the letters that it uses as fonts of its own, tagged for screen readers (ISO 32000-1, 14.8), without
// a date, so that equal documents are equal files.
//
// Fonts are made of the shapes that are used, one letter for each: any font format will do, and what is read as one, such as a syllable
// of Devanagari or an Arabic ligature, is one letter with its text, so that copying and searching give what was written.
func (d *Document) PDF() []byte {
	w := &pdfWriter{doc: d, fonts: &pdfFonts{codes: map[string]code{}, face: map[string]int{}}, states: map[int]int{}}
	w.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	w.catalog, w.pages, w.structure, w.resources = w.reserve(), w.reserve(), w.reserve(), w.reserve()
	w.docElement, w.parents = w.reserve(), w.reserve()
	var kids []string
	for i, page := range d.Pages {
		kids = append(kids, ref(w.page(i, page)))
	}
	w.set(w.pages, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " ")))
	w.finishFonts()
	w.finishStructure()
	info := w.add(w.info())
	w.set(w.catalog, fmt.Sprintf("<</Type/Catalog/Pages %s/Lang %s/MarkInfo<</Marked true>>/StructTreeRoot %s/ViewerPreferences<</DisplayDocTitle true>>>>",
		ref(w.pages), text(d.Lang), ref(w.structure)))
	return w.finish(info)
}

// object is an object that is no stream. They are packed together in the end, which makes a file a tenth smaller.
type object struct {
	id   int
	body string
}

type pdfWriter struct {
	doc     *Document
	out     bytes.Buffer
	offsets []int // of the streams by their numbers, from 1 on; 0: of an object that is packed
	small   []object
	zip     packer
	fonts   *pdfFonts
	states  map[int]int // hundredths of opacity → object
	images  []string    // names and references, of the page at hand

	catalog, pages, structure, resources, docElement, parents int

	elements []string   // of the structure, in reading order
	marked   [][]string // of each page, the elements of its marks

	content   bytes.Buffer // of the page at hand
	pageID    int
	pageIndex int
	height    float64
	patterns  []string
}

// reserve gives the number of an object that is written later.
func (w *pdfWriter) reserve() int {
	w.offsets = append(w.offsets, 0)
	return len(w.offsets)
}

func (w *pdfWriter) set(id int, body string) {
	w.small = append(w.small, object{id, body})
}

func (w *pdfWriter) add(body string) int {
	id := w.reserve()
	w.set(id, body)
	return id
}

// stream adds a stream, compressed where that makes it smaller.
func (w *pdfWriter) stream(dict string, data []byte) int {
	return w.packed(w.compress(dict, data))
}

func (w *pdfWriter) compress(dict string, data []byte) (string, []byte) {
	if packed := w.zip.pack(data); len(packed)+20 < len(data) {
		return dict + "/Filter/FlateDecode", packed
	}
	return dict, data
}

// packed adds a stream as it is.
func (w *pdfWriter) packed(dict string, data []byte) int {
	id := w.reserve()
	w.offsets[id-1] = w.out.Len()
	fmt.Fprintf(&w.out, "%d 0 obj\n<<%s/Length %d>>stream\n", id, dict, len(data))
	w.out.Write(data)
	w.out.WriteString("\nendstream\nendobj\n")
	return id
}

// finish writes the packed objects and the table of all (ISO 32000-1, 7.5.7 and 7.5.8). The file's id is a digest of what is before it.
func (w *pdfWriter) finish(info int) []byte {
	var head, bodies bytes.Buffer
	place := make(map[int]int, len(w.small))
	for i, o := range w.small {
		fmt.Fprintf(&head, "%d %d ", o.id, bodies.Len())
		bodies.WriteString(o.body + "\n")
		place[o.id] = i
	}
	pack := w.stream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(w.small), head.Len()), append(head.Bytes(), bodies.Bytes()...))
	table := w.reserve()
	sum, start := sha256.Sum256(w.out.Bytes()), w.out.Len()
	entry := func(kind byte, where, index int) []byte {
		return append(binary.BigEndian.AppendUint32([]byte{kind}, uint32(where)), byte(index>>16), byte(index>>8), byte(index))
	}
	entries := entry(0, 0, 65535)
	for i, at := range w.offsets {
		if index, packed := place[i+1]; packed {
			entries = append(entries, entry(2, pack, index)...)
		} else if i+1 == table {
			entries = append(entries, entry(1, start, 0)...)
		} else {
			entries = append(entries, entry(1, at, 0)...)
		}
	}
	packed := w.zip.pack(entries)
	fmt.Fprintf(&w.out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 3]/Root %s/Info %s/ID[<%x><%[5]x>]/Filter/FlateDecode/Length %d>>stream\n", table, len(w.offsets)+1, ref(w.catalog), ref(info), sum[:16], len(packed))
	w.out.Write(packed)
	fmt.Fprintf(&w.out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	return w.out.Bytes()
}

func (w *pdfWriter) info() string {
	var b strings.Builder
	b.WriteString("<</Producer(Plaudit)")
	for _, one := range []struct{ key, value string }{{"Title", w.doc.Title}, {"Author", w.doc.Author}, {"Subject", w.doc.Subject}} {
		if one.value != "" {
			b.WriteString("/" + one.key + " " + text(one.value))
		}
	}
	return b.String() + ">>"
}

func ref(id int) string { return strconv.Itoa(id) + " 0 R" }

// text writes a text string: ASCII as it is, else UTF-16 (ISO 32000-1, 7.9.2.2).
func text(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
	if plain {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	return "<FEFF" + utf16Hex(s) + ">"
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// number writes a number with at most four digits behind the point.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// page writes a page and gives its object.
func (w *pdfWriter) page(index int, d *Drawing) int {
	w.content.Reset()
	w.images, w.patterns = nil, nil
	w.pageID, w.pageIndex, w.height = w.reserve(), index, d.Height
	w.marked = append(w.marked, nil)
	bleed := w.doc.Bleed
	room := bleed
	if w.doc.Marks {
		room += marksRoom
	}
	// The page's corner is the origin, so that boxes may be negative and the drawing need not know of them.
	fmt.Fprintf(&w.content, "q\n%s %s %s %s re W n\n", number(-bleed), number(-bleed), number(d.Width+2*bleed), number(d.Height+2*bleed))
	for i := range d.Items {
		w.item(d, &d.Items[i])
	}
	w.content.WriteString("Q\n")
	if w.doc.Marks {
		w.marks(d)
	}
	content := w.stream("", w.content.Bytes())
	box := func(by float64) string {
		return fmt.Sprintf("[%s %s %s %s]", number(-by), number(-by), number(d.Width+by), number(d.Height+by))
	}
	extra := ""
	if room > 0 {
		extra = "/BleedBox" + box(bleed) + "/TrimBox" + box(0)
	}
	w.set(w.pageID, fmt.Sprintf("<</Type/Page/Parent %s/MediaBox%s%s/Contents %s/Resources<</Font %s/ExtGState %s/XObject<<%s>>/Pattern<<%s>>>>/StructParents %d/Tabs/S>>",
		ref(w.pages), box(room), extra, ref(content), ref(w.resources), ref(w.stateDict()), strings.Join(w.images, ""), strings.Join(w.patterns, ""), index))
	return w.pageID
}

// marks draws where a page is trimmed.
func (w *pdfWriter) marks(d *Drawing) {
	w.content.WriteString("/Artifact BMC q 0.25 w 0 G\n")
	from, to := w.doc.Bleed+marksGap, w.doc.Bleed+marksRoom-2
	line := func(x0, y0, x1, y1 float64) {
		fmt.Fprintf(&w.content, "%s %s m %s %s l S\n", number(x0), number(y0), number(x1), number(y1))
	}
	for _, x := range []float64{0, d.Width} {
		line(x, -from, x, -to)
		line(x, d.Height+from, x, d.Height+to)
	}
	for _, y := range []float64{0, d.Height} {
		line(-from, y, -to, y)
		line(d.Width+from, y, d.Width+to, y)
	}
	w.content.WriteString("Q EMC\n")
}

// item draws an item, marked as what it is.
func (w *pdfWriter) item(d *Drawing, item *Item) {
	if item.Role == Decoration {
		w.content.WriteString("/Artifact BMC\n")
	} else {
		fmt.Fprintf(&w.content, "/%s<</MCID %d>>BDC\n", item.Role, w.element(d, item))
	}
	for i := range item.Paths {
		w.path(&item.Paths[i])
	}
	if item.Image != nil {
		w.image(item.Image)
	}
	if item.Type != nil {
		w.letters(item.Type)
	}
	w.content.WriteString("EMC\n")
}

// element adds an element of the structure and gives the number of its mark on the page.
func (w *pdfWriter) element(d *Drawing, item *Item) int {
	mark := len(w.marked[w.pageIndex])
	body := fmt.Sprintf("/S/%s/P %s/Pg %s/K %d", item.Role, ref(w.docElement), ref(w.pageID), mark)
	if item.Alt != "" {
		body += "/Alt " + text(item.Alt)
	}
	if item.Lang != "" && item.Lang != w.doc.Lang {
		body += "/Lang " + text(item.Lang)
	} else if d.Lang != "" && d.Lang != w.doc.Lang {
		body += "/Lang " + text(d.Lang)
	}
	if item.Role == Figure {
		x, y, width, height := item.box()
		body += fmt.Sprintf("/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>", number(x), number(w.height-y-height), number(x+width), number(w.height-y))
	}
	element := ref(w.add("<<" + body + ">>"))
	w.elements = append(w.elements, element)
	w.marked[w.pageIndex] = append(w.marked[w.pageIndex], element)
	return mark
}

// box is where an item without type stands.
func (i *Item) box() (x, y, w, h float64) {
	if i.Image != nil {
		return i.Image.X, i.Image.Y, i.Image.W, i.Image.H
	}
	return Bounds(i.Paths)
}

func (w *pdfWriter) finishStructure() {
	w.set(w.docElement, fmt.Sprintf("<</S/Document/P %s/K[%s]>>", ref(w.structure), strings.Join(w.elements, " ")))
	var nums strings.Builder
	for i, marks := range w.marked {
		fmt.Fprintf(&nums, "%d[%s]", i, strings.Join(marks, " "))
	}
	w.set(w.parents, "<</Nums["+nums.String()+"]>>")
	w.set(w.structure, fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>", ref(w.docElement), ref(w.parents), len(w.marked)))
}

// rgb writes a colour as three numbers.
func rgb(c asset.RGB) string {
	part := func(v uint8) string { return number(float64(v) / 255) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

// path draws a path.
func (w *pdfWriter) path(p *Path) {
	var b bytes.Buffer
	b.WriteString("q\n")
	paint := func(of *Paint, upper bool) {
		letters := map[bool][2]string{false: {"rg", "cs"}, true: {"RG", "CS"}}[upper]
		if of.Clear > 0 {
			fmt.Fprintf(&b, "/G%d gs\n", w.state(of.Clear))
		}
		if of.Gradient == nil {
			b.WriteString(rgb(of.Color) + " " + letters[0] + "\n")
			return
		}
		scn := map[bool]string{false: "scn", true: "SCN"}[upper]
		fmt.Fprintf(&b, "/Pattern %s /%s %s\n", letters[1], w.pattern(of.Gradient), scn)
	}
	operator := ""
	if p.Fill != nil {
		paint(p.Fill, false)
		operator = "f"
		if p.EvenOdd {
			operator = "f*"
		}
	}
	if p.Stroke != nil {
		paint(p.Stroke, true)
		fmt.Fprintf(&b, "%s w %d J %d j\n", number(p.StrokeWidth), p.Cap, p.Join)
		if p.Miter > 0 {
			b.WriteString(number(max(1, p.Miter)) + " M\n")
		} else {
			b.WriteString("4 M\n")
		}
		if len(p.Dash) > 0 {
			b.WriteByte('[')
			for _, d := range p.Dash {
				b.WriteString(number(d) + " ")
			}
			b.WriteString("] 0 d\n")
		}
		operator = map[string]string{"": "S", "f": "B", "f*": "B*"}[operator]
	}
	if operator == "" {
		return
	}
	for _, s := range p.Segments {
		for _, q := range s.Args[:s.Op.points()] {
			b.WriteString(short(q.X) + " " + short(w.height-q.Y) + " ")
		}
		b.WriteString([]string{"m", "l", "c", "h"}[s.Op] + "\n")
	}
	b.WriteString(operator + "\nQ\n")
	w.content.Write(b.Bytes())
}

// state gives the number of a graphics state of an opacity.
func (w *pdfWriter) state(clear float64) int {
	hundredths := int((1-clear)*100 + .5)
	if _, known := w.states[hundredths]; !known {
		w.states[hundredths] = w.add(fmt.Sprintf("<</ca %s/CA %s>>", number(float64(hundredths)/100), number(float64(hundredths)/100)))
	}
	return hundredths
}

// stateDict is the object with the states that were used so far.
func (w *pdfWriter) stateDict() int {
	var b strings.Builder
	for _, n := range slices.Sorted(maps.Keys(w.states)) {
		fmt.Fprintf(&b, "/G%d %s", n, ref(w.states[n]))
	}
	return w.add("<<" + b.String() + ">>")
}

// image adds a picture, with its transparency as a mask.
func (w *pdfWriter) image(i *Image) {
	p := i.Pixels
	colors, alphas, clear := make([]byte, 0, 3*p.Width*p.Height), make([]byte, 0, p.Width*p.Height), false
	for k := 0; k < len(p.RGBA); k += 4 {
		colors = append(colors, p.RGBA[k:k+3]...)
		alphas = append(alphas, p.RGBA[k+3])
		clear = clear || p.RGBA[k+3] != 255
	}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Interpolate true", p.Width, p.Height)
	mask := ""
	if clear {
		mask = "/SMask " + ref(w.stream(size+"/ColorSpace/DeviceGray", alphas))
	}
	id := w.stream(size+"/ColorSpace/DeviceRGB"+mask, colors)
	name := "I" + strconv.Itoa(id)
	w.images = append(w.images, "/"+name+" "+ref(id))
	fmt.Fprintf(&w.content, "q %s 0 0 %s %s %s cm /%s Do Q\n", number(i.W), number(i.H), number(i.X), number(w.height-i.Y-i.H), name)
}

// pattern adds a gradient and gives the name of its pattern.
func (w *pdfWriter) pattern(g *Gradient) string {
	m := g.Matrix.Then(Matrix{A: 1, D: -1, F: w.height})
	coords := fmt.Sprintf("/ShadingType 2/Coords[%s %s %s %s]", number(g.From.X), number(g.From.Y), number(g.To.X), number(g.To.Y))
	if g.Radial {
		coords = fmt.Sprintf("/ShadingType 3/Coords[%s %s %s %s %s %s]", number(g.From.X), number(g.From.Y), number(g.R0), number(g.To.X), number(g.To.Y), number(g.R1))
	}
	id := w.add(fmt.Sprintf("<</PatternType 2/Matrix[%s %s %s %s %s %s]/Shading<<%s/ColorSpace/DeviceRGB/Extend[true true]/Function %s>>>>",
		number(m.A), number(m.B), number(m.C), number(m.D), number(m.E), number(m.F), coords, g.function()))
	name := "P" + strconv.Itoa(id)
	w.patterns = append(w.patterns, "/"+name+" "+ref(id))
	return name
}

// function is a gradient's colours as a function of 0 to 1.
func (g *Gradient) function() string {
	stops := slices.Clone(g.Stops)
	if stops[0].At > 0 {
		stops = slices.Insert(stops, 0, Stop{0, stops[0].Color})
	}
	if last := stops[len(stops)-1]; last.At < 1 || len(stops) == 1 {
		stops = append(stops, Stop{1, last.Color})
	}
	var pieces, bounds, encode []string
	for i := 1; i < len(stops); i++ {
		pieces = append(pieces, fmt.Sprintf("<</FunctionType 2/Domain[0 1]/C0[%s]/C1[%s]/N 1>>", rgb(stops[i-1].Color), rgb(stops[i].Color)))
		encode = append(encode, "0 1")
		if i+1 < len(stops) {
			bounds = append(bounds, number(stops[i].At))
		}
	}
	if len(pieces) == 1 {
		return pieces[0]
	}
	return fmt.Sprintf("<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>", strings.Join(pieces, ""), strings.Join(bounds, " "), strings.Join(encode, " "))
}
