package view

import "reflect"

// shared are the values that stand on many pages, and that a Builder makes once: what a partial writes of one is kept for the next page.
var shared = map[reflect.Type]bool{
	reflect.TypeFor[*PartnerCard]():   true,
	reflect.TypeFor[*AwardCard]():     true,
	reflect.TypeFor[*CaseStudyCard](): true,
	reflect.TypeFor[*ClientCard]():    true,
	reflect.TypeFor[[]FacetGroup]():   true,
	reflect.TypeFor[Menu]():           true,
}

// Shares says whether values of a type stand on many pages.
func Shares(t reflect.Type) bool { return shared[t] }
