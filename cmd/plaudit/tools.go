package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// What the tools for those who run a programme have in common.

// linked reads and links the site of the flags. With errors in the sources what it publishes is not known: they are printed, and the command
// fails.
func (f *siteFlags) linked(cmd *cobra.Command) (*generator.Linked, error) {
	in, err := f.input()
	if err != nil {
		return nil, err
	}
	l, err := generator.Link(in)
	if err != nil {
		return nil, err
	}
	return l, refuse(cmd.ErrOrStderr(), l.Result)
}

// refuse prints the errors of a site that has some.
func refuse(w io.Writer, r *generator.Result) error {
	if !r.Failed(false) {
		return nil
	}
	var errs []diag.Diagnostic
	for _, d := range r.Problems {
		if d.Severity() == diag.Error {
			errs = append(errs, d)
		}
	}
	diag.Printer{Color: colored(w), Line: r.Line}.Print(w, errs)
	fmt.Fprint(w, diag.Total(errs))
	return errProblems
}

// formFlags say how a command prints what it found: --format, and --json for short.
type formFlags struct {
	forms []string // the values of --format, the first being the default
	word  string
	json  bool
}

// add adds the flags; about is the help of --format.
func (f *formFlags) add(cmd *cobra.Command, about string, forms ...string) {
	f.forms = forms
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON, as --format json does")
	cmd.Flags().StringVar(&f.word, "format", "", about)
}

// chosen is the form that the flags ask for.
func (f *formFlags) chosen() (string, error) {
	switch {
	case f.json && f.word != "" && f.word != "json":
		return "", useError{fmt.Errorf("--json and --format %s do not go together; give one of them", f.word)}
	case f.json:
		return "json", nil
	case f.word == "":
		return f.forms[0], nil
	}
	return f.word, oneOf("--format", f.word, f.forms)
}

// oneOf refuses a word that a flag does not take.
func oneOf(flag, word string, known []string) error {
	if slices.Contains(known, word) {
		return nil
	}
	return useError{fmt.Errorf("%s knows no %q; %s", flag, word, cmp.Or(diag.DidYouMean(word, known), "it takes "+strings.Join(known, ", ")))}
}

// takes refuses another number of arguments; what it takes is said by a sentence.
func takes(n int, sentence string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return useError{errors.New(sentence)}
		}
		return nil
	}
}

// writeJSON writes a value as indented JSON.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// place is a place in the sources as JSON has it.
type place struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

func placeOf(p diag.Position) place { return place{p.File, p.Line, p.Column} }

// stamp is an instant in JSON and CSV: RFC 3339; empty without one.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// lastDay is the last day on which something holds that ends at an instant: 31 March 2026; with the time of day, where it does not end with a day.
func lastDay(end time.Time, zone *time.Location) string {
	if end.IsZero() {
		return ""
	}
	end = end.In(zone)
	if !beginsDay(end) {
		return moment(end, zone)
	}
	return english(end.AddDate(0, 0, -1))
}

// moment is an instant for people: 6 April 2026, 17:00; the first one of a day as the day.
func moment(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	if beginsDay(t) {
		return english(t)
	}
	return english(t) + ", " + t.Format("15:04")
}

// beginsDay says whether an instant is the first one of a day in its zone.
func beginsDay(t time.Time) bool {
	return t.Equal(record.DayStart(t.Year(), t.Month(), t.Day(), t.Location()))
}

// english is a day in the words of the command line.
func english(t time.Time) string {
	l, err := locale.For("en-GB")
	if err != nil {
		return t.Format(time.DateOnly)
	}
	return l.Date(locale.Day{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}
