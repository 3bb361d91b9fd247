package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// harmful says what in a fragment could run, restyle the page or hide a part of it; "" when nothing could.
func harmful(fragment, idPrefix string) string {
	if strings.Contains(strings.ToLower(fragment), "<script") {
		return "a script"
	}
	forbidden := []string{"script", "style", "iframe", "object", "embed", "form", "svg", "math", "meta", "base", "link", "textarea", "h1", "template"}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.CommentToken, html.DoctypeToken:
			return "a comment or doctype"
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if slices.Contains(forbidden, t.Data) {
				return "element " + t.Data
			}
			for _, a := range t.Attr {
				if what := harmfulAttribute(a, idPrefix); what != "" {
					return what
				}
			}
		}
	}
}

func harmfulAttribute(a html.Attribute, idPrefix string) string {
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "name", a.Key == "srcdoc", a.Key == "formaction":
		return "attribute " + a.Key
	case a.Key == "id" && !strings.HasPrefix(a.Val, idPrefix):
		return "id " + a.Val
	case a.Key == "href" || a.Key == "src":
		// As a browser reads it.
		v := strings.ToLower(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(a.Val))
		v = strings.TrimLeftFunc(v, func(r rune) bool { return r <= ' ' })
		if colon := strings.IndexAny(v, ":/?#"); colon >= 0 && v[colon] == ':' && !slices.Contains([]string{"http", "https", "mailto", "tel"}, v[:colon]) {
			return "address " + a.Val
		}
	}
	return ""
}

