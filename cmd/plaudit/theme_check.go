package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/trial"
)

// kitTime is the clock of the kit's sites: after the awards of 2025, before those of 2026.
var kitTime = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func themeCheckCommand() *cobra.Command {
	var f siteFlags
	var keep string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the site's theme: its files, and how it stands difficult sites",
		Long: "Check looks at every file of the site's theme: overrides that replace nothing, fields, partials, functions and texts that do not exist, functions that would mark text as\n" +
			"safe, colours that cannot be read, styles that nothing has, markup that the policy stops. Then it builds a kit of small sites with the theme: before the first\n" +
			"awards, without a logo, the longest name, a joint award of six, rescinded and declined awards, right to left, Japanese, five hundred winners.\n" +
			"With --kit DIR the pages of those sites are kept, to be looked at.",
		Args: noArgs,
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "warnings count as problems")
	cmd.Flags().BoolVar(&f.json, "json", false, "print problems as JSON")
	cmd.Flags().StringVar(&keep, "kit", "", "publish the kit's sites below this new `folder`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := f.input()
		if err != nil {
			return err
		}
		name, _, err := generator.ThemeFiles(in)
		if err != nil {
			return err
		}
		r, err := generator.CheckTheme(cmd.Context(), in)
		if err != nil {
			return err
		}
		r.Problems = ofTheme(r.Problems)
		known := map[string]bool{}
		for _, d := range r.Problems {
			known[said(d)] = true
		}
		pages := 0
		if !r.Failed(false) {
			for _, s := range trial.Sites() {
				found, err := f.checkKit(cmd, name, s, keep)
				if err != nil {
					return err
				}
				pages += found.Hashed.Files()
				for _, d := range found.Problems {
					if d.Code == diag.MissingText && !f.has(d.At.File) {
						continue // a text of the site's own, in a language of the kit alone
					}
					d = inKit(d, s)
					if !known[said(d)] {
						known[said(d)] = true
						r.Problems = append(r.Problems, d)
					}
				}
			}
		}
		if err := f.problems(r, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
			return err
		}
		if r.Failed(f.strict) {
			return errProblems
		}
		if !f.json {
			fmt.Fprintf(cmd.OutOrStdout(), "the theme %s stands %d sites of the kit: %d files\n", name, len(trial.Sites()), pages)
		}
		return nil
	}
	return cmd
}

// has says whether the site's folder has a file.
func (f *siteFlags) has(name string) bool {
	_, err := os.Stat(filepath.Join(f.dir, filepath.FromSlash(name)))
	return err == nil
}

// said tells diagnostics apart.
func said(d diag.Diagnostic) string { return d.At.String() + "\x00" + d.Code.ID + "\x00" + d.Text }

// inKit names a place in a kit's site as such.
func inKit(d diag.Diagnostic, s trial.Site) diag.Diagnostic {
	if !strings.HasPrefix(d.At.File, "themes/") {
		d = d.WithNote(diag.Position{File: "kit/" + s.Name}, "%s", s.About)
		d.At = diag.Position{File: "kit/" + s.Name + "/" + d.At.File, Line: d.At.Line, Column: d.At.Column}
	}
	return d
}

// ofTheme are the diagnostics that a theme answers for: those in its files, and those of finished pages and of its options.
func ofTheme(all []diag.Diagnostic) []diag.Diagnostic {
	var kept []diag.Diagnostic
	for _, d := range all {
		if strings.HasPrefix(d.At.File, "themes/") || d.Code.ID >= diag.UnknownTheme.ID && d.Code.ID <= diag.UnknownToken.ID ||
			d.Code == diag.UnknownOption || d.Code == diag.BadColor {
			kept = append(kept, d)
		}
	}
	return kept
}

// checkKit writes a site of the kit with the themes of the site at hand, and checks it; with keep it is published below that folder, too.
func (f *siteFlags) checkKit(cmd *cobra.Command, theme string, s trial.Site, keep string) (*generator.Result, error) {
	dir, err := os.MkdirTemp("", "plaudit-kit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(filepath.Join(dir, "themes"), os.DirFS(filepath.Join(f.dir, "themes"))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, file := range s.Files {
		data := file.Data
		if file.Name == "plaudit.yaml" {
			data = fmt.Appendf(data[:len(data):len(data)], "theme: %s\n", theme)
		}
		if err := createFile(dir, file.Name, data); err != nil {
			return nil, err
		}
	}
	in := generator.Input{Dir: dir, Now: kitTime, Version: version()}
	r, err := generator.Check(cmd.Context(), in) // the files of the theme have been looked at with the site
	if err != nil || keep == "" {
		return r, err
	}
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return nil, err
	}
	_, err = generator.Build(cmd.Context(), in, filepath.Join(keep, s.Name), false)
	return r, err
}
