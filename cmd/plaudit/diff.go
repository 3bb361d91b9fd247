package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/compare"
)

func diffCommand() *cobra.Command {
	var f siteFlags
	var as formFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say in words what a change of the sources does to the published site",
		Long: "Diff compares what two states of a site publish at one instant: results, partners, tiers, case studies, consent, addresses. OLD and NEW are\n" +
			"site folders, or git revisions of the site that --site names; a folder goes first when both exist. What is withheld is in no comparison:\n" +
			"results under embargo may be written without a word here, unless --future asks for them.",
		Example: "  plaudit diff main HEAD            # what a branch does\n  plaudit diff HEAD .               # what is not committed yet\n  plaudit diff main HEAD --format markdown",
		Args:    takes(2, "diff takes two sites, like `plaudit diff main HEAD`; see `plaudit diff --help`"),
	}
	f.add(cmd)
	as.add(cmd, "text, markdown (for a pull request) or json: the `form`", "text", "markdown", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		form, err := as.chosen()
		if err != nil {
			return err
		}
		if f.now == "" {
			f.now = time.Now().UTC().Format(time.RFC3339) // one clock for both
		}
		var sides [2]compare.Side
		for i, name := range args {
			side, done, err := f.side(cmd, name)
			if done != nil {
				defer done()
			}
			if err != nil {
				return err
			}
			sides[i] = side
		}
		return printChanges(cmd.OutOrStdout(), compare.Between(sides[0], sides[1]), form)
	}
	return cmd
}

// side links the site of a folder or a git revision. done removes what was made for it.
func (f siteFlags) side(cmd *cobra.Command, name string) (side compare.Side, done func(), err error) {
	if !isSite(name) {
		dir, err := os.MkdirTemp("", "plaudit-diff-*")
		if err != nil {
			return side, nil, err
		}
		done = func() { os.RemoveAll(dir) }
		if err := checkout(cmd.Context(), f.dir, name, dir); err != nil {
			return side, done, err
		}
		f.dir = dir
	} else {
		f.dir = name
	}
	in, err := f.input()
	if err != nil {
		return side, done, err
	}
	l, err := generator.Link(in)
	if err != nil {
		return side, done, err
	}
	if l.Result.Failed(false) {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s has errors, so what it publishes is not known:\n", name)
		return side, done, refuse(cmd.ErrOrStderr(), l.Result)
	}
	return compare.Side{Whole: l.Whole, Plan: l.Plan, Files: l.Files()}, done, nil
}

// changeObject is a change as JSON has it.
type changeObject struct {
	Code    string        `json:"code"`
	Kind    string        `json:"kind"`
	ID      string        `json:"id,omitempty"`
	Name    string        `json:"name"`
	Text    string        `json:"text"`
	Address string        `json:"address,omitempty"`
	Old     string        `json:"old,omitempty"`
	New     string        `json:"new,omitempty"`
	Keys    []string      `json:"keys,omitempty"`
	Values  []valueObject `json:"values,omitempty"`
}

// valueObject is what a key said and says, where that is short; one that was not there, or is not any more, is left out.
type valueObject struct {
	Key string `json:"key"`
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

func changesJSON(changes []compare.Change) []changeObject {
	list := []changeObject{}
	for _, c := range changes {
		o := changeObject{c.What, c.Kind, c.ID, c.Name, c.Text, c.Address, c.Old, c.New, c.Keys, nil}
		for _, v := range c.Values {
			o.Values = append(o.Values, valueObject(v))
		}
		list = append(list, o)
	}
	return list
}

func printChanges(w io.Writer, changes []compare.Change, form string) error {
	switch form {
	case "json":
		return writeJSON(w, struct {
			Changes []changeObject `json:"changes"`
		}{changesJSON(changes)})
	case "markdown":
		_, err := io.WriteString(w, compare.Markdown(changes))
		return err
	}
	_, err := io.WriteString(w, compare.Text(changes))
	return err
}
