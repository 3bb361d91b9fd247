package view

import (
	"math"
	"strconv"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
)

// The box that the readings of a measure are drawn in, with room at its edges for dots.
const (
	drawingWidth  = 240
	drawingHeight = 90
	drawingEdge   = 6
)

func (b *Builder) scorecard(o *plan.Output) *Scorecard {
	v := &Scorecard{}
	var measured []ldVariable
	file := &b.s.Programme.Scorecard
	for _, g := range []struct {
		kind string
		list []record.Measure
	}{{"leading", file.Leading}, {"lagging", file.Lagging}} {
		group := MeasureGroup{Kind: g.kind}
		for i := range g.list {
			m := b.measure(&g.list[i])
			group.Measures = append(group.Measures, m)
			measured = append(measured, variable(m.Name.S, m.Unit.S))
		}
		if len(group.Measures) > 0 {
			v.Measures = append(v.Measures, group)
		}
	}
	name := b.t.T("view.title", "title", b.t.T("view.title.scorecard"), "site", b.s.Title.S)
	v.Page, v.Intro = b.programmePage(o, b.dataset(o, name, measured))
	return v
}

// measure draws the readings from zero up, or from the least number when that is below zero, so that no change looks larger than it is.
func (b *Builder) measure(m *record.Measure) Measure {
	x := Measure{ID: m.ID.S, Name: b.words(m.Name), Unit: b.words(m.Unit)}
	low, high := 0.0, 0.0
	if m.Target.Given() {
		x.Target = b.figure(m.Target.V)
		low, high = min(low, m.Target.V), max(high, m.Target.V)
	}
	for _, r := range m.Readings {
		low, high = min(low, r.Value.V), max(high, r.Value.V)
	}
	if high == low {
		high = low + 1
	}
	y := func(value float64) int {
		return drawingHeight - drawingEdge - int(math.Round((value-low)/(high-low)*(drawingHeight-2*drawingEdge)))
	}
	x.TargetY, x.ZeroY = y(m.Target.V), y(0)
	for i, r := range m.Readings {
		at := drawingWidth / 2
		if len(m.Readings) > 1 {
			at = drawingEdge + i*(drawingWidth-2*drawingEdge)/(len(m.Readings)-1)
		}
		reading := Reading{Period: b.words(r.Period), Value: b.figure(r.Value.V), X: at, Y: y(r.Value.V)}
		if i > 0 {
			x.Line += " "
		}
		x.Line += strconv.Itoa(reading.X) + "," + strconv.Itoa(reading.Y)
		x.Readings = append(x.Readings, reading)
		x.Latest = reading
	}
	return x
}
