package site

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/record"
)

// addresses gathers redirects, addresses that were given up, and those of the lock whose record is withheld.
func (l *linker) addresses() {
	s := l.site
	for _, a := range l.ids.aliases {
		if l.shows(a.Kind, a.ID) {
			s.Redirects = append(s.Redirects, a)
		}
	}
	c := &l.records.Config
	for _, r := range slices.Concat(c.Redirects, l.records.Redirects) {
		file := r.File
		if file == "" {
			file = c.File
		}
		if r.From.S != "" && r.To.S != "" {
			s.Redirects = append(s.Redirects, Redirect{From: r.From.S, To: r.To.S, At: r.At.In(file)})
		}
	}
	for _, g := range c.Gone {
		s.Gone = append(s.Gone, Gone{Path: g.Path.S, On: l.date(g.On), Reason: l.text(g.Reason), At: g.At.In(c.File)})
	}
	l.translated()
	s.Lock = make(map[string]record.LockLine, len(l.records.Lock))
	for _, line := range l.records.Lock {
		if _, twice := s.Lock[line.Path]; twice {
			continue
		}
		s.Lock[line.Path] = line
		if l.hides(line.Kind, line.Record) {
			s.Notices = append(s.Notices, Notice{Path: line.Path})
		}
	}
	slices.SortFunc(s.Notices, func(a, b Notice) int { return strings.Compare(a.Path, b.Path) })
}

// shows says whether a record is visible. Kinds are those of aliases and of plaudit.lock.
func (l *linker) shows(kind, id string) bool {
	s := l.site
	switch kind {
	case "partner":
		return s.PartnerByID[id] != nil
	case "client":
		return s.ClientByID[id] != nil
	case "case-study":
		return s.CaseStudyByID[id] != nil
	case "award", "certificate":
		award, recipient, own := strings.Cut(id, "/")
		a := s.AwardByID[award]
		if a == nil || kind == "certificate" && !a.HasCertificate {
			return false
		}
		return !own || a.Joint && slices.ContainsFunc(a.Recipients, func(r Recipient) bool { return r.ID == recipient })
	case "update", "resource", "event", "page":
		return l.posts()[kind+"/"+id]
	case "edition":
		return s.EditionByID[id] != nil
	case "category":
		return s.CategoryByID[id] != nil
	}
	return false
}

// posts are the visible updates, resources, events and pages, by kind and id. It is asked for when all are linked.
func (l *linker) posts() map[string]bool {
	if l.visiblePosts != nil {
		return l.visiblePosts
	}
	l.visiblePosts = map[string]bool{}
	s := l.site
	for _, u := range s.Updates {
		l.visiblePosts["update/"+u.ID] = true
	}
	for _, u := range s.Resources {
		l.visiblePosts["resource/"+u.ID] = true
	}
	for _, e := range s.Events {
		l.visiblePosts["event/"+e.ID] = true
	}
	for _, p := range s.Pages {
		l.visiblePosts["page/"+p.ID] = true
	}
	for id := range s.Introductions {
		l.visiblePosts["page/"+id] = true
	}
	return l.visiblePosts
}

// hides says whether a record is in the sources, but withheld. An award is also known by the id that it has with all
// its recipients and clients, since the lock may hold an address from when all of them were to be seen.
func (l *linker) hides(kind, id string) bool {
	if l.shows(kind, id) {
		return false
	}
	x := &l.ids
	known := func(of *idsOf) bool {
		_, ok := of.at[id]
		return ok
	}
	switch kind {
	case "partner":
		return known(x.partners)
	case "client":
		return known(x.clients)
	case "case-study":
		return known(x.caseStudies)
	case "update":
		return known(x.updates)
	case "resource":
		return known(x.resources)
	case "event":
		return known(x.events)
	case "page":
		return known(x.pages)
	case "award", "certificate":
		award, recipient, own := strings.Cut(id, "/")
		for _, r := range l.byAnyID()[award] {
			if !own || slices.Contains(r.everyone, recipient) {
				return true
			}
		}
	case "edition-category":
		if l.hiddenYears == nil {
			l.findHiddenYears()
		}
		return l.hiddenYears[id]
	}
	return false
}

// byAnyID gives the results by each id that they have, or had while nothing of them was withheld.
func (l *linker) byAnyID() map[string][]*result {
	if l.anyID != nil {
		return l.anyID
	}
	l.anyID = map[string][]*result{}
	add := func(id string, x *result) {
		if id != "" && !slices.Contains(l.anyID[id], x) {
			l.anyID[id] = append(l.anyID[id], x)
		}
	}
	for _, x := range l.results {
		if x.none() {
			continue
		}
		add(x.id, x)
		if x.r.Id.S != "" {
			continue
		}
		gone := !x.isVisible()
		if gone {
			add(x.shortID, x)
		}
		full := defaultAwardID(x.edition.ID, x.category.ID, x.r.Region.S, x.everyone)
		if gone || x.hidden > 0 {
			add(full, x)
		}
		for _, c := range x.r.Clients {
			if gone || x.hidden > 0 || l.site.ClientByID[c.S] == nil {
				add(cutID(x.shortID+"-"+c.S), x)
				add(cutID(full+"-"+c.S), x)
			}
		}
	}
	return l.anyID
}

// findHiddenYears finds the categories in an edition ("2026/newcomer") of which every result is withheld.
func (l *linker) findHiddenYears() {
	hidden := map[string]bool{}
	for _, x := range l.results {
		if x.award == nil && !x.none() {
			hidden[x.edition.ID+"/"+x.category.ID] = true
		}
	}
	for _, e := range l.site.Editions {
		for _, y := range e.Categories {
			delete(hidden, e.ID+"/"+y.Category.ID)
		}
	}
	l.hiddenYears = hidden
}
