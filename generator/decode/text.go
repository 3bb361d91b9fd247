package decode

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// original is the text of a file, for what a node does not tell: where a value ends, what stands behind it, how a block is
// indented. Nodes are asked about in the order of the file, mostly, so the last place is where the search goes on.
type original struct {
	text []byte
	hash bool // there is a # after white space somewhere

	line, column uint32 // the last place
	offset       int
}

func newOriginal(text []byte) original {
	s := original{text: text, line: 1, column: 1}
	for at := 0; !s.hash; at++ {
		next := bytes.IndexByte(text[at:], '#')
		if next < 0 {
			break
		}
		at += next
		s.hash = at > 0 && (text[at-1] == ' ' || text[at-1] == '\t')
	}
	return s
}

// from gives the text from a place on.
func (s *original) from(line, column uint32) []byte {
	if line < s.line || line == s.line && column < s.column {
		s.line, s.column, s.offset = 1, 1, 0
	}
	for s.line < line {
		end := bytes.IndexByte(s.text[s.offset:], '\n')
		if end < 0 {
			return nil
		}
		s.line, s.column, s.offset = s.line+1, 1, s.offset+end+1
	}
	for ; s.column < column && s.offset < len(s.text) && s.text[s.offset] != '\n'; s.column++ {
		_, size := utf8.DecodeRune(s.text[s.offset:])
		s.offset += size
	}
	return s.text[s.offset:]
}

// after gives what stands behind a plain scalar, from its end to the end of the text, and how many lines and columns lie
// between its begin and its end. A scalar over several lines has its line ends and indentation folded into spaces.
func after(text []byte, value string) (rest []byte, lines, columns int, ok bool) {
	column := 0
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRuneInString(value[i:])
		if r == ' ' || r == '\n' || r == '\t' {
			i += size
			for i < len(value) && (value[i] == ' ' || value[i] == '\n' || value[i] == '\t') {
				i++
			}
			moved := false
			for len(text) > 0 {
				c, n := utf8.DecodeRune(text)
				if c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\u2028' && c != '\u2029' && c != '\u0085' {
					break
				}
				moved = true
				if c == '\n' {
					lines, column = lines+1, -1
				}
				column++
				text = text[n:]
			}
			if !moved {
				return nil, 0, 0, false
			}
			continue
		}
		c, n := utf8.DecodeRune(text)
		if c != r {
			return nil, 0, 0, false
		}
		text, i, column = text[n:], i+size, column+1
	}
	return text, lines, column, true
}

// cutAfter warns of a # that cuts a plain scalar off: after white space, and directly before a letter or digit.
func (d *decoder) cutAfter(n *node) {
	if !d.src.hash {
		return
	}
	rest, lines, columns, ok := after(d.src.from(n.line, n.column), n.text)
	if !ok {
		return
	}
	at := diag.Position{File: d.file, Line: int(n.line) + lines, Column: columns + 1}
	if lines == 0 {
		at.Column = int(n.column) + columns
	}
	d.cut(rest, at)
}

// cutAfterKey warns of a # that makes the whole value of a key a comment: `color: #ff0000`.
func (d *decoder) cutAfterKey(key *node) {
	if !d.src.hash || key.style != plain || key.kind != scalar {
		return
	}
	rest, lines, columns, ok := after(d.src.from(key.line, key.column), key.text)
	if !ok || lines > 0 {
		return
	}
	at := diag.Position{File: d.file, Line: int(key.line), Column: int(key.column) + columns}
	for len(rest) > 0 && rest[0] == ' ' {
		rest, at.Column = rest[1:], at.Column+1
	}
	if len(rest) > 0 && rest[0] == ':' {
		at.Column++
		d.cut(rest[1:], at)
	}
}

