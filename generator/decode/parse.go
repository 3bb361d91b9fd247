package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"github.com/plaudit/plaudit/generator/diag"
)

const (
	maxDepth   = 64      // of lists and maps in one another
	maxAliases = 100     // in a file
	maxCopies  = 10_000  // nodes that the aliases of a file may stand for together
	maxMarks   = 2 << 20 // commas, brackets and lines: an entry each, at most
)

// parse makes nodes of the YAML in text, which is valid UTF-8 and begins after line lines of its file. It gives nil where
// there is no value: a problem was added, or the text has nothing but comments.
func parse(file string, text []byte, line int, problems *[]diag.Diagnostic) (root *node) {
	return parseIn(new(room), file, text, line, problems)
}

// parseIn is parse in a room that may have been used before. The nodes hold until it is used again.
func parseIn(r *room, file string, text []byte, line int, problems *[]diag.Diagnostic) (root *node) {
	p := parser{file: file, line: line, problems: problems}
	text = p.prepare(text)
	if text == nil {
		return nil
	}
	if root = scan(r, string(text), line); root != nil {
		return root
	}
	return p.judge(text)
}

// judge makes nodes with the YAML library, which knows all of YAML.
func (p *parser) judge(text []byte) (root *node) {
	if p.blank(text) {
		return nil
	}
	var document yaml.Node
	if err := load(text, &document); err != nil {
		p.syntax(text, err)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	root = new(node)
	if !p.convert(document.Content[0], root) {
		return nil
	}
	return root
}

// load is the one boundary where a panic becomes an error: the YAML reader is not ours, and has had inputs that
// broke it. Nothing of ours runs inside.
func load(text []byte, document *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("the YAML reader gave up")
		}
	}()
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth), loaderlimits.AliasValue(maxAliases))
	return yaml.Load(text, document, yaml.WithPlugin(limits))
}

// parser turns what the YAML library knows into nodes.
type parser struct {
	file     string
	line     int // lines of the file before the text
	problems *[]diag.Diagnostic
	anchors  map[*yaml.Node]*node
	sizes    map[*node]int // of what has an anchor: nodes, aliases counted with all that they stand for; 0 while it is open
	nodes    int           // so far, an alias with all that it stands for
	aliases  int
	copies   int // of the nodes, those that stand there by an alias
}

func (p *parser) add(d diag.Diagnostic) bool {
	*p.problems = append(*p.problems, d)
	return false
}

func (p *parser) at(line, column int) diag.Position {
	return diag.Position{File: p.file, Line: p.line + line, Column: column}
}

// prepare refuses what cannot be read with exact places, and gives the text in a form in which a line of YAML is a line
// of every editor: YAML 1.1 also ends lines at U+0085, U+2028 and U+2029, which become spaces (one rune each, so columns stay). It
// gives nil after a problem.
func (p *parser) prepare(text []byte) []byte {
	replace := false
	for i := 0; i < len(text); {
		if i+8 <= len(text) && printable(binary.LittleEndian.Uint64(text[i:])) {
			i += 8
			continue
		}
		c := text[i]
		if c >= ' ' && c < 0x7f || c == '\n' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			switch {
			case c == '\t':
			case c == '\r':
				if i+1 < len(text) && text[i+1] != '\n' {
					p.add(diag.BadYAML.New(p.place(text, i), "a carriage return that ends no line").WithHint("save the file with the line ends of Unix or Windows"))
					return nil
				}
			default:
				p.add(diag.BadYAML.New(p.place(text, i), "the control character U+%04X", c).WithHint("take it out"))
				return nil
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == '\u0085' || r == '\u2028' || r == '\u2029':
			replace = true
		case unicode.IsControl(r), overrides(r), r == '\ufeff', r == '\ufffe', r == '\uffff':
			p.add(diag.BadYAML.New(p.place(text, i), "the invisible character U+%04X", r).WithHint("take it out"))
			return nil
		}
		i += size
	}
	marks := 0
	for _, mark := range []string{"\n", ",", "[", "{"} {
		if len(text) > maxMarks { // a shorter one cannot have as many
			marks += bytes.Count(text, []byte(mark))
		}
	}
	if marks > maxMarks {
		p.add(diag.TooDeep.New(p.at(1, 1), "more than two million lines and entries").WithHint("split the file"))
		return nil
	}
	if replace {
		text = bytes.Map(func(r rune) rune {
			if r == '\u0085' || r == '\u2028' || r == '\u2029' {
				return ' '
			}
			return r
		}, text)
	}
	return text
}

// printable says whether all of eight bytes are characters of ASCII that are none of control, U+007F included. Each byte has seven bits
// then, so nothing is carried from one to the next: one below a space has no eighth after a sum that gives it to all others, and
// U+007F gets one by adding 1.
func printable(bytes uint64) bool {
	const each, eighth = 0x0101010101010101, 0x8080808080808080
	return bytes&eighth == 0 && (bytes+each*(0x80-' '))&eighth == eighth && (bytes+each)&eighth == 0
}

