package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// delimiter is an opened "*", "**", "_" or "__".
type delimiter struct {
	sign byte
	n    int
}

// mostOpen is how deep emphasis may be; real texts reach 2.
const mostOpen = 8

// halts are the bytes at which running text is more than text, or may not be written as it is.
var halts = func() (t [256]bool) {
	for c := range 256 {
		t[c] = c < ' ' || c == 0x7f || c == 0xc2 || c == 0xef || c >= 0xf0 || strings.IndexByte("&<>\"!\\*_`[]~", byte(c)) >= 0
	}
	return t
}()

// mayLink says whether a text may have an address that becomes a link by itself.
func mayLink(s string) bool {
	return strings.IndexByte(s, '@') >= 0 || strings.Contains(s, "://") || strings.Contains(s, "www.")
}

// inline writes the lines of one paragraph, heading, item or cell.
func (q *quick) inline(lines []span) bool {
	q.end = lines[len(lines)-1].to
	for i, l := range lines {
		if i > 0 {
			q.softBreak()
		}
		if !q.line(l) {
			return false
		}
	}
	return len(q.open) == 0 && q.link.label < 0
}

func (q *quick) line(l span) bool {
	src := q.src[:l.to]
	escape := false
	from := l.from // what is before it is written
	for i := l.from; i < len(src); {
		c := src[i]
		if !halts[c] {
			i++
			continue
		}
		switch c {
		case '"', '>':
			escape = true
			i++
			continue
		case '<':
			// An address or HTML begins with a letter or a sign; an address of mail has an @.
			if i+1 == len(src) || src[i+1] != ' ' && (src[i+1] < '0' || src[i+1] > '9') {
				return false
			}
			escape = true
			i++
			continue
		case '&':
			n := i + 1
			for n < len(src) && (src[n] < utf8.RuneSelf && isWordByte(src[n]) || src[n] == '#') {
				n++
			}
			if n < len(src) && src[n] == ';' {
				return false
			}
			escape = true
			i++
			continue
		case '!':
			if i+1 < len(src) && src[i+1] == '[' {
				return false
			}
			i++
			continue
		case '\\', '`', '[', ']':
			if !q.write(from, i, escape) {
				return false
			}
			after, ok := 0, false
			switch c {
			case '\\':
				after, ok = q.escaped(i, len(src))
			case '`':
				after, ok = q.code(i, len(src))
			case '[':
				if strings.HasPrefix(src[i:], "[^") {
					after, ok = q.refer(i)
				} else {
					after, ok = q.openLabel(i)
				}
			case ']':
				after, ok = q.closeLabel(i)
			}
			if !ok {
				return false
			}
			from, i, escape = after, after, false
		case '*', '_':
			n, does := q.delimiterAt(i, l)
			switch does {
			case nothing:
				i += n
				continue
			case opens:
				if !q.write(from, i, escape) || len(q.open) == mostOpen {
					return false
				}
				q.open = append(q.open, delimiter{c, n})
				q.html("<", emphasisTag(n), ">")
			case closes:
				top := len(q.open) - 1
				if top < 0 || q.open[top] != (delimiter{c, n}) || q.link.label >= 0 && top < q.link.depth || !q.write(from, i, escape) {
					return false
				}
				q.open = q.open[:top]
				q.html("</", emphasisTag(n), ">")
			default:
				return false
			}
			i += n
			from, escape = i, false
		default:
			if c < utf8.RuneSelf {
				return false // "~", and controls
			}
			r, size := utf8.DecodeRuneInString(src[i:])
			if forbidden(r) {
				return false
			}
			i += size
		}
	}
	return q.write(from, len(src), escape)
}

// write writes text that is nothing else.
func (q *quick) write(from, to int, escape bool) bool {
	s := q.src[from:to]
	if q.watch && q.link.label < 0 && mayLink(s) { // there are no links in links
		return false
	}
	q.text = append(q.text, s...)
	switch {
	case q.bare:
	case escape:
		q.out = appendEscaped(q.out, s)
	default:
		q.out = append(q.out, s...)
	}
	return true
}

