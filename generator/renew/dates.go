package renew

import (
	"fmt"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// civil is the day of a date, whatever its time and zone, as midnight in UTC: for reckoning in days. Of a date that is known to its month or year only it is the
// first day.
func civil(d record.Date) time.Time {
	return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
}

// shift moves a date and writes it as the contract has it; empty without one.
func (r *renewal) shift(d record.Date) string {
	switch d.Precision {
	case record.Year:
		return fmt.Sprintf("%04d", int(d.Year)+r.years)
	case record.Month:
		return fmt.Sprintf("%04d-%02d", int(d.Year)+r.years, d.Month)
	case record.Day:
		return civil(d).AddDate(0, 0, r.days).Format(time.DateOnly)
	case record.Minute:
		if d.Zoned {
			return r.zoned(d)
		}
		return r.local(d)
	}
	return ""
}

// local moves a time of day of the site's zone.
func (r *renewal) local(d record.Date) string {
	day := civil(d).AddDate(0, 0, r.days)
	moved := d
	moved.Year, moved.Month, moved.Day = int16(day.Year()), int8(day.Month()), int8(day.Day())
	if gap, overlap := moved.InClockChange(r.zone); gap || overlap { // which are no times of day without an offset
		return moved.Start(r.zone).In(r.zone).Format(time.RFC3339)
	}
	layout := "2006-01-02T15:04"
	if d.Second != 0 {
		layout = "2006-01-02T15:04:05"
	}
	return time.Date(day.Year(), day.Month(), day.Day(), int(d.Hour), int(d.Minute), int(d.Second), 0, time.UTC).Format(layout)
}

// zoned moves an instant: clocks in the site's zone show the same time. It is written with the offset that it had, or with that of the site's zone where
// it had that.
func (r *renewal) zoned(d record.Date) string {
	was := d.Start(r.zone).In(r.zone)
	moved := was.AddDate(0, 0, r.days)
	if _, offset := was.Zone(); offset == int(d.Offset) && offset != 0 {
		return moved.Format(time.RFC3339)
	}
	if d.Offset == 0 {
		return moved.UTC().Format(time.RFC3339)
	}
	return moved.In(time.FixedZone("", int(d.Offset))).Format(time.RFC3339)
}
