package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// exampleNow is the clock of tests with the example site: its edition 2027 is embargoed then.
var exampleNow = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// TestExampleSite builds the example site as it is in the repository, where themes/podium is read as the site's override of the
// built-in theme, and without that folder: nothing is wrong with it, and both give the same bytes.
func TestExampleSite(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	bare := t.TempDir()
	for _, name := range []string{"plaudit.yaml", "content", "data", "assets", "static"} {
		copyAll(t, filepath.Join(root, name), filepath.Join(bare, name))
	}
	var digests [2][32]byte
	for i, dir := range []string{root, bare} {
		r, err := generator.Check(context.Background(), generator.Input{Dir: dir, Now: exampleNow, Version: "devel"})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Problems {
			t.Errorf("%s %s: %s", d.At, d.Code.ID, d.Text)
		}
		digests[i] = r.Hashed.Digest()
	}
	if digests[0] != digests[1] {
		t.Error("the built-in theme gives other bytes than the same files as the site's own theme")
	}
}

// copyAll copies a file or a folder.
func copyAll(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
