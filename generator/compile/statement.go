package compile

import (
	"reflect"
	"strings"
	"text/template/parse"
	"unsafe"
)

// flow is how a statement ends.
type flow uint8

const (
	onward flow = iota
	breaks
	continues
)

// block is a list of statements, each with the constant text before it.
type block struct {
	steps []step
	tail  string
}

// step has one of do, which may leave a range, and plain, which cannot. What is fixed writes the same for all pages of a language.
type step struct {
	text  string
	plain func(*machine)
	do    func(*machine) flow
	fixed bool
}

func (b *block) run(m *machine) flow {
	for i := range b.steps {
		s := &b.steps[i]
		m.out = append(m.out, s.text...)
		if s.plain != nil {
			s.plain(m)
		} else if how := s.do(m); how != onward {
			return how
		}
	}
	m.out = append(m.out, b.tail...)
	return onward
}

func (b *block) add(do func(*machine) flow, fixed bool) {
	b.steps = append(b.steps, step{text: b.tail, do: do, fixed: fixed})
	b.tail = ""
}

func (b *block) addPlain(do func(*machine), fixed bool) {
	b.steps = append(b.steps, step{text: b.tail, plain: do, fixed: fixed})
	b.tail = ""
}

type bodyKey struct {
	name string
	dot  reflect.Type
}

// compiler compiles the templates that one page calls, each once for every type of dot.
type compiler struct {
	trees   map[string]*parse.Tree
	library *Library
	common  func(name string) bool
	bodies  map[bodyKey]*body
	scope   scope
}

// scope is what is known within a template.
type scope struct {
	dot   value
	fixed bool // the dot is the same for all pages of a language
	vars  []variable
	next  int // the first free slot
	body  *body
}

type variable struct {
	name  string
	value value
}

// template gives the body of a template. One that calls itself gets a body that is still being made.
func (c *compiler) template(name string, dot reflect.Type) *body {
	key := bodyKey{name, dot}
	if b := c.bodies[key]; b != nil {
		return b
	}
	if b := c.library.bodies[key]; b != nil && c.isCommon(name) {
		return b
	}
	tree := c.trees[name]
	if tree == nil || tree.Root == nil {
		failf("%w: there is no template %s", errNotCovered, name)
	}
	b := &body{}
	c.bodies[key] = b
	outer := c.scope
	c.scope = scope{body: b}
	c.scope.dot, _ = c.newSlot(tree.Root, dot)
	c.scope.vars = []variable{{"$", c.scope.dot}}
	b.block = c.list(tree.Root)
	c.scope = outer
	return b
}

// newSlot makes room for a value in the frame of the template, until the end of the scope.
func (c *compiler) newSlot(n parse.Node, t reflect.Type) (value, int) {
	k := c.scope.next
	c.scope.next++
	c.scope.body.slots = max(c.scope.body.slots, c.scope.next)
	return inSlot(n, t, k), k
}

func (c *compiler) list(list *parse.ListNode) block {
	var b block
	if list == nil {
		return b
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			b.tail += string(n.Text)
		case *parse.CommentNode:
		case *parse.ActionNode:
			c.action(&b, n)
		case *parse.IfNode:
			c.conditional(&b, n)
		case *parse.WithNode:
			c.with(&b, n)
		case *parse.RangeNode:
			c.ranged(&b, n)
		case *parse.TemplateNode:
			c.partial(&b, n)
		case *parse.BreakNode:
			b.add(func(*machine) flow { return breaks }, false)
		case *parse.ContinueNode:
			b.add(func(*machine) flow { return continues }, false)
		default:
			notCovered(n, "this kind of statement")
		}
	}
	return c.joined(b)
}

func (c *compiler) action(b *block, n *parse.ActionNode) {
	if len(n.Pipe.Decl) == 0 {
		c.print(b, n.Pipe)
		return
	}
	if do := c.notice(n.Pipe); do != nil {
		b.addPlain(do, false)
		return
	}
	b.addPlain(c.declared(n.Pipe), false)
}

// notice compiles {{$_ := _name "text"}}, by which the caller of this package counts what a template does. Names that begin so are the
// caller's own, and nobody reads that variable: there is nothing to keep.
func (c *compiler) notice(p *parse.PipeNode) func(*machine) {
	if p.IsAssign || len(p.Decl) != 1 || p.Decl[0].Ident[0] != "$_" || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return nil
	}
	id, named := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	text, constant := p.Cmds[0].Args[1].(*parse.StringNode)
	if !named || !constant || !strings.HasPrefix(id.Ident, "_") {
		return nil
	}
	f, ok := c.library.Funcs[id.Ident].(Flag)
	if !ok {
		return nil
	}
	s := text.Text
	return func(m *machine) { orFail(f(m.env, s)) }
}

