package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// settled is a number of builds after which, with a pause between them, the
// times in the manifests are old enough to be relied on.
const settled = 4

func TestTouchedFilesAreWrittenAgain(t *testing.T) {
	replace := func(path, content string) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(content), fileMode)
	}
	touches := map[string]func(path string) error{
		"append": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("!")
			return errors.Join(err, f.Close())
		},
		"same size in place": func(path string) error { return os.WriteFile(path, []byte("xx"), fileMode) },
		"same size and time in place": func(path string) error {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			return errors.Join(os.WriteFile(path, []byte("xx"), fileMode), os.Chtimes(path, info.ModTime(), info.ModTime()))
		},
		"replaced": func(path string) error { return replace(path, "xx") },
		"mode":     func(path string) error { return os.Chmod(path, 0o600) },
		"time":     func(path string) error { return os.Chtimes(path, time.Unix(1, 0), time.Unix(1, 0)) },
		"removed":  os.Remove,
		"made a link": func(path string) error {
			return errors.Join(os.Remove(path), os.Symlink("../../index.html", path))
		},
		"made a folder": func(path string) error {
			return errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "deep"), 0o755))
		},
		"folder removed": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
		"folder made a link": func(path string) error {
			dir := filepath.Dir(path)
			return errors.Join(os.Rename(dir, dir+"-moved"), os.Symlink("b-moved", dir))
		},
	}
	for name, touch := range touches {
		for _, changed := range []bool{false, true} {
			for _, generations := range []int{1, 2, 3, settled} {
				t.Run(fmt.Sprint(name, changed, generations), func(t *testing.T) {
					site, out := newSite(t)
					for i := range generations {
						files := maps.Clone(first)
						files["index.html"] = fmt.Sprint("home ", i)
						publishTree(t, site, out, files)
						if generations == settled {
							time.Sleep(25 * time.Millisecond)
						}
					}
					if err := touch(filepath.Join(out, "a/b/index.html")); err != nil {
						t.Fatal(err)
					}
					next := maps.Clone(first)
					next["index.html"] = fmt.Sprint("home ", generations-1)
					if changed {
						next["index.html"] = "home, changed"
					}
					publishTree(t, site, out, next)
					wantTree(t, out, next)
					if r := publishTree(t, site, out, next); r.Written != 0 {
						t.Errorf("the build after wrote %d files", r.Written)
					}
				})
			}
		}
	}
}
