package generator

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/picture"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/webp"
)

// maker makes the outputs of a snapshot one by one.
type maker struct {
	producer
	workers sync.Pool // *pageWorker
}

type pageWorker struct {
	render *render.Worker
	page   render.Page
}

func newMaker(p *prepared) *maker {
	to := &checkSink{shelf: p.shelf}
	q := p.fork(to)
	q.files.base = plan.AddressesOf(q.whole.Sites[0]).Base()
	m := &maker{producer: producer{prepared: q, sink: to, speech: map[*site.Site]*speech{}}}
	m.proofs = newProofs(&m.producer)
	for _, s := range q.whole.Sites {
		m.speech[s] = m.speak(s)
		m.speech[s].env.Memo = q.theme.NewMemo(nil)
	}
	m.exports = newExports(&m.producer)
	m.workers.New = func() any { return &pageWorker{render: q.theme.NewWorker()} }
	return m
}

// FailedOutput says that an output could not be made, with the reason for people who write a theme.
type FailedOutput struct{ Problem diag.Diagnostic }

func (e *FailedOutput) Error() string { return e.Problem.At.String() + ": " + e.Problem.Text }

// Output makes the bytes of an output by its path below the output folder; ok is false when the site has none there. A page that its
// template cannot make is a *FailedOutput.
func (s *Snapshot) Output(name string) (data []byte, ok bool, err error) {
	if s.p.theme == nil {
		return nil, false, nil
	}
	s.world.RLock()
	defer s.world.RUnlock()
	made := s.outputs()
	o, planned := s.p.plan.At(name)
	switch {
	case planned && o.HTML:
		return made.html(o)
	case planned && o.Kind == plan.Static:
		data, err := s.p.tree.ReadFile("static/" + name)
		return data, err == nil, err
	case planned && plan.Drawn(o.Kind):
		return made.proofs.bytes(o)
	case planned:
		return made.file(o, name)
	case strings.HasPrefix(name, "sitemap-"): // a part of a sitemap that is split
		if o, ok := s.p.plan.At("sitemap.xml"); ok {
			return made.file(o, name)
		}
	case path.Base(path.Dir(name)) == "search": // a part of a search index
		if o, ok := s.p.plan.At(path.Dir(name) + "/head.json"); ok && o.Kind == plan.SearchIndex {
			return made.file(o, name)
		}
	case strings.HasPrefix(name, "assets/"):
		return s.p.shelf.get(name)
	}
	return nil, false, nil
}

// outputs is the snapshot's maker; the snapshot must have a theme.
func (s *Snapshot) outputs() *maker {
	s.once.Do(func() { s.made = newMaker(s.p) })
	return s.made
}

func (m *maker) html(o *plan.Output) (data []byte, ok bool, err error) {
	if !m.theme.Has(o.Template) {
		return nil, false, nil // loading the theme has said why
	}
	w := m.workers.Get().(*pageWorker)
	defer m.workers.Put(w)
	speech := m.speech[o.Site]
	problem, ok := w.render.Render(&w.page, o.Template, speech.views.View(o), speech.env)
	if !ok {
		return nil, true, &FailedOutput{problem}
	}
	return append([]byte(nil), w.page.HTML...), true, nil
}

func (m *maker) file(o *plan.Output, name string) (data []byte, ok bool, err error) {
	for _, f := range m.exports.make(o) {
		if f.Path == name {
			return f.Bytes, true, nil
		}
	}
	return nil, false, nil
}

// checkSink is where a preview's outputs go: to nobody, but for files that pages ask for, and the keys of those that were made.
type checkSink struct {
	shelf  *shelf
	before *checked // nil: nothing is remembered

	mu  sync.Mutex
	now *checked
}

func (k *checkSink) Write(name string, data []byte) error {
	k.shelve(name, data)
	return nil
}

func (k *checkSink) shelve(name string, data []byte) {
	if strings.HasPrefix(name, "assets/") {
		k.shelf.put(name, data)
	}
}

// WriteMade is Write for an output that the next check may know again.
func (k *checkSink) WriteMade(name string, data []byte, key publish.Key) error {
	k.shelve(name, data)
	k.note(name, key)
	return nil
}

// Keep says whether the last check made an output of this key.
func (k *checkSink) Keep(name string, key publish.Key) bool {
	if k.before == nil || k.before.keys[name] != key {
		return false
	}
	k.note(name, key)
	return true
}

func (k *checkSink) note(name string, key publish.Key) {
	if k.now == nil {
		return
	}
	k.mu.Lock()
	k.now.keys[name] = key
	k.mu.Unlock()
}

// shelf holds the files that pages asked for, by their published names. A name tells the bytes, so that it is good for every snapshot. A
// picture is made when somebody asks for it, unless a check was quicker.
type shelf struct {
	cache   *cache.Cache
	encoder *webp.Encoder

	mu       sync.Mutex
	tree     *source.Tree
	files    map[string][]byte
	order    []string // of files, oldest first
	bytes    int
	pictures map[string]*shelved
}

// shelved is a picture's file that can be made.
type shelved struct {
	sitePath string
	source   [sha256.Size]byte
	info     asset.Picture
	variant  variant
}

// shelfRoom is how many bytes of files a shelf keeps.
const shelfRoom = 64 << 20

func newShelf(in Input) *shelf {
	return &shelf{encoder: webp.New(in.CodeCache), files: map[string][]byte{}, pictures: map[string]*shelved{}}
}

func (s *shelf) close() error {
	s.cache.Close()
	return s.encoder.Close()
}

// reads says from which tree pictures are read.
func (s *shelf) reads(tree *source.Tree) {
	s.mu.Lock()
	s.tree = tree
	s.mu.Unlock()
}

func (s *shelf) put(name string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.files[name]; known {
		return
	}
	s.files[name], s.order, s.bytes = append([]byte(nil), data...), append(s.order, name), s.bytes+len(data)
	for s.bytes > shelfRoom && len(s.order) > 1 {
		s.bytes -= len(s.files[s.order[0]])
		delete(s.files, s.order[0])
		s.order = s.order[1:]
	}
}

// promise notes how the files of a picture are made.
func (s *shelf) promise(job encoding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range job.variants {
		if s.pictures[v.out] == nil {
			s.pictures[v.out] = &shelved{sitePath: job.sitePath, source: job.source, info: job.info, variant: v}
		}
	}
}

func (s *shelf) get(name string) (data []byte, ok bool, err error) {
	s.mu.Lock()
	data, ok = s.files[name]
	picture, tree := s.pictures[name], s.tree
	s.mu.Unlock()
	if ok || picture == nil {
		return data, ok, nil
	}
	data, err = s.encode(picture, tree)
	if err != nil {
		return nil, true, err
	}
	s.put(name, data)
	return data, true, nil
}

// encode makes a picture's file, or finds it in the cache.
func (s *shelf) encode(p *shelved, tree *source.Tree) ([]byte, error) {
	if data, ok := s.cache.Get(p.variant.key); ok && p.variant.Is(data) {
		return data, nil
	}
	data, err := tree.ReadFile(p.sitePath)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(data) != p.source {
		return nil, fmt.Errorf("%s is another picture by now", path.Base(p.sitePath))
	}
	made, err := picture.Make(p.info, data, []picture.File{p.variant.File}, s.encoder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.sitePath, err)
	}
	s.cache.Put(p.variant.key, made[0])
	return made[0], nil
}
