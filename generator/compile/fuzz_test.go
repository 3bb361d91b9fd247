package compile

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// FuzzCompile makes a template and a view of bytes, and renders it with html/template and compiled: the same bytes, or an error in
// both.
func FuzzCompile(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 50 {
		choices := make([]byte, 20+10*i)
		for j := range choices {
			choices[j] = byte(r.Uint32())
		}
		f.Add(choices, hostile[i%len(hostile)], hostile[(i*7+3)%len(hostile)], i-5)
	}
	f.Fuzz(func(t *testing.T, choices []byte, a, b string, n int) {
		if len(choices) > 2000 || len(a)+len(b) > 1000 {
			return
		}
		compare(t, choices, a, b, n)
	})
}

// TestRandomTemplates does what the fuzz target does, with many random choices, and sees that most of them are worth it.
func TestRandomTemplates(t *testing.T) {
	r := rand.New(rand.NewPCG(77, 78))
	pick := func() string { return hostile[r.IntN(len(hostile))] }
	ok, covered, failed := 0, 0, 0
	const all = 120000
	for range all {
		choices := make([]byte, 10+r.IntN(300))
		for j := range choices {
			choices[j] = byte(r.Uint32())
		}
		o := compare(t, choices, pick(), pick()+pick(), r.IntN(9)-2)
		if o.ok {
			ok++
		}
		if o.covered {
			covered++
		}
		if o.covered && o.wantErr != nil {
			failed++
		}
	}
	if ok < all/3 || covered < ok*2/5 || failed < all/100 {
		t.Errorf("of %d templates html/template takes %d, %d compile, %d of them fail", all, ok, covered, failed)
	}
}

func compare(t *testing.T, choices []byte, a, b string, n int) outcome {
	t.Helper()
	g := &generator{choices: choices}
	text := g.template()
	kid := item{Name: b, URL: a, N: 1, Tags: []string{a, "x"}}
	view := &testView{
		base: base{Extra: b, Inner: item{Name: a, H: markup(b), Sub: &kid}}, S: a, T: b, K: kind(a), H: markup(b), N: n, M: 3, Big: int64(n) << 40, B: n%2 == 0, J: json.RawMessage(a), P: &kid,
		I: item{Name: "i" + b, URL: b, Kids: []item{kid, kid}}, L: []item{kid, {Name: a, Kids: []item{kid}, Sub: &kid}, {N: n, B: true}}, Ps: []*item{&kid, nil}, Tags: []string{a, b, ""}, Nums: []int{n, 0, 1000},
	}
	o := both(text, view)
	if d := o.differs(); d != "" {
		t.Errorf("%s\nof %q, %q, %d:\n%s", text, a, b, n, d)
	}
	return o
}

// generator makes templates of bytes: each decides one thing. Most expressions have the type that is asked for, and some have not.
type generator struct {
	choices []byte
	depth   int
	names   []string // of variables, with their types at the same place
	types   []string
	count   int
}

func (g *generator) n(k int) int {
	if len(g.choices) == 0 {
		return 0
	}
	c := int(g.choices[0])
	g.choices = g.choices[1:]
	return c % k
}

func (g *generator) of(list ...string) string { return list[g.n(len(list))] }

// Partials for each type of dot; each calls only those before it, or itself where that ends.
var partials = `{{define "none"}}c {{t "x"}}{{end}}{{define "text"}}{{.}}{{end}}{{define "item"}}{{.Name}}{{range .Kids}}{{template "item" .}}{{end}}{{template "text" .Name}}{{end}}`

func (g *generator) template() string {
	dot := "view"
	return g.list(dot) + g.list(dot) + g.list(dot) + partials
}

func (g *generator) list(dot string) string {
	if g.depth > 4 || len(g.choices) == 0 {
		return ""
	}
	g.depth++
	scope := len(g.names)
	var b strings.Builder
	for range 1 + g.n(4) {
		b.WriteString(g.statement(dot))
	}
	g.names, g.types = g.names[:scope], g.types[:scope]
	g.depth--
	return b.String()
}

