package main

import (
	"fmt"
	"strings"

	"github.com/plaudit/plaudit/generator/catalog"
)

const diagnosticsIntroduction = `# Diagnostics

What plaudit says about a site, by code. ` + "`plaudit explain P012`" + ` prints the same. This page is generated from generator/catalog, where each entry is a
test as well: the wrong site below each code gives exactly the lines shown.

An **error** stops publishing. A **warning** does not, unless the command is given --strict; plaudit.yaml can turn one off or make it an error for
good:

` + "```yaml" + `
diagnostics:
  P071: off
  P157: error
` + "```" + `

The first part of a message is the place: file, line and column. The line itself follows, with a mark below the place, then other places that
take part, then what to do, behind a =.

| code | | |
|---|---|---|
`

// diagnosticsDoc is docs/diagnostics.md.
func diagnosticsDoc() string {
	var b strings.Builder
	b.WriteString(diagnosticsIntroduction)
	all := catalog.All()
	for _, e := range all {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", e.Code.ID, anchor(e.Code.ID+": "+e.Code.Title), e.Code.Severity, e.Code.Title)
	}
	for _, e := range all {
		b.WriteString("\n" + e.Markdown())
	}
	return b.String()
}

// anchor is the id that GitHub and most others give to a heading.
func anchor(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		}
	}
	return b.String()
}
