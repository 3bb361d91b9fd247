package trial_test

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

// TestSitesAreClean wants every diagnostic that a theme gets on these sites to be the theme's own.
func TestSitesAreClean(t *testing.T) {
	for _, s := range trial.Sites() {
		t.Run(s.Name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range s.Files {
				name := filepath.Join(dir, filepath.FromSlash(f.Name))
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, f.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			r, err := generator.CheckTheme(context.Background(), generator.Input{Dir: dir, Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Problems) > 0 {
				var b strings.Builder
				diag.Printer{Line: r.Line}.Print(&b, r.Problems)
				t.Error(b.String())
			}
		})
	}
}
