package decode

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scan makes the nodes of a text line by line, for the part of YAML in which nearly all records are written: block maps and
// lists, flow ones that end in their line, scalars that end in their line, and block scalars. They equal those that parse
// makes with the library, in a tenth of the time.
//
// It judges nothing. Whatever it is not certain of, because it is wrong or just rare (anchors, tags, `?`, a scalar or a bracket that
// goes on in the next line, tabs between words, several documents), makes it give nil for the whole text, and the library has
// the word. So what it takes must be YAML to the library as well; what it does not take may be.
//
// The text is what prepare gives; it begins after line lines of its file.
func scan(text string, line int) *node {
	if strings.HasSuffix(text, "\r") {
		return nil
	}
	s := scanner{text: text, line: line}
	s.stack = make([]node, 0, 32)
	// About what is written in lines, keys and entries: the marks in addresses and prose make up for what has none.
	s.chunk = min(2*strings.Count(text, ":")+strings.Count(text, ",")+strings.Count(text, "\n"), 64)
	if !s.begin() {
		return nil
	}
	root, ok := s.value(-1, true)
	if !ok || s.indent >= 0 || root.kind == scalar {
		return nil
	}
	return &root
}

// scanner reads one text. Its methods that give a bool say whether they are certain; after a false it is of no more use.
//
// Where a value has been read, the cursor stands on the next line that says something.
type scanner struct {
	text string
	next int // offset of the line after this one

	// This line:
	line   int // its number in the file
	start  int // where it begins
	end    int // where it ends, without what ends it
	indent int // spaces before its first word; -1 behind the last line
	pos    int // the cursor, in it

	mark, column int // a place in this line and its column, from which columns are counted on

	depth  int
	stack  []node // the children, so far, of the collections that are open
	kept   []node // where children of closed collections go: slices of a few large arrays
	chunk  int    // the size of those
	buffer []byte // for texts that do not stand in the file as they are
}

// take goes to the next line, if there is one.
func (s *scanner) take() bool {
	if s.next >= len(s.text) {
		return false
	}
	s.start, s.end, s.next = s.next, len(s.text), len(s.text)
	if i := strings.IndexByte(s.text[s.start:], '\n'); i >= 0 {
		s.end = s.start + i
		s.next = s.end + 1
		if i > 0 && s.text[s.end-1] == '\r' {
			s.end--
		}
	}
	s.line++
	s.mark, s.column = s.start, 1
	return true
}

// advance goes to the next line with more than a comment, onto its first word.
func (s *scanner) advance() bool {
	for s.take() {
		s.pos = s.start
		s.blanks()
		if s.pos == s.end || s.text[s.pos] == '#' {
			continue
		}
		s.indent = s.pos - s.start
		return s.text[s.pos] != '\t' && (s.indent > 0 || !s.marker())
	}
	s.indent = -1
	return true
}

// blanks takes the cursor over spaces.
func (s *scanner) blanks() {
	for s.pos < s.end && s.text[s.pos] == ' ' {
		s.pos++
	}
}

// marker says whether the line looks like the beginning or end of a document.
func (s *scanner) marker() bool {
	line := s.text[s.start:s.end]
	return strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")
}

// begin goes to the first line that says something, which may follow a line ---.
func (s *scanner) begin() bool {
	certain := s.advance()
	if s.indent == 0 && strings.HasPrefix(s.text[s.pos:s.end], "---") {
		s.pos += 3
		certain = s.endLine()
	}
	return certain && s.indent >= 0
}

// endLine goes on to the next line, if nothing but a comment follows in this one.
func (s *scanner) endLine() bool {
	from := s.pos
	s.blanks()
	if s.pos < s.end && (s.text[s.pos] != '#' || s.pos == from) {
		return false
	}
	return s.advance()
}

// ends says whether a word ends before the offset i: white space follows, or nothing.
func (s *scanner) ends(i int) bool { return i >= s.end || s.text[i] == ' ' }

// dash says whether an entry of a block list begins at the cursor.
func (s *scanner) dash() bool { return s.text[s.pos] == '-' && s.ends(s.pos+1) }