// place is the position of a byte of the text.
func (p *parser) place(text []byte, i int) diag.Position {
	start := bytes.LastIndexByte(text[:i], '\n') + 1
	return p.at(bytes.Count(text[:i], []byte("\n"))+1, utf8.RuneCount(text[start:i])+1)
}

// blank says whether there is nothing to read: no value, or several documents, which is a problem that the library
// reports without a place.
func (p *parser) blank(text []byte) bool {
	values, ended := false, false
	number := 0
	for line := range bytes.Lines(text) {
		number++
		trimmed := bytes.TrimSpace(line)
		switch {
		case bytes.HasPrefix(line, []byte("---")) && (len(line) == 3 || strings.IndexByte(" \t\r\n", line[3]) >= 0):
			if values || ended {
				p.add(diag.UnsupportedYAML.New(p.at(number, 1), "a second document begins here").WithWidth(3).WithHint("a file holds one document; take the --- out, or make it two files"))
				return true
			}
			rest := bytes.TrimSpace(trimmed[3:])
			values = len(rest) > 0 && rest[0] != '#'
		case len(trimmed) == 0 || trimmed[0] == '#':
		case bytes.HasPrefix(line, []byte("...")) && len(trimmed) == 3:
			ended = true
		case line[0] == '%' && !values:
		case ended:
			p.add(diag.UnsupportedYAML.New(p.at(number, 1), "text after the end of the document").WithHint("take the line ... out"))
			return true
		default:
			values = true
		}
	}
	return !values
}

// convert fills in to from the library's node. It gives false after a problem that makes the file unreadable.
func (p *parser) convert(from *yaml.Node, to *node) bool {
	to.line, to.column = uint32(max(1, p.line+from.Line)), uint32(max(1, from.Column))
	if from.Style&yaml.TaggedStyle != 0 {
		p.add(diag.UnsupportedYAML.New(p.at(from.Line, from.Column), "the tag %s before a value", quote(from.Tag)).WithWidth(utf8.RuneCountInString(from.Tag)).
			WithHint("take it out: a value is read as its field needs it"))
	}
	if from.Anchor != "" {
		if p.anchors == nil {
			p.anchors, p.sizes = map[*yaml.Node]*node{}, map[*node]int{}
		}
		p.anchors[from] = to
	}
	before := p.nodes
	ok := true
	switch from.Kind {
	case yaml.ScalarNode:
		to.kind, to.text, to.style = scalar, from.Value, styleOf(from.Style)
		if to.style == plain && to.text == "" {
			to.kind = null
		}
	case yaml.AliasNode:
		ok = p.alias(from, to)
	default:
		to.kind = list
		if from.Kind == yaml.MappingNode {
			to.kind = mapping
			p.mergeKeys(from)
		}
		to.children = make([]node, len(from.Content))
		for i, child := range from.Content {
			ok = ok && p.convert(child, &to.children[i])
		}
	}
	p.nodes++
	if from.Anchor != "" {
		p.sizes[to] = p.nodes - before
	}
	return ok
}

// mergeKeys refuses `<<`, and takes it out: what a record says must stand in it.
func (p *parser) mergeKeys(from *yaml.Node) {
	for i := 0; i+1 < len(from.Content); i += 2 {
		key := from.Content[i]
		if key.Kind != yaml.ScalarNode || key.Value != "<<" || styleOf(key.Style) != plain {
			continue
		}
		p.add(diag.UnsupportedYAML.New(p.at(key.Line, key.Column), `the merge key "<<"`).WithWidth(2).WithHint("write the keys out"))
		from.Content = slices.Delete(from.Content, i, i+2)
		i -= 2
		if len(*p.problems) > maxProblems {
			return
		}
	}
}

// alias resolves *name. Every alias counts with all the nodes that it stands for, so that a few lines cannot become
// millions, and one inside of what it names is refused.
func (p *parser) alias(from *yaml.Node, to *node) bool {
	at := p.at(from.Line, from.Column)
	width := 1 + utf8.RuneCountInString(from.Value)
	target := p.anchors[from.Alias]
	size, closed := p.sizes[target]
	if target == nil || !closed {
		return p.add(diag.TooDeep.New(at, "*%s stands inside of what it names", from.Value).WithWidth(width).WithHint("write the values out"))
	}
	p.aliases++
	p.nodes += size
	p.copies += size
	if p.aliases > maxAliases || p.copies > maxCopies {
		return p.add(diag.TooDeep.New(at, "the aliases of this file stand for too many values").WithWidth(width).WithHint("write the values out"))
	}
	to.kind, to.target = alias, target
	return true
}

