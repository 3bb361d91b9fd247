package view

import (
	"html"
	"strings"
)

// analytics is the site's script with its element. Link has let only harmless names of attributes through.
func (b *Builder) analytics() Analytics {
	of := b.s.Options.Analytics
	if of.Src.S == "" {
		return Analytics{}
	}
	a := Analytics{Src: b.siteURL(of.Src.S)}
	var element strings.Builder
	element.WriteString(`<script defer src="` + html.EscapeString(a.Src) + `"`)
	for _, x := range of.Attributes {
		a.Attributes = append(a.Attributes, Attribute{Name: x.Name.S, Value: x.Value.S})
		element.WriteString(" " + x.Name.S + `="` + html.EscapeString(x.Value.S) + `"`)
	}
	element.WriteString("></script>")
	a.Script = HTML(element.String())
	return a
}
