package markdown

import (
	"strconv"
	"strings"
)

// marker is what an item of a list begins with.
type marker struct {
	sign  byte // "-", "+", "*", or behind a number "." or ")"
	start int  // the number, -1 without
	width int  // columns before the text
}

// markerOf reads the marker of a line that begins an item. There is one space behind it.
func (q *quick) markerOf(l span) (m marker, ok bool) {
	s := q.src[l.from:l.to]
	n := digits(s)
	if n > 9 || n+2 >= len(s) || s[n+1] != ' ' {
		return m, false
	}
	m = marker{sign: s[n], start: -1, width: n + 2}
	if n > 0 {
		m.start, _ = strconv.Atoi(s[:n])
	}
	return m, true
}

// list reads a list whose items are running text, no blocks.
func (q *quick) list() bool {
	q.lines, q.items = q.lines[:0], q.items[:0]
	var first marker
	loose := false
	for {
		l, next := q.lineAt(q.pos)
		m, ok := q.markerOf(l)
		if len(q.items) == 0 {
			first = m
		}
		if !ok || m.sign != first.sign || m.start < 0 != (first.start < 0) {
			return false
		}
		q.items = append(q.items, len(q.lines))
		q.pos = next
		if !q.item(span{l.from + m.width, l.to}, m.width) {
			return false
		}
		blank := q.skipBlank()
		if q.pos == len(q.src) {
			break
		}
		l, _ = q.lineAt(q.pos)
		if kind := q.kindOf(l); kind != bullet && kind != ordered {
			if !blank {
				return false // it may be more of the last item, or not
			}
			break
		}
		loose = loose || blank
	}
	return q.writeList(first, loose)
}

// item takes the lines of an item. Those after the first stand exactly below its text.
func (q *quick) item(l span, width int) bool {
	if s := q.src[l.from:l.to]; len(s) > 2 && s[0] == '[' && s[2] == ']' {
		return false // a task, perhaps
	}
	if q.kindOf(l) != running || !q.take(l) {
		return false
	}
	return q.below(width)
}

// below takes the lines that follow with so many spaces before their text.
func (q *quick) below(width int) bool {
	for q.pos < len(q.src) && q.src[q.pos] == ' ' {
		l, next := q.lineAt(q.pos)
		s := q.src[l.from:l.to]
		if len(s) <= width || strings.TrimLeft(s[:width], " ") != "" {
			return false
		}
		l.from += width
		if q.kindOf(l) != running || !q.take(l) {
			return false
		}
		q.pos = next
	}
	return true
}

func (q *quick) writeList(first marker, loose bool) bool {
	q.openList(first.start >= 0, first.start, false)
	q.items = append(q.items, len(q.lines))
	for i := range len(q.items) - 1 {
		lines := q.lines[q.items[i]:q.items[i+1]]
		q.html("<li>")
		if loose {
			if !q.paragraphOf(lines) {
				return false
			}
		} else if !q.inline(lines) {
			return false
		}
		q.endBlock()
		q.html("</li>")
	}
	q.closeList(first.start >= 0)
	return true
}

// quote reads a quote or a callout of paragraphs, each line with its marker.
func (q *quick) quote() bool {
	end := "</blockquote>"
	if q.label() {
		end = "</aside>"
	} else {
		q.html("<blockquote>")
	}
	paragraphs := 0
	for !q.blank() {
		q.lines = q.lines[:0]
		for !q.blank() {
			l, next := q.lineAt(q.pos)
			s := q.src[l.from:l.to]
			if s[0] != '>' {
				return false
			}
			q.pos = next
			if s == ">" {
				break
			}
			l.from += 2
			if s[1] != ' ' || q.kindOf(l) != running || !q.take(l) {
				return false
			}
		}
		if len(q.lines) > 0 {
			paragraphs++
			if !q.paragraphOf(q.lines) {
				return false
			}
		}
	}
	q.html(end)
	return paragraphs > 0
}

// label reads the first line of a callout, if it is one.
func (q *quick) label() bool {
	l, next := q.lineAt(q.pos)
	s, ok := strings.CutPrefix(q.src[l.from:l.to], "> ")
	if !ok || !strings.HasPrefix(s, "[!") || !strings.HasSuffix(s, "]") {
		return false
	}
	class, label := q.calloutOf(s)
	if class == "" {
		return false
	}
	q.pos = next
	q.openCallout(class, label)
	return true
}
