package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
)

// Message is an interface text as an i18n file has it: one text, or a text for each plural category of {count}.
//
// A name in braces is a placeholder: "{count} awards in {region}". A brace itself is written twice.
// The category is one of CLDR's, with one addition: "zero" is taken for exactly 0 in every language ("No awards yet").
type Message struct {
	Plain string
	Forms map[string]string
}

// Catalog is the interface texts of one language, parsed once. It never changes.
type Catalog struct {
	locale   *Locale
	messages map[string]*entry
	problems []Problem
	fallback *Catalog
}

// Problem is a mistake in one text of a catalog.
type Problem struct {
	Key  string
	Form string // plural category, or ""
	Text string // what is wrong, in a diagnostic's voice
}

// String is the problem with its place: "awards.count (few): …".
func (p Problem) String() string {
	if p.Form != "" {
		return p.Key + " (" + p.Form + "): " + p.Text
	}
	return p.Key + ": " + p.Text
}

// entry is a parsed text for each plural.Form; a plain one has plural.Other only.
type entry struct {
	forms [len(pluralNames)]text
}

// text is literals and placeholders in turn; nil is no text.
type text []piece

type piece struct{ literal, name string }

// NewCatalog parses the texts of a language. What a key lacks is looked for in fallback (which may be nil), and then
// written by that catalog's rules. Mistakes are kept for Check.
func NewCatalog(l *Locale, messages map[string]Message, fallback *Catalog) *Catalog {
	c := &Catalog{locale: l, messages: make(map[string]*entry, len(messages)), fallback: fallback}
	for _, key := range slices.Sorted(maps.Keys(messages)) {
		c.messages[key] = c.parse(key, messages[key])
	}
	return c
}

func (c *Catalog) problem(key, form, format string, args ...any) {
	c.problems = append(c.problems, Problem{key, form, fmt.Sprintf(format, args...)})
}

func (c *Catalog) parse(key string, m Message) *entry {
	parsed := &entry{}
	if len(m.Forms) == 0 {
		parsed.forms[plural.Other] = c.parseText(key, "", m.Plain)
		return parsed
	}
	if m.Plain != "" {
		c.problem(key, "", "has one text and plural forms at once")
	}
	for _, name := range slices.Sorted(maps.Keys(m.Forms)) {
		form := slices.Index(pluralNames[:], name)
		if form < 0 {
			c.problem(key, name, "is no plural category; there are zero, one, two, few, many and other")
			continue
		}
		parsed.forms[form] = c.parseText(key, name, m.Forms[name])
	}
	for _, name := range c.locale.PluralForms() {
		if _, ok := m.Forms[name]; !ok {
			c.problem(key, name, "is missing: %s has the plural categories %s", c.locale.Tag(), strings.Join(c.locale.PluralForms(), ", "))
		}
	}
	return parsed
}

// parseText cuts a text into pieces. A brace that opens or closes nothing is a problem and stands for itself.
func (c *Catalog) parseText(key, form, s string) text {
	parsed := text{}
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			parsed = append(parsed, piece{literal: literal.String()})
			literal.Reset()
		}
	}
	for i := 0; i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], "{{"), strings.HasPrefix(s[i:], "}}"):
			literal.WriteByte(s[i])
			i += 2
		case s[i] == '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 || !isName(s[i+1:i+end]) {
				c.problem(key, form, "%q is no placeholder; write a brace twice to mean itself", start(s[i:]))
				literal.WriteByte('{')
				i++
				continue
			}
			flush()
			parsed = append(parsed, piece{name: s[i+1 : i+end]})
			i += end + 1
		case s[i] == '}':
			c.problem(key, form, "a closing brace without an opening one; write it twice to mean itself")
			fallthrough
		default:
			literal.WriteByte(s[i])
			i++
		}
	}
	flush()
	return parsed
}

// start is the first word or two of a text, to quote it.
func start(s string) string {
	n := 0
	for i := range s {
		if n++; n > 24 {
			return s[:i] + "…"
		}
	}
	return s
}

