package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// The limits of sitemaps.org for one file.
const (
	sitemapAddresses = 50_000
	sitemapBytes     = 50_000_000 // 50 MB, whether those of 1000 or of 1024
)

// Sitemap writes sitemap.xml: every page that indexed says yes to, and no redirect, notice, 404, newsletter or card for other sites. Where it would break the
// limits of the format it is an index, and sitemap-1.xml, sitemap-2.xml … hold the pages. pictures gives the absolute addresses of those that
// a page is about; it may be nil.
func Sitemap(p *plan.Plan, indexed func(*plan.Output) bool, pictures func(*plan.Output) []string) []File {
	return sitemap(p, indexed, pictures, sitemapAddresses, sitemapBytes)
}

const (
	urlsetHead = `<?xml version="1.0" encoding="utf-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">` + "\n"
	urlsetFoot = "</urlset>\n"
)

func sitemap(p *plan.Plan, indexed func(*plan.Output) bool, pictures func(*plan.Output) []string, addresses, size int) []File {
	pages, copies := listed(p, indexed)
	var files [][]byte
	var latest []string // lastmod of each file
	x, n, newest := markup{b: []byte(urlsetHead)}, 0, ""
	flush := func() {
		x.raw(urlsetFoot)
		files, latest = append(files, x.b), append(latest, newest)
		x, n, newest = markup{b: []byte(urlsetHead)}, 0, ""
	}
	for _, o := range pages {
		before := len(x.b)
		mod := lastModified(o)
		var shown []string
		if pictures != nil {
			shown = pictures(o)
		}
		x.url(o, mod, copies[sameKey(o)], shown)
		if n > 0 && (n >= addresses || len(x.b)+len(urlsetFoot) > size) {
			entry := slices.Clone(x.b[before:])
			x.b = x.b[:before]
			flush()
			x.b = append(x.b, entry...)
		}
		n++
		newest = max(newest, mod)
	}
	flush()
	if len(files) == 1 {
		return []File{{"sitemap.xml", files[0]}}
	}
	index := markup{}
	index.raw(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	out := make([]File, 1, len(files)+1)
	a := plan.AddressesOf(pages[0].Site)
	for i, b := range files {
		name := "sitemap-" + strconv.Itoa(i+1) + ".xml"
		index.raw("<sitemap>")
		index.raw("<loc>")
		index.text(a.Absolute(name))
		index.raw("</loc>")
		if latest[i] != "" {
			index.raw("<lastmod>" + latest[i] + "</lastmod>")
		}
		index.raw("</sitemap>\n")
		out = append(out, File{name, b})
	}
	index.raw("</sitemapindex>\n")
	out[0] = File{"sitemap.xml", index.b}
	return out
}

// listed are the pages of a sitemap by path, and those of each that are one page in several languages.
func listed(p *plan.Plan, indexed func(*plan.Output) bool) (pages []*plan.Output, copies map[string][]*plan.Output) {
	copies = map[string][]*plan.Output{}
	for _, o := range p.Outputs {
		switch {
		case !o.HTML, o.Kind == plan.NotFound, o.Kind == plan.Withheld, o.Kind == plan.Gone, o.Kind == plan.Redirect, o.Kind == plan.Email, o.Kind == plan.Embed:
			continue
		case !indexed(o):
			continue
		}
		pages = append(pages, o)
		if len(o.Site.Languages) > 1 {
			copies[sameKey(o)] = append(copies[sameKey(o)], o)
		}
	}
	for _, list := range copies {
		slices.SortFunc(list, func(a, b *plan.Output) int { return strings.Compare(a.Site.Language, b.Site.Language) })
	}
	return pages, copies
}

// sameKey is what the copies of a page in all languages have in common: the address without the language.
func sameKey(o *plan.Output) string {
	return strings.TrimPrefix(o.Address, plan.AddressesOf(o.Site).Root(""))
}

func (x *markup) url(o *plan.Output, mod string, copies []*plan.Output, pictures []string) {
	x.raw("<url><loc>")
	x.text(plan.AddressesOf(o.Site).Absolute(o.Address))
	x.raw("</loc>")
	if mod != "" {
		x.raw("<lastmod>" + mod + "</lastmod>")
	}
	if len(copies) > 1 {
		for _, c := range copies {
			x.raw(`<xhtml:link rel="alternate"`)
			x.attr("hreflang", c.Site.Language)
			x.attr("href", plan.AddressesOf(c.Site).Absolute(c.Address))
			x.raw("/>")
		}
	}
	for _, picture := range pictures {
		x.raw("<image:image><image:loc>")
		x.text(picture)
		x.raw("</image:loc></image:image>")
	}
	x.raw("</url>\n")
}

// lastModified is the date of what a page shows, in the form of W3C's note on dates; empty when the content has none.
func lastModified(o *plan.Output) string {
	var last site.Date
	take := func(d site.Date) {
		if d.Given() && (!last.Given() || d.Time.After(last.Time)) {
			last = d
		}
	}
	edition := func(e *site.Edition) {
		if e.Past { // what is announced for a day to come was not changed on it
			take(e.Date)
		}
	}
	awards := func(list []*site.Award) {
		for _, a := range list {
			edition(a.Edition)
			if a.Status != site.Active {
				take(a.StatusOn)
			}
		}
	}
	studies := func(list []*site.CaseStudy) {
		for _, c := range list {
			take(modified(&c.Post))
		}
	}
	switch s := o.Subject.(type) {
	case *site.Partner:
		take(s.Verified)
		awards(s.Awards)
		studies(s.CaseStudies)
	case *site.Client:
		awards(s.Awards)
		studies(s.CaseStudies)
	case *site.Edition:
		edition(s)
		awards(s.Awards)
	case *site.CategoryYear:
		edition(s.Edition)
		awards(s.Awards)
	case *site.Category:
		for _, y := range s.Years {
			edition(y.Edition)
			awards(y.Awards)
		}
	case *site.Award:
		awards([]*site.Award{s})
	case plan.Own:
		awards([]*site.Award{s.Award})
	case *site.CaseStudy:
		take(modified(&s.Post))
	case *site.Update:
		take(modified(&s.Post))
	case *site.Resource:
		take(modified(&s.Post))
	case *site.Event:
		take(modified(&s.Post))
	case *site.Page:
		take(modified(&s.Post))
	}
	return isoDate(last)
}

// modified is the date of a post's last change.
func modified(p *site.Post) site.Date {
	if p.Updated.Given() {
		return p.Updated
	}
	return p.Date
}

// isoDate writes a date as exactly as it is known: 2026, 2026-04, 2026-04-06, or an instant with its offset.
func isoDate(d site.Date) string {
	switch d.Precision {
	case record.Year:
		return time.Date(d.Year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")
	case record.Month:
		return time.Date(d.Year, time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	case record.Day:
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
	case record.Minute:
		return d.Time.Format(time.RFC3339)
	}
	return ""
}
