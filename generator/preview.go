package generator

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

// Preview is a site that is looked at while somebody writes it: the pipeline of Build without its last step. What a change did not touch
// is not read and decoded again, pages are made when they are asked for, and what is wrong with all pages together is found out behind that.
//
// Its methods may be called from several goroutines at once.
type Preview struct {
	in    Input
	shelf *shelf

	mu   sync.Mutex // one change at a time
	root *source.Root
	reading
	last *Snapshot

	// world is held for reading by whoever reads a site, and for writing by Retouch, which changes one in place.
	world sync.RWMutex

	checking  sync.Mutex // one check at a time
	before    *checked
	stopping  sync.Mutex
	stopCheck context.CancelFunc
}

// OpenPreview reads a site for the first time. A site with mistakes is one that can be looked at, as far as it goes; the error is of the
// folder or the machine.
func OpenPreview(in Input) (*Preview, error) {
	v := &Preview{in: in, shelf: newShelf(in), before: &checked{}}
	if v.in.Program == "" {
		v.in.Program = "preview" // nothing that one process remembers is read by another
	}
	if in.Cache != "" {
		if c, err := cache.Open(in.Cache, CacheLimit); err == nil {
			v.shelf.cache = c
		}
	}
	if _, err := v.Change(Change{All: true, Now: in.Now}); err != nil {
		return nil, err
	}
	return v, nil
}

// Close lets go of the folder and the cache.
func (v *Preview) Close() error {
	v.checking.Lock()
	defer v.checking.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	err := v.shelf.close()
	if v.root != nil {
		v.root.Close()
	}
	return err
}

// Change is what may be different now.
type Change struct {
	Paths []string  // files that were written, below the site's folder
	All   bool      // anything may be: everything is looked at, and what looks otherwise is read
	Now   time.Time // the clock
}

// Snapshot is a site as of one change. It does not change any more.
type Snapshot struct {
	Generation int
	Now        time.Time         // the clock
	Saved      []string          // the files that this change brought, sorted; those that are gone included
	Problems   []diag.Diagnostic // what is known without looking at pages, sorted
	Failed     bool              // an error is among them: a build would not publish this

	// Provisional says that the pages are right, and not all that is known of the sources beside: Settle finds that out.
	Provisional bool

	world    *sync.RWMutex
	p        *prepared
	draft    bool              // of the theme: see render.Draft
	records  *record.Records   // all of them
	linkSaid []diag.Diagnostic // by the steps up to the plan
	lookSaid []diag.Diagnostic // by the theme's files
	tmplSaid []diag.Diagnostic // by its templates
	views    []string          // names of the page templates that were loaded
	names    []string          // that they may use

	once sync.Once
	made *maker
}

// Latest is the snapshot of the last change.
func (v *Preview) Latest() *Snapshot {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.last
}

// Change reads what changed and gives the site as it is now: the snapshot before, when nothing did. The error is of the folder or the machine.
func (v *Preview) Change(c Change) (*Snapshot, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	was := v.reading
	saved, some, err := v.read(c)
	if err != nil {
		return nil, err
	}
	// The clock alone changes a site only at an instant that it was asked about.
	if v.last != nil && len(saved) == 0 && !v.due(c.Now) {
		return v.last, nil
	}
	s := &Snapshot{Generation: 1, Now: c.Now, Saved: saved, world: &v.world}
	if v.last != nil {
		s.Generation = v.last.Generation + 1
	}
	if !some || !v.retouch(s, was) {
		v.prepare(s, v.reading, v.last, some)
	}
	v.last = s
	return s, nil
}

