package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/plaudit/plaudit/generator/diag"
)

// policy is what raw HTML may use: text-level elements, lists, tables, quotes, details, figures. No ids and names (they
// could hide the page's own, in the document and from scripts), no style, no forms, no frames, no level-1 heading.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn",
		"div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark",
		"ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table",
		"tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr")
	number := regexp.MustCompile(`^[0-9]{1,4}$`)
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[A-Za-z0-9 _-]{1,100}$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(open)?$`)).OnElements("details")
	p.AllowAttrs("start").Matching(number).OnElements("ol")
	p.AllowAttrs("colspan", "rowspan").Matching(number).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col)(group)?$`)).OnElements("th")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9A-Za-z:.+ -]{1,40}$`)).OnElements("time", "del", "ins")
	// Addresses pass here as they are and are judged by followRaw, as those in Markdown are.
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
})

func (w *writer) rawBlock(n *ast.HTMLBlock) {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(w.src))
	}
	at := n.Pos()
	if n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	} else if n.HasClosure() {
		at = n.ClosureLine.Start
	}
	w.raw(b.Bytes(), at)
}

func (w *writer) rawInline(n *ast.RawHTML) {
	var b bytes.Buffer
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(w.src))
	}
	w.raw(b.Bytes(), n.Segments.At(0).Start)
}

// raw keeps a piece of raw HTML as far as the policy goes, or drops it. A piece may be half an element, such as an opening
// tag with Markdown behind it; balance puts that right at the end.
func (w *writer) raw(piece []byte, at int) {
	trimmed := bytes.TrimSpace(piece)
	if bytes.HasPrefix(trimmed, []byte("<!--")) && bytes.Index(trimmed, []byte("-->")) == len(trimmed)-3 {
		return // a comment: the author's own note
	}
	if !w.o.RawHTML || w.o.Untrusted {
		if bytes.HasPrefix(trimmed, []byte("</")) {
			return // its opening tag was reported
		}
		d := diag.RawHTML.New(w.places.at(at+bytes.Index(piece, trimmed)), "raw HTML is dropped: %s", short(string(trimmed)))
		if w.o.Untrusted {
			d = d.WithHint("a partner's text may not contain HTML; write it as Markdown")
		} else {
			d = d.WithHint("write it as Markdown, or set markdown: {raw_html: true} in plaudit.yaml")
		}
		w.report(d)
		return
	}
	w.kept = true
	safe := policy().SanitizeBytes(piece)
	w.lost(piece, safe, at)
	w.followRaw(safe, at)
}

// followRaw writes sanitised HTML token by token and treats its links and pictures as those of Markdown.
func (w *writer) followRaw(safe []byte, at int) {
	z := html.NewTokenizer(bytes.NewReader(safe))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			w.show([]byte(z.Token().Data))
		case html.EndTagToken:
			w.html(z.Token().String())
			w.endBlock()
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.A:
				if href, ok := w.follow(attribute(t, "href"), at); ok {
					w.openLink(href, attribute(t, "title"))
				}
			case atom.Img:
				if p, ok := w.findPicture(attribute(t, "src"), at); ok {
					if width, err := strconv.Atoi(attribute(t, "width")); err == nil {
						p.Width = width
					}
					if height, err := strconv.Atoi(attribute(t, "height")); err == nil {
						p.Height = height
					}
					w.image(p, attribute(t, "alt"), attribute(t, "title"))
				} else {
					w.show([]byte(attribute(t, "alt")))
				}
			default:
				w.html("<", t.Data)
				for _, a := range t.Attr {
					w.attr(a.Key, a.Val)
				}
				w.html(">")
			}
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// balance closes what raw HTML left open and drops what it closed too often, by a browser's rules, so that a text cannot
// change the page round it.
func balance(out []byte) ([]byte, error) {
	body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(bytes.NewReader(out), body)
	if err != nil {
		return nil, err // nested too deeply
	}
	var b bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}
