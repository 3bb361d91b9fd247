package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"github.com/plaudit/plaudit/generator/diag"
)

// outline is what is known of a text's headings before it is written, since a link may lead to a later one.
type outline struct {
	prefix   string
	headings []Heading
	of       map[*ast.Heading]Heading
	ids      map[string]bool
	next     map[string]int // the number to try next for a slug that was used
}

// findHeadings gives each heading its level and id. Levels follow from the order of the levels as written: the first is
// Top, a deeper one goes one down, however many it skips, so that the outline of the page has no gaps.
func (w *writer) findHeadings(doc ast.Node) outline {
	o := outline{prefix: w.o.IDPrefix}
	var open []int // levels as written, outermost first
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
			w.problems.Add(diag.BodyHeading.New(w.places.at(max(0, h.Pos())), "a heading of level 1 in a text: \"%s\"", short(text)).
				WithHint("the page's title is its heading of level 1; begin with ##"))
		}
		if w.o.Top < 0 {
			return ast.WalkSkipChildren, nil
		}
		level := max(h.Level, 2)
		for len(open) > 0 && open[len(open)-1] >= level {
			open = open[:len(open)-1]
		}
		open = append(open, level)
		if o.of == nil {
			o.of, o.ids, o.next = map[*ast.Heading]Heading{}, map[string]bool{}, map[string]int{}
		}
		heading := Heading{Level: min(w.o.Top+len(open)-1, 6), ID: o.unique(slug(text)), Text: text}
		o.headings = append(o.headings, heading)
		o.of[h] = heading
		return ast.WalkSkipChildren, nil
	})
	return o
}

// unique gives an id that no other heading has.
func (o *outline) unique(slug string) string {
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
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
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
		w.html("<p><strong>")
		w.children(n)
		w.html("</strong></p>")
		w.endBlock()
		return
	}
	tag := "h" + strconv.Itoa(h.Level)
	w.html("<", tag)
	w.attr("id", h.ID)
	w.html(">")
	w.children(n)
	if w.o.Labels.Anchor != "" {
		w.html(` <a class="anchor"`)
		w.attr("href", "#"+h.ID)
		w.attr("aria-label", w.o.Labels.Anchor+" "+h.Text)
		w.html(">#</a>")
	}
	w.html("</", tag, ">")
	w.endBlock()
}
