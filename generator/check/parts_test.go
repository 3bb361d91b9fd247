package check

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// pieces are what random pages are made of: whole elements, halves of them, and what looks like a word that is searched for.
var pieces = []string{
	"<p>", "</p>", `<a href="/a/">`, `<a href="/b/" id="x">`, "</a>", `<a href="#x">`, `<a href="#y">`, `<img src="/i.png" srcset="/i.png 1x, /j.png 2x">`, "<svg>", "</svg>", "<h1>", "</h1>",
	`<div class="`, `">`, `" title="a > b">`, "<!-- ", " -->", "<script>", "</script>", "<title>t</title>", `<meta name="description" content="d">`, `<link rel="canonical" href="/c/">`,
	"<style>", "</style>", "Ada", "Ada Lovelace", "Adalbert", "secret-1", "secre", "t-1", " ", "&amp;", "AT&amp;T", "text", "<", ">", `<use href="#x">`, `<form action="/f/">`, `<base href="/q/">`, "<textarea>", "</textarea>",
	`<a name="n">`, "東京", "x東京y", "ab", "a", "b",
}

// TestPartsSayTheSame: a page that is read with some of its pieces known says just what it says when all of it is read, however it is cut
// into pieces.
func TestPartsSayTheSame(t *testing.T) {
	words := NewWords([]string{"Ada", "Ada Lovelace", "secret-1", "AT&T", "東京", "ab", "<p>"})
	reads := 0
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 2))
		book := NewBook()
		var page []byte
		var parts []Placed
		for range 1 + r.IntN(12) {
			var piece strings.Builder
			for range 1 + r.IntN(4) {
				piece.WriteString(pieces[r.IntN(len(pieces))])
			}
			if r.IntN(2) == 0 {
				known := NewPart(book, []byte(piece.String()))
				parts = append(parts, Placed{At: len(page), Len: piece.Len(), Part: known, Quiet: words.Quiet([]byte(piece.String()))})
				if known != nil {
					reads++
				}
			}
			page = append(page, piece.String()...)
		}
		whole := Scan(book, page)
		s := book.scanner()
		s.begin(page, parts)
		s.run()
		if got, want := shown(book, s.facts()), shown(book, whole); got != want {
			t.Fatalf("seed %d: of %q with the parts %v\ngot\n%swant\n%s", seed, page, parts, got, want)
		}
		if got, want := words.FindIn(page, parts), words.Find(page); !slices.Equal(got, want) {
			t.Fatalf("seed %d: in %q with the parts %v\nfound %q, not %q", seed, page, parts, got, want)
		}
	}
	if reads < 1000 {
		t.Errorf("only %d parts could be read alone", reads)
	}
}

// TestReaderKeepsWhatMatters: what Join says is the same, whether pages were read by Scan or by a Reader that leaves out what is known to be
// right.
func TestReaderKeepsWhatMatters(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 3))
		book := NewBook()
		names := []string{"a", "b", "c", "f", "q", "d/e"}
		w := Whole{Origin: "https://x.example", Base: "/", Book: book, Exists: func(path string) bool { return path == "i.png" }, Redirects: map[string]string{"r/": "/a/"}}
		var bodies [][]byte
		for _, name := range names {
			w.Pages = append(w.Pages, PageFacts{Path: name + "/index.html", Address: name + "/", Kind: "page"})
			var body bytes.Buffer
			body.WriteString("<html lang=en><head><title>t</title><meta name=description content=d></head>")
			for range r.IntN(14) {
				switch r.IntN(4) {
				case 0:
					body.WriteString(`<a href="/` + append(names, "r")[r.IntN(len(names)+1)] + `/">l</a>`)
				case 1:
					body.WriteString(`<a href="/` + names[r.IntN(len(names))] + `/#x">l</a>`)
				default:
					body.WriteString(pieces[r.IntN(len(pieces))])
				}
			}
			bodies = append(bodies, body.Bytes())
		}
		plain, brief := w, w
		plain.Pages, brief.Pages = slices.Clone(w.Pages), slices.Clone(w.Pages)
		index := NewIndex(w)
		readers := []*Reader{index.NewReader(true), index.NewReader(true)}
		for i := range names {
			plain.Pages[i].Facts = Scan(book, bodies[i])
			brief.Pages[i].Facts = readers[i%2].Read(i, bodies[i], nil)
			if k, ok := brief.Pages[i].Facts.Keep(book); ok {
				brief.Pages[i].Facts = k.Facts(book)
			}
		}
		NoteLinked(brief.Pages, readers)
		if got, want := judged(brief), judged(plain); got != want {
			t.Fatalf("seed %d: of\n%s\ngot\n%swant\n%s", seed, bytes.Join(bodies, []byte("\n")), got, want)
		}
	}
}

// judged is what Join says of a site, as text.
func judged(w Whole) string {
	var problems diag.List
	Join(w, &problems)
	var b strings.Builder
	for _, d := range problems.Sorted(nil) {
		fmt.Fprintln(&b, d.At, d.Code.ID, d.Text, "|", d.Hint)
	}
	return b.String()
}
