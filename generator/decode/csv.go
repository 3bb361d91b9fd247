package decode

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// cell is one field of a CSV file.
type cell struct {
	text string
	node node // its place
}

// csv reads a CSV file whose first row names the columns, all of which are wanted, in any order.
func (d *decoder) csv(text []byte, columns ...string) (rows [][]cell) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	d.src.hash = false // a # is no comment here
	var order []int
	header := strings.Join(columns, ",")
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.csvError(text, err)
			return rows
		}
		if order == nil {
			for _, c := range columns {
				order = append(order, slices.IndexFunc(record, func(s string) bool { return strings.TrimSpace(s) == c }))
			}
			if len(record) != len(columns) || slices.Contains(order, -1) {
				d.add(diag.BadCSV.New(diag.Position{File: d.file, Line: 1, Column: 1}, "the first line does not name the columns").WithHint("write %s", header))
				return nil
			}
			continue
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(columns) {
			d.add(diag.BadCSV.New(diag.Position{File: d.file, Line: line, Column: 1}, "a row of %d fields, and there are %d columns", len(record), len(columns)).
				WithHint("put a field that holds a comma in double quotes"))
			continue
		}
		row := make([]cell, len(columns))
		for i, from := range order {
			line, column := r.FieldPos(from)
			row[i].text = strings.TrimSpace(record[from])
			here, _, _ := bytes.Cut(d.src.from(uint32(line), 1), []byte("\n"))
			row[i].node = node{kind: scalar, text: row[i].text, line: uint32(line), column: uint32(runeColumn(here, column))}
		}
		rows = append(rows, row)
		if d.full() {
			break
		}
	}
	if order == nil {
		d.add(diag.EmptyFile.New(diag.Position{File: d.file}, "the file has no data").WithHint("write the columns %s into its first line, or take it out", header))
	}
	return rows
}

func (d *decoder) csvError(text []byte, err error) {
	at := diag.Position{File: d.file, Line: 1, Column: 1}
	what, hint := "the file cannot be read as CSV", "one row a line, fields with commas in double quotes"
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		at.Line = min(pe.Line, bytes.Count(text, []byte("\n"))+1)
		at.Column = runeColumn(lineOf(text, at.Line), pe.Column)
		switch {
		case errors.Is(pe.Err, csv.ErrBareQuote):
			what, hint = "a double quote within a field that does not begin with one", "put the whole field in double quotes and double those within"
		case errors.Is(pe.Err, csv.ErrQuote):
			what, hint = "a double quote that is never closed, or text behind one", "close it; double a quote that belongs to the text"
		}
	}
	d.add(diag.BadCSV.New(at, "%s", what).WithHint("%s", hint))
}

// runeColumn makes a column in runes of one in bytes, both from 1.
func runeColumn(line []byte, column int) int {
	return utf8.RuneCount(line[:max(0, min(column-1, len(line)))]) + 1
}

// redirects decodes data/redirects.csv.
func (d *decoder) redirects(text []byte) any {
	list := []record.Redirect{}
	t := tableOf(reflect.TypeFor[record.Redirect]())
	from, to := &t.fields[t.byKey["from"]], &t.fields[t.byKey["to"]]
	for _, row := range d.csv(text, "from", "to") {
		r := record.Redirect{File: d.file, At: place(&row[0].node)}
		if d.cell(from, &row[0], &r.From) && d.cell(to, &row[1], &r.To) {
			list = append(list, r)
		}
	}
	return &list
}

// cell reads a text and says when it is missing.
func (d *decoder) cell(f *field, c *cell, to *record.Text) bool {
	if c.text == "" {
		return d.add(diag.BadCSV.New(d.at(&c.node), "the field %s is empty", quote(f.key)).WithHint("fill it in or take the row out"))
	}
	return readText(d, f, &c.node, to)
}

// values decodes a file of values by partner.
func (d *decoder) values(text []byte) any {
	list := []record.ValueOf{}
	partner, value := field{key: "partner"}, field{key: "value"}
	value.typ = reflect.TypeFor[record.Number]()
	for _, row := range d.csv(text, "partner", "value") {
		v := record.ValueOf{File: d.file}
		if d.cell(&partner, &row[0], &v.Partner.Text) && (row[1].text != "" || d.cell(&value, &row[1], &v.Value.Text)) && readNumber(d, &value, &row[1].node, &v.Value) {
			list = append(list, v)
		}
	}
	return &list
}

// lock decodes plaudit.lock: a line for each address, with its kind and, where it has one, its record. Order and
// doubles do not matter, so that two branches' additions merge by keeping the lines of both.
func (d *decoder) lock(text []byte) any {
	list := []record.LockLine{}
	number := 0
	for raw := range bytes.Lines(text) {
		number++
		line := strings.TrimRight(string(raw), "\r\n")
		if trimmed := strings.TrimSpace(line); trimmed == "" || trimmed[0] == '#' {
			continue
		}
		at := node{kind: scalar, text: line, line: uint32(number), column: 1}
		if d.full() {
			break
		}
		if strings.HasPrefix(line, "<<<<<<<") || strings.HasPrefix(line, "=======") || strings.HasPrefix(line, ">>>>>>>") {
			d.add(d.fault(diag.BadLockLine, &at, "a mark of a merge that is not finished").WithHint("keep the lines of both sides and take the marks out"))
			continue
		}
		words := strings.Fields(line)
		if strings.Contains(line, "\t") {
			words = strings.Split(line, "\t")
		}
		if len(words) < 2 || len(words) > 3 {
			d.add(d.fault(diag.BadLockLine, &at, "the line has not the form path, kind, record").WithHint("take the line back from the history; `plaudit lock` writes the file"))
			continue
		}
		path, err := sitepath.CleanURLPath(words[0])
		if err != nil {
			d.add(d.fault(diag.BadLockLine, &at, "the path %s cannot be used: %v", quote(words[0]), err).WithHint("take the line back from the history; `plaudit lock` writes the file"))
			continue
		}
		entry := record.LockLine{Path: path, Kind: words[1], At: place(&at)}
		if len(words) == 3 {
			entry.Record = words[2]
		}
		list = append(list, entry)
	}
	return &list
}
