package site

import (
	"strings"
	"testing"
)

func TestDefaultAwardID(t *testing.T) {
	long := strings.Repeat("a", 100)
	for _, tt := range []struct {
		edition, category, region string
		recipients                []string
		want                      string
	}{
		{"2026", "newcomer", "", []string{"bva"}, "2026-newcomer-bva"},
		{"2026", "newcomer", "europe", []string{"bva"}, "2026-newcomer-europe-bva"},
		{"2026", "newcomer", "", []string{"a", "b", "c"}, "2026-newcomer-a-b-c"},
		// printf %s d-e | sha256sum
		{"2026", "newcomer", "", []string{"a", "b", "c", "d", "e"}, "2026-newcomer-a-b-c-61d26f92"},
		{"2026", long, "", []string{long}, ("2026-" + long + "-" + long)[:151] + "-" + shortHash("2026-"+long+"-"+long)},
	} {
		got := defaultAwardID(tt.edition, tt.category, tt.region, tt.recipients)
		want(t, tt.want, got, tt.want)
		if len(got) > maxAwardID {
			t.Errorf("%d characters", len(got))
		}
	}
}

func TestAwardIDs(t *testing.T) {
	for _, tt := range []struct{ name, results, more, now, want, problems string }{
		{"a person's is made from the name", "[{category: growth, recipients: [{name: Ada Łovelace}]}]", "", "2026-05-01", "2026-growth-ada-lovelace", ""},
		{"a reserved one gets a number", "[{category: growth, recipients: [{name: Con}]}]", "", "2026-05-01", "2026-growth-con-1", ""},
		{"letters without Latin", "[{category: growth, recipients: [{name: 東京}]}]", "", "2026-05-01", "2026-growth-x-" + shortHash("東京"), ""},
		{"four recipients", "[{category: growth, partners: [dot, cyd, bea, ada]}]", "", "2026-05-01", "2026-growth-dot-cyd-bea-" + shortHash("ada"), ""},
		{"an own id", "[{category: growth, partners: [ada], id: 2026-growth-first}]", "", "2026-05-01", "2026-growth-first", ""},
		{"level and tier are not in it", "[{category: growth, partners: [ada], level: commended}]", "", "2026-05-01", "2026-growth-ada", ""},
		{"the first client tells two apart", "[{category: growth, partners: [ada], clients: [acme, bolt]}, {category: growth, partners: [ada], clients: [bolt]}]", "", "2026-05-01",
			"2026-growth-ada-acme 2026-growth-ada-bolt", ""},
		{"who has no client keeps it", "[{category: growth, partners: [ada], clients: [acme]}, {category: growth, partners: [ada]}]", "", "2026-05-01",
			"2026-growth-ada-acme 2026-growth-ada", ""},
		{"then a number, with a warning", "[{category: growth, partners: [ada]}, {category: growth, partners: [ada]}, {category: growth, partners: [ada]}]", "", "2026-05-01",
			"2026-growth-ada 2026-growth-ada-2 2026-growth-ada-3", "data/awards/2026.yaml:2:48 P079, data/awards/2026.yaml:2:85 P079"},
		{"one withheld: an error", "[{category: growth, partners: [ada]}, {category: growth, partners: [ada], reveal: 2027-01-01}]", "", "2026-05-01",
			"2026-growth-ada", "data/awards/2026.yaml:2:11 P078, data/awards/2026.yaml:2:48 P078"},
		{"both withheld until the same instant: only the warning", "[{category: growth, partners: [ada]}, {category: growth, partners: [ada]}]", "", "2026-04-01",
			"", "data/awards/2026.yaml:2:48 P079"},
		{"both withheld, until different ones: an error", "[{category: growth, partners: [ada]}, {category: growth, partners: [ada], reveal: 2027-01-01}]", "", "2026-04-01",
			"", "data/awards/2026.yaml:2:11 P078, data/awards/2026.yaml:2:48 P078"},
		{"an address of the lock: an error", "[{category: growth, partners: [ada], clients: [acme]}, {category: growth, partners: [ada]}]",
			"-- plaudit.lock --\n/awards/2026/growth/ada/ award 2026-growth-ada\n", "2026-05-01",
			"2026-growth-ada-acme 2026-growth-ada", "data/awards/2026.yaml:2:11 P078, data/awards/2026.yaml:2:65 P078"},
		{"an own id twice: an error", "[{category: growth, partners: [ada], id: x}, {category: newcomer, partners: [ada], id: x}]", "", "2026-05-01",
			"x", "data/awards/2026.yaml:2:97 P053"},
		{"a default id that another has as its own", "[{category: growth, partners: [ada]}, {category: growth, partners: [bea], id: 2026-growth-ada}]", "", "2026-05-01",
			"2026-growth-ada-2 2026-growth-ada", "data/awards/2026.yaml:2:11 P079"},
		{"withheld recipients are left out", "[{category: growth, partners: [shy, ada]}]", "-- data/partners/shy.yaml --\nname: Shy\nconsent: {listed: false}\n", "2026-05-01",
			"2026-growth-ada", ""},
		{"withheld clients, too", "[{category: growth, partners: [ada], clients: [hid, acme]}, {category: growth, partners: [ada]}]",
			"-- data/clients.yaml --\n- {id: acme, name: Acme}\n- {id: hid, name: Hid, consent: {listed: false}}\n", "2026-05-01",
			"2026-growth-ada-acme 2026-growth-ada", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole, lines := linked(t, programme+"-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: "+tt.results+"\n"+tt.more, tt.now)
			want(t, "ids", awardIDs(whole.Sites[0].EditionByID["2026"].Awards), tt.want)
			var problems []string
			for _, line := range lines {
				if fields := strings.Fields(line); fields[1] != "P071" {
					problems = append(problems, fields[0]+" "+fields[1])
				}
			}
			want(t, "problems", strings.Join(problems, ", "), tt.problems)
		})
	}
}

func TestRest(t *testing.T) {
	s := clean(t, programme+"-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [ada], citation: c}, {category: growth, partners: [bea], id: best, citation: c}]", "2026-05-01")
	want(t, "default", s.AwardByID["2026-growth-ada"].Rest, "ada")
	want(t, "own", s.AwardByID["best"].Rest, "best")
}
