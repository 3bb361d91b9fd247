package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/sheet"
)

func auditCommand() *cobra.Command {
	var f siteFlags
	var as formFlags
	var only []string
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Print what a programme manager must know: what is missing, what ends, what looks twice",
		Long: "Audit prints wins without case study or citation, certificates that name a former partner, consent about to end, categories without award,\n" +
			"partners never recognised, claims without baseline, profiles that were not confirmed for a year, and records that look like one company.\n" +
			"None of it is a mistake: the site can be published as it is, and the exit code is 0.",
		Args: noArgs,
	}
	f.add(cmd)
	as.add(cmd, "text, json or csv: the `form` of the list", "text", "json", "csv")
	cmd.Flags().StringSliceVar(&only, "only", nil, "only these `codes`, such as same-company,consent-ends")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		form, err := as.chosen()
		if err != nil {
			return err
		}
		if err := checkCodes(only); err != nil {
			return err
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		now, zone := l.Now(), l.Site().Zone
		found := slices.DeleteFunc(audit.Audit(l.Whole, l.Records, now), func(x audit.Finding) bool { return len(only) > 0 && !slices.Contains(only, x.What) })
		w := cmd.OutOrStdout()
		switch form {
		case "json":
			return writeJSON(w, auditJSON(found, now.In(zone)))
		case "csv":
			return auditCSV(found).CSV(w)
		}
		return auditText(w, found)
	}
	return cmd
}

// checkCodes refuses a code that no finding has.
func checkCodes(only []string) error {
	var known []string
	for _, f := range audit.Findings {
		known = append(known, f.What)
	}
	for _, code := range only {
		if err := oneOf("--only", code, known); err != nil {
			return err
		}
	}
	return nil
}

// findingObject is a finding as JSON has it.
type findingObject struct {
	Code  string `json:"code"`
	Kind  string `json:"kind"`
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"`
	Text  string `json:"text"`
	Until string `json:"until,omitempty"`
	place
	Other *otherObject `json:"other,omitempty"`
	Why   []string     `json:"why,omitempty"`
}

type otherObject struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	place
}

func auditJSON(found []audit.Finding, now time.Time) any {
	list := []findingObject{}
	for _, x := range found {
		o := findingObject{Code: x.What, Kind: x.Kind, ID: x.ID, Name: x.Name, Text: x.Text, Until: stamp(x.Until), place: placeOf(x.At), Why: x.Why}
		if x.Other != nil {
			o.Other = &otherObject{x.Other.ID, x.Other.Name, placeOf(x.Other.At)}
		}
		list = append(list, o)
	}
	return struct {
		Now      string          `json:"now"`
		Findings []findingObject `json:"findings"`
	}{stamp(now), list}
}

func auditCSV(found []audit.Finding) sheet.Table {
	t := sheet.Table{Head: []string{"code", "kind", "id", "name", "text", "until", "file", "line", "other_id", "other_name"}}
	for _, x := range found {
		other := audit.Record{}
		if x.Other != nil {
			other = *x.Other
		}
		t.Rows = append(t.Rows, []string{x.What, x.Kind, x.ID, x.Name, x.Text, stamp(x.Until), x.At.File, fmt.Sprint(x.At.Line), other.ID, other.Name})
	}
	return t
}

// auditText writes the findings for people: a table for each code that has some.
func auditText(w io.Writer, found []audit.Finding) error {
	for _, code := range audit.Findings {
		t := sheet.Table{Head: []string{"who", "what", "where"}}
		for _, x := range found {
			if x.What != code.What {
				continue
			}
			row := []string{x.Name, x.Text, x.At.String()}
			same := func(other []string) bool { return other[1] == row[1] && other[2] == row[2] }
			if i := slices.IndexFunc(t.Rows, same); i >= 0 {
				t.Rows[i][0] += ", " + x.Name // a joint award is told to each of its partners
				continue
			}
			t.Rows = append(t.Rows, row)
		}
		if len(t.Rows) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s: %d (%s)\n\n", code.Title, len(t.Rows), code.What)
		if err := t.Text(w); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	if len(found) == 0 {
		_, err := fmt.Fprintln(w, "There is nothing to tell.")
		return err
	}
	_, err := fmt.Fprintf(w, "%d in all; --only CODE lists those of a kind\n", len(found))
	return err
}
