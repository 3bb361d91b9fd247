package view

import (
	"reflect"
	"testing"
)

// TestDigestOfEveryField changes each field of a full view alone, in lists and behind pointers, too: the digest is another one each time.
func TestDigestOfEveryField(t *testing.T) {
	for _, k := range Kinds {
		v := reflect.New(reflect.TypeOf(k.Zero))
		fill(v.Elem(), 0)
		seen := map[[32]byte]string{Digest(v.Interface()): "unchanged"}
		n := 0
		change(v.Elem(), string(k.Kind), func(path string) {
			n++
			d := Digest(v.Interface())
			if other := seen[d]; other != "" {
				t.Errorf("%s: the digest is that of %s", path, other)
			}
			seen[d] = path
		})
		if n < 50 {
			t.Errorf("%s: only %d changes were tried", k.Kind, n)
		}
	}
}

// fill gives every field a value; lists get one item.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Slice:
		if depth > 12 {
			return // a type that holds itself
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.Index(0).SetUint('x')
			return
		}
		fill(v.Index(0), depth+1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), depth+1)
			}
		}
	}
}

// change changes one value after the other, tells, and puts it back.
func change(v reflect.Value, path string, changed func(path string)) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("y")
		changed(path)
		v.SetString("x")
	case reflect.Int:
		v.SetInt(-7)
		changed(path)
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
		changed(path)
		v.SetBool(false)
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		old := reflect.ValueOf(v.Interface())
		v.Set(reflect.Zero(v.Type()))
		changed(path + " emptied")
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte("y"))
			changed(path)
			v.Set(old)
			return
		}
		v.Set(reflect.Append(old, old.Index(0)))
		changed(path + " doubled")
		v.Set(old)
		change(v.Index(0), path+"[]", changed)
	case reflect.Pointer:
		old := reflect.ValueOf(v.Interface())
		v.Set(reflect.Zero(v.Type()))
		changed(path + " gone")
		v.Set(old)
		change(v.Elem(), path, changed)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("digest") != "-" {
				change(v.Field(i), path+"."+f.Name, changed)
			}
		}
	}
}

// TestDigestKeepsBoundaries: text that moves from one field or item to the next is another view.
func TestDigestKeepsBoundaries(t *testing.T) {
	pairs := [][2]any{
		{&Form{Action: "ab", Mail: "c"}, &Form{Action: "a", Mail: "bc"}},
		{&CategoryHead{FormerNames: []string{"ab"}}, &CategoryHead{FormerNames: []string{"a", "b"}}},
		{&Directory{Total: 1}, &Directory{Page: Page{}, Total: 2}},
		{&Post{}, &Post{Event: &EventFacts{}}},
		{&Directory{}, &CaseStudies{}},
	}
	for i, p := range pairs {
		if Digest(p[0]) == Digest(p[1]) {
			t.Errorf("pair %d has one digest", i)
		}
	}
	if Digest(&Form{Action: "a"}) != Digest(Form{Action: "a"}) {
		t.Error("a view and a pointer to it differ")
	}
	if Digest(&CategoryHead{FormerNames: []string{}}) != Digest(&CategoryHead{}) {
		t.Error("no names and none differ")
	}
}
