package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// How many of each the home page shows.
const (
	homeStudies = 3
	homeUpdates = 4
	homeEvents  = 4
)

func (b *Builder) home(o *plan.Output) *Home {
	s := b.s
	v := &Home{Partners: b.counts().active, Awards: b.counts().wins, Countries: b.counts().countries,
		CaseStudies: cardsOf(s.CaseStudies[:min(homeStudies, len(s.CaseStudies))], b.studyCard),
		Updates:     cardsOf(s.Updates[:min(homeUpdates, len(s.Updates))], b.updateCard), Events: b.comingEvents(homeEvents),
		Clients:     cardsOf(s.ClientsShown, b.clientCard),
		PartnersURL: b.listURL("partners"), AwardsURL: b.listURL("awards"), StudiesURL: b.listURL("case-studies"), UpdatesURL: b.listURL("updates"),
		FeaturedURL: b.listURL("featured")}
	if e := b.latest(); e != nil {
		head := b.editionHead(e)
		v.Edition, v.Winners = &head, b.winners(e)
	}
	for _, e := range s.Editions {
		if len(e.Awards) > 0 {
			v.Editions++
		}
	}
	if b.call != nil && !b.call.Revealed {
		v.Call = b.callOf(b.call, o.Address)
	}
	for _, p := range s.Featured[:min(s.FeaturedSlots, len(s.Featured))] {
		v.Featured = append(v.Featured, FeaturedCard{Partner: b.partnerCard(p), Reason: b.text(p.FeaturedReason), Until: b.date(p.FeaturedUntil)})
	}
	for _, t := range s.Testimonials {
		v.Testimonials = append(v.Testimonials, Testimonial{Text: b.text(t.Text), Name: t.Name, Role: b.text(t.Role), Organization: t.Organization})
	}
	h := head{heading: b.text(s.Title), title: s.Title.S,
		description: b.t.T("view.home.description", "site", s.Title.S, "organization", s.Organization.Name.S, "partners", b.t.T("view.home.partners", "count", v.Partners), "count", v.Awards)}
	v.Intro = b.introduction(o, &h)
	if v.Edition != nil {
		h.image = v.Edition.Cover
	}
	h.nodes = b.homeNodes(v.Winners)
	v.Page = b.page(o, h)
	return v
}

// latest is the newest edition with visible results of the first level, else the newest with any.
func (b *Builder) latest() *site.Edition {
	for _, e := range b.s.Editions {
		if slices.ContainsFunc(e.Awards, func(a *site.Award) bool { return a.Level.Rank == 0 && !a.Shortlisted }) {
			return e
		}
	}
	for _, e := range b.s.Editions {
		if len(e.Awards) > 0 {
			return e
		}
	}
	return nil
}

// winners are the awards of the first level, those that were declined or rescinded left out.
func (b *Builder) winners(e *site.Edition) []*AwardCard {
	var out []*AwardCard
	for _, a := range e.Awards {
		if a.Counts() {
			out = append(out, b.awardCard(a))
		}
	}
	return out
}

// comingEvents are the next n events, the first to come first.
func (b *Builder) comingEvents(n int) []*PostCard {
	var out []*PostCard
	for i := len(b.s.Events) - 1; i >= 0 && len(out) < n; i-- { // newest first
		if e := b.s.Events[i]; !e.Past {
			out = append(out, b.eventCard(e))
		}
	}
	return out
}

// listURL is the address of a list, empty when there is none.
func (b *Builder) listURL(name string) string { return b.answered(b.a.Root(name + "/")) }
