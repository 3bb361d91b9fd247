package kit

import (
	"html"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/view"
)

// Embed is the markup with which another site shows a badge: a link and a picture, which work under any content policy. It leads to where the award
// can be verified. It is empty where there are no badges.
func (l *Language) Embed(w *site.Award, recipient int) string {
	if !l.Site.Options.Outputs.Badges || !w.HasCertificate {
		return ""
	}
	address, id := l.Addresses.Certificate(w.ID), ""
	if recipient >= 0 {
		id = w.Recipients[recipient].ID
		address = l.Addresses.RecipientCertificate(w.ID, w.Recipients[recipient].ID)
	}
	return `<a href="` + html.EscapeString(l.Addresses.Absolute(l.Addresses.Check(view.Serial(w.ID, id)))) + `"><img src="` + html.EscapeString(l.Addresses.Absolute(plan.Folder(address)+"badge.svg")) +
		`" width="160" height="160" alt="` + html.EscapeString(l.BadgeAlt(w, recipient)) + `"></a>`
}
