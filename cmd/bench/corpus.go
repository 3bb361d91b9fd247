package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// now is the instant at which the corpus is built: after all that it announces, so that everything is public.
const now = "2026-10-01T09:00:00Z"

const (
	firstYear = 2019
	editions  = 8
	logos     = 40 // drawings that the partners and clients share
)

// A corpus is a site of a given size, made of nothing but its numbers: equal numbers give equal files. Every reference
// in it is valid and nothing is missing, so a build has nothing to say about it.
type corpus struct {
	dir     string
	n       int // partner files; a fifth as many results and case studies
	seed    uint64
	results []result
	former  map[int]bool // partners that have left; all of them have awards, or nothing would link to them
	err     error        // of the first file that could not be written
}

// result is one line of an edition, drawn before any file is written because case studies tell about it.
type result struct {
	edition, category int
	level             string
	partners          []int
	client            int
	caseStudy         int // or -1
	inContent         bool
}

// makeCorpus writes a site with n partners to dir, which must not exist or be empty.
func makeCorpus(dir string, n int, seed uint64) error {
	if n < 10 {
		return fmt.Errorf("a corpus of %d partners is too small to have awards", n)
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", dir)
	}
	c := newCorpus(dir, n, seed)
	c.settings()
	c.lists()
	for i := range logos {
		c.write(fmt.Sprintf("assets/logos/mark-%02d.svg", i), logo(i))
	}
	for i := range n {
		c.write("data/partners/"+c.partnerFile(i), c.partner(i))
	}
	c.awards()
	for i := range c.stories() {
		c.write(fmt.Sprintf("content/case-studies/%s.md", storyID(i)), c.story(i))
	}
	c.posts()
	return c.err
}

// newCorpus draws what several records tell of, and writes nothing.
func newCorpus(dir string, n int, seed uint64) *corpus {
	c := &corpus{dir: dir, n: n, seed: seed}
	c.results = drawResults(c.random("results", 0), n)
	c.former = map[int]bool{}
	for _, res := range c.results {
		for _, p := range res.partners {
			if p%8 == 7 {
				c.former[p] = true
			}
		}
	}
	return c
}

func (c *corpus) stories() int { return c.n / 5 }
func (c *corpus) clients() int { return max(10, c.n/20) }

// random is the source of one record: a record does not change when another kind of record is given a field.
func (c *corpus) random(kind string, i int) *rand.Rand {
	key := c.seed
	for _, b := range []byte(kind) {
		key = key*1099511628211 + uint64(b)
	}
	return rand.New(rand.NewPCG(key, uint64(i)))
}

func (c *corpus) write(path, text string) {
	if c.err != nil {
		return
	}
	name := filepath.Join(c.dir, filepath.FromSlash(path))
	if c.err = os.MkdirAll(filepath.Dir(name), 0o755); c.err == nil {
		c.err = os.WriteFile(name, []byte(text), 0o644)
	}
}

func partnerID(i int) string { return fmt.Sprintf("partner-%05d", i) }
func clientID(i int) string  { return fmt.Sprintf("client-%04d", i) }
func storyID(i int) string   { return fmt.Sprintf("story-%05d", i) }

// partnerFile is the path of a partner's record below data/partners: in folders of a thousand, as a large site would.
func (c *corpus) partnerFile(i int) string {
	return fmt.Sprintf("%02d/%s.yaml", i/1000, partnerID(i))
}

// drawResults spreads n/5 results evenly over editions and categories. A few partners win much more often than the
// others, as partners do; within a category of an edition no partner stands twice, so no award needs an id of its own.
func drawResults(r *rand.Rand, n int) []result {
	places := editions * len(categories)
	taken := map[[3]int]bool{}
	draw := func(edition, category int) int {
		for {
			p := r.IntN(n)
			if r.IntN(3) == 0 {
				p = r.IntN(max(10, n/50))
			}
			if key := [3]int{edition, category, p}; !taken[key] {
				taken[key] = true
				return p
			}
		}
	}
	results := make([]result, n/5)
	for i := range results {
		place, round := i%places, i/places
		res := result{edition: place / len(categories), category: place % len(categories), client: i, caseStudy: -1, inContent: i%7 == 3}
		switch {
		case round == 0, round < 3 && res.category >= 4:
			res.level = "winner"
		case round%2 == 0:
			res.level = "finalist"
		default:
			res.level = "commended"
		}
		res.partners = []int{draw(res.edition, res.category)}
		if i%10 == 5 {
			res.partners = append(res.partners, draw(res.edition, res.category))
		}
		if i%2 == 0 {
			res.caseStudy = i
		}
		results[i] = res
	}
	return results
}

// logo draws a mark of about half a kilobyte.
func logo(i int) string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60" viewBox="0 0 160 60">` + "\n")
	for bar := range 5 {
		height := 10 + (i*7+bar*13)%45
		fmt.Fprintf(&b, "  <rect x=\"%d\" y=\"%d\" width=\"22\" height=\"%d\" rx=\"3\" fill=\"#%02x%02x%02x\"/>\n",
			8+bar*30, 56-height, height, (i*31)%200, (80+i*17)%200, (40+bar*29)%200)
	}
	fmt.Fprintf(&b, "  <path d=\"M4 58H156M%d 4L%d 20\" stroke=\"#222\" stroke-width=\"2\"/>\n</svg>\n", 10+i, 60+i*2)
	return b.String()
}
