package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// body renders the body of a post, with its contents and its plain text.
func (b *Builder) body(p *site.Post, address string) (Prose, []Heading, string) {
	prose, f := b.render(p.Body, place{address, 2, ""})
	var contents []Heading
	for _, h := range f.Headings {
		contents = append(contents, Heading{Level: h.Level, ID: h.ID, Text: h.Text})
	}
	if b.bare && prose.source != "" && !p.Summary.Given() {
		return prose, nil, markdown.Plain(p.Body.S, maxDescription)
	}
	return prose, contents, f.Text
}

// postHead is what every post says for its page; text is the body's.
func (b *Builder) postHead(p *site.Post, section, text string) head {
	h := head{heading: b.text(p.Title), og: "article", published: p.Date, modified: p.Updated, cta: p.CTA, params: p.Params,
		description: p.Summary.S}
	if h.description == "" {
		h.description = markdown.Cut(text, maxDescription)
	}
	if h.description == "" {
		h.description = b.t.T("view.post.description", "title", p.Title.S, "site", b.s.Title.S)
	}
	if section != "" {
		h.crumbs = b.section(section)
	}
	return h
}

func (b *Builder) posts(o *plan.Output) *Posts {
	v := &Posts{}
	name := string(o.Kind)
	h := head{heading: b.say("view.title." + name)}
	all := 0
	switch o.Kind {
	case plan.Updates:
		all = len(b.s.Updates)
		v.Groups = []PostGroup{{Posts: cardsOf(b.s.Updates[o.From:o.To], b.updateCard)}}
	case plan.Resources:
		list := b.s.Resources
		t, narrowed := o.Subject.(*site.ResourceTerm)
		if narrowed {
			list = t.Resources
		}
		all = len(list)
		v.Groups = b.resourceGroups(list[o.From:o.To])
		b.resourceFacets(v, &h, t)
	case plan.Events:
		all = len(b.s.Events)
		v.Groups = b.eventGroups(b.s.Events[o.From:o.To])
		v.Calendar = b.a.Href(b.a.Root("events/events.ics"))
	}
	if v.Facet == "" {
		h.description = b.t.T("view."+name+".description", "count", all, "site", b.s.Title.S)
		v.Intro = b.introduction(o, &h)
	}
	v.Pager = b.pagerOf(o, all)
	var cards []*PostCard
	for _, g := range v.Groups {
		cards = append(cards, g.Posts...)
	}
	h.nodes = []any{itemList(b, cards, o.From, func(c *PostCard) (string, string) { return c.Title.S, c.URL })}
	v.Page = b.page(o, h)
	return v
}

// resourceGroups puts resources into their series and the others into their kinds, in the order of the first of each.
func (b *Builder) resourceGroups(list []*site.Resource) []PostGroup {
	var groups []PostGroup
	at := map[[2]string]int{}
	for _, r := range list {
		key := [2]string{r.Series.S, ""}
		if !r.Series.Given() {
			key[1] = firstGiven(r.Kind, "other")
		}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, PostGroup{Key: key[1], Name: b.text(r.Series)})
		}
		groups[i].Posts = append(groups[i].Posts, b.resourceCard(r))
	}
	return groups
}

// eventGroups are the events to come, the next first, and the past ones, the last first.
func (b *Builder) eventGroups(list []*site.Event) []PostGroup {
	coming, past := PostGroup{Key: "upcoming"}, PostGroup{Key: "past"}
	for _, e := range list {
		if e.Past {
			past.Posts = append(past.Posts, b.eventCard(e))
		} else {
			coming.Posts = append(coming.Posts, b.eventCard(e))
		}
	}
	slices.Reverse(coming.Posts)
	return slices.DeleteFunc([]PostGroup{coming, past}, func(g PostGroup) bool { return len(g.Posts) == 0 })
}

func (b *Builder) post(o *plan.Output) *Post {
	p := postOf(o.Subject)
	v := &Post{Title: b.text(p.Title), Summary: b.text(p.Summary), Date: b.date(p.Date), Updated: b.date(p.Updated), Draft: p.Draft, Future: p.Future}
	var text string
	v.Body, v.Contents, text = b.body(p, o.Address)
	var partners []*site.Partner
	var awards []*site.Award
	section := ""
	var event *site.Event
	switch x := o.Subject.(type) {
	case *site.Update:
		section, partners, awards, v.Author = "updates", x.Partners, x.Awards, x.Author
		v.Newer, v.Older = around(b.s.Updates, b.updateAt[x], func(u *site.Update) Link { return b.postLink(&u.Post, b.a.Post("updates", u.ID)) })
	case *site.Resource:
		section, partners, awards, v.Author = "resources", x.Partners, x.Awards, x.Author
		v.Resource = b.resourceFacts(x)
	case *site.Event:
		section, partners, awards, v.Author = "events", x.Partners, x.Awards, x.Author
		v.Event = b.eventFacts(x)
		v.Newer, v.Older = around(b.s.Events, b.eventAt[x], func(e *site.Event) Link { return b.postLink(&e.Post, b.a.Post("events", e.ID)) })
		event = x
	}
	v.Partners, v.Awards = b.partnerList(partners), cardsOf(awards, b.awardCard)
	h := b.postHead(p, section, text)
	switch {
	case event != nil:
		h.nodes = []any{b.eventNode(v, event, h.description, o)}
	case o.Kind == plan.Page:
		h.og = "website"
	default:
		h.nodes = b.articleNodes(map[plan.Kind]string{plan.Update: "NewsArticle", plan.Resource: "Article"}[o.Kind], p, h.description, Picture{}, v.Author)
	}
	v.Page = b.page(o, h)
	return v
}

func (b *Builder) postLink(p *site.Post, address string) Link {
	return Link{Label: b.text(p.Title), URL: b.a.Href(address)}
}

// around are the neighbours in a list that has the newest first.
func around[T any](list []T, i int, link func(T) Link) (newer, older Link) {
	if i > 0 {
		newer = link(list[i-1])
	}
	if i+1 < len(list) {
		older = link(list[i+1])
	}
	return newer, older
}

func (b *Builder) resourceFacts(r *site.Resource) *ResourceFacts {
	v := &ResourceFacts{Stage: r.Stage, Audience: r.Audience, Kind: r.Kind, Terms: b.termsOfResource(r), Series: b.text(r.Series), URL: b.siteURL(r.URL)}
	if !r.Series.Given() {
		return v
	}
	var series []*site.Resource
	for _, x := range b.s.Resources {
		if x.Series.S == r.Series.S {
			series = append(series, x)
		}
	}
	slices.SortStableFunc(series, func(x, y *site.Resource) int { return x.Order - y.Order })
	for _, x := range series {
		l := b.postLink(&x.Post, b.a.Post("resources", x.ID))
		l.Current = x == r
		v.InSeries = append(v.InSeries, l)
	}
	return v
}

func (b *Builder) eventFacts(e *site.Event) *EventFacts {
	return &EventFacts{Start: b.date(e.Start), End: b.date(e.End), Past: e.Past, Place: b.text(e.Place), URL: b.siteURL(e.URL), Calendar: b.eventCalendar(e)}
}
