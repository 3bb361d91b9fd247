package view

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// told says which types of schema.org a page of each kind tells of, beside the page itself, the way to it, the programme and its owner.
var told = map[plan.Kind]string{
	plan.Home: "ItemList", plan.Partners: "ItemList", plan.Facet: "ItemList", plan.Partner: "Organization", plan.Awards: "ItemList",
	plan.Edition: "Event ItemList", plan.EditionCategory: "ItemList", plan.Award: "Article Organization Person VideoObject", plan.Category: "ItemList",
	plan.Certificate: "Organization", plan.CaseStudies: "ItemList", plan.StudyFacet: "ItemList", plan.CaseStudy: "Article", plan.Clients: "ItemList",
	plan.Client: "Organization", plan.Updates: "ItemList", plan.Update: "NewsArticle", plan.Resources: "ItemList", plan.Resource: "Article",
	plan.Events: "ItemList", plan.Event: "Event", plan.Jury: "Person", plan.Scorecard: "Dataset",
	// Quartiles need more partners than this site has: TestBenchmarksPage.
	plan.Benchmarks: "", plan.Email: "", plan.Tiers: "", plan.Page: "", plan.Nominate: "", plan.Press: "", plan.Featured: "", plan.Journey: "", plan.Roadmap: "",
	plan.Opportunities: "", plan.Voice: "", plan.Governance: "", plan.Verify: "", plan.Compare: "", plan.Shortlist: "", plan.Landing: "ItemList",
}

// needed are the properties without which search engines do not take a type.
var needed = map[string][]string{
	"Organization": {"name"}, "Person": {"name"}, "WebSite": {"@id", "name", "url", "publisher"}, "BreadcrumbList": {"itemListElement"},
	"ItemList": {"itemListElement", "numberOfItems"}, "ListItem": {"position"}, "Article": {"headline", "author", "publisher"},
	"NewsArticle": {"headline", "datePublished", "author", "publisher"}, "Event": {"name", "startDate", "location", "eventAttendanceMode", "organizer"},
	"Place": {"name", "address"}, "VirtualLocation": {"url"}, "VideoObject": {"name", "description", "thumbnailUrl", "uploadDate"},
	"Dataset": {"name", "description", "creator"}, "WebPage": {"@id", "url", "name", "inLanguage"}, "CollectionPage": {"@id", "url", "name"},
	"ProfilePage": {"@id", "url", "mainEntity"}, "AboutPage": {"@id", "url", "name"},
}

// Every page but notices and cards has one graph, with what its kind is about and all that search engines need of it.
func TestGraphs(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	found := map[plan.Kind]map[string]bool{}
	for _, o := range b.plan.Outputs {
		if !o.HTML {
			continue
		}
		p := pageOf(b.builders[o.Site].View(o))
		if isNotice(o.Kind) || o.Kind == plan.Embed {
			if len(p.JSONLD) > 0 {
				t.Errorf("%s tells of something", o.Path)
			}
			continue
		}
		var g struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal(p.JSONLD, &g); err != nil || g.Context != "https://schema.org" {
			t.Errorf("%s: %v, context %q", o.Path, err, g.Context)
			continue
		}
		if found[o.Kind] == nil {
			found[o.Kind] = map[string]bool{}
		}
		if whatLacks := lacking(g.Graph); whatLacks != "" {
			t.Errorf("%s: %s", o.Path, whatLacks)
		}
		common := map[string]int{}
		for _, n := range g.Graph {
			kind := n["@type"].(string)
			common[kind]++
			found[o.Kind][kind] = true
		}
		pages := common["WebPage"] + common["CollectionPage"] + common["ProfilePage"] + common["AboutPage"]
		if pages != 1 || common["WebSite"] != 1 || common["Organization"] < 1 || (common["BreadcrumbList"] == 1) == (o.Kind == plan.Home) {
			t.Errorf("%s: %v", o.Path, common)
		}
	}
	for kind, wanted := range told {
		got := found[kind]
		if got == nil {
			t.Errorf("the site has no %s", kind)
		}
		for _, name := range strings.Fields(wanted) {
			if !got[name] {
				t.Errorf("%s tells of %v, not of %s", kind, slices.Sorted(maps.Keys(got)), name)
			}
		}
	}
	for kind := range found {
		if _, ok := told[kind]; !ok {
			t.Errorf("%s is in no table", kind)
		}
	}
}

// lacking names the first property that a node of a graph needs and does not have, or that is there and empty.
func lacking(x any) string {
	switch x := x.(type) {
	case []map[string]any:
		for _, n := range x {
			if s := lacking(n); s != "" {
				return s
			}
		}
	case []any:
		for _, n := range x {
			if s := lacking(n); s != "" {
				return s
			}
		}
	case map[string]any:
		kind, _ := x["@type"].(string)
		_, known := needed[kind]
		if kind != "" && !known && !slices.Contains([]string{"ProgramMembership", "PostalAddress", "PropertyValue"}, kind) {
			return "the type " + kind + " is in no table"
		}
		for _, name := range needed[kind] {
			if x[name] == nil {
				return fmt.Sprintf("%s without %s: %v", kind, name, x)
			}
		}
		for name, v := range x {
			if v == "" {
				return fmt.Sprintf("%s with an empty %s", kind, name)
			}
			if s, ok := v.(string); ok && (strings.Contains(s, "&amp;") || strings.Contains(s, "&lt;") || strings.Contains(s, "&#")) {
				return fmt.Sprintf("%s: %s is escaped twice: %s", kind, name, s)
			}
			if s := lacking(v); s != "" {
				return s
			}
		}
	}
	return ""
}

// A gap in any of these is found.
func TestLackingFinds(t *testing.T) {
	for _, bad := range []string{
		`[{"@type":"Event","name":"x"}]`, `[{"@type":"Thingy"}]`, `[{"@type":"Person","name":""}]`, `[{"@type":"Person","name":"A &amp; B"}]`,
		`[{"@type":"Person","name":"A","worksFor":{"@type":"Place","name":"B"}}]`,
	} {
		var graph []map[string]any
		if err := json.Unmarshal([]byte(bad), &graph); err != nil {
			t.Fatal(err)
		}
		if lacking(graph) == "" {
			t.Errorf("nothing is missing in %s", bad)
		}
	}
}
