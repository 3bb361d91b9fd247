package view

import (
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/markdown"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// Env is what views need beside the site. Functions are called by several goroutines at once.
type Env struct {
	Locale  *locale.Locale  // of the site's language
	Catalog *locale.Catalog // has the texts of Keys
	// Picture publishes a picture by its site path ("assets/…" or "static/…") for a use.
	Picture func(sitePath string, use Use) (Published, bool)
	// File is Picture for files that are no pictures, such as captions. Without it Picture is asked.
	File func(sitePath string) (src string, ok bool)
	// Proof says of a file that is drawn (plan.Drawn) whether it can be made, and gives a version that changes with its bytes. Without it none is.
	Proof func(o *plan.Output) (version string, ok bool)
	// Embed is the markup with which another site shows the badge of an award, or of one of its recipients (-1: of all), and what the badge says
	// to those who cannot see it. It may be nil.
	Embed func(w *site.Award, recipient int) (markup, alt string)
}

// Use is what a picture is shown as. In which widths it is made follows from it, not from the place where it is shown: a place where two
// pages show the same picture loads the same file.
type Use int

// The uses.
const (
	Wide     Use = iota // across a column or a page
	Mark                // a logo or signature, in a small box, of which every line counts
	Portrait            // a person, small
	Whole               // as it is, to be taken away
)

// Published is a picture as it is published. Addresses are root-relative and carry a fingerprint.
type Published struct {
	Src           string
	WebP          string // the same in several widths, as srcset has them; empty where Src is all there is
	Width, Height int    // pixels, 0 when unknown
	Tone          string // dark or light, where it cannot be seen on a ground of the kind; else empty
}

// Builder makes the views of one language. It is safe for concurrent use.
type Builder struct {
	s        *site.Site
	plan     *plan.Plan
	env      Env
	l        *locale.Locale
	t        *locale.Catalog
	a        plan.Addresses
	problems *diag.List

	languages     []language
	menu          menu
	footer        menu
	frame         Page // what all pages of the language have in common
	facets        []facetGroup
	studies       []facetGroup
	counts        func() counts
	active        func() []*site.Partner // of the directory
	labels        markdown.Labels
	origin        string // where the site is, as a node of JSON-LD names it
	policy        string // of a page without form
	files         func() map[string]string
	addresses     func() string // digestOfAddresses
	hall          func() site.Hall
	resourceTerms func() [][]*site.ResourceTerm
	call          *site.Edition
	countries     map[string]*site.Term // by upper-case code
	updateAt      map[*site.Update]int  // places in the lists
	eventAt       map[*site.Event]int

	*memo

	bare bool // Markdown is not rendered where what it is made of will do
}

// memo keeps what is made once for all pages of a language.
type memo struct {
	partnerCards  sync.Map // *site.Partner → *PartnerCard
	awardCards    sync.Map // *site.Award → *AwardCard
	studyCards    sync.Map // *site.CaseStudy → *CaseStudyCard
	clientCards   sync.Map // *site.Client → *ClientCard
	editionHeads  sync.Map // *site.Edition → *EditionHead
	categoryHeads sync.Map // *site.Category → *CategoryHead
	facetLists    sync.Map // markedGroups → *[]FacetGroup
	feedProse     sync.Map // proseAt → string
	digests       Digests
}

// language is one of the site's languages.
type language struct {
	tag, dir, name string
	prefix         string // of its addresses: "" or "de/"
}

// New makes the builder of a site's language. The plan is that of all languages. Diagnostics of Markdown go to problems; equal ones
// may be added several times.
func New(s *site.Site, p *plan.Plan, env Env, problems *diag.List) *Builder {
	b := &Builder{s: s, plan: p, env: env, l: env.Locale, t: env.Catalog, a: plan.AddressesOf(s), problems: problems, memo: &memo{}}
	if b.env.Picture == nil {
		b.env.Picture = func(string, Use) (Published, bool) { return Published{}, false }
	}
	if b.env.File == nil {
		b.env.File = func(path string) (string, bool) {
			p, ok := b.env.Picture(path, Whole)
			return p.Src, ok
		}
	}
	if b.env.Proof == nil {
		b.env.Proof = func(*plan.Output) (string, bool) { return "", false }
	}
	if b.env.Embed == nil {
		b.env.Embed = func(*site.Award, int) (string, string) { return "", "" }
	}
	for i, tag := range s.Languages {
		l := language{tag: tag, dir: "ltr", name: locale.Autonym(tag)}
		if of, err := locale.For(tag); err == nil {
			l.dir = of.Dir()
		}
		if i > 0 {
			l.prefix = strings.ToLower(tag) + "/"
		}
		b.languages = append(b.languages, l)
	}
	b.labels = markdown.Labels{Note: b.t.T("markdown.note"), Tip: b.t.T("markdown.tip"), Important: b.t.T("markdown.important"),
		Warning: b.t.T("markdown.warning"), Caution: b.t.T("markdown.caution"), Footnotes: b.t.T("markdown.footnotes"),
		Backlink: b.t.T("markdown.backlink"), Table: b.t.T("markdown.table"), Code: b.t.T("markdown.code"), Anchor: b.t.T("markdown.anchor")}
	b.origin = b.a.Absolute("")
	b.call = site.CallOf(s)
	b.files = sync.OnceValue(b.addressesOfFiles)
	b.addresses = sync.OnceValue(b.digestOfAddresses)
	b.hall = sync.OnceValue(func() site.Hall { return site.HallOfFame(s) })
	b.resourceTerms = sync.OnceValue(func() [][]*site.ResourceTerm { return site.ResourceTerms(s) })
	b.policy = Policy(s, Uses{})
	b.active = sync.OnceValue(func() []*site.Partner { return site.ActivePartners(s) })
	b.counts = sync.OnceValue(b.countAll)
	b.index()
	b.groupFacets()
	b.makeFrame()
	return b
}

func (b *Builder) index() {
	b.countries = make(map[string]*site.Term, len(b.s.CountryTerms))
	for _, t := range b.s.CountryTerms {
		b.countries[strings.ToUpper(t.ID)] = t
	}
	b.updateAt, b.eventAt = map[*site.Update]int{}, map[*site.Event]int{}
	for i, u := range b.s.Updates {
		b.updateAt[u] = i
	}
	for i, e := range b.s.Events {
		b.eventAt[e] = i
	}
}

// counts are numbers that several pages show.
type counts struct{ active, countries, wins int }

// countAll counts them: of the pages that somebody looks at one by one, few need them.
func (b *Builder) countAll() (c counts) {
	countries := map[string]bool{}
	for _, p := range b.s.Partners {
		if p.Former {
			continue
		}
		c.active++
		if p.Country != "" {
			countries[p.Country] = true
		}
	}
	c.countries = len(countries)
	for _, e := range b.s.Editions {
		for _, a := range e.Awards {
			if a.Counts() {
				c.wins++
			}
		}
	}
	return c
}

// View makes the view of a page of the builder's language: a pointer to the struct that Kinds names for its kind; nil for an
// output that is no page.
func (b *Builder) View(o *plan.Output) any {
	switch o.Kind {
	case plan.Home:
		return b.home(o)
	case plan.Partners, plan.Facet, plan.Landing:
		return b.directory(o)
	case plan.Compare, plan.Shortlist:
		return b.choice(o)
	case plan.Partner:
		return b.partner(o, o.Subject.(*site.Partner))
	case plan.Awards:
		return b.awards(o)
	case plan.Edition:
		return b.edition(o, o.Subject.(*site.Edition))
	case plan.Email:
		return b.email(o, o.Subject.(*site.Edition))
	case plan.EditionCategory:
		return b.editionCategory(o, o.Subject.(*site.CategoryYear))
	case plan.Category:
		return b.category(o, o.Subject.(*site.Category))
	case plan.Award:
		return b.award(o, o.Subject.(*site.Award))
	case plan.Embed:
		return b.embed(o, o.Subject.(*site.Award))
	case plan.Certificate:
		return b.certificate(o)
	case plan.CaseStudies, plan.StudyFacet:
		return b.caseStudies(o)
	case plan.CaseStudy:
		return b.caseStudy(o, o.Subject.(*site.CaseStudy))
	case plan.Clients:
		return b.clients(o)
	case plan.Client:
		return b.client(o, o.Subject.(*site.Client))
	case plan.Tiers:
		return b.tiers(o)
	case plan.Updates, plan.Resources, plan.Events:
		return b.posts(o)
	case plan.Update, plan.Resource, plan.Event, plan.Page:
		return b.post(o)
	case plan.Nominate:
		return b.nominate(o)
	case plan.Jury:
		return b.jury(o)
	case plan.Press:
		return b.press(o)
	case plan.Featured:
		return b.featured(o)
	case plan.Journey:
		return b.journey(o)
	case plan.Roadmap:
		return b.roadmap(o)
	case plan.Opportunities:
		return b.opportunities(o)
	case plan.Voice:
		return b.voice(o)
	case plan.Benchmarks:
		return b.benchmarks(o)
	case plan.Scorecard:
		return b.scorecard(o)
	case plan.Governance:
		return b.governance(o)
	case plan.Verify:
		return b.verify(o)
	case plan.NotFound, plan.Withheld, plan.Gone, plan.Redirect:
		return b.notice(o)
	}
	return nil
}

// Key is the digest of the view of a page: of all that its template may show. It costs less than the view, as Markdown that depends on
// nothing but itself is not rendered for it.
func (b *Builder) Key(o *plan.Output) [32]byte {
	bare := *b
	bare.bare = true
	return b.digests.Digest(bare.View(o))
}

// Digest is Key for a view that is there.
func (b *Builder) Digest(v any) [32]byte { return b.digests.Digest(v) }

// Kinds lists the kinds of pages with the zero value of their views, for those who check templates.
var Kinds = []struct {
	Kind plan.Kind
	Zero any
}{
	{plan.Home, Home{}},
	{plan.Partners, Directory{}},
	{plan.Facet, Directory{}},
	{plan.Landing, Directory{}},
	{plan.Compare, Choice{}},
	{plan.Shortlist, Choice{}},
	{plan.Partner, Partner{}},
	{plan.Awards, Awards{}},
	{plan.Edition, Edition{}},
	{plan.EditionCategory, EditionCategory{}},
	{plan.Email, Email{}},
	{plan.Award, Award{}},
	{plan.Category, Category{}},
	{plan.Certificate, Certificate{}},
	{plan.Embed, Embed{}},
	{plan.CaseStudies, CaseStudies{}},
	{plan.StudyFacet, CaseStudies{}},
	{plan.CaseStudy, CaseStudy{}},
	{plan.Clients, Clients{}},
	{plan.Client, Client{}},
	{plan.Tiers, Tiers{}},
	{plan.Updates, Posts{}},
	{plan.Update, Post{}},
	{plan.Resources, Posts{}},
	{plan.Resource, Post{}},
	{plan.Events, Posts{}},
	{plan.Event, Post{}},
	{plan.Page, Post{}},
	{plan.Nominate, Nominate{}},
	{plan.Jury, Jury{}},
	{plan.Press, Press{}},
	{plan.Featured, Featured{}},
	{plan.Journey, Journey{}},
	{plan.Roadmap, Roadmap{}},
	{plan.Opportunities, Opportunities{}},
	{plan.Voice, Voice{}},
	{plan.Benchmarks, Benchmarks{}},
	{plan.Scorecard, Scorecard{}},
	{plan.Governance, Governance{}},
	{plan.Verify, Verify{}},
	{plan.NotFound, Notice{}},
	{plan.Withheld, Notice{}},
	{plan.Gone, Notice{}},
	{plan.Redirect, Notice{}},
}
