package site

import (
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

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
	Translated                                    bool
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
