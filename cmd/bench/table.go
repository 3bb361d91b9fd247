package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// spread is the median of several runs with the least and the most.
type spread struct{ median, least, most float64 }

func spreadOf(samples []sample, value func(sample) float64) spread {
	var values []float64
	for _, s := range samples {
		values = append(values, value(s))
	}
	if len(values) == 0 {
		return spread{}
	}
	slices.Sort(values)
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

func seconds(d time.Duration) float64 { return d.Seconds() }

var columns = []string{"partners", "what", "wall, s", "user, s", "system, s", "peak memory, MB"}

// rows are the table's lines, a case of a size each.
func rows(outcomes []outcome) [][]string {
	var table [][]string
	for _, o := range outcomes {
		for _, name := range cases {
			samples := o.samples[name]
			memory := "–" // the bare writer holds the whole tree
			if name != bare {
				memory = spreadOf(samples, func(s sample) float64 { return float64(s.Peak) / 1e6 }).show(0)
			}
			table = append(table, []string{fmt.Sprint(o.n), name,
				spreadOf(samples, func(s sample) float64 { return seconds(s.Wall) }).show(2),
				spreadOf(samples, func(s sample) float64 { return seconds(s.User) }).show(2),
				spreadOf(samples, func(s sample) float64 { return seconds(s.System) }).show(2), memory})
		}
		table = append(table, []string{fmt.Sprint(o.n), "the disk, after the bare writer",
			spreadOf(o.synced, func(s sample) float64 { return seconds(s.Wall) }).show(2), "–", "–", "–"})
	}
	return table
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
	return lines
}

func cpuOf(o outcome, name string) float64 {
	return spreadOf(o.samples[name], func(s sample) float64 { return seconds(s.cpu()) }).median
}

func heading(machine string, outcomes []outcome) string {
	runs := 0
	for _, o := range outcomes {
		runs = max(runs, len(o.samples[cold]))
	}
	return fmt.Sprintf("%s; median of %d runs (least–most)", machine, runs)
}

func printText(w io.Writer, machine string, outcomes []outcome) error {
	fmt.Fprintf(w, "%s\n\n", heading(machine, outcomes))
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, strings.Join(columns, "\t"))
	for _, row := range rows(outcomes) {
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(notes(outcomes), "\n"))
	return err
}

func printMarkdown(w io.Writer, machine string, outcomes []outcome) error {
	fmt.Fprintf(w, "%s.\n\n| %s |\n| ---: | --- |%s\n", heading(machine, outcomes), strings.Join(columns, " | "), strings.Repeat(" ---: |", len(columns)-2))
	for _, row := range rows(outcomes) {
		fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
	}
	_, err := fmt.Fprintf(w, "\n- %s\n", strings.Join(notes(outcomes), "\n- "))
	return err
}
