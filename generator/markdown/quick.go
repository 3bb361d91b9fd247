package markdown

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
)

// quick reads the part of Markdown whose meaning is beyond doubt, line by line, and writes it without a tree: paragraphs,
// headings, flat lists, quotes, tables and footnotes with text, emphasis, links and code in them. That is what nearly all
// texts of a site are made of, and it costs a twelfth of a tree.
//
// The library stays the judge of what Markdown means. At the first thing of which quick is not certain it gives up, and the
// whole text is read again by the library; so every function here that gives a bool says with false: not certain. What is
// refused or reported is the same either way. FuzzQuick and TestQuickIsTheLibrary hold the two against each other.
type quick struct {
	*writer
	src   string
	pos   int    // of the line to read next
	watch bool   // the text has something that may be an address
	lines []span // of the running text that is written next
	items []int  // of a list: the first of its lines
	cells []span
	align []alignment
	hold  []byte // the inside of a heading

	end  int // of the running text
	open []delimiter
	link struct {
		label, after int  // offsets of its "]", -1 without a link, and of what follows its ")"
		depth        int  // of emphasis where it began
		leads        bool // an <a> is open
	}

	notes  []note
	noted  int // how many have a number
	inNote bool
}

// span is a part of the text, from one offset to another.
type span struct{ from, to int }

const (
	quickLimit = 14_000 // bytes: with a square of half of it no text is too much work (workLimit)
	smallText  = 8_000  // bytes: no text that quick is certain of is over another limit
)

var quicks = sync.Pool{New: func() any { return new(quick) }}

// quickly writes a text without a tree. On false nothing was written.
func (w *writer) quickly(src string) bool {
	if len(src) > quickLimit || !utf8.ValidString(src) {
		return false
	}
	if len(src) > smallText {
		if what, _ := overLimit([]byte(src)); what != "" {
			return false
		}
	}
	q := quicks.Get().(*quick)
	q.begin(w, src)
	ok := q.blocks() && len(w.out)+w.spent <= outputLimit
	q.begin(nil, "")
	quicks.Put(q)
	if !ok {
		w.reset()
	}
	return ok
}

// quickText is the plain text of a Markdown text that is written without a tree, and without its HTML. Large texts are left to Render, which may
// refuse them for the length of that.
func quickText(src string) (text string, ok bool) {
	if len(src) > 1<<16 {
		return "", false
	}
	w := newWriter(src, Options{Untrusted: true})
	defer w.release()
	w.bare = true
	if !w.quickly(src) {
		return "", false
	}
	return string(bytes.TrimSpace(w.text)), true
}

func (q *quick) begin(w *writer, src string) {
	clear(q.notes)
	*q = quick{writer: w, src: src, watch: mayLink(src), lines: q.lines[:0], items: q.items[:0], cells: q.cells[:0], align: q.align[:0],
		hold: q.hold[:0], open: q.open[:0], notes: q.notes[:0]}
	q.link.label = -1
}

// kind is what a line begins.
type kindOfLine uint8

const (
	unsure  kindOfLine = iota
	running            // text of a paragraph
	heading
	bullet
	ordered
	quoted
	row
	definition // of a footnote
)

// kindOf tells what a line begins that is not empty.
func (q *quick) kindOf(l span) kindOfLine {
	s := q.src[l.from:l.to]
	if s == "" {
		return unsure
	}
	c := s[0]
	if c >= utf8.RuneSelf || startsText[c] {
		return running
	}
	switch c {
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if n := digits(s); n < len(s) && (s[n] == '.' || s[n] == ')') && (n+1 == len(s) || s[n+1] == ' ') {
			return ordered
		}
		return running
	case '-', '+', '*', '_':
		return q.kindOfMark(s)
	case '#':
		n := len(s) - len(strings.TrimLeft(s, "#"))
		if n <= 6 && n+1 < len(s) && s[n] == ' ' && s[n+1] != ' ' {
			return heading
		}
	case '>':
		return quoted
	case '|':
		return row
	case '[':
		if label := labelOf(s); label != "" && strings.HasPrefix(s[len(label)+3:], ":") {
			return definition
		}
		return running
	}
	return unsure
}

