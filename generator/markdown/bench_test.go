package markdown

import (
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// body is a text of about 600 words as a case study has it: headings, lists, links, a table, a quote, a picture.
var body = func() string {
	sentence := "The partner moved *forty stores* to the new platform in eleven weeks, with [one team](/partners/bva-commerce) and no day of downtime. "
	var b strings.Builder
	for _, h := range []string{"The challenge", "What was done", "Results", "What is next"} {
		b.WriteString("## " + h + "\n\n" + strings.Repeat(sentence, 3) + "\n\n" + strings.Repeat(sentence, 3) + "\n\n- First `point` of the list\n- Second **point**, longer\n- Third\n\n")
	}
	b.WriteString("> " + sentence + "\n\n| Metric | Before | After |\n|:--|--:|--:|\n| Orders | 100 | 180 |\n| Time | 9 h | 2 h |\n\n![The team](team.jpg \"The team at work\")\n\n[docs]: https://docs.example.com/\n\nMore in [the docs][docs].\n")
	return b.String()
}()

func BenchmarkRender(b *testing.B) {
	o := Options{Resolve: func(l Link) (string, bool) { return l.Dest, true }, Picture: func(d string) (Picture, bool) { return Picture{d, 800, 600, ""}, true }}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		var problems diag.List
		f := Render(body, o, &problems)
		if f.Words < 500 {
			b.Fatal(f.Words)
		}
	}
}

func BenchmarkInline(b *testing.B) {
	for b.Loop() {
		var problems diag.List
		Inline("Best *newcomer* of the [year](/awards/2026/)", Options{}, &problems)
	}
}

func BenchmarkCode(b *testing.B) {
	src := "```go\n" + strings.Repeat("func f(a int) string { return fmt.Sprint(a, \"x\") } // why\n", 10) + "```\n"
	for b.Loop() {
		var problems diag.List
		Render(src, Options{}, &problems)
	}
}
