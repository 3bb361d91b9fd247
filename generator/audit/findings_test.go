package audit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// Every code is in Findings, and once: what is not there is told to nobody who reads the text.
func TestFindings(t *testing.T) {
	var codes, listed []string
	for _, name := range []string{"audit.go", "findings.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if d, ok := d.(*ast.GenDecl); !ok || d.Tok != token.CONST {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
					code, err := strconv.Unquote(text.Value)
					if err != nil {
						t.Fatal(err)
					}
					codes = append(codes, code)
				}
				return true
			})
		}
	}
	for _, f := range Findings {
		listed = append(listed, f.What)
		if f.Title == "" {
			t.Errorf("%s has no title", f.What)
		}
	}
	slices.Sort(codes)
	slices.Sort(listed)
	if !slices.Equal(codes, listed) {
		t.Errorf("the codes are %q, and Findings has %q", codes, listed)
	}
}
