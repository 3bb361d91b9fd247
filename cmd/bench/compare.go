package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// comparison is a run of `bench compare`.
type comparison struct {
	setting
	n     int
	pairs int
	warm  int    // of the pairs, those in which the peers build again, too
	tools string // where the peers are installed
}

// A builder is a program that builds the corpus: plaudit or a peer.
type builder struct {
	name    string
	record  string                           // the file of one partner
	prepare bool                             // a build fills what later ones use, and another makes the spare tree
	build   func(out, name string) *exec.Cmd // for the case of that name
	outcome
}

// compare measures plaudit and its peers with the same corpus, in turns, and prints what it found, also when the context ends before the
// rest.
func compare(ctx context.Context, c comparison, w io.Writer) (err error) {
	tools, err := filepath.Abs(c.tools)
	if err != nil {
		return err
	}
	work, remove, err := workFolder(c.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	if work, err = filepath.Abs(work); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "n = %d: making the sites\n", c.n)
	if err := makePeers(filepath.Join(work, "sites"), c.n, c.seed); err != nil {
		return err
	}
	builders, err := c.builders(tools, work)
	if err != nil {
		return err
	}
	for i := range c.pairs {
		for _, b := range builders {
			if ctx.Err() != nil {
				break
			}
			fmt.Fprintf(os.Stderr, "n = %d: pair %d of %d, %s\n", c.n, i+1, c.pairs, b.name)
			if err := b.round(ctx, filepath.Join(work, fmt.Sprint("round-", i), b.name), b.prepare || i < c.warm); err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
	return errors.Join(show(w, c.markdown, comparisonTables(c.n, builders)), ctx.Err())
}

// builders are plaudit, Hugo and Eleventy, installed and ready to build the sites in the working folder.
func (c comparison) builders(tools, work string) ([]*builder, error) {
	plaudit, err := theProgram(c.program, work)
	if err != nil {
		return nil, err
	}
	hugo, err := installHugo(tools)
	if err != nil {
		return nil, err
	}
	eleventy, packages, err := installEleventy(tools)
	if err != nil {
		return nil, err
	}
	site := func(name string) string { return filepath.Join(work, "sites", name) }
	if err := os.Symlink(packages, filepath.Join(site("eleventy"), "node_modules")); err != nil {
		return nil, err
	}
	file := filepath.FromSlash((&corpus{}).partnerFile(c.n / 2))
	in := func(dir string, program string, args ...string) *exec.Cmd {
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		return cmd
	}
	list := []*builder{
		{name: "plaudit", record: filepath.Join(site("plaudit"), "data", "partners", file), prepare: true, build: func(out, name string) *exec.Cmd {
			args := []string{"build", "--now", now, "--out", out}
			if name == cold {
				return in(site("plaudit"), plaudit, append(args, "--no-cache")...)
			}
			return in(site("plaudit"), plaudit, append(args, "--cache", out+"-cache")...)
		}},
		{name: "hugo", record: filepath.Join(site("hugo"), "content", "partners", partnerID(c.n/2)+".md"), build: func(out, _ string) *exec.Cmd {
			cmd := in(site("hugo"), hugo, "--minify", "--destination", out)
			cmd.Env = append(os.Environ(), "HUGO_CACHEDIR="+filepath.Join(work, "hugo-cache"))
			return cmd
		}},
		{name: "eleventy", record: filepath.Join(site("eleventy"), "records", "data", "partners", file), build: func(out, _ string) *exec.Cmd {
			return in(site("eleventy"), "node", eleventy, "--quiet", "--output="+out)
		}},
	}
	for _, b := range list {
		b.n, b.samples = c.n, map[string][]sample{}
	}
	return list, nil
}

// round builds into a new folder, and then again with nothing and with one partner changed.
func (b *builder) round(ctx context.Context, dir string, warm bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	out := filepath.Join(dir, "public")
	if err := b.measure(ctx, out, cold); err != nil {
		return err
	}
	var err error
	if b.files, b.bytes, err = weigh(out); err != nil || !warm {
		return err
	}
	record, err := openRecord(b.record)
	if err != nil {
		return err
	}
	defer record.restore()
	if b.prepare {
		if err := b.measure(ctx, out, filling); err != nil {
			return err
		}
		if err := record.change(first); err != nil {
			return err
		}
		if err := b.measure(ctx, out, first); err != nil {
			return err
		}
	}
	if err := b.measure(ctx, out, unchanged); err != nil {
		return err
	}
	if err := record.change(later); err != nil {
		return err
	}
	return b.measure(ctx, out, later)
}

func (b *builder) measure(ctx context.Context, out, name string) error {
	settle()
	s, err := measure(ctx, b.build(out, name))
	if err != nil {
		return fmt.Errorf("%s, %s, n = %d: %w", b.name, name, b.n, err)
	}
	b.samples[name] = append(b.samples[name], s)
	fmt.Fprintf(os.Stderr, "  %s: %v\n", name, s)
	return nil
}

// against is, over the pairs, what a cold build takes of what a peer's takes.
func (b *builder) against(peer *builder, value func(sample) float64) spread {
	var ratios []float64
	for i, s := range peer.samples[cold] {
		ratios = append(ratios, value(b.samples[cold][i])/value(s))
	}
	return spreadOver(ratios)
}

func comparisonTables(n int, builders []*builder) tables {
	plaudit := builders[0]
	var outcomes []outcome
	costs := table{left: 2, head: []string{"program", "what", "runs", "wall, s", "user, s", "system, s", "peak memory, MB", "wall for each MB, ms", "CPU for each MB, ms"}}
	t := tables{heading: fmt.Sprintf("%s; %d partners; median (least–most)", machine(), n)}
	for _, b := range builders {
		for _, name := range []string{cold, unchanged, later} {
			samples := b.samples[name]
			if len(samples) == 0 {
				continue
			}
			perMB := func(value func(sample) float64) string {
				return fmt.Sprintf("%.1f", 1e9*spreadOf(samples, value).median/float64(max(1, b.bytes)))
			}
			costs.rows = append(costs.rows, []string{b.name, name, fmt.Sprint(len(samples)), spreadOf(samples, wall).show(2), spreadOf(samples, user).show(2),
				spreadOf(samples, system).show(2), spreadOf(samples, memory).show(0), perMB(wall), perMB(cpu)})
		}
		outcomes = append(outcomes, b.outcome)
		t.notes = append(t.notes, fmt.Sprintf("%s: %d outputs, %.1f MB", b.name, b.files, float64(b.bytes)/1e6))
	}
	t.notes = append(t.notes, others(outcomes))
	limits := table{left: 1, head: []string{"a cold build with writing", "wall, bar: at most", "wall, median ratio", "", "user CPU, median ratio", "wall for each output byte"}}
	for _, peer := range builders[1:] {
		if len(peer.samples[cold]) == 0 {
			continue
		}
		got, most, verdict := plaudit.against(peer, wall), "", ""
		if peer.name == "hugo" && n == barSize {
			most, verdict = "0.10", "missed"
			if got.median <= 0.1 {
				verdict = "met"
			}
		}
		perByte := got.median * float64(peer.bytes) / float64(max(1, plaudit.bytes))
		limits.rows = append(limits.rows, []string{"plaudit / " + peer.name, most, got.show(3), verdict, plaudit.against(peer, user).show(3), fmt.Sprintf("%.3f", perByte)})
	}
	t.tables = []table{limits, costs}
	return t
}
