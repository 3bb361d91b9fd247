package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Finder is what the scripts that find, compare and keep partners need to know. It is empty where there is nobody to find.
type Finder struct {
	Index     string // address of the search index of the page's language: its head.json
	Partners  string // of the whole directory
	Compare   string // of the page that compares partners
	Shortlist string // of the page of kept ones
	Instant   bool   // this page is where results appear while one types
	Within    []Within
}

// Within is a term of a facet that the page is about, so that a search can be narrowed by it: of a facet's page one, of a combination all.
type Within struct {
	Facet string
	Term  string
	Name  Text
}

// Choice is /partners/compare/ and /partners/shortlist/. Who is chosen only the visitor's browser knows.
type Choice struct {
	Page
	Finder  Finder
	Contact string // where a brief is posted; empty: a mail is prepared
}

func (b *Builder) finder(o *plan.Output) Finder {
	if !b.plan.Answers(b.a.Search() + "head.json") {
		return Finder{}
	}
	f := Finder{Index: b.a.Href(b.a.Search() + "head.json"), Partners: b.a.Href(b.a.Partners()), Compare: b.a.Href(b.a.Compare()), Shortlist: b.a.Href(b.a.Shortlist()),
		Instant: o.Kind == plan.Partners && o.Number <= 1}
	switch x := o.Subject.(type) {
	case *site.Tier:
		f.Within = []Within{{"tier", x.ID, b.text(x.Name)}}
	case *site.Term:
		f.Within = []Within{{x.Taxonomy, x.ID, b.text(x.Name)}}
	case *site.Landing:
		for _, t := range termsOf(x) {
			f.Within = append(f.Within, Within{t.Taxonomy, t.ID, b.text(t.Name)})
		}
	}
	return f
}

// Card is a partner as lists show it.
func (b *Builder) Card(p *site.Partner) *PartnerCard { return b.partnerCard(p) }

func (b *Builder) choice(o *plan.Output) *Choice {
	v := &Choice{Finder: b.finder(o), Contact: b.s.Options.Forms.Contact}
	kind := string(o.Kind)
	h := head{heading: b.say("view.title." + kind), description: b.t.T("view."+kind+".description", "site", b.s.Title.S), crumbs: b.section("partners"),
		uses: Uses{Forms: v.Contact != "" && o.Kind == plan.Shortlist}}
	v.Page = b.page(o, h)
	return v
}

// landing fills in a combination of facets.
func (b *Builder) landing(v *Directory, l *site.Landing, o *plan.Output, h *head) {
	h.heading, h.crumbs = b.text(l.Title), b.section("partners")
	h.description = b.described(site.Text{}, l.Text, "view.landing.description", "title", l.Title.S, "count", len(l.Partners), "site", b.s.Title.S)
	if o.Number <= 1 {
		v.Intro = b.prose(l.Text, place{o.Address, 2, "text-"})
	}
	for _, t := range termsOf(l) {
		v.Terms = append(v.Terms, b.termLink(t))
	}
}

// termsOf are the terms that a page of a combination has in common.
func termsOf(l *site.Landing) []*site.Term {
	return slices.DeleteFunc([]*site.Term{l.Specialty, l.Region, l.Country, l.Industry, l.Product}, func(t *site.Term) bool { return t == nil })
}

// landings are the pages of combinations that there are.
func (b *Builder) landings() []Link {
	var out []Link
	for _, l := range b.s.Landing {
		if len(l.Partners) > 0 {
			out = append(out, Link{Label: b.text(l.Title), URL: b.a.Href(b.a.Landing(l.ID))})
		}
	}
	return out
}

// FinderTexts are the interface texts that the scripts take from the search index. {count}, {name} and {names} in them are filled in by the
// script, so they have no plural forms.
var FinderTexts = []string{
	"finder.pick", "finder.found", "finder.none", "finder.without", "finder.clear", "finder.remove", "finder.more", "finder.formerly",
	"finder.wins", "finder.newest", "finder.accepting", "finder.awards", "finder.studies", "finder.terms", "finder.rule.best",
	"finder.rule.listed", "finder.rule.name", "finder.rule.newest", "finder.rule.awards", "finder.rule.rotation", "finder.take-out",
	"finder.take-out-short", "finder.summary", "finder.place", "finder.budget-from", "finder.newest-win", "finder.contact", "finder.website",
	"finder.yes", "finder.no", "finder.compare", "finder.subject", "finder.body", "finder.without-mail", "finder.kept", "finder.copied",
	"finder.csv-name", "finder.csv-page",
}
