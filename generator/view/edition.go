package view

import (
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) edition(o *plan.Output, e *site.Edition) *Edition {
	v := &Edition{Edition: b.editionHead(e), Pager: b.pagerOf(o, len(e.Awards))}
	v.Groups = b.resultGroups(e, o.From, o.To)
	if e.Newer != nil {
		v.Newer = b.editionLink(e.Newer)
	}
	if e.Older != nil {
		v.Older = b.editionLink(e.Older)
	}
	for i := range e.Levels {
		if e.Levels[i].Visible {
			v.LevelNames = append(v.LevelNames, b.level(&e.Levels[i]))
		}
	}
	if o.Number <= 1 {
		b.editionFacts(v, o, e)
	}
	key := "view.edition.description"
	if v.Edition.Winners == 0 {
		key = "view.edition.description.ahead"
	}
	h := head{heading: v.Edition.Name, crumbs: b.section("awards"), image: v.Edition.Cover, published: e.Date, params: e.Params,
		description: b.described(site.Text{}, e.Summary, key, "edition", e.Name.S, "site", b.s.Title.S, "count", v.Edition.Winners, "date", v.Edition.Date.Text)}
	if len(e.Awards) > 0 {
		h.feed = feedFolder(o)
	}
	h.nodes = b.editionNodes(v, e, o.From)
	v.Page = b.page(o, h)
	return v
}

// editionFacts fills in what stands on the first page only.
func (b *Builder) editionFacts(v *Edition, o *plan.Output, e *site.Edition) {
	v.Summary, v.URL = b.prose(e.Summary, place{o.Address, 3, "summary-"}), b.siteURL(e.URL)
	v.Timeline, v.Jury = b.timeline(e), b.jurors(e)
	v.Stream = Stream{URL: b.siteURL(e.Stream.URL), Start: b.date(e.Stream.Start)}
	for _, g := range e.Gallery {
		if p := b.picture(g); p.Src != "" {
			v.Gallery = append(v.Gallery, p)
		}
	}
	v.Nominations = b.nominations(e)
	v.Newsletter = b.newsletter(e)
	if e.Revealed {
		return
	}
	v.Call = b.callOf(e, o.Address)
	shown := map[*site.Category]bool{}
	for _, y := range e.Categories {
		shown[y.Category] = true
	}
	for _, y := range e.Competed {
		if !shown[y.Category] {
			h := b.categoryHead(y.Category)
			h.Name = b.text(y.Name)
			v.Pending = append(v.Pending, h)
		}
	}
}

// resultGroups are the results [from, to) of an edition by group of categories. A category without award stands on the page on which
// its results would.
func (b *Builder) resultGroups(e *site.Edition, from, to int) []ResultGroup {
	var groups []ResultGroup
	offset := 0
	for _, y := range e.Categories {
		start, end := max(from, offset), min(to, offset+len(y.Awards))
		here := start < end || len(y.Awards) == 0 && offset >= from && (offset < to || to == len(e.Awards))
		if here {
			awards := y.Awards
			if start < end {
				awards = y.Awards[start-offset : end-offset]
			}
			if len(groups) == 0 || groups[len(groups)-1].Name.S != y.Category.Group.S {
				groups = append(groups, ResultGroup{Name: b.text(y.Category.Group)})
			}
			g := &groups[len(groups)-1]
			g.Categories = append(g.Categories, b.categoryResults(y, awards))
		}
		offset += len(y.Awards)
	}
	return groups
}

func (b *Builder) categoryResults(y *site.CategoryYear, awards []*site.Award) CategoryResults {
	return CategoryResults{ID: y.Category.ID, Name: b.text(y.Name), URL: b.a.Href(b.a.EditionCategory(y.Edition.ID, y.Category.ID)), None: y.None,
		Reason: b.text(y.Reason), Levels: b.levels(awards), Sponsor: b.sponsor(y.Category.Sponsor)}
}

// levels groups awards, which come in the order of levels.
func (b *Builder) levels(awards []*site.Award) []LevelResults {
	var out []LevelResults
	for _, a := range awards {
		if len(out) == 0 || out[len(out)-1].Level.ID != a.Level.ID {
			out = append(out, LevelResults{Level: b.level(a.Level)})
		}
		l := &out[len(out)-1]
		l.Awards = append(l.Awards, b.awardCard(a))
	}
	return out
}

func (b *Builder) timeline(e *site.Edition) []TimelineDay {
	var out []TimelineDay
	for _, d := range e.Timeline {
		out = append(out, TimelineDay{Date: b.date(d.Date), Until: b.date(d.Until), Label: b.text(d.Label), Past: d.Past})
	}
	if e != b.call {
		return out
	}
	for _, d := range site.Deadlines(e) {
		for _, i := range d.Days {
			if !out[i].Past {
				out[i].Calendar = b.a.Href(b.a.Deadline(d))
			}
		}
	}
	return out
}

