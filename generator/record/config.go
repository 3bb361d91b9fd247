package record

// Config is plaudit.yaml.
type Config struct {
	File         string
	Title        Text             `key:"title,required,text"`
	BaseURL      URL              `key:"base_url"`
	Organization Organization     `key:"organization,required"`
	Requires     Text             `key:"requires"`
	Language     Language         `key:"language"`
	Languages    []SiteLanguage   `key:"languages,overlay"` // a map, in file order
	Timezone     Text             `key:"timezone"`
	Theme        Text             `key:"theme"`
	ThemeOptions Params           `key:"theme_options,literal"` // scalars stay text; the theme's theme.yaml gives the types
	OptionsAt    map[string]At    // where each theme option stands
	URLs         Text             `key:"urls,enum=directory|file"`
	PageSize     Int              `key:"page_size,positive"`
	Menu         []Link           `key:"menu"`
	CTA          CTA              `key:"cta"`
	Testimonials []Testimonial    `key:"testimonials"`
	ClientsShown []ID             `key:"clients_shown,ref"`
	Consent      ConsentPolicy    `key:"consent"`
	CaseStudies  CaseStudyPolicy  `key:"case_studies"`
	Landing      []Landing        `key:"landing"`
	Kits         Kits             `key:"kits"`
	Outputs      Outputs          `key:"outputs"`
	Diagnostics  []DiagnosticRule `key:"diagnostics"` // a map, in file order
	Forms        Forms            `key:"forms"`
	Analytics    Analytics        `key:"analytics"`
	CSP          CSP              `key:"csp"`
	Certificate  CertificateLook  `key:"certificate"`
	Credentials  Credentials      `key:"credentials"`
	Redirects    []Redirect       `key:"redirects"` // those of data/redirects.csv come after them
	Gone         []Gone           `key:"gone"`
	Markdown     MarkdownOptions  `key:"markdown"`
	Params       Params           `key:"params"`
}

// Pos is the position of a place in plaudit.yaml.
func (c *Config) Head() Head { return Head{File: c.File, Here: At{Line: 1, Column: 1}} }

// Organization owns the programme and issues the awards.
type Organization struct {
	Name     Text    `key:"name,required,text"`
	URL      URL     `key:"url"`
	Email    Email   `key:"email"`
	Logo     Picture `key:"logo"`
	LogoDark Picture `key:"logo_dark"`
	SameAs   []URL   `key:"same_as"`
	At
}

// SiteLanguage is a further language of the site, with the texts of plaudit.yaml in it.
type SiteLanguage struct {
	Tag          Language
	Title        Text          `key:"title"`
	Organization OrgTexts      `key:"organization"`
	Menu         []Link        `key:"menu"`
	CTA          CTA           `key:"cta"`
	Testimonials []Testimonial `key:"testimonials"`
	At
}

// OrgTexts are the texts of the organization in another language.
type OrgTexts struct {
	Name Text `key:"name"`
	URL  URL  `key:"url"`
	At
}

// Testimonial is praise on the home page.
type Testimonial struct {
	Text         Text `key:"text,required,text"`
	Name         Text `key:"name,required"`
	Role         Text `key:"role,text"`
	Organization Text `key:"organization"`
	At
}

// ConsentPolicy says what is withheld unless a record says yes.
type ConsentPolicy struct {
	Required []Text `key:"required,enum=logo|quotes|metrics|people"`
	At
}

// CaseStudyPolicy says whether case studies need approvals.
type CaseStudyPolicy struct {
	Approvals Text `key:"approvals,enum=optional|required"`
	At
}

// Landing is a combined facet page.
type Landing struct {
	ID        ID       `key:"id,required,id"`
	Specialty ID       `key:"specialty,ref"`
	Region    ID       `key:"region,ref"`
	Country   Country  `key:"country"`
	Industry  ID       `key:"industry,ref"`
	Product   ID       `key:"product,ref"`
	Title     Text     `key:"title,required,text"`
	Text      Markdown `key:"text,text"`
	At
}

// Kits limits what a winner's kit holds.
type Kits struct {
	Formats   []Text     `key:"formats,enum=pdf|png|svg|text"`
	Languages []Language `key:"languages"`
	At
}

// Outputs switches kinds of output off.
type Outputs struct {
	PDF         Bool `key:"pdf"`
	Badges      Bool `key:"badges"`
	Kits        Bool `key:"kits"`
	ShareImages Bool `key:"share_images"`
	Credentials Bool `key:"credentials"`
	At
}

// DiagnosticRule changes a warning for good.
type DiagnosticRule struct {
	Code  Text
	Level Text // off, warning or error
}

// Forms says where forms post to.
type Forms struct {
	Nominate Form `key:"nominate"`
	Contact  Form `key:"contact"`
	Correct  Form `key:"correct"`
	At
}

// Form is where one form posts to.
type Form struct {
	Action URL `key:"action,required"`
	At
}

// Analytics is a script of the site's choice.
type Analytics struct {
	Src        URL         `key:"src,required"`
	Attributes []Attribute `key:"attributes"` // a map, in file order
	At
}

// Attribute is one attribute of the analytics script.
type Attribute struct{ Name, Value Text }

// CSP holds origins that are added to the policy.
type CSP struct {
	Img     []Text `key:"img,origin"`
	Frame   []Text `key:"frame,origin"`
	Connect []Text `key:"connect,origin"`
	Script  []Text `key:"script,origin"`
	Form    []Text `key:"form,origin"`
	At
}

// CertificateLook is what certificates carry.
type CertificateLook struct {
	Signatories []Signatory `key:"signatories"`
	Template    Text        `key:"template"`
	Paper       []Text      `key:"paper,enum=a4|letter"`
	At
}

// Signatory signs certificates.
type Signatory struct {
	Name      Text    `key:"name,required"`
	Role      Text    `key:"role,text"`
	Signature Picture `key:"signature"`
	At
}

// Credentials says where the signing key is, never the key itself.
type Credentials struct {
	Key     Text         `key:"key,secret"` // env:NAME or file:PATH outside the site
	Retired []RetiredKey `key:"retired"`
	At
}

// RetiredKey is a public key that signed before.
type RetiredKey struct {
	Public Text `key:"public,required"`
	Until  Date `key:"until"`
	At
}

// Redirect sends an old path to a new one. From may end in `*`; then To may, too.
type Redirect struct {
	File string
	From Text `key:"from,required,path"`
	To   Text `key:"to,required,target"`
	At
}

// Gone is an address that was given up on purpose.
type Gone struct {
	Path   URLPath `key:"path,required"`
	On     Date    `key:"on"`
	Reason Text    `key:"reason,text"`
	At
}

// MarkdownOptions are the site's Markdown settings.
type MarkdownOptions struct {
	RawHTML Bool `key:"raw_html"`
	At
}
