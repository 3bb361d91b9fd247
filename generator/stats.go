package generator

import (
	"cmp"
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
}

// Step is one step of the pipeline.
type Step struct {
	Name string
	Took time.Duration
}

// stats measures the steps, each from its begin to the next one's. It is for people; no output depends on it.
type stats struct {
	mu    sync.Mutex
	steps []Step
	start time.Time
	last  time.Time
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

func (s *stats) read() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.end(now)
	return Stats{Steps: slices.Clone(s.steps), Total: now.Sub(s.start)}
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
