package site

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestExposure: on each day of the year as many stand as there are slots, or all that are eligible; so the days of all add up to that.
func TestExposure(t *testing.T) {
	var zones []*time.Location
	for _, name := range []string{"Europe/Berlin", "America/Santiago", "America/Havana"} { // clocks change at two, at midnight, and to midnight
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, zone)
	}
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		r := rotation{rapid.SampledFrom([]string{"daily", "weekly", "monthly"}).Draw(t, "rotation"), zone, rapid.IntRange(1, 4).Draw(t, "slots")}
		now := time.Date(2026, 3, 29, 12, 0, 0, 0, zone).AddDate(0, 0, rapid.IntRange(0, 400).Draw(t, "now"))
		var all []candidate
		for i := range rapid.IntRange(1, 7).Draw(t, "candidates") {
			c := candidate{id: string(rune('a' + i))}
			for range rapid.IntRange(1, 3).Draw(t, "spans") {
				from := now.AddDate(0, 0, -rapid.IntRange(-20, 800).Draw(t, "from"))
				from = daysAfter(from, 0)
				c.spans = append(c.spans, span{from, daysAfter(from, rapid.IntRange(1, 300).Draw(t, "days"))})
			}
			all = append(all, c)
		}
		period := r.first(now)
		since := daysAfter(period, -ExposureDays)
		days, _ := r.history(all, since, now)
		stood, could, sum, seen := 0, 0, 0, 0
		for day := since; day.Before(period); day = daysAfter(day, 1) {
			n := 0
			for _, c := range all {
				if slices.ContainsFunc(c.spans, func(s span) bool { return !day.Before(s.from) && day.Before(s.until) }) {
					n++
				}
			}
			sum += min(n, r.slots)
			seen += n
		}
		for id, d := range days {
			if d.stood > d.eligible {
				t.Errorf("%s stood on %d of %d days", id, d.stood, d.eligible)
			}
			stood += d.stood
			could += d.eligible
		}
		if stood != sum || could != seen {
			t.Errorf("%d days in slots and %d eligible, not %d and %d", stood, could, sum, seen)
		}
	})
}

// TestExposureIsFair: over whole years those who are always eligible stand about as often as each other.
func TestExposureIsFair(t *testing.T) {
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	now := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	var all []candidate
	for _, id := range []string{"ada", "bea", "cyd", "dot", "eve"} {
		all = append(all, candidate{id, []span{{start, now.AddDate(1, 0, 0)}}})
	}
	days, _ := rotation{"daily", time.UTC, 2}.history(all, now.AddDate(0, 0, -ExposureDays), now)
	for id, d := range days {
		if d.eligible != ExposureDays || d.stood < 120 || d.stood > 170 { // 146 on average
			t.Errorf("%s stood on %d of %d days", id, d.stood, d.eligible)
		}
	}
	if len(days) != len(all) {
		t.Errorf("%d partners, not %d", len(days), len(all))
	}
}

// TestRotationAtClockChange: a day that begins at one, as its midnight is left out, has its own text and its own end.
func TestRotationAtClockChange(t *testing.T) {
	on := func(today, until string) Rotation {
		return clean(t, `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
timezone: America/Santiago
-- data/programme/featured.yaml --
rotation: daily
-- data/partners.yaml --
- {id: ada, name: Ada, featured: {from: 2026-09-04, until: `+until+`, reason: New}}
`, today).Rotation
	}
	r := on("2026-09-05", "2026-09-06")
	want(t, "periods", row(r.Turns[0].Hashed, r.Period.Format(time.RFC3339), r.Next.Format(time.RFC3339)), "2026-09-05/ada 2026-09-05T00:00:00-04:00 2026-09-06T01:00:00-03:00")
	r = on("2026-09-06", "2026-09-07")
	want(t, "periods", row(r.Turns[0].Hashed, r.Period.Format(time.RFC3339), r.Next.Format(time.RFC3339)), "2026-09-06/ada 2026-09-06T01:00:00-03:00 2026-09-07T00:00:00-03:00")
	want(t, "days", row(r.Exposure[0].Days, r.Exposure[0].Eligible), "2 2") // the fourth and the fifth
}

func TestRotationIsPublished(t *testing.T) {
	const site = `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
timezone: Europe/Berlin
-- data/programme/featured.yaml --
slots: 1
rotation: weekly
-- data/partners.yaml --
- {id: ada, name: Ada, featured: {from: 2026-03-23, until: 2026-06-30, reason: New}}
- {id: bea, name: Bea, featured: {from: 2026-03-30, until: 2026-06-30, reason: Old}}
- {id: cyd, name: Cyd, featured: {from: 2026-03-23, until: 2026-03-29, reason: Short}}
- {id: eve, name: Eve, status: former, featured: {from: 2026-03-01, until: 2026-03-20, reason: Gone}}
`
	s := clean(t, site, "2026-04-10")
	r := s.Rotation
	want(t, "rule", row(r.Every, r.Slots, r.Start.Format(time.DateOnly), r.Period.Format(time.DateOnly), r.Next.Format(time.RFC3339)),
		"weekly 1 2026-03-23 2026-04-06 2026-04-13T00:00:00+02:00")
	for i, turn := range r.Turns {
		want(t, "hash", turn.SHA256, sha256Of("2026-04-06/"+turn.Partner.ID))
		want(t, "featured", s.Featured[i].ID, turn.Partner.ID)
	}
	// In the week of 23 March Ada was before Cyd by her hash; so in the next one she came after Bea.
	var rows string
	for _, e := range r.Exposure {
		rows += row(e.Partner.ID, e.Days, e.Eligible) + "; "
	}
	want(t, "exposure", rows, "ada 7 14; bea 7 7; cyd 0 7; ")
	want(t, "turns", len(r.Turns), 2)
}
