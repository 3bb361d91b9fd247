// Package diag holds diagnostics: what is wrong in a site's sources, where, and what to do about it.
//
// A Diagnostic is data. It is made by the step that finds the mistake and shown late, as text for a terminal or as JSON.
// Messages have one voice: Text says what is wrong in a lower-case clause without a full stop (there is no tier "platinium"),
// with what the site says in straight quotes; Hint says what to do (did you mean "platinum"? or add it to data/tiers.yaml).
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Position is a place in a source file. Line and Column count from 1, Column in runes; 0 means "the file as a whole".
type Position struct {
	File   string // slash-separated, below the site's folder
	Line   int
	Column int
}

func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Severity says whether a diagnostic stops publishing.
type Severity uint8

const (
	Off Severity = iota
	Warning
	Error
)

func (s Severity) String() string { return [...]string{"off", "warning", "error"}[s] }

// Code is the stable identity of one kind of mistake, such as P012. Codes are declared in codes.go and explained in catalog/.
type Code struct {
	ID       string
	Severity Severity
	Title    string
}

// Diagnostic is one mistake.
type Diagnostic struct {
	Code  Code
	At    Position
	Text  string // what is wrong
	Hint  string // what to do; may be empty
	Notes []Note // other places that take part, such as the first of two equal ids
	Width int    // runes to underline from At.Column; 0 is one caret
}

// Note is a second place that explains a diagnostic.
type Note struct {
	At   Position
	Text string
}

// Severity is that of the code; a List may change a warning's.
func (d Diagnostic) Severity() Severity { return d.Code.Severity }

// New makes a diagnostic of code c at a position.
func (c Code) New(at Position, format string, args ...any) Diagnostic {
	return Diagnostic{Code: c, At: at, Text: fmt.Sprintf(format, args...)}
}

// WithHint adds what to do.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// WithWidth says how many runes the caret line underlines.
func (d Diagnostic) WithWidth(runes int) Diagnostic {
	d.Width = runes
	return d
}

// WithNote adds another place.
func (d Diagnostic) WithNote(at Position, format string, args ...any) Diagnostic {
	d.Notes = append(slices.Clip(d.Notes), Note{At: at, Text: fmt.Sprintf(format, args...)})
	return d
}

// List collects the diagnostics of one run. Its zero value is ready to use, by several goroutines at once.
type List struct {
	mu    sync.Mutex
	items []Diagnostic
}

// Add appends diagnostics in any order; Sorted puts them in order.
func (l *List) Add(ds ...Diagnostic) {
	l.mu.Lock()
	l.items = append(l.items, ds...)
	l.mu.Unlock()
}

// Len is how many diagnostics were added, doubles included.
func (l *List) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.items)
}

// From gives the diagnostics that were added after the first n, in any order.
func (l *List) From(n int) []Diagnostic {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.items[n:])
}

// Failed says whether an error (not only warnings) was added.
func (l *List) Failed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.items, func(d Diagnostic) bool { return d.Code.Severity == Error })
}

// Sorted gives the diagnostics by file, line, column, code and text, without doubles, with the severities that
// levels gives by code ID (`diagnostics:` of plaudit.yaml). Only warnings can be changed; those turned off are left out.
func (l *List) Sorted(levels map[string]Severity) []Diagnostic {
	l.mu.Lock()
	sorted := slices.Clone(l.items)
	l.mu.Unlock()
	slices.SortFunc(sorted, compare)
	sorted = slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
	kept := sorted[:0]
	for _, d := range sorted {
		if level, ok := levels[d.Code.ID]; ok && d.Code.Severity == Warning {
			d.Code.Severity = level
		}
		if d.Code.Severity != Off {
			kept = append(kept, d)
		}
	}
	return kept
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.At.File, b.At.File),
		cmp.Compare(a.At.Line, b.At.Line),
		cmp.Compare(a.At.Column, b.At.Column),
		strings.Compare(a.Code.ID, b.Code.ID),
		strings.Compare(a.Text, b.Text),
	)
}
