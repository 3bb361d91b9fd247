package generator_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

var (
	sites    = flag.Int("sites", 60, "how many random sites are built")
	fromSeed = flag.Uint64("from-seed", 1, "the first random site")
)

// Withheld equals absent: what a build publishes while something is embargoed, draft, scheduled, expired, unlisted, private or without
// consent is byte for byte what it publishes when that was never written; and no secret is in any output.
func TestWithheldEqualsAbsent(t *testing.T) {
	n := *sites
	if testing.Short() {
		n = min(n, 6) // each is built twice, which takes seconds, and minutes under the race detector; without -short all are
	}
	for i := range n {
		seed := *fromSeed + uint64(i)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := newRandomSite(seed)
			draws := seed%8 == 1 // it takes its time, and equal digests say the same
			with := collect(t, s, s.with, draws)
			without := collect(t, s, s.without, draws)
			if diff := firstDifference(with, without); diff != "" {
				t.Fatalf("%s\nto see it again: go test ./generator -run TestWithheldEqualsAbsent -from-seed %d -sites 1\nThe site:\n%s", diff, seed, dumpFiles(s.with))
			}
			for _, leak := range leaks(with, s.secrets) {
				t.Errorf("leak: %s\nThe site:\n%s", leak, dumpFiles(s.with))
			}
		})
	}
}

// collect builds one version of a random site into memory.
func collect(t *testing.T, s *randomSite, files map[string]*strings.Builder, draws bool) map[string][]byte {
	t.Helper()
	now, err := time.Parse(time.RFC3339, randomNow)
	if err != nil {
		t.Fatal(err)
	}
	in := generator.Input{Dir: s.write(t, files), Now: now, Jobs: 1, Version: "test", Secret: testSecret}
	if !draws {
		in = in.Sketched()
	}
	out, r, err := generator.Collect(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed(false) {
		var b strings.Builder
		diag.Printer{Line: r.Line}.Print(&b, r.Problems)
		t.Fatalf("the random site is wrong:\n%s\n%s", b.String(), dumpFiles(files))
	}
	return out
}

// firstDifference says where two sets of outputs differ; empty when they do not.
func firstDifference(a, b map[string][]byte) string {
	for _, p := range slices.Sorted(maps.Keys(a)) {
		other, ok := b[p]
		if !ok {
			return fmt.Sprintf("only with what is withheld: %s", p)
		}
		if !bytes.Equal(a[p], other) {
			i := 0
			for i < min(len(a[p]), len(other)) && a[p][i] == other[i] {
				i++
			}
			near := func(data []byte) string { return string(data[max(0, i-200):min(len(data), i+200)]) }
			return fmt.Sprintf("%s differs at byte %d\nwith:    %q\nwithout: %q", p, i, near(a[p]), near(other))
		}
	}
	for _, p := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[p]; !ok {
			return fmt.Sprintf("only without what is withheld: %s", p)
		}
	}
	return ""
}

// leaks finds secrets in paths and outputs, in any case of letters.
func leaks(outputs map[string][]byte, secrets []string) []string {
	var found []string
	for _, p := range slices.Sorted(maps.Keys(outputs)) {
		text := bytes.ToLower(outputs[p])
		for _, secret := range secrets {
			if bytes.Contains(text, []byte(secret)) || strings.Contains(path.Clean(p), secret) {
				found = append(found, fmt.Sprintf("%q in %s", secret, p))
			}
		}
	}
	return found
}
