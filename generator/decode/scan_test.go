package decode

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

// scanned says what scan and the library make of a text. It fails the test if scan takes what the library refuses, or makes
// other nodes of it.
func scanned(t testing.TB, text string, line int) (taken bool) {
	t.Helper()
	var problems []diag.Diagnostic
	p := parser{file: "a.yaml", line: line, problems: &problems}
	prepared := p.prepare([]byte(text))
	if prepared == nil {
		return false
	}
	got := scan(&testRoom, string(prepared), line)
	if got == nil {
		return false
	}
	want := p.judge(prepared)
	if len(problems) > 0 {
		t.Fatalf("%q: the scanner takes what the library refuses: %v", text, problems)
	}
	if want == nil {
		t.Fatalf("%q: the scanner finds a value where there is none", text)
	}
	if g, w := shown(got), shown(want); g != w {
		t.Fatalf("%q: the scanner makes\n%sthe library\n%s", text, g, w)
	}
	return true
}

// testRoom is used again by every test, as one is for the files of a site.
var testRoom room

// shown prints a node with all that is known of it.
func shown(n *node) string {
	var b strings.Builder
	var show func(n *node, depth int)
	show = func(n *node, depth int) {
		fmt.Fprintf(&b, "%s%d:%d kind %d style %d %q\n", strings.Repeat("  ", depth), n.line, n.column, n.kind, n.style, n.text)
		if n.target != nil {
			b.WriteString("an alias\n")
		}
		for i := range n.children {
			show(&n.children[i], depth+1)
		}
	}
	show(n, 0)
	return b.String()
}

