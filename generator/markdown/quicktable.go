package markdown

import (
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"
)

type alignment = extast.Alignment

// table reads a table whose rows all begin and end with "|" and have as many cells as its heading.
func (q *quick) table() bool {
	header, next := q.lineAt(q.pos)
	under, after := q.lineAt(next)
	if !q.readAlignments(under) {
		return false
	}
	q.openTable()
	q.html("<thead>")
	if !q.row(header, true) {
		return false
	}
	q.html("</thead>")
	q.pos = after
	body := !q.blank()
	if body {
		q.html("<tbody>")
	}
	for !q.blank() {
		l, next := q.lineAt(q.pos)
		if !q.row(l, false) {
			return false
		}
		q.pos = next
	}
	if body {
		q.html("</tbody>")
	}
	q.html("</table></div>")
	return true
}

// readAlignments reads the line below the heading of a table.
func (q *quick) readAlignments(l span) bool {
	if !q.split(l) {
		return false
	}
	q.align = q.align[:0]
	for _, c := range q.cells {
		dashes, left := strings.CutPrefix(q.src[c.from:c.to], ":")
		dashes, right := strings.CutSuffix(dashes, ":")
		if dashes == "" || strings.Trim(dashes, "-") != "" {
			return false
		}
		align := extast.AlignNone
		switch {
		case left && right:
			align = extast.AlignCenter
		case left:
			align = extast.AlignLeft
		case right:
			align = extast.AlignRight
		}
		q.align = append(q.align, align)
	}
	return true
}

// split finds the cells of a row, without the spaces round them.
func (q *quick) split(l span) bool {
	s := q.src[l.from:l.to]
	q.cells = q.cells[:0]
	if len(s) < 2 || s[0] != '|' || s[len(s)-1] != '|' || strings.IndexByte(s, '\\') >= 0 {
		return false
	}
	for from := l.from + 1; from < l.to; {
		to := from + strings.IndexByte(q.src[from:l.to], '|')
		c := span{from, to}
		for c.from < c.to && q.src[c.from] == ' ' {
			c.from++
		}
		for c.from < c.to && q.src[c.to-1] == ' ' {
			c.to--
		}
		q.cells = append(q.cells, c)
		from = to + 1
	}
	return true
}

func (q *quick) row(l span, header bool) bool {
	if !q.split(l) || len(q.cells) != len(q.align) {
		return false
	}
	q.html("<tr>")
	for i, c := range q.cells {
		filled := c.from < c.to
		tag := q.openCell(header && filled, q.align[i])
		if filled && !q.inline(q.cells[i:i+1]) {
			return false
		}
		q.html("</", tag, ">")
		if filled && i+1 < len(q.cells) {
			q.text = append(q.text, ' ')
		}
	}
	q.html("</tr>")
	q.endBlock()
	return true
}