// retouch makes a snapshot of the last one where all that changed are texts of one record.
func (v *Preview) retouch(s *Snapshot, was reading) bool {
	last := v.last
	if last == nil || last.Failed || last.p.theme == nil || len(s.Saved) != 1 || v.due(s.Now) || len(v.unread) > 0 {
		return false
	}
	i := v.place(s.Saved[0])
	if i < 0 {
		return false
	}
	before, after := was.parts[i], v.parts[i]
	if before.Language+after.Language+before.Edition+after.Edition != "" || len(before.Problems)+len(after.Problems) > 0 {
		return false
	}
	v.endCheck()
	v.checking.Lock() // no check reads the site
	defer v.checking.Unlock()
	v.world.Lock()
	defer v.world.Unlock()
	if !site.Retouch(last.p.whole, before.Value, after.Value) {
		return false
	}
	in := v.in
	in.Now = s.Now
	p := &prepared{in: in, clock: last.p.clock, tree: v.tree, cache: v.shelf.cache, shelf: v.shelf, look: &look{}, whole: last.p.whole, plan: last.p.plan, records: last.p.records, signer: last.p.signer}
	if config, ok := after.Value.(*record.Config); ok {
		p.records = &record.Records{Config: *config, Lock: p.records.Lock}
	}
	s.p, s.records, s.linkSaid, s.Provisional = p, last.records, last.linkSaid, true
	p.problems.Add(v.listing...)
	p.problems.Add(s.linkSaid...)
	p.files = newFiles(p)
	loadTheme(s, last, true)
	r := p.verdict()
	s.Problems, s.Failed = r.Problems, r.Failed(false)
	return true
}

// Settle makes a provisional snapshot a whole one, of the same generation and with the same pages. When another change came meanwhile, or the
// last snapshot is whole, there is nothing to do, and ok is false.
func (v *Preview) Settle() (s *Snapshot, ok bool) {
	v.mu.Lock()
	last, read := v.last, v.reading
	v.mu.Unlock()
	if !last.Provisional {
		return nil, false
	}
	s = &Snapshot{Generation: last.Generation, Now: last.Now, Saved: last.Saved, world: &v.world}
	v.prepare(s, read, last, false)
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.last != last {
		return nil, false
	}
	v.last = s
	return s, true
}

// due says whether the clock has reached an instant at which the last snapshot becomes another, or went back.
func (v *Preview) due(now time.Time) bool { return v.last.due(now) }

func (s *Snapshot) due(now time.Time) bool {
	next, ok := s.p.clock.Next()
	return ok && !now.Before(next) || now.Before(s.Now)
}

// prepare makes a snapshot of what was read. Steps of which nothing changed are those of the last snapshot; some is as of read.
func (v *Preview) prepare(s *Snapshot, read reading, was *Snapshot, some bool) {
	in := v.in
	in.Now = s.Now
	p := &prepared{in: in, clock: site.NewClock(s.Now), tree: read.tree, cache: v.shelf.cache, shelf: v.shelf, look: &look{}}
	s.p = p
	p.problems.Add(read.listing...)
	p.problems.Add(read.unread...)
	themeOnly := some && was != nil && len(s.Saved) > 0 && !was.due(s.Now) && !slices.ContainsFunc(s.Saved, func(path string) bool { return !strings.HasPrefix(path, "themes/") })
	if n := p.problems.Len(); themeOnly {
		s.records, s.Provisional = was.records, was.Provisional
		p.records, p.clock, p.whole, p.plan, p.signer, s.linkSaid = was.p.records, was.p.clock, was.p.whole, was.p.plan, was.p.signer, was.linkSaid
		p.problems.Add(s.linkSaid...)
	} else {
		p.records = decode.Together(p.tree, read.parts, &p.problems)
		s.records = p.records
		p.link()
		p.needBaseURL()
		s.linkSaid = p.problems.From(n)
	}
	p.files = newFiles(p)
	loadTheme(s, was, themeOnly && !was.Failed)
	r := p.verdict()
	s.Problems, s.Failed = r.Problems, r.Failed(false)
}

// AsOf gives the same sources at another time. Nothing is signed in it: it may show what is not public yet.
func (s *Snapshot) AsOf(at time.Time) *Snapshot {
	in := s.p.in
	in.Now, in.Secret = at, nil
	t := &Snapshot{Generation: s.Generation, Now: at, records: s.records, lookSaid: s.lookSaid, world: s.world}
	t.p = &prepared{in: in, clock: site.NewClock(at), tree: s.p.tree, cache: s.p.cache, shelf: s.p.shelf, look: s.p.look, records: s.records}
	t.p.link()
	t.p.files = newFiles(t.p)
	if s.p.theme != nil {
		if views := t.p.layouts(); slices.Equal(slices.Sorted(maps.Keys(views)), s.views) {
			t.p.theme = s.p.theme
		} else {
			t.p.loadTemplates(views)
		}
	}
	r := t.p.verdict()
	t.Problems, t.Failed = r.Problems, r.Failed(false)
	return t
}
