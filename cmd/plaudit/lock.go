package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/publish"
)

func lockCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "lock",
		Short: "Note the site's permanent addresses in plaudit.lock",
		Long: "Lock adds the address of every record that is published now to plaudit.lock. Commit that file: from then on a build fails when one of\n" +
			"them would vanish. Nothing that is withheld is ever in it.",
		Args: noArgs,
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(&f.now, "now", "", "as of this `instant` (default: the clock)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := f.input()
		if err != nil {
			return err
		}
		text, added, r, err := generator.Lock(in)
		if err != nil {
			return err
		}
		if r.Failed(false) {
			if err := f.problems(r, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
				return err
			}
			return errProblems
		}
		if added > 0 {
			if err := replaceFile(filepath.Join(f.dir, "plaudit.lock"), text); err != nil {
				return err
			}
		}
		fmt.Fprintf(cmd.OutOrStdout(), "plaudit.lock: %d added\n", added)
		return nil
	}
	return cmd
}

// replaceFile writes a file whole or not at all.
func replaceFile(name string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(name), ".plaudit-lock-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails after the rename, as it should
	if _, err := temp.Write(data); err != nil {
		temp.Close()
		return err
	}
	if err := temp.Chmod(0o644); err != nil {
		temp.Close()
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}

func rollbackCommand() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:   "rollback",
		Short: "Bring back the site that was published before",
		Long:  "Rollback exchanges the output folder with the site that the last build replaced. A second rollback undoes the first.",
		Args:  noArgs,
	}
	cmd.Flags().StringVar(&dir, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(&out, "out", "", "the output `folder` (default: public in the site's folder)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		report, err := publish.Rollback(dir, outFolder(dir, out))
		if errors.Is(err, publish.ErrNoPrevious) {
			return useError{err}
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "rolled back: %d files changed, %d unchanged, %d removed\n", report.Written, report.Unchanged, report.Removed)
		for _, n := range report.Notes {
			fmt.Fprintln(cmd.OutOrStdout(), n)
		}
		return nil
	}
	return cmd
}