// here is a node at the cursor.
func (s *scanner) here(k kind) node {
	s.column += utf8.RuneCountInString(s.text[s.mark:s.pos])
	s.mark = s.pos
	return node{kind: k, line: uint32(s.line), column: uint32(s.column)}
}

// keep takes the children of a collection off the stack, on which they begin at from.
func (s *scanner) keep(from int) []node {
	children := s.stack[from:]
	s.stack = s.stack[:from]
	if len(children) > cap(s.kept)-len(s.kept) {
		s.kept = make([]node, 0, max(s.chunk, len(children)))
	}
	begin := len(s.kept)
	s.kept = append(s.kept, children...)
	return s.kept[begin:len(s.kept):len(s.kept)]
}

// enter counts a collection that opens. The library has a limit of its own, and counts a little differently.
func (s *scanner) enter() bool {
	s.depth++
	return s.depth <= maxDepth/2
}

// value reads what begins at the cursor, in a collection that is indented by parent. A block collection may begin
// there at the beginning of a line, and behind a dash.
func (s *scanner) value(parent int, block bool) (n node, ok bool) {
	switch c := s.text[s.pos]; {
	case c == '-' && s.dash():
		if !block {
			return n, false
		}
		return s.list()
	case c == '[' || c == '{':
		if n, ok = s.flow(); !ok {
			return n, false
		}
	case c == '|' || c == '>':
		if n, ok = s.block(parent); !ok {
			return n, false
		}
		return n, s.advance() && s.indent <= parent
	default:
		first := s.pos - s.start
		if n, ok = s.scalar(false); !ok {
			return n, false
		}
		if s.colon() {
			if !block {
				return n, false
			}
			return s.mapping(n, first)
		}
	}
	// A line that is indented further would go on with this one, or be wrong.
	return n, s.endLine() && s.indent <= parent
}

// colon takes the cursor, behind a scalar, onto the colon that makes a key of it.
func (s *scanner) colon() bool {
	i := s.pos
	for i < s.end && s.text[i] == ' ' {
		i++
	}
	if i == s.end || s.text[i] != ':' || !s.ends(i+1) {
		return false
	}
	s.pos = i
	return true
}

// mapping reads a block map. The cursor is on the colon behind its first key, which is indented by indent.
func (s *scanner) mapping(key node, indent int) (n node, ok bool) {
	n = node{kind: mapping, line: key.line, column: key.column}
	from := len(s.stack)
	if !s.enter() {
		return n, false
	}
	for {
		if key.style == plain && key.text == "<<" {
			return n, false
		}
		s.stack = append(s.stack, key)
		s.pos++
		value, ok := s.behind(indent, true)
		if !ok || s.indent > indent {
			return n, false
		}
		s.stack = append(s.stack, value)
		if s.indent < indent {
			break
		}
		if s.dash() {
			return n, false
		}
		if key, ok = s.scalar(false); !ok || !s.colon() {
			return n, false
		}
	}
	s.depth--
	n.children = s.keep(from)
	return n, true
}

// list reads a block list; the cursor is on its first dash.
func (s *scanner) list() (n node, ok bool) {
	n = s.here(list)
	indent := s.pos - s.start
	from := len(s.stack)
	if !s.enter() {
		return n, false
	}
	for {
		s.pos++
		entry, ok := s.behind(indent, false)
		if !ok || s.indent > indent {
			return n, false
		}
		s.stack = append(s.stack, entry)
		if s.indent < indent || !s.dash() {
			break // at the same column: a key of the map whose value this list is, else the caller refuses it
		}
	}
	s.depth--
	n.children = s.keep(from)
	return n, true
}

// behind reads the value behind the colon of a key, or behind a dash, both of a collection that is indented by indent.
func (s *scanner) behind(indent int, key bool) (n node, ok bool) {
	n = s.here(null)
	if !s.ends(s.pos) {
		return n, false
	}
	s.blanks()
	if s.pos < s.end && s.text[s.pos] != '#' {
		return s.value(indent, !key)
	}
	if !s.advance() {
		return n, false
	}
	if s.indent > indent || key && s.indent == indent && s.dash() {
		return s.value(indent, true)
	}
	return n, true
}

