package asset

import (
	"bytes"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Unresolved is a reference in a style sheet that leads nowhere or where it may not, with its place.
type Unresolved struct {
	Ref          string // as the style sheet means it, unescaped
	Line, Column int
}

// RewriteURLs replaces the addresses in a style sheet, of url(), @import and image-set(), by what resolve gives for them, such as
// the address of a published file. Resolve is asked for the path alone, with escapes of CSS and of addresses undone and without
// query; a #fragment is kept. It is not asked for a reference to a part of the same document (#id) and for pictures and fonts
// inside the sheet (data:image/…, data:font/…), which stay. Addresses on other hosts, other data, and what resolve does not know
// are unresolved; about:invalid stands in the output instead, so that nothing is fetched from elsewhere by mistake.
//
// Rewrite before minifying: the places are those of the author's file.
func RewriteURLs(sheet []byte, resolve func(ref string) (string, bool)) (out []byte, unresolved []Unresolved) {
	places := cursor{src: sheet}
	var b bytes.Buffer
	var calls []string // the functions around the token at hand; "" for other brackets
	importing := false
	offset := 0
	l := css.NewLexer(parse.NewInputBytes(bytes.Clone(sheet)))
	for {
		kind, data := l.Next()
		if kind == css.ErrorToken {
			return b.Bytes(), unresolved
		}
		start := offset
		offset += len(data)
		ref, isRef := "", false
		switch kind {
		case css.URLToken:
			ref, isRef = unescape(unquote(urlArgument(data))), true
		case css.BadURLToken:
			ref, isRef = string(data), true
		case css.StringToken:
			if importing || len(calls) > 0 && takesString[calls[len(calls)-1]] {
				ref, isRef = unescape(unquote(string(data))), true
			}
		case css.AtKeywordToken:
			importing = strings.EqualFold(unescape(string(data)), "@import")
		case css.SemicolonToken, css.LeftBraceToken:
			importing = false
		case css.FunctionToken:
			name := strings.ToLower(unescape(strings.TrimSuffix(string(data), "(")))
			calls = append(calls, name)
			if name == "url" { // spelled with escapes, which the lexer does not see through; nobody has a reason to
				line, column := places.at(start)
				unresolved = append(unresolved, Unresolved{Ref: string(data), Line: line, Column: column})
				data = []byte("invalid(")
			}
		case css.LeftParenthesisToken:
			calls = append(calls, "")
		case css.RightParenthesisToken:
			calls = calls[:max(0, len(calls)-1)]
		}
		if !isRef {
			b.Write(data)
			continue
		}
		address, ok := "", false
		if kind != css.BadURLToken {
			address, ok = rewritten(ref, resolve)
		}
		if !ok {
			line, column := places.at(start)
			unresolved = append(unresolved, Unresolved{Ref: ref, Line: line, Column: column})
			address = "about:invalid"
		}
		if kind == css.StringToken {
			b.WriteString(quoted(address))
		} else {
			b.WriteString("url(" + quoted(address) + ")")
		}
	}
}

// takesString are the functions whose strings are addresses.
var takesString = map[string]bool{"image-set": true, "-webkit-image-set": true, "src": true, "image": true}

var (
	hasScheme    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	harmlessData = regexp.MustCompile(`(?i)^data:(image/(png|jpeg|gif|webp|avif|svg\+xml)|font/(woff2?|ttf|otf)|application/(x-)?font-woff2?)[;,]`)
)

// rewritten gives the address that a reference becomes.
func rewritten(ref string, resolve func(string) (string, bool)) (string, bool) {
	switch {
	case ref == "":
		return "", false
	case ref[0] == '#', harmlessData.MatchString(ref):
		return ref, true
	case hasScheme.MatchString(ref), strings.HasPrefix(ref, "//"), strings.ContainsAny(ref, "\\\x00"):
		return "", false
	}
	path, fragment, _ := strings.Cut(ref, "#")
	path, _, _ = strings.Cut(path, "?")
	path, err := url.PathUnescape(path)
	if err != nil || path == "" {
		return "", false
	}
	address, ok := resolve(path)
	if fragment != "" {
		address += "#" + fragment
	}
	return address, ok
}

// urlArgument takes the brackets off a url().
func urlArgument(data []byte) string {
	_, argument, _ := strings.Cut(string(data), "(")
	return strings.Trim(strings.TrimSuffix(argument, ")"), " \t\r\n\f")
}

// unquote takes the quotes off a string, also off one that the end of the file cut.
func unquote(s string) string {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return s
	}
	quote := s[0]
	s = s[1:]
	if n := len(s); n > 0 && s[n-1] == quote {
		s = s[:n-1]
	}
	return s
}

// unescape undoes the escapes of CSS Syntax: up to six hexadecimal digits and one space, or any other character.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		i++
		digits := 0
		for i+digits < len(s) && digits < 6 && strings.IndexByte("0123456789abcdefABCDEF", s[i+digits]) >= 0 {
			digits++
		}
		switch {
		case digits > 0:
			n, _ := strconv.ParseUint(s[i:i+digits], 16, 32)
			r := rune(n)
			if r == 0 || !utf8.ValidRune(r) {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			if i += digits; i < len(s) && strings.IndexByte(" \t\r\n\f", s[i]) >= 0 {
				i++
			}
		case i < len(s) && s[i] == '\n': // a line that goes on
			i++
		case i < len(s):
			_, size := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size])
			i += size
		}
	}
	return b.String()
}

// quoted writes a CSS string.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f || r == '<':
			b.WriteString(`\` + strconv.FormatInt(int64(r), 16) + " ")
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
