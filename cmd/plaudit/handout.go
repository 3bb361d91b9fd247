package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
)

// handout opens a site for the commands that write files to be handed out; nil when the site has problems, which have been printed.
func (f *siteFlags) handout(cmd *cobra.Command, future bool) (*generator.Handout, error) {
	in, err := f.input()
	if err != nil {
		return nil, err
	}
	in.Future = in.Future || future
	h, r, err := generator.OpenHandout(in)
	if err != nil {
		return nil, err
	}
	if h == nil {
		if err := f.problems(r, cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
			return nil, err
		}
		return nil, errProblems
	}
	return h, nil
}

// finish prints what was found while files were made, and closes the handout.
func (f *siteFlags) finish(cmd *cobra.Command, h *generator.Handout) error {
	defer h.Close()
	return f.problems(&generator.Result{Problems: h.Problems(), Line: h.Line}, cmd.OutOrStdout(), cmd.ErrOrStderr())
}

// misused makes what the site does not have a mistake of the operator.
func misused(err error) error {
	var unknown *generator.UnknownError
	if errors.As(err, &unknown) {
		return useError{err}
	}
	return err
}

func checkPaper(name string) error {
	if !generator.Paper(name) {
		return useError{fmt.Errorf("--paper is %s, not %q", strings.Join(generator.Papers, " or "), name)}
	}
	return nil
}

func certificateCommand() *cobra.Command {
	var f siteFlags
	var out, paper, language string
	cmd := &cobra.Command{
		Use:   "certificate AWARD",
		Short: "Draw one certificate as PDF",
		Long:  "Certificate draws the certificate of an award, or with AWARD/RECIPIENT a recipient's own of a joint award, as PDF.",
		Args:  oneArg("the id of an award"),
	}
	f.add(cmd)
	cmd.Flags().StringVar(&out, "out", "certificate.pdf", "the `file` to write")
	cmd.Flags().StringVar(&paper, "paper", "a4", "a4 or letter")
	cmd.Flags().StringVar(&language, "language", "", "a `language` of the site (default: the original)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := checkPaper(paper); err != nil {
			return err
		}
		h, err := f.handout(cmd, false)
		if err != nil {
			return err
		}
		data, err := h.Certificate(args[0], paper, language)
		if err != nil {
			h.Close()
			return misused(err)
		}
		if err := f.finish(cmd, h); err != nil {
			return err
		}
		if data == nil {
			return errProblems
		}
		return f.writeOut(cmd.ErrOrStderr(), out, data, "1 certificate")
	}
	return cmd
}

func printCommand() *cobra.Command {
	var f siteFlags
	var out, paper, language, edition, bleed string
	var marks bool
	cmd := &cobra.Command{
		Use:   "print --edition EDITION",
		Short: "Draw all certificates of an edition as one PDF for a print shop",
		Args:  noArgs,
	}
	f.add(cmd)
	cmd.Flags().StringVar(&edition, "edition", "", "the `id` of the edition, such as 2026")
	cmd.Flags().StringVar(&out, "out", "", "the `file` to write (default: certificates-EDITION.pdf)")
	cmd.Flags().StringVar(&paper, "paper", "a4", "a4 or letter")
	cmd.Flags().StringVar(&language, "language", "", "a `language` of the site (default: the original)")
	cmd.Flags().StringVar(&bleed, "bleed", "0mm", "how far colours go beyond the edge of the page, up to 6mm")
	cmd.Flags().BoolVar(&marks, "marks", false, "marks where to trim")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		points, err := millimetres(bleed)
		if err != nil {
			return err
		}
		if err := needEdition(edition); err != nil {
			return err
		}
		if err := checkPaper(paper); err != nil {
			return err
		}
		h, err := f.handout(cmd, false)
		if err != nil {
			return err
		}
		data, n, err := h.Print(edition, paper, language, points, marks)
		if err != nil {
			h.Close()
			return misused(err)
		}
		if err := f.finish(cmd, h); err != nil {
			return err
		}
		if n == 0 {
			return useError{fmt.Errorf("the edition %q has no certificates that may be seen", edition)}
		}
		if out == "" {
			out = "certificates-" + edition + ".pdf"
		}
		return f.writeOut(cmd.ErrOrStderr(), out, data, diag.Count(n, "certificate"))
	}
	return cmd
}

