package generator

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/themes"
)

// unusedOverrides warns of files that the site's own folder of a built-in theme has and the built-in theme has not, unless
// something uses them: mostly the name of an override is misspelt, and the built-in file is used without a word.
func (p *prepared) unusedOverrides(theme string) {
	if !slices.Contains(themes.Names(), theme) {
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
