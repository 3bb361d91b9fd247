// Package view holds what a template may see of each kind of page, and nothing else: plain structs with no pointers back into
// the site, so that a page is a function of its view. It is the reference of theme authors; docs/themes.md follows it.
//
// Addresses in views are root-relative (they include the path of base_url), but for those named Absolute or Canonical.
package view

import "encoding/json"

// Text is a plain text. Lang and Dir (ltr, rtl) are set only when it is in another language than the page.
type Text struct{ S, Lang, Dir string }

// HTML is markup that was made from Markdown and is safe to show; templates show it with the function markup.
type HTML string

// Prose is rendered Markdown. Lang and Dir are set only when it is in another language than the page.
type Prose struct {
	HTML HTML
	Lang string
	Dir  string

	source string // what HTML is made of and depends on alone; empty: more is needed to tell
}

// Link is an address with its label. Current marks the page itself or, in a menu, the section that the page is in.
type Link struct {
	Label   Text
	URL     string
	Current bool
}

// Menu is a menu: the same for all pages that have the same entry current.
type Menu []Link

// CountLink is a link with how many records it leads to.
type CountLink struct {
	Label   Text
	URL     string
	Count   int
	Current bool
}

// Date is a date in the page's language, with its ISO 8601 form for <time datetime>. Both are empty where there is none.
type Date struct{ ISO, Text string }

// Picture is a picture at its published address. Width and Height are in pixels, 0 when unknown. Src is empty where there is none. WebP has
// the same picture in several widths, for the srcset of a <source type="image/webp"> before the <img>; it is empty where Src is all
// there is. Tone is dark for a logo of dark lines without a ground of its own, light for one of light lines: it cannot be seen
// on a ground of the kind.
type Picture struct {
	Src           string
	WebP          string
	Width, Height int
	Tone          string
	Alt           Text
	Credit        Text
}

// Logo is a partner's or client's logo. Without one Src is empty and Monogram (one or two letters) stands for it. Dark is the logo for
// dark pages, where there is one that can be seen on them. WebP, DarkWebP and Tone are as in Picture.
type Logo struct {
	Src, WebP      string
	Dark, DarkWebP string
	Width, Height  int
	Tone           string
	Alt            string
	Monogram       string
}

// Level is what an award amounts to. Rank counts from 0, the winner's.
type Level struct {
	ID   string
	Name Text
	Rank int
}

// Recipient holds an award; name, logo and tier are those of the day.
type Recipient struct {
	ID          string
	Name        Text
	URL         string // its profile; empty for a person without partner
	Logo        Logo
	Person      bool
	PartnerName Text // of a person
	PartnerURL  string
	NameNow     Text // when the partner has another name today
	Tier        Text
	Photo       Picture
	Share       string // such as 1/2
	Certificate string // address of the recipient's own certificate, when the award is joint
}

// PartnerCard is a partner in a list.
type PartnerCard struct {
	ID          string
	Name        Text
	URL         string
	Logo        Logo
	Tier        Link
	Type        Link
	Summary     Text
	Place       string // city and country
	CountryURL  string
	Former      bool
	Accepting   bool
	Specialties []Link
	Wins        int
	LatestWin   Text // edition's name
	FormerNames []string
}

// AwardCard is an award in a list.
type AwardCard struct {
	ID           string
	URL          string
	Category     Text   // its name in that edition
	CategoryURL  string // the category in that edition
	Edition      Text
	EditionID    string
	EditionURL   string
	Level        Level
	Shortlisted  bool
	Region       Link
	Recipients   []Recipient
	Withheld     int // further recipients without name
	Joint        bool
	Tie          bool
	Status       string // active, declined, rescinded, expired
	StatusOn     Date
	StatusReason Text
	Replaces     bool
	Replaced     bool
	Clients      []Link
	Citation     Text // shortened plain text
	Counts       bool // whether it is a win
}

// CaseStudyCard is a case study in a list.
type CaseStudyCard struct {
	Title    Text
	URL      string
	Summary  Text
	Client   Link
	Partners []Link
	Date     Date
	Hero     Picture
	Metrics  []Metric // at most three
}

// ClientCard is a client in a list.
type ClientCard struct {
	Name        Text
	URL         string
	Logo        Logo
	Industry    Link
	Country     string
	Awards      int
	CaseStudies int
}

