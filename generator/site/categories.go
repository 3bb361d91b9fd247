package site

import (
	"slices"
	"strconv"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// categories are in file order. Their years come with the awards.
func (l *linker) categories() {
	s := l.site
	s.CategoryByID = make(map[string]*Category, len(l.records.Categories))
	for _, r := range l.records.Editions {
		l.editionRecord[r.Id.S] = r
	}
	for i, r := range l.records.Categories {
		l.categoryRecord[r.Id.S] = r
		c := &Category{ID: r.Id.S, At: r.Position(), Name: l.name(r.Name), Description: l.prose(r.Head, r.Description), Criteria: l.prose(r.Head, r.Criteria),
			Group: l.name(r.Group), Introduced: r.Introduced.S, Retired: r.Retired.S, OneWinner: r.Winners.S == "one",
			Sponsor: Sponsor{Name: r.Sponsor.Name.S, URL: r.Sponsor.URL.S, Logo: picture(r.Sponsor.Logo)}, order: i}
		for _, f := range r.FormerNames {
			if until, ok := l.point(f.Until, true); ok {
				c.FormerNames = append(c.FormerNames, CategoryName{Name: l.name(f.Name), Until: f.Until.S, until: until})
			}
		}
		c.introduced, _ = l.point(r.Introduced, false)
		slices.SortStableFunc(c.FormerNames, func(a, b CategoryName) int { return a.until.Compare(b.until) })
		for _, v := range r.Versions {
			if from, ok := l.point(v.From, false); ok {
				x := CriteriaVersion{From: v.From.S, Criteria: l.prose(r.Head, v.Criteria), from: from}
				for _, w := range v.Weights {
					x.Weights = append(x.Weights, Weight{Name: l.name(w.Name), Value: w.Value.V})
				}
				c.Versions = append(c.Versions, x)
			}
		}
		slices.SortStableFunc(c.Versions, func(a, b CriteriaVersion) int { return a.from.Compare(b.from) })
		c.Translated = l.translated()
		s.Categories = append(s.Categories, c)
		s.CategoryByID[c.ID] = c
	}
	for _, r := range l.records.Categories {
		c := s.CategoryByID[r.Id.S]
		for _, id := range r.Succeeds {
			if old := s.CategoryByID[id.S]; old != nil && old != c && !slices.Contains(c.Succeeds, old) {
				c.Succeeds = append(c.Succeeds, old)
				old.SucceededBy = append(old.SucceededBy, c)
			}
		}
	}
}

// point is the time that an edition or a year stands for in a category's history: an edition's date; a year's first or,
// as an end, its last moment.
func (l *linker) point(ref record.Text, end bool) (time.Time, bool) {
	if e := l.editionRecord[ref.S]; e != nil {
		return e.Date.Start(l.zone), true
	}
	year, err := strconv.Atoi(ref.S)
	if err != nil || len(ref.S) != 4 || year < 0 {
		return time.Time{}, false
	}
	if end {
		return record.DayStart(year+1, 1, 1, l.zone).Add(-time.Nanosecond), true
	}
	return record.DayStart(year, 1, 1, l.zone), true
}

// newYear is a category as it is in an edition: the name and the criteria of its day.
func newYear(c *Category, e *Edition) *CategoryYear {
	y := &CategoryYear{Category: c, Edition: e, Name: c.Name, Criteria: c.Criteria}
	for _, f := range c.FormerNames {
		if !e.Date.Time.After(f.until) {
			y.Name = f.Name
			break
		}
	}
	for _, v := range c.Versions {
		if !e.Date.Time.Before(v.from) {
			y.Weights = v.Weights
			if v.Criteria.Given() {
				y.Criteria = v.Criteria
			}
		}
	}
	return y
}

// competed says whether an edition is within a category's years.
func (l *linker) competed(c *Category, e *Edition) bool {
	r := l.categoryRecord[c.ID]
	if from, ok := l.point(r.Introduced, false); ok && e.Date.Time.Before(from) {
		return false
	}
	if retired, ok := l.point(r.Retired, false); ok && !e.Date.Time.Before(retired) {
		return false
	}
	return true
}

// categoryYears completes categories and editions with each other.
func (l *linker) categoryYears() {
	s := l.site
	for _, e := range s.Editions { // newest first
		years := map[*Category]*CategoryYear{}
		for _, a := range e.Awards {
			y := a.Year
			y.Awards = append(y.Awards, a)
			y.Held = y.Held || !a.Shortlisted
			years[a.Category] = y
		}
		for _, n := range l.nones[e] {
			if years[n.Category] == nil {
				years[n.Category] = n
			}
		}
		for _, c := range s.Categories {
			y := years[c]
			if y != nil {
				e.Categories = append(e.Categories, y)
				c.Years = append(c.Years, *y)
			}
			if l.competed(c, e) {
				if y == nil {
					y = newYear(c, e)
				}
				e.Competed = append(e.Competed, y)
			}
		}
	}
	var newer *Edition
	for _, e := range s.Editions {
		if len(e.Categories) == 0 {
			continue
		}
		if newer != nil {
			newer.Older, e.Newer = e, newer
		}
		newer = e
	}
}

// checkYears warns of results of a category outside its years.
func (l *linker) checkYears(x *result) {
	r := l.categoryRecord[x.category.ID]
	if l.competed(x.category, x.edition) {
		return
	}
	text, why := "introduced", r.Introduced
	if retired, ok := l.point(r.Retired, false); ok && !x.edition.Date.Time.Before(retired) {
		text, why = "retired", r.Retired
	}
	l.problems.Add(diag.CategoryNotHeld.New(x.r.Pos(x.r.Category.At), "%q is not held in the edition %q", x.category.ID, x.edition.ID).
		WithNote(r.Pos(why.At), "it is %s with %s", text, why.S).WithHint("correct the category of the result, or `%s` of the category", text))
}
