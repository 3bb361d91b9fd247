package view

import (
	"net/url"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Uses says what a page needs beyond its own origin.
type Uses struct {
	Forms bool     // it has a form that posts to another host
	Media []string // addresses of films that it plays
}

// SiteUses is what the pages of a site need together, for a header that is sent with all of them.
func SiteUses(s *site.Site) Uses {
	u := Uses{Forms: true}
	for _, e := range s.Editions {
		for _, a := range e.Awards {
			u.Media = films(u.Media, a.Videos)
		}
	}
	for _, c := range s.CaseStudies {
		u.Media = films(u.Media, c.Videos)
	}
	return u
}

// films adds the addresses of film files.
func films(to []string, videos []site.Video) []string {
	for _, v := range videos {
		if isFilm(v.URL) {
			to = append(to, v.URL)
		}
	}
	return to
}

// Policy is a content security policy (W3C CSP Level 3) as a page's meta element has it; frame-ancestors, which only a header may
// have, is not in it. Nothing inline runs or styles: JSON-LD is data and needs no permission.
func Policy(s *site.Site, uses Uses) string {
	c := &s.Options.CSP
	analytics := originOf(s.Options.Analytics.Src.S)
	var media []string
	for _, address := range uses.Media {
		media = append(media, originOf(address))
	}
	var b strings.Builder
	b.WriteString("default-src 'none'; base-uri 'none'")
	directive := func(name string, origins ...string) {
		b.WriteString("; ")
		b.WriteString(name)
		b.WriteString(" 'self'")
		slices.Sort(origins)
		for _, origin := range slices.Compact(origins) {
			if origin != "" {
				b.WriteString(" ")
				b.WriteString(origin)
			}
		}
	}
	directive("connect-src", append(sources(c.Connect), analytics)...)
	directive("font-src")
	forms := sources(nil)
	if uses.Forms {
		f := s.Options.Forms
		forms = append(sources(c.Form), originOf(f.Nominate), originOf(f.Contact), originOf(f.Correct))
	}
	directive("form-action", forms...)
	if len(c.Frame) > 0 {
		directive("frame-src", sources(c.Frame)...)
	}
	directive("img-src", append(sources(c.Img), "data:")...)
	directive("manifest-src")
	directive("media-src", media...)
	directive("script-src", append(sources(c.Script), analytics)...)
	directive("style-src")
	return b.String()
}

// emailPolicy is that of the newsletter page, which has style attributes since mail programs know nothing else, and neither scripts nor forms.
const emailPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self'; style-src 'unsafe-inline'"

// embedPolicy is that of an award's card: a style sheet and a logo, and nothing else. Any site may frame it, which a header alone can say.
const embedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self'; style-src 'self'"

// OwnPolicy is the policy of an output that needs another one than the site; empty for all others. A host has to send it instead of
// the site's: a browser keeps to both.
func OwnPolicy(o *plan.Output) string {
	switch o.Kind {
	case plan.Email:
		return emailPolicy
	case plan.Embed:
		return embedPolicy + "; frame-ancestors *"
	}
	return ""
}

// sources are the origins of a directive that the site adds. One that would end the directive is left out.
func sources(list []record.Text) []string {
	out := make([]string, 0, len(list)+3)
	for _, t := range list {
		if !strings.ContainsFunc(t.S, func(r rune) bool { return r <= ' ' || r == ';' || r == ',' || r >= 0x7f }) {
			out = append(out, t.S)
		}
	}
	return out
}

// originOf is scheme and host of an address; empty for one of the site itself.
func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, " ;,'\"") {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
