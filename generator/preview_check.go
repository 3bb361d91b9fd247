package generator

import (
	"context"
	"runtime"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/publish"
)

// checked is what a preview remembers of a check: then the next one makes only pages that are not as they were.
type checked struct {
	recall *recall
	keys   map[string]publish.Key // of outputs, by path
}

// Check looks at all pages of a snapshot and gives all that is wrong, as a build would. Of the pages that are as they were at the last check
// it remembers what they say.
func (v *Preview) Check(ctx context.Context, s *Snapshot) ([]diag.Diagnostic, error) {
	v.checking.Lock()
	defer v.checking.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	v.stopping.Lock()
	v.stopCheck = stop
	v.stopping.Unlock()
	if s.p.theme == nil || s.p.plan == nil {
		return s.Problems, nil
	}
	to := &checkSink{shelf: v.shelf, before: v.before, now: &checked{keys: make(map[string]publish.Key, len(v.before.keys))}}
	q := s.p.fork(to)
	q.before, q.sketch = v.before, true
	if q.in.Jobs <= 0 {
		q.in.Jobs = max(1, runtime.GOMAXPROCS(0)-1) // one core is for who looks at a page
	}
	if err := q.produce(ctx, to); err != nil {
		return nil, err
	}
	to.now.recall = q.recall
	v.before = to.now
	return q.result().Problems, nil
}

// fork gives the same site once more, to make its outputs into a sink. What is found out meanwhile is added to the fork's problems only.
func (p *prepared) fork(to sink) *prepared {
	q := &prepared{in: p.in, tree: p.tree, records: p.records, clock: p.clock, whole: p.whole, plan: p.plan, theme: p.theme, look: p.look, signer: p.signer, cache: p.cache, shelf: p.shelf}
	q.problems.Add(p.problems.From(0)...)
	q.files = newFiles(q)
	q.files.sink = to
	return q
}

// endCheck ends a check that goes on.
func (v *Preview) endCheck() {
	v.stopping.Lock()
	defer v.stopping.Unlock()
	if v.stopCheck != nil {
		v.stopCheck()
	}
}
