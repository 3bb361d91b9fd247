package view

// Home is /.
type Home struct {
	Page
	Intro        Prose        // the page home, where the site has one
	Edition      *EditionHead // the newest with visible results; nil before the first
	Winners      []AwardCard  // of it, first level
	Call         *Call        // of the next edition, while there is one
	Featured     []FeaturedCard
	CaseStudies  []CaseStudyCard
	Updates      []PostCard
	Events       []PostCard // to come
	Clients      []ClientCard
	Testimonials []Testimonial
	Partners     int // counts
	Editions     int
	Awards       int // wins in all
	Countries    int
	PartnersURL  string
	AwardsURL    string
	StudiesURL   string
	UpdatesURL   string
}

// FeaturedCard is a featured partner, with why and until when.
type FeaturedCard struct {
	Partner PartnerCard
	Reason  Text
	Until   Date
}

// Testimonial is praise.
type Testimonial struct {
	Text         Text
	Name         string
	Role         Text
	Organization string
}

// EditionHead names an edition.
type EditionHead struct {
	ID      string
	Name    Text
	URL     string
	Date    Date
	Past    bool
	Venue   Text
	Winners int
	Cover   Picture
}

// Call is a call for entries.
type Call struct {
	Edition     EditionHead
	State       string // before, open, closed
	Open, Close Date
	URL         string // the page /nominate/
	Action      string // where to enter: a form or a mailto link; empty when neither is known
	Eligibility Prose
	Fee         Text
	Timeline    []TimelineDay
	Categories  []CategoryCall
	Calendar    string // address of the .ics
}

// CategoryCall is a category of a call, with what counts.
type CategoryCall struct {
	Name        Text
	URL         string
	Group       Text
	Description Prose
	Criteria    Prose
	Weights     []Weight
}

// Weight is how much a criterion counts, in per cent as written.
type Weight struct{ Name, Value string }

// TimelineDay is a date of an edition.
type TimelineDay struct {
	Date, Until Date
	Label       Text
	Past        bool
}

// Directory is /partners/ and its facet pages.
type Directory struct {
	Page
	Facet       string // tier, region, …; empty for the whole directory
	Term        Text
	Group       Text
	Description Text
	Partners    []PartnerCard
	Pager       Pager
	Facets      []FacetGroup
	CaseStudies []CaseStudyCard // of the term, newest
	All         string          // address of the whole directory
	Total       int             // partners in the whole directory
	Intro       Prose           // the page partners, where the site has one
}

// Partner is a profile.
type Partner struct {
	Page
	ID              string
	Name            Text
	Logo            Logo
	Former          bool
	FormerNames     []FormerName
	Successor       Link
	Predecessors    []Link
	Tier            Link
	TierHistory     []TierSpan
	Summary         Text
	Description     Prose
	Cover           Picture
	Facts           []Fact // type, place, offices, serves, regions, languages, size, founded, since, budget, accepting …
	Specialties     []Link
	Industries      []Link
	Products        []Link
	Certifications  []Certification
	Integrations    []Integration
	Website         string
	Email           string
	Phone           string
	ContactURL      string
	Social          []Link
	Verified        Date
	VerifiedLongAgo bool
	Awards          []AwardYear // newest first
	Wins            int
	LevelCounts     []CountLink
	CaseStudies     []CaseStudyCard
	Quotes          []Quote
	Clients         []Link
	Updates         []PostCard
	Resources       []PostCard
	Events          []PostCard
	Correct         string // address or mailto to correct the profile; may be empty
	FeaturedUntil   Date   // while it is featured
	FeaturedReason  Text
}

// FormerName is an earlier name.
type FormerName struct {
	Name  string
	Until Date
	Logo  Logo
}

// TierSpan is a tier and when it held.
type TierSpan struct {
	Tier        Link
	From, Until Date
}

// Certification is a certificate of a third party.
type Certification struct {
	Name, URL       string
	Issued, Expires Date
}

// Integration is what a technology partner connects. Status is a key of the interface texts (integration.<status>).
type Integration struct {
	Name, Docs, Version, Status, ReplacedBy string
	DataShared                              []Text
}

// AwardYear is the awards of an edition.
type AwardYear struct {
	Edition EditionHead
	Awards  []AwardCard
}

// Awards is the hall of fame, /awards/.
type Awards struct {
	Page
	Editions      []EditionHead
	Categories    []CategoryGroup
	Most          []Ranked
	Streaks       []Streak
	Firsts        []First
	MostByCountry []RankedGroup
	Total         int // wins in all editions
	Intro         Prose
}

// RankedGroup is a ranking within a country or category.
type RankedGroup struct {
	Label Text
	URL   string
	Ranks []Ranked
}

// Ranked is a place in a ranking; equal counts share a rank.
type Ranked struct {
	Rank    int
	Partner PartnerCard
	Count   int
	Awards  []AwardCard // those that it counts
}

// Streak is wins of one category in consecutive editions in which it was held.
type Streak struct {
	Rank     int
	Partner  Link
	Category Link
	Length   int
	From, To Text // names of the editions
	Awards   []AwardCard
}

// First is the first winner from a country.
type First struct {
	Country string
	Award   AwardCard
}

// CategoryGroup is categories under a group's name, which may be empty.
type CategoryGroup struct {
	Name       Text
	Categories []CategoryHead
}

// CategoryHead names a category.
type CategoryHead struct {
	Name        Text
	URL         string // the archive
	FormerNames []string
	Retired     bool
	Wins        int
}

