package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

// places turns offsets of a text into positions of its file. Most texts need none, so the lines are found at the first call.
type places struct {
	src    string
	origin Origin
	starts []int // offset of each line
	// The last place that was asked for: in a very long line the next one is counted from there.
	line, offset, runes int
}

func (p *places) at(offset int) diag.Position {
	if p.starts == nil {
		p.starts = append(p.starts, 0)
		for i := 0; ; {
			n := strings.IndexByte(p.src[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			p.starts = append(p.starts, i)
		}
	}
	offset = max(0, min(offset, len(p.src)))
	line := sort.Search(len(p.starts), func(i int) bool { return p.starts[i] > offset }) - 1
	from, runes := p.starts[line], 0
	if line == p.line && offset >= p.offset && p.offset >= from {
		from, runes = p.offset, p.runes
	}
	runes += utf8.RuneCountInString(p.src[from:offset])
	p.line, p.offset, p.runes = line, offset, runes
	before := p.origin.Indent
	if line == 0 && p.origin.Column > 0 {
		before = p.origin.Column - 1
	}
	return diag.Position{File: p.origin.File, Line: max(p.origin.Line, 1) + line, Column: before + runes + 1}
}
