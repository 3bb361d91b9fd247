package view

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"sync"

	fastjson "github.com/segmentio/encoding/json"

	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// maxDescription is the length of a page's description in characters; search engines show about that much.
const maxDescription = 160

// head is what a kind of page says for its Page.
type head struct {
	heading     Text
	title       string // of the document, without the site's; empty: the heading
	description string // what is given wins; else a sentence is made
	crumbs      []Link // between home and the page itself
	crumb       Text   // the page itself; empty: the heading
	section     string // address of the menu's section, when the page is in none by its own address
	og          string // website when empty
	image       Picture
	share       string // path of the page's share image; empty: share.png in the page's folder
	published   site.Date
	modified    site.Date
	cta         *site.CTA
	params      record.Params
	feed        string // folder of the page's own feeds
	nodes       []any  // of JSON-LD
	uses        Uses
}

// makeFrame fills in what all pages of the language have in common.
func (b *Builder) makeFrame() {
	s := b.s
	o := s.Organization
	b.frame = Page{
		Lang: s.Language, Dir: b.l.Dir(), SiteTitle: s.Title.S, Home: b.a.Href(b.a.Home()), Preview: s.Options.Preview,
		Organization: Organization{Name: b.text(o.Name), URL: o.URL, Email: o.Email, Logo: b.pictureOf(o.Logo, Mark, b.text(o.Name), Text{}),
			LogoDark: b.pictureOf(o.LogoDark, Mark, b.text(o.Name), Text{})},
		Feeds: b.feeds(b.a.Home(), s.Title.S), CTA: b.cta(s.CTA), SiteParams: params(s.Options.Params),
	}
	b.frame.Analytics = b.analytics()
	b.menu, b.footer = b.mainMenu(), b.footerMenu()
}

// page makes the part that every view has.
func (b *Builder) page(o *plan.Output, h head) Page {
	p := b.frame
	p.Kind = string(o.Kind)
	p.Path = b.a.Href(o.Address)
	p.Heading = h.heading
	title := h.title
	if title == "" {
		title = h.heading.S
	}
	crumb := h.crumb
	if crumb.S == "" {
		crumb = h.heading
	}
	crumbs := h.crumbs
	if o.Number > 1 {
		title = b.t.T("view.page.title", "title", title, "number", o.Number)
		crumbs = append(crumbs[:len(crumbs):len(crumbs)], Link{Label: crumb, URL: b.a.Href(firstPage(o))})
		crumb = b.say("view.page.crumb", "number", o.Number)
	}
	p.Title = title
	if o.Kind != plan.Home {
		p.Title = b.t.T("view.title", "title", title, "site", p.SiteTitle)
	}
	p.Description = markdown.Cut(h.description, maxDescription)
	if o.Number > 1 && p.Description != "" {
		p.Description = markdown.Cut(b.t.T("view.page.description", "number", o.Number, "text", p.Description), maxDescription)
	}
	p.NoIndex = hidden(o)
	b.languagesOf(o, &p)
	p.Menu, p.FooterMenu = b.menu.of(o.Address, h.section), b.footer.of(o.Address, "")
	if o.Kind != plan.Home {
		p.Breadcrumbs = make([]Link, 0, len(crumbs)+2)
		p.Breadcrumbs = append(p.Breadcrumbs, Link{Label: b.say("view.home"), URL: p.Home})
		p.Breadcrumbs = append(append(p.Breadcrumbs, crumbs...), Link{Label: crumb, URL: p.Path, Current: true})
	}
	if h.feed != "" {
		p.Feeds = append(b.feeds(h.feed, h.heading.S), p.Feeds...)
	}
	p.OGType = "website"
	if h.og != "" {
		p.OGType = h.og
	}
	if h.share == "" {
		h.share = plan.Folder(o.Address) + "share.png"
	}
	if p.OGImage = b.shareImage(h.share); p.OGImage != "" {
		p.OGDrawn = true
	} else {
		p.OGImage = b.shareable(h.image)
	}
	if p.OGImage == "" {
		p.OGImage = b.shareable(p.Organization.Logo)
	}
	if h.cta != nil {
		p.CTA = b.cta(h.cta)
	}
	p.Published, p.Modified = b.date(h.published), b.date(h.modified)
	p.Params = params(h.params)
	p.CSP = b.policy
	if h.uses.Forms || len(h.uses.Media) > 0 {
		p.CSP = Policy(b.s, h.uses)
	}
	if !isNotice(o.Kind) && o.Kind != plan.Embed {
		p.JSONLD = b.graph(&p, h.nodes)
	}
	return p
}

