package compile

import (
	"errors"
	"reflect"
	"text/template/parse"
	"unsafe"
)

var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
)

// function compiles a call. The arguments have been compiled, and are evaluated in their order, each once.
func (c *compiler) function(id *parse.IdentifierNode, args []argument) value {
	if f, ok := c.library.Funcs[id.Ident]; ok {
		return c.call(id, f, args)
	}
	switch id.Ident {
	case "and", "or":
		return c.choice(id, args)
	case "not":
		count(id, args, 1)
		holds := args[0].value.truth()
		return boolean(func(m *machine) bool { return !holds(m) })
	case "eq", "ne", "lt", "le", "gt", "ge":
		return comparison(id, args)
	case "len":
		return length(id, args)
	case "index":
		return index(id, args)
	case "slice":
		return slice(id, args)
	}
	notCovered(id, "this function")
	return value{}
}

func count(id *parse.IdentifierNode, args []argument, n int) {
	if len(args) != n {
		notCovered(id, "%d arguments", len(args))
	}
}

// of takes an argument's value if it has a type.
func (a argument) of(t reflect.Type) value {
	if a.value.typ != t {
		notCovered(a.node, "a value of type %v for %v", a.value.typ, t)
	}
	return a.value
}

// call compiles a call of one of the caller's functions.
func (c *compiler) call(id *parse.IdentifierNode, f any, args []argument) value {
	switch f := f.(type) {
	case Text:
		count(id, args, 1)
		s := args[0].of(stringType).str
		return textOf(stringType, func(m *machine) string { return orFail(f(m.env, s(m))) })
	case Flag:
		count(id, args, 1)
		s := args[0].of(stringType).str
		return boolean(func(m *machine) bool { return orFail(f(m.env, s(m))) })
	case Number:
		count(id, args, 1)
		n := args[0].of(intType).num
		return textOf(stringType, func(m *machine) string { return orFail(f(m.env, int(n(m)))) })
	case Join:
		count(id, args, 2)
		items, sep := args[0].of(reflect.TypeFor[[]string]()).obj, args[1].of(stringType).str
		return textOf(stringType, func(m *machine) string {
			return orFail(f(m.env, *(*[]string)(items(m)), sep(m)))
		})
	case Format:
		if len(args) == 0 {
			notCovered(id, "no argument")
		}
		s, rest := args[0].of(stringType).str, boxed(args[1:])
		if len(rest) == 0 {
			return textOf(stringType, func(m *machine) string { return orFail(f(m.env, s(m), nil)) })
		}
		return textOf(stringType, func(m *machine) string {
			first, begin := s(m), len(m.args)
			m.box(rest)
			out, err := f(m.env, first, m.args[begin:])
			m.args = m.args[:begin]
			return orFail(out, err)
		})
	case Print:
		all := boxed(args)
		return textOf(stringType, func(m *machine) string {
			begin := len(m.args)
			m.box(all)
			out, err := f(m.env, m.args[begin:])
			m.args = m.args[:begin]
			return orFail(out, err)
		})
	case Struct:
		count(id, args, 1)
		s := args[0].of(stringType).str
		return valueAt(id, f.Type, func(m *machine) unsafe.Pointer { return orFail(f.Func(m.env, s(m))) })
	case Convert:
		count(id, args, 1)
		if f.From.Kind() != reflect.String || f.To.Kind() != reflect.String {
			notCovered(id, "this conversion")
		}
		return textOf(f.To, args[0].of(f.From).str)
	}
	notCovered(id, "this kind of function")
	return value{}
}

func orFail[T any](v T, err error) T {
	if err != nil {
		fail(err)
	}
	return v
}

func boxed(args []argument) []func(*machine) any {
	out := make([]func(*machine) any, 0, len(args))
	for _, a := range args {
		out = append(out, a.value.any(a.node))
	}
	return out
}

// box puts arguments on the stack of arguments. Those of a call within an argument are gone before the argument is put there.
func (m *machine) box(args []func(*machine) any) {
	for _, a := range args {
		v := a(m)
		m.args = append(m.args, v)
	}
}

