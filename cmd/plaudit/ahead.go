package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/compare"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/export"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sheet"
)

// aheadFlags are those of a check that looks into the future.
type aheadFlags struct{ through, ics string }

func (a *aheadFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.through, "through", "", "look also at every instant at which the site will change by the clock, up to this `date`")
	cmd.Flags().StringVar(&a.ics, "ics", "", "with --through: write what happens when to this `file`, as a calendar; it tells what is under embargo")
}

// until reads --through: a day with all of it, or an instant.
func (a *aheadFlags) until() (func(zone *time.Location) time.Time, error) {
	if t, err := time.Parse(time.RFC3339, a.through); err == nil {
		return func(*time.Location) time.Time { return t }, nil
	}
	d, err := time.Parse(time.DateOnly, a.through)
	if err != nil {
		return nil, useError{fmt.Errorf("--through %q is no date; write it like 2026-12-31, or as an instant with its zone", a.through)}
	}
	return func(zone *time.Location) time.Time {
		return record.DayStart(d.Year(), d.Month(), d.Day()+1, zone).Add(-time.Nanosecond)
	}, nil
}

// lookAhead runs a check that looks into the future.
func (f *siteFlags) lookAhead(cmd *cobra.Command, a aheadFlags) error {
	through, err := a.until()
	if err != nil {
		return err
	}
	if f.stats != "" {
		return useError{errors.New("--stats is of one instant, and --through looks at many; give one of them")}
	}
	if a.ics != "" {
		if err := publish.CheckAside(f.dir, outFolder(f.dir, ""), a.ics); err != nil {
			return useError{fmt.Errorf("--ics: %w; name another place", err)}
		}
	}
	in, err := f.input()
	if err != nil {
		return err
	}
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	note, done := progress(stderr)
	in.Progress = note
	ahead, err := generator.LookAhead(cmd.Context(), in, through)
	done()
	if err != nil {
		return err
	}
	if ahead.Through.Before(ahead.From) {
		return useError{fmt.Errorf("--through %s is past; give a date that is still to come", a.through)}
	}
	if a.ics != "" && !ahead.Today.Failed(false) {
		if err := writePrivate(a.ics, agenda(ahead)); err != nil {
			return fmt.Errorf("writing the calendar: %w", err)
		}
	}
	if f.json {
		err = aheadJSON(stdout, ahead)
	} else {
		err = f.aheadText(stdout, stderr, ahead)
	}
	if err != nil {
		return err
	}
	if ahead.Failed(f.strict) {
		return errProblems
	}
	return nil
}

// writePrivate writes a file that nobody else may read, also where there is one already that others could.
func writePrivate(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		if err := os.Chmod(name, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(name, data, 0o600)
}

// mostChanges is how many changes of an instant are listed for people.
const mostChanges = 20

func (f *siteFlags) aheadText(stdout, stderr io.Writer, a *generator.Ahead) error {
	if err := f.problems(a.Today, stdout, stderr); err != nil {
		return err
	}
	if a.Today.Failed(false) {
		_, err := fmt.Fprintln(stderr, "what will be is looked at when there are no errors today")
		return err
	}
	var b strings.Builder
	quiet, troubles := 0, 0
	for i := range a.Instants {
		x := &a.Instants[i]
		if x.Quiet() {
			quiet++
			continue
		}
		troubles += len(x.Troubles)
		fmt.Fprintf(&b, "%s, %s\n", moment(x.At, a.Zone), distance(a.From, x.At))
		told := 0
		for _, c := range x.Told() {
			if told++; told > mostChanges {
				continue
			}
			b.WriteString(sheet.Hang("  "+c.Sign()+" ", c.Text))
		}
		if told > mostChanges {
			fmt.Fprintf(&b, "    and %d more; --json has all\n", told-mostChanges)
		}
		for _, t := range x.Troubles {
			b.WriteString(sheet.Hang("  "+t.Severity.String()+": ", troubleText(t)))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "up to %s the site changes at %s", moment(a.Through, a.Zone), diag.Count(len(a.Instants), "instant"))
	if quiet > 0 {
		fmt.Fprintf(&b, ", %d of them without anything to tell", quiet)
	}
	fmt.Fprintf(&b, "; %s\n", diag.Count(troubles, "problem"))
	_, err := io.WriteString(stdout, b.String())
	return err
}

func troubleText(t generator.Trouble) string {
	text := t.Text
	if t.At.File != "" {
		text = t.At.String() + ": " + text
	}
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	if t.Hint != "" {
		text += " (" + t.Hint + ")"
	}
	return text
}

// distance is how far an instant is.
func distance(from, to time.Time) string {
	switch days := int(to.Sub(from).Hours() / 24); days {
	case 0:
		return "within a day"
	case 1:
		return "in a day"
	default:
		return fmt.Sprintf("in %d days", days)
	}
}

// troubleObject is something that would go wrong as JSON has it.
type troubleObject struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Hint     string `json:"hint,omitempty"`
	place
}

type instantObject struct {
	At       string          `json:"at"`
	Changes  []changeObject  `json:"changes"`
	Problems []troubleObject `json:"problems"`
}

func aheadJSON(w io.Writer, a *generator.Ahead) error {
	var today bytes.Buffer
	if err := diag.JSON(&today, a.Today.Problems); err != nil {
		return err
	}
	instants := []instantObject{}
	for _, x := range a.Instants {
		o := instantObject{stamp(x.At), changesJSON(x.Changes), []troubleObject{}}
		for _, t := range x.Troubles {
			o.Problems = append(o.Problems, troubleObject{t.What, t.Severity.String(), t.Text, t.Hint, placeOf(t.At)})
		}
		instants = append(instants, o)
	}
	return writeJSON(w, struct {
		Now      string          `json:"now"`
		Through  string          `json:"through"`
		Problems json.RawMessage `json:"problems"` // of today
		Instants []instantObject `json:"instants"`
	}{stamp(a.From), stamp(a.Through), today.Bytes(), instants})
}

// agenda is a calendar with an entry for each instant at which there is something to tell.
func agenda(a *generator.Ahead) []byte {
	host := "plaudit"
	if u, err := url.Parse(a.BaseURL); err == nil && u.Host != "" {
		host = u.Host
	}
	var days []export.Day
	for i := range a.Instants {
		x := &a.Instants[i]
		if x.Quiet() {
			continue
		}
		var lines []string
		for _, t := range x.Troubles {
			lines = append(lines, t.Severity.String()+": "+troubleText(t))
		}
		for _, c := range x.Told() {
			lines = append(lines, c.Text)
		}
		days = append(days, export.Day{UID: x.At.UTC().Format("20060102T150405Z") + "@" + host, At: x.At, Title: a.Title + ": " + headline(x), Text: strings.Join(lines, "\n")})
	}
	return export.Agenda(a.Title, a.From, days)
}

// headline says in a few words what an instant brings: problems first, then results, then the rest.
func headline(x *generator.Instant) string {
	results := 0
	for _, c := range x.Changes {
		if c.What == compare.ResultAdded || c.What == compare.ResultRevealed {
			results++
		}
	}
	var parts []string
	if n := len(x.Troubles); n > 0 {
		parts = append(parts, diag.Count(n, "problem"))
	}
	if results > 0 {
		parts = append(parts, diag.Count(results, "result")+" announced")
	}
	if n := len(x.Told()) - results; n > 0 {
		parts = append(parts, diag.Count(n, "other change"))
	}
	return strings.Join(parts, ", ")
}
