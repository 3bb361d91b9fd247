package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// optionsSheet is the style sheet of custom properties that is made of the theme's options.
const optionsSheet = "css/options.css"

// readable is the contrast that WCAG 2.2 wants of text (success criterion 1.4.3, level AA); readableWell is that of level AAA, which a
// colour has in dark pages when it is worked out for them.
const (
	readable     = 4.5
	readableWell = 7
)

// option is a theme option with its value, and where that stands.
type option struct {
	record.ThemeOption
	file  string // that declares it
	value string
	at    diag.Position
	width int // of what stands there, in runes
}

// contrast is a demand of a theme.yaml.
type contrast struct {
	record.Contrast
	file string
}

func (c *contrast) atLeast() float64 {
	if c.AtLeast.V > 0 {
		return c.AtLeast.V
	}
	return readable
}

// paint is the colour of an option as light and as dark pages use it.
type paint struct{ light, dark asset.RGB }

// token is a custom property that the choice of an option sets, as light and as dark pages have it.
type token struct {
	name, light, dark string
	at                diag.Position
}

// declare adds the options and demands of a theme.yaml to those of its children.
func (l *look) declare(t *record.Theme) {
	for _, o := range t.Options {
		if !l.hasOption(o.Name.S) {
			at := o.Default.At
			if !at.Given() {
				at = o.Name.At
			}
			l.options = append(l.options, option{ThemeOption: o, file: t.File, value: o.Default.S, at: at.In(t.File)})
		}
	}
	children := l.contrast
	for _, c := range t.Contrast {
		if !slices.ContainsFunc(children, func(known contrast) bool { return known.Color.S == c.Color.S }) {
			l.contrast = append(l.contrast, contrast{c, t.File})
		}
	}
}

// readOptions applies `theme_options` of plaudit.yaml.
func (p *prepared) readOptions() {
	c := &p.records.Config
	for _, key := range slices.Sorted(maps.Keys(c.ThemeOptions)) {
		at := c.OptionsAt[key].In(c.File)
		i := slices.IndexFunc(p.look.options, func(o option) bool { return o.Name.S == key })
		if i < 0 {
			p.problems.Add(diag.UnknownOption.New(at, "the theme has no option \"%s\"", key).
				WithWidth(len([]rune(key))).WithHint("%s", cmp.Or(diag.DidYouMean(key, p.look.optionNames()), "it has "+strings.Join(p.look.optionNames(), ", "))))
			continue
		}
		value, ok := c.ThemeOptions[key].(string)
		if !ok {
			p.problems.Add(diag.WrongType.New(at, "the option \"%s\" takes one value", key).WithHint("write `%s: value`", key))
			continue
		}
		o := &p.look.options[i]
		o.value, o.at, o.width = value, at, len([]rune(key))
	}
	for _, o := range p.look.options {
		p.checkOption(o)
	}
	p.mixPaints()
}

func (p *prepared) checkOption(o option) {
	switch o.Type.S {
	case "color":
		if _, err := asset.ParseColor(o.value); err != nil && o.value != "" {
			p.problems.Add(diag.BadColor.New(o.at, "\"%s\" is no colour for the option \"%s\"", o.value, o.Name.S).WithHint(`write it as "#rgb" or "#rrggbb", in quotes`))
		}
	case "boolean":
		if o.value != "true" && o.value != "false" {
			p.problems.Add(diag.WrongType.New(o.at, "the option \"%s\" is true or false, and this is \"%s\"", o.Name.S, o.value))
		}
	case "choice":
		if choices := o.choices(); !slices.Contains(choices, o.value) {
			p.problems.Add(diag.BadChoice.New(o.at, "\"%s\" is no choice of the option \"%s\"", o.value, o.Name.S).
				WithHint("%s", cmp.Or(diag.DidYouMean(o.value, choices), "choose from "+strings.Join(choices, ", "))))
		}
	}
}

func (o *option) choices() []string {
	var choices []string
	for _, c := range o.Choices {
		choices = append(choices, c.S)
	}
	return choices
}

// mixPaints works out the colours that the theme wants to be readable. A colour of the site that is not readable is said to be so, and the
// nearest one that is comes in its place.
func (p *prepared) mixPaints() {
	p.look.paints = map[string]paint{}
	light, dark := p.look.schemes()
	tokens := p.look.tokens()
	for i := range p.look.contrast {
		c := &p.look.contrast[i]
		o := p.look.find(c.Color.S)
		if o == nil || o.Type.S != "color" {
			continue // a token: `plaudit theme check` looks at those
		}
		color, err := asset.ParseColor(o.value)
		if err != nil {
			continue // checkOption has said so
		}
		onLight, onDark, ok := groundsOf(c, tokens)
		if !ok {
			continue // `plaudit theme check` says so
		}
		mixed := paint{light: p.mix(o, color, c.atLeast(), onLight, light)}
		if other := p.look.find(c.Color.S + "_dark"); other != nil && other.value != "" {
			if color, err := asset.ParseColor(other.value); err == nil {
				mixed.dark = p.mix(other, color, c.atLeast(), onDark, dark)
			}
		} else if well, ok := asset.Readable(color, max(readableWell, c.atLeast()), onDark...); ok {
			mixed.dark = well
		} else {
			mixed.dark, _ = asset.Readable(color, c.atLeast(), onDark...)
		}
		p.look.paints[c.Color.S] = mixed
	}
}

