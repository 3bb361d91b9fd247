package export

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// How many entries feeds hold at most. An edition's feed holds all its results.
const (
	rootEntries = 50
	listEntries = 100
)

// Feed is a list of news, newest first. Its two forms, Atom and JSON, say the same.
type Feed struct {
	Title    string
	Language string
	Home     string // absolute address of the page that it belongs to
	Atom     string // absolute address of its two forms
	JSON     string
	Author   string // the organization
	URL      string // of the organization; may be empty
	Updated  time.Time
	Entries  []Entry
}

// Entry is an award, a case study or an update.
type Entry struct {
	Address   string // absolute; also its id, which never changes
	Title     site.Text
	Summary   site.Text
	Content   string // HTML with absolute addresses; may be empty
	Lang      string // of the content, when it is not the feed's
	Published time.Time
	Updated   time.Time
	Tags      []string
}

// FeedOf makes the feed of a planned output of kind plan.Atom or plan.JSONFeed.
func FeedOf(o *plan.Output, l Language) Feed {
	s := o.Site
	folder := o.Path[:strings.LastIndexByte(o.Path, '/')+1]
	f := Feed{
		Title: s.Title.S, Language: s.Language, Home: l.Addresses.Absolute(folder),
		Atom: l.Addresses.Absolute(folder + "feed.xml"), JSON: l.Addresses.Absolute(folder + "feed.json"),
		Author: s.Organization.Name.S, URL: s.Organization.URL,
	}
	b := feeder{l: l, site: s}
	limit := listEntries
	var fallback time.Time // when there is no entry
	name := ""
	switch subject := o.Subject.(type) {
	case nil:
		limit = rootEntries
		b.root()
	case *site.Partner:
		name = subject.Name.S
		f.Home = l.Addresses.Absolute(l.Addresses.Partner(subject.ID))
		b.awards(subject.Awards)
		b.studies(subject.CaseStudies)
		b.updates(subject.Updates)
		fallback = cmp.Or(subject.Verified.Time, subject.Since.Time)
	case *site.Edition:
		name = subject.Name.S
		b.awards(subject.Awards)
		for _, y := range subject.Categories {
			b.none(y)
		}
		limit = len(b.items)
		fallback = subject.Date.Time
	case *site.Category:
		name = subject.Name.S
		for i := range subject.Years {
			b.awards(subject.Years[i].Awards)
			b.none(&subject.Years[i])
		}
	case plan.StoriesFeed:
		name = l.T("studies.list")
		b.studies(s.CaseStudies)
	}
	if name != "" {
		f.Title = name + " – " + s.Title.S
	}
	f.Entries = b.newest(limit)
	f.Updated = fallback
	for i, e := range f.Entries {
		if i == 0 || e.Updated.After(f.Updated) {
			f.Updated = e.Updated
		}
	}
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0).UTC() // a feed must have a date, and this one has nothing that has
	}
	return f
}

// feeder gathers what may become entries; only those that are kept are made.
type feeder struct {
	l     Language
	site  *site.Site
	items []item
}

type item struct {
	date  time.Time
	entry func() Entry
}

// newest makes the entries of the newest items; equally old ones stay in their order.
func (b *feeder) newest(limit int) []Entry {
	slices.SortStableFunc(b.items, func(x, y item) int { return y.date.Compare(x.date) })
	entries := make([]Entry, 0, min(limit, len(b.items)))
	for _, it := range b.items[:cap(entries)] {
		entries = append(entries, it.entry())
	}
	return entries
}

// root gathers what the site's own feed tells: updates, case studies, and the wins of every edition.
func (b *feeder) root() {
	b.updates(b.site.Updates)
	b.studies(b.site.CaseStudies)
	for _, e := range b.site.Editions {
		for _, a := range e.Awards {
			if a.Counts() {
				b.award(a)
			}
		}
	}
}

