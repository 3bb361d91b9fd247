package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) caseStudies(o *plan.Output) *CaseStudies {
	v := &CaseStudies{All: b.a.Href(b.a.CaseStudies()), Facets: b.marked(b.studies, o.Subject), Total: len(b.s.CaseStudies)}
	list := b.s.CaseStudies
	h := head{heading: b.say("view.title.case-studies"), feed: b.a.CaseStudies()}
	if t, ok := o.Subject.(*site.Term); ok {
		list = t.CaseStudies
		v.Facet, v.Term = t.Taxonomy, b.text(t.Name)
		v.Partners = b.termLink(t).URL
		h.heading, h.crumbs = v.Term, b.section("case-studies")
		h.title = b.t.T("view.studies.facet.title", "term", v.Term.S)
		h.description = b.t.T("view.studies.facet.description", "count", len(list), "term", v.Term.S, "site", b.s.Title.S)
	} else {
		h.description = b.t.T("view.studies.description", "count", len(list), "site", b.s.Title.S)
		v.Intro = b.introduction(o, &h)
	}
	v.CaseStudies = cardsOf(list[o.From:o.To], b.studyCard)
	v.Pager = b.pagerOf(o, len(list))
	h.nodes = []any{itemList(b, v.CaseStudies, o.From, func(c *CaseStudyCard) (string, string) { return c.Title.S, c.URL })}
	v.Page = b.page(o, h)
	return v
}

func (b *Builder) caseStudy(o *plan.Output, c *site.CaseStudy) *CaseStudy {
	v := &CaseStudy{Title: b.text(c.Title), Summary: b.text(c.Summary), Date: b.date(c.Date), Updated: b.date(c.Updated),
		Partners: b.partnerList(c.Partners), Industries: b.studyTermLinks(c.Industries), Specialties: b.studyTermLinks(c.Specialties),
		Products: b.studyTermLinks(c.Products), Metrics: b.metrics(c.Metrics), Quote: b.quote(c.Quote), Hero: b.picture(c.Hero),
		Videos: b.videos(c.Videos, o.Address), Awards: cardsOf(c.Awards, b.awardCard), More: b.related(c), Draft: c.Draft, Future: c.Future}
	var text string
	v.Body, v.Contents, text = b.body(&c.Post, o.Address)
	if c.Client != nil {
		v.Client = b.clientCard(c.Client)
	}
	if c.Country != "" {
		v.Country = b.studyTermLink(b.country(c.Country))
		v.Country.Label = plain(b.l.Country(c.Country))
	}
	if c.ApprovedByClient.Given() {
		v.Approvals = append(v.Approvals, Approval{By: "client", Date: b.date(c.ApprovedByClient)})
	}
	if c.ApprovedByPartner.Given() {
		v.Approvals = append(v.Approvals, Approval{By: "partner", Date: b.date(c.ApprovedByPartner)})
	}
	for _, i := range c.Investment {
		x := Investment{By: Link{Label: plain(i.Name)}, Kind: b.text(i.Kind)}
		switch {
		case i.Partner != nil:
			x.By = b.partnerLink(i.Partner)
		case i.Client != nil:
			x.By = b.clientLink(i.Client)
		}
		if i.Percent > 0 {
			x.Share = b.l.Percent(i.Percent, 1)
		}
		v.Investment = append(v.Investment, x)
	}
	if c.Newer != nil {
		v.Newer = Link{Label: b.text(c.Newer.Title), URL: b.a.Href(b.a.CaseStudy(c.Newer.ID))}
	}
	if c.Older != nil {
		v.Older = Link{Label: b.text(c.Older.Title), URL: b.a.Href(b.a.CaseStudy(c.Older.ID))}
	}
	h := b.postHead(&c.Post, "case-studies", text)
	h.image, h.uses = v.Hero, Uses{Media: films(nil, c.Videos)}
	h.nodes = b.articleNodes("Article", &c.Post, h.description, v.Hero, "")
	h.nodes = append(h.nodes, b.videoNodes(v.Videos, c.Videos, h.description, v.Hero, c.Date)...)
	v.Page = b.page(o, h)
	return v
}

// related are the newest others of the same client, partner or industry, in this order, at most three.
func (b *Builder) related(c *site.CaseStudy) []*CaseStudyCard {
	seen := map[*site.CaseStudy]bool{c: true}
	var out []*CaseStudyCard
	take := func(list []*site.CaseStudy) {
		for _, x := range list {
			if len(out) == 3 {
				return
			}
			if !seen[x] {
				seen[x] = true
				out = append(out, b.studyCard(x))
			}
		}
	}
	if c.Client != nil {
		take(c.Client.CaseStudies)
	}
	for _, p := range c.Partners {
		take(p.CaseStudies)
	}
	for _, t := range c.Industries {
		take(t.CaseStudies)
	}
	return out
}

func (b *Builder) clients(o *plan.Output) *Clients {
	list := b.s.Clients
	v := &Clients{Clients: cardsOf(list[o.From:o.To], b.clientCard), Pager: b.pagerOf(o, len(list))}
	h := head{heading: b.say("view.title.clients"), description: b.t.T("view.clients.description", "count", len(list), "site", b.s.Title.S)}
	v.Intro = b.introduction(o, &h)
	h.nodes = []any{itemList(b, v.Clients, o.From, func(c *ClientCard) (string, string) { return c.Name.S, c.URL })}
	v.Page = b.page(o, h)
	return v
}

func (b *Builder) client(o *plan.Output, c *site.Client) *Client {
	v := &Client{Name: b.text(c.Name), Logo: b.logo(c.Logo, c.LogoDark, c.Name.S, ""), Website: c.Website, Industry: b.studyTermLink(c.Industry),
		Partners: b.partnerList(c.Partners), Awards: cardsOf(c.Awards, b.awardCard), CaseStudies: cardsOf(c.CaseStudies, b.studyCard)}
	if c.Country != "" {
		v.Country = b.studyTermLink(b.country(c.Country))
		v.Country.Label = plain(b.l.Country(c.Country))
	}
	key := "view.client.description"
	if len(c.Partners) == 0 {
		key = "view.client.description.alone"
	}
	h := head{heading: v.Name, crumbs: b.section("clients"), og: "profile",
		description: b.t.T(key, "client", c.Name.S, "partners", b.joined(b.partnerLinks(c.Partners)), "site", b.s.Title.S)}
	h.nodes = []any{b.clientNode(v, o)}
	v.Page = b.page(o, h)
	return v
}
