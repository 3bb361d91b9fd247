package check

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/diag"
)

// pageOf makes the facts of a page. The body gets a title, a description and a heading unless it brings a <title>.
func pageOf(book *Book, path, body string) PageFacts {
	address := strings.TrimSuffix(path, "index.html")
	if !strings.Contains(body, "<title>") {
		body = "<title>t</title><meta name=description content=d><h1>h</h1>" + body
	}
	return PageFacts{Path: path, Address: address, Kind: "page", Facts: Scan(book, []byte(body))}
}

func TestJoin(t *testing.T) {
	const menu = `<a href=/></a><a href=/a/></a><a href=/b/></a>`
	tests := []struct {
		name  string
		pages map[string]string
		edit  func(w *Whole)
		want  []string
	}{
		{"nothing wrong", map[string]string{"index.html": menu, "a/index.html": menu + `<a href=../b/#x></a><a href=?q></a><a href=#top></a><img src=/assets/i.png><link rel=alternate href=/feed.xml>`, "b/index.html": menu + `<p id=x><a href=https://x.example/a/></a><a href=https://other.example/nowhere></a><a href=mailto:a@b.example></a><a href=//cdn.example/x></a><a href=#x></a>`}, nil, nil},
		{"a link that leads nowhere", map[string]string{"index.html": menu + `<a href=/aa/></a>`, "a/index.html": menu, "b/index.html": menu + `<a href=/aa/></a>`}, nil,
			[]string{`b/index.html P150 the page links to /aa/, which does not exist; so it is on another page (did you mean "/a/"?)`}},
		{"of absolute and relative addresses", map[string]string{"index.html": menu, "a/index.html": menu + `<a href=c/></a><a href=https://x.example/gone/></a>`, "b/index.html": menu}, nil,
			[]string{`a/index.html P150 the page links to c/, which does not exist (correct the address in the data or the template)`, `a/index.html P150 the page links to https://x.example/gone/, which does not exist (correct the address in the data or the template)`}},
		{"anchors", map[string]string{"index.html": menu, "a/index.html": menu + `<a href=/b/#over></a><a href=#hier></a>`, "b/index.html": menu + `<h2 id=oven></h2><a href="/b/#%C3%BCber"></a><p id=über>`}, nil,
			[]string{`a/index.html P151 the page links to #hier, and nothing there has that id (give an element of that page the id, or link to the page)`, `a/index.html P151 the page links to /b/#over, and nothing there has that id (did you mean "oven"?)`}},
		{"a copy of nothing", map[string]string{"index.html": menu + `<link rel=canonical href=https://x.example/>`, "a/index.html": menu + `<link rel=canonical href=https://x.example/x/>`, "b/index.html": menu}, nil,
			[]string{`a/index.html P150 the page says that it is a copy of https://x.example/x/, which does not exist (correct <link rel=canonical> in the template)`}},
		{"assets", map[string]string{"index.html": menu + `<img src=/assets/none.png><script src=https://cdn.example/x.js></script>`, "a/index.html": menu, "b/index.html": menu}, nil,
			[]string{`index.html P152 the page uses /assets/none.png, which does not exist (put the file below static/ or assets/, or correct the address)`}},
		{"through a redirect", map[string]string{"index.html": menu + `<a href=/old/></a><a href=/b></a><a href=/a/index.html></a><a href=/news/1></a>`, "a/index.html": menu, "b/index.html": menu},
			func(w *Whole) {
				w.Redirects = map[string]string{"old/": "/a/"}
				w.Redirected = func(a string) bool { return strings.HasPrefix(a, "news/") }
			},
			[]string{
				`index.html P160 the page links to /a/index.html, which leads on to /a/ (link to /a/ itself)`,
				`index.html P160 the page links to /b, which leads on to /b/ (link to /b/ itself)`,
				`index.html P160 the page links to /news/1, which leads on to another address (link to another address itself)`,
				`index.html P160 the page links to /old/, which leads on to /a/ (link to /a/ itself)`,
			}},
		{"ids", map[string]string{"index.html": menu + `<p id=x><p id=x><p id=x>`, "a/index.html": menu + `<p id=x><p id=x>`, "b/index.html": menu}, nil,
			[]string{`a/index.html P153 the element id "x" is used twice in the page; so it is on another page (give each element an id of its own; an anchor leads to the first only)`}},
		{"title, description, heading", map[string]string{"index.html": menu, "a/index.html": `<title> </title><h1></h1><h1></h1>` + menu, "b/index.html": `<title>x</title><meta name=description content=y>` + menu}, nil,
			[]string{
				`a/index.html P154 the page has no title (fill <title> in the template)`,
				`a/index.html P155 the page has no description (fill <meta name=description> in the template)`,
				`a/index.html P156 the page has several level-1 headings (a page has one <h1>, its name; headings of a text begin at level 2)`,
				`b/index.html P156 the page has no level-1 heading (a page has one <h1>, its name; headings of a text begin at level 2)`,
			}},
		{"orphans", map[string]string{"index.html": "", "a/index.html": `<a href=/a/></a><a href=/de/a/></a>`, "de/a/index.html": `<a href=/a/></a>`, "hidden/index.html": `<meta name=robots content=noindex>`},
			func(w *Whole) {
				for i := range w.Pages {
					if w.Pages[i].Path == "de/a/index.html" {
						w.Pages[i].Same = "a/"
					}
					if w.Pages[i].Path == "index.html" {
						w.Pages[i].Kind = "home"
					}
				}
			},
			[]string{`a/index.html P157 no page links to /a/ (add it to the menu, or link to it from a text)`, `de/a/index.html P157 no page links to /de/a/ (add it to the menu, or link to it from a text)`}},
		{"pages that say one thing", map[string]string{"index.html": menu, "a/index.html": menu, "b/index.html": menu, "404.html": `<title>x</title>`, "gone/index.html": `<title>x</title>`, "held/index.html": `<title>x</title>`, "old/index.html": `<title>x</title><meta http-equiv=refresh content="0;url=/nowhere/">`},
			func(w *Whole) {
				kinds := map[string]string{"404.html": "404", "gone/index.html": "gone", "held/index.html": "withheld", "old/index.html": "redirect"}
				for i := range w.Pages {
					if k := kinds[w.Pages[i].Path]; k != "" {
						w.Pages[i].Kind = k
					}
				}
			},
			nil},
		{"from a text", map[string]string{"index.html": menu, "a/index.html": menu + `<a href=#nope></a><a href=/nope/></a><a href=/old/></a>`, "b/index.html": menu},
			func(w *Whole) {
				w.Redirects = map[string]string{"old/": "/a/"}
				w.FromBody = func(path, href string) bool { return path == "a/index.html" }
				for i := range w.Pages {
					if w.Pages[i].Path == "a/index.html" {
						w.Pages[i].At = diag.Position{File: "content/pages/a.md", Line: 1, Column: 1}
					}
				}
			},
			[]string{
				`content/pages/a.md:1:1 P090 a text links to /nope/, which does not exist (correct the address, or take the link out)`,
				`content/pages/a.md:1:1 P159 a text links to #nope, and no heading there has that anchor (use the anchor of a heading of that page)`,
				`content/pages/a.md:1:1 P160 a text links to /old/, which leads on to /a/ (link to /a/ itself)`,
			}},
		{"at the record", map[string]string{"index.html": menu, "a/index.html": `<title>x</title><h1></h1>` + menu, "b/index.html": menu},
			func(w *Whole) {
				for i := range w.Pages {
					if w.Pages[i].Path == "a/index.html" {
						w.Pages[i].At = diag.Position{File: "data/partners/a.yaml", Line: 1}
					}
				}
			},
			[]string{"data/partners/a.yaml:1 P155 the page has no description (add `summary`: one or two sentences, which search engines and shared links show)"}},
		{"below a sub-path", map[string]string{"index.html": `<a href=/sub/></a><a href=/sub></a><a href=/sub/a/></a><a href=/other/></a><a href=a/></a><a href=../out/></a>`, "a/index.html": ``},
			func(w *Whole) { w.Base = "/sub/"; w.Pages[0].Kind = "home"; w.Pages[1].Kind = "home" }, nil},
		{"below a sub-path, broken", map[string]string{"index.html": `<a href=/sub/a/></a><a href=/sub/b/></a>`, "a/index.html": `<a href=../></a>`},
			func(w *Whole) { w.Base = "/sub/" },
			[]string{`index.html P150 the page links to /sub/b/, which does not exist (did you mean "/sub/a/"?)`}},
		{"a base", map[string]string{"index.html": menu, "a/index.html": menu + `<base href=/b/><a href=c/></a><a href=#x></a>`, "b/index.html": menu + `<p id=x>`}, nil,
			[]string{`a/index.html P150 the page links to c/, which does not exist (correct the address in the data or the template)`}},
		{"files", map[string]string{"index.html": menu + `<a href=/x.html></a><a href=/x></a>`, "a/index.html": menu, "b/index.html": menu, "x.html": ""}, nil,
			[]string{`index.html P150 the page links to /x, which does not exist (correct the address in the data or the template)`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			book := NewBook()
			w := Whole{Origin: "https://x.example", Base: "/", Book: book, Exists: func(path string) bool {
				_, page := test.pages[path]
				return page || path == "assets/i.png" || path == "feed.xml"
			}}
			for path, body := range test.pages {
				w.Pages = append(w.Pages, pageOf(book, path, body))
			}
			if test.edit != nil {
				test.edit(&w)
			}
			var problems diag.List
			Join(w, &problems)
			var got []string
			for _, d := range problems.Sorted(nil) {
				got = append(got, fmt.Sprintf("%s %s %s (%s)", d.At, d.Code.ID, d.Text, d.Hint))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// A broken link of the menu is not looked for in the text of every page, and one of a text is not taken for the theme's.
func TestJoinAsksLittle(t *testing.T) {
	book := NewBook()
	asked := 0
	w := Whole{Book: book, Exists: func(string) bool { return false }, FromBody: func(path, href string) bool {
		asked++
		return href == "/typo/"
	}}
	for i := range 50 {
		w.Pages = append(w.Pages, pageOf(book, fmt.Sprintf("p%02d/index.html", i), fmt.Sprintf(`<a href=/nowhere/></a><a href=/p%02d/></a>`, (i+1)%50)))
	}
	w.Pages[49] = pageOf(book, "p49/index.html", `<a href=/nowhere/></a><a href=/p00/></a><a href=/typo/></a>`)
	var problems diag.List
	Join(w, &problems)
	list := problems.Sorted(nil)
	if len(list) != 2 || list[0].Code.ID != "P150" || list[0].At.File != "p00/index.html" || !strings.HasSuffix(list[0].Text, "so it is on 49 other pages") ||
		list[1].Code.ID != "P090" || list[1].At.File != "p49/index.html" {
		t.Errorf("got %v", list)
	}
	if asked > 12 {
		t.Errorf("asked %d times", asked)
	}
}

// benchWhole is a site of n pages with sixty links each, none broken.
func benchWhole(n int) (Whole, *diag.List) {
	book := NewBook()
	w := Whole{Book: book, Base: "/", Exists: func(string) bool { return true }}
	for i := range n {
		w.Pages = append(w.Pages, PageFacts{Path: fmt.Sprintf("partners/p%d/index.html", i), Address: fmt.Sprintf("partners/p%d/", i), Kind: "partner", Facts: Scan(book, benchPage(i))})
	}
	return w, &diag.List{}
}

func TestFactsAreSmall(t *testing.T) {
	const n = 1900 // a tenth of a large site
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	w, _ := benchWhole(n)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 6<<20 {
		t.Errorf("the facts of %d pages take %d bytes", n, used)
	}
	runtime.KeepAlive(w)
}
