package view

import (
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) tiers(o *plan.Output) *Tiers {
	v := &Tiers{}
	for _, t := range b.s.Tiers {
		x := Tier{ID: t.ID, Name: b.text(t.Name), URL: b.tierLink(t).URL, Summary: b.text(t.Summary), Benefits: b.benefits(t.Benefits),
			ReviewEvery: b.text(t.ReviewEvery), ReviewNext: b.date(t.ReviewNext), Partners: len(t.Partners), Color: t.Color}
		for i, c := range t.Criteria {
			x.Criteria = append(x.Criteria, b.prose(c, place{o.Address, 4, numbered("tier-"+t.ID+"-", i+1)}))
		}
		v.Tiers = append(v.Tiers, x)
	}
	v.Benefits, v.Moves = benefitRows(v.Tiers), movesUp(v.Tiers)
	h := head{heading: b.say("view.title.tiers"), description: b.t.T("view.tiers.description", "site", b.s.Title.S, "count", len(v.Tiers),
		"tiers", b.joined(linksOf(b.s.Tiers, b.tierLink)))}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	return v
}

// benefitRows has a row for each kind of benefits that some tier gives, in the order of the first of each.
func benefitRows(tiers []Tier) []BenefitRow {
	var rows []BenefitRow
	at := map[string]int{}
	for n := range tiers {
		for _, g := range tiers[n].Benefits {
			i, known := at[g.Kind]
			if !known {
				i = len(rows)
				at[g.Kind] = i
				rows = append(rows, BenefitRow{Kind: g.Kind, Cells: make([]BenefitCell, len(tiers))})
			}
			rows[i].Cells[n].Texts = g.Texts
		}
	}
	return rows
}

// movesUp leads from the lowest tier, which is the last, to the highest.
func movesUp(tiers []Tier) []TierMove {
	var moves []TierMove
	for i := len(tiers) - 1; i > 0; i-- {
		from, to := &tiers[i], &tiers[i-1]
		moves = append(moves, TierMove{From: from.Name, To: to.Name, ReviewEvery: from.ReviewEvery, ReviewNext: from.ReviewNext})
	}
	return moves
}

// benefits puts benefits into groups by kind, in the order of the first of each.
func (b *Builder) benefits(list []site.Benefit) []BenefitGroup {
	var groups []BenefitGroup
	for _, x := range list {
		i := 0
		for i < len(groups) && groups[i].Kind != x.Kind {
			i++
		}
		if i == len(groups) {
			groups = append(groups, BenefitGroup{Kind: x.Kind})
		}
		groups[i].Texts = append(groups[i].Texts, b.text(x.Text))
	}
	return groups
}

func (b *Builder) nominate(o *plan.Output) *Nominate {
	v := &Nominate{Call: b.callOf(b.call, o.Address)}
	v.Form.Action = b.s.Options.Forms.Nominate
	if v.Form.Action == "" {
		v.Form.Mail = b.nominationMail(b.call)
	}
	h := head{heading: b.say("view.title.nominate"), description: b.t.T("view.nominate.description.none", "site", b.s.Title.S),
		uses: Uses{Forms: v.Form.Action != ""}}
	if b.call != nil {
		h.description = b.t.T("view.nominate.description", "edition", b.call.Name.S, "site", b.s.Title.S)
	}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	return v
}

func (b *Builder) jury(o *plan.Output) *Jury {
	v := &Jury{}
	for _, e := range b.s.Editions {
		if len(e.Jury) > 0 {
			v.Editions = append(v.Editions, EditionJury{Edition: b.editionHead(e), Jury: b.jurors(e)})
		}
	}
	h := head{heading: b.say("view.title.jury"), description: b.t.T("view.jury.description", "site", b.s.Title.S), nodes: b.jurorNodes()}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	return v
}

func (b *Builder) press(o *plan.Output) *Press {
	p := b.s.Press
	v := &Press{Boilerplate: b.prose(p.Boilerplate, place{o.Address, 3, "boilerplate-"}), BadgeRules: b.prose(p.BadgeRules, place{o.Address, 3, "badges-"}),
		Name: p.Name, Email: p.Email, Phone: p.Phone, URL: b.siteURL(p.URL), Updates: cardsOf(b.s.Updates[:min(homeUpdates, len(b.s.Updates))], b.updateCard)}
	for _, l := range p.Logos {
		if picture := b.pictureOf(l.Src, Whole, b.text(l.Alt), Text{}); picture.Src != "" {
			if picture.Tone == "" {
				picture.Tone = b.toneOfOwn(l.Src)
			}
			v.Logos = append(v.Logos, PressLogo{Picture: picture, Label: b.text(l.Label)})
		}
	}
	if e := b.latest(); e != nil {
		head := b.editionHead(e)
		v.Edition, v.Winners, v.Results, v.Kit = &head, b.winners(e), b.resultsText(e), b.drawn(plan.PressKit(e.ID))
		v.Newsletter = b.newsletter(e)
	}
	h := head{heading: b.say("view.title.press"), description: b.t.T("view.press.description", "site", b.s.Title.S)}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	return v
}

// toneOfOwn is the tone of the owner's logo as a picture has it, where there is one for light and one for dark pages.
func (b *Builder) toneOfOwn(src string) string {
	switch o := b.s.Organization; {
	case o.Logo == "" || o.LogoDark == "" || o.Logo == o.LogoDark:
	case src == o.LogoDark:
		return "light"
	case src == o.Logo:
		return "dark"
	}
	return ""
}

func (b *Builder) notice(o *plan.Output) *Notice {
	v := &Notice{Links: append([]Link{{Label: b.say("view.home"), URL: b.a.Href(b.a.Home())}}, b.existing("partners", "awards", "case-studies")...)}
	kind := string(o.Kind)
	h := head{heading: b.say("view.title." + kind), description: b.t.T("view." + kind + ".description")}
	switch x := o.Subject.(type) {
	case site.Gone:
		v.Reason, v.Since = b.text(x.Reason), b.date(x.On)
	case plan.Target:
		v.Target = x.To
		if below, ok := strings.CutPrefix(x.To, "/"); ok {
			v.Target = b.a.Absolute(below)
		}
		v.Links = []Link{{Label: b.say("view.redirect.link"), URL: v.Target}}
	}
	v.Intro = b.introduction(o, &h)
	v.Page = b.page(o, h)
	if o.Kind == plan.Redirect {
		v.Canonical = v.Target
	}
	return v
}
