package site

import (
	"strconv"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/record"
)

// Deadline is a day of a call for entries: the opening, the close, or one of the edition's timeline. Key tells it from the others of its
// edition, whatever its date: a day that moves is the same one. It is also the name of the day's calendar file, without its ending.
type Deadline struct {
	Edition     *Edition
	Key         string // open, close, timeline-<label>
	From, Until Date
	Label       Text  // of a day of the timeline; the two ends of the call are named by the interface
	Days        []int // places in the timeline that it stands for
}

// Deadlines are the days of an edition's call that are known to the day, in the order of the calendar file: the opening, the close, the timeline.
// A day of the timeline that is one of the two ends of the call is not there again.
func Deadlines(e *Edition) []Deadline {
	var ends [2]Deadline
	if n := e.Nominations; n != nil {
		ends = [2]Deadline{{Edition: e, Key: "open", From: n.Open}, {Edition: e, Key: "close", From: n.Close}}
	}
	var days []Deadline
	taken := map[string]bool{}
	for i, d := range e.Timeline {
		if d.Date.Precision < record.Day {
			continue // a month is no day
		}
		if end := endOf(d, ends[:]); end != nil {
			end.Days = append(end.Days, i)
			continue
		}
		key := deadlineKey(d.Label.S, taken)
		taken[key] = true
		days = append(days, Deadline{Edition: e, Key: key, From: d.Date, Until: d.Until, Label: d.Label, Days: []int{i}})
	}
	var out []Deadline
	for _, end := range ends {
		if end.From.Precision >= record.Day {
			out = append(out, end)
		}
	}
	return append(out, days...)
}

// maxDeadlineKey is far beyond any sensible label, and far below what file systems take.
const maxDeadlineKey = 100

// deadlineKey names a day of the timeline by its label, with a number when that name is taken: "Jury, 2" and the second "Jury" are two days.
func deadlineKey(label string, taken map[string]bool) string {
	first := "timeline-" + locale.Slug(label)
	first = first[:min(len(first), maxDeadlineKey)]
	key := first
	for n := 2; taken[key]; n++ {
		key = first + "-" + strconv.Itoa(n)
	}
	return key
}

// endOf is the end of the call that a day of the timeline repeats; nil for another day.
func endOf(d TimelineDay, ends []Deadline) *Deadline {
	for i := range ends {
		if end := &ends[i]; !d.Until.Given() && end.From.Precision >= record.Day &&
			d.Date.Year == end.From.Year && d.Date.Month == end.From.Month && d.Date.Day == end.From.Day {
			return end
		}
	}
	return nil
}
