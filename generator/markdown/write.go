package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/plaudit/plaudit/generator/diag"
)

// writer holds one rendering. out and text grow side by side: what is shown and what is plain.
type writer struct {
	src    []byte // of the tree; nil before there is one
	o      Options
	places places

	out, text []byte
	bare      bool // only the plain text is wanted: out stays empty
	links     []Link
	found     []diag.Diagnostic
	outline   outline
	depth     int
	inLink    bool // an <a> is open: no other may begin
	spent     int  // bytes of addresses
	refused   bool // a limit was reached while writing
	kept      bool // some raw HTML was kept, so the elements may not be balanced
	tables    int
	codes     int
	lit       int // bytes of code given to the lexers
}

func render(src string, o Options, problems *diag.List, inline bool) Fragment {
	w := newWriter(src, o)
	defer w.release()
	ok := !inline && w.quickly(src) || w.tree(src, inline)
	if len(w.found) > 0 {
		problems.Add(w.found...)
	}
	if !ok {
		return Fragment{} // refused
	}
	return w.fragment()
}

func (w *writer) fragment() Fragment {
	text := string(bytes.TrimSpace(w.text))
	return Fragment{HTML: string(w.out), Headings: copied(w.outline.headings), Links: copied(w.links), Text: text, Words: words(text)}
}

// copied is a slice of its own, nil when there is nothing.
func copied[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return slices.Clone(s)
}

// tree writes a text from the tree that the library makes of it. It says false when the text is refused.
func (w *writer) tree(src string, inline bool) bool {
	w.src = []byte(src)
	if what, at := overLimit(w.src); what != "" {
		w.limit(at, what)
		return false
	}
	doc, blown := parse(w.src, inline)
	if blown >= 0 {
		w.limit(blown, "too many special characters in one paragraph")
		return false
	}
	w.findHeadings(doc)
	if inline {
		for p := doc.FirstChild(); p != nil; p = p.NextSibling() {
			if p != doc.FirstChild() {
				w.out, w.text = append(w.out, ' '), append(w.text, ' ')
			}
			w.children(p)
		}
		w.out = bytes.ReplaceAll(w.out, []byte("\n"), []byte(" "))
		w.text = bytes.ReplaceAll(w.text, []byte("\n"), []byte(" "))
	} else {
		w.children(doc)
	}
	if w.refused {
		return false
	}
	if w.kept {
		balanced, err := balance(w.out)
		if err != nil {
			w.limit(0, "raw HTML with too many elements inside each other")
			return false
		}
		w.out = balanced
	}
	return true
}

func (w *writer) limit(at int, what string) {
	w.report(diag.MarkdownLimits.New(w.places.at(at), "%s", what).WithHint("split the text, or write it more simply"))
}

func (w *writer) report(d diag.Diagnostic) { w.found = append(w.found, d) }

