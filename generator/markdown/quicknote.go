package markdown

// note is a footnote, known by its label before it is referred to or before it is defined.
type note struct {
	label string
	text  span // of its definition
	index int  // its number, 0 before the first reference
	refs  int
}

// mostNotes keeps looking for a label short.
const mostNotes = 50

// labelOf reads the label of "[^label]" at the beginning of s; "" when it has other characters than the usual ones.
func labelOf(s string) string {
	if len(s) < 4 || s[0] != '[' || s[1] != '^' {
		return ""
	}
	i := 2
	for i < len(s) && i < 60 && (isWordByte(s[i]) && s[i] < 0x80 || s[i] == '-' || s[i] == '_') {
		i++
	}
	if i == len(s) || s[i] != ']' {
		return ""
	}
	return s[2:i]
}

func (q *quick) noteOf(label string) *note {
	for i := range q.notes {
		if q.notes[i].label == label {
			return &q.notes[i]
		}
	}
	if len(q.notes) == mostNotes {
		return nil
	}
	q.notes = append(q.notes, note{label: label})
	return &q.notes[len(q.notes)-1]
}

// refer writes a reference at an offset and gives the offset behind it.
func (q *quick) refer(at int) (after int, ok bool) {
	label := labelOf(q.src[at:q.end])
	if label == "" || q.inNote {
		return 0, false
	}
	n := q.noteOf(label)
	if n == nil {
		return 0, false
	}
	if n.index == 0 {
		q.noted++
		n.index = q.noted
	}
	q.noteMark(n.index, n.refs)
	n.refs++
	return at + len(label) + 3, true
}

// define reads a definition of one paragraph, whose further lines have four spaces before their text. It is written at the end.
func (q *quick) define() bool {
	l, next := q.lineAt(q.pos)
	label := labelOf(q.src[l.from:l.to])
	n := q.noteOf(label)
	text := span{l.from + len(label) + len("[^]: "), l.to}
	if n == nil || n.text.to > 0 || text.from >= text.to || q.src[text.from-1] != ' ' {
		return false
	}
	q.lines, q.pos = q.lines[:0], next
	if q.kindOf(text) != running || !q.take(text) || !q.below(noteIndent) {
		return false
	}
	n.text = span{text.from, q.lines[len(q.lines)-1].to}
	if !q.blank() {
		l, _ := q.lineAt(q.pos)
		return q.kindOf(l) == definition
	}
	return true
}

const noteIndent = 4

// footnotes writes the notes in the order of their first references. One without a definition is text, and one without a
// reference is nothing; both are for the library.
func (q *quick) footnotes() bool {
	if len(q.notes) == 0 {
		return true
	}
	q.inNote = true
	q.openNotes()
	for index := 1; index <= len(q.notes); index++ {
		n := q.numbered(index)
		if n == nil || n.text.to == 0 {
			return false
		}
		q.openNote(index)
		if !q.paragraphOf(q.linesOf(n.text)) {
			return false
		}
		for ref := range n.refs {
			q.backlink(index, ref, n.refs)
		}
		q.closeNote()
	}
	q.closeNotes()
	return true
}

func (q *quick) numbered(index int) *note {
	for i := range q.notes {
		if q.notes[i].index == index {
			return &q.notes[i]
		}
	}
	return nil
}

// linesOf finds the lines of a definition again.
func (q *quick) linesOf(text span) []span {
	q.lines = q.lines[:0]
	for from := text.from; from < text.to; from += noteIndent {
		l, next := q.lineAt(from)
		l.to = min(l.to, text.to)
		q.take(l)
		from = next
	}
	return q.lines
}
