package compile

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unsafe"
)

// markup is what the function markup takes: HTML from a trusted place.
type markup string

// kind is a text with a type of its own.
type kind string

type base struct {
	Extra string
	Inner item
}

type item struct {
	Name string
	URL  string
	N    int
	B    bool
	H    markup
	Tags []string
	Sub  *item
	Kids []item
}

type testView struct {
	base
	S, T string
	K    kind
	H    markup
	N, M int
	Big  int64
	B    bool
	I    item
	P    *item
	Nil  *item
	L    []item
	None []item
	Ps   []*item
	Tags []string
	Nums []int
	J    json.RawMessage
}

type pair struct{ URL, Integrity string }

var errFunc = errors.New("a function fails")

// The functions of the tests, for html/template and for programs.
var (
	say = func(s string, args ...any) (string, error) {
		if s == "fail" {
			return "", errFunc
		}
		return s + fmt.Sprint(args...), nil
	}
	asset = func(s string) (pair, error) {
		if s == "fail" {
			return pair{}, errFunc
		}
		return pair{"/" + s, "sha+" + s}, nil
	}
	slow = template.FuncMap{
		"t":      say,
		"has":    func(s string) bool { return len(s)%2 == 0 },
		"asset":  asset,
		"markup": func(h markup) template.HTML { return template.HTML(h) },
		"option": func(s string) string { return s + "!" },
		"number": func(n int) string { return fmt.Sprintf("%d+", n) },
		"join":   func(list []string, sep string) (string, error) { return strings.Join(list, sep), nil },
		"printf": func(f string, args ...any) (string, error) { return fmt.Sprintf(f, args...), nil },
		"print":  func(args ...any) (string, error) { return fmt.Sprint(args...), nil },
	}
	quickly = Funcs{
		"t":      Format(func(_ any, s string, args []any) (string, error) { return say(s, args...) }),
		"has":    Flag(func(_ any, s string) (bool, error) { return len(s)%2 == 0, nil }),
		"asset":  Struct{reflect.TypeFor[pair](), func(_ any, s string) (unsafe.Pointer, error) { p, err := asset(s); return unsafe.Pointer(&p), err }},
		"markup": Convert{reflect.TypeFor[markup](), htmlType},
		"option": Text(func(_ any, s string) (string, error) { return s + "!", nil }),
		"number": Number(func(_ any, n int) (string, error) { return fmt.Sprintf("%d+", n), nil }),
		"join":   Join(func(_ any, list []string, sep string) (string, error) { return strings.Join(list, sep), nil }),
		"printf": Format(func(_ any, f string, args []any) (string, error) { return fmt.Sprintf(f, args...), nil }),
		"print":  Print(func(_ any, args []any) (string, error) { return fmt.Sprint(args...), nil }),
	}
)

const plenty = 1 << 24

// outcome is what became of a template that was rendered both ways.
type outcome struct {
	ok        bool  // html/template can parse and escape it
	covered   bool  // it compiles
	why       error // why it does not
	want, got string
	wantErr   error
	gotErr    error
}

// both renders a template with html/template and compiled.
func both(text string, view any) (o outcome) {
	t, err := template.New("page").Funcs(slow).Parse(text)
	if err != nil {
		return o
	}
	var want strings.Builder
	o.wantErr = t.Execute(&want, view)
	if e := (*template.Error)(nil); errors.As(o.wantErr, &e) {
		return o
	}
	o.ok, o.want = true, want.String()
	p, err := library.Compile(t, "page", reflect.TypeOf(view), nil)
	if err != nil {
		o.why = err
		return o
	}
	o.covered = true
	out, err := rendered(p, view, plenty)
	o.got, o.gotErr = string(out), err
	// With a memo it is the same, for the first page and for those after it.
	memo := library.NewMemo(func(html []byte) any { return nil })
	for range 2 {
		var page Page
		if again := p.Render(&page, view, nil, memo, plenty); (again != nil) != (err != nil) || err == nil && string(page.HTML) != o.got {
			o.got, o.gotErr = "with a memo "+string(page.HTML), again
		}
	}
	return o
}

