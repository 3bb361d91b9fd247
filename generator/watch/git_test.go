package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestGit changes files slowly while git's lock is there, as a checkout does on a machine that has much to do.
func TestGit(t *testing.T) {
	for name, where := range map[string]func(dir string) string{
		"the folder's own":    func(dir string) string { return filepath.Join(dir, ".git") },
		"of the folder above": func(dir string) string { return filepath.Join(filepath.Dir(dir), ".git") },
		"another working tree": func(dir string) string {
			git := filepath.Join(filepath.Dir(dir), "main", ".git", "worktrees", "x")
			put(t, dir, ".git", "gitdir: ../main/.git/worktrees/x\n")
			return git
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "site")
			put(t, dir, "data/partners/a.yaml", "name: A")
			git := where(dir)
			must(t, os.MkdirAll(git, 0o755))
			w := watch(t, dir, usual, listen, false)
			lock := filepath.Join(git, "index.lock")
			must(t, os.WriteFile(lock, nil, 0o644))
			for i := range 4 {
				put(t, dir, fmt.Sprintf("data/partners/p%d.yaml", i), "name: P")
				time.Sleep(2 * usual.latest)
			}
			select {
			case c := <-w.w.Changes():
				t.Errorf("told before the end: %+v", c)
			default:
			}
			must(t, os.Remove(lock))
			if c := w.take(); len(c.Paths) != 4 {
				t.Errorf("told %+v", c)
			}

			must(t, os.WriteFile(lock, nil, 0o644)) // left by a git that was killed
			old := time.Now().Add(-time.Hour)
			must(t, os.Chtimes(lock, old, old))
			put(t, dir, "data/partners/later.yaml", "name: L")
			if c := w.take(); len(c.Paths) != 1 {
				t.Errorf("told %+v", c)
			}
		})
	}
}
