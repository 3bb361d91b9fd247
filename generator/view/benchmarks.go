package view

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) benchmarks(o *plan.Output) *Benchmarks {
	v := &Benchmarks{}
	var measured []ldVariable
	for i := range b.s.Benchmarks {
		m := &b.s.Benchmarks[i]
		if m.All != nil {
			measured = append(measured, variable(m.Name.S, m.Unit.S))
		}
		v.Minimum = m.Minimum
		v.Metrics = append(v.Metrics, b.benchmark(m))
	}
	v.Page, v.Intro = b.programmePage(o, b.dataset(o, b.t.T("view.benchmarks.dataset", "site", b.s.Title.S), measured))
	return v
}

func (b *Builder) benchmark(m *site.Benchmark) Benchmark {
	x := Benchmark{ID: m.ID, Name: b.text(m.Name), Unit: b.text(m.Unit), Better: m.Direction}
	if m.All == nil {
		return x
	}
	axis := axisOf(m)
	x.Low, x.High, x.LowValue, x.HighValue = b.figure(axis.low), b.figure(axis.high), decimal(axis.low), decimal(axis.high)
	x.Groups = append(x.Groups, QuartileGroup{Rows: []Quartiles{b.quartiles(axis, m.All, b.say("view.benchmarks.all"))}})
	for _, d := range m.Dimensions {
		group := QuartileGroup{Dimension: d.Name}
		for i := range d.Groups {
			group.Rows = append(group.Rows, b.quartiles(axis, &d.Groups[i], b.groupName(d.Name, d.Groups[i].Parts)))
		}
		x.Groups = append(x.Groups, group)
	}
	return x
}

// groupName names a group by its parts. Several are one text, marked with a language only when all are in that one.
func (b *Builder) groupName(dimension string, parts []site.BenchmarkPart) Text {
	var names []string
	lang := ""
	for i, p := range parts {
		name := p.Name
		switch {
		case !name.Given():
			name.S = b.t.T("view.benchmarks.unknown")
		case p.Rest:
			name.S = b.t.T("view.benchmarks.rest", "region", name.S)
		case dimension == "size":
			name.S = b.t.T("view.people.range", "range", name.S)
		}
		if i == 0 {
			lang = name.Lang
		} else if name.Lang != lang {
			lang = ""
		}
		names = append(names, name.S)
	}
	if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, ",") }) {
		return b.text(site.Text{S: strings.Join(names, "; "), Lang: lang})
	}
	return b.text(site.Text{S: b.l.List(names), Lang: lang})
}

func (b *Builder) quartiles(a axis, g *site.BenchmarkGroup, label Text) Quartiles {
	from, middle, to := a.place(g.Lower), a.place(g.Median), a.place(g.Upper)
	return Quartiles{Label: label, Partners: g.Partners, Lower: b.figure(g.Lower), Median: b.figure(g.Median), Upper: b.figure(g.Upper),
		LowerValue: decimal(g.Lower), MedianValue: decimal(g.Median), UpperValue: decimal(g.Upper),
		From: decimal(from), Middle: decimal(middle), Width: decimal(math.Round(10*(to-from)) / 10)}
}

// axis is the numbers at the ends of a plot.
type axis struct{ low, high float64 }

// axisOf reaches beyond the quartiles of all groups by at least a tenth of what lies between them, to round numbers.
func axisOf(m *site.Benchmark) axis {
	a := axis{m.All.Lower, m.All.Upper}
	for _, d := range m.Dimensions {
		for _, g := range d.Groups {
			a.low, a.high = min(a.low, g.Lower), max(a.high, g.Upper)
		}
	}
	room := (a.high - a.low) / 10
	step := math.Pow(10, math.Floor(math.Log10(room)))
	for _, times := range []float64{5, 2} {
		if step*times <= room {
			step *= times
			break
		}
	}
	return axis{math.Floor((a.low-room)/step) * step, math.Ceil((a.high+room)/step) * step}
}

// place is where a number stands, in per cent of the width, to a tenth.
func (a axis) place(f float64) float64 { return math.Round(1000*(f-a.low)/(a.high-a.low)) / 10 }

// decimal is a number for machines, without the noise of binary fractions.
func decimal(f float64) string {
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}
