package check

import (
	"fmt"
	"strings"
	"testing"
)

// benchPage is a page of about 10 kB as the built-in theme makes them: sixty links, short texts, one JSON-LD block.
func benchPage(n int) []byte {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang=en><head><meta charset=utf-8><title>Partner ` + fmt.Sprint(n) + ` | Awards</title><meta name=description content="What the partner does, in one sentence or two."><link rel=canonical href=https://x.example/partners/p` + fmt.Sprint(n) + `/><link rel=stylesheet href=/assets/podium.abcdefgh.css integrity=sha384-xyz><script type=application/ld+json>{"@context":"https://schema.org","@graph":[` + strings.Repeat(`{"@type":"Thing","name":"Something of some length"},`, 20) + `{}]}</script></head><body><a class=skip href=#main>Skip</a><header><nav aria-label=Main><ul>`)
	for i := range 8 {
		fmt.Fprintf(&b, `<li><a href=/menu%d/>Menu %d</a>`, i, i)
	}
	b.WriteString(`</ul></nav></header><main id=main><h1>Partner</h1>`)
	for i := range 50 {
		fmt.Fprintf(&b, `<article class="card card-wide"><h2 id=a%d><a href="/awards/%d/newcomer/p%d/">Newcomer of the Year</a></h2><p class=meta>A citation of a few words that says why it was given</p></article>`, i, 2000+(n+i)%20, n+i)
	}
	b.WriteString(`</main></body></html>`)
	return []byte(b.String())
}

func BenchmarkScan(b *testing.B) {
	page := benchPage(1)
	book := NewBook()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(book, page)
	}
}

func BenchmarkJoin(b *testing.B) {
	w, problems := benchWhole(19000)
	for b.Loop() {
		Join(w, problems)
	}
}

func BenchmarkWords(b *testing.B) {
	var text strings.Builder
	for i := range 20 {
		text.Write(benchPage(i))
	}
	data := []byte(text.String())
	for _, n := range []int{1, 100, 1000} {
		var words []string
		for i := range n {
			words = append(words, fmt.Sprintf("Partner %d Holding & Sons", i), fmt.Sprintf("Newcomer%d", i), fmt.Sprintf("%c%c%c Systems", 'A'+i%26, 'a'+i/26%26, 'a'+i%26))
		}
		w := NewWords(words[:n])
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if found := w.Find(data); len(found) > 0 {
					b.Fatal(found)
				}
			}
		})
	}
}
