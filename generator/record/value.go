// Package record holds the inputs of a site as they were written: one struct for each kind of file of the site contract
// (docs/format.md), every value with its place. It knows neither YAML nor files; decode fills it, site makes the truth of it.
//
// The struct tags are the schema. `key:"name"` is the key in the file; after it, separated by commas: `required`; `enum=a|b`
// for a closed choice; `id` says that the text is an id of the record's own, `ref` that it is the id of another; `text` marks what a
// translation may replace; `positive` a number above 0; `relative` an address within the site, too. `short` marks the one field that a
// plain scalar may stand for in place of the whole map, `one` a list whose only entry may stand without brackets. `alias` is an old path or id,
// `path` and `target` the two sides of a redirect, `file` a path below data/, `secret` a place of a key, never the key, `origin` a scheme and host for
// the security policy; `overlay` is a map of translations, in which nothing is required; `literal` keeps
// every scalar of a Params as text; `keys=country` checks the keys of a map. A slice of structs whose first field has no tag is a map in
// file order: that field is the key, the second, or the tagged ones, the value. Head brings `id` in an entry of a list (required unless its tag
// says `ids:"optional"`). Keys that a struct does not have are errors, so a field here is a promise in the contract.
package record

import (
	"time"

	"github.com/plaudit/plaudit/generator/diag"
)

// At is a place in the file of a record: line and column from 1, the column in runes. The zero At is "nowhere": the value is absent.
// There are many of them, so the Line of a text that a translation has put into a record also says that; In leaves it out.
type At struct{ Line, Column uint32 }

// inTranslation is added to the Line of a translated text. No file has as many lines.
const inTranslation = 1 << 31

// Given says whether the value stands in the file.
func (a At) Given() bool { return a.Line != 0 }

// In makes a position of it.
func (a At) In(file string) diag.Position {
	return diag.Position{File: file, Line: int(a.Line &^ inTranslation), Column: int(a.Column)}
}

// Text is a scalar as text, white space round it dropped. An absent or empty key gives the zero Text.
type Text struct {
	S string
	At
}

// Translate marks the text, if there is one, as what a translation has put in place of the original.
func (t *Text) Translate() {
	if t.S != "" {
		t.Line |= inTranslation
	}
}

// Translated says whether the text is in the language of the translation, and not in the site's own.
func (t Text) Translated() bool { return t.Line&inTranslation != 0 }

// Markdown is a text in Markdown. At is where its first character stands; Indent is how many columns every further line is indented
// in the file (a YAML block scalar), so that a diagnostic can name the file's own line and column. Folded says that lines of
// the text are not lines of the file (a folded or quoted scalar): then only At is exact.
type Markdown struct {
	Text
	Indent uint32
	Folded bool
}

// Bool is a yes or no; absent is neither.
type Bool struct {
	V bool
	At
}

// Number is a number as written (Text keeps its digits) and as a value.
type Number struct {
	Text
	V float64
}

// Int is a whole number.
type Int struct {
	V int64
	At
}

// Precision says how much of a date is known.
type Precision uint8

const (
	NoDate Precision = iota
	Year
	Month
	Day
	Minute // a date with a time of day
)

// Date is a calendar date, or an instant, as written (ISO 8601): `2026`, `2026-04`, `2026-04-06`, `2026-04-06T17:00:00Z`,
// `2026-02-28T23:59`. Decode has checked that it exists in the calendar. Only an instant has a time; Zoned says that it carries an offset.
type Date struct {
	Year                 int16
	Month, Day           int8 // 1 where the precision does not reach
	Precision            Precision
	Hour, Minute, Second int8
	Zoned                bool
	Offset               int32 // seconds east of UTC, when Zoned
	At
}

// DayStart is the first instant of a day in a zone. That is mostly midnight; but there are zones whose clocks are put forward at midnight (Santiago,
// Cairo, Beirut), so that the day begins at one, and such in which midnight comes twice (Havana). time.Date may give the evening before for the
// one, and the later midnight for the other. A day that a zone left out altogether begins with the next one. Month and day are as of time.Date.
func DayStart(year int, month time.Month, day int, zone *time.Location) time.Time {
	t := time.Date(year, month, day, 0, 0, 0, 0, zone)
	if zone == time.UTC {
		return t
	}
	from, to := t.ZoneBounds()
	if t.Hour() != 0 || t.Day() != time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Day() {
		if t.Hour() < 12 && t.Hour() > 0 || to.IsZero() {
			return t
		}
		return to // it is a time of the day before: this one begins when the clocks are put forward
	}
	if from.IsZero() || t.Sub(from) > 24*time.Hour {
		return t
	}
	_, before := from.Add(-time.Nanosecond).Zone()
	_, now := t.Zone()
	if first := t.Add(time.Duration(now-before) * time.Second); now < before && first.Before(from) && first.Hour() == 0 && first.Day() == t.Day() {
		return first
	}
	return t
}

