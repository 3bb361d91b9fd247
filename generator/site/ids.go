package site

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// idsOf knows the ids of one kind of record, withheld ones included.
type idsOf struct {
	kind   string // as messages call one: "partner"
	plural string
	home   string // where to add one, %s being its id
	at     map[string]diag.Position
	former map[string]string // from a former id to the id of today
	sorted []string          // made when the first unknown id asks for its nearest
	meant  map[string]string // what was found near an unknown id
}

func newIDs(kind, plural, home string) *idsOf {
	return &idsOf{kind: kind, plural: plural, home: home, at: map[string]diag.Position{}, former: map[string]string{}}
}

// nearest are the ids in order.
func (k *idsOf) nearest() []string {
	if k.sorted == nil {
		for id := range k.at {
			k.sorted = append(k.sorted, id)
		}
		slices.Sort(k.sorted)
	}
	return k.sorted
}

// didYouMean is the hint for an unknown id.
func (k *idsOf) didYouMean(id string) string {
	hint, known := k.meant[id]
	if !known {
		if k.meant == nil {
			k.meant = map[string]string{}
		}
		hint = diag.DidYouMean(id, k.nearest())
		k.meant[id] = hint
	}
	return hint
}

// idIndex holds the ids of all kinds.
type idIndex struct {
	partners, clients, tiers, categories, editions, caseStudies, updates, resources, events, pages, awards, stages, policies, regions *idsOf
	paths                                                                                                                             map[string]diag.Position // aliases that are paths
	aliases                                                                                                                           []Redirect
}

// index gathers ids and aliases. Of two records with one id the first stays; the second is taken out of the records.
func (l *linker) index() {
	r := *l.records
	x := &l.ids
	x.paths = map[string]diag.Position{}
	x.partners = newIDs("partner", "partners", "data/partners/%s.yaml")
	x.clients = newIDs("client", "clients", "data/clients.yaml")
	x.tiers = newIDs("tier", "tiers", "data/tiers.yaml")
	x.categories = newIDs("category", "categories", "data/awards/categories.yaml")
	x.editions = newIDs("edition", "editions", "data/awards/%s.yaml")
	x.caseStudies = newIDs("case study", "case studies", "content/case-studies/%s.md")
	x.updates = newIDs("update", "updates", "content/updates/%s.md")
	x.resources = newIDs("resource", "resources", "content/resources/%s.md")
	x.events = newIDs("event", "events", "content/events/%s.md")
	x.pages = newIDs("page", "pages", "content/pages/%s.md")
	x.awards = newIDs("award", "awards", "")
	x.stages = newIDs("stage", "stages", "data/programme/journey.yaml")
	x.policies = newIDs("policy", "policies", "data/programme/governance.yaml")
	x.regions = newIDs("region", "regions", "data/terms.yaml")

	r.Partners = unique(l, x.partners, sitepath.Partner, r.Partners, func(p *record.Partner) record.Head { return p.Head })
	r.Clients = unique(l, x.clients, sitepath.AnyKind, r.Clients, func(c *record.Client) record.Head { return c.Head })
	r.Tiers = unique(l, x.tiers, sitepath.AnyKind, r.Tiers, func(t *record.Tier) record.Head { return t.Head })
	r.Categories = unique(l, x.categories, sitepath.AnyKind, r.Categories, func(c *record.Category) record.Head { return c.Head })
	r.Editions = unique(l, x.editions, sitepath.Edition, r.Editions, func(e *record.Edition) record.Head { return e.Head })
	r.CaseStudies = unique(l, x.caseStudies, sitepath.CaseStudy, r.CaseStudies, func(c *record.CaseStudy) record.Head { return c.Head })
	r.Updates = unique(l, x.updates, sitepath.AnyKind, r.Updates, func(u *record.Update) record.Head { return u.Head })
	r.Resources = unique(l, x.resources, sitepath.AnyKind, r.Resources, func(u *record.Resource) record.Head { return u.Head })
	r.Events = unique(l, x.events, sitepath.AnyKind, r.Events, func(e *record.Event) record.Head { return e.Head })
	r.Pages = unique(l, x.pages, sitepath.RootPage, r.Pages, func(p *record.Page) record.Head { return p.Head })
	l.records = &r

	for _, j := range r.Programme.Journey.Journeys {
		for _, s := range j.Stages {
			x.stages.at[s.ID.S] = s.At.In(r.Programme.Journey.File)
		}
	}
	for _, p := range r.Programme.Governance.Policies {
		x.policies.at[p.ID.S] = p.At.In(r.Programme.Governance.File)
	}

	for _, p := range r.Partners {
		l.aliasesOf("partner", x.partners, p.Head, p.Aliases)
	}
	for _, c := range r.Clients {
		l.aliasesOf("client", x.clients, c.Head, c.Aliases)
	}
	for _, c := range r.CaseStudies {
		l.aliasesOf("case-study", x.caseStudies, c.Head, c.Aliases)
	}
	for _, u := range r.Updates {
		l.aliasesOf("update", x.updates, u.Head, u.Aliases)
	}
	for _, u := range r.Resources {
		l.aliasesOf("resource", x.resources, u.Head, u.Aliases)
	}
	for _, e := range r.Events {
		l.aliasesOf("event", x.events, e.Head, e.Aliases)
	}
	for _, p := range r.Pages {
		l.aliasesOf("page", x.pages, p.Head, p.Aliases)
	}
}

