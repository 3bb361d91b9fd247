package generator

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/render"
)

// schemeNames are the two kinds of pages. What differs between them is kept in arrays of two, in this order.
var schemeNames = [2]string{"light", "dark"}

// setting is the declaration of a custom property of the whole page in a style sheet of the theme.
type setting struct {
	name   string // without its hyphens
	colors [2]asset.RGB
	known  bool // the value is a plain colour
	at     int  // the byte where the declaration begins
	rank   int  // the greater one wins
}

// palette is what a style sheet sets: by condition, which is empty for every page, and by token.
type palette struct {
	file  render.File
	set   map[string]map[string]*[2]*setting
	shown [2]bool // which pages there are: color-scheme may exclude one kind
}

// textPair is a demand of theme.yaml on two tokens.
type textPair struct {
	text, ground string
	atLeast      float64
}

// wanted is a colour that another has to have a contrast with.
type wanted struct {
	name    string
	color   asset.RGB
	atLeast float64
	ground  bool // the other one is the ground
}

// lintSheetColors looks at the colours that the designer's style sheets set for tokens that `contrast` of theme.yaml names.
func (p *prepared) lintSheetColors() {
	pairs := p.textPairs()
	var sheets []*palette
	for _, name := range slices.Sorted(maps.Keys(p.look.files)) {
		if f := p.look.files[name]; path.Ext(name) == ".css" && p.designed(f) {
			sheets = append(sheets, readPalette(f))
		}
	}
	for _, s := range sheets {
		for _, key := range slices.Sorted(maps.Keys(s.set)) {
			tokens := s.set[key]
			said := map[*setting]bool{}
			for _, name := range slices.Sorted(maps.Keys(tokens)) {
				for _, d := range tokens[name] {
					if d != nil && d.known && !said[d] {
						said[d] = true
						p.judge(s, key, d, pairs, sheets)
					}
				}
			}
		}
	}
}

// textPairs are the demands of theme.yaml, by the names of tokens: text in the colour of an option has that of its token -ink.
func (p *prepared) textPairs() []textPair {
	var pairs []textPair
	for i := range p.look.contrast {
		c := &p.look.contrast[i]
		text := c.Color.S
		if o := p.look.find(text); o != nil && o.Type.S == "color" {
			text += "-ink"
		}
		for _, on := range c.On {
			pairs = append(pairs, textPair{text, on.S, c.atLeast()})
		}
	}
	return pairs
}

// judge compares a colour with those that it meets, in light and in dark pages, and reports the worst.
func (p *prepared) judge(s *palette, key string, d *setting, pairs []textPair, sheets []*palette) {
	var meets [2][]wanted
	var seen, bad [2]bool
	seen[0], seen[1] = p.look.schemes()
	var worst wanted
	var worstIn int
	lack := 1.0
	for scheme := range seen {
		seen[scheme] = seen[scheme] && s.shown[scheme] && s.set[key][d.name][scheme] == d
		if !seen[scheme] {
			continue
		}
		for _, pair := range pairs {
			other := pair.ground
			if d.name == pair.ground {
				if other = pair.text; s.has(key, other, scheme) {
					continue // it is said of the text
				}
			} else if d.name != pair.text {
				continue
			}
			color, ok := p.best(s, key, other, scheme, d.colors[scheme], sheets)
			if !ok {
				continue
			}
			w := wanted{other, color, pair.atLeast, other == pair.ground}
			meets[scheme] = append(meets[scheme], w)
			if has := asset.Contrast(d.colors[scheme], color) / w.atLeast; has < 1 {
				bad[scheme] = true
				if has < lack {
					lack, worst, worstIn = has, w, scheme
				}
			}
		}
	}
	if !bad[0] && !bad[1] {
		return
	}
	color, needs := d.colors[worstIn], "needs"
	if !worst.ground {
		needs = "that needs"
	}
	p.problems.Add(diag.LowContrast.New(s.file.At(d.at), "the token \"--%s\" (%s) has a contrast of %.1f with \"--%s\" (%s) in %s pages, and %s %.3g",
		d.name, color, floor(asset.Contrast(color, worst.color)), worst.name, worst.color, schemeNames[worstIn], needs, worst.atLeast).
		WithWidth(len(d.name)+2).WithHint("%s", nearest(d, meets, seen)))
}