func styleOf(s yaml.Style) style {
	switch {
	case s&yaml.DoubleQuotedStyle != 0:
		return double
	case s&yaml.SingleQuotedStyle != 0:
		return single
	case s&yaml.LiteralStyle != 0:
		return literal
	case s&yaml.FoldedStyle != 0:
		return folded
	}
	return plain
}

// syntax adds the library's error with its place, in our words.
func (p *parser) syntax(text []byte, err error) {
	line, column, message := 1, 1, err.Error()
	var le *yaml.LoadError
	if errors.As(err, &le) {
		message = le.Message
		mark := le.Mark
		if opened[message] || mark.Line == 0 {
			mark = le.ContextMark // where the bracket or the quote opens is where to look, not the end of the file
		}
		if mark.Line == 0 {
			mark = le.Mark
		}
		line, column = max(1, mark.Line), max(1, mark.Column)
	}
	line, column = inside(text, line, column)
	if strings.HasPrefix(message, "exceeded max depth") {
		p.add(diag.TooDeep.New(p.at(line, column), "lists and maps stand in one another more than %d deep", maxDepth))
		return
	}
	if strings.HasPrefix(message, "document contains excessive aliasing") {
		p.add(diag.TooDeep.New(p.at(line, column), "too many aliases").WithHint("write the values out"))
		return
	}
	what, hint := explain(message, lineOf(text, line), column)
	d := diag.BadYAML.New(p.at(line, column), "%s", what)
	if hint != "" {
		d = d.WithHint("%s", hint)
	}
	p.add(d)
}

// inside keeps a place within the text: the library names the line after the last for what never ends.
func inside(text []byte, line, column int) (int, int) {
	lines := bytes.Count(text, []byte("\n")) + 1
	if bytes.HasSuffix(text, []byte("\n")) {
		lines--
	}
	if line > lines {
		line = max(1, lines)
		column = utf8.RuneCount(lineOf(text, line)) + 1
	}
	return line, min(column, utf8.RuneCount(lineOf(text, line))+1)
}

// lineOf gives a line of the text, from 1, without its end.
func lineOf(text []byte, n int) []byte {
	for range n - 1 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r"))
}

// opened are the library's errors about something that is never closed.
var opened = map[string]bool{
	"found unexpected end of stream":      true,
	"did not find expected ',' or ']'":    true,
	"did not find expected ',' or '}'":    true,
	"could not find expected ':'":         true,
	"found unexpected document indicator": true,
}

// explain says in our words what the library found, with what to do about it.
func explain(message string, line []byte, column int) (what, hint string) {
	rest := []rune(string(line))
	rest = rest[min(column-1, len(rest)):]
	first := ""
	if len(rest) > 0 {
		first = string(rest[0])
	}
	tabs := bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("\t"))
	switch {
	case tabs && (strings.Contains(message, "tab") || strings.Contains(message, "cannot start any token") || strings.Contains(message, "expected")):
		return "a tab indents this line", "indent with spaces"
	case strings.Contains(message, "tab"):
		return "a tab stands where YAML needs spaces", "indent with spaces"
	case strings.Contains(message, "cannot start any token"):
		return fmt.Sprintf("a value cannot begin with %q", first), "put the value in quotes"
	case strings.HasPrefix(message, "mapping values are not allowed"):
		return "a second colon in the line, or a line that is indented too far", "put a value that holds a colon and a space in quotes"
	case message == "found unexpected end of stream":
		return "a quote that is never closed", "close it, or double a quote that belongs to the text"
	case message == "did not find expected ',' or ']'":
		return "a list that opens with [ here and is never closed, or an entry without its comma", "close it with ], or put a comma between the entries"
	case message == "did not find expected ',' or '}'":
		return "a map that opens with { here and is never closed, or an entry without its comma", "close it with }, or put a comma between the entries"
	case message == "could not find expected ':'":
		return "a line that is no key with a value", "write `key: value`, with a space after the colon, or indent the line as part of the text above"
	case message == "did not find expected '-' indicator":
		return "a line that does not belong to the list above", "begin it with - at the column of the other entries"
	case message == "did not find expected key":
		return "a line that does not continue the keys above", "indent it like the other keys; put the whole value in quotes when only a part is quoted"
	case strings.HasPrefix(message, "block sequence entries"):
		return "a list cannot begin in the line of its key", "begin it in the next line, or write [a, b]"
	case strings.HasPrefix(message, "unknown anchor"):
		return "a value cannot begin with *, unless it names an anchor", "put the value in quotes"
	case strings.Contains(message, "escape"):
		return "a backslash in double quotes that begins no escape", "use single quotes, or write two backslashes"
	case strings.Contains(message, "alphabetic or numeric"):
		return fmt.Sprintf("a value cannot begin with %q", first), "put the value in quotes"
	case strings.Contains(message, "comment"):
		return "a comment without a space before it", "put a space before #, or the value in quotes"
	}
	return "YAML cannot be read from here on", "check the indentation, and that quotes and brackets are closed"
}
