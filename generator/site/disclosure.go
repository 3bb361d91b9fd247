package site

import (
	"cmp"
	"math/bits"
	"slices"
)

// Disclosure control of benchmarks: what is published must not tell the value of a partner, also not what follows from several numbers
// together. Before a group is published an attacker is played who knows more than anybody should: who is in which group, and in which
// order the values stand. Groups are put together, or a dimension is left out, until that attacker finds nothing:
//
//   - Every group has the minimum of partners. A dimension divides all of them, so the rest of the whole is such groups, too: a group that was
//     too small is part of another, and never what is left when the others are taken from the whole.
//   - Wherever groups of one dimension lie wholly within groups of another, what they leave over is nothing or at least the minimum: differences
//     across dimensions are no smaller than groups.
//   - Each quartile is a mean of several values. No combination of all of them gives a single value: the rows of the sums, brought into
//     reduced echelon form, have none with one entry.
//
// See Hundepool et al., Statistical Disclosure Control (2012), on secondary suppression and auditing.

// audit holds what has been accepted.
type audit struct {
	all      []respondent
	minimum  int
	regions  []benchmarkPlace
	sets     []set   // accepted, the whole first
	assigned [][]int // of each accepted dimension: the group that each respondent is in
}

// accept takes sets that tell nothing together with those that were accepted before.
func (a *audit) accept(sets []set) bool {
	together := slices.Concat(a.sets, sets)
	if a.solvable(together) {
		return false
	}
	a.sets = together
	return true
}

// divide gives the groups of a dimension that may be published; none when there are not two.
func (a *audit) divide(d int) []set {
	sets := a.groups(d)
	for len(sets) > 1 {
		small := a.weakest(sets)
		if small < 0 {
			if found := a.publishable(sets); found != nil {
				return found
			}
			small = smallest(sets, -1)
		}
		sets = a.merged(sets, small, d)
	}
	return nil
}

// publishable are the groups with the first reach with which they tell nothing; nil when they do with each.
func (a *audit) publishable(sets []set) []set {
	assigned := assign(sets, len(a.all))
	if !a.apart(assigned, len(sets)) {
		return nil
	}
	for _, reach := range reaches {
		sets = slices.Clone(sets)
		for i := range sets {
			sets[i].reach = reach
		}
		if a.weakest(sets) < 0 && a.accept(sets) {
			a.assigned = append(a.assigned, assigned)
			return sets
		}
	}
	return nil
}

// groups are the respondents by their place in a dimension, in its order; those of whom nothing is known come last.
func (a *audit) groups(d int) []set {
	byPlace := map[int][]int{}
	for i, r := range a.all {
		byPlace[r.of[d]] = append(byPlace[r.of[d]], i)
	}
	var sets []set
	for place, members := range byPlace {
		sets = append(sets, set{of: []int{place}, members: members, reach: reaches[0]})
	}
	slices.SortFunc(sets, func(x, y set) int { return cmp.Compare(uint(x.of[0]), uint(y.of[0])) })
	return sets
}

// weakest is the set that has to be put together with another: the smallest of those that tell too much, or of all when there are too
// many; -1 when none has to.
func (a *audit) weakest(sets []set) int {
	found := -1
	for i, s := range sets {
		if !s.tells(a.all, a.minimum) && (found < 0 || len(s.members) <= len(sets[found].members)) {
			found = i
		}
	}
	if found < 0 && len(sets) > maxGroups {
		return smallest(sets, -1)
	}
	return found
}

// smallest is the set with the fewest members but for one, of equal ones the last.
func smallest(sets []set, but int) int {
	found := -1
	for i, s := range sets {
		if i != but && (found < 0 || len(s.members) <= len(sets[found].members)) {
			found = i
		}
	}
	return found
}

// merged puts a set together with its smaller neighbour; where there is no order with the smallest of the others, of regions rather with one
// that it is a part of, or that is a part of it.
func (a *audit) merged(sets []set, i, d int) []set {
	with := smallest(sets, i)
	switch {
	case dimensions[d].name == "region":
		if related := a.smallestRelated(sets, i); related >= 0 {
			with = related
		}
	case !dimensions[d].ordered:
	case i == 0:
		with = 1
	case i == len(sets)-1 || len(sets[i-1].members) <= len(sets[i+1].members):
		with = i - 1
	default:
		with = i + 1
	}
	first, second := min(i, with), max(i, with)
	out := slices.Clone(sets)
	out[first] = set{of: slices.Concat(sets[first].of, sets[second].of), members: slices.Concat(sets[first].members, sets[second].members),
		reach: reaches[0]}
	slices.SortFunc(out[first].of, func(x, y int) int { return cmp.Compare(uint(x), uint(y)) })
	slices.Sort(out[first].members)
	return slices.Delete(out, second, second+1)
}

