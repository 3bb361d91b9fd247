package record

// Post is the front matter that updates, resources, events, pages and case studies share, with the body.
type Post struct {
	Head
	Title   Text     `key:"title,required,text"`
	Date    Date     `key:"date"`
	Updated Date     `key:"updated"`
	Summary Text     `key:"summary,text"`
	Draft   Bool     `key:"draft"`
	Publish Date     `key:"publish"`
	With    ID       `key:"with,ref"` // an edition: published when its results are revealed
	Expires Date     `key:"expires"`
	Aliases []Text   `key:"aliases,alias"`
	Layout  Text     `key:"layout"`
	CTA     CTA      `key:"cta"`
	Params  Params   `key:"params"`
	Body    Markdown // from below the front matter
}

// CaseStudy is content/case-studies/<id>.md.
type CaseStudy struct {
	Post
	Partners    []ID         `key:"partners,required,ref"`
	Client      ID           `key:"client,ref"`
	Industries  []ID         `key:"industries,ref"`
	Specialties []ID         `key:"specialties,ref"`
	Products    []ID         `key:"products,ref"`
	Country     Country      `key:"country"`
	Metrics     []Metric     `key:"metrics"`
	Quote       Quote        `key:"quote"`
	Approvals   Approvals    `key:"approvals"`
	Investment  []Investment `key:"investment"`
	Hero        Image        `key:"hero"`
	Videos      []Video      `key:"videos"`
}

// Approvals says when each side approved a case study.
type Approvals struct {
	Client  Date `key:"client"`
	Partner Date `key:"partner"`
	At
}

// Investment is who financed what of a joint project. By is a partner's or the client's id, or a name in plain words.
type Investment struct {
	By    Text     `key:"by,required"`
	Share Fraction `key:"share"` // a percentage: 40 is 40 %
	Kind  Text     `key:"kind,text"`
	At
}

// Page is content/pages/**/*.md. Its id is its path below content/pages without the ending.
type Page struct {
	Post
	Menu MenuEntry `key:"menu"`
}

// MenuEntry puts a page into the menu: true, a label, or {label, order}.
type MenuEntry struct {
	Label Text `key:"label,text"`
	Order Int  `key:"order"`
	Show  bool
	At
}

// Update is content/updates/<id>.md.
type Update struct {
	Post
	Menu     MenuEntry `key:"menu"`
	Partners []ID      `key:"partners,ref"`
	Awards   []ID      `key:"awards,ref"`
	Author   Text      `key:"author"`
}

// Resource is content/resources/<id>.md.
type Resource struct {
	Post
	Menu     MenuEntry `key:"menu"`
	Partners []ID      `key:"partners,ref"`
	Awards   []ID      `key:"awards,ref"`
	Author   Text      `key:"author"`
	Stage    ID        `key:"stage,ref"` // a stage of a journey
	Audience ID        `key:"audience"`
	Kind     Text      `key:"kind,enum=guide|course|sandbox|kit|template"`
	Series   Text      `key:"series,text"`
	Order    Int       `key:"order"`
	URL      URL       `key:"url,relative"`
}

// Event is content/events/<id>.md.
type Event struct {
	Post
	Menu     MenuEntry `key:"menu"`
	Partners []ID      `key:"partners,ref"`
	Awards   []ID      `key:"awards,ref"`
	Author   Text      `key:"author"`
	Start    Date      `key:"start,required"`
	End      Date      `key:"end"`
	Place    Text      `key:"place,text"`
	URL      URL       `key:"url"`
}
