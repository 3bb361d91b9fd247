package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/source"
)

// patience is how long tests wait for what must come.
const patience = time.Minute

// slow is a pace at which a machine that is busy with other things tears no save apart.
var slow = func() pace {
	p := usual
	p.quiet, p.doubt, p.latest = 400*time.Millisecond, 800*time.Millisecond, 5*time.Second
	p.manyQuiet, p.manyLatest = 1500*time.Millisecond, time.Minute
	return p
}()

// site makes a folder with a few files of a site.
func site(t testing.TB) string {
	dir := t.TempDir()
	for _, path := range []string{"plaudit.yaml", "data/clients.yaml", "data/partners/a.yaml", "data/partners/eu/west/z.yaml", "content/pages/about.md", "backup/x"} {
		put(t, dir, path, "name: A")
	}
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

// put writes a file in place, and makes its folders.
func put(t testing.TB, dir, path, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(path))
	must(t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(t, os.WriteFile(file, []byte(text), 0o644))
}

// replace writes a file beside another and renames it into its place.
func replace(t testing.TB, dir, path, text string) {
	t.Helper()
	put(t, dir, path+".tmp", text)
	move(t, dir, path+".tmp", path)
}

func move(t testing.TB, dir, from, to string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o755))
	must(t, os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)))
}

// noticed collects notices.
type noticed struct {
	mu   sync.Mutex
	list []Notice
}

func (n *noticed) add(one Notice) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, one)
}

func (n *noticed) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var lines []string
	for _, one := range n.list {
		lines = append(lines, one.Text+" / "+one.Hint)
	}
	return strings.Join(lines, "\n")
}

// watched is a watcher in a test.
type watched struct {
	t    testing.TB
	dir  string
	w    *Watcher
	said *noticed
	end  int // how many ends were written
}

func watch(t testing.TB, dir string, p pace, open func(string) (*ears, error), poll bool) *watched {
	t.Helper()
	said := new(noticed)
	o := Options{Folders: source.Folders(), Files: source.Files(), Ignored: source.Ignored, Notice: said.add, Poll: poll, Every: 20 * time.Millisecond}
	w, err := start(dir, o, p, open)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return &watched{t: t, dir: dir, w: w, said: said}
}

// take waits for one change.
func (w *watched) take() Change {
	w.t.Helper()
	select {
	case c, ok := <-w.w.Changes():
		if !ok {
			w.t.Error("the changes ended")
		}
		return c
	case <-time.After(patience):
		w.t.Errorf("no change was told")
		return Change{}
	}
}

// until takes changes until one tells of all the paths, or of everything, and gives what was told by then.
func (w *watched) until(paths ...string) (told Change) {
	w.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		c := w.take()
		told.Paths, told.All = compact(append(told.Paths, c.Paths...)), told.All || c.All
		if told.All || !slices.ContainsFunc(paths, func(path string) bool { return !covers(told, path) }) {
			return told
		}
		if time.Now().After(deadline) {
			w.t.Errorf("told %q, want %q", told.Paths, paths)
			return told
		}
	}
}

// covers says whether a change tells of a path.
func covers(c Change, path string) bool {
	if c.All {
		return true
	}
	for at := path; at != "."; at = parent(at) {
		if slices.Contains(c.Paths, at) {
			return true
		}
	}
	return false
}

// rest writes a last file and gives what is told until that is told, without it.
func (w *watched) rest() Change {
	w.t.Helper()
	w.end++
	name := "static/end" + strings.Repeat("x", w.end)
	put(w.t, w.dir, name, "x")
	told := w.until(name)
	told.Paths = slices.DeleteFunc(told.Paths, func(path string) bool { return path == name || path == "static" })
	return told
}

// tells checks that what is told until a last file is told names just some paths.
func (w *watched) tells(want ...string) {
	w.t.Helper()
	if told := w.rest(); told.All || !slices.Equal(told.Paths, want) {
		w.t.Errorf("told %d paths, %.500q (all: %t), want %q", len(told.Paths), told.Paths, told.All, want)
	}
	if text := w.said.String(); text != "" {
		w.t.Errorf("a notice: %s", text)
	}
}

// inAllWays runs a test with events and with polling.
func inAllWays(t *testing.T, test func(t *testing.T, watch func(dir string) *watched)) {
	for name, open := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, func(dir string) *watched { return watch(t, dir, usual, open, open == nil) })
		})
	}
}

// sources are the ways to learn of changes; nil is polling.
var sources = map[string]func(string) (*ears, error){"events": listen, "portable events": listenPortably, "polling": nil}

func TestChanges(t *testing.T) {
	inAllWays(t, func(t *testing.T, watch func(string) *watched) {
		w := watch(site(t))
		put(t, w.dir, "data/partners/a.yaml", "name: B")
		w.tells("data/partners/a.yaml")
		replace(t, w.dir, "data/partners/eu/west/z.yaml", "name: Z")
		replace(t, w.dir, "plaudit.yaml", "title: x")
		w.tells("data/partners/eu/west/z.yaml", "plaudit.yaml")
		must(t, os.Remove(filepath.Join(w.dir, "data/clients.yaml")))
		move(t, w.dir, "data/partners/a.yaml", "data/partners/b.yaml")
		w.tells("data/clients.yaml", "data/partners/a.yaml", "data/partners/b.yaml")
		must(t, os.Chtimes(filepath.Join(w.dir, "data/partners/b.yaml"), time.Unix(1e9, 5), time.Unix(1e9, 5)))
		w.tells("data/partners/b.yaml")
		put(t, w.dir, "README.md", "not part of a site")
		put(t, w.dir, "public/index.html", "nor this")
		put(t, w.dir, "data/.hidden", "nor this")
		w.tells()
	})
}

