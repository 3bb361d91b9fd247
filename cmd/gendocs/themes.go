package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/view"
	"github.com/plaudit/plaudit/themes"
)

//go:embed themes.md
var themesIntroduction string

// themesDoc is docs/themes.md: the introduction, what podium offers (options and tokens, blocks, partials), which view each page template sees with
// an example, every view with its fields, and the texts that views need.
func themesDoc(repository string) (string, error) {
	types, err := viewTypes(filepath.Join(repository, "generator", "view"))
	if err != nil {
		return "", err
	}
	podium, err := readTheme(themes.FS(), "podium")
	if err != nil {
		return "", err
	}
	plain, err := readTheme(os.DirFS(filepath.Join(repository, "themes", "testdata")), "plain")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(themesIntroduction)
	writeOptions(&b, podium)
	writeParts(&b, podium)
	writePages(&b, plain)
	b.WriteString("\n## Views\n")
	for _, name := range shownTypes(types) {
		if err := writeType(&b, name, types[name], types); err != nil {
			return "", err
		}
	}
	writeTexts(&b)
	return b.String(), nil
}

// declared is a type of package view as it stands in the source.
type declared struct {
	doc  string
	typ  ast.Expr
	fset *token.FileSet
}

// viewTypes reads the exported types of package view.
func viewTypes(dir string) (map[string]declared, error) {
	types := map[string]declared{}
	fset := token.NewFileSet()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, d := range parsed.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				if t := s.(*ast.TypeSpec); t.Name.IsExported() {
					types[t.Name.Name] = declared{doc: g.Doc.Text(), typ: t.Type, fset: fset}
				}
			}
		}
	}
	return types, nil
}

// shownTypes are the types that a page's view is or holds, sorted.
func shownTypes(types map[string]declared) []string {
	shown := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		d, ours := types[name]
		if !ours || shown[name] {
			return
		}
		shown[name] = true
		ast.Inspect(d.typ, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok && len(f.Names) > 0 && !f.Names[0].IsExported() {
				return false
			}
			if id, ok := n.(*ast.Ident); ok {
				visit(id.Name)
			}
			return true
		})
	}
	for _, k := range view.Kinds {
		visit(reflect.TypeOf(k.Zero).Name())
	}
	return slices.Sorted(maps.Keys(shown))
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
		if !f.Names[0].IsExported() {
			continue
		}
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
