//go:build unix

package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// The same sources give the same bytes: with any number of cores, in any folder, from any other folder, whatever the order and the
// times of the files, and under any zone, locale and umask of the machine. The example site is used, which is built
// once for each way, in minutes; with -short a small one is.
func TestSameBytes(t *testing.T) {
	example := []string{"plaudit.yaml", "plaudit.lock", "content", "data", "assets", "static", "themes"}
	from := "../.."
	if testing.Short() {
		// The example site takes minutes, as it is built once for each way.
		from, example = "testdata/base", []string{"plaudit.yaml", "content", "data", "assets", "static"}
	}
	dir := t.TempDir()
	first, second := filepath.Join(dir, "one"), filepath.Join(dir, "a folder", "zwei ä")
	copySite(t, from, first, example, false)
	// The second copy has no themes: the example's own is the built-in one.
	copySite(t, from, second, slices.DeleteFunc(slices.Clone(example), func(name string) bool { return name == "themes" }), true)

	var want string
	for _, run := range []struct {
		name string
		in   string // the folder where the program is started
		args []string
		sh   string // what the shell does before
	}{
		{"two at once", dir, []string{"--site", first, "--jobs", "2"}, ""},
		{"one core, far away", "/", []string{"--site", second, "--jobs", "1"}, "umask 077; export GOMAXPROCS=1 TZ=Pacific/Auckland LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8"},
		{"eight at once, inside", second, []string{"--site", ".", "--jobs", "8"}, "umask 000; unset HOME; export GOMAXPROCS=8 TZ=America/St_Johns LC_ALL=C"},
		{"relative", filepath.Join(first, "data"), []string{"--site", "..", "--jobs", "3"}, "umask 027; export NO_COLOR=1 GOGC=20 TZ=UTC"},
	} {
		out := filepath.Join(t.TempDir(), "public")
		args := append([]string{"-c", run.sh + "\nexec plaudit \"$@\"", "sh", "build", "--now", "2026-06-01T10:00:00Z", "--out", out}, run.args...)
		cmd := exec.Command("sh", args...)
		cmd.Dir = run.in
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", run.name, err, text)
		}
		got, err := treeDigest(out)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%s: other bytes", run.name)
		}
	}
}

// copySite copies the named parts of a site; backwards in reverse order and with other times.
func copySite(t *testing.T, from, to string, names []string, backwards bool) {
	t.Helper()
	var files []string
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(from, name), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if backwards {
		slices.Reverse(files)
	}
	for i, path := range files {
		rel, err := filepath.Rel(from, path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if backwards {
			old := time.Date(2001, 1, 1, 0, 0, i, 0, time.UTC)
			if err := os.Chtimes(target, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
}
