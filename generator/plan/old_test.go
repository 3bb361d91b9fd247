package plan_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

// A page for an old address is a page for every host, whatever the address ends in, and two that differ by the slash are one.
func TestPagesOfOldAddresses(t *testing.T) {
	dir := t.TempDir()
	putFile(t, dir, "plaudit.yaml", `title: T
base_url: https://p.example/
organization: {name: N}
redirects:
  - {from: /old, to: /tiers/}
  - {from: /old/, to: /tiers/}
  - {from: /old/deeper/, to: /tiers/}
  - {from: /list.php, to: /tiers/}
  - {from: /page.html, to: /tiers/}
gone: [{path: /given-up, on: 2026-01-01}]
`)
	putFile(t, dir, "data/tiers.yaml", "- {id: gold, name: Gold}\n")
	var problems diag.List
	root, err := source.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := source.Read(root, 1, &problems)
	if err != nil {
		t.Fatal(err)
	}
	whole := site.Link(decode.All(tree, 1, &problems), site.Input{Clock: site.NewClock(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))}, &problems)
	p := plan.New(whole.Sites, nil, &problems)
	if found := problems.Sorted(nil); len(found) > 0 {
		t.Errorf("problems: %v", found)
	}
	var got []string
	for _, o := range p.Outputs {
		if o.Kind == plan.Redirect || o.Kind == plan.Gone {
			got = append(got, o.Path)
		}
	}
	want := []string{"given-up/index.html", "list.php/index.html", "old/deeper/index.html", "old/index.html", "page.html"}
	if !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
	if len(p.Redirects) != 5 {
		t.Errorf("%d rules for the host, want 5: %v", len(p.Redirects), p.Redirects)
	}
}

func putFile(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
