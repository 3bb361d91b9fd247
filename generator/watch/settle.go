package watch

import "time"

// pace says how long what is waited for.
type pace struct {
	quiet  time.Duration // after a write: whether more is written
	doubt  time.Duration // after something went that was there, or came and looks passing: whether it comes back, or goes
	latest time.Duration // after the first mark, whatever happens
	burst  int           // how many times within latest marks may be due at once

	many       int           // with more paths than this it is a storm: a checkout, an unpacked archive
	manyQuiet  time.Duration // like quiet, in a storm
	manyLatest time.Duration // like latest, in a storm

	glance time.Duration // from one glance at the folder itself to the next
	grace  time.Duration // how long an event may come after a look has found the change
	first  time.Duration // from the first look beside events to the second; then twice as long each time,
	rare   time.Duration // and at last this long
	coarse time.Duration // the coarsest clock that a file system has

	git      time.Duration // how long git's lock is believed
	gitAgain time.Duration // until the next look at it
}

// usual is the pace of real life.
var usual = pace{
	quiet: 15 * time.Millisecond, doubt: 50 * time.Millisecond, latest: 100 * time.Millisecond, burst: 8,
	many: 16, manyQuiet: 100 * time.Millisecond, manyLatest: 5 * time.Second,
	glance: 500 * time.Millisecond, grace: time.Second, first: 2 * time.Second, rare: time.Minute, coarse: 2 * time.Second,
	git: 30 * time.Second, gitAgain: 5 * time.Millisecond,
}

// deed is what was heard of a path.
type deed uint8

const (
	written deed = iota // made, or written to in place: more may follow
	placed              // renamed into place: it is whole
	gone                // removed, or renamed away
	passing             // like written, and the name suggests that it will be renamed soon
)

// settling collects marks until they have settled. It knows no clock and no file: times are those it is given, which only grow.
type settling struct {
	pace     pace
	restless bool // looks still find more: a storm goes on

	marks       map[string]mark
	all         bool
	first, last time.Time
	atOnce      bool
	doubts      int         // marks that are in doubt
	taken       []time.Time // when the last ones were taken, at most pace.burst, the oldest first
}

// mark is what is known of a path that something was heard of.
type mark struct {
	existed bool // before the first that was heard
	deed    deed // the last that was heard
}

func (m mark) inDoubt() bool { return m.deed == gone && m.existed || m.deed == passing && !m.existed }

// heard marks a path. existed says whether it was there when it was last told.
func (s *settling) heard(path string, what deed, existed bool, now time.Time) {
	m, known := s.marks[path]
	if !known {
		m.existed = existed
	} else if m.inDoubt() {
		s.doubts--
	}
	m.deed = what
	if m.inDoubt() {
		s.doubts++
	}
	s.touched(now)
	if s.marks == nil {
		s.marks = map[string]mark{}
	}
	s.marks[path] = m
	s.atOnce = s.atOnce || what == placed && s.calm(now)
}

// everything marks all there is.
func (s *settling) everything(now time.Time) {
	s.touched(now)
	s.all = true
}

func (s *settling) touched(now time.Time) {
	if !s.pending() {
		s.first = now
	}
	s.last = now
}

func (s *settling) pending() bool { return s.all || len(s.marks) > 0 }

func (s *settling) has(path string) bool {
	_, ok := s.marks[path]
	return ok
}

func (s *settling) storm() bool { return s.all || len(s.marks) > s.pace.many }

// calm says whether few Changes were due lately, so that one more is welcome.
func (s *settling) calm(now time.Time) bool {
	return len(s.taken) < s.pace.burst || now.Sub(s.taken[0]) > s.pace.latest
}

// due says when the marks are to be taken, if nothing else is heard until then.
func (s *settling) due() (at time.Time, ok bool) {
	quiet, latest := s.pace.quiet, s.pace.latest
	switch {
	case !s.pending():
		return at, false
	case s.storm() && s.restless:
		return s.first.Add(s.pace.manyLatest), true
	case s.storm():
		quiet, latest = s.pace.manyQuiet, s.pace.manyLatest
	case s.atOnce:
		return s.first, true
	case s.doubts > 0:
		quiet = s.pace.doubt
	}
	at, end := s.last.Add(quiet), s.first.Add(latest)
	if end.Before(at) {
		return end, true
	}
	return at, true
}

// take hands out the marks, whether all is marked, and when the last was heard, and begins anew.
func (s *settling) take(now time.Time) (marks map[string]mark, all bool, last time.Time) {
	marks, all, last = s.marks, s.all, s.last
	if len(s.taken) == s.pace.burst {
		s.taken = append(s.taken[:0], s.taken[1:]...)
	}
	*s = settling{pace: s.pace, restless: s.restless, taken: append(s.taken, now)}
	return marks, all, last
}
