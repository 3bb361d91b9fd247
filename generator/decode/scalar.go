package decode

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// scalarText gives the text of a scalar with the white space round it dropped, and its place. It says false for what is
// no scalar, which it adds, and for an empty one, which counts as absent. The text is a copy, as all that a record keeps must be.
func (d *decoder) scalarText(f *field, n *node) (record.Text, bool) {
	text, ok := d.passingText(f, n)
	if ok {
		text.S = d.keep(n, text.S)
	}
	return text, ok
}

// keep gives a copy of a node's text, or of a part of it.
func (d *decoder) keep(n *node, s string) string {
	if style := n.resolved().style; style == literal || style == folded {
		return s // it was put together, and is a copy
	}
	return d.room.texts.keep(s)
}

// passingText is scalarText for a reader that keeps nothing of the text.
func (d *decoder) passingText(f *field, n *node) (record.Text, bool) {
	here := n
	n = n.resolved()
	if n.kind != scalar {
		p := d.fault(diag.WrongType, here, "%s takes %s, and this is %s", f.label(), expected(f), n.says())
		if n.kind == list && len(n.children) == 1 && n.children[0].kind == scalar {
			p = p.WithHint("write %s without brackets or dash", shorten(n.children[0].text))
		}
		return record.Text{}, d.add(p)
	}
	text := record.Text{S: n.text, At: place(here)}
	if !trimmed(n.text) {
		left := strings.TrimLeftFunc(n.text, unicode.IsSpace)
		if n.style == plain {
			text.Column += uint32(utf8.RuneCountInString(n.text) - utf8.RuneCountInString(left))
		}
		if text.S = strings.TrimRightFunc(left, unicode.IsSpace); text.S == "" {
			return record.Text{}, false
		}
	}
	switch n.style {
	case plain:
		d.cutAfter(n)
		d.smartQuotes(n, text)
	case double:
		// Only an escape can bring in a character that no file may hold.
		if r := control(text.S); r >= 0 {
			return record.Text{}, d.add(d.fault(diag.UnsupportedYAML, here, "the value of %s holds the control character U+%04X", f.label(), r).WithHint("take it out"))
		}
	}
	return text, true
}

// trimmed says whether a text begins and ends with a character of ASCII that is no white space, as most do.
func trimmed(s string) bool {
	last := len(s) - 1
	return last >= 0 && s[0] > ' ' && s[0] < 0x7f && s[last] > ' ' && s[last] < 0x7f
}

// control is the first control character of a text that is no line end and no tab, or that overrides the direction of what follows, or -1.
func control(s string) rune {
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && (unicode.IsControl(r) || overrides(r)) {
			return r
		}
	}
	return -1
}

// overrides says whether a character turns all that follows it round, letter by letter, also beyond its own text: LRO and RLO of UAX 9.
// Marks, embeddings and isolates, which writing in two directions needs, do not.
func overrides(r rune) bool { return r == '\u202d' || r == '\u202e' }

// expected says what a field takes, for messages.
func expected(f *field) string {
	switch {
	case len(f.enum) > 0:
		return "one of " + list3(f.enum)
	case f.typ == nil:
		return "a word"
	}
	switch f.typ.Name() {
	case "Bool":
		return "true or false"
	case "Number", "Int":
		return "a number"
	case "Date":
		return "a date"
	case "ID":
		return "one id"
	case "URL", "URLPath":
		return "an address"
	case "Picture":
		return "the path of a file"
	}
	return "a text"
}

func readText(d *decoder, f *field, n *node, to *record.Text) bool {
	text, ok := d.passingText(f, n)
	if !ok || !d.checked(f, n, &text) {
		return false
	}
	if len(f.enum) > 0 {
		text.S = f.enum[slices.Index(f.enum, text.S)]
	} else {
		text.S = d.keep(n, text.S)
	}
	*to = text
	return true
}

// checked looks at a text as the tags of its field say.
func (d *decoder) checked(f *field, n *node, text *record.Text) bool {
	switch {
	case len(f.enum) > 0:
		return d.choice(f.enum, f.key, n, text.S)
	case f.alias:
		return d.oldAddress(n, text)
	case f.path:
		return d.redirectFrom(n, text)
	case f.target:
		return d.redirectTo(n, text)
	case f.file:
		return d.dataFile(n, text.S)
	case f.origin:
		return d.originOf(n, text.S)
	case f.secret:
		return d.keyPlace(n, text.S)
	}
	return true
}

func (d *decoder) choice(choices []string, key string, n *node, s string) bool {
	for _, c := range choices {
		if c == s {
			return true
		}
	}
	p := d.fault(diag.BadChoice, n, "%s is no value for %s", quote(s), quote(key))
	if near := diag.Nearest(s, choices); near != "" {
		p = p.WithHint("did you mean %q? the values are %s", near, list3(choices))
	} else {
		p = p.WithHint("the values are %s", list3(choices))
	}
	return d.add(p)
}

func readMarkdown(d *decoder, f *field, n *node, to *record.Markdown) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	to.Text = text
	d.src.locate(n.resolved(), to)
	return true
}

