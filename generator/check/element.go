package check

import (
	"bytes"
	"html"
	"slices"
)

// element takes the facts from a start tag. It gives the name of an element whose content is text only, else "".
func (s *scanner) element(name []byte) (raw string) {
	for _, a := range s.attrs {
		if len(a.name) == 2 && fold(a.name, "id") && len(a.value) > 0 {
			s.f.IDs = append(s.f.IDs, s.ref(s.text(a.value)))
			break // of two equal attributes the first counts
		}
	}
	switch len(name) {
	case 1:
		if name[0]|0x20 == 'a' {
			s.to(&s.f.Links, "href")
			if s.svg == 0 {
				if v, ok := s.attr("name"); ok && len(v) > 0 {
					s.names = append(s.names, s.ref(v)) // a target of links, but no id
				}
			}
		}
	case 2:
		if name[1] == '1' && name[0]|0x20 == 'h' && s.svg == 0 {
			s.f.H1++
		}
	case 3:
		switch {
		case fold(name, "img"):
			s.to(&s.f.Assets, "src")
			s.set()
		case fold(name, "use"):
			s.to(&s.f.Assets, "href")
		case fold(name, "xmp"):
			return "xmp"
		}
	case 4:
		switch {
		case fold(name, "link"):
			s.link()
		case fold(name, "meta"):
			s.meta()
		case fold(name, "area"):
			s.to(&s.f.Links, "href")
		case fold(name, "form"):
			s.to(&s.f.Others, "action")
		case fold(name, "html"):
			if v, ok := s.attr("lang"); ok && s.f.Lang == "" {
				s.f.Lang = string(v)
			}
		case fold(name, "base"):
			if v, ok := s.attr("href"); ok && s.f.Base == "" {
				s.f.Base = string(v)
			}
		}
	case 5:
		switch {
		case fold(name, "video"):
			s.to(&s.f.Assets, "src")
			s.to(&s.f.Assets, "poster")
		case fold(name, "audio"), fold(name, "track"), fold(name, "embed"), fold(name, "input"):
			s.to(&s.f.Assets, "src")
		case fold(name, "image"):
			s.to(&s.f.Assets, "href")
		case fold(name, "style"):
			return "style"
		case fold(name, "title"):
			return "title"
		}
	case 6:
		switch {
		case fold(name, "script"):
			s.to(&s.f.Assets, "src")
			return "script"
		case fold(name, "source"):
			s.to(&s.f.Assets, "src")
			s.set()
		case fold(name, "button"):
			s.to(&s.f.Others, "formaction")
		case fold(name, "object"):
			s.to(&s.f.Assets, "data")
		case fold(name, "iframe"):
			s.to(&s.f.Others, "src")
			return "iframe"
		}
	case 7:
		if fold(name, "noembed") {
			return "noembed"
		}
	case 8:
		switch {
		case fold(name, "textarea"):
			return "textarea"
		case fold(name, "noframes"):
			return "noframes"
		}
	case 9:
		if fold(name, "plaintext") {
			return "plaintext"
		}
	}
	return ""
}

// attr gives the value of an attribute without entities and the space round it. It holds until the next call.
func (s *scanner) attr(name string) ([]byte, bool) {
	for i := range s.attrs {
		if fold(s.attrs[i].name, name) {
			v := s.text(s.attrs[i].value)
			if len(v) > 0 && (class[v[0]]|class[v[len(v)-1]])&space != 0 {
				v = bytes.Trim(v, " \t\n\r\f")
			}
			return v, true
		}
	}
	return nil, false
}

// text is a value without entities.
func (s *scanner) text(v []byte) []byte {
	if bytes.IndexByte(v, '&') < 0 {
		return v
	}
	s.value = unescape(s.value[:0], v)
	return s.value
}

func (s *scanner) to(list *[]Ref, name string) {
	if v, ok := s.attr(name); ok && len(v) > 0 && !s.outside(v) {
		*list = append(*list, s.ref(v))
	}
}

// outside says whether an address leads to another host, or opens a mail, and is not to be taken.
func (s *scanner) outside(v []byte) bool {
	if s.origin == "" || v[0] == '/' || v[0] == '#' || v[0] == '.' || v[0] == '?' {
		return false
	}
	colon := bytes.IndexByte(v, ':')
	if colon <= 0 || scheme(string(v[:colon+1])) == "" {
		return false
	}
	return len(v) < len(s.origin) || !bytes.EqualFold(v[:len(s.origin)], []byte(s.origin))
}

// set takes the addresses of a srcset: each ends at a space, or at a comma that a space or the end follows.
func (s *scanner) set() {
	v, ok := s.attr("srcset")
	for ok {
		v = bytes.TrimLeft(v, " \t\n\r\f,")
		if len(v) == 0 {
			return
		}
		end := bytes.IndexAny(v, " \t\n\r\f")
		if end < 0 {
			end = len(v)
		}
		url := v[:end]
		v = v[end:]
		bare := bytes.TrimRight(url, ",")
		s.f.Assets = append(s.f.Assets, s.ref(bare))
		if len(bare) == len(url) { // a descriptor follows, up to a comma
			comma := bytes.IndexByte(v, ',')
			if comma < 0 {
				return
			}
			v = v[comma:]
		}
	}
}

