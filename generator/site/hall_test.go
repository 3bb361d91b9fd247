package site

import (
	"fmt"
	"strings"
	"testing"
)

// editions writes editions from a table: one line each, "2020 a,b" or "2020 a level=finalist".
func years(lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		year, list, _ := strings.Cut(line, " ")
		fmt.Fprintf(&b, "-- data/awards/%s.yaml --\ndate: %s-04-01\nresults:\n", year, year)
		for _, entry := range strings.Fields(list) {
			parts := strings.Split(entry, "/")
			switch parts[0] {
			case "none":
				b.WriteString("- {category: c, none: true}\n")
				continue
			case "other":
				fmt.Fprintf(&b, "- {category: d, partners: [%s]}\n", parts[1])
				continue
			}
			fmt.Fprintf(&b, "- {category: c, partners: [%s]", strings.ReplaceAll(parts[0], "+", ", "))
			for _, more := range parts[1:] {
				fmt.Fprintf(&b, ", %s", strings.ReplaceAll(more, "=", ": "))
			}
			b.WriteString("}\n")
		}
		if list == "" {
			b.WriteString("  []\n")
		}
	}
	return b.String()
}

const hall = `
-- data/partners.yaml --
- {id: a, name: Ann, country: DE}
- {id: b, name: Bob, country: US}
- {id: d, name: Dan, country: DE, status: former}
-- data/awards/categories.yaml --
- {id: c, name: See, former_names: [{name: Sea, until: 2020}]}
- {id: d, name: Dee, succeeds: [c]}
`

func TestStreaks(t *testing.T) {
	for _, tt := range []struct {
		name     string
		editions []string
		want     string
	}{
		{"two in a row", []string{"2020 a", "2021 a", "2022 b"}, "a c 2020-2021"},
		{"to this day", []string{"2020 b", "2021 a", "2022 a"}, "a c 2021-2022 running"},
		{"across a renaming", []string{"2019 a", "2020 a", "2021 a"}, "a c 2019-2021 running"},
		{"not across `succeeds`", []string{"2020 a", "2021 other/a"}, ""},
		{"an edition without the category does not break it", []string{"2020 a", "2021 other/b", "2022 a"}, "a c 2020-2022 running"},
		{"nor does one without an award", []string{"2020 a", "2021 none", "2022 a"}, "a c 2020-2022 running"},
		{"another winner does", []string{"2020 a", "2021 b", "2022 a"}, ""},
		{"a finalist's place does", []string{"2020 a", "2021 a/level=finalist", "2022 a"}, ""},
		{"a rescinded result does", []string{"2020 a", "2021 a/status=rescinded", "2022 a"}, ""},
		{"a declined one, too", []string{"2020 a", "2021 a/status=declined", "2022 a"}, ""},
		{"an expired one does not", []string{"2020 a", "2021 a/status=expired", "2022 a"}, "a c 2020-2022 running"},
		{"joint winners each have theirs", []string{"2020 a+b", "2021 b+a"}, "a c 2020-2021 running, b c 2020-2021 running"},
		{"several of one edition count once", []string{"2020 a a/region=europe", "2021 a"}, "a c 2020-2021 running"},
		{"a new one after a break", []string{"2018 a", "2019 a", "2020 b", "2021 a", "2022 a"}, "a c 2021-2022 running, a c 2018-2019"},
		{"longest first", []string{"2018 b a", "2019 b a", "2020 b", "2021 a"}, "b c 2018-2020, a c 2018-2019"},
		{"winners that are still to be revealed do not break it", []string{"2025 a", "2026 a", "2027 b/level=finalist/reveal=2026-05-01"}, "a c 2025-2026 running"},
		{"a former partner's counts", []string{"2020 d", "2021 d", "2022 a"}, "d c 2020-2021"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := clean(t, hall+years(tt.editions...), "2026-06-01", "P071", "P083")
			var got []string
			for _, x := range Streaks(s) {
				line := row(x.Partner.ID, x.Category.ID, x.Editions[0].ID+"-"+x.Editions[len(x.Editions)-1].ID)
				if x.Running {
					line += " running"
				}
				got = append(got, line)
			}
			want(t, "streaks", strings.Join(got, ", "), tt.want)
		})
	}
}

func TestHallOfFame(t *testing.T) {
	s := clean(t, hall+years("2020 a d", "2021 a+b d", "2022 a/level=finalist other/b b/status=rescinded"), "2026-06-01", "P071", "P083")
	h := HallOfFame(s)
	standings := func(list []Standing) string {
		var out []string
		for _, x := range list {
			out = append(out, row(x.Rank, x.Partner.ID, x.Wins, awardIDs(x.Awards)))
		}
		return strings.Join(out, "; ")
	}
	want(t, "most awarded: ranks are shared, names decide the order", standings(h.MostAwarded), "1 a 2 2021-c-a-b 2020-c-a; 1 b 2 2022-d-b 2021-c-a-b; 1 d 2 2021-c-d 2020-c-d")
	want(t, "by category", row(h.ByCategory[0].Category.ID, standings(h.ByCategory[0].Standings)), "c 1 a 2 2021-c-a-b 2020-c-a; 1 d 2 2021-c-d 2020-c-d; 3 b 1 2021-c-a-b")
	want(t, "by country", row(len(h.ByCountry), h.ByCountry[0].Name.S, standings(h.ByCountry[1].Standings)), "2 Germany 1 b 2 2022-d-b 2021-c-a-b")
	var firsts []string
	for _, f := range h.Firsts {
		name := f.Name.S
		if f.Category != nil {
			name = f.Category.ID
		}
		firsts = append(firsts, row(name, f.Edition.ID, awardIDs(f.Awards)))
	}
	want(t, "firsts", strings.Join(firsts, "; "), "c 2020 2020-c-a 2020-c-d; d 2022 2022-d-b; Germany 2020 2020-c-a 2020-c-d; United States 2021 2021-c-a-b")
}

func TestCountriesOfFormerPartnersStandInTheirPlace(t *testing.T) {
	s := clean(t, hall+years("2020 d b"), "2026-06-01", "P071")
	h := HallOfFame(s)
	var names []string
	for _, c := range h.ByCountry {
		names = append(names, c.Name.S)
	}
	want(t, "countries", strings.Join(names, ", "), "Germany, United States")
}
