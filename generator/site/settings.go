package site

import (
	"regexp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// settings takes what plaudit.yaml says, in the language of the site.
func (l *linker) settings() {
	c, s := &l.records.Config, l.site
	s.Title = l.name(c.Title)
	s.BaseURL = l.in.BaseURL
	if s.BaseURL == "" {
		s.BaseURL = c.BaseURL.S
	}
	if s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
		s.BaseURL += "/"
	}
	o := c.Organization
	s.Organization = Organization{Name: l.name(o.Name), URL: o.URL.S, Email: o.Email.S, Logo: picture(o.Logo), LogoDark: picture(o.LogoDark)}
	for _, u := range o.SameAs {
		s.Organization.SameAs = append(s.Organization.SameAs, u.S)
	}
	for _, m := range c.Menu {
		s.Menu = append(s.Menu, MenuLink{Label: l.name(m.Label), URL: m.URL.S})
	}
	s.CTA = l.cta(c.CTA)
	for _, t := range c.Testimonials {
		s.Testimonials = append(s.Testimonials, Testimonial{Text: l.text(t.Text), Name: t.Name.S, Role: l.name(t.Role), Organization: t.Organization.S})
	}
	s.Options = l.options()
	l.translated()
}

func (l *linker) options() Options {
	c := &l.records.Config
	o := Options{Theme: "podium", ThemeOptions: c.ThemeOptions, FileURLs: c.URLs.S == "file", PageSize: 48, RawHTML: c.Markdown.RawHTML.V,
		Forms:     Forms{Nominate: c.Forms.Nominate.Action.S, Contact: c.Forms.Contact.Action.S, Correct: c.Forms.Correct.Action.S},
		Analytics: l.analytics(), CSP: c.CSP, Params: c.Params, Preview: l.in.Drafts || l.in.Future}
	if c.Theme.S != "" {
		o.Theme = c.Theme.S
	}
	if c.PageSize.V > 0 {
		o.PageSize = int(c.PageSize.V)
	}
	for _, p := range c.Certificate.Signatories {
		o.Certificate.Signatories = append(o.Certificate.Signatories, Signatory{Name: p.Name.S, Role: l.name(p.Role), Signature: picture(p.Signature)})
	}
	o.Certificate.Template = picture(c.Certificate.Template)
	for _, p := range c.Certificate.Paper {
		o.Certificate.Paper = append(o.Certificate.Paper, p.S)
	}
	for _, f := range c.Kits.Formats {
		o.Kits.Formats = append(o.Kits.Formats, f.S)
	}
	for _, lang := range c.Kits.Languages {
		o.Kits.Languages = append(o.Kits.Languages, lang.S)
	}
	if len(o.Certificate.Paper) == 0 {
		o.Certificate.Paper = []string{"a4"}
	}
	unlessNo := func(b record.Bool) bool { return !b.Given() || b.V }
	o.Outputs = Outputs{PDF: unlessNo(c.Outputs.PDF), Badges: unlessNo(c.Outputs.Badges), Kits: unlessNo(c.Outputs.Kits),
		ShareImages: unlessNo(c.Outputs.ShareImages), Credentials: l.in.Issuer != ""}
	o.Issuer = l.in.Issuer
	return o
}

// analytics is the site's script with the attributes that it may have: names that a page can carry, none that runs a script by
// itself or says again what the theme says.
func (l *linker) analytics() record.Analytics {
	a := l.records.Config.Analytics
	a.Attributes = slices.DeleteFunc(slices.Clone(a.Attributes), func(x record.Attribute) bool {
		if attributeName.MatchString(x.Name.S) {
			return false
		}
		l.problems.Add(diag.BadChoice.New(x.Name.In(l.records.Config.File), "the script cannot have the attribute %q", x.Name.S).
			WithHint("write data-… in lower case, or async, crossorigin, id, integrity, referrerpolicy or type"))
		return true
	})
	return a
}

var attributeName = regexp.MustCompile(`^(data-[a-z0-9]+(-[a-z0-9]+)*|async|crossorigin|id|integrity|referrerpolicy|type)$`)