func (g *generator) statement(dot string) string {
	switch g.n(12) {
	case 0, 1, 2, 3:
		return strings.ReplaceAll(contexts[g.n(len(contexts))], "{{.}}", "{{"+g.expr(g.of("text", "text", "text", "int", "bool", "html", "raw"), dot)+"}}")
	case 4:
		return "{{if " + g.condition(dot) + "}}" + g.list(dot) + g.otherwise(dot) + "{{end}}"
	case 5:
		typ := g.of("item", "text", "pointer", "int", "pair")
		return "{{with " + g.expr(typ, dot) + "}}" + g.list(typ) + g.otherwise(dot) + "{{end}}"
	case 6:
		list, typ := g.ranged(dot)
		return "{{range " + list + "}}" + g.list(typ) + g.leave() + g.otherwise(dot) + "{{end}}"
	case 7:
		list, typ := g.ranged(dot)
		scope := len(g.names)
		i, x := g.name("int"), g.name(typ)
		out := "{{range " + i + ", " + x + " := " + list + "}}" + g.list(typ) + g.leave() + "{{end}}"
		g.names, g.types = g.names[:scope], g.types[:scope]
		return out
	case 8:
		typ := g.of("text", "int", "bool", "item", "pointer", "list")
		value := g.expr(typ, dot)
		return "{{" + g.name(typ) + " := " + value + "}}"
	case 9:
		if len(g.names) == 0 {
			return "x"
		}
		i := g.n(len(g.names))
		return "{{" + g.names[i] + " = " + g.expr(g.types[i], dot) + "}}"
	case 10:
		call := g.of(`{{template "none"}}`, `{{template "text" `+g.expr("text", dot)+`}}`, `{{template "item" `+g.expr("item", dot)+`}}`, `{{template "item" `+g.expr("pointer", dot)+`}}`)
		return strings.ReplaceAll(g.of("{{.}}", `<p title="{{.}}">`, `<a href="/{{.}}">`, `<a href="{{.}}">`, `<title>{{.}}</title>`, `<p class={{.}}>`), "{{.}}", call)
	}
	return g.of("text & <b>text</b> ", "<p>", "</p>", "\n", "é")
}

func (g *generator) otherwise(dot string) string {
	if g.n(2) == 0 {
		return ""
	}
	return "{{else}}" + g.list(dot)
}

func (g *generator) leave() string {
	return g.of("", "", "", "{{break}}", "{{continue}}", "{{if .}}{{continue}}{{end}}z", "{{if .}}{{break}}{{end}}")
}

func (g *generator) name(typ string) string {
	g.count++
	name := fmt.Sprintf("$v%d", g.count%5)
	g.names, g.types = append(g.names, name), append(g.types, typ)
	return name
}

func (g *generator) ranged(dot string) (list, elem string) {
	switch g.n(4) {
	case 0:
		return "$.Tags", "text"
	case 1:
		return "$.Nums", "int"
	case 2:
		return "$.Ps", "pointer"
	}
	return g.expr("list", dot), "item"
}

func (g *generator) condition(dot string) string {
	return g.expr(g.of("bool", "text", "int", "pointer", "list", "item", "mixed"), dot)
}

