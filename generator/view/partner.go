package view

import (
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// facetGroup is a group of the directory's facets with the subject of each term, to mark the current one.
type facetGroup struct {
	group    FacetGroup
	subjects []any // *site.Tier or *site.Term
}

// markedGroups are facet groups, told by the first, with the term that is marked in them.
type markedGroups struct {
	first   *facetGroup
	subject any
}

// groupFacets makes the facets of the directory and of the case studies.
func (b *Builder) groupFacets() {
	tiers := facetGroup{group: FacetGroup{Key: "tier"}}
	for _, t := range b.s.Tiers {
		if len(t.Partners) > 0 {
			tiers.add(t, CountLink{Label: b.text(t.Name), URL: b.a.Href(b.a.TierFacet(t.ID)), Count: len(t.Partners)})
		}
	}
	b.facets = appendGroup(nil, tiers)
	for _, terms := range plan.Taxonomies(b.s) {
		g := facetGroup{}
		for _, t := range terms {
			g.group.Key = t.Taxonomy
			if len(t.Partners) > 0 {
				g.add(t, CountLink{Label: b.text(t.Name), URL: b.a.Href(b.a.Facet(t)), Count: len(t.Partners)})
			}
		}
		b.facets = appendGroup(b.facets, g)
	}
	for _, terms := range plan.StudyTaxonomies(b.s) {
		g := facetGroup{}
		for _, t := range terms {
			g.group.Key = t.Taxonomy
			if len(t.CaseStudies) > 0 {
				g.add(t, CountLink{Label: b.text(t.Name), URL: b.a.Href(b.a.StudyFacet(t)), Count: len(t.CaseStudies)})
			}
		}
		b.studies = appendGroup(b.studies, g)
	}
}

func (g *facetGroup) add(subject any, l CountLink) {
	g.group.Terms = append(g.group.Terms, l)
	g.subjects = append(g.subjects, subject)
}

func appendGroup(groups []facetGroup, g facetGroup) []facetGroup {
	if len(g.subjects) == 0 {
		return groups
	}
	return append(groups, g)
}

// marked are facet groups with the term of a page as the current one; all pages of the term share them.
func (b *Builder) marked(groups []facetGroup, subject any) []FacetGroup {
	if len(groups) == 0 {
		return nil
	}
	return *card(&b.facetLists, markedGroups{&groups[0], subject}, func() *[]FacetGroup {
		out := make([]FacetGroup, 0, len(groups))
		for _, g := range groups {
			group := g.group
			for i, s := range g.subjects {
				if subject != nil && s == subject {
					group.Terms = append([]CountLink(nil), group.Terms...)
					group.Terms[i].Current = true
				}
			}
			out = append(out, group)
		}
		return &out
	})
}

func (b *Builder) directory(o *plan.Output) *Directory {
	v := &Directory{All: b.a.Href(b.a.Partners()), Facets: b.marked(b.facets, o.Subject), Total: b.counts().active}
	var list []*site.Partner
	h := head{heading: b.say("view.title.partners")}
	switch x := o.Subject.(type) {
	case *site.Tier:
		list = x.Partners
		v.Facet, v.Term, v.Description = "tier", b.text(x.Name), b.text(x.Summary)
	case *site.Term:
		list = x.Partners
		v.Facet, v.Term, v.Group, v.Description = x.Taxonomy, b.text(x.Name), b.text(x.Group), b.text(x.Description)
		v.CaseStudies = cardsOf(x.CaseStudies[:min(3, len(x.CaseStudies))], b.studyCard)
		if o.Number <= 1 {
			b.recognised(v, x)
		}
	case *site.Landing:
		list = x.Partners
		b.landing(v, x, o, &h)
	default:
		list = b.active()
		v.Landings = b.landings()
		h.description = b.t.T("view.partners.description", "count", len(list), "site", b.s.Title.S)
		v.Intro = b.introduction(o, &h)
	}
	if v.Facet != "" {
		h.crumbs = b.section("partners")
		h.heading = v.Term
		h.title = b.t.T("view.facet.title", "term", v.Term.S, "facet", b.t.T("facets."+v.Facet))
		h.description = firstGiven(v.Description.S, b.t.T("view.facet.description", "count", len(list), "term", v.Term.S, "facet", b.t.T("facets."+v.Facet), "site", b.s.Title.S))
	}
	v.Finder = b.finder(o)
	v.Partners = b.partnerList(list[o.From:o.To])
	v.Pager = b.pagerOf(o, len(list))
	h.nodes = []any{itemList(b, v.Partners, o.From, func(c *PartnerCard) (string, string) { return c.Name.S, c.URL })}
	v.Page = b.page(o, h)
	return v
}

// mostRecognised is how many ranks of a country, and results of a region, its page of the directory shows.
const mostRecognised = 6

// recognised fills in the ranking of a country and the results of a region.
func (b *Builder) recognised(v *Directory, t *site.Term) {
	switch t.Taxonomy {
	case "country":
		for _, h := range b.hall().ByCountry {
			if strings.EqualFold(h.Country, t.ID) {
				v.Most = b.ranked(h.Standings, mostRecognised)
			}
		}
	case "region":
		for _, e := range b.s.Editions {
			for _, a := range e.Awards {
				if a.Region == t && a.Counts() && len(v.Awards) < mostRecognised {
					v.Awards = append(v.Awards, b.awardCard(a))
				}
			}
		}
	}
}

func (b *Builder) partner(o *plan.Output, p *site.Partner) *Partner {
	v := &Partner{
		ID: p.ID, Name: b.text(p.Name), Logo: b.partnerLogo(p), Former: p.Former, Predecessors: b.partnerLinks(p.Predecessors), Tier: b.tierLink(p.Tier),
		Summary: b.text(p.Summary), Description: b.prose(p.Description, place{o.Address, 3, "description-"}), Cover: b.picture(p.Cover),
		Facts: b.facts(p), Specialties: b.termLinks(p.Specialties), Industries: b.termLinks(p.Industries), Products: b.termLinks(p.Products),
		Website: p.Website, Email: p.Email, Phone: p.Phone, ContactURL: p.ContactURL, Verified: b.date(p.Verified), VerifiedLongAgo: p.VerifiedLongAgo,
		Wins: p.Wins, CaseStudies: cardsOf(p.CaseStudies, b.studyCard), Updates: cardsOf(p.Updates, b.updateCard),
		Resources: cardsOf(p.Resources, b.resourceCard), Events: cardsOf(p.Events, b.eventCard),
		FeaturedUntil: b.date(p.FeaturedUntil), FeaturedReason: b.text(p.FeaturedReason),
	}
	if !p.Former {
		v.Finder = b.finder(o)
	}
	if p.Successor != nil {
		v.Successor = b.partnerLink(p.Successor)
	}
	b.history(v, p)
	for _, s := range p.Social {
		v.Social = append(v.Social, Link{Label: plain(networkName(s.Network)), URL: s.URL})
	}
	for _, c := range p.Certifications {
		v.Certifications = append(v.Certifications, Certification{Name: c.Name, URL: c.URL, Issued: b.date(c.Issued), Expires: b.date(c.Expires)})
	}
	for _, i := range p.Integrations {
		x := Integration{Name: i.Name, Docs: i.Docs, Version: i.Version, Status: i.Status, ReplacedBy: i.ReplacedBy}
		for _, d := range i.DataShared {
			x.DataShared = append(x.DataShared, b.text(d))
		}
		v.Integrations = append(v.Integrations, x)
	}
	b.proof(v, p)
	v.Correct = b.s.Options.Forms.Correct
	v.CorrectForm.Action = v.Correct
	if v.Correct == "" {
		v.Correct = mailto(b.s.Organization.Email, b.t.T("view.correct.subject", "name", p.Name.S), b.t.T("view.correct.body", "address", b.a.Absolute(o.Address)))
	}
	key := "view.partner.description"
	if p.Former {
		key = "view.partner.description.former"
	}
	h := head{heading: v.Name, crumbs: b.section("partners"), og: "profile", image: v.Cover, params: p.Params, feed: feedFolder(o), uses: Uses{Forms: v.CorrectForm.Action != ""},
		description: b.described(p.Summary, p.Description, key, "name", p.Name.S, "site", b.s.Title.S, "count", p.Wins)}
	h.nodes = []any{b.partnerNode(v, p)}
	v.Page = b.page(o, h)
	return v
}

// history fills in earlier names and tiers, newest first.
func (b *Builder) history(v *Partner, p *site.Partner) {
	for i := len(p.Identities) - 1; i >= 0; i-- {
		x := p.Identities[i]
		name := x.Name
		if name == "" {
			name = p.Name.S
		}
		last := x.Until.Add(-1) // the day that it still held
		v.FormerNames = append(v.FormerNames, FormerName{Name: name, Until: b.day(last), Logo: b.logo(x.Logo, "", name, "")})
	}
	for i := len(p.Tiers) - 1; i >= 0; i-- {
		x := p.Tiers[i]
		if x.Tier != nil {
			v.TierHistory = append(v.TierHistory, TierSpan{Tier: b.tierLink(x.Tier), From: b.date(x.FromDate), Until: b.date(x.UntilDate)})
		}
	}
}

// proof fills in awards by edition, and what clients said.
func (b *Builder) proof(v *Partner, p *site.Partner) {
	var edition *site.Edition
	clients := map[*site.Client]bool{}
	client := func(c *site.Client) {
		if c != nil && !clients[c] {
			clients[c] = true
			v.Clients = append(v.Clients, b.clientLink(c))
		}
	}
	for _, a := range p.Awards {
		if a.Edition != edition {
			edition = a.Edition
			v.Awards = append(v.Awards, AwardYear{Edition: b.editionHead(edition)})
		}
		year := &v.Awards[len(v.Awards)-1]
		year.Awards = append(year.Awards, b.awardCard(a))
		if a.Quote != nil {
			v.Quotes = append(v.Quotes, b.quote(a.Quote))
		}
		for _, c := range a.Clients {
			client(c)
		}
	}
	for _, l := range p.LevelCounts {
		v.LevelCounts = append(v.LevelCounts, CountLink{Label: b.text(l.Level), Count: l.Count})
	}
	for _, c := range p.CaseStudies {
		if c.Quote != nil {
			v.Quotes = append(v.Quotes, b.quote(c.Quote))
		}
		client(c.Client)
	}
}

// facts are what a profile lists, in this order.
func (b *Builder) facts(p *site.Partner) []Fact {
	var facts []Fact
	add := func(key string, values ...Link) {
		if len(values) > 0 && values[0].Label.S != "" {
			facts = append(facts, Fact{Key: key, Values: values})
		}
	}
	word := func(s string) Link { return Link{Label: plain(s)} }
	add("type", b.termLink(p.Type))
	add("place", Link{Label: plain(b.placeOf(p.City.S, p.Country)), URL: b.countryLink(p.Country).URL})
	add("offices", linksOf(p.Offices, func(o site.Office) Link {
		return Link{Label: plain(b.placeOf(o.City.S, o.Country)), URL: b.countryLink(o.Country).URL}
	})...)
	add("serves", linksOf(p.Serves, b.countryLink)...)
	add("regions", b.termLinks(p.Regions)...)
	add("languages", linksOf(p.Languages, b.languageLink)...)
	size := b.termLink(p.Size)
	if p.TeamSize != "" {
		if n, err := strconv.Atoi(p.TeamSize); err == nil {
			size.Label = b.say("view.people", "count", n)
		} else {
			size.Label = b.say("view.people.range", "range", strings.ReplaceAll(p.TeamSize, "-", "–"))
		}
	}
	add("size", size)
	add("founded", word(b.date(p.Founded).Text))
	add("since", word(b.date(p.Since).Text))
	if p.BudgetFrom > 0 {
		add("budget", word(b.l.Money(p.BudgetFrom, p.BudgetCurrency)))
	}
	if p.Accepting != nil {
		key := "view.accepting.no"
		if *p.Accepting {
			key = "view.accepting.yes"
		}
		add("accepting", Link{Label: b.say(key)})
	}
	return facts
}

func (b *Builder) languageLink(tag string) Link {
	lower := strings.ToLower(tag)
	for _, t := range b.s.LanguageTerms {
		if t.ID == lower {
			return b.termLink(t)
		}
	}
	return Link{Label: plain(b.l.Language(tag))}
}

// networkName is how a network writes its name, where we know it.
func networkName(id string) string {
	switch strings.ToLower(id) {
	case "linkedin":
		return "LinkedIn"
	case "x":
		return "X"
	case "youtube":
		return "YouTube"
	case "github":
		return "GitHub"
	case "gitlab":
		return "GitLab"
	case "tiktok":
		return "TikTok"
	case "":
		return ""
	}
	return strings.ToUpper(id[:1]) + id[1:]
}