func kitCommand() *cobra.Command {
	var f siteFlags
	var out, edition string
	var embargoed bool
	cmd := &cobra.Command{
		Use:   "kit --edition EDITION --out FOLDER",
		Short: "Write the winners' kits of an edition, a folder for each",
		Long: "Kit writes certificates, posters, badges, share images and texts of each winner of an edition into a folder of its own. With --embargoed it does so before the\n" +
			"announcement, and the texts say until when nothing may be published; nobody else on this computer may read them. Whoever gets the folder knows the results: send\n" +
			"each winner its own.",
		Args: noArgs,
	}
	f.add(cmd)
	cmd.Flags().StringVar(&edition, "edition", "", "the `id` of the edition, such as 2026")
	cmd.Flags().StringVar(&out, "out", "", "the `folder` to write, which must be new or empty")
	cmd.Flags().BoolVar(&embargoed, "embargoed", false, "before the announcement: results that the clock withholds, and texts with the embargo")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := needEdition(edition); err != nil {
			return err
		}
		if out == "" {
			return useError{errors.New("--out names the folder to write")}
		}
		if names, err := os.ReadDir(out); err == nil && len(names) > 0 {
			return useError{fmt.Errorf("the folder %q is not empty; name a new one", out)}
		}
		h, err := f.handout(cmd, embargoed)
		if err != nil {
			return err
		}
		ours := embargoed || f.private()
		n, err := h.Kits(edition, embargoed, func(name string, data []byte) error {
			file := filepath.Join(out, filepath.FromSlash(name))
			if err := makeFolder(out, filepath.Dir(file), ours); err != nil {
				return err
			}
			return writeFile(file, data, ours)
		})
		if err != nil {
			h.Close()
			return misused(err)
		}
		if err := f.finish(cmd, h); err != nil {
			return err
		}
		if n == 0 {
			return useError{fmt.Errorf("the edition %q has no results that may be seen; --embargoed makes kits before the announcement", edition)}
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%s in %s\n", diag.Count(n, "kit"), out)
		return nil
	}
	return cmd
}

// private says whether what is written may be seen by nobody else yet.
func (f *siteFlags) private() bool { return f.drafts || f.future }

// makeFolder makes a folder below another. One that is private is for its owner alone, and so is the other, also where it was there before.
func makeFolder(below, folder string, private bool) error {
	if !private {
		return os.MkdirAll(folder, 0o755)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return os.Chmod(below, 0o700)
}

func writeFile(name string, data []byte, private bool) error {
	if private {
		return writePrivate(name, data)
	}
	return os.WriteFile(name, data, 0o644)
}

func needEdition(id string) error {
	if id == "" {
		return useError{errors.New("--edition names the edition, such as 2026")}
	}
	return nil
}

func oneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return useError{fmt.Errorf("`%s` takes %s; see `%[1]s --help`", cmd.CommandPath(), what)}
		}
		return nil
	}
}

// millimetres reads a length such as 3mm, in points.
func millimetres(s string) (float64, error) {
	number, ok := strings.CutSuffix(strings.TrimSpace(s), "mm")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if !ok || err != nil || !(v >= 0 && v <= 6) {
		return 0, useError{fmt.Errorf("--bleed is from 0mm to 6mm, such as 3mm, not %q", s)}
	}
	return v * 72 / 25.4, nil
}

// writeOut writes a file and says so.
func (f *siteFlags) writeOut(w io.Writer, file string, data []byte, what string) error {
	if err := writeFile(file, data, f.private()); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s in %s\n", what, file)
	return nil
}
