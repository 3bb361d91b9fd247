// Package renew writes the files of a new edition of the awards from those of an earlier one: dates are moved, levels, jury and the call
// for entries stay, and results are none of it.
package renew

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/yamltext"
)

// File is a file to be written.
type File struct {
	Path string // below the site's folder
	Text string
}

// Edition gives the files of the edition to, made of the edition from: data/awards/<to>.yaml first, then a translation for each that from has. The
// records are the site's, zone is its time zone.
//
// Every day moves by the same whole number of weeks, the one that is nearest to as many years as lie between the ids (2026 and 2027: one; without years in
// them: one) for the day of the announcement. So a Thursday stays a Thursday, and the days between two dates stay as many. A time of day stays what
// clocks in the zone show. Of a date that is known to its month or year only, the year moves.
//
// The name and the labels of days get the year of to where they have that of from. The venue and addresses with that year are told in comments, for
// somebody to write them anew; pictures, stream and summary are the old edition's and are left out.
func Edition(records *record.Records, from *record.Edition, to string, zone *time.Location) []File {
	r := newRenewal(from, to, zone)
	files := []File{{Path: "data/awards/" + to + ".yaml", Text: r.original(from, r.categories(records))}}
	for _, tag := range slices.Sorted(maps.Keys(records.Translations)) {
		for _, t := range records.Translations[tag].Editions {
			if t.Id.S != from.Id.S {
				continue
			}
			_, suffix, _ := strings.Cut(path.Base(t.File), ".") // de.yaml
			files = append(files, File{Path: "data/awards/" + to + "." + suffix, Text: r.translation(t)})
			break // of a second one the diagnostics speak
		}
	}
	return files
}

// renewal knows what moves from one edition to another.
type renewal struct {
	from, to         string // ids
	years, days      int    // by which dates move
	oldYear, newYear string // as texts have them; empty where ids have none
	zone             *time.Location
	date             time.Time // of the new edition
}

func newRenewal(from *record.Edition, to string, zone *time.Location) *renewal {
	r := &renewal{from: from.Id.S, to: to, years: 1, zone: zone}
	if was, is := yearOf(r.from), yearOf(to); was != "" && is != "" {
		a, _ := strconv.Atoi(was)
		b, _ := strconv.Atoi(is)
		r.oldYear, r.newYear, r.years = was, is, b-a
	}
	day := civil(from.Date)
	moved := time.Date(day.Year()+r.years, day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	r.days = nearestWeek(int(moved.Sub(day).Hours() / 24))
	if r.date = day.AddDate(0, 0, r.days); from.Date.Precision < record.Day {
		r.date = moved // as shift moves it
	}
	return r
}

// yearOf is the first year in an id: four digits beside which no other stands; empty without one.
func yearOf(id string) string {
	for _, part := range strings.Split(id, "-") {
		if len(part) == 4 && strings.Trim(part, "0123456789") == "" && part[0] != '0' {
			return part
		}
	}
	return ""
}

// nearestWeek is the multiple of seven that is nearest to a number of days.
func nearestWeek(days int) int {
	if days < 0 {
		return -nearestWeek(-days)
	}
	return (days + 3) / 7 * 7
}

// renamed is a text with the new year in place of the old one.
func (r *renewal) renamed(s string) string {
	if r.oldYear == "" {
		return s
	}
	return strings.ReplaceAll(s, r.oldYear, r.newYear)
}

// categories are the ids of those that are competed for on the new edition's date.
func (r *renewal) categories(records *record.Records) []string {
	var ids []string
	for _, c := range records.Categories {
		if begins, ok := r.point(records, c.Introduced.S); ok && r.date.Before(begins) {
			continue
		}
		if ends, ok := r.point(records, c.Retired.S); ok && !r.date.Before(ends) {
			continue
		}
		ids = append(ids, c.Id.S)
	}
	return ids
}

// point is the day that an edition or a year stands for.
func (r *renewal) point(records *record.Records, ref string) (time.Time, bool) {
	if ref == r.to {
		return r.date, true
	}
	for _, e := range records.Editions {
		if e.Id.S == ref {
			return civil(e.Date), true
		}
	}
	year, err := strconv.Atoi(ref)
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), err == nil && len(ref) == 4
}

