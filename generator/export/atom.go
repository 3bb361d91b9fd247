package export

import (
	"time"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/site"
)

// AtomXML writes a feed as Atom (RFC 4287).
func (f Feed) AtomXML() []byte {
	x := markup{b: make([]byte, 0, 2048+1024*len(f.Entries))}
	x.raw(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom"`)
	x.attr("xml:lang", f.Language)
	x.raw(">\n")
	x.element("id", f.Home)
	x.element("title", f.Title)
	x.element("updated", instant(f.Updated))
	x.link("self", "application/atom+xml", f.Atom)
	x.link("alternate", "text/html", f.Home)
	x.link("alternate", "application/feed+json", f.JSON)
	x.raw("<author>")
	x.raw("<name>")
	x.text(f.Author)
	x.raw("</name>")
	if f.URL != "" {
		x.raw("<uri>")
		x.text(f.URL)
		x.raw("</uri>")
	}
	x.raw("</author>\n<generator>plaudit</generator>\n")
	for i := range f.Entries {
		x.entry(&f.Entries[i])
	}
	x.raw("</feed>\n")
	return x.b
}

func (x *markup) entry(e *Entry) {
	x.raw("<entry>\n")
	x.element("id", e.Address)
	x.inLanguage("title", "text", e.Title)
	x.link("alternate", "text/html", e.Address)
	if !e.Published.IsZero() {
		x.element("published", instant(e.Published))
	}
	x.element("updated", instant(e.Updated))
	for _, tag := range e.Tags {
		x.raw("<category")
		x.attr("term", tag)
		x.raw("/>\n")
	}
	if e.Summary.Given() {
		x.inLanguage("summary", "text", e.Summary)
	}
	if e.Content != "" {
		x.inLanguage("content", "html", site.Text{S: e.Content, Lang: e.Lang})
	}
	x.raw("</entry>\n")
}

// instant writes a time as RFC 3339 does; no time is the beginning of 1970.
func instant(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}

// markup writes XML. It is not encoding/xml since a site has two feeds for each partner, and reflection is most of their cost.
type markup struct{ b []byte }

func (x *markup) raw(s string) { x.b = append(x.b, s...) }

func (x *markup) element(name, text string) {
	x.raw("<" + name + ">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

func (x *markup) inLanguage(name, kind string, t site.Text) {
	x.raw("<" + name)
	x.attr("type", kind)
	if t.Lang != "" {
		x.attr("xml:lang", t.Lang)
	}
	x.raw(">")
	x.text(t.S)
	x.raw("</" + name + ">\n")
}

func (x *markup) link(rel, kind, href string) {
	x.raw("<link")
	x.attr("rel", rel)
	x.attr("type", kind)
	x.attr("href", href)
	x.raw("/>\n")
}

func (x *markup) attr(name, value string) {
	x.raw(" " + name + `="`)
	x.text(value)
	x.raw(`"`)
}

// text writes a text for an element or attribute. What XML 1.0 does not allow is left out: control characters, halves of
// surrogate pairs, U+FFFE and U+FFFF, and bytes that are not UTF-8.
func (x *markup) text(s string) {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'' && c >= ' ' && c != 0x7f {
			i++
			continue
		}
		size, with := 1, ""
		switch {
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '&':
			with = "&amp;"
		case c == '"':
			with = "&#34;"
		case c == '\'':
			with = "&#39;"
		case c == '\n':
			with = "\n"
		case c == '\t':
			with = "&#9;"
		case c < utf8.RuneSelf: // a control character
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if !(r == utf8.RuneError && size == 1) && r != 0xFFFE && r != 0xFFFF && (r < 0x80 || r > 0x9F) {
				i += size
				continue
			}
		}
		x.b = append(x.b, s[from:i]...)
		x.raw(with)
		i += size
		from = i
	}
	x.b = append(x.b, s[from:]...)
}
