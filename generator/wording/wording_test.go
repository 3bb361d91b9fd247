package wording

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shown writes lines with [-removed-] and {+added+} pieces.
func shown(lines []Line) string {
	var out []string
	for _, l := range lines {
		var b strings.Builder
		for _, p := range l {
			if p.Space {
				b.WriteString(" ")
			}
			switch p.Change {
			case Added:
				b.WriteString("{+" + p.Text + "+}")
			case Removed:
				b.WriteString("[-" + p.Text + "-]")
			default:
				b.WriteString(p.Text)
			}
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n")
}

func TestLines(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"nothing changed", "a b\nc", "a b\nc", "a b\nc"},
		{"white space is no change", "a  b ", " a b", "a b"},
		{"a line added", "one thing\nanother", "one thing\na third matter\nanother", "one thing\n{+a third matter+}\nanother"},
		{"a line removed", "one\ntwo\nthree", "one\nthree", "one\n[-two-]\nthree"},
		{"a word replaced", "A baseline of six months", "A baseline of twelve months", "A baseline of [-six-] {+twelve+} months"},
		{"punctuation stands alone", "Results, breadth.", "Results, breadth, care.", "Results, breadth{+, care+}."},
		{"numbers are words", "at least 1.5 %", "at least 2.5 %", "at least [-1.5-] {+2.5+} %"},
		{"nothing in common", "turnover", "people who know", "[-turnover-]\n{+people who know+}"},
		{"reworded and moved apart", "x y z\nthe jury meets in March", "the jury meets in April\np q", "[-x y z-]\nthe jury meets in [-March-] {+April+}\n{+p q+}"},
		{"no spaces between words", "基準は六か月です", "基準は十二か月です", "基準は[-六-]{+十二+}か月です"},
		{"from nothing", "", "new\nlines", "{+new+}\n{+lines+}"},
		{"to nothing", "old", "", "[-old-]"},
	} {
		got := Lines(strings.Split(test.old, "\n"), strings.Split(test.new, "\n"))
		if s := shown(got); s != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, s, test.want)
		}
		if want := strings.ContainsAny(test.want, "[{"); Changed(got) != want {
			t.Errorf("%s: Changed is %v", test.name, !want)
		}
	}
}

// Whatever two texts are, both can be read from their comparison.
func TestLinesHoldBothTexts(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"the", "jury", "six", "months", "1.5", "criteria,", "(new)", "基準", "-", "don’t"}), 0, 8).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		old, new := rapid.SliceOfN(line, 0, 6).Draw(t, "old"), rapid.SliceOfN(line, 0, 6).Draw(t, "new")
		got := Lines(old, new)
		if x := side(got, Added); !slices.Equal(x, clean(old)) {
			t.Fatalf("old %q became %q", clean(old), x)
		}
		if x := side(got, Removed); !slices.Equal(x, clean(new)) {
			t.Fatalf("new %q became %q", clean(new), x)
		}
		for _, l := range got {
			for i := 1; i < len(l); i++ {
				if l[i].Change == l[i-1].Change {
					t.Fatalf("two pieces of one fate: %v", l)
				}
			}
		}
	})
}

// side is one of the two texts, without white space: the lines without the pieces of the other.
func side(lines []Line, without Change) []string {
	var out []string
	for _, l := range lines {
		text := ""
		for _, p := range l {
			if p.Change != without {
				text += p.Text
			}
		}
		if text = strings.ReplaceAll(text, " ", ""); text != "" {
			out = append(out, text)
		}
	}
	return out
}

func clean(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l = strings.ReplaceAll(l, " ", ""); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// A hostile text does not keep the build busy: what is too long is replaced as a whole.
func TestLongTexts(t *testing.T) {
	old, new := strings.Repeat("a b ", 20_000), strings.Repeat("b a ", 20_000)
	if got := Lines([]string{"same", old, "end"}, []string{"same", new, "end"}); len(side(got, Added)) != 3 || len(side(got, Removed)) != 3 {
		t.Errorf("%d lines", len(got))
	}
	many := strings.Split(strings.Repeat("one line of many words that says nothing new\n", 500), "\n")
	if got := Lines(append([]string{"first"}, many...), append(many, "last")); len(side(got, Added)) != 501 {
		t.Errorf("%d lines of many", len(got))
	}
	word := strings.Repeat("x", 1<<20)
	if got := Lines([]string{word}, []string{word + "y"}); len(got) != 2 {
		t.Errorf("%d lines of one word", len(got))
	}
}
