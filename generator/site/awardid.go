package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// maxAwardID is the most characters of a default id.
const maxAwardID = 160

// shortHash is eight hex digits of the SHA-256 of a text.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// defaultAwardID is the id of a result that names none: edition, category, region if any, and the first three recipients;
// of more recipients a hash. It holds no level and no tier, so nothing moves when a rank does.
func defaultAwardID(edition, category, region string, recipients []string) string {
	parts := []string{edition, category}
	if region != "" {
		parts = append(parts, region)
	}
	if len(recipients) > 3 {
		parts = append(append(parts, recipients[:3]...), shortHash(strings.Join(recipients[3:], "-")))
	} else {
		parts = append(parts, recipients...)
	}
	return cutID(strings.Join(parts, "-"))
}

// cutID keeps an id to its limit: a longer one is cut and ends in a hash of the whole.
func cutID(id string) string {
	if len(id) <= maxAwardID {
		return id
	}
	return strings.TrimRight(id[:maxAwardID-9], "-") + "-" + shortHash(id)
}

// isVisible says whether a result will be an award.
func (x *result) isVisible() bool { return x.shown >= 0 && len(x.recipients) > 0 }

// nameAwards gives every result its id, withheld ones included: theirs keep an address free that will be theirs.
func (l *linker) nameAwards() {
	byID := map[string]*result{} // ids that are settled
	l.resultByID = make(map[string]*result, len(l.results))
	groups := map[string][]*result{}
	var shared []string // ids of groups, in file order
	var doubles []*result
	for _, x := range l.results {
		if x.none() {
			continue
		}
		if x.r.Id.S != "" {
			x.id = x.r.Id.S
			if first := byID[x.id]; first != nil {
				l.problems.Add(diag.DuplicateID.New(x.r.Pos(x.r.Id.At), "the award %q is there twice", x.id).WithNote(first.r.Position(), "the first one").
					WithHint("give one of them another id"))
				doubles = append(doubles, x)
				continue
			}
			byID[x.id] = x
			continue
		}
		ids := make([]string, 0, len(x.recipients))
		for _, r := range x.recipients {
			ids = append(ids, r.ID)
		}
		if len(ids) == 0 {
			ids = x.everyone
		}
		x.shortID = defaultAwardID(x.edition.ID, x.category.ID, x.r.Region.S, ids)
		if groups[x.shortID] == nil {
			shared = append(shared, x.shortID)
		}
		groups[x.shortID] = append(groups[x.shortID], x)
	}
	l.results = slices.DeleteFunc(l.results, func(x *result) bool { return slices.Contains(doubles, x) })
	for _, id := range shared {
		group := groups[id]
		owner := byID[id] // by its own `id`
		if len(group) == 1 && owner == nil {
			group[0].id = id
			byID[id] = group[0]
		}
	}
	for _, id := range shared {
		group := groups[id]
		if owner := byID[id]; len(group) > 1 || owner != group[0] {
			l.tellApart(id, group, byID)
		}
	}
	for _, x := range l.results {
		if !x.none() && x.id != "" {
			l.ids.awards.at[x.id] = x.r.Position()
			l.resultByID[x.id] = x
		}
	}
}

// tellApart gives ids to results that would share one: with the first client of each, then with a number.
func (l *linker) tellApart(id string, group []*result, byID map[string]*result) {
	others := group
	if owner := byID[id]; owner != nil {
		others = append([]*result{owner}, group...)
	}
	unsure := l.locked["award\x00"+id] || slices.ContainsFunc(others, func(x *result) bool { return !togetherWith(x, others[0]) })
	if unsure {
		for _, x := range group {
			l.ambiguous(id, x, others...)
		}
	}
	for _, x := range group {
		candidate := id
		if client := l.firstClient(x); client != "" {
			candidate = cutID(id + "-" + client)
		}
		x.id = candidate
		for n := int64(2); byID[x.id] != nil; n++ {
			x.id = cutID(candidate + "-" + digits(n))
		}
		if taken := byID[candidate]; taken != nil && !slices.Contains(others, taken) && !taken.isVisible() {
			l.ambiguous(candidate, x, taken)
		} else if taken != nil && !unsure {
			l.problems.Add(diag.NumberedAwardID.New(x.r.Position(), "only a number tells the award %q from another", x.id).
				WithNote(byID[candidate].r.Position(), "the other one").WithHint("give each of them an `id`"))
		}
		byID[x.id] = x
	}
}

// togetherWith says whether two results are visible, or will be, at the same time: then their ids change together, before
// anybody saw them.
func togetherWith(a, b *result) bool {
	if a.isVisible() || b.isVisible() {
		return a.isVisible() == b.isVisible()
	}
	return a.reveal.Equal(b.reveal) && (len(a.recipients) > 0) == (len(b.recipients) > 0)
}

// ambiguous reports that a result's address might come to be another's.
func (l *linker) ambiguous(id string, x *result, others ...*result) {
	d := diag.AmbiguousAwardID.New(x.r.Position(), "the award's address would be that of another, as both would have the id %q", id)
	for _, other := range others {
		if other != x {
			d = d.WithNote(other.r.Position(), "another with it")
		}
	}
	l.problems.Add(d.WithHint("give each of them an `id`; one that was published keeps %q", id))
}

// firstClient is the id of the first visible client of a result.
func (l *linker) firstClient(x *result) string {
	for _, id := range x.r.Clients {
		if l.site.ClientByID[id.S] != nil {
			return id.S
		}
	}
	return ""
}
