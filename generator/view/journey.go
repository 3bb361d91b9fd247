package view

import (
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) journey(o *plan.Output) *Journey {
	v := &Journey{}
	file := &b.s.Programme.Journey
	stages := map[string]Link{} // the first of each id
	for i := range file.Journeys {
		j := &file.Journeys[i]
		x := AudienceJourney{ID: j.ID.S, Audience: b.words(j.Audience), Team: file.PublishTeam.V}
		for n := range j.Stages {
			s := b.stage(j, &j.Stages[n], n+1)
			if _, known := stages[j.Stages[n].ID.S]; !known {
				stages[j.Stages[n].ID.S] = Link{Label: s.Name, URL: "#" + s.Anchor}
			}
			x.Stages = append(x.Stages, s)
		}
		if n := len(x.Stages); n > 0 {
			x.Start, x.Goal = x.Stages[0], x.Stages[n-1].Partner.Goal
		}
		v.Journeys = append(v.Journeys, x)
	}
	for _, c := range newestFirst(b, file.Changes, func(c record.JourneyChange) record.Date { return c.Date }) {
		v.Changes = append(v.Changes, JourneyChange{Date: b.when(c.Date), Stage: stages[c.Stage.S], Summary: b.words(c.Summary), Because: b.words(c.Because)})
	}
	v.Feedback = b.siteURL(file.Feedback.S)
	v.Page, v.Intro = b.programmePage(o)
	return v
}

func (b *Builder) stage(j *record.Journey, s *record.Stage, number int) Stage {
	return Stage{Anchor: "stage-" + j.ID.S + "-" + s.ID.S, Number: number, Name: b.words(s.Name), Partner: b.side(s.Partner), Team: b.side(s.Team),
		Resources: cardsOf(b.resourcesOf(j, s), b.resourceCard)}
}

func (b *Builder) side(s record.StageSide) StageSide {
	return StageSide{Goal: b.words(s.Goal), Steps: b.wordsOf(s.Steps), Owner: s.Owner.S}
}

// resourcesOf are those that a stage names, in its order, and then those that name the stage and are for its audience.
func (b *Builder) resourcesOf(j *record.Journey, s *record.Stage) []*site.Resource {
	var list []*site.Resource
	for _, id := range slices.Concat(s.Partner.Resources, s.Team.Resources) {
		i := slices.IndexFunc(b.s.Resources, func(r *site.Resource) bool { return r.ID == id.S })
		if i >= 0 && !slices.Contains(list, b.s.Resources[i]) {
			list = append(list, b.s.Resources[i])
		}
	}
	for _, r := range b.s.Resources {
		if r.Stage == s.ID.S && forAudience(r.Audience, j) && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// everybody is the audience of what is for all journeys.
const everybody = "everybody"

// forAudience says whether what is for an audience is for that of a journey, which is named by its id or, in the page's language, by its name.
func forAudience(audience string, j *record.Journey) bool {
	if audience == "" || strings.EqualFold(audience, j.Audience.S) {
		return true
	}
	id := locale.Slug(audience)
	return id == everybody || id == j.ID.S
}
