package generator

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
)

// written finds where an editor wrote an address that a page links to: in the menus and calls to action of plaudit.yaml, or in the file of
// the page's record. It is asked of broken links only.
func (m *producer) written(path, href string) (at diag.Position, width int, ok bool) {
	o, known := m.plan.At(path)
	if !known {
		return at, 0, false
	}
	forms := m.formsOf(o, href)
	c := &m.records.Config
	for _, u := range configLinks(c) {
		for _, form := range forms {
			if u.S == form {
				return u.In(c.File), utf8.RuneCountInString(u.S), true
			}
		}
	}
	file := o.Position().File
	if _, known := m.tree.Lookup(file); !known {
		return at, 0, false
	}
	data, err := m.tree.ReadFile(file)
	if err != nil {
		return at, 0, false
	}
	for _, form := range forms {
		if at, ok := find(data, form); ok {
			at.File = file
			return at, utf8.RuneCountInString(form), true
		}
	}
	return at, 0, false
}

// formsOf are the ways in which an editor may have written the address of a page's link, the likeliest first.
func (m *producer) formsOf(o *plan.Output, href string) []string {
	a := plan.AddressesOf(o.Site)
	forms := []string{href}
	if below, ok := strings.CutPrefix(href, a.Base()); ok {
		forms = append(forms, "/"+below)
		if rest, ok := strings.CutPrefix(below, a.Home()); ok {
			forms = append(forms, "/"+rest)
		}
		if name := strings.TrimSuffix(below, "/"); name != below {
			forms = append(forms, "/"+name)
		}
	}
	if i := strings.IndexByte(href, '#'); i >= 0 {
		forms = append(forms, href[i:])
	}
	return forms
}

// configLinks are the addresses of plaudit.yaml that pages link to.
func configLinks(c *record.Config) []record.URL {
	var all []record.URL
	add := func(menu []record.Link, cta record.CTA) {
		for _, l := range menu {
			all = append(all, l.URL)
		}
		all = append(all, cta.URL)
	}
	add(c.Menu, c.CTA)
	for _, l := range c.Languages {
		add(l.Menu, l.CTA)
	}
	return all
}

// find gives the place of an address in a text: where it is not a part of a longer one.
func find(text []byte, address string) (diag.Position, bool) {
	inAddress := func(c byte) bool {
		return c >= utf8.RuneSelf || bytes.IndexByte([]byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/#%?&="), c) >= 0
	}
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(address))
		if i < 0 || address == "" {
			return diag.Position{}, false
		}
		i, from = from+i, from+i+1
		end := i + len(address)
		if i > 0 && inAddress(text[i-1]) || end < len(text) && inAddress(text[end]) {
			continue
		}
		start := bytes.LastIndexByte(text[:i], '\n') + 1
		return diag.Position{Line: bytes.Count(text[:i], []byte("\n")) + 1, Column: utf8.RuneCount(text[start:i]) + 1}, true
	}
}

// leaked is the place of a withheld word in an output: of a static file its line.
func (m *producer) leaked(path string, data []byte, word string) diag.Position {
	if o, ok := m.plan.At(path); !ok || o.Kind != plan.Static {
		return diag.Position{File: path}
	}
	at := diag.Position{File: "static/" + path}
	if i := bytes.Index(data, []byte(word)); i >= 0 && utf8.Valid(data) {
		start := bytes.LastIndexByte(data[:i], '\n') + 1
		at.Line, at.Column = bytes.Count(data[:i], []byte("\n"))+1, utf8.RuneCount(data[start:i])+1
	}
	return at
}