// The cases 1 to 7 of what must not work: content that tries to leave its page's text.
func TestAttacks(t *testing.T) {
	const quote = `"><script>alert(1)</script>`
	for _, test := range []struct {
		name, src string
		want      string // in the plain options; "" when only harmlessness counts
		problems  string
	}{
		{"1 block", "<script>\nalert(1)\n</script>", "", "1:1 P092"},
		{"1 block, unclosed", "a\n\n<script>\nalert(1)", "<p>a</p>", "3:1 P092"},
		{"1 inline", "a <script>alert(1)</script> b", "<p>a alert(1) b</p>", "1:3 P092"},
		{"1 inline, case", "a <ScRiPt src=x>b", "<p>a b</p>", "1:3 P092"},
		{"1 handler", "<img src=x onerror=alert(1)>", "", "1:1 P092"},
		{"1 svg", "<svg/onload=alert(1)>", "<p>&lt;svg/onload=alert(1)&gt;</p>", ""},
		{"1 after a comment", "<!-- a --><script>alert(1)</script>", "", "1:1 P092"},
		{"1 comment tricks", "a <!--><script>alert(1)</script>-->", "", "1:8 P092"},
		{"1 inside a list", "- <iframe src=x></iframe>", "", "1:3 P092"},
		{"1 unfinished", "<div title=\"\n\n\" onclick=alert(1)>", "", "1:1 P092"},
		{"2 javascript", "[a](javascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 case", "[a](JaVaScRiPt:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 data", "[a](data:text/html;base64,PHNjcmlwdD4=)", "<p>a</p>", "1:1 P094"},
		{"2 vbscript", "[a](vbscript:msgbox)", "<p>a</p>", "1:1 P094"},
		{"2 tab", "[a](<java\tscript:alert(1)>)", "<p>a</p>", "1:1 P094"},
		{"2 tab entity", "[a](java&#9;script:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 newline entity", "[a](java&NewLine;script:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 colon entity", "[a](javascript&colon;alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 all entities", "[a](&#x6A&#x61;vascript:alert(1))", `<p><a href="&amp;#x6Aavascript:alert(1)">a</a></p>`, ""},
		{"2 numeric entities", "[a](&#x6A;&#97;vascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 leading control", "[a](&#1;javascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 leading raw control", "[a](\x01javascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 leading space", "[a](< javascript:alert(1)>)", "<p>a</p>", "1:1 P094"},
		{"2 no-break space", "[a](&nbsp;javascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 zero-width", "[a](java\u200bscript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 backslash", `[a](javascript\:alert(1))`, "<p>a</p>", "1:1 P094"},
		{"2 autolink", "<javascript:alert(1)>", "<p>javascript:alert(1)</p>", "1:1 P094"},
		{"2 reference", "[a]\n\n[a]: javascript:alert(1)", "<p>a</p>", "1:1 P094"},
		{"2 picture", "![a](javascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"2 picture of data", "![a](data:image/svg+xml,%3Csvg/onload=alert(1)%3E)", "<p>a</p>", "1:1 P094"},
		{"2 other schemes", "[a](file:///etc/passwd) [b](blob:x) [c](C:\\x)", "<p>a b c</p>", "1:1 P094, 1:25 P094, 1:37 P094"},
		{"2 another host by slashes", `[a](//x.example) [b](/\x.example) [c](\\\\x.example)`, "<p>a b c</p>", "1:1 P090, 1:18 P090, 1:35 P090"},
		{"2 percent", "[a](%6Aavascript:alert(1))", "<p>a</p>", "1:1 P094"},
		{"3 title", "[a](/b '" + quote + "')", `<p><a href="/b" title="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</a></p>`, ""},
		{"3 title entities", "[a](/b \"&quot; onclick=&quot;f()\")", `<p><a href="/b" title="&#34; onclick=&#34;f()">a</a></p>`, ""},
		{"3 alt", "![" + quote + "](/b)", `<p><img src="/b" alt="&#34;&gt;alert(1)" loading="lazy" decoding="async"></p>`, ""},
		{"3 alt quote", `![" onerror="f()](/b)`, `<p><img src="/b" alt="&#34; onerror=&#34;f()" loading="lazy" decoding="async"></p>`, ""},
		{"3 caption", "![a](/b '" + quote + "')", `<figure><img src="/b" alt="a" loading="lazy" decoding="async"><figcaption>&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</figcaption></figure>`, ""},
		{"3 address", `[a](/b"onclick="f()) ![c](/d"onerror="f())`, `<p><a href="/b%22onclick=%22f()">a</a> <img src="/d%22onerror=%22f()" alt="c" loading="lazy" decoding="async"></p>`, ""},
		{"4 info string", "```" + quote + "\na\n```", "<pre class=\"code\"><code>a\n</code></pre>", ""},
		{"4 info string, spaces", "```go\" onclick=\"f()\na\n```", "<pre class=\"code\"><code>a\n</code></pre>", ""},
		{"4 info entity", "```&quot;&gt;&lt;script&gt;\na\n```", "<pre class=\"code\"><code>a\n</code></pre>", ""},
		{"4 code", "```html\n</code></pre><script>alert(1)</script>\n```", "", ""},
		{"5 heading", "## " + quote, "<h2 id=\"h-alert-1\">&#34;&gt;alert(1)</h2>", "1:6 P092"},
		{"5 heading entities", "## &quot; onclick=&quot;f()", `<h2 id="h-onclick-f">&#34; onclick=&#34;f()</h2>`, ""},
		{"6 attributes", "## A {onclick=alert(1)}", `<h2 id="h-a-onclick-alert-1">A {onclick=alert(1)}</h2>`, ""},
		{"6 id attribute", "## A {#location}\n\nB {.c}\n===", "", "3:1 P093"},
		{"7 table cells", "|<script>|[a](javascript:f())|\n|-|-|\n|`<script>`|\" onclick=f()|", "", "1:2 P092, 1:11 P094"},
		{"7 footnotes", "a[^\"><script>]\n\n[^\"><script>]: <script>b</script> [c](javascript:f())", "", "3:16 P092"},
		{"7 definition", "<b onclick=f()>\n: <script>", "", "1:1 P092"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, problems := run(test.src, Options{})
			if test.want != "" && f.HTML != test.want {
				t.Errorf("got  %s\nwant %s", f.HTML, test.want)
			}
			if got := strings.Join(problems, ", "); got != test.problems {
				t.Errorf("problems %s, want %s", got, test.problems)
			}
			for _, o := range []Options{{}, {RawHTML: true}, {RawHTML: true, Untrusted: true}} {
				f, _ := run(test.src, o)
				if what := harmful(f.HTML, "h-"); what != "" {
					t.Errorf("%s with %+v in %s", what, o, f.HTML)
				}
			}
		})
	}
}

