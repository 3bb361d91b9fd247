package record

// Partner is data/partners/<id>.yaml, or an entry of data/partners.yaml.
type Partner struct {
	Head
	Name           Text            `key:"name,required,text"`
	Status         Text            `key:"status,enum=active|former"`
	Tier           []TierSpan      `key:"tier,one"` // an id, or a list of spans
	Type           ID              `key:"type,ref"`
	Summary        Text            `key:"summary,text"`
	Description    Markdown        `key:"description,text"`
	Website        URL             `key:"website"`
	Logo           Picture         `key:"logo"`
	LogoDark       Picture         `key:"logo_dark"`
	LogoAlt        Text            `key:"logo_alt,text"`
	Cover          Image           `key:"cover"`
	Country        Country         `key:"country"`
	City           Text            `key:"city,text"`
	Offices        []Office        `key:"offices"`
	Serves         []Country       `key:"serves"`
	Regions        []ID            `key:"regions,ref"`
	Languages      []Language      `key:"languages"`
	Specialties    []ID            `key:"specialties,ref"`
	Industries     []ID            `key:"industries,ref"`
	Products       []ID            `key:"products,ref"`
	Integrations   []Integration   `key:"integrations"`
	Founded        Date            `key:"founded"`
	TeamSize       TeamSize        `key:"team_size"`
	Since          Date            `key:"since"`
	Accepting      Bool            `key:"accepting_clients"`
	Budget         Budget          `key:"budget"`
	Certifications []Certification `key:"certifications"`
	Contact        Contact         `key:"contact"`
	Social         []SocialLink    `key:"social"` // a map, in file order
	Verified       Date            `key:"verified"`
	Featured       []FeaturedSpan  `key:"featured,one"` // one span or a list
	Identities     []Identity      `key:"identities"`
	Aliases        []Text          `key:"aliases,alias"`
	Successor      ID              `key:"successor,ref"`
	Consent        PartnerConsent  `key:"consent"`
	Private        Private         `key:"private"`
	Params         Params          `key:"params"`
}

// AnyLogo is where the partner's first logo stands, of today or of earlier days: what its consent to logos is needed for. ok is false without one.
func (p *Partner) AnyLogo() (at At, ok bool) {
	all := []Picture{p.Logo, p.LogoDark}
	for _, i := range p.Identities {
		all = append(all, i.Logo)
	}
	for _, logo := range all {
		if logo.S != "" {
			return logo.At, true
		}
	}
	return At{}, false
}

// Private marks that a record has private data. Its content is not kept: what is not here cannot leak.
// Words are the texts in it, for the search of the finished outputs only.
type Private struct {
	Words []string
	At
}

// TierSpan is a tier and when it held.
type TierSpan struct {
	ID    ID   `key:"id,required,ref,short"`
	From  Date `key:"from"`
	Until Date `key:"until"`
	At
}

// Office is a place of work.
type Office struct {
	City    Text    `key:"city,text"`
	Country Country `key:"country,required"`
	At
}

// Integration is what a technology partner connects.
type Integration struct {
	Name       Text   `key:"name,required"`
	Docs       URL    `key:"docs"`
	Version    Text   `key:"version"`
	Status     Text   `key:"status,enum=current|beta|deprecated"`
	DataShared []Text `key:"data_shared,text"`
	ReplacedBy Text   `key:"replaced_by"`
	At
}

// TeamSize is a number or a range: `51-200`. To is -1 for an open range (`5001+`).
type TeamSize struct {
	Text
	From, To int64
}

// Budget is from when a partner takes projects.
type Budget struct {
	From     Number   `key:"from,required,positive"`
	Currency Currency `key:"currency,required"`
	At
}

// Certification is a certificate of a third party.
type Certification struct {
	Name    Text `key:"name,required"`
	Issued  Date `key:"issued"`
	Expires Date `key:"expires"`
	URL     URL  `key:"url"`
	At
}

// Contact is how to reach a partner.
type Contact struct {
	Email Email `key:"email"`
	Phone Text  `key:"phone"`
	URL   URL   `key:"url"`
	At
}

// SocialLink is one address of `social`.
type SocialLink struct {
	Network Text
	URL     URL
}

// FeaturedSpan is when a partner is eligible as featured.
type FeaturedSpan struct {
	From   Date `key:"from"`
	Until  Date `key:"until,required"`
	Reason Text `key:"reason,required,text"`
	At
}

// Identity is an earlier name and logo.
type Identity struct {
	Name  Text    `key:"name,required"`
	Logo  Picture `key:"logo"`
	Until Date    `key:"until,required"`
	At
}

// PartnerConsent is what a partner allows.
type PartnerConsent struct {
	Listed  Consent `key:"listed"`
	Logo    Consent `key:"logo"`
	Quotes  Consent `key:"quotes"`
	Metrics Consent `key:"metrics"`
	People  Consent `key:"people"`
	GivenOn Date    `key:"given"`
	By      Text    `key:"by"`
	At
}

// Client is an entry of data/clients.yaml.
type Client struct {
	Head
	Name     Text          `key:"name,required,text"`
	Website  URL           `key:"website"`
	Logo     Picture       `key:"logo"`
	LogoDark Picture       `key:"logo_dark"`
	Industry ID            `key:"industry,ref"`
	Country  Country       `key:"country"`
	Consent  ClientConsent `key:"consent"`
	Aliases  []Text        `key:"aliases,alias"`
}

// ClientConsent is what a client allows.
type ClientConsent struct {
	Listed  Consent `key:"listed"`
	Logo    Consent `key:"logo"`
	Quotes  Consent `key:"quotes"`
	Metrics Consent `key:"metrics"`
	At
}

// Tier is an entry of data/tiers.yaml, in rank order.
type Tier struct {
	Head
	Name     Text       `key:"name,required,text"`
	Summary  Text       `key:"summary,text"`
	Criteria []Markdown `key:"criteria,text"`
	Benefits []Benefit  `key:"benefits"`
	Review   Review     `key:"review"`
	Color    Color      `key:"color"`
}

// Benefit is what a tier gives.
type Benefit struct {
	Kind Text `key:"kind,enum=financial|reputation|capability"`
	Text Text `key:"text,required,text"`
	At
}

// Review says how often a tier is reviewed.
type Review struct {
	Every Text `key:"every,text"`
	Next  Date `key:"next"`
	At
}

// Terms is data/terms.yaml. A taxonomy whose list stands in the file is closed.
type Terms struct {
	File        string
	Specialties []Term          `key:"specialties"`
	Industries  []Term          `key:"industries"`
	Products    []Term          `key:"products"`
	Types       []Term          `key:"types"`
	Sizes       []Size          `key:"sizes"`
	Regions     []Region        `key:"regions"`
	Closed      map[string]bool // by key: a list stands in the file
}

// Term is a term of a taxonomy.
type Term struct {
	Head
	Name        Text `key:"name,required,text"`
	Description Text `key:"description,text"`
	Group       Text `key:"group,text"`
}

// Size is a band of team sizes. Without To it is open.
type Size struct {
	Head
	Name Text `key:"name,text"`
	From Int  `key:"from,required"`
	To   Int  `key:"to"`
}

// Region is a group of countries.
type Region struct {
	Head
	Name      Text      `key:"name,required,text"`
	Countries []Country `key:"countries,required"`
}
