package export

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

type awardsFile struct {
	dataHead
	Editions   []editionRecord  `json:"editions" about:"Newest first."`
	Categories []categoryRecord `json:"categories" about:"In their order on the site."`
	Awards     []awardRecord    `json:"awards" about:"Every visible result, by edition, category, level and region."`
	NotAwarded []noneRecord     `json:"not_awarded,omitempty" about:"Categories that an edition did not award."`
}

type editionRecord struct {
	ID          string             `json:"id" form:"id" about:"Never changes."`
	URL         string             `json:"url" form:"uri-reference"`
	Name        string             `json:"name"`
	Names       map[string]string  `json:"names,omitempty" about:"The name in other languages, where it has another one, by language."`
	Date        string             `json:"date" form:"date" about:"Of the announcement."`
	Venue       string             `json:"venue,omitempty"`
	Levels      []namedRecord      `json:"levels,omitempty" about:"Those with visible results."`
	Nominations *nominationsRecord `json:"nominations,omitempty"`
}

type namedRecord struct {
	ID   string `json:"id" form:"id"`
	Name string `json:"name"`
}

type nominationsRecord struct {
	Open      string `json:"open,omitempty" form:"date"`
	Close     string `json:"close,omitempty" form:"date"`
	Count     int    `json:"count,omitempty" form:"count"`
	Countries int    `json:"countries,omitempty" form:"count"`
}

type categoryRecord struct {
	ID          string             `json:"id" form:"id" about:"Never changes."`
	URL         string             `json:"url" form:"uri-reference"`
	Name        string             `json:"name"`
	Names       map[string]string  `json:"names,omitempty" about:"The name in other languages, where it has another one, by language."`
	Group       string             `json:"group,omitempty"`
	FormerNames []formerNameRecord `json:"former_names,omitempty"`
	Introduced  string             `json:"introduced,omitempty" about:"Id of an edition."`
	Retired     string             `json:"retired,omitempty" about:"Id of an edition."`
	Succeeds    []string           `json:"succeeds,omitempty" about:"Ids of categories."`
	SucceededBy []string           `json:"succeeded_by,omitempty" about:"Ids of categories."`
}

type formerNameRecord struct {
	Name  string `json:"name"`
	Until string `json:"until" about:"Id of the edition up to which it was used."`
}

type noneRecord struct {
	Edition  string `json:"edition" form:"id"`
	Category string `json:"category" form:"id"`
	Reason   string `json:"reason,omitempty"`
}

type awardRecord struct {
	ID           string            `json:"id" form:"id" about:"Never changes."`
	URL          string            `json:"url" form:"uri-reference"`
	Edition      string            `json:"edition" form:"id"`
	Category     string            `json:"category" form:"id"`
	CategoryName string            `json:"category_name" about:"As in that edition."`
	Level        string            `json:"level" form:"id"`
	LevelName    string            `json:"level_name" about:"As in that edition."`
	Shortlisted  bool              `json:"shortlisted,omitempty" about:"On the shortlist of an edition that is not decided yet."`
	Region       string            `json:"region,omitempty" form:"id" about:"Id of a term."`
	Recipients   []recipientRecord `json:"recipients"`
	Further      int               `json:"further_recipients,omitempty" form:"count" about:"Recipients without a name."`
	Joint        bool              `json:"joint,omitempty"`
	Tie          bool              `json:"tie,omitempty"`
	Win          bool              `json:"win" about:"Whether it is of the first level and still holds."`
	Status       string            `json:"status" form:"one:active|declined|rescinded|expired"`
	StatusOn     string            `json:"status_on,omitempty" form:"date"`
	StatusReason string            `json:"status_reason,omitempty"`
	ExpiresOn    string            `json:"expires_on,omitempty" form:"date"`
	Replaces     string            `json:"replaces,omitempty" form:"id"`
	ReplacedBy   string            `json:"replaced_by,omitempty" form:"id"`
	Clients      []string          `json:"clients,omitempty" about:"Ids."`
	Citation     string            `json:"citation,omitempty" about:"Markdown."`
	CaseStudy    string            `json:"case_study,omitempty" form:"id"`
	Quote        *quoteRecord      `json:"quote,omitempty"`
	Metrics      []metricRecord    `json:"metrics,omitempty"`
	Certificate  string            `json:"certificate,omitempty" form:"uri-reference" about:"Page of the certificate."`
}

type recipientRecord struct {
	ID      string `json:"id" form:"id"`
	Name    string `json:"name" about:"As on the day."`
	NameNow string `json:"name_now,omitempty" about:"When the partner has another name today."`
	Partner string `json:"partner,omitempty" form:"id" about:"Id of data/partners.json."`
	Tier    string `json:"tier,omitempty" form:"id" about:"As on the day."`
	Person  bool   `json:"person,omitempty"`
	Share   string `json:"share,omitempty" form:"share" about:"Of a joint award: 1/2."`
}

