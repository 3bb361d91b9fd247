// Bench measures the whole program: `go run ./cmd/bench run` builds plaudit, makes sites of several sizes and prints
// what building them costs. It is a tool for the people who work on plaudit, and not shipped.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const usage = `usage:
  bench corpus [-n 1000] [-seed 1] DIR            makes a site with n partners
  bench peers [-n 1000] [-seed 1] DIR             makes the same site for plaudit, Hugo and Eleventy
  bench run [-n 1000,10000,50000] [-quick] [-runs 5] [-large 1] [-seed 1] [-program FILE] [-dir DIR] [-markdown]
                                                  builds plaudit and measures it; -large are the runs above 10,000 partners,
                                                  which -quick leaves out
  bench compare [-n 10000] [-pairs 3] [-warm 1] [-tools .plaudit/bench] [-seed 1] [-program FILE] [-dir DIR] [-markdown]
                                                  builds plaudit, installs Hugo and Eleventy, and measures them with the same
                                                  corpus in turns; -warm are the pairs in which the peers build again, too
  bench preview [-n 1000,10000,50000] [-edits 20] [-more 1000] [-pause 1s] [-browser] [-seed 1] [-program FILE] [-dir DIR] [-markdown]
                                                  measures how soon plaudit serve shows what was saved: over HTTP, with -browser
                                                  until it is painted, too; -more edits follow before memory is read
  bench kit [-site .] [-most 80] [-dir DIR] [-markdown]
                                                  measures how long certificates, badges, share images, credentials and kits of a site take,
                                                  each made alone on one core; -most are the files of each kind
  bench servers [-n 1000,10000] [-edits 5] [-pause 1s] [-tools .plaudit/bench] [-seed 1] [-dir DIR] [-markdown]
                                                  measures the same of the servers of Hugo and Eleventy
  bench search [-n 2000,20000] [-slower 4] [-seed 1] [-program FILE] [-dir DIR] [-markdown]
                                                  measures the directory's search in a browser: what is loaded before the first
                                                  result, and how soon a key shows its results with a slower processor`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := command(ctx, os.Args[1:])
	if errors.Is(err, errUsage) {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("usage")

func command(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	flags := flag.NewFlagSet("bench "+args[0], flag.ContinueOnError)
	flags.Usage = func() {}
	var s setting
	flags.Uint64Var(&s.seed, "seed", 1, "")
	parsed := func(arguments int) bool { return flags.Parse(args[1:]) == nil && flags.NArg() == arguments }
	switch args[0] {
	case "corpus":
		n := flags.Int("n", 1000, "")
		if !parsed(1) {
			return errUsage
		}
		return makeCorpus(flags.Arg(0), *n, s.seed)
	case "peers":
		n := flags.Int("n", 1000, "")
		if !parsed(1) {
			return errUsage
		}
		return makePeers(flags.Arg(0), *n, s.seed)
	case "run":
		o := options{}
		quick := flags.Bool("quick", false, "")
		sizesVar(flags, &o.sizes, 1000, 10000, 50000)
		flags.IntVar(&o.runs, "runs", 5, "")
		flags.IntVar(&o.large, "large", 1, "")
		s.addProgram(flags)
		s.addPlace(flags)
		if !parsed(0) || o.runs < 1 || o.large < 1 {
			return errUsage
		}
		o.setting = s
		if *quick {
			o.sizes = slices.DeleteFunc(o.sizes, func(n int) bool { return n > barSize })
		}
		return run(ctx, o, os.Stdout)
	case "compare":
		c := comparison{}
		flags.IntVar(&c.n, "n", barSize, "")
		flags.IntVar(&c.pairs, "pairs", 3, "")
		flags.IntVar(&c.warm, "warm", 1, "")
		toolsVar(flags, &c.tools)
		s.addProgram(flags)
		s.addPlace(flags)
		if !parsed(0) || c.pairs < 1 {
			return errUsage
		}
		c.setting = s
		return compare(ctx, c, os.Stdout)
	case "preview":
		p := previewing{}
		sizesVar(flags, &p.sizes, 1000, 10000, 50000)
		p.addEdits(flags, 20)
		flags.IntVar(&p.more, "more", 1000, "")
		flags.BoolVar(&p.browser, "browser", false, "")
		s.addProgram(flags)
		s.addPlace(flags)
		if !parsed(0) || p.edits < 1 {
			return errUsage
		}
		p.setting = s
		return preview(ctx, p, os.Stdout)
	case "servers":
		p, tools := previewing{}, ""
		sizesVar(flags, &p.sizes, 1000, 10000)
		p.addEdits(flags, 5)
		toolsVar(flags, &tools)
		s.addPlace(flags)
		if !parsed(0) || p.edits < 1 {
			return errUsage
		}
		p.setting = s
		return servers(ctx, p, tools, os.Stdout)
	case "kit":
		k := kitting{}
		flags.StringVar(&k.site, "site", ".", "")
		flags.IntVar(&k.most, "most", 80, "")
		s.addPlace(flags)
		if !parsed(0) || k.most < 1 {
			return errUsage
		}
		k.setting = s
		return kits(ctx, k, os.Stdout)
	case "search":
		f := searching{}
		sizesVar(flags, &f.sizes, 2000, 20000)
		flags.Float64Var(&f.slower, "slower", 4, "")
		s.addProgram(flags)
		s.addPlace(flags)
		if !parsed(0) || f.slower < 1 {
			return errUsage
		}
		f.setting = s
		return search(ctx, f, os.Stdout)
	case "write": // of run itself: the bare writer, in a process of its own
		if len(args) != 3 {
			return errUsage
		}
		return bareWrite(args[1], args[2], os.Stdout)
	}
	return errUsage
}

// setting is what the commands that measure have in common.
type setting struct {
	seed     uint64
	program  string // built if empty
	dir      string // where the sites and outputs go; a temporary folder if empty
	markdown bool
}

// workFolder makes a folder for what a measurement makes, below dir or where temporary folders go. remove takes it away; *err is why it could not,
// when nothing else went wrong before.
func workFolder(dir string) (work string, remove func(err *error), err error) {
	work, err = os.MkdirTemp(dir, "plaudit-bench-")
	return work, func(err *error) {
		if removed := os.RemoveAll(work); *err == nil {
			*err = removed
		}
	}, err
}

func (s *setting) addProgram(flags *flag.FlagSet) { flags.StringVar(&s.program, "program", "", "") }

func (s *setting) addPlace(flags *flag.FlagSet) {
	flags.StringVar(&s.dir, "dir", "", "")
	flags.BoolVar(&s.markdown, "markdown", false, "")
}

func (p *previewing) addEdits(flags *flag.FlagSet, edits int) {
	flags.IntVar(&p.edits, "edits", edits, "")
	flags.DurationVar(&p.pause, "pause", time.Second, "")
}

// toolsVar adds the flag for the folder that the peers are installed in.
func toolsVar(flags *flag.FlagSet, tools *string) {
	flags.StringVar(tools, "tools", filepath.Join(".plaudit", "bench"), "")
}

// sizesVar adds the flag for numbers of partners.
func sizesVar(flags *flag.FlagSet, sizes *[]int, usual ...int) {
	*sizes = usual
	flags.Func("n", "", func(text string) (err error) {
		*sizes, err = numbers(text)
		return err
	})
}

// numbers reads numbers with commas between them.
func numbers(text string) (list []int, err error) {
	for s := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}
