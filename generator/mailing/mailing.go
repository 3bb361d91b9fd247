// Package mailing lists who received an award, with their contacts and the addresses of what is theirs: for letters to many.
package mailing

import (
	"fmt"
	"reflect"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Letter is what a letter to one recipient of one award needs. The JSON names are those of the columns; they do not change.
type Letter struct {
	Edition      string `json:"edition"`
	EditionName  string `json:"edition_name"`
	Category     string `json:"category"`
	CategoryName string `json:"category_name"` // as it was called in the edition
	Level        string `json:"level"`
	LevelName    string `json:"level_name"`
	Region       string `json:"region"`
	Award        string `json:"award"`
	Status       string `json:"status"`
	Joint        bool   `json:"joint"`
	Recipient    string `json:"recipient"`      // the id of the partner, or one made of the person's name
	Name         string `json:"recipient_name"` // as of the edition's day
	Person       bool   `json:"person"`
	Partner      string `json:"partner"`
	PartnerName  string `json:"partner_name"` // as of today
	Email        string `json:"email"`        // the partner's public contact
	Phone        string `json:"phone"`
	Contact      string `json:"contact_url"`
	Website      string `json:"website"`
	Country      string `json:"country"`
	Language     string `json:"language"` // the first that the partner works in
	AwardURL     string `json:"award_url"`
	Certificate  string `json:"certificate_url"` // the recipient's own
	Profile      string `json:"profile_url"`
	CaseStudy    string `json:"case_study_url"`
}

// Letters lists the recipients of an edition's visible awards, in the order of its pages. level is the id of the level; empty: the first one. With all, every
// level counts. Declined and rescinded awards are left out, and so is whoever may not be named.
func Letters(s *site.Site, e *site.Edition, level string, all bool) []Letter {
	a := plan.AddressesOf(s)
	var letters []Letter
	for _, w := range e.Awards {
		wanted := all || level == w.Level.ID || level == "" && w.Level.Rank == 0
		if !wanted || w.Shortlisted || !w.Holds() {
			continue
		}
		for _, r := range w.Recipients {
			letters = append(letters, letter(a, w, r))
		}
	}
	return letters
}

func letter(a plan.Addresses, w *site.Award, r site.Recipient) Letter {
	l := Letter{Edition: w.Edition.ID, EditionName: w.Edition.Name.S, Category: w.Category.ID, CategoryName: w.CategoryName.S, Level: w.Level.ID, LevelName: w.Level.Name.S,
		Award: w.ID, Status: w.Status, Joint: w.Joint, Recipient: r.ID, Name: r.Name.S, Person: r.Person, AwardURL: a.Absolute(a.Award(w))}
	if w.Region != nil {
		l.Region = w.Region.ID
	}
	if w.HasCertificate {
		own := a.Certificate(w.ID)
		if w.Joint {
			own = a.RecipientCertificate(w.ID, r.ID)
		}
		l.Certificate = a.Absolute(own)
	}
	if w.CaseStudy != nil {
		l.CaseStudy = a.Absolute(a.CaseStudy(w.CaseStudy.ID))
	}
	if p := r.Partner; p != nil {
		l.Partner, l.PartnerName, l.Email, l.Phone, l.Contact, l.Website, l.Country = p.ID, p.Name.S, p.Email, p.Phone, p.ContactURL, p.Website, p.Country
		l.Profile = a.Absolute(a.Partner(p.ID))
		if len(p.Languages) > 0 {
			l.Language = p.Languages[0]
		}
	}
	return l
}

// Columns are the names of a letter's fields, in their order.
var Columns = columns()

func columns() []string {
	of := reflect.TypeFor[Letter]()
	names := make([]string, of.NumField())
	for i := range names {
		names[i] = of.Field(i).Tag.Get("json")
	}
	return names
}

// Row is a letter as cells, in the order of Columns; what is so or not is true or false.
func (l Letter) Row() []string {
	v := reflect.ValueOf(l)
	cells := make([]string, v.NumField())
	for i := range cells {
		cells[i] = fmt.Sprint(v.Field(i))
	}
	return cells
}
