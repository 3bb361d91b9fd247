package compile

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// The escapers of html/template for texts. A test compares each with the original, which that package keeps for itself.

// escapers append a plain text as the escaper of a name does.
var escapers = map[string]func(dst []byte, s string) []byte{
	"htmlescaper":    appendHTML,
	"attrescaper":    appendHTML,
	"rcdataescaper":  appendHTML,
	"nospaceescaper": appendUnquoted,
	"commentescaper": func(dst []byte, _ string) []byte { return dst },
	"urlfilter":      appendFiltered,
	"urlnormalizer":  func(dst []byte, s string) []byte { return appendURL(dst, s, true) },
	"urlescaper":     func(dst []byte, s string) []byte { return appendURL(dst, s, false) },
	"srcsetescaper":  appendSrcset,
}

// htmlEscapers are those for template.HTML.
var htmlEscapers = map[string]func(dst []byte, s string) []byte{
	"htmlescaper":    func(dst []byte, s string) []byte { return append(dst, s...) },
	"commentescaper": escapers["commentescaper"],
}

// failsafe stands for what must not be written.
const failsafe = "ZgotmplZ"

// htmlReplacements are for text, and for attributes in quotes. What is not a character (invalid UTF-8) stays as it is. htmlSpecial says
// which bytes have one; it is smaller, and asked for every byte.
var (
	htmlReplacements = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}
	htmlSpecial      = [256]bool{0: true, '"': true, '&': true, '\'': true, '+': true, '<': true, '>': true}
)

func appendHTML(dst []byte, s string) []byte {
	begin := 0
	for i := 0; i < len(s); i++ {
		if htmlSpecial[s[i]] {
			dst = append(append(dst, s[begin:i]...), htmlReplacements[s[i]]...)
			begin = i + 1
		}
	}
	return append(dst, s[begin:]...)
}

// unquotedReplacements are for attributes without quotes.
var unquotedReplacements = [utf8.RuneSelf]string{
	0: "&#xfffd;", '\t': "&#9;", '\n': "&#10;", '\v': "&#11;", '\f': "&#12;", '\r': "&#13;", ' ': "&#32;", '"': "&#34;", '&': "&amp;",
	'\'': "&#39;", '+': "&#43;", '<': "&lt;", '=': "&#61;", '>': "&gt;", '`': "&#96;",
}

func appendUnquoted(dst []byte, s string) []byte {
	if s == "" {
		return append(dst, failsafe...)
	}
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < utf8.RuneSelf && unquotedReplacements[r] != "":
			dst = append(dst, unquotedReplacements[r]...)
		case 0xfdd0 <= r && r <= 0xfdef, 0xfff0 <= r && r <= 0xffff:
			dst = append(dst, "&#x"...)
			dst = appendHex(dst, r)
			dst = append(dst, ';')
		default:
			dst = append(dst, s[i:i+w]...)
		}
		i += w
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// appendHex appends the four digits of a rune from U+1000 to U+FFFF.
func appendHex(dst []byte, r rune) []byte {
	return append(dst, hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

// escaper gives the escaper of a name, or nil.
func escaper(name string) func(dst []byte, s string) []byte {
	if name == "htmlnamefilter" {
		return nameFilter()
	}
	return escapers[name]
}

// nameFilter lets the names of harmless attributes through. It is rare, and the list of attributes is html/template's own: so that
// is asked, with a template that is nothing but a name.
func nameFilter() func(dst []byte, s string) []byte {
	const before, after = "<a ", ">"
	t := template.Must(template.New("").Parse(before + "{{.}}" + after))
	return func(dst []byte, s string) []byte {
		var b strings.Builder
		if err := t.Execute(&b, s); err != nil {
			fail(err)
		}
		return append(dst, strings.TrimSuffix(strings.TrimPrefix(b.String(), before), after)...)
	}
}

// safeURL says whether an address is relative, or of a scheme that does nothing by itself.
func safeURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

func appendFiltered(dst []byte, s string) []byte {
	if !safeURL(s) {
		return append(append(dst, '#'), failsafe...)
	}
	return append(dst, s...)
}

// Bytes of an address: those that always stay (RFC 3986, unreserved), and those that stay in a whole address only.
const (
	unreserved = 1 + iota
	reserved
)

var urlBytes = func() (table [256]byte) {
	for c := range table {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", byte(c)) >= 0:
			table[c] = unreserved
		case c < utf8.RuneSelf && strings.IndexByte("!#$&*+,/:;=?@[]", byte(c)) >= 0:
			table[c] = reserved
		}
	}
	return table
}()

// appendURL encodes what must not stand in an address, and with whole false all that means something in one.
func appendURL(dst []byte, s string, whole bool) []byte {
	begin := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case urlBytes[c] == unreserved, whole && urlBytes[c] == reserved:
			continue
		case c == '%' && whole && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			continue
		}
		dst = append(append(dst, s[begin:i]...), '%', hexDigits[c>>4], hexDigits[c&15])
		begin = i + 1
	}
	return append(dst, s[begin:]...)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// addressBytes are those that mean nothing to the filter, the normalizer and the attribute escaper.
var addressBytes = func() (table [256]bool) {
	for c := range table {
		table[c] = urlBytes[c] != 0 && !htmlSpecial[c] && c != ':'
	}
	return table
}()

// appendAddress is filter, normalizer and attribute escaper in one, for href and src.
func appendAddress(dst []byte, s string) []byte {
	for i := range len(s) {
		if addressBytes[s[i]] {
			continue
		}
		if !safeURL(s) {
			return append(append(dst, '#'), failsafe...)
		}
		for ; i < len(s); i++ {
			if !addressBytes[s[i]] && s[i] != ':' {
				return appendHTML(dst, string(appendURL(nil, s, true)))
			}
		}
		break
	}
	return append(dst, s...)
}

// appendSrcset filters each address of a srcset.
func appendSrcset(dst []byte, s string) []byte {
	for {
		one, rest, more := strings.Cut(s, ",")
		dst = appendCandidate(dst, one)
		if !more {
			return dst
		}
		dst, s = append(dst, ','), rest
	}
}

// appendCandidate writes an address and its descriptor, which is of letters and digits.
func appendCandidate(dst []byte, s string) []byte {
	start := 0
	for start < len(s) && isSpace(s[start]) {
		start++
	}
	end := start
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	ok := safeURL(s[start:end])
	for i := end; i < len(s); i++ {
		c := s[i]
		ok = ok && (isSpace(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9')
	}
	if !ok {
		return append(append(dst, '#'), failsafe...)
	}
	dst = append(dst, s[:start]...)
	dst = appendURL(dst, s[start:end], true)
	return append(dst, s[end:]...)
}

// isSpace says whether a byte is ASCII white space in HTML.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }
