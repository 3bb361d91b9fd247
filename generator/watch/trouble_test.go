package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hasty is a pace at which looks beside events come soon.
var hasty = func() pace {
	p := usual
	p.first, p.rare, p.grace, p.glance = 20*time.Millisecond, 50*time.Millisecond, 100*time.Millisecond, 20*time.Millisecond
	return p
}()

// deaf are ears that hear nothing, as on a drive that others write to.
func deaf(string) (*ears, error) {
	return &ears{add: func(string) error { return nil }, forget: func(string) bool { return true }, close: func() {}}, nil
}

// TestNoEventsCome has a system that does not tell of changes, in a folder that need not be writable.
func TestNoEventsCome(t *testing.T) {
	t.Parallel()
	w := watch(t, site(t), hasty, deaf, false)
	time.Sleep(5 * hasty.first) // long enough for a first look, mostly; if not, All is told just the same
	put(t, w.dir, "data/partners/a.yaml", "another name")
	if told := w.until("data/partners/a.yaml"); !told.All {
		t.Errorf("told %q: what else was missed is not known", told.Paths)
	}
	if said := w.said.String(); !strings.Contains(said, "did not report that data/partners/a.yaml changed") {
		t.Errorf("said %q", said)
	}
	// From now on looks find what changes, and say no more.
	said := w.said.String()
	put(t, w.dir, "data/partners/a.yaml", "a third name")
	w.until("data/partners/a.yaml")
	put(t, w.dir, "content/new/b.md", "x")
	w.until("content/new/b.md")
	if again := w.said.String(); again != said {
		t.Errorf("said %q", again)
	}
}

// TestEventsAreTrusted has a system that tells, and looks that must not doubt it.
func TestEventsAreTrusted(t *testing.T) {
	t.Parallel()
	w := watch(t, site(t), hasty, listen, false)
	for i := range 200 {
		path := fmt.Sprintf("data/partners/%d/a.yaml", i%7)
		put(t, w.dir, path, fmt.Sprint(i))
		if i%3 == 0 {
			must(t, os.Chtimes(filepath.Join(w.dir, path), time.Unix(int64(i), 0), time.Unix(int64(i), 0)))
		}
		if i%10 == 0 {
			must(t, os.RemoveAll(filepath.Join(w.dir, filepath.Dir(path))))
		}
		time.Sleep(5 * time.Millisecond)
	}
	w.until("data/partners/3")
	time.Sleep(5 * hasty.grace)
	if told := w.rest(); told.All || w.said.String() != "" {
		t.Errorf("all: %t, said %q", told.All, w.said)
	}
}

// TestLimits has a system that watches only so many folders, or none.
func TestLimits(t *testing.T) {
	few := func(n int, err error) func(string) (*ears, error) {
		return func(dir string) (*ears, error) {
			e, _ := listen(dir)
			add := e.add
			e.add = func(folder string) error {
				if n--; n < 0 {
					return os.NewSyscallError("inotify_add_watch", err)
				}
				return add(folder)
			}
			return e, nil
		}
	}
	none := func(string) (*ears, error) { return nil, os.NewSyscallError("inotify_init", syscall.EMFILE) }
	for name, c := range map[string]struct {
		open func(string) (*ears, error)
		hint string
	}{
		"none at all":    {few(0, syscall.ENOSPC), "fs.inotify.max_user_watches="},
		"some":           {few(3, syscall.ENOSPC), "fs.inotify.max_user_watches="},
		"not a new one":  {few(12, syscall.ENOSPC), "fs.inotify.max_user_watches="},
		"no instance":    {none, "fs.inotify.max_user_instances="},
		"something else": {few(3, syscall.ENOSYS), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, site(t), hasty, c.open, false)
			for i := range 12 { // folders
				path := fmt.Sprintf("data/%d/x.yaml", i)
				put(t, w.dir, path, "x")
				w.until(path)
				put(t, w.dir, path, "xx")
				w.until(path)
			}
			said := w.said.String()
			if strings.Count(said, "\n") > 0 || !strings.Contains(said, "looked through") || !strings.Contains(said, c.hint) || c.hint == "" && !strings.HasSuffix(said, " / ") {
				t.Errorf("said %q", said)
			}
		})
	}
}

// TestHarmlessErrors are of one folder only.
func TestHarmlessErrors(t *testing.T) {
	for _, err := range []error{syscall.ENOENT, syscall.EACCES, syscall.ENOTDIR, syscall.ELOOP} {
		if serious(os.NewSyscallError("inotify_add_watch", err)) != nil {
			t.Errorf("%v is serious", err)
		}
	}
	if err := serious(syscall.ENOSPC); !errors.Is(err, syscall.ENOSPC) {
		t.Error("a limit is not")
	}
}

// TestOverflow has a system that lost events: of a new folder, which is not watched therefore, and of a file.
func TestOverflow(t *testing.T) {
	t.Parallel()
	told := make(chan event)
	first := true
	w := watch(t, site(t), usual, func(dir string) (*ears, error) {
		if first {
			first = false
			e, err := deaf(dir)
			e.events = told
			return e, err
		}
		return listen(dir)
	}, false)
	put(t, w.dir, "data/new/a.yaml", "x")
	put(t, w.dir, "data/partners/a.yaml", "another")
	told <- event{what: lost}
	if c := w.take(); !c.All || !covers(Change{Paths: c.Paths}, "data/new/a.yaml") {
		t.Errorf("told %+v", c)
	}
	put(t, w.dir, "data/new/a.yaml", "xx")
	w.tells("data/new/a.yaml")
}

