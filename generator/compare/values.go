package compare

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Value is what a key said and what it says: short texts, numbers, dates, names. An empty one is nothing.
type Value struct{ Key, Old, New string }

// longestValue is how many characters a value has that is told; of a longer one it is told only that it changed.
const longestValue = 60

// values are those of some keys of two records of a type, in the order of the fields. Where several fields with one key changed, or one of them is
// long, that key has none.
func values(old, new any, without, keys []string) []Value {
	a, b := reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem()
	changed := map[string]bool{}
	for _, key := range keys {
		changed[key] = true
	}
	count := map[string]int{}
	var all []Value
	for _, p := range partsOf(a.Type(), without) {
		was, is := a.FieldByIndex(p.index), b.FieldByIndex(p.index)
		if !changed[p.key] || equal(was, is) {
			continue
		}
		count[p.key]++
		x, short := valueOf(was)
		y, also := valueOf(is)
		if short && also && x != y {
			all = append(all, Value{p.key, x, y})
		}
	}
	kept := all[:0]
	for _, v := range all {
		if count[v.Key] == 1 {
			kept = append(kept, v)
		}
	}
	return kept
}

// inWords are changed keys for people, with what they said and say where that is short: summary, city (old "Ulm", new "Bonn").
func inWords(keys []string, values []Value) string {
	parts := make([]string, len(keys))
	for i, key := range keys {
		parts[i] = key
		for _, v := range values {
			if v.Key == key {
				parts[i] += " (" + v.words() + ")"
			}
		}
	}
	return strings.Join(parts, ", ")
}

func (v Value) words() string {
	switch {
	case v.Old == "":
		return fmt.Sprintf("new %q", v.New)
	case v.New == "":
		return fmt.Sprintf("old %q", v.Old)
	}
	return fmt.Sprintf("old %q, new %q", v.Old, v.New)
}

// valueOf is a value in a few words, as the sources have it; ok is false for one that is long, or more than a text. One that is not there is "".
func valueOf(v reflect.Value) (s string, ok bool) {
	switch x := v.Interface().(type) {
	case site.Text:
		s = x.S
	case site.Prose:
		s = x.S
	case site.Date:
		s = dateOf(x)
	default:
		if s, ok = plainValue(v); !ok {
			return "", false
		}
	}
	return s, utf8.RuneCountInString(s) <= longestValue && !strings.Contains(s, "\n")
}

// plainValue is a value of a type that is no text of the site.
func plainValue(v reflect.Value) (string, bool) {
	switch v.Kind() {
	case reflect.String:
		return v.String(), true
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case reflect.Int:
		return absentIf(v.IsZero(), strconv.FormatInt(v.Int(), 10)), true
	case reflect.Float64:
		return absentIf(v.IsZero(), strconv.FormatFloat(v.Float(), 'f', -1, 64)), true
	case reflect.Pointer:
		if v.IsNil() {
			return "", true
		}
		if isRecord(v.Type().Elem()) {
			return nameOf(v.Elem()), true
		}
		return plainValue(v.Elem())
	case reflect.Slice:
		return listed(v)
	}
	return "", false
}

// listed is a list of texts or of records that have names.
func listed(v reflect.Value) (string, bool) {
	var parts []string
	for i := range v.Len() {
		x := v.Index(i)
		if k := x.Kind(); k != reflect.String && !(k == reflect.Pointer && isRecord(x.Type().Elem())) {
			return "", false
		}
		s, _ := plainValue(x)
		parts = append(parts, s)
	}
	return strings.Join(parts, ", "), true
}

// nameOf is what people call a record.
func nameOf(v reflect.Value) string {
	for _, field := range []string{"Name", "Title", "ID"} {
		if f := v.FieldByName(field); f.IsValid() {
			if s, _ := valueOf(f); s != "" {
				return s
			}
		}
	}
	return ""
}

func absentIf(absent bool, s string) string {
	if absent {
		return ""
	}
	return s
}

// dateOf is a date as the sources write it, as exactly as it is known.
func dateOf(d site.Date) string {
	switch d.Precision {
	case record.Year:
		return fmt.Sprintf("%04d", d.Year)
	case record.Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case record.Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case record.Minute:
		return d.Time.Format("2006-01-02T15:04:05Z07:00")
	}
	return ""
}
