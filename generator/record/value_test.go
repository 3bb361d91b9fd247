package record

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// A day begins at its first instant, also where clocks are put forward at midnight, where midnight comes twice, and where a day was left out.
func TestDayStart(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Atlantic/Azores", "Asia/Tehran", "Pacific/Apia",
		"Australia/Lord_Howe", "America/Asuncion", "Asia/Gaza", "America/Sao_Paulo"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		ordinal := func(at time.Time) int { y, m, d := at.Date(); return (y*12+int(m))*31 + d }
		for day := range 365 * 38 {
			want := time.Date(2000, 1, 1+day, 0, 0, 0, 0, time.UTC)
			got := DayStart(2000, 1, 1+day, zone)
			if ordinal(got) != ordinal(want) && !(name == "Pacific/Apia" && ordinal(got) == ordinal(want)+1) || ordinal(got.Add(-time.Nanosecond)) >= ordinal(want) {
				t.Errorf("%s: %s begins at %s", name, want.Format(time.DateOnly), got)
			}
			for offset := time.Duration(0); offset < 3*time.Hour; offset += 15 * time.Minute { // nothing before is of that day, either
				if before := got.Add(-time.Nanosecond - offset); ordinal(before) == ordinal(want) {
					t.Errorf("%s: %s begins before %s", name, want.Format(time.DateOnly), got)
				}
			}
		}
	}
}

// A date is written as it was read: its own time of day, and its own offset or none.
func TestDateText(t *testing.T) {
	for want, d := range map[string]Date{
		"":                          {},
		"2026":                      {Year: 2026, Month: 1, Day: 1, Precision: Year},
		"2026-04":                   {Year: 2026, Month: 4, Day: 1, Precision: Month},
		"0900-04-06":                {Year: 900, Month: 4, Day: 6, Precision: Day},
		"2026-04-06T17:00":          {Year: 2026, Month: 4, Day: 6, Precision: Minute, Hour: 17},
		"2026-04-06T17:00:30":       {Year: 2026, Month: 4, Day: 6, Precision: Minute, Hour: 17, Second: 30},
		"2026-04-06T17:00:00Z":      {Year: 2026, Month: 4, Day: 6, Precision: Minute, Hour: 17, Zoned: true},
		"2026-04-06T17:00:01-05:30": {Year: 2026, Month: 4, Day: 6, Precision: Minute, Hour: 17, Second: 1, Zoned: true, Offset: -5*3600 - 1800},
	} {
		if got := d.Text(); got != want {
			t.Errorf("%q, and not %q", got, want)
		}
	}
}
