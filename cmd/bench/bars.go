package main

import (
	"fmt"
	"slices"
)

// The sizes that the bars speak of, in partners.
const (
	barSize   = 10_000
	largeSize = 50_000
)

// bar is a figure that the program holds itself to, with what was measured. It is missed by a median above it.
type bar struct {
	figure string
	most   float64
	digits int // shown after the point
	unit   string
	values []float64 // of each run
	how    string    // it is measured otherwise, when there are none
}

// bars are judged from the sites of barSize and largeSize; what of them was not built is not measured.
func bars(outcomes []outcome) []bar {
	at := func(n int) outcome {
		if i := slices.IndexFunc(outcomes, func(o outcome) bool { return o.n == n }); i >= 0 {
			return outcomes[i]
		}
		return outcome{}
	}
	base, large := at(barSize), at(largeSize)
	return []bar{
		{figure: "user CPU of `build --discard`, no cache", most: 1.2, digits: 2, unit: " s", values: each(base.samples[discard], user)},
		{figure: "wall of a cold build with writing, against Hugo", most: 0.1, digits: 2, how: "`make bench-peers`"},
		{figure: "the same less the wall of `build --discard`, against the bare writer", most: 1.2, digits: 2, values: writingCost(base)},
		{figure: "peak memory of a cold build", most: 120, unit: " MB", values: each(base.samples[cold], memory)},
		{figure: "peak memory of a cold build, 50,000 partners", most: 450, unit: " MB", values: each(large.samples[cold], memory)},
		{figure: "wall of a build with nothing changed", most: 0.4, digits: 2, unit: " s", values: each(base.samples[unchanged], wall)},
		{figure: "wall of a build after one partner's file changed", most: 0.5, digits: 2, unit: " s", values: each(base.samples[later], wall)},
		{figure: "CPU for each further output byte up to 50,000 partners, against that for each byte at 10,000", most: 1.15, digits: 2,
			values: slopes(base, large)},
	}
}

// writingCost is what writing adds to a build, for each round, in units of what the bare writer takes for the same tree.
func writingCost(o outcome) []float64 {
	var ratios []float64
	for i, s := range o.samples[bare] {
		ratios = append(ratios, (wall(o.samples[cold][i])-wall(o.samples[discard][i]))/wall(s))
	}
	return ratios
}

// slopes are, for each run of the larger site, the processor time of `build --discard` for each output byte that it has more, in
// units of the median for each byte of the smaller.
func slopes(small, large outcome) []float64 {
	var list []float64
	if small.bytes == 0 || large.bytes <= small.bytes {
		return nil
	}
	before := cpuOf(small, discard)
	for _, s := range large.samples[discard] {
		list = append(list, (cpu(s)-before)/float64(large.bytes-small.bytes)/(before/float64(small.bytes)))
	}
	return list
}

func (b bar) measured() string {
	got := spreadOver(b.values)
	switch {
	case len(b.values) > 1:
		return fmt.Sprintf("%.*f%s (%.*f–%.*f)", b.digits, got.median, b.unit, b.digits, got.least, b.digits, got.most)
	case len(b.values) == 1:
		return fmt.Sprintf("%.*f%s (one run)", b.digits, got.median, b.unit)
	case b.how != "":
		return b.how
	}
	return "not measured"
}

func (b bar) verdict() string {
	if len(b.values) == 0 {
		return ""
	}
	return verdictOf(spreadOver(b.values).median, b.most)
}

func barTable(list []bar) table {
	t := table{head: []string{"figure, 10,000 partners", "bar: at most", "measured", ""}, left: 1}
	for _, b := range list {
		t.rows = append(t.rows, []string{b.figure, fmt.Sprintf("%.*f%s", b.digits, b.most, b.unit), b.measured(), b.verdict()})
	}
	return t
}