// TestRoot deletes, moves and exchanges the folder itself.
func TestRoot(t *testing.T) {
	inAllWays(t, func(t *testing.T, watch func(string) *watched) {
		top := t.TempDir()
		dir := filepath.Join(top, "programme", "site")
		must(t, os.MkdirAll(filepath.Dir(dir), 0o755))
		must(t, os.Rename(site(t), dir))
		w := watch(dir)
		all := func(what string) {
			t.Helper()
			for {
				if c := w.take(); c.All {
					break
				} else if c.Paths == nil {
					t.Fatalf("%s: nothing was told", what)
				}
			}
		}
		works := func(what string) {
			t.Helper()
			w.rest()
			put(t, dir, "data/partners/a.yaml", what)
			if told := w.rest(); !covers(told, "data/partners/a.yaml") {
				t.Errorf("%s: told %q", what, told.Paths)
			}
		}
		works("at first")
		must(t, os.RemoveAll(dir))
		all("deleted")
		time.Sleep(20 * time.Millisecond)
		must(t, os.Rename(site(t), dir))
		all("made again")
		works("made again")

		must(t, os.Rename(dir, dir+".old"))
		must(t, os.Rename(site(t), dir))
		all("exchanged")
		works("exchanged")
		put(t, dir+".old", "data/partners/a.yaml", "the old one is no longer watched")

		must(t, os.Rename(filepath.Dir(dir), filepath.Join(top, "elsewhere")))
		all("moved with the folder above it")
		must(t, os.Rename(filepath.Join(top, "elsewhere"), filepath.Dir(dir)))
		all("moved back")
		works("moved back")

		must(t, os.Rename(dir, dir+".a"))
		must(t, os.WriteFile(dir, nil, 0o644))
		all("a file")
		must(t, os.Remove(dir))
		must(t, os.Symlink(dir+".a", dir))
		all("a link")
		works("a link")
		must(t, os.Symlink(dir+".old", dir+".link"))
		must(t, os.Rename(dir+".link", dir))
		all("another link")
		works("another link")
		if said := w.said.String(); said != "" {
			t.Errorf("said %q", said)
		}
	})
}

func TestSlept(t *testing.T) {
	for _, c := range []struct {
		wall, passed time.Duration
		want         bool
	}{
		{500 * time.Millisecond, 500 * time.Millisecond, false},
		{3 * time.Second, 3 * time.Second, false}, // a busy machine
		{8 * time.Hour, 500 * time.Millisecond, true},
		{8 * time.Hour, 8 * time.Hour, true}, // where the clock goes on in sleep
		{-time.Hour, 500 * time.Millisecond, true},
		{500*time.Millisecond + 100*time.Microsecond, 500 * time.Millisecond, false},
	} {
		if got := slept(c.wall, c.passed); got != c.want {
			t.Errorf("slept(%v, %v) = %t", c.wall, c.passed, got)
		}
	}
}

// TestAfterSleep glances at the folder after a night.
func TestAfterSleep(t *testing.T) {
	dir := site(t)
	info, err := os.Stat(dir)
	must(t, err)
	l := newLoop(dir, info, Options{Folders: []string{"data"}}, usual, listen, nil)
	l.begin()
	defer l.end()
	l.glance(time.Now())
	if l.settle.pending() {
		t.Error("nothing happened")
	}
	l.glance(time.Now().Add(8 * time.Hour))
	if !l.settle.all {
		t.Error("nobody looks what happened in the night")
	}
}

// TestPollingSees is about what is not as it was, by one sign each.
func TestPollingSees(t *testing.T) {
	t.Parallel()
	dir := site(t)
	at := func(path string) string { return filepath.Join(dir, path) }
	old, older := time.Unix(1_000_000_000, 5), time.Unix(900_000_000, 7)
	for _, path := range []string{"data/x.yaml", "data/y.yaml", "data/z.yaml"} {
		put(t, dir, path, "1234")
		must(t, os.Chtimes(at(path), old, old))
	}
	w := watch(t, dir, hasty, nil, true)
	put(t, dir, "data/x.yaml", "12345")
	must(t, os.Chtimes(at("data/x.yaml"), old, old))
	w.until("data/x.yaml") // only its size
	must(t, os.Chtimes(at("data/y.yaml"), older, older))
	w.until("data/y.yaml") // only its time, which went back
	put(t, dir, "backup/z.yaml", "4321")
	must(t, os.Chtimes(at("backup/z.yaml"), old, old))
	move(t, dir, "backup/z.yaml", "data/z.yaml")
	w.until("data/z.yaml") // only its inode
	must(t, os.Rename(at("data/x.yaml"), at("backup/x.yaml")))
	must(t, os.Symlink("../backup/x.yaml", at("data/x.yaml")))
	w.until("data/x.yaml") // a link to the same file
}

// TestCoarseClock changes a file within one tick of a clock of whole seconds, to as many bytes: it is told once more when the clock has gone on.
func TestCoarseClock(t *testing.T) {
	t.Parallel()
	p := hasty
	p.coarse = 300 * time.Millisecond
	w := watch(t, site(t), p, nil, true)
	second := time.Unix(1_000_000_000, 0)
	change := func(text string) {
		f, err := os.OpenFile(filepath.Join(w.dir, "data/partners/a.yaml"), os.O_WRONLY, 0)
		must(t, err)
		_, err = f.WriteString(text)
		must(t, err)
		must(t, f.Close())
		must(t, os.Chtimes(f.Name(), second, second))
	}
	change("name: B")
	w.until("data/partners/a.yaml")
	change("name: C")
	w.until("data/partners/a.yaml")
	w.rest()
	time.Sleep(2 * p.coarse)
	w.rest()
	time.Sleep(2 * p.coarse)
	w.tells() // but not for ever
}

func TestRemote(t *testing.T) {
	if by := remote(t.TempDir()); by != "" {
		t.Errorf("a temporary folder is shared by %s", by)
	}
}
