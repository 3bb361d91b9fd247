package compile

import (
	"reflect"
	"text/template/parse"
	"unsafe"
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
	obj   address

	constant bool   // a text that stands in the template
	literal  string // that text
	slot     int    // 1 + the slot that holds it, or 0
	base     address
	offset   uintptr // where in the struct at base it is, if base is given
	home     int     // 1 + the slot that holds base, or 0
}

// address gives where an object is: of a struct or a slice the place that holds it, of a pointer what it points to. Views do not change
// while they are rendered, so a place is as good as a copy. What is read there is read by its static type, which Compile has followed
// from the view's: that is what makes it safe.
type address func(*machine) unsafe.Pointer

// list is how Go holds a slice.
type list struct {
	data     unsafe.Pointer
	len, cap int
}

func listAt(p unsafe.Pointer) *list { return (*list)(p) }

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

// valueAt is the value of a type that stands at an address.
func valueAt(n parse.Node, t reflect.Type, at address) value {
	cl, ok := classOf(t)
	if !ok {
		notCovered(n, "the type %s", t)
	}
	v := value{class: cl, typ: t}
	switch cl {
	case text:
		v.str = func(m *machine) string { return *(*string)(at(m)) }
	case number, truth:
		read := integerOf(t)
		v.num = func(m *machine) int64 { return read(at(m)) }
	case object:
		if t.Kind() == reflect.Pointer {
			v.obj = func(m *machine) unsafe.Pointer { return *(*unsafe.Pointer)(at(m)) }
		} else {
			v.obj = at
		}
	}
	return v
}

// integerOf reads an integer or a truth of a type.
func integerOf(t reflect.Type) func(unsafe.Pointer) int64 {
	switch t.Kind() {
	case reflect.Bool:
		return func(p unsafe.Pointer) int64 { return bit(*(*bool)(p)) }
	case reflect.Int8:
		return func(p unsafe.Pointer) int64 { return int64(*(*int8)(p)) }
	case reflect.Int16:
		return func(p unsafe.Pointer) int64 { return int64(*(*int16)(p)) }
	case reflect.Int32:
		return func(p unsafe.Pointer) int64 { return int64(*(*int32)(p)) }
	case reflect.Int64:
		return func(p unsafe.Pointer) int64 { return *(*int64)(p) }
	}
	return func(p unsafe.Pointer) int64 { return int64(*(*int)(p)) }
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
		v.obj = func(m *machine) unsafe.Pointer { return m.frame[k].obj }
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

// putter puts the value of a type that stands at a place into a slot.
func putter(t reflect.Type) func(*slot, unsafe.Pointer) {
	switch cl, _ := classOf(t); cl {
	case text:
		return func(s *slot, p unsafe.Pointer) { s.str = *(*string)(p) }
	case number, truth:
		read := integerOf(t)
		return func(s *slot, p unsafe.Pointer) { s.num = read(p) }
	}
	if t.Kind() == reflect.Pointer {
		return func(s *slot, p unsafe.Pointer) { s.obj = *(*unsafe.Pointer)(p) }
	}
	return func(s *slot, p unsafe.Pointer) { s.obj = p }
}

// truth gives the function that says whether the value is true in the sense of {{if}}.
func (v value) truth() func(*machine) bool {
	switch v.class {
	case text:
		return func(m *machine) bool { return v.str(m) != "" }
	case number, truth:
		return func(m *machine) bool { return v.num(m) != 0 }
	case object:
		holds := truthOf(v.typ)
		return func(m *machine) bool { return holds(v.obj(m)) }
	}
	return func(*machine) bool { return false }
}

// truthOf says whether an object is true in the sense of {{if}}.
func truthOf(t reflect.Type) func(unsafe.Pointer) bool {
	switch t.Kind() {
	case reflect.Slice:
		return func(p unsafe.Pointer) bool { return listAt(p).len > 0 }
	case reflect.Pointer:
		return func(p unsafe.Pointer) bool { return p != nil }
	}
	return func(unsafe.Pointer) bool { return true }
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
	case v.typ.Kind() == reflect.Pointer:
		elem := v.typ.Elem()
		return func(m *machine) any { return reflect.NewAt(elem, v.obj(m)).Convert(v.typ).Interface() }
	}
	return func(m *machine) any { return reflect.NewAt(v.typ, v.obj(m)).Elem().Interface() }
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
	offset := uintptr(0)
	for i := range f.Index {
		part := t.FieldByIndex(f.Index[:i+1])
		if i < len(f.Index)-1 && part.Type.Kind() != reflect.Struct {
			notCovered(n, "a field of an embedded pointer")
		}
		offset += part.Offset
	}
	base, home := v.obj, v.slot
	switch {
	case v.typ.Kind() == reflect.Pointer:
		pointer := v.obj
		home = 0
		base = func(m *machine) unsafe.Pointer {
			p := pointer(m)
			if p == nil {
				failf("nil pointer evaluating %s", name)
			}
			return p
		}
	case v.base != nil:
		base, home = v.base, v.home
		offset += v.offset
	}
	at := func(m *machine) unsafe.Pointer { return unsafe.Add(base(m), offset) }
	if home > 0 {
		k := home - 1
		at = func(m *machine) unsafe.Pointer { return unsafe.Add(m.frame[k].obj, offset) }
	}
	out := valueAt(n, f.Type, at)
	if f.Type.Kind() == reflect.Struct {
		out.base, out.offset, out.home = base, offset, home
	}
	if home > 0 && out.class == text { // most of what a page is made of, so it is done in one step
		k := home - 1
		out.str = func(m *machine) string { return *(*string)(unsafe.Add(m.frame[k].obj, offset)) }
	}
	return out
}
