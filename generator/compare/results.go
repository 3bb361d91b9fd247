package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
)

// otherwise are the fields of an award that are no facts of its own or have sentences of their own.
var otherwise = []string{"ID", "Rest", "Edition", "Category", "Year", "CategoryName", "Level", "Shortlisted", "Recipients", "Withheld", "Joint", "CaseStudy", "Quote", "Metrics", "Status", "StatusOn",
	"StatusWhy", "ExpiresOn", "ReplacedBy", "Updates", "Resources", "Events", "Translated", "Order"}

// results compares the results of all editions: those that are published now, newest edition first, then those that are gone.
func (d *differ) results() {
	before := d.counterparts()
	d.spoken = d.languages(awards)
	known := make(map[*site.Award]bool, len(before))
	for _, e := range d.b.Editions {
		for _, a := range e.Awards {
			if old := before[a]; old != nil {
				known[old] = true
				d.result(old, a)
				continue
			}
			d.add(Change{What: ResultAdded, Kind: "award", ID: a.ID, Name: holders(a), Address: page(d.b, a), New: a.Level.Name.S, Text: fmt.Sprintf("%s: %s.", race(a), honour(a))})
		}
		d.none(e)
	}
	for _, e := range d.a.Editions {
		for _, a := range e.Awards {
			if !known[a] {
				d.resultGone(a)
			}
		}
	}
}

// resultGone tells of a result that is not published any more.
func (d *differ) resultGone(a *site.Award) {
	c := Change{What: ResultRemoved, Kind: "award", ID: a.ID, Name: holders(a), Address: page(d.a, a), Old: a.Level.Name.S}
	why, consent := d.why("award", a.ID)
	if consent {
		c.What = ConsentWithdrawn
	}
	c.Text = sentence(fmt.Sprintf("%s: the result of %s is not published any more. ", race(a), holders(a)), why)
	d.add(c)
}

// counterparts gives for each result of the new site what it was in the old one: the result of its id, else the one of the same recipients in the same
// category, region and edition, whose id is another one since a recipient's is.
func (d *differ) counterparts() map[*site.Award]*site.Award {
	pairs := map[*site.Award]*site.Award{}
	left := map[string][]*site.Award{} // of the old site
	for _, e := range d.a.Editions {
		for _, a := range e.Awards {
			if d.b.AwardByID[a.ID] == nil {
				left[d.contest(a)] = append(left[d.contest(a)], a)
			}
		}
	}
	for _, e := range d.b.Editions {
		for _, a := range e.Awards {
			if old := d.a.AwardByID[a.ID]; old != nil {
				pairs[a] = old
			} else if same := left[d.contest(a)]; len(same) > 0 {
				pairs[a], left[d.contest(a)] = same[0], same[1:]
			}
		}
	}
	return pairs
}

// contest is what a result is about, whatever its id: edition, category, region, level and recipients, by the ids of today.
func (d *differ) contest(a *site.Award) string {
	region := ""
	if a.Region != nil {
		region = a.Region.ID
	}
	return strings.Join([]string{a.Edition.ID, d.today("category", a.Category.ID), region, a.Level.ID, d.recipients(a)}, "\x00")
}

// page is the address of an award's page.
func page(s *site.Site, a *site.Award) string { return slash(plan.AddressesOf(s).Award(a)) }

// race is what an award was competed for: Partner Awards 2026, Newcomer of the Year, Europe.
func race(a *site.Award) string {
	parts := []string{a.Edition.Name.S, a.CategoryName.S}
	if a.Region != nil {
		parts = append(parts, a.Region.Name.S)
	}
	return strings.Join(parts, ", ")
}

