package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"github.com/plaudit/plaudit/generator/diag"
)

// outline is what is known of a text's headings before it is written, since a link may lead to a later one.
type outline struct {
	prefix   string
	headings []Heading
	open     []int // levels as written of the headings round the next one, outermost first
	of       map[*ast.Heading]Heading
	ids      map[string]bool
	next     map[string]int // the number to try next for a slug that was used
}

func (o *outline) reset() {
	clear(o.headings)
	clear(o.ids)
	clear(o.next)
	o.headings, o.open, o.of = o.headings[:0], o.open[:0], nil
}

// findHeadings gives each heading of the tree its level and id.
func (w *writer) findHeadings(doc ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		h, ok := n.(*ast.Heading)
		if !ok {
			if n.Type() == ast.TypeInline || n.Kind() == ast.KindParagraph {
				return ast.WalkSkipChildren, nil
			}
			return ast.WalkContinue, nil
		}
		text := w.plain(h)
		if h.Level == 1 {
			w.report(diag.BodyHeading.New(w.places.at(max(0, h.Pos())), "a heading of level 1 in a text: \"%s\"", short(text)).
				WithHint("the page's title is its heading of level 1; begin with ##"))
		}
		if w.o.Top < 0 {
			return ast.WalkSkipChildren, nil
		}
		if w.outline.of == nil {
			w.outline.of = map[*ast.Heading]Heading{}
		}
		w.outline.of[h] = w.outline.add(h.Level, w.o.Top, text)
		return ast.WalkSkipChildren, nil
	})
}

// add gives the next heading its level and id. Levels follow from the order of the levels as written: the first is top, a
// deeper one goes one down, however many it skips, so that the outline of the page has no gaps.
func (o *outline) add(level, top int, text string) Heading {
	level = max(level, 2)
	for len(o.open) > 0 && o.open[len(o.open)-1] >= level {
		o.open = o.open[:len(o.open)-1]
	}
	o.open = append(o.open, level)
	h := Heading{Level: min(top+len(o.open)-1, 6), ID: o.unique(slug(text)), Text: text}
	o.headings = append(o.headings, h)
	return h
}

// unique gives an id that no other heading has.
func (o *outline) unique(slug string) string {
	if o.ids == nil {
		o.ids, o.next = map[string]bool{}, map[string]int{}
	}
	id := o.prefix + slug
	for o.ids[id] {
		o.next[slug]++
		id = o.prefix + slug + "-" + strconv.Itoa(o.next[slug]+1)
	}
	o.ids[id] = true
	return id
}

// anchor gives the address for "#name": authors need not know the prefix of ids.
func (o *outline) anchor(dest string) string {
	if o.ids[o.prefix+dest[1:]] {
		return "#" + o.prefix + dest[1:]
	}
	return dest
}

// slug makes an id of a heading's text: letters, marks and digits of any script in lower case, a hyphen for all else.
func slug(text string) string {
	const most = 60
	var b strings.Builder
	hyphen, length := false, 0
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		if r < utf8.RuneSelf && asciiParts[r] != letter || r >= utf8.RuneSelf && !unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
			hyphen = b.Len() > 0
			continue
		}
		if length++; length > most {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

func (w *writer) heading(n *ast.Heading) {
	h, ok := w.outline.of[n]
	if !ok {
		w.openFlat()
		w.children(n)
		w.closeFlat()
		return
	}
	w.openHeading(h)
	w.children(n)
	w.closeHeading(h)
}

func (w *writer) openFlat() { w.html("<p><strong>") }

func (w *writer) closeFlat() {
	w.html("</strong></p>")
	w.endBlock()
}

func (w *writer) openHeading(h Heading) {
	w.html("<h", strconv.Itoa(h.Level))
	w.attr("id", h.ID)
	w.html(">")
}

func (w *writer) closeHeading(h Heading) {
	if w.o.Labels.Anchor != "" {
		w.html(` <a class="anchor"`)
		w.attr("href", "#", h.ID)
		w.attr("aria-label", w.o.Labels.Anchor, " ", h.Text)
		w.html(">#</a>")
	}
	w.html("</h", strconv.Itoa(h.Level), ">")
	w.endBlock()
}
