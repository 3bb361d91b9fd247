package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// generated are the pages that the program makes itself. A content page of the name is its introduction.
var generated = map[string]bool{"home": true, "index": true, "404": true, "nominate": true, "jury": true, "press": true, "journey": true, "roadmap": true,
	"opportunities": true, "voice": true, "benchmarks": true, "governance": true, "scorecard": true, "featured": true, "tiers": true, "partners": true,
	"awards": true, "clients": true, "case-studies": true, "updates": true, "resources": true, "events": true, "verify": true}

// post makes the common part of a page, or says that it is withheld. A draft is shown with --drafts; what waits for its day
// with --future; what has expired never.
func (l *linker) post(kind string, r *record.Post, more ...string) (Post, bool) {
	p := Post{ID: r.Id.S, At: r.Position()}
	var reason string
	var until time.Time
	hold := func(why string, t time.Time) {
		if reason == "" {
			reason, until = why, t
		} else if t.After(until) && !until.IsZero() {
			reason, until = why, t // by the clock it is the later one that counts
		}
	}
	if r.Draft.V {
		if p.Draft = l.in.Drafts; !p.Draft {
			hold(reasonDraft, time.Time{})
		}
	}
	if given(r.Publish) && !l.started(r.Publish) {
		if p.Future = l.in.Future; !p.Future {
			hold(reasonScheduled, r.Publish.Start(l.zone))
		}
	}
	if r.With.S != "" {
		if e := l.site.EditionByID[r.With.S]; e == nil {
			hold(reasonWith, time.Time{})
		} else if !l.clock.Reached(e.Levels[0].reveal) {
			if p.Future = l.in.Future; !p.Future {
				hold(reasonWith, e.Levels[0].reveal)
			}
		}
	}
	if l.over(r.Expires) {
		hold(reasonExpired, time.Time{})
	}
	if reason != "" {
		l.withholdPost(kind, r, reason, until, more...)
		return Post{}, false
	}
	p.Title, p.Summary, p.Body = l.text(r.Title), l.text(r.Summary), l.prose(r.Head, r.Body)
	p.Date, p.Updated, p.Layout, p.CTA, p.Params = l.date(r.Date), l.date(r.Updated), r.Layout.S, l.cta(r.CTA), r.Params
	return p, true
}

func (l *linker) withholdPost(kind string, r *record.Post, reason string, until time.Time, more ...string) {
	w := hideOf(kind, r.Head, reason, until)
	w.Name = r.Title.S
	var ws words
	ws.name(r.Title.S)
	if kind != "page" || !generated[r.Id.S] { // the page is there without its introduction, too
		ws.id(r.Id.S)
	}
	ws.phrases(r.Summary.S)
	ws.phrases(more...)
	w.Words = ws
	l.withhold(w)
}

// newest is the order of case studies and news: newest first, then id.
func newest(a, b *Post) int {
	return cmp.Or(b.Date.Time.Compare(a.Date.Time), strings.Compare(a.ID, b.ID))
}

func (l *linker) caseStudies() {
	s := l.site
	s.CaseStudyByID = make(map[string]*CaseStudy, len(l.records.CaseStudies))
	for _, r := range l.records.CaseStudies {
		if c := l.caseStudy(r); c != nil {
			s.CaseStudies = append(s.CaseStudies, c)
			s.CaseStudyByID[c.ID] = c
		}
	}
	slices.SortFunc(s.CaseStudies, func(a, b *CaseStudy) int { return newest(&a.Post, &b.Post) })
	for i, c := range s.CaseStudies {
		if i > 0 {
			c.Newer, s.CaseStudies[i-1].Older = s.CaseStudies[i-1], c
		}
	}
}

// caseStudy makes one, or nil when it is withheld: by its dates, since a required approval is missing (then it is a draft),
// or since none of its partners is to be seen.
func (l *linker) caseStudy(r *record.CaseStudy) *CaseStudy {
	post, ok := l.post("case-study", &r.Post, r.Quote.Text.S)
	if !ok {
		return nil
	}
	c := &CaseStudy{Post: post, Country: r.Country.S, ApprovedByClient: l.date(r.Approvals.Client), ApprovedByPartner: l.date(r.Approvals.Partner)}
	if missing := l.missingApproval(r); missing != "" {
		if !l.in.Drafts {
			l.translated()
			l.withholdPost("case-study", &r.Post, reasonApproval, time.Time{}, r.Quote.Text.S)
			return nil
		}
		c.Draft = true
	}
	var partners []*record.Partner
	for _, id := range r.Partners {
		if p := l.partnerRecord[id.S]; p != nil {
			partners = append(partners, p)
		}
		if p := l.site.PartnerByID[id.S]; p != nil && !slices.Contains(c.Partners, p) {
			c.Partners = append(c.Partners, p)
		}
	}
	if len(c.Partners) == 0 && len(r.Partners) > 0 {
		l.translated()
		l.withholdPost("case-study", &r.Post, reasonUnlisted, time.Time{}, r.Quote.Text.S)
		return nil
	}
	var clients []*record.Client
	if k := l.clientRecord[r.Client.S]; k != nil {
		clients = append(clients, k)
	}
	c.Client = l.site.ClientByID[r.Client.S]
	c.Industries = l.termsOf("industry", r.File, r.Industries)
	c.Specialties = l.termsOf("specialty", r.File, r.Specialties)
	c.Products = l.termsOf("product", r.File, r.Products)
	c.Quote, c.Metrics = l.quoteAndMetrics(c.ID, c.At, r.Quote, r.Metrics, partners, clients)
	c.Hero = l.image(r.Hero)
	c.Videos = noneAsNil(l.videos(r.Head, r.Videos))
	for _, v := range r.Investment {
		x := Investment{Kind: l.name(v.Kind), Partner: l.site.PartnerByID[v.By.S], Client: l.site.ClientByID[v.By.S]}
		if v.Share.Den != 0 {
			x.Percent = 100 * float64(v.Share.Num) / float64(v.Share.Den)
		}
		if x.Partner == nil && x.Client == nil {
			if l.partnerRecord[v.By.S] != nil || l.clientRecord[v.By.S] != nil {
				continue // withheld
			}
			x.Name = v.By.S
		}
		c.Investment = append(c.Investment, x)
	}
	c.Translated = l.translated()
	return c
}

