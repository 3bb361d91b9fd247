package compile

import (
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

// Memo keeps what partials have written for values that many pages share, so that each is rendered once. It belongs to one env and one
// state of the views; goroutines may share it.
//
// That is safe since a partial sees nothing but its argument and the functions, since views do not change, and since a partial is
// a template of its own in each context (in HTML text, in an attribute …): only those in HTML text are kept.
type Memo struct {
	// Note is asked once for each part what its user wants to remember of it. It may be nil.
	Note  func(html []byte) any
	parts sync.Map // partKey → *Part
}

// Part is what a partial wrote for a value.
type Part struct {
	HTML []byte
	Note any
}

// Span is where a part stands in a page.
type Span struct {
	At   int
	Part *Part
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
		part := known.(*Part)
		if m.within == 0 {
			m.spans = append(m.spans, Span{len(m.out), part})
		}
		m.out = append(m.out, part.HTML...)
	}
}

func (m *machine) newPart(callee *body, set func(*machine, *slot)) *Part {
	begin := len(m.out)
	m.within++
	m.call(callee, set)
	m.within--
	part := &Part{HTML: append([]byte(nil), m.out[begin:]...)}
	m.out = m.out[:begin]
	if m.memo.Note != nil {
		part.Note = m.memo.Note(part.HTML)
	}
	return part
}