// expr is an expression of a type: text, int, bool, item, pointer (to an item), list (of items), html, raw, pair, or mixed.
func (g *generator) expr(typ, dot string) string {
	if g.n(40) == 0 {
		typ = g.of("text", "int", "bool", "item", "pointer", "list")
	}
	if typ == dot && g.n(3) == 0 {
		return "."
	}
	for i := len(g.names) - 1; i >= 0 && g.n(2) == 0; i-- {
		if g.types[i] == typ {
			return g.names[i]
		}
	}
	if g.depth > 6 {
		return g.leaf(typ, dot)
	}
	g.depth++
	defer func() { g.depth-- }()
	e := func(typ string) string {
		s := g.expr(typ, dot)
		if strings.ContainsAny(s, " ") {
			return "(" + s + ")"
		}
		return s
	}
	if g.n(2) == 0 {
		return g.leaf(typ, dot)
	}
	switch typ {
	case "text":
		switch g.n(12) {
		case 0:
			return "t " + e("text")
		case 1:
			return "t " + e("text") + " " + e(g.of("text", "int", "bool")) + " " + e("int")
		case 2:
			return "printf " + g.of(`"%s-%d"`, `"%v|%v"`, `"%5q %x"`) + " " + e("text") + " " + e("int")
		case 3:
			return "print " + e("text") + " " + e("int") + " " + e("bool")
		case 4:
			return "join $.Tags " + e("text")
		case 5:
			return "slice " + e("text") + " " + g.of("0", "1", "2", e("int"))
		case 6:
			return "option " + e("text")
		case 7:
			return "number " + e("int")
		case 8:
			return g.of("or ", "and ") + e("text") + " " + e("text") + " " + e("text")
		case 9:
			return e("text") + " | " + g.of("t", "print", `printf "%s"`, "option")
		case 10:
			return e("item") + ".Name"
		}
		return e("pair") + ".URL"
	case "int":
		return g.of("len "+e("text"), "len "+e("list"), "index $.Nums "+g.of("0", "2", e("int")), e("item")+".N", "or "+e("int")+" "+e("int"))
	case "bool":
		switch g.n(6) {
		case 0:
			return g.of("eq ", "ne ", "lt ", "le ", "gt ", "ge ") + e("text") + " " + e("text")
		case 1:
			return g.of("eq ", "ne ", "lt ", "le ", "gt ", "ge ") + e("int") + " " + e("int")
		case 2:
			return "eq " + e("text") + " " + e("text") + " " + e("text")
		case 3:
			return "not " + e("mixed")
		case 4:
			return "has " + e("text")
		}
		return g.of("and ", "or ") + e("bool") + " " + e("bool")
	case "mixed":
		return g.of("and ", "or ") + e(g.of("text", "int", "bool", "pointer", "list", "mixed")) + " " + e(g.of("text", "int", "item", "pointer", "mixed"))
	case "item":
		return g.of("index "+e("list")+" "+g.of("0", "1", e("int")), "or "+e("item")+" "+e("item"), "("+e("list")+" | len | index $.L)")
	case "pointer":
		return g.of("or "+e("pointer")+" "+e("pointer"), "index $.Ps "+g.of("0", "1", "2"), e("item")+".Sub")
	case "list":
		return g.of("slice "+e("list")+" "+e("int"), "or "+e("list")+" "+e("list"), e("item")+".Kids")
	case "html":
		return "markup " + g.of("$.H", e("item")+".H")
	}
	return g.leaf(typ, dot)
}

func (g *generator) leaf(typ, dot string) string {
	if dot == "item" || dot == "pointer" {
		if s := g.of("$", "."); s == "." {
			switch typ {
			case "text":
				return g.of(".Name", ".URL", ".Sub.Name")
			case "int":
				return g.of(".N", ".Sub.N")
			case "bool":
				return ".B"
			case "pointer":
				return ".Sub"
			case "list":
				return g.of(".Kids", ".Sub.Kids")
			}
		}
	}
	switch typ {
	case "text":
		return g.of("$.S", "$.T", "$.Extra", "$.Inner.Name", "$.I.Name", "$.P.Name", `"a"`, `"<&'"`, `""`, "$.Nil.Name")
	case "int":
		return g.of("$.N", "$.M", "0", "1", "-1", "$.I.N")
	case "bool":
		return g.of("$.B", "true", "false", "$.I.B")
	case "item":
		return g.of("$.I", "$.Inner")
	case "pointer":
		return g.of("$.P", "$.Nil", "$.Inner.Sub", "$.I.Sub")
	case "list":
		return g.of("$.L", "$.None", "$.I.Kids")
	case "html":
		return "markup $.H"
	case "raw":
		return "$.J"
	case "pair":
		return g.of(`(asset "a")`, `(asset $.S)`)
	}
	return "$.S"
}
