package generator

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/render"
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

// reading is what was read of a site.
type reading struct {
	tree    *source.Tree
	files   []source.File     // that records are made of
	parts   []decode.Part     // of the files, by place
	listing []diag.Diagnostic // what is wrong with the folder itself
	unread  []diag.Diagnostic // why files could not be read
}

// checked is what a preview remembers of a check: then the next one makes only pages that are not as they were.
type checked struct {
	recall *recall
	keys   map[string]publish.Key // of outputs, by path
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

	headers sync.Once
	folders map[string]bool // see export.PageFolders
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
	r := p.result()
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

// endCheck ends a check that goes on.
func (v *Preview) endCheck() {
	v.stopping.Lock()
	defer v.stopping.Unlock()
	if v.stopCheck != nil {
		v.stopCheck()
	}
}

// due says whether the clock has reached an instant at which the last snapshot becomes another, or went back.
func (v *Preview) due(now time.Time) bool { return v.last.due(now) }

func (s *Snapshot) due(now time.Time) bool {
	next, ok := s.p.clock.Next()
	return ok && !now.Before(next) || now.Before(s.Now)
}

// read brings the tree and the parts up to date, and says which files are other ones. some says that those are files that were there
// before: nothing is new or gone.
func (v *Preview) read(c Change) (saved []string, some bool, err error) {
	var said diag.List
	tree, files, parts := v.tree, v.files, v.parts
	var unread []source.File
	if v.tree != nil && !c.All {
		var written []source.File
		if tree, written, some = v.tree.Again(c.Paths, &said); some {
			files, parts = slices.Clone(files), slices.Clone(parts)
			unread = slices.DeleteFunc(written, func(f source.File) bool { return v.place(f.Path) < 0 })
		}
	}
	if !some {
		if tree, err = v.list(&said); err != nil {
			return nil, false, err
		}
		v.listing = said.From(0)
		files = decode.Files(tree)
		parts = make([]decode.Part, len(files))
	}
	named := make(map[string]bool, len(c.Paths))
	for _, path := range c.Paths {
		named[path] = true
	}
	already := map[string]bool{}
	for _, f := range unread {
		already[f.Path] = true
	}
	for i, f := range files { // what could not be read is tried again
		k := i
		if !some {
			k = v.place(f.Path)
		}
		switch {
		case k < 0 || v.parts[k].Path == "" || !some && (named[f.Path] || !f.Same(v.files[k])):
			if !already[f.Path] {
				unread = append(unread, f)
			}
		case !some:
			files[i], parts[i] = v.files[k], v.parts[k]
			if t, ok := tree.Lookup(f.Path); ok {
				t.Digest = files[i].Digest
			}
		}
	}
	slices.SortFunc(unread, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
	n := said.Len()
	fresh := decode.Parts(tree, unread, v.in.Jobs)
	v.unread = said.From(n)
	for j, f := range unread {
		i, _ := slices.BinarySearchFunc(files, f.Path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
		parts[i] = fresh[j]
		if t, ok := tree.Lookup(f.Path); ok {
			files[i] = *t
		}
	}
	if v.tree != nil {
		saved = differences(v.tree, tree, named)
	}
	v.tree, v.files, v.parts = tree, files, parts
	v.shelf.reads(tree)
	return saved, some, nil
}

// place is the index of a file that records are made of; -1: it is none, or new.
func (v *Preview) place(path string) int {
	i, ok := slices.BinarySearchFunc(v.files, path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return -1
	}
	return i
}

// list lists the site's folder anew. A folder that was put in the place of the one that was opened is opened.
func (v *Preview) list(said *diag.List) (*source.Tree, error) {
	if v.root != nil && v.root.Gone() {
		v.root.Close()
		v.root = nil
	}
	if v.root == nil {
		root, err := source.Open(v.in.Dir)
		if err != nil {
			return nil, fmt.Errorf("reading the site: %w", err)
		}
		v.root = root
	}
	tree, err := source.Read(v.root, v.in.Jobs, said)
	if err != nil {
		return nil, fmt.Errorf("reading the site: %w", err)
	}
	return tree, nil
}

// differences are the paths of files that are new, gone or not as they were, sorted. Of files that were read their bytes decide; of others
// their times, or that somebody named them.
func differences(before, now *source.Tree, named map[string]bool) []string {
	var all []string
	a, b := before.Files, now.Files
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path:
			all, a = append(all, a[0].Path), a[1:]
		case len(a) == 0 || b[0].Path < a[0].Path:
			all, b = append(all, b[0].Path), b[1:]
		default:
			if a[0].Digested() && b[0].Digested() {
				if a[0].Digest != b[0].Digest {
					all = append(all, a[0].Path)
				}
			} else if !a[0].Same(b[0]) || named[a[0].Path] {
				all = append(all, a[0].Path)
			}
			a, b = a[1:], b[1:]
		}
	}
	return all
}

// prepare makes a snapshot of what was read. Steps of which nothing changed are those of the last snapshot; some is as of read.
func (v *Preview) prepare(s *Snapshot, read reading, was *Snapshot, some bool) {
	in := v.in
	in.Now = s.Now
	p := &prepared{in: in, clock: site.NewClock(s.Now), tree: read.tree, cache: v.shelf.cache, shelf: v.shelf, look: &look{}}
	s.p = p
	p.problems.Add(read.listing...)
	p.problems.Add(read.unread...)
	themeOnly := some && was != nil && !was.Provisional && len(s.Saved) > 0 && !was.due(s.Now) && !slices.ContainsFunc(s.Saved, func(path string) bool { return !strings.HasPrefix(path, "themes/") })
	if n := p.problems.Len(); themeOnly {
		s.records = was.records
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
	r := p.result()
	s.Problems, s.Failed = r.Problems, r.Failed(false)
}

// loadTheme loads the theme, or what of it is not the last snapshot's. With draft, templates that are other ones are not checked yet: then the
// snapshot is provisional.
func loadTheme(s, was *Snapshot, draft bool) {
	p := s.p
	of := func(path string) bool { return strings.HasPrefix(path, "themes/") || path == "plaudit.yaml" }
	if was == nil || was.p.theme == nil || slices.ContainsFunc(s.Saved, of) || s.Now.Before(was.Now) {
		n := p.problems.Len()
		if !p.findTheme() {
			s.lookSaid = p.problems.From(n)
			return
		}
		s.lookSaid = p.problems.From(n)
	} else {
		p.look, s.lookSaid = was.p.look, was.lookSaid
		p.problems.Add(s.lookSaid...)
	}
	n := p.problems.Len()
	views := p.layouts()
	layoutsSaid := p.problems.Len() > n
	s.views = slices.Sorted(maps.Keys(views))
	s.names = p.look.allNames(p.whole.Sites[0].Language)
	if was != nil && was.p.theme != nil && (draft || !was.draft) && !layoutsSaid && slices.Equal(s.views, was.views) && slices.Equal(s.names, was.names) && p.look.sameTemplates(was.p.look) {
		p.theme, s.tmplSaid, s.draft = was.p.theme, was.tmplSaid, was.draft
		p.problems.Add(s.tmplSaid...)
		s.Provisional = s.Provisional || s.draft
		return
	}
	if draft && was != nil && !layoutsSaid {
		if theme, ok := render.Draft(p.look.files, views); ok {
			p.theme, s.draft, s.Provisional = theme, true, true
			return
		}
	}
	n = p.problems.Len()
	p.loadTemplates(views)
	s.tmplSaid = p.problems.From(n)
}

// allNames are those that templates may use.
func (l *look) allNames(language string) []string {
	texts := l.catalogs[language]
	var all []string
	for _, what := range []string{"text", "option", "asset"} {
		for _, name := range l.namesOf(what, texts) {
			all = append(all, what+":"+name)
		}
	}
	return all
}

// sameTemplates says whether two looks have the same templates.
func (l *look) sameTemplates(other *look) bool {
	if l == other {
		return true
	}
	count := func(files map[string]render.File) (n int) {
		for name := range files {
			if strings.HasPrefix(name, "templates/") {
				n++
			}
		}
		return n
	}
	if count(l.files) != count(other.files) {
		return false
	}
	for name, f := range l.files {
		if g := other.files[name]; strings.HasPrefix(name, "templates/") && (f.Name != g.Name || string(f.Data) != string(g.Data)) {
			return false
		}
	}
	return true
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
	r := t.p.result()
	t.Problems, t.Failed = r.Problems, r.Failed(false)
	return t
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
