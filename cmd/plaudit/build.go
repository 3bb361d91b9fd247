package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/publish"
)

func buildCommand() *cobra.Command {
	var f siteFlags
	var out string
	var discard bool
	var profiles string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site and publish it to a folder",
		Long: "Build reads the site, renders every page, checks them, and exchanges the output folder in one step.\n" +
			"When something is wrong, the output folder stays as it is.",
		Args: noArgs,
	}
	f.add(cmd)
	f.addReport(cmd)
	f.cache.add(cmd)
	cmd.Flags().BoolVar(&f.cache.verify, "verify-cache", false, "read every source file, even if its size and times say that it is as it was")
	cmd.Flags().StringVar(&out, "out", "", "the output `folder` (default: public in the site's folder)")
	cmd.Flags().BoolVar(&discard, "discard", false, "render and hash everything, and write nothing: for measuring")
	cmd.Flags().StringVar(&profiles, "profile", "", "write cpu.pprof, heap.pprof, allocs.pprof and trace.out to the `folder`, for go tool pprof and go tool trace")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		f.cache.out = outFolder(f.dir, out)
		if profiles != "" {
			if err := publish.CheckAside(f.dir, f.cache.out, profiles); err != nil {
				return useError{fmt.Errorf("--profile: %w; name another folder", err)}
			}
			stop, begun := startProfiles(profiles)
			if begun != nil {
				return begun
			}
			defer func() {
				if ended := stop(); err == nil {
					err = ended
				}
			}()
		}
		return f.report(cmd, func(ctx context.Context, in generator.Input) (*generator.Result, error) {
			if discard {
				return generator.Discard(ctx, in)
			}
			return generator.Build(ctx, in, f.cache.out, f.strict)
		}, func(w io.Writer, r *generator.Result) {
			summary(w, r)
			if discard {
				fmt.Fprintf(w, "rendered: %d files, %d bytes, sha256 %x, in %s\n", r.Hashed.Files(), r.Hashed.Bytes(), r.Hashed.Digest(), round(r.Stats.Total))
			}
		})
	}
	return cmd
}

// outFolder is where a site is published.
func outFolder(dir, out string) string {
	if out == "" {
		return filepath.Join(dir, "public")
	}
	return out
}

// report runs a command that finds problems: it prints them, and when there are none that count, what was done.
func (f *siteFlags) report(cmd *cobra.Command, do func(context.Context, generator.Input) (*generator.Result, error), say func(io.Writer, *generator.Result)) error {
	in, err := f.input()
	if err != nil {
		return err
	}
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	note, done := progress(stderr)
	in.Progress = note
	r, err := do(cmd.Context(), in)
	done()
	if err != nil {
		return err
	}
	if err := f.problems(r, stdout, stderr); err != nil {
		return err
	}
	// With --json stdout is for the problems alone.
	human := stdout
	if f.json {
		human = stderr
	}
	failed := r.Failed(f.strict)
	if !failed {
		say(human, r)
	}
	if err := f.printStats(human, r); err != nil {
		return err
	}
	if failed {
		return errProblems
	}
	return nil
}
