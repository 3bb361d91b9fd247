package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut shortens plain text to at most max runes (0: any number), on one line, ending between words with an ellipsis.
// A text without a word boundary, such as Chinese, ends anywhere.
func Cut(text string, max int) string {
	if !tidy(text) {
		text = string(appendTidy(make([]byte, 0, len(text)), text))
	}
	end, next, longer := cutAt(text, max)
	if !longer {
		return text
	}
	kept := text[:end]
	if !utf8.ValidString(kept) {
		kept = string([]rune(kept))
	}
	if next != ' ' {
		if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
			kept = kept[:space]
		}
	}
	return strings.TrimRight(kept, " ,;:.–—-") + "…"
}

// cutAt gives where the first max-1 runes end and the rune behind them. It says whether there are more than max.
func cutAt(text string, max int) (end int, next rune, longer bool) {
	if max <= 0 || len(text) <= max { // a rune has a byte at least
		return 0, 0, false
	}
	n := 0
	for i, r := range text {
		switch n++; n {
		case max:
			end, next = i, r
		case max + 1:
			return end, next, true
		}
	}
	return 0, 0, false
}

// tidy says whether a text is on one line, with single spaces between its words only.
func tidy(text string) bool {
	space := true
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ':
			if space {
				return false
			}
			space = true
			i++
			continue
		case c < utf8.RuneSelf:
			if asciiParts[c] == gap {
				return false
			}
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				return false
			}
			i += size
		}
		space = false
	}
	return !space || text == ""
}

// appendTidy adds a text on one line, with a single space for each white space between words.
func appendTidy[T []byte | string](out []byte, text T) []byte {
	begun, space := len(out), false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(string(text[i:min(len(text), i+utf8.UTFMax)]))
		}
		if r < utf8.RuneSelf && asciiParts[r] == gap || r >= utf8.RuneSelf && unicode.IsSpace(r) {
			space = len(out) > begun
		} else {
			if space {
				out = append(out, ' ')
				space = false
			}
			out = append(out, text[i:i+size]...)
		}
		i += size
	}
	return out
}
