package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// run renders and gives the diagnostics as "line:column code".
func run(src string, o Options) (Fragment, []string) {
	var problems diag.List
	f := Render(src, o, &problems)
	return f, told(&problems)
}

func told(problems *diag.List) []string {
	var out []string
	for _, d := range problems.Sorted(nil) {
		out = append(out, fmt.Sprintf("%d:%d %s", d.At.Line, d.At.Column, d.Code.ID))
	}
	return out
}

func TestRender(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"paragraphs", "Hello *there* **you**\nnext ~~old~~\n\nTwo", "<p>Hello <em>there</em> <strong>you</strong>\nnext <del>old</del></p><p>Two</p>"},
		{"hard break", "a  \nb\\\nc", "<p>a<br>b<br>c</p>"},
		{"escapes", `\*a\* &amp; &lt;b&gt; \&amp; &copy; &nosuch; &#65; &#0; "q"`, "<p>*a* &amp; &lt;b&gt; &amp;amp; © &amp;nosuch; A \ufffd &#34;q&#34;</p>"},
		{"control characters", "a\x01b\u0085c\ufffed&#1;e", "<p>abcde</p>"},
		{"code span", "`a <b> &amp; \\*`", "<p><code>a &lt;b&gt; &amp;amp; \\*</code></p>"},
		{"lists", "- a\n- b\n\n3. x\n4. y\n", "<ul><li>a</li><li>b</li></ul><ol start=\"3\"><li>x</li><li>y</li></ol>"},
		{"loose list", "- a\n\n- b\n", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
		{"tasks", "- [x] done\n- [ ] to do\n  - sub\n", `<ul class="tasks"><li><label><input type="checkbox" disabled checked> done</label></li><li><label><input type="checkbox" disabled> to do</label><ul><li>sub</li></ul></li></ul>`},
		{"rule and quote", "> q\n\n---\n", "<blockquote><p>q</p></blockquote><hr>"},
		{"table", "| a | b | |\n|:--|--:|:-:|\n| 1 | *2* |\n", `<div class="table-scroll"><table><thead><tr><th scope="col" class="align-left">a</th><th scope="col" class="align-right">b</th><td class="align-center"></td></tr></thead><tbody><tr><td class="align-left">1</td><td class="align-right"><em>2</em></td><td></td></tr></tbody></table></div>`},
		{"definition list", "Term\n: What it is\n", "<dl><dt>Term</dt><dd>What it is</dd></dl>"},
		{"footnotes", "A[^x] b[^x].\n\n[^x]: Note *it*.\n", `<p>A<sup><a class="footnote-ref" role="doc-noteref" href="#h-fn_1" id="h-ref_1_1">1</a></sup> b<sup><a class="footnote-ref" role="doc-noteref" href="#h-fn_1" id="h-ref_1_2">1</a></sup>.</p><section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="h-fn_1"><p>Note <em>it</em>.</p> <a class="footnote-back" role="doc-backlink" href="#h-ref_1_1" aria-label="Back to reference 1.1">` + "↩\ufe0e" + `</a> <a class="footnote-back" role="doc-backlink" href="#h-ref_1_2" aria-label="Back to reference 1.2">` + "↩\ufe0e" + `</a></li></ol></section>`},
		{"callout", "> [!WARNING]\n> Mind *this*.\n", `<aside class="callout callout-warning" role="note"><p class="callout-label">Warning</p><p>Mind <em>this</em>.</p></aside>`},
		{"callout, two paragraphs", "> [!note]\n>\n> a\n", `<aside class="callout callout-note" role="note"><p class="callout-label">Note</p><p>a</p></aside>`},
		{"no callout", "> [!NOTE] inline\n", "<blockquote><p>[!NOTE] inline</p></blockquote>"},
		{"unknown callout", "> [!PARTY]\n> a\n", "<blockquote><p>[!PARTY]\na</p></blockquote>"},
		{"figure", `![A "view"](/a.png "The *title*")`, `<figure><img src="/a.png" alt="A &#34;view&#34;" loading="lazy" decoding="async"><figcaption>The *title*</figcaption></figure>`},
		{"picture in text", `See ![x](a.png "t").`, `<p>See <img src="a.png" alt="x" title="t" loading="lazy" decoding="async">.</p>`},
		{"links", "[a](/b \"t\") <https://x.example/?a=b&c> www.y.example me@z.example", `<p><a href="/b" title="t">a</a> <a href="https://x.example/?a=b&amp;c" rel="noopener">https://x.example/?a=b&amp;c</a> <a href="http://www.y.example" rel="noopener">www.y.example</a> <a href="mailto:me@z.example">me@z.example</a></p>`},
		{"reference link", "[a][r] and [r]\n\n[r]: /x \"T\"\n", `<p><a href="/x" title="T">a</a> and <a href="/x" title="T">r</a></p>`},
		{"indented code", "    a < b\n", "<pre class=\"code\"><code>a &lt; b\n</code></pre>"},
		{"unknown language", "```nosuch\na\n\n b\n```", "<pre class=\"code\"><code>a\n\n b\n</code></pre>"},
		{"highlighted", "```go\nreturn 12 // x\n```", `<pre class="code"><code class="language-go"><span class="hl-keyword">return </span><span class="hl-number">12 </span><span class="hl-comment">// x` + "\n</span></code></pre>"},
		{"comment", "a <!-- note --> b\n\n<!--\nlong\n-->\n", "<p>a  b</p>"},
		{"no link in a link", "[a[^1] www.x.example](/y)\n\n[^1]: n", `<p><a href="/y">a<sup><span id="h-ref_1_1">1</span></sup> www.x.example</a></p><section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="h-fn_1"><p>n</p> <a class="footnote-back" role="doc-backlink" href="#h-ref_1_1" aria-label="Back to reference 1">` + "↩\ufe0e</a></li></ol></section>"},
		{"CRLF", "a\r\nb\r\n\r\n- c\r\n", "<p>a\nb</p><ul><li>c</li></ul>"},
		{"empty", " \n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, problems := run(test.src, Options{})
			if f.HTML != test.want {
				t.Errorf("got  %s\nwant %s", f.HTML, test.want)
			}
			if problems != nil {
				t.Errorf("problems: %v", problems)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	labels := Labels{Table: "Table", Code: "Code", Anchor: "Link to", Tip: "Tipp"}
	for _, test := range []struct {
		name, src string
		o         Options
		want      string
	}{
		{"scrollable by keyboard", "|a|\n|-|\n|b|\n\n    c\n", Options{Labels: labels}, `<div class="table-scroll" tabindex="0" role="group" aria-label="Table 1"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div><pre class="code" tabindex="0" role="group" aria-label="Code 1"><code>c` + "\n</code></pre>"},
		{"anchor", "## A \"b\"", Options{Labels: labels}, `<h2 id="h-a-b">A &#34;b&#34; <a class="anchor" href="#h-a-b" aria-label="Link to A &#34;b&#34;">#</a></h2>`},
		{"label", "> [!TIP]\n> a", Options{Labels: labels}, `<aside class="callout callout-tip" role="note"><p class="callout-label">Tipp</p><p>a</p></aside>`},
		{"flat", "## A *b*\n\nc", Options{Top: Flat}, "<p><strong>A <em>b</em></strong></p><p>c</p>"},
		{"prefix", "## A", Options{IDPrefix: "cite-"}, `<h2 id="cite-a">A</h2>`},
		{"untrusted link", "https://a.example/", Options{Untrusted: true}, `<p><a href="https://a.example/" rel="nofollow ugc noopener">https://a.example/</a></p>`},
		{"untrusted code", "```go\nreturn\n```", Options{Untrusted: true}, "<pre class=\"code\"><code class=\"language-go\">return\n</code></pre>"},
		{"sized picture", "![](a.png)", Options{Picture: func(d string) (Picture, bool) { return Picture{"/i/" + d, 30, 20, ""}, true }}, `<p><img src="/i/a.png" alt="" width="30" height="20" loading="lazy" decoding="async"></p>`},
		{"resolved", "[a](../b.md#c)", Options{Resolve: func(l Link) (string, bool) { return "/r/" + l.Dest, true }}, `<p><a href="/r/../b.md#c">a</a></p>`},
		{"raw", "a <b class=\"x y\" id=\"top\" onclick=\"f()\" style=\"color:red\">*b*</b><br>\n\n<details open><summary>S</summary>\n\nIn **it**\n\n</details>\n", Options{RawHTML: true}, "<p>a <b class=\"x y\"><em>b</em></b><br/></p><details open=\"\"><summary>S</summary>\n<p>In <strong>it</strong></p></details>\n"},
		{"raw link and picture", "<a href=\"/x\" title=t>a</a> <a href=\"javascript:f()\">b</a> <img src=\"p.png\" width=40 height=30 alt=P onerror=f()>", Options{RawHTML: true}, `<p><a href="/x" title="t">a</a> b <img src="p.png" alt="P" width="40" height="30" loading="lazy" decoding="async"/></p>`},
		{"raw, unbalanced", "</div></main><b>x\n\ny", Options{RawHTML: true}, "<b>x\n<p>y</p></b>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, problems := run(test.src, test.o)
			if f.HTML != test.want {
				t.Errorf("got  %s\nwant %s\nproblems %v", f.HTML, test.want, problems)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	f, problems := run("### Über uns\n\n##### 日本語の見出し\n\nSetext *it*\n---\n\n## हिन्दी शब्द\n\n## हिन्दी शब्द\n\n## !!\n\n# One\n\n> ## In a `quote`\n\n[up](#über-uns) [later](#one) [none](#nothing)\n", Options{Top: 3})
	want := []Heading{
		{3, "h-über-uns", "Über uns"}, {4, "h-日本語の見出し", "日本語の見出し"}, {3, "h-setext-it", "Setext it"},
		{3, "h-हिन्दी-शब्द", "हिन्दी शब्द"}, {3, "h-हिन्दी-शब्द-2", "हिन्दी शब्द"}, {3, "h-section", "!!"}, {3, "h-one", "One"},
		{3, "h-in-a-quote", "In a quote"},
	}
	if fmt.Sprint(f.Headings) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", f.Headings, want)
	}
	for _, part := range []string{`<h3 id="h-über-uns">Über uns</h3><h4 id=`, `<a href="#h-über-uns">up</a> <a href="#h-one">later</a> <a href="#nothing">none</a>`} {
		if !strings.Contains(f.HTML, part) {
			t.Errorf("%s\nis not in\n%s", part, f.HTML)
		}
	}
	if got := strings.Join(problems, ", "); got != "14:1 P093" {
		t.Error(got)
	}
}

func TestUniqueIDs(t *testing.T) {
	f, _ := run("## A\n\n## A\n\n## A-2\n\n## A 2\n\n## "+strings.Repeat("long ", 40)+"\n\n## fn 1\n\nx[^1]\n\n[^1]: y", Options{})
	seen := map[string]bool{}
	for _, h := range f.Headings {
		if seen[h.ID] || len(h.ID) > 80 {
			t.Errorf("%q is twice there or too long", h.ID)
		}
		seen[h.ID] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d headings, not 6", len(seen))
	}
}

func TestPlaces(t *testing.T) {
	missing := Options{
		Origin:  Origin{File: "content/pages/a.md", Line: 7},
		Resolve: func(l Link) (string, bool) { return "", false },
		Picture: func(string) (Picture, bool) { return Picture{}, false },
	}
	indented := missing
	indented.Origin = Origin{File: "data/x.yaml", Line: 3, Indent: 4}
	placed := missing
	placed.Origin = Origin{File: "data/x.yaml", Line: 3, Column: 11}
	for _, test := range []struct {
		name, src string
		o         Options
		want      string
	}{
		{"link", "äö [a](b)\n\n- x [c](d)\n> [e](f) *[g](h)*", missing, "7:4 P090, 9:5 P090, 10:3 P090, 10:11 P090"},
		{"indented", "[a](b)\n [a](b)", indented, "3:5 P090, 4:6 P090"},
		{"after a key", "[a](b)\n[a](b)", placed, "3:11 P090, 4:1 P090"},
		{"picture", "a ![b](c)\n\n![d](e \"f\")", missing, "7:3 P091, 9:1 P091"},
		{"picture elsewhere", "![d](https://a.example/e.png)", missing, "7:1 P040"},
		{"raw", "a <b>c</b>\n\n  <div>\n", missing, "7:3 P092, 9:3 P092"},
		{"raw in lists", "- <div>\n- a\n  <i>b", missing, "7:3 P092, 9:3 P092"},
		{"autolinks", "ftp://x.example <foo:bar> ftp://y.example", missing, "7:1 P094, 7:17 P094, 7:27 P094"},
		{"reference", "a\n[b]\n\n[b]: c\n", missing, "8:1 P090"},
		{"table", "|a|b|\n|-|-|\n| x | y [z](w) |", missing, "9:9 P090"},
		{"footnote", "a[^1]\n\n[^1]: b [c](d)", missing, "9:9 P090"},
		{"definition", "a\n: b [c](d)", missing, "8:5 P090"},
		{"heading", "a\n\n# B [c](d)\n\nE\n=", missing, "9:1 P093, 9:5 P090, 11:1 P093"},
		{"callout", "> [!NOTE]\n> [a](b)", missing, "8:3 P090"},
		{"empty and other hosts", "[a]() [b](//x.example) [c](https://)", missing, "7:1 P090, 7:7 P090, 7:24 P090"},
		{"CRLF", "a\r\n\r\n[b](c)", missing, "9:1 P090"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := run(test.src, test.o)
			if got := strings.Join(problems, ", "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	f, _ := run("[a](/x?y&amp;z#w) [b](gone) https://c.example [d](mailto:e@f.example)", Options{
		Resolve: func(l Link) (string, bool) { return "/sub" + l.Dest, l.Dest != "gone" },
	})
	var got []string
	for _, l := range f.Links {
		got = append(got, fmt.Sprintf("%d %s %t %s", l.At.Column, l.Dest, l.External, l.Href))
	}
	want := "1 /x?y&z#w false /sub/x?y&z#w\n19 gone false \n29 https://c.example true https://c.example\n47 mailto:e@f.example false mailto:e@f.example"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if !strings.Contains(f.HTML, "</a> b <a") {
		t.Error(f.HTML)
	}
}

func TestText(t *testing.T) {
	f, _ := run("## Head\n\nOne *two*\nthree&nbsp;`four` ![alt](a.png)[^1]\n\n- five\n- six\n\n|a|b|\n|-|-|\n|c|d|\n\n```\ncode\n```\n\n![x](y.png \"Caption\")\n\n日本語\n\n[^1]: note", Options{})
	want := "Head\nOne two three\u00a0four \nfive\nsix\na b\nc d\nCaption\n日本語\nnote"
	if f.Text != want {
		t.Errorf("got  %q\nwant %q", f.Text, want)
	}
	if f.Words != 1+4+2+4+1+3+1 {
		t.Errorf("%d words", f.Words)
	}
}

func TestInline(t *testing.T) {
	var problems diag.List
	f := Inline("# A *b* [c](/d)\n- `e` <i>f</i>\n\n1. www.g.example", Options{}, &problems)
	want := `# A <em>b</em> <a href="/d">c</a> - <code>e</code> f 1. <a href="http://www.g.example" rel="noopener">www.g.example</a>`
	if f.HTML != want {
		t.Errorf("got  %s\nwant %s", f.HTML, want)
	}
	if f.Text != "# A b c - e f 1. www.g.example" {
		t.Error(f.Text)
	}
	if got := strings.Join(told(&problems), ", "); got != "2:7 P092" {
		t.Error(got)
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		src  string
		max  int
		want string
	}{
		{"One *two* three", 0, "One two three"},
		{"One *two* three", 13, "One two three"},
		{"One *two* three", 12, "One two…"},
		{"One two, three", 10, "One two…"},
		{"One two three", 8, "One two…"},
		{"## A\n\nb", 10, "A b"},
		{"日本語日本語日本語", 5, "日本語日…"},
		{strings.Repeat("x", 20), 5, "xxxx…"},
	} {
		if got := Plain(test.src, test.max); got != test.want {
			t.Errorf("Plain(%q, %d) = %q, want %q", test.src, test.max, got, test.want)
		}
	}
}
