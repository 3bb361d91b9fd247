package markdown

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/diag"
)

// sides renders a text as it is rendered, and from the library's tree. It says whether the first was done without a tree.
func sides(src string, o Options) (got, want Fragment, gotTold, wantTold []diag.Diagnostic, quickly bool) {
	w := newWriter(src, o)
	quickly = w.quickly(src)
	if quickly || w.tree(src, false) {
		got = w.fragment()
	}
	gotTold = append(gotTold, w.found...)
	w.release()
	w = newWriter(src, o)
	if w.tree(src, false) {
		want = w.fragment()
	}
	wantTold = append(wantTold, w.found...)
	w.release()
	return got, want, gotTold, wantTold, quickly
}

// manyOptions are options that change what is written.
var manyOptions = []Options{
	{},
	{Top: Flat, Untrusted: true, IDPrefix: "feed-", Origin: Origin{File: "a.yaml", Line: 3, Column: 7, Indent: 2}},
	{
		Top: 3, RawHTML: true, Origin: Origin{File: "a.md", Line: 9}, Labels: Labels{Table: "Table", Code: "Code", Anchor: "Link \"to\"", Footnotes: "<Notes>"},
		Resolve: func(l Link) (string, bool) { return "/r" + l.Dest, !strings.Contains(l.Dest, "b") },
	},
}

// compare says how a text is rendered otherwise than from the library's tree; "" when it is not. It says whether it was read quickly.
func compare(src string) (difference string, quickly bool) {
	for _, o := range manyOptions {
		got, want, gotTold, wantTold, quick := sides(src, o)
		quickly = quick
		if !quick {
			return "", false
		}
		if !reflect.DeepEqual(got, want) {
			return fmt.Sprintf("%q\ngot  %+v\nwant %+v", src, got, want), true
		}
		if !reflect.DeepEqual(gotTold, wantTold) {
			return fmt.Sprintf("%q\ntold %+v\nwant %+v", src, gotTold, wantTold), true
		}
	}
	want, _, _, _, _ := sides(src, Options{Untrusted: true})
	for _, max := range []int{0, 12, len(src)} {
		if got := Plain(src, max); got != Cut(want.Text, max) {
			return fmt.Sprintf("%q\nplain %q\nwant  %q", src, got, Cut(want.Text, max)), true
		}
	}
	return "", quickly
}

// Texts of which quick must be certain, so that a change that makes it give up too early is seen.
var certain = []string{
	"One line.", "Two\nlines, with \"quotes\" & <10 things > 5.", "a\n\nb\n\n\nc\n", "*a* **b** _c_ __d__ **a *b* c**", "5 * 3 and snake_case", "**Name.** Text",
	"A [link](/a/), [two\nlines](https://www.example.com/x?a=b&c=d#e) and `code <b>` and ``a ` b``.", "[mail](mailto:a@b.example)", "\\*no\\* \\- x", "R&D, AT&T",
	"- a\n- b **c**\n- d\n\nText", "- a\n\n- b\n", "* a\n  more\n* b", "Text:\n- a\n- b\n", "1. a\n2. b\n   more\n", "3) a\n4) b", "Text\n1. a\n",
	"## A `b`\n\nText\n\n#### C\nText\n### D\n", "> a\n> b\n>\n> \\- c\n\nText", "> [!NOTE]\n> a\n", "Text\n> a\n",
	"| a | b |\n| --- | ---: |\n| **c** | |\n| | d |\n", "|a|\n|:-:|\n", "a[^1] b[^x] c[^1]\n\n[^x]: one\n[^1]: two\n    more [x](/b)\n\nText\n",
	"日本語と *強調* です。", "Größe – “quoted” … 😀 \u00a0x", "It is 3.\n2019 was a year.", "+49 30 555\n-5 degrees", "[a](b)\n", "trailing \nspace \n",
}

func TestQuickIsCertain(t *testing.T) {
	for _, src := range certain {
		if difference, quickly := compare(src); !quickly || difference != "" {
			t.Errorf("%q: %t, %s", src, quickly, difference)
		}
	}
}

