package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// item is a record of a kind, as it is published.
type item struct {
	id, name string
	value    any    // a pointer to a struct of package site
	address  string // below base_url, without a leading slash; empty when it has no page
}

// kind is a kind of records that are compared alike.
type kind struct {
	name    string // as in Change.Kind
	words   string // as a sentence begins with it
	items   func(s *site.Site, a plan.Addresses) []item
	without []string // fields that are the other side of something, derived, or told otherwise
	more    func(d *differ, old, new item) (told []string)
}

// kinds are in the order in which they are told. Results come before them.
var kinds = []kind{
	{name: "edition", words: "The edition", items: list(func(s *site.Site) []*site.Edition { return s.Editions }, func(e *site.Edition, a plan.Addresses) item {
		return item{e.ID, e.Name.S, e, a.Edition(e.ID)}
	}), without: []string{"ID", "Name", "Past", "Embargo", "Revealed", "Categories", "Competed", "Awards", "Newer", "Older", "Translated"}, more: (*differ).edition},
	{name: "category", words: "The category", items: list(func(s *site.Site) []*site.Category { return s.Categories }, func(c *site.Category, a plan.Addresses) item {
		return item{c.ID, c.Name.S, c, a.Category(c.ID)}
	}), without: []string{"ID", "Name", "SucceededBy", "Years", "Translated"}},
	{name: "partner", words: "The partner", items: list(func(s *site.Site) []*site.Partner { return s.Partners }, func(p *site.Partner, a plan.Addresses) item {
		return item{p.ID, p.Name.S, p, a.Partner(p.ID)}
	}), without: []string{"ID", "Name", "Former", "Tier", "Regions", "Size", "Logo", "LogoDark", "LogoAlt", "VerifiedLongAgo", "FormerNames", "Aliases", "Successor", "Predecessors",
		"Awards", "CaseStudies", "Updates", "Resources", "Events", "Wins", "LevelCounts", "Translated", "SortKey"}, more: (*differ).partner},
	{name: "tier", words: "The tier", items: list(func(s *site.Site) []*site.Tier { return s.Tiers }, func(t *site.Tier, a plan.Addresses) item {
		return item{t.ID, t.Name.S, t, a.Root("tiers/")}
	}), without: []string{"ID", "Name", "Partners", "Translated"}},
	{name: "client", words: "The client", items: list(func(s *site.Site) []*site.Client { return s.Clients }, func(c *site.Client, a plan.Addresses) item {
		return item{c.ID, c.Name.S, c, a.Client(c.ID)}
	}), without: []string{"ID", "Name", "Logo", "LogoDark", "Awards", "CaseStudies", "Partners", "Translated", "SortKey"}, more: (*differ).client},
	{name: "case-study", words: "The case study", items: list(func(s *site.Site) []*site.CaseStudy { return s.CaseStudies }, func(c *site.CaseStudy, a plan.Addresses) item {
		return item{c.ID, c.Title.S, c, a.CaseStudy(c.ID)}
	}), without: append([]string{"Quote", "Metrics", "Awards", "Newer", "Older"}, post...), more: (*differ).study},
	{name: "update", words: "The update", items: list(func(s *site.Site) []*site.Update { return s.Updates }, func(u *site.Update, a plan.Addresses) item {
		return item{u.ID, u.Title.S, u, a.Post("updates", u.ID)}
	}), without: post},
	{name: "resource", words: "The resource", items: list(func(s *site.Site) []*site.Resource { return s.Resources }, func(r *site.Resource, a plan.Addresses) item {
		return item{r.ID, r.Title.S, r, a.Post("resources", r.ID)}
	}), without: post},
	{name: "event", words: "The event", items: list(func(s *site.Site) []*site.Event { return s.Events }, func(e *site.Event, a plan.Addresses) item {
		return item{e.ID, e.Title.S, e, a.Post("events", e.ID)}
	}), without: append([]string{"Past"}, post...)},
	{name: "page", words: "The page", items: list(pages, func(p *site.Page, a plan.Addresses) item {
		return item{p.ID, p.Title.S, p, a.Page(p.ID)}
	}), without: post},
	{name: "term", words: "The term", items: list(terms, func(t *site.Term, a plan.Addresses) item {
		return item{t.Taxonomy + "/" + t.ID, t.Name.S, t, a.Facet(t)}
	}), without: []string{"Taxonomy", "ID", "Name", "Partners", "CaseStudies", "SortKey"}},
	{name: "landing", words: "The page", items: list(func(s *site.Site) []*site.Landing { return s.Landing }, func(l *site.Landing, a plan.Addresses) item {
		return item{l.ID, l.Title.S, l, ""}
	}), without: []string{"ID", "Title", "Partners"}},
}

// post are the fields of all posts that are no facts of their own.
var post = []string{"ID", "Title", "Translated", "Draft", "Future"}

// list makes the items of a kind.
func list[T any](of func(*site.Site) []*T, one func(*T, plan.Addresses) item) func(*site.Site, plan.Addresses) []item {
	return func(s *site.Site, a plan.Addresses) []item {
		var all []item
		for _, x := range of(s) {
			all = append(all, one(x, a))
		}
		return all
	}
}

