package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) award(o *plan.Output, a *site.Award) *Award {
	v := &Award{
		Award: b.awardCard(a), Citation: b.prose(a.Citation, place{o.Address, 3, "citation-"}), Quote: b.quote(a.Quote), Metrics: b.metrics(a.Metrics),
		Videos: b.videos(a.Videos, o.Address), Image: b.picture(a.Image), Sponsor: b.sponsor(a.Category.Sponsor), ExpiresOn: b.date(a.ExpiresOn),
		Edition: b.editionHead(a.Edition), Updates: cardsOf(a.Updates, b.updateCard), Resources: cardsOf(a.Resources, b.resourceCard),
		Events: cardsOf(a.Events, b.eventCard),
	}
	if a.CaseStudy != nil {
		v.CaseStudy = b.studyCard(a.CaseStudy)
	}
	if a.Replaces != nil {
		v.Replaces = b.awardCard(a.Replaces)
	}
	if a.ReplacedBy != nil {
		v.ReplacedBy = b.awardCard(a.ReplacedBy)
	}
	if a.HasCertificate {
		v.Certificate = b.a.Href(b.a.Certificate(a.ID))
	}
	for _, other := range a.Year.Awards {
		if len(v.Others) == maxOthers {
			break
		}
		if other != a {
			v.Others = append(v.Others, b.awardCard(other))
		}
	}
	v.Newer, v.Older = b.neighbours(a.Category, a.Edition)
	if a.CategoryName.S != a.Category.Name.S {
		v.CategoryNow = b.categoryLink(a.Category)
	}
	holders := b.holders(a)
	title := b.t.T("view.award.title", "recipients", holders.S, "category", a.CategoryName.S, "edition", a.Edition.Name.S)
	v.Proofs = b.proofs(a, -1)
	v.ShareLinks = b.shareLinks(title, b.a.Absolute(o.Address))
	v.Embed = b.embedCode(a, title)
	h := head{heading: holders, title: title, crumbs: b.awardCrumbs(a), og: "article", image: v.Image, published: a.Edition.Date, params: a.Params,
		description: b.awardSentence(a, holders.S), uses: Uses{Media: films(nil, a.Videos)}}
	if a.Citation.Given() && a.Holds() {
		h.description = v.Award.Citation.S
	}
	h.nodes = b.awardNodes(v, a, h.description)
	v.Page = b.page(o, h)
	return v
}

// certificateCitation is the length of a certificate's citation, in characters.
const certificateCitation = 500

// maxOthers is how many other results of its category an award's page shows; the category's page has all.
const maxOthers = 24

// awardSentence says who got what.
func (b *Builder) awardSentence(a *site.Award, holders string) string {
	key := "view.award.won"
	switch {
	case a.Shortlisted:
		key = "view.award.shortlisted"
	case a.Status == site.Rescinded:
		key = "view.award.rescinded"
	case a.Status == site.Declined:
		key = "view.award.declined"
	case a.Level.Rank > 0:
		key = "view.award.level"
	}
	return b.t.T(key, "recipients", holders, "count", len(a.Recipients)+a.Withheld, "level", a.Level.Name.S, "category", a.CategoryName.S, "edition", a.Edition.Name.S)
}

// neighbours are the category in the newer and older edition that has something of it.
func (b *Builder) neighbours(c *site.Category, e *site.Edition) (newer, older Link) {
	link := func(y *site.CategoryYear) Link {
		return Link{Label: b.text(y.Edition.Name), URL: b.a.Href(b.a.EditionCategory(y.Edition.ID, c.ID))}
	}
	for i := range c.Years {
		if c.Years[i].Edition != e {
			continue
		}
		if i > 0 {
			newer = link(&c.Years[i-1])
		}
		if i+1 < len(c.Years) {
			older = link(&c.Years[i+1])
		}
		break
	}
	return newer, older
}

// shareLinks are plain links to the forms with which networks and mail programs share an address.
func (b *Builder) shareLinks(title, address string) []Link {
	return []Link{
		{Label: plain("LinkedIn"), URL: "https://www.linkedin.com/sharing/share-offsite/?url=" + encoded(address)},
		{Label: plain("X"), URL: "https://x.com/intent/post?text=" + encoded(title) + "&url=" + encoded(address)},
		{Label: b.say("view.share.mail"), URL: "mailto:?subject=" + encoded(title) + "&body=" + encoded(address)},
	}
}

func (b *Builder) certificate(o *plan.Output) *Certificate {
	a, own := subjectOf(o)
	v := &Certificate{Award: b.awardCard(a), Recipients: b.awardCard(a).Recipients, Withheld: a.Withheld, Edition: b.editionHead(a.Edition),
		Programme: b.s.Title.S, Category: b.text(a.CategoryName), Citation: b.shortened(a.Citation, certificateCitation), Date: b.date(a.Edition.Date),
		AwardURL: b.a.Href(b.a.Award(a)), ExpiresOn: b.date(a.ExpiresOn)}
	holders := b.holders(a)
	crumbs := append(b.awardCrumbs(a), Link{Label: holders, URL: v.AwardURL})
	h := head{crumbs: crumbs, section: b.sectionOf("awards"), og: "article", crumb: b.say("view.certificate"), published: a.Edition.Date, params: a.Params}
	recipient := ""
	if own >= 0 {
		recipient = a.Recipients[own].ID
		v.Recipients = v.Award.Recipients[own : own+1 : own+1]
		for i := range a.Recipients {
			if i != own {
				v.JointlyWith = append(v.JointlyWith, b.text(a.Recipients[i].Name))
			}
		}
		holders = b.text(a.Recipients[own].Name)
		h.crumbs = append(h.crumbs, Link{Label: h.crumb, URL: b.a.Href(b.a.Certificate(a.ID))})
		h.crumb = holders
	} else if a.Joint {
		for i := range v.Award.Recipients {
			r := &v.Award.Recipients[i]
			v.Each = append(v.Each, Link{Label: r.Name, URL: r.Certificate})
		}
	}
	v.Serial = Serial(a.ID, recipient)
	v.Verify = b.a.Absolute(b.a.Check(v.Serial))
	v.Proofs = b.proofs(a, own)
	v.Drawing = b.drawn(plan.Folder(o.Address) + "certificate.svg")
	h.share = plan.Folder(b.a.Award(a)) + "share.png"
	if own < 0 && !a.Joint {
		own = 0
	}
	v.Credential = b.credentialOf(a, own, v.Serial)
	for _, s := range b.s.Options.Certificate.Signatories {
		v.Signatories = append(v.Signatories, Signatory{Name: s.Name, Role: b.text(s.Role), Signature: b.pictureOf(s.Signature, Mark, plain(s.Name), Text{})})
	}
	h.heading = b.say("view.certificate.title", "recipients", holders.S, "category", a.CategoryName.S, "edition", a.Edition.Name.S)
	h.description = b.t.T("view.certificate.description", "recipients", holders.S, "category", a.CategoryName.S, "edition", a.Edition.Name.S, "serial", v.Serial)
	h.nodes = b.holderNodes(a, v.Recipients)
	v.Page = b.page(o, h)
	return v
}

// subjectOf is the award of a certificate, and which recipient's own it is; -1 for the common one.
func subjectOf(o *plan.Output) (*site.Award, int) {
	if own, ok := o.Subject.(plan.Own); ok {
		return own.Award, own.Recipient
	}
	return o.Subject.(*site.Award), -1
}