func (b *Builder) jurors(e *site.Edition) []Juror {
	var out []Juror
	for _, j := range e.Jury {
		out = append(out, Juror{Name: j.Name, Role: b.text(j.Role), Organization: j.Organization, Photo: b.pictureOf(j.Photo, Portrait, plain(j.Name), Text{}),
			Conflicts: b.partnerLinks(j.Conflicts)})
	}
	return out
}

// nominations are the numbers of a call; nil when there are none.
func (b *Builder) nominations(e *site.Edition) *Nominations {
	n := e.Nominations
	if n == nil || n.Count == 0 && n.Countries == 0 && len(n.ByCountry) == 0 && len(n.ByCategory) == 0 {
		return nil
	}
	v := &Nominations{Count: n.Count, Countries: n.Countries}
	v.ByCountry = b.bars(n.ByCountry, func(c site.CountOf) (Text, string) {
		l := b.countryLink(c.ID)
		return l.Label, l.URL
	})
	v.ByCategory = b.bars(n.ByCategory, func(c site.CountOf) (Text, string) {
		if known := b.s.CategoryByID[c.ID]; known != nil {
			return b.text(c.Name), b.categoryLink(known).URL
		}
		return b.text(c.Name), ""
	})
	return v
}

func (b *Builder) bars(counts []site.CountOf, link func(site.CountOf) (Text, string)) []Bar {
	most := 0
	for _, c := range counts {
		most = max(most, c.Count)
	}
	var out []Bar
	for _, c := range counts {
		bar := Bar{Count: c.Count}
		bar.Label, bar.URL = link(c)
		if most > 0 {
			bar.Share = (c.Count*200 + most) / (2 * most) // rounded half up
		}
		out = append(out, bar)
	}
	return out
}

// callOf is the call for entries of an edition; nil without one.
func (b *Builder) callOf(e *site.Edition, address string) *Call {
	if e == nil || e.Nominations == nil {
		return nil
	}
	n := e.Nominations
	c := &Call{Edition: b.editionHead(e), State: n.State, Open: b.date(n.Open), Close: b.date(n.Close),
		Eligibility: b.prose(n.Eligibility, place{address, 3, "eligibility-"}), Fee: b.text(n.Fee), Timeline: b.timeline(e),
		Results: b.date(e.Date), Announced: e.Revealed}
	if e == b.call {
		c.URL, c.Calendar = b.a.Href(b.a.Root("nominate/")), b.answered(b.a.Root("nominate/"+e.ID+".ics"))
		b.deadlines(c, e)
	}
	switch {
	case n.State == "before" || n.State == "closed":
	case n.URL != "":
		c.Action = b.siteURL(n.URL)
	case b.s.Options.Forms.Nominate != "":
		c.Action = b.a.Href(b.a.Root("nominate/"))
	default:
		c.Action = b.nominationMail(e)
	}
	for _, y := range e.Competed {
		x := y.Category
		c.Categories = append(c.Categories, CategoryCall{Name: b.text(y.Name), URL: b.categoryLink(x).URL, Group: b.text(x.Group),
			Description: b.prose(x.Description, place{address, 4, "category-" + x.ID + "-"}),
			Criteria:    b.prose(y.Criteria, place{address, 4, "criteria-" + x.ID + "-"}), Weights: b.weights(y.Weights)})
	}
	return c
}

// deadlines fills in the calendar files of the two ends of a call that are still to come.
func (b *Builder) deadlines(c *Call, e *site.Edition) {
	for _, d := range site.Deadlines(e) {
		switch {
		case d.Key == "open" && c.State == "before":
			c.OpenICS = b.a.Href(b.a.Deadline(d))
		case d.Key == "close" && c.State != "closed":
			c.CloseICS = b.a.Href(b.a.Deadline(d))
		}
	}
}

func (b *Builder) nominationMail(e *site.Edition) string {
	name := b.s.Title.S
	if e != nil {
		name = e.Name.S
	}
	return mailto(b.s.Organization.Email, b.t.T("view.nominate.subject", "edition", name), b.t.T("view.nominate.body", "edition", name))
}

// maxNamed is how many winners a description names; it is cut before more can be read.
const maxNamed = 8

