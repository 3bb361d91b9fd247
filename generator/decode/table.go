package decode

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/record"
)

// table is what the tags of one record type say, worked out once.
type table struct {
	name     string // of the type
	fields   []field
	byKey    map[string]int
	keys     []string // in the order of the struct
	at       []int    // index of the embedded At; nil if there is none
	head     []int    // index of the Head; nil if there is none
	optional bool     // an entry of a list may leave `id` out
	short    *field   // the one that a plain scalar may stand for
	entry    bool     // the first field is the key of a map's entry
}

// field is one key of a record.
type field struct {
	key      string
	index    []int
	typ      reflect.Type
	read     reader
	enum     []string
	mapKeys  string // of a map in file order: "country"
	required bool
	text     bool // a translation may replace it
	id, ref  bool
	positive bool
	relative bool
	short    bool
	one      bool
	alias    bool
	path     bool
	target   bool
	file     bool
	secret   bool
	literal  bool
	overlay  bool
	origin   bool
	entry    bool // of a list: messages say so
	whole    bool // a file, or all the front matter: key is what messages call it

	within     *table // of a struct, or of an entry of a map in file order
	element    *field // of a list: how an entry is read
	entryKey   *field // of a map in file order: how a key is read
	entryValue *field // and a value
}

// label is what messages call the place of a value.
func (f *field) label() string {
	if f.whole {
		return f.key
	}
	if f.entry {
		return "an entry of " + quote(f.key)
	}
	return quote(f.key)
}

// reader puts a node's value into the field's variable. It says whether there is a value; if not, it has said why.
type reader func(d *decoder, f *field, n *node, to reflect.Value) bool

var (
	atType     = reflect.TypeFor[record.At]()
	headType   = reflect.TypeFor[record.Head]()
	paramsType = reflect.TypeFor[record.Params]()
)

// tables holds the *table of each type: a cache of what never changes.
var tables sync.Map

func tableOf(t reflect.Type) *table {
	if known, ok := tables.Load(t); ok {
		return known.(*table)
	}
	made := &table{name: t.Name(), byKey: map[string]int{}}
	made.collect(t, nil)
	if first := t.Field(0); !first.Anonymous && first.Tag.Get("key") == "" && first.Name != "File" {
		made.entry = true
	}
	for i := range made.fields {
		f := &made.fields[i]
		made.byKey[f.key] = i
		made.keys = append(made.keys, f.key)
		if f.short {
			made.short = f
		}
	}
	known, _ := tables.LoadOrStore(t, made)
	return known.(*table)
}

// find gives the index of a key. It is asked for in the order of the struct, mostly, so it looks from next on first.
func (t *table) find(key string, next int) (index int, known bool) {
	for i := next; i < min(next+8, len(t.fields)); i++ {
		if t.fields[i].key == key {
			return i, true
		}
	}
	index, known = t.byKey[key]
	return index, known
}

// collect adds the fields of t, those of embedded structs included.
func (t *table) collect(typ reflect.Type, prefix []int) {
	for i := range typ.NumField() {
		sf := typ.Field(i)
		index := append(slices.Clone(prefix), i)
		switch {
		case sf.Anonymous && sf.Type == atType:
			t.at = index
		case sf.Anonymous && sf.Type == headType:
			t.head = index
			t.optional = sf.Tag.Get("ids") == "optional"
		case sf.Anonymous && sf.Tag.Get("key") == "":
			t.collect(sf.Type, index)
		case sf.Tag.Get("key") != "":
			t.fields = append(t.fields, newField(sf, index))
		}
	}
}

func newField(sf reflect.StructField, index []int) field {
	f := field{index: index, typ: sf.Type}
	for i, part := range strings.Split(sf.Tag.Get("key"), ",") {
		name, value, _ := strings.Cut(part, "=")
		switch {
		case i == 0:
			f.key = part
		case name == "enum":
			f.enum = strings.Split(value, "|")
		case name == "keys":
			f.mapKeys = value
		default:
			if flag := f.flag(name); flag != nil {
				*flag = true
			} else {
				panic("decode: " + sf.Name + " has the unknown tag " + part) // ours, not the site's: every test would see it
			}
		}
	}
	f.read = readerOf(sf.Type)
	f.inner()
	return f
}

