package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"
)

// CSV writes the table as CSV (RFC 4180) in UTF-8, with the head as its first row. A cell that a spreadsheet would take for a formula is
// guarded.
func (t Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Head); err != nil {
		return err
	}
	for _, row := range t.Rows {
		guarded := make([]string, len(row))
		for i, cell := range row {
			guarded[i] = guard(cell)
		}
		if err := out.Write(guarded); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formula are the characters with which a cell begins that spreadsheets reckon instead of showing it (OWASP, "CSV Injection"): the wide forms are
// for East Asian versions. A tab or a line's end before one of them does not disarm it.
const formula = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"

// guard puts an apostrophe before what a spreadsheet would take for a formula; it takes the apostrophe for the sign of a text. Where it is set to a
// language with a decimal comma it splits lines at semicolons, whatever the quotes are round: so what stands after one is guarded, too. What looks
// guarded gets one more, so that reading takes off what writing has put on.
func guard(cell string) string {
	if leads(cell) {
		cell = "'" + cell
	}
	return inner.ReplaceAllString(cell, "$1'$2")
}

// leads says whether a cell, whatever apostrophes it begins with, begins a formula.
func leads(cell string) bool {
	return strings.IndexAny(strings.TrimLeft(strings.TrimLeft(cell, "'"), " \u00a0"), formula) == 0
}

var (
	inner   = regexp.MustCompile("([;\\t\\r\\n][ \u00a0\"]*'*)([=+@\uff1d\uff0b\uff0d\uff20-])")
	guarded = regexp.MustCompile("([;\\t\\r\\n][ \u00a0\"]*'*)'([=+@\uff1d\uff0b\uff0d\uff20-])")
)

// ReadCSV reads what CSV has written, also after a spreadsheet has saved it: with a byte order mark, with semicolons or tabs for commas, and with
// the guards of formulas. Rows are as long as the head; the error says in which line one is not.
func ReadCSV(r io.Reader) (Table, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return Table{}, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	in := csv.NewReader(strings.NewReader(text))
	head, _, _ := strings.Cut(text, "\n")
	for _, separator := range ";\t" {
		if strings.ContainsRune(head, separator) && !strings.Contains(head, ",") {
			in.Comma = separator
		}
	}
	rows, err := in.ReadAll()
	if err != nil {
		return Table{}, err
	}
	if len(rows) == 0 {
		return Table{}, errors.New("it is empty")
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = unguard(cell)
		}
	}
	return Table{Head: rows[0], Rows: rows[1:]}, nil
}

// unguard is the cell that guard was given.
func unguard(cell string) string {
	cell = guarded.ReplaceAllString(cell, "$1$2")
	if rest, ok := strings.CutPrefix(cell, "'"); ok && leads(rest) {
		return rest
	}
	return cell
}
