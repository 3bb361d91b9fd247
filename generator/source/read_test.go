package source

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/plaudit/plaudit/generator/diag"
)

// write makes a site on disk and opens it.
func write(t testing.TB, files map[string]string) (*Root, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

func BenchmarkTenThousand(b *testing.B) {
	files := map[string]string{"plaudit.yaml": "title: x\n"}
	for i := range 10000 {
		files[fmt.Sprintf("data/partners/partner-%05d.yaml", i)] = fmt.Sprintf("name: Partner %d\n%01000d\n", i, i)
	}
	root, _ := write(b, files)
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			var problems diag.List
			if tree, err := Read(root, 0, &problems); err != nil || len(tree.Files) != 10001 {
				b.Fatal(err)
			}
		}
	})
	b.Run("list and read", func(b *testing.B) {
		for b.Loop() {
			var problems diag.List
			tree, _ := Read(root, 0, &problems)
			var n atomic.Int64
			tree.Each(tree.Files, 0, func(f File, data []byte) { n.Add(int64(len(data))) })
			if n.Load() < 10_000_000 {
				b.Fatal(n.Load())
			}
		}
	})
}

func TestEach(t *testing.T) {
	files := map[string]string{"plaudit.yaml": "title: x\n", "data/empty.yaml": ""}
	for i := range 200 {
		files[fmt.Sprintf("data/partners/%d/p%d.yaml", i%7, i)] = fmt.Sprintf("name: P%d\n", i)
	}
	mapped := fstest.MapFS{}
	for name, text := range files {
		mapped[name] = &fstest.MapFile{Data: []byte(text)}
	}
	root, _ := write(t, files)
	var problems diag.List
	disk, err := Read(root, 0, &problems)
	if err != nil {
		t.Fatal(err)
	}
	for name, tree := range map[string]*Tree{"disk": disk, "memory": FromFS(mapped)} {
		for _, jobs := range []int{0, 1, 8} {
			var seen atomic.Int64
			tree.Each(tree.Files, jobs, func(f File, data []byte) {
				if string(data) != files[f.Path] || f.Digest != sha256.Sum256(data) || f.Size != int64(len(data)) {
					t.Errorf("%s: %s gave %q", name, f.Path, data)
				}
				seen.Add(1)
			})
			if int(seen.Load()) != len(files) || len(tree.Files) != len(files) {
				t.Errorf("%s: %d of %d files read, %d listed", name, seen.Load(), len(files), len(tree.Files))
			}
		}
		for _, f := range tree.Files {
			if !f.Digested() {
				t.Errorf("%s: %s has no digest", name, f.Path)
			}
		}
	}
	if got := problems.Sorted(nil); len(got) > 0 {
		t.Errorf("unexpected: %v", got)
	}
}

func TestDigests(t *testing.T) {
	site := fstest.MapFS{"static/none": {}, "plaudit.yaml": {Data: []byte("title: x")}}
	for i := range 70 { // over several goroutines, and over the size of a buffer
		site[fmt.Sprintf("static/%d.bin", i)] = &fstest.MapFile{Data: bytes.Repeat([]byte{byte(i)}, i*8000)}
	}
	streamed, whole := FromFS(site), FromFS(site)
	var called atomic.Int64
	streamed.Digests(streamed.Under("static"), 3, func(f File) {
		if f.Digest != sha256.Sum256(site[f.Path].Data) {
			t.Errorf("%s has another digest", f.Path)
		}
		called.Add(1)
	})
	whole.Each(whole.Files, 3, func(File, []byte) {})
	if called.Load() != 71 {
		t.Errorf("called %d times", called.Load())
	}
	for i, f := range streamed.Files {
		if f.Path == "plaudit.yaml" {
			if f.Digested() {
				t.Error("plaudit.yaml was read")
			}
		} else if f.Digest != whole.Files[i].Digest || !f.Digested() {
			t.Errorf("%s: two digests", f.Path)
		}
	}
}

func TestOpen(t *testing.T) {
	root, _ := write(t, map[string]string{"static/a/b.txt": "hello", "README.md": "x"})
	var problems diag.List
	tree, err := Read(root, 0, &problems)
	if err != nil {
		t.Fatal(err)
	}
	f, err := tree.Open("static/a/b.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if data, err := io.ReadAll(f); err != nil || string(data) != "hello" || f.Size() != 5 {
		t.Errorf("%q, %v, %d", data, err, f.Size())
	}
	for _, p := range []string{"README.md", "static/a", "../x", ""} { // not in the tree, whatever is on disk
		if _, err := tree.Open(p); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q) gave %v", p, err)
		}
	}
}

// TestSameForAnyNumberOfJobs lists and reads one site with one goroutine and with many.
func TestSameForAnyNumberOfJobs(t *testing.T) {
	files := map[string]string{}
	for i := range 700 {
		files[fmt.Sprintf("data/partners/p%d.yaml", i)] = fmt.Sprint(i)
		files[fmt.Sprintf("content/updates/%d/u%d.md", i%50, i)] = fmt.Sprint(i)
		files[fmt.Sprintf("content/updates/%d/e\u0301%d.md", i%50, i)] = "a name that is refused: it is decomposed"
	}
	root, _ := write(t, files)
	var first *Tree
	var firstProblems string
	for _, jobs := range []int{1, 2, 16} {
		var problems diag.List
		tree, err := Read(root, jobs, &problems)
		if err != nil {
			t.Fatal(err)
		}
		tree.Each(tree.Files, jobs, func(File, []byte) {})
		if first == nil {
			first, firstProblems = tree, fmt.Sprint(problems.Sorted(nil))
		}
		if len(tree.Files) != 1400 || !slices.Equal(tree.Files, first.Files) || fmt.Sprint(problems.Sorted(nil)) != firstProblems {
			t.Errorf("%d jobs: another tree of %d files", jobs, len(tree.Files))
		}
	}
}
