// Package compile turns the templates of html/template, once that has escaped them, into closures over the static type of their data.
// They write the same bytes many times faster, since fields, functions and escapers are found when a template is compiled, and not each
// time that it is executed.
//
// It covers what pages of themes are made of, and says so of everything else: Compile fails for a template that it does not cover, and
// Render for one that fails. In both cases html/template is asked, which knows what is right, and says best what is wrong. So a Program
// never has to explain an error, and need not cover what is rare.
package compile

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
	"unsafe"
)

// Program is a compiled template. It does not change; goroutines may share it.
type Program struct {
	view  reflect.Type
	body  *body
	spare sync.Pool // of *machine, for the memory that they have
}

// Funcs are the functions of templates by name: of the types Text, Flag, Number, Format, Print, Join, Struct and Convert. They have the
// names and do what those of the template do; env is what is given to Render.
type Funcs map[string]any

// Kinds of functions, by what they take and give. Those with args must not keep them.
type (
	Text   func(env any, s string) (string, error)
	Flag   func(env any, s string) (bool, error)
	Number func(env any, n int) (string, error)
	Format func(env any, s string, args []any) (string, error)
	Print  func(env any, args []any) (string, error)
	Join   func(env any, list []string, sep string) (string, error)
	// Struct gives where a value of the type stands; it must not change any more.
	Struct struct {
		Type reflect.Type
		Func func(env any, s string) (unsafe.Pointer, error)
	}
	// Convert gives a text another type.
	Convert struct{ From, To reflect.Type }
)

// ErrTooLong is the error of Render for a page that is longer than its limit.
var ErrTooLong = errors.New("the page is longer than its limit")

// errNotCovered is the error of Compile for what is left to html/template.
var errNotCovered = errors.New("not covered")

// Library is what the compiled templates of one theme have in common.
type Library struct {
	Funcs Funcs
	// Shares says for values of which types (pointers and slices) what partials write is kept in a Memo; it may be nil.
	Shares func(reflect.Type) bool
	bodies map[bodyKey]*body
	runs   int // how many fixed runs its programs have
}

// Compile compiles the template of a name from a set that html/template has escaped, that is executed once. view is the type of
// its data: a pointer to a struct. common says which templates, with all that they call, are the same in every set of the library: these
// are compiled once, and what they write for shared values is the same on every page; it may be nil. An error says what is not covered.
func (l *Library) Compile(t *template.Template, name string, view reflect.Type, common func(name string) bool) (p *Program, err error) {
	trees, err := escapedTrees(t)
	if err != nil {
		return nil, err
	}
	// The compiler gives up by a panic, from anywhere in a tree; it becomes an error here and nowhere else.
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, recovered(r)
		}
	}()
	c := &compiler{trees: trees, library: l, common: common, bodies: map[bodyKey]*body{}}
	program := &Program{view: view, body: c.template(name, view)}
	if l.bodies == nil {
		l.bodies = map[bodyKey]*body{}
	}
	for key, b := range c.bodies { // only now: all that they call is complete
		if c.isCommon(key.name) {
			l.bodies[key] = b
		}
	}
	return program, nil
}

// isCommon says whether a template is the same in every set. In another context than HTML text html/template gives it a name of its own,
// which tells the context.
func (c *compiler) isCommon(name string) bool {
	name, _, _ = strings.Cut(name, "$")
	return c.common != nil && c.common(name)
}

// Page is room for a page, and the page.
type Page struct {
	HTML  []byte
	Spans []Span // the parts of it that were taken from a memo, in their order
}

// Render writes the page of a view over what a page held before. At more than limit bytes in all it stops with ErrTooLong. After an
// error what was written means nothing. Without memo no partial is shared.
func (p *Program) Render(page *Page, view, env any, memo *Memo, limit int) (err error) {
	v := reflect.ValueOf(view)
	if !v.IsValid() || v.Type() != p.view {
		return fmt.Errorf("compile: the view is %T, and the program is for %s", view, p.view)
	}
	m, ok := p.spare.Get().(*machine)
	if !ok {
		m = &machine{}
	}
	m.out, m.spans, m.env, m.memo, m.limit = page.HTML[:0], page.Spans[:0], env, memo, limit
	// A nil pointer or a function's error ends the page by a panic, which becomes an error here and nowhere else.
	defer func() {
		if r := recover(); r != nil {
			page.HTML, page.Spans, err = m.out, m.spans, recovered(r)
		}
	}()
	m.call(p.body, func(_ *machine, dot *slot) { dot.obj = v.UnsafePointer() })
	page.HTML, page.Spans = m.out, m.spans
	m.out, m.spans, m.env, m.memo = nil, nil, nil, nil
	clear(m.stack[:m.high]) // a view is let go with its page
	m.high = 0
	p.spare.Put(m) // after an error it is in no state to be used again
	if len(page.HTML) > limit {
		return ErrTooLong
	}
	return nil
}

// failure is what a compiler or a machine panics with.
type failure struct{ err error }

// recovered is the error of a panic. Another than ours (of a function of the caller, say) is for html/template to meet again.
func recovered(r any) error {
	if f, ok := r.(failure); ok {
		return f.err
	}
	return fmt.Errorf("compile: %v", r)
}

func fail(err error) { panic(failure{err}) }

func failf(format string, args ...any) { fail(fmt.Errorf(format, args...)) }

// notCovered ends the compiling of a template.
func notCovered(n parse.Node, format string, args ...any) {
	fail(fmt.Errorf("%w: %s in %s", errNotCovered, fmt.Sprintf(format, args...), n))
}

// machine is one rendering.
type machine struct {
	out    []byte
	spans  []Span
	within int // how many shared parts are being made, each in the one before
	env    any
	memo   *Memo
	limit  int
	depth  int
	frame  []slot // of the template that is running
	stack  []slot // of all that are running, and room for those that they call
	top    int    // how much of it they take
	high   int    // how much of it has been taken
	args   []any  // of the functions that are being called
}

// slot holds the value of a dot or a variable, each class of value in its own field.
type slot struct {
	obj unsafe.Pointer
	str string
	num int64
}

// body is a compiled template for one type of dot.
type body struct {
	block
	slots int
}

// maxDepth is how deep templates may call each other; a goroutine's stack would hold more.
const maxDepth = 20_000

// call runs a template. Its dot is set while the caller's variables are still to be seen.
func (m *machine) call(b *body, set func(*machine, *slot)) {
	if m.depth++; m.depth > maxDepth {
		failf("templates call each other too deep")
	}
	m.check()
	frame, top := m.frame, m.top
	m.top += b.slots
	if m.top > len(m.stack) {
		// The frames of the callers stay where they are, and are theirs; this stack begins above them.
		m.stack = make([]slot, max(64, 2*m.top))
	}
	m.high = max(m.high, m.top)
	callee := m.stack[top:m.top:m.top]
	set(m, &callee[0])
	m.frame = callee
	b.run(m)
	m.frame, m.top = frame, top
	m.depth--
}

// check stops a page that is too long. It is asked at each call and each round of a range.
func (m *machine) check() {
	if len(m.out) > m.limit {
		fail(ErrTooLong)
	}
}
