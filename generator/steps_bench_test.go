package generator

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/render"
)

// BenchmarkSteps measures what a page of each kind costs, step by step, after the parts that pages share have been made. The site is
// the example site, or that of the environment variable SITE.
func BenchmarkSteps(b *testing.B) {
	dir := os.Getenv("SITE")
	if dir == "" {
		dir = ".."
	}
	m := speaking(b, dir)
	m.withheld = m.newWords()
	m.expect()
	w := worker{producer: m, render: m.theme.NewWorker(), reader: m.index.NewReader(false)}
	byKind := map[plan.Kind][]int{}
	var kinds []plan.Kind
	for i, o := range m.plan.Outputs {
		if !o.HTML {
			continue
		}
		if byKind[o.Kind] == nil {
			kinds = append(kinds, o.Kind)
		}
		byKind[o.Kind] = append(byKind[o.Kind], i)
	}
	slices.SortFunc(kinds, func(a, b plan.Kind) int { return len(byKind[b]) - len(byKind[a]) })
	for _, kind := range kinds[:min(6, len(kinds))] {
		list := byKind[kind]
		list = list[:min(len(list), 500)]
		views := make([]any, len(list))
		pages := make([]render.Page, len(list))
		placed := make([][]check.Placed, len(list))
		size, gaps := 0, 0
		for k, i := range list {
			o := m.plan.Outputs[i]
			views[k] = m.speech[o.Site].views.View(o)
			w.render.Render(&pages[k], o.Template, views[k], m.speech[o.Site].env)
			size += len(pages[k].HTML)
			gaps += len(pages[k].HTML)
			for _, span := range pages[k].Spans {
				known := span.Note.(part)
				placed[k] = append(placed[k], check.Placed{At: span.At, Len: span.Len, Part: known.facts, Quiet: known.quiet})
				gaps -= span.Len
			}
		}
		step := func(name string, do func(k, i int)) {
			b.Run(fmt.Sprintf("%s/%s", kind, name), func(b *testing.B) {
				b.ReportAllocs()
				k := 0
				for b.Loop() {
					do(k, list[k])
					k = (k + 1) % len(list)
				}
				b.ReportMetric(float64(size/len(list)), "bytes")
				b.ReportMetric(float64(gaps/len(list)), "own-bytes")
			})
		}
		var page render.Page
		step("view", func(k, i int) { o := m.plan.Outputs[i]; m.speech[o.Site].views.View(o) })
		step("render", func(k, i int) {
			o := m.plan.Outputs[i]
			w.render.Render(&page, o.Template, views[k], m.speech[o.Site].env)
		})
		step("read", func(k, i int) { w.reader.Read(int(m.number[i]), pages[k].HTML, placed[k]) })
		step("words", func(k, i int) { m.withheld.FindIn(pages[k].HTML, placed[k]) })
	}
}
