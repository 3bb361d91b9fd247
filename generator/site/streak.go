package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Streak is a partner's wins of a category in consecutive editions in which it was held.
type Streak struct {
	Partner  *Partner
	Category *Category
	Awards   []*Award // the wins that it counts, oldest first; several of one edition count once
	Editions []*Edition
	Running  bool // its last edition is the last in which the category was held
}

// Length is how many editions the streak goes over.
func (s Streak) Length() int { return len(s.Editions) }

// Streaks gives the streaks of two editions and more: longest first, then the later ones, then by partner (collated name, id) and
// category. A streak goes on when the category is renamed, not when another succeeds it. An edition breaks it where the
// partner has no win that counts (a rescinded one does not); one without the category, or with `none`, or whose winners
// are still to be revealed, does not.
func Streaks(s *Site) []Streak {
	var all []Streak
	for _, c := range s.Categories {
		running := map[*Partner]*Streak{}
		end := func(p *Partner) {
			if x := running[p]; x.Length() >= 2 {
				all = append(all, *x)
			}
			delete(running, p)
		}
		for i := len(c.Years) - 1; i >= 0; i-- { // oldest first
			y := &c.Years[i]
			if !y.Held || !y.Edition.Revealed {
				continue
			}
			wins := map[*Partner][]*Award{}
			for _, a := range y.Awards {
				if a.Counts() {
					for _, p := range partnersOf(a) {
						wins[p] = append(wins[p], a)
					}
				}
			}
			for p := range running { // the order does not matter: the list is sorted at the end
				if wins[p] == nil {
					end(p)
				}
			}
			for p, awards := range wins {
				if running[p] == nil {
					running[p] = &Streak{Partner: p, Category: c}
				}
				running[p].Awards = append(running[p].Awards, awards...)
				running[p].Editions = append(running[p].Editions, y.Edition)
			}
		}
		for p, x := range running {
			x.Running = true
			end(p)
		}
	}
	slices.SortFunc(all, func(a, b Streak) int {
		lastA, lastB := a.Editions[len(a.Editions)-1], b.Editions[len(b.Editions)-1]
		return cmp.Or(cmp.Compare(b.Length(), a.Length()), lastB.Date.Time.Compare(lastA.Date.Time), bytes.Compare(a.Partner.SortKey, b.Partner.SortKey),
			strings.Compare(a.Partner.ID, b.Partner.ID), cmp.Compare(a.Category.order, b.Category.order), strings.Compare(lastA.ID, lastB.ID))
	})
	return all
}
