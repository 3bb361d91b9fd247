package site

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/sitepath"
)

// references checks that every reference of every record, withheld ones included, leads somewhere. What a reference to
// something withheld gives is decided where it is used: nothing.
func (l *linker) references() {
	if !l.site.Original {
		return // the same records, the same mistakes
	}
	for _, r := range l.records.Partners {
		l.partnerReferences(r)
	}
	for _, r := range l.records.Clients {
		l.checkTerm("industry", r.File, r.Industry)
	}
	for _, r := range l.records.CaseStudies {
		l.caseStudyReferences(r)
	}
	x := &l.ids
	for _, r := range l.records.Pages {
		l.postReferences(&r.Post)
	}
	for _, r := range l.records.Updates {
		l.postReferences(&r.Post)
		l.refer(x.partners, r.File, r.Partners...)
		l.refer(x.awards, r.File, r.Awards...)
	}
	for _, r := range l.records.Resources {
		l.postReferences(&r.Post)
		l.refer(x.partners, r.File, r.Partners...)
		l.refer(x.awards, r.File, r.Awards...)
		l.refer(x.stages, r.File, r.Stage)
	}
	for _, r := range l.records.Events {
		l.postReferences(&r.Post)
		l.inOrder(r.File, r.Start, r.End, "start", "end")
		l.refer(x.partners, r.File, r.Partners...)
		l.refer(x.awards, r.File, r.Awards...)
	}
	for _, r := range l.records.Categories {
		l.categoryReferences(r)
	}
	for _, r := range l.records.Editions {
		l.editionReferences(r)
	}
	l.programmeReferences()
	c := &l.records.Config
	l.refer(x.clients, c.File, c.ClientsShown...)
	landings := map[string]bool{}
	for _, r := range c.Landing {
		if landings[r.ID.S] {
			l.problems.Add(diag.DuplicateID.New(r.At.In(c.File), "the landing page %q is there twice", r.ID.S).WithHint("give one of them another id, or delete it"))
		}
		landings[r.ID.S] = true
		l.checkTerm("specialty", c.File, r.Specialty)
		l.checkTerm("industry", c.File, r.Industry)
		l.checkTerm("product", c.File, r.Product)
		l.checkTerm("region", c.File, r.Region)
	}
	l.circles()
	l.checkApprovals()
}

// refer checks references to one kind of record; those of a list that name one record twice get a warning.
func (l *linker) refer(k *idsOf, file string, refs ...record.ID) {
	for i, ref := range refs {
		l.referText(k, file, ref.Text)
		if ref.S != "" && slices.ContainsFunc(refs[:i], func(r record.ID) bool { return r.S == ref.S }) {
			l.problems.Add(diag.RepeatedRef.New(ref.In(file), "%q stands twice in the list", ref.S).WithWidth(len(ref.S)).WithHint("remove one of them"))
		}
	}
}

func (l *linker) referText(k *idsOf, file string, ref record.Text) {
	if ref.S == "" {
		return
	}
	if _, known := k.at[ref.S]; known {
		return
	}
	at, width := ref.In(file), len([]rune(ref.S))
	if id, former := k.former[ref.S]; former {
		l.problems.Add(diag.AliasReference.New(at, "%q is a former id of the %s %q", ref.S, k.kind, id).WithWidth(width).WithHint("write %q", id))
		return
	}
	for _, other := range []*idsOf{l.ids.partners, l.ids.clients} {
		if _, elsewhere := other.at[ref.S]; elsewhere && other != k && (k == l.ids.partners || k == l.ids.clients) {
			l.problems.Add(diag.WrongKind.New(at, "%q is a %s, not a %s", ref.S, other.kind, k.kind).WithWidth(width).
				WithNote(other.at[ref.S], "the %s", other.kind).WithHint("name one of the %s here", k.plural))
			return
		}
	}
	l.problems.Add(diag.UnknownReference.New(at, "there is no %s %q", k.kind, ref.S).WithWidth(width).WithHint("%s", k.advice(ref.S)))
}

// advice says what to write instead of an unknown id.
func (k *idsOf) advice(id string) string {
	add := ""
	if k.home != "" && sitepath.ValidID(id) {
		add = "add it to " + k.home
		if before, after, isFile := strings.Cut(k.home, "%s"); isFile {
			add = "add " + before + id + after
		}
	}
	near := k.didYouMean(id)
	switch {
	case near == "" && add == "":
		return "name one of the " + k.plural + " of the site"
	case near == "":
		return add
	case add == "":
		return near
	}
	return near + " or " + add
}

