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

// Text is a text and the language that it is in. Lang is empty when that is the site's own language of this Site; else
// the text has not been translated, and whoever shows it marks it.
type Text struct{ S, Lang string }

// Given says whether there is a text.
func (t Text) Given() bool { return t.S != "" }

// Prose is a text in Markdown. Place is where it stands, for diagnostics of what is in it. Untrusted marks a partner's words.
type Prose struct {
	Text
	File         string
	Line, Column int
	Indent       int
	Folded       bool
	Untrusted    bool
}

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
	Programme     record.Programme // for the pages of the programme; references in it are checked

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
	Params       record.Params
	Preview      bool // --drafts or --future: noindex and a banner
}

// Outputs says which kinds of output are made.
type Outputs struct{ PDF, Badges, Kits, ShareImages, Credentials bool }

// Forms says where forms post to; empty: a mailto link.
type Forms struct{ Nominate, Contact, Correct string }

// Certificate is what certificates carry.
type Certificate struct {
	Signatories []Signatory
	Template    string
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

// MenuLink is an entry of the menu.
type MenuLink struct {
	Label Text
	URL   string
}

// CTA is a call to action.
type CTA struct {
	Text, Label Text
	URL         string
}

// Testimonial is praise on the home page.
type Testimonial struct {
	Text         Text
	Name         string
	Role         Text
	Organization string
}

// Date is a calendar date or an instant in the site's zone.
type Date struct {
	Year, Month, Day int
	Precision        record.Precision // NoDate: absent
	Time             time.Time        // its start, in the site's zone
}

// Given says whether there is a date.
func (d Date) Given() bool { return d.Precision != record.NoDate }

// Image is a picture with what is said of it. Src is a site path ("assets/…" or "static/…").
type Image struct {
	Src    string
	Alt    Text
	Credit Text
}

// Given says whether there is a picture.
func (i Image) Given() bool { return i.Src != "" }

// Quote is what somebody said.
type Quote struct {
	Text Text
	Name string
	Role Text
}

// Metric is a measured effect.
type Metric struct {
	Label, Value, Unit     Text
	Before, After          string
	Period, Source, Method Text
	Kind                   string // leading, lagging or empty
}

// Substantiated says whether the metric has a baseline, a period, a method and a source.
func (m Metric) Substantiated() bool {
	return m.Before != "" && m.Period.Given() && m.Method.Given() && m.Source.Given()
}

// Video is a film.
type Video struct {
	URL        string
	Title      Text
	Date       Date
	Duration   time.Duration
	Poster     string
	Captions   []Caption
	Transcript Prose
}

// Caption is a caption track.
type Caption struct{ Lang, Src string }

// Partner is a member of the programme as it is today.
type Partner struct {
	ID                       string
	At                       diag.Position
	Name                     Text
	Former                   bool
	Tier                     *Tier      // of today; nil without
	Tiers                    []TierSpan // the history, oldest first
	Type                     *Term
	Summary                  Text
	Description              Prose
	Website                  string
	Logo, LogoDark           string // empty when absent or without consent
	LogoAlt                  Text
	Cover                    Image
	Country                  string // upper-case code
	City                     Text
	Offices                  []Office
	Serves                   []string // codes, the country where it sits first
	Regions                  []*Term
	Languages                []string
	Specialties              []*Term
	Industries               []*Term
	Products                 []*Term
	Integrations             []Integration
	Founded                  Date
	TeamSize                 string // as written
	Size                     *Term
	Since                    Date
	Accepting                *bool   // nil: not said
	BudgetFrom               float64 // 0 without
	BudgetCurrency           string
	Certifications           []Certification // those not expired
	Email, Phone, ContactURL string
	Social                   []Social
	Verified                 Date
	VerifiedLongAgo          bool     // more than a year
	FormerNames              []string // newest first
	Identities               []Identity
	Aliases                  []string
	Successor                *Partner
	Predecessors             []*Partner // whose successor it is
	FeaturedUntil            Date       // while featured
	FeaturedReason           Text
	Params                   record.Params

	Awards      []*Award     // all in which it is a recipient, directly or through a person: newest edition first, then in the edition's order
	CaseStudies []*CaseStudy // newest first
	Updates     []*Update
	Resources   []*Resource
	Events      []*Event
	Wins        int          // see rule 10 of the contract
	LevelCounts []LevelCount // lower levels, in rank order
	Translated  bool         // whether its texts are in the Site's language, or it has none
	SortKey     []byte       // collation key of the name
}

// LevelCount is how often a partner stands at a level.
type LevelCount struct {
	Level Text
	ID    string
	Count int
	rank  int
}

// Identity is an earlier name and logo, until an instant.
type Identity struct {
	Name  string
	Logo  string
	Until time.Time // the first instant after it
}

// TierSpan is a tier and when it held; zero times are open.
type TierSpan struct {
	Tier                *Tier
	From, Until         time.Time
	FromDate, UntilDate Date
}

// Office is a place of work.
type Office struct {
	City    Text
	Country string
}

// Integration is what a technology partner connects.
type Integration struct {
	Name, Docs, Version, Status, ReplacedBy string
	DataShared                              []Text
}

// Certification is a certificate of a third party.
type Certification struct {
	Name, URL       string
	Issued, Expires Date
}

// Social is an address on a network.
type Social struct{ Network, URL string }

// Client is a mutual customer.
type Client struct {
	ID             string
	At             diag.Position
	Name           Text
	Website        string
	Logo, LogoDark string
	Industry       *Term
	Country        string
	Awards         []*Award
	CaseStudies    []*CaseStudy
	Partners       []*Partner // who worked for it, by tier rank, name
	Translated     bool
	SortKey        []byte
}

// Tier is a level of the programme. Rank counts from 0.
type Tier struct {
	ID          string
	At          diag.Position
	Rank        int
	Name        Text
	Summary     Text
	Criteria    []Prose
	Benefits    []Benefit
	ReviewEvery Text
	ReviewNext  Date
	Color       string
	Partners    []*Partner // active ones
	Translated  bool
}

// Benefit is what a tier gives.
type Benefit struct {
	Kind string
	Text Text
}

// Term is a term of a taxonomy, with who has it.
type Term struct {
	Taxonomy    string // tier, region, country, specialty, industry, product, language, type, size: as in addresses
	ID          string
	Name        Text // for countries and languages the name in the Site's language
	Description Text
	Group       Text
	Countries   []string   // of a region
	Partners    []*Partner // active ones, in order
	CaseStudies []*CaseStudy
	SortKey     []byte
}

// Landing is a combined facet page.
type Landing struct {
	ID                                            string
	At                                            diag.Position
	Title                                         Text
	Text                                          Prose
	Specialty, Region, Country, Industry, Product *Term
	Partners                                      []*Partner
}

// Category is what is competed for, across editions.
type Category struct {
	ID          string
	At          diag.Position
	Name        Text           // today's
	FormerNames []CategoryName // oldest first
	Description Prose
	Criteria    Prose
	Versions    []CriteriaVersion // oldest first
	Group       Text
	Introduced  string // as written
	Retired     string
	Succeeds    []*Category
	SucceededBy []*Category
	OneWinner   bool
	Sponsor     Sponsor
	Years       []CategoryYear // newest first: every visible edition that has a result of it, or `none`
	Translated  bool
	order       int // place in the file
}

// CategoryName is an earlier name; Until is the last edition that used it, and as a date the end of that edition's day.
type CategoryName struct {
	Name  Text
	Until string
	until time.Time
}

// CriteriaVersion is the criteria in force from an edition on.
type CriteriaVersion struct {
	From     string
	Criteria Prose
	Weights  []Weight
	from     time.Time
}

// Weight is how much a criterion counts.
type Weight struct {
	Name  string
	Value float64
}

// Sponsor pays for a category.
type Sponsor struct{ Name, URL, Logo string }

// CategoryYear is a category in one edition.
type CategoryYear struct {
	Category *Category
	Edition  *Edition
	Name     Text  // in that edition
	Criteria Prose // in force
	Weights  []Weight
	Awards   []*Award // by level, region, file order; none when None
	None     bool
	Reason   Text
	Held     bool // it has a result other than `none`; one that is shown as shortlisted only is none yet
}

// Edition is one run of the awards.
type Edition struct {
	ID           string
	At           diag.Position
	Name         Text
	Date         Date
	Past         bool // its date has come
	Embargo      time.Time
	Venue        Text
	URL          string
	Summary      Prose
	Cover        Image
	Timeline     []TimelineDay
	Nominations  *Nominations
	Jury         []Juror
	Gallery      []Image
	Stream       Stream
	Levels       []Level         // rank order; every one, visible or not
	Revealed     bool            // the results of the first level are visible, or were to be by now
	Categories   []*CategoryYear // those with something to show, in the file order of categories.yaml
	Competed     []*CategoryYear // every category that is held in it by its years, with or without something to show
	Awards       []*Award        // every visible result, by category, level, region, file order
	Newer, Older *Edition        // neighbours among editions with visible results
	Params       record.Params
	Translated   bool
}

// TimelineDay is a date of an edition.
type TimelineDay struct {
	Date, Until Date
	Label       Text
	Past        bool
}

// Nominations is the call for entries. State is by the clock.
type Nominations struct {
	Open, Close Date
	State       string // before, open, closed, or empty without dates
	URL         string
	Eligibility Prose
	Fee         Text
	Count       int
	Countries   int
	ByCountry   []CountOf // most first, then code; ID is the upper-case code
	ByCategory  []CountOf // file order of the categories; ID is the category's id
}

// CountOf is one count.
type CountOf struct {
	ID    string
	Name  Text
	Count int
}

// Juror is a member of a jury.
type Juror struct {
	Name         string
	Role         Text
	Organization string
	Photo        string
	Conflicts    []*Partner // visible ones
}

// Stream is where the ceremony can be watched.
type Stream struct {
	URL   string
	Start Date
}

// Level is what a result amounts to. Rank counts from 0: the winner's.
type Level struct {
	ID        string
	Name      Text
	Rank      int
	Shortlist bool
	Visible   bool
	reveal    time.Time
}

// Status of an award.
const (
	Active    = "active"
	Declined  = "declined"
	Rescinded = "rescinded"
	Expired   = "expired"
)

// Award is one visible result other than `none`.
type Award struct {
	ID             string
	Rest           string // the last part of its address: the id without a leading <edition>-<category>-
	At             diag.Position
	Edition        *Edition
	Category       *Category
	Year           *CategoryYear
	CategoryName   Text   // in that edition
	Level          *Level // as shown: a shortlisted result stands at the shortlist's level until its own is revealed
	Shortlisted    bool   // shown as shortlisted only: recipients, region, clients and nothing else
	Region         *Term
	Recipients     []Recipient
	Withheld       int // recipients of a joint award that are withheld: "a further recipient"
	Clients        []*Client
	Citation       Prose
	CaseStudy      *CaseStudy
	Quote          *Quote
	Videos         []Video
	Image          Image
	Metrics        []Metric
	Tie            bool
	Joint          bool // more than one recipient, withheld ones counted
	Status         string
	StatusOn       Date
	StatusWhy      Text
	ExpiresOn      Date // of an expiry, also before it has come
	Replaces       *Award
	ReplacedBy     *Award
	HasCertificate bool
	Updates        []*Update
	Resources      []*Resource
	Events         []*Event
	Params         record.Params
	Translated     bool
	Order          int // place in the edition
}

// Counts says whether the award is a win for its recipients.
func (a *Award) Counts() bool {
	return a.Level.Rank == 0 && !a.Shortlisted && (a.Status == Active || a.Status == Expired)
}

// Recipient holds an award: a partner, or a person with or without a partner. Names and logos are those of the edition's date.
type Recipient struct {
	ID          string   // the partner's id, or one made from the person's name
	Name        Text     // as of the day
	Partner     *Partner // nil for a person without a (visible) partner
	Person      bool
	PartnerName Text   // of a person's partner, as of the day
	Logo        string // as of the day
	LogoAlt     Text
	NameNow     Text  // of the partner, when it differs from the name of the day
	Tier        *Tier // as of the day
	Photo       string
	Share       Fraction // zero: not shared
}

// Fraction is a share.
type Fraction struct{ Num, Den int64 }

// Post is what case studies, updates, resources, events and pages share.
type Post struct {
	ID         string
	At         diag.Position
	Title      Text
	Date       Date
	Updated    Date
	Summary    Text
	Body       Prose
	Layout     string
	CTA        *CTA
	Params     record.Params
	Translated bool
	Draft      bool // shown by --drafts only
	Future     bool // shown by --future only
}

// CaseStudy is what a partner did for a client.
type CaseStudy struct {
	Post
	Partners                            []*Partner // as written
	Client                              *Client
	Industries                          []*Term
	Specialties                         []*Term
	Products                            []*Term
	Country                             string
	Metrics                             []Metric
	Quote                               *Quote
	ApprovedByClient, ApprovedByPartner Date
	Investment                          []Investment
	Hero                                Image
	Videos                              []Video
	Awards                              []*Award // that name it, newest first
	Newer, Older                        *CaseStudy
}

// Investment is who financed what.
type Investment struct {
	Partner *Partner // or
	Client  *Client  // or
	Name    string
	Percent float64
	Kind    Text
}

// Update is a news item.
type Update struct {
	Post
	Partners []*Partner
	Awards   []*Award
	Author   string
}

// Resource is what partners learn from.
type Resource struct {
	Post
	Partners []*Partner
	Awards   []*Award
	Author   string
	Stage    string
	Audience string
	Kind     string
	Series   Text
	Order    int
	URL      string
}

// Event is a webinar, ceremony or training.
type Event struct {
	Post
	Partners   []*Partner
	Awards     []*Award
	Author     string
	Start, End Date
	Past       bool
	Place      Text
	URL        string
}

// Page is a page of the site's own.
type Page struct {
	Post
	InMenu    bool
	MenuLabel Text
	MenuOrder int
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
	Alias    bool // made from a record's alias; From is then a path of the same kind
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

// ActivePartners are the partners of the directory: all but former ones.
func ActivePartners(s *Site) []*Partner {
	active := make([]*Partner, 0, len(s.Partners))
	for _, p := range s.Partners {
		if !p.Former {
			active = append(active, p)
		}
	}
	return active
}

// CallOf is the edition whose call for entries the page nominate shows: the next one to come that has one, else the newest that
// has one; nil without.
func CallOf(s *Site) *Edition {
	var call *Edition
	for _, e := range s.Editions { // newest first
		if e.Nominations == nil {
			continue
		}
		if call == nil || !e.Past {
			call = e
		}
	}
	return call
}
