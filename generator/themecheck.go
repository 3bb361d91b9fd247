package generator

import (
	"cmp"
	"context"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/render"
)

// CheckTheme is Check, and looks at the theme's files besides: colours that cannot be read, styles that nothing has, markup that the
// site's policy stops.
func CheckTheme(ctx context.Context, in Input) (*Result, error) {
	p, err := prepare(in)
	if err != nil {
		return nil, err
	}
	defer p.cache.Close()
	p.sketch = true // what is drawn is no theme's
	p.lintContrast()
	p.lintSheetColors()
	for _, name := range slices.Sorted(maps.Keys(p.look.files)) {
		switch f := p.look.files[name]; path.Ext(name) {
		case ".css":
			if p.designed(f) {
				p.lintStyles(f)
			}
			p.lintTokenUses(f)
		case ".html":
			p.lintMarkup(name, f)
		}
	}
	return p.rest(ctx)
}

// designed says whether a file of the theme is the designer's, who can mend it: one of the site's own. A site without any has the built-in
// theme as it is, and then that is looked at.
func (p *prepared) designed(f render.File) bool {
	_, own := p.tree.Lookup(f.Name)
	return own || len(p.tree.Under("themes")) == 0
}

// ThemeFile is a file of a site's theme.
type ThemeFile struct {
	Path string // within the theme: templates/base.html
	Own  bool   // it is in the site's folder of the theme, and not built in or of a parent
	Data []byte
}

// ThemeFiles gives the name of a site's theme and its files, sorted: those of its parents and built-in ones included.
func ThemeFiles(in Input) (name string, files []ThemeFile, err error) {
	p, err := prepare(in)
	if err != nil {
		return "", nil, err
	}
	defer p.cache.Close()
	name = p.whole.Sites[0].Options.Theme
	for _, rel := range slices.Sorted(maps.Keys(p.look.files)) {
		own := "themes/" + name + "/" + rel
		_, there := p.tree.Lookup(own)
		files = append(files, ThemeFile{Path: rel, Own: there, Data: p.look.files[rel].Data})
	}
	return name, files, nil
}

// lintContrast looks at what theme.yaml wants to be readable, in every choice of its options, in light and in dark pages.
func (p *prepared) lintContrast() {
	all := p.look.everyToken()
	names := p.look.optionNames()
	for _, t := range all {
		names = append(names, t.name)
	}
	for i := range p.look.contrast {
		c := &p.look.contrast[i]
		known := true
		colors := c.On
		if o := p.look.find(c.Color.S); o == nil || o.Type.S != "color" {
			colors = append(slices.Clone(colors), c.Color)
		}
		for _, name := range colors {
			if !slices.ContainsFunc(all, func(t token) bool { return t.name == name.S }) {
				known = false
				p.problems.Add(diag.UnknownOption.New(name.In(c.file), "`contrast` names \"%s\", and no choice of an option sets such a token", name.S).
					WithWidth(len([]rune(name.S))).WithHint("%s", cmp.Or(diag.DidYouMean(name.S, names), "add it to `tokens` of an option")))
			}
		}
		if known {
			p.lintTokens(c)
		}
	}
}

// lintTokens tries every choice of the options that set the tokens of a demand, one option at a time.
func (p *prepared) lintTokens(c *contrast) {
	takesPart := func(t token) bool {
		return t.name == c.Color.S || slices.ContainsFunc(c.On, func(on record.Text) bool { return on.S == t.name })
	}
	for _, o := range p.look.options {
		if len(o.Tokens) == 0 || !slices.ContainsFunc(o.tokens(o.Tokens[0].Choice.S), takesPart) {
			continue
		}
		for _, choice := range o.Tokens {
			tokens := p.look.tokensWith(o.Name.S, choice.Choice.S)
			light, dark, ok := colorOf(c.Color.S, tokens)
			onLight, onDark, on := groundsOf(c, tokens)
			if !ok || !on {
				continue
			}
			at := choice.Choice.In(o.file)
			for j, ground := range c.On {
				p.compare(at, c, ground.S, "light", choice.Choice.S, light, onLight[j])
				p.compare(at, c, ground.S, "dark", choice.Choice.S, dark, onDark[j])
			}
		}
	}
}

func (p *prepared) compare(at diag.Position, c *contrast, ground, pages, choice string, color, on asset.RGB) {
	got := asset.Contrast(color, on)
	if got >= c.atLeast() {
		return
	}
	d := diag.LowContrast.New(at, "with \"%s\" the token \"%s\" (%s) has a contrast of %.1f with \"%s\" (%s) in %s pages, and needs %.3g",
		choice, c.Color.S, color, floor(got), ground, on, pages, c.atLeast()).WithWidth(len([]rune(choice)))
	if near, ok := asset.Readable(color, c.atLeast(), on); ok {
		d = d.WithHint("the nearest colour that can be read is \"%s\"", near)
	}
	p.problems.Add(d)
}

