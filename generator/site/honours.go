package site

import (
	"strconv"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

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
	order       int       // place in the file
	introduced  time.Time // zero: not said
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
	Name  Text
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

// Holds says whether somebody holds the award, or held it until its day came: it was neither declined nor rescinded.
func (a *Award) Holds() bool { return a.Status == Active || a.Status == Expired }

// Counts says whether the award is a win for its recipients.
func (a *Award) Counts() bool { return a.Level.Rank == 0 && !a.Shortlisted && a.Holds() }

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

// String is the share as it is written: 1/2.
func (f Fraction) String() string {
	return strconv.FormatInt(f.Num, 10) + "/" + strconv.FormatInt(f.Den, 10)
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
