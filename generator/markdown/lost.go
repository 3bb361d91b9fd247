package markdown

import (
	"bytes"

	"golang.org/x/net/html"

	"github.com/plaudit/plaudit/generator/diag"
)

// lost names what the policy took out of a piece of raw HTML: each element once, and each attribute of those that stayed.
func (w *writer) lost(piece, safe []byte, at int) {
	kept := map[string]int{}
	tags(safe, func(_ int, name string) { kept[name]++ })
	tags(piece, func(offset int, name string) {
		kept[name]--
		if kept[name] == -1 && (name[0] == '<' || kept[name[bytes.IndexByte([]byte(name), '<'):]] >= 0) {
			w.report(diag.RawHTML.New(w.places.at(at+offset), "raw HTML is dropped: %s", name).
				WithHint("take it out; a text may have text, lists, tables, quotes, figures, links and pictures, and nothing that runs or looks as it likes"))
		}
	})
}

// tags gives the elements that begin in a piece, as "<div>", and their attributes, as "onclick of <div>", with the offset of the tag.
func tags(piece []byte, fn func(offset int, name string)) {
	z := html.NewTokenizer(bytes.NewReader(piece))
	offset := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		size := len(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			t := z.Token()
			element := "<" + t.Data + ">"
			fn(offset, element)
			for _, a := range t.Attr {
				fn(offset, a.Key+" of "+element)
			}
		}
		offset += size
	}
}
