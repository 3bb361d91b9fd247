package view

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
)

// Digest is the digest of a whole view: equal views have equal digests, and any other content another one. It is the key under which a
// page's bytes are kept.
//
// The encoding is the type's name, then its fields in order, texts and lists with their length before them, a pointer as 0, or 1 and what
// it points to. What views do not have (maps, interfaces, floats, unexported fields) is a mistake of the program, and panics.
func Digest(v any) [32]byte {
	value := reflect.ValueOf(v)
	for value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	t := value.Type()
	write, ok := encoders[t]
	if !ok {
		write = encoderOf(t, map[reflect.Type]*encoder{})
	}
	buf := append(make([]byte, 0, 8<<10), t.Name()...)
	return sha256.Sum256(write(append(buf, 0), value))
}

// encoder appends a value of one type.
type encoder func(buf []byte, v reflect.Value) []byte

// encoders are those of the views, made once; they never change.
var encoders = func() map[reflect.Type]encoder {
	made := map[reflect.Type]*encoder{}
	out := map[reflect.Type]encoder{}
	for _, k := range Kinds {
		t := reflect.TypeOf(k.Zero)
		out[t] = encoderOf(t, made)
	}
	return out
}()

// encoderOf makes the encoder of a type. Those in made may still be in the making: a type may hold itself.
func encoderOf(t reflect.Type, made map[reflect.Type]*encoder) encoder {
	if known := made[t]; known != nil {
		return func(buf []byte, v reflect.Value) []byte { return (*known)(buf, v) }
	}
	e := new(encoder)
	made[t] = e
	*e = newEncoder(t, made)
	return *e
}

func newEncoder(t reflect.Type, made map[reflect.Type]*encoder) encoder {
	switch t.Kind() {
	case reflect.String:
		return func(buf []byte, v reflect.Value) []byte {
			s := v.String()
			return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
		}
	case reflect.Int:
		return func(buf []byte, v reflect.Value) []byte { return binary.AppendVarint(buf, v.Int()) }
	case reflect.Bool:
		return func(buf []byte, v reflect.Value) []byte {
			if v.Bool() {
				return append(buf, 1)
			}
			return append(buf, 0)
		}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return func(buf []byte, v reflect.Value) []byte {
				b := v.Bytes()
				return append(binary.AppendUvarint(buf, uint64(len(b))), b...)
			}
		}
		item := encoderOf(t.Elem(), made)
		return func(buf []byte, v reflect.Value) []byte {
			n := v.Len()
			buf = binary.AppendUvarint(buf, uint64(n))
			for i := range n {
				buf = item(buf, v.Index(i))
			}
			return buf
		}
	case reflect.Pointer:
		target := encoderOf(t.Elem(), made)
		return func(buf []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(buf, 0)
			}
			return target(append(buf, 1), v.Elem())
		}
	case reflect.Struct:
		fields := make([]encoder, t.NumField())
		for i := range fields {
			if !t.Field(i).IsExported() {
				panic("view: " + t.Name() + "." + t.Field(i).Name + " is not exported")
			}
			fields[i] = encoderOf(t.Field(i).Type, made)
		}
		return func(buf []byte, v reflect.Value) []byte {
			for i, field := range fields {
				buf = field(buf, v.Field(i))
			}
			return buf
		}
	}
	panic("view: a view cannot hold a " + t.String())
}