// everyToken are the tokens of all choices.
func (l *look) everyToken() []token {
	var all []token
	for _, o := range l.options {
		for _, choice := range o.Tokens {
			all = append(all, o.tokens(choice.Choice.S)...)
		}
	}
	return all
}

// tokensWith are the tokens of the site's choices, but for one option.
func (l *look) tokensWith(name, choice string) []token {
	var tokens []token
	for _, o := range l.options {
		value := o.value
		if o.Name.S == name {
			value = choice
		}
		tokens = append(tokens, o.tokens(value)...)
	}
	return tokens
}

var (
	cssQuiet  = regexp.MustCompile(`(?s)/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`)
	cssRule   = regexp.MustCompile(`[^{};]*\{`)
	cssClass  = regexp.MustCompile(`\.(-?[A-Za-z_][\w-]*)`)
	classWord = regexp.MustCompile(`[\w-]+`)
	classStem = regexp.MustCompile(`([A-Za-z][\w-]*-)(?:\{\{|\$\{|["'` + "`" + `])`)
	tokenUse  = regexp.MustCompile(`var\(\s*(--[\w-]+)\s*\)`)
	tokenSet  = regexp.MustCompile(`(?:^|[\s{;/])(--[\w-]+)\s*:|@property\s+(--[\w-]+)`)
	tokenName = regexp.MustCompile(`--[A-Za-z][\w-]*`)
	// What Markdown is made into: see generator/markdown.
	ofMarkdown = regexp.MustCompile(`^(hl-.*|callout.*|align-.*|prose|code|anchor|footnotes|tasks|table-scroll|contents-\d)$`)
)

// lintStyles looks for classes that neither a template nor a script of the theme has.
func (p *prepared) lintStyles(f render.File) {
	words, stems := p.look.classes()
	shown := p.look.shownClasses()
	text := cssQuiet.ReplaceAllStringFunc(string(f.Data), blank)
	said := map[string]bool{}
	for _, rule := range cssRule.FindAllStringIndex(text, -1) {
		selector := text[rule[0]:rule[1]]
		if strings.HasPrefix(strings.TrimSpace(selector), "@") {
			continue
		}
		for _, m := range cssClass.FindAllStringSubmatchIndex(selector, -1) {
			class := selector[m[2]:m[3]]
			if said[class] || words[class] || ofMarkdown.MatchString(class) || slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(class, s) }) {
				continue
			}
			said[class] = true
			p.problems.Add(diag.UnusedStyle.New(f.At(rule[0]+m[0]), "no template of the theme has the class \"%s\"", class).
				WithWidth(len(class)+1).WithHint("%s", cmp.Or(diag.DidYouMean(class, shown), "take the rule out")))
		}
	}
}

// lintTokenUses looks for var(--name) of a token that neither a style sheet, a script nor an option sets. What has a second value may be unset.
func (p *prepared) lintTokenUses(f render.File) {
	known := p.look.customProperties()
	text := cssQuiet.ReplaceAllStringFunc(string(f.Data), blank)
	said := map[string]bool{}
	for _, m := range tokenUse.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		if said[name] || known[name] {
			continue
		}
		said[name] = true
		p.problems.Add(diag.UnknownToken.New(f.At(m[2]), "nothing sets the token \"%s\"", name).WithWidth(len(name)).
			WithHint("%s", cmp.Or(diag.DidYouMean(name, slices.Sorted(maps.Keys(known))), "add it to `tokens` of an option in theme.yaml, or to a rule of a style sheet")))
	}
}

// customProperties are the names, with their two hyphens, that the theme's files and css/options.css set.
func (l *look) customProperties() map[string]bool {
	known := map[string]bool{}
	for name, f := range l.files {
		switch path.Ext(name) {
		case ".css":
			for _, m := range tokenSet.FindAllSubmatch(f.Data, -1) {
				known[string(m[1])+string(m[2])] = true
			}
		case ".js", ".mjs", ".html":
			for _, word := range tokenName.FindAll(f.Data, -1) {
				known[string(word)] = true
			}
		}
	}
	for _, t := range l.everyToken() {
		known["--"+t.name] = true
	}
	for _, o := range l.options {
		if o.Type.S != "color" {
			continue
		}
		known["--"+o.Name.S] = true
		for _, end := range []string{"-light", "-dark", "-ink"} {
			known["--"+o.Name.S+end] = true
		}
	}
	return known
}

// blank keeps places: every byte but line ends becomes a space, so that what has several bytes becomes as many spaces.
func blank(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}

