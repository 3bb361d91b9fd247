package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/view"
)

//go:embed themes.md
var themesIntroduction string

// themesDoc is docs/themes.md: the introduction, which view each page template sees, and every view with its fields, from the
// declarations of package view.
func themesDoc(repository string) (string, error) {
	types, order, err := viewTypes(filepath.Join(repository, "generator", "view"))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(themesIntroduction)
	b.WriteString("\n## Page templates\n\n| template | view |\n|---|---|\n")
	seen := map[string]bool{}
	for _, k := range view.Kinds {
		template := plan.TemplateOf(k.Kind)
		if seen[template] {
			continue
		}
		seen[template] = true
		name := reflect.TypeOf(k.Zero).Name()
		fmt.Fprintf(&b, "| `templates/pages/%s.html` | [%s](#%s) |\n", template, name, strings.ToLower(name))
	}
	b.WriteString("\n## Views\n")
	for _, name := range order {
		if err := writeType(&b, name, types[name], types); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// declared is a type of package view as it stands in the source.
type declared struct {
	doc  string
	typ  ast.Expr
	fset *token.FileSet
}

// viewTypes reads the exported structs of the files that hold the views, in their order.
func viewTypes(dir string) (types map[string]declared, order []string, err error) {
	types = map[string]declared{}
	fset := token.NewFileSet()
	pages, err := filepath.Glob(filepath.Join(dir, "pages*.go"))
	if err != nil {
		return nil, nil, err
	}
	for _, file := range append([]string{filepath.Join(dir, "parts.go")}, pages...) {
		parsed, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			return nil, nil, err
		}
		for _, d := range parsed.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				t := s.(*ast.TypeSpec)
				if t.Name.IsExported() {
					types[t.Name.Name] = declared{doc: g.Doc.Text(), typ: t.Type, fset: fset}
					order = append(order, t.Name.Name)
				}
			}
		}
	}
	slices.SortFunc(order, strings.Compare)
	return types, order, nil
}

func writeType(b *strings.Builder, name string, d declared, types map[string]declared) error {
	s, ok := d.typ.(*ast.StructType)
	fmt.Fprintf(b, "\n### %s\n\n%s", name, d.doc)
	if !ok {
		return nil
	}
	b.WriteString("\n| field | type | |\n|---|---|---|\n")
	for _, f := range s.Fields.List {
		text, err := typeText(d.fset, f.Type, types)
		if err != nil {
			return err
		}
		comment := strings.ReplaceAll(strings.Join(strings.Fields(f.Comment.Text()+" "+f.Doc.Text()), " "), "|", "\\|")
		if len(f.Names) == 0 {
			fmt.Fprintf(b, "| | %s | every field of it |\n", text)
			continue
		}
		var names []string
		for _, n := range f.Names {
			names = append(names, "`"+n.Name+"`")
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", strings.Join(names, ", "), text, comment)
	}
	return nil
}

// typeText writes a type in words, with a link to a view.
func typeText(fset *token.FileSet, e ast.Expr, types map[string]declared) (string, error) {
	switch t := e.(type) {
	case *ast.ArrayType:
		of, err := typeText(fset, t.Elt, types)
		return "list of " + of, err
	case *ast.StarExpr:
		of, err := typeText(fset, t.X, types)
		return of + ", or none", err
	case *ast.Ident:
		switch t.Name {
		case "string":
			return "text", nil
		case "int", "float64":
			return "number", nil
		case "bool":
			return "true or false", nil
		}
		if _, ours := types[t.Name]; ours {
			return "[" + t.Name + "](#" + strings.ToLower(t.Name) + ")", nil
		}
	}
	var buf bytes.Buffer
	err := printer.Fprint(&buf, fset, e)
	return "`" + buf.String() + "`", err
}
