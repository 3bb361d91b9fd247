package view

// CaseStudies is /case-studies/ and its facet pages.
type CaseStudies struct {
	Page
	Facet       string
	Term        Text
	CaseStudies []*CaseStudyCard
	Pager       Pager
	Facets      []FacetGroup
	All         string
	Total       int    // case studies in all
	Intro       Prose  // the page case-studies, where the site has one
	Partners    string // address of the same facet of the directory; may be empty
}

// CaseStudy is /case-studies/<id>/.
type CaseStudy struct {
	Page
	Title        Text
	Summary      Text
	Date         Date
	Updated      Date
	Body         Prose
	Contents     []Heading `digest:"-"` // of the body
	Partners     []*PartnerCard
	Client       *ClientCard
	Country      Link
	Industries   []Link
	Specialties  []Link
	Products     []Link
	Metrics      []Metric
	Quote        Quote
	Approvals    []Approval
	Investment   []Investment
	Hero         Picture
	Videos       []Video
	Awards       []*AwardCard
	Newer, Older Link
	More         []*CaseStudyCard // related ones
	Draft        bool
	Future       bool
}

// Approval is who approved a case study, and when. By is client or partner.
type Approval struct {
	By   string
	Date Date
}

// Investment is who financed what of a joint project.
type Investment struct {
	By    Link
	Share string
	Kind  Text
}

// Clients is /clients/.
type Clients struct {
	Page
	Intro   Prose
	Clients []*ClientCard
	Pager   Pager
}

// Client is /clients/<id>/.
type Client struct {
	Page
	Name        Text
	Logo        Logo
	Website     string
	Industry    Link
	Country     Link
	Partners    []*PartnerCard
	Awards      []*AwardCard
	CaseStudies []*CaseStudyCard
}

// Posts is a list of updates, resources or events. Resources have facets, and a page for each term of them.
type Posts struct {
	Page
	Intro    Prose
	Groups   []PostGroup
	Pager    Pager
	Facets   []FacetGroup
	Facet    string // stage, audience, kind or series; empty for the whole list
	All      string // address of the whole list
	Total    int    // in the whole list
	Calendar string // address of the .ics of all events
}

// PostGroup is posts under a heading: a series or kind of resources, or events to come and past ones. Key names it in the
// interface texts (posts.<Key>), or Name does; updates are one group with neither.
type PostGroup struct {
	Key   string
	Name  Text
	Posts []*PostCard
}

// Post is an update, resource, event or page of the site's own.
type Post struct {
	Page
	Title        Text
	Summary      Text
	Date         Date
	Updated      Date
	Author       string
	Body         Prose
	Contents     []Heading `digest:"-"` // of the body
	Partners     []*PartnerCard
	Awards       []*AwardCard
	Draft        bool
	Future       bool
	Event        *EventFacts
	Resource     *ResourceFacts
	Newer, Older Link
}

// EventFacts is when and where.
type EventFacts struct {
	Start, End Date
	Past       bool
	Place      Text
	URL        string
	Calendar   string // address of the .ics
}

// ResourceFacts is what a resource is for.
type ResourceFacts struct {
	Stage, Audience, Kind string
	Terms                 []Fact // stage, audience, kind and series (facets.<Key>), each with its page
	Series                Text
	URL                   string
	InSeries              []Link
}

// Tiers is /tiers/.
type Tiers struct {
	Page
	Intro    Prose
	Tiers    []Tier
	Benefits []BenefitRow // the tiers' benefits, to be compared
	Moves    []TierMove   // from each tier to the one above it, the lowest first
}

// BenefitRow is the benefits of one kind (financial, reputation, capability or empty), a cell for each tier.
type BenefitRow struct {
	Kind  string
	Cells []BenefitCell
}

// BenefitCell is a tier's benefits of one kind.
type BenefitCell struct{ Texts []Text }

// TierMove is how a partner comes from one tier to the next: by what that asks, at the review of its own.
type TierMove struct {
	From, To    Text
	ReviewEvery Text
	ReviewNext  Date
}

// Tier is a tier with what it asks and gives.
type Tier struct {
	ID          string
	Name        Text
	URL         string // the directory's facet page; empty when no partner has it
	Summary     Text
	Criteria    []Prose
	Benefits    []BenefitGroup
	ReviewEvery Text
	ReviewNext  Date
	Partners    int
	Color       string // #rgb or #rrggbb; may be empty
}

// BenefitGroup is a tier's benefits of one kind: financial, reputation, capability or empty.
type BenefitGroup struct {
	Kind  string
	Texts []Text
}

// Nominate is /nominate/.
type Nominate struct {
	Page
	Intro Prose
	Call  *Call // nil when there is none
	Form  Form
}

// Form is where a form posts. Action is empty without one; then Mail may be a mailto address.
type Form struct{ Action, Mail string }

// Jury is /jury/.
type Jury struct {
	Page
	Intro    Prose
	Editions []EditionJury // newest first
}

// EditionJury is the jury of an edition.
type EditionJury struct {
	Edition EditionHead
	Jury    []Juror
}

// Press is /press/.
type Press struct {
	Page
	Intro                   Prose
	Boilerplate             Prose
	BadgeRules              Prose
	Name, Email, Phone, URL string
	Logos                   []PressLogo
	Edition                 *EditionHead
	Winners                 []*AwardCard
	Kit                     string // archive of the edition's results and pictures
	Results                 string // of the edition, all of them, as plain text to copy
	Newsletter              string // the edition as a newsletter; may be empty
	Updates                 []*PostCard
}

// PressLogo is a logo to download.
type PressLogo struct {
	Picture Picture
	Label   Text
}

// Notice is a page that says something and leads on: 404, a withheld or abandoned address, a redirect.
type Notice struct {
	Page
	Reason Text // of an address that was given up
	Since  Date
	Target string // of a redirect: where it leads, absolute
	Intro  Prose
	Links  []Link // ways on
}
