package audit

import (
	"fmt"
	"sync"
	"time"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// english writes the dates: 6 April 2026. It is made when it is first needed, as that takes a moment.
var english = sync.OnceValue(func() *locale.Locale {
	l, err := locale.For("en-GB")
	if err != nil {
		panic(err) // a tag of our own
	}
	return l
})

// date writes a date as exactly as it is known.
func (f *finder) date(d record.Date) string {
	day := locale.Day{Year: int(d.Year)}
	switch d.Precision {
	case record.Minute:
		return instant(d.Start(f.zone), f.zone)
	case record.Day:
		day.Month, day.Day = int(d.Month), int(d.Day)
	case record.Month:
		day.Month = int(d.Month)
	}
	return english().Date(day)
}

// on is a date with its preposition.
func (f *finder) on(d record.Date) string {
	if d.Precision == record.Year || d.Precision == record.Month {
		return "in " + f.date(d)
	}
	return "on " + f.date(d)
}

// instant writes a moment in a zone; the first one of a day as the day.
func instant(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	if t.Hour() == 0 && t.Minute() == 0 {
		return english().Date(locale.Day{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
	}
	name, _ := t.Zone()
	return english().Instant(t, name)
}

// needing says how much needs something; nothing when nothing does.
func needing(n int, one, many string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return one
	}
	return fmt.Sprintf(many, n)
}