// kindOfMark is for lines that begin with "-", "+", "*" or "_": a list, a rule across the page, the underline of a heading,
// or text.
func (q *quick) kindOfMark(s string) kindOfLine {
	if len(s) > 1 && s[1] == ' ' && s[0] != '_' {
		return bullet
	}
	marks := 1
	if len(s) > 2 && s[1] == s[0] && (s[0] == '*' || s[0] == '_') {
		marks = 2
	}
	if len(s) > marks && (isWordByte(s[marks]) || marks == 2 && (s[2] == '[' || s[2] == '`' || s[2] == '"')) {
		return running
	}
	return unsure
}

// startsText are the characters, but for digits, that begin nothing but text.
var startsText = func() (t [utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("\"'(),./;?$%^{}@&\\!`", c) >= 0
	}
	return t
}()

// isWordByte says whether a byte is an ASCII letter or digit, or of a character beyond ASCII.
func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

func digits(s string) (n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// lineAt gives the line at an offset and where the next one begins.
func (q *quick) lineAt(pos int) (l span, next int) {
	if n := strings.IndexByte(q.src[pos:], '\n'); n >= 0 {
		return span{pos, pos + n}, pos + n + 1
	}
	return span{pos, len(q.src)}, len(q.src)
}

// take adds a line to the running text. One space at its end is nothing; two may be a hard break.
func (q *quick) take(l span) bool {
	if q.src[l.to-1] == ' ' {
		l.to--
		if l.to <= l.from || q.src[l.to-1] == ' ' {
			return false
		}
	}
	q.lines = append(q.lines, l)
	return true
}

// blank says whether an empty line or the end comes next.
func (q *quick) blank() bool { return q.pos == len(q.src) || q.src[q.pos] == '\n' }

func (q *quick) skipBlank() (any bool) {
	for q.pos < len(q.src) && q.src[q.pos] == '\n' {
		q.pos++
		any = true
	}
	return any
}

func (q *quick) blocks() bool {
	for q.skipBlank(); q.pos < len(q.src); q.skipBlank() {
		ok := false
		l, next := q.lineAt(q.pos)
		switch kind := q.kindOf(l); kind {
		case running:
			ok = q.paragraph()
		case heading:
			q.pos = next
			ok = q.heading(l)
		case bullet, ordered:
			ok = q.list()
		case quoted:
			ok = q.quote()
		case row:
			ok = q.table()
		case definition:
			ok = q.define()
		}
		if !ok {
			return false
		}
	}
	return q.footnotes()
}

// paragraph ends at an empty line, or where a heading, a list or a quote begins.
func (q *quick) paragraph() bool {
	q.lines = q.lines[:0]
	for ended := false; !ended; {
		l, next := q.lineAt(q.pos)
		if !q.take(l) {
			return false
		}
		q.pos = next
		if ended = q.blank(); ended {
			break
		}
		l, _ = q.lineAt(q.pos)
		switch q.kindOf(l) {
		case running:
		case heading, bullet, quoted:
			ended = true
		case ordered:
			// Only a list that begins with 1 may follow; another number is one of the text.
			if m, ok := q.markerOf(l); !ok || m.start != 1 {
				return false
			}
			ended = true
		default:
			return false
		}
	}
	return q.paragraphOf(q.lines)
}

func (q *quick) paragraphOf(lines []span) bool {
	q.html("<p>")
	if !q.inline(lines) {
		return false
	}
	q.html("</p>")
	q.endBlock()
	return true
}

// heading is one line. Its id is known only when its text is, so the inside is written first and put in place.
func (q *quick) heading(l span) bool {
	level := strings.IndexByte(q.src[l.from:l.to], ' ')
	q.lines = q.lines[:0]
	if level == 1 || q.src[l.to-1] == '#' || !q.take(span{l.from + level + 1, l.to}) || q.src[q.lines[0].to-1] == '#' {
		return false
	}
	if q.o.Top < 0 {
		q.openFlat()
		if !q.inline(q.lines) {
			return false
		}
		q.closeFlat()
		return true
	}
	at, text := len(q.out), len(q.text)
	if !q.inline(q.lines) {
		return false
	}
	if q.bare {
		q.endBlock()
		return true
	}
	q.hold = append(q.hold[:0], q.out[at:]...)
	q.out = q.out[:at]
	h := q.outline.add(level, q.o.Top, strings.TrimSpace(string(q.text[text:])))
	q.openHeading(h)
	q.out = append(q.out, q.hold...)
	q.closeHeading(h)
	return true
}
