package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// A build that cannot publish still names what only its pages tell: an editor corrects everything in one go.
func TestBuildNamesEveryMistakeAtOnce(t *testing.T) {
	dir := writeSite(t, map[string]string{
		"plaudit.yaml":           "title: T\nbase_url: https://p.example/\norganization: {name: N}\n",
		"data/partners/a.yaml":   "name: A\ntier: nowhere\nwebsite: nonsense\n",
		"content/pages/about.md": "---\ntitle: About\nsummary: What it is.\n---\n[away](/nowhere/)\n",
	})
	out := filepath.Join(dir, "public")
	r, err := generator.Build(t.Context(), generator.Input{Dir: dir, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Version: "test"}, out, false)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range r.Problems {
		codes = append(codes, d.Code.ID)
	}
	for _, want := range []string{"P035", "P090"} {
		if !slices.Contains(codes, want) {
			t.Errorf("no %s among %v", want, codes)
		}
	}
	if _, err := os.Lstat(out); !os.IsNotExist(err) {
		t.Errorf("a site with errors was published: %v", err)
	}
}

// writeSite makes a folder of files.
func writeSite(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
