package view

import (
	"slices"

	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/record"
	"github.com/plaudit/plaudit/generator/site"
)

func (b *Builder) roadmap(o *plan.Output) *Roadmap {
	v := &Roadmap{}
	today := false
	for _, m := range b.s.Milestones {
		x := Milestone{ID: m.ID.S, Name: b.words(m.Name), Due: b.when(m.Due), Status: firstGiven(m.Status.S, "planned"), Past: m.Past,
			Criteria: b.writing(o, b.s.Programme.Roadmap.Head, m.Criteria, 4, "milestone-"+m.ID.S+"-"), RewardKind: m.Reward.Kind.S,
			Reward: b.words(m.Reward.Text), UsersNotice: b.words(m.UsersNotice)}
		if !today && !m.Past {
			today, x.Today = true, true
		}
		if x.Status == "done" {
			v.Done++
		}
		v.Milestones = append(v.Milestones, x)
	}
	v.Page, v.Intro = b.programmePage(o)
	return v
}

func (b *Builder) opportunities(o *plan.Output) *Opportunities {
	v := &Opportunities{}
	list := slices.Clone(b.s.Programme.Opportunities)
	slices.SortStableFunc(list, func(x, y record.Opportunity) int { return x.Until.End(b.s.Zone).Compare(y.Until.End(b.s.Zone)) })
	for i := range list {
		v.Opportunities = append(v.Opportunities, b.opportunity(o, &list[i]))
	}
	v.Page, v.Intro = b.programmePage(o)
	return v
}

func (b *Builder) opportunity(o *plan.Output, r *record.Opportunity) Opportunity {
	x := Opportunity{ID: r.Id.S, Name: b.words(r.Name), Kind: r.Kind.S, From: b.when(r.From), Until: b.when(r.Until),
		Criteria: b.writing(o, r.Head, r.Criteria, 4, "opportunity-"+r.Id.S+"-"), Apply: b.siteURL(r.Apply.S)}
	for _, id := range r.Tiers {
		if t := b.tierByID(id.S); t != nil {
			x.Tiers = append(x.Tiers, b.tierLink(t))
		}
	}
	for _, id := range r.Types {
		i := slices.IndexFunc(b.s.Types, func(t *site.Term) bool { return t.ID == id.S })
		if i >= 0 {
			x.Types = append(x.Types, b.termLink(b.s.Types[i]))
		}
	}
	for _, id := range r.Holders {
		if p := b.s.PartnerByID[id.S]; p != nil {
			x.Holders = append(x.Holders, b.partnerCard(p))
		}
	}
	return x
}

func (b *Builder) voice(o *plan.Output) *Voice {
	v := &Voice{}
	surveys := newestFirst(b, b.s.Programme.Surveys, func(s record.Survey) record.Date { return s.Asked })
	for i := range surveys {
		r := &surveys[i]
		v.Surveys = append(v.Surveys, Survey{ID: r.Id.S, Asked: b.when(r.Asked), N: int(r.N.V), Question: b.words(r.Question), Segments: b.segments(r.Answers),
			WeDid: b.writing(o, r.Head, r.WeDid, 4, "survey-"+r.Id.S+"-")})
	}
	v.Page, v.Intro = b.programmePage(o)
	return v
}

// segments puts answers into groups, in the order of the first of each.
func (b *Builder) segments(answers []record.Answer) []SurveySegment {
	var groups []SurveySegment
	for _, a := range answers {
		name := b.words(a.Segment)
		i := slices.IndexFunc(groups, func(g SurveySegment) bool { return g.Name == name })
		if i < 0 {
			i = len(groups)
			groups = append(groups, SurveySegment{Name: name})
		}
		groups[i].Answers = append(groups[i].Answers, Answer{Label: b.words(a.Label), Count: int(a.Count.V)})
	}
	for _, g := range groups {
		sum := 0
		for _, a := range g.Answers {
			sum += a.Count
		}
		for i := range g.Answers {
			if sum > 0 {
				g.Answers[i].Share = (g.Answers[i].Count*200 + sum) / (2 * sum) // rounded half up
			}
		}
	}
	return groups
}
