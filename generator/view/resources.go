package view

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plaudit/plaudit/generator/site"
)

// resourceFacets fills in the ways to narrow the resources. t is the term of the page, nil for the whole list.
func (b *Builder) resourceFacets(v *Posts, h *head, t *site.ResourceTerm) {
	v.All, v.Total = b.a.Href(b.a.Root("resources/")), len(b.s.Resources)
	for _, terms := range b.resourceTerms() {
		if len(terms) == 0 {
			continue
		}
		g := FacetGroup{Key: terms[0].Taxonomy}
		for _, x := range terms {
			current := t != nil && x.Taxonomy == t.Taxonomy && x.ID == t.ID
			g.Terms = append(g.Terms, CountLink{Label: b.resourceTermName(x), URL: b.a.Href(b.a.ResourceTerm(x)), Count: len(x.Resources), Current: current})
		}
		v.Facets = append(v.Facets, g)
	}
	if t == nil {
		return
	}
	v.Facet = t.Taxonomy
	name, facet := b.resourceTermName(t), b.t.T("facets."+t.Taxonomy)
	h.heading, h.crumbs = name, b.section("resources")
	h.title = b.t.T("view.resources.facet.title", "term", name.S)
	h.description = b.t.T("view.resources.facet.description", "count", len(t.Resources), "facet", facet, "term", name.S, "site", b.s.Title.S)
}

// resourceTermName is what a term is called: by its record, by the interface, else its id in plain letters.
func (b *Builder) resourceTermName(t *site.ResourceTerm) Text {
	key := t.Taxonomy + "." + t.ID
	switch {
	case t.Name.Given():
		return b.text(t.Name)
	case b.t.Has(key):
		return b.say(key)
	}
	first, n := utf8.DecodeRuneInString(t.ID)
	return plain(string(unicode.ToUpper(first)) + strings.ReplaceAll(t.ID[n:], "-", " "))
}

// termsOfResource are the terms of one resource, each with its page.
func (b *Builder) termsOfResource(r *site.Resource) []Fact {
	var facts []Fact
	for _, terms := range b.resourceTerms() {
		for _, t := range terms {
			if slices.Contains(t.Resources, r) {
				facts = append(facts, Fact{Key: t.Taxonomy, Values: []Link{{Label: b.resourceTermName(t), URL: b.a.Href(b.a.ResourceTerm(t))}}})
			}
		}
	}
	return facts
}