// Texts that look as if they were simple.
var doubtful = []string{
	"www.a.example", "a http://a.example/ b", "a (me@a.example)", "Setext\n---", "Setext\n===", "Term\n: definition", "a  \nb", "a\\\nb", "a\tb", "\ta", "    code", " a",
	"<b>a</b>", "<a@b.example>", "<1`a@b.example>`", "1`a@b.example`", "&amp; &copy;", "- a\nlazy", "> a\nlazy", "[x]: /y\n\n[x]", "[x] y", "- [x] task", "- [x](y)", "- [ ] a", "- a\n  - b",
	"- a\n\n  b", "- a\n* b", "- a\n\n* b", "* * *", "***", "_ _ _", "** **\n", "- - -", "---", "a***b***", "***a***", "*a**b*", "*a", "a*", "*a *b*", "**a*", "*a [b*](c)", "[*a](b)*",
	"[a *b](c)", "a\u00a0*b*c", "*a*b", "“*a*”b", "**a.**b", "**foo.**,", "a~~b~~", "![a](b)", "[a](b \"c\")", "[a](<b>)", "[a](b(c))", "[a](#b)", "[a](b&amp;c)", "[a]()", "[](b)",
	"[a][b](c)", "[a\n](b)", "[a](\nb)", "[a]\n(b)", "[^1]", "a[^1]\n\n[^1]: b[^1]", "[^1]: unused", "a[^1]\n[^1]: b", "a[^1]\n\n[^1]: b\nlazy", "a[^1]\n\n[^1]: b\n\n    c", "a[^1]\n\n[^1]:b",
	"a[^1]\n\n[^1]: b\n[^1]: c", "[a[^1]](b)\n\n[^1]: c", "a![^1]\n\n[^1]: b", "# One", "## a #", "## ", "##a", "## a\n## a", "####### a", "|a|\n|-|-|", "|a|b|\n|-|", "|a\n|-|", "|a|\n|-|\nb",
	"a|b\n-|-", "|`a|b`|\n|-|", "|a\\|b|\n|-|", "a\n|b|\n|-|", "|-|\n|-|\n|-|\n|-|", "```\na\n```", "`a", "`` ` ``", "` a `", "`  `", "`a\nb`", "~~~", "1.\n2. a", "2. a\n", "a\n2. b", "1234567890. a",
	"- a\n\n1. b", "1. a\n1) b", "-\n- a", "-  a", "- \u00a0a", "- # a", "- > a", "> - a", "> ## a", "> 1. a", ">a", "> a\n>b", ">", "> \n> a", "> a\n\n> b", "> [!NOTE]", "> [!NOTE]\n>\n> a", "> [!NOTE] a",
	"a\x00b", "a\rb", "a\r\nb", "a\u0085b", "a\ufffeb", "\xff", "a\u2028b", "\ufeffa", "\\&amp;", "\\`a`", "\\[a](b)", "[a\\](b)", "\\", "a \\", "{#a}", "a {.b}", ":a", "=a", "+a", "+ a", "a\n+ b",
	"- a\n## b", "## a\n- b\n", "- a\n> b", "1. a\n   2. b", "a\n===\nb", "a\n-", "a\n- ", "|a|\n|-|\n- b", "a\n\n\n: b", "- a\n\n\n\n- b", "a\n   b", "a\n      b", "- a\n      b", "1. a\n  b",
	"[^a b]: c", "x[^é]\n\n[^é]: y", "a[^1][^2]\n\n[^2]: x\n\n[^1]: y", "## a[^1]\n\n[^1]: y", "|a[^1]|\n|-|\n|b[^1]|\n\n[^1]: y", "- a[^1]\n\n[^1]: y\n\n- b", "[^1]: y\n\na[^1]", "> a[^1]\n\n[^1]: y",
}

func TestQuickIsTheLibrary(t *testing.T) {
	for _, src := range doubtful {
		for _, src := range []string{src, src + "\n", "Text\n\n" + src + "\n\nText\n", src + "\n" + src, "- " + src, "> " + src, "## " + src, "a " + src + " b"} {
			if difference, _ := compare(src); difference != "" {
				t.Error(difference)
			}
		}
	}
}

// markers are pieces of Markdown that mean something in some places.
var markers = []string{"a", "Word", "日本", "é", " ", "  ", "   ", "    ", "\u00a0", "\n", "\n\n", "*", "**", "***", "_", "__", "`", "``", "```", "[", "]", "](", ")", "[a](/b)", "[^1]", "[^a]",
	"[^1]: ", "[a]: ", "!", "![a](b)", "|", " | ", "| ", "\n|-|\n", "\n---\n", "\n===\n", "\\", "\\*", "\\|", "<", "<1", "<a>", "</", ">", "> ", "&", "&amp;", "&a", ";", "\"", "'", "(", "@", "a@b.c", "www.a.b",
	"http://a.b", "https:", "//", ":", ": ", ".", ",", "“", "…", "~", "~~", "-", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "=", "#", " #", "## ", "# ", "{#a}", "😀", "\ufffe", "\x01", "\t", "\r", "\xff", "[ ] ", "[x] ", "[!NOTE]", "\n    ", "\n  "}

// TestQuickNearMisses mixes markers at random.
func TestQuickNearMisses(t *testing.T) {
	marker := rapid.SampledFrom(markers)
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(marker, 0, 12).Draw(t, "markers"), "")
		if difference, _ := compare(src); difference != "" {
			t.Error(difference)
		}
	})
}

