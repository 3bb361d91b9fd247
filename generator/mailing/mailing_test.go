package mailing

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// A row has a cell for each column, and columns are called as in JSON: whoever goes from one form to the other finds the same.
func TestColumns(t *testing.T) {
	l := Letter{Edition: "2026", Joint: true, CaseStudy: "https://a.example/"}
	row := l.Row()
	if len(row) != len(Columns) {
		t.Fatalf("%d cells for %d columns", len(row), len(Columns))
	}
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	d := json.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := d.Token()
		if err != nil {
			break // at the end
		}
		if key, ok := token.(string); ok {
			keys = append(keys, key)
			if _, err := d.Token(); err != nil { // its value
				t.Fatal(err)
			}
		}
	}
	if !slices.Equal(keys, Columns) {
		t.Errorf("JSON has %v, and rows have %v", keys, Columns)
	}
	if row[0] != "2026" || row[9] != "true" || row[len(row)-1] != "https://a.example/" {
		t.Errorf("an odd row: %q", row)
	}
}