func (s *scanner) link() {
	rel, _ := s.attr("rel")
	rel = bytes.ToLower(rel)
	for word := range bytes.FieldsSeq(rel) {
		switch string(word) {
		case "canonical":
			if v, ok := s.attr("href"); ok && s.f.Canonical == "" {
				s.f.Canonical = string(v)
			}
			return
		case "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch":
			s.to(&s.f.Assets, "href")
			return
		case "preconnect", "dns-prefetch":
			return
		}
	}
	s.to(&s.f.Others, "href")
}

func (s *scanner) meta() {
	if v, ok := s.attr("name"); ok {
		name := string(bytes.ToLower(v))
		content, _ := s.attr("content")
		switch name {
		case "description":
			if s.f.Description == "" {
				s.f.Description = string(content)
			}
		case "robots":
			content = bytes.ToLower(content)
			s.f.NoIndex = s.f.NoIndex || bytes.Contains(content, []byte("noindex")) || bytes.Contains(content, []byte("none"))
		case "twitter:image":
			s.to(&s.f.Assets, "content")
		}
		return
	}
	if v, ok := s.attr("property"); ok {
		if string(v) == "og:image" {
			s.to(&s.f.Assets, "content")
		}
		return
	}
	if v, ok := s.attr("http-equiv"); ok && fold(v, "refresh") {
		content, _ := s.attr("content")
		if url := refreshURL(content); len(url) > 0 {
			s.f.Others = append(s.f.Others, s.ref(url))
		}
	}
}

// refreshURL is the address in the content of a meta refresh: "0; url=/partners/".
func refreshURL(content []byte) []byte {
	i := bytes.IndexAny(content, ";,")
	if i < 0 {
		return nil
	}
	rest := bytes.TrimLeft(content[i+1:], " \t\n\r\f")
	if len(rest) >= 3 && fold(rest[:3], "url") {
		after := bytes.TrimLeft(rest[3:], " \t\n\r\f")
		if len(after) > 0 && after[0] == '=' {
			rest = bytes.TrimLeft(after[1:], " \t\n\r\f")
		}
	}
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		quote := rest[0]
		rest = rest[1:]
		if end := bytes.IndexByte(rest, quote); end >= 0 {
			rest = rest[:end]
		}
	}
	return bytes.TrimSpace(rest)
}

// facts gives each address once, in lists that are as long as they must be, and empties the scanner's own.
func (s *scanner) facts() Facts {
	f := s.f
	s.empty()
	f.IDs, f.Doubles = s.ids(f.IDs)
	f.IDs = exactly(f.IDs)
	links, _ := s.unique(f.Links)
	others, _ := s.unique(f.Others)
	assets, _ := s.unique(f.Assets)
	f.Links, f.Others, f.Assets = exactly(links), exactly(others), exactly(assets)
	return f
}

// ids gives each id and each name of an anchor once, and those ids that came again.
func (s *scanner) ids(all []Ref) (once, doubles []Ref) {
	once, again := s.unique(all)
	again, _ = s.unique(again)
	if len(s.names) > 0 {
		once, _ = s.unique(append(once, s.names...))
		s.names = s.names[:0]
	}
	return once, slices.Clone(again)
}

// exactly is a copy of a list without room for more; nil of an empty one.
func exactly(list []Ref) []Ref {
	if len(list) == 0 {
		return nil
	}
	return append(make([]Ref, 0, len(list)), list...)
}

// unique moves the first of equal refs to the front, in their order, and gives those that came again.
func (s *scanner) unique(list []Ref) (once, again []Ref) {
	once = list[:0]
	if len(list) <= 16 {
		for _, r := range list {
			if slices.Contains(once, r) {
				again = append(again, r)
				continue
			}
			once = append(once, r)
		}
		return once, again
	}
	clear(s.seen)
	for _, r := range list {
		if _, ok := s.seen[r]; ok {
			again = append(again, r)
			continue
		}
		s.seen[r] = struct{}{}
		once = append(once, r)
	}
	return once, again
}

// unescape appends s to dst with its character references resolved. Those without a semicolon are left as they are.
func unescape(dst, s []byte) []byte {
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			return append(dst, s...)
		}
		dst = append(dst, s[:i]...)
		s = s[i:]
		end := 1
		for end < len(s) && end < 40 && (s[end] == '#' && end == 1 || letter(s[end]) || '0' <= s[end] && s[end] <= '9') {
			end++
		}
		if end < len(s) && s[end] == ';' {
			end++
			dst = append(dst, html.UnescapeString(string(s[:end]))...)
		} else {
			dst = append(dst, s[:end]...)
		}
		s = s[end:]
	}
}