func TestUntrustedNeverKeepsHTML(t *testing.T) {
	f, problems := run("a <b>c</b>\n\n<p class=x>d</p>", Options{RawHTML: true, Untrusted: true})
	if f.HTML != "<p>a c</p>" || strings.Join(problems, ", ") != "1:3 P092, 3:1 P092" {
		t.Errorf("%s %v", f.HTML, problems)
	}
}

// A resolver's answer is judged like an address in the text.
func TestHostileResolver(t *testing.T) {
	f, _ := run("[a](b) ![c](d)", Options{
		Resolve: func(Link) (string, bool) { return "java\nscript:f()", true },
		Picture: func(string) (Picture, bool) { return Picture{Src: "data:image/svg+xml,x"}, true },
	})
	if f.HTML != "<p>a c</p>" {
		t.Error(f.HTML)
	}
}

// Texts that are long in every way that slows a parser down. Each is refused or rendered; that this test ends in seconds
// is the point, and what is refused is fixed here.
func TestBombs(t *testing.T) {
	const n = 100_000
	r := strings.Repeat
	lines := func(count int, format string) string {
		var b strings.Builder
		for i := range count {
			fmt.Fprintf(&b, strings.ReplaceAll(format, "#", "%[1]d"), i)
		}
		return b.String()
	}
	for _, test := range []struct {
		name, src string
		refused   bool
	}{
		{"[", r("[", n), true},
		{"![", r("![", n), true},
		{"]", r("]", n), true},
		{"[a](", r("[a](", n), true},
		{"[a](<b", r("[a](<b", n), true},
		{"nested links", r("[", n) + "a" + r("](b)", n), true},
		{"nested brackets", r("[", n) + "a" + r("]", n), true},
		{"* in one run", r("*", n), false},
		{"*a_ ", r("*a_ ", n), true},
		{"a**b", r("a**b", n) + r("c* ", n), true},
		{"nested emphasis", r("*a **b ", 500) + r("c** d*", 500), true},
		{">", r(">", n), true},
		{"> on many lines", r(r(">", 30)+" a\n", n/30), false},
		{"quotes and lists", r("> - ", n), true},
		{"- ", r("- ", n) + "a", true},
		{"1. ", r("1. ", n), true},
		{"lists, ever deeper", func() string {
			var b strings.Builder
			for i := range 800 {
				b.WriteString(r("  ", i) + "- a\n")
			}
			return b.String()
		}(), true},
		{"deep lists with lazy lines", r("- ", 30) + "a\n" + r("a\n", n), false},
		{"references", lines(n/2, "[a#]: /x\n"), true},
		{"references apart", lines(n/2, "[a#]: /x\n\n"), false},
		{"references with titles", r("[a]: b \"\n", n), true},
		{"uses of one reference", "[a]: /" + r("x", n) + "\n\n" + r("[a] ", 2000), false}, // the address is cut
		{"uses of one long reference", "[a]: /" + r("x", 1900) + "\n\n" + r("[a]\n\n", n), true},
		{"uses of one refused reference", "[a]: f:" + r("x", 1900) + "\n\n" + r("[a]\n\n", n), true},
		{"footnotes", lines(n/4, "[^#]\n\n[^#]: x\n\n"), true},
		{"table of one row", "|" + r("a|", n) + "\n|" + r("-|", n) + "\n|" + r("a|", n), true},
		{"table of many rows", "|a|b|\n|-|-|\n" + r("|a|b|\n", n/2), true},
		{"large table", "|a|b|\n|-|-|\n" + r("|a|b|\n", n/4), false},
		{"short rows", "|" + r("a|", 1000) + "\n|" + r("-|", 1000) + "\n" + r("a\n", n), true},
		{"escaped pipes", "|a|b|\n|-|-|\n" + r("|`\\|`|b|\n", n/4), true},
		{"backticks", func() string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString("e" + r("`", i))
			}
			return b.String()
		}(), false},
		{"<", r("<", n), true},
		{"<a ", "z" + r("<a ", n), true},
		{"<!--", "z" + r("<!--a", n), true},
		{"<![CDATA[", "z" + r("<![CDATA[", n), true},
		{"<?", "z" + r("<?", n), true},
		{"&", r("&", n), false},
		{"\\", r("\\", n), false},
		{"www", r("www.a.b ", n), false},
		{"http", r("http://", n), false},
		{"a@", r("a@", n), false},
		{"http://a/(((", "http://a.example/" + r("(", n), false},
		{"spaces", r(" ", n) + "a", false},
		{"tabs", r("\t", n) + "a", false},
		{"blank lines", r("\n", n), false},
		{"fences", r("```\n", n), false},
		{"headings", r("# a\n", n/4), false},
		{"setext", r("a\n=\n", n/4), false},
		{"definitions", r("a\n: b\n", n/8), false},
		{"one line", r("a", sizeLimit), false},
		{"too large", r("a", sizeLimit+1), true},
		{"NUL", r("\x00", n), false},
		{"broken UTF-8", r("\xff\xfe", n), false},
		{"raw elements", r("<b>", 5000), false},
		{"rule", r("- ", n), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := run(test.src, Options{})
			refused := slices.ContainsFunc(problems, func(p string) bool { return strings.HasSuffix(p, "P095") })
			if refused != test.refused {
				t.Errorf("refused: %t", refused)
			}
		})
	}
}

