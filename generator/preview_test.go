package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// TestPreviewEqualsBuild edits the example site at random, again and again, and looks at it in a preview that stays open: every output is
// that of a clean build byte for byte, asked for in any order and before or after the check, and the diagnostics are those of the build.
func TestPreviewEqualsBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("the example site is built for each of 25 edits, and all of its pages are asked for, which takes minutes; run without -short")
	}
	e, scratch := newEditor(t), t.TempDir()
	in := generator.Input{Dir: e.dir, Now: exampleNow, Version: "devel", Program: "test", Cache: filepath.Join(scratch, "cache"), Secret: testSecret}
	if *sketched {
		in = in.Sketched()
	}
	clean := in
	v, err := generator.OpenPreview(in)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	looked, compared, provisional := 0, 0, 0
	var names []string // of the site that was compared last
	broken := false
	for n := range *edits {
		said := "the first look"
		if n > 0 {
			e.named = nil
			if broken && e.r.IntN(2) == 0 {
				said = e.pristineAgain()
			} else {
				said = e.edit()
			}
		}
		again := e.again("TestPreviewEqualsBuild", n)
		s, err := v.Change(generator.Change{Paths: e.named, All: e.r.IntN(10) == 0, Now: exampleNow})
		if err != nil {
			t.Fatalf("edit %d, %s: %v", n, said, err)
		}
		broken = slices.ContainsFunc(s.Problems, func(d diag.Diagnostic) bool { return d.Severity() == diag.Error })
		if s.Provisional {
			provisional++
		}
		if !e.compares() {
			for range min(3, len(names)) { // somebody looks at a page all the same
				if _, _, err := s.Output(names[e.r.IntN(len(names))]); err != nil {
					t.Fatalf("edit %d, %s: %v\nto see it again: %s", n, said, err, again)
				}
			}
			continue
		}
		looked++
		out := filepath.Join(scratch, fmt.Sprintf("clean%d", n%2))
		want, err := generator.Build(context.Background(), clean, out, false)
		if err != nil {
			t.Fatalf("edit %d, %s: %v", n, said, err)
		}
		check := func() {
			if s.Provisional {
				whole, ok := v.Settle()
				if !ok || whole.Generation != s.Generation {
					t.Fatalf("edit %d, %s: not settled", n, said)
				}
				s = whole
			}
			problems, err := v.Check(context.Background(), s)
			if err != nil {
				t.Fatalf("edit %d, %s: %v", n, said, err)
			}
			if diff := differentProblems(problems, want.Problems); diff != "" {
				t.Fatalf("edit %d, %s: %s\nto see it again: %s", n, said, diff, again)
			}
		}
		first := e.r.IntN(2) == 0
		if first || want.Published == nil {
			check()
		}
		if want.Published != nil {
			compared++
			files := filesOf(t, out)
			names = slices.Sorted(maps.Keys(files))
			if !first { // a theme's file and a picture are there when a page has asked for them
				slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
			}
			for _, name := range names {
				got, ok, err := s.Output(name)
				if err != nil || !ok {
					t.Fatalf("edit %d, %s: %s: %v, %v\nto see it again: %s", n, said, name, ok, err, again)
				}
				if !bytes.Equal(got, files[name]) {
					at := 0
					for at < min(len(got), len(files[name])) && got[at] == files[name][at] {
						at++
					}
					near := func(data []byte) []byte { return data[max(0, at-100):min(len(data), at+200)] }
					t.Fatalf("edit %d, %s: %s differs\ngot  …%s\nwant …%s\nto see it again: %s", n, said, name, near(got), near(files[name]), again)
				}
			}
			if !first {
				check()
				for _, name := range names[:20] {
					if got, _, _ := s.Output(name); !bytes.Equal(got, files[name]) {
						t.Fatalf("edit %d, %s: %s differs after the check", n, said, name)
					}
				}
			}
		}
	}
	t.Logf("%d edits; %d of %d states that were looked at were good, and %d provisional at first", *edits, compared, looked, provisional)
	if *edits > 19 && (compared < looked/8 || provisional == 0) {
		t.Error("too few states were good: the test says nothing")
	}
}

// rank puts what pages ask for behind the pages.
func rank(name string) int {
	if filepath.Ext(name) == ".html" {
		return 0
	}
	return 1
}

// TestPageOf sees which page a browser is led to that follows the file just saved.
func TestPageOf(t *testing.T) {
	v, err := generator.OpenPreview(generator.Input{Dir: "..", Now: exampleNow, Version: "devel"})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for file, want := range map[string]string{
		"data/partners/corvane.yaml":                     "/partners/corvane/", // and not its alias
		"data/partners/corvane.de.yaml":                  "/de/partners/corvane/",
		"data/awards/2026.yaml":                          "/awards/2026/",
		"data/awards/2026.de.yaml":                       "/de/awards/2026/",
		"content/awards/2026/champion-haddad.de.md":      "/de/awards/2026/champion/noor-haddad/",
		"content/case-studies/ahrenfeld-settlement.md":   "/case-studies/ahrenfeld-settlement/",
		"content/case-studies/copperline-heat-reuse.md":  "", // withheld
		"content/pages/about.de.md":                      "/de/about/",
		"content/pages/jury.md":                          "/jury/",
		"data/programme/roadmap.de.yaml":                 "/de/roadmap/",
		"data/tiers.yaml":                                "/tiers/",
		"data/redirects.csv":                             "", // leads elsewhere
		"plaudit.lock":                                   "",
		"plaudit.yaml":                                   "",
		"themes/podium/templates/pages/partner.html":     "",
		"assets/logos/brueckmann-thiele.svg":             "",
		"static/.well-known/security.txt":                "",
		"content/pages/programme/code-of-conduct.de.md":  "/de/programme/code-of-conduct/",
		"data/partners/there-is-no-such-partner.de.yaml": "",
	} {
		if got := v.Latest().PageOf(file); got != want {
			t.Errorf("%s is about %q, not %q", file, got, want)
		}
	}
}