func (b *Builder) editionCategory(o *plan.Output, y *site.CategoryYear) *EditionCategory {
	c, e := y.Category, y.Edition
	v := &EditionCategory{Edition: b.editionHead(e), Category: b.categoryHead(c), Name: b.text(y.Name), Weights: b.weights(y.Weights),
		Results: b.categoryResults(y, y.Awards[o.From:o.To]), Pager: b.pagerOf(o, len(y.Awards))}
	if y.Name.S != c.Name.S {
		v.NowCalled = b.text(c.Name)
	}
	if o.Number <= 1 {
		v.Description = b.prose(c.Description, place{o.Address, 3, "description-"})
		v.Criteria = b.prose(y.Criteria, place{o.Address, 3, "criteria-"})
	}
	v.anchors(y.Awards, o)
	v.Newer, v.Older = b.neighbours(c, e)
	if e.Nominations != nil {
		for _, n := range e.Nominations.ByCategory {
			if n.ID == c.ID {
				v.Nominations = n.Count
			}
		}
	}
	var winners []Link
	for _, a := range y.Awards {
		if a.Counts() && len(winners) < maxNamed {
			winners = append(winners, Link{Label: b.holders(a)})
		}
	}
	h := head{heading: v.Name, title: b.t.T("view.edition.category.title", "category", y.Name.S, "edition", e.Name.S), crumbs: b.editionCrumbs(e),
		published: e.Date}
	switch {
	case len(winners) > 0:
		h.description = b.t.T("view.award.won", "recipients", b.joined(winners), "count", len(winners), "category", y.Name.S, "edition", e.Name.S)
	case y.None:
		h.description = b.t.T("view.edition.category.none", "category", y.Name.S, "edition", e.Name.S)
	default:
		h.description = b.t.T("view.edition.category.description", "category", y.Name.S, "edition", e.Name.S, "count", len(y.Awards))
	}
	h.nodes = []any{awardList(b, y.Awards[o.From:o.To], o.From)}
	v.Page = b.page(o, h)
	return v
}

// anchors gives each level its place on the first page, whose address credentials have.
func (v *EditionCategory) anchors(all []*site.Award, o *plan.Output) {
	if o.Number > 1 {
		return
	}
	here := map[string]bool{}
	for i := range v.Results.Levels {
		l := &v.Results.Levels[i]
		l.Anchor, here[l.Level.ID] = l.Level.ID, true
	}
	for _, a := range all {
		if !here[a.Level.ID] {
			v.Further, here[a.Level.ID] = append(v.Further, a.Level.ID), true
		}
	}
}

func (b *Builder) category(o *plan.Output, c *site.Category) *Category {
	all := 0
	for i := range c.Years {
		all += len(c.Years[i].Awards)
	}
	v := &Category{Name: b.text(c.Name), Group: b.text(c.Group), Succeeds: linksOf(c.Succeeds, b.categoryLink),
		SucceededBy: linksOf(c.SucceededBy, b.categoryLink), Before: b.before(c), After: b.after(c), Lineage: b.lineage(c),
		Introduced: c.Introduced, Retired: c.Retired, Sponsor: b.sponsor(c.Sponsor), Pager: b.pagerOf(o, all)}
	terms := site.CriteriaTerms(b.s, c)
	v.Years = b.categoryYears(c, o, all, terms)
	for i := len(c.FormerNames) - 1; i >= 0; i-- {
		f := c.FormerNames[i]
		v.FormerNames = append(v.FormerNames, CategoryName{Name: b.text(f.Name), Until: b.pointLink(f.Until)})
	}
	if o.Number <= 1 {
		v.Description = b.prose(c.Description, place{o.Address, 3, "description-"})
		if n := len(terms); n > 0 {
			v.Criteria = b.prose(terms[n-1].Criteria, place{o.Address, 3, "criteria-"})
		}
		if len(c.Versions) > 0 {
			b.criteria(v, o, terms)
		}
		for _, hall := range b.hall().ByCategory {
			if hall.Category == c {
				v.Most = b.ranked(hall.Standings, 10)
			}
		}
	}
	h := head{heading: v.Name, crumbs: b.section("awards"), feed: feedFolder(o),
		description: b.described(site.Text{}, c.Description, "view.category.description", "category", c.Name.S, "site", b.s.Title.S, "count", all)}
	var awards []*site.Award
	for i := range c.Years {
		awards = append(awards, c.Years[i].Awards...)
	}
	h.nodes = []any{awardList(b, awards[o.From:o.To], o.From)}
	v.Page = b.page(o, h)
	return v
}

// categoryYears are the editions of a category with its results [from, to), newest first. One without results stands where they would.
func (b *Builder) categoryYears(c *site.Category, o *plan.Output, all int, terms []site.CriteriaTerm) []CategoryYear {
	var out []CategoryYear
	from, to, offset := o.From, o.To, 0
	for i := range c.Years {
		y := &c.Years[i]
		start, end := max(from, offset), min(to, offset+len(y.Awards))
		if start < end || len(y.Awards) == 0 && offset >= from && (offset < to || to == all) {
			awards := y.Awards
			if start < end {
				awards = y.Awards[start-offset : end-offset]
			}
			out = append(out, CategoryYear{Edition: b.editionHead(y.Edition), Name: b.text(y.Name),
				Renamed: i+1 < len(c.Years) && c.Years[i+1].Name.S != y.Name.S,
				URL:     b.a.Href(b.a.EditionCategory(y.Edition.ID, c.ID)), None: y.None, Reason: b.text(y.Reason), Levels: b.levels(awards),
				Judged: b.judged(y.Edition, terms, b.a.Href(firstPage(o))), Gap: b.gap(site.Missing(b.s, c, i))})
		}
		offset += len(y.Awards)
	}
	return out
}

// pointLink is an edition, or a year before the archive begins, as written.
func (b *Builder) pointLink(point string) Link {
	if e := b.s.EditionByID[point]; e != nil {
		return b.editionLink(e)
	}
	return Link{Label: plain(point)}
}
