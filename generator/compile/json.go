package compile

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// appendJSON appends JSON in a script. What is compact, valid and harmless already, as JSON of encoding/json is, stays as it is.
func appendJSON(dst []byte, raw []byte) []byte {
	if harmless(raw) {
		return append(dst, raw...)
	}
	return appendScript(dst, json.RawMessage(raw))
}

var scriptTag = regexp.MustCompile("(?i)<(/?)script")

// appendScript appends a value as an expression of a script.
func appendScript(dst []byte, v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		why := scriptTag.ReplaceAllString(err.Error(), `\x3C${1}script`)
		why = strings.ReplaceAll(strings.ReplaceAll(why, "*/", "* /"), "<!--", `\x3C!--`)
		return append(append(append(dst, " /* "...), why...), " */null "...)
	}
	if len(b) == 0 {
		return append(dst, " null "...)
	}
	// A name or a number must not run into a word before or after it. The separators of lines are escaped by json.Marshal already.
	first, _ := utf8.DecodeRune(b)
	last, _ := utf8.DecodeLastRune(b)
	if isWord(first) || isWord(last) {
		return append(append(append(dst, ' '), b...), ' ')
	}
	return append(dst, b...)
}

func isWord(r rune) bool {
	return r == '$' || r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}

// harmless says whether bytes are a JSON object without white space and without what json.Marshal escapes. It may say no to what is
// harmless; so it knows no numbers but integers, and no deep nesting.
func harmless(b []byte) bool {
	p := prover{b: b}
	return len(b) > 0 && b[0] == '{' && p.value(0) && p.i == len(b)
}

// prover reads JSON and holds how far.
type prover struct {
	b []byte
	i int
}

const maxNesting = 64

func (p *prover) take(c byte) bool {
	if p.i < len(p.b) && p.b[p.i] == c {
		p.i++
		return true
	}
	return false
}

func (p *prover) value(depth int) bool {
	if depth > maxNesting || p.i >= len(p.b) {
		return false
	}
	switch c := p.b[p.i]; {
	case c == '"':
		return p.text()
	case c == '{':
		p.i++
		if p.take('}') {
			return true
		}
		for p.text() && p.take(':') && p.value(depth+1) {
			if !p.take(',') {
				return p.take('}')
			}
		}
	case c == '[':
		p.i++
		if p.take(']') {
			return true
		}
		for p.value(depth + 1) {
			if !p.take(',') {
				return p.take(']')
			}
		}
	case c == '0':
		p.i++
		return true
	case '1' <= c && c <= '9':
		for p.i < len(p.b) && '0' <= p.b[p.i] && p.b[p.i] <= '9' {
			p.i++
		}
		return true
	case c == 't':
		return p.word("true")
	case c == 'f':
		return p.word("false")
	case c == 'n':
		return p.word("null")
	}
	return false
}

func (p *prover) word(w string) bool {
	if strings.HasPrefix(string(p.b[p.i:min(len(p.b), p.i+len(w))]), w) {
		p.i += len(w)
		return true
	}
	return false
}

// plainInJSON are the bytes of a string that need no second look.
var plainInJSON = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= ' ' && strings.IndexByte("\"\\<>&\xE2", byte(c)) < 0
	}
	return table
}()

// text reads a string. U+2028 and U+2029 begin with 0xE2, whose characters are looked at.
func (p *prover) text() bool {
	if !p.take('"') {
		return false
	}
	for p.i < len(p.b) {
		if plainInJSON[p.b[p.i]] {
			p.i++
			continue
		}
		switch c := p.b[p.i]; {
		case c == '"':
			p.i++
			return true
		case c < ' ', c == '<', c == '>', c == '&':
			return false
		case c == 0xE2 && p.i+2 < len(p.b) && p.b[p.i+1] == 0x80 && p.b[p.i+2]&^1 == 0xA8:
			return false
		case c == '\\':
			if !p.escape() {
				return false
			}
		default:
			p.i++
		}
	}
	return false
}

func (p *prover) escape() bool {
	p.i++
	if p.i >= len(p.b) {
		return false
	}
	c := p.b[p.i]
	p.i++
	if c != 'u' {
		return strings.IndexByte(`"\/bfnrt`, c) >= 0
	}
	for range 4 {
		if p.i >= len(p.b) || !isHex(p.b[p.i]) {
			return false
		}
		p.i++
	}
	return true
}
