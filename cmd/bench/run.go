package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// options are those of `bench run`.
type options struct {
	setting
	sizes []int
	runs  int
	large int // runs of sizes above barSize
}

// What is measured, in the order in which it runs and is shown. The first two use no lasting cache.
const (
	discard   = "build --discard"
	cold      = "build, empty folder"
	filling   = "build, empty folder and cache"
	first     = "build, first change"
	unchanged = "build, nothing changed"
	later     = "build, one more change"
	bare      = "bare writer"
)

var (
	builds = []string{discard, cold, filling, first, unchanged, later}
	cases  = append(slices.Clone(builds), bare)
)

// outcome is what was measured of the site of one size.
type outcome struct {
	n       int
	files   int                 // outputs
	bytes   int64               // of all outputs
	samples map[string][]sample // of each case, in the order of the rounds
	synced  []sample            // the bare writer's wait for the disk, only wall time
}

// run measures plaudit with a site of each size and prints what it found.
//
// Every build has an output folder of its own, and nothing is deleted before the end: a large deletion slows a file
// system for a while. What was measured is printed, too, when the context ends before the rest. This process stays
// small, because a child's peak memory begins with its parent's on Linux.
func run(ctx context.Context, o options, w io.Writer) (err error) {
	work, remove, err := workFolder(o.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	program, err := theProgram(o.program, work)
	if err != nil {
		return err
	}
	var outcomes []outcome
	for _, n := range o.sizes {
		if ctx.Err() != nil {
			break
		}
		m := measurer{program: program, dir: filepath.Join(work, fmt.Sprint(n)), n: n, outcome: outcome{n: n, samples: map[string][]sample{}}}
		fmt.Fprintf(os.Stderr, "n = %d: making the site\n", n)
		if err := makeCorpus(m.site(), n, o.seed); err != nil {
			return err
		}
		runs := o.runs
		if n > barSize {
			runs = o.large
		}
		for i := range runs {
			if ctx.Err() != nil {
				break
			}
			fmt.Fprintf(os.Stderr, "n = %d: run %d of %d\n", n, i+1, runs)
			if err := m.round(ctx, i); err != nil && ctx.Err() == nil {
				return err
			}
		}
		if len(m.samples) > 0 {
			outcomes = append(outcomes, m.outcome)
		}
	}
	return errors.Join(show(w, o.markdown, tablesOf(machine(), outcomes)), ctx.Err())
}

// theProgram is the absolute name of the plaudit that is measured: the given one, or one that is built into a folder.
func theProgram(given, dir string) (string, error) {
	if given != "" {
		return filepath.Abs(given)
	}
	program := filepath.Join(dir, "plaudit"+exeSuffix())
	build := exec.Command("go", "build", "-trimpath", "-o", program, "github.com/plaudit/plaudit/cmd/plaudit")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("building plaudit: %w", err)
	}
	return program, nil
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

func machine() string {
	return fmt.Sprintf("%s/%s, %d processors, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
}

// measurer runs the program over one site.
type measurer struct {
	program string
	dir     string
	n       int
	outcome
}

func (m *measurer) site() string { return filepath.Join(m.dir, "site") }

// round runs every case once: the cold ones without a lasting cache, the others in a folder and with a cache of their own.
func (m *measurer) round(ctx context.Context, i int) error {
	dir := filepath.Join(m.dir, fmt.Sprint("round-", i))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	once, kept := filepath.Join(dir, "cold", "public"), filepath.Join(dir, "warm", "public")
	record, err := openRecord(filepath.Join(m.site(), "data", "partners", filepath.FromSlash((&corpus{}).partnerFile(m.n/2))))
	if err != nil {
		return err
	}
	defer record.restore()
	for _, name := range builds {
		if name == first || name == later {
			if err := record.change(name); err != nil {
				return err
			}
		}
		args := []string{"build", "--site", m.site(), "--now", now}
		switch name {
		case discard:
			args = append(args, "--no-cache", "--discard")
		case cold:
			args = append(args, "--no-cache", "--out", once)
		default:
			args = append(args, "--cache", filepath.Join(dir, "cache"), "--out", kept)
		}
		settle()
		s, err := measure(ctx, exec.Command(m.program, args...))
		if err != nil {
			return fmt.Errorf("%s, n = %d: %w", name, m.n, err)
		}
		m.samples[name] = append(m.samples[name], s)
		fmt.Fprintf(os.Stderr, "  %s: %v\n", name, s)
		if name == cold {
			if m.files, m.bytes, err = weigh(once); err != nil {
				return err
			}
		}
	}
	settle()
	written, synced, err := measureBare(once, filepath.Join(dir, "bare"))
	if err != nil {
		return fmt.Errorf("%s, n = %d: %w", bare, m.n, err)
	}
	m.samples[bare] = append(m.samples[bare], written)
	m.synced = append(m.synced, synced)
	return nil
}

// record is the file of one partner, which is changed between builds.
type record struct {
	name     string
	original []byte
}

func openRecord(name string) (*record, error) {
	data, err := os.ReadFile(name)
	return &record{name, data}, err
}

// change puts words before the summary: the file is then another one than before.
func (r *record) change(words string) error {
	changed := strings.Replace(string(r.original), "summary: \"", "summary: \""+words+": ", 1)
	return os.WriteFile(r.name, []byte(changed), 0o644)
}

func (r *record) restore() error { return os.WriteFile(r.name, r.original, 0o644) }

// weigh counts the outputs below a folder and their bytes.
func weigh(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	return files, bytes, err
}
