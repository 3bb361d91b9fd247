package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
)

func checkCommand() *cobra.Command {
	var f siteFlags
	var ahead aheadFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Do everything but publishing",
		Long: "Check reads and renders the whole site and reports what is wrong: in the sources, and in the finished pages (links, anchors, files, titles).\n" +
			"With --through it looks ahead: at every instant up to a date at which the site will change by the clock (an embargo ends, a case study expires, a\n" +
			"consent ends) it is checked as of then, and what would go wrong is told today.",
		Args: noArgs,
	}
	f.add(cmd)
	f.addReport(cmd)
	f.cache.add(cmd)
	ahead.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if ahead.through != "" {
			return f.lookAhead(cmd, ahead)
		}
		if ahead.ics != "" {
			return useError{fmt.Errorf("--ics needs --through; see `%s --help`", cmd.CommandPath())}
		}
		return f.report(cmd, generator.Check, func(w io.Writer, r *generator.Result) {
			fmt.Fprintf(w, "the site can be published: %d files\n", r.Hashed.Files())
		})
	}
	return cmd
}