// checkTerm checks the terms of a closed taxonomy.
func (l *linker) checkTerm(taxonomy, file string, refs ...record.ID) {
	t := l.taxonomies[taxonomy]
	for i, ref := range refs {
		if ref.S == "" {
			continue
		}
		if slices.ContainsFunc(refs[:i], func(r record.ID) bool { return r.S == ref.S }) {
			l.problems.Add(diag.RepeatedRef.New(ref.In(file), "%q stands twice in the list", ref.S).WithWidth(len([]rune(ref.S))).WithHint("remove one of them"))
		}
		if !t.closed || t.byID[ref.S] != nil {
			continue
		}
		hint := "add it to `" + t.key + "` of data/terms.yaml"
		if near := t.didYouMean(ref.S); near != "" {
			hint = near + " or " + hint
		}
		l.problems.Add(diag.UnknownTerm.New(ref.In(file), "%q is no %s of the list", ref.S, t.name).WithWidth(len([]rune(ref.S))).WithHint("%s", hint))
	}
}

func (l *linker) partnerReferences(r *record.Partner) {
	for _, x := range r.Tier {
		l.refer(l.ids.tiers, r.File, x.ID)
		l.inOrder(r.File, x.From, x.Until, "from", "until")
	}
	l.checkTerm("type", r.File, r.Type)
	l.checkTerm("specialty", r.File, r.Specialties...)
	l.checkTerm("industry", r.File, r.Industries...)
	l.checkTerm("product", r.File, r.Products...)
	l.checkTerm("region", r.File, r.Regions...)
	l.refer(l.ids.partners, r.File, r.Successor)
	for _, c := range r.Certifications {
		l.inOrder(r.File, c.Issued, c.Expires, "issued", "expires")
	}
	for _, f := range r.Featured {
		l.inOrder(r.File, f.From, f.Until, "from", "until")
		if r.Status.S == "former" && given(f.Until) && !l.over(f.Until) {
			l.problems.Add(diag.FormerFeatured.New(r.Pos(f.At), "the former partner %q is featured until %04d-%02d-%02d", r.Id.S, f.Until.Year, f.Until.Month, f.Until.Day).
				WithHint("take `featured` out, or end it in the past"))
		}
	}
}

func (l *linker) caseStudyReferences(r *record.CaseStudy) {
	l.postReferences(&r.Post)
	l.refer(l.ids.partners, r.File, r.Partners...)
	l.refer(l.ids.clients, r.File, r.Client)
	l.checkTerm("industry", r.File, r.Industries...)
	l.checkTerm("specialty", r.File, r.Specialties...)
	l.checkTerm("product", r.File, r.Products...)
	l.checkMetrics(r.File, r.Metrics)
	for _, v := range r.Investment { // a name in plain words is as good, but a former id is a mistake
		if _, former := l.ids.partners.former[v.By.S]; former {
			l.referText(l.ids.partners, r.File, v.By)
		} else if _, former := l.ids.clients.former[v.By.S]; former {
			l.referText(l.ids.clients, r.File, v.By)
		}
	}
}

func (l *linker) postReferences(r *record.Post) {
	l.refer(l.ids.editions, r.File, r.With)
	l.inOrder(r.File, r.Publish, r.Expires, "publish", "expires")
}

func (l *linker) categoryReferences(r *record.Category) {
	l.refer(l.ids.categories, r.File, r.Succeeds...)
	edition := func(ref record.Text) {
		if ref.S == "" {
			return
		}
		if _, ok := l.point(ref, false); !ok {
			l.referText(l.ids.editions, r.File, ref)
		}
	}
	edition(r.Introduced)
	edition(r.Retired)
	for _, f := range r.FormerNames {
		edition(f.Until)
	}
	for _, v := range r.Versions {
		edition(v.From)
	}
	from, ok := l.point(r.Introduced, false)
	if until, both := l.point(r.Retired, false); ok && both && until.Before(from) {
		l.problems.Add(diag.BadOrder.New(r.Pos(r.Retired.At), "the category is retired with %s, before it is introduced with %s", r.Retired.S, r.Introduced.S).
			WithWidth(len(r.Retired.S)).WithHint("exchange `introduced` and `retired`"))
	}
}

