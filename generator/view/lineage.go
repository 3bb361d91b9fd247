package view

import (
	"strconv"

	"github.com/plaudit/plaudit/generator/site"
)

// Kinship says how a category came from others, or others from it. Key names it in the interface texts (category.<Key>): succeeds,
// merged-from, split-from; succeeded-by, merged-into, split-into. With are those that were merged into the same one.
type Kinship struct {
	Key        string
	Categories []Link
	With       []Link
}

// Generation is categories of one step of a chain of predecessors and successors.
type Generation struct{ Categories []Kin }

// Kin is a category of a chain, with the years of its first and last award.
type Kin struct {
	Category Link
	Years    string
	Current  bool // the one that the page is about
}

// before says what a category came from.
func (b *Builder) before(c *site.Category) []Kinship {
	if len(c.Succeeds) == 0 {
		return nil
	}
	key := "succeeds"
	switch {
	case len(c.Succeeds) > 1:
		key = "merged-from"
	case len(c.Succeeds[0].SucceededBy) > 1:
		key = "split-from"
	}
	return []Kinship{{Key: key, Categories: linksOf(c.Succeeds, b.categoryLink)}}
}

// after says what became of a category.
func (b *Builder) after(c *site.Category) []Kinship {
	switch len(c.SucceededBy) {
	case 0:
		return nil
	case 1:
		next := c.SucceededBy[0]
		k := Kinship{Key: "succeeded-by", Categories: []Link{b.categoryLink(next)}}
		for _, other := range next.Succeeds {
			if other != c {
				k.Key = "merged-into"
				k.With = append(k.With, b.categoryLink(other))
			}
		}
		return []Kinship{k}
	}
	return []Kinship{{Key: "split-into", Categories: linksOf(c.SucceededBy, b.categoryLink)}}
}

// lineage is the whole chain of a category's predecessors and successors, oldest first; nil when it does not go beyond those that stand
// beside it anyway.
func (b *Builder) lineage(c *site.Category) []Generation {
	seen := map[*site.Category]bool{c: true}
	climb := func(next func(*site.Category) []*site.Category) [][]*site.Category {
		var out [][]*site.Category
		for at := []*site.Category{c}; ; {
			var step []*site.Category
			for _, x := range at {
				for _, y := range next(x) {
					if !seen[y] {
						seen[y] = true
						step = append(step, y)
					}
				}
			}
			if len(step) == 0 {
				return out
			}
			out, at = append(out, step), step
		}
	}
	older := climb(func(x *site.Category) []*site.Category { return x.Succeeds })
	newer := climb(func(x *site.Category) []*site.Category { return x.SucceededBy })
	if len(older) < 2 && len(newer) < 2 && (len(older) == 0 || len(newer) == 0) {
		return nil
	}
	var out []Generation
	add := func(list []*site.Category) {
		var g Generation
		for _, x := range list {
			g.Categories = append(g.Categories, Kin{Category: b.categoryLink(x), Years: yearsOf(x), Current: x == c})
		}
		out = append(out, g)
	}
	for i := len(older) - 1; i >= 0; i-- {
		add(older[i])
	}
	add([]*site.Category{c})
	for _, list := range newer {
		add(list)
	}
	return out
}

// yearsOf is the span from a category's first to its last award.
func yearsOf(c *site.Category) string {
	first, last := 0, 0
	for i := range c.Years {
		if y := &c.Years[i]; y.Held {
			first = y.Edition.Date.Year
			last = max(last, first)
		}
	}
	switch {
	case first == 0:
		return ""
	case first == last:
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// Gap is the editions between two years of a category in which it was not held: all of them, or of many the newest and the oldest.
type Gap struct {
	Count    int
	Editions []Link
}

// mostMissing is how many editions a gap names.
const mostMissing = 4

func (b *Builder) gap(missing []*site.Edition) Gap {
	g := Gap{Count: len(missing)}
	if n := len(missing); n > mostMissing {
		missing = []*site.Edition{missing[0], missing[n-1]}
	}
	g.Editions = linksOf(missing, b.editionLink)
	return g
}