// nearest says which colour a token may have instead.
func nearest(d *setting, meets [2][]wanted, seen [2]bool) string {
	fits := func(all ...wanted) func(asset.RGB) bool {
		return func(c asset.RGB) bool {
			return !slices.ContainsFunc(all, func(w wanted) bool { return asset.Contrast(c, w.color) < w.atLeast })
		}
	}
	both := seen[0] && seen[1]
	if both && d.colors[0] == d.colors[1] {
		if c, ok := asset.Nearest(d.colors[0], fits(slices.Concat(meets[0], meets[1])...)); ok {
			return fmt.Sprintf("the nearest colour that can be read is \"%s\"", c)
		}
	}
	var near []string
	for scheme := range seen {
		if !seen[scheme] {
			continue
		}
		c, ok := asset.Nearest(d.colors[scheme], fits(meets[scheme]...))
		if !ok {
			return "no lightness of this colour can be read there; choose another"
		}
		near = append(near, c.String())
	}
	if both {
		return fmt.Sprintf("the nearest colours that can be read are \"light-dark(%s, %s)\"", near[0], near[1])
	}
	return fmt.Sprintf("the nearest colour that can be read is \"%s\"", near[0])
}

// has says whether a sheet sets a token to a plain colour under this condition.
func (s *palette) has(key, name string, scheme int) bool {
	t := s.set[key][name]
	return t != nil && t[scheme] != nil && t[scheme].known
}

// best is the colour of a token beside a setting of a sheet: the sheet's own, or else the one of those of other sheets and of the options that has most
// contrast, since which sheets a page has is not known. It is not ok when one of them is no plain colour.
func (p *prepared) best(s *palette, key, name string, scheme int, color asset.RGB, sheets []*palette) (asset.RGB, bool) {
	for _, k := range []string{key, ""} {
		if t := s.set[k][name]; t != nil && t[scheme] != nil {
			return t[scheme].colors[scheme], t[scheme].known
		}
	}
	best, ok := p.look.paletteColor(name, scheme)
	if !ok {
		return best, false
	}
	for _, other := range sheets {
		t := other.set[""][name]
		if t == nil || t[scheme] == nil {
			continue
		}
		if !t[scheme].known {
			return best, false
		}
		if c := t[scheme].colors[scheme]; asset.Contrast(c, color) > asset.Contrast(best, color) {
			best = c
		}
	}
	return best, true
}

// paletteColor is the colour that css/options.css has for a token.
func (l *look) paletteColor(name string, scheme int) (asset.RGB, bool) {
	light, dark, ok := colorOf(name, l.tokens())
	if option, is := strings.CutSuffix(name, "-ink"); !ok && is {
		var mixed paint
		mixed, ok = l.paints[option]
		light, dark = mixed.light, mixed.dark
	}
	return [2]asset.RGB{light, dark}[scheme], ok
}

// scope is where a declaration holds: a condition, the kinds of pages, and the rank of its selector.
type scope struct {
	root    bool // within a rule for the whole page
	key     string
	schemes [2]bool
	rank    int
}

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	rootRule    = regexp.MustCompile(`^(&|:root|html|body|)((?:\[[^\]]*\]|\.[\w-]+|:[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?)*)$`)
	rootScheme  = regexp.MustCompile(`\[data-[\w-]+\s*=\s*["']?(dark|light)["']?\s*\]|\[data-scheme\s*=\s*["']?(on|off)["']?\s*\]`)
	mediaScheme = regexp.MustCompile(`\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)`)
	mediaOther  = regexp.MustCompile(`\b(?:not|print|speech|forced-colors)\b`)
	mediaPlain  = regexp.MustCompile(`\b(?:only|screen|all|and)\b|\s+`)
	declaration = regexp.MustCompile(`^\s*(--[\w-]+|color-scheme)\s*:\s*(.*?)\s*(!\s*important)?\s*$`)
	plainColor  = regexp.MustCompile(`^(?:#[\da-f]+|[a-z]+|rgba?\([\d\s.,%/]+\))$`)
)

// readPalette finds what a style sheet sets for the whole page: in rules for :root, html and body, also below @media and @supports.
func readPalette(f render.File) *palette {
	s := &palette{file: f, set: map[string]map[string]*[2]*setting{}, shown: [2]bool{true, true}}
	text := cssQuiet.ReplaceAllStringFunc(string(f.Data), blank)
	open := [][]scope{{{schemes: [2]bool{true, true}}}}
	begin, depth := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth = max(0, depth-1)
		case depth > 0:
		case c == '{':
			open = append(open, enter(open[len(open)-1], string(f.Data[begin:i])))
			begin = i + 1
		case c == ';' || c == '}':
			s.declare(open[len(open)-1], text[begin:i], begin)
			begin = i + 1
			if c == '}' && len(open) > 1 {
				open = open[:len(open)-1]
			}
		}
	}
	return s
}