// PostCard is an update, resource or event in a list.
type PostCard struct {
	Title   Text
	URL     string
	Summary Text
	Date    Date // of an event its start
	End     Date
	Place   Text
	Kind    string // of a resource
	Series  Text
	Past    bool
	ICS     string // of an event to come: address of its calendar file
}

// Metric is a measured effect. Value stands alone, or Before → After; what is a plain number there is written as the page's language does.
type Metric struct {
	Label, Value, Unit     Text
	Before, After          string
	Period, Source, Method Text
	Kind                   string // leading, lagging or empty
	Substantiated          bool
}

// Quote is what somebody said. Text is empty where there is none.
type Quote struct {
	Text Text
	Name string
	Role Text
}

// Video is a film; nothing of it is loaded before a visitor asks.
type Video struct {
	URL        string
	File       bool // a film file that the browser can play itself; else a page to open
	Title      Text
	Date       Date
	Duration   string // in words
	Poster     Picture
	Captions   []Caption
	Transcript Prose
}

// Caption is a caption track.
type Caption struct{ Lang, Label, Src string }

// Fact is a label (a key of the interface texts, facts.<Key>) with links or texts.
type Fact struct {
	Key    string
	Values []Link // URL may be empty
}

// Pager leads through a list in pages.
type Pager struct {
	Number, Total    int
	Previous, Next   string
	Pages            []PageLink
	First, Last, All int // numbers of the first and last record of this page, and of all
}

// PageLink is one page of a pager. Gap stands for pages that are left out.
type PageLink struct {
	Number  int
	URL     string
	Current bool
	Gap     bool
}

// FacetGroup is one way to narrow the directory. Key names it in the interface texts (facets.<Key>).
type FacetGroup struct {
	Key   string
	Terms []CountLink
}

// CTA is a call to action. Label is empty where there is none.
type CTA struct {
	Text, Label Text
	URL         string
}

// Heading is an entry of a body's contents.
type Heading struct {
	Level    int
	ID, Text string
}

// Alternate is the same page in another language.
type Alternate struct {
	Lang     string
	Name     string // of the language, in itself
	URL      string // root-relative
	Absolute string
	Current  bool
	Indexed  bool // whether that page is translated, and so in hreflang
}

// FeedLink is a feed of the page.
type FeedLink struct{ Title, URL, Type string }

// Organization owns the programme.
type Organization struct {
	Name     Text
	URL      string
	Email    string
	Logo     Picture
	LogoDark Picture
}

// Page is what every page has; the view of each kind embeds it. Where a view has a field of the same name (the Title of a post, the
// Description of a partner), the page's own is .Page.Title.
type Page struct {
	Kind         string // home, partners, partner, …: as in `plaudit plan`
	Lang, Dir    string
	Title        string // of the document, with the site's title
	Heading      Text   // the level-1 heading
	Description  string
	Path         string      // root-relative address of the page
	Canonical    string      // absolute
	Alternates   []Alternate // every language of the site, when there are several
	NoIndex      bool
	Preview      bool // made with --drafts or --future
	SiteTitle    string
	Home         string
	Organization Organization
	Menu         Menu
	FooterMenu   Menu
	Breadcrumbs  []Link // from home to the page itself
	Feeds        []FeedLink
	OGType       string // website, article or profile
	OGImage      string // absolute; empty where there is none
	OGDrawn      bool   // it was drawn for the page: 1200 by 630 pixels
	JSONLD       json.RawMessage
	CTA          CTA
	Analytics    Analytics
	CSP          string // the policy of the page
	Published    Date
	Modified     Date
	Params       []Param // of the record that the page is about
	SiteParams   []Param // of plaudit.yaml
}

// Param is an entry of `params`, the free corner of a record for themes: a text, or entries of its own. Entries of a map are sorted
// by name, those of a list have no names.
type Param struct {
	Name  string
	Text  string
	Items []Param
}

// Analytics is the script that the site names; Src is empty without. Script is its whole element: a template cannot write the
// names of the attributes.
type Analytics struct {
	Src        string
	Attributes []Attribute
	Script     HTML
}

// Attribute is an attribute of the analytics script.
type Attribute struct{ Name, Value string }
