package compile

import (
	"encoding/json"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaperPrefix begins the names of the functions that html/template adds to the end of a pipeline.
const escaperPrefix = "_html_template_"

// print compiles a pipeline whose value is written through its escapers.
func (c *compiler) print(b *block, p *parse.PipeNode) {
	n := len(p.Cmds)
	for n > 0 && escaperOf(p.Cmds[n-1]) != "" {
		n--
	}
	var names []string
	for _, cmd := range p.Cmds[n:] {
		names = append(names, escaperOf(cmd))
	}
	if n == 0 || len(names) == 0 {
		notCovered(p, "output without an escaper")
	}
	v := c.commands(p, p.Cmds[:n])
	write := writer(p, v, names)
	if v.constant {
		m := &machine{}
		write(m)
		b.tail += string(m.out)
		return
	}
	b.addPlain(write, c.fixedCommands(p.Cmds[:n]))
}

func escaperOf(cmd *parse.CommandNode) string {
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok && len(cmd.Args) == 1 && strings.HasPrefix(id.Ident, escaperPrefix) {
		return strings.TrimPrefix(id.Ident, escaperPrefix)
	}
	return ""
}

var (
	htmlType = reflect.TypeFor[template.HTML]()
	rawType  = reflect.TypeFor[json.RawMessage]()
)

// writer gives the function that writes a value through escapers.
func writer(n parse.Node, v value, names []string) func(*machine) {
	if v.class == nothing || v.class == object && v.typ != rawType {
		notCovered(n, "the output of %v", v.typ)
	}
	if v.typ != htmlType && v.typ != rawType && (reflect.PointerTo(v.typ).NumMethod() > 0 || v.typ.PkgPath() == htmlType.PkgPath()) {
		notCovered(n, "the output of %v", v.typ) // it may say itself how it is written
	}
	if len(names) == 1 || v.class == text && v.typ != htmlType {
		if write := quick(v, strings.Join(names, " ")); write != nil {
			return write
		}
	}
	// The first escaper knows the type of the value, those after it see a text.
	first := source(n, v, names[0])
	rest := make([]func(dst []byte, s string) []byte, 0, len(names))
	for _, name := range names[1:] {
		e := escaper(name)
		if e == nil {
			notCovered(n, "the escaper %s", name)
		}
		rest = append(rest, e)
	}
	return func(m *machine) {
		s := first(m)
		for _, e := range rest {
			s = string(e(nil, s))
		}
		m.out = append(m.out, s...)
	}
}

// quick gives a writer for the common values and contexts, or nil.
func quick(v value, names string) func(*machine) {
	inText := names == "htmlescaper" || names == "attrescaper" || names == "rcdataescaper"
	switch {
	case v.typ == htmlType:
		if names == "htmlescaper" {
			return func(m *machine) { m.out = append(m.out, v.str(m)...) }
		}
	case v.class == text && inText:
		return func(m *machine) { m.out = appendHTML(m.out, v.str(m)) }
	case v.class == text && names == "urlfilter urlnormalizer attrescaper":
		return func(m *machine) { m.out = appendAddress(m.out, v.str(m)) }
	case v.class == number && inText:
		return func(m *machine) { m.out = strconv.AppendInt(m.out, v.num(m), 10) }
	case v.class == truth && inText:
		return func(m *machine) { m.out = strconv.AppendBool(m.out, v.num(m) != 0) }
	case v.typ == rawType && names == "jsvalescaper":
		return func(m *machine) { m.out = appendJSON(m.out, *(*[]byte)(v.obj(m))) }
	}
	return nil
}

// source gives a value as the first escaper leaves it.
func source(n parse.Node, v value, name string) func(*machine) string {
	if name == "jsvalescaper" {
		if v.typ == htmlType {
			notCovered(n, "HTML in a script")
		}
		boxed := v.any(n)
		return func(m *machine) string { return string(appendScript(nil, boxed(m))) }
	}
	escape := escaper(name)
	if v.typ == htmlType {
		escape = htmlEscapers[name]
	}
	if escape == nil || v.class == object {
		notCovered(n, "%s of %v", name, v.typ)
	}
	var plain func(*machine) string
	switch v.class {
	case text:
		plain = v.str
	case number:
		plain = func(m *machine) string { return strconv.FormatInt(v.num(m), 10) }
	default:
		plain = func(m *machine) string { return fmt.Sprint(v.num(m) != 0) }
	}
	return func(m *machine) string { return string(escape(nil, plain(m))) }
}