// firstPage is the address of the list that an output is a page of.
func firstPage(o *plan.Output) string {
	if i := strings.LastIndex(o.Address, "page/"); o.Number > 1 && i >= 0 {
		return o.Address[:i]
	}
	return o.Address
}

// pagerOf is the pager of a list's output.
func (b *Builder) pagerOf(o *plan.Output, all int) Pager {
	first := firstPage(o)
	return b.pager(o.Number, o.Pages, o.From, o.To, all, func(n int) string { return b.a.Href(plan.Numbered(first, n)) })
}

// answered is an address of the site as pages link to it; empty when nothing is planned there.
func (b *Builder) answered(address string) string {
	if !b.plan.Answers(address) {
		return ""
	}
	return b.a.Href(address)
}

func (b *Builder) feeds(folder, title string) []FeedLink {
	if !b.plan.Answers(folder + "feed.xml") {
		return nil
	}
	return []FeedLink{
		{Title: title, URL: b.a.Href(folder + "feed.xml"), Type: "application/atom+xml"},
		{Title: title, URL: b.a.Href(folder + "feed.json"), Type: "application/feed+json"},
	}
}

// shareable is the absolute address of a picture of a format that those who show cards of pages can read.
func (b *Builder) shareable(p Picture) string {
	switch strings.ToLower(path.Ext(p.Src)) {
	case ".png", ".jpg", ".jpeg", ".webp", ".gif":
		return b.a.Origin() + p.Src
	}
	return ""
}

// languagesOf fills in the canonical address and the same page in the other languages.
func (b *Builder) languagesOf(o *plan.Output, p *Page) {
	if isNotice(o.Kind) {
		p.Alternates = b.homes()
		return
	}
	if o.Kind == plan.Embed {
		return // it is part of other sites' pages
	}
	below := strings.TrimPrefix(o.Address, b.a.Root(""))
	p.Canonical = b.a.Absolute(o.Address)
	if !translated(o) && b.plan.Answers(below) {
		p.Canonical = b.a.Absolute(below)
	}
	if len(b.languages) < 2 {
		return
	}
	p.Alternates = make([]Alternate, 0, len(b.languages))
	for i := range b.languages {
		l := &b.languages[i]
		same, ok := b.plan.At(plan.OutputOf(l.prefix + below))
		if !ok {
			p.Alternates = append(p.Alternates, Alternate{Lang: l.tag, Name: l.name, URL: b.a.Href(l.prefix), Absolute: b.a.Absolute(l.prefix)})
			continue
		}
		p.Alternates = append(p.Alternates, Alternate{Lang: l.tag, Name: l.name, URL: b.a.Href(same.Address), Absolute: b.a.Absolute(same.Address),
			Current: l.tag == b.s.Language, Indexed: Indexed(same) && Indexed(o)})
	}
}

// homes leads to the other languages from a page that exists in one.
func (b *Builder) homes() []Alternate {
	if len(b.languages) < 2 {
		return nil
	}
	var out []Alternate
	for _, l := range b.languages {
		out = append(out, Alternate{Lang: l.tag, Name: l.name, URL: b.a.Href(l.prefix), Absolute: b.a.Absolute(l.prefix), Current: l.tag == b.s.Language})
	}
	return out
}

func isNotice(k plan.Kind) bool {
	return k == plan.NotFound || k == plan.Withheld || k == plan.Gone || k == plan.Redirect
}

// Indexed says whether search engines are asked to keep an output: it is a page, no notice, of no preview, and not the
// untranslated copy of another language's page (rule 9 of the contract). The sitemap lists just these.
func Indexed(o *plan.Output) bool { return o.HTML && !hidden(o) && translated(o) }

// hidden says whether a page tells search engines to pass it over. An untranslated copy does not: its canonical link says which page
// to take instead, and the two together would contradict each other.
func hidden(o *plan.Output) bool {
	return o.Site.Options.Preview || isNotice(o.Kind) || o.Kind == plan.Email || o.Kind == plan.Embed || o.Kind == plan.Compare || o.Kind == plan.Shortlist || draft(o.Subject)
}

