package generator

import (
	"context"
	"slices"
	"sync"
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
