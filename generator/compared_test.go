package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/compare"
)

// linkedSide is what a comparison sees of a site; nil when the site has errors: then nobody compares it.
func linkedSide(t *testing.T, in generator.Input) *compare.Side {
	t.Helper()
	l, err := generator.Link(in)
	if err != nil {
		t.Fatal(err)
	}
	if l.Result.Failed(false) {
		return nil
	}
	return &compare.Side{Whole: l.Whole, Plan: l.Plan, Files: l.Files()}
}

// A comparison is of what is published: that something is withheld, and what it is, is no difference; and of a site that is new, or gone, nothing is told that
// is withheld.
func TestWithheldIsNoChange(t *testing.T) {
	n := *sites
	if testing.Short() {
		n = min(n, 20) // all of them take ten seconds, and minutes under the race detector; without -short they are compared
	}
	now, err := time.Parse(time.RFC3339, randomNow)
	if err != nil {
		t.Fatal(err)
	}
	side := func(dir string) compare.Side {
		s := linkedSide(t, generator.Input{Dir: dir, Now: now, Jobs: 1})
		if s == nil {
			t.Fatalf("the site of %s has errors", dir)
		}
		return *s
	}
	empty := side(writeSite(t, map[string]string{"plaudit.yaml": "title: T\nbase_url: https://p.example/\norganization: {name: N}\n"}))
	told := 0
	for i := range n {
		seed := *fromSeed + uint64(i)
		s := newRandomSite(seed)
		with, without := side(s.write(t, s.with)), side(s.write(t, s.without))
		for _, sides := range [][2]compare.Side{{with, without}, {without, with}} {
			if changes := compare.Between(sides[0], sides[1]); len(changes) > 0 {
				t.Fatalf("seed %d:\n%s\nThe site:\n%s", seed, compare.Text(changes), dumpFiles(s.with))
			}
		}
		for _, changes := range [][]compare.Change{compare.Between(empty, with), compare.Between(with, empty)} {
			told += len(changes)
			text := fmt.Sprintf("%s%s%+v", compare.Text(changes), compare.Markdown(changes), changes)
			for _, secret := range s.secrets {
				if strings.Contains(text, secret) {
					t.Errorf("seed %d: %q is told in\n%s", seed, secret, compare.Text(changes))
				}
			}
		}
	}
	if told < 20*n {
		t.Errorf("only %d changes were told of %d sites: the test says little", told, n)
	}
}

// Whatever is edited: when pages differ, a comparison says what, and when nothing differs, it says nothing.
func TestEveryChangeIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("the example site is built for each of 25 edits, two seconds each; run without -short")
	}
	e := newEditor(t)
	in := generator.Input{Dir: e.dir, Now: exampleNow, Version: "devel", Cache: filepath.Join(t.TempDir(), "cache")}
	var last *compare.Side
	var outputs map[string][]byte
	told, quiet := 0, 0
	for n := range *edits {
		said := "the first build"
		if n > 0 {
			said = e.edit()
		}
		side := linkedSide(t, in)
		if side == nil {
			e.pristineAgain()
			continue
		}
		now, r, err := generator.Collect(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if r.Failed(false) {
			e.pristineAgain()
			continue
		}
		if last != nil {
			changes := compare.Between(*last, *side)
			differ := differentOutputs(outputs, now)
			if len(changes) == 0 && differ != "" {
				t.Errorf("edit %d, %s: %s differs, and nothing is told\nto see it again: go test ./generator -run TestEveryChangeIsTold -edit-seed %d -edits %d", n, said, differ, *editSeed, n+1)
			}
			if len(changes) > 0 && differ == "" {
				t.Errorf("edit %d, %s: nothing differs, and yet:\n%s", n, said, compare.Text(changes))
			}
			if len(changes) > 0 {
				told++
			} else {
				quiet++
			}
		}
		last, outputs = side, now
	}
	t.Logf("%d edits were told, %d changed nothing", told, quiet)
	if *edits > 19 && told < *edits/4 {
		t.Error("too few edits changed something: the test says nothing")
	}
}

// differentOutputs names an output that is not the same; "" when all are.
func differentOutputs(a, b map[string][]byte) string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !bytes.Equal(a[name], b[name]) {
			return name
		}
	}
	return ""
}
