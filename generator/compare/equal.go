package compare

import (
	"reflect"
	"slices"
	"sync"
	"time"
)

// equal says whether two values of one type say the same to a visitor. Where they stand in the sources is no difference, and of another record only which
// one it is. It panics at kinds that no record has, such as functions.
func equal(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.String:
		return a.String() == b.String()
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return a.Int() == b.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return a.Uint() == b.Uint()
	case reflect.Float32, reflect.Float64:
		return a.Float() == b.Float()
	case reflect.Pointer:
		return equalPointers(a, b)
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return a.Elem().Type() == b.Elem().Type() && equal(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		return equalMaps(a, b)
	case reflect.Struct:
		return equalStructs(a, b)
	}
	panic("compare: a value of kind " + a.Kind().String())
}

func equalPointers(a, b reflect.Value) bool {
	switch {
	case a.IsNil() || b.IsNil():
		return a.IsNil() == b.IsNil()
	case a.Pointer() == b.Pointer():
		return true
	case a.Type().Elem().Kind() == reflect.Struct:
		if id := shapeOf(a.Type().Elem()).id; id != nil { // another record: which one it is
			return a.Elem().FieldByIndex(id).String() == b.Elem().FieldByIndex(id).String()
		}
	}
	return equal(a.Elem(), b.Elem())
}

func equalMaps(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for _, key := range a.MapKeys() {
		other := b.MapIndex(key)
		if !other.IsValid() || !equal(a.MapIndex(key), other) {
			return false
		}
	}
	return true
}

func equalStructs(a, b reflect.Value) bool {
	if a.Type() == timeType {
		return a.Interface().(time.Time).Equal(b.Interface().(time.Time))
	}
	for _, i := range shapeOf(a.Type()).said {
		if !equal(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

// shape is what there is to compare of a struct type.
type shape struct {
	id   []int // the field that names a record; nil: it is none
	said []int // the fields that say something
}

var shapes sync.Map // by reflect.Type

func shapeOf(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape)
	}
	s := &shape{}
	if isRecord(t) {
		f, _ := t.FieldByName("ID")
		s.id = f.Index
	}
	for i := range t.NumField() {
		f := t.Field(i)
		says := f.IsExported() && !slices.Contains(nowhere, f.Type) && !slices.Contains(byClock, f.Name)
		if t == proseType {
			says = f.Name == "Text" // where it stands in the file is nothing that a visitor sees
		}
		if says {
			s.said = append(s.said, i)
		}
	}
	known, _ := shapes.LoadOrStore(t, s)
	return known.(*shape)
}

// same is equal for two values.
func same[T any](a, b T) bool { return equal(reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem()) }

// part is a field of a record with its key.
type part struct {
	index []int
	key   string
}

// partsKey is a record type and what is left out of it, by the address of that list.
type partsKey struct {
	of      reflect.Type
	without *string
}

var parts sync.Map // by partsKey

// partsOf are the fields of a record type that are compared: all but those that are left out, those of embedded structs included.
func partsOf(t reflect.Type, without []string) []part {
	key := partsKey{of: t}
	if len(without) > 0 {
		key.without = &without[0]
	}
	if known, ok := parts.Load(key); ok {
		return known.([]part)
	}
	var all []part
	for _, f := range reflect.VisibleFields(t) {
		switch {
		case f.Anonymous, !f.IsExported(), slices.Contains(nowhere, f.Type), slices.Contains(without, f.Name):
		case len(f.Index) > 1 && slices.Contains(nowhere, t.FieldByIndex(f.Index[:len(f.Index)-1]).Type):
		default:
			all = append(all, part{f.Index, keyOf(f.Name)})
		}
	}
	parts.Store(key, all)
	return all
}
