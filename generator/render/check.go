package render

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/plaudit/plaudit/generator/diag"
)

// check walks the templates of a page from the first one, base.html, on with the static type of the view: fields, partials and what is handed to
// them, functions' arguments, interface texts and assets that are named literally. html/template would find a misspelt field only
// where its branch is taken.
func (l *loader) check(sources map[string]*source, first string, viewType reflect.Type) (ok bool) {
	c := checker{loader: l, sources: sources, seen: map[visit]bool{}, ok: true}
	if sources[first] != nil {
		c.template(first, viewType)
	}
	return c.ok
}

type checker struct {
	*loader
	sources map[string]*source
	seen    map[visit]bool
	file    *source
	vars    []variable
	ok      bool
}

func (c *checker) report(d diag.Diagnostic) {
	c.ok = false
	c.problems.Add(d)
}

type visit struct {
	name string
	dot  reflect.Type
}

type variable struct {
	name string
	typ  reflect.Type // nil: unknown
}

func (c *checker) template(name string, dot reflect.Type) {
	v := visit{name, dot}
	if c.seen[v] {
		return
	}
	c.seen[v] = true
	file, vars := c.file, c.vars
	c.file, c.vars = c.sources[name], []variable{{"$", dot}}
	c.list(c.file.tree.Root, dot)
	c.file, c.vars = file, vars
}

// at is the position of a node in its file.
func (c *checker) at(n parse.Node) diag.Position { return c.file.file.position(n) }

func (c *checker) list(list *parse.ListNode, dot reflect.Type) {
	if list == nil {
		return
	}
	scope := len(c.vars)
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, dot)
		case *parse.IfNode:
			inner := len(c.vars)
			c.pipe(n.Pipe, dot)
			c.list(n.List, dot)
			c.list(n.ElseList, dot)
			c.vars = c.vars[:inner]
		case *parse.WithNode:
			inner := len(c.vars)
			t := c.pipe(n.Pipe, dot)
			c.list(n.List, t)
			c.vars = c.vars[:inner]
			c.list(n.ElseList, dot)
		case *parse.RangeNode:
			c.ranged(n, dot)
		case *parse.TemplateNode:
			c.partial(n, dot)
		}
	}
	c.vars = c.vars[:scope]
}

func (c *checker) ranged(n *parse.RangeNode, dot reflect.Type) {
	inner := len(c.vars)
	decl := n.Pipe.Decl
	n.Pipe.Decl = nil
	t := c.pipe(n.Pipe, dot)
	n.Pipe.Decl = decl
	key, elem := reflect.TypeFor[int](), reflect.Type(nil)
	if t != nil {
		switch d := deref(t); d.Kind() {
		case reflect.Slice, reflect.Array:
			elem = d.Elem()
		case reflect.Map:
			key, elem = d.Key(), d.Elem()
		case reflect.Interface:
		default:
			c.report(diag.WrongArgument.New(c.at(n), "range goes over a list, and this is %s", describe(t)).WithWidth(len(n.Pipe.String())).WithHint("use a field that is a list"))
		}
	}
	switch len(decl) {
	case 1:
		c.vars = append(c.vars, variable{decl[0].Ident[0], elem})
	case 2:
		c.vars = append(c.vars, variable{decl[0].Ident[0], key}, variable{decl[1].Ident[0], elem})
	}
	c.list(n.List, elem)
	c.vars = c.vars[:inner]
	c.list(n.ElseList, dot)
}

func (c *checker) partial(n *parse.TemplateNode, dot reflect.Type) {
	var arg reflect.Type
	if n.Pipe != nil {
		arg = c.pipe(n.Pipe, dot)
	}
	if c.sources[n.Name] == nil {
		at := c.at(n)
		c.report(diag.UnknownPartial.New(at, "there is no partial \"%s\"", n.Name).WithWidth(len([]rune(n.Name))+2).
			WithHint("%s", cmp.Or(diag.DidYouMean(n.Name, sortedKeys(c.sources)), "add templates/partials/"+n.Name+".html")))
		return
	}
	c.template(n.Name, arg)
}

// pipe gives the type of a pipeline's value; nil when it is not known.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil {
		return nil
	}
	var t reflect.Type
	for i, cmd := range p.Cmds {
		t = c.command(cmd, dot, t, i > 0)
	}
	for _, v := range p.Decl {
		if p.IsAssign {
			continue
		}
		c.vars = append(c.vars, variable{v.Ident[0], t})
	}
	return t
}

func (c *checker) command(cmd *parse.CommandNode, dot, final reflect.Type, piped bool) reflect.Type {
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(id, cmd.Args[1:], dot, final, piped)
	}
	t := c.operand(cmd.Args[0], dot)
	for _, a := range cmd.Args[1:] {
		c.operand(a, dot)
	}
	return t
}

func (c *checker) operand(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		for _, v := range slices.Backward(c.vars) {
			if v.name == n.Ident[0] {
				return c.fields(n, v.typ, n.Ident[1:])
			}
		}
	case *parse.ChainNode:
		return c.fields(n, c.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		inner := len(c.vars)
		t := c.pipe(n, dot)
		c.vars = c.vars[:inner]
		return t
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		if n.IsInt {
			return reflect.TypeFor[int]()
		}
		return reflect.TypeFor[float64]()
	case *parse.IdentifierNode:
		return c.function(n, nil, dot, nil, false)
	}
	return nil
}

