package renew

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes YAML that a person goes on with: plain where it may be, in blocks where texts are long.
type writer struct {
	b    strings.Builder
	keys int // that were written
}

// width is how long lines of text and of comments are.
const width = 110

// comment writes a comment, in as many lines as it needs.
func (w *writer) comment(indent int, text string) {
	for _, line := range wrap(text, width-2) {
		fmt.Fprintf(&w.b, "%s# %s\n", strings.Repeat(" ", indent), line)
	}
}

// was writes a key that somebody has to write anew, with what it said.
func (w *writer) was(indent int, key, value string) {
	if value != "" {
		fmt.Fprintf(&w.b, "%s# %s: %s\n", strings.Repeat(" ", indent), key, scalar(strings.Join(strings.Fields(value), " ")))
	}
}

// omit leaves a key out that has no value; else it is written without one.
const omit = true

// plain writes a key with a value as it is.
func (w *writer) plain(indent int, key, value string, unless ...bool) {
	if value == "" && len(unless) > 0 {
		return
	}
	w.keys++
	w.b.WriteString(strings.TrimRight(fmt.Sprintf("%s%s: %s", strings.Repeat(" ", indent), key, value), " ") + "\n")
}

// text writes a key with a text: in one line, as a folded block where that would be long, as a literal one where the text has lines. Without a text
// there is no key.
func (w *writer) text(indent int, key, s string) {
	if s == "" {
		return
	}
	pad := strings.Repeat(" ", indent+2)
	switch {
	case !blockable(s):
		w.plain(indent, key, scalar(s))
	case strings.Contains(s, "\n"):
		w.plain(indent, key, "|-")
		for _, line := range strings.Split(s, "\n") {
			w.b.WriteString(strings.TrimRight(pad+line, " ") + "\n")
		}
	case len(s) > width-indent-len(key) && s == strings.Join(strings.Fields(s), " "):
		w.plain(indent, key, ">-")
		for _, line := range wrap(s, width-indent-2) {
			w.b.WriteString(pad + line + "\n")
		}
	default:
		w.plain(indent, key, scalar(s))
	}
}

// blockable says whether a text may stand in a block as it is: it has nothing that YAML would take for something else, and that nobody sees.
func blockable(s string) bool {
	if !utf8.ValidString(s) || strings.TrimSpace(s) != s {
		return false
	}
	for _, line := range strings.Split(s, "\n") {
		if strings.HasSuffix(line, " ") {
			return false // two spaces at the end of a line are a break in Markdown
		}
	}
	return strings.IndexFunc(s, func(r rune) bool { return r != '\n' && !visible(r) }) < 0
}

func visible(r rune) bool { return r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// pairs are the keys and values of an entry, each as it is written; one without a value is left out.
type pairs [][2]string

// entry writes an entry of a list as a map in one line.
func (w *writer) entry(indent int, list pairs) {
	var parts []string
	for _, p := range list {
		if p[1] != "" {
			parts = append(parts, p[0]+": "+p[1])
		}
	}
	fmt.Fprintf(&w.b, "%s- {%s}\n", strings.Repeat(" ", indent), strings.Join(parts, ", "))
}

// words are those that some readers of YAML take for something else than a text.
var words = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// scalar is a text as a value within a line: as it is where nobody can misread it, else in double quotes. An empty one stays empty.
func scalar(s string) string {
	if s == "" || harmless(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case visible(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// harmless says whether a text is the same without quotes, also within brackets: letters, digits, and signs that mean nothing.
func harmless(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) || strings.HasSuffix(s, " ") || slices.Contains(words, strings.ToLower(s)) {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .-/()'’&–_", r)
	}) < 0
}

// wrap breaks a text between words.
func wrap(s string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
