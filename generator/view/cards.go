package view

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Cards stand on many pages and are made once. What a card holds is shared by the views and never changed.

// cardCitation is the length of the citation of an award's card, in characters.
const cardCitation = 280

func card[K comparable, C any](cards *sync.Map, subject K, make func() *C) *C {
	if found, ok := cards.Load(subject); ok {
		return found.(*C)
	}
	found, _ := cards.LoadOrStore(subject, make())
	return found.(*C)
}

func cardsOf[T, C any](list []T, card func(T) *C) []*C {
	if len(list) == 0 {
		return nil
	}
	out := make([]*C, 0, len(list))
	for _, x := range list {
		out = append(out, card(x))
	}
	return out
}

func (b *Builder) partnerCard(p *site.Partner) *PartnerCard {
	return card(&b.partnerCards, p, func() *PartnerCard {
		c := &PartnerCard{ID: p.ID, Name: b.text(p.Name), URL: b.a.Href(b.a.Partner(p.ID)), Logo: b.partnerLogo(p), Tier: b.tierLink(p.Tier),
			Type: b.termLink(p.Type), Summary: b.text(p.Summary), Place: b.placeOf(p.City.S, p.Country), Former: p.Former,
			Accepting: p.Accepting != nil && *p.Accepting, Specialties: b.termLinks(p.Specialties), Wins: p.Wins, FormerNames: slices.Clone(p.FormerNames)}
		c.CountryURL = b.countryLink(p.Country).URL
		for _, a := range p.Awards {
			if a.Counts() {
				c.LatestWin = b.text(a.Edition.Name)
				break
			}
		}
		return c
	})
}

func (b *Builder) partnerList(list []*site.Partner) []*PartnerCard {
	return cardsOf(list, b.partnerCard)
}

func (b *Builder) partnerLogo(p *site.Partner) Logo {
	return b.logo(p.Logo, p.LogoDark, p.Name.S, p.LogoAlt.S)
}

// placeOf is a city with its country, or one of them.
func (b *Builder) placeOf(city, code string) string {
	switch {
	case code == "":
		return city
	case city == "":
		return b.l.Country(code)
	}
	return b.t.T("view.place", "city", city, "country", b.l.Country(code))
}

func (b *Builder) awardCard(a *site.Award) *AwardCard {
	return card(&b.awardCards, a, func() *AwardCard {
		c := &AwardCard{ID: a.ID, URL: b.a.Href(b.a.Award(a)), Category: b.text(a.CategoryName),
			CategoryURL: b.a.Href(b.a.EditionCategory(a.Edition.ID, a.Category.ID)), Edition: b.text(a.Edition.Name), EditionID: a.Edition.ID,
			EditionURL: b.a.Href(b.a.Edition(a.Edition.ID)), Level: b.level(a.Level), Shortlisted: a.Shortlisted, Region: b.termLink(a.Region),
			Withheld: a.Withheld, Joint: a.Joint, Tie: a.Tie, Status: a.Status, StatusOn: b.date(a.StatusOn), StatusReason: b.text(a.StatusWhy),
			Replaces: a.Replaces != nil, Replaced: a.ReplacedBy != nil, Clients: linksOf(a.Clients, b.clientLink),
			Citation: b.shortened(a.Citation, cardCitation), Counts: a.Counts()}
		for i := range a.Recipients {
			c.Recipients = append(c.Recipients, b.recipient(a, i))
		}
		return c
	})
}

func (b *Builder) level(l *site.Level) Level {
	return Level{ID: l.ID, Name: b.text(l.Name), Rank: l.Rank}
}

func (b *Builder) recipient(a *site.Award, i int) Recipient {
	r := &a.Recipients[i]
	out := Recipient{ID: r.ID, Name: b.text(r.Name), Person: r.Person, PartnerName: b.text(r.PartnerName), NameNow: b.text(r.NameNow)}
	name := r.Name.S
	if r.Partner != nil {
		address := b.a.Href(b.a.Partner(r.Partner.ID))
		out.URL = address
		if r.Person {
			out.PartnerURL = address
			name = r.PartnerName.S
		}
	}
	out.Logo = b.logo(r.Logo, "", name, r.LogoAlt.S)
	if r.Partner != nil && r.Logo == r.Partner.Logo && r.Partner.LogoDark != "" {
		out.Logo = b.logo(r.Logo, r.Partner.LogoDark, name, r.LogoAlt.S)
	}
	if r.Tier != nil {
		out.Tier = b.text(r.Tier.Name)
	}
	out.Photo = b.pictureOf(r.Photo, Portrait, b.text(r.Name), Text{})
	if r.Share.Den > 0 {
		out.Share = r.Share.String()
	}
	if a.Joint && a.HasCertificate {
		out.Certificate = b.a.Href(b.a.RecipientCertificate(a.ID, r.ID))
	}
	return out
}

// holders names the recipients of an award, withheld ones counted: "A, B and a further recipient".
func (b *Builder) holders(a *site.Award) Text {
	if len(a.Recipients) == 1 && a.Withheld == 0 {
		return b.text(a.Recipients[0].Name)
	}
	names := make([]string, 0, len(a.Recipients)+1)
	for i := range a.Recipients {
		names = append(names, a.Recipients[i].Name.S)
	}
	if a.Withheld > 0 {
		names = append(names, b.t.T("view.recipients.further", "count", a.Withheld))
	}
	return plain(b.l.List(names))
}

