package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// ldPage is the page itself. MainEntity is what a profile is of.
type ldPage struct {
	Type        string `json:"@type"`
	ID          string `json:"@id"`
	URL         string `json:"url"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	InLanguage  string `json:"inLanguage"`
	PartOf      ldRef  `json:"isPartOf"`
	MainEntity  *ldRef `json:"mainEntity,omitempty"`
	Published   string `json:"datePublished,omitempty"`
	Modified    string `json:"dateModified,omitempty"`
}

// ldVenue is a place that is known by what is written of it.
type ldVenue struct {
	Type    string `json:"@type"`
	Name    string `json:"name"`
	Address string `json:"address"`
}

// How an event is attended.
const (
	offline = "https://schema.org/OfflineEventAttendanceMode"
	online  = "https://schema.org/OnlineEventAttendanceMode"
)

func venue(name string) *ldVenue { return &ldVenue{Type: "Place", Name: name, Address: name} }

// pageTypes are the kinds of pages that schema.org has a word for; all others are a WebPage.
var pageTypes = map[plan.Kind]string{
	plan.Partner: "ProfilePage", plan.Client: "ProfilePage", plan.Press: "AboutPage",
	plan.Partners: "CollectionPage", plan.Facet: "CollectionPage", plan.Awards: "CollectionPage", plan.Edition: "CollectionPage",
	plan.EditionCategory: "CollectionPage", plan.Category: "CollectionPage", plan.CaseStudies: "CollectionPage", plan.StudyFacet: "CollectionPage",
	plan.Clients: "CollectionPage", plan.Updates: "CollectionPage", plan.Resources: "CollectionPage", plan.Events: "CollectionPage",
}

// pageNode is the page itself. A profile is of the first organisation that the page tells of.
func (b *Builder) pageNode(p *Page, nodes []any) *ldPage {
	address := b.absolute(p.Path)
	n := &ldPage{Type: pageTypes[plan.Kind(p.Kind)], ID: address + "#page", URL: address, Name: p.Heading.S, Description: p.Description, InLanguage: p.Lang,
		PartOf: ldRef{b.siteID()}, Published: p.Published.ISO, Modified: p.Modified.ISO}
	if n.Type == "" {
		n.Type = "WebPage"
	}
	if n.Type == "ProfilePage" {
		if o, ok := nodes[0].(*ldOrganization); ok {
			n.MainEntity = &ldRef{o.ID}
		}
	}
	return n
}

// namesOf names the recipients of an award in a list, withheld ones counted.
func (b *Builder) namesOf(c *AwardCard) string {
	var names []string
	for i := range c.Recipients {
		names = append(names, c.Recipients[i].Name.S)
	}
	if c.Withheld > 0 {
		names = append(names, b.t.T("view.recipients.further", "count", c.Withheld))
	}
	return b.l.List(names)
}

// holderNodes are who holds an award, as a certificate names them.
func (b *Builder) holderNodes(a *site.Award, recipients []Recipient) []any {
	var holds []string
	if a.Counts() {
		holds = []string{b.awardName(a)}
	}
	var nodes []any
	for i := range recipients {
		r := &recipients[i]
		switch {
		case !r.Person:
			n := &ldOrganization{Type: "Organization", Name: r.Name.S, URL: b.absolute(r.URL), Award: holds, Logo: b.absolute(r.Logo.Src)}
			if r.URL != "" {
				n.ID = n.URL + "#organization"
			}
			nodes = append(nodes, n)
		case r.PartnerName.S != "":
			nodes = append(nodes, &ldPerson{Type: "Person", Name: r.Name.S, Award: holds, WorksFor: &ldThing{Type: "Organization", Name: r.PartnerName.S, URL: b.absolute(r.PartnerURL)}})
		default:
			nodes = append(nodes, &ldPerson{Type: "Person", Name: r.Name.S, Award: holds})
		}
	}
	return nodes
}

// jurorNodes are the jury of the newest edition that has one.
func (b *Builder) jurorNodes() []any {
	for _, e := range b.s.Editions {
		if len(e.Jury) == 0 {
			continue
		}
		nodes := make([]any, 0, len(e.Jury))
		for i := range e.Jury {
			j := &e.Jury[i]
			n := &ldPerson{Type: "Person", Name: j.Name, JobTitle: j.Role.S}
			if j.Organization != "" {
				n.WorksFor = &ldThing{Type: "Organization", Name: j.Organization}
			}
			nodes = append(nodes, n)
		}
		return nodes
	}
	return nil
}

// ldDataset is numbers that a page publishes.
type ldDataset struct {
	Type        string       `json:"@type"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	URL         string       `json:"url"`
	InLanguage  string       `json:"inLanguage"`
	Creator     ldRef        `json:"creator"`
	Free        bool         `json:"isAccessibleForFree"`
	Measured    []ldVariable `json:"variableMeasured"`
}

// ldVariable is what is measured, and in which unit.
type ldVariable struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	Unit string `json:"unitText,omitempty"`
}

func variable(name, unit string) ldVariable {
	return ldVariable{Type: "PropertyValue", Name: name, Unit: unit}
}

// dataset is what a page of the programme publishes, for search engines that look for data; nil when nothing is measured.
func (b *Builder) dataset(o *plan.Output, name string, measured []ldVariable) any {
	if len(measured) == 0 {
		return nil
	}
	return &ldDataset{Type: "Dataset", Name: name, Description: b.t.T("view."+string(o.Kind)+".description", "site", b.s.Title.S), URL: b.a.Absolute(o.Address),
		InLanguage: b.s.Language, Creator: ldRef{b.ownerID()}, Free: true, Measured: measured}
}
