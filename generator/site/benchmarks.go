package site

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// Benchmark is a measure that partners are compared by, as quartiles of groups. No value of a partner is in it, and none can be reckoned
// from it (see disclosure.go).
type Benchmark struct {
	ID         string
	Name, Unit Text
	Direction  string // up or down: what is better; may be empty
	Minimum    int    // partners in a group at least
	All        *BenchmarkGroup
	Dimensions []BenchmarkDimension
}

// BenchmarkDimension is one way to divide the partners: each is in one group. Name is tier, region, type or size.
type BenchmarkDimension struct {
	Name   string
	Groups []BenchmarkGroup
}

// BenchmarkGroup is the quartiles of a group, rounded to two significant digits.
type BenchmarkGroup struct {
	Parts    []BenchmarkPart // several when small groups were put together
	Partners int
	Lower    float64
	Median   float64
	Upper    float64
}

// BenchmarkPart is a tier or a term; Name is empty for partners of which nothing is known. Rest marks a region without the smaller ones
// whose partners are in other groups.
type BenchmarkPart struct {
	Name Text
	Rest bool
}

// How small groups may be. A site's own minimum cannot be below the least.
const (
	usualGroup = 10
	leastGroup = 5
)

// maxGroups is how many groups a dimension has at most; more could not be read, and not be audited in time.
const maxGroups = 12

// dimensions are how partners are divided, one at a time, in the order in which they are published.
var dimensions = []dimension{{"tier", true}, {"region", false}, {"type", false}, {"size", true}}

// dimension is a way to divide. Of an ordered one only neighbours are put together.
type dimension struct {
	name    string
	ordered bool
}

// respondent is a partner with a value. Of has the place of its group in each dimension's own order, and -1 where nothing is known.
type respondent struct {
	id    string
	value float64
	of    [4]int
}

// benchmarks makes the quartiles. Each language has the same groups, as they are found once.
func (l *linker) benchmarks() {
	file := &l.records.Programme.Benchmarks
	minimum := usualGroup
	if n := int(file.MinimumGroup.V); n > 0 {
		minimum = max(n, leastGroup)
		if n < leastGroup {
			l.problems.Add(diag.SmallGroup.New(file.Pos(file.MinimumGroup.At), "groups of %d would tell what single partners reported; %d is used", n, leastGroup).
				WithWidth(len(strconv.Itoa(n))).WithHint("write %d or more, or take `minimum_group` out: then it is %d", leastGroup, usualGroup))
		}
	}
	places := l.benchmarkPlaces()
	for i := range file.Metrics {
		m := &file.Metrics[i]
		if i == len(l.shared.quartiles) {
			l.shared.quartiles = append(l.shared.quartiles, publishQuartiles(l.respondents(i), minimum, places[1]))
		}
		found := l.shared.quartiles[i]
		b := Benchmark{ID: m.ID.S, Name: l.name(m.Name), Unit: l.name(m.Unit), Direction: betterOf(m.Direction.S), Minimum: minimum}
		if found.all.n > 0 {
			all := found.all.group(nil, nil)
			b.All = &all
		}
		for d, groups := range found.dimensions {
			if len(groups) == 0 {
				continue
			}
			x := BenchmarkDimension{Name: dimensions[d].name}
			used := map[int]bool{}
			for _, g := range groups {
				for _, i := range g.of {
					used[i] = true
				}
			}
			for _, g := range groups {
				x.Groups = append(x.Groups, g.group(places[d], used))
			}
			b.Dimensions = append(b.Dimensions, x)
		}
		l.site.Benchmarks = append(l.site.Benchmarks, b)
	}
}

// betterOf is up or down.
func betterOf(direction string) string {
	switch direction {
	case "higher":
		return "up"
	case "lower":
		return "down"
	}
	return direction
}

// benchmarkPlace is a tier or a term in a dimension's order. Of a region, within are the smaller ones that share countries with it.
type benchmarkPlace struct {
	name   Text
	within []int
}

// benchmarkPlaces are the groups of each dimension in its order: that of tiers and sizes is their rank, of the others their ids'.
func (l *linker) benchmarkPlaces() [4][]benchmarkPlace {
	var places [4][]benchmarkPlace
	for _, t := range l.site.Tiers {
		places[0] = append(places[0], benchmarkPlace{name: t.Name})
	}
	regions := termsByID(l.taxonomies["region"])
	for _, t := range regions {
		place := benchmarkPlace{name: t.Name}
		for i, o := range regions {
			if len(o.Countries) < len(t.Countries) && slices.ContainsFunc(o.Countries, func(c string) bool { return slices.Contains(t.Countries, c) }) {
				place.within = append(place.within, i)
			}
		}
		places[1] = append(places[1], place)
	}
	for _, t := range termsByID(l.taxonomies["type"]) {
		places[2] = append(places[2], benchmarkPlace{name: t.Name})
	}
	for _, band := range l.bands {
		places[3] = append(places[3], benchmarkPlace{name: band.term.Name})
	}
	return places
}

func termsByID(t *taxonomy) []*Term {
	return slices.SortedFunc(slices.Values(t.list), func(a, b *Term) int { return strings.Compare(a.ID, b.ID) })
}

