package compile

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// escapedTrees gives the parse trees of a set after html/template has escaped it, by name.
//
// A partial that is called in an attribute or a script is escaped as a copy with a name of its own, and html/template adds those copies to
// the text/template set that it keeps for itself only. They are read from there by reflection: by name and type of the fields, so that
// a Go release with other fields is an error here (and pages are rendered by html/template), and never a wrong page.
func escapedTrees(t *template.Template) (trees map[string]*parse.Tree, err error) {
	set := reflect.ValueOf(t)
	for _, name := range []string{"text", "common", "tmpl"} {
		if set.Kind() != reflect.Pointer || set.IsNil() || set.Elem().Kind() != reflect.Struct {
			return nil, fmt.Errorf("%w: html/template has another shape at %s", errNotCovered, name)
		}
		set = set.Elem().FieldByName(name)
	}
	if !set.IsValid() || set.Kind() != reflect.Map || set.Type().Key().Kind() != reflect.String || set.Type().Elem().Kind() != reflect.Pointer {
		return nil, fmt.Errorf("%w: html/template keeps its templates elsewhere", errNotCovered)
	}
	trees = map[string]*parse.Tree{}
	for entries := set.MapRange(); entries.Next(); {
		tree := entries.Value().Elem().FieldByName("Tree")
		if !tree.IsValid() || tree.Type() != reflect.TypeFor[*parse.Tree]() {
			return nil, fmt.Errorf("%w: html/template keeps its trees elsewhere", errNotCovered)
		}
		trees[entries.Key().String()] = (*parse.Tree)(tree.UnsafePointer())
	}
	return trees, nil
}
