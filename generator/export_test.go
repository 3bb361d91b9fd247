package generator

import (
	"context"
	"slices"
	"sync"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/site"
)

// Collect builds a site as Discard does and gives every output by its path: what publishing would write.
func Collect(ctx context.Context, in Input) (map[string][]byte, *Result, error) {
	p, err := prepare(in)
	if err != nil {
		return nil, nil, err
	}
	sink := collector{files: map[string][]byte{}}
	if r := p.result(); !r.Failed(false) {
		if err := p.produce(ctx, &sink); err != nil {
			return nil, nil, err
		}
	}
	return sink.files, p.result(), nil
}

// Sketched is the input of the same site, but that what is drawn is not drawn: the digest of all that it is made of stands for it.
func (in Input) Sketched() Input {
	in.sketch = true
	return in
}

// collector is a sink that keeps everything.
type collector struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (c *collector) Write(path string, data []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files[path] = slices.Clone(data)
	return nil
}

// Bake puts the credential of an award's recipient into a picture, and gives the key of what it carries.
func Bake(in Input, award string, recipient int, picture []byte) (baked, key []byte, err error) {
	p, err := prepare(in)
	if err != nil {
		return nil, nil, err
	}
	p.files.sink = &collector{files: map[string][]byte{}}
	m := &producer{prepared: p, sink: p.files.sink, speech: map[*site.Site]*speech{}}
	m.withheld = m.newWords()
	for _, s := range p.whole.Sites {
		m.speech[s] = m.speak(s)
	}
	m.exports = newExports(m)
	w := p.whole.Sites[0].AwardByID[award]
	baked, err = m.bake(w, recipient, picture)
	return baked, m.bakeKey(w, recipient), err
}

// memory remembers what was drawn, as long as it is not much. The tests build the same sites again and again.
type memory struct {
	mu    sync.Mutex
	files map[cache.Key][]byte
	bytes int
}

func (m *memory) get(key cache.Key) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.files[key]
	return data, ok
}

func (m *memory) put(key cache.Key, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	const most = 256 << 20
	if m.bytes += len(data); m.bytes > most {
		m.files, m.bytes = map[cache.Key][]byte{}, len(data)
	}
	m.files[key] = slices.Clone(data)
}

// RememberDrawn makes this process remember what was drawn.
func RememberDrawn() { drawn = &memory{files: map[cache.Key][]byte{}} }
