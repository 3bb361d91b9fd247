package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/catalog"
	"github.com/plaudit/plaudit/generator/diag"
)

func explainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain CODE",
		Short: "Explain a diagnostic: cause, example and cure",
		Args:  takes(1, "explain takes one code, like P012"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, c := range diag.Codes {
				ids = append(ids, c.ID+"\t"+c.Title)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		e, ok := catalog.Find(strings.ToUpper(args[0]))
		if !ok {
			var ids []string
			for _, c := range diag.Codes {
				ids = append(ids, c.ID)
			}
			return useError{fmt.Errorf("there is no code %q; %s", args[0], cmp.Or(diag.DidYouMean(strings.ToUpper(args[0]), ids), "codes are like P012; docs/diagnostics.md has them all"))}
		}
		_, err := fmt.Fprint(cmd.OutOrStdout(), e.Text())
		return err
	}
	return cmd
}
