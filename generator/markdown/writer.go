package markdown

import (
	"cmp"
	"sync"
)

// Writers are used again, for their buffers: tens of thousands of texts are short.
var writers = sync.Pool{New: func() any { return new(writer) }}

// keptBuffer is how large a buffer may be to be kept, in bytes. A site has few texts that are longer.
const keptBuffer = 256 << 10

func newWriter(src string, o Options) *writer {
	w := writers.Get().(*writer)
	w.o = withDefaults(o)
	w.places = places{src: src, origin: o.Origin}
	w.outline.prefix = w.o.IDPrefix
	return w
}

// release keeps the buffers and forgets all else.
func (w *writer) release() {
	if cap(w.out)+cap(w.text) > keptBuffer {
		return
	}
	w.reset()
	w.o, w.places, w.bare = Options{}, places{}, false
	writers.Put(w)
}

// reset takes back what was written.
func (w *writer) reset() {
	clear(w.links)
	clear(w.found)
	w.outline.reset()
	*w = writer{o: w.o, places: w.places, bare: w.bare, out: w.out[:0], text: w.text[:0], links: w.links[:0], found: w.found[:0], outline: w.outline}
}

func withDefaults(o Options) Options {
	l := &o.Labels
	o.IDPrefix = cmp.Or(o.IDPrefix, "h-")
	l.Note, l.Tip, l.Important = cmp.Or(l.Note, "Note"), cmp.Or(l.Tip, "Tip"), cmp.Or(l.Important, "Important")
	l.Warning, l.Caution = cmp.Or(l.Warning, "Warning"), cmp.Or(l.Caution, "Caution")
	l.Footnotes, l.Backlink = cmp.Or(l.Footnotes, "Footnotes"), cmp.Or(l.Backlink, "Back to reference")
	o.Top = cmp.Or(o.Top, 2)
	return o
}