type quoteRecord struct {
	Text string `json:"text"`
	Name string `json:"name,omitempty"`
	Role string `json:"role,omitempty"`
}

type metricRecord struct {
	Label  string `json:"label"`
	Value  string `json:"value,omitempty"`
	Unit   string `json:"unit,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Period string `json:"period,omitempty"`
	Source string `json:"source,omitempty"`
	Method string `json:"method,omitempty"`
	Kind   string `json:"kind,omitempty"`
}

func editionOf(e *site.Edition, sites []*site.Site, a plan.Addresses) editionRecord {
	r := editionRecord{ID: e.ID, URL: a.Absolute(a.Edition(e.ID)), Name: e.Name.S, Date: isoDate(e.Date), Venue: e.Venue.S}
	r.Names = names(sites, e.Name.S, func(s *site.Site) site.Text {
		if x := s.EditionByID[e.ID]; x != nil {
			return x.Name
		}
		return site.Text{}
	})
	for i := range e.Levels {
		if e.Levels[i].Visible {
			r.Levels = append(r.Levels, namedRecord{e.Levels[i].ID, e.Levels[i].Name.S})
		}
	}
	if n := e.Nominations; n != nil {
		r.Nominations = &nominationsRecord{isoDate(n.Open), isoDate(n.Close), n.Count, n.Countries}
	}
	return r
}

func categoryOf(c *site.Category, sites []*site.Site, a plan.Addresses) categoryRecord {
	r := categoryRecord{ID: c.ID, URL: a.Absolute(a.Category(c.ID)), Name: c.Name.S, Group: c.Group.S, Introduced: c.Introduced, Retired: c.Retired}
	r.Names = names(sites, c.Name.S, func(s *site.Site) site.Text {
		if x := s.CategoryByID[c.ID]; x != nil {
			return x.Name
		}
		return site.Text{}
	})
	for _, n := range c.FormerNames {
		r.FormerNames = append(r.FormerNames, formerNameRecord{n.Name.S, n.Until})
	}
	for _, x := range c.Succeeds {
		r.Succeeds = append(r.Succeeds, x.ID)
	}
	for _, x := range c.SucceededBy {
		r.SucceededBy = append(r.SucceededBy, x.ID)
	}
	return r
}

func awardOf(w *site.Award, a plan.Addresses) awardRecord {
	r := awardRecord{
		ID: w.ID, URL: a.Absolute(a.Award(w)), Edition: w.Edition.ID, Category: w.Category.ID, CategoryName: w.CategoryName.S,
		Level: w.Level.ID, LevelName: w.Level.Name.S, Shortlisted: w.Shortlisted, Region: termID(w.Region),
		Recipients: []recipientRecord{}, Further: w.Withheld, Joint: w.Joint, Tie: w.Tie, Win: w.Counts(), Status: w.Status,
		StatusOn: isoDate(w.StatusOn), StatusReason: w.StatusWhy.S, ExpiresOn: isoDate(w.ExpiresOn), Citation: w.Citation.S,
	}
	for _, x := range w.Recipients {
		rec := recipientRecord{ID: x.ID, Name: x.Name.S, NameNow: x.NameNow.S, Person: x.Person}
		if x.Partner != nil {
			rec.Partner = x.Partner.ID
		}
		if x.Tier != nil {
			rec.Tier = x.Tier.ID
		}
		if x.Share.Den != 0 {
			rec.Share = x.Share.String()
		}
		r.Recipients = append(r.Recipients, rec)
	}
	if w.Replaces != nil {
		r.Replaces = w.Replaces.ID
	}
	if w.ReplacedBy != nil {
		r.ReplacedBy = w.ReplacedBy.ID
	}
	for _, c := range w.Clients {
		r.Clients = append(r.Clients, c.ID)
	}
	if w.CaseStudy != nil {
		r.CaseStudy = w.CaseStudy.ID
	}
	if w.Quote != nil {
		r.Quote = &quoteRecord{w.Quote.Text.S, w.Quote.Name, w.Quote.Role.S}
	}
	for _, m := range w.Metrics {
		r.Metrics = append(r.Metrics, metricRecord{m.Label.S, m.Value.S, m.Unit.S, m.Before, m.After, m.Period.S, m.Source.S, m.Method.S, m.Kind})
	}
	if w.HasCertificate {
		r.Certificate = a.Absolute(a.Certificate(w.ID))
	}
	return r
}
