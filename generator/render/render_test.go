package render

import (
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

type item struct {
	Name string
	URL  string
	Sub  *item
}

type testView struct {
	Title string
	Items []item
	Count int
}

func load(t *testing.T, files map[string]string) (*Theme, []diag.Diagnostic) {
	t.Helper()
	in := map[string]File{}
	for name, text := range files {
		in[name] = File{Name: "themes/x/" + name, Data: []byte(text)}
	}
	var problems diag.List
	theme := Load(in, map[string]any{"page": &testView{}}, Names{
		Text:   func(k string) bool { return k == "known" },
		Asset:  func(n string) bool { return n == "a.css" },
		Option: func(n string) bool { return n == "accent" },
	}, &problems)
	return theme, problems.Sorted(nil)
}

func TestRender(t *testing.T) {
	theme, problems := load(t, map[string]string{
		"templates/base.html":          "<!doctype html>\n<html>\n  <title>{{.Title}}</title>\n  <main>\n    {{block \"main\" .}}{{end}}\n  </main>\n</html>\n",
		"templates/partials/item.html": "<li><a href=\"{{.URL}}\">{{.Name}}</a></li>\n",
		"templates/pages/page.html":    "{{define \"main\"}}\n<ul>\n{{range .Items}}\n  {{template \"item\" .}}\n{{end}}\n</ul>\n<p>a {{.Count}} <b>b</b> <i>c</i></p>\n<pre>  x\n  y</pre>{{end}}",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var buf Page
	w := theme.NewWorker()
	for range 2 {
		d, ok := w.Render(&buf, "page", &testView{Title: "<T>", Items: []item{{Name: "a&b", URL: "javascript:alert(1)"}}, Count: 3}, noEnv)
		if !ok {
			t.Fatal(d)
		}
	}
	want := "<!doctype html><html><title>&lt;T&gt;</title><main><ul><li><a href=\"#ZgotmplZ\">a&amp;b</a></li></ul><p>a 3 <b>b</b> <i>c</i></p><pre>  x\n  y</pre></main></html>"
	if got := strings.ReplaceAll(string(buf.HTML), " </ul>", "</ul>"); strings.ReplaceAll(got, "> <", "><") != strings.ReplaceAll(want, "> <", "><") {
		t.Errorf("got  %s\nwant %s", string(buf.HTML), want)
	}
}

func TestMistakesAreFoundAtLoad(t *testing.T) {
	for _, test := range []struct{ name, page, code, place, text string }{
		{"field", "{{define \"main\"}}\n  {{if false}}{{.Titel}}{{end}}{{end}}", "P132", "2:17", "testView has no field Titel"},
		{"field of an element", `{{define "main"}}{{range .Items}}{{.Naem}}{{end}}{{end}}`, "P132", "1:36", "item has no field Naem"},
		{"field through a pointer and a variable", `{{define "main"}}{{range $x := .Items}}{{$x.Sub.Nam}}{{end}}{{end}}`, "P132", "1:44", "item has no field Nam"},
		{"partial", `{{define "main"}}{{template "itm" .}}{{end}}`, "P133", "1:29", "there is no partial \"itm\""},
		{"function", `{{define "main"}}{{upper .Title}}{{end}}`, "P134", "1:20", "there is no function \"upper\""},
		{"text", `{{define "main"}}{{t "unknown"}}{{end}}`, "P137", "1:22", "there is no interface text \"unknown\""},
		{"asset", `{{define "main"}}{{(asset "b.css").URL}}{{end}}`, "P138", "1:27", "the theme has no asset \"b.css\""},
		{"option", `{{define "main"}}{{option "acent"}}{{end}}`, "P045", "1:27", "the theme has no option \"acent\""},
		{"argument", `{{define "main"}}{{markup .Title}}{{end}}`, "P140", "1:20", "markup takes HTML, and this is a text"},
		{"range over a number", `{{define "main"}}{{range .Count}}x{{end}}{{end}}`, "P140", "1:26", "range goes over a list, and this is a number"},
		{"syntax", `{{define "main"}}{{if}}{{end}}`, "P131", "1", "missing value for if"},
		{"context", `{{define "main"}}<a href="{{if .Count}}">{{end}}{{end}}`, "P131", "1", "{{if}} branches end in different contexts"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := load(t, map[string]string{
				"templates/base.html":          `{{block "main" .}}{{end}}`,
				"templates/partials/item.html": `{{.Name}}`,
				"templates/pages/page.html":    test.page,
			})
			if len(problems) != 1 {
				t.Fatalf("got %d diagnostics: %v", len(problems), problems)
			}
			d := problems[0]
			if want := "themes/x/templates/pages/page.html:" + test.place; d.Code.ID != test.code || !strings.HasPrefix(d.At.String(), want) || !strings.Contains(d.Text, test.text) {
				t.Errorf("got %s %s %s", d.At, d.Code.ID, d.Text)
			}
		})
	}
}

// TestOneRun is all mistakes of several files in one run, without follow-up errors for what refers to a file with a mistake.
func TestOneRun(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"partial", map[string]string{
			"templates/base.html":          `{{template "item" .}}{{block "main" .}}{{end}}`,
			"templates/partials/item.html": "x\n{{if}}{{end}}",
			"templates/pages/page.html":    `{{define "main"}}{{template "item" .}}{{.Titel}}{{upper .Title}}{{_leave "x"}}{{end}}`,
		}, []string{"partials/item.html:2 P131", "pages/page.html:1:41 P132", "pages/page.html:1:51 P134", "pages/page.html:1:67 P134"}},
		{"base", map[string]string{
			"templates/base.html":       `{{$x}}`,
			"templates/pages/page.html": `{{define "main"}}{{.Titel}}{{end}}`,
		}, []string{"base.html:1 P131", "pages/page.html:1:20 P132"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			theme, problems := load(t, test.files)
			var got []string
			for _, d := range problems {
				got = append(got, strings.TrimPrefix(d.At.String(), "themes/x/templates/")+" "+d.Code.ID)
			}
			slices.Sort(got)
			slices.Sort(test.want)
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if theme.Has("page") {
				t.Error("a page with mistakes is rendered")
			}
		})
	}
}

