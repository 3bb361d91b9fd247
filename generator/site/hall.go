package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Standing is a partner's place in a ranking. Who has as many wins has the same rank, and the ranks after are left out (1, 1, 3).
type Standing struct {
	Rank    int
	Partner *Partner
	Wins    int
	Awards  []*Award // the wins that are counted, newest edition first
}

// CategoryHall is the ranking in one category.
type CategoryHall struct {
	Category  *Category
	Standings []Standing
}

// CountryHall is the ranking of the partners that sit in one country.
type CountryHall struct {
	Country   string // upper-case code
	Name      Text
	Standings []Standing
}

// First is who won a category first, or whose win was the first of a country.
type First struct {
	Category *Category // nil for a country
	Country  string    // empty for a category
	Name     Text      // of the country
	Edition  *Edition
	Awards   []*Award // several when several won in that edition
}

// Hall is the hall of fame.
type Hall struct {
	MostAwarded []Standing
	ByCategory  []CategoryHall // file order; categories with a win
	ByCountry   []CountryHall  // collated name; countries with a win
	Streaks     []Streak
	Firsts      []First // categories in file order, then countries by collated name
}

// HallOfFame counts the wins of a site (rule 10 of the contract): a joint award counts once for each recipient, a partner once for
// an award. Former partners count. Ranks go by wins, and within them by collated name and id.
func HallOfFame(s *Site) Hall {
	h := Hall{Streaks: Streaks(s)}
	overall := tally{}
	categories := map[*Category]tally{}
	countries := map[string]tally{}
	firstOf := map[*Category]*First{}
	firstIn := map[string]*First{}
	for _, e := range s.Editions { // newest first, so the last to be written is the first
		for _, a := range e.Awards {
			if !a.Counts() {
				continue
			}
			noteFirst(firstOf, a.Category, a)
			for _, p := range partnersOf(a) {
				overall.add(p, a)
				if categories[a.Category] == nil {
					categories[a.Category] = tally{}
				}
				categories[a.Category].add(p, a)
				if p.Country == "" {
					continue
				}
				if countries[p.Country] == nil {
					countries[p.Country] = tally{}
				}
				countries[p.Country].add(p, a)
				noteFirst(firstIn, p.Country, a)
			}
		}
	}
	h.MostAwarded = overall.standings()
	for _, c := range s.Categories {
		if t := categories[c]; t != nil {
			h.ByCategory = append(h.ByCategory, CategoryHall{Category: c, Standings: t.standings()})
			f := firstOf[c]
			f.Category = c
			h.Firsts = append(h.Firsts, *f)
		}
	}
	for _, c := range countryHalls(s, countries) {
		h.ByCountry = append(h.ByCountry, c)
		f := firstIn[c.Country]
		f.Country, f.Name = c.Country, c.Name
		h.Firsts = append(h.Firsts, *f)
	}
	return h
}

// countryHalls gives the rankings by country, in collated order of the countries' names.
func countryHalls(s *Site, tallies map[string]tally) []CountryHall {
	names := localeOf(s.Language)
	out := make([]CountryHall, 0, len(tallies))
	for code, found := range tallies {
		out = append(out, CountryHall{Country: code, Name: Text{S: names.Country(code)}, Standings: found.standings()})
	}
	slices.SortFunc(out, func(a, b CountryHall) int {
		return cmp.Or(names.Compare(a.Name.S, b.Name.S), strings.Compare(a.Country, b.Country))
	})
	return out
}

// noteFirst keeps the awards of the earliest edition; awards come newest edition first.
func noteFirst[K comparable](firsts map[K]*First, key K, a *Award) {
	f := firsts[key]
	if f == nil || f.Edition != a.Edition {
		firsts[key] = &First{Edition: a.Edition, Awards: []*Award{a}}
	} else if !slices.Contains(f.Awards, a) {
		f.Awards = append(f.Awards, a)
	}
}

// tally is the wins of partners.
type tally map[*Partner][]*Award

func (t tally) add(p *Partner, a *Award) { t[p] = append(t[p], a) }

func (t tally) standings() []Standing {
	out := make([]Standing, 0, len(t))
	for p, awards := range t {
		out = append(out, Standing{Partner: p, Wins: len(awards), Awards: awards})
	}
	slices.SortFunc(out, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(b.Wins, a.Wins), bytes.Compare(a.Partner.SortKey, b.Partner.SortKey), strings.Compare(a.Partner.ID, b.Partner.ID))
	})
	for i := range out {
		out[i].Rank = i + 1
		if i > 0 && out[i].Wins == out[i-1].Wins {
			out[i].Rank = out[i-1].Rank
		}
	}
	return out
}
