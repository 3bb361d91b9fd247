package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// What a look ahead tells of an instant is what checks of that instant and of the one before it differ in, and its instants are those that `next` gives one
// after the other: what it does not look at again would not have been otherwise.
func TestAheadEqualsChecks(t *testing.T) {
	n := 5
	if testing.Short() {
		n = 2 // each site is checked at dozens of instants, seven seconds for all of them; without -short five are
	}
	now, err := time.Parse(time.RFC3339, randomNow)
	if err != nil {
		t.Fatal(err)
	}
	through := time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC)
	troubles := 0
	for i := range n {
		s := newRandomSite(*fromSeed + uint64(i))
		in := generator.Input{Dir: s.write(t, s.with), Now: now, Jobs: 1, Version: "test"}
		ahead, err := generator.LookAhead(t.Context(), in, func(*time.Location) time.Time { return through })
		if err != nil {
			t.Fatal(err)
		}
		before := checked(t, in)
		for _, instant := range ahead.Instants {
			if !instant.At.Equal(before.Next) {
				t.Fatalf("seed %d: the next instant is %s, and not %s", *fromSeed+uint64(i), before.Next, instant.At)
			}
			in.Now = instant.At
			after := checked(t, in)
			var got []string
			for _, trouble := range instant.Troubles {
				if strings.HasPrefix(trouble.What, "P") {
					got = append(got, fmt.Sprintln(trouble.What, trouble.At, trouble.Text))
				}
			}
			want := newProblems(before.Problems, after.Problems)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("seed %d at %s: got\n%s\nwant\n%s", *fromSeed+uint64(i), instant.At, strings.Join(got, ""), strings.Join(want, ""))
			}
			troubles += len(instant.Troubles)
			before = after
		}
		if next := before.Next; !next.IsZero() && !next.After(through) {
			t.Errorf("seed %d: there is a further instant, %s", *fromSeed+uint64(i), next)
		}
	}
	if troubles == 0 {
		t.Error("nothing goes wrong in any site: the test says little")
	}
}

func checked(t *testing.T, in generator.Input) *generator.Result {
	t.Helper()
	r, err := generator.Check(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// newProblems are the diagnostics that only the second list has.
func newProblems(before, after []diag.Diagnostic) []string {
	known := map[string]bool{}
	line := func(d diag.Diagnostic) string { return fmt.Sprintln(d.Code.ID, d.At, d.Text) }
	for _, d := range before {
		known[line(d)] = true
	}
	var fresh []string
	for _, d := range after {
		if !known[line(d)] {
			fresh = append(fresh, line(d))
		}
	}
	slices.Sort(fresh)
	return fresh
}
