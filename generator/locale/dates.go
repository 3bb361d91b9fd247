package locale

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Day is a date as far as it is known: Day 0 is "that month", Month 0 too is "that year", all zero is no date.
type Day struct {
	Year, Month, Day int
}

// dateForms is how one language writes dates. Patterns are CLDR's: y year, M month number, MMMM month name, MMM short name,
// d day, doubled letters two digits, 'quoted' text; in a range | stands where the second date begins.
type dateForms struct {
	tags              string
	months            string // full names in a date, separated by |
	abbreviated       string
	long, month, year string
	short, shortMonth string
	days              string // a range within one month
	spanMonths        string // a range of days within one year
	spanYears         string
	monthRange        string // a range of months within one year
	monthRangeAcross  string
	yearRange         string
	dash              string // between dates of unlike precision
	atTime            string // joins a long date and a time of day
}

const (
	englishMonths = "January|February|March|April|May|June|July|August|September|October|November|December"
	englishShort  = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
	germanMonths  = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
	thinDash      = "\u2009–\u2009"
)

// dateTable holds CLDR's forms; its last row is ISO 8601 for all other languages. Two departures: a short English date
// of other countries abbreviates September like the American one, and times are of 24 hours everywhere.
var dateTable = []dateForms{
	{
		tags: "en en-CA en-PH", months: englishMonths, abbreviated: englishShort,
		long: "MMMM d, y", month: "MMMM y", year: "y", short: "MMM d, y", shortMonth: "MMM y",
		days: "MMMM d" + thinDash + "|d, y", spanMonths: "MMMM d" + thinDash + "|MMMM d, y", spanYears: "MMMM d, y" + thinDash + "|MMMM d, y",
		monthRange: "MMMM" + thinDash + "|MMMM y", monthRangeAcross: "MMMM y" + thinDash + "|MMMM y", yearRange: "y" + thinDash + "|y",
		dash: thinDash, atTime: " at ",
	},
	{
		tags: "en-001", months: englishMonths, abbreviated: englishShort,
		long: "d MMMM y", month: "MMMM y", year: "y", short: "d MMM y", shortMonth: "MMM y",
		days: "d" + thinDash + "|d MMMM y", spanMonths: "d MMMM" + thinDash + "|d MMMM y", spanYears: "d MMMM y" + thinDash + "|d MMMM y",
		monthRange: "MMMM" + thinDash + "|MMMM y", monthRangeAcross: "MMMM y" + thinDash + "|MMMM y", yearRange: "y" + thinDash + "|y",
		dash: thinDash, atTime: " at ",
	},
	{
		tags: "de", months: germanMonths, abbreviated: "Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez.",
		long: "d. MMMM y", month: "MMMM y", year: "y", short: "dd.MM.y", shortMonth: "MMM y",
		days: "d.–|d. MMMM y", spanMonths: "d. MMMM" + thinDash + "|d. MMMM y", spanYears: "d. MMMM y" + thinDash + "|d. MMMM y",
		monthRange: "MMMM–|MMMM y", monthRangeAcross: "MMMM y" + thinDash + "|MMMM y", yearRange: "y–|y",
		dash: thinDash, atTime: " um ",
	},
	{
		tags: "de-AT", months: "Jänner" + germanMonths[len("Januar"):], abbreviated: "Jän.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sep.|Okt.|Nov.|Dez.",
		long: "d. MMMM y", month: "MMMM y", year: "y", short: "dd.MM.y", shortMonth: "MMM y",
		days: "d.–|d. MMMM y", spanMonths: "d. MMMM" + thinDash + "|d. MMMM y", spanYears: "d. MMMM y" + thinDash + "|d. MMMM y",
		monthRange: "MMMM–|MMMM y", monthRangeAcross: "MMMM y" + thinDash + "|MMMM y", yearRange: "y–|y",
		dash: thinDash, atTime: " um ",
	},
	{
		tags: "fr", months: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
		abbreviated: "janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.",
		long:        "d MMMM y", month: "MMMM y", year: "y", short: "d MMM y", shortMonth: "MMM y",
		days: "d–|d MMMM y", spanMonths: "d MMMM" + thinDash + "|d MMMM y", spanYears: "d MMMM y" + thinDash + "|d MMMM y",
		monthRange: "MMMM" + thinDash + "|MMMM y", monthRangeAcross: "MMMM y" + thinDash + "|MMMM y", yearRange: "y–|y",
		dash: thinDash, atTime: " à ",
	},
	{
		tags: "es", months: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
		abbreviated: "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
		long:        "d 'de' MMMM 'de' y", month: "MMMM 'de' y", year: "y", short: "d MMM y", shortMonth: "MMM y",
		days: "d–|d 'de' MMMM 'de' y", spanMonths: "d 'de' MMMM" + thinDash + "|d 'de' MMMM 'de' y", spanYears: "d 'de' MMMM 'de' y" + thinDash + "|d 'de' MMMM 'de' y",
		monthRange: "MMMM–|MMMM 'de' y", monthRangeAcross: "MMMM 'de' y" + thinDash + "|MMMM 'de' y", yearRange: "y–|y",
		dash: thinDash, atTime: " a las ",
	},
	{
		tags: "ja", months: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月", abbreviated: "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
		long: "y年M月d日", month: "y年M月", year: "y年", short: "y/MM/dd", shortMonth: "y年M月",
		days: "y年M月d日～|d日", spanMonths: "y年M月d日～|M月d日", spanYears: "y年M月d日～|y年M月d日",
		monthRange: "y年M月～|M月", monthRangeAcross: "y年M月～|y年M月", yearRange: "y年～|y年",
		dash: "～", atTime: " ",
	},
	{
		tags: "ar", months: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
		abbreviated: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
		long:        "d MMMM y", month: "MMMM y", year: "y", short: "dd\u200f/MM\u200f/y", shortMonth: "MMM y",
		days: "d–|d MMMM y", spanMonths: "d MMMM – |d MMMM y", spanYears: "d MMMM y – |d MMMM y",
		monthRange: "MMMM – |MMMM y", monthRangeAcross: "MMMM y – |MMMM y", yearRange: "y–|y",
		dash: " – ", atTime: " في ",
	},
	{
		long: "y-MM-dd", month: "y-MM", year: "y", short: "y-MM-dd", shortMonth: "y-MM",
		days: "y-MM-dd – |y-MM-dd", spanMonths: "y-MM-dd – |y-MM-dd", spanYears: "y-MM-dd – |y-MM-dd",
		monthRange: "y-MM – |y-MM", monthRangeAcross: "y-MM – |y-MM", yearRange: "y–|y",
		dash: " – ", atTime: " ",
	},
}