// differs says how the two ways differ, or "".
func (o outcome) differs() string {
	switch {
	case o.why != nil && !errors.Is(o.why, errNotCovered):
		return o.why.Error()
	case !o.covered:
		return ""
	case (o.gotErr != nil) != (o.wantErr != nil):
		return fmt.Sprintf("error %v\nwant  %v", o.gotErr, o.wantErr)
	case o.gotErr == nil && o.got != o.want:
		return fmt.Sprintf("got  %q\nwant %q", o.got, o.want)
	}
	return ""
}

// hostile are texts that break out of where they stand, or are no text at all.
var hostile = []string{
	"", "plain", `"><script>alert(1)</script>`, "a'b&amp;c+d<e>f`g=h", "</script><!--", "</title>", "javascript:alert(1)", "JaVaScRiPt:x", "mailto:a@b.example?subject=x y",
	"https://a.example/ü?q=1&r=%zz%20%2f#é", "//host/path", "/a:b", "x:y", ":", "%", "%4", "%41%", "a\x00b\x01\x1f\x7f", "\u2028\u2029\ufeff", "\xff\xfe\xe2\x80", "\ufdd0\ufffe\uffff\ufffd",
	"a.png 1x, b.png 2x", " a.png\t640w ,javascript:x 2x,", "a.png 1.5x", ",", ", ,", "\n\r\t\v\f", "日本語", "{{.}}", "onclick", "href", "data-x", "title", "A1", "fail", "expression(", `\`, "*/", "-->", "$x",
}

// contexts are places in a page with a value in each.
var contexts = []string{
	`<p>{{.}}</p>`, `<p title="{{.}}">`, `<p title='{{.}}'>`, `<p title={{.}}>`, `<p class="a {{.}} b">`, `<title>{{.}}</title>`, `<textarea>{{.}}</textarea>`,
	`<a href="{{.}}">`, `<a href='{{.}}'>`, `<a href={{.}}>`, `<a href="/x/{{.}}">`, `<a href="/x?q={{.}}">`, `<a href="#{{.}}">`, `<a href=/x?q={{.}}>`, `<img src="{{.}}">`,
	`<img srcset="{{.}}">`, `<img srcset='{{.}} 1x, {{.}} 2x'>`, `<p {{.}}="x">`, `<p {{.}}>`, `<p data-{{.}}="{{.}}">`, `<!-- {{.}} -->x`, `<meta content="{{.}}">`,
	`<meta http-equiv="refresh" content="0; url={{.}}">`, `<script type="application/ld+json">{{.}}</script>`, `<script>var x = {{.}};</script>`, `<script>f({{.}}, "x")</script>`,
	`<script>var x = "{{.}}";</script>`, "<script>`{{.}}`</script>", `<script>/{{.}}/</script>`, `<p onclick="f({{.}})">`, `<p onclick="f('{{.}}')">`, `<style>p{color:{{.}}}</style>`,
	`<p style="color:{{.}}">`, `<p style="background:url({{.}})">`, `<p style="background:url('{{.}}')">`, `<p data-url="{{.}}">`, `<svg><use xlink:href="{{.}}"/></svg>`, `<input value="{{.}}" type="{{.}}">`,
}

// TestEscapers compares each escaper with that of html/template, in every kind of place and for every type of value.
func TestEscapers(t *testing.T) {
	covered := map[string]bool{}
	for _, context := range contexts {
		for _, s := range hostile {
			view := &testView{S: s, K: kind(s), H: markup(s), N: len(s) - 3, Big: -1 << 60, B: s != "", J: json.RawMessage(s), P: &item{Name: s}}
			for _, value := range []string{".S", ".K", ".H", "markup .H", ".N", ".Big", ".B", ".J", ".P.Name", `"a\"b+c"`, "7", "true", "print .S .N", ".P", ".I", ".Tags", "nil"} {
				text := strings.ReplaceAll(context, "{{.}}", "{{"+value+"}}")
				o := both(text, view)
				if d := o.differs(); d != "" {
					t.Errorf("%s of %q:\n%s", text, s, d)
				}
				covered[context+" "+value] = covered[context+" "+value] || o.covered
			}
		}
	}
	for _, must := range []string{
		`<p>{{.}}</p> .S`, `<p>{{.}}</p> .K`, `<p>{{.}}</p> markup .H`, `<p>{{.}}</p> .N`, `<p>{{.}}</p> .B`, `<p title="{{.}}"> .S`, `<p title={{.}}> .S`, `<title>{{.}}</title> .S`, `<a href="{{.}}"> .S`,
		`<a href={{.}}> .S`, `<a href="/x?q={{.}}"> .S`, `<img srcset="{{.}}"> .S`, `<p {{.}}="x"> .S`, `<script type="application/ld+json">{{.}}</script> .J`, `<script type="application/ld+json">{{.}}</script> .S`,
		`<p onclick="f({{.}})"> .N`,
	} {
		if !covered[must] {
			t.Errorf("%s is not covered", must)
		}
	}
}

// TestJSON compares JSON in a script with html/template's, where a shortcut proves that it may stay as it is.
func TestJSON(t *testing.T) {
	for _, s := range []string{
		`{}`, `{"a":1}`, `{"a":"b","c":[1,2,{"d":null}],"e":true,"f":false}`, `{ "a":1}`, `{"a":1} `, `{"a":01}`, `{"a":-1}`, `{"a":1.5e3}`, `{"a":1e}`, `{"a":"<b>"}`, `{"a":"\u003cb\u003e"}`, `{"a":"\u00"}`,
		`{"a":"\x"}`, "{\"a\":\"\u2028\"}", "{\"a\":\"\u2027\u202a\"}", "{\"a\":\"\xe2\x80\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\x01\"}", `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `[1]`, `[1,]`, `{"a":[1,]}`, `{"a":[]}`, `"x"`, `1`, `null`, `true`,
		`{"a":truex}`, `{"a":nul`, `{"a":"`, `{"a":"\`, `{"a":1}}`, `{"a":{}}`, `{"a":{"b":{"c":"d"}}}`, `{"a":` + strings.Repeat("[", 80) + strings.Repeat("]", 80) + `}`, ``, `{"a":"&"}`, `{"":""}`, `{"a" :1}`, "{\"a\":\n1}",
	} {
		o := both(`<script type="application/ld+json">{{.J}}</script>`, &testView{J: json.RawMessage(s)})
		if d := o.differs(); d != "" || !o.covered {
			t.Errorf("%q: %s %v", s, d, o.why)
		}
	}
	if !harmless([]byte(`{"@graph":[{"name":"A \u0026 B – é","n":12,"ok":true}]}`)) {
		t.Error("JSON of encoding/json is not recognised as harmless")
	}
}

// TestStatements compares what html/template says of templates with all their statements, on views with and without content.
func TestStatements(t *testing.T) {
	full := &testView{
		base: base{Extra: "<e>", Inner: item{Name: "inner", Sub: &item{Name: "sub of inner"}}},
		S:    "s<", T: "t", K: "k", H: "<b>h</b>", N: 3, M: -2, Big: 5, B: true, I: item{Name: "i", Kids: []item{{Name: "kid"}}}, P: &item{Name: "p", Sub: &item{Name: "ps"}},
		L: []item{{Name: "a", N: 1, Tags: []string{"x", "y"}}, {Name: "b", N: 2, B: true, Kids: []item{{Name: "ba"}}}, {Name: "c", N: 3}}, Ps: []*item{{Name: "q"}, nil}, Tags: []string{"u", "", "w"}, Nums: []int{4, 0, 600},
		J: json.RawMessage(`{"a":1}`),
	}
	for _, test := range statements {
		for _, view := range []*testView{full, {}} {
			o := both(test, view)
			if !o.ok {
				t.Fatalf("%s: html/template does not take it: %v", test, o.wantErr)
			}
			if d := o.differs(); d != "" || !o.covered {
				t.Errorf("%s:\n%s %v", test, d, o.why)
			}
		}
	}
}

var statements = []string{
	`a{{/* c */}}b{{"x"}}{{- 1 -}} c`,
	`{{.S}}{{.Extra}}{{.Inner.Name}}{{.I.Name}}{{.P.Name}}`, `{{.P.Sub.Name}}`, `{{.Nil.Name}}`, `{{if .Nil}}{{.Nil.Name}}{{else}}none{{end}}`, `{{.Inner.Sub.Name}}`, `{{(index .Ps 1).Name}}`,
	`{{if .B}}1{{else if .S}}2{{else}}3{{end}}`, `{{if not .B}}x{{end}}{{if and .S .L .P}}y{{end}}{{if or .Nil .None .N}}z{{end}}{{if and (or .Nil .S) (not .None) .I}}w{{end}}`,
	`{{with .P}}{{.Name}}{{$.S}}{{with .Sub}}{{.Name}}{{end}}{{else}}no {{.S}}{{end}}`, `{{with $x := .S}}{{$x}}{{.}}{{end}}`, `{{with .N}}{{.}}{{else with .T}}{{.}}{{end}}`, `{{with .I}}{{.Name}}{{end}}{{with .B}}{{.}}{{end}}`,
	`{{range .L}}<i>{{.Name}}</i>{{else}}none {{.S}}{{end}}`, `{{range $i, $x := .L}}{{if $i}}, {{end}}{{$x.Name}}{{$.N}}{{end}}`, `{{range $x := .Tags}}{{$x}}|{{.}};{{end}}`, `{{range .Nums}}{{.}},{{end}}`, `{{range .Ps}}{{.Name}}{{end}}`,
	`{{range .L}}{{if eq .N 2}}{{continue}}{{end}}{{.Name}}{{end}}`, `{{range .L}}{{if eq .N 2}}{{break}}{{end}}{{.Name}}{{end}}`, `{{range .L}}{{range .Kids}}{{break}}{{else}}{{.Name}}{{end}}x{{end}}`,
	`{{range .L}}{{range .Kids}}k{{else}}e{{if .N}}f{{end}}{{end}}y{{end}}`, `{{range .L}}{{range $.None}}k{{else}}{{break}}{{end}}y{{end}}`, `{{range .L}}{{range $.None}}k{{else}}{{continue}}{{end}}y{{end}}`,
	`{{$x := 1}}{{if .B}}{{$x = 2}}{{end}}{{$x}}`, `{{$x := "a"}}{{if .B}}{{$x := "b"}}{{$x}}{{end}}{{$x}}`, `{{$n := 0}}{{range $i, $e := .L}}{{$n = $i}}{{end}}{{$n}}`, `{{$p := .P}}{{if $p}}{{$p.Name}}{{end}}`,
	`{{if $x := .S}}{{$x}}{{else}}{{$x}}none{{end}}`, `{{$x := .T}}{{if $x = .S}}{{$x}}{{end}}{{$x}}`, `{{$l := .L}}{{len $l}}{{range $l}}{{$l := .Tags}}{{len $l}}{{end}}{{len $l}}`,
	`{{define "x"}}[{{.}}]{{end}}{{template "x" .S}}{{template "x" .N}}<a title="{{template "x" .T}}">`, `{{define "x"}}{{.Name}}{{range .Kids}}{{template "x" .}}{{end}}{{end}}{{range .L}}{{template "x" .}}{{end}}{{template "x" .I}}`,
	`{{define "x"}}c{{end}}<p class="{{template "x"}}">{{template "x"}}`, `{{define "x"}}{{$.Name}}{{$v := .N}}{{$v}}{{end}}{{$v := 9}}{{template "x" .I}}{{$v}}`, `{{define "x"}}{{with .Sub}}{{template "x" .}}{{end}}{{.Name}}{{end}}{{template "x" .P}}`,
	`{{block "x" .}}d{{.S}}{{end}}`, `{{define "x"}}{{if .}}y{{else}}n{{end}}{{end}}{{template "x"}}{{template "x" .L}}`,
	`{{len .S}}{{len .L}}{{len .Tags}}{{len "abc"}}`, `{{index .L 1 | printf "%v"}}`, `{{(index .L 0).Name}}`, `{{index .Tags .N}}`, `{{index .Nums 2}}`, `{{slice .S 1}}{{slice .S 0 1}}{{slice .S}}`, `{{slice .S 2 1}}`, `{{len (slice .L 1 3)}}`, `{{range slice .L 1}}{{.Name}}{{end}}`,
	`{{eq .S "s<"}}{{eq .N 3}}{{eq .B true}}{{eq .S "a" "b" "s<"}}{{eq .N 1 2}}{{ne .S .T}}{{ne .N .M}}`, `{{lt .N .M}}{{le .N .M}}{{gt .N .M}}{{ge .N .M}}{{lt .S .T}}{{le .S .S}}{{gt .S .T}}{{ge .T .T}}`, `{{eq .K "k"}}{{eq .Big .N}}{{eq .S (print .T)}}`,
	`{{t "a"}}{{t "a" "b" .N .B .I.Name .K}}{{t .S}}{{.S | t}}{{.N | t "n"}}{{t (printf "x.%s" .T) (t "in" .N (t "ner" 1))}}`, `{{t "fail"}}`, `{{if .B}}{{t "fail"}}{{end}}`, `{{has "ab"}}{{if has .T}}y{{end}}`,
	`{{(asset "a").URL}}{{with asset .T}}{{.URL}} {{.Integrity}}{{end}}`, `{{$a := asset "fail"}}`, `{{option "dark"}}{{if eq (option "a") "a!"}}x{{end}}`, `{{number .N}}{{.M | number}}{{number 5}}{{number (len .L)}}`,
	`{{join .Tags ", "}}{{join .Tags .S | printf "%q"}}`, `{{markup .H}}{{markup .I.H}}`, `{{print .S .N .M .B}}{{printf "%s-%d-%v-%T" .S .N .I.Tags .K}}{{print}}`, `{{or .S .T}}{{or .T "d"}}{{and .S .T}}{{or .Nil .P | printf "%T"}}`,
	`{{(or .P .Nil).Name}}`, `{{range or .None .L}}{{.Name}}{{end}}`, `{{with or .S .T "x"}}{{.}}{{end}}`, `{{not .S}}{{not (and .S .None)}}`, `{{true}}{{false}}{{1}}{{-1}}{{"q\"<"}}`, `{{.S | print | print "a"}}{{(print .S) | len}}`,
	`<title>{{.S}}</title><a href="{{.S}}?x={{.T}}#{{.N}}" title='{{.S}}' class={{.K}}>{{.S}}</a>`, `<img srcset="{{.S}} {{.N}}w, {{.T}} 2x">`, `<p{{if .B}} hidden{{end}}{{with .S}} lang="{{.}}"{{end}}>`,
}

// TestNotCovered names what Compile leaves to html/template: it says so, and does not guess.
func TestNotCovered(t *testing.T) {
	for _, text := range []string{
		`{{.I}}`, `{{.P}}`, `{{.Tags}}`, `{{1.5}}`, `{{.Nope}}`, `{{urlquery .S}}`, `{{eq .S .N}}`, `{{or .S .N}}`, `{{$x := .S}}{{$x = .N}}`, `{{len .N}}`, `{{template "x" ($y := .S)}}{{define "x"}}{{end}}`, `{{range .N}}{{end}}`,
		`{{define "x"}}{{.}}{{end}}{{template "x"}}`, `{{define "x"}}{{.Name}}{{end}}{{template "x" .S}}`, `{{number .Big}}`, `{{t .K}}`, `{{'a'}}`, `{{0x10}}`, `{{index .Tags "a"}}`, `<p title="{{markup .H}}">`, `<script>var x = "{{.S}}"</script>`,
	} {
		o := both(text, &testView{S: "s"})
		if o.covered || o.why == nil || !errors.Is(o.why, errNotCovered) {
			t.Errorf("%s: covered %v, %v", text, o.covered, o.why)
		}
	}
}

// TestBounds: a page that is too long or too deep ends with an error.
func TestBounds(t *testing.T) {
	for _, text := range []string{
		`{{range .L}}{{range $.L}}{{range $.L}}{{range $.L}}{{$.S}}{{end}}{{end}}{{end}}{{end}}`, `{{define "x"}}{{if .S}}{{.S}}{{template "x" .}}{{end}}{{end}}{{template "x" .}}`, `{{range .L}}{{$.S}}{{end}}`,
	} {
		view := &testView{S: strings.Repeat("s", 100), L: make([]item, 300)}
		tmpl := template.Must(template.New("page").Funcs(slow).Parse(text))
		if err := tmpl.Execute(new(strings.Builder), &testView{}); err != nil {
			t.Fatal(err)
		}
		p, err := library.Compile(tmpl, "page", reflect.TypeOf(view), nil)
		if err != nil {
			t.Fatal(err)
		}
		if out, err := rendered(p, view, 10_000); !errors.Is(err, ErrTooLong) || len(out) > 40_000 {
			t.Errorf("%s: %d bytes, %v", text, len(out), err)
		}
	}
	tmpl := template.Must(template.New("page").Parse(`{{if .S}}{{template "page" .}}{{end}}`))
	if err := tmpl.Execute(new(strings.Builder), &testView{}); err != nil {
		t.Fatal(err)
	}
	p, err := library.Compile(tmpl, "page", reflect.TypeFor[*testView](), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rendered(p, &testView{S: "s"}, plenty); err == nil {
		t.Error("a template that calls itself for ever ends without an error")
	}
	if _, err := rendered(p, &item{}, plenty); err == nil {
		t.Error("a view of another type is taken")
	}
}

// TestShared: goroutines share a program, also after one of them met an error.
func TestShared(t *testing.T) {
	text := `{{define "x"}}{{.Name}}{{range .Kids}}{{template "x" .}}{{end}}{{end}}{{range $i, $x := .L}}{{$i}}{{template "x" $x}}{{t $.S $i $x.Name}}{{end}}`
	tmpl := template.Must(template.New("page").Funcs(slow).Parse(text))
	views := []*testView{{S: "a", L: []item{{Name: "1", Kids: []item{{Name: "2", Kids: []item{{Name: "3"}}}}}, {Name: "4"}}}, {S: "fail", L: []item{{Name: "5"}}}, {S: "b", L: make([]item, 40)}}
	var want [3]strings.Builder
	for i, v := range views {
		if err := tmpl.Execute(&want[i], v); (err != nil) != (v.S == "fail") {
			t.Fatal(err)
		}
	}
	p, err := library.Compile(tmpl, "page", reflect.TypeFor[*testView](), nil)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for n := range 300 {
				i := (n + g) % len(views)
				out, err := rendered(p, views[i], plenty)
				if (err != nil) != (views[i].S == "fail") || err == nil && string(out) != want[i].String() {
					t.Errorf("view %d: %q, %v", i, out, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

var library = &Library{Funcs: quickly, Shares: func(t reflect.Type) bool { return t.Kind() == reflect.Pointer || t == reflect.TypeFor[[]item]() }}

// rendered is the page of a view.
func rendered(p *Program, view any, limit int) ([]byte, error) {
	var page Page
	err := p.Render(&page, view, nil, nil, limit)
	return page.HTML, err
}
