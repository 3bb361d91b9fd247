package asset

import (
	"regexp"
	"slices"
	"strings"
)

// maxExpansion is how many elements a browser may have to draw when every reference is followed. Ten elements that each use the
// one before ten times are ten thousand million.
const maxExpansion = 1_000_000

// dropRepeated drops ids that an element before has: references go to the first one, and a document must not have two. Those that a style
// sheet of the file may name stay, since its rules hold for all of them.
func dropRepeated(root *element) {
	var styles strings.Builder
	root.walk(func(e *element) {
		if e.name == "style" {
			styles.WriteString(e.text.String())
		}
	})
	seen := map[string]bool{}
	root.walk(func(e *element) {
		id := e.get("id")
		if seen[id] && id != "" && !strings.Contains(styles.String(), "#"+id) {
			e.attrs = slices.DeleteFunc(e.attrs, func(a attr) bool { return a.name == "id" })
		}
		seen[id] = true
	})
}

// walk visits an element, and then those inside it.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, child := range e.children {
		child.walk(visit)
	}
}

// checkExpansion follows the references inside a file and refuses one that draws too much.
func checkExpansion(root *element) error {
	x := expander{byID: map[string]*element{}, cost: map[*element]int{}}
	x.index(root)
	if x.total(root) > maxExpansion {
		return failf("the SVG draws more than %d elements by repeated use", maxExpansion)
	}
	return nil
}

type expander struct {
	byID map[string]*element
	cost map[*element]int // 0 while an element is being counted, so that circles end
}

func (x *expander) index(e *element) {
	if id := e.get("id"); id != "" && x.byID[id] == nil {
		x.byID[id] = e
	}
	for _, child := range e.children {
		x.index(child)
	}
}

// total counts e, what is inside it and what those refer to. It stops counting, not following, at the limit.
func (x *expander) total(e *element) int {
	if n, known := x.cost[e]; known {
		return n
	}
	x.cost[e] = 0
	n := 1
	for _, child := range e.children {
		n = min(n+x.total(child), maxExpansion+1)
	}
	for _, a := range e.attrs {
		for _, id := range references(a) {
			if target := x.byID[id]; target != nil {
				n = min(n+x.total(target), maxExpansion+1)
			}
		}
	}
	x.cost[e] = n
	return n
}

var urlReference = regexp.MustCompile(`(?i)url\(\s*["']?#([^"')\s]+)`)

// references gives the ids that an attribute refers to.
func references(a attr) (ids []string) {
	if a.name == "href" {
		return []string{strings.TrimPrefix(a.value, "#")}
	}
	if !styling[a.name] && a.name != "style" || !strings.Contains(a.value, "(") {
		return nil
	}
	for _, m := range urlReference.FindAllStringSubmatch(a.value, -1) {
		ids = append(ids, m[1])
	}
	return ids
}
