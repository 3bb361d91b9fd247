// Package serve is the preview of a site in a browser: what a build would publish, as the sources are now, with a panel over the page when
// something is wrong, and a desk at /_plaudit/ for those who write.
//
// It serves outputs of the plan and its own few files, and nothing else: no file of the disk is reached by an address. Only this
// machine is answered, unless somebody asks for more, and no page of another site reads or does anything here (see guard.go).
package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// Options say how a site is served.
type Options struct {
	// Hosts are the names and addresses, without port, by which this machine is asked; none but these are answered.
	Hosts []string
	// Token must be in the first address that a browser opens; empty: none is needed.
	Token string
	// Dir is the site's folder as an absolute path: for links into an editor.
	Dir string
	// Editor is the name of the program that Open starts; empty: there is none.
	Editor string
	// Open opens a file of the site (absolute path, line and column from 1) in the editor.
	Open func(path string, line, column int) error
	// Follow lets pages follow the file just saved, unless a browser says otherwise.
	Follow bool
	// Clock gives the time; it stands still with --now.
	Clock func() time.Time
	// Said is called with each new state of the site, for the terminal; it may be nil.
	Said func(Turn)
}

// Turn is what came of a change.
type Turn struct {
	Generation int
	At         time.Time // of the machine's clock, whatever the site's is
	Saved      []string  // files
	Took       time.Duration
	Checked    time.Duration // how long the check of all pages took; zero: it is still to come
	Problems   []diag.Diagnostic
	Line       func(file string, line int) string
	Stale      bool // the pages are those of an earlier, good state
}

// Server answers for one site. It is an http.Handler.
type Server struct {
	site     *generator.Preview
	o        Options
	instance string // tells this start from others
	action   string // token that actions carry
	mux      http.Handler

	mu       sync.Mutex
	newest   *generator.Snapshot
	good     *generator.Snapshot // the newest without errors; the first of all, when there is none yet
	surely   *generator.Snapshot // the newest good one that is not provisional
	turns    []Turn              // newest first
	problems []diag.Diagnostic   // as far as they are known
	checked  bool                // all pages of the newest were looked at
	ofPages  []diag.Diagnostic   // what only the last check of all pages told
	sheets   map[string]string   // style sheets that the last change exchanged
	onlyCSS  bool
	travels  []travel
	stop     context.CancelFunc // of the check that goes on
	settling time.Duration      // how long making a provisional snapshot a whole one took the last time

	listeners  listeners
	background sync.WaitGroup
}

// turnsKept is how many rebuilds the desk shows.
const turnsKept = 50

// New makes a server of a site that has been read.
func New(site *generator.Preview, o Options) *Server {
	s := &Server{site: site, o: o, instance: random(), action: random()}
	s.newest = site.Latest()
	s.good, s.surely = s.newest, s.newest
	s.mux = s.routes()
	s.turned(s.newest, 0)
	return s
}

func random() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// Changed tells the server that files may have changed. It gives the error of the folder or the machine; mistakes in the site are
// shown to whoever looks at it.
func (s *Server) Changed(paths []string, all bool) error {
	begin := time.Now()
	snap, err := s.site.Change(generator.Change{Paths: paths, All: all, Now: s.o.Clock()})
	if err != nil {
		return err
	}
	s.mu.Lock()
	same := snap == s.newest
	s.mu.Unlock()
	if !same {
		s.turned(snap, time.Since(begin))
	}
	return nil
}

// turned makes a snapshot the one that is served, tells the browsers, and begins to look at all its pages.
func (s *Server) turned(snap *generator.Snapshot, took time.Duration) {
	s.mu.Lock()
	if s.stop != nil {
		s.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	before := s.good
	s.newest = snap
	s.serve(snap)
	s.sheets, s.onlyCSS = exchanged(before, s.good, snap.Saved)
	s.checked = false
	s.problems = withEarlier(snap, s.ofPages)
	turn := s.turn(snap, took)
	s.turns = append([]Turn{turn.kept()}, s.turns[:min(len(s.turns), turnsKept-1)]...)
	s.mu.Unlock()
	s.tell()
	if s.o.Said != nil {
		s.o.Said(turn)
	}
	s.background.Go(func() {
		whole, ok := s.settle(ctx, snap)
		if !ok {
			return
		}
		if whole != snap {
			s.tell()
		}
		s.check(ctx, whole)
		rest(ctx)
	})
}

// restTime is how long nothing must have been saved, with all pages looked at, before memory that is no more in use is given back.
const restTime = time.Second

// rest gives memory back to the system: a preview is open all day beside other programs, and looking at all pages takes twice what it keeps.
func rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(restTime):
		debug.FreeOSMemory()
	}
}

