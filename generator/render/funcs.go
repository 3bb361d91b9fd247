package render

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/view"
)

// funcs are the functions of templates, bound to a worker's state. printf, print and println come instead of Go's own: those have
// no bound, and a text that doubles in a loop would take all memory.
func funcs(s *state) template.FuncMap {
	return template.FuncMap{
		"t":       func(key string, args ...any) (string, error) { return s.bounded(s.env.Text(key, args...)) },
		"has":     func(key string) bool { return s.env.Has(key) },
		"asset":   s.asset,
		"markup":  func(h view.HTML) template.HTML { return template.HTML(h) }, // #nosec: view.HTML is made by package markdown only
		"option":  func(name string) string { return s.env.Option(name) },
		"number":  func(n int) string { return s.env.Number(n) },
		"join":    func(list []string, sep string) (string, error) { return s.bounded(strings.Join(list, sep)) },
		"printf":  func(format string, args ...any) (string, error) { return s.bounded(sprintf(format, args...)) },
		"print":   func(args ...any) (string, error) { return s.bounded(fmt.Sprint(args...)) },
		"println": func(args ...any) (string, error) { return s.bounded(fmt.Sprintln(args...)) },
		"_step":   s.step,
		"_enter":  s.enter,
		"_leave":  s.leave,
	}
}

// sprintf is fmt.Sprintf, but for widths and precisions that only serve to fill memory.
func sprintf(format string, args ...any) string {
	digits := 0
	for _, r := range format {
		if r >= '0' && r <= '9' {
			if digits++; digits > 3 {
				return "%!(width)"
			}
		} else {
			digits = 0
		}
		if r == '*' {
			return "%!(width)"
		}
	}
	return fmt.Sprintf(format, args...)
}

func (s *state) asset(name string) (Asset, error) {
	a, ok := s.env.Asset(name)
	if !ok {
		return a, fmt.Errorf("the theme has no asset %q", name)
	}
	return a, nil
}

// noEnv answers the functions when a template is tried at load.
var noEnv = Env{
	Text:   func(key string, args ...any) string { return key },
	Has:    func(string) bool { return true },
	Asset:  func(string) (Asset, bool) { return Asset{}, true },
	Number: func(int) string { return "" },
	Option: func(string) string { return "" },
}

// builtins are the functions of text/template that a theme may use.
var builtins = map[string]any{
	"and": true, "or": true, "not": true, "len": true, "index": true, "slice": true, "urlquery": true,
	"eq": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true,
}

// stubs are the names of our functions for the parser.
var stubs = map[string]any(funcs(&state{}))

// functionTypes are their types.
var functionTypes = func() map[string]reflect.Type {
	types := map[string]reflect.Type{}
	for name, f := range stubs {
		types[name] = reflect.TypeOf(f)
	}
	return types
}()

func functionNames() []string {
	names := slices.Concat(slices.Collect(maps.Keys(builtins)), slices.Collect(maps.Keys(stubs)))
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(n, "_") })
	slices.Sort(names)
	return names
}
