package export

import (
	"strings"
	"testing"
	"time"
)

func TestAgenda(t *testing.T) {
	zone := time.FixedZone("", 7200)
	got := string(Agenda("Awards, 2026", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), []Day{
		{UID: "one@a.example", At: time.Date(2026, 4, 1, 0, 0, 0, 0, zone), Title: "A day; all of it"},
		{UID: "two@a.example", At: time.Date(2026, 4, 9, 20, 0, 0, 0, zone), Title: "An hour", Text: "first line\nsecond"},
	}))
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//plaudit//plaudit//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Awards\, 2026
BEGIN:VEVENT
UID:one@a.example
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260401
SUMMARY:A day\; all of it
TRANSP:TRANSPARENT
CLASS:CONFIDENTIAL
END:VEVENT
BEGIN:VEVENT
UID:two@a.example
DTSTAMP:20260101T000000Z
DTSTART:20260409T180000Z
SUMMARY:An hour
DESCRIPTION:first line\nsecond
TRANSP:TRANSPARENT
CLASS:CONFIDENTIAL
END:VEVENT
END:VCALENDAR
`
	if strings.ReplaceAll(got, "\r\n", "\n") != want || strings.Count(got, "\r\n") != strings.Count(got, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
