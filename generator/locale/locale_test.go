package locale

import (
	"testing"
	"time"
)

func mustFor(t testing.TB, tag string) *Locale {
	t.Helper()
	l, err := For(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFor(t *testing.T) {
	for _, c := range []struct{ tag, canonical, dir string }{
		{"en", "en", "ltr"}, {"EN-us", "en-US", "ltr"}, {"ar", "ar", "rtl"}, {"he", "he", "rtl"}, {"iw", "he", "rtl"}, {"fa", "fa", "rtl"},
		{"pa", "pa", "ltr"}, {"pa-Arab", "pa-Arab", "rtl"}, {"az-Arab", "az-Arab", "rtl"}, {"ur-IN", "ur-IN", "rtl"}, {"zh-Hant-TW", "zh-Hant-TW", "ltr"},
		{"de-u-co-phonebk", "de-u-co-phonebk", "ltr"}, {"yi", "yi", "rtl"},
	} {
		l, err := For(c.tag)
		if err != nil {
			t.Errorf("%s: %v", c.tag, err)
			continue
		}
		if l.Tag() != c.canonical || l.Dir() != c.dir {
			t.Errorf("%s: %s %s, want %s %s", c.tag, l.Tag(), l.Dir(), c.canonical, c.dir)
		}
	}
	for _, tag := range []string{"", "und", "xx", "english", "en_US", "de-ZZZ", "x-private", "d", "en-", "../x", "mul tiple", "qaa"} {
		if _, err := For(tag); err == nil || ValidLanguage(tag) {
			t.Errorf("%q is taken for a language", tag)
		}
	}
}

func TestDates(t *testing.T) {
	day, month, year := Day{2026, 4, 6}, Day{Year: 2026, Month: 4}, Day{Year: 2026}
	for _, c := range []struct{ tag, long, month, year, short, shortMonth string }{
		{"en", "April 6, 2026", "April 2026", "2026", "Apr 6, 2026", "Apr 2026"},
		{"en-US", "April 6, 2026", "April 2026", "2026", "Apr 6, 2026", "Apr 2026"},
		{"en-GB", "6 April 2026", "April 2026", "2026", "6 Apr 2026", "Apr 2026"},
		{"en-IN", "6 April 2026", "April 2026", "2026", "6 Apr 2026", "Apr 2026"},
		{"en-CA", "April 6, 2026", "April 2026", "2026", "Apr 6, 2026", "Apr 2026"},
		{"de", "6. April 2026", "April 2026", "2026", "06.04.2026", "Apr. 2026"},
		{"de-CH", "6. April 2026", "April 2026", "2026", "06.04.2026", "Apr. 2026"},
		{"fr", "6 avril 2026", "avril 2026", "2026", "6 avr. 2026", "avr. 2026"},
		{"es", "6 de abril de 2026", "abril de 2026", "2026", "6 abr 2026", "abr 2026"},
		{"es-MX", "6 de abril de 2026", "abril de 2026", "2026", "6 abr 2026", "abr 2026"},
		{"ja", "2026年4月6日", "2026年4月", "2026年", "2026/04/06", "2026年4月"},
		{"ar", "6 أبريل 2026", "أبريل 2026", "2026", "06\u200f/04\u200f/2026", "أبريل 2026"},
		{"ar-EG", "٦ أبريل ٢٠٢٦", "أبريل ٢٠٢٦", "٢٠٢٦", "٠٦\u200f/٠٤\u200f/٢٠٢٦", "أبريل ٢٠٢٦"},
		{"tlh", "2026-04-06", "2026-04", "2026", "2026-04-06", "2026-04"},
	} {
		l := mustFor(t, c.tag)
		for _, p := range [][2]string{
			{l.Date(day), c.long}, {l.Date(month), c.month}, {l.Date(year), c.year},
			{l.ShortDate(day), c.short}, {l.ShortDate(month), c.shortMonth}, {l.ShortDate(year), c.year}, {l.Date(Day{}), ""},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %q, want %q", c.tag, p[0], p[1])
			}
		}
	}
}

func TestMonthNames(t *testing.T) {
	for tag, want := range map[string][3]string{ // January, March, December
		"en": {"January 1, 2020", "March 1, 2020", "December 1, 2020"}, "de": {"1. Januar 2020", "1. März 2020", "1. Dezember 2020"},
		"de-AT": {"1. Jänner 2020", "1. März 2020", "1. Dezember 2020"}, "fr": {"1 janvier 2020", "1 mars 2020", "1 décembre 2020"},
		"es": {"1 de enero de 2020", "1 de marzo de 2020", "1 de diciembre de 2020"}, "ja": {"2020年1月1日", "2020年3月1日", "2020年12月1日"},
		"ar": {"1 يناير 2020", "1 مارس 2020", "1 ديسمبر 2020"},
	} {
		l := mustFor(t, tag)
		for i, m := range []int{1, 3, 12} {
			if got := l.Date(Day{2020, m, 1}); got != want[i] {
				t.Errorf("%s: %q, want %q", tag, got, want[i])
			}
		}
	}
	for _, row := range dateTable[:len(dateTable)-1] {
		for _, words := range []string{row.months, row.abbreviated} {
			if nth(words, 12) == "12" || nth(words, 13) != "13" {
				t.Errorf("%s: not twelve months: %s", row.tags, words)
			}
		}
	}
}

func TestDateRange(t *testing.T) {
	from := Day{2026, 4, 6}
	for _, c := range []struct{ tag, days, spanMonths, spanYears, months, monthsAcross, years string }{
		{"en", "April 6\u2009–\u20099, 2026", "April 6\u2009–\u2009May 2, 2026", "April 6, 2026\u2009–\u2009January 3, 2027",
			"April\u2009–\u2009May 2026", "April 2026\u2009–\u2009January 2027", "2026\u2009–\u20092027"},
		{"en-GB", "6\u2009–\u20099 April 2026", "6 April\u2009–\u20092 May 2026", "6 April 2026\u2009–\u20093 January 2027",
			"April\u2009–\u2009May 2026", "April 2026\u2009–\u2009January 2027", "2026\u2009–\u20092027"},
		{"de", "6.–9. April 2026", "6. April\u2009–\u20092. Mai 2026", "6. April 2026\u2009–\u20093. Januar 2027",
			"April–Mai 2026", "April 2026\u2009–\u2009Januar 2027", "2026–2027"},
		{"fr", "6–9 avril 2026", "6 avril\u2009–\u20092 mai 2026", "6 avril 2026\u2009–\u20093 janvier 2027",
			"avril\u2009–\u2009mai 2026", "avril 2026\u2009–\u2009janvier 2027", "2026–2027"},
		{"es", "6–9 de abril de 2026", "6 de abril\u2009–\u20092 de mayo de 2026", "6 de abril de 2026\u2009–\u20093 de enero de 2027",
			"abril–mayo de 2026", "abril de 2026\u2009–\u2009enero de 2027", "2026–2027"},
		{"ja", "2026年4月6日～9日", "2026年4月6日～5月2日", "2026年4月6日～2027年1月3日", "2026年4月～5月", "2026年4月～2027年1月", "2026年～2027年"},
		{"ar", "6–9 أبريل 2026", "6 أبريل – 2 مايو 2026", "6 أبريل 2026 – 3 يناير 2027", "أبريل – مايو 2026", "أبريل 2026 – يناير 2027", "2026–2027"},
		{"tlh", "2026-04-06 – 2026-04-09", "2026-04-06 – 2026-05-02", "2026-04-06 – 2027-01-03", "2026-04 – 2026-05", "2026-04 – 2027-01", "2026–2027"},
	} {
		l := mustFor(t, c.tag)
		for _, p := range [][2]string{
			{l.DateRange(from, Day{2026, 4, 9}), c.days}, {l.DateRange(from, Day{2026, 5, 2}), c.spanMonths}, {l.DateRange(from, Day{2027, 1, 3}), c.spanYears},
			{l.DateRange(Day{2026, 4, 0}, Day{2026, 5, 0}), c.months}, {l.DateRange(Day{2026, 4, 0}, Day{2027, 1, 0}), c.monthsAcross},
			{l.DateRange(Day{Year: 2026}, Day{Year: 2027}), c.years},
			{l.DateRange(from, from), l.Date(from)}, {l.DateRange(from, Day{}), l.Date(from)}, {l.DateRange(Day{}, from), l.Date(from)},
			{l.DateRange(Day{}, Day{}), ""},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %q, want %q", c.tag, p[0], p[1])
			}
		}
	}
	if got := mustFor(t, "en").DateRange(Day{Year: 2025}, from); got != "2025\u2009–\u2009April 6, 2026" {
		t.Errorf("unlike precision: %q", got)
	}
}

func TestInstant(t *testing.T) {
	at := time.Date(2026, 4, 6, 17, 5, 0, 0, time.UTC)
	for tag, want := range map[string]string{
		"en": "April 6, 2026 at 17:05 UTC", "en-GB": "6 April 2026 at 17:05 UTC", "de": "6. April 2026 um 17:05 UTC", "fr": "6 avril 2026 à 17:05 UTC",
		"es": "6 de abril de 2026 a las 17:05 UTC", "ja": "2026年4月6日 17:05 UTC", "ar": "6 أبريل 2026 في 17:05 UTC", "tlh": "2026-04-06 17:05 UTC",
	} {
		if got := mustFor(t, tag).Instant(at, "UTC"); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	if got := mustFor(t, "de").Instant(at.In(time.FixedZone("", 2*3600)), ""); got != "6. April 2026 um 19:05" {
		t.Errorf("in another zone: %q", got)
	}
}
