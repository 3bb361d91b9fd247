package decode

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// TestBombs feeds small texts that would become large or deep: each ends with a diagnostic, or is harmless.
func TestBombs(t *testing.T) {
	laughs := "params:\n  a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		laughs += fmt.Sprintf("  %c: &%c [%s]\n", c, c, strings.Repeat("*"+string(c-1)+", ", 9))
	}
	many := "params: {a: &a x, b: [" + strings.Repeat("*a,", 200) + "]}"
	for name, bomb := range map[string]struct {
		text string
		want []string // codes
	}{
		"nine levels of aliases": {laughs, []string{"P016"}},
		"many aliases":           {many, []string{"P016"}},
		"lists in lists":         {strings.Repeat("[", 100_000), []string{"P016"}},
		"maps in maps":           {strings.Repeat("{a: ", 100_000), []string{"P016"}},
		"dashes":                 {strings.Repeat("- ", 100_000), []string{"P016"}},
		"question marks":         {strings.Repeat("? ", 100_000), []string{"P016"}},
		"a million entries":      {"params: {a: [" + strings.Repeat("a,", 3<<20) + "]}", []string{"P016"}},
		"a merge loop":           {"name: A\nparams: &x\n  <<: *x", []string{"P017"}},
		"an anchor in itself":    {"name: A\nparams: &x {a: *x}", []string{"P016"}},
		"no such anchor":         {"name: *a", []string{"P010"}},
		"a long line":            {"name: A\nsummary: " + strings.Repeat("x", 50<<20), nil},
		"a long line of words":   {"name: A\nsummary: \"" + strings.Repeat("x ", 4<<20) + "\"", nil},
		"brackets in a text":     {"name: '" + strings.Repeat("[", 100_000) + "'", nil},
		"an alias of a text":     {"name: &n A\ncity: *n", nil},
	} {
		p := File("data/partners/a.yaml", []byte(bomb.text))
		var got []string
		for _, d := range p.Problems {
			got = append(got, d.Code.ID)
		}
		if !slices.Equal(got, bomb.want) {
			t.Errorf("%s: %v, want %v\n%s", name, got, bomb.want, told(p.Problems))
		}
	}
}

// TestManyProblems bounds what one broken file costs: each of these searches for the nearest word.
func TestManyProblems(t *testing.T) {
	var text strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&text, "k%d: v\n", i)
	}
	text.WriteString(strings.Repeat("name: A\n", 100_000))
	p := File("data/partners/a.yaml", []byte(text.String()))
	if len(p.Problems) != maxProblems {
		t.Errorf("%d problems", len(p.Problems))
	}
	for _, d := range p.Problems {
		if d.Code != diag.UnknownKey {
			t.Fatalf("%v", d)
		}
	}
}

// TestLineEnds holds that a line of a diagnostic is a line of an editor, whatever YAML takes for the end of one.
func TestLineEnds(t *testing.T) {
	for _, separator := range []string{"\u2028", "\u2029", "\u0085"} {
		p := File("data/partners/a.yaml", []byte("name: A"+separator+"B\r\nsummary: x\r\nstatus: gone\r\n"))
		if len(p.Problems) != 1 || p.Problems[0].At.Line != 3 || p.Problems[0].At.Column != 9 {
			t.Errorf("%q: %s", separator, told(p.Problems))
		}
	}
}
