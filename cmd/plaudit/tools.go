package main

import (
	"encoding/json"
	"fmt"
	"io"
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

// formats are the values that --format takes, the first being the default.
type formats []string

// choose is the format that flags ask for.
func (all formats) choose(format string, asJSON bool) (string, error) {
	if asJSON {
		if format != "" && format != "json" {
			return "", useError{fmt.Errorf("--json and --format %s do not go together; give one of them", format)}
		}
		return "json", nil
	}
	if format == "" {
		return all[0], nil
	}
	for _, one := range all {
		if format == one {
			return one, nil
		}
	}
	hint := diag.DidYouMean(format, all)
	if hint == "" {
		hint = "it takes " + strings.Join(all, ", ")
	}
	return "", useError{fmt.Errorf("--format knows no %q; %s", format, hint)}
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
