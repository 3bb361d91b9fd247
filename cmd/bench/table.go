package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// spread is the median of several runs with the least and the most.
type spread struct{ median, least, most float64 }

func spreadOf(samples []sample, value func(sample) float64) spread {
	return spreadOver(each(samples, value))
}

func each(samples []sample, value func(sample) float64) []float64 {
	var values []float64
	for _, s := range samples {
		values = append(values, value(s))
	}
	return values
}

func spreadOver(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	values = slices.Sorted(slices.Values(values))
	middle := len(values) / 2
	median := values[middle]
	if len(values)%2 == 0 {
		median = (values[middle-1] + values[middle]) / 2
	}
	return spread{median, values[0], values[len(values)-1]}
}

// show prints a spread; without unit, as the column's head has it.
func (s spread) show(digits int) string {
	return fmt.Sprintf("%.*f (%.*f–%.*f)", digits, s.median, digits, s.least, digits, s.most)
}

// What is read from a sample: seconds, and megabytes.
func wall(s sample) float64   { return s.Wall.Seconds() }
func user(s sample) float64   { return s.User.Seconds() }
func system(s sample) float64 { return s.System.Seconds() }
func cpu(s sample) float64    { return s.cpu().Seconds() }
func memory(s sample) float64 { return float64(s.Peak) / 1e6 }

// rows are the table's lines, a case of a size each.
func rows(outcomes []outcome) [][]string {
	var table [][]string
	for _, o := range outcomes {
		for _, name := range cases {
			samples := o.samples[name]
			if len(samples) == 0 {
				continue
			}
			peak := "–" // the bare writer holds the whole tree
			if name != bare {
				peak = spreadOf(samples, memory).show(0)
			}
			table = append(table, []string{fmt.Sprint(o.n), name,
				spreadOf(samples, wall).show(2), spreadOf(samples, user).show(2), spreadOf(samples, system).show(2), peak})
		}
		if len(o.synced) == 0 {
			continue
		}
		table = append(table, []string{fmt.Sprint(o.n), "the disk, after the bare writer", spreadOf(o.synced, wall).show(2), "–", "–", "–"})
	}
	return table
}

// others says how much of the machine the runs did not have to themselves: their wall times are longer for it.
func others(outcomes []outcome) string {
	var shares []float64
	for _, o := range outcomes {
		for _, name := range builds {
			shares = append(shares, each(o.samples[name], func(s sample) float64 { return 100 * s.Others })...)
		}
	}
	return fmt.Sprintf("other programs took %s %% of the processors' time meanwhile", spreadOver(shares).show(0))
}

// notes are the sizes of the outputs and how the cost grows with them.
func notes(outcomes []outcome) []string {
	var lines []string
	for _, o := range outcomes {
		lines = append(lines, fmt.Sprintf("%d partners: %d outputs, %.1f MB, %.1f kB each", o.n, o.files, float64(o.bytes)/1e6, float64(o.bytes)/1e3/float64(max(1, o.files))))
	}
	bySize := slices.SortedFunc(slices.Values(outcomes), func(a, b outcome) int { return cmp.Compare(a.n, b.n) })
	for i := 1; i < len(bySize); i++ {
		small, large := bySize[i-1], bySize[i]
		for _, name := range []string{discard, cold} {
			lines = append(lines, fmt.Sprintf("%s: %.1f ns of processor time for each further output byte from %d to %d partners (%.1f for each byte at %d, %.1f at %d)", name,
				1e9*(cpuOf(large, name)-cpuOf(small, name))/float64(max(1, large.bytes-small.bytes)), small.n, large.n,
				1e9*cpuOf(small, name)/float64(max(1, small.bytes)), small.n, 1e9*cpuOf(large, name)/float64(max(1, large.bytes)), large.n))
		}
	}
	return append(lines, others(outcomes))
}

func cpuOf(o outcome, name string) float64 {
	return spreadOf(o.samples[name], cpu).median
}

func heading(machine string, outcomes []outcome) string {
	text := machine
	for i, o := range outcomes {
		runs := len(o.samples[cold])
		switch {
		case i == 0:
			text += fmt.Sprintf("; median of %d runs (least–most)", runs)
		case runs != len(outcomes[0].samples[cold]):
			text += fmt.Sprintf(", of %d with %d partners", runs, o.n)
		}
	}
	return text
}

// table is text in columns. The first left columns are aligned to the left, the others to the right.
type table struct {
	head []string
	left int
	rows [][]string
}

// tables are everything that a command prints: tables, and notes below them.
type tables struct {
	heading string
	tables  []table
	notes   []string
}

func tablesOf(machine string, outcomes []outcome) tables {
	costs := table{head: []string{"partners", "what", "wall, s", "user, s", "system, s", "peak memory, MB"}, left: 2, rows: rows(outcomes)}
	t := tables{heading(machine, outcomes), []table{costs}, notes(outcomes)}
	if slices.ContainsFunc(outcomes, func(o outcome) bool { return o.n == barSize }) {
		t.tables = slices.Insert(t.tables, 0, barTable(bars(outcomes)))
	}
	return t
}

// show prints for a terminal, or as Markdown.
func show(w io.Writer, markdown bool, t tables) error {
	if markdown {
		return printMarkdown(w, t)
	}
	return printText(w, t)
}

func printText(w io.Writer, t tables) error {
	fmt.Fprintf(w, "%s\n\n", t.heading)
	for _, table := range t.tables {
		aligned := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
		for _, row := range append([][]string{table.head}, table.rows...) {
			fmt.Fprintln(aligned, strings.Join(row, "\t"))
		}
		if err := aligned.Flush(); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	if len(t.notes) == 0 {
		return nil
	}
	_, err := fmt.Fprintln(w, strings.Join(t.notes, "\n"))
	return err
}

func printMarkdown(w io.Writer, t tables) error {
	fmt.Fprintf(w, "%s.\n\n", t.heading)
	for _, table := range t.tables {
		fmt.Fprintf(w, "| %s |\n|%s%s\n", strings.Join(table.head, " | "),
			strings.Repeat(" --- |", table.left), strings.Repeat(" ---: |", len(table.head)-table.left))
		for _, row := range table.rows {
			fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
		}
		fmt.Fprintln(w)
	}
	if len(t.notes) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "- %s\n", strings.Join(t.notes, "\n- "))
	return err
}
