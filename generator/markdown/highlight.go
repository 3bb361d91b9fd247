package markdown

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// HighlightPrefix begins every class of highlighted code.
const HighlightPrefix = "hl-"

// A palette entry is a kind of token with its colours on the backgrounds below. All reach 4.5 : 1 there.
var palette = []struct{ class, light, dark, extra string }{
	{"comment", "#59636e", "#9aa4af", "font-style:italic"},
	{"keyword", "#a3293d", "#ff8f99", ""},
	{"name", "#6639a6", "#d0a8ff", ""},
	{"attribute", "#0a5394", "#83c0ff", ""},
	{"string", "#0b4a7d", "#a4d4ff", ""},
	{"number", "#8a4600", "#ffb86b", ""},
	{"deleted", "#9f1c25", "#ffa198", ""},
	{"inserted", "#116329", "#7ee08a", ""},
}

const (
	lightText, lightBack = "#1f2328", "#f6f8fa"
	darkText, darkBack   = "#e6edf3", "#161b22"
)

// classOf sorts the library's hundred kinds of token into those of the palette; "" stays as plain as its surroundings.
func classOf(t chroma.TokenType) string {
	switch {
	case t == chroma.GenericDeleted:
		return "deleted"
	case t == chroma.GenericInserted:
		return "inserted"
	case t == chroma.CommentPreproc || t.InCategory(chroma.Keyword) || t == chroma.OperatorWord:
		return "keyword"
	case t.InCategory(chroma.Comment):
		return "comment"
	case t == chroma.NameAttribute || t == chroma.NameProperty || t == chroma.NameVariable || t == chroma.NameConstant:
		return "attribute"
	case t == chroma.NameFunction || t == chroma.NameClass || t == chroma.NameTag || t == chroma.NameBuiltin || t == chroma.NameDecorator:
		return "name"
	case t.InSubCategory(chroma.LiteralString):
		return "string"
	case t.InSubCategory(chroma.LiteralNumber):
		return "number"
	}
	return ""
}

// HighlightCSS is the style sheet of highlighted code: colours as custom properties (--hl-text, --hl-background,
// --hl-keyword …), light by default and dark by prefers-color-scheme. A theme with a switch of its own sets them again.
func HighlightCSS() string {
	var light, dark, rules strings.Builder
	light.WriteString("--hl-text:" + lightText + ";--hl-background:" + lightBack)
	dark.WriteString("--hl-text:" + darkText + ";--hl-background:" + darkBack)
	for _, p := range palette {
		light.WriteString(";--hl-" + p.class + ":" + p.light)
		dark.WriteString(";--hl-" + p.class + ":" + p.dark)
		rules.WriteString("." + HighlightPrefix + p.class + "{color:var(--hl-" + p.class + ")")
		if p.extra != "" {
			rules.WriteString(";" + p.extra)
		}
		rules.WriteString("}\n")
	}
	return ":root{" + light.String() + "}\n@media (prefers-color-scheme:dark){:root{" + dark.String() + "}}\n" +
		"pre.code{color:var(--hl-text);background:var(--hl-background);overflow-x:auto}\n" + rules.String()
}
