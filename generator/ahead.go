package generator

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator/audit"
	"github.com/plaudit/plaudit/generator/compare"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

// Ahead is what the clock alone will make of a site: a dry run of every instant at which the same sources give another one.
type Ahead struct {
	Today    *Result // what a check finds now; when it has errors, nothing is looked at beyond
	From     time.Time
	Through  time.Time // the last instant that was asked for
	Zone     *time.Location
	Title    string
	BaseURL  string
	Instants []Instant // in order
}

// Instant is one of them.
type Instant struct {
	At       time.Time
	Changes  []compare.Change // against the instant before it
	Troubles []Trouble        // that were not there before it
}

// Trouble is something that would go wrong.
type Trouble struct {
	What     string        // the code of a diagnostic, such as P120, or one of the codes below
	Severity diag.Severity // an error stops the build of that instant
	Text     string
	Hint     string
	At       diag.Position
}

// What would go wrong without a diagnostic. Those of a comparison keep its codes: case-study-missing, consent-withdrawn, address-lost.
const (
	AnnouncedBare    = "announced-without-case-study" // its case study is a draft, waits or has expired
	AnnouncedWithout = "announced-without-consent"    // a logo, a quote, metrics or a recipient is withheld when the result is announced
	NeverAnnounced   = "never-announced"              // its embargo ends, and nobody who received it may be named
)

// Quiet says whether there is nothing to tell of an instant: nothing goes wrong, and at most who is featured changes, or how a date is worded.
func (i *Instant) Quiet() bool {
	return len(i.Troubles) == 0 && !slices.ContainsFunc(i.Changes, func(c compare.Change) bool { return c.What != compare.FeaturedChanged })
}

// Told are the changes that no trouble tells already.
func (i *Instant) Told() []compare.Change {
	return slices.DeleteFunc(slices.Clone(i.Changes), func(c compare.Change) bool {
		return slices.ContainsFunc(i.Troubles, func(t Trouble) bool { return t.Text == c.Text })
	})
}

// Failed says whether something would stop publishing, or with strict go wrong at all.
func (a *Ahead) Failed(strict bool) bool {
	if a.Today.Failed(strict) {
		return true
	}
	return slices.ContainsFunc(a.Instants, func(i Instant) bool {
		return slices.ContainsFunc(i.Troubles, func(t Trouble) bool { return strict || t.Severity == diag.Error })
	})
}

// LookAhead checks a site as of now and as of every instant up to through, a time in the zone of the site, at which it changes by the clock. The
// sources are read and decoded once, and pages that an instant does not change are not made again. Nothing is published.
func LookAhead(ctx context.Context, in Input, through func(zone *time.Location) time.Time) (*Ahead, error) {
	if in.Jobs <= 0 {
		in.Jobs = runtime.GOMAXPROCS(0) // nobody looks at a page meanwhile
	}
	v, err := OpenPreview(in)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	first := v.Latest()
	problems, err := v.Check(ctx, first)
	if err != nil {
		return nil, err
	}
	s := first.p.whole.Sites[0]
	a := &Ahead{Today: first.p.result(), From: in.Now.In(s.Zone), Through: through(s.Zone).In(s.Zone), Zone: s.Zone, Title: s.Title.S, BaseURL: s.BaseURL}
	a.Today.Problems = problems
	if a.Today.Failed(false) {
		return a, nil
	}
	// The sources' own diagnostics are those of every instant: AsOf leaves them out, here as at the instants that it is compared with.
	w := watchman{ctx: ctx, preview: v, results: resultsByPlace(first.records), last: first.AsOf(in.Now)}
	w.fresh(problems)
	for next := w.last.Next(); !next.IsZero() && !next.After(a.Through); next = w.last.Next() {
		if in.Progress != nil {
			in.Progress(next.In(s.Zone).Format(time.DateOnly), 0, 0)
		}
		i, err := w.look(first.AsOf(next))
		if err != nil {
			return nil, err
		}
		i.At = next.In(s.Zone)
		a.Instants = append(a.Instants, i)
	}
	return a, nil
}

// watchman goes from instant to instant.
type watchman struct {
	ctx     context.Context
	preview *Preview
	results map[diag.Position]*record.Result
	last    *Snapshot
	known   map[string]bool // diagnostics of the last one
}

func resultsByPlace(records *record.Records) map[diag.Position]*record.Result {
	m := map[diag.Position]*record.Result{}
	for _, e := range records.Editions {
		for i := range e.Results {
			m[e.Results[i].Position()] = &e.Results[i]
		}
	}
	return m
}

// problems checks a snapshot and gives those of its diagnostics that the last one did not have.
func (w *watchman) problems(s *Snapshot) ([]diag.Diagnostic, error) {
	all, err := w.preview.Check(w.ctx, s)
	if err != nil {
		return nil, err
	}
	return w.fresh(all), nil
}

// fresh gives diagnostics that were not there the last time, and remembers those of this time.
func (w *watchman) fresh(all []diag.Diagnostic) []diag.Diagnostic {
	now, fresh := make(map[string]bool, len(all)), []diag.Diagnostic(nil)
	for _, d := range all {
		key := d.Code.ID + "\x00" + d.At.String() + "\x00" + d.Text
		now[key] = true
		if !w.known[key] {
			fresh = append(fresh, d)
		}
	}
	w.known = now
	return fresh
}