// original writes data/awards/<to>.yaml.
func (r *renewal) original(e *record.Edition, categories []string) string {
	w := &writer{}
	w.comment(0, fmt.Sprintf("Made of the edition %s by `plaudit new edition`. %s Look at each of them, and at who sits on the jury.", r.from, r.moved()))
	w.text(0, "name", r.renamed(e.Name.S))
	w.plain(0, "date", r.shift(e.Date))
	if e.Embargo.Precision != record.NoDate {
		w.comment(0, "Until this instant no result is in any output, unless its level or it itself has a `reveal`.")
		w.plain(0, "embargo", r.shift(e.Embargo))
	}
	w.was(0, "venue", e.Venue.S)
	r.address(w, 0, e.URL.S)
	if len(e.Timeline) > 0 {
		w.plain(0, "timeline", "")
		for _, d := range e.Timeline {
			w.entry(2, pairs{{"date", r.shift(d.Date)}, {"until", r.shift(d.Until)}, {"label", yamltext.Scalar(r.renamed(d.Label.S))}})
		}
	}
	r.nominations(w, &e.Nominations)
	r.jury(w, e.Jury)
	if len(e.Levels) > 0 {
		w.plain(0, "levels", "")
		for _, l := range e.Levels {
			shortlist := ""
			if l.Shortlist.Given() {
				shortlist = strconv.FormatBool(l.Shortlist.V)
			}
			w.entry(2, pairs{{"id", yamltext.Scalar(l.ID.S)}, {"name", yamltext.Scalar(l.Name.S)}, {"reveal", r.shift(l.Reveal)}, {"shortlist", shortlist}})
		}
	}
	params(w, e.Params)
	if len(categories) > 0 {
		w.comment(0, "The categories of this edition. Where there is a result, take the signs away and name who received it.")
		w.b.WriteString("# results:\n")
		for _, id := range categories {
			fmt.Fprintf(&w.b, "#   - {category: %s, partners: []}\n", id)
		}
	}
	return w.b.String()
}

// address writes an address; one with the old year in it is that edition's own, and somebody has to write the new one.
func (r *renewal) address(w *writer, indent int, url string) {
	switch {
	case url == "":
	case r.renamed(url) != url:
		w.was(indent, "url", url)
	default:
		w.plain(indent, "url", yamltext.Scalar(url))
	}
}

// moved says by how much dates moved.
func (r *renewal) moved() string {
	switch weeks := r.days / 7; {
	case weeks == 0:
		return "Its dates are those of that edition."
	case weeks > 0:
		return fmt.Sprintf("Every date is %d weeks later, so that weekdays stay.", weeks)
	default:
		return fmt.Sprintf("Every date is %d weeks earlier, so that weekdays stay.", -weeks)
	}
}

func (r *renewal) nominations(w *writer, n *record.Nominations) {
	w.section("nominations", func(inner *writer) {
		inner.given(2, "open", r.shift(n.Open))
		inner.given(2, "close", r.shift(n.Close))
		r.address(inner, 2, n.URL.S)
		inner.text(2, "eligibility", n.Eligibility.S)
		inner.text(2, "fee", n.Fee.S)
	})
}

func (r *renewal) jury(w *writer, jury []record.Person) {
	if len(jury) == 0 {
		return
	}
	w.plain(0, "jury", "")
	for _, j := range jury {
		var conflicts []string
		for _, id := range j.Conflicts {
			conflicts = append(conflicts, yamltext.Scalar(id.S))
		}
		in := ""
		if len(conflicts) > 0 {
			in = "[" + strings.Join(conflicts, ", ") + "]"
		}
		w.entry(2, pairs{{"name", yamltext.Scalar(j.Name.S)}, {"role", yamltext.Scalar(j.Role.S)}, {"organization", yamltext.Scalar(j.Organization.S)}, {"photo", yamltext.Scalar(j.Photo.S)}, {"conflicts", in}})
	}
}

// params writes what themes want to know, as JSON, which is YAML, too. What JSON cannot say, such as a number that is none, is left out with the rest.
func params(w *writer, p record.Params) {
	if len(p) == 0 {
		return
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(p) == nil {
		w.plain(0, "params", strings.TrimSpace(b.String()))
	}
}

// translation writes the texts of another language. A list of an edition is translated as a whole, so it stays as long as it was.
func (r *renewal) translation(t *record.Edition) string {
	w := &writer{}
	w.comment(0, fmt.Sprintf("Made of the edition %s by `plaudit new edition`.", r.from))
	w.text(0, "name", r.renamed(t.Name.S))
	if slices.ContainsFunc(t.Timeline, func(d record.TimelineDay) bool { return d.Label.S != "" }) {
		w.plain(0, "timeline", "")
		for _, d := range t.Timeline {
			w.entry(2, pairs{{"label", yamltext.Scalar(r.renamed(d.Label.S))}})
		}
	}
	w.section("nominations", func(inner *writer) {
		inner.text(2, "eligibility", t.Nominations.Eligibility.S)
		inner.text(2, "fee", t.Nominations.Fee.S)
	})
	if slices.ContainsFunc(t.Jury, func(j record.Person) bool { return j.Role.S != "" }) {
		w.plain(0, "jury", "")
		for _, j := range t.Jury {
			w.entry(2, pairs{{"role", yamltext.Scalar(j.Role.S)}})
		}
	}
	if slices.ContainsFunc(t.Levels, func(l record.Level) bool { return l.Name.S != "" }) {
		w.plain(0, "levels", "")
		for _, l := range t.Levels {
			w.entry(2, pairs{{"id", yamltext.Scalar(l.ID.S)}, {"name", yamltext.Scalar(l.Name.S)}})
		}
	}
	return w.b.String()
}
