package lettering

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Setter sets type. It belongs to one goroutine at a time: Use lends one.
type Setter struct {
	fonts   *Fonts
	shaper  shaping.HarfbuzzShaper
	segment shaping.Segmenter
	wrapper shaping.LineWrapper
	faces   map[*font.Font]*face
	lists   [styles]list
	glyphs  []shaping.Glyph // of the lines that were wrapped last
	order   bidi.Paragraph
	levels  []bidi.Level // of the characters of the text that was shaped last (UAX #9)
	blocks  map[setting]*Block
}

// setting is a text with the box that it was set for.
type setting struct {
	text Text
	fit  Fit
}

// remembered is how many blocks a setter keeps: those of one award in all its forms, and what the awards of an edition have in common.
const remembered = 256

// face is a font with what a setter remembers of it.
type face struct {
	*font.Face
	id     string // tells it from the other fonts
	name   string // of the typeface
	shapes map[string]*Shape
}

// list is the order in which fonts are asked for a character.
type list struct {
	faces []*face
	all   bool // the site's own are in it
	last  *face
	found map[rune]*face
}

// Use lends a setter for the time of a call.
func (f *Fonts) Use(do func(s *Setter)) {
	s := f.pool.Get().(*Setter)
	defer f.pool.Put(s)
	do(s)
}

func newSetter(f *Fonts) *Setter {
	s := &Setter{fonts: f, faces: map[*font.Font]*face{}, blocks: map[setting]*Block{}}
	for style := range styles {
		s.lists[style].found = map[rune]*face{}
		// What a style's own font does not have, such as a rare sign, another of the embedded ones may.
		for _, of := range []Style{style, Serif, Sans, Strong, Display} {
			for _, one := range f.fonts(f.built[of]) {
				if known := s.face(one, files[of]); !slices.Contains(s.lists[style].faces, known) {
					s.lists[style].faces = append(s.lists[style].faces, known)
				}
			}
		}
	}
	return s
}

func (s *Setter) face(of *font.Font, id string) *face {
	if known := s.faces[of]; known != nil {
		return known
	}
	one := &face{Face: font.NewFace(of), id: id, name: typeface(of), shapes: map[string]*Shape{}}
	s.faces[of] = one
	return one
}

// typeface is a font's name as PDF has it, such as SourceSans3-Bold.
func typeface(of *font.Font) string {
	is := of.Describe()
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, is.Family)
	name = cmp.Or(name, "Own") + "-"
	switch is.Aspect.Weight {
	case font.WeightNormal:
		name += "Regular"
	case font.WeightBold:
		name += "Bold"
	default:
		name += strconv.Itoa(int(is.Aspect.Weight))
	}
	if is.Aspect.Style == font.StyleItalic {
		name += "Italic"
	}
	return name
}

// faceOf is the first font that has a character; nil: none has.
func (s *Setter) faceOf(style Style, r rune) *face {
	l := &s.lists[style]
	if known, ok := l.found[r]; ok {
		return known
	}
	for i := 0; ; i++ {
		if i == len(l.faces) && !l.all {
			s.addOwn(style)
		}
		if i >= len(l.faces) {
			l.found[r] = nil
			return nil
		}
		if _, has := l.faces[i].NominalGlyph(r); has {
			l.found[r] = l.faces[i]
			return l.faces[i]
		}
	}
}

// addOwn adds the site's own fonts to the list of a style.
func (s *Setter) addOwn(style Style) {
	l := &s.lists[style]
	l.all = true
	var own []*font.Font
	names := map[*font.Font]string{}
	for i, source := range s.fonts.own {
		for j, one := range s.fonts.fonts(source) {
			own = append(own, one)
			names[one] = fmt.Sprintf("%s%d.%d", ownFont, i, j)
		}
	}
	for _, one := range choose(own, style) {
		l.faces = append(l.faces, s.face(one, names[one]))
	}
}

// resolver tells the shaper the font of each character. A mark stays with the letter that it belongs to, if that font has it.
type resolver struct {
	s     *Setter
	style Style
}

// ResolveFace implements shaping.Fontmap.
func (r resolver) ResolveFace(c rune) *font.Face {
	l := &r.s.lists[r.style]
	if l.last != nil && unicode.Is(unicode.M, c) {
		if _, has := l.last.NominalGlyph(c); has {
			return l.last.Face
		}
	}
	one := r.s.faceOf(r.style, c)
	if one == nil {
		one = l.faces[0] // Missing tells
	}
	if !unicode.Is(unicode.M, c) {
		l.last = one
	}
	return one.Face
}