// inner works out how what stands within a list or map is read.
func (f *field) inner() {
	if leafReader(f.typ) != nil {
		return
	}
	if f.typ.Kind() != reflect.Slice {
		f.within = tableOf(f.typ)
		return
	}
	element := f.typ.Elem()
	if element.Kind() == reflect.Struct && leafReader(element) == nil && tableOf(element).entry {
		f.within = tableOf(element)
		typ := element.Field(0).Type
		f.entryKey = &field{key: f.key, typ: typ, read: readerOf(typ), ref: true}
		if f.mapKeys == "country" {
			f.entryKey.read = readCountryText
		}
		f.entryValue = &field{}
		if len(tableOf(element).fields) == 0 {
			typ = element.Field(1).Type
			f.entryValue = &field{typ: typ, read: readerOf(typ)}
			f.entryValue.inner()
		}
		return
	}
	e := *f
	e.typ, e.read, e.entry = element, readerOf(element), true
	e.inner()
	f.element = &e
}

func (f *field) flag(name string) *bool {
	switch name {
	case "required":
		return &f.required
	case "text":
		return &f.text
	case "id":
		return &f.id
	case "ref":
		return &f.ref
	case "positive":
		return &f.positive
	case "relative":
		return &f.relative
	case "short":
		return &f.short
	case "one":
		return &f.one
	case "alias":
		return &f.alias
	case "path":
		return &f.path
	case "target":
		return &f.target
	case "file":
		return &f.file
	case "secret":
		return &f.secret
	case "literal":
		return &f.literal
	case "overlay":
		return &f.overlay
	case "origin":
		return &f.origin
	}
	return nil
}

// leaf adapts a reader of one type.
func leaf[T any](read func(d *decoder, f *field, n *node, to *T) bool) reader {
	return func(d *decoder, f *field, n *node, to reflect.Value) bool {
		return read(d, f, n, to.Addr().Interface().(*T))
	}
}

// readerOf chooses how values of a type are read.
func readerOf(t reflect.Type) reader {
	if read := leafReader(t); read != nil {
		return read
	}
	switch {
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && leafReader(t.Elem()) == nil && tableOf(t.Elem()).entry:
		return readEntries
	case t.Kind() == reflect.Slice:
		return readList
	case t.Kind() == reflect.Struct:
		return readStruct
	}
	panic("decode: no reader for " + t.String())
}

// leafReader is the reader of a type that is no struct of keys; nil for one that is.
func leafReader(t reflect.Type) reader {
	switch t {
	case reflect.TypeFor[record.Text]():
		return leaf(readText)
	case reflect.TypeFor[record.Markdown]():
		return leaf(readMarkdown)
	case reflect.TypeFor[record.Bool]():
		return leaf(readBool)
	case reflect.TypeFor[record.Number]():
		return leaf(readNumber)
	case reflect.TypeFor[record.Int]():
		return leaf(readInt)
	case reflect.TypeFor[record.Date]():
		return leaf(readDate)
	case reflect.TypeFor[record.ID]():
		return leaf(readID)
	case reflect.TypeFor[record.URL]():
		return leaf(readURL)
	case reflect.TypeFor[record.Email]():
		return leaf(readEmail)
	case reflect.TypeFor[record.Picture]():
		return leaf(readPicture)
	case reflect.TypeFor[record.Country]():
		return leaf(readCountry)
	case reflect.TypeFor[record.Language]():
		return leaf(readLanguage)
	case reflect.TypeFor[record.Currency]():
		return leaf(readCurrency)
	case reflect.TypeFor[record.Color]():
		return leaf(readColor)
	case reflect.TypeFor[record.URLPath]():
		return leaf(readURLPath)
	case reflect.TypeFor[record.Duration]():
		return leaf(readDuration)
	case reflect.TypeFor[record.Fraction]():
		return leaf(readFraction)
	case reflect.TypeFor[record.TeamSize]():
		return leaf(readTeamSize)
	case reflect.TypeFor[record.Consent]():
		return leaf(readConsent)
	case reflect.TypeFor[record.MenuEntry]():
		return leaf(readMenuEntry)
	case reflect.TypeFor[record.Private]():
		return leaf(readPrivate)
	case paramsType:
		return leaf(readParams)
	}
	return nil
}

func readStruct(d *decoder, f *field, n *node, to reflect.Value) bool {
	return d.record(f.within, f, n, to, inList)
}
