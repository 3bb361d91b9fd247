package export

import (
	"reflect"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
)

// schema is a JSON Schema, draft 2020-12 (json-schema.org/draft/2020-12). What is not listed in an object is allowed: fields may be added.
type schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	ID          string             `json:"$id,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Format      string             `json:"format,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Minimum     *int               `json:"minimum,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Values      *schema            `json:"additionalProperties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
}

// described are the public records that have a schema, by name.
var described = map[string]reflect.Type{
	"partners": reflect.TypeFor[partnersFile](),
	"awards":   reflect.TypeFor[awardsFile](),
	"build":    reflect.TypeFor[buildFile](),
}

// Schema writes data/schema/<name>.json, which data/<name>.json keeps to.
func Schema(name string, a plan.Addresses) []byte {
	s := schemaOf(described[name], "")
	s.Dialect = "https://json-schema.org/draft/2020-12/schema"
	s.ID = a.Absolute(plan.SchemaPath(name))
	s.Title = "data/" + name + ".json"
	return encode(s)
}

// schemaOf is the schema of what a Go type is written as. form says what a text or number in it is (see formed).
func schemaOf(t reflect.Type, form string) *schema {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), form)
	case reflect.Slice:
		return &schema{Type: "array", Items: schemaOf(t.Elem(), form)}
	case reflect.Map:
		return &schema{Type: "object", Values: schemaOf(t.Elem(), form)}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Float64:
		return &schema{Type: "number"}
	case reflect.Int:
		return formed(&schema{Type: "integer"}, form)
	case reflect.String:
		return formed(&schema{Type: "string"}, form)
	case reflect.Struct:
		s := &schema{Type: "object", Properties: map[string]*schema{}}
		s.fields(t)
		return s
	}
	panic("export: no schema for " + t.String())
}

// fields adds those of a struct. A field without omitempty is always there.
func (s *schema) fields(t reflect.Type) {
	for f := range fieldsOf(t) {
		if f.Anonymous {
			s.fields(f.Type)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := schemaOf(f.Type, f.Tag.Get("form"))
		p.Description = f.Tag.Get("about")
		s.Properties[name] = p
		if options != "omitempty" {
			s.Required = append(s.Required, name)
		}
	}
}

func fieldsOf(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// formed says what a text or number is: one of several words, a date as isoDate writes it, an id, a country, a share, a count, or a format
// of JSON Schema by its name.
func formed(s *schema, form string) *schema {
	words, isEnum := strings.CutPrefix(form, "one:")
	switch {
	case isEnum:
		s.Enum = strings.Split(words, "|")
	case form == "date":
		s.Pattern = `^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?)?)?$`
	case form == "id":
		s.Pattern = `^[a-z0-9]+(-[a-z0-9]+)*$`
	case form == "country":
		s.Pattern = `^[A-Z]{2}$`
	case form == "share":
		s.Pattern = `^[1-9]\d*/[1-9]\d*$`
	case form == "count":
		s.Minimum = new(int)
	case form != "":
		s.Format = form
	}
	return s
}