// declared compiles a pipeline that sets a variable.
func (c *compiler) declared(p *parse.PipeNode) (store func(*machine)) {
	v := c.commands(p, p.Cmds)
	if len(p.Decl) != 1 || v.class == nothing || p.Decl[0].Ident[0] == "$" {
		notCovered(p, "such a variable")
	}
	name, k := p.Decl[0].Ident[0], 0
	if p.IsAssign {
		known := c.variable(p, name)
		if k = known.slot - 1; k < 0 || known.typ != v.typ {
			notCovered(p, "a variable of several types")
		}
	} else {
		var known value
		known, k = c.newSlot(p, v.typ)
		c.scope.vars = append(c.scope.vars, variable{name, known})
	}
	set := v.setter()
	return func(m *machine) { set(m, &m.frame[k]) }
}

func (c *compiler) variable(n parse.Node, name string) value {
	for i := len(c.scope.vars) - 1; i >= 0; i-- {
		if c.scope.vars[i].name == name {
			return c.scope.vars[i].value
		}
	}
	notCovered(n, "the variable %s, which is set elsewhere", name)
	return value{}
}

// scoped compiles a list whose variables end with it. fixed says so of its dot.
func (c *compiler) scoped(list *parse.ListNode, dot value, fixed bool) block {
	outer := c.scope
	c.scope.dot, c.scope.fixed = dot, fixed
	b := c.list(list)
	c.scope = outer
	return b
}

func (c *compiler) conditional(b *block, n *parse.IfNode) {
	outer := c.scope
	holds := c.condition(n.Pipe)
	then, otherwise := c.scoped(n.List, c.scope.dot, c.scope.fixed), c.scoped(n.ElseList, c.scope.dot, c.scope.fixed)
	c.scope = outer
	b.add(func(m *machine) flow {
		if holds(m) {
			return then.run(m)
		}
		return otherwise.run(m)
	}, c.fixed(n.Pipe) && then.fixed() && otherwise.fixed())
}

func (c *compiler) with(b *block, n *parse.WithNode) {
	outer := c.scope
	v, store := value{}, func(*machine) {}
	if len(n.Pipe.Decl) > 0 {
		if n.Pipe.IsAssign {
			notCovered(n.Pipe, "an assignment in with")
		}
		store = c.declared(n.Pipe)
		v = c.scope.vars[len(c.scope.vars)-1].value
	} else {
		v = c.commands(n.Pipe, n.Pipe.Cmds)
		if v.class == nothing {
			notCovered(n.Pipe, "with of nothing")
		}
	}
	dot, k := c.newSlot(n, v.typ)
	set, holds := v.setter(), dot.truth()
	fixed := c.fixed(n.Pipe)
	then, otherwise := c.scoped(n.List, dot, fixed), c.scoped(n.ElseList, c.scope.dot, c.scope.fixed)
	c.scope = outer
	b.add(func(m *machine) flow {
		store(m)
		set(m, &m.frame[k])
		if holds(m) {
			return then.run(m)
		}
		return otherwise.run(m)
	}, fixed && then.fixed() && otherwise.fixed())
}

func (c *compiler) ranged(b *block, n *parse.RangeNode) {
	if n.Pipe.IsAssign {
		notCovered(n.Pipe, "an assignment in range")
	}
	outer := c.scope
	v := c.commands(n.Pipe, n.Pipe.Cmds)
	if v.typ == nil || v.typ.Kind() != reflect.Slice {
		notCovered(n.Pipe, "range over %v", v.typ)
	}
	items, size := v.obj, v.typ.Elem().Size()
	dot, k := c.newSlot(n, v.typ.Elem())
	index, element := -1, -1
	for i, decl := range n.Pipe.Decl {
		t, at := v.typ.Elem(), &element
		if i == 0 && len(n.Pipe.Decl) == 2 {
			t, at = reflect.TypeFor[int](), &index
		}
		var known value
		known, *at = c.newSlot(n, t)
		c.scope.vars = append(c.scope.vars, variable{decl.Ident[0], known})
	}
	put := putter(dot.typ)
	body := c.scoped(n.List, dot, false)
	c.scope = outer
	otherwise := c.scoped(n.ElseList, c.scope.dot, c.scope.fixed)
	b.add(func(m *machine) flow {
		all := listAt(items(m))
		data, count := all.data, all.len
		if count == 0 {
			if otherwise.run(m) == continues { // of a range round this one; a break is held to be of this one
				return continues
			}
			return onward
		}
		for i := range count {
			m.check()
			put(&m.frame[k], unsafe.Add(data, uintptr(i)*size))
			if element >= 0 {
				m.frame[element] = m.frame[k]
			}
			if index >= 0 {
				m.frame[index].num = int64(i)
			}
			if body.run(m) == breaks {
				break
			}
		}
		return onward
	}, false)
}

func (c *compiler) partial(b *block, n *parse.TemplateNode) {
	arg := value{}
	if n.Pipe != nil {
		if len(n.Pipe.Decl) > 0 {
			notCovered(n.Pipe, "a variable in a call")
		}
		arg = c.commands(n.Pipe, n.Pipe.Cmds)
	}
	callee := c.template(n.Name, arg.typ)
	if c.sharedCall(n.Name, arg.typ) {
		b.addPlain(sharedPart(callee, arg), false)
		return
	}
	set := arg.setter()
	b.addPlain(func(m *machine) { m.call(callee, set) }, false)
}
