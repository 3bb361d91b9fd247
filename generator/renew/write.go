package renew

import (
	"fmt"
	"strings"

	"github.com/plaudit/plaudit/generator/yamltext"
)

// writer writes YAML that a person goes on with: plain where it may be, in blocks where texts are long.
type writer struct {
	b    strings.Builder
	keys int // that were written
}

// comment writes a comment, in as many lines as it needs.
func (w *writer) comment(indent int, text string) {
	for _, line := range yamltext.Wrap(text, yamltext.Width-2) {
		fmt.Fprintf(&w.b, "%s# %s\n", strings.Repeat(" ", indent), line)
	}
}

// was writes a key that somebody has to write anew, with what it said.
func (w *writer) was(indent int, key, value string) {
	if value != "" {
		fmt.Fprintf(&w.b, "%s# %s: %s\n", strings.Repeat(" ", indent), key, yamltext.Scalar(strings.Join(strings.Fields(value), " ")))
	}
}

// plain writes a key with a value as it is; without a value the key alone.
func (w *writer) plain(indent int, key, value string) {
	w.keys++
	w.b.WriteString(strings.TrimRight(fmt.Sprintf("%s%s: %s", strings.Repeat(" ", indent), key, value), " ") + "\n")
}

// given writes a key with a value as it is. Without a value there is no key.
func (w *writer) given(indent int, key, value string) {
	if value != "" {
		w.plain(indent, key, value)
	}
}

// section writes a key with what fn writes below it. When that has no key, there is none.
func (w *writer) section(key string, fn func(inner *writer)) {
	inner := &writer{}
	fn(inner)
	if inner.keys > 0 {
		w.plain(0, key, "")
		w.b.WriteString(inner.b.String())
	}
}

// text writes a key with a text, in the form that suits it. Without a text there is no key.
func (w *writer) text(indent int, key, s string) {
	if s != "" {
		w.keys++
		w.b.WriteString(strings.Repeat(" ", indent) + key + ": " + yamltext.Value(s, indent, indent+len(key)) + "\n")
	}
}

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
