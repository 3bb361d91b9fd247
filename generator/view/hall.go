package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// How long the lists of the hall of fame are. A list is not cut within a rank, unless the rank alone is longer than maxTied.
const (
	mostAwarded = 20
	mostByPlace = 3
	mostLeaders = 3 // of a category
	maxTied     = 48
	maxStreaks  = 30
)

func (b *Builder) awards(o *plan.Output) *Awards {
	v := &Awards{Total: b.counts().wins}
	for _, e := range b.s.Editions {
		v.Editions = append(v.Editions, b.editionHead(e))
	}
	v.Categories = b.categoryGroups()
	hall := b.hall()
	v.Most = b.ranked(hall.MostAwarded, mostAwarded)
	for _, c := range hall.ByCountry {
		l := b.countryLink(c.Country)
		v.MostByCountry = append(v.MostByCountry, RankedGroup{Label: l.Label, URL: l.URL, Ranks: b.ranked(c.Standings, mostByPlace)})
	}
	firsts := map[*site.Category]site.First{}
	for _, f := range hall.Firsts {
		if f.Category != nil {
			firsts[f.Category] = f
			continue
		}
		for _, a := range f.Awards {
			v.Firsts = append(v.Firsts, First{Country: b.l.Country(f.Country), URL: b.countryLink(f.Country).URL, Award: b.awardCard(a)})
		}
	}
	for _, c := range hall.ByCategory {
		v.ByCategory = append(v.ByCategory, b.hallCategory(c, firsts[c.Category]))
	}
	v.Streaks = b.streaks(hall.Streaks)
	h := head{heading: b.say("view.title.awards"), description: b.t.T("view.awards.description", "site", b.s.Title.S, "count", v.Total, "editions", len(v.Editions))}
	v.Intro = b.introduction(o, &h)
	h.nodes = []any{itemList(b, v.Editions, 0, func(e EditionHead) (string, string) { return e.Name.S, e.URL })}
	v.Page = b.page(o, h)
	return v
}

// hallCategory is a category with its leaders and the first who won it.
func (b *Builder) hallCategory(c site.CategoryHall, first site.First) HallCategory {
	n := 0
	for n < len(c.Standings) && c.Standings[n].Rank == 1 {
		n++
	}
	h := HallCategory{Label: b.text(c.Category.Name), URL: b.categoryLink(c.Category).URL, Count: c.Standings[0].Wins,
		First: cardsOf(first.Awards, b.awardCard), FirstEdition: b.text(first.Edition.Name)}
	for _, s := range c.Standings[:min(n, mostLeaders)] {
		h.Leaders = append(h.Leaders, b.rankedOf(s))
	}
	h.More = n - len(h.Leaders)
	return h
}

// categoryGroups are the categories that still are awarded and then the retired ones, by group in the order of the file.
func (b *Builder) categoryGroups() []CategoryGroup {
	var groups []CategoryGroup
	at := map[string]int{}
	for _, c := range b.s.Categories {
		i, ok := at[c.Group.S]
		if !ok {
			i = len(groups)
			at[c.Group.S] = i
			groups = append(groups, CategoryGroup{Name: b.text(c.Group)})
		}
		groups[i].Categories = append(groups[i].Categories, b.categoryHead(c))
	}
	return groups
}

// ranked are the first n of a ranking, and those who share the last one's rank.
func (b *Builder) ranked(standings []site.Standing, n int) []Ranked {
	if len(standings) > n {
		end := n
		for end < len(standings) && standings[end].Rank == standings[n-1].Rank {
			end++
		}
		standings = standings[:min(end, max(n, maxTied))]
	}
	out := make([]Ranked, 0, len(standings))
	for _, s := range standings {
		out = append(out, b.rankedOf(s))
	}
	return out
}

func (b *Builder) rankedOf(s site.Standing) Ranked {
	return Ranked{Rank: s.Rank, Partner: b.partnerCard(s.Partner), Count: s.Wins, Awards: cardsOf(s.Awards, b.awardCard)}
}

// streaks share a rank when they are of the same length.
func (b *Builder) streaks(list []site.Streak) []Streak {
	var out []Streak
	for i, s := range list[:min(len(list), maxStreaks)] {
		x := Streak{Rank: i + 1, Partner: b.partnerLink(s.Partner), Category: b.categoryLink(s.Category), Length: s.Length(),
			From: b.text(s.Editions[0].Name), To: b.text(s.Editions[len(s.Editions)-1].Name), Awards: cardsOf(s.Awards, b.awardCard)}
		if i > 0 && out[i-1].Length == x.Length {
			x.Rank = out[i-1].Rank
		}
		out = append(out, x)
	}
	return out
}