func (l *linker) editionReferences(r *record.Edition) {
	for _, j := range r.Jury {
		l.refer(l.ids.partners, r.File, j.Conflicts...)
	}
	for _, c := range r.Nominations.ByCategory {
		l.referText(l.ids.categories, r.File, c.Of)
	}
	l.inOrder(r.File, r.Nominations.Open, r.Nominations.Close, "open", "close")
	for _, d := range r.Timeline {
		l.inOrder(r.File, d.Date, d.Until, "date", "until")
	}
	for i := range r.Results {
		l.resultReferences(l.site.EditionByID[r.Id.S], &r.Results[i])
	}
}

func (l *linker) programmeReferences() {
	p, x := &l.records.Programme, &l.ids
	for _, j := range p.Journey.Journeys {
		for _, s := range j.Stages {
			l.refer(x.resources, p.Journey.File, s.Partner.Resources...)
			l.refer(x.resources, p.Journey.File, s.Team.Resources...)
		}
	}
	for _, c := range p.Journey.Changes {
		l.refer(x.stages, p.Journey.File, c.Stage)
	}
	for _, o := range p.Opportunities {
		l.refer(x.tiers, o.File, o.Tiers...)
		l.checkTerm("type", o.File, o.Types...)
		l.refer(x.partners, o.File, o.Holders...)
		l.inOrder(o.File, o.From, o.Until, "from", "until")
	}
	for _, m := range p.Benchmarks.Metrics {
		for _, v := range m.Values {
			l.refer(x.partners, p.Benchmarks.File, v.Partner)
		}
	}
	for _, c := range p.Governance.Changes {
		l.refer(x.policies, p.Governance.File, c.Policy)
	}
}

// inOrder checks that an end is not before its beginning.
func (l *linker) inOrder(file string, from, until record.Date, fromKey, untilKey string) {
	if !given(from) || !given(until) {
		return
	}
	begin, end := from.Start(l.zone), until.End(l.zone) // the end of a day is the first instant after it
	if end.Before(begin) || end.Equal(begin) && until.Precision != record.Minute {
		l.problems.Add(diag.BadOrder.New(until.In(file), "`%s` is before `%s`", untilKey, fromKey).
			WithNote(from.In(file), "the beginning").WithHint("exchange the two dates, or correct one"))
	}
}

// circles finds successors, predecessors of categories and replacements that come back to where they began.
func (l *linker) circles() {
	partners := graph{}
	for _, r := range l.records.Partners {
		partners.add(r.Id.S, r.Pos(r.Successor.At), r.Successor.S)
	}
	l.circle("the successors of %q lead back to it", "take one `successor` out", partners)
	categories := graph{}
	for _, r := range l.records.Categories {
		for _, s := range r.Succeeds {
			categories.add(r.Id.S, r.Pos(s.At), s.S)
		}
	}
	l.circle("the category %q succeeds itself, by way of others", "take one `succeeds` out", categories)
	awards := graph{}
	for _, x := range l.results {
		awards.add(x.id, x.r.Pos(x.r.Replaces.At), x.r.Replaces.S)
	}
	l.circle("the award %q replaces itself, by way of others", "take one `replaces` out", awards)
}

// graph is who names whom, and where.
type graph struct {
	order []string
	to    map[string][]edge
}

type edge struct {
	at diag.Position
	to string
}

func (g *graph) add(from string, at diag.Position, to string) {
	if to == "" {
		return
	}
	if g.to == nil {
		g.to = map[string][]edge{}
	}
	if g.to[from] == nil {
		g.order = append(g.order, from)
	}
	g.to[from] = append(g.to[from], edge{at, to})
}

// circle reports each circle once, at the reference that closes it when one begins with the first record of the file.
func (l *linker) circle(text, hint string, g graph) {
	const entered, left = 1, 2
	state := map[string]int{}
	type step struct {
		id   string
		next int
	}
	for _, start := range g.order {
		if state[start] != 0 {
			continue
		}
		state[start] = entered
		path := []step{{id: start}}
		for len(path) > 0 {
			top := &path[len(path)-1]
			if top.next == len(g.to[top.id]) {
				state[top.id] = left
				path = path[:len(path)-1]
				continue
			}
			e := g.to[top.id][top.next]
			top.next++
			switch state[e.to] {
			case entered:
				l.problems.Add(diag.CircularRef.New(e.at, text, e.to).WithWidth(len(e.to)).WithHint("%s", hint))
			case 0:
				state[e.to] = entered
				path = append(path, step{id: e.to})
			}
		}
	}
}
