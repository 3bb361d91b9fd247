package compare

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// fact is what a record says under one key of the contract, as a text that is equal exactly when what is said is.
type fact struct{ key, text string }

// facts are those of a record, a pointer to a struct of package site: its exported fields but those that are left out, in their order. Places in
// the sources say nothing to a visitor; of another record it says only which one that is.
func facts(value any, without []string) []fact {
	var all []fact
	structFacts(reflect.ValueOf(value).Elem(), without, &all)
	return all
}

func structFacts(v reflect.Value, without []string, all *[]fact) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct && f.Type != headType && f.Type != atType:
			structFacts(v.Field(i), without, all)
		case f.IsExported() && !slices.Contains(without, f.Name) && !slices.Contains(nowhere, f.Type):
			var b strings.Builder
			write(&b, v.Field(i))
			*all = append(*all, fact{keyOf(f.Name), b.String()})
		}
	}
}

// changed are the keys under which two records say different things, each once.
func changed(old, new any, without []string) []string {
	var keys []string
	a, b := facts(old, without), facts(new, without)
	for i := range a {
		if a[i].text != b[i].text && !slices.Contains(keys, a[i].key) {
			keys = append(keys, a[i].key)
		}
	}
	return keys
}

var (
	headType  = reflect.TypeFor[record.Head]()
	atType    = reflect.TypeFor[record.At]()
	timeType  = reflect.TypeFor[time.Time]()
	proseType = reflect.TypeFor[site.Prose]()
	nowhere   = []reflect.Type{headType, atType, reflect.TypeFor[diag.Position]()}
)

// byClock are the fields within a record that follow from others by the clock.
var byClock = []string{"Past", "State", "Visible"}

// write writes a value. Every part is marked by its kind, so that no two values have one text.
func write(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		switch {
		case v.IsNil():
			b.WriteString("nil")
		case v.Kind() == reflect.Pointer && isRecord(v.Type().Elem()):
			fmt.Fprintf(b, "%q", v.Elem().FieldByName("ID").String())
		default:
			write(b, v.Elem())
		}
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			write(b, v.Index(i))
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case reflect.Map:
		writeMap(b, v)
	case reflect.Struct:
		writeStruct(b, v)
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	default:
		fmt.Fprint(b, v)
	}
}

func writeStruct(b *strings.Builder, v reflect.Value) {
	switch v.Type() {
	case timeType:
		b.WriteString(v.Interface().(time.Time).UTC().Format(time.RFC3339Nano))
		return
	case proseType:
		v = v.FieldByName("Text") // where it stands in the file is nothing that a visitor sees
	}
	b.WriteByte('{')
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && !slices.Contains(nowhere, f.Type) && !slices.Contains(byClock, f.Name) {
			write(b, v.Field(i))
			b.WriteByte(',')
		}
	}
	b.WriteByte('}')
}

func writeMap(b *strings.Builder, v reflect.Value) {
	entries := map[string]string{}
	for _, key := range v.MapKeys() {
		var k, value strings.Builder
		write(&k, key)
		write(&value, v.MapIndex(key))
		entries[k.String()] = value.String()
	}
	b.WriteByte('{')
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		b.WriteString(key + ":" + entries[key] + ",")
	}
	b.WriteByte('}')
}

// isRecord says whether a struct is one with an id: such a one is named, and not written out.
func isRecord(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	f, ok := t.FieldByName("ID")
	return ok && f.Type.Kind() == reflect.String
}

// special are the keys that are not their field's name in small letters.
var special = map[string]string{"Email": "contact.email", "Phone": "contact.phone", "ContactURL": "contact.url", "Accepting": "accepting_clients", "BudgetFrom": "budget",
	"BudgetCurrency": "budget", "StatusWhy": "status_reason", "ApprovedByClient": "approvals", "ApprovedByPartner": "approvals", "ReviewEvery": "review", "ReviewNext": "review",
	"InMenu": "menu", "MenuLabel": "menu", "MenuOrder": "menu", "OneWinner": "winners", "HasCertificate": "certificate", "FileURLs": "urls", "RawHTML": "markdown"}

// keyOf is the key of the contract for a field: LogoDark is logo_dark.
func keyOf(field string) string {
	if key, ok := special[field]; ok {
		return key
	}
	var b strings.Builder
	small := false
	for _, r := range field {
		if unicode.IsUpper(r) && small {
			b.WriteByte('_')
		}
		small = !unicode.IsUpper(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