// in is the date's first instant in a zone, whatever offset it carries.
func (d Date) in(zone *time.Location) time.Time {
	if d.Precision != Minute {
		return DayStart(int(d.Year), time.Month(d.Month), int(d.Day), zone)
	}
	return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), int(d.Hour), int(d.Minute), int(d.Second), 0, zone)
}

// Start is the first instant of the date in a zone; of an instant, the instant itself.
func (d Date) Start(zone *time.Location) time.Time {
	if d.Zoned {
		return d.in(time.UTC).Add(-time.Duration(d.Offset) * time.Second)
	}
	return d.in(zone)
}

// End is the first instant after the date in a zone (`until` and `expires` include their day); of an instant, the instant itself.
func (d Date) End(zone *time.Location) time.Time {
	switch d.Precision {
	case Year:
		return DayStart(int(d.Year)+1, 1, 1, zone)
	case Month:
		return DayStart(int(d.Year), time.Month(d.Month)+1, 1, zone)
	case Day:
		return DayStart(int(d.Year), time.Month(d.Month), int(d.Day)+1, zone)
	}
	return d.Start(zone)
}

// Text is the date as the sources have it: 2026, 2026-04, 2026-04-06, 2026-04-06T17:00, with seconds where they are not 0; with its own offset where it has one, as in
// RFC 3339; empty without a date.
func (d Date) Text() string {
	layout := map[Precision]string{Year: "2006", Month: "2006-01", Day: time.DateOnly, Minute: "2006-01-02T15:04"}[d.Precision]
	if layout == "" {
		return ""
	}
	switch {
	case d.Zoned:
		return d.in(time.FixedZone("", int(d.Offset))).Format(time.RFC3339)
	case d.Second != 0:
		layout += ":05"
	}
	return d.in(time.UTC).Format(layout)
}

// InClockChange says whether the time of day falls into a gap (it does not exist) or an overlap (it exists twice) of the zone.
func (d Date) InClockChange(zone *time.Location) (gap, overlap bool) {
	if d.Precision != Minute || d.Zoned {
		return false, false
	}
	wall := func(t time.Time) bool {
		return t.Hour() == int(d.Hour) && t.Minute() == int(d.Minute) && t.Day() == int(d.Day)
	}
	t := d.Start(zone)
	if !wall(t) {
		return true, false
	}
	for _, shift := range []time.Duration{-2 * time.Hour, -time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour} {
		if wall(t.Add(shift)) {
			return false, true
		}
	}
	return false, false
}

// The kinds of text that are checked by their type. All are Text with white space dropped; decode has checked their form.
type (
	// ID is an id, the record's own (`id`) or another's (`ref`): a–z, 0–9, single hyphens, at most 100 characters. References are
	// checked for existence by site, so a reference of another form is simply unknown.
	ID struct{ Text }
	// URL is an address with http or https, or root-relative where the tag says `relative`.
	URL struct{ Text }
	// Email is an e-mail address.
	Email struct{ Text }
	// Picture is the path of a picture: below static/ with a leading slash, else below assets/.
	Picture struct{ Text }
	// Country is an ISO 3166-1 alpha-2 code in upper case.
	Country struct{ Text }
	// Language is a BCP 47 tag in canonical form.
	Language struct{ Text }
	// Currency is an ISO 4217 code in upper case.
	Currency struct{ Text }
	// Color is #rgb or #rrggbb.
	Color struct{ Text }
	// URLPath is a path below base_url that begins with a slash.
	URLPath struct{ Text }
	// Duration is an ISO 8601 duration such as PT2M10S.
	Duration struct {
		Text
		V time.Duration
	}
	// Fraction is a share such as 1/2, or 0.5, or 50%.
	Fraction struct {
		Text
		Num, Den int64
	}
)

// Head says where a record comes from.
type Head struct {
	File string // the file that holds it
	Id   ID     // the file's base name, or `id:` in a list; Id.At is then the place of the record in the list
	Here At     // where the record begins
	// Overlay is set by a translation overlay: the file that the translated texts stand in.
	Overlay string
}

// Position is where the record begins.
func (h Head) Position() diag.Position { return h.Here.In(h.File) }

// Pos is the position of a place in the record's file.
func (h Head) Pos(a At) diag.Position { return a.In(h.File) }

// Params is the free corner of a record: strings, numbers (as float64), booleans, lists and maps, for themes.
type Params map[string]any