func isName(s string) bool {
	for _, c := range s {
		if c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// Locale is the language of the catalog.
func (c *Catalog) Locale() *Locale { return c.locale }

// Has says whether the catalog or its fallback holds a text.
func (c *Catalog) Has(key string) bool {
	m, _ := c.find(key)
	return m != nil
}

// Keys lists the catalog's own texts, sorted.
func (c *Catalog) Keys() []string { return slices.Sorted(maps.Keys(c.messages)) }

// find gives a text and the language it is in.
func (c *Catalog) find(key string) (*entry, *Locale) {
	for ; c != nil; c = c.fallback {
		if m := c.messages[key]; m != nil {
			return m, c.locale
		}
	}
	return nil, nil
}

// T is the text of a key with its placeholders filled: T("awards.count", "count", 3, "region", "Europe"). Arguments are
// pairs of a name and a value. Numbers are written as the language writes them, but {year}, which is never grouped; give
// dates and other formatted values as strings. A placeholder without a value stays as it is; an unknown key is its own text.
// The result is plain text: escaping is the template's part.
func (c *Catalog) T(key string, args ...any) string {
	m, l := c.find(key)
	if m == nil {
		return key
	}
	t := m.choose(l, args)
	if len(t) == 1 && t[0].name == "" {
		return t[0].literal
	}
	var room [160]byte
	buf := room[:0]
	for _, p := range t {
		if p.name == "" {
			buf = append(buf, p.literal...)
			continue
		}
		buf = l.appendValue(buf, p.name, args)
	}
	return string(buf)
}

// choose takes the plural form of {count}, or other where that form was not written.
func (m *entry) choose(l *Locale, args []any) text {
	form := plural.Other
	switch count := value(args, "count").(type) {
	case int:
		form = l.plural(count)
		if count == 0 && m.forms[plural.Zero] != nil {
			form = plural.Zero
		}
	case float64:
		form = l.pluralDecimal(count, maxDecimals)
		if count == 0 && m.forms[plural.Zero] != nil {
			form = plural.Zero
		}
	}
	if t := m.forms[form]; t != nil {
		return t
	}
	return m.forms[plural.Other]
}

// maxDecimals is what a text shows of a number that is not whole.
const maxDecimals = 2

// value is the argument of a name; nil if there is none.
func value(args []any, name string) any {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return nil
}

func (l *Locale) appendValue(buf []byte, name string, args []any) []byte {
	switch v := value(args, name).(type) {
	case nil:
		return append(append(append(buf, '{'), name...), '}')
	case string:
		return append(buf, v...)
	case int:
		if name == "year" {
			return l.appendInt(buf, v, 4)
		}
		return l.appendNumber(buf, int64(v))
	case int64:
		return l.appendNumber(buf, v)
	case float64:
		return l.numbers.appendFloat(buf, v, 0, maxDecimals)
	default:
		return fmt.Append(buf, v)
	}
}

// Check lists the mistakes of a catalog, by key: texts that do not parse, plural categories that are missing or unknown,
// and, against the catalog that defines the texts (nil for none; the language they were written in first), keys and
// placeholders that it does not have, and keys and placeholders that are missing here.
func (c *Catalog) Check(reference *Catalog) []Problem {
	problems := slices.Clone(c.problems)
	if reference != nil && reference != c {
		for _, key := range c.Keys() {
			problems = append(problems, c.compare(key, reference)...)
		}
		for _, key := range reference.Keys() {
			if c.messages[key] == nil {
				problems = append(problems, Problem{Key: key, Text: "is not translated to " + c.locale.Tag()})
			}
		}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return strings.Compare(a.Key, b.Key) })
	return problems
}

// compare finds what one text has differently from its original.
func (c *Catalog) compare(key string, reference *Catalog) []Problem {
	original := reference.messages[key]
	if original == nil {
		return []Problem{{Key: key, Text: "is a text that nothing uses"}}
	}
	var problems []Problem
	wanted, got := original.names(), c.messages[key].names()
	for _, name := range got {
		if !slices.Contains(wanted, name) {
			problems = append(problems, Problem{Key: key, Text: fmt.Sprintf("{%s} is no placeholder of this text; it has %s", name, braced(wanted))})
		}
	}
	for _, name := range wanted {
		if !slices.Contains(got, name) {
			problems = append(problems, Problem{Key: key, Text: fmt.Sprintf("{%s} is missing", name)})
		}
	}
	return problems
}

// names lists the placeholders of all forms, sorted.
func (m *entry) names() []string {
	var names []string
	for _, form := range m.forms {
		for _, p := range form {
			if p.name != "" {
				names = append(names, p.name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func braced(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return "{" + strings.Join(names, "}, {") + "}"
}
