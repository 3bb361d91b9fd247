package render

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"unsafe"

	"github.com/plaudit/plaudit/generator/compile"
	"github.com/plaudit/plaudit/generator/view"
)

// programFuncs are the functions of templates for compiled ones: the same as funcs, with the worker's state handed to each call.
func programFuncs() compile.Funcs {
	return compile.Funcs{
		"t": compile.Format(func(env any, key string, args []any) (string, error) {
			s := env.(*state)
			return s.bounded(s.env.Text(key, args...))
		}),
		"has": compile.Flag(func(env any, key string) (bool, error) { return env.(*state).env.Has(key), nil }),
		"asset": compile.Struct{Type: reflect.TypeFor[Asset](), Func: func(env any, name string) (unsafe.Pointer, error) {
			a, err := env.(*state).asset(name)
			return unsafe.Pointer(&a), err
		}},
		"markup": compile.Convert{From: reflect.TypeFor[view.HTML](), To: reflect.TypeFor[template.HTML]()},
		"option": compile.Text(func(env any, name string) (string, error) { return env.(*state).env.Option(name), nil }),
		"number": compile.Number(func(env any, n int) (string, error) { return env.(*state).env.Number(n), nil }),
		"join": compile.Join(func(env any, list []string, sep string) (string, error) {
			return env.(*state).bounded(strings.Join(list, sep))
		}),
		"printf": compile.Format(func(env any, format string, args []any) (string, error) {
			return env.(*state).bounded(sprintf(format, args...))
		}),
		"print":   compile.Print(func(env any, args []any) (string, error) { return env.(*state).bounded(fmt.Sprint(args...)) }),
		"println": compile.Print(func(env any, args []any) (string, error) { return env.(*state).bounded(fmt.Sprintln(args...)) }),
		"_step":   compile.Flag(func(env any, place string) (bool, error) { return env.(*state).step(place) }),
		"_enter":  compile.Flag(func(env any, place string) (bool, error) { return env.(*state).enter(place) }),
		"_leave":  compile.Flag(func(env any, place string) (bool, error) { return env.(*state).leave(place), nil }),
	}
}

// Compiled says how many of the page templates are compiled; the others are executed by html/template, which is slower.
func (t *Theme) Compiled() (covered, all int) {
	for _, p := range t.pages {
		if p.program != nil {
			covered++
		}
	}
	return covered, len(t.pages)
}

// compiled renders a page with its compiled template, if it has one. It does not explain errors, but for those of the budget: after any
// other html/template renders the page again, and says what is wrong.
func (w *Worker) compiled(page *Page, p *page, view any, env Env) (done bool, err error) {
	if p.program == nil {
		return false, nil
	}
	w.state.reset(env)
	err = p.program.Render(page, view, w.state, env.Memo, maxBytes)
	if over := (*overBudget)(nil); errors.As(err, &over) {
		return true, err
	}
	return err == nil, nil
}

// Interpreted is the theme without compiled templates: html/template renders all pages. It is what compiled ones are compared with.
func (t *Theme) Interpreted() *Theme {
	plain := &Theme{pages: map[string]*page{}}
	for name, p := range t.pages {
		one := *p
		one.program = nil
		plain.pages[name] = &one
	}
	return plain
}