// enter gives the scopes of a block below others; none when it is not for the whole page, or when nobody can say when it holds.
func enter(outer []scope, prelude string) []scope {
	prelude = strings.ToLower(strings.TrimSpace(cssComment.ReplaceAllString(prelude, " ")))
	var inner []scope
	for _, o := range outer {
		switch {
		case strings.HasPrefix(prelude, "@supports"):
			if !strings.Contains(prelude, "not") {
				inner = append(inner, o)
			}
		case strings.HasPrefix(prelude, "@media"):
			query := prelude[len("@media"):]
			m := mediaScheme.FindAllStringSubmatch(query, -1)
			if mediaOther.MatchString(query) || len(m) > 1 || len(m) == 1 && strings.ContainsAny(query, ",|") {
				continue
			}
			if len(m) == 1 {
				o.only(m[0][1] == "dark")
			}
			o.key += mediaPlain.ReplaceAllString(mediaScheme.ReplaceAllString(query, ""), "")
			inner = append(inner, o)
		case !strings.HasPrefix(prelude, "@"):
			for _, selector := range commas(prelude) {
				if in, ok := o.narrow(strings.TrimSpace(selector)); ok {
					inner = append(inner, in)
				}
			}
		}
	}
	return inner
}

// only leaves one kind of pages.
func (o *scope) only(dark bool) {
	o.schemes[0], o.schemes[1] = o.schemes[0] && !dark, o.schemes[1] && dark
}

// narrow is the scope of a rule for the whole page. Attributes and classes that say nothing of light and dark are a condition.
func (o scope) narrow(selector string) (scope, bool) {
	m := rootRule.FindStringSubmatch(selector)
	if m == nil || (m[1] == "&") != o.root {
		return o, false
	}
	rest := m[2]
	if !strings.Contains(rest, ":") {
		for _, found := range rootScheme.FindAllStringSubmatch(rest, -1) {
			o.only(found[1] == "dark" || found[2] == "on")
		}
		rest = rootScheme.ReplaceAllString(rest, "")
	}
	if m[1] == "" && (rest != "" || m[2] == "") {
		return o, false // any element that has it
	}
	o.root = true
	o.key += rest
	o.rank += 10 * (strings.Count(m[2], "[") + strings.Count(m[2], ".") + strings.Count(m[2], ":"))
	switch m[1] {
	case ":root":
		o.rank += 10
	case "html":
		o.rank++
	case "body":
		o.rank += 1000 // what it has comes before what it inherits
	}
	return o, true
}

// declare keeps a declaration of a custom property.
func (s *palette) declare(in []scope, text string, at int) {
	m := declaration.FindStringSubmatch(strings.ReplaceAll(text, "\n", " "))
	if m == nil {
		return
	}
	name, value := m[1], strings.ToLower(m[2])
	for _, o := range in {
		if !o.root {
			continue
		}
		if name == "color-scheme" {
			if words := strings.Fields(value); o.key == "" && o.schemes == [2]bool{true, true} && slices.Contains(words, "light") != slices.Contains(words, "dark") {
				s.shown = [2]bool{slices.Contains(words, "light"), slices.Contains(words, "dark")}
			}
			continue
		}
		d := &setting{name: name[2:], at: at + strings.Index(text, name), rank: o.rank}
		if m[3] != "" {
			d.rank += 10000
		}
		light, dark := lightDark(value)
		inLight, ok := sheetColor(light)
		inDark, ok2 := sheetColor(dark)
		d.colors, d.known = [2]asset.RGB{inLight, inDark}, ok && ok2
		if s.set[o.key] == nil {
			s.set[o.key] = map[string]*[2]*setting{}
		}
		if s.set[o.key][d.name] == nil {
			s.set[o.key][d.name] = &[2]*setting{}
		}
		for scheme, holds := range o.schemes {
			if now := &s.set[o.key][d.name][scheme]; holds && (*now == nil || (*now).rank <= d.rank) {
				*now = d
			}
		}
	}
}

// sheetColor reads an opaque colour: hexadecimal, rgb() or a name.
func sheetColor(value string) (asset.RGB, bool) {
	if !plainColor.MatchString(value) {
		return asset.RGB{}, false
	}
	c, alpha, ok := drawing.CSSColor(value)
	return c, ok && alpha == 1
}

// commas parts a text at its commas, but not within brackets.
func commas(s string) []string {
	var parts []string
	begin, depth := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, s[begin:i])
				begin = i + 1
			}
		}
	}
	return append(parts, s[begin:])
}
