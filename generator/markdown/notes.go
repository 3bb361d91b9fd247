package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Ids of footnotes have an underscore, which those of headings never have.

func (w *writer) noteID(index int) string { return w.o.IDPrefix + "fn_" + strconv.Itoa(index) }

func (w *writer) refID(index, ref int) string {
	return w.o.IDPrefix + "ref_" + strconv.Itoa(index) + "_" + strconv.Itoa(ref+1)
}

func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	w.html("<sup>")
	if w.inLink {
		w.html("<span")
		w.attr("id", w.refID(n.Index, n.RefIndex))
		w.html(">", strconv.Itoa(n.Index), "</span></sup>")
		return
	}
	w.html(`<a class="footnote-ref" role="doc-noteref"`)
	w.attr("href", "#"+w.noteID(n.Index))
	w.attr("id", w.refID(n.Index, n.RefIndex))
	w.html(">", strconv.Itoa(n.Index), "</a></sup>")
}

func (w *writer) footnotes(list *extast.FootnoteList) {
	w.html(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.o.Labels.Footnotes)
	w.html("><ol>")
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		n, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.html("<li")
		w.attr("id", w.noteID(n.Index))
		w.html(">")
		w.children(n)
		w.backlinks(n)
		w.endBlock()
		w.html("</li>")
	}
	w.html("</ol></section>")
}

// backlinks writes the ways back to all references of a footnote. The parser has hung them at its last paragraph or at the footnote itself.
func (w *writer) backlinks(note *extast.Footnote) {
	for _, from := range []ast.Node{note.LastChild(), note} {
		if from == nil {
			continue
		}
		for c := from.FirstChild(); c != nil; c = c.NextSibling() {
			n, ok := c.(*extast.FootnoteBacklink)
			if !ok {
				continue
			}
			name := w.o.Labels.Backlink + " " + strconv.Itoa(n.Index)
			if n.RefCount > 1 {
				name += "." + strconv.Itoa(n.RefIndex+1)
			}
			w.html(` <a class="footnote-back" role="doc-backlink"`)
			w.attr("href", "#"+w.refID(n.Index, n.RefIndex))
			w.attr("aria-label", name)
			w.html(">↩\ufe0e</a>")
		}
	}
}