// quietTime is how long nothing must have been saved before the rest of the work begins, which takes longer than showing the page. On a large site
// it is as long as that work took the last time, so that who saves every second does not wait for it each time.
const quietTime = 150 * time.Millisecond

// settle makes a provisional snapshot a whole one.
func (s *Server) settle(ctx context.Context, snap *generator.Snapshot) (*generator.Snapshot, bool) {
	if !snap.Provisional {
		return snap, true
	}
	select {
	case <-ctx.Done():
		return nil, false
	case <-time.After(max(quietTime, s.settled())):
	}
	begin := time.Now()
	whole, ok := s.site.Settle()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settling = time.Since(begin) // also where a change came meanwhile: the next one shall not meet it again
	if !ok || s.newest != snap {
		return nil, false
	}
	s.newest = whole
	if whole.Failed && s.good == snap {
		s.good = s.surely // a mistake that was not seen at once
	}
	s.serve(whole)
	s.problems = withEarlier(whole, s.ofPages)
	return whole, true
}

// settled is how long the last settling took.
func (s *Server) settled() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settling
}

// serve makes a snapshot the one whose pages are served, if it has no errors or there is none without; the server is locked.
func (s *Server) serve(snap *generator.Snapshot) {
	if !snap.Failed || s.good.Failed {
		s.good = snap
		if !snap.Provisional {
			s.surely = snap
		}
	}
}

// turn describes a snapshot; the server is locked.
func (s *Server) turn(snap *generator.Snapshot, took time.Duration) Turn {
	return Turn{Generation: snap.Generation, At: time.Now(), Saved: snap.Saved, Took: took, Problems: s.problems, Line: snap.Line, Stale: s.stale()}
}

// stale says whether the pages are those of an earlier, good state; the server is locked.
func (s *Server) stale() bool { return s.newest.Failed && s.newest != s.good }

// kept is a turn as it is remembered: without its snapshot.
func (t Turn) kept() Turn {
	t.Line = nil
	return t
}

// check looks at all pages of a snapshot. A change meanwhile ends it.
func (s *Server) check(ctx context.Context, snap *generator.Snapshot) {
	begin := time.Now()
	problems, err := s.site.Check(ctx, snap)
	if err != nil {
		return // another check follows, or the server ends
	}
	s.mu.Lock()
	if s.newest != snap {
		s.mu.Unlock()
		return
	}
	s.ofPages = without(problems, snap.Problems)
	s.problems, s.checked = problems, true
	s.turns[0].Checked, s.turns[0].Problems, s.turns[0].Stale = time.Since(begin), problems, s.stale()
	turn := s.turns[0]
	turn.Line = snap.Line
	s.mu.Unlock()
	s.tell()
	if s.o.Said != nil {
		s.o.Said(turn)
	}
}

// Close ends what goes on in the background.
func (s *Server) Close() {
	s.mu.Lock()
	if s.stop != nil {
		s.stop()
	}
	s.mu.Unlock()
	s.listeners.close()
	s.background.Wait()
}

// withEarlier are the problems of a snapshot, with those that the last check of all pages told and that may still be there, until the
// next one says: all but those in the files just saved.
func withEarlier(snap *generator.Snapshot, earlier []diag.Diagnostic) []diag.Diagnostic {
	saved := map[string]bool{}
	for _, path := range snap.Saved {
		saved[path] = true
	}
	var list diag.List
	list.Add(snap.Problems...)
	for _, d := range earlier {
		if !saved[d.At.File] {
			list.Add(d)
		}
	}
	return list.Sorted(nil)
}

// without are the problems of all that some are not.
func without(all, some []diag.Diagnostic) []diag.Diagnostic {
	type id struct {
		at         diag.Position
		code, text string
	}
	known := map[id]bool{}
	for _, d := range some {
		known[id{d.At, d.Code.ID, d.Text}] = true
	}
	var rest []diag.Diagnostic
	for _, d := range all {
		if !known[id{d.At, d.Code.ID, d.Text}] {
			rest = append(rest, d)
		}
	}
	return rest
}