func (w *writer) html(parts ...string) {
	if w.bare {
		return
	}
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// attr writes ` name="value"` with the value, of several parts, escaped.
func (w *writer) attr(name string, value ...string) {
	if w.bare {
		return
	}
	w.html(" ", name, `="`)
	for _, v := range value {
		w.out = appendEscaped(w.out, v)
	}
	w.html(`"`)
}

// show writes text to the page and to the plain text.
func (w *writer) show(s []byte) { show(w, s) }

func show[T []byte | string](w *writer, s T) {
	if !w.bare {
		w.out = appendEscaped(w.out, s)
	}
	w.text = appendClean(w.text, s)
}

// endBlock ends a line of the plain text.
func (w *writer) endBlock() {
	if n := len(w.text); n > 0 && w.text[n-1] != '\n' {
		w.text = append(w.text, '\n')
	}
}

// block writes an element with the children of a node.
func (w *writer) block(tag string, n ast.Node) {
	w.html("<", tag, ">")
	w.children(n)
	w.html("</", tag, ">")
}

func (w *writer) children(n ast.Node) {
	switch {
	case w.refused:
		return
	case w.depth >= depthLimit:
		w.limit(max(0, n.Pos()), "more than "+strconv.Itoa(depthLimit)+" elements inside each other")
		w.refused = true
		return
	case len(w.out)+w.spent > outputLimit:
		w.limit(max(0, n.Pos()), "the text becomes too large: a long address or title is used too often")
		w.refused = true
		return
	}
	w.depth++
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
	w.depth--
}

func (w *writer) node(node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		w.textNode(n)
	case *ast.String:
		w.show(n.Value)
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.children(n)
		w.endBlock()
	case *ast.Heading:
		w.heading(n)
	case *ast.Emphasis:
		w.block(emphasisTag(n.Level), n)
	case *extast.Strikethrough:
		w.block("del", n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.picture(n, false)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.listItem(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.FencedCodeBlock:
		w.code(n, string(unescape(n.Language(w.src))))
	case *ast.CodeBlock:
		w.code(n, "")
	case *ast.ThematicBreak:
		w.html("<hr>")
	case *ast.HTMLBlock:
		w.rawBlock(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *extast.Table:
		w.table(n)
	case *extast.DefinitionList:
		w.block("dl", n)
	case *extast.DefinitionTerm:
		w.block("dt", n)
		w.endBlock()
	case *extast.DefinitionDescription:
		w.block("dd", n)
		w.endBlock()
	case *extast.FootnoteLink:
		w.footnoteLink(n)
	case *extast.FootnoteList:
		w.footnotes(n)
	case *extast.TaskCheckBox, *extast.FootnoteBacklink, *ast.LinkReferenceDefinition:
		// Written by their list item and footnote, or nothing to see.
	default:
		w.children(n)
	}
}

func (w *writer) textNode(n *ast.Text) {
	value := n.Segment.Value(w.src)
	if !n.IsRaw() {
		value = unescape(value)
	}
	w.show(value)
	switch {
	case n.HardLineBreak():
		w.html("<br>")
		w.text = append(w.text, '\n')
	case n.SoftLineBreak():
		w.softBreak()
	}
}

func (w *writer) softBreak() {
	w.html("\n")
	w.text = append(w.text, ' ')
}

// paragraph writes a paragraph, or a figure when it is nothing but a picture with a title.
func (w *writer) paragraph(n *ast.Paragraph) {
	if p, ok := n.FirstChild().(*ast.Image); ok && p.NextSibling() == nil && len(bytes.TrimSpace(p.Title)) > 0 {
		w.picture(p, true)
		w.endBlock()
		return
	}
	if n.ChildCount() > 0 {
		w.block("p", n)
		w.endBlock()
	}
}

func emphasisTag(delimiters int) string {
	if delimiters == 1 {
		return "em"
	}
	return "strong"
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.html("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.show(bytes.ReplaceAll(t.Segment.Value(w.src), []byte("\n"), []byte(" ")))
		}
	}
	w.html("</code>")
}

func (w *writer) list(n *ast.List) {
	w.openList(n.IsOrdered(), n.Start, n.FirstChild() != nil && taskOf(n.FirstChild()) != nil)
	w.children(n)
	w.closeList(n.IsOrdered())
}

func (w *writer) openList(ordered bool, start int, tasks bool) {
	w.html("<", listTag(ordered))
	if ordered && start != 1 {
		w.attr("start", strconv.Itoa(start))
	}
	if tasks {
		w.attr("class", "tasks")
	}
	w.html(">")
}

func (w *writer) closeList(ordered bool) {
	w.html("</", listTag(ordered), ">")
	w.endBlock()
}

func listTag(ordered bool) string {
	if ordered {
		return "ol"
	}
	return "ul"
}

// listItem writes an item; a task's text is the label of its box, so that the box has a name.
func (w *writer) listItem(n *ast.ListItem) {
	box := taskOf(n)
	if box == nil {
		w.block("li", n)
		w.endBlock()
		return
	}
	w.html(`<li><label><input type="checkbox" disabled`)
	if box.IsChecked {
		w.html(" checked")
	}
	w.html("> ")
	w.children(n.FirstChild())
	w.html("</label>")
	w.endBlock()
	w.depth++
	for c := n.FirstChild().NextSibling(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
	w.depth--
	w.html("</li>")
}

func taskOf(item ast.Node) *extast.TaskCheckBox {
	if item.FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return box
}

// quote writes a quote, or a callout when its first line is "[!NOTE]" or one of its kin.
func (w *writer) quote(n *ast.Blockquote) {
	class, label := w.callout(n)
	if class == "" {
		w.block("blockquote", n)
		return
	}
	w.openCallout(class, label)
	w.children(n)
	w.html("</aside>")
}

func (w *writer) openCallout(class, label string) {
	// An aside is a landmark, and several without names on a page are a hindrance; as a note it is none.
	w.html(`<aside class="callout callout-`, class, `" role="note"><p class="callout-label">`)
	w.show([]byte(label))
	w.endBlock()
	w.html("</p>")
}

// callout tells the kind of a callout and takes its first line away; "" for a quote.
func (w *writer) callout(n *ast.Blockquote) (class, label string) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return "", ""
	}
	line := p.Lines().At(0)
	if class, label = w.calloutOf(string(line.Value(w.src))); class == "" {
		return "", ""
	}
	for c := p.FirstChild(); c != nil && c.Pos() < line.Stop; {
		next := c.NextSibling()
		p.RemoveChild(p, c)
		c = next
	}
	return class, label
}

// calloutOf tells the kind of callout that a line begins.
func (w *writer) calloutOf(line string) (class, label string) {
	switch strings.ToUpper(strings.TrimSpace(line)) {
	case "[!NOTE]":
		return "note", w.o.Labels.Note
	case "[!TIP]":
		return "tip", w.o.Labels.Tip
	case "[!IMPORTANT]":
		return "important", w.o.Labels.Important
	case "[!WARNING]":
		return "warning", w.o.Labels.Warning
	case "[!CAUTION]":
		return "caution", w.o.Labels.Caution
	}
	return "", ""
}
