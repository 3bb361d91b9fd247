package plan

import "github.com/plaudit/plaudit/generator/site"

// The pages of the programme. Each is at an address of its name.
const (
	Featured      Kind = "featured"
	Journey       Kind = "journey"
	Roadmap       Kind = "roadmap"
	Opportunities Kind = "opportunities"
	Voice         Kind = "voice"
	Benchmarks    Kind = "benchmarks"
	Scorecard     Kind = "scorecard"
	Governance    Kind = "governance"
)

// programmePages are the pages of the programme with what each needs to exist, in the order in which menus name them.
var programmePages = []struct {
	kind Kind
	has  func(s *site.Site) bool
}{
	{Featured, func(s *site.Site) bool {
		return s.Programme.Featured.File != "" || len(s.Rotation.Turns)+len(s.Rotation.Exposure) > 0
	}},
	{Journey, func(s *site.Site) bool { return s.Programme.Journey.File != "" }},
	{Roadmap, func(s *site.Site) bool { return len(s.Milestones) > 0 }},
	{Opportunities, func(s *site.Site) bool { return len(s.Programme.Opportunities) > 0 }},
	{Voice, func(s *site.Site) bool { return len(s.Programme.Surveys) > 0 }},
	{Benchmarks, func(s *site.Site) bool { return len(s.Benchmarks) > 0 }},
	{Scorecard, func(s *site.Site) bool { return s.Programme.Scorecard.File != "" }},
	{Governance, func(s *site.Site) bool { return s.Programme.Governance.File != "" }},
}

// programme plans the pages of the programme that have data, or an introduction of the site's own.
func (b *builder) programme() {
	for _, p := range programmePages {
		if !p.has(b.site) && b.site.Introductions[string(p.kind)] == nil {
			continue
		}
		address := b.addr.Root(string(p.kind) + "/")
		if r := &b.site.Rotation; p.kind == Featured {
			b.list(p.kind, address, nil, max(len(r.Turns), len(r.Exposure)), turnsOfAPage)
			continue
		}
		b.page(p.kind, address, nil)
	}
}

// turnsOfAPage is how many partners a page of the rotation shows in each of its tables.
const turnsOfAPage = 100

// ProgrammePages are the names of the pages of the programme.
func ProgrammePages() []string {
	names := make([]string, len(programmePages))
	for i, p := range programmePages {
		names[i] = string(p.kind)
	}
	return names
}