// scalar reads a plain or quoted scalar and leaves the cursor behind it.
func (s *scanner) scalar(flow bool) (n node, ok bool) {
	n = s.here(scalar)
	switch c := s.text[s.pos]; c {
	case '"':
		n.style = double
		n.text, ok = s.doubleQuoted()
		return n, ok
	case '\'':
		n.style = single
		n.text, ok = s.singleQuoted()
		return n, ok
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`', '\t':
		return n, false
	case '-':
		if s.ends(s.pos+1) || flow && strings.IndexByte(",[]{}", s.text[s.pos+1]) >= 0 {
			return n, false
		}
	default:
		if c >= utf8.RuneSelf {
			if r, _ := utf8.DecodeRuneInString(s.text[s.pos:]); unicode.IsSpace(r) {
				return n, false // a word to YAML, and nothing to a reader
			}
		}
	}
	n.text, ok = s.plain(flow)
	return n, ok
}

// plain reads a scalar without quotes.
func (s *scanner) plain(flow bool) (text string, ok bool) {
	from, i := s.pos, s.pos
loop:
	for ; i < s.end; i++ {
		switch s.text[i] {
		case ':':
			if s.ends(i + 1) {
				break loop
			}
			if flow && strings.IndexByte(",[]{}", s.text[i+1]) >= 0 {
				return "", false
			}
		case '#':
			if i > from && s.text[i-1] == ' ' {
				break loop
			}
		case '\t':
			return "", false
		case ',', '[', ']', '{', '}':
			if flow {
				break loop
			}
		}
	}
	for i > from && s.text[i-1] == ' ' {
		i--
	}
	s.pos = i
	return s.text[from:i], true
}

// singleQuoted reads a scalar between ', in which ” stands for one.
func (s *scanner) singleQuoted() (text string, ok bool) {
	from := s.pos + 1
	doubled := false
	for i := from; i < s.end; i++ {
		if s.text[i] != '\'' {
			continue
		}
		if i+1 < s.end && s.text[i+1] == '\'' {
			doubled = true
			i++
			continue
		}
		s.pos = i + 1
		text = s.text[from:i]
		if doubled {
			text = strings.ReplaceAll(text, "''", "'")
		}
		return text, true
	}
	return "", false
}

// doubleQuoted reads a scalar between " with its escapes.
func (s *scanner) doubleQuoted() (text string, ok bool) {
	from := s.pos + 1
	i := strings.IndexAny(s.text[from:s.end], `"\`)
	if i < 0 {
		return "", false
	}
	i += from
	if s.text[i] == '"' {
		s.pos = i + 1
		return s.text[from:i], true
	}
	out := append(s.buffer[:0], s.text[from:i]...)
	for i < s.end {
		switch c := s.text[i]; c {
		case '"':
			s.pos, s.buffer = i+1, out
			return string(out), true
		case '\\':
			r, size := escape(s.text[i:s.end])
			if size == 0 {
				return "", false
			}
			out = utf8.AppendRune(out, r)
			i += size
		default:
			out = append(out, c)
			i++
		}
	}
	return "", false
}

// escape reads an escape of double quotes and how many bytes it takes, 0 if it is none. (YAML 1.2, 5.7)
func escape(text string) (r rune, size int) {
	if len(text) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte("0abtnvfre \"/\\N_LP", text[1]); i >= 0 {
		return [...]rune{0, '\a', '\b', '\t', '\n', '\v', '\f', '\r', 0x1b, ' ', '"', '/', '\\', 0x85, 0xa0, 0x2028, 0x2029}[i], 2
	}
	digits := 0
	switch text[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits == 0 || len(text) < 2+digits {
		return 0, 0
	}
	for _, c := range []byte(text[2 : 2+digits]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, 0
		}
		if r > utf8.MaxRune {
			return 0, 0
		}
		r = r<<4 | rune(c)
	}
	if !utf8.ValidRune(r) {
		return 0, 0
	}
	return r, 2 + digits
}

// flow reads a list or map in brackets that ends in this line, and leaves the cursor behind it.
func (s *scanner) flow() (n node, ok bool) {
	n = s.here(list)
	closing := byte(']')
	if s.text[s.pos] == '{' {
		n.kind, closing = mapping, '}'
	}
	from := len(s.stack)
	if !s.enter() {
		return n, false
	}
	for s.pos++; ; s.pos++ {
		s.blanks()
		if s.pos < s.end && s.text[s.pos] == closing {
			break // of an empty one, or behind a last comma
		}
		if n.kind == mapping {
			key, ok := s.entry(false)
			if !ok || !s.colon() || key.style == plain && key.text == "<<" {
				return n, false
			}
			s.stack = append(s.stack, key)
			s.pos++
			s.blanks()
		}
		value, ok := s.entry(true)
		if !ok {
			return n, false
		}
		s.stack = append(s.stack, value)
		s.blanks()
		if s.pos == s.end || s.text[s.pos] != ',' && s.text[s.pos] != closing {
			return n, false
		}
		if s.text[s.pos] == closing {
			break
		}
	}
	s.pos++
	s.depth--
	n.children = s.keep(from)
	return n, true
}

// entry reads one value within brackets.
func (s *scanner) entry(nested bool) (n node, ok bool) {
	if s.pos == s.end {
		return n, false
	}
	if c := s.text[s.pos]; nested && (c == '[' || c == '{') {
		return s.flow()
	}
	return s.scalar(true)
}

// block reads a block scalar of a collection that is indented by parent. The cursor is on its | or >; afterwards it is at the
// end of its last line.
func (s *scanner) block(parent int) (n node, ok bool) {
	n = s.here(scalar)
	n.style = literal
	if s.text[s.pos] == '>' {
		n.style = folded
	}
	chomp, indent, ok := s.header(parent)
	if !ok {
		return n, false
	}
	out := s.buffer[:0]
	var (
		widest int  // spaces of the empty lines before the indentation is known
		breaks int  // empty lines since the last with text
		ended  bool // the last line with text has a line end, which is not in out yet
		spaced bool // and it began with white space
	)
	for s.next < len(s.text) {
		begin := s.next
		s.take()
		s.pos = s.start
		s.blanks()
		spaces, blank := s.pos-s.start, s.pos == s.end
		switch {
		case s.next == s.end && strings.Trim(s.text[s.pos:s.end], " \t") == "":
			return n, false // white space behind the last line end
		case !blank && s.text[s.pos] == '\t' && (indent == 0 || spaces < indent):
			return n, false
		case indent == 0 && !blank && spaces > parent:
			if widest > spaces {
				return n, false
			}
			indent = spaces
		}
		if blank && (indent == 0 || spaces <= indent) {
			widest = max(widest, spaces)
			breaks++
			continue
		}
		if indent == 0 || spaces < indent {
			s.next, s.line = begin, s.line-1 // for advance to take it
			break
		}
		line := s.text[s.start+indent : s.end]
		space := line[0] == ' ' || line[0] == '\t'
		switch {
		case !ended:
		case n.style == literal || spaced || space:
			out = append(out, '\n')
		case breaks == 0:
			out = append(out, ' ')
		}
		for ; breaks > 0; breaks-- {
			out = append(out, '\n')
		}
		out = append(out, line...)
		ended, spaced = s.next > s.end, space
	}
	if ended && chomp != '-' {
		out = append(out, '\n')
	}
	for ; breaks > 0 && chomp == '+'; breaks-- {
		out = append(out, '\n')
	}
	n.text, s.buffer = string(out), out
	return n, true
}

// header reads what follows the | or > at the cursor: how the end is chomped ('-', '+' or 0), and the indentation of the
// text, 0 if its first line gives it.
func (s *scanner) header(parent int) (chomp byte, indent int, ok bool) {
	if parent < 0 {
		return 0, 0, false // the whole file is one text
	}
	for s.pos++; s.pos < s.end; s.pos++ {
		switch c := s.text[s.pos]; {
		case (c == '-' || c == '+') && chomp == 0:
			chomp = c
		case c >= '1' && c <= '9' && indent == 0:
			indent = parent + int(c-'0')
		default:
			from := s.pos
			s.blanks()
			return chomp, indent, s.pos == s.end || s.text[s.pos] == '#' && s.pos > from
		}
	}
	return chomp, indent, true
}