// fields follows names from a type.
func (c *checker) fields(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil || t.Kind() == reflect.Interface {
			return nil
		}
		d := deref(t)
		if d.Kind() == reflect.Map {
			t = d.Elem()
			continue
		}
		if d.Kind() != reflect.Struct {
			c.report(diag.UnknownField.New(c.at(n), "%s has no field %s", describe(t), name).WithHint("it is a single value; use it as it is"))
			return nil
		}
		f, ok := d.FieldByName(name)
		if !ok {
			at := c.at(n)
			c.report(diag.UnknownField.New(at, "%s has no field %s", describe(t), name).WithWidth(len(n.String())).
				WithHint("%s", cmp.Or(diag.DidYouMean(name, fieldNames(d)), "it has "+strings.Join(fieldNames(d), ", "))))
			return nil
		}
		t = f.Type
	}
	return t
}

func (c *checker) function(id *parse.IdentifierNode, args []parse.Node, dot, final reflect.Type, piped bool) reflect.Type {
	types := make([]reflect.Type, 0, len(args)+1)
	for _, a := range args {
		types = append(types, c.operand(a, dot))
	}
	if piped {
		types = append(types, final)
	}
	c.literals(id, args)
	switch id.Ident {
	case "eq", "ne", "lt", "le", "gt", "ge", "not":
		return reflect.TypeFor[bool]()
	case "len":
		return reflect.TypeFor[int]()
	case "and", "or":
		for _, t := range types {
			if t != types[0] {
				return nil
			}
		}
		if len(types) > 0 {
			return types[0]
		}
		return nil
	case "index":
		if len(types) > 1 && types[0] != nil {
			switch d := deref(types[0]); d.Kind() {
			case reflect.Slice, reflect.Array, reflect.Map:
				return d.Elem()
			}
		}
		return nil
	case "slice":
		if len(types) > 0 {
			return types[0]
		}
		return nil
	case "urlquery":
		return reflect.TypeFor[string]()
	}
	ft := functionTypes[id.Ident]
	if ft == nil || strings.HasPrefix(id.Ident, "_") {
		c.report(diag.UnknownFunction.New(c.at(id), "there is no function \"%s\"", id.Ident).WithWidth(len(id.Ident)).
			WithHint("%s", cmp.Or(markedSafe(id.Ident), diag.DidYouMean(id.Ident, functionNames()), "the functions are listed in docs/themes.md")))
		return nil
	}
	for i, t := range types {
		var want reflect.Type
		switch {
		case ft.IsVariadic() && i >= ft.NumIn()-1:
			want = ft.In(ft.NumIn() - 1).Elem()
		case i < ft.NumIn():
			want = ft.In(i)
		default:
			c.report(diag.WrongArgument.New(c.at(id), "%s takes %d values, and here are %d", id.Ident, ft.NumIn(), len(types)))
			return ft.Out(0)
		}
		if t != nil && t.Kind() != reflect.Interface && !t.AssignableTo(want) {
			c.report(diag.WrongArgument.New(c.at(id), "%s takes %s, and this is %s", id.Ident, describe(want), describe(t)).WithHint("see docs/themes.md"))
		}
	}
	return ft.Out(0)
}

// markedSafe answers who looks for a function that marks a text as safe, by the names that such ones have elsewhere.
func markedSafe(name string) string {
	switch strings.ToLower(name) {
	case "safe", "safehtml", "safehtmlattr", "safecss", "safejs", "safejsstr", "safeurl", "raw", "html", "js", "unescape", "htmlunescape", "unescapehtml", "attr", "css", "jsonify":
		return "no function marks a text as safe: every value is escaped for its place, and `markup` shows what was made from Markdown"
	}
	return ""
}

// literals checks interface texts and assets that are named literally.
func (c *checker) literals(id *parse.IdentifierNode, args []parse.Node) {
	if len(args) == 0 {
		return
	}
	name, ok := args[0].(*parse.StringNode)
	if !ok {
		return
	}
	switch id.Ident {
	case "t":
		if !c.names.Text(name.Text) {
			c.report(diag.MissingText.New(c.at(name), "there is no interface text \"%s\"", name.Text).WithWidth(len(name.Quoted)).WithHint("%s", c.names.near("text", name.Text, "add it to the theme's i18n files")))
		}
	case "asset":
		if !c.names.Asset(name.Text) {
			c.report(diag.BadThemeAsset.New(c.at(name), "the theme has no asset \"%s\"", name.Text).WithWidth(len(name.Quoted)).WithHint("%s", c.names.near("asset", name.Text, "add it below assets/ of the theme")))
		}
	case "option":
		if !c.names.Option(name.Text) {
			c.report(diag.UnknownOption.New(c.at(name), "the theme has no option \"%s\"", name.Text).WithWidth(len(name.Quoted)).WithHint("%s", c.names.near("option", name.Text, "add it to `options` of theme.yaml")))
		}
	}
}

func deref(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// describe names a type as docs/themes.md does.
func describe(t reflect.Type) string {
	d := deref(t)
	switch d.Kind() {
	case reflect.Slice:
		return "a list of " + describe(d.Elem())
	case reflect.Struct:
		return d.Name()
	case reflect.String:
		if d.Name() != "string" {
			return d.Name()
		}
		return "a text"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "a yes or no"
	}
	return d.String()
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func sortedKeys(m map[string]*source) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}
