package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) featured(o *plan.Output) *Featured {
	r := b.s.Rotation
	v := &Featured{Slots: r.Slots, Every: r.Every, Zone: b.s.Zone.String(), Start: b.day(r.Start), Days: site.ExposureDays}
	if len(r.Turns)+len(r.Exposure) > 0 { // else the page stays as it is from one period to the next
		v.Period, v.Next, v.Since, v.Until = b.day(r.Period), b.day(r.Next), b.day(r.Since), b.day(r.Period.AddDate(0, 0, -1))
	}
	for i, t := range r.Turns[min(o.From, len(r.Turns)):min(o.To, len(r.Turns))] {
		i += o.From
		v.Turns = append(v.Turns, Turn{Place: i + 1, Partner: b.partnerLink(t.Partner), Shown: i < r.Slots, Stood: t.Stood, Hashed: t.Hashed, SHA256: t.SHA256,
			Until: b.date(t.Partner.FeaturedUntil), Reason: b.text(t.Partner.FeaturedReason)})
	}
	for _, e := range r.Exposure[min(o.From, len(r.Exposure)):min(o.To, len(r.Exposure))] {
		v.Exposure = append(v.Exposure, Exposure{Partner: b.partnerLink(e.Partner), Days: e.Days, Eligible: e.Eligible,
			Share: (e.Days*200 + e.Eligible) / (2 * e.Eligible)})
	}
	v.Pager = b.pagerOf(o, max(len(r.Turns), len(r.Exposure)))
	v.Page, v.Intro = b.programmePage(o)
	return v
}
