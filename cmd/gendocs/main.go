// Command gendocs writes those pages of docs/ that follow from the code: diagnostics.md from the catalog, fields.md from the schema of
// package decode, themes.md from the views. It is run at the root of the repository; a test fails when a page is not up to date.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	pages, err := docs(".")
	if err == nil {
		for _, p := range pages {
			if err = os.WriteFile(filepath.Join("docs", p.name), []byte(p.text), 0o644); err != nil {
				break
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

// page is a file of docs/.
type page struct{ name, text string }

// docs makes the pages of the repository in a folder.
func docs(repository string) ([]page, error) {
	themes, err := themesDoc(repository)
	if err != nil {
		return nil, err
	}
	return []page{{"diagnostics.md", diagnosticsDoc()}, {"fields.md", fieldsDoc()}, {"themes.md", themes}}, nil
}
