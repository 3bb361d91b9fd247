package watch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// replay does to the files of a folder what a program does.
func replay(t testing.TB, dir, script string) {
	t.Helper()
	abs := func(path string) string { return filepath.Join(dir, filepath.FromSlash(path)) }
	open := func(path string, flags int, text string) {
		f, err := os.OpenFile(abs(path), os.O_WRONLY|flags, 0o644)
		must(t, err)
		if text != "" {
			_, err = f.WriteString(text)
			must(t, err)
		}
		must(t, f.Close())
	}
	for line := range strings.Lines(script) {
		words := strings.Fields(line)
		path, more := words[1], strings.Join(words[2:], " ")
		switch words[0] {
		case "make":
			open(path, os.O_CREATE|os.O_EXCL, "")
		case "put":
			open(path, os.O_CREATE|os.O_TRUNC, more)
		case "empty":
			open(path, os.O_TRUNC, "")
		case "append":
			open(path, os.O_APPEND, more)
		case "touch":
			open(path, 0, "")
		case "rename":
			must(t, os.Rename(abs(path), abs(more)))
		case "remove":
			must(t, os.Remove(abs(path)))
		case "link":
			must(t, os.Link(abs(path), abs(more)))
		case "symlink":
			must(t, os.Symlink(path, abs(more)))
		case "mkdir":
			must(t, os.Mkdir(abs(path), 0o755))
		case "chmod":
			must(t, os.Chmod(abs(path), 0o640))
		case "times":
			must(t, os.Chtimes(abs(path), time.Unix(1e9, 0), time.Unix(1e9, 0)))
		default:
			t.Errorf("nobody knows how to %s", line)
		}
	}
}

// saves are the scripts of testdata/saves.txtar, and the paths that are to be told.
func saves(t testing.TB, each func(name, script string, want []string)) {
	archive, err := txtar.ParseFile("testdata/saves.txtar")
	if err != nil || len(archive.Files) < 30 {
		t.Fatal(err, "no saves")
	}
	for _, f := range archive.Files {
		saved, script, _ := strings.Cut(string(f.Data), "\n")
		each(f.Name, script, strings.Fields(saved)[1:])
	}
}

// TestSaves replays each save, and expects one change with just the saved file.
func TestSaves(t *testing.T) {
	var wait sync.WaitGroup
	for portably, open := range []func(string) (*ears, error){listen, listenPortably} {
		saves(t, func(name, script string, want []string) {
			if portably == 1 && len(want) > 1 {
				return // fsnotify tells no difference between this and a rename: it may be told twice
			}
			w := watch(t, site(t), slow, open, false)
			wait.Go(func() {
				replay(t, w.dir, script)
				if len(want) > 0 {
					if c := w.take(); c.All || !slices.Equal(c.Paths, want) {
						t.Errorf("%s: told %q, all: %t, want %q", name, c.Paths, c.All, want)
					}
				}
				if told := w.rest(); told.All || len(told.Paths) > 0 {
					t.Errorf("%s: told %q, too", name, told.Paths)
				}
			})
		})
	}
	wait.Wait()
}

// TestSavesAtTheirPace replays each save as it is in life, with events and polling: the saved file is told.
func TestSavesAtTheirPace(t *testing.T) {
	for name, open := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			saves(t, func(name, script string, want []string) {
				w := watch(t, site(t), usual, open, open == nil)
				replay(t, w.dir, script)
				told := w.rest()
				for _, path := range want {
					if !covers(told, path) {
						t.Errorf("%s: told %q, want %s", name, told.Paths, path)
					}
				}
				w.w.Close()
			})
		})
	}
}