func (b *Builder) studyCard(c *site.CaseStudy) *CaseStudyCard {
	return card(&b.studyCards, c, func() *CaseStudyCard {
		x := &CaseStudyCard{Title: b.text(c.Title), URL: b.a.Href(b.a.CaseStudy(c.ID)), Summary: b.text(c.Summary),
			Partners: b.partnerLinks(c.Partners), Date: b.date(c.Date), Hero: b.picture(c.Hero), Metrics: b.metrics(c.Metrics[:min(3, len(c.Metrics))])}
		if c.Client != nil {
			x.Client = b.clientLink(c.Client)
		}
		if !c.Summary.Given() {
			x.Summary = b.shortened(c.Body, 200)
		}
		return x
	})
}

func (b *Builder) clientCard(c *site.Client) *ClientCard {
	return card(&b.clientCards, c, func() *ClientCard {
		x := &ClientCard{Name: b.text(c.Name), URL: b.a.Href(b.a.Client(c.ID)), Logo: b.logo(c.Logo, c.LogoDark, c.Name.S, ""),
			Industry: b.studyTermLink(c.Industry), Awards: len(c.Awards), CaseStudies: len(c.CaseStudies)}
		if c.Country != "" {
			x.Country = b.l.Country(c.Country)
		}
		return x
	})
}

func (b *Builder) updateCard(u *site.Update) *PostCard {
	return b.postCard(&u.Post, b.a.Post("updates", u.ID))
}

func (b *Builder) resourceCard(r *site.Resource) *PostCard {
	c := b.postCard(&r.Post, b.a.Post("resources", r.ID))
	c.Kind, c.Series = r.Kind, b.text(r.Series)
	return c
}

func (b *Builder) eventCard(e *site.Event) *PostCard {
	c := b.postCard(&e.Post, b.a.Post("events", e.ID))
	c.Date, c.End, c.Place, c.Past = b.date(e.Start), b.date(e.End), b.text(e.Place), e.Past
	if !e.Past {
		c.ICS = b.eventCalendar(e)
	}
	return c
}

// eventCalendar leads to an event's calendar file; empty without one.
func (b *Builder) eventCalendar(e *site.Event) string {
	return b.answered(plan.Folder(b.a.Post("events", e.ID)) + e.ID + ".ics")
}

func (b *Builder) postCard(p *site.Post, address string) *PostCard {
	return &PostCard{Title: b.text(p.Title), URL: b.a.Href(address), Summary: b.text(p.Summary), Date: b.date(p.Date)}
}

func (b *Builder) editionHead(e *site.Edition) EditionHead {
	return *card(&b.editionHeads, e, func() *EditionHead { return b.newEditionHead(e) })
}

func (b *Builder) newEditionHead(e *site.Edition) *EditionHead {
	h := &EditionHead{ID: e.ID, Name: b.text(e.Name), URL: b.a.Href(b.a.Edition(e.ID)), Date: b.date(e.Date), Past: e.Past, Venue: b.text(e.Venue),
		Cover: b.picture(e.Cover)}
	for _, a := range e.Awards {
		if a.Counts() {
			h.Winners++
		}
	}
	return h
}

func (b *Builder) categoryHead(c *site.Category) CategoryHead {
	return *card(&b.categoryHeads, c, func() *CategoryHead { return b.newCategoryHead(c) })
}

func (b *Builder) newCategoryHead(c *site.Category) *CategoryHead {
	h := &CategoryHead{Name: b.text(c.Name), URL: b.a.Href(b.a.Category(c.ID)), Retired: c.Retired != ""}
	for i := len(c.FormerNames) - 1; i >= 0; i-- {
		h.FormerNames = append(h.FormerNames, c.FormerNames[i].Name.S)
	}
	for i := range c.Years {
		for _, a := range c.Years[i].Awards {
			if a.Counts() {
				h.Wins++
			}
		}
	}
	return h
}

// crumbs of the sections.

func (b *Builder) section(name string) []Link { return b.existing(name) }

func (b *Builder) editionCrumbs(e *site.Edition) []Link {
	return append(b.section("awards"), b.editionLink(e))
}

func (b *Builder) awardCrumbs(a *site.Award) []Link {
	return append(b.editionCrumbs(a.Edition), Link{Label: b.text(a.CategoryName), URL: b.a.Href(b.a.EditionCategory(a.Edition.ID, a.Category.ID))})
}

// joined is a list of names as one text.
func (b *Builder) joined(links []Link) string {
	names := make([]string, 0, len(links))
	for _, l := range links {
		names = append(names, l.Label.S)
	}
	return b.l.List(names)
}

// sectionOf is the address of a section for the menu.
func (b *Builder) sectionOf(name string) string { return b.a.Root(name + "/") }

// feedFolder is where the feeds of an output's record are.
func feedFolder(o *plan.Output) string { return plan.Folder(firstPage(o)) }

func numbered(prefix string, i int) string { return prefix + strconv.Itoa(i) + "-" }

func firstGiven(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
