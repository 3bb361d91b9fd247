package view

import (
	"strconv"
	"time"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// The structured data of a page: one graph of schema.org (JSON-LD 1.1). Nodes refer to each other by @id; the program's owner and its
// site are named on every page and told in full on the home page.

type ldGraph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type ldRef struct {
	ID string `json:"@id"`
}

type ldThing struct {
	Type string `json:"@type"`
	ID   string `json:"@id,omitempty"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

type ldSite struct {
	Type       string `json:"@type"`
	ID         string `json:"@id"`
	Name       string `json:"name"`
	URL        string `json:"url"`
	InLanguage string `json:"inLanguage"`
	Publisher  ldRef  `json:"publisher"`
}

type ldOrganization struct {
	Type          string   `json:"@type"`
	ID            string   `json:"@id,omitempty"`
	Name          string   `json:"name"`
	AlternateName []string `json:"alternateName,omitempty"`
	URL           string   `json:"url,omitempty"`
	Description   string   `json:"description,omitempty"`
	Logo          string   `json:"logo,omitempty"`
	Email         string   `json:"email,omitempty"`
	Telephone     string   `json:"telephone,omitempty"`
	FoundingDate  string   `json:"foundingDate,omitempty"`
	Address       *ldPlace `json:"address,omitempty"`
	Award         []string `json:"award,omitempty"`
	SameAs        []string `json:"sameAs,omitempty"`
	MemberOf      *ldThing `json:"memberOf,omitempty"`
	KnowsAbout    []string `json:"knowsAbout,omitempty"`
	Parent        *ldThing `json:"parentOrganization,omitempty"`
}

type ldPlace struct {
	Type     string `json:"@type"`
	Locality string `json:"addressLocality,omitempty"`
	Country  string `json:"addressCountry,omitempty"`
}

type ldPerson struct {
	Type     string   `json:"@type"`
	ID       string   `json:"@id,omitempty"`
	Name     string   `json:"name"`
	JobTitle string   `json:"jobTitle,omitempty"`
	Award    []string `json:"award,omitempty"`
	WorksFor *ldThing `json:"worksFor,omitempty"`
	Image    string   `json:"image,omitempty"`
}

type ldBreadcrumbs struct {
	Type  string   `json:"@type"`
	Items []ldItem `json:"itemListElement"`
}

type ldList struct {
	Type  string   `json:"@type"`
	Count int      `json:"numberOfItems"`
	Items []ldItem `json:"itemListElement"`
}

type ldItem struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name,omitempty"`
	Item     string `json:"item,omitempty"` // of breadcrumbs
	URL      string `json:"url,omitempty"`  // of lists
}

type ldArticle struct {
	Type        string    `json:"@type"`
	Headline    string    `json:"headline"`
	Alternative string    `json:"alternativeHeadline,omitempty"` // of an award: what it amounts to
	Status      string    `json:"creativeWorkStatus,omitempty"`  // of an award that is not active
	URL         string    `json:"url,omitempty"`
	Description string    `json:"description,omitempty"`
	Published   string    `json:"datePublished,omitempty"`
	Modified    string    `json:"dateModified,omitempty"`
	Image       string    `json:"image,omitempty"`
	Author      any       `json:"author,omitempty"`
	Publisher   ldRef     `json:"publisher"`
	About       []ldThing `json:"about,omitempty"`
}

type ldEvent struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
	Start       string `json:"startDate,omitempty"`
	End         string `json:"endDate,omitempty"`
	Status      string `json:"eventStatus,omitempty"`
	Mode        string `json:"eventAttendanceMode,omitempty"`
	Location    any    `json:"location,omitempty"`
	Image       string `json:"image,omitempty"`
	Organizer   ldRef  `json:"organizer"`
}

type ldVideo struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Thumbnail   string `json:"thumbnailUrl,omitempty"`
	Uploaded    string `json:"uploadDate,omitempty"`
	Duration    string `json:"duration,omitempty"`
	Content     string `json:"contentUrl,omitempty"`
	Embed       string `json:"url,omitempty"`
}

// graph is the structured data of a page.
func (b *Builder) graph(p *Page, nodes []any) []byte {
	g := ldGraph{Context: "https://schema.org", Graph: make([]any, 0, len(nodes)+4)}
	if p.Kind != string(plan.Home) {
		g.Graph = append(g.Graph, &ldThing{Type: "Organization", ID: b.ownerID(), Name: p.Organization.Name.S, URL: p.Organization.URL},
			b.siteNode())
	}
	g.Graph = append(g.Graph, b.pageNode(p, nodes))
	if len(p.Breadcrumbs) > 0 {
		crumbs := &ldBreadcrumbs{Type: "BreadcrumbList", Items: make([]ldItem, 0, len(p.Breadcrumbs))}
		for i, l := range p.Breadcrumbs {
			crumbs.Items = append(crumbs.Items, ldItem{Type: "ListItem", Position: i + 1, Name: l.Label.S, Item: b.absolute(l.URL)})
		}
		g.Graph = append(g.Graph, crumbs)
	}
	for _, n := range nodes {
		if n != nil {
			g.Graph = append(g.Graph, n)
		}
	}
	return marshal(&g)
}