func draft(subject any) bool {
	p := postOf(subject)
	return p != nil && (p.Draft || p.Future)
}

// translated says whether a page's own texts are in its language.
func translated(o *plan.Output) bool {
	if o.Site.Original {
		return true
	}
	switch x := o.Subject.(type) {
	case *site.Partner:
		return x.Translated
	case *site.Client:
		return x.Translated
	case *site.Award:
		return x.Translated
	case plan.Own:
		return x.Award.Translated
	case *site.Edition:
		return x.Translated
	case *site.Category:
		return x.Translated
	case *site.CategoryYear:
		return x.Category.Translated
	case *site.Tier:
		return x.Translated
	case *site.Landing:
		return x.Translated
	case *site.Term:
		return x.Description.Lang == ""
	}
	if p := postOf(o.Subject); p != nil {
		return p.Translated
	}
	intro := introductionOf(o)
	if texts, own := programmeTexts(o); own {
		return texts || intro != nil && intro.Translated
	}
	return intro == nil || intro.Translated
}

// introduced are the generated pages that a page of the site's own introduces, with its name.
var introduced = map[plan.Kind]string{
	plan.Home: "home", plan.Partners: "partners", plan.Awards: "awards", plan.CaseStudies: "case-studies", plan.Clients: "clients",
	plan.Updates: "updates", plan.Resources: "resources", plan.Events: "events", plan.Tiers: "tiers", plan.Nominate: "nominate",
	plan.Jury: "jury", plan.Press: "press", plan.Verify: "verify", plan.NotFound: "404",
	plan.Featured: "featured", plan.Journey: "journey", plan.Roadmap: "roadmap", plan.Opportunities: "opportunities", plan.Voice: "voice",
	plan.Benchmarks: "benchmarks", plan.Scorecard: "scorecard", plan.Governance: "governance",
}

// introductionOf is the page that introduces an output; nil without one.
func introductionOf(o *plan.Output) *site.Page {
	intro := o.Site.Introductions[introduced[o.Kind]]
	if intro == nil && o.Kind == plan.Home {
		intro = o.Site.Introductions["index"]
	}
	return intro
}

func postOf(subject any) *site.Post {
	switch x := subject.(type) {
	case *site.CaseStudy:
		return &x.Post
	case *site.Update:
		return &x.Post
	case *site.Resource:
		return &x.Post
	case *site.Event:
		return &x.Post
	case *site.Page:
		return &x.Post
	}
	return nil
}

// introduction is the page of the site's own that introduces a generated one: its title, summary and body, where they are given.
func (b *Builder) introduction(o *plan.Output, h *head) Prose {
	intro := introductionOf(o)
	if intro == nil {
		return Prose{}
	}
	if intro.Title.Given() {
		h.heading = b.text(intro.Title)
	}
	if intro.Summary.Given() {
		h.description = intro.Summary.S
	}
	if intro.CTA != nil {
		h.cta = intro.CTA
	}
	h.params, h.modified = intro.Params, intro.Updated
	if o.Number > 1 {
		return Prose{}
	}
	return b.prose(intro.Body, place{o.Address, 2, "intro-"})
}

// described is a summary, else the beginning of a text, else a sentence of the interface texts.
func (b *Builder) described(summary site.Text, text site.Prose, key string, args ...any) string {
	if summary.Given() {
		return summary.S
	}
	if start := b.shortened(text, maxDescription).S; start != "" {
		return start
	}
	return b.t.T(key, args...)
}

// marshal writes JSON that can stand in a <script>: <, >, & and the line separators of JavaScript are escaped.
func marshal(v any) json.RawMessage {
	room := jsonRoom.Get().(*[]byte)
	defer jsonRoom.Put(room)
	raw, err := fastjson.Append((*room)[:0], v, fastjson.EscapeHTML)
	if err != nil { // only values that JSON cannot hold fail, and the types of jsonld.go have none
		return nil
	}
	*room = raw
	return bytes.Clone(raw)
}

// jsonRoom holds buffers, each as long as the longest graph that was written into it.
var jsonRoom = sync.Pool{New: func() any { return new([]byte) }}
