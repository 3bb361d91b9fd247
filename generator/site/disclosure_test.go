package site

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// attacker knows who is in which group, in which order the values of each group stand, and every number that is published, unrounded. It
// is written without the code that it attacks.
type attacker struct {
	all     []respondent
	minimum int
	sets    [][][]int // of each dimension that is published its groups; the first is the whole alone
	reach   []float64 // of the quartiles of each dimension, in places
}

// knows what follows from publication: who is in which group is public.
func attack(all []respondent, minimum int, p *quartiles) attacker {
	a := attacker{all: all, minimum: minimum}
	if p.all.n == 0 {
		return a
	}
	everybody := make([]int, len(all))
	for i := range all {
		everybody[i] = i
	}
	a.sets, a.reach = append(a.sets, [][]int{everybody}), append(a.reach, 1.5)
	for d, groups := range p.dimensions {
		var sets [][]int
		for _, g := range groups {
			var members []int
			for i, r := range all {
				if slices.Contains(g.of, r.of[d]) {
					members = append(members, i)
				}
			}
			sets = append(sets, members)
		}
		if len(sets) > 0 {
			a.sets, a.reach = append(a.sets, sets), append(a.reach, float64(groups[0].reach)/4)
		}
	}
	return a
}

// sums are the respondents that each published number is the mean of.
func (a attacker) sums() [][]int {
	var out [][]int
	for d, dimension := range a.sets {
		for _, members := range dimension {
			sorted := slices.Clone(members)
			slices.SortStableFunc(sorted, func(x, y int) int {
				switch vx, vy := a.all[x].value, a.all[y].value; {
				case vx < vy:
					return -1
				case vx > vy:
					return 1
				}
				return 0
			})
			for q := 1; q <= 3; q++ {
				var sum []int
				for i, m := range sorted {
					if place := 1 + float64(len(sorted)-1)*float64(q)/4; math.Abs(float64(i+1)-place) <= a.reach[d] {
						sum = append(sum, m)
					}
				}
				out = append(out, sum)
			}
		}
	}
	return out
}

// solved are the respondents whose value is a combination of the published numbers: linear algebra over the fractions.
func (a attacker) solved() []int {
	var basis [][]*big.Rat
	first := func(row []*big.Rat) int {
		return slices.IndexFunc(row, func(x *big.Rat) bool { return x.Sign() != 0 })
	}
	reduce := func(row []*big.Rat) {
		for _, b := range basis {
			if at := first(b); row[at].Sign() != 0 {
				times := new(big.Rat).Quo(row[at], b[at])
				for k := range row {
					row[k] = new(big.Rat).Sub(row[k], new(big.Rat).Mul(times, b[k]))
				}
			}
		}
	}
	row := func(members ...int) []*big.Rat {
		out := make([]*big.Rat, len(a.all))
		for i := range out {
			out[i] = new(big.Rat)
		}
		for _, m := range members {
			out[m].SetInt64(1)
		}
		return out
	}
	for _, sum := range a.sums() {
		r := row(sum...)
		if reduce(r); first(r) >= 0 {
			basis = append(basis, r)
		}
	}
	var found []int
	for x := range a.all {
		r := row(x)
		for range basis { // a basis in no order: until nothing changes
			reduce(r)
		}
		if first(r) < 0 {
			found = append(found, x)
		}
	}
	return found
}

// leftOver are the groups, smaller than the minimum, that are left when published groups are taken from others.
func (a attacker) leftOver() []string {
	var found []string
	for i, outer := range a.sets {
		for j, inner := range a.sets {
			if i == j {
				continue
			}
			for o := 1; o < 1<<len(outer); o++ {
				for n := 0; n < 1<<len(inner); n++ {
					large, small := unionOf(outer, o, len(a.all)), unionOf(inner, n, len(a.all))
					left, within := 0, true
					for x := range a.all {
						within = within && (large[x] || !small[x])
						if large[x] && !small[x] {
							left++
						}
					}
					if within && left > 0 && left < a.minimum {
						found = append(found, fmt.Sprintf("%v without %v leaves %d", large, small, left))
					}
				}
			}
		}
	}
	return found
}

func unionOf(sets [][]int, which, n int) []bool {
	in := make([]bool, n)
	for i, members := range sets {
		if which&(1<<i) != 0 {
			for _, m := range members {
				in[m] = true
			}
		}
	}
	return in
}