// simpleText draws a text of all that quick is certain of, in all combinations.
func simpleText(t *rapid.T) string {
	run := rapid.SampledFrom([]string{"a", "Word", "with <5 & \"more\"", "**strong**", "*em*", "_em_", "**strong *em* strong**", "`code`", "`` ` ``", "[link](/b)", "[a **b** c](https://c.example/?x=1&y=2)",
		"*[a b](c)*", "é日本", "x[^1]", "y[^2]", "\\*", "5 * 3", "a_b", "R&D", "x.", "(*a*)", "**a:**", "…", "😀", "\u00a0a"})
	text := func() string {
		return strings.Join(rapid.SliceOfN(run, 1, 5).Draw(t, "runs"), rapid.SampledFrom([]string{" ", " ", " ", " ", ", "}).Draw(t, "between"))
	}
	items := func(first, more, between string) string {
		var b strings.Builder
		for i := range rapid.IntRange(1, 3).Draw(t, "items") {
			if i > 0 {
				b.WriteString(between)
			}
			b.WriteString(first + text())
			if more != "" && rapid.Bool().Draw(t, "more") {
				b.WriteString("\n" + more + text())
			}
		}
		return b.String()
	}
	blocks := map[string]func() string{
		"text":    func() string { return items("", "", "\n") },
		"list":    func() string { return items("- ", "  ", "\n") },
		"loose":   func() string { return items("* ", "  ", "\n\n") },
		"numbers": func() string { return items("1. ", "   ", "\n") },
		"quote":   func() string { return items("> ", "> ", "\n>\n") },
		"callout": func() string { return "> [!TIP]\n" + items("> ", "> ", "\n") },
		"heading": func() string { return rapid.SampledFrom([]string{"## ", "### ", "##### "}).Draw(t, "level") + text() },
		"table": func() string {
			return "| a | " + text() + " |\n| :-- | --- |\n" + items("| "+text()+" | ", "", " |\n") + " |"
		},
	}
	names := slices.Sorted(maps.Keys(blocks))
	src := ""
	for range rapid.IntRange(1, 4).Draw(t, "blocks") {
		src += blocks[rapid.SampledFrom(names).Draw(t, "kind")]() + rapid.SampledFrom([]string{"\n\n", "\n\n", "\n\n\n", "\n"}).Draw(t, "end")
	}
	for _, label := range []string{"2", "1"} {
		if strings.Contains(src, "[^"+label+"]") {
			src += "\n[^" + label + "]: " + strings.NewReplacer("[^1]", "", "[^2]", "").Replace(items("", "    ", " ")) + "\n"
		}
	}
	return src
}

func TestQuickTexts(t *testing.T) {
	quick, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		difference, quickly := compare(simpleText(t))
		if difference != "" {
			t.Error(difference)
		}
		all++
		if quickly {
			quick++
		}
	})
	if quick < all/3 {
		t.Errorf("only %d of %d texts were read quickly", quick, all)
	}
}

// TestQuickNearlyTexts puts a marker, or a cut, somewhere into a text of which quick is certain.
func TestQuickNearlyTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := simpleText(t)
		for range rapid.IntRange(1, 2).Draw(t, "edits") {
			at := rapid.IntRange(0, len(src)).Draw(t, "at")
			end := min(len(src), at+max(0, rapid.IntRange(-6, 4).Draw(t, "without")))
			src = src[:at] + rapid.SampledFrom(markers).Draw(t, "marker") + src[end:]
		}
		if difference, _ := compare(src); difference != "" {
			t.Error(difference)
		}
	})
}

// TestQuickExampleSite renders every text of the example site both ways. Nearly all of them are read without a tree.
func TestQuickExampleSite(t *testing.T) {
	texts := exampleTexts(t)
	quick := 0
	for name, src := range texts {
		difference, quickly := compare(src)
		if difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
		if quickly {
			quick++
		} else {
			t.Logf("%s needs a tree", name)
		}
	}
	t.Logf("%d of %d texts read without a tree", quick, len(texts))
	if len(texts) < 100 || quick*100 < len(texts)*95 {
		t.Errorf("%d of %d texts read without a tree, fewer than 95 %%", quick, len(texts))
	}
}

// exampleTexts are the bodies of the example site's pages and the texts of its data that are Markdown, by file and key.
func exampleTexts(t *testing.T) map[string]string {
	t.Helper()
	prose := map[string]bool{"description": true, "criteria": true, "citation": true, "summary": true, "eligibility": true, "boilerplate": true, "badge_rules": true, "text": true, "transcript": true}
	texts := map[string]string{}
	var gather func(name string, n *yaml.Node)
	gather = func(name string, n *yaml.Node) {
		for i, c := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 1 {
				key := n.Content[i-1].Value
				if prose[key] && c.Kind == yaml.ScalarNode {
					texts[fmt.Sprintf("%s:%d %s", name, c.Line, key)] = c.Value
				}
			}
			gather(name, c)
		}
	}
	for _, dir := range []string{"content", "data"} {
		root := filepath.Join("..", "..", dir)
		err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			source := string(data)
			if strings.HasSuffix(path, ".md") {
				front, body, _ := strings.Cut(strings.TrimPrefix(source, "---\n"), "\n---\n")
				texts[path], source = body, front
			} else if !strings.HasSuffix(path, ".yaml") {
				return nil
			}
			var doc yaml.Node
			if err := yaml.Unmarshal([]byte(source), &doc); err != nil {
				return err
			}
			gather(path, &doc)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// FuzzQuick holds quick against the library on any text.
func FuzzQuick(f *testing.F) {
	for _, src := range append(append([]string{}, certain...), doubtful...) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 5_000 {
			return
		}
		if difference, _ := compare(src); difference != "" {
			t.Error(difference)
		}
	})
}