// classes are all words of templates and scripts, and the beginnings of words that those make: kind-{{.Kind}}, "verify-" + verdict.
func (l *look) classes() (words map[string]bool, stems []string) {
	words = map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		if ext := path.Ext(name); ext != ".html" && ext != ".js" && ext != ".mjs" {
			continue
		}
		text := string(l.files[name].Data)
		for _, w := range classWord.FindAllString(text, -1) {
			words[w] = true
		}
		for _, m := range classStem.FindAllStringSubmatch(text, -1) {
			stems = append(stems, m[1])
		}
	}
	return words, stems
}

var (
	action    = regexp.MustCompile(`(?s)\{\{-?\s*(if|else|with|range|end)?\b.*?\}\}`)
	classList = regexp.MustCompile(`\bclass(?:Name)?\s*[=:]\s*(?:"([^"]*)"|'([^']*)')|\bclassList\.\w+\(\s*["']([\w-]+)`)
)

// shownClasses are the classes that templates and scripts give elements, sorted: fewer than the words of classes, since those that are put together
// are not among them.
func (l *look) shownClasses() []string {
	found := map[string]bool{}
	for name, f := range l.files {
		text := string(f.Data)
		switch path.Ext(name) {
		case ".html":
			text = action.ReplaceAllStringFunc(text, func(s string) string {
				if action.FindStringSubmatch(s)[1] == "" {
					return "\x00" // a value
				}
				return "\x01"
			})
		case ".js", ".mjs":
		default:
			continue
		}
		for _, m := range classList.FindAllStringSubmatch(text, -1) {
			for _, word := range strings.Fields(m[1] + m[2] + m[3]) {
				parts := strings.FieldsFunc(word, func(r rune) bool { return r == '\x01' })
				if slices.ContainsFunc(parts, func(s string) bool {
					return cssClass.FindString("."+s) != "."+s || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-")
				}) {
					continue // made of pieces
				}
				for _, part := range parts {
					found[part] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// stopped is what a site's policy stops.
var stopped = []struct {
	is   *regexp.Regexp
	what string
	hint string
}{
	{regexp.MustCompile(`(?i)\sstyle\s*=`), "a style attribute", "use a class, and a rule in a style sheet below assets/"},
	{regexp.MustCompile(`(?i)<[a-z][^>{]*\son[a-z]+\s*=`), "an inline handler", "add the listener in a script below assets/"},
	{regexp.MustCompile(`(?i)javascript:`), "an address that runs code", "use a button, and a script below assets/"},
	{regexp.MustCompile(`(?i)<script(?:\s+type\s*=\s*["']?(?:module|text/javascript)["']?)?\s*>`), "a script in the page", "put it into a file below assets/, and name that with `asset`"},
	{regexp.MustCompile(`(?i)<style[\s>]`), "a style sheet in the page", "put it into a file below assets/, and name that with `asset`"},
}

// fromAfar are files of another host, with the address.
var fromAfar = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<(?:script|img|iframe|video|audio|source|embed|object|track)\b[^>]*\s(?:src|srcset|poster|data)\s*=\s*["']?((?:https?:)?//[^"'\s>]*)`),
	regexp.MustCompile(`(?i)<link\b[^>]*\brel\s*=\s*["']?(?:stylesheet|icon|preload|modulepreload|manifest)\b[^>]*\shref\s*=\s*["']?((?:https?:)?//[^"'\s>]*)`),
}

// lintMarkup looks for what the content security policy of the pages does not let work. The newsletter page has a policy of its own.
func (p *prepared) lintMarkup(name string, f render.File) {
	for _, s := range stopped {
		if name == "templates/pages/email.html" && s.what == "a style attribute" {
			continue
		}
		for _, m := range s.is.FindAllIndex(f.Data, -1) {
			at := m[1] - len(strings.TrimLeft(string(f.Data[m[0]:m[1]]), " \t\r\n"))
			p.problems.Add(diag.StoppedMarkup.New(f.At(at), "the template has %s, which the site's policy stops", s.what).WithHint("%s", s.hint))
		}
	}
	for _, is := range fromAfar {
		for _, m := range is.FindAllSubmatchIndex(f.Data, -1) {
			if address := string(f.Data[m[2]:m[3]]); !p.allowed(address) {
				p.problems.Add(diag.StoppedMarkup.New(f.At(m[2]), "the template has a file of another host, which the site's policy stops").WithWidth(len([]rune(address))).
					WithHint("put the file below assets/ of the theme, or name the host in `csp` of plaudit.yaml"))
			}
		}
	}
}

// allowed says whether plaudit.yaml adds the host of an address to the policy.
func (p *prepared) allowed(address string) bool {
	c := &p.whole.Sites[0].Options.CSP
	for _, list := range [][]record.Text{c.Img, c.Frame, c.Script} {
		for _, origin := range list {
			if address == origin.S || strings.HasPrefix(address, strings.TrimSuffix(origin.S, "/")+"/") {
				return true
			}
		}
	}
	return false
}
