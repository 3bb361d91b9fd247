package generator

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/render"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
	"github.com/plaudit/plaudit/themes"
)

// contract is the version of the theme contract that this program keeps.
const contract = 1

// look is the theme of a site: the files of the built-in theme, its parents and the site's own folder, merged file by file; interface texts
// are merged text by text.
type look struct {
	files    map[string]render.File
	texts    map[string][]render.File // the files of interface texts, by the same names: those of the site's own folder first
	options  []option
	contrast []contrast
	paints   map[string]paint           // by the name of an option of type color
	catalogs map[string]*locale.Catalog // by language of the site
	textsFit bool                       // nothing is wrong with the texts
}

// loadTheme finds the theme's files, reads its options and texts, and loads its templates.
func (p *prepared) loadTheme() {
	if p.findTheme(nil) {
		p.loadTemplates(p.layouts())
	}
}

// findTheme finds the theme's files, and reads its options and texts. Of a look before, which may be nil, it takes the texts if they are the same.
func (p *prepared) findTheme(before *look) (found bool) {
	c := &p.records.Config
	name := cmp.Or(c.Theme.S, "podium")
	at := c.Head().Position()
	if c.Theme.Given() {
		at = c.Theme.In(c.File)
	}
	p.look = &look{files: map[string]render.File{}, texts: map[string][]render.File{}}
	if !p.mergeTheme(name, at, nil) {
		return false
	}
	p.unusedOverrides(name)
	p.readOptions()
	if before != nil && before.textsFit && p.sameTexts(before) {
		p.look.catalogs, p.look.textsFit = before.catalogs, true
		return true
	}
	n := p.problems.Len()
	p.readTexts()
	p.look.textsFit = p.problems.Len() == n
	return true
}

// loadTemplates loads the templates for their views.
func (p *prepared) loadTemplates(views map[string]any) {
	texts := p.look.catalogs[p.whole.Sites[0].Language]
	p.theme = render.Load(p.look.files, views, render.Names{Text: texts.Has, Asset: p.look.hasAsset, Option: p.look.hasOption, Near: func(what, name string) string {
		return diag.DidYouMean(name, p.look.namesOf(what, texts))
	}}, &p.problems)
}

// mergeTheme puts a theme's files under those that are there already: first the site's own folder, then the built-in theme of that
// name, then its parent.
func (p *prepared) mergeTheme(name string, at diag.Position, children []string) bool {
	if slices.Contains(children, name) {
		p.problems.Add(diag.CircularRef.New(at, "the theme \"%s\" is its own parent", name).WithHint("name another `parent`, or none"))
		return false
	}
	found := false
	var about []render.File // theme.yaml of the site's own folder, and the built-in one: its options stay
	add := func(rel string, f render.File) {
		found = true
		if rel == "theme.yaml" {
			about = append(about, f)
		}
		if strings.HasPrefix(rel, "i18n/") {
			p.look.texts[rel] = append(p.look.texts[rel], f)
		}
		if _, taken := p.look.files[rel]; !taken {
			p.look.files[rel] = f
		}
	}
	for _, f := range p.tree.Under("themes/" + name) {
		data, err := p.tree.ReadFile(f.Path)
		if err != nil {
			continue // the tree has said so
		}
		add(strings.TrimPrefix(f.Path, "themes/"+name+"/"), render.File{Name: f.Path, Data: data})
	}
	builtIn := slices.Contains(themes.Names(), name)
	if builtIn {
		err := fs.WalkDir(themes.FS(), name, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(themes.FS(), file)
			add(strings.TrimPrefix(file, name+"/"), render.File{Name: "themes/" + file, Data: data})
			return err
		})
		if err != nil {
			panic(err) // the files are in the program
		}
	}
	if !found {
		p.problems.Add(diag.UnknownTheme.New(at, "there is no theme \"%s\"", name).WithWidth(len([]rune(name))).
			WithHint("%s", cmp.Or(diag.DidYouMean(name, p.themeNames()), "the site's own themes are folders below themes/; the built-in one is podium")))
		return false
	}
	var parent record.Text
	for i, f := range about {
		t := decode.Theme(f.Name, f.Data, &p.problems)
		if t.Contract.Given() && t.Contract.V != contract {
			p.problems.Add(diag.BadThemeAsset.New(t.Contract.In(t.File), "the theme is made for contract %d, and this program keeps %d", t.Contract.V, contract).
				WithHint("see docs/themes.md for what changed"))
		}
		p.look.declare(&t)
		if i == 0 {
			parent = t.Parent
			at = parent.In(t.File)
		}
	}
	if parent.S != "" {
		return p.mergeTheme(parent.S, at, append(children, name))
	}
	return true
}