func drawRespondents(t *rapid.T) []respondent {
	values := rapid.SampledFrom([]func(i int) float64{
		func(i int) float64 { return float64(rapid.IntRange(1, 5).Draw(t, "grade")) },
		func(i int) float64 { return float64(rapid.IntRange(10, 4000).Draw(t, "amount")) / 10 },
		func(i int) float64 { return float64(i) },
	}).Draw(t, "values")
	kinds := [4]int{rapid.IntRange(1, 5).Draw(t, "tiers"), rapid.IntRange(1, 4).Draw(t, "regions"), rapid.IntRange(1, 4).Draw(t, "types"), rapid.IntRange(1, 5).Draw(t, "sizes")}
	alike := rapid.Bool().Draw(t, "alike") // dimensions that say nearly the same are the dangerous ones
	all := make([]respondent, rapid.IntRange(0, 45).Draw(t, "partners"))
	for i := range all {
		all[i] = respondent{id: strconv.Itoa(100 + i), value: values(i)}
		for d, n := range kinds {
			all[i].of[d] = rapid.IntRange(-1, n-1).Draw(t, "group")
			if alike && d > 0 && rapid.IntRange(0, 12).Draw(t, "other") > 0 {
				all[i].of[d] = min(all[i].of[0], n-1)
			}
		}
	}
	return all
}

// TestNoValueFollows plays the attacker on random partners: it finds nobody's value, and no small group.
func TestNoValueFollows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawRespondents(t)
		minimum := rapid.IntRange(leastGroup, 11).Draw(t, "minimum")
		p := publishQuartiles(all, minimum, nil)
		a := attack(all, minimum, p)
		for _, x := range a.solved() {
			t.Errorf("the value of %s follows", all[x].id)
		}
		for _, left := range a.leftOver() {
			t.Error(left)
		}
		for d, groups := range p.dimensions {
			n := 0
			for _, g := range groups {
				n += g.n
				if g.n < minimum || g.q[0] == g.q[2] {
					t.Errorf("%s has a group of %d with the quartiles %v", dimensions[d].name, g.n, g.q)
				}
			}
			if len(groups) == 1 || len(groups) > 0 && n != len(all) {
				t.Errorf("%s has %d groups of %d partners in all, not %d", dimensions[d].name, len(groups), n, len(all))
			}
		}
		// The numbers are those that the attacker reckons with.
		var numbers []float64
		for _, g := range slices.Concat([]quartileGroup{p.all}, p.dimensions[0], p.dimensions[1], p.dimensions[2], p.dimensions[3]) {
			numbers = append(numbers, g.q[:]...)
		}
		for i, sum := range a.sums() {
			mean := 0.0
			for _, m := range sum {
				mean += all[m].value / float64(len(sum))
			}
			if math.Abs(numbers[i]-mean) > math.Abs(mean)*0.0501 || len(sum) < 3 {
				t.Errorf("number %d is %v, the mean of %d values %v", i, numbers[i], len(sum), mean)
			}
		}
	})
}

// TestAttackerFinds: what a careless publication would tell is found, so that the test above can fail.
func TestAttackerFinds(t *testing.T) {
	all := make([]respondent, 24)
	for i := range all {
		all[i] = respondent{id: strconv.Itoa(100 + i), value: float64(i * i), of: [4]int{i / 12, 0, 0, 0}}
	}
	all[3].of[0] = 1 // 11 and 13
	careless := &quartiles{all: quartileGroup{n: 24}}
	careless.dimensions[0] = []quartileGroup{{of: []int{0}, n: 11}, {of: []int{1}, n: 13}}
	for i := range all {
		all[i].of[1] = all[i].of[0]
	}
	all[3].of[1] = 0 // the other way round: 12 and 12
	careless.dimensions[1] = []quartileGroup{{of: []int{0}, n: 12}, {of: []int{1}, n: 12}}
	if left := attack(all, 10, careless).leftOver(); len(left) == 0 {
		t.Error("one partner is the difference of two groups, and nobody notices")
	}
	two := attacker{all: all[:4], minimum: 1, sets: [][][]int{{{0, 1, 2}}, {{0, 1, 2, 3}}}, reach: []float64{1.5, 1.5}}
	if len(two.solved()) == 0 { // the means of the same three, and of these and a fourth
		t.Error("the fourth value follows, and nobody notices")
	}
	p := publishQuartiles(all, 10, nil)
	if p.all.n != 24 || len(p.dimensions[0]) != 2 || len(p.dimensions[1]) != 0 {
		t.Errorf("the whole of %d, %d groups by tier, %d by region", p.all.n, len(p.dimensions[0]), len(p.dimensions[1]))
	}
}

