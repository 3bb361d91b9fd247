package compile

import (
	"bytes"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Memo keeps what is the same on all pages, and what partials have written for values that many pages share, so that each is rendered
// once. It is made by a Library, and belongs to one env and one
// state of the views; goroutines may share it.
//
// That is safe since a partial sees nothing but its argument and the functions, since views do not change, and since a partial is
// a template of its own in each context (in HTML text, in an attribute …): only those in HTML text are kept.
type Memo struct {
	// Note is asked once for each part what its user wants to remember of it. It may be nil.
	Note  func(html []byte) any
	parts sync.Map // partKey → *part
	runs  []atomic.Pointer[runPart]
}

// NewMemo makes a memo for the programs of a library.
func (l *Library) NewMemo(note func(html []byte) any) *Memo {
	return &Memo{Note: note, runs: make([]atomic.Pointer[runPart], l.runs)}
}

// part is what a partial wrote for a value.
type part struct {
	html []byte
	note any
}

// Span is where a part stands in a page, and what is noted of it.
type Span struct {
	At, Len int
	Note    any
}

// partKey is a partial, and the value by its identity: two slices are the same if they share memory and length.
type partKey struct {
	body *body
	data unsafe.Pointer
	len  int
}

// sharedCall says whether what a call writes may be kept: the caller said so of the argument's type, and it is a call in HTML text, as
// the names of templates in other contexts differ.
func (c *compiler) sharedCall(name string, t reflect.Type) bool {
	shares := c.library.Shares
	return shares != nil && t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice) && !strings.Contains(name, "$") && shares(t)
}

// sharedPart calls a partial, or takes what it wrote for the same value before.
func sharedPart(callee *body, arg value) func(*machine) {
	identify := func(p unsafe.Pointer) partKey { return partKey{callee, p, 1} }
	if arg.typ.Kind() == reflect.Slice {
		identify = func(p unsafe.Pointer) partKey { return partKey{callee, listAt(p).data, listAt(p).len} }
	}
	set := arg.setter()
	return func(m *machine) {
		key := identify(arg.obj(m))
		if m.memo == nil || key.data == nil || key.len == 0 {
			m.call(callee, set)
			return
		}
		known, ok := m.memo.parts.Load(key)
		if !ok {
			known, _ = m.memo.parts.LoadOrStore(key, m.newPart(callee, set))
		}
		p := known.(*part)
		if m.within == 0 {
			m.spans = append(m.spans, Span{len(m.out), len(p.html), p.note})
		}
		m.out = append(m.out, p.html...)
	}
}

func (m *machine) newPart(callee *body, set func(*machine, *slot)) *part {
	begin := len(m.out)
	m.within++
	m.call(callee, set)
	m.within--
	p := &part{html: bytes.Clone(m.out[begin:])}
	m.out = m.out[:begin]
	if m.memo.Note != nil {
		p.note = m.memo.Note(p.html)
	}
	return p
}