func (b *feeder) awards(list []*site.Award) {
	for _, a := range list {
		b.award(a)
	}
}

func (b *feeder) award(a *site.Award) {
	b.items = append(b.items, item{a.Edition.Date.Time, func() Entry { return b.awardEntry(a) }})
}

// awardEntry is the entry of an award. It stands in several feeds, each in two forms, and is made once.
func (b *feeder) awardEntry(a *site.Award) Entry {
	if b.l.Entries == nil {
		return b.newAwardEntry(a)
	}
	known, ok := b.l.Entries.Load(a)
	if !ok {
		known, _ = b.l.Entries.LoadOrStore(a, b.newAwardEntry(a))
	}
	return known.(Entry)
}

func (b *feeder) newAwardEntry(a *site.Award) Entry {
	e := Entry{
		Address:   b.l.Addresses.Absolute(b.l.Addresses.Award(a)),
		Title:     b.awardTitle(a),
		Published: a.Edition.Date.Time,
		Updated:   a.Edition.Date.Time,
		Tags:      []string{a.Edition.Name.S, a.CategoryName.S},
	}
	if a.Status != site.Active && a.StatusOn.Given() {
		e.Updated = a.StatusOn.Time
	}
	if e.Updated.Before(e.Published) {
		e.Updated = e.Published
	}
	b.content(&e, a.Citation)
	b.notice(&e, b.noticesOf(a))
	return e
}

// none tells that a category was not awarded; its page in the edition is the entry's address.
func (b *feeder) none(y *site.CategoryYear) {
	if !y.None {
		return
	}
	b.items = append(b.items, item{y.Edition.Date.Time, func() Entry {
		e := Entry{
			Address:   b.l.Addresses.Absolute(b.l.Addresses.EditionCategory(y.Edition.ID, y.Category.ID)),
			Title:     site.Text{S: y.Name.S + ", " + y.Edition.Name.S + " – " + b.l.T("results.none")},
			Published: y.Edition.Date.Time, Updated: y.Edition.Date.Time,
			Tags: []string{y.Edition.Name.S, y.Name.S},
		}
		if y.Reason.Given() {
			e.Content, e.Lang, e.Summary = "<p>"+html.EscapeString(y.Reason.S)+"</p>", y.Reason.Lang, y.Reason
		}
		return e
	}})
}

// awardTitle names an award: "BVA Commerce and Lumen: Newcomer of the Year (Finalist, tied), Europe, Partner Awards 2026 – Rescinded".
func (b *feeder) awardTitle(a *site.Award) site.Text {
	names := make([]string, 0, len(a.Recipients)+1)
	for _, r := range a.Recipients {
		names = append(names, r.Name.S)
	}
	if a.Withheld > 0 {
		names = append(names, b.l.T("view.recipients.further", "count", a.Withheld))
	}
	t := b.l.Locale.List(names) + ": " + a.CategoryName.S
	var marks []string
	if a.Level.Rank > 0 || a.Shortlisted {
		marks = append(marks, a.Level.Name.S)
	}
	if a.Tie {
		marks = append(marks, b.l.T("award.tie"))
	}
	if len(marks) > 0 {
		t += " (" + strings.Join(marks, ", ") + ")"
	}
	if a.Region != nil {
		t += ", " + a.Region.Name.S
	}
	t += ", " + a.Edition.Name.S
	if status := b.statusOf(a); status != "" {
		t += " – " + status
	}
	return site.Text{S: t}
}

// statusOf is an award's status in a word; empty while it is active.
func (b *feeder) statusOf(a *site.Award) string {
	if a.Status == site.Declined || a.Status == site.Rescinded || a.Status == site.Expired {
		return b.l.T("status." + a.Status)
	}
	return ""
}

