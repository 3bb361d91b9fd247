package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape resolves backslash escapes and entities in one pass, so that the result of one is never read as the other.
func unescape(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case c == '&':
			if chars, n := entity(s[i:]); n > 0 {
				out = append(out, chars...)
				i += n
				continue
			}
			fallthrough
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

// longestEntity is more than the longest name of HTML, so that a text of ampersands is not searched to its end again and again.
const longestEntity = 40

// entity reads "&amp;", "&#38;" or "&#x26;" at the beginning of s. It gives the characters and the length read, 0 when there is none.
func entity(s []byte) ([]byte, int) {
	end := bytes.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return nil, 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return e.Characters, end + 1
		}
		return nil, 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if digits == "" || len(digits) > most || digits[0] == '+' || digits[0] == '-' {
		return nil, 0
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return nil, 0
	}
	r := rune(n)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, r), end + 1
}

// appendEscaped adds text as HTML, fit for content and for double-quoted attributes. Characters that HTML and XML forbid
// (controls, noncharacters) are left out, NUL and broken UTF-8 become U+FFFD.
func appendEscaped[T []byte | string](out []byte, s T) []byte { return appendChosen(out, s, true) }

// appendClean is appendEscaped's choice of characters without the escapes, for plain text.
func appendClean[T []byte | string](out []byte, s T) []byte { return appendChosen(out, s, false) }

func clean(s []byte) string { return string(appendClean(make([]byte, 0, len(s)), s)) }

// harmless are the ASCII characters that stand for themselves in HTML.
var harmless = func() (t [utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		t[c] = (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') && c != '&' && c != '<' && c != '>' && c != '"'
	}
	return t
}()

func appendChosen[T []byte | string](out []byte, s T, escape bool) []byte {
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && harmless[c] {
			i++
			continue
		}
		size, replacement := 1, ""
		switch {
		case c == '&' || c == '<' || c == '>' || c == '"':
			if !escape {
				i++
				continue
			}
			replacement = entities[c]
		case c == 0:
			replacement = "\uFFFD"
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
			if r == utf8.RuneError && size == 1 {
				replacement = "\uFFFD"
			} else if !forbidden(r) {
				i += size
				continue
			}
		}
		out = append(out, s[done:i]...)
		out = append(out, replacement...)
		i += size
		done = i
	}
	return append(out, s[done:]...)
}

var entities = [...]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;"}

func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// What a character means for counting words.
type wordPart uint8

const (
	joins wordPart = iota // inside a word it does not end it: an apostrophe
	letter
	gap
	word // one by itself
)

var asciiParts = func() (t [utf8.RuneSelf]wordPart) {
	for r := range rune(utf8.RuneSelf) {
		t[r] = partOf(r)
	}
	return t
}()

func partOf(r rune) wordPart {
	switch {
	case r >= 0x3040 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return word
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return letter
	case unicode.IsSpace(r):
		return gap
	}
	return joins
}

// words counts words as Fragment.Words describes.
func words(text string) int {
	n, inside := 0, false
	for _, r := range text {
		part := joins
		if r < utf8.RuneSelf {
			part = asciiParts[r]
		} else {
			part = partOf(r)
		}
		switch part {
		case letter:
			if !inside {
				n++
			}
			inside = true
		case word:
			n++
			inside = false
		case gap:
			inside = false
		}
	}
	return n
}