// Cover says what sets a text: missing are the characters that no font has, each once, in their order; embedded says that no font of
// the site's own is needed.
func (s *Setter) Cover(t Text) (missing []rune, embedded bool) {
	embedded = true
	if isASCII(t.S) {
		return nil, true
	}
	for _, r := range clean(t.S) {
		if r < utf8.RuneSelf || silent(r) {
			continue
		}
		f := s.faceOf(t.Style, r)
		if f == nil && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
		embedded = embedded && f != nil && !strings.HasPrefix(f.id, ownFont)
	}
	return missing, embedded
}

// isASCII says whether every embedded font has all characters of a text that draw anything.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// ownFont begins the ids of a site's own fonts.
const ownFont = "own"

// silent says whether a character draws nothing: spaces, joiners, marks of direction, selectors of forms.
func silent(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Zs, unicode.Variation_Selector)
}

// shape shapes a text in units.
func (s *Setter) shape(t Text, text []rune, right bool) []shaping.Output {
	direction := di.DirectionLTR
	if right {
		direction = di.DirectionRTL
	}
	s.lists[t.Style].last = nil
	s.resolve(text, right)
	input := shaping.Input{Text: text, RunEnd: len(text), Direction: direction, Size: fixed.I(Unit), Language: language.NewLanguage(t.Lang)}
	var out []shaping.Output
	for _, run := range s.segment.Split(input, resolver{s, t.Style}) {
		out = append(out, s.shaper.Shape(run))
	}
	if t.Tracking != 0 && spaced(t.S) {
		for i := range out {
			track(&out[i], fixed.I(t.Tracking))
		}
	}
	return out
}

// resolve notes the level of each character.
func (s *Setter) resolve(text []rune, right bool) {
	around := bidi.LeftToRight
	if right {
		around = bidi.RightToLeft
	}
	s.levels = s.levels[:0]
	runs := s.order.Segment(text, around)
	for i := range runs.NumRuns() {
		run := runs.Run(i)
		for len(s.levels) < run.End {
			s.levels = append(s.levels, run.Level)
		}
	}
}

// visual puts the runs of a line in the order in which they are seen (UAX #9, L2). The wrapper knows directions only, which is not enough for
// a number in an Arabic name in an English line.
func (s *Setter) visual(runs []shaping.Output) {
	level := func(run shaping.Output) bidi.Level {
		if run.Runes.Offset < len(s.levels) {
			return s.levels[run.Runes.Offset]
		}
		return 0
	}
	levels := make([]bidi.Level, len(runs))
	highest := bidi.Level(0)
	for i, run := range runs {
		levels[i] = level(run)
		highest = max(highest, levels[i])
	}
	for at := highest; at > 0; at-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && levels[j] >= at {
				j++
			}
			if j > i {
				slices.Reverse(runs[i:j])
				slices.Reverse(levels[i:j])
				i = j
			}
		}
	}
}

// track puts space behind each cluster.
func track(run *shaping.Output, space fixed.Int26_6) {
	for i := range run.Glyphs {
		if i+1 == len(run.Glyphs) || run.Glyphs[i+1].TextIndex() != run.Glyphs[i].TextIndex() {
			run.Glyphs[i].Advance += space
		}
	}
	run.RecomputeAdvance()
}

// wrap breaks a shaped text into lines of at most width units. With whole words stay whole, and a line may become wider.
func (s *Setter) wrap(runs []shaping.Output, text []rune, right bool, width float64, whole bool) []shaping.Line {
	config := shaping.WrapConfig{Direction: di.DirectionLTR, BreakPolicy: shaping.WhenNecessary}
	if right {
		config.Direction = di.DirectionRTL
	}
	if whole {
		config.BreakPolicy = shaping.Never
	}
	most := fixed.Int26_6(1<<30 - 1)
	if width < 1<<23 {
		most = fixed.Int26_6(width * 64)
	}
	lines, _ := s.wrapper.WrapParagraphF(config, most, text, shaping.NewSliceIterator(s.copied(runs)))
	return lines
}

// copied gives runs with glyphs of their own: the wrapper takes the space from the end of each line, and a text is wrapped again and again.
func (s *Setter) copied(runs []shaping.Output) []shaping.Output {
	s.glyphs = s.glyphs[:0]
	out := slices.Clone(runs)
	for _, run := range runs {
		s.glyphs = append(s.glyphs, run.Glyphs...)
	}
	rest := s.glyphs
	for i := range out {
		n := len(out[i].Glyphs)
		out[i].Glyphs, rest = rest[:n:n], rest[n:]
	}
	return out
}

// lines turns what the shaper gave into lines of a size.
func (s *Setter) lines(wrapped []shaping.Line, text []rune, right bool, size float64) []Line {
	out := make([]Line, 0, len(wrapped))
	for _, runs := range wrapped {
		runs = slices.Clone(runs)
		s.visual(runs)
		line := Line{Right: right, Size: size}
		x := 0.0 // units
		for i := range runs {
			x = s.clusters(&line, &runs[i], text, x)
		}
		line.Width = lineWidth(line, x)
		for i := range line.Shapes {
			line.Shapes[i].X = round(float64(line.Shapes[i].X) * size / Unit)
		}
		line.Width = round(line.Width * size / Unit)
		out = append(out, line)
	}
	return out
}

// lineWidth is the width of a line without spaces at its end, in units.
func lineWidth(line Line, x float64) float64 {
	n := len(line.Shapes)
	for n > 0 && !line.Right && strings.TrimSpace(line.Shapes[n-1].Text) == "" {
		n--
		x = line.Shapes[n].X
	}
	return x
}

// clusters adds the clusters of a run to a line and gives where the next one begins.
func (s *Setter) clusters(line *Line, run *shaping.Output, text []rune, x float64) float64 {
	of := s.faces[run.Face.Font]
	for i := 0; i < len(run.Glyphs); {
		at := run.Glyphs[i].TextIndex()
		end := i + 1
		for end < len(run.Glyphs) && run.Glyphs[end].TextIndex() == at {
			end++
		}
		glyphs := run.Glyphs[i:end]
		read := string(text[at:min(len(text), at+glyphs[0].RunesCount())])
		if !directs(read) {
			line.Shapes = append(line.Shapes, Placed{Shape: of.shape(glyphs, read), X: x})
		}
		for _, g := range glyphs {
			x += float64(g.Advance) / 64
		}
		i = end
	}
	return x
}

// directs says whether characters only say in which direction others are read: they have done their work.
func directs(s string) bool {
	for _, r := range s {
		if r != '\u200e' && r != '\u200f' && (r < '\u2066' || r > '\u2069') && (r < '\u202a' || r > '\u202e') {
			return false
		}
	}
	return true
}

// shape joins the glyphs of a cluster into one outline, and remembers it.
func (f *face) shape(glyphs []shaping.Glyph, read string) *Shape {
	key := append(make([]byte, 0, 128), f.id...)
	for _, g := range glyphs {
		for i, n := range [...]int64{int64(g.GlyphID), int64(g.Advance), int64(g.XOffset), int64(g.YOffset)} {
			key = strconv.AppendInt(append(key, " ,,,"[i]), n, 10)
		}
	}
	key = append(append(key, ' '), read...)
	if known := f.shapes[string(key)]; known != nil {
		return known
	}
	id := string(key)
	one := &Shape{ID: id, Face: f.name, Text: read}
	scale := float64(Unit) / float64(f.Upem())
	x := 0.0
	for _, g := range glyphs {
		one.Segments = append(one.Segments, f.outline(g.GlyphID, x+float64(g.XOffset)/64, float64(g.YOffset)/64, scale)...)
		x += float64(g.Advance) / 64
	}
	one.Advance = x
	f.shapes[id] = one
	return one
}

// outline is a glyph's outline in units, moved.
func (f *face) outline(gid font.GID, dx, dy, scale float64) []Segment {
	var from []font.Segment
	switch data := f.GlyphData(gid).(type) {
	case font.GlyphOutline:
		from = data.Segments
	case font.GlyphSVG:
		from = data.Outline.Segments
	case font.GlyphBitmap:
		if data.Outline != nil {
			from = data.Outline.Segments
		}
	}
	at := func(p font.SegmentPoint) Point {
		return Point{round(float64(float64(p.X)*scale) + dx), round(float64(float64(p.Y)*scale) + dy)}
	}
	out := make([]Segment, 0, len(from))
	var now Point
	for _, seg := range from {
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			now = at(seg.Args[0])
			out = append(out, Segment{Op: MoveTo, Args: [3]Point{now}})
		case opentype.SegmentOpLineTo:
			now = at(seg.Args[0])
			out = append(out, Segment{Op: LineTo, Args: [3]Point{now}})
		case opentype.SegmentOpQuadTo:
			control, end := at(seg.Args[0]), at(seg.Args[1])
			out = append(out, Segment{Op: CubeTo, Args: [3]Point{toward(now, control), toward(end, control), end}})
			now = end
		case opentype.SegmentOpCubeTo:
			a, b, end := at(seg.Args[0]), at(seg.Args[1]), at(seg.Args[2])
			out = append(out, Segment{Op: CubeTo, Args: [3]Point{a, b, end}})
			now = end
		}
	}
	return out
}

// toward is two thirds of the way to a control point: where a cubic curve has its own to be the quadratic one.
func toward(from, control Point) Point {
	return Point{round(from.X + float64((control.X-from.X)*2/3)), round(from.Y + float64((control.Y-from.Y)*2/3))}
}
