package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/diag"
)

// Places are the same in whatever order they are asked for.
func TestPlacesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "日本", "\n", "\n\n", "word "}), 0, 30).Draw(t, "parts"), "")
		o := Origin{File: "f", Line: rapid.IntRange(0, 3).Draw(t, "line"), Column: rapid.IntRange(0, 3).Draw(t, "column"), Indent: rapid.IntRange(0, 2).Draw(t, "indent")}
		p := places{src: src, origin: o}
		for _, offset := range rapid.SliceOfN(rapid.IntRange(0, len(src)), 0, 8).Draw(t, "offsets") {
			for !utf8.RuneStart((src + " ")[offset]) {
				offset--
			}
			before := src[:offset]
			line := strings.Count(before, "\n")
			want := diag.Position{File: "f", Line: max(o.Line, 1) + line, Column: o.Indent + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
			if line == 0 && o.Column > 0 {
				want.Column += o.Column - 1 - o.Indent
			}
			if got := p.at(offset); got != want {
				t.Errorf("%d of %q with %+v: %v, want %v", offset, src, o, got, want)
			}
		}
	})
}
