//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A build that is killed at any moment leaves one whole site: the old one or the new one. The program is killed for real, at
// random moments, while it publishes two versions of a site to one folder by turns.
func TestKilledBuild(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 20 // each takes a build and more; without -short there are ten times as many
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	versions := [2]string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	for i, site := range versions {
		siteVersion(t, site, i)
	}
	command := func(v int) *exec.Cmd {
		return exec.Command("plaudit", "build", "--site", versions[v], "--out", out, "--now", "2026-01-01T00:00:00Z")
	}
	var whole [2]string
	build := func(v int) time.Duration {
		t.Helper()
		start := time.Now()
		if text, err := command(v).CombinedOutput(); err != nil {
			t.Fatalf("building: %v\n%s", err, text)
		}
		return time.Since(start)
	}
	state := func() string {
		t.Helper()
		sum, err := treeDigest(out)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	var took time.Duration
	for v := range versions {
		build(v)
		whole[v] = state()
	}
	for v := range versions { // with the spare tree of a usual run
		took = max(took, build(v))
		if state() != whole[v] {
			t.Fatal("the same sources gave another site")
		}
	}
	if whole[0] == whole[1] {
		t.Fatal("both versions are the same site")
	}
	r := rand.New(rand.NewPCG(41, uint64(kills)))
	finished := 0
	for i := range kills {
		before := state()
		v := i % 2
		if before == whole[v] {
			v = 1 - v
		}
		cmd := command(v)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Half of them anywhere, half near the end, where it is published.
		at := time.Duration(r.Float64() * float64(took))
		if i%2 == 0 {
			at = time.Duration((0.6 + 0.5*r.Float64()) * float64(took))
		}
		timer := time.AfterFunc(at, func() { cmd.Process.Kill() })
		killed := cmd.Wait() != nil
		timer.Stop()
		after := state()
		if after != whole[0] && after != whole[1] {
			t.Fatalf("kill %d after %s: the folder is neither of the two sites", i, at)
		}
		if !killed {
			finished++
			if after != whole[v] {
				t.Fatalf("build %d ended, and its site is not there", i)
			}
		}
		if i%8 == 7 { // what the killed ones left does not hinder the next
			build(v)
			if state() != whole[v] {
				t.Fatalf("after kill %d a build gives another site", i)
			}
		}
	}
	if finished > kills*3/4 {
		t.Errorf("%d of %d builds ended before they were killed: the moments say nothing", finished, kills)
	}
	t.Logf("%d of %d builds ended before they were killed; a whole one took %s", finished, kills, took)
}

// siteVersion makes one of two versions of a site with some hundred files of which every third differs.
func siteVersion(t *testing.T, site string, v int) {
	t.Helper()
	if err := copyNew("testdata/base", site); err != nil {
		t.Fatal(err)
	}
	if v == 1 {
		if err := os.Remove(filepath.Join(site, "content/updates/spring.md")); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(site, "static", "many")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		text := fmt.Sprintf("file %d", i)
		if i%3 == 0 {
			text = fmt.Sprintf("file %d of version %d", i, v)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d-%d.txt", i, i%10*v)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