// respondents are the active partners with a value of a measure, by id.
func (l *linker) respondents(metric int) []respondent {
	regions, types := termsByID(l.taxonomies["region"]), termsByID(l.taxonomies["type"])
	seen := map[string]bool{}
	var all []respondent
	for _, v := range l.records.Programme.Benchmarks.Metrics[metric].Values {
		p := l.site.PartnerByID[v.Partner.S]
		if p == nil || p.Former || seen[p.ID] {
			continue
		}
		seen[p.ID] = true
		r := respondent{id: p.ID, value: v.Value.V}
		r.of = [4]int{slices.Index(l.site.Tiers, p.Tier), slices.Index(regions, l.homeRegion(p)), slices.Index(types, p.Type),
			slices.IndexFunc(l.bands, func(b band) bool { return b.term == p.Size })}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b respondent) int { return strings.Compare(a.id, b.id) })
	return all
}

// homeRegion is the smallest region that a partner's seat is in, of equal ones the first by id: regions overlap, and a partner that
// counted in two would tell by their difference.
func (l *linker) homeRegion(p *Partner) *Term {
	var home *Term
	for _, t := range l.regionsOf[p.Country] {
		if home == nil || cmp.Or(cmp.Compare(len(t.Countries), len(home.Countries)), strings.Compare(t.ID, home.ID)) < 0 {
			home = t
		}
	}
	return home
}

// quartiles is what is published of a measure: numbers of groups, and no more of a partner than that it may be in one.
type quartiles struct {
	all        quartileGroup
	dimensions [4][]quartileGroup
}

// quartileGroup is a group of places in a dimension's order.
type quartileGroup struct {
	of    []int
	n     int
	reach int
	q     [3]float64
}

// group names the places. A region with all the smaller ones in it is named alone; used are the places where there are partners.
func (g quartileGroup) group(places []benchmarkPlace, used map[int]bool) BenchmarkGroup {
	out := BenchmarkGroup{Partners: g.n, Lower: g.q[0], Median: g.q[1], Upper: g.q[2]}
	elsewhere := func(place int) bool { // whether a part of it is in another group
		return slices.ContainsFunc(places[place].within, func(i int) bool { return used[i] && !slices.Contains(g.of, i) })
	}
	for _, place := range g.of {
		covered := func(by int) bool { return by >= 0 && slices.Contains(places[by].within, place) && !elsewhere(by) }
		switch {
		case place < 0:
			out.Parts = append(out.Parts, BenchmarkPart{})
		case !slices.ContainsFunc(g.of, covered):
			out.Parts = append(out.Parts, BenchmarkPart{Name: places[place].name, Rest: elsewhere(place)})
		}
	}
	return out
}

// publishQuartiles divides the respondents and gives what may be told of the groups. Where the whole cannot be told, n of all is 0.
func publishQuartiles(all []respondent, minimum int, regions []benchmarkPlace) *quartiles {
	out := &quartiles{}
	everybody := make([]int, len(all))
	for i := range all {
		everybody[i] = i
	}
	a := &audit{all: all, minimum: minimum, regions: regions}
	whole := set{members: everybody, reach: reaches[0]}
	if !whole.tells(all, minimum) || !a.accept([]set{whole}) {
		return out
	}
	out.all = quartileGroup{n: len(all), reach: whole.reach, q: whole.quartiles(all)}
	for d := range dimensions {
		for _, s := range a.divide(d) {
			out.dimensions[d] = append(out.dimensions[d], quartileGroup{of: s.of, n: len(s.members), reach: s.reach, q: s.quartiles(all)})
		}
	}
	return out
}

// set is respondents, by their places, that are published together.
type set struct {
	of      []int // places in a dimension's order
	members []int
	reach   int // of its quartiles
}

// sorted are the members by value, of equal ones by id.
func (s set) sorted(all []respondent) []int {
	members := slices.Clone(s.members)
	slices.SortFunc(members, func(a, b int) int { return cmp.Or(cmp.Compare(all[a].value, all[b].value), cmp.Compare(a, b)) })
	return members
}

// How far from its place a quartile reaches, in quarters of a place: usually one and a half places, which are three or four values. Groups of
// which a combination of such means would tell a value are published with two and a half, which are five or six.
var reaches = []int{6, 10}

// window is which of n values in order, from the first on, a quartile (1, 2, 3) is the mean of: those at most a reach from its place,
// which is 1 + (n-1)·quartile/4. So no quartile is the value of one partner.
func window(n, quartile, reach int) (from, to int) {
	place := 4 + (n-1)*quartile // in quarters
	return max(0, (place-reach+3)/4-1), min(n, (place+reach)/4)
}

// quartiles are those of the set, rounded to two significant digits.
func (s set) quartiles(all []respondent) (q [3]float64) {
	sorted := s.sorted(all)
	for i := range q {
		from, to := window(len(sorted), i+1, s.reach)
		sum := 0.0
		for _, m := range sorted[from:to] {
			sum += all[m].value
		}
		q[i] = twoDigits(sum / float64(to-from))
	}
	return q
}

// tells says whether a set is large enough, and its values are not so much alike that the quartiles would be everybody's.
func (s set) tells(all []respondent, minimum int) bool {
	if len(s.members) < minimum {
		return false
	}
	q := s.quartiles(all)
	return q[0] != q[2] && !math.IsInf(q[0], 0) && !math.IsInf(q[2], 0)
}

// twoDigits rounds to two significant digits.
func twoDigits(f float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'e', 1, 64), 64)
	if err != nil {
		return f
	}
	return rounded
}
