package renew

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// drawText draws a text as decoding gives it: without white space round it, with everything in it that YAML has a meaning for.
func drawText(t *rapid.T, name string, signs string) record.Text {
	s := rapid.StringOfN(rapid.RuneFrom([]rune("abz09 ü港é😀: #,[]{}\"'\\-|>&*!%@`~?=.…“”\u00a0\u200b\u2028"+signs)), 0, 60, -1).Draw(t, name)
	return record.Text{S: strings.TrimFunc(s, unicode.IsSpace)}
}

func drawDate(t *rapid.T, name string) record.Date {
	at := time.Date(rapid.IntRange(2015, 2035).Draw(t, name+" year"), 1, rapid.IntRange(1, 365).Draw(t, name+" day"), 0, 0, 0, 0, time.UTC)
	d := record.Date{Year: int16(at.Year()), Month: int8(at.Month()), Day: int8(at.Day()), Precision: rapid.SampledFrom([]record.Precision{record.NoDate, record.Year, record.Month, record.Day, record.Minute}).Draw(t, name)}
	if d.Precision == record.Minute {
		d.Hour, d.Minute = int8(rapid.IntRange(0, 23).Draw(t, name+" hour")), int8(rapid.IntRange(0, 59).Draw(t, name+" minute"))
		if d.Zoned = rapid.Bool().Draw(t, name+" zoned"); d.Zoned {
			d.Offset = int32(rapid.SampledFrom([]int{0, 3600, 7200, -5 * 3600}).Draw(t, name+" offset"))
		}
	}
	return d
}

// drawEdition draws an edition; what a list's entry needs is there.
func drawEdition(t *rapid.T) *record.Edition {
	needed := func(name string) record.Text {
		x := drawText(t, name, "")
		x.S = strings.TrimFunc("x"+x.S, unicode.IsSpace)
		return x
	}
	e := &record.Edition{Head: record.Head{Id: record.ID{Text: record.Text{S: "2026"}}}, Name: drawText(t, "name", ""), Venue: drawText(t, "venue", "\n"), Date: drawDate(t, "date"), Embargo: drawDate(t, "embargo")}
	e.Date.Precision = max(e.Date.Precision, record.Day)
	for range rapid.IntRange(0, 3).Draw(t, "days") {
		d := record.TimelineDay{Date: drawDate(t, "day"), Label: needed("label"), Until: drawDate(t, "until")}
		d.Date.Precision = max(d.Date.Precision, record.Year)
		e.Timeline = append(e.Timeline, d)
	}
	e.Nominations.Open, e.Nominations.Close = drawDate(t, "open"), drawDate(t, "close")
	e.Nominations.Eligibility.Text, e.Nominations.Fee = drawText(t, "eligibility", "\n\n\t"), drawText(t, "fee", "\n")
	for range rapid.IntRange(0, 3).Draw(t, "jurors") {
		e.Jury = append(e.Jury, record.Person{Name: needed("juror"), Role: drawText(t, "role", ""), Organization: drawText(t, "organization", "")})
	}
	for _, id := range []string{"winner", "finalist"}[:rapid.IntRange(0, 2).Draw(t, "levels")] {
		e.Levels = append(e.Levels, record.Level{ID: record.ID{Text: record.Text{S: id}}, Name: drawText(t, "level", ""), Reveal: drawDate(t, "reveal")})
	}
	return e
}

// Whatever an edition says, the file that is made of it can be read, and says the same; its dates have the same weekdays and the same days between them.
func TestEditionIsReadAgain(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		e := drawEdition(t)
		to := rapid.SampledFrom([]string{"2027", "2031", "2020", "spring"}).Draw(t, "to")
		file := Edition(&record.Records{}, e, to, zone)[0]
		part := decode.File(file.Path, []byte(file.Text))
		for _, d := range part.Problems {
			if d.Severity() == diag.Error {
				t.Fatalf("%s: %s %s\n%s", d.At, d.Code.ID, d.Text, file.Text)
			}
		}
		got := part.Value.(*record.Edition)
		r := newRenewal(e, to, zone)
		equal := func(what, got, want string) {
			if got != want {
				t.Fatalf("%s is %q, and not %q\n%s", what, got, want, file.Text)
			}
		}
		equal("the name", got.Name.S, r.renamed(e.Name.S))
		equal("the eligibility", got.Nominations.Eligibility.S, e.Nominations.Eligibility.S)
		equal("the fee", got.Nominations.Fee.S, e.Nominations.Fee.S)
		if got.Venue.S != "" || len(got.Results) > 0 {
			t.Fatalf("venue and results are another edition's\n%s", file.Text)
		}
		if len(got.Timeline) != len(e.Timeline) || len(got.Jury) != len(e.Jury) || len(got.Levels) != len(e.Levels) {
			t.Fatalf("lists have another length\n%s", file.Text)
		}
		moved := func(what string, was, is record.Date) {
			sameWeekday(t, what, was, is, got.Date, e.Date, zone, file.Text)
		}
		moved("date", e.Date, got.Date)
		moved("embargo", e.Embargo, got.Embargo)
		moved("open", e.Nominations.Open, got.Nominations.Open)
		for i, d := range e.Timeline {
			equal("a label", got.Timeline[i].Label.S, r.renamed(d.Label.S))
			moved("day", d.Date, got.Timeline[i].Date)
			moved("until", d.Until, got.Timeline[i].Until)
		}
		for i, j := range e.Jury {
			equal("a juror", got.Jury[i].Name.S+"/"+got.Jury[i].Role.S+"/"+got.Jury[i].Organization.S, j.Name.S+"/"+j.Role.S+"/"+j.Organization.S)
		}
		for i, l := range e.Levels {
			equal("a level", got.Levels[i].ID.S+"/"+got.Levels[i].Name.S, l.ID.S+"/"+l.Name.S)
			moved("reveal", l.Reveal, got.Levels[i].Reveal)
		}
	})
}

