package export

import "time"

// Day is an entry of an agenda: something that happens at an instant. UID never changes and is the entry's alone (RFC 5545, 3.8.4.7); Text may be empty.
type Day struct {
	UID         string
	At          time.Time // in the zone of the programme: one at the beginning of a day is an entry of the whole day
	Title, Text string
}

// Agenda writes a calendar (RFC 5545) for those who run a programme. Its entries may tell what is under embargo: it is no output of a site. stamp is
// when it was made.
func Agenda(name string, stamp time.Time, days []Day) []byte {
	var c calendar
	c.begin()
	c.line("NAME:" + escapeText(name)) // RFC 7986
	for _, d := range days {
		c.line("BEGIN:VEVENT")
		c.line("UID:" + escapeText(d.UID))
		c.line("DTSTAMP:" + utc(stamp))
		if h, m, s := d.At.Clock(); h+m+s == 0 {
			c.line("DTSTART;VALUE=DATE:" + d.At.Format("20060102"))
		} else {
			c.line("DTSTART:" + utc(d.At))
		}
		c.line("SUMMARY:" + escapeText(d.Title))
		if d.Text != "" {
			c.line("DESCRIPTION:" + escapeText(d.Text))
		}
		c.line("TRANSP:TRANSPARENT")
		c.line("CLASS:CONFIDENTIAL")
		c.line("END:VEVENT")
	}
	return c.end()
}
