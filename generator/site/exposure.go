package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// Rotation is the featured partners' rule with all that it was reckoned from, so that anybody can reckon it again.
type Rotation struct {
	Every    string    // daily, weekly or monthly
	Slots    int       // how many stand at a time
	Start    time.Time // the first period that is reckoned; zero: only today's
	Period   time.Time // today's
	Next     time.Time // the period after it
	Turns    []Turn    // today's order: the first Slots stand
	Since    time.Time // Exposure is of the days from here up to Period
	Exposure []Exposure
}

// Turn is a partner's place in today's order.
type Turn struct {
	Partner *Partner
	Hashed  string // the text that is hashed: "2026-04-06/bva-commerce"
	SHA256  string // in hexadecimal
	Stood   bool   // in a slot when the period before ended, and so after those that did not
}

// Exposure is how long a partner stood in a slot, and how long it could have.
type Exposure struct {
	Partner        *Partner
	Days, Eligible int
}

// ExposureDays is how far back exposure is counted, from the beginning of today's period. It ends there and not today, so that the
// count changes with the rotation and not every night.
const ExposureDays = 365

// rotate publishes the rule's results for those that are or were eligible.
func (l *linker) rotate(r rotation, all []candidate) {
	s, now := l.site, l.clock.Now()
	out := Rotation{Every: r.every, Slots: r.slots, Period: r.first(now), Next: r.next(now)}
	if out.Every == "" {
		out.Every = "weekly"
	}
	if start := r.start(all, now); !start.IsZero() {
		out.Start = r.first(start)
	}
	out.Since = daysAfter(out.Period, -ExposureDays)
	days, stood := r.history(all, out.Since, now)
	for _, id := range r.ranked(all, out.Period, now, stood) {
		t := Turn{Partner: s.PartnerByID[id], Hashed: hashed(out.Period, id), Stood: stood[id]}
		t.SHA256 = sha256Of(t.Hashed)
		out.Turns = append(out.Turns, t)
		s.Featured = append(s.Featured, t.Partner)
	}
	for _, p := range s.Partners { // in the order of the directory
		if d := days[p.ID]; d.eligible > 0 {
			out.Exposure = append(out.Exposure, Exposure{Partner: p, Days: d.stood, Eligible: d.eligible})
		}
	}
	if len(out.Turns)+len(out.Exposure) > 0 {
		l.clock.Reached(out.Next)
	}
	s.Rotation = out
}

// served is on how many days one stood and was eligible.
type served struct{ stood, eligible int }

// history counts, by id, the days from an instant up to the period of now, and says who stood in a slot when that began.
func (r rotation) history(all []candidate, since, now time.Time) (days map[string]served, stood map[string]bool) {
	days = map[string]served{}
	current := r.first(now)
	r.walk(all, now, func(period time.Time, before map[string]bool) {
		if period.Before(current) {
			r.count(days, all, period, since, before)
		} else {
			stood = before
		}
	})
	return days, stood
}

// count adds the days of a period from an instant on. Of a day its last moment counts.
func (r rotation) count(days map[string]served, all []candidate, period, since time.Time, stood map[string]bool) {
	var same, order []string // of the day before: who was eligible, and in which order
	for day, end := period, r.next(period); day.Before(end); {
		next := daysAfter(day, 1)
		if day.Before(since) {
			day = next
			continue
		}
		last := next.Add(-time.Nanosecond)
		if ids := eligible(all, last); order == nil || !slices.Equal(ids, same) {
			same, order = ids, r.ranked(all, period, last, stood)
		}
		for i, id := range order {
			d := days[id]
			d.eligible++
			if i < r.slots {
				d.stood++
			}
			days[id] = d
		}
		day = next
	}
}

// eligible are the ids of those who are eligible at an instant.
func eligible(all []candidate, t time.Time) []string {
	ids := make([]string, 0, len(all))
	for _, c := range all {
		if c.eligible(t) {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// daysAfter is the beginning of the n-th day after one, in its zone: days of a clock change have 23 or 25 hours.
func daysAfter(day time.Time, n int) time.Time {
	y, m, d := day.Date()
	return record.DayStart(y, m, d+n, day.Location())
}

// hashed is the text whose SHA-256 gives a partner its place in a period.
func hashed(period time.Time, id string) string { return period.Format(time.DateOnly) + "/" + id }

func sha256Of(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// start is the earliest beginning of a span that has come; zero without one.
func (r rotation) start(all []candidate, now time.Time) time.Time {
	var start time.Time
	for _, c := range all {
		for _, s := range c.spans {
			if !s.from.IsZero() && !s.from.After(now) && (start.IsZero() || s.from.Before(start)) {
				start = s.from
			}
		}
	}
	if oldest := r.after(r.first(now), -maxPeriods); start.Before(oldest) && !start.IsZero() {
		start = oldest
	}
	return start
}

// walk goes through the periods from the first one to that of now, and tells of each who stood in a slot when the one before ended.
func (r rotation) walk(all []candidate, now time.Time, each func(period time.Time, stood map[string]bool)) {
	period, start := r.first(now), r.start(all, now)
	if start.IsZero() {
		each(period, nil)
		return
	}
	var stood map[string]bool
	for p := r.first(start); ; {
		each(p, stood)
		if !p.Before(period) {
			return
		}
		next := r.next(p)
		ids := r.ranked(all, p, next.Add(-time.Nanosecond), stood)
		stood = make(map[string]bool, r.slots)
		for _, id := range ids[:min(r.slots, len(ids))] {
			stood[id] = true
		}
		p = next
	}
}
