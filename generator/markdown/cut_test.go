package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// cutByRunes is Cut as its comment says it, without a thought of what that costs.
func cutByRunes(text string, max int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if max <= 0 || len(runes) <= max {
		return text
	}
	kept := string(runes[:max-1])
	if runes[max-1] != ' ' {
		if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
			kept = kept[:space]
		}
	}
	return strings.TrimRight(kept, " ,;:.–—-") + "…"
}

func TestCutIsWhatItsCommentSays(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "word", " ", " ", "  ", "\n", "\t", "\v", "\u00a0", "\u0085", "\u3000", "日本", "é", "😀", ",", ".", "–", "…", "\xff", "\xe2\x80", "\x00"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(part, 0, 25).Draw(t, "parts"), "")
		max := rapid.IntRange(-1, 40).Draw(t, "max")
		if got, want := Cut(text, max), cutByRunes(text, max); got != want {
			t.Errorf("Cut(%q, %d) = %q, want %q", text, max, got, want)
		}
	})
}

// A text that is short and clean costs nothing.
func TestCutLeavesShortTexts(t *testing.T) {
	text := "One word after the other, and none too many: “délivré”."
	if n := testing.AllocsPerRun(100, func() { Cut(text, 80) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
