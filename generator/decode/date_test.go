package decode

import (
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]record.Date{
		"2026":                      {Year: 2026, Month: 1, Day: 1, Precision: record.Year},
		"2026-04":                   {Year: 2026, Month: 4, Day: 1, Precision: record.Month},
		"2026-04-06":                {Year: 2026, Month: 4, Day: 6, Precision: record.Day},
		"2024-02-29":                {Year: 2024, Month: 2, Day: 29, Precision: record.Day},
		"2026-02-28T23:59":          {Year: 2026, Month: 2, Day: 28, Precision: record.Minute, Hour: 23, Minute: 59},
		"2026-04-06T17:00:30Z":      {Year: 2026, Month: 4, Day: 6, Precision: record.Minute, Hour: 17, Second: 30, Zoned: true},
		"2026-04-06T17:00:00.5Z":    {Year: 2026, Month: 4, Day: 6, Precision: record.Minute, Hour: 17, Zoned: true},
		"2026-04-06T17:00-03:30":    {Year: 2026, Month: 4, Day: 6, Precision: record.Minute, Hour: 17, Zoned: true, Offset: -12600},
		"2026-04-06T17:00:00+14:00": {Year: 2026, Month: 4, Day: 6, Precision: record.Minute, Hour: 17, Zoned: true, Offset: 50400},
	} {
		got, wrong, _ := parseDate(text)
		if wrong != "" || got != want {
			t.Errorf("%s: %+v, %s", text, got, wrong)
		}
	}
	for text, hint := range map[string]string{
		"":                       dateForms,
		"0000":                   dateForms,
		"26":                     dateForms,
		"2026-4-6":               "write 2026-04-06",
		"2026-4":                 "write 2026-04",
		"20260406":               "write 2026-04-06",
		"2026/04/06":             "write 2026-04-06",
		"6 April 2026":           "write 2026-04-06",
		"04/06/2026":             dateForms, // June or April
		"2026-13":                "months go from 01 to 12, and the year comes first",
		"2026-06-31":             "that month has 30 days",
		"2026-02-29":             "that month has 28 days",
		"2026-04-06T24:00":       "write it as 2026-04-06T17:00, with Z or +02:00 behind it for a zone",
		"2026-04-06T17":          "write it as 2026-04-06T17:00, with Z or +02:00 behind it for a zone",
		"2026-04-06T17:00+15:00": "write it as 2026-04-06T17:00, with Z or +02:00 behind it for a zone",
		"2026-04-06T17:00z":      "write it as 2026-04-06T17:00, with Z or +02:00 behind it for a zone",
		"2026-04T17:00":          dateForms,
		"2026-04-06 17:00":       "write it with a T: 2026-04-06T17:00",
		"٢٠٢٦":                   dateForms,
	} {
		if got, wrong, h := parseDate(text); wrong == "" || h != hint || got.Given() {
			t.Errorf("%q: %+v, %q, hint %q, want %q", text, got, wrong, h, hint)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"PT2M10S": 130 * time.Second, "PT1H": time.Hour, "P1DT12H": 36 * time.Hour, "PT0S": 0, "PT90M": 90 * time.Minute,
	} {
		if got, ok := parseDuration(text); !ok || got != want {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "P", "PT", "P1DT", "2M", "PT2", "PT2M2H", "P2M", "P1Y", "PT1.5H", "PT2M 10S", "PTT1M", "P99999D", "PT999999999S", "-PT1M", "P1T2H"} {
		if got, ok := parseDuration(text); ok {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestFractions(t *testing.T) {
	for text, want := range map[string][2]int64{
		"1/2": {1, 2}, "2/4": {1, 2}, "0.5": {1, 2}, "50%": {1, 2}, "50": {1, 2}, "40 %": {2, 5}, "33.3": {333, 1000}, "1": {1, 1}, "100": {1, 1}, "1%": {1, 100}, "0.125": {1, 8}, "3/3": {1, 1},
	} {
		if num, den, ok := fraction(text); !ok || num != want[0] || den != want[1] {
			t.Errorf("%s: %d/%d %v", text, num, den, ok)
		}
	}
	for _, text := range []string{"", "0", "0/1", "1/0", "3/2", "101", "120%", "-1/2", "half", "1/2/3", ".5", "1.", "1e-1", "9999999999999999999/1"} {
		if num, den, ok := fraction(text); ok {
			t.Errorf("%s: %d/%d", text, num, den)
		}
	}
}

func TestTeamSizes(t *testing.T) {
	for text, want := range map[string][2]int64{"120": {120, 120}, "51-200": {51, 200}, "51–200": {51, 200}, "51 - 200": {51, 200}, "5001+": {5001, -1}, "5001-up": {5001, -1}} {
		if from, to, ok := teamSize(text); !ok || from != want[0] || to != want[1] {
			t.Errorf("%s: %d–%d %v", text, from, to, ok)
		}
	}
	for _, text := range []string{"", "-", "200-51", "about 5", "-5", "+", "1-2-3", "99999999999"} {
		if from, to, ok := teamSize(text); ok {
			t.Errorf("%s: %d–%d", text, from, to)
		}
	}
}

// FuzzDate holds that what is taken for a date is one in the calendar and can be written again in its own form.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2026", "2026-04", "2026-04-06", "2026-04-06T17:00", "2026-04-06T17:00:00Z", "2026-04-06T17:00+02:00", "6.4.2026", "2026-02-30", "T", "2026-04-06T"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, wrong, hint := parseDate(text)
		if wrong != "" {
			if hint == "" || d.Given() {
				t.Fatalf("%q: %+v without a hint", text, d)
			}
			return
		}
		start := d.Start(time.UTC)
		layout := map[record.Precision]string{record.Year: "2006", record.Month: "2006-01", record.Day: "2006-01-02", record.Minute: "2006-01-02T15:04"}[d.Precision]
		if d.Zoned {
			start = start.In(time.FixedZone("", int(d.Offset)))
		}
		if got := start.Format(layout); got != text[:min(len(text), len(layout))] {
			t.Fatalf("%q: %s", text, got)
		}
	})
}
