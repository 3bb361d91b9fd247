package export

import (
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// ClaimOf is what a recipient's credential of an award says, in the language of the sources. It does not change when the award is rescinded: that
// its status list tells. badge is the address of the award's badge below base_url; empty: it has none.
func ClaimOf(own plan.Own, s *site.Site, badge string, l Language) credential.Claim {
	w, r, a := own.Award, own.Award.Recipients[own.Recipient], l.Addresses
	title := achievementOf(w)
	sentence := []any{"recipients", r.Name.S, "count", 1, "level", w.Level.Name.S, "category", w.CategoryName.S, "edition", w.Edition.Name.S}
	c := credential.Claim{
		ID:          a.Absolute(a.Credential(own, plan.CredentialJSON)),
		Issuer:      IssuerOf(s),
		Name:        l.T("view.award.name", "category", title, "edition", w.Edition.Name.S),
		Description: l.T("view.award.won", sentence...),
		Date:        w.Edition.Date.Time,
		Subject:     a.Subject(own),
		Achievement: a.Absolute(a.EditionCategory(w.Edition.ID, w.Category.ID)) + "#" + w.Level.ID,
		Title:       title,
		About:       l.Plain(w.Category.Description),
		Criteria:    a.Absolute(a.Category(w.Category.ID)),
		Evidence: []credential.Page{{Address: a.Absolute(a.Award(w)), Text: l.Plain(w.Citation),
			Title: l.T("view.award.title", "recipients", r.Name.S, "category", w.CategoryName.S, "edition", w.Edition.Name.S)}},
		StatusAddress: a.Absolute(a.StatusList(w.ID)),
	}
	if w.Level.Rank > 0 {
		c.Description = l.T("view.award.level", sentence...)
	}
	if c.About == "" {
		c.About = l.T("view.category.description", "category", w.CategoryName.S, "site", s.Title.S, "count", 0)
	}
	if w.ExpiresOn.Given() {
		c.Until = w.ExpiresOn.Time
	}
	if badge != "" {
		c.Image = a.Absolute(badge)
	}
	if study := w.CaseStudy; study != nil {
		c.Evidence = append(c.Evidence, credential.Page{Address: a.Absolute(a.CaseStudy(study.ID)), Title: study.Title.S, Text: study.Summary.S})
	}
	return c
}

// achievementOf names what was achieved: the category, for levels below the first with the level, for regional results with the region.
func achievementOf(w *site.Award) string {
	title := w.CategoryName.S
	if w.Level.Rank > 0 {
		title += " – " + w.Level.Name.S
	}
	if w.Region != nil {
		title += " · " + w.Region.Name.S
	}
	return title
}

// IssuerOf is who signs the credentials of a site.
func IssuerOf(s *site.Site) credential.Issuer {
	return credential.Issuer{DID: s.Options.Issuer, Name: s.Organization.Name.S, URL: s.Organization.URL}
}

// StatusListOf is the list of an award.
func StatusListOf(w *site.Award, s *site.Site, a plan.Addresses) credential.StatusList {
	return credential.NewStatusList(a.Absolute(a.StatusList(w.ID)), s.Options.Issuer, w.Edition.Date.Time, w.Status == site.Rescinded)
}
