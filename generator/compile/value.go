package compile

import (
	"reflect"
	"text/template/parse"
)

// class is how a value is held.
type class uint8

const (
	nothing class = iota // no value: the dot of a partial that is called without one
	text                 // texts of any type
	number               // integers
	truth                // true and false
	object               // structs, pointers and slices
)

// value is a compiled expression: its static type, and the function of its class that gives it.
type value struct {
	class class
	typ   reflect.Type // nil for nothing
	str   func(*machine) string
	num   func(*machine) int64 // of truth 0 or 1
	obj   func(*machine) reflect.Value

	constant bool   // a text that stands in the template
	literal  string // that text
	slot     int    // 1 + the slot that holds it, or 0
	base     func(*machine) reflect.Value
	path     []int // the field of base that it is, if base is given
	home     int   // 1 + the slot that holds base, or 0
}

func classOf(t reflect.Type) (class, bool) {
	if t == nil {
		return nothing, true
	}
	switch t.Kind() {
	case reflect.String:
		return text, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return number, true
	case reflect.Bool:
		return truth, true
	case reflect.Struct, reflect.Pointer, reflect.Slice:
		return object, true
	}
	return nothing, false
}

// valueOf is the value of a type that a function gives.
func valueOf(n parse.Node, t reflect.Type, get func(*machine) reflect.Value) value {
	cl, ok := classOf(t)
	if !ok {
		notCovered(n, "the type %s", t)
	}
	v := value{class: cl, typ: t}
	switch cl {
	case text:
		v.str = func(m *machine) string { return get(m).String() }
	case number:
		v.num = func(m *machine) int64 { return get(m).Int() }
	case truth:
		v.num = func(m *machine) int64 { return bit(get(m).Bool()) }
	case object:
		v.obj = get
	}
	return v
}

// inSlot is the value of a type that stands in a slot of the frame.
func inSlot(n parse.Node, t reflect.Type, k int) value {
	cl, ok := classOf(t)
	if !ok {
		notCovered(n, "the type %s", t)
	}
	v := value{class: cl, typ: t, slot: k + 1}
	switch cl {
	case text:
		v.str = func(m *machine) string { return m.frame[k].str }
	case number, truth:
		v.num = func(m *machine) int64 { return m.frame[k].num }
	case object:
		v.obj = func(m *machine) reflect.Value { return m.frame[k].obj }
	}
	return v
}

func textOf(t reflect.Type, str func(*machine) string) value {
	return value{class: text, typ: t, str: str}
}

func constant(s string) value {
	v := textOf(reflect.TypeFor[string](), func(*machine) string { return s })
	v.constant, v.literal = true, s
	return v
}

func integer(num func(*machine) int64) value {
	return value{class: number, typ: reflect.TypeFor[int](), num: num}
}

