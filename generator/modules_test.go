package generator_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Each direct dependency has its reason in ARCHITECTURE.md, and no reason is left of one that is gone.
func TestDependenciesHaveReasons(t *testing.T) {
	read := func(path string) string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	var modules, rows []string
	for _, m := range regexp.MustCompile(`(?m)^(?:require)?\s+(\S+\.\S+/\S+|\S+\.\S+) v\S+$`).FindAllStringSubmatch(read("../go.mod"), -1) {
		modules = append(modules, m[1])
	}
	_, table, _ := strings.Cut(read("../ARCHITECTURE.md"), "\n## Dependencies\n")
	for _, m := range regexp.MustCompile(`(?m)^\| (\S+\.\S+) \|`).FindAllStringSubmatch(table, -1) {
		rows = append(rows, m[1])
	}
	if len(modules) < 10 || len(rows) < 10 {
		t.Fatalf("%d modules and %d rows: they are not read as they are written", len(modules), len(rows))
	}
	in := func(row, module string) bool { return row == module || strings.HasPrefix(row, module+"/") }
	for _, module := range modules {
		if !slices.ContainsFunc(rows, func(row string) bool { return in(row, module) }) {
			t.Errorf("ARCHITECTURE.md does not say what %s is for", module)
		}
	}
	for _, row := range rows {
		if !slices.ContainsFunc(modules, func(module string) bool { return in(row, module) }) {
			t.Errorf("ARCHITECTURE.md has %s, which go.mod has not", row)
		}
	}
}