// smallestRelated is the set with the fewest members that has regions within those of another, or the other way round; -1 without one.
func (a *audit) smallestRelated(sets []set, i int) int {
	within := func(x, y set) bool {
		return slices.ContainsFunc(y.of, func(outer int) bool {
			return outer >= 0 && outer < len(a.regions) && slices.ContainsFunc(a.regions[outer].within, func(inner int) bool { return slices.Contains(x.of, inner) })
		})
	}
	found := -1
	for k, s := range sets {
		if k != i && (within(s, sets[i]) || within(sets[i], s)) && (found < 0 || len(s.members) <= len(sets[found].members)) {
			found = k
		}
	}
	return found
}

// assign is the group that each of n respondents is in.
func assign(sets []set, n int) []int {
	assigned := make([]int, n)
	for g, s := range sets {
		for _, m := range s.members {
			assigned[m] = g
		}
	}
	return assigned
}

// apart says whether a dimension's groups leave nothing small over when they are compared with those of each accepted one.
func (a *audit) apart(assigned []int, groups int) bool {
	for _, other := range a.assigned {
		count := slices.Max(other) + 1
		if !leavesEnough(assigned, groups, other, count, a.minimum) || !leavesEnough(other, count, assigned, groups, a.minimum) {
			return false
		}
	}
	return true
}

// leavesEnough looks at every union of outer groups: the inner groups that lie wholly within it leave nothing over, or the minimum.
func leavesEnough(inner []int, inners int, outer []int, outers, minimum int) bool {
	within := make([]uint, inners) // the outer groups that an inner one has members in
	size := make([]int, inners)
	outerSize := make([]int, outers)
	for i := range inner {
		within[inner[i]] |= 1 << outer[i]
		size[inner[i]]++
		outerSize[outer[i]]++
	}
	for union := uint(1); union < 1<<outers; union++ {
		left := 0
		for rest := union; rest != 0; rest &= rest - 1 {
			left += outerSize[bits.TrailingZeros(rest)]
		}
		for g, in := range within {
			if in&^union == 0 {
				left -= size[g]
			}
		}
		if left > 0 && left < minimum {
			return false
		}
	}
	return true
}

// prime is the modulus of the elimination: 2^31-1. A combination that gives a single value over the fractions gives it here, too, unless the
// prime divides one of its few small determinants.
const prime = 1<<31 - 1

// solvable says whether some combination of the sums that are published is a single respondent's value.
func (a *audit) solvable(sets []set) bool {
	column := map[int]int{} // only of those who are in some sum
	var windows [][]int
	for _, s := range sets {
		sorted := s.sorted(a.all)
		for q := 1; q <= 3; q++ {
			from, to := window(len(sorted), q, s.reach)
			for _, m := range sorted[from:to] {
				if _, known := column[m]; !known {
					column[m] = len(column)
				}
			}
			windows = append(windows, sorted[from:to])
		}
	}
	rows := make([][]uint64, len(windows))
	for i, members := range windows {
		rows[i] = make([]uint64, len(column))
		for _, m := range members {
			rows[i][column[m]] = 1
		}
	}
	for _, row := range echelon(rows) {
		entries := 0
		for _, x := range row {
			if x != 0 {
				entries++
			}
		}
		if entries == 1 {
			return true
		}
	}
	return false
}

// echelon brings rows into reduced echelon form, modulo the prime. A vector with one entry is in their span if, and only if, it is one of
// the rows of that form.
func echelon(rows [][]uint64) [][]uint64 {
	done := 0
	for column := 0; done < len(rows) && column < len(rows[0]); column++ {
		pivot := done
		for pivot < len(rows) && rows[pivot][column] == 0 {
			pivot++
		}
		if pivot == len(rows) {
			continue
		}
		rows[done], rows[pivot] = rows[pivot], rows[done]
		scale := inverse(rows[done][column])
		for k := range rows[done] {
			rows[done][k] = rows[done][k] * scale % prime
		}
		for i := range rows {
			if times := rows[i][column]; i != done && times != 0 {
				for k, x := range rows[done] {
					if x != 0 {
						rows[i][k] = (rows[i][k] + (prime-times)*x) % prime
					}
				}
			}
		}
		done++
	}
	return rows[:done]
}

// inverse is x^(prime-2), which is 1/x modulo the prime (Fermat).
func inverse(x uint64) uint64 {
	result := uint64(1)
	for power := uint64(prime - 2); power > 0; power >>= 1 {
		if power&1 == 1 {
			result = result * x % prime
		}
		x = x * x % prime
	}
	return result
}
