package audit

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// win is a result that counts as one, or will when it is announced.
type win struct {
	r      *record.Result
	name   string    // "The win in …"
	reveal time.Time // when it is announced
}

// results looks at every result, announced or not.
func (f *finder) results() {
	for _, e := range f.records.Editions {
		for i := range e.Results {
			r := &e.Results[i]
			if r.None.V {
				continue
			}
			to := f.holders(r)
			for _, p := range r.Recipients {
				f.personConsent(r, p)
			}
			name := f.resultName(e, r)
			f.awardEnds(to, r, name)
			if f.isWin(e, r) {
				f.win(to, win{r: r, name: "The win in " + name, reveal: f.reveal(e, r)})
			}
			f.metrics(to, r.File, r.Metrics)
		}
	}
}

// holders are the partners of a result, directly or through people.
func (f *finder) holders(r *record.Result) []*entry {
	all := f.those(r.Partners)
	for _, p := range r.Recipients {
		if x := f.partner[p.Partner.S]; x != nil && !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

// resultName is a result's category and edition: "Newcomer of the Year" (Partner Awards 2026).
func (f *finder) resultName(e *record.Edition, r *record.Result) string {
	return fmt.Sprintf("%q (%s)", cmp.Or(f.categories[r.Category.S], r.Category.S), cmp.Or(e.Name.S, e.Id.S))
}

// isWin says whether a result is of the first level and was neither declined nor rescinded by now.
func (f *finder) isWin(e *record.Edition, r *record.Result) bool {
	if r.Level.S != "" && r.Level.S != firstLevel(e) {
		return false
	}
	lost := r.Status.S == site.Declined || r.Status.S == site.Rescinded
	return !lost || given(r.StatusOn) && !f.past(r.StatusOn.Start(f.zone))
}

// firstLevel is the id of an edition's highest level.
func firstLevel(e *record.Edition) string {
	if len(e.Levels) > 0 {
		return e.Levels[0].ID.S
	}
	return "winner"
}

// reveal is when a result of the first level is announced: its own instant, else its level's, else the edition's.
func (f *finder) reveal(e *record.Edition, r *record.Result) time.Time {
	dates := []record.Date{r.Reveal}
	if len(e.Levels) > 0 {
		dates = append(dates, e.Levels[0].Reveal)
	}
	for _, d := range append(dates, e.Embargo) {
		if given(d) {
			return d.Start(f.zone)
		}
	}
	return e.Date.Start(f.zone)
}

// win finds what a win lacks. One to come has until its announcement, with a case study as it will be then.
func (f *finder) win(to []*entry, w win) {
	f.study(to, w)
	if w.r.Citation.S == "" {
		f.tell(to, Item{What: WinWithoutCitation, Text: w.name + " has no citation: nobody reads why it was given.", At: w.r.Position()})
	}
}

func (f *finder) study(to []*entry, w win) {
	id := w.r.CaseStudy
	if id.S == "" {
		f.tell(to, Item{What: WinWithoutCaseStudy, Text: w.name + " has no case study.", At: w.r.Position()})
		return
	}
	c := f.caseStudies[id.S]
	if c == nil {
		return // the diagnostics say so
	}
	f.wins[id.S] = append(f.wins[id.S], w)
	item := Item{At: w.r.Pos(id.At)}
	switch {
	case f.past(w.reveal):
		if why := f.notShown(c, f.now); why != "" {
			item.What, item.Text = WinWithoutCaseStudy, fmt.Sprintf("%s has no case study to show: %q %s.", w.name, c.Title.S, why)
			f.tell(to, item)
		}
	case f.soon(w.reveal):
		if why := f.notShown(c, w.reveal); why != "" {
			item.What, item.Until = NotReady, w.reveal
			item.Text = fmt.Sprintf("%s is announced on %s without its case study: %q %s.", w.name, instant(w.reveal, f.zone), c.Title.S, why)
			f.tell(to, item)
		}
	}
}

// notShown says why a case study is not shown at an instant, as far as its own record says; empty when it is.
func (f *finder) notShown(c *record.CaseStudy, t time.Time) string {
	switch {
	case c.Draft.V:
		return "is a draft"
	case given(c.Expires) && !t.Before(c.Expires.End(f.zone)):
		return "is shown until " + f.date(c.Expires) + " only"
	case given(c.Publish) && t.Before(c.Publish.Start(f.zone)):
		return "is published " + f.on(c.Publish) + " only"
	case f.approvalRequired() && f.missingApproval(c, t) != "":
		return "has no approval of the " + f.missingApproval(c, t)
	}
	return ""
}

// awardEnds finds an award that will lose its status.
func (f *finder) awardEnds(to []*entry, r *record.Result, name string) {
	if r.Status.S == "" || r.Status.S == site.Active || !given(r.StatusOn) {
		return
	}
	if end := r.StatusOn.Start(f.zone); f.soon(end) {
		f.tell(to, Item{What: AwardEnds, Text: fmt.Sprintf("The award in %s is %s from %s on.", name, r.Status.S, f.date(r.StatusOn)), At: r.Pos(r.StatusOn.At), Until: end})
	}
}

// metrics finds claims that do not say what was before.
func (f *finder) metrics(to []*entry, file string, list []record.Metric) {
	for _, m := range list {
		if m.Before.S != "" {
			continue
		}
		f.tell(to, Item{What: NoBaseline, Text: fmt.Sprintf("The metric %q does not say what it was `before`.", m.Label.S), At: m.In(file)})
	}
}

// at is a place of a record, or the record where it lacks it.
func at(h record.Head, place record.At) diag.Position {
	if place.Given() {
		return h.Pos(place)
	}
	return h.Position()
}
