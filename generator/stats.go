package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator/plan"
)

// Stats is where the time of a run went.
type Stats struct {
	Steps []Step
	Total time.Duration

	Standing  bool       // nothing had changed since the last build, so nothing was done
	Kept      int        // pages of the last build that were kept, as their keys were the same
	Made      int        // pages that were made
	Hits      int        // results of earlier work that the cache had
	Misses    int        // those that it did not have
	Templates []Template // with Input.Measure: what pages of each template cost, the most costly first
	Slowest   []Slow     // with Input.Measure: the pages that took longest
}

// Step is one step of the pipeline.
type Step struct {
	Name string
	Took time.Duration
}

// Template is what the pages of one template cost together: their views, their bytes, reading those, writing them.
type Template struct {
	Name  string
	Pages int
	Took  time.Duration
}

// Slow is an output that took long, with the source file of the record that it is about, if there is one.
type Slow struct {
	Path, Source string
	Took         time.Duration
}

// slowest is how many outputs are named.
const slowest = 10

// stats measures the steps, each from its begin to the next one's. It is for people; no output depends on it.
type stats struct {
	mu    sync.Mutex
	steps []Step
	start time.Time
	last  time.Time

	standing   bool
	kept, made int
	templates  map[string]*Template
	slow       []Slow
}

func (s *stats) begin(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.start.IsZero() {
		s.start = now
	}
	s.end(now)
	s.steps = append(s.steps, Step{Name: name})
	s.last = now
}

// began is when the first step began.
func (s *stats) began() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.start
}

func (s *stats) end(now time.Time) {
	if n := len(s.steps); n > 0 {
		s.steps[n-1].Took = now.Sub(s.last)
	}
}

// measured calls make, which makes an output, and notes how long it took.
func (s *stats) measured(o *plan.Output, make func() error) error {
	begin := time.Now()
	err := make()
	took := time.Since(begin)
	s.mu.Lock()
	defer s.mu.Unlock()
	name := o.Template
	if !o.HTML {
		name = string(o.Kind)
	}
	if s.templates == nil {
		s.templates = map[string]*Template{}
	}
	t := s.templates[name]
	if t == nil {
		t = &Template{Name: name}
		s.templates[name] = t
	}
	t.Pages++
	t.Took += took
	if len(s.slow) < slowest || took > s.slow[len(s.slow)-1].Took {
		s.slow = append(s.slow, Slow{o.Path, o.Position().File, took})
		slices.SortStableFunc(s.slow, func(a, b Slow) int { return cmp.Compare(b.Took, a.Took) })
		s.slow = s.slow[:min(len(s.slow), slowest)]
	}
	return err
}

// count notes what became of the pages.
func (s *stats) count(kept, made int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept, s.made = kept, made
}

func (p *prepared) readStats() Stats {
	s := &p.stats
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.end(now)
	out := Stats{Steps: slices.Clone(s.steps), Total: now.Sub(s.start), Standing: s.standing, Kept: s.kept, Made: s.made, Slowest: slices.Clone(s.slow)}
	out.Hits, out.Misses = p.cache.Used()
	for _, name := range slices.Sorted(maps.Keys(s.templates)) {
		out.Templates = append(out.Templates, *s.templates[name])
	}
	slices.SortStableFunc(out.Templates, func(a, b Template) int { return cmp.Compare(b.Took, a.Took) })
	return out
}

func countKinds(p *plan.Plan) []KindCount {
	counts := map[plan.Kind]int{}
	for _, o := range p.Outputs {
		counts[o.Kind]++
	}
	out := make([]KindCount, 0, len(counts))
	for kind, n := range counts {
		out = append(out, KindCount{kind, n})
	}
	slices.SortFunc(out, func(a, b KindCount) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(string(a.Kind), string(b.Kind)))
	})
	return out
}
