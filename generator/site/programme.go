package site

import (
	"cmp"
	"slices"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// programme takes what the pages of the programme show. What is nobody's business is taken out: single values of
// benchmarks, the team's side of a journey unless it is published, and everybody who is withheld.
func (l *linker) programme() {
	p := l.records.Programme
	p.Benchmarks.Metrics = slices.Clone(p.Benchmarks.Metrics)
	for i := range p.Benchmarks.Metrics {
		m := &p.Benchmarks.Metrics[i]
		m.Values, m.ValuesFile = nil, record.Text{}
	}
	opportunities := make([]record.Opportunity, 0, len(p.Opportunities))
	for _, o := range p.Opportunities {
		if !l.started(o.From) || l.over(o.Until) {
			reason, until := reasonExpired, time.Time{}
			if !l.started(o.From) {
				reason, until = reasonScheduled, o.From.Start(l.zone)
			}
			w := hideOf("opportunity", o.Head, reason, until)
			w.Name = o.Name.S
			var ws words
			ws.name(o.Name.S)
			w.Words = ws
			l.withhold(w)
			continue
		}
		o.Holders = slices.DeleteFunc(slices.Clone(o.Holders), func(id record.ID) bool { return l.site.PartnerByID[id.S] == nil })
		opportunities = append(opportunities, o)
	}
	p.Opportunities = noneAsNil(opportunities)
	visible := func(side record.StageSide) record.StageSide {
		side.Resources = slices.DeleteFunc(slices.Clone(side.Resources), func(id record.ID) bool { return !l.shows("resource", id.S) })
		return side
	}
	p.Journey.Journeys = slices.Clone(p.Journey.Journeys)
	for i := range p.Journey.Journeys {
		j := &p.Journey.Journeys[i]
		j.Stages = slices.Clone(j.Stages)
		for k := range j.Stages {
			stage := &j.Stages[k]
			stage.Partner = visible(stage.Partner)
			stage.Team = visible(stage.Team)
			if !p.Journey.PublishTeam.V {
				stage.Team = record.StageSide{}
			}
		}
	}
	l.site.Programme = p
	l.benchmarks()
	l.milestones()
	for _, x := range p.Governance.Policies {
		l.site.Policies = append(l.site.Policies, l.policy(x))
	}
}

// Milestone is a date of the roadmap. Past says that it is over, whether or not it was kept.
type Milestone struct {
	record.Milestone
	Past bool
}

// Policy is a rule of the programme. Future says that it is not in force yet.
type Policy struct {
	record.Policy
	Future  bool
	InForce int // the place in Earlier of the version in force while the current one is to come; -1 without one
}

func (l *linker) policy(x record.Policy) Policy {
	p := Policy{Policy: x, Future: !l.started(x.Effective), InForce: -1}
	if !p.Future {
		return p
	}
	for i, e := range x.Earlier {
		if given(e.Effective) && l.started(e.Effective) && (p.InForce < 0 || e.Effective.Start(l.zone).After(x.Earlier[p.InForce].Effective.Start(l.zone))) {
			p.InForce = i
		}
	}
	return p
}

func (l *linker) milestones() {
	for _, m := range l.records.Programme.Roadmap.Milestones {
		l.site.Milestones = append(l.site.Milestones, Milestone{Milestone: m, Past: l.over(m.Due)})
	}
	slices.SortStableFunc(l.site.Milestones, func(a, b Milestone) int {
		if !given(a.Due) || !given(b.Due) {
			return cmp.Compare(btoi(!given(a.Due)), btoi(!given(b.Due)))
		}
		return a.Due.End(l.zone).Compare(b.Due.End(l.zone))
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
