package main

import (
	"fmt"
	"strings"

	"github.com/plaudit/plaudit/generator/decode"
)

const fieldsIntroduction = `# Fields

Every key that a site may use, by file: generated from the schema by which files are read, so it is complete. What the keys mean is told in
[format.md](format.md).

Types: *text* is plain, *markdown* is formatted; an *id* is a record's own, a *reference* the id of another record; an *address* begins with
https:// or http://, a *path* with a slash; a *file* is below assets/, with a leading slash below static/; a *date* is written 2026-04-06, 2026-04,
2026 or, with a time, 2026-04-06T17:00:00Z; a *duration* PT2M10S; a *share* 1/2, 0.5 or 50%; *anything* is free. A type with a capital letter has a table of its own.
A key marked ↔ may be replaced in a translation. Where a key is marked *alone*, its value may stand in place of the whole map.
`

// fieldsDoc is docs/fields.md.
func fieldsDoc() string {
	var b strings.Builder
	b.WriteString(fieldsIntroduction)
	tables := decode.Schema()
	names := map[string]bool{}
	for _, t := range tables {
		names[t.Name] = true
	}
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s\n\n", t.Name)
		switch {
		case t.Files != "" && t.List:
			fmt.Fprintf(&b, "In `%s`, a list of these.\n\n", t.Files)
		case t.Files != "":
			fmt.Fprintf(&b, "In `%s`.\n\n", strings.ReplaceAll(t.Files, ", ", "`, `"))
		}
		b.WriteString("| key | type | |\n|---|---|---|\n")
		for _, k := range t.Keys {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, typeOf(k, names), marks(k))
		}
	}
	return b.String()
}

// typeOf is a key's type with links to the tables that it names.
func typeOf(k decode.Key, tables map[string]bool) string {
	if len(k.Enum) > 0 {
		return "`" + strings.Join(k.Enum, "`, `") + "`" + many(k.Type)
	}
	words := strings.Fields(k.Type)
	for i, w := range words {
		if bare := strings.TrimSuffix(w, ","); tables[bare] {
			words[i] = "[" + bare + "](#" + strings.ToLower(bare) + ")" + w[len(bare):]
		}
	}
	return strings.Join(words, " ")
}

// many says that a key with a choice of words takes several of them.
func many(typ string) string {
	if strings.HasPrefix(typ, "list of ") {
		return " (a list)"
	}
	return ""
}

func marks(k decode.Key) string {
	var m []string
	if k.Required {
		m = append(m, "**required**")
	}
	if k.Text {
		m = append(m, "↔")
	}
	if k.Alone {
		m = append(m, "*alone*")
	}
	return strings.Join(m, " ")
}