// holders names who holds an award.
func holders(a *site.Award) string {
	var names []string
	for _, r := range a.Recipients {
		names = append(names, r.Name.S)
	}
	switch {
	case a.Withheld == 1:
		names = append(names, "a further recipient")
	case a.Withheld > 1:
		names = append(names, fmt.Sprintf("%d further recipients", a.Withheld))
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// honour is who holds an award at which level, and what became of it.
func honour(a *site.Award) string {
	text := holders(a) + ", " + a.Level.Name.S
	if a.Status != site.Active {
		text += ", " + a.Status
	}
	return text
}

// result compares a result with itself.
func (d *differ) result(old, new *site.Award) {
	c := Change{Kind: "award", ID: new.ID, Name: holders(new), Address: page(d.b, new)}
	tell := func(what, was, is, format string, args ...any) {
		c.What, c.Old, c.New, c.Text = what, was, is, race(new)+": "+fmt.Sprintf(format, args...)
		d.add(c)
	}
	if old.ID != new.ID {
		tell(RecordMoved, old.ID, new.ID, "the result of %s has the id %s now, and no longer %s.", holders(new), new.ID, old.ID)
	}
	switch {
	case old.Shortlisted && !new.Shortlisted:
		tell(ResultRevealed, old.Level.Name.S, new.Level.Name.S, "%s; it stood on the shortlist.", honour(new))
		return // everything else of it is new
	case !old.Shortlisted && new.Shortlisted:
		tell(ResultChanged, old.Level.Name.S, new.Level.Name.S, "the result of %s stands on the shortlist only now.", holders(new))
		return
	case old.Level.ID != new.Level.ID:
		tell(ResultChanged, old.Level.Name.S, new.Level.Name.S, "%s is %s now, and no longer %s.", holders(new), new.Level.Name.S, old.Level.Name.S)
	}
	if old.Status != new.Status {
		tell(ResultStatus, old.Status, new.Status, "%s", statusText(new))
	}
	if was, is := holders(old), holders(new); d.recipients(old) != d.recipients(new) {
		if new.Withheld > old.Withheld {
			tell(ConsentWithdrawn, was, is, "somebody is not named any more: the recipients are %s.", is)
		} else {
			tell(ResultChanged, was, is, "the recipients are %s now.", is)
		}
	}
	d.storyOf(old, new, tell)
	d.said(c, fmt.Sprintf("the result of %s (%s)", holders(new), race(new)), old.Quote, new.Quote, old.Metrics, new.Metrics)
	d.otherKeys(c, old, new)
}

// storyOf tells of an award's case study.
func (d *differ) storyOf(old, new *site.Award, tell func(what, was, is, format string, args ...any)) {
	switch {
	case old.CaseStudy == nil && new.CaseStudy != nil:
		tell(ResultChanged, "", new.CaseStudy.ID, "the award of %s has the case study %q now.", holders(new), new.CaseStudy.Title.S)
	case old.CaseStudy != nil && new.CaseStudy == nil:
		tell(CaseStudyMissing, old.CaseStudy.ID, "", "the award of %s has no case study any more; it had %q.", holders(new), old.CaseStudy.Title.S)
	case old.CaseStudy != nil && old.CaseStudy.ID != new.CaseStudy.ID:
		tell(ResultChanged, old.CaseStudy.ID, new.CaseStudy.ID, "the case study of %s is %q now.", holders(new), new.CaseStudy.Title.S)
	}
}

func statusText(a *site.Award) string {
	who, why := holders(a), ""
	if a.StatusWhy.Given() {
		why = " " + strings.TrimSuffix(a.StatusWhy.S, ".") + "."
	}
	switch a.Status {
	case site.Declined:
		return who + " declined the award." + why
	case site.Rescinded:
		return "the award of " + who + " is rescinded." + why
	case site.Expired:
		return "the award of " + who + " has expired." + why
	}
	return "the award of " + who + " is in force again."
}

// otherKeys tells what else a result says now, in any language.
func (d *differ) otherKeys(c Change, old, new *site.Award) {
	told := []string{"name"}
	if old.Status != new.Status {
		told = append(told, "certificate") // that follows
	}
	keys := slices.DeleteFunc(changed(old, new, otherwise), func(key string) bool { return slices.Contains(told, key) })
	c.Values = values(old, new, otherwise, keys)
	if !(same(old.StatusOn, new.StatusOn) && same(old.StatusWhy, new.StatusWhy)) && old.Status == new.Status {
		keys = append(keys, "status_reason")
	}
	for _, l := range d.spoken {
		keys = append(keys, l.changed(awards, old.ID, new.ID, keys, told)...)
	}
	if len(keys) == 0 {
		return
	}
	c.What, c.Keys = ResultChanged, keys
	c.Text = fmt.Sprintf("%s: the result of %s says something else: %s.", race(new), holders(new), inWords(keys, c.Values))
	d.add(c)
}

// awards are results as records of a kind, for what they say in other languages.
var awards = kind{name: "award", without: otherwise, items: list(func(s *site.Site) []*site.Award {
	var all []*site.Award
	for _, e := range s.Editions {
		all = append(all, e.Awards...)
	}
	return all
}, func(a *site.Award, _ plan.Addresses) item { return item{id: a.ID, value: a} })}

// recipients is who holds an award and in which shares. The names and logos of its day follow from the partners, who are compared themselves.
func (d *differ) recipients(a *site.Award) string {
	var b strings.Builder
	for _, r := range a.Recipients {
		id := r.ID
		if !r.Person {
			id = d.today("partner", id)
		}
		fmt.Fprintf(&b, "%q %v %q %q %d/%d\n", id, r.Person, nameOfPerson(r), r.Photo, r.Share.Num, r.Share.Den)
	}
	fmt.Fprintf(&b, "%d %v", a.Withheld, a.Joint)
	return b.String()
}

func nameOfPerson(r site.Recipient) string {
	if !r.Person {
		return ""
	}
	return r.Name.S
}

// none tells of categories of which an edition says now that there is no award.
func (d *differ) none(e *site.Edition) {
	old := d.a.EditionByID[e.ID]
	for _, y := range e.Categories {
		if !y.None {
			continue
		}
		was := (*site.CategoryYear)(nil)
		if old != nil {
			if i := slices.IndexFunc(old.Categories, func(x *site.CategoryYear) bool { return x.None && x.Category.ID == y.Category.ID }); i >= 0 {
				was = old.Categories[i]
			}
		}
		if was != nil && was.Reason.S == y.Reason.S {
			continue
		}
		why := ""
		if y.Reason.Given() {
			why = " " + strings.TrimSuffix(y.Reason.S, ".") + "."
		}
		d.add(Change{What: NoAward, Kind: "category", ID: e.ID + "/" + y.Category.ID, Name: y.Name.S, Address: slash(plan.AddressesOf(d.b).EditionCategory(e.ID, y.Category.ID)),
			Text: fmt.Sprintf("%s, %s: there is no award.%s", e.Name.S, y.Name.S, why)})
	}
}

// capital is a clause as a sentence begins.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
