package themes_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/trial"
)

// TestContractSuffices builds sites with testdata/plain, a theme that has no parent and was written from docs/themes.md alone: the example
// site, which has every kind of page, and the sites of the kit.
func TestContractSuffices(t *testing.T) {
	t.Run("example", func(t *testing.T) {
		dir := t.TempDir()
		for _, folder := range []string{"assets", "content", "data", "static"} {
			if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", folder))); err != nil {
				t.Fatal(err)
			}
		}
		config, err := os.ReadFile("../plaudit.yaml")
		if err != nil {
			t.Fatal(err)
		}
		withPlain(t, dir, strings.Replace(string(config), "\ntheme: podium\n", "\n", 1))
	})
	for _, s := range trial.Sites() {
		t.Run(s.Name, func(t *testing.T) {
			dir := t.TempDir()
			config := ""
			for _, f := range s.Files {
				if f.Name == "plaudit.yaml" {
					config = string(f.Data)
					continue
				}
				write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
			}
			withPlain(t, dir, config)
		})
	}
}

// withPlain adds the theme to a site, and wants no diagnostic.
func withPlain(t *testing.T, dir, config string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(dir, "themes", "plain"), os.DirFS("testdata/plain")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "plaudit.yaml"), []byte(config+"\ntheme: plain\n"))
	r, err := generator.CheckTheme(context.Background(), generator.Input{Dir: dir, Now: time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) > 0 {
		var b strings.Builder
		diag.Printer{Line: r.Line}.Print(&b, r.Problems)
		t.Error(b.String())
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