// tricky are texts with what the scanner must do with them: true if it must take them, false if it must leave them to the
// library. In both cases the library is asked as well.
var tricky = []struct {
	text  string
	taken bool
}{
	// block maps and lists
	{"a: b", true},
	{"a: b\n", true},
	{"\n\n# x\na: b # y\n   # z\n\n", true},
	{"a:\nb:  \nc: # x\n\nd:", true},
	{"a:\n  b:\n    c: d\n  e: f\ng: h\n", true},
	{"a:\n- b\n- c\nd: e\n", true},
	{"a:\n  - b\n  - c\nd: e\n", true},
	{"a:\n-\n- \n-   # x\nb:\n", true},
	{"- a: b\n  c: d\n- e: f\n", true},
	{"-   a: b\n    c:\n    - d\n    - e: f\n      g:\n", true},
	{"- - x\n  - y\n- - z\n", true},
	{"- -\n  -\n    a: b\n-\n  - c\n", true},
	{"-\n  a: b\n-\n  c\n", true},
	{"a:\n  b\nc:\n  'd'\ne:\n  [f]\n", true},
	{"a: - b", false},
	{"a:\n - b\n  - c\n", false},
	{"a:\n  b: c\n d: e\n", false},
	{"a: b\n  c: d\n", false},
	{"a: b\n- c\n", false},
	{"- a\nb: c\n", false},
	{"- a: b\n c: d\n", false},
	{"- a\n - b\n", false},
	{" a: b\n c: d\n", true},
	{" a: b\nc: d\n", false},
	{"a b", false},
	{"'a'\n", false},
	{"\u00a0", false},
	{"", false},
	{"# a\n", false},
	// documents
	{"---\na: b\n", true},
	{"# x\n--- # y\n\na: b\n", true},
	{"---   \n- a\n", true},
	{"--- a", false},
	{"---", false},
	{"----", false},
	{" ---\na: b", false},
	{"a: b\n---\nc: d\n", false},
	{"a: b\n...\n", false},
	{"%YAML 1.2\n---\na: b\n", false},
	{"a: |\n  ---\n  ...\nb: ---\n", true},
	// plain scalars
	{"a: b: c", false},
	{"a: b:", false},
	{"a: b:c", true},
	{"a: :b", false},
	{"a: -1\nb: -\nc: --x\n", false},
	{"a: -1\nb: -x\nc: --\n", true},
	{"a: b#c\nd: e #f\ng: h # i\nj: # k\n", true},
	{"a: #b", true},
	{"a b : c  \nd :\n", true},
	{"a: b  \nc: d \n", true},
	{"a: b\tc", false},
	{"a:\tb", false},
	{"a: b\t", false},
	{"\ta: b", false},
	{"a: b\n\t\nc: d", false},
	{"a: b\n  c\n", false},
	{"a: b\n\n  c\n", false},
	{"a:\n  b\n  c\n", false},
	{"https://a.example/?b=c&d: https://a.example:80/#e\n", true},
	{"a: 2026-01-01T10:00:00Z\nb: 0x1f\nc: 1e3\nd: ~\ne: null\nf: .inf\ng: yes\n", true},
	{"é: ñ # ü\nüü: [ö, {ä: 😀, b: c}] # x\n😀: x\n", true},
	{"a: b\u00a0c\u00a0\nd\u00a0e: f\n", true},
	{"a: \u00a0b", false},
	{"\u00a0a: b", false},
	{"\u00a0# a: b", false},
	{"a: b\u2028c: d\n", false},
	{"a: b\u2028#c\u0085d\n", true},
	{"a: b, [c], {d}, e]\n", true},
	{"a: *b", false},
	{"a: &b c", false},
	{"a: !b c", false},
	{"a: b & c * d ! e | f > g % h @ i ` j\n", true},
	{"a: @b", false},
	{"a: `b", false},
	{"a: %b", false},
	{"a: ,b", false},
	{"? a", false},
	{"? a\n: b\n", false},
	{"?a: b", false},
	{": a", false},
	{"<<: a", false},
	{"\"<<\": a", true},
	{"a: <<", true},
	{"a: {<<: b}", false},
	{"a: b\na: c\n", true}, // said by the walk
	// quoted scalars
	{`key: "a: b"`, true},
	{"k: 'it''s'", true},
	{"k: ''''", true},
	{"k: '''", false},
	{"k: ''\nl: \"\"\n", true},
	{`k: "a" b`, false},
	{`k: "a"#b`, false},
	{`k: "a" #b`, true},
	{`k: "a\"b\\" # c`, true},
	{`k: "\0\a\b\t\n\v\f\r\e\ \"\/\\\N\_\L\P\x41\u00e9\U0001F600x"`, true},
	{`k: "\q"`, false},
	{`k: "\xg1"`, false},
	{`k: "\x4"`, false},
	{`k: "\ud800"`, false},
	{`k: "\U00110000"`, false},
	{`k: "\UFFFFFFFF"`, false},
	{`k: "\`, false},
	{`k: "\\`, false},
	{"k: \"a\n  b\"", false},
	{"k: 'a\n  b'", false},
	{"k: \"a\\\n  b\"", false},
	{"k: 'a\tb'\nl: \"a\tb\"\n", true},
	{"'a': b\n\"c d\" : e\n'f':\n- g\n", true},
	{"'a':b", false},
	{"'a' b: c", false},
	{"- 'a'\n- 'b': c\n  d: e\n", true},
	// flow
	{"a: []\nb: {}\nc: [ ]\nd: { }\n", true},
	{"a: [b, c d , 'e', \"f\", [g, [h]], {i: j}]\n", true},
	{"{a: b, 'c': [d, {e: f}], \"g\" : h}", true},
	{"[a, b]\n", true},
	{"[a, b,]\n", true},
	{"a: [b, c, ] # d\n", true},
	{"a: {b: c,}\n", true},
	{"a: [b,, c]", false},
	{"a: [,]", false},
	{"a: [b] c", false},
	{"a: [b]#c", false},
	{"a: [b #c]", false},
	{"a: [b#c]", true},
	{"a: [b\n, c]", false},
	{"a: [b", false},
	{"a: b]", true},
	{"a: {b}", false},
	{"a: {b, c: d}", false},
	{"a: {b: }", false},
	{"a: {b: , c: d}", false},
	{"a: {b:c}", false},
	{"a: {b: c: d}", false},
	{"a: {'b':c}", false},
	{"a: {\"b\": c:d}", true},
	{"a: [b: c]", false},
	{"a: [b:, c]", false},
	{"a: [https://b.example/?c=d, -1, '-']", true},
	{"a: [-]", false},
	{"a: [- b]", false},
	{"a: [?b]", false},
	{"a: [b{c}]", false},
	{"a: [*b]", false},
	{"a: [|]", false},
	{"[a]: b", false},
	{"{a: b}: c", false},
	{"- [a, b]\n- {c: d}\n", true},
	{"a: [b\t, c]", false},
	{strings.Repeat("[", 30) + strings.Repeat("]", 30), true},
	{strings.Repeat("[", 70) + strings.Repeat("]", 70), false},
	// block scalars
	{"k: |\n  a\n  b\nl: >\n  a\n  b\n", true},
	{"k: |-\n  a\n\n\nl: |+\n  a\n\n\nm: >-\n  a\n\nn: >+\n  a\n\n", true},
	{"k: |\n  a\n    b\n\n  c\nl: >\n  a\n    b\n\n  c\n\n\n  d\n", true},
	{"k: >\n\n\n  a\n  b\n   c\n  d\n", true},
	{"k: |2\n    a\n   b\n", true},
	{"k: |2-\n    a\nl: |-2\n    a\n", true},
	{"k: |1\n a\n  b\n", true},
	{"k: |3\n  a\n", false},
	{"k: |0\n  a\n", false},
	{"k: |22\n  a\n", false},
	{"k: |-+\n  a\n", false},
	{"k: | # x\n  a # b\n# c\n", true},
	{"k: |#x\n  a\n", false},
	{"k: | x\n  a\n", false},
	{"k: |", true},
	{"k: |\n", true},
	{"k: |\nl: m\n", true},
	{"k: |+\n\n\nl: m\n", true},
	{"k: |\n\n  \n  a\n", true},
	{"k: |\n    \n  a\n", false},
	{"k: |\n  a\n b\n", false},
	{"k: |\n  a\n   \n b: c\n", false},
	{"k: |\n  a\n     \n  b\n", true},
	{"k: >\n  a\n     \n  b\n", true},
	{"k: |\n  a  \n  b\t\n  \tc\nl: >\n  a\n  \tc\n  d\n", true},
	{"k: |\n\ta\n", false},
	{"k: |\n  a\n\tb\n", false},
	{"k: |\n  a", true},
	{"k: |\n  a\n  ", false},
	{"k: |\n  a\n\n# x\n\nl: m\n", true},
	{"k: |\n  # x\n  a\n # y\nl: m\n", true},
	{"- |\n a\n- >\n b\n c\n-\n  |\n  d\n", true},
	{"- a: |\n    b\n  c: |\n     d\n- e\n", true},
	{"a:\n- |\n b\n- c: >1\n   d\n", true},
	{"- - |1\n    a\n   b\n", true},
	{"|\n a\n", false},
	{">\n a\n", false},
	// line ends
	{"a: b\r\nc: |\r\n  d\r\n\r\n  e\r\nf: >\r\n  g\r\n  h\r\n- i\r\n", false},
	{"a: b\r\nc: |\r\n  d\r\n\r\n  e\r\nf: >\r\n  g\r\n  h\r\n\r\ni:\r\n- j # k\r\n", true},
	{"a: b\r", false},
}

func TestTrickyScalars(t *testing.T) {
	for _, test := range tricky {
		for _, line := range []int{0, 7} {
			if taken := scanned(t, test.text, line); taken != test.taken {
				t.Errorf("%q: taken %v", test.text, taken)
			}
		}
	}
}

// FuzzScanner holds that what the scanner takes is YAML to the library, with the same nodes.
func FuzzScanner(f *testing.F) {
	for _, test := range tricky {
		f.Add([]byte(test.text))
	}
	for _, w := range wrong {
		f.Add([]byte(w.text))
	}
	f.Add(partnerYAML)
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, _, err := source.Text(data); err == nil {
			scanned(t, string(text), 3)
		}
	})
}

