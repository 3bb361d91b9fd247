package record

// Category is an entry of data/awards/categories.yaml.
type Category struct {
	Head
	Name        Text              `key:"name,required,text"`
	FormerNames []FormerName      `key:"former_names"`
	Description Markdown          `key:"description,text"`
	Criteria    Markdown          `key:"criteria,text"`
	Versions    []CriteriaVersion `key:"versions"`
	Group       Text              `key:"group,text"`
	Introduced  Text              `key:"introduced"` // an edition's id, or a year
	Retired     Text              `key:"retired"`
	Succeeds    []ID              `key:"succeeds,ref"`
	Winners     Text              `key:"winners,enum=several|one"`
	Sponsor     Sponsor           `key:"sponsor"`
}

// FormerName is a category's earlier name; Until is the last edition that used it.
type FormerName struct {
	Name  Text `key:"name,required,text"`
	Until Text `key:"until,required"`
	At
}

// CriteriaVersion is the criteria in force from an edition on.
type CriteriaVersion struct {
	From     Text     `key:"from,required"`
	Criteria Markdown `key:"criteria,text"`
	Weights  []Weight `key:"weights"` // a map, in file order
	At
}

// Weight is how much a criterion counts.
type Weight struct {
	Name  Text
	Value Number
}

// Sponsor pays for a category.
type Sponsor struct {
	Name Text    `key:"name,required"`
	URL  URL     `key:"url"`
	Logo Picture `key:"logo"`
	At
}

// Edition is data/awards/<edition>.yaml.
type Edition struct {
	Head
	Name        Text          `key:"name,text"`
	Date        Date          `key:"date,required"`
	Embargo     Date          `key:"embargo"`
	Venue       Text          `key:"venue,text"`
	URL         URL           `key:"url"`
	Summary     Markdown      `key:"summary,text"`
	Cover       Image         `key:"cover"`
	Timeline    []TimelineDay `key:"timeline"`
	Nominations Nominations   `key:"nominations"`
	Jury        []Person      `key:"jury"`
	Gallery     []Image       `key:"gallery"`
	Stream      Stream        `key:"stream"`
	Levels      []Level       `key:"levels"`
	Results     []Result      `key:"results"` // then those of content/awards/<edition>/, by file name
	Params      Params        `key:"params"`
}

// TimelineDay is a date of an edition.
type TimelineDay struct {
	Date  Date `key:"date,required"`
	Label Text `key:"label,required,text"`
	Until Date `key:"until"`
	At
}

// Nominations is the call for entries of an edition and what came of it.
type Nominations struct {
	Open        Date      `key:"open"`
	Close       Date      `key:"close"`
	URL         URL       `key:"url,relative"`
	Eligibility Markdown  `key:"eligibility,text"`
	Fee         Text      `key:"fee,text"`
	ByCountry   []CountOf `key:"by_country,keys=country"` // a map, in file order
	ByCategory  []CountOf `key:"by_category"`
	Count       Int       `key:"count"`
	At
}

// CountOf is one entry of a map of counts.
type CountOf struct {
	Of    Text
	Count Int
}

// Stream is where the ceremony can be watched.
type Stream struct {
	URL   URL  `key:"url,required"`
	Start Date `key:"start"`
	At
}

// Level is what a result amounts to, in rank order.
type Level struct {
	ID        ID   `key:"id,required,id"`
	Name      Text `key:"name,text"`
	Reveal    Date `key:"reveal"`
	Shortlist Bool `key:"shortlist"`
	At
}

// Result is one entry of `results`, or a file content/awards/<edition>/<name>.md (its body is the citation).
type Result struct {
	Head        `ids:"optional"` // Id is `id:`, often absent
	Category    ID               `key:"category,required,ref"`
	Partners    []ID             `key:"partners,ref"`
	Recipients  []RecipientRef   `key:"recipients"`
	Level       ID               `key:"level,ref"`
	Region      ID               `key:"region,ref"`
	Clients     []ID             `key:"clients,ref"`
	Citation    Markdown         `key:"citation,text"`
	CaseStudy   ID               `key:"case_study,ref"`
	Quote       Quote            `key:"quote"`
	Videos      []Video          `key:"videos"`
	Image       Image            `key:"image"`
	Metrics     []Metric         `key:"metrics"`
	Shares      []Fraction       `key:"shares"`
	Tie         Bool             `key:"tie"`
	Status      Text             `key:"status,enum=active|declined|rescinded|expired"`
	StatusOn    Date             `key:"status_on"`
	StatusWhy   Text             `key:"status_reason,text"`
	Replaces    ID               `key:"replaces,ref"`
	Reveal      Date             `key:"reveal"`
	Certificate Bool             `key:"certificate"`
	None        Bool             `key:"none"`
	Reason      Text             `key:"reason,text"`
	Params      Params           `key:"params"`
}

// RecipientRef is a person who received an award.
type RecipientRef struct {
	Name    Text    `key:"name,required"`
	Partner ID      `key:"partner,ref"`
	Photo   Picture `key:"photo"`
	Consent Consent `key:"consent"`
	At
}