// mix gives the colour of an option, or the nearest that is readable on the grounds; seen says whether pages show it there.
func (p *prepared) mix(o *option, color asset.RGB, atLeast float64, on []asset.RGB, seen bool) asset.RGB {
	near, ok := asset.Readable(color, atLeast, on...)
	if near == color && ok || !seen {
		return near
	}
	worst := slices.MinFunc(on, func(a, b asset.RGB) int {
		return cmp.Compare(asset.Contrast(color, a), asset.Contrast(color, b))
	})
	d := diag.LowContrast.New(o.at, "the colour \"%s\" of the option \"%s\" has a contrast of %.1f with %s, and text needs %.3g", o.value, o.Name.S, floor(asset.Contrast(color, worst)), worst, atLeast).
		WithWidth(o.width)
	if ok {
		d = d.WithHint("the nearest colour that can be read is \"%s\"; the pages have that one", near)
	} else {
		d = d.WithHint("no lightness of this colour can be read there; choose another")
	}
	p.problems.Add(d)
	return near
}

// floor rounds a contrast down to one decimal, since 4.49 is not 4.5.
func floor(contrast float64) float64 { return float64(int(contrast*10)) / 10 }

// groundsOf are the colours that a demand names with `on`, in light and in dark pages; not ok when one is no colour.
func groundsOf(c *contrast, tokens []token) (light, dark []asset.RGB, ok bool) {
	for _, name := range c.On {
		l, d, ok := colorOf(name.S, tokens)
		if !ok {
			return nil, nil, false
		}
		light, dark = append(light, l), append(dark, d)
	}
	return light, dark, len(light) > 0
}

// colorOf is the colour of a token in light and in dark pages.
func colorOf(name string, tokens []token) (light, dark asset.RGB, ok bool) {
	for _, t := range tokens {
		if t.name == name {
			l, err := asset.ParseColor(t.light)
			d, err2 := asset.ParseColor(t.dark)
			return l, d, err == nil && err2 == nil
		}
	}
	return light, dark, false
}

// schemes says whether pages may be light, and whether they may be dark: what the option "dark" has, if the theme has one.
func (l *look) schemes() (light, dark bool) {
	o := l.find("dark")
	if o == nil || o.Type.S != "choice" {
		return true, true
	}
	return o.value != "on", o.value != "off"
}

// tokens are what the options' choices set, in the order of theme.yaml. Of a name that is set twice the last holds, as in CSS.
func (l *look) tokens() []token {
	var tokens []token
	for _, o := range l.options {
		tokens = append(tokens, o.tokens(o.value)...)
	}
	return tokens
}

// tokens are what a choice sets.
func (o *option) tokens(choice string) []token {
	var tokens []token
	for _, c := range o.Tokens {
		if c.Choice.S != choice {
			continue
		}
		for _, t := range c.Tokens {
			light, dark := lightDark(t.Value.S)
			tokens = append(tokens, token{t.Name.S, light, dark, t.Value.In(o.file)})
		}
	}
	return tokens
}

// lightDark takes light-dark(a, b) apart. Another value is the same in both.
func lightDark(value string) (light, dark string) {
	inner, ok := strings.CutPrefix(value, "light-dark(")
	if ok && strings.HasSuffix(inner, ")") {
		if parts := commas(strings.TrimSuffix(inner, ")")); len(parts) == 2 { // each may be a function
			return strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
		}
	}
	return value, value
}

// find is the option of a name; nil if the theme has none.
func (l *look) find(name string) *option {
	for i := range l.options {
		if l.options[i].Name.S == name {
			return &l.options[i]
		}
	}
	return nil
}

func (l *look) hasOption(name string) bool { return l.find(name) != nil }

// option is the value of a theme option.
func (l *look) option(name string) string {
	if o := l.find(name); o != nil {
		return o.value
	}
	return ""
}

func (l *look) optionNames() []string {
	var names []string
	for _, o := range l.options {
		names = append(names, o.Name.S)
	}
	return names
}

// optionsCSS is a style sheet of custom properties: every option that is a colour, what those are in light and in dark pages, and the tokens of
// every choice. A browser that does not know light-dark() has the light values.
func (l *look) optionsCSS() []byte {
	var all, both strings.Builder
	set := func(b *strings.Builder, name, value string) { b.WriteString("--" + name + ":" + value + ";") }
	for _, o := range l.options {
		c, err := asset.ParseColor(o.value)
		if err != nil || o.Type.S != "color" {
			continue
		}
		if of, ok := strings.CutSuffix(o.Name.S, "_dark"); ok && l.hasOption(of) {
			continue // it is in the paint of the other
		}
		set(&all, o.Name.S, c.String())
		if mixed, ok := l.paints[o.Name.S]; ok {
			set(&all, o.Name.S+"-light", mixed.light.String())
			set(&all, o.Name.S+"-dark", mixed.dark.String())
			set(&all, o.Name.S+"-ink", mixed.light.String())
			set(&both, o.Name.S+"-ink", "light-dark("+mixed.light.String()+","+mixed.dark.String()+")")
		}
	}
	for _, t := range l.tokens() {
		set(&all, t.name, t.light)
		if t.light != t.dark {
			set(&both, t.name, "light-dark("+t.light+","+t.dark+")")
		}
	}
	return []byte(":root{" + all.String() + "}@supports (color:light-dark(red,red)){:root{" + both.String() + "}}")
}