// TestScannerOnRandomTrees does the same with trees written in all the ways of a record, most of them with a few tokens put
// in or taken out, where bytes at random would hardly ever meet.
func TestScannerOnRandomTrees(t *testing.T) {
	tokens := []string{"\n", "\n", "\n  ", "\n ", " ", "  ", "- ", "-", "a: ", "é: ", "b:", ":", "x", "y z", "# c", " # c", "#", "|\n", ">", "'", "\"", "''", "[", "]", "[a, b]", "{a: b}", "{", "}", ", ", ",",
		"\r\n", "\t", "---", "\n---\n", "...", "\u00a0", "\\", "<<: ", "? ", "&a ", "*a", "!t ", "%", "😀"}
	taken, rounds := 0, 40_000
	if testing.Short() {
		rounds = 4_000 // a tenth of those without -short: under the race detector all take most of a minute
	}
	for seed := range rounds {
		w := treeWriter{r: rand.New(rand.NewPCG(uint64(seed), 4))}
		w.text = w.pick("", "", "---\n", "# x\n\n")
		w.collection(0, 0)
		text := w.text
		for range w.r.IntN(4) {
			from := w.r.IntN(len(text) + 1)
			to := min(len(text), from+w.r.IntN(2)*w.r.IntN(5))
			text = text[:from] + w.pick("", tokens[w.r.IntN(len(tokens))]) + text[to:]
		}
		if scanned(t, strings.ToValidUTF8(text, "�"), 0) {
			taken++
		}
	}
	t.Logf("the scanner took %d of %d texts", taken, rounds)
	if taken < rounds/5 {
		t.Errorf("the scanner took only %d of %d texts", taken, rounds)
	}
}

// treeWriter writes a tree at random.
type treeWriter struct {
	r    *rand.Rand
	text string
}

func (w *treeWriter) pick(choices ...string) string { return choices[w.r.IntN(len(choices))] }