func readBool(d *decoder, f *field, n *node, to *record.Bool) bool {
	text, ok := d.passingText(f, n)
	if !ok {
		return false
	}
	switch text.S {
	case "true", "false":
		*to = record.Bool{V: text.S == "true", At: text.At}
		return true
	}
	p := d.fault(diag.WrongType, n, "%s takes true or false, and this is %s", f.label(), quote(text.S))
	switch strings.ToLower(text.S) {
	case "yes", "on", "y", "true", "1":
		p = p.WithHint("write true")
	case "no", "off", "n", "false", "0":
		p = p.WithHint("write false")
	}
	return d.add(p)
}

func readNumber(d *decoder, f *field, n *node, to *record.Number) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	v, ok := number(text.S)
	if !ok {
		return d.badNumber(f, n, text.S)
	}
	if f.positive && v <= 0 {
		return d.add(d.fault(diag.BadNumber, n, "%s must be above 0", f.label()))
	}
	*to = record.Number{Text: text, V: v}
	return true
}

// number reads digits with at most one point and a sign before them: no exponents, no names, no thousands separators.
func number(s string) (float64, bool) {
	digits := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	whole, part, point := strings.Cut(digits, ".")
	if len(digits)+1 < len(s) || !allDigits(whole) || point && !allDigits(part) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func (d *decoder) badNumber(f *field, n *node, s string) bool {
	p := d.fault(diag.BadNumber, n, "%s takes a number, and this is %s", f.label(), quote(s))
	bare := strings.Map(func(r rune) rune {
		if r == ',' || r == '_' || r == '\'' || r == '’' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	if _, ok := number(bare); ok && bare != s {
		if i := strings.LastIndexByte(s, ','); i >= 0 && len(s)-i-1 != 3 && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
			bare = strings.Replace(s, ",", ".", 1)
		}
		p = p.WithHint("write %s: digits, with a point before decimals", bare)
	} else {
		p = p.WithHint("write digits only, with a point before decimals")
	}
	return d.add(p)
}

func readInt(d *decoder, f *field, n *node, to *record.Int) bool {
	text, ok := d.passingText(f, n)
	if !ok {
		return false
	}
	if _, numeric := number(text.S); !numeric {
		return d.badNumber(f, n, text.S)
	}
	v, err := strconv.ParseInt(text.S, 10, 64)
	if err != nil {
		return d.add(d.fault(diag.BadNumber, n, "%s takes a whole number, and this is %s", f.label(), quote(text.S)))
	}
	if f.positive && v <= 0 {
		return d.add(d.fault(diag.BadNumber, n, "%s must be above 0", f.label()))
	}
	*to = record.Int{V: v, At: text.At}
	return true
}

func readFraction(d *decoder, f *field, n *node, to *record.Fraction) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	num, den, ok := fraction(text.S)
	if !ok {
		return d.add(d.fault(diag.BadNumber, n, "%s takes a share, and this is %s", f.label(), quote(text.S)).
			WithHint("write it as 1/2, 0.5 or 50%%, at most the whole"))
	}
	*to = record.Fraction{Text: text, Num: num, Den: den}
	return true
}

// fraction reads a share above 0 and at most 1: 1/2, 0.5, 50%, or 50, a number above 1 being a percentage. It is reduced.
func fraction(s string) (num, den int64, ok bool) {
	if a, b, slash := strings.Cut(s, "/"); slash {
		num, den, ok = ratio(strings.TrimSpace(a), strings.TrimSpace(b))
	} else {
		plainly, percent := strings.CutSuffix(s, "%")
		plainly = strings.TrimRightFunc(plainly, unicode.IsSpace)
		whole, part, point := strings.Cut(plainly, ".")
		if point && (part == "" || len(part) > 6) || !allDigits(whole) {
			return 0, 0, false
		}
		num, den, ok = ratio(whole+part, "1"+strings.Repeat("0", len(part)))
		if percent || num > den {
			den *= 100
		}
	}
	if !ok || num <= 0 || den <= 0 || num > den {
		return 0, 0, false
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return num / a, den / a, true
}

func ratio(a, b string) (num, den int64, ok bool) {
	if !allDigits(a) || !allDigits(b) || len(a) > 12 || len(b) > 12 {
		return 0, 0, false
	}
	num, _ = strconv.ParseInt(a, 10, 64) // at most twelve digits: it fits
	den, _ = strconv.ParseInt(b, 10, 64)
	return num, den, true
}

func readTeamSize(d *decoder, f *field, n *node, to *record.TeamSize) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	from, until, ok := teamSize(text.S)
	if !ok {
		return d.add(d.fault(diag.BadNumber, n, "%s takes a number of people or a range, and this is %s", f.label(), quote(text.S)).
			WithHint("write 120, 51-200 or 5001+"))
	}
	*to = record.TeamSize{Text: text, From: from, To: until}
	return true
}

// teamSize reads 120, 51-200 (also with an en dash), 5001+ or 5001-up; an open end is -1.
func teamSize(s string) (from, until int64, ok bool) {
	if open, plus := strings.CutSuffix(s, "+"); plus {
		s = open + "-up"
	}
	a, b, ranged := strings.Cut(strings.Replace(s, "–", "-", 1), "-")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	from, err := strconv.ParseInt(a, 10, 32)
	if err != nil || !allDigits(a) {
		return 0, 0, false
	}
	switch {
	case !ranged:
		return from, from, true
	case b == "up":
		return from, -1, true
	}
	until, err = strconv.ParseInt(b, 10, 32)
	return from, until, err == nil && allDigits(b) && from <= until
}