func boolean(holds func(*machine) bool) value {
	return value{class: truth, typ: reflect.TypeFor[bool](), num: func(m *machine) int64 { return bit(holds(m)) }}
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// setter gives the function that puts the value into a slot, perhaps of another frame.
func (v value) setter() func(*machine, *slot) {
	switch v.class {
	case text:
		return func(m *machine, s *slot) { s.str = v.str(m) }
	case number, truth:
		return func(m *machine, s *slot) { s.num = v.num(m) }
	case object:
		return func(m *machine, s *slot) { s.obj = v.obj(m) }
	}
	return func(*machine, *slot) {}
}

// putter is setter for a value that is had already.
func putter(c class) func(*slot, reflect.Value) {
	switch c {
	case text:
		return func(s *slot, v reflect.Value) { s.str = v.String() }
	case number:
		return func(s *slot, v reflect.Value) { s.num = v.Int() }
	case truth:
		return func(s *slot, v reflect.Value) { s.num = bit(v.Bool()) }
	}
	return func(s *slot, v reflect.Value) { s.obj = v }
}

// truth gives the function that says whether the value is true in the sense of {{if}}.
func (v value) truth() func(*machine) bool {
	switch v.class {
	case text:
		return func(m *machine) bool { return v.str(m) != "" }
	case number, truth:
		return func(m *machine) bool { return v.num(m) != 0 }
	case object:
		switch v.typ.Kind() {
		case reflect.Slice:
			return func(m *machine) bool { return v.obj(m).Len() > 0 }
		case reflect.Pointer:
			return func(m *machine) bool { return !v.obj(m).IsNil() }
		}
		return func(m *machine) bool {
			v.obj(m) // it may fail
			return true
		}
	}
	return func(*machine) bool { return false }
}

// any gives the function that gives the value as an interface, with its type.
func (v value) any(n parse.Node) func(*machine) any {
	switch {
	case v.class == nothing:
		notCovered(n, "nothing as an argument")
	case v.constant:
		boxed := any(v.literal)
		return func(*machine) any { return boxed }
	case v.typ == reflect.TypeFor[string]():
		return func(m *machine) any { return v.str(m) }
	case v.typ == reflect.TypeFor[int]():
		return func(m *machine) any { return int(v.num(m)) }
	case v.typ == reflect.TypeFor[bool]():
		return func(m *machine) any { return v.num(m) != 0 }
	case v.class == text:
		return func(m *machine) any { return reflect.ValueOf(v.str(m)).Convert(v.typ).Interface() }
	case v.class == number:
		return func(m *machine) any { return reflect.ValueOf(v.num(m)).Convert(v.typ).Interface() }
	case v.class == truth:
		return func(m *machine) any { return reflect.ValueOf(v.num(m) != 0).Convert(v.typ).Interface() }
	}
	return func(m *machine) any { return v.obj(m).Interface() }
}

// fields follows names from the value.
func (v value) fields(n parse.Node, names []string) value {
	for _, name := range names {
		v = v.field(n, name)
	}
	return v
}

func (v value) field(n parse.Node, name string) value {
	if v.typ == nil {
		notCovered(n, "a field of nothing")
	}
	t := v.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		notCovered(n, "a field of %s", v.typ)
	}
	if _, ok := reflect.PointerTo(t).MethodByName(name); ok {
		notCovered(n, "a method")
	}
	f, ok := t.FieldByName(name)
	if !ok || !f.IsExported() {
		notCovered(n, "the field %s of %s", name, t)
	}
	for i := range len(f.Index) - 1 {
		if t.FieldByIndex(f.Index[:i+1]).Type.Kind() != reflect.Struct {
			notCovered(n, "a field of an embedded pointer")
		}
	}
	base, path := v.obj, f.Index
	switch {
	case v.typ.Kind() == reflect.Pointer:
		pointer := v.obj
		base = func(m *machine) reflect.Value {
			p := pointer(m)
			if p.IsNil() {
				failf("nil pointer evaluating %s", name)
			}
			return p.Elem()
		}
	case v.base != nil:
		base, path = v.base, append(append([]int{}, v.path...), f.Index...)
	}
	out := valueOf(n, f.Type, follow(base, path))
	out.base, out.path = base, path
	switch {
	case v.slot > 0 && v.typ.Kind() == reflect.Struct:
		out.home = v.slot
	case v.base != nil && v.typ.Kind() == reflect.Struct:
		out.home = v.home
	}
	if out.home > 0 && out.class == text {
		out.str = textAt(out.home-1, path)
	}
	return out
}

// textAt gives a text of a struct that stands in a slot: most of what a page is made of, so it is done in one step.
func textAt(k int, path []int) func(*machine) string {
	switch len(path) {
	case 1:
		i := path[0]
		return func(m *machine) string { return m.frame[k].obj.Field(i).String() }
	case 2:
		i, j := path[0], path[1]
		return func(m *machine) string { return m.frame[k].obj.Field(i).Field(j).String() }
	}
	return func(m *machine) string {
		v := m.frame[k].obj
		for _, i := range path {
			v = v.Field(i)
		}
		return v.String()
	}
}

// follow gives the field of a struct.
func follow(base func(*machine) reflect.Value, path []int) func(*machine) reflect.Value {
	switch len(path) {
	case 1:
		i := path[0]
		return func(m *machine) reflect.Value { return base(m).Field(i) }
	case 2:
		i, j := path[0], path[1]
		return func(m *machine) reflect.Value { return base(m).Field(i).Field(j) }
	}
	return func(m *machine) reflect.Value {
		v := base(m)
		for _, i := range path {
			v = v.Field(i)
		}
		return v
	}
}
