package decode

import (
	"bytes"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

// parts of a Markdown file. Matter and body are of the same bytes; the lines are how many stand before each.
type parts struct {
	matter, body         []byte
	matterLine, bodyLine int
}

// split takes the front matter off a text without byte order mark. Its fences are a first line --- and the next line that is just ---:
// an indented one stands in a block of text.
func split(file string, text []byte) (p parts, problem *diag.Diagnostic) {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if !isFence(first) {
		d := diag.BadFrontMatter.New(diag.Position{File: file, Line: 1, Column: 1}, "the file does not begin with front matter").
			WithHint("begin it with a line ---, then the keys, then a line --- again")
		if isFence(bytes.TrimLeft(first, " \t")) {
			d = d.WithHint("take the spaces before --- out")
		} else if len(bytes.TrimSpace(first)) == 0 && len(bytes.TrimSpace(text)) > 0 {
			d = d.WithHint("take the empty lines before --- out")
		}
		return parts{}, &d
	}
	start := min(len(first)+1, len(text))
	end, closed := start, -1
	for line := range bytes.Lines(text[start:]) {
		if isFence(bytes.TrimRight(line, "\n")) {
			closed = end
			end += len(line)
			break
		}
		end += len(line)
	}
	if closed < 0 {
		d := diag.BadFrontMatter.New(diag.Position{File: file, Line: 1, Column: 1}, "the front matter is never closed").
			WithWidth(3).WithHint("put a line --- between the keys and the text")
		return parts{}, &d
	}
	return parts{
		matter: text[start:closed], matterLine: 1,
		body: text[end:], bodyLine: bytes.Count(text[:end], []byte("\n")),
	}, nil
}

// isFence says whether a line without its line feed is ---, with nothing but white space behind it.
func isFence(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("---"))
	return ok && len(bytes.TrimRight(rest, " \t\r")) == 0
}

// bodyText makes the text of a body: line feeds for all line ends, and what no page may hold left out.
func bodyText(body []byte) string {
	if bytes.IndexByte(body, '\r') >= 0 {
		body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	}
	end := len(body)
	for end > 0 {
		r, size := utf8.DecodeLastRune(body[:end])
		if r != ' ' && r != '\n' && r != '\t' && r != '\u00a0' && r != '\r' {
			break
		}
		end -= size
	}
	return string(body[:end])
}