// look compares an instant with the one before. The pages are looked at when something changed that they could be wrong about: who of the featured
// partners stands where, and that a day has passed, leads to no other address and shows no other text.
func (w *watchman) look(s *Snapshot) (Instant, error) {
	before := w.last
	w.last = s
	i := Instant{Changes: compare.Between(before.side(), s.side())}
	var fresh []diag.Diagnostic
	if !i.Quiet() || !sameProblems(before.Problems, s.Problems) || len(before.p.plan.Outputs) != len(s.p.plan.Outputs) {
		var err error
		if fresh, err = w.problems(s); err != nil {
			return Instant{}, err
		}
	}
	for _, d := range fresh {
		i.Troubles = append(i.Troubles, Trouble{What: d.Code.ID, Severity: d.Severity(), Text: d.Text, Hint: d.Hint, At: d.At})
	}
	for _, c := range i.Changes {
		switch c.What {
		case compare.CaseStudyMissing, compare.ConsentWithdrawn, compare.AddressLost:
			t := Trouble{What: c.What, Severity: diag.Warning, Text: c.Text, At: s.placeOf(c)}
			if c.What == compare.AddressLost && before.permanent(c.ID) {
				t.Hint = "note it with `plaudit lock` before: then it says that the page is no longer available"
			}
			i.Troubles = append(i.Troubles, t)
		case compare.ResultAdded, compare.ResultRevealed:
			i.Troubles = append(i.Troubles, w.announced(s.p.whole.Sites[0].AwardByID[c.ID])...)
		}
	}
	i.Troubles = append(i.Troubles, never(before, s)...)
	slices.SortStableFunc(i.Troubles, func(a, b Trouble) int { return cmp.Compare(b.Severity, a.Severity) })
	return i, nil
}

// sameProblems says whether two instants have the same diagnostics of the sources.
func sameProblems(a, b []diag.Diagnostic) bool {
	return slices.EqualFunc(a, b, func(x, y diag.Diagnostic) bool { return x.Code == y.Code && x.At == y.At && x.Text == y.Text })
}

func (s *Snapshot) side() compare.Side { return compare.Side{Whole: s.p.whole, Plan: s.p.plan} }

// permanent says whether an address is one that plaudit.lock notes.
func (s *Snapshot) permanent(address string) bool {
	o, ok := s.p.plan.At(plan.OutputOf(strings.TrimPrefix(address, "/")))
	return ok && o.Record != ""
}

// placeOf is where the record of a change stands.
func (s *Snapshot) placeOf(c compare.Change) diag.Position {
	first := s.p.whole.Sites[0]
	for _, w := range s.p.whole.Withheld {
		if slices.Contains(c.Keys, w.Kind) && w.ID == c.ID {
			return w.At
		}
	}
	switch c.Kind {
	case "award":
		if a := first.AwardByID[c.ID]; a != nil {
			return a.At
		}
	case "partner":
		if p := first.PartnerByID[c.ID]; p != nil {
			return p.At
		}
	}
	for _, w := range s.p.whole.Withheld {
		if w.Kind == c.Kind && w.ID == c.ID {
			return w.At
		}
	}
	return diag.Position{}
}

// announced finds what a result lacks at the instant of its announcement.
func (w *watchman) announced(a *site.Award) []Trouble {
	r := w.results[a.At]
	if r == nil || a.Shortlisted {
		return nil
	}
	var names []string
	for _, x := range a.Recipients {
		names = append(names, x.Name.S)
	}
	what := fmt.Sprintf("%s, %s: %s", a.Edition.Name.S, a.CategoryName.S, strings.Join(names, ", "))
	var all []Trouble
	tell := func(code, text string, at diag.Position) {
		all = append(all, Trouble{What: code, Severity: diag.Warning, Text: what + " " + text, At: at})
	}
	why := w.withheld()
	if r.CaseStudy.S != "" && a.CaseStudy == nil {
		text := "is announced without its case study."
		if x, ok := why["case-study/"+r.CaseStudy.S]; ok {
			text += " " + audit.Reason(x, w.zone())
		}
		tell(AnnouncedBare, text, r.Pos(r.CaseStudy.At))
	}
	if a.Withheld > 0 {
		tell(AnnouncedWithout, "is announced without naming every recipient, for lack of consent.", a.At)
	}
	for _, x := range a.Recipients {
		if x.Partner == nil {
			continue
		}
		if hidden, ok := why["logo/"+x.Partner.ID]; ok {
			tell(AnnouncedWithout, fmt.Sprintf("is announced without the logo of %s. %s", x.Partner.Name.S, audit.Reason(hidden, w.zone())), hidden.At)
		}
	}
	for _, part := range []string{"quote", "metrics"} {
		if hidden, ok := why[part+"/"+a.ID]; ok {
			tell(AnnouncedWithout, fmt.Sprintf("is announced without its %s. %s", part, audit.Reason(hidden, w.zone())), hidden.At)
		}
	}
	return all
}

// withheld is what is withheld at the instant that is looked at, by kind and id.
func (w *watchman) withheld() map[string]site.Withheld {
	m := map[string]site.Withheld{}
	for _, x := range w.last.p.whole.Withheld {
		m[x.Kind+"/"+x.ID] = x
	}
	return m
}

func (w *watchman) zone() *time.Location { return w.last.p.whole.Sites[0].Zone }

// never finds results that were to be announced now, and of which nobody may be named.
func never(before, now *Snapshot) []Trouble {
	waited := map[diag.Position]bool{}
	for _, w := range before.p.whole.Withheld {
		if w.Kind == "award" && (w.Reason == "embargo" || w.Reason == "reveal") {
			waited[w.At] = true
		}
	}
	var all []Trouble
	for _, w := range now.p.whole.Withheld {
		if w.Kind == "award" && waited[w.At] && (w.Reason == "unlisted" || w.Reason == "consent") {
			all = append(all, Trouble{What: NeverAnnounced, Severity: diag.Warning, At: w.At,
				Text: fmt.Sprintf("The result %s is not announced with the others. %s", w.ID, audit.Reason(w, now.p.whole.Sites[0].Zone))})
		}
	}
	return all
}
