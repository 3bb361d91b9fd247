package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
)

// places turns offsets of a text into positions of its file. Most are asked for from the beginning to the end, so the next
// one is counted from the one before; when one is asked for out of order the lines are found, once.
type places struct {
	src    string
	origin Origin
	starts []int // offset of each line
	// The last place that was asked for: in a very long line the next one is counted from there.
	line, offset, runes int
}

func (p *places) at(offset int) diag.Position {
	offset = max(0, min(offset, len(p.src)))
	if p.starts == nil && offset >= p.offset {
		return p.onwards(offset)
	}
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
	line := sort.Search(len(p.starts), func(i int) bool { return p.starts[i] > offset }) - 1
	from, runes := p.starts[line], 0
	if line == p.line && offset >= p.offset && p.offset >= from {
		from, runes = p.offset, p.runes
	}
	runes += utf8.RuneCountInString(p.src[from:offset])
	p.line, p.offset, p.runes = line, offset, runes
	return p.position(line, runes)
}

// onwards counts the lines and characters from the last place.
func (p *places) onwards(offset int) diag.Position {
	passed := p.src[p.offset:offset]
	if newline := strings.LastIndexByte(passed, '\n'); newline >= 0 {
		p.line += strings.Count(passed, "\n")
		p.runes = 0
		passed = passed[newline+1:]
	}
	p.offset, p.runes = offset, p.runes+utf8.RuneCountInString(passed)
	return p.position(p.line, p.runes)
}

func (p *places) position(line, runes int) diag.Position {
	before := p.origin.Indent
	if line == 0 && p.origin.Column > 0 {
		before = p.origin.Column - 1
	}
	return diag.Position{File: p.origin.File, Line: max(p.origin.Line, 1) + line, Column: before + runes + 1}
}