func (b *Builder) ownerID() string { return b.origin + "#organization" }
func (b *Builder) siteID() string  { return b.a.Absolute(b.a.Home()) + "#website" }

// absolute is the full address of a root-relative one.
func (b *Builder) absolute(address string) string {
	if len(address) > 0 && address[0] == '/' {
		return b.a.Origin() + address
	}
	return address
}

func (b *Builder) siteNode() *ldSite {
	return &ldSite{Type: "WebSite", ID: b.siteID(), Name: b.s.Title.S, URL: b.a.Absolute(b.a.Home()), InLanguage: b.s.Language, Publisher: ldRef{b.ownerID()}}
}

func (b *Builder) homeNodes(winners []*AwardCard) []any {
	o := b.s.Organization
	return []any{
		&ldOrganization{Type: "Organization", ID: b.ownerID(), Name: o.Name.S, URL: o.URL, Email: o.Email, Logo: b.absolute(b.frame.Organization.Logo.Src), SameAs: o.SameAs},
		b.siteNode(),
		itemList(b, winners, 0, func(c *AwardCard) (string, string) { return b.namesOf(c), c.URL }),
	}
}

// itemList is a list page's records; first is the place of its first record in the whole list.
func itemList[C any](b *Builder, cards []C, first int, of func(C) (name, address string)) any {
	if len(cards) == 0 {
		return nil
	}
	l := &ldList{Type: "ItemList", Count: len(cards), Items: make([]ldItem, 0, len(cards))}
	for i := range cards {
		name, address := of(cards[i])
		l.Items = append(l.Items, ldItem{Type: "ListItem", Position: first + i + 1, Name: name, URL: b.absolute(address)})
	}
	return l
}

func awardList(b *Builder, awards []*site.Award, first int) any {
	return itemList(b, awards, first, func(a *site.Award) (string, string) {
		return b.holders(a).S, b.a.Href(b.a.Award(a))
	})
}

// awardName is an award as schema.org has it: a text.
func (b *Builder) awardName(a *site.Award) string {
	return b.t.T("view.award.name", "category", a.CategoryName.S, "edition", a.Edition.Name.S)
}

func (b *Builder) partnerNode(v *Partner, p *site.Partner) any {
	n := &ldOrganization{Type: "Organization", ID: b.a.Absolute(b.a.Partner(p.ID)) + "#organization", Name: p.Name.S, AlternateName: p.FormerNames, URL: p.Website,
		Description: p.Summary.S, Logo: b.absolute(v.Logo.Src), Email: p.Email, Telephone: p.Phone, FoundingDate: b.date(p.Founded).ISO}
	if n.URL == "" {
		n.URL = b.a.Absolute(b.a.Partner(p.ID))
	}
	if p.Country != "" || p.City.Given() {
		n.Address = &ldPlace{Type: "PostalAddress", Locality: p.City.S, Country: p.Country}
	}
	for _, a := range p.Awards {
		if a.Counts() {
			n.Award = append(n.Award, b.awardName(a))
		}
	}
	for _, s := range p.Social {
		n.SameAs = append(n.SameAs, s.URL)
	}
	for _, t := range p.Specialties {
		n.KnowsAbout = append(n.KnowsAbout, t.Name.S)
	}
	if !p.Former {
		n.MemberOf = &ldThing{Type: "ProgramMembership", Name: b.s.Title.S, URL: b.a.Absolute(b.a.Home())}
	}
	if p.Successor != nil {
		n.Parent = &ldThing{Type: "Organization", Name: p.Successor.Name.S, URL: b.a.Absolute(b.a.Partner(p.Successor.ID))}
	}
	return n
}

func (b *Builder) clientNode(v *Client, o *plan.Output) any {
	n := &ldOrganization{Type: "Organization", ID: b.a.Absolute(o.Address) + "#organization", Name: v.Name.S, URL: v.Website, Logo: b.absolute(v.Logo.Src)}
	if n.URL == "" {
		n.URL = b.a.Absolute(o.Address)
	}
	return n
}

