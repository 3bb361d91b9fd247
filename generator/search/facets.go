package search

import (
	"slices"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// facetOf is a facet with the terms of each partner, as places in its list.
type facetOf struct {
	facet
	of map[*site.Partner][]int
}

func (f *facetOf) add(id, label string, partners []*site.Partner) {
	for _, p := range partners {
		f.of[p] = append(f.of[p], len(f.Terms))
	}
	f.Terms = append(f.Terms, []string{id, label})
}

// facetsOf are the facets that tell partners apart: those of the directory's pages, and those that only a script can combine.
func (x *index) facetsOf() []facetOf {
	var out []facetOf
	begin := func(key string) *facetOf {
		return &facetOf{facet: facet{Key: key, Label: x.in.T("facets." + key)}, of: map[*site.Partner][]int{}}
	}
	done := func(f *facetOf) {
		if len(f.Terms) > 0 {
			out = append(out, *f)
		}
	}
	tiers := begin("tier")
	for _, t := range x.in.Site.Tiers {
		if len(t.Partners) > 0 {
			tiers.add(t.ID, t.Name.S, t.Partners)
		}
	}
	done(tiers)
	for _, terms := range plan.Taxonomies(x.in.Site) {
		if len(terms) == 0 {
			continue
		}
		f := begin(terms[0].Taxonomy)
		for _, t := range terms {
			if len(t.Partners) > 0 {
				f.add(t.ID, t.Name.S, t.Partners)
			}
		}
		done(f)
	}
	budget := begin("budget")
	x.budgets(budget)
	done(budget)
	for _, s := range []struct {
		key string
		has func(*site.Partner) bool
	}{
		{"accepting", func(p *site.Partner) bool { return p.Accepting != nil && *p.Accepting }},
		{"won", func(p *site.Partner) bool { return p.Wins > 0 }},
		{"study", func(p *site.Partner) bool { return len(p.CaseStudies) > 0 }},
	} {
		f := begin(s.key)
		if those := having(x.partners, s.has); len(those) > 0 {
			f.add("yes", x.in.T("finder."+s.key), those)
		}
		done(f)
	}
	return out
}

func having(list []*site.Partner, has func(*site.Partner) bool) []*site.Partner {
	return slices.DeleteFunc(slices.Clone(list), func(p *site.Partner) bool { return !has(p) })
}

// budgets are round amounts, in each currency from the first that somebody works for to the first that all do: a partner is with
// every amount that it works for. Amounts in different currencies are not compared, since no rate is known.
func (x *index) budgets(f *facetOf) {
	most, least := map[string]float64{}, map[string]float64{}
	var currencies []string
	for _, p := range x.partners {
		if p.BudgetFrom <= 0 {
			continue
		}
		c := p.BudgetCurrency
		if most[c] == 0 {
			currencies = append(currencies, c)
			least[c] = p.BudgetFrom
		}
		most[c], least[c] = max(most[c], p.BudgetFrom), min(least[c], p.BudgetFrom)
	}
	slices.Sort(currencies)
	for _, c := range currencies {
		for _, amount := range roundAmounts(least[c], most[c]) {
			f.add(strings.ToLower(c)+"-"+strconv.FormatFloat(amount, 'f', -1, 64), x.in.T("finder.budget", "amount", x.in.Locale.Money(amount, c)),
				having(x.partners, func(p *site.Partner) bool {
					return p.BudgetFrom > 0 && p.BudgetCurrency == c && p.BudgetFrom <= amount
				}))
		}
	}
}

// roundAmounts are 1, 2 and 5 times the powers of ten from the first that is not below least to the first that is not below most.
func roundAmounts(least, most float64) []float64 {
	var out []float64
	for power := 1.0; power < 1e15; power *= 10 {
		for _, n := range []float64{1, 2, 5} {
			if n*power >= least {
				out = append(out, n*power)
			}
			if n*power >= most {
				return out
			}
		}
	}
	return out
}

// columnsOf is facets-N.json: a column for each facet, how often each partner has won, and its newest win as a place in the list of editions.
type columnsOf struct {
	Columns map[string]string `json:"columns"`
	Wins    string            `json:"wins"`
	Newest  string            `json:"newest"`
}

// citiesOf is cities-N.json: a list of cities, and a column with places in it. Cities are no facet, since each has few partners, but a search
// finds them.
type citiesOf struct {
	Cities []string `json:"cities"`
	In     string   `json:"in"`
}

func (x *index) columns(part []*site.Partner) columnsOf {
	out := columnsOf{Columns: map[string]string{}}
	for _, f := range x.facets {
		out.Columns[f.Key] = column(part, func(p *site.Partner) string {
			terms := make([]string, len(f.of[p]))
			for i, t := range f.of[p] {
				terms[i] = strconv.Itoa(t)
			}
			return strings.Join(terms, ".")
		})
	}
	edition := map[*site.Edition]int{}
	for i, e := range x.in.Site.Editions {
		edition[e] = i
	}
	out.Wins = column(part, func(p *site.Partner) string {
		if p.Wins == 0 {
			return ""
		}
		return strconv.Itoa(p.Wins)
	})
	out.Newest = column(part, func(p *site.Partner) string {
		i := slices.IndexFunc(p.Awards, (*site.Award).Counts)
		if i < 0 {
			return ""
		}
		return strconv.Itoa(edition[p.Awards[i].Edition])
	})
	return out
}

func (x *index) cities(part []*site.Partner) citiesOf {
	out := citiesOf{Cities: []string{}}
	places := map[string]int{}
	out.In = column(part, func(p *site.Partner) string {
		var in []string
		for _, city := range seatAndOffices(p) {
			if _, known := places[city]; !known {
				places[city] = len(out.Cities)
				out.Cities = append(out.Cities, city)
			}
			in = append(in, strconv.Itoa(places[city]))
		}
		return strings.Join(in, ".")
	})
	return out
}

// seatAndOffices are the cities of a partner, each once.
func seatAndOffices(p *site.Partner) []string {
	var out []string
	for _, o := range append([]site.Office{{City: p.City}}, p.Offices...) {
		if o.City.S != "" && !slices.Contains(out, o.City.S) {
			out = append(out, o.City.S)
		}
	}
	return out
}

func column(part []*site.Partner, cell func(*site.Partner) string) string {
	cells := make([]string, len(part))
	for i, p := range part {
		cells[i] = cell(p)
	}
	return strings.Join(cells, ",")
}
