package decode

import (
	"bytes"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// partnerYAML is a record of about 1 kB with most of a partner's keys.
var partnerYAML = []byte(`name: BVA Commerce
status: active
tier:
  - {id: gold, from: 2021-01-01, until: 2023-12-31}
  - {id: platinum, from: 2024-01-01}
type: agency
summary: Builds shops for brands that ship worldwide.
description: |
  We have built shops since **2004**.

  - replatforming
  - loyalty
website: https://bva.example/
logo: logos/bva.svg
country: US
city: San Diego
offices:
  - {city: San Diego, country: US}
  - {city: Toronto, country: CA}
serves: [US, CA]
regions: [north-america]
languages: [en, es]
specialties: [replatforming, loyalty]
industries: [fashion]
products: [subscriptions]
founded: 2004
team_size: 51-200
since: 2017-03
accepting_clients: true
budget: {from: 10000, currency: EUR}
certifications:
  - {name: ISO 27001, issued: 2022-05, expires: 2027-05}
contact: {email: hello@bva.example, phone: "+1 619 555 0100"}
social:
  linkedin: https://social.example/bva
  youtube: https://video.example/bva
verified: 2026-09-01
consent:
  logo: {until: 2027-01-01}
  quotes: true
  given: 2026-01-10
`)

func BenchmarkPartner(b *testing.B) {
	b.SetBytes(int64(len(partnerYAML)))
	b.ReportAllocs()
	for b.Loop() {
		if p := File("data/partners/bva.yaml", partnerYAML); len(p.Problems) > 0 {
			b.Fatal(p.Problems)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		d := decoder{}
		if parse("x.yaml", partnerYAML, 0, &d.problems) == nil {
			b.Fatal(d.problems)
		}
	}
}

// BenchmarkPartners is BenchmarkPartner in the room of the file before, as in a build.
func BenchmarkPartners(b *testing.B) {
	b.SetBytes(int64(len(partnerYAML)))
	b.ReportAllocs()
	var r room
	for b.Loop() {
		if p := fileIn(&r, "data/partners/bva.yaml", partnerYAML); len(p.Problems) > 0 {
			b.Fatal(p.Problems)
		}
	}
}

// BenchmarkScan is BenchmarkParse in the room of the file before.
func BenchmarkScan(b *testing.B) {
	b.ReportAllocs()
	var r room
	for b.Loop() {
		d := decoder{}
		if parseIn(&r, "x.yaml", partnerYAML, 0, &d.problems) == nil {
			b.Fatal(d.problems)
		}
	}
}

// BenchmarkJudge is BenchmarkParse without the scanner.
func BenchmarkJudge(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var problems []diag.Diagnostic
		p := parser{file: "x.yaml", problems: &problems}
		if p.judge(p.prepare(partnerYAML)) == nil {
			b.Fatal(problems)
		}
	}
}

func BenchmarkCaseStudy(b *testing.B) {
	text := append([]byte("---\ntitle: How Acme doubled repeat orders\npartners: [bva-commerce]\nclient: acme\ndate: 2026-02-11\n---\n"),
		bytes.Repeat([]byte("A sentence that says what was done, and for whom it was done.\n\n"), 60)...)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if p := File("content/case-studies/acme.md", text); len(p.Problems) > 0 {
			b.Fatal(p.Problems)
		}
	}
}