func TestSmallGroupsArePutTogether(t *testing.T) {
	sizes := []int{12, 3, 14, 11, 4}
	var all []respondent
	for group, n := range sizes {
		for range n {
			all = append(all, respondent{id: strconv.Itoa(100 + len(all)), value: float64((len(all) * 37) % 101), of: [4]int{group, -1, group, -1}})
		}
	}
	p := publishQuartiles(all, 10, nil)
	show := func(groups []quartileGroup) string {
		var rows string
		for _, g := range groups {
			rows += fmt.Sprint(g.of, g.n, " ")
		}
		return rows
	}
	// Of tiers the neighbours are put together, of types the two smallest; the four that are left join again.
	want(t, "tiers", show(p.dimensions[0]), "[0 1] 15 [2] 14 [3 4] 15 ")
	want(t, "types", show(p.dimensions[2]), "")
	want(t, "nothing known", show(p.dimensions[1])+show(p.dimensions[3]), "")
}

func TestWindow(t *testing.T) {
	for n := leastGroup; n < 200; n++ {
		for i := range 3 * len(reaches) {
			q, reach := 1+i%3, reaches[i/3]
			from, to := window(n, q, reach)
			place := 1 + float64(n-1)*float64(q)/4
			for i := range n {
				if in := math.Abs(float64(i+1)-place) <= float64(reach)/4; in != (i >= from && i < to) {
					t.Fatalf("quartile %d of %d: value %d is in %v, the window is [%d, %d)", q, n, i+1, in, from, to)
				}
			}
		}
	}
}

func TestTwoDigits(t *testing.T) {
	for f, rounded := range map[float64]float64{4.57: 4.6, 148.3: 150, 0.01234: 0.012, 99.6: 100, 0: 0, -3.14: -3.1, 12: 12, 1249: 1200} {
		want(t, fmt.Sprint(f), twoDigits(f), rounded)
	}
}

func TestBenchmarks(t *testing.T) {
	text := `
-- data/tiers.yaml --
- {id: gold, name: Gold}
- {id: silver, name: Silver}
-- data/programme/benchmarks.yaml --
metrics:
  - id: days
    name: Days
    unit: days
    direction: lower
    values: {`
	partners := ""
	for i := range 26 {
		id := fmt.Sprintf("p%02d", i)
		text += fmt.Sprintf("%s: %d, ", id, 100+7*i)
		more := ""
		switch {
		case i == 3:
			more = ", consent: {listed: false}"
		case i == 4:
			more = ", status: former"
		}
		partners += fmt.Sprintf("- {id: %s, name: Partner %d, country: %s, tier: %s%s}\n", id, i, []string{"DE", "FR"}[i%2], []string{"gold", "silver"}[i/13], more)
	}
	text += "}\nminimum_group: 2\n-- data/partners.yaml --\n" + partners
	whole, lines := linked(t, text, "2026-04-10")
	want(t, "diagnostics", lines, []string{"data/programme/benchmarks.yaml:7:16 P084 groups of 2 would tell what single partners reported; 5 is used"})
	s := whole.Sites[0]
	b := s.Benchmarks[0]
	want(t, "minimum", b.Minimum, leastGroup)
	want(t, "direction", b.Direction, "down")
	want(t, "partners", b.All.Partners, 24) // without the unlisted and the former one
	want(t, "values", len(s.Programme.Benchmarks.Metrics[0].Values), 0)
	var rows string
	for _, d := range b.Dimensions {
		for _, g := range d.Groups {
			rows += row(d.Name, g.Parts[0].Name.S, g.Partners, g.Lower, g.Median, g.Upper) + "; "
		}
	}
	want(t, "groups", rows, "tier Gold 11 120 150 170; tier Silver 13 210 230 250; ")
}

// A small region goes to the one that it is a part of, and both are named by that.
func TestRegionsJoinThoseAroundThem(t *testing.T) {
	text := "-- data/terms.yaml --\nregions: [{id: dach, name: Middle, countries: [DE, AT]}, {id: north, name: North, countries: [SE]}]\n-- data/partners.yaml --\n"
	values := ""
	for i := range 34 {
		id := fmt.Sprintf("p%02d", i)
		country := "FR"
		switch {
		case i < 11:
			country = "SE"
		case i < 14:
			country = "AT"
		case i >= 23:
			country = "BR"
		}
		text += fmt.Sprintf("- {id: %s, name: Partner %d, country: %s}\n", id, i, country)
		values += fmt.Sprintf("%s: %d, ", id, (i*37)%101)
	}
	s := clean(t, text+"-- data/programme/benchmarks.yaml --\nmetrics: [{id: days, name: Days, values: {"+values+"}}]\n", "2026-04-10")
	var rows string
	for _, g := range s.Benchmarks[0].Dimensions[0].Groups {
		for _, p := range g.Parts {
			rows += row(p.Name.S, p.Rest, g.Partners) + "; "
		}
	}
	// The middle is part of Europe's group, and the north is elsewhere.
	want(t, "regions", rows, "Middle false 12; Europe true 12; Latin America false 11; North false 11; ")
}