// awardNodes are an award's article with who holds it, and its films.
func (b *Builder) awardNodes(v *Award, a *site.Award, description string) []any {
	article := &ldArticle{Type: "Article", Headline: b.t.T("view.award.title", "recipients", b.holders(a).S, "category", a.CategoryName.S, "edition", a.Edition.Name.S),
		Alternative: b.outcome(a), Status: b.standing(a), URL: b.a.Absolute(b.a.Award(a)), Description: description, Published: b.date(a.Edition.Date).ISO, Image: b.absolute(v.Image.Src), Author: ldRef{b.ownerID()}, Publisher: ldRef{b.ownerID()}}
	nodes := []any{article}
	for i := range a.Recipients {
		r := &a.Recipients[i]
		var holds []string
		if a.Counts() {
			holds = []string{b.awardName(a)}
		}
		if r.Person {
			p := &ldPerson{Type: "Person", ID: b.a.Subject(plan.Own{Award: a, Recipient: i}), Name: r.Name.S, Award: holds, Image: b.absolute(v.Award.Recipients[i].Photo.Src)}
			if r.Partner != nil {
				p.WorksFor = &ldThing{Type: "Organization", Name: r.PartnerName.S, URL: b.a.Absolute(b.a.Partner(r.Partner.ID))}
			}
			nodes = append(nodes, p)
			article.About = append(article.About, ldThing{Type: "Person", ID: p.ID, Name: p.Name})
			continue
		}
		p := &ldOrganization{Type: "Organization", Name: r.Name.S, Award: holds, Logo: b.absolute(v.Award.Recipients[i].Logo.Src)}
		if r.Partner != nil {
			p.URL = b.a.Absolute(b.a.Partner(r.Partner.ID))
			p.ID = p.URL + "#organization"
		}
		nodes = append(nodes, p)
		article.About = append(article.About, ldThing{Type: "Organization", ID: p.ID, Name: p.Name})
	}
	return append(nodes, b.videoNodes(v.Videos, a.Videos, description, v.Image, a.Edition.Date)...)
}

// videoNodes are the films of a page. Search engines want a name, a picture and a date of each: without its own a film has the page's, and
// one that has none at all is not told of.
func (b *Builder) videoNodes(views []Video, videos []site.Video, description string, image Picture, date site.Date) []any {
	var nodes []any
	for i := range views {
		n := &ldVideo{Type: "VideoObject", Name: views[i].Title.S, Description: description, Thumbnail: b.absolute(views[i].Poster.Src), Uploaded: views[i].Date.ISO,
			Duration: isoDuration(videos[i].Duration)}
		if n.Thumbnail == "" {
			n.Thumbnail = b.absolute(image.Src)
		}
		if n.Uploaded == "" {
			n.Uploaded = b.date(date).ISO
		}
		if n.Name == "" || n.Thumbnail == "" || n.Uploaded == "" {
			continue
		}
		if views[i].File {
			n.Content = b.absolute(views[i].URL)
		} else {
			n.Embed = b.absolute(views[i].URL)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// isoDuration is a length of time as ISO 8601 has it: PT2M10S.
func isoDuration(d time.Duration) string {
	seconds := int(d / time.Second)
	if seconds <= 0 {
		return ""
	}
	out := "PT"
	for _, unit := range []struct {
		n    int
		name string
	}{{seconds / 3600, "H"}, {seconds / 60 % 60, "M"}, {seconds % 60, "S"}} {
		if unit.n > 0 {
			out += strconv.Itoa(unit.n) + unit.name
		}
	}
	return out
}

func (b *Builder) editionNodes(v *Edition, e *site.Edition, first int) []any {
	n := &ldEvent{Type: "Event", Name: e.Name.S, URL: b.a.Absolute(b.a.Edition(e.ID)), Start: b.date(e.Date).ISO, Image: b.absolute(v.Edition.Cover.Src),
		Organizer: ldRef{b.ownerID()}, Status: "https://schema.org/EventScheduled"}
	switch {
	case e.Venue.Given():
		n.Mode, n.Location = offline, venue(e.Venue.S)
	case e.Stream.URL != "":
		n.Mode, n.Location = online, &ldThing{Type: "VirtualLocation", URL: e.Stream.URL}
	default: // it is announced here
		n.Mode, n.Location = online, &ldThing{Type: "VirtualLocation", URL: n.URL}
	}
	to := min(len(e.Awards), v.Pager.Last)
	if to <= first {
		return []any{n}
	}
	return []any{n, awardList(b, e.Awards[first:to], first)}
}

func (b *Builder) articleNodes(kind string, p *site.Post, description string, image Picture, author string) []any {
	a := &ldArticle{Type: kind, Headline: p.Title.S, Description: description, Published: b.date(p.Date).ISO, Modified: b.date(p.Updated).ISO,
		Image: b.absolute(image.Src), Publisher: ldRef{b.ownerID()}, Author: ldRef{b.ownerID()}}
	if author != "" {
		a.Author = &ldThing{Type: "Person", Name: author}
	}
	return []any{a}
}

func (b *Builder) eventNode(v *Post, e *site.Event, description string, o *plan.Output) any {
	n := &ldEvent{Type: "Event", Name: e.Title.S, URL: b.a.Absolute(o.Address), Description: description, Start: b.date(e.Start).ISO, End: b.date(e.End).ISO,
		Organizer: ldRef{b.ownerID()}, Status: "https://schema.org/EventScheduled"}
	switch {
	case e.Place.Given():
		n.Mode, n.Location = offline, venue(e.Place.S)
	case v.Event.URL != "":
		n.Mode, n.Location = online, &ldThing{Type: "VirtualLocation", URL: b.absolute(v.Event.URL)}
	default:
		n.Mode, n.Location = online, &ldThing{Type: "VirtualLocation", URL: n.URL}
	}
	return n
}
