// Command plaudit builds partner awards and showcase sites. It reads flags, calls package generator, prints and exits.
//
// Exit codes: 0 clean; 1 problems in the site; 2 bad use; 3 the program's or the machine's fault.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/publish"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// errProblems says that the site has problems, which have been printed.
var errProblems = errors.New("problems in the site")

// useError is a mistake of the operator.
type useError struct{ error }

// run is the program with its arguments and streams; it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "plaudit: internal error: %v\n%s", r, debug.Stack())
			code = 3
		}
	}()
	root := command(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var use useError
	var target *publish.TargetError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errProblems):
		return 1
	case errors.As(err, &use), errors.As(err, &target):
		fmt.Fprintf(stderr, "plaudit: %s\n", diag.Clean(err.Error()))
		return 2
	}
	fmt.Fprintf(stderr, "plaudit: %s\n", diag.Clean(err.Error()))
	return 3
}

// command is the tree of commands.
func command(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "plaudit",
		Short:         "Plaudit builds partner awards and showcase sites",
		Long:          "Plaudit reads partner records, award results and case studies, and builds the whole site of a partner programme.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArgs,
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if byDesktop() { // a double click asks for the preview
			preview := serveCommand()
			preview.SetArgs(nil)
			preview.SetOut(stdout)
			preview.SetErr(stderr)
			return preview.ExecuteContext(cmd.Context())
		}
		return cmd.Help()
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return useError{fmt.Errorf("%w; see `%s --help`", err, cmd.CommandPath())}
	})
	root.AddCommand(buildCommand(), checkCommand(), planCommand(), nextCommand(), lockCommand(), rollbackCommand(), explainCommand(),
		serveCommand(), certificateCommand(), printCommand(), kitCommand(), cacheCommand(), initCommand(), keysCommand(), verifyCommand(), versionCommand(), consentCommand(), auditCommand(), diffCommand(), newCommand(), winnersCommand(), translateCommand(), themeCommand())
	return root
}

// noArgs refuses arguments, and unknown commands with the nearest one.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasSubCommands() {
		return useError{fmt.Errorf("`%s` takes no arguments, and here is %q; see `%[1]s --help`", cmd.CommandPath(), args[0])}
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return useError{fmt.Errorf("there is no command %q; %s", args[0], cmp.Or(diag.DidYouMean(args[0], names), "see `plaudit --help`"))}
}
