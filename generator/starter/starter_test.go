package starter_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/starter"
)

// TestStarterIsClean checks the site as an editor gets it, before and after its awards were announced, and much later.
func TestStarterIsClean(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, starter.FS()); err != nil {
		t.Fatal(err)
	}
	for _, now := range []time.Time{
		time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2025, 6, 12, 17, 30, 0, 0, time.UTC), // the embargo ends
		time.Date(2045, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		r, err := generator.Check(context.Background(), generator.Input{Dir: dir, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Problems) > 0 {
			var b strings.Builder
			diag.Printer{Line: r.Line}.Print(&b, r.Problems)
			t.Errorf("at %s:\n%s", now, &b)
		}
		if r.Hashed.Files() < 40 {
			t.Errorf("at %s the site has %d files", now, r.Hashed.Files())
		}
	}
}

// TestEveryFileTeaches wants what editors read first: a comment or a text in each file that they are to copy.
func TestEveryFileTeaches(t *testing.T) {
	names := []string{".gitignore", "README.md", "plaudit.yaml", "data/tiers.yaml", "data/terms.yaml", "data/clients.yaml", "data/awards/2025.yaml",
		"data/awards/categories.yaml", "data/partners/brightwater.yaml", "content/case-studies/tern-bakeries.md", "content/updates/entries-2026.md"}
	for _, name := range names {
		data, err := fs.ReadFile(starter.FS(), name)
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(data), "# ") {
			t.Errorf("%s has no comment", name)
		}
	}
}