// themeNames are the themes that the site could have.
func (p *prepared) themeNames() []string {
	names := map[string]bool{}
	for _, n := range themes.Names() {
		names[n] = true
	}
	for _, f := range p.tree.Under("themes") {
		name, _, _ := strings.Cut(strings.TrimPrefix(f.Path, "themes/"), "/")
		names[name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// sameTexts says whether the site has the languages of a look before, and the texts are the same.
func (p *prepared) sameTexts(before *look) bool {
	same := func(a, b []render.File) bool {
		return slices.EqualFunc(a, b, func(a, b render.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) })
	}
	if len(before.catalogs) != len(p.whole.Sites) || !maps.EqualFunc(p.look.texts, before.texts, same) {
		return false
	}
	return !slices.ContainsFunc(p.whole.Sites, func(s *site.Site) bool { return before.catalogs[s.Language] == nil })
}

// readTexts reads the i18n files for each language of the site. A language that the theme does not speak is English.
func (p *prepared) readTexts() {
	p.look.catalogs = map[string]*locale.Catalog{}
	english := p.catalog("en", nil)
	reported := map[string]bool{}
	for _, s := range p.whole.Sites {
		tag := s.Language
		for tag != "" && p.look.files["i18n/"+tag+".yaml"].Data == nil {
			tag = tag[:max(0, strings.LastIndexByte(tag, '-'))]
		}
		switch {
		case tag == "en" && s.Language == "en":
			p.look.catalogs[s.Language] = english
		case tag == "":
			p.look.catalogs[s.Language] = english
			if !reported[s.Language] {
				p.problems.Add(diag.UntranslatedTheme.New(p.languageAt(s.Language), "the theme has no interface texts in \"%s\"; they are English there", s.Language).WithWidth(len(s.Language)).
					WithHint("add themes/%s/i18n/%s.yaml", s.Options.Theme, s.Language))
			}
		default:
			p.look.catalogs[s.Language] = p.catalog(tag, english)
		}
	}
}

// languageAt is where plaudit.yaml names a language.
func (p *prepared) languageAt(tag string) diag.Position {
	c := &p.records.Config
	for _, l := range c.Languages {
		if l.Tag.S == tag {
			return l.Tag.In(c.File)
		}
	}
	if c.Language.Given() {
		return c.Language.In(c.File)
	}
	return c.Head().Position()
}

// catalog reads the texts of a language and reports what is wrong with them.
func (p *prepared) catalog(tag string, reference *locale.Catalog) *locale.Catalog {
	l, err := locale.For(tag)
	if err != nil {
		l, _ = locale.For("en")
	}
	name := "i18n/" + tag + ".yaml"
	places := map[string]diag.Position{}
	messages := map[string]locale.Message{}
	for _, f := range slices.Backward(p.look.texts[name]) {
		list := decode.Messages(f.Name, f.Data, &p.problems)
		maps.Copy(messages, messagesOf(list))
		for _, m := range list {
			places[m.Key.S] = m.Key.In(f.Name)
		}
	}
	fallback := reference
	if fallback == nil {
		fallback = locale.NewCatalog(l, view.English(), nil) // a theme may leave out what views say, not templates
	}
	c := locale.NewCatalog(l, messages, fallback)
	if layers := p.look.texts[name]; reference == nil && len(layers) > 1 {
		p.compareTexts(c, layers, places)
	}
	for _, problem := range c.Check(reference) {
		at, there := places[problem.Key]
		hint := "compare with i18n/en.yaml"
		if !there {
			at, hint = diag.Position{File: p.look.files[name].Name}, fmt.Sprintf("add it to themes/%s/%s", p.whole.Sites[0].Options.Theme, name)
		}
		p.problems.Add(diag.MissingText.New(at, "the interface text %s", problem).WithHint("%s", hint))
	}
	return c
}

func messagesOf(list []record.Message) map[string]locale.Message {
	messages := make(map[string]locale.Message, len(list))
	for _, m := range list {
		text := locale.Message{Plain: m.Plain.S}
		for _, form := range m.Forms {
			if text.Forms == nil {
				text.Forms = map[string]string{}
			}
			text.Forms[form.Category.S] = form.Text.S
		}
		messages[m.Key.S] = text
	}
	return messages
}

// compareTexts reports what English texts that replace others have differently from them, and those that replace nothing.
func (p *prepared) compareTexts(c *locale.Catalog, layers []render.File, places map[string]diag.Position) {
	replaced := map[string]locale.Message{}
	for _, f := range slices.Backward(layers[1:]) {
		var said diag.List // it is said of the whole already
		maps.Copy(replaced, messagesOf(decode.Messages(f.Name, f.Data, &said)))
	}
	original := locale.NewCatalog(c.Locale(), replaced, nil)
	for _, problem := range c.Check(original) {
		at := places[problem.Key]
		switch {
		case at.File != layers[0].Name:
		case original.Has(problem.Key):
			p.problems.Add(diag.MissingText.New(at, "the interface text %s", problem).WithHint("compare with %s", layers[1].Name))
		case !p.look.mentions(problem.Key):
			p.problems.Add(diag.UnusedOverride.New(at, "nothing uses the interface text %s", problem.Key).WithWidth(len(problem.Key)).
				WithHint("%s", cmp.Or(diag.DidYouMean(problem.Key, original.Keys()), "take it out")))
		}
	}
}

// mentions says whether a template or script names an interface text, or makes such names of a first part and something else.
func (l *look) mentions(key string) bool {
	first := key[:strings.LastIndexByte(key, '.')+1]
	for name, f := range l.files {
		if strings.HasPrefix(name, "i18n/") {
			continue
		}
		if data := string(f.Data); strings.Contains(data, key) || first != "" && strings.Contains(data, `"`+first+"%") {
			return true
		}
	}
	return false
}

// layouts gives the zero view of each page template, those included that records ask for with `layout:`.
func (p *prepared) layouts() map[string]any {
	views := map[string]any{}
	for _, k := range view.Kinds {
		views[plan.TemplateOf(k.Kind)] = reflect.New(reflect.TypeOf(k.Zero)).Interface()
	}
	for _, o := range p.plan.Outputs {
		if !o.HTML || o.Template == plan.TemplateOf(o.Kind) || views[o.Template] != nil {
			continue
		}
		if p.look.files["templates/pages/"+o.Template+".html"].Data == nil {
			p.problems.Add(diag.UnknownPartial.New(o.Position(), "the theme has no layout \"%s\"", o.Template).
				WithHint("%s", cmp.Or(diag.DidYouMean(o.Template, p.look.pageTemplates()), "add templates/pages/"+o.Template+".html to the theme")))
			o.Template = plan.TemplateOf(o.Kind)
			continue
		}
		views[o.Template] = views[plan.TemplateOf(o.Kind)]
	}
	return views
}

func (l *look) pageTemplates() []string {
	var names []string
	for name := range l.files {
		if dir, file := path.Split(name); dir == "templates/pages/" {
			names = append(names, strings.TrimSuffix(file, ".html"))
		}
	}
	slices.Sort(names)
	return names
}

func (l *look) hasAsset(name string) bool {
	return name == optionsSheet || l.files["assets/"+name].Data != nil
}

// namesOf are the names that a template may have meant.
func (l *look) namesOf(what string, texts *locale.Catalog) []string {
	switch what {
	case "text":
		return texts.Keys()
	case "option":
		return l.optionNames()
	}
	names := []string{optionsSheet}
	for name := range l.files {
		if rest, ok := strings.CutPrefix(name, "assets/"); ok {
			names = append(names, rest)
		}
	}
	slices.Sort(names)
	return names
}

// line is a line of a theme's file, for diagnostics.
func (l *look) line(file string, n int) string {
	for _, f := range l.files {
		if f.Name == file {
			lines := strings.Split(string(f.Data), "\n")
			if n >= 1 && n <= len(lines) {
				return strings.TrimSuffix(lines[n-1], "\r")
			}
		}
	}
	return ""
}

// asset gives the bytes of a theme's file as they are published: style sheets and scripts minified, with the files that a sheet
// names published as well.
func (l *look) asset(files *files, name string, problems *diag.List) ([]byte, bool) {
	if name == optionsSheet {
		return l.optionsCSS(), true
	}
	f, ok := l.files["assets/"+name]
	if !ok {
		return nil, false
	}
	data := f.Data
	var err error
	switch strings.ToLower(path.Ext(name)) {
	case ".css":
		var unresolved []asset.Unresolved
		circular := map[string]bool{}
		data, unresolved = asset.RewriteURLs(data, func(ref string) (string, bool) {
			if strings.HasPrefix(ref, "#") {
				return ref, true
			}
			target := path.Join(path.Dir(name), ref)
			if l.names(target, name, map[string]bool{}) {
				circular[ref] = true // each name would follow from the other's content
				return "", false
			}
			one := files.asset(target)
			return path.Base(one.src), one.src != ""
		})
		for _, u := range unresolved {
			at := diag.Position{File: f.Name, Line: u.Line, Column: u.Column}
			if i := strings.IndexAny(u.Ref+"?", "?#"); circular[u.Ref[:i]] {
				problems.Add(diag.BadThemeAsset.New(at, "the style sheet names \"%s\", which in turn names it", u.Ref).WithHint("take one of the two out"))
				continue
			}
			problems.Add(diag.BadThemeAsset.New(at, "the style sheet names \"%s\", which the theme does not have", u.Ref).
				WithHint("name a file below assets/ of the theme"))
		}
		data, err = asset.CSS(data)
	case ".js", ".mjs":
		data, err = asset.JS(data)
	case ".json", ".webmanifest":
		data, err = asset.JSON(data)
	case ".svg":
		data, _, _, err = asset.CleanSVG(data)
	}
	if err != nil {
		problems.Add(fileProblem(diag.BadThemeAsset, f.Name, err))
		return nil, false
	}
	return data, true
}

// names says whether a style sheet is another one, or names it, perhaps by sheets between.
func (l *look) names(sheet, other string, seen map[string]bool) bool {
	if sheet == other {
		return true
	}
	if seen[sheet] || strings.ToLower(path.Ext(sheet)) != ".css" {
		return false
	}
	seen[sheet] = true
	found := false
	asset.RewriteURLs(l.files["assets/"+sheet].Data, func(ref string) (string, bool) {
		found = found || l.names(path.Join(path.Dir(sheet), ref), other, seen)
		return ref, true
	})
	return found
}
