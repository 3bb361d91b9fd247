package render

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"
)

// TestFunctionsAreTheSame: what a template may call, it may call compiled.
func TestFunctionsAreTheSame(t *testing.T) {
	got, want := slices.Sorted(maps.Keys(programFuncs())), slices.Sorted(maps.Keys(funcs(&state{})))
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestFailuresAreTheSame: a template that fails, or does not end, gives the same diagnostic compiled and with html/template.
func TestFailuresAreTheSame(t *testing.T) {
	env := noEnv
	env.Asset = func(name string) (Asset, bool) { return Asset{URL: "/a.css"}, name == "a.css" }
	view := &testView{Title: "b.css", Items: make([]item, 2100)}
	for _, test := range []struct{ name, page string }{
		{"nil pointer", "{{define \"main\"}}x\n  {{range .Items}}{{if .}}{{.Sub.Name}}{{end}}{{end}}{{end}}"},
		{"in a partial", "{{define \"main\"}}x\n  {{template \"a\" .}}{{end}}\n{{define \"a\"}}\n{{(index .Items 1).Sub.Name}}{{end}}"},
		{"asset", "{{define \"main\"}}\n\n {{(asset .Title).URL}}{{end}}"},
		{"index", `{{define "main"}}{{(index .Items 9999).Name}}{{end}}`},
		{"steps", "{{define \"main\"}}\n{{range $.Items}}{{range $.Items}}{{end}}{{end}}{{end}}"},
		{"depth", "{{define \"main\"}}{{template \"a\" .}}{{end}}{{define \"a\"}}{{if .Title}}\n {{template \"a\" .}}{{end}}{{end}}"},
		{"text", `{{define "main"}}{{$x := "aaaaaaaaaaaaaaaa"}}{{range .Items}}{{$x = printf "%s%s" $x $x}}{{end}}{{end}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			theme, problems := load(t, map[string]string{"templates/base.html": `<p>{{block "main" .}}{{end}}</p>`, "templates/pages/page.html": test.page})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if covered, _ := theme.Compiled(); covered != 1 {
				t.Fatal("the page is not compiled")
			}
			var buf Page
			got, ok := theme.NewWorker().Render(&buf, "page", view, env)
			want, fine := theme.Interpreted().NewWorker().Render(&buf, "page", view, env)
			if ok || fine || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
				t.Errorf("got  %v %+v\nwant %v %+v", ok, got, fine, want)
			}
		})
	}
}

// TestLimitOfBytes: a page of more bytes than a page may have fails, and the next one is whole.
func TestLimitOfBytes(t *testing.T) {
	theme, problems := load(t, map[string]string{"templates/base.html": `{{block "main" .}}{{end}}`, "templates/pages/page.html": `{{define "main"}}{{range .Items}}{{$.Title}}{{end}}.{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	w := theme.NewWorker()
	var buf Page
	long := string(bytes.Repeat([]byte("x"), 1<<20))
	if d, ok := w.Render(&buf, "page", &testView{Title: long, Items: make([]item, 80)}, noEnv); ok {
		t.Errorf("%d bytes, and no diagnostic", len(buf.HTML))
	} else if d.Code.ID == "" {
		t.Error("a failure without a code")
	}
	if d, ok := w.Render(&buf, "page", &testView{Title: "ab", Items: make([]item, 2)}, noEnv); !ok || string(buf.HTML) != "abab." {
		t.Errorf("after a failure: %q, %v", string(buf.HTML), d)
	}
}

// TestWhatIsNotCompiled is rendered all the same.
func TestWhatIsNotCompiled(t *testing.T) {
	theme, problems := load(t, map[string]string{"templates/base.html": `{{block "main" .}}{{end}}`, "templates/pages/page.html": `{{define "main"}}<style>p{color:{{.Title}}}</style>{{urlquery .Title}}{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if covered, all := theme.Compiled(); covered != 0 || all != 1 {
		t.Errorf("%d of %d are compiled", covered, all)
	}
	var buf Page
	if d, ok := theme.NewWorker().Render(&buf, "page", &testView{Title: "a b"}, noEnv); !ok || string(buf.HTML) != `<style>p{color:a b}</style>a&#43;b` {
		t.Errorf("%s %v", string(buf.HTML), d)
	}
}
