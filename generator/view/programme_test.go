package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/plan"
)

// quarters is a site with 24 partners, in two tiers, and a measure of all of them.
func quarters() string {
	text := "-- data/tiers.yaml --\n- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n-- data/partners.yaml --\n"
	values := ""
	for i := range 24 {
		text += fmt.Sprintf("- {id: p%02d, name: Partner %d, country: %s, tier: %s}\n", i, i, []string{"DE", "BR"}[i%2], []string{"gold", "silver"}[i/12])
		values += fmt.Sprintf("p%02d: %d, ", i, 100+10*i)
	}
	return text + "-- data/programme/benchmarks.yaml --\nmetrics: [{id: days, name: Days, unit: days, direction: lower, values: {" + values + "}}]\nminimum_group: 6\n"
}

func TestBenchmarksPage(t *testing.T) {
	b := build(t, quarters(), "2026-06-01")
	v := at[Benchmarks](b, "benchmarks/")
	m := v.Metrics[0]
	equal(t, "what", fmt.Sprint(v.Minimum, " ", m.Better, " ", m.Name.S, " ", m.Low, " ", m.High), "6 down Days 110 320")
	var rows []string
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			rows = append(rows, fmt.Sprint(g.Dimension, " ", r.Label.S, ": ", r.Partners, " ", r.Lower, " ", r.Median, " ", r.Upper, " at ", r.From, " ", r.Middle, " ", r.Width))
		}
	}
	equal(t, "rows", strings.Join(rows, "\n"), ` All partners: 24 160 220 270 at 23.8 52.4 52.4
tier Gold: 12 130 160 180 at 9.5 23.8 23.8
tier Silver: 12 250 280 300 at 66.7 81 23.8
region Europe: 12 160 210 260 at 23.8 47.6 47.6
region Latin America: 12 170 220 270 at 28.6 52.4 47.6`)
	raw := string(v.JSONLD)
	for _, part := range []string{`"@type":"Dataset"`, `"variableMeasured":[{"@type":"PropertyValue","name":"Days","unitText":"days"}]`} {
		if !strings.Contains(raw, part) {
			t.Errorf("the page says nothing of %s: %s", part, raw)
		}
	}
}

// Pages of the programme exist when their data exist, or an introduction.
func TestProgrammePagesExist(t *testing.T) {
	b := build(t, "-- content/pages/voice.md --\n---\ntitle: Soon\nsummary: Soon.\n---\nSoon.\n-- data/programme/scorecard.yaml --\nleading: []\n", "2026-06-01")
	var there []string
	for _, name := range plan.ProgrammePages() {
		if b.plan.Answers(name + "/") {
			there = append(there, name)
		}
	}
	equal(t, "pages", strings.Join(there, " "), "voice scorecard")
	footer := b.builders[b.sites[0]].footer.plain
	equal(t, "footer", labels(footer), "You said, we did | Scorecard")
}

// A page of the programme is translated when its records or its introduction are.
func TestProgrammeTranslated(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	for name, wanted := range map[string]bool{"journey": true, "roadmap": false, "featured": true, "voice": false} {
		o, ok := b.plan.At("de/" + name + "/index.html")
		if !ok {
			t.Fatalf("no page de/%s/", name)
		}
		equal(t, name, Indexed(o), wanted)
	}
	v := at[Journey](b, "de/journey/")
	equal(t, "translated", v.Journeys[0].Audience, Text{S: "Vertriebspartner"})
	equal(t, "not translated", v.Journeys[1].Audience, Text{S: "Others", Lang: "en", Dir: "ltr"})
}

func TestResourcesOfStages(t *testing.T) {
	b := build(t, whole, "2026-06-01")
	var rows []string
	for _, j := range at[Journey](b, "journey/").Journeys {
		for _, s := range j.Stages {
			var titles []string
			for _, r := range s.Resources {
				titles = append(titles, r.Title.S)
			}
			rows = append(rows, s.Anchor+": "+strings.Join(titles, ", "))
		}
	}
	// The guide is for the stage recruit and the audience sales.
	equal(t, "resources", strings.Join(rows, "\n"), "stage-sales-recruit: Guide\nstage-sales-grow: First steps\nstage-other-recruit: ")
}

func TestTeamSideIsWithheld(t *testing.T) {
	b := build(t, strings.Replace(whole, "publish_team: true", "publish_team: false", 1), "2026-06-01")
	for _, j := range at[Journey](b, "journey/").Journeys {
		for _, s := range j.Stages {
			if j.Team || s.Team.Goal.S != "" || len(s.Team.Steps) > 0 || s.Team.Owner != "" {
				t.Errorf("%s shows the team's side", s.Anchor)
			}
		}
	}
}

// Where many are eligible both tables go on at page/2/.
func TestManyFeatured(t *testing.T) {
	text := "-- data/partners.yaml --\n"
	for i := range 130 {
		text += fmt.Sprintf("- {id: p%03d, name: Partner %d, featured: {from: 2026-01-01, until: 2026-12-31, reason: New}}\n", i, i)
	}
	b := build(t, text, "2026-06-01")
	one, two := at[Featured](b, "featured/"), at[Featured](b, "featured/page/2/")
	equal(t, "rows", fmt.Sprint(len(one.Turns), " ", len(one.Exposure), " ", len(two.Turns), " ", len(two.Exposure)), "100 100 30 30")
	equal(t, "places", fmt.Sprint(one.Turns[0].Place, " ", two.Turns[0].Place, " ", two.Turns[29].Place), "1 101 130")
	equal(t, "slots", fmt.Sprint(one.Turns[2].Shown, one.Turns[3].Shown, two.Turns[0].Shown), "true false false")
	equal(t, "pager", one.Pager.Next, "/featured/page/2/")
}

// While a new version of a policy is to come, the one in force is marked among the earlier ones, and none when it has come.
func TestPolicyInForce(t *testing.T) {
	text := "-- data/programme/governance.yaml --\npolicies:\n  - {id: p, name: P, version: \"3\", effective: 2026-07-01, text: C, earlier: [" +
		"{version: \"1\", effective: 2024-01-01, text: A}, {version: \"2\", effective: 2025-01-01, text: B}, {version: \"2.5\", effective: 2026-06-15, text: X}]}\n"
	for now, want := range map[string]string{"2026-06-01": "3 to come, 2.5, 2 in force, 1", "2026-06-20": "3 to come, 2.5 in force, 2, 1", "2026-07-02": "3, 2.5, 2, 1"} {
		p := at[Governance](build(t, text, now), "governance/").Policies[0]
		got := p.Current.Version
		if p.Future {
			got += " to come"
		}
		for _, e := range p.Earlier {
			got += ", " + e.Version
			if e.InForce {
				got += " in force"
			}
		}
		equal(t, now, got, want)
	}
}