// collection writes a map or list whose first line is indented already, and which ends its last line.
func (w *treeWriter) collection(indent, depth int) {
	list := w.r.IntN(2) == 0
	for i := range 1 + w.r.IntN(3) {
		if i > 0 {
			w.text += w.pick("", "", "", "\n", "  \n", "# c\n", "     # c\n") + strings.Repeat(" ", indent)
		}
		mark := "-"
		if !list {
			mark = w.pick("a", "bc", "é", "d e", "'f g'", `"h\n"`, "http://x", "-i", "k#") + w.pick(":", ":", ":", " :")
		}
		w.text += mark
		switch kind := w.r.IntN(10); {
		case kind < 2 && depth < 4 && list: // in the line of the dash
			gap := 1 + w.r.IntN(2)
			w.text += strings.Repeat(" ", gap)
			w.collection(indent+1+gap, depth+1)
		case kind < 4 && depth < 4:
			w.text += w.pick("", " ", " # c") + "\n" + w.pick("", "", "\n", " # c\n")
			in := indent + w.r.IntN(4)
			w.text += strings.Repeat(" ", in)
			w.collection(in, depth+1)
		case kind < 6:
			w.block(indent)
		default:
			w.text += w.pick(" ", " ", "  ") + w.value(depth) + w.pick("", "", "", " ", " # c") + w.pick("\n", "\n", "\n", "\r\n", "\n\n")
		}
	}
}

// value writes what stands in one line.
func (w *treeWriter) value(depth int) string {
	if depth < 6 && w.r.IntN(4) == 0 {
		var parts []string
		flowMap := w.r.IntN(2) == 0
		for range w.r.IntN(4) {
			key := ""
			if flowMap {
				key = w.pick("a: ", "b:  ", "'c': ", `"d" : `, "é: ")
			}
			parts = append(parts, key+w.value(depth+1))
		}
		inner := strings.Join(parts, w.pick(", ", ",", " , ")) + w.pick("", " ", "")
		if flowMap {
			return "{" + inner + "}"
		}
		return "[" + inner + "]"
	}
	return w.pick("x", "y z", "1", "-1", "a:b", "http://é.example/#x", "q#r", "''", `""`, "'it''s'", `"a\tb\u00e9\\"`, `"x: y"`, "' # '", "😀 ü", "a, b", "- x", "~", "")
}

// block writes a block scalar.
func (w *treeWriter) block(parent int) {
	w.text += " " + w.pick("|", ">") + w.pick("", "", "-", "+", "2", "1-", "+3") + w.pick("", "", " # c") + "\n"
	indent := strings.Repeat(" ", parent+1+w.r.IntN(3))
	for range w.r.IntN(6) {
		w.text += w.pick(indent, indent, indent, indent+" ", indent+"\t", "", " ", indent[1:]) + w.pick("x", "y z", "", "", "# c", "- a", "b: c ", "é") + "\n"
	}
}

// TestScannerOnSites compares scanner and library over all the YAML of the sites in this repository, and of the one that
// speed is measured with.
func TestScannerOnSites(t *testing.T) {
	compare := func(t *testing.T, root string, percent int) {
		all, taken := 0, 0
		each(t, root, func(name, text string, line int) {
			all++
			if scanned(t, text, line) {
				taken++
			} else {
				t.Logf("%s is left to the library", name)
			}
		})
		t.Logf("the scanner takes %d of %d files", taken, all)
		if taken*100 < all*percent || all == 0 {
			t.Errorf("the scanner takes only %d of %d files", taken, all)
		}
	}
	t.Run("example", func(t *testing.T) { compare(t, "../..", 95) })
	t.Run("starter", func(t *testing.T) { compare(t, "../starter/site", 95) })
	t.Run("measured", func(t *testing.T) {
		if testing.Short() {
			t.Skip("a site of 300 partners is made by a program that is built first; run without -short")
		}
		dir := filepath.Join(t.TempDir(), "site")
		if out, err := exec.Command("go", "run", "../../cmd/bench", "corpus", "-n", "300", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		compare(t, dir, 100)
	})
}

// TestNothingStaysInARoom decodes files in the same room, and holds that what the first ones said is still there after the
// last.
func TestNothingStaysInARoom(t *testing.T) {
	var shared room
	var names []string
	var got, want []Part
	each(t, "../..", func(name, _ string, _ int) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := filepath.Rel("../..", name)
		if err != nil {
			t.Fatal(err)
		}
		file = filepath.ToSlash(file)
		names, got, want = append(names, file), append(got, fileIn(&shared, file, data)), append(want, File(file, data))
	})
	for i := range names {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s is another record in a shared room", names[i])
		}
	}
	if len(names) == 0 {
		t.Error("no files")
	}
}

// each gives the YAML files of a site and the front matter of its Markdown files.
func each(t *testing.T, root string, do func(name, text string, line int)) {
	for _, dir := range []string{"plaudit.yaml", "data", "content"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text, _, err := source.Text(data)
			if err != nil {
				return err
			}
			switch filepath.Ext(name) {
			case ".yaml":
				do(name, string(text), 0)
			case ".md":
				p, problem := split(name, text)
				if problem != nil {
					return fmt.Errorf("%s: %v", name, problem)
				}
				do(name, string(p.matter), p.matterLine)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
