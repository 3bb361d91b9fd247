package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

type options struct {
	sizes    []int
	runs     int
	seed     uint64
	program  string // built if empty
	dir      string // where the sites and outputs go; a temporary folder if empty
	markdown bool
}

// What is measured, in the order in which it runs and is shown.
const (
	discard   = "build --discard"
	cold      = "build, empty folder"
	unchanged = "build, nothing changed"
	first     = "build, first change"
	later     = "build, one more change"
	bare      = "bare writer"
)

var cases = []string{discard, cold, unchanged, first, later, bare}

// outcome is what was measured of the site of one size.
type outcome struct {
	n       int
	files   int   // outputs
	bytes   int64 // of all outputs
	samples map[string][]sample
	synced  []sample // the bare writer's wait for the disk, only wall time
}

// run measures plaudit with a site of each size and prints what it found.
//
// Every build has an output folder of its own, and nothing is deleted before the end: a large deletion slows a file
// system for a while. This process stays small, because a child's peak memory begins with its parent's on Linux.
func run(o options, w io.Writer) (err error) {
	work, err := os.MkdirTemp(o.dir, "plaudit-bench-")
	if err != nil {
		return err
	}
	defer func() {
		if removed := os.RemoveAll(work); err == nil {
			err = removed
		}
	}()
	program := o.program
	if program == "" {
		program = filepath.Join(work, "plaudit"+exeSuffix())
		build := exec.Command("go", "build", "-trimpath", "-o", program, "github.com/plaudit/plaudit/cmd/plaudit")
		build.Stdout, build.Stderr = os.Stderr, os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("building plaudit: %w", err)
		}
	} else if program, err = filepath.Abs(program); err != nil {
		return err
	}
	var outcomes []outcome
	for _, n := range o.sizes {
		m := measurer{program: program, dir: filepath.Join(work, fmt.Sprint(n)), n: n, outcome: outcome{n: n, samples: map[string][]sample{}}}
		fmt.Fprintf(os.Stderr, "n = %d: making the site\n", n)
		if err := makeCorpus(m.site(), n, o.seed); err != nil {
			return err
		}
		for i := range o.runs {
			fmt.Fprintf(os.Stderr, "n = %d: run %d of %d\n", n, i+1, o.runs)
			if err := m.round(i); err != nil {
				return err
			}
		}
		outcomes = append(outcomes, m.outcome)
	}
	print := printText
	if o.markdown {
		print = printMarkdown
	}
	return print(w, machine(), outcomes)
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

// round runs every case once.
func (m *measurer) round(i int) error {
	out := filepath.Join(m.dir, fmt.Sprintf("out-%d", i), "public")
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	record := filepath.Join(m.site(), "data", "partners", filepath.FromSlash((&corpus{}).partnerFile(m.n/2)))
	original, err := os.ReadFile(record)
	if err != nil {
		return err
	}
	defer os.WriteFile(record, original, 0o644)
	for _, name := range []string{discard, cold, unchanged, first, later} {
		switch name {
		case first, later:
			changed := strings.Replace(string(original), "summary: \"", "summary: \""+name+": ", 1)
			if err := os.WriteFile(record, []byte(changed), 0o644); err != nil {
				return err
			}
		}
		args := []string{"build", "--site", m.site(), "--now", now}
		if name == discard {
			args = append(args, "--discard")
		} else {
			args = append(args, "--out", out)
		}
		settle()
		s, err := measure(exec.Command(m.program, args...))
		if err != nil {
			return fmt.Errorf("%s, n = %d: %w", name, m.n, err)
		}
		m.samples[name] = append(m.samples[name], s)
	}
	if m.files, m.bytes, err = weigh(out); err != nil {
		return err
	}
	settle()
	written, synced, err := measureBare(out, filepath.Join(m.dir, fmt.Sprintf("bare-%d", i)))
	if err != nil {
		return fmt.Errorf("%s, n = %d: %w", bare, m.n, err)
	}
	m.samples[bare] = append(m.samples[bare], written)
	m.synced = append(m.synced, synced)
	return nil
}

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
