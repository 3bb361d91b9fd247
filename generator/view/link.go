package view

import (
	"net/url"
	"path"
	"strings"

	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// resolve gives the address to write for a link of a body: one from the root or relative to the page, or the path of another
// record's .md file relative to the body's own. In a page of another language it leads to that language's page where there is one.
func (b *Builder) resolve(dest, file, address string) (string, bool) {
	target, rest := dest, ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		target, rest = dest[:i], dest[i:]
	}
	switch {
	case target == "":
		return b.a.Href(address) + rest, true
	case strings.HasSuffix(target, ".md") && !strings.HasPrefix(target, "/"):
		clean, err := sitepath.CleanURLPath(path.Join("/", path.Dir(file), target))
		if err != nil {
			return "", false
		}
		found, ok := b.files()[clean[1:]]
		return b.a.Href(found) + rest, ok
	case !strings.HasPrefix(target, "/"):
		slash := strings.HasSuffix(target, "/") || target == "." || target == ".." || strings.HasSuffix(target, "/..") || strings.HasSuffix(target, "/.")
		target = path.Join("/", address[:strings.LastIndexByte(address, '/')+1], target)
		if slash && target != "/" {
			target += "/"
		}
	}
	found, ok := b.find(target)
	return found + rest, ok
}

// find gives the root-relative address of a path below base_url that begins with a slash, in the builder's language where the
// page exists in it.
func (b *Builder) find(target string) (string, bool) {
	clean, err := sitepath.CleanURLPath(target)
	if err != nil {
		return "", false
	}
	below := clean[1:]
	if prefix := b.a.Root(""); prefix != "" {
		if found, ok := b.answers(prefix + below); ok {
			return b.a.Href(found), true
		}
	}
	if found, ok := b.answers(below); ok {
		return b.a.Href(found), true
	}
	for i := range b.plan.Redirects {
		if from, ok := strings.CutSuffix(b.plan.Redirects[i].From, "*"); ok && strings.HasPrefix(clean, from) {
			return b.a.Href(below), true
		}
	}
	return "", false
}

// answers finds the output of an address, also when it is written in the other style of `urls`.
func (b *Builder) answers(address string) (string, bool) {
	if o, ok := b.plan.At(plan.OutputOf(address)); ok {
		return o.Address, true
	}
	trimmed := strings.TrimSuffix(strings.TrimSuffix(address, "/"), ".html")
	for _, other := range [...]string{trimmed + "/", trimmed + ".html"} {
		if b.plan.Answers(other) {
			return other, true
		}
	}
	return "", false
}

// addressesOfFiles gives the address of the record that a Markdown file holds, by the file's path.
func (b *Builder) addressesOfFiles() map[string]string {
	s, a := b.s, b.a
	m := map[string]string{}
	add := func(file, address string) {
		if strings.HasSuffix(file, ".md") {
			m[file] = address
			for _, l := range b.languages {
				m[strings.TrimSuffix(file, ".md")+"."+l.tag+".md"] = address
			}
		}
	}
	for _, c := range s.CaseStudies {
		add(c.At.File, a.CaseStudy(c.ID))
	}
	for _, u := range s.Updates {
		add(u.At.File, a.Post("updates", u.ID))
	}
	for _, r := range s.Resources {
		add(r.At.File, a.Post("resources", r.ID))
	}
	for _, e := range s.Events {
		add(e.At.File, a.Post("events", e.ID))
	}
	for _, p := range s.Pages {
		add(p.At.File, a.Page(p.ID))
	}
	for name, p := range s.Introductions {
		address := a.Root(name + "/")
		if name == "home" || name == "index" {
			address = a.Home()
		}
		if b.plan.Answers(address) {
			add(p.At.File, address)
		}
	}
	for _, w := range s.AwardByID {
		add(w.At.File, a.Award(w))
	}
	return m
}

// siteURL is an address that the editor wrote into a field: one from the root gets the path of base_url and the language, any other
// stays. Whether it leads somewhere is seen when the finished pages are checked.
func (b *Builder) siteURL(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return address
	}
	target, rest := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		target, rest = address[:i], address[i:]
	}
	if found, ok := b.find(target); ok {
		return found + rest
	}
	return b.a.Href(address[1:])
}

// bodyPicture finds a picture of a body.
func (b *Builder) bodyPicture(dest string) (markdown.Picture, bool) {
	file, err := sitepath.Asset(dest)
	if err != nil {
		return markdown.Picture{}, false
	}
	p, ok := b.env.Picture(file, Wide)
	return markdown.Picture{Src: p.Src, WebP: p.WebP, Width: p.Width, Height: p.Height}, ok
}

// mailto is a link that opens a prepared mail.
func mailto(address, subject, body string) string {
	if address == "" {
		return ""
	}
	link := "mailto:" + strings.ReplaceAll(url.PathEscape(address), "&", "%26") + "?subject=" + encoded(subject)
	if body != "" {
		link += "&body=" + encoded(body)
	}
	return link
}

// encoded is a text as the value of a query (RFC 6068 has no plus signs for spaces).
func encoded(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func (b *Builder) partnerLink(p *site.Partner) Link {
	return Link{Label: b.text(p.Name), URL: b.a.Href(b.a.Partner(p.ID))}
}

func (b *Builder) partnerLinks(list []*site.Partner) []Link {
	return linksOf(list, b.partnerLink)
}

func (b *Builder) clientLink(c *site.Client) Link {
	return Link{Label: b.text(c.Name), URL: b.a.Href(b.a.Client(c.ID))}
}

func (b *Builder) editionLink(e *site.Edition) Link {
	return Link{Label: b.text(e.Name), URL: b.a.Href(b.a.Edition(e.ID))}
}

func (b *Builder) categoryLink(c *site.Category) Link {
	return Link{Label: b.text(c.Name), URL: b.a.Href(b.a.Category(c.ID))}
}

// termLink leads to a term's page of the directory, which it has only when an active partner has the term.
func (b *Builder) termLink(t *site.Term) Link {
	if t == nil {
		return Link{}
	}
	l := Link{Label: b.text(t.Name)}
	if len(t.Partners) > 0 {
		l.URL = b.a.Href(b.a.Facet(t))
	}
	return l
}

func (b *Builder) termLinks(list []*site.Term) []Link { return linksOf(list, b.termLink) }

// studyTermLink leads to a term's page of the case studies, or of the directory.
func (b *Builder) studyTermLink(t *site.Term) Link {
	if t == nil || len(t.CaseStudies) == 0 {
		return b.termLink(t)
	}
	return Link{Label: b.text(t.Name), URL: b.a.Href(b.a.StudyFacet(t))}
}

func (b *Builder) studyTermLinks(list []*site.Term) []Link { return linksOf(list, b.studyTermLink) }

func (b *Builder) tierLink(t *site.Tier) Link {
	if t == nil {
		return Link{}
	}
	l := Link{Label: b.text(t.Name)}
	if len(t.Partners) > 0 {
		l.URL = b.a.Href(b.a.TierFacet(t.ID))
	}
	return l
}

// country is the term of an upper-case code; nil when no active partner sits or works there.
func (b *Builder) country(code string) *site.Term { return b.countries[code] }

func (b *Builder) countryLink(code string) Link {
	if code == "" {
		return Link{}
	}
	l := b.termLink(b.country(code))
	l.Label = plain(b.l.Country(code))
	return l
}

func linksOf[T any](list []T, link func(T) Link) []Link {
	if len(list) == 0 {
		return nil
	}
	out := make([]Link, 0, len(list))
	for _, x := range list {
		out = append(out, link(x))
	}
	return out
}
