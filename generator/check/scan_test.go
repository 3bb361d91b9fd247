package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// shown are the facts of a page, a line for each.
func shown(b *Book, f Facts) string {
	refs := func(list []Ref) string {
		var s []string
		for _, r := range list {
			s = append(s, b.String(r))
		}
		return strings.Join(s, " | ")
	}
	var out strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\n", name, value)
		}
	}
	line("title", f.Title)
	line("description", f.Description)
	line("lang", f.Lang)
	line("canonical", f.Canonical)
	line("base", f.Base)
	line("links", refs(f.Links))
	line("others", refs(f.Others))
	line("assets", refs(f.Assets))
	line("ids", refs(f.IDs))
	line("doubles", refs(f.Doubles))
	if f.H1 != 0 {
		line("h1", fmt.Sprint(f.H1))
	}
	if f.NoIndex {
		line("noindex", "yes")
	}
	return out.String()
}

func TestScan(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"head", `<!doctype html><html lang=de><head><title>A &amp; B
  C</title><meta name=description content="What &quot;it&quot; is"><link rel=canonical href=https://x.example/a/><meta name="robots" content="noindex, follow"><base href="/x/">`,
			"title: A & B C\ndescription: What \"it\" is\nlang: de\ncanonical: https://x.example/a/\nbase: /x/\nnoindex: yes\n"},
		{"links", `<a href="/a/">x</a><A HREF='/b/'>y</A><a href=/c/>z</a><area href="/d/"><a>none</a><a href="">empty</a><a href=" /e/ ">e</a><a href="/a/">again</a>`,
			"links: /a/ | /b/ | /c/ | /d/ | /e/\n"},
		{"entities", `<a href="/a?x=1&amp;y=2">x</a><a href="/b&#43;c">y</a><a href="/d?a&b=&copy">z</a>`, "links: /a?x=1&y=2 | /b+c | /d?a&b=&copy\n"},
		{"assets", `<img src=/i.png srcset="/i1.png 1x, /i2.png 2x,/i3.png"><source srcset=/s.webp><video src=/v.mp4 poster=/p.jpg><track src=/t.vtt><script src=/s.js></script><link rel=stylesheet href=/c.css><link rel="shortcut icon" href=/f.ico><meta property=og:image content=https://x.example/share.png>`,
			"assets: /i.png | /i1.png | /i2.png | /i3.png | /s.webp | /v.mp4 | /p.jpg | /t.vtt | /s.js | /c.css | /f.ico | https://x.example/share.png\n"},
		{"srcset with commas in addresses", `<img srcset="/a,b.png 100w, /c.png,, /d.png">`, "assets: /a,b.png | /c.png | /d.png\n"},
		{"others", `<form action=/send/><button formaction=/other/></form><iframe src=/frame/></iframe><link rel=alternate hreflang=de href=/de/><link rel=preconnect href=https://cdn.example><meta http-equiv=refresh content="0; URL = '/new/'">`,
			"others: /send/ | /other/ | /frame/ | /de/ | /new/\n"},
		{"ids", `<p id=a><p id="b"><p id=a><p id=a><a name=c href=#a></a><p id="">`, "links: #a\nids: a | b | c\ndoubles: a\n"},
		{"a name like its own id is none that is used twice", `<a id=x name=x></a>`, "ids: x\n"},
		{"the first of two equal attributes counts", `<a href=/a/ href=/b/ id=x id=y>`, "links: /a/\nids: x\n"},
		{"headings", `<h1>a</h1><H1 class=x>b</H1><h2>c</h2>`, "h1: 2\n"},
		{"comments", `<!--<a href=/no/>--><!--><a href=/a/><!---><a href=/b/><!-- > -- <a href=/no/>---><a href=/c/><!-- --!><a href=/d/><!x <a href=/no/><a href=/e/><? <a href=/no/><a href=/f/></ <a href=/no/>`,
			"links: /a/ | /b/ | /c/ | /d/ | /e/ | /f/\n"},
		{"script", `<script>"<a href=/no/>"</script ><a href=/a/><script><!--<script></script><a href=/no/>--></script><a href=/b/>`, "links: /a/ | /b/\n"},
		{"text only", `<textarea><a href=/no/></textarea><style><h1></style><title>t<h1></title><xmp><a href=/no/></xmp><a href=/a/>`, "title: t<h1>\nlinks: /a/\n"},
		{"pictures in the page", `<svg><title>of the picture</title><use href="/s.svg#x"/><style>a{}</style><![CDATA[<a href=/no/>]]><a href=/a/></a></svg><svg/><title>of the page</title>`,
			"title: of the page\nlinks: /a/\nassets: /s.svg#x\n"},
		{"quotes in text", `<p>He said "<a href="/a/">so</a>" and 1 < 2 <a href='/b"/'>b</a>`, "links: /a/ | /b\"/\n"},
		{"a value may hold a tag", `<a title="<a href=/no/>" href=/a/>`, "links: /a/\n"},
		{"slashes", `<a/href=/a/><img/src=/b.png/>`, "links: /a/\nassets: /b.png/\n"},
		{"cut off", `<a href=/a/><a href="/b/`, "links: /a/\n"},
		{"cut off in a name", `<a href=/a/><a hre`, "links: /a/\n"},
		{"never closed", `<a href=/a/><script>x <a href=/b/>`, "links: /a/\n"},
		{"nothing", ``, ""},
		{"a single bracket", `<`, ""},
		{"equals", `<a =x href = /a/ y=>`, "links: /a/\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := NewBook()
			if got := shown(b, Scan(b, []byte(test.html))); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestScanLongLists(t *testing.T) {
	var html strings.Builder
	for i := range 100 {
		fmt.Fprintf(&html, `<a href="/%d/" id="i%d">`, i%60, i%70)
	}
	b := NewBook()
	f := Scan(b, []byte(html.String()))
	if len(f.Links) != 60 || len(f.IDs) != 70 || len(f.Doubles) != 30 {
		t.Errorf("links %d, ids %d, doubles %d", len(f.Links), len(f.IDs), len(f.Doubles))
	}
	if b.String(f.Links[59]) != "/59/" {
		t.Errorf("the order changed: %s", b.String(f.Links[59]))
	}
}

func TestBook(t *testing.T) {
	b := NewBook()
	done := make(chan []Ref)
	for range 4 {
		go func() {
			var refs []Ref
			for i := range 1000 {
				refs = append(refs, b.Ref([]byte(fmt.Sprint(i))))
			}
			done <- refs
		}()
	}
	first := <-done
	for range 3 {
		if !slices.Equal(first, <-done) {
			t.Fatal("one string has two numbers")
		}
	}
	for i, r := range first {
		if b.String(r) != fmt.Sprint(i) {
			t.Fatalf("%d is %q", i, b.String(r))
		}
	}
}
