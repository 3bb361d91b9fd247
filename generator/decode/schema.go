package decode

import (
	"reflect"
	"strings"

	"github.com/plaudit/plaudit/generator/record"
)

// Table describes what may be written in one place, from the same tables that decoding walks: for documentation and for
// the JSON Schema of editors.
type Table struct {
	Name  string // of the record type, such as "Partner"
	Files string // where it is written; "" for what stands within another
	List  bool   // the file is a list of these
	Keys  []Key
}

// Key is one key of a Table.
type Key struct {
	Name     string
	Type     string   // in words: "text", "date", "list of Office" … A capital letter begins the name of a Table
	Enum     []string // the only values, if there is such a list
	Required bool
	Text     bool // a translation may replace it
	Alone    bool // a plain value in place of the whole map is this key's
}

// Schema describes all files of a site, in the order of the contract, each followed by what first stands within it.
func Schema() []Table {
	var s schema
	for _, f := range []struct {
		files string
		typ   reflect.Type
		list  bool
	}{
		{"plaudit.yaml", reflect.TypeFor[record.Config](), false},
		{"data/partners/**/<id>.yaml, data/partners.yaml", reflect.TypeFor[record.Partner](), false},
		{"data/clients.yaml", reflect.TypeFor[record.Client](), true},
		{"data/tiers.yaml", reflect.TypeFor[record.Tier](), true},
		{"data/terms.yaml", reflect.TypeFor[record.Terms](), false},
		{"data/awards/categories.yaml", reflect.TypeFor[record.Category](), true},
		{"data/awards/<edition>.yaml", reflect.TypeFor[record.Edition](), false},
		{"content/awards/<edition>/<name>.md", reflect.TypeFor[record.Result](), false},
		{"content/case-studies/**/<id>.md", reflect.TypeFor[record.CaseStudy](), false},
		{"content/pages/**/<id>.md", reflect.TypeFor[record.Page](), false},
		{"content/updates/<id>.md", reflect.TypeFor[record.Update](), false},
		{"content/resources/<id>.md", reflect.TypeFor[record.Resource](), false},
		{"content/events/<id>.md", reflect.TypeFor[record.Event](), false},
		{"data/programme/featured.yaml", reflect.TypeFor[record.FeaturedRule](), false},
		{"data/programme/journey.yaml", reflect.TypeFor[record.JourneyFile](), false},
		{"data/programme/roadmap.yaml", reflect.TypeFor[record.RoadmapFile](), false},
		{"data/programme/opportunities.yaml", reflect.TypeFor[record.Opportunity](), true},
		{"data/programme/surveys.yaml", reflect.TypeFor[record.Survey](), true},
		{"data/programme/benchmarks.yaml", reflect.TypeFor[record.BenchmarkFile](), false},
		{"data/programme/governance.yaml", reflect.TypeFor[record.GovernanceFile](), false},
		{"data/programme/scorecard.yaml", reflect.TypeFor[record.ScorecardFile](), false},
		{"data/programme/press.yaml", reflect.TypeFor[record.PressFile](), false},
	} {
		s.add(f.typ, f.files, f.list)
	}
	return s.tables
}

type schema struct {
	tables []Table
	at     map[reflect.Type]int
}

// add describes a type and, behind it, those within it. A type that stood within another before gets its files.
func (s *schema) add(typ reflect.Type, files string, list bool) {
	if i, known := s.at[typ]; known {
		if files != "" {
			s.tables[i].Files, s.tables[i].List = files, list
		}
		return
	}
	if s.at == nil {
		s.at = map[reflect.Type]int{}
	}
	s.at[typ] = len(s.tables)
	t := tableOf(typ)
	made := Table{Name: t.name, Files: files, List: list}
	if t.head != nil && (list || files == "" || t.optional) {
		made.Keys = append(made.Keys, Key{Name: "id", Type: "id", Required: !t.optional})
	}
	var within []reflect.Type
	for i := range t.fields {
		f := &t.fields[i]
		words, inner := describe(f.typ, f)
		made.Keys = append(made.Keys, Key{Name: f.key, Type: words, Enum: f.enum, Required: f.required, Text: f.text, Alone: f.short})
		if inner != nil {
			within = append(within, inner)
		}
	}
	s.tables = append(s.tables, made)
	for _, typ := range within {
		s.add(typ, "", false)
	}
}

// describe says in words what a type is written as, and gives the type of a table that stands within it.
func describe(t reflect.Type, f *field) (words string, within reflect.Type) {
	if t.Kind() == reflect.Slice && leafReader(t) == nil {
		element := t.Elem()
		if leafReader(element) == nil && tableOf(element).entry {
			if len(tableOf(element).fields) > 0 {
				return "map of " + element.Name(), element
			}
			words, _ = describe(element.Field(1).Type, &field{})
			return "map of " + words, nil
		}
		words, within = describe(element, f)
		if f.one {
			return words + ", or a list of " + words, within
		}
		return "list of " + words, within
	}
	switch t {
	case reflect.TypeFor[record.MenuEntry]():
		return "true, false, text or MenuEntry", t
	case reflect.TypeFor[record.Consent]():
		return "true, false or {until}", nil
	case reflect.TypeFor[record.ID]():
		if f.ref {
			return "reference", nil
		}
		return "id", nil
	case reflect.TypeFor[record.Bool]():
		return "true or false", nil
	case reflect.TypeFor[record.Int]():
		return "whole number", nil
	case reflect.TypeFor[record.URL]():
		if f.relative {
			return "address or path", nil
		}
		return "address", nil
	case reflect.TypeFor[record.Picture]():
		return "file", nil
	case reflect.TypeFor[record.Markdown]():
		return "markdown", nil
	case reflect.TypeFor[record.URLPath]():
		return "path", nil
	case reflect.TypeFor[record.TeamSize]():
		return "number or range", nil
	case reflect.TypeFor[record.Fraction]():
		return "share", nil
	case reflect.TypeFor[record.Params](), reflect.TypeFor[record.Private]():
		return "anything", nil
	}
	if leafReader(t) == nil {
		return t.Name(), t
	}
	if f.alias {
		return "path or id", nil
	}
	return strings.ToLower(t.Name()), nil
}
