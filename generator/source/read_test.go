package source

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
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
