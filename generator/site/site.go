// Package site holds the truth about a partner programme at one instant, in one language, and the rules that make it from
// the records: references, time, consent, order, counting. It knows no file and no HTML.
//
// What is withheld at that instant (embargoed, draft, scheduled, expired, without consent, private) is not in a Site at all,
// so nothing that is made from a Site can show it.
package site

import (
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// Site is everything that may be shown, in one language. Lists are in the order in which they are shown.
type Site struct {
	Language     string   // BCP 47
	Languages    []string // of the whole site, the original first
	Original     bool     // whether this is the language of the sources
	Zone         *time.Location
	Title        Text
	BaseURL      string // with a slash at its end; may be empty when nothing is published
	Organization Organization
	Options      Options
	Menu         []MenuLink
	CTA          *CTA
	Testimonials []Testimonial
	ClientsShown []*Client

	Partners      []*Partner // visible ones, former included: by tier rank, collated name, id
	Clients       []*Client  // collated name, id
	Tiers         []*Tier    // rank order
	Specialties   []*Term    // terms in use or listed, by collated name
	Industries    []*Term
	Products      []*Term
	Types         []*Term
	Sizes         []*Term // in band order
	Regions       []*Term
	CountryTerms  []*Term // countries where a partner sits or works, by collated name; ID is the lower-case code
	LanguageTerms []*Term // languages that a partner works in
	Landing       []*Landing
	Categories    []*Category  // file order
	Editions      []*Edition   // newest first
	CaseStudies   []*CaseStudy // newest first
	Updates       []*Update
	Resources     []*Resource
	Events        []*Event         // by start, newest first
	Pages         []*Page          // by id
	Introductions map[string]*Page // pages named like a generated one, by that name (nominate, jury, press …); not in Pages
	Press         Press
	Featured      []*Partner // who is eligible now, in the order of the published rule; the first Slots stand on the home page
	FeaturedSlots int
	Rotation      Rotation         // the rule behind Featured, and what comes of it
	Programme     record.Programme // for the pages of the programme; references in it are checked
	Benchmarks    []Benchmark
	Milestones    []Milestone // of the roadmap, by date; those without one last
	Policies      []Policy    // in the order of the file

	Redirects []Redirect
	Notices   []Notice // addresses of the lock whose record is withheld
	Gone      []Gone
	Lock      map[string]record.LockLine // by path

	// By id; only what is visible.
	PartnerByID   map[string]*Partner
	ClientByID    map[string]*Client
	EditionByID   map[string]*Edition
	CategoryByID  map[string]*Category
	CaseStudyByID map[string]*CaseStudy
	AwardByID     map[string]*Award
}

// Options are the settings that shape outputs.
type Options struct {
	Theme        string
	ThemeOptions record.Params
	FileURLs     bool // urls: file
	PageSize     int
	RawHTML      bool
	Forms        Forms
	Analytics    record.Analytics
	CSP          record.CSP
	Certificate  Certificate
	Outputs      Outputs
	Kits         Kits
	Params       record.Params
	Preview      bool   // --drafts or --future: noindex and a banner
	Issuer       string // the DID that signs credentials; empty: none are signed
}

// Outputs says which kinds of output are made.
type Outputs struct{ PDF, Badges, Kits, ShareImages, Credentials bool }

// Kits is what winners' kits hold; empty lists are everything.
type Kits struct {
	Formats   []string // pdf, png, svg, text
	Languages []string
}

// Forms says where forms post to; empty: a mailto link.
type Forms struct{ Nominate, Contact, Correct string }

// Certificate is what certificates carry.
type Certificate struct {
	Signatories []Signatory
	Template    string   // site path of the SVG that lays them out; empty: the built-in layout
	Paper       []string // a4, letter
}

// Signatory signs certificates.
type Signatory struct {
	Name      string
	Role      Text
	Signature string // site path of the picture
}

// Organization owns the programme.
type Organization struct {
	Name           Text
	URL, Email     string
	Logo, LogoDark string // site paths of pictures: "assets/logos/x.svg" or "static/x.svg"
	SameAs         []string
}

// Testimonial is praise on the home page.
type Testimonial struct {
	Text         Text
	Name         string
	Role         Text
	Organization string
}

// Press is what the press page shows.
type Press struct {
	Given                   bool
	Boilerplate             Prose
	Name, Email, Phone, URL string
	Logos                   []PressLogo
	BadgeRules              Prose
}

// PressLogo is a logo for the press.
type PressLogo struct {
	Src   string
	Alt   Text
	Label Text
}

// Redirect sends an old path to a new one, both below base_url. From may end in `*`.
type Redirect struct {
	From, To string
	At       diag.Position
	Alias    bool // made from a record's alias; From is then an old path, or, without a leading slash, an old id of the same kind
	// Of an alias: what it leads to, for the plan to give the address of. Kind is as in plan ("partner", "client", "case-study" …).
	Kind, ID string
}

// Notice is an address of the lock whose record is withheld: it answers that the page is no longer available.
type Notice struct{ Path string }

// Gone is an address that was given up on purpose.
type Gone struct {
	Path   string
	On     Date
	Reason Text
	At     diag.Position
}

// Withheld is one thing that exists in the sources and is not in a Site, and why.
type Withheld struct {
	Kind   string // partner, client, award, edition, case-study, update, resource, event, page, logo, quote, metrics, people, level, tier, private …
	ID     string
	Name   string
	At     diag.Position
	Reason string    // embargo, draft, scheduled, with, expired, unlisted, consent, private, reveal, approval
	Until  time.Time // when that ends by the clock; zero: not by the clock
	Words  []string  // names and phrases that must not be in any output unless a visible record has them, too
}
