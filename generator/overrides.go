package generator

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/view"
	"github.com/plaudit/plaudit/themes"
)

// unusedOverrides warns of files that the site's own folder of a theme has and that nothing uses: mostly the name of an override is misspelt,
// and the built-in file, or that of a parent, is used without a word.
func (p *prepared) unusedOverrides(theme string) {
	if !slices.Contains(themes.Names(), theme) {
		p.unusedTemplates(theme)
		return
	}
	var builtIn []string
	err := fs.WalkDir(themes.FS(), theme, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			builtIn = append(builtIn, strings.TrimPrefix(name, theme+"/"))
		}
		return err
	})
	if err != nil {
		panic(err) // the files are in the program
	}
	for _, f := range p.tree.Under("themes/" + theme) {
		name := strings.TrimPrefix(f.Path, "themes/"+theme+"/")
		if slices.Contains(builtIn, name) || p.used(name) {
			continue
		}
		p.problems.Add(diag.UnusedOverride.New(diag.Position{File: f.Path}, "the theme %s has no such file, and nothing uses this one", theme).
			WithHint("%s", cmp.Or(diag.DidYouMean(name, builtIn), "name it like the file that it is to replace, or take it out")))
	}
}

// unusedTemplates warns of templates of a site's own theme that no page and no template asks for.
func (p *prepared) unusedTemplates(theme string) {
	known := []string{"templates/base.html"}
	for _, k := range view.Kinds {
		known = append(known, "templates/pages/"+plan.TemplateOf(k.Kind)+".html")
	}
	for _, f := range p.tree.Under("themes/" + theme + "/templates") {
		name := strings.TrimPrefix(f.Path, "themes/"+theme+"/")
		if slices.Contains(known, name) || path.Ext(name) == ".html" && p.used(name) {
			continue
		}
		p.problems.Add(diag.UnusedOverride.New(diag.Position{File: f.Path}, "nothing uses this file").
			WithHint("%s", cmp.Or(diag.DidYouMean(name, known), "page templates are in templates/pages and named like a kind of page or a `layout`, partials in templates/partials")))
	}
}

// used says whether something in the site may use a theme's file that is no override.
func (p *prepared) used(name string) bool {
	folder, file := path.Split(name)
	stem := strings.TrimSuffix(file, path.Ext(file))
	switch {
	case strings.HasPrefix(folder, "assets/"), folder == "i18n/":
		return true // style sheets name files as they like, and a language more does no harm
	case folder == "templates/partials/":
		for other, f := range p.look.files {
			if other != name && strings.HasPrefix(other, "templates/") && strings.Contains(string(f.Data), `"`+stem+`"`) {
				return true
			}
		}
	case folder == "templates/pages/":
		for _, o := range p.plan.Outputs {
			if o.Template == stem {
				return true
			}
		}
	}
	return false
}
