package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/source"
	"pgregory.net/rapid"
)

// contents are the bytes of all files of a site, by their paths.
func contents(dir string) map[string]string {
	found := map[string]string{}
	for _, top := range append(source.Folders(), source.Files()...) {
		_ = filepath.WalkDir(filepath.Join(dir, top), func(at string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			rel, _ := filepath.Rel(dir, at)
			path := filepath.ToSlash(rel)
			if source.Ignored(path) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() && slices.Contains(source.Files(), path) {
				return fs.SkipDir
			}
			if d.Type().IsRegular() {
				data, _ := os.ReadFile(at)
				found[path] = string(data)
			}
			return nil
		})
	}
	return found
}

// edit does one random thing to the files of a folder. Much of it fails, as what it is about is not there.
func edit(t *rapid.T, dir string) string {
	name := rapid.SampledFrom([]string{"a", "b", "c", "d.yaml", "e.yaml", "f.md", "f.md.x1", ".hidden", "g.tmp"})
	path := func(what string) string {
		at := rapid.SampledFrom([]string{"data", "content", "static", "data/partners", "data/partners/eu", "backup"}).Draw(t, what)
		for range rapid.IntRange(1, 3).Draw(t, "depth") {
			at += "/" + name.Draw(t, "name")
		}
		return filepath.Join(dir, at)
	}
	existing := func(what string) string {
		var paths []string
		_ = filepath.WalkDir(dir, func(at string, _ fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(dir, at)
			switch {
			case rel == "themes": // where the ends of rounds are
				return fs.SkipDir
			case err == nil && rel != ".":
				paths = append(paths, rel)
			}
			return nil
		})
		return filepath.Join(dir, rapid.SampledFrom(paths).Draw(t, what))
	}
	text := []byte(fmt.Sprint(rapid.IntRange(100, 999).Draw(t, "text"))) // mostly of one length
	deed := rapid.SampledFrom([]string{"write", "write", "make", "replace", "move", "move", "swap", "remove", "remove all", "folder", "times", "mode", "wait", "rewrite"}).Draw(t, "deed")
	switch deed {
	case "write":
		_ = os.WriteFile(existing("path"), text, 0o644)
	case "make":
		at := path("path")
		_ = os.MkdirAll(filepath.Dir(at), 0o755)
		_ = os.WriteFile(at, text, 0o644)
	case "replace":
		at := existing("path")
		if os.WriteFile(at+".tmp", text, 0o644) == nil && os.Rename(at+".tmp", at) != nil {
			_ = os.Remove(at + ".tmp")
		}
	case "move":
		to := path("to")
		_ = os.MkdirAll(filepath.Dir(to), 0o755)
		_ = os.Rename(existing("from"), to)
	case "swap":
		a, b := existing("one"), existing("other")
		if os.Rename(a, a+".swap~") == nil {
			_ = os.Rename(b, a)
			_ = os.Rename(a+".swap~", b)
		}
	case "remove":
		_ = os.Remove(existing("path"))
	case "remove all":
		_ = os.RemoveAll(path("path"))
	case "folder":
		_ = os.MkdirAll(path("path"), 0o755)
	case "times":
		at := time.Unix(int64(rapid.IntRange(1, 5).Draw(t, "second")), 5)
		_ = os.Chtimes(existing("path"), at, at)
	case "mode":
		_ = os.Chmod(existing("path"), 0o755)
	case "wait":
		time.Sleep(time.Duration(rapid.IntRange(0, 30).Draw(t, "ms")) * time.Millisecond)
	case "rewrite":
		if at := existing("path"); os.Remove(at) == nil {
			_ = os.WriteFile(at, text, 0o644)
		}
	}
	return deed
}

// brisk is a pace at which many edits fit into a minute.
var brisk = func() pace {
	p := usual
	p.quiet, p.doubt, p.latest, p.manyQuiet, p.manyLatest = 2*time.Millisecond, 5*time.Millisecond, 10*time.Millisecond, 10*time.Millisecond, 100*time.Millisecond
	return p
}()

// TestEveryDifferenceIsTold edits a folder at random and compares what was told with what became of the files.
func TestEveryDifferenceIsTold(t *testing.T) {
	for name, open := range sources {
		check := rapid.MakeCheck(func(t *rapid.T) {
			dir := must1(os.MkdirTemp("", "watch"))
			defer os.RemoveAll(dir)
			for _, path := range []string{"plaudit.yaml", "data/d.yaml", "data/partners/eu/e.yaml", "data/partners/a", "content/f.md", "backup/in/a/d.yaml", "backup/b", "never/empty"} {
				at := filepath.Join(dir, path)
				_ = os.MkdirAll(filepath.Dir(at), 0o755)
				_ = os.WriteFile(at, []byte("first"), 0o644)
			}
			said := new(noticed)
			w, err := start(dir, Options{Folders: source.Folders(), Files: source.Files(), Ignored: source.Ignored, Notice: said.add, Poll: open == nil, Every: time.Millisecond}, brisk, open)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			before := contents(dir)
			for round := range rapid.IntRange(1, 6).Draw(t, "rounds") {
				var deeds []string
				for range rapid.IntRange(1, 12).Draw(t, "edits") {
					deeds = append(deeds, edit(t, dir))
				}
				var told Change
				// Twice: a look may have been under way, past what had changed since.
				for n := range 2 {
					end := fmt.Sprintf("themes/end%d", 2*round+n)
					_ = os.MkdirAll(filepath.Join(dir, "themes"), 0o755)
					if err := os.WriteFile(filepath.Join(dir, end), nil, 0o644); err != nil {
						t.Fatal(err)
					}
					for found := false; !found; {
						select {
						case c := <-w.Changes():
							told.Paths, told.All = append(told.Paths, c.Paths...), told.All || c.All
							found = covers(c, end)
						case <-time.After(patience):
							t.Fatalf("the end of round %d was not told", round)
						}
					}
				}
				after := contents(dir)
				all := maps.Clone(before)
				maps.Copy(all, after)
				for _, path := range slices.Sorted(maps.Keys(all)) {
					old, had := before[path]
					if text, has := after[path]; (has != had || text != old) && !covers(told, path) {
						t.Fatalf("after %q: %s was not told, but %q", deeds, path, compact(told.Paths))
					}
				}
				before = after
			}
			if text := said.String(); text != "" {
				t.Fatalf("said %q", text)
			}
		})
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t)
		})
	}
}

func must1[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