// Edition is /awards/<edition>/.
type Edition struct {
	Page
	Edition      EditionHead
	Summary      Prose
	URL          string        // of the edition elsewhere
	Groups       []ResultGroup // results by group of categories, of this page
	Pager        Pager
	Pending      []CategoryHead // categories of an edition without visible results
	Timeline     []TimelineDay
	Call         *Call
	Jury         []Juror
	Gallery      []Picture
	Stream       Stream
	Nominations  *Nominations
	Newer, Older Link
	LevelNames   []Level
}

// Stream is where the ceremony can be watched. URL is empty where there is none.
type Stream struct {
	URL   string
	Start Date
}

// ResultGroup is a group of categories with their results.
type ResultGroup struct {
	Name       Text
	Categories []CategoryResults
}

// CategoryResults is a category's results in an edition by level.
type CategoryResults struct {
	ID      string
	Name    Text
	URL     string
	None    bool
	Reason  Text
	Levels  []LevelResults
	Sponsor Sponsor
}

// LevelResults is the results of a level.
type LevelResults struct {
	Level  Level
	Awards []AwardCard
}

// Sponsor pays for a category. Name is empty where there is none.
type Sponsor struct {
	Name, URL string
	Logo      Logo
}

// Juror is a member of a jury.
type Juror struct {
	Name         string
	Role         Text
	Organization string
	Photo        Picture
	Conflicts    []Link
}

// Nominations is what came of a call.
type Nominations struct {
	Count, Countries int
	ByCountry        []Bar
	ByCategory       []Bar
}

// Bar is a count with its share of the largest, in per cent.
type Bar struct {
	Label Text
	URL   string
	Count int
	Share int
}

// EditionCategory is /awards/<edition>/<category>/.
type EditionCategory struct {
	Page
	Edition      EditionHead
	Category     CategoryHead
	Name         Text // in that edition
	Description  Prose
	Criteria     Prose
	Weights      []Weight
	Results      CategoryResults
	Newer, Older Link // the category in other editions
	Nominations  int
	Pager        Pager
}

// Category is the archive /awards/categories/<category>/.
type Category struct {
	Page
	Name        Text
	FormerNames []CategoryName
	Group       Text
	Description Prose
	Criteria    Prose
	Versions    []CriteriaVersion // newest first
	Succeeds    []Link
	SucceededBy []Link
	Introduced  string
	Retired     string
	Sponsor     Sponsor
	Years       []CategoryYear // newest first, of this page
	Most        []Ranked
	Pager       Pager
}

// CategoryName is an earlier name, used until an edition.
type CategoryName struct {
	Name  Text
	Until Link
}

// CriteriaVersion is the criteria in force from an edition on.
type CriteriaVersion struct {
	From     Link
	Criteria Prose
	Weights  []Weight
}

// CategoryYear is a category in one edition.
type CategoryYear struct {
	Edition EditionHead
	Name    Text
	Renamed bool // another name than in the edition before
	URL     string
	None    bool
	Reason  Text
	Levels  []LevelResults
}

// Award is a winner page.
type Award struct {
	Page
	Award        AwardCard
	Citation     Prose
	Quote        Quote
	Metrics      []Metric
	Videos       []Video
	Image        Picture
	CaseStudy    *CaseStudyCard
	Others       []AwardCard // of the same category and edition
	Sponsor      Sponsor
	Newer, Older Link // the category in other editions
	Certificate  string
	Replaces     *AwardCard
	ReplacedBy   *AwardCard
	ExpiresOn    Date
	Edition      EditionHead
	Updates      []PostCard
	Resources    []PostCard
	Events       []PostCard
	ShareLinks   []Link // plain links, no script
}

// Certificate is /certificates/<award-id>/ and a recipient's own of a joint award.
type Certificate struct {
	Page
	Award       AwardCard
	Recipients  []Recipient // whom this certificate names; of a recipient's own just that one
	JointlyWith []Text
	Withheld    int
	Edition     EditionHead
	Programme   string
	Category    Text
	Citation    Text
	Date        Date
	Signatories []Signatory
	Serial      string
	Verify      string // absolute address that the certificate names
	AwardURL    string
	Each        []Link // of the common page of a joint award: the recipients' own
	ExpiresOn   Date
}

// Signatory signs certificates.
type Signatory struct {
	Name      string
	Role      Text
	Signature Picture
}

// CaseStudies is /case-studies/ and its facet pages.
type CaseStudies struct {
	Page
	Facet       string
	Term        Text
	CaseStudies []CaseStudyCard
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
	Contents     []Heading
	Partners     []PartnerCard
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
	Awards       []AwardCard
	Newer, Older Link
	More         []CaseStudyCard // related ones
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
	Clients []ClientCard
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
	Partners    []PartnerCard
	Awards      []AwardCard
	CaseStudies []CaseStudyCard
}

// Posts is a list of updates, resources or events.
type Posts struct {
	Page
	Intro  Prose
	Groups []PostGroup
	Pager  Pager
}

// PostGroup is posts under a heading: a series or kind of resources, or events to come and past ones. Key names it in the
// interface texts (posts.<Key>), or Name does; updates are one group with neither.
type PostGroup struct {
	Key   string
	Name  Text
	Posts []PostCard
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
	Contents     []Heading
	Partners     []PartnerCard
	Awards       []AwardCard
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
	Series                Text
	URL                   string
	InSeries              []Link
}

// Tiers is /tiers/.
type Tiers struct {
	Page
	Intro Prose
	Tiers []Tier
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
	Winners                 []AwardCard
	Updates                 []PostCard
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
