package browser_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"

	"github.com/plaudit/plaudit/generator/plan"
)

// page is one HTML page of the example site.
type page struct {
	kind     plan.Kind
	language string
	address  string // below the base, without leading slash
	size     int64  // of its file in bytes
}

func (p page) String() string { return string(p.kind) + " /" + p.address }

func (p page) url() string { return example.base + p.address }

// pagesOf lists the HTML pages of a plan that was published to out, in the order of their paths.
func pagesOf(planned *plan.Plan, out string) ([]page, error) {
	var pages []page
	for _, o := range planned.Outputs {
		if !o.HTML {
			continue
		}
		info, err := os.Stat(filepath.Join(out, filepath.FromSlash(o.Path)))
		if err != nil {
			return nil, err
		}
		pages = append(pages, page{kind: o.Kind, language: o.Site.Language, address: o.Address, size: info.Size()})
	}
	return pages, nil
}

// samples are pages of every kind: of the original language the smallest and the largest, of other languages the largest.
// Redirects are left out, for a browser does not stay on them.
func samples() []page {
	type group struct {
		kind     plan.Kind
		language string
	}
	groups := map[group][]page{}
	for _, p := range example.pages {
		if p.kind != plan.Redirect {
			g := group{p.kind, p.language}
			groups[g] = append(groups[g], p)
		}
	}
	var chosen []page
	for g, pages := range groups {
		bySize(pages)
		chosen = append(chosen, pages[len(pages)-1])
		if len(pages) > 1 && g.language == original() {
			chosen = append(chosen, pages[0])
		}
	}
	slices.SortFunc(chosen, func(a, b page) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.address, b.address))
	})
	return chosen
}

// original is the site's first language.
func original() string {
	for _, p := range example.pages {
		if p.kind == plan.Home && p.address == "" {
			return p.language
		}
	}
	return ""
}

// ofKind are the pages of a kind, the largest first.
func ofKind(kind plan.Kind) []page {
	var pages []page
	for _, p := range example.pages {
		if p.kind == kind {
			pages = append(pages, p)
		}
	}
	bySize(pages)
	slices.Reverse(pages)
	return pages
}

// bySize sorts pages, the smallest first.
func bySize(pages []page) {
	slices.SortStableFunc(pages, func(a, b page) int { return cmp.Compare(a.size, b.size) })
}