func TestEndlessTemplates(t *testing.T) {
	many := make([]item, 3000)
	for _, test := range []struct{ name, page string }{
		{"recursion", `{{define "main"}}{{template "self" .}}{{end}}{{define "self"}}{{template "self" .}}{{end}}`},
		{"mutual recursion", `{{define "main"}}{{template "a" .}}{{end}}{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{template "a" .}}{{end}}`},
		{"nested ranges without output", `{{define "main"}}{{range $.Items}}{{range $.Items}}{{range $.Items}}{{end}}{{end}}{{end}}{{end}}`},
		{"growing text", `{{define "main"}}{{$x := "aaaaaaaaaaaaaaaa"}}{{range .Items}}{{$x = printf "%s%s" $x $x}}{{end}}{{end}}`},
		{"width", `{{define "main"}}{{range .Items}}{{range $.Items}}{{printf "%999d" 1}}{{end}}{{end}}{{end}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			theme, problems := load(t, map[string]string{"templates/base.html": `{{block "main" .}}{{end}}`, "templates/pages/page.html": test.page})
			if len(problems) > 0 {
				if problems[0].Code != diag.TemplateBudget && problems[0].Code != diag.BadTemplate {
					t.Fatal(problems)
				}
				return
			}
			var buf Page
			d, ok := theme.NewWorker().Render(&buf, "page", &testView{Items: many}, noEnv)
			if ok || d.Code != diag.TemplateBudget || d.At.File != "themes/x/templates/pages/page.html" {
				t.Errorf("got %v %v %v", ok, d.At, d)
			}
		})
	}
}
