//go:build unix

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What is written before the announcement is for nobody else on the computer, also in a folder that was there; what is public is as files are.
func TestEmbargoedIsPrivate(t *testing.T) {
	dir, to := filepath.Join(t.TempDir(), "site"), t.TempDir()
	if err := copyNew("testdata/base", dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, now    string
		args         []string
		file, folder fs.FileMode
	}{
		{"embargoed", "2026-04-01T12:00:00Z", []string{"kit", "--edition", "2026", "--embargoed"}, 0o600, 0o700},
		{"future", "2026-04-01T12:00:00Z", []string{"kit", "--edition", "2026", "--future"}, 0o600, 0o700},
		{"public", "2026-06-01T12:00:00Z", []string{"kit", "--edition", "2026"}, 0o644, 0o755},
		{"future.pdf", "2026-04-01T12:00:00Z", []string{"certificate", "2026-newcomer-mole", "--future"}, 0o600, 0},
		{"public.pdf", "2026-06-01T12:00:00Z", []string{"certificate", "2026-newcomer-mole"}, 0o644, 0},
	} {
		out, n := filepath.Join(to, c.name), 0
		if c.folder != 0 {
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		var said bytes.Buffer
		if code := run(t.Context(), append(c.args, "--site", dir, "--out", out, "--now", c.now), &said, &said); code != 0 {
			t.Fatalf("%s: %s", c.name, &said)
		}
		err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			want := c.file
			if d.IsDir() {
				want = c.folder
			}
			if got := info.Mode().Perm(); got&^want != 0 {
				t.Errorf("%s: %s may be read by others: %v", c.name, name, got)
			}
			n++
			return err
		})
		if err != nil || n == 0 || n < 5 && c.folder != 0 {
			t.Errorf("%s: %d files, %v", c.name, n, err)
		}
	}
}
