package locale

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxSlug is the greatest length of an id, in bytes.
const MaxSlug = 100

// Slug makes an id from a name: compatibility decomposition (NFKD), marks dropped, lower case, letters of Latin that have no
// decomposition by a fixed table, everything else a hyphen; runs of hyphens are one, and none is at an end. More than
// MaxSlug characters are cut at the last hyphen before it, or right there where that would lose more than half. Of a name in which
// nothing is left (東京, "!") it is x- and eight hex digits of its SHA-256.
//
// Addresses are made of it: a change of what it gives breaks published ones.
func Slug(name string) string {
	buf := make([]byte, 0, len(name)+8)
	gap := false
	for _, r := range norm.NFKD.String(name) {
		if unicode.IsMark(r) {
			continue
		}
		r = unicode.ToLower(r)
		letters := ""
		if 'a' > r || r > 'z' {
			if '0' > r || r > '9' {
				if letters = latin(r); letters == "" {
					gap = true
					continue
				}
			}
		}
		if gap && len(buf) > 0 {
			buf = append(buf, '-')
		}
		gap = false
		if letters == "" {
			buf = append(buf, byte(r))
		} else {
			buf = append(buf, letters...)
		}
	}
	if len(buf) == 0 {
		sum := sha256.Sum256([]byte(name))
		return "x-" + hex.EncodeToString(sum[:4])
	}
	slug := string(buf)
	if len(slug) <= MaxSlug {
		return slug
	}
	if i := strings.LastIndexByte(slug[:MaxSlug+1], '-'); i >= MaxSlug/2 {
		return slug[:i]
	}
	return strings.TrimRight(slug[:MaxSlug], "-")
}

// latin spells a lower-case Latin letter without decomposition; "" for everything else.
func latin(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð', 'ɖ', 'ɗ':
		return "d"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case 'ŋ':
		return "n"
	case 'ŧ':
		return "t"
	case 'ĸ':
		return "k"
	case 'ə', 'ǝ', 'ɛ':
		return "e"
	case 'ɔ':
		return "o"
	case 'ɓ':
		return "b"
	case 'ƙ':
		return "k"
	case 'ƴ':
		return "y"
	}
	return ""
}
