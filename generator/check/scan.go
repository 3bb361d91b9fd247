package check

import "bytes"

// Facts are what a page says of itself. Addresses and ids are as a browser reads them: without entities and the space round them.
type Facts struct {
	Title       string // text of the first <title> that is not part of a picture
	Description string // of <meta name=description>
	Lang        string // of <html>
	Canonical   string
	Base        string // href of <base>
	Links       []Ref  // a, area: what a visitor can follow; each once
	Others      []Ref  // forms, frames, link rel=alternate and the like, a meta refresh: must exist, but lead nobody here; each once
	Assets      []Ref  // pictures, scripts, style sheets, films …; each once
	IDs         []Ref  // ids of elements and names of anchors; each once
	Doubles     []Ref  // ids that stand there again
	H1          int    // how many level-1 headings there are
	NoIndex     bool
}

// Scan reads a page. It makes no tree: it goes from tag to tag, knows comments and the elements whose content is text, and takes
// any input, well-formed or not. What an SVG inside the page calls itself is not the page's title.
func Scan(book *Book, html []byte) Facts {
	s := book.scanner()
	s.begin(html, nil)
	s.run()
	f := s.facts()
	book.spare.Put(s)
	return f
}

// scanner gives a scanner of the book's, to be put back.
func (b *Book) scanner() *scanner {
	if s, ok := b.spare.Get().(*scanner); ok {
		return s
	}
	return &scanner{book: b, seen: map[Ref]struct{}{}}
}

// ref gives the number of a string. What the scanner has met before it knows without the book, which all goroutines ask.
func (s *scanner) ref(v []byte) Ref {
	if s.refs == nil {
		return s.book.Ref(v)
	}
	ref, ok := s.refs[string(v)]
	if !ok {
		ref = s.book.Ref(v)
		s.refs[s.book.String(ref)] = ref
	}
	return ref
}

// begin makes the scanner ready for a page.
func (s *scanner) begin(html []byte, parts []Placed) {
	s.html, s.parts, s.at, s.titled, s.svg = html, parts, 0, false, 0
}

// empty lets the page go, and keeps the room of the lists for the next one.
func (s *scanner) empty() {
	f := s.f
	s.f = Facts{Links: f.Links[:0], Others: f.Others[:0], Assets: f.Assets[:0], IDs: f.IDs[:0]}
	s.html, s.parts = nil, nil
	clear(s.attrs[:cap(s.attrs)]) // they hold on to the page
}

type scanner struct {
	book   *Book
	html   []byte
	parts  []Placed // that are still to come
	at     int
	tag    int   // where the last start tag began
	f      Facts // its lists have room for the next page
	names  []Ref // names of anchors
	seen   map[Ref]struct{}
	titled bool
	svg    int // how many <svg> are open
	attrs  []attr
	value  []byte         // room for a value without its entities
	piece  []byte         // room for a part of a page
	origin string         // of a site whose pages are read: addresses on other hosts are passed over; empty: all are taken
	refs   map[string]Ref // of the book, those that this scanner has met; nil: the book is asked
}

// attr is an attribute; the name in lower case, the value as written.
type attr struct{ name, value []byte }

func (s *scanner) run() {
	for {
		for len(s.parts) > 0 && (s.parts[0].At < s.at || s.parts[0].Part == nil || s.svg > 0) {
			s.parts = s.parts[1:] // it must be read, or has been
		}
		end := len(s.html)
		if len(s.parts) > 0 {
			end = s.parts[0].At
		}
		i := bytes.IndexByte(s.html[s.at:end], '<')
		if i < 0 && len(s.parts) > 0 {
			s.take(s.parts[0])
			continue
		}
		if i < 0 || s.at+i+1 >= len(s.html) {
			return
		}
		s.at += i + 1
		switch c := s.html[s.at]; {
		case letter(c):
			s.tag = s.at - 1
			s.start()
		case c == '/':
			s.end()
		case c == '!':
			s.markup()
		case c == '?':
			s.skipTo('>')
		}
	}
}

// skipTo leaves the scanner behind the next c, or at the end.
func (s *scanner) skipTo(c byte) {
	if i := bytes.IndexByte(s.html[s.at:], c); i >= 0 {
		s.at += i + 1
		return
	}
	s.at = len(s.html)
}

// markup skips a comment, a doctype or, in a picture, a CDATA section; at is on the exclamation mark.
func (s *scanner) markup() {
	rest := s.html[s.at+1:]
	switch {
	case bytes.HasPrefix(rest, []byte("--")):
		s.at += 3
		s.comment()
	case s.svg > 0 && bytes.HasPrefix(rest, []byte("[CDATA[")):
		if i := bytes.Index(rest, []byte("]]>")); i >= 0 {
			s.at += 1 + i + 3
			return
		}
		s.at = len(s.html)
	default:
		s.skipTo('>')
	}
}

// comment skips to the end of a comment: -->, --!>, or at once after its beginning > or ->.
func (s *scanner) comment() {
	rest := s.html[s.at:]
	if bytes.HasPrefix(rest, []byte(">")) {
		s.at++
		return
	}
	if bytes.HasPrefix(rest, []byte("->")) {
		s.at += 2
		return
	}
	for {
		i := bytes.Index(s.html[s.at:], []byte("--"))
		if i < 0 {
			s.at = len(s.html)
			return
		}
		s.at += i + 2
		rest := s.html[s.at:]
		switch {
		case bytes.HasPrefix(rest, []byte(">")):
			s.at++
			return
		case bytes.HasPrefix(rest, []byte("!>")):
			s.at += 2
			return
		}
		s.at-- // a third hyphen may be the second of the end
	}
}

