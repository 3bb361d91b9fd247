package view

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"sync"
	"unsafe"
)

// Digests makes the digests of views. What views share (see Shares) it encodes once, and by its digest from then on, so it belongs to one
// Builder. Its methods may be called from several goroutines at once.
type Digests struct{ shared sync.Map } // place → digest

// place tells a shared value: where it stands, of a list with its length, and its type.
type sharedAt struct {
	data unsafe.Pointer
	len  int
	of   *encoder
}

// Digest is the digest of a whole view: equal views have equal digests, and any other content another one. It is the key under which a
// page's bytes are kept. A Prose stands for what it was made of, if it tells that; so a view without its rendered Markdown has the digest
// of the whole one.
//
// The encoding is the type's name, then its fields in order, texts and lists with their length before them, a pointer as 0, or 1 and what
// it points to, something shared as its digest. Fields with the tag digest:"-" follow from others and are left out. What views do
// not have (maps, interfaces, floats, unexported fields) is a mistake of the program, and panics.
func (d *Digests) Digest(v any) [32]byte {
	value := reflect.ValueOf(v)
	if value.Kind() != reflect.Pointer { // a copy that has a place
		at := reflect.New(value.Type())
		at.Elem().Set(value)
		value = at
	}
	for value.Elem().Kind() == reflect.Pointer {
		value = value.Elem()
	}
	t := value.Type().Elem()
	room := digestRoom.Get().(*[]byte)
	defer digestRoom.Put(room)
	buf := append(append((*room)[:0], t.Name()...), 0)
	*room = encoderOf(t).encode(d, buf, value.UnsafePointer())
	return sha256.Sum256(*room)
}

// Digest is the digest of one view.
func Digest(v any) [32]byte { return new(Digests).Digest(v) }

var digestRoom = sync.Pool{New: func() any { return new([]byte) }}

// encoder appends the value of one type that stands at a place. Views do not change, and are read by their static types.
type encoder struct {
	encode func(d *Digests, buf []byte, at unsafe.Pointer) []byte
}

var encoders struct {
	sync.RWMutex
	of map[reflect.Type]*encoder
}

// encoderOf gives the encoder of a type.
func encoderOf(t reflect.Type) *encoder {
	encoders.RLock()
	e := encoders.of[t]
	encoders.RUnlock()
	if e != nil {
		return e
	}
	encoders.Lock()
	defer encoders.Unlock()
	if encoders.of == nil {
		encoders.of = map[reflect.Type]*encoder{}
	}
	return newEncoder(t)
}

// newEncoder makes the encoder of a type and of those that it holds. A type may hold itself, so it is known before it is made.
func newEncoder(t reflect.Type) *encoder {
	if known := encoders.of[t]; known != nil {
		return known
	}
	e := &encoder{}
	encoders.of[t] = e
	switch t.Kind() {
	case reflect.String:
		e.encode = func(_ *Digests, buf []byte, at unsafe.Pointer) []byte { return appendText(buf, *(*string)(at)) }
	case reflect.Int:
		e.encode = func(_ *Digests, buf []byte, at unsafe.Pointer) []byte {
			return binary.AppendVarint(buf, int64(*(*int)(at)))
		}
	case reflect.Bool:
		e.encode = func(_ *Digests, buf []byte, at unsafe.Pointer) []byte { return append(buf, *(*byte)(at)) }
	case reflect.Slice:
		e.encode = sliceEncoder(t)
		if Shares(t) {
			e.encode = e.once(e.encode, func(at unsafe.Pointer) (unsafe.Pointer, int) {
				list := *(*[]byte)(at)
				return unsafe.Pointer(unsafe.SliceData(list)), len(list)
			})
		}
	case reflect.Pointer:
		target := newEncoder(t.Elem())
		e.encode = func(d *Digests, buf []byte, at unsafe.Pointer) []byte {
			p := *(*unsafe.Pointer)(at)
			if p == nil {
				return append(buf, 0)
			}
			return target.encode(d, append(buf, 1), p)
		}
		if Shares(t) {
			e.encode = e.once(e.encode, func(at unsafe.Pointer) (unsafe.Pointer, int) { return *(*unsafe.Pointer)(at), 1 })
		}
	case reflect.Struct:
		e.encode = structEncoder(t)
	default:
		panic("view: a view cannot hold a " + t.String())
	}
	return e
}

func appendText(buf []byte, s string) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}

// once encodes a shared value as its digest, which is made once.
func (e *encoder) once(encode func(*Digests, []byte, unsafe.Pointer) []byte, place func(unsafe.Pointer) (unsafe.Pointer, int)) func(*Digests, []byte, unsafe.Pointer) []byte {
	return func(d *Digests, buf []byte, at unsafe.Pointer) []byte {
		data, n := place(at)
		if data == nil || n == 0 {
			return append(buf, 0)
		}
		key := sharedAt{data, n, e}
		sum, ok := d.shared.Load(key)
		if !ok {
			sum = sha256.Sum256(encode(d, nil, at))
			d.shared.Store(key, sum)
		}
		digest := sum.([32]byte)
		return append(append(buf, 2), digest[:]...)
	}
}

func sliceEncoder(t reflect.Type) func(*Digests, []byte, unsafe.Pointer) []byte {
	if t.Elem().Kind() == reflect.Uint8 {
		return func(_ *Digests, buf []byte, at unsafe.Pointer) []byte { return appendText(buf, *(*string)(at)) } // of both the length comes second
	}
	item, size := newEncoder(t.Elem()), t.Elem().Size()
	return func(d *Digests, buf []byte, at unsafe.Pointer) []byte {
		list := *(*[]byte)(at) // whatever the elements are: the first and how many
		n, first := len(list), unsafe.Pointer(unsafe.SliceData(list))
		buf = binary.AppendUvarint(buf, uint64(n))
		for i := range n {
			buf = item.encode(d, buf, unsafe.Add(first, uintptr(i)*size))
		}
		return buf
	}
}

func structEncoder(t reflect.Type) func(*Digests, []byte, unsafe.Pointer) []byte {
	if t == reflect.TypeFor[Prose]() {
		return encodeProse
	}
	type field struct {
		at uintptr
		of *encoder
	}
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			panic("view: " + t.Name() + "." + f.Name + " is not exported")
		}
		if f.Tag.Get("digest") != "-" {
			fields = append(fields, field{f.Offset, newEncoder(f.Type)})
		}
	}
	return func(d *Digests, buf []byte, at unsafe.Pointer) []byte {
		for i := range fields {
			buf = fields[i].of.encode(d, buf, unsafe.Add(at, fields[i].at))
		}
		return buf
	}
}

func encodeProse(_ *Digests, buf []byte, at unsafe.Pointer) []byte {
	p := (*Prose)(at)
	if p.source != "" {
		buf = appendText(append(buf, 1), p.source)
	} else {
		buf = appendText(append(buf, 0), string(p.HTML))
	}
	return appendText(appendText(buf, p.Lang), p.Dir)
}
