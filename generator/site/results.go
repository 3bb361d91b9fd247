package site

import (
	"math/big"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/record"
)

// resultReferences checks one result: what it names, and what has to go together in it.
func (l *linker) resultReferences(e *Edition, r *record.Result) {
	x := &l.ids
	l.refer(x.categories, r.File, r.Category)
	l.refer(x.partners, r.File, r.Partners...)
	for _, p := range r.Recipients {
		l.refer(x.partners, r.File, p.Partner)
	}
	l.refer(x.clients, r.File, r.Clients...)
	l.refer(x.caseStudies, r.File, r.CaseStudy)
	l.checkTerm("region", r.File, r.Region)
	if e.level(r.Level.S) < 0 {
		levels := newIDs("level", "levels", "")
		for _, v := range e.Levels {
			levels.at[v.ID] = e.At
		}
		l.refer(levels, r.File, r.Level)
	}
	l.checkMetrics(r.File, r.Metrics)
	if r.None.V {
		return
	}
	switch {
	case len(r.Partners) == 0 && len(r.Recipients) == 0:
		l.problems.Add(diag.NoRecipient.New(r.Position(), "the result has no recipient").WithHint("name `partners` or `recipients`, or say `none: true`"))
	case len(r.Partners) > 0 && len(r.Recipients) > 0:
		l.problems.Add(diag.TwoAlternatives.New(r.Pos(r.Recipients[0].At), "the result has `partners` and `recipients`").
			WithHint("keep one of them; a person's partner stands in `partner` of the recipient"))
	}
	if r.Citation.S == "" {
		l.problems.Add(diag.NoCitation.New(r.Position(), "the award has no citation").WithHint("say in `citation` why it was given"))
	}
	if r.Status.S != "" && r.Status.S != Active {
		var missing, keys []string
		if !given(r.StatusOn) {
			missing, keys = append(missing, "a date"), append(keys, "`status_on`")
		}
		if r.StatusWhy.S == "" {
			missing, keys = append(missing, "a reason"), append(keys, "`status_reason`")
		}
		if len(missing) > 0 {
			l.problems.Add(diag.StatusDetail.New(r.Pos(r.Status.At), "the award is %s without %s", r.Status.S, strings.Join(missing, " and ")).
				WithWidth(len(r.Status.S)).WithHint("add %s", strings.Join(keys, " and ")))
		}
	}
	l.checkShares(r)
	l.checkReplacement(e, r)
}

// checkShares wants a share for each recipient, and all of them to be one.
func (l *linker) checkShares(r *record.Result) {
	if len(r.Shares) == 0 {
		return
	}
	if n := len(r.Partners) + len(r.Recipients); len(r.Shares) != n {
		l.problems.Add(diag.BadShares.New(r.Pos(r.Shares[0].At), "%d shares for %d recipients", len(r.Shares), n).WithHint("give one share for each recipient, in their order"))
		return
	}
	sum := new(big.Rat)
	for _, s := range r.Shares {
		if s.Den == 0 {
			return // decode has said so
		}
		sum.Add(sum, big.NewRat(s.Num, s.Den))
	}
	if sum.Cmp(big.NewRat(1, 1)) != 0 {
		l.problems.Add(diag.BadShares.New(r.Pos(r.Shares[0].At), "the shares make %s, not 1", sum.RatString()).WithHint("correct them, or leave `shares` out when they are equal"))
	}
}

// checkReplacement wants what is replaced to be a rescinded result of the same category and edition.
func (l *linker) checkReplacement(e *Edition, r *record.Result) {
	ref := r.Replaces
	if ref.S == "" {
		return
	}
	l.refer(l.ids.awards, r.File, ref)
	old := l.resultByID[ref.S]
	if old == nil || old.r == r {
		return // unknown, or a circle
	}
	bad := func(format string, args ...any) diag.Diagnostic {
		return diag.BadReplacement.New(r.Pos(ref.At), format, args...).WithWidth(len(ref.S)).WithNote(old.r.Position(), "the award %q", ref.S)
	}
	switch {
	case old.edition != e || old.r.Category.S != r.Category.S:
		l.problems.Add(bad("%q is of another category or edition", ref.S).WithHint("name a rescinded result of the same category"))
	case old.r.Status.S != Rescinded:
		l.problems.Add(bad("%q was not rescinded", ref.S).WithHint("give it `status: rescinded`, or take `replaces` out"))
	}
}

// checkMetrics warns of effects that nobody can judge.
func (l *linker) checkMetrics(file string, metrics []record.Metric) {
	for _, m := range metrics {
		missing := ""
		switch {
		case m.Before.S == "" && m.Period.S == "":
			missing = "`before` and no `period`"
		case m.Before.S == "":
			missing = "`before`"
		case m.Period.S == "":
			missing = "`period`"
		default:
			continue
		}
		at := m.At
		if !at.Given() {
			at = m.Label.At
		}
		l.problems.Add(diag.BadMetric.New(at.In(file), "the metric %q has no %s", m.Label.S, missing).WithHint("say what it was before, and over which time"))
	}
}