// sameWeekday checks that a date moved as far as the edition's did, and that clocks in the zone show the same time.
func sameWeekday(t *rapid.T, what string, was, is, newDate, oldDate record.Date, zone *time.Location, text string) {
	if was.Precision != is.Precision {
		t.Fatalf("%s is known otherwise\n%s", what, text)
	}
	if was.Precision < record.Day {
		return
	}
	before, after := was.Start(zone).In(zone), is.Start(zone).In(zone)
	if before.Weekday() != after.Weekday() {
		t.Fatalf("%s was a %s and is a %s\n%s", what, before.Weekday(), after.Weekday(), text)
	}
	days := func(d time.Time) int {
		return int(time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
	}
	if oldDate.Precision == record.Day && days(after)-days(before) != days(newDate.Start(zone).In(zone))-days(oldDate.Start(zone).In(zone)) {
		t.Fatalf("%s moved by other days than the edition\n%s", what, text)
	}
	gap, overlap := was.InClockChange(zone)
	h1, m1, _ := before.Clock()
	h2, m2, _ := after.Clock()
	if h, m := int(was.Hour), int(was.Minute); !was.Zoned {
		h1, m1 = h, m
	}
	if moved := is; !gap && !overlap && (h1 != h2 || m1 != m2) {
		// A time of day that the clocks of the new day skip becomes the one after the gap.
		if jump := after.Hour() - h1; jump != 1 || !moved.Zoned {
			t.Fatalf("%s was at %d:%02d and is at %d:%02d\n%s", what, h1, m1, h2, m2, text)
		}
	}
}

// The same weeks for every date, nearest to whole years; leap days and editions every other year included.
func TestNearestWeek(t *testing.T) {
	for _, tt := range []struct{ from, to, date, want string }{
		{"2026", "2027", "2026-04-16", "2027-04-15"},
		{"2026", "2028", "2026-04-16", "2028-04-13"}, // 731 days are nearest to 728
		{"2024", "2025", "2024-02-29", "2025-02-27"},
		{"2026", "2025", "2026-04-16", "2025-04-17"},
		{"spring", "autumn", "2026-04-16", "2027-04-15"},
		{"2026-spring", "2026-autumn", "2026-04-16", "2026-04-16"},
	} {
		at, err := time.Parse(time.DateOnly, tt.date)
		if err != nil {
			t.Fatal(err)
		}
		e := &record.Edition{Head: record.Head{Id: record.ID{Text: record.Text{S: tt.from}}},
			Date: record.Date{Year: int16(at.Year()), Month: int8(at.Month()), Day: int8(at.Day()), Precision: record.Day}}
		if got := newRenewal(e, tt.to, time.UTC).shift(e.Date); got != tt.want {
			t.Errorf("%s to %s: %s becomes %s, and not %s", tt.from, tt.to, tt.date, got, tt.want)
		}
	}
}

// An edition of which only the year is known is of that year, and not of the one before.
func TestYearOnly(t *testing.T) {
	id := func(s string) record.ID { return record.ID{Text: record.Text{S: s}} }
	e := &record.Edition{Head: record.Head{Id: id("2026-open")}, Date: record.Date{Year: 2026, Month: 1, Day: 1, Precision: record.Year}}
	records := &record.Records{Categories: []*record.Category{{Head: record.Head{Id: id("craft")}, Introduced: record.Text{S: "2027"}}, {Head: record.Head{Id: id("old")}, Retired: record.Text{S: "2027"}}}}
	text := Edition(records, e, "2027-open", time.UTC)[0].Text
	if !strings.Contains(text, "date: 2027\n") || !strings.Contains(text, "{category: craft,") || strings.Contains(text, "{category: old,") {
		t.Errorf("got\n%s", text)
	}
}
