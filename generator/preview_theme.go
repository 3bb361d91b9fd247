package generator

import (
	"maps"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/render"
)

// loadTheme loads the theme, or what of it is not the last snapshot's. With draft, templates that are other ones are not checked yet: then the
// snapshot is provisional.
func loadTheme(s, was *Snapshot, draft bool) {
	p := s.p
	of := func(path string) bool { return strings.HasPrefix(path, "themes/") || path == "plaudit.yaml" }
	if was == nil || was.p.theme == nil || slices.ContainsFunc(s.Saved, of) || s.Now.Before(was.Now) {
		n := p.problems.Len()
		var before *look
		if was != nil {
			before = was.p.look
		}
		if !p.findTheme(before) {
			s.lookSaid = p.problems.From(n)
			return
		}
		s.lookSaid = p.problems.From(n)
	} else {
		p.look, s.lookSaid = was.p.look, was.lookSaid
		p.problems.Add(s.lookSaid...)
	}
	n := p.problems.Len()
	views := p.layouts()
	layoutsSaid := p.problems.Len() > n
	s.views = slices.Sorted(maps.Keys(views))
	s.names = p.look.allNames(p.whole.Sites[0].Language)
	if was != nil && was.p.theme != nil && (draft || !was.draft) && !layoutsSaid && slices.Equal(s.views, was.views) && slices.Equal(s.names, was.names) && p.look.sameTemplates(was.p.look) {
		p.theme, s.tmplSaid, s.draft = was.p.theme, was.tmplSaid, was.draft
		p.problems.Add(s.tmplSaid...)
		s.Provisional = s.Provisional || s.draft
		return
	}
	if draft && was != nil && was.p.theme != nil && !layoutsSaid {
		if theme, ok := render.Draft(p.look.files, views, was.p.theme); ok {
			p.theme, s.draft, s.Provisional = theme, true, true
			return
		}
	}
	n = p.problems.Len()
	p.loadTemplates(views)
	s.tmplSaid = p.problems.From(n)
}

// allNames are those that templates may use.
func (l *look) allNames(language string) []string {
	texts := l.catalogs[language]
	var all []string
	for _, what := range []string{"text", "option", "asset"} {
		for _, name := range l.namesOf(what, texts) {
			all = append(all, what+":"+name)
		}
	}
	return all
}

// sameTemplates says whether two looks have the same templates.
func (l *look) sameTemplates(other *look) bool {
	if l == other {
		return true
	}
	count := func(files map[string]render.File) (n int) {
		for name := range files {
			if strings.HasPrefix(name, "templates/") {
				n++
			}
		}
		return n
	}
	if count(l.files) != count(other.files) {
		return false
	}
	for name, f := range l.files {
		if g := other.files[name]; strings.HasPrefix(name, "templates/") && (f.Name != g.Name || string(f.Data) != string(g.Data)) {
			return false
		}
	}
	return true
}