// missingApproval names the side whose approval a case study still needs; empty when none does.
func (l *linker) missingApproval(r *record.CaseStudy) string {
	if l.records.Config.CaseStudies.Approvals.S != "required" {
		return ""
	}
	approved := func(d record.Date) bool { return given(d) && l.started(d) }
	if !approved(r.Approvals.Partner) {
		return "partner"
	}
	if r.Client.S != "" && !approved(r.Approvals.Client) {
		return "client"
	}
	return ""
}

// checkApprovals warns of case studies that only wait for an approval.
func (l *linker) checkApprovals() {
	for _, r := range l.records.CaseStudies {
		if side := l.missingApproval(r); side != "" && !r.Draft.V {
			l.problems.Add(diag.MissingApproval.New(r.Position(), "the case study %q has no approval of the %s and is left out", r.Id.S, side).
				WithHint("add `approvals: {%s: 2026-02-01}` with the day of the approval, or say `draft: true`", side))
		}
	}
}

// news makes updates, resources and events, and puts them on the pages of partners and awards.
func (l *linker) news() {
	s := l.site
	for _, r := range l.records.Updates {
		if p, ok := l.post("update", &r.Post); ok {
			u := &Update{Post: p, Partners: l.visiblePartners(r.Partners), Awards: l.visibleAwards(r.Awards), Author: r.Author.S}
			u.Translated = l.translated()
			s.Updates = append(s.Updates, u)
		}
	}
	for _, r := range l.records.Resources {
		if p, ok := l.post("resource", &r.Post); ok {
			u := &Resource{Post: p, Partners: l.visiblePartners(r.Partners), Awards: l.visibleAwards(r.Awards), Author: r.Author.S, Stage: r.Stage.S,
				Audience: r.Audience.S, AudienceName: l.name(r.Audience.Text), Kind: r.Kind.S, Series: l.name(r.Series), Order: int(r.Order.V), URL: r.URL.S}
			l.stage(u)
			u.Translated = l.translated()
			s.Resources = append(s.Resources, u)
		}
	}
	for _, r := range l.records.Events {
		if p, ok := l.post("event", &r.Post); ok {
			end := r.End
			if !given(end) {
				end = r.Start
			}
			e := &Event{Post: p, Partners: l.visiblePartners(r.Partners), Awards: l.visibleAwards(r.Awards), Author: r.Author.S, Start: l.date(r.Start),
				End: l.date(r.End), Past: l.over(end), Place: l.name(r.Place), URL: r.URL.S}
			e.Translated = l.translated()
			s.Events = append(s.Events, e)
		}
	}
	slices.SortFunc(s.Updates, func(a, b *Update) int { return newest(&a.Post, &b.Post) })
	slices.SortFunc(s.Resources, func(a, b *Resource) int { return newest(&a.Post, &b.Post) })
	slices.SortFunc(s.Events, func(a, b *Event) int {
		return cmp.Or(b.Start.Time.Compare(a.Start.Time), strings.Compare(a.ID, b.ID))
	})
	for _, u := range s.Updates {
		for _, p := range u.Partners {
			p.Updates = append(p.Updates, u)
		}
		for _, a := range u.Awards {
			a.Updates = append(a.Updates, u)
		}
	}
	for _, u := range s.Resources {
		for _, p := range u.Partners {
			p.Resources = append(p.Resources, u)
		}
		for _, a := range u.Awards {
			a.Resources = append(a.Resources, u)
		}
	}
	for _, u := range s.Events {
		for _, p := range u.Partners {
			p.Events = append(p.Events, u)
		}
		for _, a := range u.Awards {
			a.Events = append(a.Events, u)
		}
	}
}

func (l *linker) visiblePartners(ids []record.ID) []*Partner {
	var out []*Partner
	for _, id := range ids {
		if p := l.site.PartnerByID[id.S]; p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// visibleAwards leaves out those that are shown as shortlisted only: what is said of them would tell.
func (l *linker) visibleAwards(ids []record.ID) []*Award {
	var out []*Award
	for _, id := range ids {
		if a := l.site.AwardByID[id.S]; a != nil && !a.Shortlisted && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// pages makes the site's own pages and the introductions of generated ones.
func (l *linker) pages() {
	s := l.site
	s.Introductions = map[string]*Page{}
	for _, r := range l.records.Pages {
		post, ok := l.post("page", &r.Post)
		if !ok {
			continue
		}
		p := &Page{Post: post, InMenu: r.Menu.Show, MenuLabel: l.name(r.Menu.Label), MenuOrder: int(r.Menu.Order.V)}
		if p.InMenu && !p.MenuLabel.Given() {
			p.MenuLabel = p.Title
		}
		p.Translated = l.translated()
		if generated[p.ID] {
			s.Introductions[p.ID] = p
		} else {
			s.Pages = append(s.Pages, p)
		}
	}
	slices.SortFunc(s.Pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
}
