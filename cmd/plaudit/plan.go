package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/plan"
)

func planCommand() *cobra.Command {
	var f siteFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Print every output of the site: path, kind, language, template, record",
		Args:  noArgs,
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := f.input()
		if err != nil {
			return err
		}
		p, r, err := generator.Plan(in)
		if err != nil {
			return err
		}
		if err := f.problems(r, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
			return err
		}
		if err := printPlan(cmd.OutOrStdout(), p, asJSON); err != nil {
			return err
		}
		if r.Failed(false) {
			return errProblems
		}
		return nil
	}
	return cmd
}

func printPlan(w io.Writer, p *plan.Plan, asJSON bool) error {
	type output struct {
		Path     string `json:"path"`
		Kind     string `json:"kind"`
		Language string `json:"language,omitempty"`
		Template string `json:"template,omitempty"`
		Record   string `json:"record,omitempty"`
		Page     int    `json:"page,omitempty"`
	}
	var list []output
	for _, o := range p.Outputs {
		row := output{Path: o.Path, Kind: string(o.Kind), Template: o.Template, Record: o.Record}
		if o.HTML {
			row.Language = o.Site.Language
		}
		if o.Pages > 1 {
			row.Page = o.Number
		}
		list = append(list, row)
	}
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(list)
	}
	out := bufio.NewWriter(w)
	for _, o := range list {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", o.Path, o.Kind, o.Language, o.Template, o.Record)
	}
	return out.Flush()
}

func nextCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "next",
		Short: "Print the next instant at which the same sources give another site",
		Long:  "Next prints one instant (RFC 3339), or nothing when no date in the sources is still to come: for whoever schedules the next build.",
		Args:  noArgs,
	}
	f.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := f.input()
		if err != nil {
			return err
		}
		_, r, err := generator.Plan(in)
		if err != nil {
			return err
		}
		if r.Failed(false) {
			if err := f.problems(r, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
				return err
			}
			return errProblems
		}
		if !r.Next.IsZero() {
			fmt.Fprintln(cmd.OutOrStdout(), r.Next.Format(time.RFC3339))
		}
		return nil
	}
	return cmd
}
