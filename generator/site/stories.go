package site

import (
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// Post is what case studies, updates, resources, events and pages share.
type Post struct {
	ID         string
	At         diag.Position
	Title      Text
	Date       Date
	Updated    Date
	Summary    Text
	Body       Prose
	Layout     string
	CTA        *CTA
	Params     record.Params
	Translated bool
	Draft      bool // shown by --drafts only
	Future     bool // shown by --future only
}

// CaseStudy is what a partner did for a client.
type CaseStudy struct {
	Post
	Partners                            []*Partner // as written
	Client                              *Client
	Industries                          []*Term
	Specialties                         []*Term
	Products                            []*Term
	Country                             string
	Metrics                             []Metric
	Quote                               *Quote
	ApprovedByClient, ApprovedByPartner Date
	Investment                          []Investment
	Hero                                Image
	Videos                              []Video
	Awards                              []*Award // that name it, newest first
	Newer, Older                        *CaseStudy
}

// Investment is who financed what.
type Investment struct {
	Partner *Partner // or
	Client  *Client  // or
	Name    string
	Percent float64
	Kind    Text
}

// Update is a news item.
type Update struct {
	Post
	Partners []*Partner
	Awards   []*Award
	Author   string
}

// Resource is what partners learn from.
type Resource struct {
	Post
	Partners []*Partner
	Awards   []*Award
	Author   string
	Stage    string
	Audience string
	Kind     string
	Series   Text
	Order    int
	URL      string

	StageName    Text // empty when there is no such stage
	AudienceName Text // Audience, with its language
	stagePlace   int  // in the journeys
}

// Event is a webinar, ceremony or training.
type Event struct {
	Post
	Partners   []*Partner
	Awards     []*Award
	Author     string
	Start, End Date
	Past       bool
	Place      Text
	URL        string
}

// Page is a page of the site's own.
type Page struct {
	Post
	InMenu    bool
	MenuLabel Text
	MenuOrder int
}
