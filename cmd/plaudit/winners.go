package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/mailing"
	"github.com/plaudit/plaudit/generator/sheet"
	"github.com/plaudit/plaudit/generator/site"
)

func winnersCommand() *cobra.Command {
	var f siteFlags
	var as formFlags
	var edition, level string
	cmd := &cobra.Command{
		Use:   "winners",
		Short: "Export the recipients of an edition with contacts and links, for a mail merge",
		Long: "Winners writes a row for each recipient of an award that is published: names, the partner's public contact, and the addresses of award,\n" +
			"certificate, profile and case study. To prepare letters before the announcement, add --future. Declined and rescinded awards are left out.",
		Args: noArgs,
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&edition, "edition", "", "the `edition` (default: the newest with results)")
	flags.StringVar(&level, "level", "", "the `level`, such as finalist, or all (default: the first level)")
	as.add(cmd, "csv or json: the `form`", "csv", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		form, err := as.chosen()
		if err != nil {
			return err
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		s := l.Site()
		if s.BaseURL == "" {
			return useError{errors.New("links need base_url; add it to plaudit.yaml, or give --base-url")}
		}
		e, err := editionWithResults(s, edition)
		if err != nil {
			return err
		}
		if err := checkLevel(e, level); err != nil {
			return err
		}
		letters := mailing.Letters(s, e, level, level == "all")
		if form == "json" {
			if letters == nil {
				letters = []mailing.Letter{}
			}
			return writeJSON(cmd.OutOrStdout(), letters)
		}
		t := sheet.Table{Head: mailing.Columns}
		for _, x := range letters {
			t.Rows = append(t.Rows, x.Row())
		}
		return t.CSV(cmd.OutOrStdout())
	}
	return cmd
}

// editionWithResults finds an edition by its id; without one the newest whose winners are announced.
func editionWithResults(s *site.Site, id string) (*site.Edition, error) {
	if id == "" {
		for _, e := range s.Editions {
			if e.Revealed && len(e.Awards) > 0 {
				return e, nil
			}
		}
	}
	return editionOf(s, id)
}

// checkLevel refuses a level that an edition does not have.
func checkLevel(e *site.Edition, level string) error {
	ids := []string{"all"}
	for _, l := range e.Levels {
		ids = append(ids, l.ID)
	}
	if level == "" {
		return nil
	}
	return oneOf("--level", level, ids)
}
