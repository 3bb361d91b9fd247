package asset

import (
	"bytes"
	"strings"
)

// writeSVG writes a cleaned tree as XML: no declaration (UTF-8 is XML's default), no space but inside texts.
func writeSVG(root *element, hasText bool) []byte {
	w := svgWriter{hasText: hasText}
	w.element(root, true)
	return w.Bytes()
}

// prune takes out elements that hold nothing and mean nothing, and puts one space between the words of a title.
func prune(e *element) {
	kept := e.children[:0]
	for _, child := range e.children {
		prune(child)
		if child.name == "title" || child.name == "desc" {
			words := strings.Join(strings.Fields(child.text.String()), " ")
			child.text.Reset()
			child.text.WriteString(words)
		}
		empty := child.text.Len() == 0 && len(child.children) == 0
		if empty && (child.name == "" || child.get("id") == "" && needsContent[child.name]) {
			continue
		}
		kept = append(kept, child)
	}
	e.children = kept
}

var needsContent = words("style defs title desc")

type svgWriter struct {
	bytes.Buffer
	hasText bool
}

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
)

func (w *svgWriter) element(e *element, root bool) {
	if e.name == "" {
		textEscapes.WriteString(w, e.text.String())
		return
	}
	text := e.text.String()
	w.WriteString("<" + e.name)
	if root {
		w.WriteString(` xmlns="` + svgSpace + `"`)
	}
	for _, a := range e.attrs {
		switch {
		case a.name == "href" && a.value == "":
			continue
		case a.name == "xml:space" && !w.hasText:
			continue // it would only matter to texts
		case a.name == "version":
			continue // no browser asks
		case a.name == "d":
			a.value = shortPath(a.value)
		}
		w.WriteString(" " + a.name + `="`)
		attrEscapes.WriteString(w, a.value)
		w.WriteByte('"')
	}
	if text == "" && len(e.children) == 0 {
		w.WriteString("/>")
		return
	}
	w.WriteByte('>')
	textEscapes.WriteString(w, text)
	for _, child := range e.children {
		w.element(child, false)
	}
	w.WriteString("</" + e.name + ">")
}
