package compare

import (
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// changed are the keys of the contract under which two records of a type, pointers to structs of package site, say different things: each once, in the
// order of the fields. Some are left out. Places in the sources say nothing to a visitor; of another record it says only which one that is.
func changed(old, new any, without []string) []string {
	a, b := reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem()
	var keys []string
	for _, p := range partsOf(a.Type(), without) {
		if !equal(a.FieldByIndex(p.index), b.FieldByIndex(p.index)) && !slices.Contains(keys, p.key) {
			keys = append(keys, p.key)
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
	"InMenu": "menu", "MenuLabel": "menu", "MenuOrder": "menu", "OneWinner": "winners", "HasCertificate": "certificate", "FileURLs": "urls", "FeaturedUntil": "featured", "FeaturedReason": "featured", "RawHTML": "markdown"}

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
