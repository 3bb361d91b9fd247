package view

// Home is /.
type Home struct {
	Page
	Intro        Prose        // the page home, where the site has one
	Edition      *EditionHead // the newest with visible results; nil before the first
	Winners      []*AwardCard // of it, first level
	Call         *Call        // of the next edition, while there is one
	Featured     []FeaturedCard
	CaseStudies  []*CaseStudyCard
	Updates      []*PostCard
	Events       []*PostCard // to come
	Clients      []*ClientCard
	Testimonials []Testimonial
	Partners     int // counts
	Editions     int
	Awards       int // wins in all
	Countries    int
	PartnersURL  string
	AwardsURL    string
	StudiesURL   string
	UpdatesURL   string
	FeaturedURL  string // of the page with the rule by which partners are featured
}

// FeaturedCard is a featured partner, with why and until when.
type FeaturedCard struct {
	Partner *PartnerCard
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
	Calendar    string // address of the .ics with all its days
	OpenICS     string // addresses of the .ics of its two ends
	CloseICS    string
	Results     Date // when they are announced, or were
	Announced   bool
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

// Weight is how much a criterion counts, in per cent, as the language writes it.
type Weight struct {
	Name  Text
	Value string
}

// TimelineDay is a date of an edition.
type TimelineDay struct {
	Date, Until Date
	Label       Text
	Past        bool
	Calendar    string // address of its .ics, while the call is that of the page nominate
}

// Directory is /partners/ and its facet pages.
type Directory struct {
	Page
	Facet       string // tier, region, …; empty for the whole directory
	Term        Text
	Group       Text
	Description Text
	Partners    []*PartnerCard
	Pager       Pager
	Facets      []FacetGroup
	CaseStudies []*CaseStudyCard // of the term, newest
	Most        []Ranked         // of a country: those that sit in it with most awards
	Awards      []*AwardCard     // of a region: its own results, newest
	All         string           // address of the whole directory
	Total       int              // partners in the whole directory
	Intro       Prose            // the page partners, where the site has one; of a combination its text
	Terms       []Link           // of a combination: what it combines
	Landings    []Link           // of the whole directory: pages of combinations
	Finder      Finder
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
	CaseStudies     []*CaseStudyCard
	Quotes          []Quote
	Clients         []Link
	Updates         []*PostCard
	Resources       []*PostCard
	Events          []*PostCard
	Correct         string // address or mailto to correct the profile; may be empty
	CorrectForm     Form   // where the site has a form for that; its fields are partner, url, email and text
	FeaturedUntil   Date   // while it is featured
	FeaturedReason  Text
	Finder          Finder
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
	Awards  []*AwardCard
}
