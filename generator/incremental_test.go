package generator_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

var (
	edits    = flag.Int("edits", 25, "how many random edits of the example site are built")
	sketched = flag.Bool("sketched", false, "certificates, badges and all else that is drawn is not drawn: what it is made of is compared instead")
	apart    = flag.Int("apart", 1, "at most so many edits are made from one comparison to the next; how many is random")
	editSeed = flag.Uint64("edit-seed", 1, "the seed of the random edits")
)

// TestIncrementalEqualsClean edits the example site at random, again and again, and builds it each time on top of the last build, with
// its cache, and anew: the output folders are the same byte for byte, and so are the diagnostics.
func TestIncrementalEqualsClean(t *testing.T) {
	if testing.Short() {
		t.Skip("the example site is built twice for each of 25 edits, which takes minutes; run without -short")
	}
	e, scratch := newEditor(t), t.TempDir()
	in := generator.Input{Dir: e.dir, Now: exampleNow, Version: "devel", Program: "test", Secret: testSecret}
	if *sketched {
		in = in.Sketched()
	}
	cached := in
	cached.Cache = filepath.Join(scratch, "cache")
	out := filepath.Join(scratch, "public")
	published, kept, standing := "", 0, 0
	for n := range *edits {
		said := "the first build"
		if n > 0 {
			said = e.edit()
		}
		got, err := generator.Build(context.Background(), cached, out, false)
		if err != nil {
			t.Fatalf("edit %d, %s: %v", n, said, err)
		}
		if got.Published != nil {
			kept += got.Stats.Kept
			if got.Stats.Standing {
				standing++
			}
			if !e.compares() {
				published = "" // nobody has a clean site to compare the published one with
				continue
			}
		}
		clean := filepath.Join(scratch, fmt.Sprintf("clean%d", n%2))
		want, err := generator.Build(context.Background(), in, clean, false)
		if err != nil {
			t.Fatalf("edit %d, %s: %v", n, said, err)
		}
		again := e.again("TestIncrementalEqualsClean", n)
		if diff := differentProblems(got.Problems, want.Problems); diff != "" {
			t.Fatalf("edit %d, %s: %s\nto see it again: %s", n, said, diff, again)
		}
		if (got.Published == nil) != (want.Published == nil) || !got.Next.Equal(want.Next) || got.Fresh != want.Fresh || !slices.Equal(got.Kinds, want.Kinds) {
			t.Fatalf("edit %d, %s: the results differ\nto see it again: %s", n, said, again)
		}
		if want.Published != nil {
			published = clean
		}
		if published != "" {
			if diff := differentTrees(t, out, published); diff != "" {
				t.Fatalf("edit %d, %s: %s\nto see it again: %s", n, said, diff, again)
			}
		}
		if want.Published == nil { // both clean folders hold older sites; the published one must stay to be compared with
			e.pristineAgain()
		}
	}
	t.Logf("%d pages were kept, and %d builds had nothing to do", kept, standing)
	if *edits > 19 && kept < 20*(*edits) || *edits > 99 && standing == 0 {
		t.Error("too little was kept: the test says nothing")
	}
}

func differentProblems(got, want []diag.Diagnostic) string {
	text := func(list []diag.Diagnostic) string {
		var b strings.Builder
		for _, d := range list {
			fmt.Fprintln(&b, d.At, d.Code.ID, d.Severity(), d.Text, "|", d.Hint, d.Width, d.Notes)
		}
		return b.String()
	}
	if g, w := text(got), text(want); g != w {
		return "the diagnostics differ\ngot\n" + g + "want\n" + w
	}
	return ""
}

// differentTrees says how two folders differ, or "".
func differentTrees(t *testing.T, got, want string) string {
	a, b := filesOf(t, got), filesOf(t, want)
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			return name + " is missing"
		}
		if !bytes.Equal(a[name], b[name]) {
			n := 0
			for n < len(a[name]) && n < len(b[name]) && a[name][n] == b[name][n] {
				n++
			}
			near := func(data []byte) string { return string(data[max(0, n-60):min(len(data), n+60)]) }
			return fmt.Sprintf("%s differs\ngot  …%s…\nwant …%s…", name, near(a[name]), near(b[name]))
		}
	}
	for name := range a {
		if _, ok := b[name]; !ok {
			return name + " should not be there"
		}
	}
	return ""
}