// Date writes a date in full, as exactly as it is known: "April 6, 2026", "April 2026", "2026"; "" for no date.
func (l *Locale) Date(d Day) string {
	return l.writeDate(d, l.dates.long, l.dates.month)
}

// ShortDate is Date for tables and cards: "Apr 6, 2026", "06.04.2026".
func (l *Locale) ShortDate(d Day) string {
	return l.writeDate(d, l.dates.short, l.dates.shortMonth)
}

func (l *Locale) writeDate(d Day, long, month string) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return l.fill(l.dates.year, d, d)
	case d.Day == 0:
		return l.fill(month, d, d)
	}
	return l.fill(long, d, d)
}

// DateRange writes two dates and names what they share once: "April 6 – 9, 2026". Where one of them is missing, or both
// are the same, it is Date of the other.
func (l *Locale) DateRange(from, until Day) string {
	switch {
	case until.Year == 0 || from == until:
		return l.Date(from)
	case from.Year == 0:
		return l.Date(until)
	case (from.Month == 0) != (until.Month == 0) || (from.Day == 0) != (until.Day == 0):
		return l.Date(from) + l.dates.dash + l.Date(until)
	}
	d := l.dates
	pattern := d.days
	switch sameYear := from.Year == until.Year; {
	case from.Month == 0:
		pattern = d.yearRange
	case from.Day == 0 && sameYear:
		pattern = d.monthRange
	case from.Day == 0:
		pattern = d.monthRangeAcross
	case !sameYear:
		pattern = d.spanYears
	case from.Month != until.Month:
		pattern = d.spanMonths
	}
	return l.fill(pattern, from, until)
}

// Instant writes a moment: "April 6, 2026 at 17:00 UTC". The date and time are those of t's own location, zone is what
// readers call it and may be empty.
func (l *Locale) Instant(t time.Time, zone string) string {
	s := l.Date(Day{t.Year(), int(t.Month()), t.Day()}) + l.dates.atTime + l.Clock(t)
	if zone != "" {
		s += " " + zone
	}
	return s
}

// Clock writes the time of day in 24 hours: "17:00".
func (l *Locale) Clock(t time.Time) string {
	buf := l.appendInt(make([]byte, 0, 16), t.Hour(), 2)
	buf = append(buf, ':')
	return string(l.appendInt(buf, t.Minute(), 2))
}

// fill writes a pattern with the fields of a, after | with those of b.
func (l *Locale) fill(pattern string, a, b Day) string {
	buf := make([]byte, 0, 64)
	for i := 0; i < len(pattern); {
		c := pattern[i]
		run := 1
		for i+run < len(pattern) && pattern[i+run] == c {
			run++
		}
		switch c {
		case 'y':
			buf = l.appendInt(buf, a.Year, 4)
		case 'd':
			buf = l.appendInt(buf, a.Day, run)
		case 'M':
			switch run {
			case 4:
				buf = append(buf, nth(l.dates.months, a.Month)...)
			case 3:
				buf = append(buf, nth(l.dates.abbreviated, a.Month)...)
			default:
				buf = l.appendInt(buf, a.Month, run)
			}
		case '|':
			a = b
		case '\'':
			end := strings.IndexByte(pattern[i+1:], '\'')
			buf = append(buf, pattern[i+1:i+1+end]...)
			run = end + 2
		default:
			_, size := utf8.DecodeRuneInString(pattern[i:])
			buf = append(buf, pattern[i:i+size]...)
			run = size
		}
		i += run
	}
	return string(buf)
}

// nth gives the n-th (from 1) of the words between |; the number itself if there is none.
func nth(words string, n int) string {
	rest := words
	for i := 1; ; i++ {
		word, after, more := strings.Cut(rest, "|")
		if i == n {
			return word
		}
		if !more {
			return strconv.Itoa(n)
		}
		rest = after
	}
}

// appendInt writes a number without grouping in the language's digits, with zeros in front up to width.
func (l *Locale) appendInt(buf []byte, n, width int) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], int64(n), 10)
	for range width - len(text) {
		buf = l.numbers.appendDigit(buf, '0')
	}
	for _, c := range text {
		buf = l.numbers.appendDigit(buf, c)
	}
	return buf
}
