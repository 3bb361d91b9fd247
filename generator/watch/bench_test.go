package watch

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// BenchmarkTold measures from the end of a save until the change is in somebody's hands, in a site of a thousand files: the median, as
// the mean says what else the machine did.
func BenchmarkTold(b *testing.B) {
	dir := site(b)
	for i := range 1000 {
		put(b, dir, fmt.Sprintf("data/partners/p%d.yaml", i), "name: A")
	}
	for name, save := range map[string]func(testing.TB, string, string, string){"renamed into place": replace, "written in place": put} {
		b.Run(name, func(b *testing.B) {
			w := watch(b, dir, usual, listen, false)
			defer w.w.Close()
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				time.Sleep(usual.latest / time.Duration(usual.burst-1)) // nobody saves faster
				save(b, dir, "data/partners/p7.yaml", fmt.Sprint(i))
				saved := time.Now()
				w.until("data/partners/p7.yaml")
				took = append(took, time.Since(saved))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
			b.ReportMetric(0, "ns/op") // mostly sleep
		})
	}
}

// BenchmarkStart and BenchmarkLook are about a site of ten thousand partners.
func BenchmarkStart(b *testing.B) {
	dir := many(b)
	for b.Loop() {
		watch(b, dir, usual, listen, false).w.Close()
	}
}

func BenchmarkLook(b *testing.B) {
	dir := many(b)
	info, err := os.Stat(dir)
	must(b, err)
	l := newLoop(dir, info, Options{Folders: []string{"data"}, Poll: true}, usual, listen, nil)
	for b.Loop() {
		if t, _ := l.all(false, func(string) error { return nil }); len(t) < 10000 {
			b.Fatal(len(t))
		}
	}
}

// many is a site of ten thousand partners.
func many(b *testing.B) string {
	dir := site(b)
	for i := range 10000 {
		put(b, dir, fmt.Sprintf("data/partners/p%d.yaml", i), "name: A")
	}
	return dir
}