// unique notes the ids of a list and gives the list without records whose id is taken or missing.
func unique[T any](l *linker, k *idsOf, kind sitepath.Kind, list []T, head func(T) record.Head) []T {
	kept := make([]T, 0, len(list))
	k.at = make(map[string]diag.Position, len(list))
	for _, r := range list {
		h := head(r)
		id := h.Id.S
		if id == "" {
			continue // decode has said so
		}
		at := h.Position()
		if h.Id.Given() {
			at = h.Pos(h.Id.At)
		}
		if first, taken := k.at[id]; taken {
			l.problems.Add(diag.DuplicateID.New(at, "the %s %q is there twice", k.kind, id).WithNote(first, "the first one").
				WithHint("give one of them another id, or delete it"))
			continue
		}
		k.at[id] = at
		if h.Id.Given() && sitepath.Reserved(kind, id) && !sitepath.Reserved(sitepath.AnyKind, id) { // else decode has said so
			l.problems.Add(diag.ReservedID.New(at, "the id %q is reserved", id).WithHint("an address of %s has that name already; choose another, such as %q", k.plural, id+"-1"))
		}
		kept = append(kept, r)
	}
	return kept
}

// aliasesOf notes the former ids and paths of a record.
func (l *linker) aliasesOf(kind string, k *idsOf, h record.Head, aliases []record.Text) {
	for _, a := range aliases {
		if a.S == "" {
			continue
		}
		at := h.Pos(a.At)
		redirect := Redirect{From: a.S, At: at, Alias: true, Kind: kind, ID: h.Id.S}
		taken := func(note diag.Position, format string, args ...any) {
			l.problems.Add(diag.DuplicateAlias.New(at, format, args...).WithNote(note, "there").WithWidth(len([]rune(a.S))).
				WithHint("remove the alias, or correct it"))
		}
		if strings.HasPrefix(a.S, "/") {
			path, err := sitepath.CleanURLPath(a.S)
			if err != nil {
				l.problems.Add(diag.UnsafePath.New(at, "the alias %q is no address: %v", a.S, err).WithHint("write an old path of this site, such as /stories/acme/"))
				continue
			}
			if first, twice := l.ids.paths[path]; twice {
				taken(first, "the alias %q is used twice", a.S)
				continue
			}
			l.ids.paths[path] = at
			redirect.From = path
		} else {
			if first, hides := k.at[a.S]; hides {
				taken(first, "the alias %q hides the %s %q", a.S, k.kind, a.S)
				continue
			}
			if other, twice := k.former[a.S]; twice {
				taken(k.at[other], "the alias %q is an alias of the %s %q already", a.S, k.kind, other)
				continue
			}
			k.former[a.S] = h.Id.S
		}
		l.ids.aliases = append(l.ids.aliases, redirect)
	}
}