// cutAfterDash is cutAfterKey for an entry of a list; the place of an empty entry is that of its dash or behind it.
func (d *decoder) cutAfterDash(entry *node) {
	if !d.src.hash {
		return
	}
	rest, at := d.src.from(entry.line, entry.column), d.at(entry)
	if len(rest) > 0 && rest[0] == '-' {
		rest, at.Column = rest[1:], at.Column+1
	}
	d.cut(rest, at)
}

// cut warns when text, which stands at a place, begins with white space, a # and a letter or digit.
func (d *decoder) cut(text []byte, at diag.Position) {
	blanks := 0
	for {
		r, size := utf8.DecodeRune(text)
		if r != ' ' && r != '\t' {
			break
		}
		text, blanks = text[size:], blanks+1
	}
	if blanks == 0 || len(text) < 2 || text[0] != '#' {
		return
	}
	if r, _ := utf8.DecodeRune(text[1:]); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return
	}
	at.Column += blanks
	line, _, _ := bytes.Cut(text, []byte("\n"))
	d.add(diag.CutByComment.New(at, "everything from %s on is a comment", quote(string(bytes.TrimSpace(line)))).
		WithWidth(utf8.RuneCount(bytes.TrimRight(line, " \t\r"))).
		WithHint("put the whole value in quotes if the # belongs to it, else put a space behind the #"))
}

// openers and closers are the quotes of word processors. Which side a mark stands on differs by language.
const smart = "“”„‟‘’‚‛«»‹›"

// smartQuotes warns of a plain value between quotes that YAML does not know as such: they would be shown.
func (d *decoder) smartQuotes(n *node, text record.Text) {
	if text.S[0] < utf8.RuneSelf {
		return
	}
	first, size := utf8.DecodeRuneInString(text.S)
	last, lastSize := utf8.DecodeLastRuneInString(text.S)
	if len(text.S) < size+lastSize || !strings.ContainsRune(smart, first) || !strings.ContainsRune(smart, last) {
		return
	}
	inner := text.S[size : len(text.S)-lastSize]
	if strings.ContainsRune(inner, first) || strings.ContainsRune(inner, last) {
		return // “one” and “two”: they belong to the words
	}
	at := diag.Position{File: d.file, Line: int(text.Line), Column: int(text.Column)}
	d.add(diag.SmartQuotes.New(at, "the quotes %c%c belong to the value and will be shown", first, last).
		WithWidth(width(n)).WithHint(`write straight quotes, or none`))
}

// locate sets where the first character of a Markdown text stands and how its further lines are indented.
func (s *original) locate(n *node, to *record.Markdown) {
	switch n.style {
	case literal, folded:
		s.block(n, to)
		to.Folded = n.style == folded
	case plain:
		_, lines, _, ok := after(s.from(n.line, n.column), n.text)
		to.Folded = !ok || lines > 0
	default:
		// Escapes, doubled quotes and line ends make the text longer or shorter than what stands in the file.
		raw := s.from(n.line, n.column)
		if len(raw) > 0 && bytes.HasPrefix(raw[1:], []byte(to.S)) && !strings.Contains(to.S, "\n") {
			to.Column++
			return
		}
		to.Column++
		to.Folded = true
	}
}

// block finds the first line of a block scalar that has text, and its indentation.
func (s *original) block(n *node, to *record.Markdown) {
	rest := s.from(n.line, n.column)
	for line := n.line + 1; ; line++ {
		_, next, more := bytes.Cut(rest, []byte("\n"))
		if !more {
			return
		}
		rest = next
		spaces := 0
		for spaces < len(rest) && rest[spaces] == ' ' {
			spaces++
		}
		if spaces == len(rest) || rest[spaces] == '\n' || rest[spaces] == '\r' {
			continue
		}
		to.Line, to.Column = line, uint32(spaces)+1
		// With an indicator (|2) the text itself may begin with spaces: they are no indentation.
		first := strings.TrimLeft(n.text, "\n")
		own := len(first) - len(strings.TrimLeft(first, " "))
		to.Indent = uint32(max(0, spaces-own))
		return
	}
}