// escaped writes the sign behind a backslash.
func (q *quick) escaped(i, end int) (after int, ok bool) {
	if i+1 == end || !util.IsPunct(q.src[i+1]) || q.src[i+1] == '|' {
		return 0, false
	}
	show(q.writer, q.src[i+1:i+2])
	return i + 2, true
}

// code writes a code span that ends on its line.
func (q *quick) code(i, end int) (after int, ok bool) {
	n := ticks(q.src[i:end])
	if n > 2 {
		return 0, false
	}
	from := i + n
	for at := from; at < end; {
		if q.src[at] != '`' {
			at++
			continue
		}
		m := ticks(q.src[at:end])
		if m != n {
			at += m
			continue
		}
		s := q.src[from:at]
		if strings.IndexByte(s, '\\') >= 0 || q.watch && strings.IndexByte(s, '@') >= 0 {
			return 0, false // an escaped pipe counts, an address of mail may begin before the span
		}
		if s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
			s = s[1 : len(s)-1]
		}
		q.html("<code>")
		show(q.writer, s)
		q.html("</code>")
		return at + m, true
	}
	return 0, false
}

func ticks(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }

// openLabel begins a link whose address is between parentheses, without spaces and title.
func (q *quick) openLabel(i int) (after int, ok bool) {
	n := strings.IndexByte(q.src[i:q.end], ']')
	if n < 0 || n > 900 || q.link.label >= 0 || strings.ContainsAny(q.src[i+1:i+n], "[`\\<") {
		return 0, false
	}
	label := i + n
	dest, ok := q.destination(label + 1)
	if !ok {
		return 0, false
	}
	q.link.label, q.link.after, q.link.depth, q.link.leads = label, label+len(dest)+3, len(q.open), false
	if q.bare {
		return i + 1, true
	}
	if href, ok := q.follow(dest, i); ok {
		q.openLink(href, "")
		q.inLink, q.link.leads = true, true
	}
	return i + 1, true
}

// destination reads "(address)". One without doubt has graphic characters of ASCII only and nothing that could be an escape or
// an entity; "#heading" may be of a heading that is not read yet.
func (q *quick) destination(i int) (dest string, ok bool) {
	if i >= q.end || q.src[i] != '(' {
		return "", false
	}
	n := strings.IndexByte(q.src[i:q.end], ')')
	if n < 2 {
		return "", false
	}
	dest = q.src[i+1 : i+n]
	if dest[0] == '#' || !graphic(dest) || strings.ContainsAny(dest, "(<\\") || strings.IndexByte(dest, '&') >= 0 && strings.IndexByte(dest, ';') >= 0 {
		return "", false
	}
	return dest, true
}

func (q *quick) closeLabel(i int) (after int, ok bool) {
	if i != q.link.label || len(q.open) != q.link.depth {
		return 0, false
	}
	if q.link.leads {
		q.html("</a>")
		q.inLink = false
	}
	q.link.label = -1
	return q.link.after, true
}

// What a run of "*" or "_" does.
type does uint8

const (
	either does = iota
	nothing
	opens
	closes
)

// delimiterAt tells what the delimiters at an offset do, by the rules of CommonMark 0.31, 6.2: what may open as well as close is
// doubtful.
func (q *quick) delimiterAt(i int, l span) (n int, d does) {
	c := q.src[i]
	for i+n < l.to && q.src[i+n] == c {
		n++
	}
	before, after := ' ', ' '
	if i > l.from {
		before, _ = utf8.DecodeLastRuneInString(q.src[l.from:i])
	}
	if i+n < l.to {
		after, _ = utf8.DecodeRuneInString(q.src[i+n : l.to])
	}
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	signBefore, signAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	left := !spaceAfter && (!signAfter || spaceBefore || signBefore)
	right := !spaceBefore && (!signBefore || spaceAfter || signAfter)
	switch {
	case !left && !right:
		return n, nothing
	case left && right && c == '_' && !signBefore && !signAfter:
		return n, nothing
	case left == right || n > 2:
		return n, either
	case left:
		return n, opens
	}
	return n, closes
}
