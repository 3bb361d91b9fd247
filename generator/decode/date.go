package decode

import (
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

func readDate(d *decoder, f *field, n *node, to *record.Date) bool {
	text, ok := d.passingText(f, n)
	if !ok {
		return false
	}
	date, wrong, hint := parseDate(text.S)
	if wrong != "" {
		return d.add(d.fault(diag.BadDate, n, "%s %s", quote(text.S), wrong).WithHint("%s", hint))
	}
	date.At = text.At
	*to = date
	return true
}

const dateForms = "write 2026-04-06, 2026-04 or 2026; with a time 2026-04-06T17:00 or 2026-04-06T17:00:00Z"

// parseDate reads the forms of ISO 8601 that record.Date names. wrong is a clause about the text, empty when it is a date.
func parseDate(s string) (date record.Date, wrong, hint string) {
	day, clock, timed := strings.Cut(s, "T")
	if !timed {
		if d, c, spaced := strings.Cut(s, " "); spaced { // as people and RFC 3339 write it
			if _, wrong, _ := parseDate(d + "T" + c); wrong == "" {
				return date, "has a space before its time", "write it with a T: " + d + "T" + c
			}
		}
	}
	if hyphens := strings.Count(day, "-"); hyphens > 2 || timed && hyphens != 2 {
		return date, "is not a date", suggestDate(s)
	}
	date.Month, date.Day = 1, 1
	i := -1
	for part := range strings.SplitSeq(day, "-") {
		i++
		size := 2
		if i == 0 {
			size = 4
		}
		if len(part) != size || !allDigits(part) {
			return record.Date{}, "is not a date", suggestDate(s)
		}
		v, _ := strconv.Atoi(part) // at most four digits
		switch i {
		case 0:
			date.Year, date.Precision = int16(v), record.Year
		case 1:
			date.Month, date.Precision = int8(v), record.Month
		case 2:
			date.Day, date.Precision = int8(v), record.Day
		}
	}
	switch last := daysIn(int(date.Year), int(date.Month)); {
	case date.Year == 0:
		return record.Date{}, "has the year 0", dateForms
	case date.Month < 1 || date.Month > 12:
		return record.Date{}, "has no such month", "months go from 01 to 12, and the year comes first"
	case date.Day < 1 || int(date.Day) > last:
		return record.Date{}, "is a day that the calendar does not have", "that month has " + strconv.Itoa(last) + " days"
	}
	if !timed {
		return date, "", ""
	}
	date.Precision = record.Minute
	if !parseClock(clock, &date) {
		return record.Date{}, "has no such time of day", "write it as 2026-04-06T17:00, with Z or +02:00 behind it for a zone"
	}
	return date, "", ""
}

// parseClock reads hh:mm or hh:mm:ss, and after it nothing, Z, or an offset of hours and minutes.
func parseClock(s string, date *record.Date) bool {
	if at := strings.IndexAny(s, "Z+-"); at >= 0 {
		offset, ok := parseOffset(s[at:])
		if !ok {
			return false
		}
		date.Zoned, date.Offset, s = true, int32(offset), s[:at]
	}
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	if len(parts) == 3 { // fractions of a second are read over: nothing here is announced so exactly
		whole, fraction, point := strings.Cut(parts[2], ".")
		if point && (!allDigits(fraction) || len(fraction) > 9) {
			return false
		}
		parts[2] = whole
	}
	limits := [...]int{23, 59, 59}
	fields := [...]*int8{&date.Hour, &date.Minute, &date.Second}
	for i, part := range parts {
		v, _ := strconv.Atoi(part)
		if len(part) != 2 || !allDigits(part) || v > limits[i] {
			return false
		}
		*fields[i] = int8(v)
	}
	return true
}

func parseOffset(s string) (seconds int, ok bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[3] != ':' || !allDigits(s[1:3]) || !allDigits(s[4:6]) {
		return 0, false
	}
	hours, _ := strconv.Atoi(s[1:3])
	minutes, _ := strconv.Atoi(s[4:6])
	if hours > 14 || minutes > 59 {
		return 0, false
	}
	seconds = hours*3600 + minutes*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// suggestDate guesses what was meant by a date in another form: only where there is one meaning.
func suggestDate(s string) string {
	if len(s) > 40 {
		return dateForms
	}
	for _, layout := range []string{"2006-1-2", "2006-1", "2006/1/2", "2006.1.2", "20060102", "2.1.2006", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			if layout == "2006-1" {
				return "write " + t.Format("2006-01")
			}
			return "write " + t.Format("2006-01-02")
		}
	}
	return dateForms
}

func readDuration(d *decoder, f *field, n *node, to *record.Duration) bool {
	text, ok := d.scalarText(f, n)
	if !ok {
		return false
	}
	v, ok := parseDuration(text.S)
	if !ok {
		return d.add(d.fault(diag.BadDuration, n, "%s is not a duration", quote(text.S)).
			WithHint("write PT2M10S for two minutes and ten seconds, PT1H30M for an hour and a half"))
	}
	*to = record.Duration{Text: text, V: v}
	return true
}

// parseDuration reads an ISO 8601 duration of days, hours, minutes and whole seconds, up to a year.
func parseDuration(s string) (time.Duration, bool) {
	rest, ok := strings.CutPrefix(s, "P")
	if !ok {
		return 0, false
	}
	var total time.Duration
	units := "DTHMS"
	timed, found := false, false
	for rest != "" {
		if rest[0] == 'T' {
			if timed {
				return 0, false
			}
			timed, units, rest, found = true, "HMS", rest[1:], false
			continue
		}
		digits := 0
		for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
			digits++
		}
		if digits == 0 || digits > 5 || digits == len(rest) {
			return 0, false
		}
		at := strings.IndexByte(units, rest[digits])
		if at < 0 || !timed && rest[digits] != 'D' {
			return 0, false
		}
		v, _ := strconv.ParseInt(rest[:digits], 10, 64)
		total += time.Duration(v) * map[byte]time.Duration{'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}[rest[digits]]
		units, rest, found = units[at+1:], rest[digits+1:], true
		if total > 366*24*time.Hour {
			return 0, false
		}
	}
	return total, found
}
