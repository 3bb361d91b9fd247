package view

// Featured is /featured/: the rule by which partners are featured, and all that it is reckoned from.
type Featured struct {
	Page
	Intro    Prose
	Slots    int
	Every    string // daily, weekly, monthly
	Zone     string // IANA name
	Start    Date   // of the first period that is reckoned
	Period   Date   // first day of today's
	Next     Date   // of the next one
	Turns    []Turn
	Since    Date // exposure is counted from here
	Until    Date // to here, the last day before today's period
	Days     int  // of that time
	Exposure []Exposure
	Pager    Pager // of both tables
}

// Turn is a partner's place in today's order.
type Turn struct {
	Place   int
	Partner Link
	Shown   bool // in one of the slots
	Stood   bool // when the last period ended
	Hashed  string
	SHA256  string
	Until   Date // of its being eligible
	Reason  Text
}

// Exposure is on how many days a partner stood in a slot. Share is of the days on which it could have, in per cent.
type Exposure struct {
	Partner               Link
	Days, Eligible, Share int
}

// Benchmarks is /benchmarks/.
type Benchmarks struct {
	Page
	Intro   Prose
	Minimum int // partners in a group at least
	Metrics []Benchmark
}

// Benchmark is quartiles of a measure. The first group is that of all partners; there is none when too little may be told.
type Benchmark struct {
	ID         string
	Name, Unit Text
	Better     string // up, down or empty
	Groups     []QuartileGroup
	Low, High  string // numbers at the ends of the plots
	LowValue   string // the same as decimals, for scripts
	HighValue  string
}

// QuartileGroup is the groups of one dimension: tier, region, type, size, or empty for all partners.
type QuartileGroup struct {
	Dimension string
	Rows      []Quartiles
}

// Quartiles are those of a group.
type Quartiles struct {
	Label                Text
	Partners             int
	Lower, Median, Upper string // as the language writes them
	LowerValue           string // the same as decimals, for scripts
	MedianValue          string
	UpperValue           string
	From, Middle, Width  string // of the plot, in per cent of its width
}

// Scorecard is /scorecard/.
type Scorecard struct {
	Page
	Intro    Prose
	Measures []MeasureGroup
}

// MeasureGroup is the measures of one kind: leading or lagging.
type MeasureGroup struct {
	Kind     string
	Measures []Measure
}

// Measure is a measure of the programme with its readings, oldest first.
type Measure struct {
	ID         string
	Name, Unit Text
	Target     string // empty without
	Latest     Reading
	Readings   []Reading
	Line       string // the readings as points of a polyline in a box of 240 by 90
	TargetY    int    // of the target in that box
	ZeroY      int    // and of zero
}

// Reading is a measure's value in a period, and its place in the drawing.
type Reading struct {
	Period Text
	Value  string
	X, Y   int
}

// Governance is /governance/. Anchors of what can be cited: policy-<id>, policy-<id>-<version>, change-<number>, audit-<number>, year-<year>.
type Governance struct {
	Page
	Intro      Prose
	Policies   []GovernancePolicy
	Changes    []PolicyChange // newest first
	Audits     []Audit        // newest first
	Complaints []Complaints   // by year, newest first
	Bodies     []GovernanceBody
}

// GovernancePolicy is a policy in the version in force, or soon to be.
type GovernancePolicy struct {
	ID      string
	Name    Text
	Current PolicyVersion
	Future  bool // not in force yet
	Earlier []PolicyVersion
	Changes []PolicyChange
}

// PolicyVersion is a version of a policy. Cite is the sentence to cite it by.
type PolicyVersion struct {
	Anchor    string
	Version   string
	Effective Date
	Text      Prose
	Cite      string
	URL       string // absolute, of the anchor
	InForce   bool   // an earlier one, while the current one is to come
}

// PolicyChange is a change of a policy. Anchor is empty where the change is shown below its policy.
type PolicyChange struct {
	Anchor          string
	Date            Date
	Policy          Link
	Summary, Reason Text
}

// Audit is an audit of the programme.
type Audit struct {
	Anchor string
	Date   Date
	By     string
	Result Text
	URL    string
}

// Complaints are those of a year, and the awards that were rescinded in it.
type Complaints struct {
	Year             int
	Given            bool // whether there are numbers of complaints
	Received, Upheld int
	Note             Text
	Rescinded        []Link
}

// GovernanceBody is who decides.
type GovernanceBody struct {
	Name, Role Text
	Members    []string
}

// Journey is /journey/.
type Journey struct {
	Page
	Intro    Prose
	Journeys []AudienceJourney
	Changes  []JourneyChange // newest first
	Feedback string          // address
}

// AudienceJourney is the way of one audience. Goal is what the last stage leads to; Start is the first stage.
type AudienceJourney struct {
	ID       string
	Audience Text
	Goal     Text
	Start    Stage
	Stages   []Stage
	Team     bool // whether the team's side is published
}

// Stage is a stage with both sides.
type Stage struct {
	Anchor    string
	Number    int
	Name      Text
	Partner   StageSide
	Team      StageSide
	Resources []*PostCard
}

// StageSide is what one side does.
type StageSide struct {
	Goal  Text
	Steps []Text
	Owner string
}

// JourneyChange is what changed, and why.
type JourneyChange struct {
	Date             Date
	Stage            Link
	Summary, Because Text
}

// Roadmap is /roadmap/.
type Roadmap struct {
	Page
	Intro      Prose
	Milestones []Milestone
	Done       int
}

// Milestone is a date of the roadmap. Status is planned, open or done. Today marks the first that is still to come.
type Milestone struct {
	ID          string
	Name        Text
	Due         Date
	Status      string
	Past        bool
	Today       bool
	Criteria    Prose
	RewardKind  string
	Reward      Text
	UsersNotice Text
}

// Opportunities is /opportunities/.
type Opportunities struct {
	Page
	Intro         Prose
	Opportunities []Opportunity // the first to end first
}

// Opportunity is something that partners can take part in. Without Tiers and Types it is open to all.
type Opportunity struct {
	ID           string
	Name         Text
	Kind         string // beta, early-access, co-marketing, co-investment, pilot; may be empty
	Tiers, Types []Link
	From, Until  Date
	Criteria     Prose
	Holders      []*PartnerCard
	Apply        string
}

// Voice is /voice/: what partners were asked, what they said, and what was done.
type Voice struct {
	Page
	Intro   Prose
	Surveys []Survey // newest first
}

// Survey is a question with its answers.
type Survey struct {
	ID       string
	Asked    Date
	N        int // who answered; 0 when it is not said
	Question Text
	Segments []SurveySegment
	WeDid    Prose
}

// SurveySegment is the answers of some of those who were asked. Name is empty for all.
type SurveySegment struct {
	Name    Text
	Answers []Answer
}

// Answer is how many gave an answer. Share is of the segment's answers, in per cent.
type Answer struct {
	Label        Text
	Count, Share int
}
