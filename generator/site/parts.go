package site

import (
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// Text is a text and the language that it is in. Lang is empty when that is the site's own language of this Site; else
// the text has not been translated, and whoever shows it marks it.
type Text struct{ S, Lang string }

// Given says whether there is a text.
func (t Text) Given() bool { return t.S != "" }

// Prose is a text in Markdown. Place is where it stands, for diagnostics of what is in it. Untrusted marks a partner's words.
type Prose struct {
	Text
	File         string
	Line, Column int
	Indent       int
	Folded       bool
	Untrusted    bool
}

// MenuLink is an entry of the menu.
type MenuLink struct {
	Label Text
	URL   string
}

// CTA is a call to action.
type CTA struct {
	Text, Label Text
	URL         string
}

// Date is a calendar date or an instant in the site's zone.
type Date struct {
	Year, Month, Day int
	Precision        record.Precision // NoDate: absent
	Time             time.Time        // its start, in the site's zone
}

// Given says whether there is a date.
func (d Date) Given() bool { return d.Precision != record.NoDate }

// Image is a picture with what is said of it. Src is a site path ("assets/…" or "static/…").
type Image struct {
	Src    string
	Alt    Text
	Credit Text
}

// Given says whether there is a picture.
func (i Image) Given() bool { return i.Src != "" }

// Quote is what somebody said.
type Quote struct {
	Text Text
	Name string
	Role Text
}

// Metric is a measured effect.
type Metric struct {
	Label, Value, Unit     Text
	Before, After          string
	Period, Source, Method Text
	Kind                   string // leading, lagging or empty
}

// Substantiated says whether the metric has a baseline, a period, a method and a source.
func (m Metric) Substantiated() bool {
	return m.Before != "" && m.Period.Given() && m.Method.Given() && m.Source.Given()
}

// Video is a film.
type Video struct {
	URL        string
	Title      Text
	Date       Date
	Duration   time.Duration
	Poster     string
	Captions   []Caption
	Transcript Prose
}

// Caption is a caption track.
type Caption struct{ Lang, Src string }
