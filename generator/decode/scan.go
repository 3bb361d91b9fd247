package decode

import (
	"strconv"
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
// The text is what prepare gives; it begins after line lines of its file. The nodes hold until the room is used again.
func scan(r *room, text string, line int) *node {
	s := scanner{text: text, line: line, room: r}
	r.stack, r.kept = r.stack[:0], r.kept[:0]
	if strings.HasSuffix(text, "\r") || !s.begin() {
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

	depth int
	*room
}

// room is the memory of a scan, for the next one to use again; but for texts, which is given away.
type room struct {
	stack  []node // the children, so far, of the collections that are open
	kept   []node // the children of those that are closed
	buffer []byte // for texts that do not stand in the file as they are
	texts  texts
	tags   map[string]string // the canonical forms of languages
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

// advance goes to the next line with more than a comment, onto its first word. What looks like the beginning or end of a
// document gives false.
func (s *scanner) advance() bool {
	for s.take() {
		s.pos = s.start
		s.blanks()
		if s.pos == s.end || s.text[s.pos] == '#' {
			continue
		}
		s.indent = s.pos - s.start
		line := s.text[s.pos:s.end]
		return line[0] != '\t' && (s.indent > 0 || !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "..."))
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
	if len(children) > cap(s.kept)-len(s.kept) { // nodes that are kept stay where they are
		s.kept = make([]node, 0, max(2*cap(s.kept), len(children), 64))
	}
	begin := len(s.kept)
	s.kept = append(s.kept, children...)
	return s.kept[begin:len(s.kept):len(s.kept)]
}

// value reads what begins at the cursor, in a collection that is indented by parent. A block collection may begin
// there at the beginning of a line, and behind a dash.
func (s *scanner) value(parent int, block bool) (n node, ok bool) {
	if s.depth++; s.depth > maxDepth/2 { // the library has a limit of its own, and counts a little differently
		return n, false
	}
	defer func() { s.depth-- }()
	first := s.pos - s.start
	switch c := s.text[s.pos]; {
	case s.dash():
		if !block {
			return n, false
		}
		return s.list()
	case c == '[' || c == '{':
		n, ok = s.flow()
	case (c == '|' || c == '>') && parent >= 0:
		n, ok = s.block(parent)
	default:
		if n, ok = s.scalar(false); ok && s.colon() {
			if !block {
				return n, false
			}
			return s.mapping(n, first)
		}
	}
	// A line that is indented further would go on with this one, or be wrong.
	return n, ok && s.endLine() && s.indent <= parent
}

// colon takes the cursor, behind a scalar, onto the colon that makes a key of it.
func (s *scanner) colon() bool {
	from := s.pos
	if s.blanks(); s.pos < s.end && s.text[s.pos] == ':' && s.ends(s.pos+1) {
		return true
	}
	s.pos = from
	return false
}

// mapping reads a block map. The cursor is on the colon behind its first key, which is indented by indent.
func (s *scanner) mapping(key node, indent int) (n node, ok bool) {
	n = node{kind: mapping, line: key.line, column: key.column}
	from := len(s.stack)
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
		if key, ok = s.scalar(false); !ok || !s.colon() { // a dash is no scalar
			return n, false
		}
	}
	n.children = s.keep(from)
	return n, true
}

// list reads a block list; the cursor is on its first dash.
func (s *scanner) list() (n node, ok bool) {
	n = s.here(list)
	indent, from := s.pos-s.start, len(s.stack)
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
	ok = s.advance()
	if ok && (s.indent > indent || key && s.indent == indent && s.dash()) {
		return s.value(indent, true)
	}
	return n, ok
}

// scalar reads a plain or quoted scalar and leaves the cursor behind it.
func (s *scanner) scalar(flow bool) (n node, ok bool) {
	n = s.here(scalar)
	if s.pos == s.end {
		return n, false
	}
	switch c := s.text[s.pos]; c {
	case '"':
		n.style = double
		n.text, ok = s.doubleQuoted()
	case '\'':
		n.style = single
		n.text, ok = s.singleQuoted()
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`', '\t':
	default:
		if c == '-' && (s.ends(s.pos+1) || flow && strings.IndexByte(",[]{}", s.text[s.pos+1]) >= 0) {
			return n, false
		}
		if r, _ := utf8.DecodeRuneInString(s.text[s.pos:]); unicode.IsSpace(r) {
			return n, false // a word to YAML, and nothing to a reader
		}
		n.text, ok = s.plain(flow)
	}
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

// singleQuoted reads a scalar between ', in which a doubled one stands for itself.
func (s *scanner) singleQuoted() (text string, ok bool) {
	from := s.pos + 1
	for i := from; i < s.end; i++ {
		switch {
		case s.text[i] != '\'':
		case i+1 < s.end && s.text[i+1] == '\'':
			i++
		default:
			s.pos = i + 1
			return strings.ReplaceAll(s.text[from:i], "''", "'"), true
		}
	}
	return "", false
}

// doubleQuoted reads a scalar between " with its escapes.
func (s *scanner) doubleQuoted() (text string, ok bool) {
	out := s.buffer[:0]
	for rest := s.text[s.pos+1 : s.end]; ; {
		i := strings.IndexAny(rest, `"\`)
		if i < 0 {
			return "", false
		}
		if rest[i] == '"' {
			s.pos = s.end - len(rest) + i + 1
			if len(out) == 0 { // as it stands
				return rest[:i], true
			}
			s.buffer = append(out, rest[:i]...)
			return string(s.buffer), true
		}
		r, size := escape(rest[i:])
		if size == 0 {
			return "", false
		}
		out = utf8.AppendRune(append(out, rest[:i]...), r)
		rest = rest[i+size:]
	}
}

// escape reads an escape of double quotes and how many bytes it takes, 0 if it is none. (YAML 1.2, 5.7)
func escape(text string) (r rune, size int) {
	if len(text) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte("0abtnvfre \"/\\N_LP", text[1]); i >= 0 {
		return [...]rune{0, '\a', '\b', '\t', '\n', '\v', '\f', '\r', 0x1b, ' ', '"', '/', '\\', 0x85, 0xa0, 0x2028, 0x2029}[i], 2
	}
	i := strings.IndexByte("xuU", text[1])
	if size = 2 + 2<<max(i, 0); i < 0 || size > len(text) {
		return 0, 0
	}
	v, err := strconv.ParseUint(text[2:size], 16, 31)
	if err != nil || !utf8.ValidRune(rune(v)) {
		return 0, 0
	}
	return rune(v), size
}

// flow reads a list or map in brackets that ends in this line, and leaves the cursor behind it.
func (s *scanner) flow() (n node, ok bool) {
	n = s.here(list)
	closing := byte(']')
	if s.text[s.pos] == '{' {
		n.kind, closing = mapping, '}'
	}
	if s.depth++; s.depth > maxDepth/2 {
		return n, false
	}
	from := len(s.stack)
	for s.pos++; ; s.pos++ {
		s.blanks()
		if s.pos < s.end && s.text[s.pos] == closing {
			break // of an empty one, or behind a last comma
		}
		if n.kind == mapping {
			key, ok := s.scalar(true)
			if !ok || !s.colon() || key.style == plain && key.text == "<<" {
				return n, false
			}
			s.stack = append(s.stack, key)
			s.pos++
			s.blanks()
		}
		value, ok := s.entry()
		if !ok {
			return n, false
		}
		s.stack = append(s.stack, value)
		if s.blanks(); s.pos < s.end && s.text[s.pos] == closing {
			break
		}
		if s.pos == s.end || s.text[s.pos] != ',' {
			return n, false
		}
	}
	s.pos++
	s.depth--
	n.children = s.keep(from)
	return n, true
}

// entry reads one value within brackets.
func (s *scanner) entry() (n node, ok bool) {
	if s.pos < s.end && (s.text[s.pos] == '[' || s.text[s.pos] == '{') {
		return s.flow()
	}
	return s.scalar(true)
}

// block reads a block scalar of a collection that is indented by parent. The cursor is on its | or >; afterwards it is behind
// all of it.
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
	widest := 0                   // spaces of the empty lines before the indentation is known
	breaks := 0                   // empty lines since the last with text
	ended, spaced := false, false // the last line with text has a line end, which is not in out yet; began with white space
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
		out = append(out, strings.Repeat("\n", breaks)...)
		out = append(out, line...)
		ended, spaced, breaks = s.next > s.end, space, 0
	}
	if ended && chomp != '-' {
		out = append(out, '\n')
	}
	if chomp == '+' {
		out = append(out, strings.Repeat("\n", breaks)...)
	}
	n.text, s.buffer, s.pos = s.texts.keepBytes(out), out, s.end
	return n, true
}

// header reads what follows the | or > at the cursor: how the end is chomped ('-', '+' or 0), and the indentation of the
// text, 0 if its first line gives it.
func (s *scanner) header(parent int) (chomp byte, indent int, ok bool) {
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
