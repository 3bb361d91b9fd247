package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box that scrolls sideways on a narrow screen.
func (w *writer) table(n *extast.Table) {
	w.openTable()
	first := n.FirstChild()
	w.html("<thead>")
	w.row(first)
	w.html("</thead>")
	if first != nil && first.NextSibling() != nil {
		w.html("<tbody>")
		for r := first.NextSibling(); r != nil; r = r.NextSibling() {
			w.row(r)
		}
		w.html("</tbody>")
	}
	w.html("</table></div>")
}

func (w *writer) openTable() {
	w.tables++
	w.html(`<div class="table-scroll"`)
	w.scrollable(w.o.Labels.Table, w.tables)
	w.html("><table>")
}

// scrollable makes a box reachable by keyboard. It needs a name for that; a group is not a landmark, so a page may have many.
func (w *writer) scrollable(label string, number int) {
	if label == "" {
		return
	}
	w.html(` tabindex="0" role="group"`)
	w.attr("aria-label", label, " ", strconv.Itoa(number))
}

func (w *writer) row(r ast.Node) {
	if r == nil {
		return
	}
	w.html("<tr>")
	for c := r.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		tag := w.openCell(r.Kind() == extast.KindTableHeader && c.ChildCount() > 0, cell.Alignment)
		w.children(c)
		w.html("</", tag, ">")
		if c.NextSibling() != nil && c.ChildCount() > 0 {
			w.text = append(w.text, ' ')
		}
	}
	w.html("</tr>")
	w.endBlock()
}

// openCell begins a cell and gives its element. An empty corner is no heading.
func (w *writer) openCell(heading bool, align extast.Alignment) (tag string) {
	tag = "td"
	if heading {
		tag = "th"
	}
	w.html("<", tag)
	if heading {
		w.html(` scope="col"`)
	}
	switch align {
	case extast.AlignLeft:
		w.html(` class="align-left"`)
	case extast.AlignCenter:
		w.html(` class="align-center"`)
	case extast.AlignRight:
		w.html(` class="align-right"`)
	}
	w.html(">")
	return tag
}
