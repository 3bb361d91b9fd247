package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// GroupAfter is how many diagnostics of one code are shown whole before the rest are listed by place only.
const GroupAfter = 8

// Printer writes diagnostics for people.
type Printer struct {
	Color bool
	// Line gives the text of a source line (from 1), or "" when it cannot be had. It may be nil.
	Line func(file string, line int) string
}

// Print writes sorted diagnostics: in file order, each with its line and a caret. When one code has more than
// GroupAfter diagnostics, the first ones are shown whole and the others are listed by place at the end.
func (p Printer) Print(w io.Writer, sorted []Diagnostic) {
	shown := map[string]int{}
	var more []string // codes with a list of further places, in order of appearance
	places := map[string][]Diagnostic{}
	for _, d := range sorted {
		shown[d.Code.ID]++
		if shown[d.Code.ID] <= GroupAfter {
			p.one(w, d)
			continue
		}
		if places[d.Code.ID] == nil {
			more = append(more, d.Code.ID)
		}
		places[d.Code.ID] = append(places[d.Code.ID], d)
	}
	for _, id := range more {
		list := places[id]
		fmt.Fprintf(w, "%s %s, %d more of these:\n", p.severity(list[0]), id, len(list))
		for _, d := range list {
			fmt.Fprintf(w, "  %s: %s\n", Clean(d.At.String()), Clean(d.Text))
		}
	}
}

func (p Printer) one(w io.Writer, d Diagnostic) {
	fmt.Fprintf(w, "%s: %s %s: %s\n", p.paint("1", Clean(d.At.String())), p.severity(d), d.Code.ID, Clean(d.Text))
	if p.Line != nil && d.At.Line > 0 {
		p.source(w, d)
	}
	for _, n := range d.Notes {
		fmt.Fprintf(w, "  %s: %s\n", Clean(n.At.String()), Clean(n.Text))
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "  = %s\n", Clean(d.Hint))
	}
}

// Total is the line after the diagnostics that counts them; "" when there are none.
func Total(list []Diagnostic) string {
	errs, warnings := 0, 0
	for _, d := range list {
		if d.Severity() == Error {
			errs++
		} else {
			warnings++
		}
	}
	var parts []string
	if errs > 0 {
		parts = append(parts, Count(errs, "error"))
	}
	if warnings > 0 {
		parts = append(parts, Count(warnings, "warning"))
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, ", ") + "; `plaudit explain CODE` tells more of a kind\n"
}

// Count is a number of things in English, the things with an s where they are not one: 1 error, 2 errors.
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// source writes the line and a caret under the place. Long lines are cut to a window round the place.
func (p Printer) source(w io.Writer, d Diagnostic) {
	const window = 100
	line := []rune(Clean(strings.ReplaceAll(p.Line(d.At.File, d.At.Line), "\t", " ")))
	col := min(max(d.At.Column, 1), len(line)+1)
	start := 0
	if len(line) > window {
		start = max(0, min(col-1-window/2, len(line)-window))
		line = line[start:min(start+window, len(line))]
	}
	text := strings.TrimRight(string(line), " ")
	if text == "" {
		return
	}
	number := fmt.Sprint(d.At.Line)
	fmt.Fprintf(w, "  %s | %s\n", number, text)
	if d.At.Column > 0 {
		carets := strings.Repeat("^", max(1, min(d.Width, len(line)-(col-1-start))))
		fmt.Fprintf(w, "  %s | %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", Columns(string(line[:col-1-start]))), p.paint("1;31", carets))
	}
}

// Columns is how many terminal cells a text takes: two for East Asian wide characters, none for combining marks.
func Columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), r >= 0xff01 && r <= 0xff60, r >= 0x1f300:
			n += 2
		default:
			n++
		}
	}
	return n
}

func (p Printer) severity(d Diagnostic) string {
	if d.Severity() == Error {
		return p.paint("1;31", "error")
	}
	return p.paint("1;33", "warning")
}

func (p Printer) paint(style, text string) string {
	if !p.Color {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// Clean makes text from a site's sources safe to print on a terminal: control and direction characters become visible
// escapes (\x1b, \u202e).
func Clean(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !unprintable(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// JSON writes sorted diagnostics as one array of objects: code, severity, file, line, column, text, hint, notes.
func JSON(w io.Writer, sorted []Diagnostic) error {
	type place struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
		Text   string `json:"text"`
	}
	type object struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
		place
		Hint  string  `json:"hint,omitempty"`
		Notes []place `json:"notes,omitempty"`
	}
	out := make([]object, 0, len(sorted))
	for _, d := range sorted {
		o := object{Code: d.Code.ID, Severity: d.Severity().String(), Hint: d.Hint, place: place{d.At.File, d.At.Line, d.At.Column, d.Text}}
		for _, n := range d.Notes {
			o.Notes = append(o.Notes, place{n.At.File, n.At.Line, n.At.Column, n.Text})
		}
		out = append(out, o)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
