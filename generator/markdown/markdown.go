// Package markdown turns Markdown into an HTML fragment, its headings, its links and its plain text.
//
// The dialect is CommonMark with GitHub's tables, strikethrough, autolinks and task lists, footnotes, definition lists,
// callouts ("> [!NOTE]"), figures (a picture alone in a paragraph, with a title) and highlighted code. The library parses;
// the HTML is written here, node by node, so that an element or attribute that this package does not name cannot appear:
// no style, no handler, no id but our own, no address but one that was judged by its scheme.
//
// Text is untrusted. A text that would take the parser very long is refused (diag.MarkdownLimits) before or while it is
// read; see limits.go.
package markdown

import (
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// Options say where a text comes from and what it may refer to. The zero value renders a body whose links and pictures
// are left as they are written.
type Options struct {
	Origin Origin
	// RawHTML keeps raw HTML, sanitised (`markdown.raw_html` of plaudit.yaml). Without it raw HTML is dropped with a
	// warning; comments are dropped without one.
	RawHTML bool
	// Untrusted marks a partner's text: raw HTML is dropped whatever RawHTML says, external links say nofollow and
	// ugc, and code is not highlighted (the lexers are regular expressions that hostile code can keep busy).
	Untrusted bool
	// Top is the level of the highest heading, 2 when it is 0. Deeper ones follow without gaps, whatever levels the
	// text uses. Flat makes every heading a bold paragraph, for texts that have no place in the outline.
	Top int
	// IDPrefix begins every id, "h-" when it is empty. Two texts on one page need different ones.
	IDPrefix string
	Labels   Labels
	// Resolve gives the address to write for a link that stays on the site (relative or root-relative, with its query
	// and fragment), or false when it leads nowhere. It is not asked for other hosts, mail, telephone and "#heading".
	Resolve func(Link) (href string, ok bool)
	// Picture finds a picture of the site by its address as written, or says that there is none.
	Picture func(dest string) (Picture, bool)
}

// Flat as Options.Top: no headings.
const Flat = -1

// Origin is the place of a text's first byte in its file, so that diagnostics name the file's own lines.
type Origin struct {
	File string
	Line int // from 1; 0 is 1
	// Column of the first byte, from 1; 0 is Indent + 1.
	Column int
	// Indent is what stands before each line in the file and not in the text: the columns of a YAML block scalar.
	Indent int
}

// Picture is a picture as a page shows it. Width and Height are pixels, 0 when they are not known. WebP has the same picture in several
// widths, as srcset takes them; it may be empty.
type Picture struct {
	Src           string
	Width, Height int
	WebP          string
}

// Labels are the words that the markup adds, in the language of the page. Those of callouts and footnotes are English when empty.
type Labels struct {
	Note, Tip, Important, Warning, Caution string
	Footnotes                              string // names the list of footnotes: "Footnotes"
	Backlink                               string // before the number of the reference that a footnote leads back to: "Back to reference"
	// Table and Code name a table and a block of code. With a name the box round it can be scrolled by keyboard.
	Table, Code string
	// Anchor stands before the text of a heading in the name of the link to it ("Link to"). Without it there are no such links.
	Anchor string
}

// Fragment is a rendered text.
type Fragment struct {
	HTML     string
	Headings []Heading
	Links    []Link // in order, those left out included
	// Text is the plain text, a line for each block, without code blocks and the alternative texts of pictures.
	Text string
	// Words of Text; each Han, Hiragana and Katakana character counts as one.
	Words int
}

// Heading is an entry for a table of contents.
type Heading struct {
	Level int    // as rendered
	ID    string // with the prefix
	Text  string // plain
}

// Link is a link as written and what became of it.
type Link struct {
	Dest     string // without backslash escapes, entities and control characters
	At       diag.Position
	External bool   // to another host
	Href     string // as in the page; empty when the link was left out and only its text stands
}

// Render renders a text of any length and number of blocks.
func Render(src string, o Options, problems *diag.List) Fragment {
	return render(src, o, problems, false)
}

// Inline renders a text of one line, such as a title: emphasis, code, links. Block syntax ("# ", "- ") is text there, and
// the fragment has no paragraph round it. Several lines become one.
func Inline(src string, o Options, problems *diag.List) Fragment {
	return render(src, o, problems, true)
}

// Plain gives the plain text of Markdown, at most max runes (0: all), as Cut does. It reports nothing: the same text is
// rendered somewhere.
func Plain(src string, max int) string {
	if text, ok := quickText(src); ok {
		return Cut(text, max)
	}
	var unheard diag.List
	return Cut(Render(src, Options{Untrusted: true}, &unheard).Text, max)
}

// Lines gives the plain text of Markdown block by block: a line for each heading, paragraph, item of a list or row of a table. Like
// Plain it reports nothing.
func Lines(src string) []string {
	text, ok := quickText(src)
	if !ok {
		var unheard diag.List
		text = Render(src, Options{Untrusted: true}, &unheard).Text
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}
