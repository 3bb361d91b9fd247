package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPeriods(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ every, now, first, next string }{
		{"daily", "2026-03-28T23:30:00Z", "2026-03-29", "2026-03-30"},
		{"weekly", "2026-04-05T12:00:00Z", "2026-03-30", "2026-04-06"}, // a Sunday belongs to the week of the Monday before
		{"weekly", "2026-04-06T12:00:00Z", "2026-04-06", "2026-04-13"},
		{"weekly", "2027-01-01T12:00:00Z", "2026-12-28", "2027-01-04"},
		{"monthly", "2026-12-31T23:30:00Z", "2027-01-01", "2027-02-01"},
	} {
		r := rotation{tt.every, berlin, 1}
		now := at(t, tt.now)
		want(t, tt.every+" "+tt.now, r.first(now).Format(time.DateOnly)+" "+r.next(now).Format(time.DateOnly), tt.first+" "+tt.next)
	}
}

// order is the ids of those that are eligible now.
func (r rotation) order(all []candidate, now time.Time) []string {
	_, stood := r.history(all, now, now)
	return r.ranked(all, r.first(now), now, stood)
}

// The rule, written anew: who stood goes last, all else by hash, from the first period on.
func TestRotation(t *testing.T) {
	const slots = 2
	ids := []string{"ada", "bea", "cyd", "dot", "eve"}
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	var all []candidate
	for _, id := range ids {
		all = append(all, candidate{id, []span{{start.AddDate(0, 0, 2), start.AddDate(1, 0, 0)}}})
	}
	hash := func(day, id string) string {
		sum := sha256.Sum256([]byte(day + "/" + id))
		return hex.EncodeToString(sum[:])
	}
	var last []string
	served := map[string]int{}
	for week := range 20 {
		day := start.AddDate(0, 0, 7*week).Format(time.DateOnly)
		order := slices.Clone(ids)
		slices.SortFunc(order, func(a, b string) int { return strings.Compare(hash(day, a), hash(day, b)) })
		slices.SortStableFunc(order, func(a, b string) int {
			switch x, y := slices.Contains(last, a), slices.Contains(last, b); {
			case x && !y:
				return 1
			case y && !x:
				return -1
			}
			return 0
		})
		last = order[:slots]
		for _, id := range last {
			served[id]++
		}
		got := rotation{"weekly", time.UTC, slots}.order(all, start.AddDate(0, 0, 7*week+4))
		want(t, day, got, order)
	}
	if len(served) != len(ids) {
		t.Errorf("somebody never stood: %v", served)
	}
}

func TestFeatured(t *testing.T) {
	const site = `
-- data/partners.yaml --
- {id: ada, name: Ada, featured: {from: 2026-01-01, until: 2026-03-31, reason: New}}
- {id: bea, name: Bea, featured: [{until: 2025-12-31, reason: Old}, {from: 2026-04-01, until: 2026-04-30, reason: April}]}
- {id: cyd, name: Cyd, featured: {from: 2026-01-01, until: 2026-12-31, reason: All year}, consent: {listed: false}}
- {id: dot, name: Dot, status: former, featured: {from: 2020-01-01, until: 2020-12-31, reason: Then}}
`
	for now, wanted := range map[string]string{"2025-12-31": "bea", "2026-01-01T00:00:00Z": "ada", "2026-03-31T23:59:59Z": "ada", "2026-04-01T00:00:00Z": "bea", "2026-05-01": ""} {
		s := clean(t, site, now)
		want(t, now, row(partnerIDs(s.Featured), s.FeaturedSlots), row(wanted, 3))
	}
	p := clean(t, site, "2026-04-10").PartnerByID["bea"]
	want(t, "until and why", row(p.FeaturedUntil.Month, p.FeaturedReason.S), "4 April")
}
