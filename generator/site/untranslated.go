package site

import (
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// withholding are the keys by which a record is not, or not yet, or no longer shown. They count for all its languages, so in a
// translation they would be read, believed and without effect: a draft would be published.
var withholding = []string{"draft", "publish", "with", "expires", "embargo", "reveal", "consent"}

// withholds names the keys of a translation that would withhold something otherwise than its original does.
func (o *overlay) withholds(original, translation reflect.Value, file string) {
	for i := range original.NumField() {
		f := original.Type().Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct && f.Type != headType {
			o.withholds(original.Field(i), translation.Field(i), file)
			continue
		}
		key, _, _ := strings.Cut(f.Tag.Get("key"), ",")
		value := translation.Field(i)
		if !slices.Contains(withholding, key) || value.IsZero() || sameValue(original.Field(i), value) {
			continue
		}
		o.problems.Add(diag.TranslationShape.New(firstPlace(value).In(file), "a translation cannot say `%s`: it holds for every language", key).
			WithHint("write it in the original; a translation that is not ready stays out of content/ and data/"))
	}
}

var atType = reflect.TypeFor[record.At]()

// sameValue compares what two fields say, wherever they say it.
func sameValue(a, b reflect.Value) bool {
	if a.Kind() != reflect.Struct {
		return reflect.DeepEqual(a.Interface(), b.Interface())
	}
	if c, ok := a.Interface().(record.Consent); ok && c.Given() != b.Interface().(record.Consent).Given() {
		return false // a no is not the same as nothing, which follows the site
	}
	for i := range a.NumField() {
		if f := a.Type().Field(i); f.IsExported() && f.Type != atType && f.Type != headType && !sameValue(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

// firstPlace is the first place that a field has.
func firstPlace(v reflect.Value) record.At {
	if v.Kind() != reflect.Struct {
		return record.At{}
	}
	if v.Type() == atType {
		return v.Interface().(record.At)
	}
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if at := firstPlace(v.Field(i)); at.Given() {
			return at
		}
	}
	return record.At{}
}
