// Package catalog explains the diagnostics. Each code has an entry <CODE>.txtar: what causes it, the cure, a wrong site, and the exact
// lines that the program prints for it. The entries are documentation (`plaudit explain`, docs/diagnostics.md) and tests at once.
package catalog

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/plaudit/plaudit/generator/diag"
)

//go:embed *.txtar
var entries embed.FS

// Entry explains one code.
type Entry struct {
	Code  diag.Code
	Cause string
	Cure  string
	Args  []string     // of the command, beside the site
	Run   string       // the command, when it is another than check
	Setup []string     // what plain files cannot say of the wrong site: "size FILE 17MB", "latin1 FILE", "base64 FILE"
	Files []txtar.File // the wrong site
	Want  string       // what is printed
}

// Find gives the entry of a code.
func Find(id string) (Entry, bool) {
	i := slices.IndexFunc(diag.Codes, func(c diag.Code) bool { return c.ID == id })
	if i < 0 {
		return Entry{}, false
	}
	data, err := fs.ReadFile(entries, id+".txtar")
	if err != nil {
		return Entry{Code: diag.Codes[i]}, false
	}
	return parse(diag.Codes[i], data), true
}

// All are the entries of all codes, in their order.
func All() []Entry {
	all := make([]Entry, 0, len(diag.Codes))
	for _, c := range diag.Codes {
		if e, ok := Find(c.ID); ok {
			all = append(all, e)
		}
	}
	return all
}

// parse reads an entry. Its comment is the cause; the paragraph that begins "Cure:" is the cure. Paragraphs "Args:", "Run:" and "Setup:"
// fill those fields.
func parse(code diag.Code, data []byte) Entry {
	archive := txtar.Parse(data)
	e := Entry{Code: code}
	for paragraph := range strings.SplitSeq(strings.TrimSpace(string(archive.Comment)), "\n\n") {
		paragraph = strings.TrimSpace(paragraph)
		switch {
		case strings.HasPrefix(paragraph, "Cure:"):
			e.Cure = strings.TrimSpace(strings.TrimPrefix(paragraph, "Cure:"))
		case strings.HasPrefix(paragraph, "Args:"):
			e.Args = strings.Fields(strings.TrimPrefix(paragraph, "Args:"))
		case strings.HasPrefix(paragraph, "Run:"):
			e.Run = strings.TrimSpace(strings.TrimPrefix(paragraph, "Run:"))
		case strings.HasPrefix(paragraph, "Setup:"):
			e.Setup = append(e.Setup, strings.TrimSpace(strings.TrimPrefix(paragraph, "Setup:")))
		case e.Cause == "":
			e.Cause = paragraph
		default:
			e.Cause += "\n\n" + paragraph
		}
	}
	for _, f := range archive.Files {
		if f.Name == "want" {
			e.Want = string(f.Data)
			continue
		}
		e.Files = append(e.Files, f)
	}
	return e
}

// command is how the wrong site is looked at.
func (e Entry) command() string {
	return strings.Join(append([]string{"`plaudit", cmp.Or(e.Run, "check")}, e.Args...), " ") + "`"
}

// inWords says what a line of Setup does to the site.
func inWords(setup string) string {
	switch words := strings.Fields(setup); words[0] {
	case "size":
		return words[1] + " is a file of " + words[2]
	case "latin1":
		return words[1] + " is saved as Latin-1"
	case "base64":
		return words[1] + " is the file whose Base64 is shown"
	default:
		panic("catalog: unknown setup " + setup) // ours: the test reads every entry
	}
}

// least is the plaudit.yaml of a site that needs nothing of it.
const least = "title: Northwind Partner Awards\nbase_url: https://partners.example.com/\norganization:\n  name: Northwind\n"

// shown are the files that the example shows: plaudit.yaml only where it says more than it must.
func (e Entry) shown() []txtar.File {
	return slices.DeleteFunc(slices.Clone(e.Files), func(f txtar.File) bool { return f.Name == "plaudit.yaml" && string(f.Data) == least })
}

// wrap breaks paragraphs into lines of at most 100 characters.
func wrap(text string) string {
	var paragraphs []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		var b strings.Builder
		column := 0
		for _, word := range strings.Fields(paragraph) {
			width := utf8.RuneCountInString(word)
			switch {
			case column == 0:
			case column+1+width > 100:
				b.WriteByte('\n')
				column = 0
			default:
				b.WriteByte(' ')
				column++
			}
			b.WriteString(word)
			column += width
		}
		paragraphs = append(paragraphs, b.String())
	}
	return strings.Join(paragraphs, "\n\n")
}

// Text is the entry for a terminal.
func (e Entry) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s\n\n%s\n\nExample:\n\n", e.Code.ID, e.Code.Severity, e.Code.Title, wrap(e.Cause))
	for _, f := range e.shown() {
		fmt.Fprintf(&b, "    %s\n", f.Name)
		for line := range strings.Lines(string(f.Data)) {
			b.WriteString("      " + line)
		}
		b.WriteByte('\n')
	}
	for _, s := range e.Setup {
		fmt.Fprintf(&b, "    (%s)\n\n", inWords(s))
	}
	fmt.Fprintf(&b, "%s prints:\n\n", e.command())
	for line := range strings.Lines(e.Want) {
		b.WriteString("    " + line)
	}
	b.WriteString("\n" + wrap("Cure: "+e.Cure) + "\n")
	return b.String()
}

// Markdown is the entry for docs/diagnostics.md.
func (e Entry) Markdown() string {
	var b strings.Builder
	severity := e.Code.Severity.String()
	fmt.Fprintf(&b, "## %s: %s\n\n*%s.* %s\n\n", e.Code.ID, e.Code.Title, strings.ToUpper(severity[:1])+severity[1:], e.Cause)
	for _, f := range e.shown() {
		fmt.Fprintf(&b, "`%s`:\n\n```\n%s```\n\n", f.Name, f.Data)
	}
	for _, s := range e.Setup {
		fmt.Fprintf(&b, "Here %s.\n\n", inWords(s))
	}
	fmt.Fprintf(&b, "%s prints:\n\n```\n%s```\n\n**Cure.** %s\n", e.command(), e.Want, e.Cure)
	return b.String()
}
