package compare

import (
	"fmt"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/sheet"
)

// sections are the headings under which changes are told, with the kinds of records and the codes that stand there.
var sections = []struct {
	title string
	of    func(Change) bool
}{
	{"The site", func(c Change) bool { return c.Kind == "site" }},
	{"Results", func(c Change) bool { return c.Kind == "award" || c.What == NoAward }},
	{"Editions and categories", func(c Change) bool { return c.Kind == "edition" || c.Kind == "category" }},
	{"Partners", func(c Change) bool { return c.Kind == "partner" || c.Kind == "tier" }},
	{"Clients", func(c Change) bool { return c.Kind == "client" }},
	{"Case studies", func(c Change) bool { return c.Kind == "case-study" }},
	{"Updates, resources, events and pages", func(c Change) bool {
		return c.Kind == "update" || c.Kind == "resource" || c.Kind == "event" || c.Kind == "page" || c.Kind == "landing"
	}},
	{"Terms", func(c Change) bool { return c.Kind == "term" }},
	{"Addresses", func(c Change) bool { return c.Kind == "address" }},
	{"Files", func(c Change) bool { return c.Kind == "file" }},
}

// Nothing is what there is to say of two sites without a difference.
const Nothing = "What is published stays as it is."

// Sign is the mark before a change: + what is new, - what is gone, ! what somebody should look at, ~ all else.
func (c Change) Sign() string {
	switch c.What {
	case ResultAdded, RecordAdded, LanguageAdded, FileAdded, ResultRevealed:
		return "+"
	case ResultRemoved, RecordRemoved, LanguageRemoved, FileRemoved:
		return "-"
	case ConsentWithdrawn, AddressLost, CaseStudyMissing:
		return "!"
	}
	return "~"
}

// Text tells changes to people, under headings, in lines of at most 100 cells.
func Text(changes []Change) string {
	if len(changes) == 0 {
		return Nothing + "\n"
	}
	var b strings.Builder
	each(changes, func(title string, list []Change) {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(title + "\n")
		for _, c := range list {
			b.WriteString(sheet.Hang("  "+c.Sign()+" ", c.Text))
		}
	})
	return b.String()
}

// Markdown tells changes for a pull request: the first line is a sum, the rest lists under headings. What a record says stays text.
func Markdown(changes []Change) string {
	if len(changes) == 0 {
		return Nothing + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** on the published site.\n", diag.Count(len(changes), "change"))
	each(changes, func(title string, list []Change) {
		fmt.Fprintf(&b, "\n### %s\n\n", title)
		for _, c := range list {
			mark := map[string]string{"+": "➕", "-": "➖", "!": "⚠️", "~": "✏️"}[c.Sign()]
			fmt.Fprintf(&b, "- %s %s\n", mark, plainMarkdown(c.Text))
		}
	})
	return b.String()
}

// each calls fn for every section that has changes.
func each(changes []Change, fn func(title string, list []Change)) {
	taken := make([]bool, len(changes))
	for _, s := range sections {
		var list []Change
		for i, c := range changes {
			if !taken[i] && s.of(c) {
				taken[i] = true
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			fn(s.title, list)
		}
	}
}

// plainMarkdown writes a text so that Markdown shows it as it is, in one line.
func plainMarkdown(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>()#+!|~&$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' {
			b.WriteString("<!-- -->") // else whoever has that name there would be called
		}
	}
	return b.String()
}
