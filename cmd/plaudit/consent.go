package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/sheet"
)

func consentCommand() *cobra.Command {
	var f siteFlags
	var as formFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "consent",
		Short: "Print the ledger of consent: what is published on whose consent, until when",
		Long: "Consent prints what is published on whose consent and until when, what ends within 90 days, and what is withheld since a consent is\n" +
			"missing, was refused or has ended. It names what nobody may see: the ledger is for those who run the programme.",
		Args: noArgs,
	}
	f.add(cmd)
	as.add(cmd, "text, json or csv: the `form` of the ledger", "text", "json", "csv")
	cmd.Flags().BoolVar(&all, "all", false, "in text, list also what nobody was asked about, as the site does not ask")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		form, err := as.chosen()
		if err != nil {
			return err
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		w, now, zone := cmd.OutOrStdout(), l.Now(), l.Site().Zone
		ledger := audit.Ledger(l.Whole, l.Records, now)
		switch form {
		case "json":
			return writeJSON(w, ledgerJSON(ledger, now.In(zone)))
		case "csv":
			return ledgerCSV(ledger).CSV(w)
		}
		return ledgerText(w, ledger, zone, all)
	}
	return cmd
}

// consentObject is an entry of the ledger as JSON has it.
type consentObject struct {
	Kind  string `json:"kind"`
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"`
	What  string `json:"what"`
	State string `json:"state"`
	Until string `json:"until,omitempty"` // the first instant at which it does not hold any more
	Ends  bool   `json:"ends_within_90_days,omitempty"`
	Given string `json:"given,omitempty"`
	By    string `json:"by,omitempty"`
	place
	Published []useObject `json:"published"`
	Withheld  []useObject `json:"withheld"`
}

type useObject struct {
	Kind string `json:"kind"`
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

func ledgerJSON(ledger []audit.Consent, now time.Time) any {
	uses := func(list []audit.Use) []useObject {
		all := []useObject{}
		for _, u := range list {
			all = append(all, useObject(u))
		}
		return all
	}
	entries := []consentObject{}
	for _, c := range ledger {
		entries = append(entries, consentObject{c.Kind, c.ID, c.Name, c.What, c.State, stamp(c.Until), c.EndsSoon, c.Given, c.By, placeOf(c.At), uses(c.Published), uses(c.Withheld)})
	}
	return struct {
		Now     string          `json:"now"`
		Entries []consentObject `json:"entries"`
	}{stamp(now), entries}
}

func ledgerCSV(ledger []audit.Consent) sheet.Table {
	t := sheet.Table{Head: []string{"kind", "id", "name", "what", "state", "until", "ends_within_90_days", "given", "by", "published", "withheld", "file", "line"}}
	names := func(list []audit.Use) string {
		var all []string
		for _, u := range list {
			all = append(all, strings.TrimSpace(u.Kind+" "+u.ID))
		}
		return strings.Join(all, "; ")
	}
	for _, c := range ledger {
		soon := ""
		if c.EndsSoon {
			soon = "yes"
		}
		t.Rows = append(t.Rows, []string{c.Kind, c.ID, c.Name, c.What, c.State, stamp(c.Until), soon, c.Given, c.By, names(c.Published), names(c.Withheld), c.At.File, strconv.Itoa(c.At.Line)})
	}
	return t
}

// stateWords are the states as people read them; the end is added to those that have one.
var stateWords = map[string]string{audit.ConsentYes: "yes", audit.ConsentUntil: "until", audit.ConsentAssumed: "not asked for", audit.ConsentAbsent: "nobody asked yet",
	audit.ConsentNo: "refused", audit.ConsentHasEnded: "ended"}

func stateOf(c audit.Consent, zone *time.Location) string {
	switch c.State {
	case audit.ConsentUntil:
		return "until " + lastDay(c.Until, zone)
	case audit.ConsentHasEnded:
		return "ended after " + lastDay(c.Until, zone)
	}
	return stateWords[c.State]
}

// ledgerText writes the ledger for people, in three parts.
func ledgerText(w io.Writer, ledger []audit.Consent, zone *time.Location, all bool) error {
	part := func(title, none string, uses func(audit.Consent) []audit.Use, of func(audit.Consent) bool) error {
		t := sheet.Table{Head: []string{"whose", "what", "consent", "given", "concerns"}}
		for _, c := range ledger {
			if of(c) {
				t.Rows = append(t.Rows, []string{c.Name, c.What, stateOf(c, zone), strings.TrimSpace(c.Given + " " + c.By), usesText(uses(c))})
			}
		}
		fmt.Fprintf(w, "%s\n\n", title)
		if len(t.Rows) == 0 {
			_, err := fmt.Fprintf(w, "%s\n\n", none)
			return err
		}
		if err := t.Text(w); err != nil {
			return err
		}
		_, err := fmt.Fprintln(w)
		return err
	}
	published := func(c audit.Consent) []audit.Use { return c.Published }
	withheld := func(c audit.Consent) []audit.Use { return c.Withheld }
	if err := part("Published by consent", "Nothing.", published, func(c audit.Consent) bool {
		return len(c.Published) > 0 && (all || c.State != audit.ConsentAssumed)
	}); err != nil {
		return err
	}
	if err := part("Consent that ends within 90 days", "None.", published, func(c audit.Consent) bool { return c.EndsSoon }); err != nil {
		return err
	}
	if err := part("Withheld for lack of consent", "Nothing.", withheld, func(c audit.Consent) bool { return len(c.Withheld) > 0 }); err != nil {
		return err
	}
	return assumed(w, ledger, all)
}

// usesText names what a consent concerns, the kinds that speak for themselves without a name.
func usesText(uses []audit.Use) string {
	var all []string
	for _, u := range uses {
		text := u.Name
		if u.Kind == "logo" || u.Kind == "profile" {
			text = "the " + u.Kind
		}
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}

// assumed says how much is published without anybody's word, since the site does not ask for it.
func assumed(w io.Writer, ledger []audit.Consent, all bool) error {
	var parts []string
	for _, kind := range []struct{ what, one, many string }{{"logo", "logo", "logos"}, {"quotes", "quote", "quotes"}, {"metrics", "set of metrics", "sets of metrics"},
		{"people", "person", "people"}, {"person", "person without a partner", "people without a partner"}} {
		once := map[audit.Use]bool{} // what partners and clients do not say something about together
		for _, c := range ledger {
			if c.State == audit.ConsentAssumed && c.What == kind.what {
				for _, u := range c.Published {
					once[u] = true
				}
			}
		}
		switch n := len(once); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+kind.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.many))
		}
	}
	if len(parts) == 0 || all {
		return nil
	}
	_, err := io.WriteString(w, sheet.Hang("", "Published without a word of consent, since `consent.required` of plaudit.yaml does not ask for it: "+strings.Join(parts, ", ")+". --all lists them."))
	return err
}
