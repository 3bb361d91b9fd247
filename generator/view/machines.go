package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Pictures are the absolute addresses of the pictures that a page is about, as the page itself shows them: what a sitemap names.
func (b *Builder) Pictures(o *plan.Output) []string {
	var list []string
	add := func(path string, use Use) {
		if path == "" {
			return
		}
		if p, ok := b.env.Picture(path, use); ok {
			list = append(list, b.absolute(p.Src))
		}
	}
	switch s := o.Subject.(type) {
	case *site.Partner:
		add(s.Cover.Src, Wide)
		add(s.Logo, Mark)
	case *site.Client:
		add(s.Logo, Mark)
	case *site.CaseStudy:
		add(s.Hero.Src, Wide)
	case *site.Award:
		if o.Kind == plan.Award {
			add(s.Image.Src, Wide)
		}
	case *site.Edition:
		if o.Number > 1 {
			break // the first page shows them
		}
		add(s.Cover.Src, Wide)
		for _, p := range s.Gallery {
			add(p.Src, Wide)
		}
	}
	return list
}
