package watch

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"
)

// step is one thing that a settling hears, so long after the one before.
type step struct {
	after   time.Duration
	path    string
	what    deed
	existed bool
	all     bool
}

// everyStep are all steps of some gaps, among them those around each of the limits.
func everyStep(gaps ...time.Duration) (steps []step) {
	for _, gap := range gaps {
		for what := written; what <= passing; what++ {
			for _, path := range []string{"a", "b"} {
				steps = append(steps, step{gap * time.Millisecond, path, what, true, false}, step{gap * time.Millisecond, path, what, false, false})
			}
		}
		steps = append(steps, step{after: gap * time.Millisecond, all: true})
	}
	return steps
}

// judge is what the settling is compared with: everything heard since it was last taken.
type judge struct {
	t     *testing.T
	steps []step
	heard []step
	times []time.Time
	taken []time.Time
}

// take lets s hand out what is due at a time, and checks that it is all that was heard, and neither too early nor too late.
func (j *judge) take(s *settling, at time.Time) {
	marks, all, last := s.take(at)
	wantAll, first, end := false, j.times[0], j.times[len(j.times)-1]
	want := map[string]mark{}
	placedInPeace := false
	for i, step := range j.heard {
		if step.all {
			wantAll = true
			continue
		}
		m, known := want[step.path]
		if !known {
			m.existed = step.existed
		}
		m.deed = step.what
		want[step.path] = m
		calm := 0
		for _, t := range j.taken {
			if j.times[i].Sub(t) <= s.pace.latest {
				calm++
			}
		}
		placedInPeace = placedInPeace || step.what == placed && calm < s.pace.burst
	}
	if !maps.Equal(marks, want) || all != wantAll || !last.Equal(end) {
		j.t.Fatalf("%v: took %v, %t, want %v, %t", j.steps, marks, all, want, wantAll)
	}
	doubt := false
	for _, m := range want {
		doubt = doubt || m.deed == gone && m.existed || m.deed == passing && !m.existed
	}
	quiet, latest := 15*time.Millisecond, 100*time.Millisecond
	switch {
	case wantAll || len(want) > s.pace.many:
		quiet, latest = 100*time.Millisecond, 5*time.Second
	case placedInPeace:
		quiet = 0
	case doubt:
		quiet = 50 * time.Millisecond
	}
	settled, limit := end.Add(quiet), first.Add(latest)
	if limit.Before(settled) {
		settled = limit
	}
	// What is due at once, or since a storm has become none, is taken when it is asked for.
	if at.Before(settled) || at.After(settled) && !at.Equal(end) {
		j.t.Fatalf("%v: taken %v after the first, want %v", j.steps, at.Sub(first), settled.Sub(first))
	}
	j.heard, j.times, j.taken = nil, nil, append(j.taken, at)
}

// play lets a settling hear steps, and takes what is due as the loop does.
func play(t *testing.T, steps []step) {
	s := &settling{pace: usual}
	j := &judge{t: t, steps: steps}
	now := time.Unix(1_000_000, 0)
	for _, step := range steps {
		now = now.Add(step.after)
		for at, ok := s.due(); ok && !at.After(now); at, ok = s.due() {
			j.take(s, at)
		}
		j.heard, j.times = append(j.heard, step), append(j.times, now)
		if step.all {
			s.everything(now)
		} else {
			s.heard(step.path, step.what, step.existed, now)
		}
		if at, ok := s.due(); ok && !at.After(now) {
			j.take(s, now)
		}
	}
	if at, ok := s.due(); ok {
		j.take(s, at)
	}
	if len(j.heard) > 0 || s.pending() {
		t.Fatalf("%v: %v was never due", steps, j.heard)
	}
}

// TestSettlingExhaustively plays all sequences of three steps, and many longer ones.
func TestSettlingExhaustively(t *testing.T) {
	first, more := everyStep(0), everyStep(0, 14, 15, 49, 50, 100, 101)
	if testing.Short() {
		more = everyStep(0, 15, 60) // all of them take a second, and many under the race detector; without -short they are played
	}
	for _, a := range first {
		for _, b := range more {
			for _, c := range more {
				play(t, []step{a, b, c})
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		steps := make([]step, 4+random.IntN(60))
		few := 1 + random.IntN(40) // paths: a storm has more than sixteen
		for i := range steps {
			steps[i] = more[random.IntN(len(more))]
			if random.IntN(4) > 0 {
				steps[i].after = time.Duration(random.IntN(20)) * time.Millisecond
			}
			steps[i].all = steps[i].all && random.IntN(10) == 0
			steps[i].path = fmt.Sprint(random.IntN(few))
		}
		play(t, steps)
	}
}

func TestSettlingByExample(t *testing.T) {
	ms := func(n int) time.Time { return time.Unix(0, 0).Add(time.Duration(n) * time.Millisecond) }
	due := func(t *testing.T, s *settling, want int) {
		t.Helper()
		if at, ok := s.due(); !ok || !at.Equal(ms(want)) {
			t.Errorf("due %v, %t, want after %d ms", at.Sub(ms(0)), ok, want)
		}
	}
	t.Run("a write waits for more", func(t *testing.T) {
		s := &settling{pace: usual}
		if _, ok := s.due(); ok {
			t.Error("nothing is due")
		}
		s.heard("a", written, true, ms(0))
		due(t, s, 15)
		s.heard("a", written, true, ms(10))
		due(t, s, 25)
		for n := 20; n < 100; n += 10 {
			s.heard("a", written, true, ms(n))
		}
		due(t, s, 100)
	})
	t.Run("what is renamed into place is due at once", func(t *testing.T) {
		s := &settling{pace: usual}
		s.heard("tmp", written, false, ms(0))
		s.heard("a", placed, true, ms(3))
		due(t, s, 0)
	})
	t.Run("what is gone may come back", func(t *testing.T) {
		s := &settling{pace: usual}
		s.heard("a", gone, true, ms(0))
		due(t, s, 50)
		s.heard("a", written, false, ms(40))
		due(t, s, 55)
		if marks, _, _ := s.take(ms(55)); !marks["a"].existed {
			t.Error("it was there before")
		}
	})
	t.Run("of many renamed files the first ones are due at once", func(t *testing.T) {
		s := &settling{pace: usual}
		for n := range usual.burst {
			s.heard(fmt.Sprint(n), placed, true, ms(n))
			due(t, s, n)
			s.take(ms(n))
		}
		s.heard("x", placed, true, ms(20))
		due(t, s, 35)
		s.take(ms(35))
		s.heard("x", placed, true, ms(200))
		due(t, s, 200)
	})
	t.Run("a storm is waited for", func(t *testing.T) {
		s := &settling{pace: usual}
		for n := range 5000 {
			s.heard(fmt.Sprint(n), gone, true, ms(n/2))
		}
		due(t, s, 2499+100)
		s.restless = true
		due(t, s, 5000)
	})
	t.Run("but not for ever", func(t *testing.T) {
		s := &settling{pace: usual}
		for n := range 7000 {
			s.heard(fmt.Sprint(n), written, true, ms(n))
		}
		due(t, s, 5000)
	})
}
