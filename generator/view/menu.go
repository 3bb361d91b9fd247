package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// menu is a list of links with a copy for each entry that may be the current one.
type menu struct {
	addresses []string // of the entries, below base_url; "-" for other hosts
	plain     Menu
	current   []Menu
	sections  bool   // an entry is current in the pages below it, too
	home      string // which is above everything and no section
}

func (b *Builder) newMenu(links []Link, sections bool) menu {
	m := menu{plain: links, sections: sections, home: b.a.Home()}
	for i, l := range links {
		address, ok := strings.CutPrefix(l.URL, b.a.Base())
		if !ok {
			address = "-"
		}
		m.addresses = append(m.addresses, address)
		marked := slices.Clone(links)
		marked[i].Current = true
		m.current = append(m.current, marked)
	}
	return m
}

// of is the menu with the entry marked that has the address, or else the one whose section the address or section is in.
func (m *menu) of(address, section string) Menu {
	best, length := -1, 0
	for i, entry := range m.addresses {
		if entry == address {
			return m.current[i]
		}
		if m.sections && entry != m.home && strings.HasSuffix(entry, "/") && len(entry) > length && (strings.HasPrefix(address, entry) || strings.HasPrefix(section, entry)) {
			best, length = i, len(entry)
		}
	}
	if best < 0 {
		return m.plain
	}
	return m.current[best]
}

// mainMenu is the menu of plaudit.yaml, or one of what the site has.
func (b *Builder) mainMenu() menu {
	var links []Link
	for _, m := range b.s.Menu {
		links = append(links, Link{Label: b.text(m.Label), URL: b.siteURL(m.URL)})
	}
	if len(links) == 0 {
		links = b.existing("partners", "awards", "case-studies", "updates", "resources", "events")
		links = append(links, b.menuPages()...)
	}
	return b.newMenu(links, true)
}

// maxFooterPages is how many of the site's own pages the footer leads to.
const maxFooterPages = 12

// footerMenu leads to the generated pages that few look for and to the site's own pages, but for those in folders.
func (b *Builder) footerMenu() menu {
	links := b.existing("tiers", "clients", "jury", "nominate", "press", "verify")
	links = append(links, b.existing(plan.ProgrammePages()...)...)
	pages := 0
	for _, p := range b.s.Pages {
		if !strings.Contains(p.ID, "/") && pages < maxFooterPages {
			pages++
			links = append(links, Link{Label: b.text(p.Title), URL: b.a.Href(b.a.Page(p.ID))})
		}
	}
	return b.newMenu(links, false)
}

// existing are links to those of the generated lists and pages that are there.
func (b *Builder) existing(names ...string) []Link {
	var links []Link
	for _, name := range names {
		if url := b.listURL(name); url != "" {
			links = append(links, Link{Label: b.say("view.title." + name), URL: url})
		}
	}
	return links
}

// menuPages are the site's own pages that ask for a place in the menu, by their order, then by id.
func (b *Builder) menuPages() []Link {
	var pages []*site.Page
	for _, p := range b.s.Pages {
		if p.InMenu {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(x, y *site.Page) int { return cmp.Compare(x.MenuOrder, y.MenuOrder) })
	return linksOf(pages, func(p *site.Page) Link {
		return Link{Label: b.text(p.MenuLabel), URL: b.a.Href(b.a.Page(p.ID))}
	})
}