// comparison compiles eq (of two values or more), ne, lt, le, gt and ge of values of one class.
func comparison(id *parse.IdentifierNode, args []argument) value {
	if len(args) < 2 || len(args) > 2 && id.Ident != "eq" {
		notCovered(id, "%d arguments", len(args))
	}
	first := args[0].value
	for _, a := range args {
		if a.value.class != first.class || first.class == object || first.class == nothing {
			notCovered(id, "values that cannot be compared")
		}
	}
	if first.class == truth && id.Ident != "eq" && id.Ident != "ne" {
		notCovered(id, "an order of true and false")
	}
	if len(args) > 2 {
		return oneOf(args)
	}
	second := args[1].value
	if first.class == text {
		a, b := first.str, second.str
		switch id.Ident {
		case "eq":
			return boolean(func(m *machine) bool { return a(m) == b(m) })
		case "ne":
			return boolean(func(m *machine) bool { return a(m) != b(m) })
		case "lt":
			return boolean(func(m *machine) bool { return a(m) < b(m) })
		case "le":
			return boolean(func(m *machine) bool { return a(m) <= b(m) })
		case "gt":
			return boolean(func(m *machine) bool { return a(m) > b(m) })
		}
		return boolean(func(m *machine) bool { return a(m) >= b(m) })
	}
	a, b := first.num, second.num
	switch id.Ident {
	case "eq":
		return boolean(func(m *machine) bool { return a(m) == b(m) })
	case "ne":
		return boolean(func(m *machine) bool { return a(m) != b(m) })
	case "lt":
		return boolean(func(m *machine) bool { return a(m) < b(m) })
	case "le":
		return boolean(func(m *machine) bool { return a(m) <= b(m) })
	case "gt":
		return boolean(func(m *machine) bool { return a(m) > b(m) })
	}
	return boolean(func(m *machine) bool { return a(m) >= b(m) })
}

// oneOf compares the first value with all the others. All are evaluated, as a function's arguments are.
func oneOf(args []argument) value {
	first, rest := args[0].value, args[1:]
	if first.class == text {
		return boolean(func(m *machine) bool {
			s, found := first.str(m), false
			for _, a := range rest {
				if a.value.str(m) == s {
					found = true
				}
			}
			return found
		})
	}
	return boolean(func(m *machine) bool {
		n, found := first.num(m), false
		for _, a := range rest {
			if a.value.num(m) == n {
				found = true
			}
		}
		return found
	})
}

func length(id *parse.IdentifierNode, args []argument) value {
	count(id, args, 1)
	v := args[0].value
	switch {
	case v.class == text:
		return integer(func(m *machine) int64 { return int64(len(v.str(m))) })
	case v.class == object && v.typ.Kind() == reflect.Slice:
		return integer(func(m *machine) int64 { return int64(listAt(v.obj(m)).len) })
	}
	notCovered(id, "the length of %v", v.typ)
	return value{}
}

var errRange = errors.New("index out of range")

// index compiles index of a list.
func index(id *parse.IdentifierNode, args []argument) value {
	count(id, args, 2)
	whole, at := args[0].value, args[1].value
	if whole.class != object || whole.typ.Kind() != reflect.Slice || at.class != number {
		notCovered(id, "index of %v by %v", whole.typ, at.typ)
	}
	size := whole.typ.Elem().Size()
	return valueAt(id, whole.typ.Elem(), func(m *machine) unsafe.Pointer {
		items, i := listAt(whole.obj(m)), at.num(m)
		if i < 0 || i >= int64(items.len) {
			fail(errRange)
		}
		return unsafe.Add(items.data, uintptr(i)*size)
	})
}

// slice compiles slice of a text or a list with at most two places.
func slice(id *parse.IdentifierNode, args []argument) value {
	if len(args) == 0 || len(args) > 3 {
		notCovered(id, "%d arguments", len(args))
	}
	whole := args[0].value
	places := make([]func(*machine) int64, 0, 2)
	for _, a := range args[1:] {
		if a.value.class != number {
			notCovered(id, "a place of type %v", a.value.typ)
		}
		places = append(places, a.value.num)
	}
	switch {
	case whole.class == text:
		return textOf(whole.typ, func(m *machine) string {
			s := whole.str(m)
			from, to := bounds(m, places, len(s), len(s))
			return s[from:to]
		})
	case whole.class == object && whole.typ.Kind() == reflect.Slice:
		size := whole.typ.Elem().Size()
		return valueAt(id, whole.typ, func(m *machine) unsafe.Pointer {
			items := listAt(whole.obj(m))
			from, to := bounds(m, places, items.len, items.cap)
			part := &list{items.data, to - from, items.cap - from}
			if part.cap > 0 { // else the place would be behind the list
				part.data = unsafe.Add(items.data, uintptr(from)*size)
			}
			return unsafe.Pointer(part)
		})
	}
	notCovered(id, "a slice of %v", whole.typ)
	return value{}
}

func bounds(m *machine, places []func(*machine) int64, length, capacity int) (from, to int) {
	at := [2]int{0, length}
	for i, place := range places {
		n := place(m)
		if n < 0 || n > int64(capacity) {
			fail(errRange)
		}
		at[i] = int(n)
	}
	if at[0] > at[1] {
		fail(errRange)
	}
	return at[0], at[1]
}
