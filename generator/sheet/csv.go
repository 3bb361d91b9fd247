package sheet

import (
	"encoding/csv"
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
// language with a decimal comma it splits lines at semicolons, whatever the quotes are round: so what stands after one is guarded, too.
func guard(cell string) string {
	if strings.IndexAny(strings.TrimLeft(cell, " \u00a0"), formula) == 0 {
		cell = "'" + cell
	}
	return inner.ReplaceAllString(cell, "$1'$2")
}

var inner = regexp.MustCompile("([;\\t\\r\\n][ \u00a0\"]*)([=+@\uff1d\uff0b\uff0d\uff20-])")
