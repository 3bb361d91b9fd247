package record

// Programme is data/programme/*.yaml.
type Programme struct {
	Featured      FeaturedRule
	Journey       JourneyFile
	Roadmap       RoadmapFile
	Opportunities []Opportunity
	Surveys       []Survey
	Benchmarks    BenchmarkFile
	Governance    GovernanceFile
	Scorecard     ScorecardFile
	Press         PressFile
}

// FeaturedRule is featured.yaml.
type FeaturedRule struct {
	Head
	Slots    Int  `key:"slots,positive"`
	Rotation Text `key:"rotation,enum=daily|weekly|monthly"`
}

// JourneyFile is journey.yaml.
type JourneyFile struct {
	Head
	Journeys    []Journey       `key:"journeys"`
	Changes     []JourneyChange `key:"changes"`
	Feedback    URL             `key:"feedback,relative"`
	PublishTeam Bool            `key:"publish_team"`
}

// Journey is the way of one audience from recruit to implement.
type Journey struct {
	ID       ID      `key:"id,required,id"`
	Audience Text    `key:"audience,required,text"`
	Stages   []Stage `key:"stages,required"`
	At
}

// Stage is one stage of a journey, with both sides.
type Stage struct {
	ID      ID        `key:"id,required,id"`
	Name    Text      `key:"name,required,text"`
	Partner StageSide `key:"partner"`
	Team    StageSide `key:"team"`
	At
}

// StageSide is what one side does in a stage.
type StageSide struct {
	Goal      Text   `key:"goal,text"`
	Steps     []Text `key:"steps,text"`
	Resources []ID   `key:"resources,ref"`
	Owner     Text   `key:"owner"`
	At
}

// JourneyChange is what changed and why.
type JourneyChange struct {
	Date    Date `key:"date,required"`
	Stage   ID   `key:"stage,ref"`
	Summary Text `key:"summary,required,text"`
	Because Text `key:"because,text"`
	At
}

// RoadmapFile is roadmap.yaml.
type RoadmapFile struct {
	Head
	Milestones []Milestone `key:"milestones"`
}

// Milestone is a date of the roadmap.
type Milestone struct {
	ID          ID       `key:"id,required,id"`
	Name        Text     `key:"name,required,text"`
	Due         Date     `key:"due"`
	Status      Text     `key:"status,enum=planned|open|done"`
	Criteria    Markdown `key:"criteria,text"`
	Reward      Reward   `key:"reward"`
	UsersNotice Text     `key:"users_notice,text"`
	At
}

// Reward is what a milestone gives.
type Reward struct {
	Kind Text `key:"kind,text"`
	Text Text `key:"text,text"`
	At
}

// Opportunity is an entry of opportunities.yaml.
type Opportunity struct {
	Head
	Name     Text     `key:"name,required,text"`
	Kind     Text     `key:"kind,enum=beta|early-access|co-marketing|co-investment|pilot"`
	Tiers    []ID     `key:"tiers,ref"`
	Types    []ID     `key:"types,ref"`
	From     Date     `key:"from"`
	Until    Date     `key:"until,required"`
	Criteria Markdown `key:"criteria,text"`
	Holders  []ID     `key:"holders,ref"`
	Apply    URL      `key:"apply,relative"`
}

// Survey is an entry of surveys.yaml.
type Survey struct {
	Head
	Asked    Date     `key:"asked"`
	N        Int      `key:"n"`
	Question Text     `key:"question,required,text"`
	Answers  []Answer `key:"answers"`
	WeDid    Markdown `key:"we_did,text"`
}

// Answer is how many gave an answer.
type Answer struct {
	Label   Text `key:"label,required,text"`
	Count   Int  `key:"count,required"`
	Segment Text `key:"segment,text"`
	At
}

// BenchmarkFile is benchmarks.yaml.
type BenchmarkFile struct {
	Head
	Metrics      []Benchmark `key:"metrics"`
	MinimumGroup Int         `key:"minimum_group,positive"`
}

