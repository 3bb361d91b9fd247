package site

import (
	"slices"
	"time"

	"github.com/plaudit/plaudit/generator/record"
)

// programme takes what the pages of the programme show. What is nobody's business is taken out: single values of
// benchmarks, the team's side of a journey unless it is published, and everybody who is withheld.
func (l *linker) programme() {
	p := l.records.Programme
	p.Benchmarks.Metrics = withoutValues(p.Benchmarks.Metrics)
	p.Opportunities = l.opportunities(p.Opportunities)
	p.Journey.Journeys = l.journeys(&p.Journey)
	l.site.Programme = p
	l.benchmarks()
	l.milestones()
	for _, x := range p.Governance.Policies {
		l.site.Policies = append(l.site.Policies, l.policy(x))
	}
}

func withoutValues(metrics []record.Benchmark) []record.Benchmark {
	metrics = slices.Clone(metrics)
	for i := range metrics {
		metrics[i].Values, metrics[i].ValuesFile = nil, record.Text{}
	}
	return metrics
}

// opportunities are those that have begun and are not over, with the holders who may be seen; the others are withheld.
func (l *linker) opportunities(list []record.Opportunity) []record.Opportunity {
	open := make([]record.Opportunity, 0, len(list))
	for _, o := range list {
		switch {
		case !l.started(o.From):
			l.withholdOpportunity(&o, reasonScheduled, o.From.Start(l.zone))
			continue
		case l.over(o.Until):
			l.withholdOpportunity(&o, reasonExpired, time.Time{})
			continue
		}
		o.Holders = slices.DeleteFunc(slices.Clone(o.Holders), func(id record.ID) bool { return l.site.PartnerByID[id.S] == nil })
		open = append(open, o)
	}
	return noneAsNil(open)
}

func (l *linker) withholdOpportunity(o *record.Opportunity, reason string, until time.Time) {
	w := hideOf("opportunity", o.Head, reason, until)
	w.Name = o.Name.S
	var ws words
	ws.name(o.Name.S)
	w.Words = ws
	l.withhold(w)
}

// journeys are those of a file without the resources that may not be seen, and without the team's side unless it is published.
func (l *linker) journeys(file *record.JourneyFile) []record.Journey {
	visible := func(side record.StageSide) record.StageSide {
		side.Resources = slices.DeleteFunc(slices.Clone(side.Resources), func(id record.ID) bool { return !l.shows("resource", id.S) })
		return side
	}
	list := slices.Clone(file.Journeys)
	for i := range list {
		stages := slices.Clone(list[i].Stages)
		for k := range stages {
			stages[k].Partner, stages[k].Team = visible(stages[k].Partner), visible(stages[k].Team)
			if !file.PublishTeam.V {
				stages[k].Team = record.StageSide{}
			}
		}
		list[i].Stages = stages
	}
	return list
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
		switch {
		case given(a.Due) && given(b.Due):
			return a.Due.End(l.zone).Compare(b.Due.End(l.zone))
		case given(a.Due):
			return -1
		case given(b.Due):
			return 1
		}
		return 0
	})
}
