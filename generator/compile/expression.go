package compile

import (
	"strings"
	"text/template/parse"
	"unsafe"
)

// commands compiles the commands of a pipeline. The value of each is the last argument of the next one.
func (c *compiler) commands(p *parse.PipeNode, cmds []*parse.CommandNode) value {
	var v value
	for i, cmd := range cmds {
		if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			if id.Ident == "not" && i == 0 && len(cmd.Args) == 2 {
				holds := c.conditionOf(cmd.Args[1])
				v = boolean(func(m *machine) bool { return !holds(m) })
				continue
			}
			args := c.arguments(cmd.Args[1:])
			if i > 0 {
				if id.Ident == "and" || id.Ident == "or" {
					notCovered(p, "a pipeline into %s", id.Ident)
				}
				args = append(args, argument{node: cmd, value: v})
			}
			v = c.function(id, args)
			continue
		}
		if i > 0 || len(cmd.Args) > 1 {
			notCovered(p, "arguments for what is no function")
		}
		v = c.operand(cmd.Args[0])
	}
	return v
}

// argument is an argument of a function. Literals are typed by what the function takes.
type argument struct {
	node  parse.Node
	value value
}

func (c *compiler) arguments(nodes []parse.Node) []argument {
	args := make([]argument, 0, len(nodes)+1)
	for _, n := range nodes {
		args = append(args, argument{n, c.operand(n)})
	}
	return args
}

func (c *compiler) operand(n parse.Node) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return c.scope.dot
	case *parse.FieldNode:
		return c.scope.dot.fields(n, n.Ident)
	case *parse.VariableNode:
		return c.variable(n, n.Ident[0]).fields(n, n.Ident[1:])
	case *parse.ChainNode:
		return c.operand(n.Node).fields(n, n.Field)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			notCovered(n, "a variable within an expression")
		}
		return c.commands(n, n.Cmds)
	case *parse.IdentifierNode:
		return c.function(n, nil)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return boolean(func(*machine) bool { return n.True })
	case *parse.NumberNode:
		if !n.IsInt || strings.Trim(n.Text, "-0123456789") != "" || int64(int(n.Int64)) != n.Int64 {
			notCovered(n, "this number")
		}
		return integer(func(*machine) int64 { return n.Int64 })
	}
	notCovered(n, "this kind of expression")
	return value{}
}

// condition compiles a pipeline of which only the truth matters: what and and or give may then be of several types.
func (c *compiler) condition(p *parse.PipeNode) func(*machine) bool {
	if len(p.Decl) > 0 {
		store := c.declared(p)
		holds := c.variable(p, p.Decl[0].Ident[0]).truth()
		return func(m *machine) bool {
			store(m)
			return holds(m)
		}
	}
	if len(p.Cmds) > 1 {
		return c.commands(p, p.Cmds).truth()
	}
	args := p.Cmds[0].Args
	id, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return c.commands(p, p.Cmds).truth()
	}
	switch {
	case id.Ident == "not" && len(args) == 2:
		holds := c.conditionOf(args[1])
		return func(m *machine) bool { return !holds(m) }
	case (id.Ident == "and" || id.Ident == "or") && len(args) > 1:
		all := make([]func(*machine) bool, 0, len(args)-1)
		for _, a := range args[1:] {
			all = append(all, c.conditionOf(a))
		}
		stop := id.Ident == "or"
		if len(all) == 2 {
			a, b := all[0], all[1]
			return func(m *machine) bool {
				if a(m) == stop {
					return stop
				}
				return b(m)
			}
		}
		return func(m *machine) bool {
			for _, holds := range all {
				if holds(m) == stop {
					return stop
				}
			}
			return !stop
		}
	}
	return c.commands(p, p.Cmds).truth()
}

func (c *compiler) conditionOf(n parse.Node) func(*machine) bool {
	if p, ok := n.(*parse.PipeNode); ok && len(p.Decl) == 0 {
		return c.condition(p)
	}
	return c.operand(n).truth()
}

// choice is and and or where all values have one type: the first that decides, or the last.
func (c *compiler) choice(id *parse.IdentifierNode, args []argument) value {
	if len(args) == 0 {
		notCovered(id, "no argument")
	}
	last := args[len(args)-1].value
	if len(args) == 1 {
		last.slot = 0
		return last
	}
	stop := id.Ident == "or"
	first := args[0].value
	rest := c.choice(id, args[1:])
	if first.typ != rest.typ || first.class == nothing {
		notCovered(id, "values of several types")
	}
	v := value{class: first.class, typ: first.typ}
	switch v.class {
	case text:
		v.str = func(m *machine) string {
			if s := first.str(m); (s != "") == stop {
				return s
			}
			return rest.str(m)
		}
	case number, truth:
		v.num = func(m *machine) int64 {
			if n := first.num(m); (n != 0) == stop {
				return n
			}
			return rest.num(m)
		}
	case object:
		holds := truthOf(first.typ)
		v.obj = func(m *machine) unsafe.Pointer {
			if o := first.obj(m); holds(o) == stop {
				return o
			}
			return rest.obj(m)
		}
	}
	return v
}
