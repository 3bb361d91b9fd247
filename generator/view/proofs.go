package view

import (
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Proofs are the files that stand for an award, or for a recipient's own certificate of a joint one. What is not made is empty.
type Proofs struct {
	PDFs      []Link // the certificate, on each paper
	Posters   []Link
	Badge     string // for light grounds; its address never changes
	BadgeDark string
	BadgeAlt  string
	Embed     string // markup with which another site shows the badge
	Kit       string // an archive of all
	Profile   string // of a person: where LinkedIn takes the award into a profile
}

// proofs are the files of an award; recipient is the index of whose own certificate is meant, or -1.
func (b *Builder) proofs(a *site.Award, recipient int) Proofs {
	var p Proofs
	if !a.HasCertificate {
		return p
	}
	id, address := "", b.a.Certificate(a.ID)
	if recipient >= 0 {
		id = a.Recipients[recipient].ID
		address = b.a.RecipientCertificate(a.ID, id)
	}
	folder := plan.Folder(address)
	add := func(list []Link, key, path, paper string) []Link {
		if url := b.drawn(path); url != "" {
			list = append(list, Link{Label: b.say(key, "paper", paper), URL: url})
		}
		return list
	}
	for _, paper := range []struct{ id, name string }{{"a4", "A4"}, {"letter", "Letter"}} {
		p.PDFs = add(p.PDFs, "view.proof.pdf", folder+plan.PDFName(paper.id), paper.name)
	}
	for _, paper := range []string{"A4", "A3"} {
		p.Posters = add(p.Posters, "view.proof.poster", folder+"poster-"+strings.ToLower(paper)+".pdf", paper)
	}
	original := strings.TrimPrefix(folder, b.a.Root(""))
	if p.Badge = b.drawn(original + "badge.svg"); p.Badge != "" {
		p.BadgeDark = b.drawn(original + "badge-dark.svg")
		p.Embed, p.BadgeAlt = b.env.Embed(a, recipient)
	}
	p.Kit = b.drawn(plan.KitOf(a.ID, id))
	if r := holder(a, recipient); r != nil && r.Person {
		p.Profile = b.addToProfile(a, Serial(a.ID, id), b.a.Absolute(address))
	}
	return p
}

// holder is the one recipient whom a certificate names; nil for several.
func holder(a *site.Award, recipient int) *site.Recipient {
	switch {
	case recipient >= 0:
		return &a.Recipients[recipient]
	case len(a.Recipients) == 1 && a.Withheld == 0:
		return &a.Recipients[0]
	}
	return nil
}

// drawn is the root-relative address of a file that is drawn; empty where there is none.
func (b *Builder) drawn(path string) string {
	o, planned := b.plan.At(path)
	if !planned || !plan.Drawn(o.Kind) {
		return ""
	}
	if _, ok := b.env.Proof(o); !ok {
		return ""
	}
	return b.a.Href(path)
}

// shareImage is the absolute address of a page's share image, with a version, since networks keep pictures by their addresses; empty without one.
func (b *Builder) shareImage(path string) string {
	o, planned := b.plan.At(path)
	if !planned || o.Kind != plan.ShareImage {
		return ""
	}
	version, ok := b.env.Proof(o)
	if !ok {
		return ""
	}
	return b.a.Absolute(path) + "?v=" + version
}

// addToProfile is the form with which LinkedIn takes a certification into a person's profile. Its months count from 1.
func (b *Builder) addToProfile(a *site.Award, serial, address string) string {
	link := "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=" + encoded(b.t.T("view.award.name", "category", a.CategoryName.S, "edition", a.Edition.Name.S)) +
		"&organizationName=" + encoded(b.s.Organization.Name.S)
	on := func(name string, d site.Date) {
		if d.Given() {
			link += "&" + name + "Year=" + strconv.Itoa(d.Year)
		}
		if d.Month > 0 {
			link += "&" + name + "Month=" + strconv.Itoa(d.Month)
		}
	}
	on("issue", a.Edition.Date)
	on("expiration", a.ExpiresOn)
	return link + "&certUrl=" + encoded(address) + "&certId=" + encoded(serial)
}
