package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/locale"
)

// ResourceTerm is a way to narrow the resources: a stage of a journey, an audience, a kind or a series. Name is that of a stage or a
// series, and of an audience that is written as a name; the interface names kinds, and ids of audiences where it knows them.
type ResourceTerm struct {
	Taxonomy  string // stage, audience, kind, series
	ID        string
	Name      Text
	Resources []*Resource // newest first
}

// resourceKinds is the order of the kinds: that of the contract.
var resourceKinds = []string{"guide", "course", "sandbox", "kit", "template"}

// ResourceTerms are the terms of the site's resources by taxonomy: stages in the order of the journeys, kinds in that of the contract,
// audiences by id, series by name.
func ResourceTerms(s *Site) [][]*ResourceTerm {
	l := localeOf(s.Language)
	byID := func(a, b *ResourceTerm) int { return strings.Compare(a.ID, b.ID) }
	byStage := func(a, b *ResourceTerm) int {
		return cmp.Or(a.Resources[0].stagePlace-b.Resources[0].stagePlace, byID(a, b))
	}
	byKind := func(a, b *ResourceTerm) int {
		return slices.Index(resourceKinds, a.ID) - slices.Index(resourceKinds, b.ID)
	}
	byName := func(a, b *ResourceTerm) int { return cmp.Or(l.Compare(a.Name.S, b.Name.S), byID(a, b)) }
	return [][]*ResourceTerm{
		termsOfResources(s, "stage", byStage, func(r *Resource) (string, Text) { return r.Stage, r.StageName }),
		termsOfResources(s, "audience", byID, audienceTerm),
		termsOfResources(s, "kind", byKind, func(r *Resource) (string, Text) { return r.Kind, Text{} }),
		termsOfResources(s, "series", byName, func(r *Resource) (string, Text) { return seriesID(r), r.Series }),
	}
}

// audienceTerm is the id of a resource's audience, empty without one. Its name is empty where the record has the id itself.
func audienceTerm(r *Resource) (id string, name Text) {
	if r.Audience == "" {
		return "", Text{}
	}
	id = locale.Slug(r.Audience)
	if id == r.Audience {
		return id, Text{}
	}
	return id, r.AudienceName
}

func seriesID(r *Resource) string {
	if !r.Series.Given() {
		return ""
	}
	return locale.Slug(r.Series.S)
}

// stage gives a resource the name of its stage, and the stage's place in the journeys.
func (l *linker) stage(r *Resource) {
	place := 0
	for _, j := range l.records.Programme.Journey.Journeys {
		for _, s := range j.Stages {
			if s.ID.S == r.Stage {
				r.StageName, r.stagePlace = l.name(s.Name), place
				return
			}
			place++
		}
	}
	r.stagePlace = place
}

func termsOfResources(s *Site, taxonomy string, order func(a, b *ResourceTerm) int, of func(*Resource) (id string, name Text)) []*ResourceTerm {
	var terms []*ResourceTerm
	known := map[string]*ResourceTerm{}
	for _, r := range s.Resources {
		id, name := of(r)
		if id == "" {
			continue
		}
		t := known[id]
		if t == nil {
			t = &ResourceTerm{Taxonomy: taxonomy, ID: id, Name: name}
			known[id] = t
			terms = append(terms, t)
		}
		t.Resources = append(t.Resources, r)
	}
	slices.SortFunc(terms, order)
	return terms
}
