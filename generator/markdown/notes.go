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

func (w *writer) footnoteLink(n *extast.FootnoteLink) { w.noteMark(n.Index, n.RefIndex) }

// noteMark writes the number of a footnote where the text refers to it, for the ref-th time from 0.
func (w *writer) noteMark(index, ref int) {
	w.html("<sup>")
	if w.inLink {
		w.html("<span")
		w.attr("id", w.refID(index, ref))
		w.html(">", strconv.Itoa(index), "</span></sup>")
		return
	}
	w.html(`<a class="footnote-ref" role="doc-noteref"`)
	w.attr("href", "#", w.noteID(index))
	w.attr("id", w.refID(index, ref))
	w.html(">", strconv.Itoa(index), "</a></sup>")
}

func (w *writer) footnotes(list *extast.FootnoteList) {
	w.openNotes()
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		n, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.openNote(n.Index)
		w.children(n)
		w.backlinks(n)
		w.closeNote()
	}
	w.closeNotes()
}

func (w *writer) openNotes() {
	w.html(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.o.Labels.Footnotes)
	w.html("><ol>")
}

func (w *writer) closeNotes() { w.html("</ol></section>") }

func (w *writer) openNote(index int) {
	w.html("<li")
	w.attr("id", w.noteID(index))
	w.html(">")
}

func (w *writer) closeNote() {
	w.endBlock()
	w.html("</li>")
}

// backlinks writes the ways back to all references of a footnote. The parser has hung them at its last paragraph or at the footnote itself.
func (w *writer) backlinks(note *extast.Footnote) {
	for _, from := range []ast.Node{note.LastChild(), note} {
		if from == nil {
			continue
		}
		for c := from.FirstChild(); c != nil; c = c.NextSibling() {
			if n, ok := c.(*extast.FootnoteBacklink); ok {
				w.backlink(n.Index, n.RefIndex, n.RefCount)
			}
		}
	}
}

// backlink writes the way back to one of a footnote's references. They have a number of their own when there are several.
func (w *writer) backlink(index, ref, refs int) {
	w.html(` <a class="footnote-back" role="doc-backlink"`)
	w.attr("href", "#", w.refID(index, ref))
	name := strconv.Itoa(index)
	if refs > 1 {
		name += "." + strconv.Itoa(ref+1)
	}
	w.attr("aria-label", w.o.Labels.Backlink, " ", name)
	w.html(">↩\ufe0e</a>")
}
