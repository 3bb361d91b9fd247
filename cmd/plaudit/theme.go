package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/sitepath"
	"github.com/plaudit/plaudit/themes"
)

func themeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "theme",
		Short: "Make a theme, take over a file of one, and check one",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(themeNewCommand(), themeEjectCommand(), themeCheckCommand())
	return cmd
}

func themeNewCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Write themes/NAME/: a theme of the site's own to start from",
		Long: "New writes a small theme whose parent is podium: it has a style sheet, options and interface texts of its own, and every file that it does not have is\n" +
			"podium's. `theme: NAME` in plaudit.yaml uses it.",
		Example: "  plaudit theme new autumn",
		Args:    oneArg("the name of the theme, like autumn"),
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		name := args[0]
		if problem, hint := sitepath.CheckID(name); problem != "" {
			return useError{fmt.Errorf("%s; %s", problem, hint)}
		}
		for _, builtIn := range themes.Names() {
			if name == builtIn {
				return useError{fmt.Errorf("%q is built in; `plaudit theme eject FILE` takes over a file of it", name)}
			}
		}
		if _, err := f.input(); err != nil {
			return err
		}
		if _, err := os.Lstat(filepath.Join(f.dir, "themes", name)); err == nil {
			return useError{fmt.Errorf("there is a folder themes/%s already; nothing was written", name)}
		}
		for _, file := range newTheme(name) {
			to := "themes/" + name + "/" + file.name
			if err := createFile(f.dir, to, []byte(file.text)); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", to)
		}
		fmt.Fprintf(cmd.OutOrStdout(), "write `theme: %s` into plaudit.yaml to use it; `plaudit theme check` tells what is wrong with it\n", name)
		return nil
	}
	return cmd
}

// newTheme are the files of a theme to start from.
func newTheme(name string) []struct{ name, text string } {
	return []struct{ name, text string }{
		{"theme.yaml", `# A theme of the site's own. What it does not have is podium's: files, options and interface texts. See docs/themes.md.
name: ` + name + `
contract: 1
parent: podium
options:
  # Options of podium with another default, and new ones. Templates ask for a value with {{option "accent"}}.
  accent:
    type: color
    default: "#8a2b3d"
  # Each choice may set tokens: custom properties of css/options.css.
  names:
    type: choice
    choices: [upright, italic]
    default: upright
    tokens:
      upright: {name-style: normal}
      italic: {name-style: italic}
`},
		{"assets/css/" + name + ".css", `/* Comes after podium's sheet and css/options.css. Colours, typefaces and spaces are tokens: see docs/themes.md. */
.stand { font-style: var(--name-style); }
`},
		{"templates/partials/head.html", `{{with asset "css/` + name + `.css"}}<link rel="stylesheet" href="{{.URL}}" integrity="{{.Integrity}}">{{end}}
`},
	}
}

func themeEjectCommand() *cobra.Command {
	var f siteFlags
	var list bool
	cmd := &cobra.Command{
		Use:   "eject FILE",
		Short: "Copy a file of the theme into the site, to change it there",
		Long: "Eject copies a file of the site's theme, built in or of a parent, to the same path below the site's themes/ folder. From then on the copy is used. A file that\n" +
			"is there is never overwritten. FILE is a path within the theme, or its end: partials/metric.html, or metric. With --list it prints all of them.",
		Example: "  plaudit theme eject partials/metric.html\n  plaudit theme eject --list",
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.Flags().BoolVar(&list, "list", false, "print the paths of all files of the theme; those of the site's own with a *")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if list {
			return noArgs(cmd, args)
		}
		return oneArg("a file of the theme, like partials/metric.html (--list prints them)")(cmd, args)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := f.input()
		if err != nil {
			return err
		}
		name, files, err := generator.ThemeFiles(in)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return useError{fmt.Errorf("there is no theme %q; `plaudit check` tells more", name)}
		}
		if list {
			for _, file := range files {
				fmt.Fprintf(cmd.OutOrStdout(), "%s%s\n", map[bool]string{true: "* ", false: "  "}[file.Own], file.Path)
			}
			return nil
		}
		file, err := oneFile(files, args[0])
		if err != nil {
			return err
		}
		to := "themes/" + name + "/" + file.Path
		if file.Own {
			return useError{fmt.Errorf("%s is there already; nothing was written", to)}
		}
		if err := createFile(f.dir, to, file.Data); err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", to)
		return nil
	}
	return cmd
}

// oneFile finds the one file that a word means: by its path, the end of it, or its name.
func oneFile(files []generator.ThemeFile, word string) (generator.ThemeFile, error) {
	var found []generator.ThemeFile
	var names, all []string
	for _, f := range files {
		stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
		all = append(all, f.Path, stem)
		if f.Path == word {
			return f, nil
		}
		if strings.HasSuffix(f.Path, "/"+word) || stem == word {
			found, names = append(found, f), append(names, f.Path)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return generator.ThemeFile{}, useError{fmt.Errorf("the theme has no file %q; %s", word, cmp.Or(diag.DidYouMean(word, all), "`plaudit theme eject --list` prints them"))}
	}
	return generator.ThemeFile{}, useError{fmt.Errorf("%q may be %s; give more of the path", word, strings.Join(names, ", "))}
}
