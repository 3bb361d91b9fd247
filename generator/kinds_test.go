package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// The random sites have every kind of output that there is, so that TestWithheldEqualsAbsent speaks of all of them; and of each kind that is made of
// records one stands in a site that withholds something.
func TestRandomSitesHaveEveryKind(t *testing.T) {
	now, err := time.Parse(time.RFC3339, randomNow)
	if err != nil {
		t.Fatal(err)
	}
	missing := plannedKinds(t)
	for seed := uint64(1); seed <= 60 && len(missing) > 0; seed++ {
		s := newRandomSite(seed)
		l, err := generator.Link(generator.Input{Dir: s.write(t, s.with), Now: now, Jobs: 1, Secret: testSecret})
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Whole.Withheld) == 0 {
			continue
		}
		for _, o := range l.Plan.Outputs {
			delete(missing, string(o.Kind))
		}
	}
	if len(missing) > 0 {
		t.Errorf("no random site has outputs of these kinds: %v; draw something that makes them in randomsite_test.go", slices.Sorted(maps.Keys(missing)))
	}
}

// plannedKinds are the values of all constants of type Kind in package plan.
func plannedKinds(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("plan/*.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != "Kind" {
				return true
			}
			for _, value := range spec.Values {
				if text, ok := value.(*ast.BasicLit); ok && text.Kind == token.STRING {
					kind, err := strconv.Unquote(text.Value)
					if err != nil {
						t.Fatal(err)
					}
					kinds[kind] = true
				}
			}
			return true
		})
	}
	if len(kinds) < 30 {
		t.Fatalf("only %d kinds were found", len(kinds))
	}
	return kinds
}