func filesOf(t *testing.T, dir string) map[string][]byte {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// editor edits a site as people do: most edits are good, some are not.
type editor struct {
	t             *testing.T
	r             *rand.Rand
	dir, pristine string
	theme         string
	alone         int      // edits that are still made before the next comparison
	touched       []string // what differs from the pristine site, with some that do not any more
	named         []string // what was written, whatever became of it
}

// newEditor sits before a copy of the example site.
func newEditor(t *testing.T) *editor {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir, pristine := t.TempDir(), t.TempDir()
	for _, name := range []string{"plaudit.yaml", "plaudit.lock", "content", "data", "assets", "static"} {
		copyAll(t, filepath.Join(root, name), filepath.Join(dir, name))
		copyAll(t, filepath.Join(root, name), filepath.Join(pristine, name))
	}
	return &editor{t: t, r: rand.New(rand.NewPCG(*editSeed, 1)), dir: dir, pristine: pristine, theme: filepath.Join(root, "themes", "podium")}
}

// edit makes one to three changes and says what they were.
func (e *editor) edit() string {
	var said []string
	for range 1 + e.r.IntN(8)/6 {
		said = append(said, e.one())
	}
	return strings.Join(said, "; ")
}

func (e *editor) one() string {
	switch n := e.r.IntN(100); {
	case n < 22:
		return e.changeText()
	case n < 30:
		return e.changeWord()
	case n < 36:
		return e.touch()
	case n < 42:
		return e.remove()
	case n < 48:
		return e.rename()
	case n < 54:
		return e.copyRecord()
	case n < 60:
		return e.swapLines()
	case n < 64:
		return e.dropLine()
	case n < 70:
		return e.override()
	case n < 74:
		return e.swapPictures()
	case n < 77:
		return e.halfWritten()
	case n < 80:
		return e.addStatic()
	default:
		return e.revert()
	}
}

// pick is a file of the site whose path has one of the endings.
func (e *editor) pick(endings ...string) string {
	var names []string
	for name := range filesOf(e.t, e.dir) {
		if slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(name, ending) }) && !strings.HasPrefix(name, "themes") && name != "plaudit.lock" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return ""
	}
	return names[e.r.IntN(len(names))]
}

func (e *editor) path(name string) string { return filepath.Join(e.dir, name) }

