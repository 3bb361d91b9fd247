package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/decode"
)

// block is an example of a file: its path stands behind the language of the fence.
var block = regexp.MustCompile("(?ms)^```(?:yaml|markdown) (\\S+)\n(.*?)^```$")

// TestExamplesOfTheFormatCanBeRead decodes every example of docs/format.md as the file that it shows.
func TestExamplesOfTheFormatCanBeRead(t *testing.T) {
	blocks := block.FindAllStringSubmatch(format(t), -1)
	if len(blocks) < 15 {
		t.Fatalf("found %d examples", len(blocks))
	}
	for _, b := range blocks {
		part := decode.File(b[1], []byte(b[2]))
		for _, p := range part.Problems {
			t.Errorf("%s: %s: %s", p.At, p.Code.ID, p.Text)
		}
	}
}

// TestFormatTellsOfEveryKey finds every key of the schema in docs/format.md.
func TestFormatTellsOfEveryKey(t *testing.T) {
	words := map[string]bool{}
	for _, w := range regexp.MustCompile(`[a-z0-9_]+`).FindAllString(format(t), -1) {
		words[w] = true
	}
	for _, table := range decode.Schema() {
		for _, k := range table.Keys {
			if !words[k.Name] {
				t.Errorf("docs/format.md says nothing of %s of %s", k.Name, table.Name)
			}
		}
	}
}

func format(t *testing.T) string {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "format.md"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
