package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
)

func checkCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Do everything but publishing",
		Long:  "Check reads and renders the whole site and reports what is wrong: in the sources, and in the finished pages (links, anchors, files, titles).",
		Args:  noArgs,
	}
	f.add(cmd)
	f.addReport(cmd)
	f.cache.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return f.report(cmd, generator.Check, func(w io.Writer, r *generator.Result) {
			fmt.Fprintf(w, "the site can be published: %d files\n", r.Hashed.Files())
		})
	}
	return cmd
}
