package audit

import (
	"fmt"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// corpus is a large programme with much to do: n partners, of which a half never confirmed its profile and a third has no logo; n/5 wins
// without case study, n/5 case studies without approval; another language without a translation.
func corpus(n int) *record.Records {
	text := func(format string, i int) record.Text {
		return record.Text{S: fmt.Sprintf(format, i), At: record.At{Line: 1, Column: 1}}
	}
	head := func(file, id string, i int) record.Head {
		return record.Head{File: fmt.Sprintf(file, i), Here: record.At{Line: 1, Column: 1}, Id: record.ID{Text: text(id, i)}}
	}
	day := func(y, m, d int) record.Date {
		return record.Date{Year: int16(y), Month: int8(m), Day: int8(d), Precision: record.Day}
	}
	r := &record.Records{Files: map[string]record.FileInfo{"assets/a.svg": {}}}
	r.Config.Title.S, r.Config.Organization.Name.S = "Awards", "Org"
	r.Config.Languages = []record.SiteLanguage{{Tag: record.Language{Text: record.Text{S: "de"}}}}
	for i := range n {
		p := &record.Partner{Head: head("data/partners/partner-%d.yaml", "partner-%d", i), Name: text("Company %d", i*7919%n), Summary: text("What company %d does", i)}
		if i%3 > 0 {
			p.Logo.S = "a.svg"
		}
		if i%2 > 0 {
			p.Verified = day(2025, 1+i%12, 1+i%28)
		}
		if i%5 == 0 {
			p.Consent.Quotes = record.Consent{Allowed: true, Until: day(2026, 1+i%12, 1), At: record.At{Line: 5, Column: 1}}
		}
		r.Partners = append(r.Partners, p)
	}
	r.Categories = []*record.Category{{Head: head("data/awards/categories.yaml", "category-%d", 0), Name: text("Category %d", 0)}}
	for e := range 8 {
		x := &record.Edition{Head: head("data/awards/%d.yaml", "%d", 2019+e), Date: day(2019+e, 4, 6)}
		for i := range n / 40 {
			k := e*n/40 + i
			x.Results = append(x.Results, record.Result{Head: record.Head{File: x.File, Here: record.At{Line: uint32(i + 2), Column: 3}}, Category: record.ID{Text: text("category-%d", 0)},
				Partners: []record.ID{{Text: text("partner-%d", k*5%n)}}, Citation: record.Markdown{Text: text("Why award %d was given", k)}})
		}
		r.Editions = append(r.Editions, x)
	}
	for i := range n / 5 {
		r.CaseStudies = append(r.CaseStudies, &record.CaseStudy{Post: record.Post{Head: head("content/case-studies/story-%d.md", "story-%d", i), Title: text("Story %d", i), Date: day(2020+i%6, 1+i%12, 1+i%28)},
			Partners: []record.ID{{Text: text("partner-%d", i*3%n)}}})
	}
	return r
}

func BenchmarkAudit(b *testing.B) {
	const n = 10000
	now := clock(b, "2026-04-01")
	records := corpus(n)
	problems := &diag.List{}
	whole := site.Link(records, site.Input{Clock: site.NewClock(now)}, problems)
	b.Run("work", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if len(Work(whole, records, now)) < n/2 {
				b.Fatal("there is too little to do")
			}
		}
	})
	b.Run("translations", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if len(Translations(whole, records)) < n {
				b.Fatal("too little is missing")
			}
		}
	})
}
