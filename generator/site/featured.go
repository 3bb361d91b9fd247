package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// candidate is a partner and when it is eligible as featured.
type candidate struct {
	id    string
	spans []span
}

// span is a time from an instant up to, but without, another; a zero From has always been.
type span struct{ from, until time.Time }

func (c candidate) eligible(t time.Time) bool {
	return slices.ContainsFunc(c.spans, func(s span) bool { return !t.Before(s.from) && t.Before(s.until) })
}

// featuredNow says of a partner until when and why it is featured today.
func (l *linker) featuredNow(p *Partner, r *record.Partner) {
	for _, f := range r.Featured {
		if given(f.Until) && l.started(f.From) && !l.over(f.Until) && !p.Former {
			p.FeaturedUntil, p.FeaturedReason = l.date(f.Until), l.name(f.Reason)
		}
	}
}

// featured puts those who are eligible now in the order of the published rule.
func (l *linker) featured() {
	s, rule := l.site, l.records.Programme.Featured
	s.FeaturedSlots = 3
	if rule.Slots.V > 0 {
		s.FeaturedSlots = int(rule.Slots.V)
	}
	var all []candidate
	for _, p := range s.Partners {
		if p.Former {
			continue
		}
		c := candidate{id: p.ID}
		for _, f := range l.partnerRecord[p.ID].Featured {
			if !given(f.Until) {
				continue // decode has said so
			}
			x := span{until: f.Until.End(l.zone)}
			if given(f.From) {
				x.from = f.From.Start(l.zone)
			}
			c.spans = append(c.spans, x)
		}
		if len(c.spans) > 0 {
			all = append(all, c)
		}
	}
	l.rotate(rotation{rule.Rotation.S, l.zone, s.FeaturedSlots}, all)
}

// rotation is the published rule of featured.yaml: who of the eligible stands in a slot follows from the period and the ids
// alone. In each period they stand by ascending SHA-256 (hex) of `<first day of the period>/<id>`; who stood in a slot when
// the period before ended goes last. Periods are days, ISO weeks or months of the site's zone and are reckoned from that
// of the earliest beginning of a span.
type rotation struct {
	every string // daily, weekly or monthly; weekly when not said
	zone  *time.Location
	slots int
}

// first is the first instant of the period of t.
func (r rotation) first(t time.Time) time.Time {
	t = t.In(r.zone)
	y, m, d := t.Date()
	switch r.every {
	case "daily":
	case "monthly":
		d = 1
	default:
		d -= (int(t.Weekday()) + 6) % 7
	}
	return record.DayStart(y, m, d, r.zone)
}

// next is the first instant of the period after that of t.
func (r rotation) next(t time.Time) time.Time { return r.after(r.first(t), 1) }

// maxPeriods is how far back the rule is reckoned at most: 27 years of days. It keeps a mistyped year from taking minutes.
const maxPeriods = 10000

// after is the first instant of the n-th period after the one that begins at an instant; n may be negative.
func (r rotation) after(period time.Time, n int) time.Time {
	y, m, d := period.Date()
	switch r.every {
	case "daily":
		d += n
	case "monthly":
		m += time.Month(n)
	default:
		d += 7 * n
	}
	return record.DayStart(y, m, d, r.zone)
}

// ranked orders those that are eligible at an instant of a period.
func (r rotation) ranked(all []candidate, period, at time.Time, stood map[string]bool) []string {
	type place struct {
		id, hash string
		last     int
	}
	var places []place
	for _, c := range all {
		if c.eligible(at) {
			p := place{id: c.id, hash: sha256Of(hashed(period, c.id))}
			if stood[c.id] {
				p.last = 1
			}
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.last, b.last), strings.Compare(a.hash, b.hash), strings.Compare(a.id, b.id))
	})
	ids := make([]string, len(places))
	for i, p := range places {
		ids[i] = p.id
	}
	return ids
}
