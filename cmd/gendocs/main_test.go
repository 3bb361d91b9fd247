package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

func TestDocsAreUpToDate(t *testing.T) {
	root := filepath.Join("..", "..")
	pages, err := docs(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		have, err := os.ReadFile(filepath.Join(root, "docs", p.name))
		if err != nil {
			t.Error(err)
		} else if strings.ReplaceAll(string(have), "\r\n", "\n") != p.text {
			t.Errorf("docs/%s is not up to date: go run ./cmd/gendocs", p.name)
		}
	}
}

func TestEveryCodeIsDocumented(t *testing.T) {
	text := diagnosticsDoc()
	for _, c := range diag.Codes {
		heading := c.ID + ": " + c.Title
		if !strings.Contains(text, "\n## "+heading+"\n") || !strings.Contains(text, "](#"+anchor(heading)+")") {
			t.Errorf("docs/diagnostics.md lacks %s", heading)
		}
	}
}
