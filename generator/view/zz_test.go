package view

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

func TestZZ(t *testing.T) {
	for _, dir := range []string{"/work/shared/real/film-awards", "/work/shared/real/cloud-native", "/work/main"} {
		problems := &diag.List{}
		tree, err := source.ReadFS(os.DirFS(dir), problems)
		if err != nil {
			t.Fatal(err)
		}
		r := decode.All(tree, 2, problems)
		whole := site.Link(r, site.Input{Clock: site.NewClock(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))}, problems)
		p := plan.New(whole.Sites, nil, problems)
		start := time.Now()
		builders := map[*site.Site]*Builder{}
		vp := &diag.List{}
		for _, s := range whole.Sites {
			l, _ := locale.For(s.Language)
			builders[s] = New(s, p, Env{Locale: l, Catalog: locale.NewCatalog(l, English(), nil), Picture: func(p string) (string, int, int, bool) { return "/" + p, 1, 1, true }}, vp)
		}
		n := map[plan.Kind]int{}
		for _, o := range p.Outputs {
			if v := builders[o.Site].View(o); v != nil {
				n[o.Kind]++
				Digest(v)
			}
		}
		fmt.Println(dir, time.Since(start), len(p.Outputs), n)
		for i, d := range vp.Sorted(nil) {
			if i < 15 {
				fmt.Println(d.At, d.Code.ID, d.Text)
			}
		}
	}
}
