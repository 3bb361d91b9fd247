package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPeersTellTheSame makes the peers' sites: every record of the corpus is in them, and what is private is not in Hugo's.
func TestPeersTellTheSame(t *testing.T) {
	const n = 50
	dir := t.TempDir()
	if err := makePeers(dir, n, 1); err != nil {
		t.Fatal(err)
	}
	ours, hugo, eleventy := readTree(t, filepath.Join(dir, "plaudit")), readTree(t, filepath.Join(dir, "hugo")), readTree(t, filepath.Join(dir, "eleventy"))
	c := newCorpus(dir, n, 1)
	certificates := 0
	for _, res := range c.results {
		certificates += len(res.partners)
	}
	counts := map[string]int{}
	for path, text := range hugo {
		section, ok := strings.CutPrefix(path, "content/")
		if !ok {
			continue
		}
		if !strings.HasPrefix(text, "---\n") || !strings.Contains(text, "\ntitle: ") {
			t.Errorf("%s has no title:\n%s", path, text)
		}
		if strings.Contains(text, "The renewal of contract") {
			t.Errorf("%s has the private note", path)
		}
		if !strings.HasSuffix(path, "/_index.md") {
			section, _, _ = strings.Cut(section, "/")
			counts[section]++
		}
	}
	for section, want := range map[string]int{"partners": n, "awards": len(c.results), "certificates": certificates, "case-studies": c.stories(),
		"clients": c.clients(), "updates": 24, "resources": 12, "pages": 2} {
		if counts[section] != want {
			t.Errorf("Hugo has %d of %s, want %d", counts[section], section, want)
		}
	}
	for i := range n {
		record := ours["data/partners/"+c.partnerFile(i)]
		_, rest, _ := strings.Cut(record, "summary: ")
		summary, _, _ := strings.Cut(rest, "\n")
		if page := hugo["content/partners/"+partnerID(i)+".md"]; !strings.Contains(page, "\nsummary: "+summary+"\n") || !strings.Contains(page, "\ntier: [") || !strings.Contains(page, "\nregion: [") {
			t.Errorf("Hugo's partner %d lacks what\n%s\nsays:\n%s", i, record, page)
		}
	}
	for path, text := range ours {
		if path != "plaudit.yaml" && eleventy["records/"+path] != text {
			t.Errorf("Eleventy's records/%s is another", path)
		}
	}
	for _, path := range []string{"eleventy.config.js", "views/partners.11ty.js", "lib/site.js"} {
		if eleventy[path] == "" {
			t.Errorf("Eleventy has no %s", path)
		}
	}
	if hugo["hugo.yaml"] == "" || hugo["layouts/partners/page.html"] == "" {
		t.Error("Hugo has no settings or templates")
	}
}

// TestComparison says what the ratios are of.
func TestComparison(t *testing.T) {
	of := func(name string, bytes int64, seconds ...time.Duration) *builder {
		b := &builder{name: name, outcome: outcome{files: 2, bytes: bytes, samples: map[string][]sample{}}}
		for _, s := range seconds {
			b.samples[cold] = append(b.samples[cold], sample{Wall: s * time.Second, User: 2 * s * time.Second})
		}
		return b
	}
	got := comparisonTables(barSize, []*builder{of("plaudit", 4e6, 2, 3, 2), of("hugo", 2e6, 10, 30, 40), of("eleventy", 4e6, 4, 4, 4)})
	want := [][]string{
		{"plaudit / hugo", "0.10", "0.100 (0.050–0.200)", "met", "0.100 (0.050–0.200)", "0.050"},
		{"plaudit / eleventy", "", "0.500 (0.500–0.750)", "", "0.500 (0.500–0.750)", "0.500"},
	}
	if !slices.EqualFunc(got.tables[0].rows, want, slices.Equal) {
		t.Errorf("got %q, want %q", got.tables[0].rows, want)
	}
}