// pages are the site's own and the introductions of generated ones, by id.
func pages(s *site.Site) []*site.Page {
	all := slices.Clone(s.Pages)
	for _, p := range s.Introductions {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *site.Page) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// terms are those that somebody has: of countries, languages and sizes there are always the same.
func terms(s *site.Site) []*site.Term {
	var all []*site.Term
	for _, list := range [][]*site.Term{s.Specialties, s.Industries, s.Products, s.Types, s.Regions} {
		for _, t := range list {
			if len(t.Partners)+len(t.CaseStudies) > 0 {
				all = append(all, t)
			}
		}
	}
	return all
}

// records compares the records of a kind: in the order of the new site, then those that are gone in the order of the old one.
func (d *differ) records(k kind) {
	was, is := k.items(d.a, plan.AddressesOf(d.a)), k.items(d.b, plan.AddressesOf(d.b))
	before := make(map[string]item, len(was))
	for _, x := range was {
		before[d.today(k.name, x.id)] = x
	}
	now := make(map[string]bool, len(is))
	others := d.languages(k)
	for _, x := range is {
		now[x.id] = true
		if old, ok := before[x.id]; ok {
			d.record(k, old, x, others)
			continue
		}
		d.add(Change{What: RecordAdded, Kind: k.name, ID: x.id, Name: x.name, Address: slash(x.address), Text: fmt.Sprintf("%s %q is new.", k.words, x.name)})
	}
	for _, x := range was {
		if !now[d.today(k.name, x.id)] {
			d.gone(k, x)
		}
	}
}

// record compares a record with itself.
func (d *differ) record(k kind, old, new item, others []language) {
	c := Change{What: RecordChanged, Kind: k.name, ID: new.id, Name: new.name, Address: slash(new.address)}
	if k.name != "partner" && old.name != new.name {
		r := c
		r.What, r.Old, r.New = RecordRenamed, old.name, new.name
		r.Text = fmt.Sprintf("%s %q is called %q now.", k.words, old.name, new.name)
		d.add(r)
	}
	if old.id != new.id {
		m := c
		m.What, m.Old, m.New = RecordMoved, old.id, new.id
		m.Text = fmt.Sprintf("%s %q has the id %s now, and its old one, %s, leads there.", k.words, new.name, new.id, old.id)
		d.add(m)
	}
	var told []string
	if k.more != nil {
		told = k.more(d, old, new)
	}
	if old.name != new.name {
		told = append(told, "name")
	}
	keys := changed(old.value, new.value, k.without)
	c.Values = values(old.value, new.value, k.without, keys)
	for _, l := range others {
		keys = append(keys, l.changed(k, old.id, new.id, keys, told)...)
	}
	if len(keys) == 0 {
		return
	}
	c.Keys, c.Text = keys, fmt.Sprintf("%s %q says something else: %s.", k.words, new.name, inWords(keys, c.Values))
	d.add(c)
}

// gone tells of a record that is not published any more.
func (d *differ) gone(k kind, x item) {
	c := Change{What: RecordRemoved, Kind: k.name, ID: x.id, Name: x.name, Address: slash(x.address)}
	why, consent := d.why(k.name, x.id)
	if consent {
		c.What = ConsentWithdrawn
	}
	c.Text = sentence(fmt.Sprintf("%s %q is not published any more. ", k.words, x.name), why)
	d.add(c)
}

// slash is an address with its leading slash; "" stays.
func slash(address string) string {
	if address == "" {
		return ""
	}
	return "/" + address
}

// language is the records of a kind in a further language of both sites.
type language struct {
	tag     string
	was, is map[string]item
}

// languages are those that both sites have beside their own.
func (d *differ) languages(k kind) []language {
	var all []language
	for _, s := range d.old.Whole.Sites[1:] {
		i := slices.IndexFunc(d.new.Whole.Sites, func(other *site.Site) bool { return other.Language == s.Language && !other.Original })
		if i < 0 {
			continue
		}
		other := d.new.Whole.Sites[i]
		all = append(all, language{s.Language, byID(k.items(s, plan.AddressesOf(s))), byID(k.items(other, plan.AddressesOf(other)))})
	}
	return all
}

func byID(list []item) map[string]item {
	m := make(map[string]item, len(list))
	for _, x := range list {
		m[x.id] = x
	}
	return m
}

// changed are the keys of a record that say something else in the language, and not in the original.
func (l language) changed(k kind, wasID, isID string, known, told []string) []string {
	old, ok := l.was[wasID]
	new, still := l.is[isID]
	if !ok || !still {
		return nil
	}
	var keys []string
	if old.name != new.name && !slices.Contains(told, "name") {
		keys = append(keys, "name ("+l.tag+")")
	}
	for _, key := range changed(old.value, new.value, k.without) {
		if !slices.Contains(known, key) && !slices.Contains(told, key) {
			keys = append(keys, key+" ("+l.tag+")")
		}
	}
	return keys
}
