package main

import (
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
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return useError{fmt.Errorf("explain takes one code, like P012")}
			}
			return nil
		},
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
			return useError{fmt.Errorf("there is no code %q; %s", args[0], diag.DidYouMean(strings.ToUpper(args[0]), ids))}
		}
		_, err := fmt.Fprint(cmd.OutOrStdout(), e.Text())
		return err
	}
	return cmd
}
