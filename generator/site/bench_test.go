package site

import (
	"fmt"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// corpus is a large programme: n partners, n/5 awards over 8 editions of 12 categories, n/5 case studies.
func corpus(n int) *record.Records {
	id := func(format string, i int) record.ID { return record.ID{Text: record.Text{S: fmt.Sprintf(format, i)}} }
	text := func(format string, i int) record.Text { return record.Text{S: fmt.Sprintf(format, i)} }
	head := func(file string, i int) record.Head {
		h := record.Head{File: fmt.Sprintf(file, i), Here: record.At{Line: 1, Column: 1}}
		return h
	}
	day := func(y, m, d int) record.Date {
		return record.Date{Year: int16(y), Month: int8(m), Day: int8(d), Precision: record.Day}
	}
	r := &record.Records{Files: map[string]record.FileInfo{}}
	r.Config.Title.S, r.Config.Organization.Name.S = "Awards", "Org"
	for i, tier := range []string{"platinum", "gold", "silver", "member"} {
		t := &record.Tier{Head: head("data/tiers.yaml", i), Name: record.Text{S: tier}}
		t.Id.S = tier
		r.Tiers = append(r.Tiers, t)
	}
	countries := []string{"DE", "US", "FR", "JP", "BR", "IN", "ZA", "CA", "PL", "ES"}
	for i := range n {
		p := &record.Partner{Head: head("data/partners/partner-%d.yaml", i), Name: text("Company %d", i*7919%n), Summary: text("What company %d does", i)}
		p.Id = id("partner-%d", i)
		p.Tier = []record.TierSpan{{ID: record.ID{Text: record.Text{S: r.Tiers[i%4].Id.S}}}}
		p.Country.S = countries[i%10]
		p.Serves = []record.Country{{Text: record.Text{S: countries[(i+3)%10]}}}
		p.Specialties = []record.ID{id("specialty-%d", i%30), id("specialty-%d", (i+7)%30)}
		p.Industries = []record.ID{id("industry-%d", i%12)}
		p.Languages = []record.Language{{Text: record.Text{S: "en"}}}
		p.TeamSize = record.TeamSize{Text: text("%d", i%900+1), From: int64(i%900 + 1), To: int64(i%900 + 1)}
		p.Logo.S = fmt.Sprintf("logos/%d.svg", i)
		r.Files["assets/"+p.Logo.S] = record.FileInfo{}
		r.Partners = append(r.Partners, p)
	}
	for i := range 12 {
		c := &record.Category{Head: head("data/awards/categories.yaml", i), Name: text("Category %d", i)}
		c.Id = id("category-%d", i)
		r.Categories = append(r.Categories, c)
	}
	for e := range 8 {
		x := &record.Edition{Head: head("data/awards/%d.yaml", 2019+e), Date: day(2019+e, 4, 6)}
		x.Id = id("%d", 2019+e)
		for i := range n / 40 {
			k := e*n/40 + i
			a := record.Result{Head: record.Head{File: x.File, Here: record.At{Line: uint32(i + 2), Column: 3}}, Category: id("category-%d", i%12),
				Partners: []record.ID{id("partner-%d", k*5%n)}, Citation: record.Markdown{Text: text("Why award %d was given", k)}}
			if i%3 > 0 {
				a.Level.S = "finalist"
			}
			x.Results = append(x.Results, a)
		}
		r.Editions = append(r.Editions, x)
	}
	for i := range n / 5 {
		c := &record.CaseStudy{Post: record.Post{Head: head("content/case-studies/story-%d.md", i), Title: text("Story %d", i), Date: day(2020+i%6, 1+i%12, 1+i%28)}}
		c.Id = id("story-%d", i)
		c.Partners = []record.ID{id("partner-%d", i*3%n)}
		c.Industries = []record.ID{id("industry-%d", i%12)}
		r.CaseStudies = append(r.CaseStudies, c)
	}
	return r
}

func BenchmarkLink(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		records := corpus(n)
		b.Run(fmt.Sprintf("partners=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				problems := &diag.List{}
				whole := Link(records, Input{Clock: NewClock(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))}, problems)
				if len(whole.Sites[0].Partners) != n || problems.Failed() {
					b.Fatal(len(whole.Sites[0].Partners), problems.Sorted(nil)[0])
				}
			}
		})
	}
}

func BenchmarkHallOfFame(b *testing.B) {
	s := Link(corpus(10000), Input{Clock: NewClock(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))}, &diag.List{}).Sites[0]
	for b.Loop() {
		HallOfFame(s)
	}
}
