package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/renew"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/sitepath"
)

func newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write the files of something new: an edition of the awards",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newEditionCommand())
	return cmd
}

func newEditionCommand() *cobra.Command {
	var f siteFlags
	var from string
	cmd := &cobra.Command{
		Use:   "edition ID",
		Short: "Write data/awards/ID.yaml from an earlier edition: levels, jury and moved dates, no results",
		Long: "Edition writes a new edition of the awards: the name, the call for entries, the jury and the levels of an earlier one, with every date moved by\n" +
			"the same whole number of weeks, so that weekdays stay. Results are not taken over; the categories stand in the file as comments. The\n" +
			"translations of the earlier edition are renewed, too. A file that is there is never overwritten.",
		Example: "  plaudit new edition 2027 --from 2026",
		Args:    takes(1, "`plaudit new edition` takes the id of the new edition, like `plaudit new edition 2027`"),
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(&from, "from", "", "the `edition` that it is made of (default: the newest)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id := args[0]
		if problem, hint := sitepath.CheckID(id); problem != "" {
			return useError{fmt.Errorf("%s; %s", problem, hint)}
		}
		if sitepath.Reserved(sitepath.Edition, id) {
			return useError{fmt.Errorf("an edition cannot have the id %q: it is part of an address", id)}
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		old, err := editionRecord(l.Site(), l.Records, from)
		if err != nil {
			return err
		}
		for _, e := range l.Records.Editions {
			if e.Id.S == id {
				return useError{fmt.Errorf("the edition %q is there already, in %s; nothing was written", id, e.File)}
			}
		}
		return writeNew(cmd, f.dir, renew.Edition(l.Records, old, id, l.Site().Zone))
	}
	return cmd
}

// writeNew writes files that must not be there yet.
func writeNew(cmd *cobra.Command, dir string, files []renew.File) error {
	for _, file := range files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(file.Path))); err == nil {
			return useError{fmt.Errorf("%s is there already; nothing was written", file.Path)}
		}
	}
	for _, file := range files {
		if err := createFile(dir, file.Path, []byte(file.Text)); err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", file.Path)
	}
	return nil
}

// createFile writes a file below a folder, where there is none yet.
func createFile(dir, file string, data []byte) error {
	to := filepath.Join(dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return useError{fmt.Errorf("%s is there already", file)}
	}
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// editionRecord finds the record of an edition by its id; without one that of the newest.
func editionRecord(s *site.Site, records *record.Records, id string) (*record.Edition, error) {
	e, err := editionOf(s, id)
	if err != nil {
		return nil, err
	}
	for _, r := range records.Editions {
		if r.Id.S == e.ID {
			return r, nil
		}
	}
	return nil, fmt.Errorf("the edition %q has no record", e.ID)
}

// editionOf finds an edition by its id; without one the newest.
func editionOf(s *site.Site, id string) (*site.Edition, error) {
	if len(s.Editions) == 0 {
		return nil, useError{errors.New("the site has no edition yet; write the first one into data/awards/")}
	}
	if id == "" {
		return s.Editions[0], nil
	}
	var ids []string
	for _, e := range s.Editions {
		if e.ID == id {
			return e, nil
		}
		ids = append(ids, e.ID)
	}
	return nil, useError{fmt.Errorf("there is no edition %q; %s", id, cmp.Or(diag.DidYouMean(id, ids), "the editions are "+strings.Join(ids, ", ")))}
}
