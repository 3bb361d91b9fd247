package view

import (
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/site"
)

// proseAt is where a text stands: it tells two texts apart.
type proseAt struct {
	file         string
	line, column int
}

// ProseHTML renders a text as it stands in feeds: without headings, links from the site's root. A text stands in several feeds,
// and is rendered once.
func (b *Builder) ProseHTML(p site.Prose) string {
	key := proseAt{p.File, p.Line, p.Column}
	if html, ok := b.feedProse.Load(key); ok {
		return html.(string)
	}
	html := string(b.prose(p, place{"", markdown.Flat, "feed-"}).HTML)
	b.feedProse.Store(key, html)
	return html
}

// PlainText is a text without markup, whole.
func (b *Builder) PlainText(p site.Prose) string { return markdown.Plain(p.S, len(p.S)) }
