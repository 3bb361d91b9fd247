package audit

import (
	"fmt"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// profile finds what a partner's own record lacks. A former partner has left the directory: nobody asks it for a logo any more.
func (f *finder) profile(x *entry) {
	r := x.record
	if r.Status.S == "former" {
		return
	}
	to := []*entry{x}
	if c := r.Consent.Logo; r.Logo.S == "" && (!c.Given() || c.Allowed) { // else a logo would not be shown
		f.tell(to, Item{What: NoLogo, Text: "There is no logo: a monogram stands in its place.", At: x.At})
	}
	f.confirmed(to, r)
	f.certifications(to, r)
	f.tier(to, r)
}

// confirmed finds a profile that was not confirmed for a year, as pages reckon it.
func (f *finder) confirmed(to []*entry, r *record.Partner) {
	if !given(r.Verified) {
		f.tell(to, Item{What: NotConfirmed, Text: "The partner never confirmed its profile: there is no `verified`.", At: r.Position()})
		return
	}
	if end := r.Verified.Start(f.zone).AddDate(1, 0, 0); f.past(end) {
		f.tell(to, Item{What: NotConfirmed, Text: fmt.Sprintf("The partner last confirmed its profile %s: ask again.", f.on(r.Verified)), At: r.Pos(r.Verified.At), Until: end})
	}
}

// certifications finds those that end. One that was renewed stands there twice: the later end counts.
func (f *finder) certifications(to []*entry, r *record.Partner) {
	renewed := func(name string, end time.Time) bool {
		for _, c := range r.Certifications {
			if c.Name.S == name && (!given(c.Expires) || c.Expires.End(f.zone).After(end)) {
				return true
			}
		}
		return false
	}
	for _, c := range r.Certifications {
		if !given(c.Expires) {
			continue
		}
		end := c.Expires.End(f.zone)
		item := Item{At: r.Pos(c.Expires.At), Until: end}
		switch {
		case renewed(c.Name.S, end):
			continue
		case f.past(end):
			item.What, item.Text = CertificationEnded, fmt.Sprintf("The certification %q held until %s and is not shown any more.", c.Name.S, f.date(c.Expires))
		case f.soon(end):
			item.What, item.Text = CertificationEnds, fmt.Sprintf("The certification %q holds until %s only.", c.Name.S, f.date(c.Expires))
		default:
			continue
		}
		f.tell(to, item)
	}
}

// tier finds a tier that ends without another one.
func (f *finder) tier(to []*entry, r *record.Partner) {
	for _, span := range r.Tier {
		if !given(span.Until) {
			continue
		}
		end := span.Until.End(f.zone)
		if f.soon(end) && !f.hasTier(r, end) {
			f.tell(to, Item{What: TierEnds, Text: fmt.Sprintf("The tier %q holds until %s, and no other follows.", span.ID.S, f.date(span.Until)), At: r.Pos(span.Until.At), Until: end})
		}
	}
}

// hasTier says whether a partner has a tier at an instant.
func (f *finder) hasTier(r *record.Partner, t time.Time) bool {
	for _, span := range r.Tier {
		if (!given(span.From) || !t.Before(span.From.Start(f.zone))) && (!given(span.Until) || t.Before(span.Until.End(f.zone))) {
			return true
		}
	}
	return false
}
