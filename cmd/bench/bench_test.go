package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator"
)

// TestCorpusIsClean builds small sites: what is measured must be a site that has nothing wrong and holds back no page.
func TestCorpusIsClean(t *testing.T) {
	for _, n := range []int{10, 60, 500} {
		if n > 100 && testing.Short() {
			continue // a site of 500 takes some seconds to check; without -short it is
		}
		dir := t.TempDir()
		if err := makeCorpus(dir, n, 1); err != nil {
			t.Fatal(err)
		}
		instant, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		result, err := generator.Check(context.Background(), generator.Input{Dir: dir, Now: instant})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range result.Problems {
			if i < 10 {
				t.Errorf("n = %d: %s %s: %s", n, p.At, p.Code.ID, p.Text)
			}
		}
	}
}

// TestCorpusIsTheSame says that equal numbers give equal files, and another seed others.
func TestCorpusIsTheSame(t *testing.T) {
	trees := make([]map[string]string, 3)
	for i, seed := range []uint64{1, 1, 2} {
		dir := t.TempDir()
		if err := makeCorpus(dir, 40, seed); err != nil {
			t.Fatal(err)
		}
		trees[i] = readTree(t, dir)
	}
	for path, text := range trees[0] {
		if trees[1][path] != text {
			t.Errorf("%s differs", path)
		}
	}
	if path := "data/partners/00/partner-00007.yaml"; trees[0][path] == "" || trees[0][path] == trees[2][path] {
		t.Errorf("another seed gives the same %s", path)
	}
	counts := map[string]int{}
	for path, text := range trees[0] {
		counts[filepath.Dir(path)]++
		counts["results"] += strings.Count(text, "category: ") // in editions and in files of their own
	}
	for what, want := range map[string]int{"data/partners/00": 40, "content/case-studies": 8, "results": 8} {
		if counts[what] != want {
			t.Errorf("%s: %d, want %d", what, counts[what], want)
		}
	}
}

func TestCorpusRefusesAFolderInUse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "kept"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := makeCorpus(dir, 40, 1); err == nil {
		t.Error("a corpus was made in a folder that is not empty")
	}
}

// TestStoriesHaveSixHundredWords holds the corpus to what it is said to be.
func TestStoriesHaveSixHundredWords(t *testing.T) {
	dir := t.TempDir()
	if err := makeCorpus(dir, 100, 1); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "content/case-studies/*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	total := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		total += len(strings.Fields(body))
	}
	if mean := total / len(files); mean < 550 || mean > 700 {
		t.Errorf("a case study has %d words on average", mean)
	}
}

// TestBareWriter says that the writer which others are compared with writes everything.
func TestBareWriter(t *testing.T) {
	tree, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	for path, text := range map[string]string{"index.html": "home", "a/index.html": "a", "a/b/c/index.html": "c", "empty": ""} {
		name := filepath.Join(tree, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := bareWrite(tree, to, io.Discard); err != nil {
		t.Fatal(err)
	}
	want, got := readTree(t, tree), readTree(t, to)
	if len(got) != 4 || len(want) != len(got) {
		t.Fatalf("wrote %d files of %d", len(got), len(want))
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s: %q, want %q", path, got[path], text)
		}
	}
}

func TestSpread(t *testing.T) {
	samples := []sample{{Wall: 4 * time.Second}, {Wall: time.Second}, {Wall: 2 * time.Second}}
	if got, want := spreadOf(samples, wall), (spread{2, 1, 4}); got != want {
		t.Errorf("of three: %v, want %v", got, want)
	}
	if got, want := spreadOf(samples[:2], wall), (spread{2.5, 1, 4}); got != want {
		t.Errorf("of two: %v, want %v", got, want)
	}
}

func TestMarkdownTable(t *testing.T) {
	o := outcome{n: 10, files: 2, bytes: 3000, samples: map[string][]sample{}}
	for _, name := range cases {
		o.samples[name] = []sample{{Wall: 1500 * time.Millisecond, User: time.Second, System: 250 * time.Millisecond, Peak: 50e6}}
	}
	larger := o
	larger.n, larger.files, larger.bytes, larger.samples = 100, 20, 5000, map[string][]sample{discard: {{User: 2 * time.Second}}, cold: {{User: 3 * time.Second}}}
	var b strings.Builder
	if err := show(&b, true, tablesOf("here", []outcome{o, larger})); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	for _, want := range []string{
		"here; median of 1 runs (least–most).",
		"| 10 | build --discard | 1.50 (1.50–1.50) | 1.00 (1.00–1.00) | 0.25 (0.25–0.25) | 50 (50–50) |",
		"- 10 partners: 2 outputs, 0.0 MB, 1.5 kB each",
		"- build --discard: 375000.0 ns of processor time for each further output byte from 10 to 100 partners (416666.7 for each byte at 10, 400000.0 at 100)",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q in\n%s", want, b.String())
		}
	}
}

// TestBars says which figures are missed: a build that writes costs 3 s more where the bare writer takes 2 s.
func TestBars(t *testing.T) {
	base := outcome{n: barSize, bytes: 1000, samples: map[string][]sample{
		discard:   {{Wall: time.Second, User: time.Second}, {Wall: time.Second, User: time.Second}},
		cold:      {{Wall: 4 * time.Second, Peak: 119e6}, {Wall: 4 * time.Second, Peak: 120e6}},
		bare:      {{Wall: 2 * time.Second}, {Wall: 2 * time.Second}},
		unchanged: {{Wall: 300 * time.Millisecond}},
		later:     {{Wall: 700 * time.Millisecond}},
	}}
	large := outcome{n: largeSize, bytes: 5000, samples: map[string][]sample{discard: {{User: 6 * time.Second}}, cold: {{Peak: 500e6}}}}
	var got []string
	for _, row := range barTable(bars([]outcome{base, large})).rows {
		got = append(got, strings.Join(row[1:], ", "))
	}
	want := []string{
		"1.20 s, 1.00 s (1.00–1.00), met",
		"0.10, `make bench-peers`, ",
		"1.20, 1.50 (1.50–1.50), missed",
		"120 MB, 120 MB (119–120), met", // 119.5
		"450 MB, 500 MB (one run), missed",
		"0.40 s, 0.30 s (one run), met",
		"0.50 s, 0.70 s (one run), missed",
		"1.15, 1.25 (one run), missed", // 5 s for 4,000 bytes, after 1 s for 1,000
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	_, list, err := load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		files[filepath.ToSlash(f.path)] = string(f.data)
	}
	return files
}

// A run that is interrupted prints what it has, and says so.
func TestPreviewInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out strings.Builder
	p := previewing{setting: setting{program: os.Args[0], dir: t.TempDir()}, sizes: []int{10}, edits: 1}
	if err := preview(ctx, p, &out); !errors.Is(err, context.Canceled) || !strings.Contains(out.String(), "partners") {
		t.Errorf("%v, and printed %q", err, out.String())
	}
}

func TestQuantile(t *testing.T) {
	list := []float64{5, 1, 4, 2, 3}
	for share, want := range map[float64]float64{0: 1, .5: 3, .95: 5, 1: 5} {
		if got := quantile(list, share); got != want {
			t.Errorf("below %v a share of %v lies, not below %v", got, share, want)
		}
	}
	if got := quantile(nil, .5); got != 0 {
		t.Errorf("of nothing it is %v", got)
	}
}
