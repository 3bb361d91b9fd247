package export

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Calendar writes an .ics file (RFC 5545) for a planned output of kind plan.Calendar: that of an event, of all events, of a day of a call
// for entries, or of a whole call with its opening, its close and the days of its timeline.
func Calendar(o *plan.Output, l Language) []byte {
	c := calendar{l: l}
	c.begin()
	switch subject := o.Subject.(type) {
	case *site.Event:
		c.event(subject)
	case plan.AllEvents:
		for _, e := range o.Site.Events {
			c.event(e)
		}
	case *site.Edition:
		c.call(subject)
	case site.Deadline:
		c.deadline(subject)
	}
	return c.end()
}

type calendar struct {
	b strings.Builder
	l Language
}

func (c *calendar) begin() {
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//plaudit//plaudit//EN")
	c.line("CALSCALE:GREGORIAN")
	c.line("METHOD:PUBLISH")
}

func (c *calendar) end() []byte {
	c.line("END:VCALENDAR")
	return []byte(c.b.String())
}

// entry is one VEVENT.
type entry struct {
	uid         string
	stamp       time.Time // of the record's last change: DTSTAMP
	start, end  site.Date
	title       string
	description string
	place       string
	url         string
}

func (c *calendar) event(e *site.Event) {
	address := c.l.Addresses.Absolute(c.l.Addresses.Post("events", e.ID))
	c.entry(entry{
		uid: address, stamp: firstDate(e.Updated, e.Date, e.Start), start: e.Start, end: e.End,
		title: e.Title.S, description: e.Summary.S, place: e.Place.S, url: address,
	})
}

// call writes the days of a call for entries.
func (c *calendar) call(e *site.Edition) {
	for _, d := range site.Deadlines(e) {
		c.deadline(d)
	}
}

// deadline writes one day of a call. Its stamp is the opening, or the edition's date: what is known of the record.
func (c *calendar) deadline(d site.Deadline) {
	e := d.Edition
	page := c.l.Addresses.Absolute(c.l.Addresses.Root("nominate/"))
	stamp := e.Date
	if e.Nominations != nil && e.Nominations.Open.Given() {
		stamp = e.Nominations.Open
	}
	label := d.Label.S
	if d.Key == "open" || d.Key == "close" {
		label = c.l.T("call." + d.Key + "-label")
	}
	c.entry(entry{uid: page + "#" + e.ID + "-" + d.Key, stamp: firstDate(stamp), start: d.From, end: d.Until, title: e.Name.S + ": " + label, url: page})
}

// firstDate is the first of the dates that is given.
func firstDate(dates ...site.Date) time.Time {
	for _, d := range dates {
		if d.Given() {
			return d.Time
		}
	}
	return time.Unix(0, 0)
}

// entry writes a VEVENT. Dates are whole days, instants are in UTC; one that is known to its month only has no day and is left out.
func (c *calendar) entry(e entry) {
	if e.start.Precision < record.Day {
		return
	}
	c.line("BEGIN:VEVENT")
	c.line("UID:" + escapeText(e.uid))
	c.line("DTSTAMP:" + utc(e.stamp))
	if e.start.Precision == record.Minute {
		c.line("DTSTART:" + utc(e.start.Time))
		end := e.end.Time
		if e.end.Precision == record.Day {
			end = e.end.Time.AddDate(0, 0, 1)
		}
		if e.end.Precision >= record.Day && end.After(e.start.Time) {
			c.line("DTEND:" + utc(end))
		}
	} else {
		last := e.start
		if e.end.Precision >= record.Day && e.end.Time.After(e.start.Time) {
			last = e.end
		}
		c.line("DTSTART;VALUE=DATE:" + day(e.start, 0))
		c.line("DTEND;VALUE=DATE:" + day(last, 1)) // the first day after it
	}
	c.line("SUMMARY:" + escapeText(e.title))
	if e.description != "" {
		c.line("DESCRIPTION:" + escapeText(e.description))
	}
	if e.place != "" {
		c.line("LOCATION:" + escapeText(e.place))
	}
	c.line("URL:" + percent(e.url, ""))
	c.line("TRANSP:TRANSPARENT")
	c.line("END:VEVENT")
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func day(d site.Date, plus int) string {
	return time.Date(d.Year, time.Month(d.Month), d.Day+plus, 0, 0, 0, 0, time.UTC).Format("20060102")
}

// escapeText writes a text value: RFC 5545, 3.3.11. Line ends are \n, other control characters are left out.
func escapeText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteByte(' ')
		case r < ' ' || r >= 0x7f && r <= 0x9f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// line writes a content line, folded so that no line is longer than 75 octets, never inside a character: RFC 5545, 3.1.
func (c *calendar) line(s string) {
	most := 75
	for len(s) > most {
		cut := most
		for cut > 1 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		c.b.WriteString(s[:cut] + "\r\n ")
		s = s[cut:]
		most = 74 // the space counts
	}
	c.b.WriteString(s + "\r\n")
}
