package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The parser is linear in what people write and quadratic in what an attacker does. Each limit below is far beyond a real
// text and keeps the worst input of its kind well under a second; they were found by trying.
const (
	sizeLimit     = 1 << 20     // bytes of a text
	markerLimit   = 32          // quotes and lists opened on one line
	depthLimit    = 100         // elements inside each other
	cellLimit     = 100_000     // table cells: a short row is filled up to the width of the table
	pipeLimit     = 2_000       // escaped pipes: each cell with one is compared with all others
	footnoteLimit = 4_000       // "[^": each reference looks through all definitions
	definitions   = 50_000_000  // sum over the paragraphs of the square of the lines that may define a reference
	indentLimit   = 300         // columns before the marker of a list
	addressLimit  = 2_000       // bytes of an address; a title may be as long
	outputLimit   = 8 << 20     // bytes of HTML and addresses: one reference may be used many times
	workLimit     = 100_000_000 // sum over the special characters of the bytes behind each in its block
)

// overLimit looks through a text before it is parsed. It says what there is too much of and at which offset, or "".
func overLimit(src []byte) (what string, at int) {
	if len(src) > sizeLimit {
		return fmt.Sprintf("the text is longer than %d bytes", sizeLimit), 0
	}
	if bytes.Count(src, []byte("[^")) > footnoteLimit {
		return fmt.Sprintf("the text has more than %d footnotes and references to them", footnoteLimit), 0
	}
	if bytes.Count(src, []byte(`\|`)) > pipeLimit {
		return fmt.Sprintf(`the text has more than %d escaped pipes (\|)`, pipeLimit), 0
	}
	columns, cells := 0, 0 // of the table that a line may belong to; of all tables
	defining, total := 0, 0
	for start := 0; start < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		line := src[start:end]
		markers, rest := containers(line)
		if markers > markerLimit || markers > 0 && len(line)-len(bytes.TrimLeft(line, " \t")) > indentLimit {
			return fmt.Sprintf("more than %d quotes and lists inside each other", markerLimit), start
		}
		switch {
		case len(rest) == 0:
			columns, defining = 0, 0
		case isDelimiterRow(rest):
			columns = max(columns, bytes.Count(rest, []byte("|"))+1)
		default:
			cells += columns
		}
		if cells > cellLimit {
			return fmt.Sprintf("tables of more than %d cells", cellLimit), start
		}
		if bytes.Contains(line, []byte("]:")) {
			total += 2*defining + 1 // the next square
			defining++
		}
		if total > definitions {
			return "too many references are defined in one paragraph", start
		}
		start = end
	}
	return "", 0
}

// containers counts the markers of quotes, lists and definitions at the beginning of a line and gives the rest without
// white space round it. A line of one repeated marker such as "* * *" is a rule across the page, not fifty lists.
func containers(line []byte) (markers int, rest []byte) {
	rest = bytes.TrimSpace(line)
	rule := len(rest) > 0 && (rest[0] == '-' || rest[0] == '*') && len(bytes.Trim(rest, string(rest[0])+" \t")) == 0
	if rule {
		return 0, rest
	}
	for len(rest) > 0 {
		n := 0
		switch c := rest[0]; {
		case c == '>':
			n = 1
		case (c == '-' || c == '+' || c == '*' || c == ':') && blankAt(rest, 1):
			n = 1
		case c >= '0' && c <= '9':
			for n < len(rest) && n < 10 && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if n == len(rest) || rest[n] != '.' && rest[n] != ')' || !blankAt(rest, n+1) {
				return markers, rest
			}
			n++
		}
		if n == 0 {
			return markers, rest
		}
		markers++
		rest = bytes.TrimLeft(rest[n:], " \t")
	}
	return markers, rest
}

func blankAt(b []byte, i int) bool { return i == len(b) || b[i] == ' ' || b[i] == '\t' }

func isDelimiterRow(line []byte) bool {
	dash := false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return dash
}

// The fuse is an inline parser that parses nothing. It is asked first at every special character, charges what the other
// parsers may have to read from there on, and swallows the rest when the budget is used up.
type fuse struct{}

type fuseState struct {
	left  int
	blown int // offset, or -1
}

var fuseKey = parser.NewContextKey()

func withFuse() parser.Option {
	return parser.WithInlineParsers(util.Prioritized(fuse{}, 1))
}

func (fuse) Trigger() []byte { return []byte("![]*_~<`") }

func (fuse) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	f, ok := pc.Get(fuseKey).(*fuseState)
	if !ok {
		return nil
	}
	_, at := block.Position()
	lines := parent.Lines()
	f.left -= lines.At(lines.Len()-1).Stop - at.Start
	if f.left >= 0 {
		return nil
	}
	if f.blown < 0 {
		f.blown = at.Start
	}
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return ast.NewString(nil)
}
