package markdown

import (
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// Where raw HTML is kept, what the policy takes out of it is named with its place, and nothing else.
func TestLostHTML(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"<div class=\"x\"><p>a</p></div>\n", ""},
		{"a <b>c</b> <img src=\"x.png\" alt=\"y\">\n", ""},
		{"<div onclick=\"x()\">a</div>\n", "1 onclick of <div>"},
		{"a\n\n<script>alert(1)</script>\n", "3 <script>"},
		{"<div>\n<iframe src=\"https://a.example/\"></iframe><iframe></iframe>\n</div>\n", "2 <iframe>"},
	} {
		var problems diag.List
		Render(test.src, Options{RawHTML: true, Picture: func(string) (Picture, bool) { return Picture{Src: "/x.png"}, true }}, &problems)
		var got []string
		for _, d := range problems.Sorted(nil) {
			got = append(got, string(rune('0'+d.At.Line))+" "+strings.TrimPrefix(d.Text, "raw HTML is dropped: "))
		}
		if lines := strings.Join(got, "\n"); lines != test.want {
			t.Errorf("%q: %q, want %q", test.src, lines, test.want)
		}
	}
}