func TestRefusedTextSaysWhere(t *testing.T) {
	f, problems := run("a\n\nb\n\n"+strings.Repeat("> ", 50), Options{Origin: Origin{Line: 10}})
	if f.HTML != "" || strings.Join(problems, ", ") != "14:1 P095" {
		t.Errorf("%q %v", f.HTML, problems)
	}
	_, problems = run("fine\n\n"+strings.Repeat("*a_ ", 20000), Options{})
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "3:") {
		t.Errorf("%v", problems)
	}
}

// What people write stays far below the limits.
func TestLongRealText(t *testing.T) {
	src := strings.Repeat("- [a *name*](/partners/a) and `code` with [another](https://b.example/) [^1]\n", 3000) +
		"\n" + strings.Repeat("* * * ", 20) + "\n\n[^1]: x\n\n| a | b |\n|---|---|\n" + strings.Repeat("| [x](/y) | *z* |\n", 3000)
	f, problems := run(src, Options{})
	if problems != nil || len(f.Links) != 9000 {
		t.Errorf("%d links, %v", len(f.Links), problems)
	}
}

func FuzzRender(f *testing.F) {
	for _, seed := range []string{
		"# A\n\n[a](javascript:b) ![c](d \"e\") <script>f</script>", "> [!NOTE]\n> - [x] a[^1]\n\n[^1]: b", "|a|\n|:-|\n|`\\|`|",
		"a\n: b\n\n```go\nx\n```\n\n~~~\"onclick\n", "<div onclick=x>\n\n<b style=y>*z*", "[a]: <b> 'c'\n[a] &#x6a;avascript&colon; \\<", "www.a.b me@c.d https://e.f/()",
		"<a href=\"java&#10;script:x\">y</a><img src=x onerror=y><svg><style>", "1. a\n\n   > b\n2. c\n\t- d", "![a\n[b](c)](d)",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 10_000 {
			return
		}
		for _, o := range []Options{{}, {RawHTML: true}, {RawHTML: true, Untrusted: true}, {Top: Flat, Labels: Labels{Table: "t", Code: "c", Anchor: "a"}}} {
			a, _ := run(src, o)
			if what := harmful(a.HTML, "h-"); what != "" {
				t.Errorf("%s in %q", what, a.HTML)
			}
			if again, _ := run(src, o); again.HTML != a.HTML || again.Text != a.Text {
				t.Error("two renderings differ")
			}
		}
	})
}
