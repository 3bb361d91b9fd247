package markdown

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is where an address leads.
type kind uint8

const (
	local    kind = iota // a path of the site, relative or from its root
	anchor               // "#…" of the same page
	external             // http or https
	contact              // mailto or tel
	unsafe               // any other scheme
	broken               // nothing that can be an address
)

// address judges an address as a browser reads it: tabs and line breaks inside and controls at both ends do not count
// (WHATWG URL, basic parser). The result is what may be written once it is encoded.
func address(raw string) (string, kind) {
	s := raw
	if !graphic(raw) {
		s = strings.Map(func(r rune) rune {
			if forbidden(r) || r == '\t' || r == '\n' {
				return -1
			}
			return r
		}, raw)
		s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	}
	switch {
	case s == "", len(raw) >= addressLimit:
		return s, broken
	case s[0] == '#':
		return s, anchor
	case strings.HasPrefix(strings.ReplaceAll(s, `\`, "/"), "//"):
		return s, broken // another host, by whatever scheme the page has
	}
	colon := strings.IndexAny(s, ":/?#")
	if colon < 0 || s[colon] != ':' {
		return s, local
	}
	switch strings.ToLower(s[:colon]) {
	case "http", "https":
		if u, err := url.Parse(strings.ReplaceAll(s, " ", "%20")); err != nil || u.Host == "" {
			return s, broken
		}
		return s, external
	case "mailto", "tel":
		return s, contact
	}
	return s, unsafe
}

// graphic says whether a text has nothing but ASCII characters that can be seen.
func graphic(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// encode percent-encodes what an address may not contain (URL standard, "URL code points"; letters of all scripts may
// stand), and a percent sign that begins no escape.
func encode(s string) string {
	if plainAddress(s) {
		return s
	}
	var b strings.Builder
	fragment := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		part := s[i : i+size]
		ok := false
		switch {
		case r == utf8.RuneError:
		case r >= utf8.RuneSelf:
			ok = unicode.In(r, unicode.L, unicode.M, unicode.N)
		case r == '%':
			ok = i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		case r == '#':
			ok, fragment = !fragment, true
		default:
			ok = r > ' ' && r < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", r)
			if (r == '[' || r == ']') && !strings.HasPrefix(s, "http") {
				ok = false // but for hosts like [::1]
			}
		}
		if ok {
			b.WriteString(part)
		} else {
			for j := range len(part) {
				fmt.Fprintf(&b, "%%%02X", part[j])
			}
		}
		i += size
	}
	return b.String()
}

// plainAddress says whether an address is nothing but letters, digits and what stands between them, as most are.
func plainAddress(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '-' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' || c == '~' || c == ':' || c == '#' && i == 0) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