// end skips an end tag; at is on the slash.
func (s *scanner) end() {
	s.at++
	if s.at >= len(s.html) {
		return
	}
	if !letter(s.html[s.at]) {
		s.skipTo('>') // </> and </ x> are comments
		return
	}
	name := s.name()
	if s.at < len(s.html) && s.html[s.at] == '>' {
		s.at++
	} else {
		s.attributes(true)
	}
	if s.svg > 0 && fold(name, "svg") {
		s.svg--
	}
}

// name reads the name of a tag.
func (s *scanner) name() []byte {
	rest := s.html[s.at:]
	for i, c := range rest {
		if class[c]&(space|slash|gt) != 0 {
			s.at += i
			return rest[:i]
		}
	}
	s.at = len(s.html)
	return rest
}

// attributes reads the attributes of a tag up to and with its >, and says whether the tag closes itself, and whether it is whole:
// not cut off by the end. With skip they are passed over only.
func (s *scanner) attributes(skip bool) (closed, whole bool) {
	s.attrs = s.attrs[:0]
	html := s.html
	for {
		for s.at < len(html) && class[html[s.at]]&(space|slash) != 0 {
			closed = html[s.at] == '/'
			s.at++
		}
		if s.at >= len(html) {
			return false, false
		}
		if html[s.at] == '>' {
			s.at++
			return closed, true
		}
		closed = false
		from, i := s.at, s.at+1 // a name may begin with any character, with = too
		for i < len(html) && class[html[i]]&(space|slash|gt|equals) == 0 {
			i++
		}
		name := html[from:i]
		s.at = i
		for i < len(html) && class[html[i]]&space != 0 {
			i++
		}
		var value []byte
		if i < len(html) && html[i] == '=' {
			s.at = i + 1
			value = s.attributeValue()
		}
		if !skip {
			s.attrs = append(s.attrs, attr{name, value})
		}
	}
}

func (s *scanner) attributeValue() []byte {
	html := s.html
	for s.at < len(html) && class[html[s.at]]&space != 0 {
		s.at++
	}
	if s.at >= len(html) {
		return nil
	}
	if quote := html[s.at]; quote == '"' || quote == '\'' {
		s.at++
		i := bytes.IndexByte(html[s.at:], quote)
		if i < 0 {
			s.at = len(html) // never closed: the tag is none
			return nil
		}
		value := html[s.at : s.at+i]
		s.at += i + 1
		return value
	}
	from := s.at
	for s.at < len(html) && class[html[s.at]]&(space|gt) == 0 {
		s.at++
	}
	return html[from:s.at]
}

// start reads a start tag and, of an element that holds only text, its content.
func (s *scanner) start() {
	name := s.name()
	closed, whole := s.attributes(false)
	if !whole {
		return
	}
	raw := s.element(name)
	if fold(name, "svg") {
		if !closed {
			s.svg++
		}
		return
	}
	if raw == "" || s.svg > 0 {
		return
	}
	text := s.rawText(raw)
	if raw == "title" && !s.titled {
		s.titled = true
		s.f.Title = string(bytes.Join(bytes.Fields(unescape(nil, text)), []byte(" ")))
	}
}

// rawText gives the text up to the end tag of an element whose content has no tags, and leaves the scanner on that end tag.
func (s *scanner) rawText(name string) []byte {
	from := s.at
	for at := from; ; {
		i := bytes.Index(s.html[at:], []byte("</"))
		if i < 0 || name == "plaintext" {
			s.at = len(s.html)
			return s.html[from:]
		}
		at += i
		rest := s.html[at+2:]
		if len(rest) > len(name) && fold(rest[:len(name)], name) && class[rest[len(name)]]&(space|slash|gt) != 0 {
			if name == "script" && inEscapedScript(s.html[from:at]) {
				at += 2
				continue
			}
			s.at = at
			return s.html[from:at]
		}
		at += 2
	}
}

// inEscapedScript says whether text ends in the "script data double escaped" state of HTML: after <!-- and then <script, until
// --> or </script>. There an end tag closes that inner script only.
func inEscapedScript(text []byte) bool {
	for {
		i := bytes.Index(text, []byte("<!--"))
		if i < 0 {
			return false
		}
		text = text[i+4:]
		end := bytes.Index(text, []byte("-->"))
		inside := text
		if end >= 0 {
			inside = text[:end]
		}
		if end < 0 {
			return openScripts(inside)
		}
		text = text[end+3:]
	}
}

func openScripts(text []byte) bool {
	open := false
	for i := 0; i+7 < len(text); i++ {
		if text[i] != '<' {
			continue
		}
		rest, closing := text[i+1:], false
		if rest[0] == '/' {
			rest, closing = rest[1:], true
		}
		if len(rest) > 6 && fold(rest[:6], "script") && class[rest[6]]&(space|slash|gt) != 0 {
			open = !closing
		}
	}
	return open
}

// Classes of bytes.
const (
	space byte = 1 << iota
	slash
	gt
	equals
)

// class tells what ends a name.
var class = [256]byte{' ': space, '\t': space, '\n': space, '\r': space, '\f': space, '/': slash, '>': gt, '=': equals}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// fold says whether name is a lower-case word, whatever the case of its ASCII letters.
func fold(name []byte, word string) bool {
	if len(name) != len(word) {
		return false
	}
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