func (e *editor) read(name string) string {
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

func (e *editor) write(name, text string) {
	e.touches(name)
	if err := os.MkdirAll(filepath.Dir(e.path(name)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(e.path(name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// touches notes that files are written or taken away.
func (e *editor) touches(names ...string) {
	e.touched, e.named = append(e.touched, names...), append(e.named, names...)
}

// changeText adds words to a sentence.
func (e *editor) changeText() string {
	name := e.pick(".md", ".yaml")
	text := e.read(name)
	var ends []int
	for i := range len(text) - 2 {
		if text[i] == ' ' && text[i-1] >= 'a' && text[i-1] <= 'z' && text[i+1] >= 'a' && text[i+1] <= 'z' {
			ends = append(ends, i)
		}
	}
	if len(ends) == 0 {
		return "nothing"
	}
	at := ends[e.r.IntN(len(ends))]
	e.write(name, text[:at]+[]string{" quite", " and then", " *rather*", " [here](/partners/)", " most"}[e.r.IntN(5)]+text[at:])
	return "text of " + name
}

// changeWord replaces a word by another of the same file: a reference may become another one, or none.
func (e *editor) changeWord() string {
	name := e.pick(".yaml", ".md", ".csv")
	text := e.read(name)
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t,:[]{}\"'|>#", r) })
	if len(words) < 2 {
		return "nothing"
	}
	from, to := words[e.r.IntN(len(words))], words[e.r.IntN(len(words))]
	e.write(name, strings.Replace(text, from, to, 1+e.r.IntN(2)))
	return fmt.Sprintf("%s: %q becomes %q", name, from, to)
}

// touch changes the times of a file and nothing else.
func (e *editor) touch() string {
	name := e.pick(".md", ".yaml", ".svg")
	e.named = append(e.named, name)
	at := time.Now().Add(time.Duration(e.r.IntN(5)) * time.Second)
	if err := os.Chtimes(e.path(name), at, at); err != nil {
		e.t.Fatal(err)
	}
	return "touched " + name
}

func (e *editor) remove() string {
	name := e.pick(".md", ".yaml", ".svg", ".txt")
	if name == "plaudit.yaml" {
		return "nothing"
	}
	e.touches(name)
	if err := os.Remove(e.path(name)); err != nil {
		e.t.Fatal(err)
	}
	return "removed " + name
}

func (e *editor) rename() string {
	name := e.pick(".md", ".yaml", ".svg")
	if name == "plaudit.yaml" {
		return "nothing"
	}
	dir, file := filepath.Split(name)
	to := filepath.Join(dir, "moved-"+file)
	if err := os.Rename(e.path(name), e.path(to)); err != nil {
		e.t.Fatal(err)
	}
	e.touches(name, to)
	return name + " renamed to " + to
}

// copyRecord adds a record like another one.
func (e *editor) copyRecord() string {
	name := e.pick("partners/" /* none ends so */, ".md", ".yaml")
	if strings.Count(name, "/") < 2 {
		return "nothing"
	}
	dir, file := filepath.Split(name)
	to := filepath.Join(dir, fmt.Sprintf("copy-%d-%s", e.r.IntN(50), file))
	e.write(to, e.read(name))
	return to + " added"
}

func (e *editor) swapLines() string {
	name := e.pick(".yaml", ".csv")
	lines := strings.Split(e.read(name), "\n")
	if len(lines) < 4 {
		return "nothing"
	}
	i := 1 + e.r.IntN(len(lines)-3)
	lines[i], lines[i+1] = lines[i+1], lines[i]
	e.write(name, strings.Join(lines, "\n"))
	return fmt.Sprintf("lines %d and %d of %s swapped", i+1, i+2, name)
}

func (e *editor) dropLine() string {
	name := e.pick(".yaml", ".md")
	lines := strings.Split(e.read(name), "\n")
	i := e.r.IntN(len(lines))
	e.write(name, strings.Join(slices.Delete(lines, i, i+1), "\n"))
	return fmt.Sprintf("line %d of %s dropped", i+1, name)
}

// override changes a file of the theme: a template, a style sheet, a text.
func (e *editor) override() string {
	var names []string
	for name := range filesOf(e.t, e.theme) {
		if name != "theme.yaml" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	name := names[e.r.IntN(len(names))]
	data, err := os.ReadFile(filepath.Join(e.theme, name))
	if err != nil {
		e.t.Fatal(err)
	}
	text, to := string(data), filepath.Join("themes", "podium", name)
	switch filepath.Ext(name) {
	case ".html":
		text = strings.Replace(text, `class="`, fmt.Sprintf(`class="changed-%d `, e.r.IntN(9)), 1)
	case ".css":
		text += fmt.Sprintf("\n.changed{order:%d}\n", e.r.IntN(99))
	case ".yaml":
		text = strings.Replace(text, "Partner", fmt.Sprintf("Partner %d", e.r.IntN(9)), 1)
	}
	e.write(to, text)
	return "the theme's " + name + " changed"
}

func (e *editor) swapPictures() string {
	a, b := e.pick(".svg", ".png", ".jpg"), e.pick(".svg")
	if a == "" || filepath.Ext(a) != filepath.Ext(b) {
		return "nothing"
	}
	x, y := e.read(a), e.read(b)
	e.write(a, y)
	e.write(b, x)
	return a + " and " + b + " swapped"
}

func (e *editor) halfWritten() string {
	name := e.pick(".md", ".yaml", ".svg")
	text := e.read(name)
	e.write(name, text[:e.r.IntN(len(text)+1)])
	return name + " half written"
}

func (e *editor) addStatic() string {
	name := fmt.Sprintf("static/extra-%d.txt", e.r.IntN(5))
	e.write(name, fmt.Sprint(e.r.IntN(100)))
	return name + " written"
}

// revert takes back some of the changes, or all of them.
func (e *editor) revert() string {
	if len(e.touched) == 0 {
		return "nothing"
	}
	if e.r.IntN(3) == 0 {
		return e.pristineAgain()
	}
	name := e.touched[e.r.IntN(len(e.touched))]
	e.restore(name)
	return name + " as it was"
}

// compares says whether all is compared after the edit just made.
func (e *editor) compares() bool {
	if *apart > 1 && e.alone == 0 {
		e.alone = e.r.IntN(*apart)
		return e.alone == 0
	}
	if e.alone > 0 {
		e.alone--
	}
	return e.alone == 0
}

// again is the command that makes the same edits once more.
func (e *editor) again(test string, n int) string {
	return fmt.Sprintf("go test ./generator -run %s -edit-seed %d -edits %d -apart %d -sketched=%v", test, *editSeed, n+1, *apart, *sketched)
}

// pristineAgain takes back all changes.
func (e *editor) pristineAgain() string {
	for _, name := range e.touched {
		e.restore(name)
	}
	e.touched = nil
	return "everything as it was"
}

func (e *editor) restore(name string) {
	e.named = append(e.named, name)
	data, err := os.ReadFile(filepath.Join(e.pristine, name))
	if err != nil {
		if err := os.RemoveAll(e.path(name)); err != nil {
			e.t.Fatal(err)
		}
		return
	}
	if err := os.MkdirAll(filepath.Dir(e.path(name)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(e.path(name), data, 0o644); err != nil {
		e.t.Fatal(err)
	}
}
