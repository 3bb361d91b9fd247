package markdown

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// luminance is that of WCAG 2.2 for "#rrggbb".
func luminance(t *testing.T, color string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 32)
	if err != nil || len(color) != 7 {
		t.Fatalf("%q is not a colour", color)
	}
	part := func(shift int) float64 {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func TestHighlightContrast(t *testing.T) {
	contrast := func(a, b string) float64 {
		x, y := luminance(t, a), luminance(t, b)
		return (max(x, y) + 0.05) / (min(x, y) + 0.05)
	}
	for _, p := range palette {
		for _, c := range [][2]string{{p.light, lightBack}, {p.dark, darkBack}, {lightText, lightBack}, {darkText, darkBack}} {
			if ratio := contrast(c[0], c[1]); ratio < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", p.class, c[0], c[1], ratio)
			}
		}
	}
}

// Every class that code can get has a rule.
func TestHighlightCSS(t *testing.T) {
	css := HighlightCSS()
	src := "```go\npackage a // b\nfunc f() string { return \"x\" + 1 }\n```\n```diff\n-a\n+b\n```\n```html\n<p class=\"x\">\n```\n```yaml\na: 1\n```"
	f, _ := run(src, Options{})
	classes := 0
	for _, part := range strings.Split(f.HTML, `<span class="`)[1:] {
		class, _, _ := strings.Cut(part, `"`)
		classes++
		if !strings.HasPrefix(class, HighlightPrefix) || !strings.Contains(css, "."+class+"{") {
			t.Errorf("no rule for %s", class)
		}
	}
	if classes < 8 {
		t.Errorf("%d tokens with a class in %s", classes, f.HTML)
	}
}

// Highlighting adds marks, never changes the code.
func TestHighlightKeepsCode(t *testing.T) {
	for _, language := range []string{"go", "html", "php", "yaml", "bash", "diff", "json", "javascript", "css", "markdown", "python"} {
		code := "a = \"b\" <c d='e'> # f &amp; {g: [1, 2]}\n\n\tif x { y() } // z é\n"
		f, _ := run("```"+language+"\n"+code+"```", Options{})
		plain, _ := run("```\n"+code+"```", Options{})
		strip := func(s string) string {
			for {
				i := strings.Index(s, "<")
				if i < 0 {
					return s
				}
				s = s[:i] + s[i+strings.Index(s[i:], ">")+1:]
			}
		}
		if strip(f.HTML) != strip(plain.HTML) {
			t.Errorf("%s: %s", language, f.HTML)
		}
	}
}

func TestCodeTooLongForColours(t *testing.T) {
	f, _ := run("```go\n"+strings.Repeat("return\n", litBlock/7+1)+"```", Options{})
	if strings.Contains(f.HTML, "<span") || !strings.Contains(f.HTML, "return\nreturn") {
		t.Error("a long block is highlighted")
	}
	f, _ = run("```go\nreturn "+strings.Repeat("1+", litLine/2)+"1\n```", Options{})
	if strings.Contains(f.HTML, "<span") {
		t.Error("a block with a long line is highlighted")
	}
}

// One parser serves all goroutines.
func TestConcurrent(t *testing.T) {
	src := body + "\n[^1] x\n\n[^1]: note\n\n```go\nreturn 1\n```\n\n<b>x</b>"
	want, _ := run(src, Options{RawHTML: true})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				var problems diag.List
				if got := Render(src, Options{RawHTML: true}, &problems); got.HTML != want.HTML {
					t.Error("another rendering")
				}
				Inline("*a* <b>", Options{}, &problems)
			}
		})
	}
	wg.Wait()
}
