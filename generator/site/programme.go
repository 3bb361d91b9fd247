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
}