func TestFolders(t *testing.T) {
	inAllWays(t, func(t *testing.T, watch func(string) *watched) {
		w := watch(site(t))
		for _, path := range []string{"themes/own/templates/page.html", "content/pages/new/deep/er/x.md", "data/a/b/c/d/e.yaml"} {
			put(t, w.dir, path, "1") // the folders are new
			w.until(path)
			put(t, w.dir, path, "22") // and are watched by now
			if told := w.until(path); !slices.Equal(told.Paths, []string{path}) {
				t.Errorf("told %q, want %s", told.Paths, path)
			}
		}
		// Folders that are renamed are watched under their new name, and those below them.
		move(t, w.dir, "data/partners", "data/members")
		w.until("data/partners", "data/members")
		put(t, w.dir, "data/members/eu/west/z.yaml", "333")
		w.until("data/members/eu/west/z.yaml")
		// A folder that is moved into a new one is gone before anybody watches that.
		move(t, w.dir, "data/members", "data/new/members")
		w.until("data/members", "data/new/members")
		put(t, w.dir, "data/new/members/eu/west/z.yaml", "4444")
		w.until("data/new/members/eu/west/z.yaml")
		// One that comes from outside is told as a whole, one that leaves too.
		put(t, w.dir, "backup/in/side/x.md", "x")
		move(t, w.dir, "backup/in", "content/in")
		w.until("content/in")
		put(t, w.dir, "content/in/side/x.md", "xx")
		w.until("content/in/side/x.md")
		move(t, w.dir, "content/in", "backup/in")
		w.until("content/in")
		// A folder is deleted and made again, and is a file for a while.
		must(t, os.RemoveAll(filepath.Join(w.dir, "data/new")))
		put(t, w.dir, "data/new", "a file")
		w.until("data/new")
		must(t, os.Remove(filepath.Join(w.dir, "data/new")))
		put(t, w.dir, "data/new/members/x.yaml", "x")
		w.until("data/new/members/x.yaml")
		put(t, w.dir, "data/new/members/x.yaml", "xx")
		w.until("data/new/members/x.yaml")
		if text := w.said.String(); text != "" {
			t.Errorf("a notice: %s", text)
		}
	})
}

// TestFolderRenamedBeforeItIsWatched moves a watched folder into one that is made at the same time. To the system it is watched then, under a name that
// it does not have any more.
func TestFolderRenamedBeforeItIsWatched(t *testing.T) {
	inAllWays(t, func(t *testing.T, watch func(string) *watched) {
		w := watch(site(t))
		from := "data/partners"
		for _, n := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
			to := "data/" + n + "/" + n + "/partners"
			move(t, w.dir, from, to)
			w.until(from, to)
			put(t, w.dir, to+"/eu/west/z.yaml", n)
			w.until(to + "/eu/west/z.yaml")
			from = to
		}
		if text := w.said.String(); text != "" {
			t.Errorf("a notice: %s", text)
		}
	})
}

func TestWhatNobodyTakesIsJoined(t *testing.T) {
	t.Parallel()
	w := watch(t, site(t), usual, listen, false)
	for _, path := range []string{"data/x/1.yaml", "data/x/2.yaml", "data/partners/a.yaml"} {
		put(t, w.dir, path, "x")
		time.Sleep(3 * usual.latest)
	}
	if c := w.take(); !slices.Equal(c.Paths, []string{"data/partners/a.yaml", "data/x"}) || c.At.IsZero() {
		t.Errorf("told %+v", c)
	}
}

// TestStorm changes thousands of files, as a checkout of another branch does.
func TestStorm(t *testing.T) {
	for name, open := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := site(t)
			const n = 5000
			path := func(i int) string { return fmt.Sprintf("data/partners/%d/p%d.yaml", i%17, i) }
			for i := range n {
				put(t, dir, path(i), "1")
			}
			w := watch(t, dir, slow, open, open == nil)
			for i := range n {
				must(t, os.Remove(filepath.Join(dir, path(i))))
			}
			for i := range n {
				if i%5 > 0 {
					put(t, dir, path(i), "another")
				}
			}
			c := w.take()
			for i := range n {
				if !covers(c, path(i)) {
					t.Fatalf("%s was not told", path(i))
				}
			}
			w.tells()
		})
	}
}

// TestClose counts goroutines: nothing runs on.
func TestClose(t *testing.T) {
	for _, open := range sources {
		w := watch(t, site(t), usual, open, open == nil)
		put(t, w.dir, "data/x/y.yaml", "nobody takes this")
		time.Sleep(50 * time.Millisecond)
		must(t, w.w.Close())
		must(t, w.w.Close())
		if _, ok := <-w.w.Changes(); ok {
			t.Error("a change after the end")
		}
		stacks := make([]byte, 1<<20)
		for part := range strings.SplitSeq(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			if strings.Contains(part, "watch.(*") || strings.Contains(part, "fsnotify") {
				t.Errorf("still running:\n%s", part)
			}
		}
	}
}

func TestStartNowhere(t *testing.T) {
	dir := site(t)
	for _, at := range []string{"nowhere", "plaudit.yaml"} {
		if _, err := Start(filepath.Join(dir, at), Options{}); err == nil {
			t.Errorf("%s is watched", at)
		}
	}
}
