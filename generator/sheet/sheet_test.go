package sheet

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/diag"
)

func TestText(t *testing.T) {
	var b strings.Builder
	table := Table{Head: []string{"whose", "what", "until"}, Rows: [][]string{
		{"Quay", "logo", "1 May 2026"},
		{"港湾", "a long text " + strings.Repeat("about harbours ", 9) + "and boats", "never"},
		{"evil\x1b[2J", strings.Repeat("x", 120), ""},
	}}
	if err := table.Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `whose        what                                                                         until
Quay         logo                                                                         1 May 2026
港湾         a long text about harbours about harbours about harbours about harbours      never
             about harbours about harbours about harbours about harbours about harbours
             and boats
evil\x1b[2J  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
             xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// However the cells look, no line is wider than a page as long as there are not too many columns, and no word is lost.
func TestTextFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		cell := rapid.StringOf(rapid.RuneFrom([]rune("ab  ü港-")))
		table := Table{Head: rapid.SliceOfN(cell, n, n).Draw(t, "head"), Rows: rapid.SliceOf(rapid.SliceOfN(cell, n, n)).Draw(t, "rows")}
		var b strings.Builder
		if err := table.Text(&b); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if got := diag.Columns(strings.TrimSuffix(line, "\n")); got > Width {
				t.Fatalf("%d cells: %q", got, line)
			}
		}
		letters := func(s string) int { return utf8.RuneCountInString(strings.Join(strings.Fields(s), "")) }
		all := strings.Join(table.Head, "")
		for _, row := range table.Rows {
			all += strings.Join(row, "")
		}
		if letters(all) != letters(b.String()) {
			t.Fatalf("letters were lost or added:\n%q\n%q", all, b.String())
		}
	})
}

func TestHang(t *testing.T) {
	got := Hang("  + ", strings.Repeat("seven ", 20)+"end")
	want := "  + " + strings.TrimSpace(strings.Repeat("seven ", 16)) + "\n    " + strings.Repeat("seven ", 4) + "end\n"
	if got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// No cell begins with what a spreadsheet reckons, also where it splits lines at semicolons; and but for guards a reader gets back what was written.
func TestCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.RuneFrom([]rune("=+-@\t\n ,;\"'aü\uff1d")))
		table := Table{Head: []string{"a", "b"}, Rows: rapid.SliceOf(rapid.SliceOfN(cell, 2, 2)).Draw(t, "rows")}
		var b strings.Builder
		if err := table.CSV(&b); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows[1:] {
			for k, got := range row {
				want := table.Rows[i][k]
				if unguard(got) != want {
					t.Fatalf("wrote %q and read %q", want, got)
				}
				for n, piece := range strings.FieldsFunc("a"+got, func(r rune) bool { return strings.ContainsRune(";\t\n", r) }) {
					if n == 0 {
						piece = piece[1:]
					}
					if first := strings.TrimLeft(piece, " \""); first != "" && strings.ContainsRune("=+-@\uff1d", []rune(first)[0]) && (n > 0 || first == strings.TrimLeft(piece, " ")) {
						t.Fatalf("%q begins a formula in %q", piece, got)
					}
				}
			}
		}
	})
}

// A spreadsheet saves tables in its own ways.
func TestReadCSV(t *testing.T) {
	for _, text := range []string{"a,b\n1,'=2\n", "\ufeffa;b\r\n1;'=2\r\n", "a\tb\n1\t=2\n", "\"a\",\"b\"\n\"1\",\"=2\""} {
		table, err := ReadCSV(strings.NewReader(text))
		if err != nil || len(table.Head) != 2 || len(table.Rows) != 1 || table.Rows[0][0] != "1" || table.Rows[0][1] != "=2" {
			t.Errorf("%q: %q, %v", text, table, err)
		}
	}
	if _, err := ReadCSV(strings.NewReader("a,b\n1\n")); err == nil {
		t.Error("a short row is no mistake")
	}
}