// Benchmark is a measure that partners are compared by. Values never leave link.
type Benchmark struct {
	ID         ID        `key:"id,required,id"`
	Name       Text      `key:"name,required,text"`
	Unit       Text      `key:"unit,text"`
	Direction  Text      `key:"direction,enum=up|down|higher|lower"`
	Values     []ValueOf `key:"values"`           // a map, in file order
	ValuesFile Text      `key:"values_file,file"` // its values are added to Values
	At
}

// ValueOf is one partner's value. File is the CSV file that it stands in, "" for the record's own.
type ValueOf struct {
	Partner ID
	Value   Number
	File    string
}

// GovernanceFile is governance.yaml.
type GovernanceFile struct {
	Head
	Policies   []Policy       `key:"policies"`
	Changes    []PolicyChange `key:"changes"`
	Audits     []Audit        `key:"audits"`
	Complaints []Complaints   `key:"complaints"`
	Bodies     []Body         `key:"bodies"`
}

// Policy is a rule of the programme with its version.
type Policy struct {
	ID        ID              `key:"id,required,id"`
	Name      Text            `key:"name,required,text"`
	Version   Text            `key:"version"`
	Effective Date            `key:"effective"`
	Text      Markdown        `key:"text,text"`
	Earlier   []PolicyVersion `key:"earlier"`
	At
}

// PolicyVersion is an earlier version of a policy, kept so that it can be cited.
type PolicyVersion struct {
	Version   Text     `key:"version,required"`
	Effective Date     `key:"effective"`
	Text      Markdown `key:"text,text"`
	At
}

// PolicyChange is a change of a policy.
type PolicyChange struct {
	Date    Date `key:"date,required"`
	Policy  ID   `key:"policy,ref"`
	Summary Text `key:"summary,required,text"`
	Reason  Text `key:"reason,text"`
	At
}

// Audit is an audit of the programme.
type Audit struct {
	Date   Date `key:"date,required"`
	By     Text `key:"by,required"`
	Result Text `key:"result,text"`
	URL    URL  `key:"url,relative"`
	At
}

// Complaints are those of a year.
type Complaints struct {
	Year     Int  `key:"year,required"`
	Received Int  `key:"received"`
	Upheld   Int  `key:"upheld"`
	Note     Text `key:"note,text"`
	At
}

// Body is who decides.
type Body struct {
	Name    Text   `key:"name,required,text"`
	Role    Text   `key:"role,text"`
	Members []Text `key:"members"`
	At
}

// ScorecardFile is scorecard.yaml.
type ScorecardFile struct {
	Head
	Leading []Measure `key:"leading"`
	Lagging []Measure `key:"lagging"`
}

// Measure is a measure of the programme.
type Measure struct {
	ID       ID        `key:"id,required,id"`
	Name     Text      `key:"name,required,text"`
	Unit     Text      `key:"unit,text"`
	Target   Number    `key:"target"`
	Readings []Reading `key:"readings"`
	At
}

// Reading is a measure's value in a period.
type Reading struct {
	Period Text   `key:"period,required,text"`
	Value  Number `key:"value,required"`
	At
}

// PressFile is press.yaml.
type PressFile struct {
	Head
	Boilerplate Markdown     `key:"boilerplate,text"`
	Contact     PressContact `key:"contact"`
	Logos       []PressLogo  `key:"logos"`
	BadgeRules  Markdown     `key:"badge_rules,text"`
}

// PressContact is whom journalists ask.
type PressContact struct {
	Name  Text  `key:"name"`
	Email Email `key:"email"`
	Phone Text  `key:"phone"`
	URL   URL   `key:"url"`
	At
}

// PressLogo is a logo for the press: a path, or {src, alt, label}.
type PressLogo struct {
	Src   Picture `key:"src,required,short"`
	Alt   Text    `key:"alt,text"`
	Label Text    `key:"label,text"`
	At
}
