package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/starter"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Make a small site to start from",
		Args:  takes(1, "init takes the folder to make, like `plaudit init my-site`"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			entries, err := os.ReadDir(dir)
			if err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() != ".git" }) {
				return useError{fmt.Errorf("the folder %q is not empty; nothing was written", dir)}
			}
			if err := writeStarter(dir); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "made a site in %s; `plaudit build --site %s` builds it\n", dir, dir)
			return nil
		},
	}
}

// writeStarter writes the starter site's files.
func writeStarter(dir string) error {
	files := starter.FS()
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
}
