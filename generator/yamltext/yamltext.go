// Package yamltext writes texts as YAML that a person goes on with: plain where they may be, in blocks where they are long.
package yamltext

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Width is how long lines of text and of comments are.
const Width = 110

// Value is a text as the value of a key or an entry that is indented, behind used columns of its first line: in one line, as a folded block where
// that would be long, as a literal one where the text has lines. It ends without a line feed.
func Value(s string, indent, used int) string {
	pad := strings.Repeat(" ", indent+2)
	var lines []string
	switch {
	case !blockable(s):
		return Scalar(s)
	case strings.Contains(s, "\n"):
		lines = append([]string{"|-"}, strings.Split(s, "\n")...)
	case utf8.RuneCountInString(s) > Width-used && s == strings.Join(strings.Fields(s), " "):
		lines = append([]string{">-"}, Wrap(s, Width-indent-2)...)
	default:
		return Scalar(s)
	}
	for i := range lines[1:] {
		lines[i+1] = strings.TrimRight(pad+lines[i+1], " ")
	}
	return strings.Join(lines, "\n")
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

// words are those that some readers of YAML take for something else than a text.
var words = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// Scalar is a text as a value within a line: as it is where nobody can misread it, else in double quotes. An empty one stays empty.
func Scalar(s string) string {
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

// Wrap breaks a text between words.
func Wrap(s string, most int) []string {
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