// noticesOf are what is to be known of an award before its citation is read: that it no longer stands, and why; whose place it took;
// how it is shared.
func (b *feeder) noticesOf(a *site.Award) []string {
	var notices []string
	if status := b.statusOf(a); status != "" {
		if a.StatusOn.Given() {
			status += ", " + b.day(a.StatusOn)
		}
		if a.StatusWhy.Given() {
			status += ": " + a.StatusWhy.S
		}
		notices = append(notices, status)
	}
	if a.Replaces != nil {
		notices = append(notices, b.l.T("award.in-place"))
	}
	if a.ReplacedBy != nil {
		notices = append(notices, b.l.T("award.given-anew"))
	}
	var shares []string
	for _, r := range a.Recipients {
		if r.Share.Den != 0 {
			shares = append(shares, r.Name.S+" "+r.Share.String())
		}
	}
	if len(shares) > 0 {
		notices = append(notices, b.l.T("award.shares")+" "+strings.Join(shares, ", "))
	}
	return notices
}

// notice puts notices before an entry's content and summary.
func (b *feeder) notice(e *Entry, notices []string) {
	if len(notices) == 0 {
		return
	}
	var before strings.Builder
	for _, n := range notices {
		before.WriteString("<p>" + html.EscapeString(n) + "</p>")
	}
	e.Content = before.String() + e.Content
	var summary []string
	for _, n := range append(notices, e.Summary.S) {
		if n != "" && n != e.Summary.S && !strings.ContainsAny(n[len(n)-1:], ".!?…") {
			n += "."
		}
		summary = append(summary, n)
	}
	e.Summary.S = strings.TrimSpace(strings.Join(summary, " "))
}

// day writes a date in the feed's language, as exactly as it is known.
func (b *feeder) day(d site.Date) string {
	day := locale.Day{Year: d.Year, Month: d.Month, Day: d.Day}
	switch d.Precision {
	case record.Year:
		day.Month, day.Day = 0, 0
	case record.Month:
		day.Day = 0
	}
	return b.l.Locale.Date(day)
}

func (b *feeder) studies(list []*site.CaseStudy) {
	for _, c := range list {
		b.items = append(b.items, item{c.Date.Time, func() Entry { return b.study(c) }})
	}
}

// study tells of a case study by its summary: the whole of it is long, and stands in the feeds of each of its partners.
func (b *feeder) study(c *site.CaseStudy) Entry {
	e := b.post(&c.Post, b.l.Addresses.CaseStudy(c.ID))
	if !e.Summary.Given() {
		e.Summary = site.Text{S: shorten(b.l.Plain(c.Body)), Lang: c.Body.Lang}
	}
	for _, p := range c.Partners {
		e.Tags = append(e.Tags, p.Name.S)
	}
	return e
}

func (b *feeder) updates(list []*site.Update) {
	for _, u := range list {
		b.items = append(b.items, item{u.Date.Time, func() Entry {
			e := b.post(&u.Post, b.l.Addresses.Post("updates", u.ID))
			b.content(&e, u.Body)
			return e
		}})
	}
}

func (b *feeder) post(p *site.Post, path string) Entry {
	e := Entry{Address: b.l.Addresses.Absolute(path), Title: p.Title, Summary: p.Summary, Published: p.Date.Time, Updated: p.Date.Time}
	if p.Updated.Given() && p.Updated.Time.After(e.Updated) {
		e.Updated = p.Updated.Time
	}
	return e
}

// content fills an entry's content and, where it has none, its summary.
func (b *feeder) content(e *Entry, p site.Prose) {
	if !p.Given() {
		return
	}
	e.Content = absolute(b.l.Prose(p), b.l.Addresses.Origin(), e.Address)
	e.Lang = p.Lang
	if !e.Summary.Given() {
		e.Summary = site.Text{S: shorten(b.l.Plain(p)), Lang: p.Lang}
	}
}

// shorten cuts a text at a word's end, to about what a reader's list shows.
func shorten(s string) string {
	const most = 300
	s = strings.Join(strings.Fields(s), " ")
	if len([]rune(s)) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}
