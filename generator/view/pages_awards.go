package view

// Awards is the hall of fame, /awards/.
type Awards struct {
	Page
	Editions      []EditionHead
	Categories    []CategoryGroup
	Most          []Ranked
	Streaks       []Streak
	Firsts        []First // of countries
	MostByCountry []RankedGroup
	ByCategory    []HallCategory
	Total         int // wins in all editions
	Intro         Prose
}

// RankedGroup is a ranking within a country.
type RankedGroup struct {
	Label Text
	URL   string
	Ranks []Ranked
}

// HallCategory is a category in the hall of fame: who has won it most often, and who was the first.
type HallCategory struct {
	Label        Text
	URL          string   // the archive, which has the whole ranking
	Leaders      []Ranked // of the first rank
	More         int      // others who share it
	Count        int      // their awards
	First        []*AwardCard
	FirstEdition Text
}

// Ranked is a place in a ranking; equal counts share a rank.
type Ranked struct {
	Rank    int
	Partner *PartnerCard
	Count   int
	Awards  []*AwardCard // those that it counts
}

// Streak is wins of one category in consecutive editions in which it was held.
type Streak struct {
	Rank     int
	Partner  Link
	Category Link
	Length   int
	From, To Text // names of the editions
	Awards   []*AwardCard
}

// First is the first winner from a country.
type First struct {
	Country string
	URL     string // of the country in the directory; may be empty
	Award   *AwardCard
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
	Newsletter   string // address of the edition as a newsletter; may be empty
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
	Anchor string // the id of the place, by which credentials name what was achieved; only on the page of a category in an edition
	Awards []*AwardCard
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
	Category     CategoryHead // today's
	Name         Text         // in that edition
	NowCalled    Text         // when it has another name today
	Description  Prose
	Criteria     Prose
	Weights      []Weight
	Results      CategoryResults
	Newer, Older Link // the category in other editions
	Nominations  int
	Further      []string // anchors of the levels that begin on a later page
	Pager        Pager
}

// Category is the archive /awards/categories/<category>/.
type Category struct {
	Page
	Name        Text
	FormerNames []CategoryName
	Group       Text
	Description Prose
	Criteria    Prose             // in force today
	Versions    []CriteriaVersion // newest first
	Weights     WeightTable
	Succeeds    []Link
	SucceededBy []Link
	Before      []Kinship
	After       []Kinship
	Lineage     []Generation // the whole chain, where it goes further
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

// CategoryYear is a category in one edition.
type CategoryYear struct {
	Edition EditionHead
	Name    Text
	Renamed bool // another name than in the edition before
	URL     string
	None    bool
	Reason  Text
	Levels  []LevelResults
	Judged  CriteriaPoint // the criteria in force, where there are several versions
	Gap     Gap           // between it and the year before
}

// Award is a winner page.
type Award struct {
	Page
	Award        *AwardCard
	Citation     Prose
	Quote        Quote
	Metrics      []Metric
	Videos       []Video
	Image        Picture
	CaseStudy    *CaseStudyCard
	Others       []*AwardCard // of the same category and edition
	Sponsor      Sponsor
	Newer, Older Link // the category in other editions
	CategoryNow  Link // when the category has another name today
	Certificate  string
	Replaces     *AwardCard
	ReplacedBy   *AwardCard
	ExpiresOn    Date
	Edition      EditionHead
	Updates      []*PostCard
	Resources    []*PostCard
	Events       []*PostCard
	ShareLinks   []Link // plain links, no script
	Proofs       Proofs // of a joint award those of all its recipients together
	Embed        EmbedCode
}

// Certificate is /certificates/<award-id>/ and a recipient's own of a joint award.
type Certificate struct {
	Page
	Award       *AwardCard
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
	Drawing     string // the certificate as it is drawn, an SVG of A4's proportions; its texts are the view's. Empty where it is not made
	Credential  Credential
	Proofs      Proofs
}

// Signatory signs certificates.
type Signatory struct {
	Name      string
	Role      Text
	Signature Picture
}
