package site

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/plaudit/plaudit/generator/diag"
)

// dump writes all that a site shows, without the places in the sources. Records that others point to are written as their ids;
// in the site's own lists, whole.
func dump(s *Site) string {
	var b strings.Builder
	var write func(v reflect.Value, whole bool, indent string)
	write = func(v reflect.Value, whole bool, indent string) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if v.IsNil() {
				b.WriteString("nil")
				return
			}
			if id := v.Elem(); !whole && id.Kind() == reflect.Struct && id.FieldByName("ID").IsValid() {
				b.WriteString("->" + id.FieldByName("ID").String())
				return
			}
			write(v.Elem(), false, indent)
		case reflect.Struct:
			if v.CanInterface() {
				if t, ok := v.Interface().(time.Time); ok {
					b.WriteString(t.UTC().String())
					return
				}
			}
			for i := range v.NumField() {
				switch f := v.Type().Field(i); f.Name {
				case "At", "Here", "File", "Line", "Column", "Zone", "Withheld", "Joint", "order", "SortKey":
				default:
					b.WriteString("\n" + indent + f.Name + ": ")
					write(v.Field(i), whole, indent+" ")
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				b.WriteString("\n" + indent + "- ")
				write(v.Index(i), whole, indent+" ")
			}
		case reflect.Map:
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, c reflect.Value) int { return strings.Compare(a.String(), c.String()) })
			for _, k := range keys {
				b.WriteString("\n" + indent + k.String() + "= ")
				write(v.MapIndex(k), whole, indent+" ")
			}
		default:
			fmt.Fprint(&b, v)
		}
	}
	v := reflect.ValueOf(*s)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; name != "Zone" {
			b.WriteString("\n" + name + ": ")
			write(v.Field(i), true, " ")
		}
	}
	return b.String()
}

// model is a random programme. Each thing knows whether it is withheld; what is withheld can be left out when it is written.
type model struct {
	partners, clients []thing
	results           []resultModel
	posts             []postModel
	shortlist         bool
}

type thing struct {
	id, yaml string
	hidden   string // the line that withholds it; empty: visible
}

type resultModel struct {
	edition, category, level, region string
	partners, clients                []string
	story                            string
	hidden                           string
	status                           string
}

type postModel struct {
	folder, id, yaml  string
	partners, clients []string
	hidden            string
}

var (
	editionsOfModel = []string{"2023", "2024", "2025", "2026"} // of which the last is embargoed at the instant of the tests
)

func drawModel(t *rapid.T) model {
	var m model
	maybe := func(label, s string) string {
		if rapid.IntRange(0, 3).Draw(t, label) == 0 {
			return s
		}
		return ""
	}
	n := rapid.IntRange(1, 6).Draw(t, "partners")
	var partners, clients, stories []string
	for i := range n {
		id := fmt.Sprintf("p%d", i)
		yaml := fmt.Sprintf("name: %s\ncountry: %s\nspecialties: [%s]\ntier: %s\n", rapid.SampledFrom([]string{"Ann", "Bob", "Zoë", "Öl"}).Draw(t, "name"),
			rapid.SampledFrom([]string{"DE", "US", "JP"}).Draw(t, "country"), rapid.SampledFrom([]string{"loyalty", "Loyalty", "re-design", "Re Design"}).Draw(t, "term"),
			rapid.SampledFrom([]string{"gold", "silver", "[{id: gold, until: 2024-12-31}, {id: silver, from: 2025-01-01}]"}).Draw(t, "tier"))
		yaml += maybe("former", "status: former\n")
		yaml += maybe("successor", "successor: p0\n")
		m.partners = append(m.partners, thing{id, yaml, maybe("unlisted", "consent: {listed: false}\naliases: [old-"+id+"]\nprivate: {note: secret}\n")})
		partners = append(partners, id)
	}
	for i := range 2 {
		id := fmt.Sprintf("c%d", i)
		m.clients = append(m.clients, thing{id, "name: Client, industry: retail", maybe("hidden client", "consent: {listed: false}")})
		clients = append(clients, id)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "stories") {
		id := fmt.Sprintf("story%d", i)
		stories = append(stories, id)
		m.posts = append(m.posts, postModel{"case-studies", id, "title: Story\ndate: 2025-01-0" + fmt.Sprint(1+i) + "\nindustries: [Retail]\n", some(t, partners, 1), some(t, clients, 0)[:1:1],
			maybe("hidden story", rapid.SampledFrom([]string{"draft: true", "publish: 2027-01-01", "with: 2026", "expires: 2025-12-31"}).Draw(t, "how"))})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "updates") {
		m.posts = append(m.posts, postModel{"updates", fmt.Sprintf("u%d", i), "title: News\n", some(t, partners, 0), nil,
			maybe("hidden update", rapid.SampledFrom([]string{"draft: true", "publish: 2027-01-01", "with: 2026", "expires: 2025-12-31"}).Draw(t, "how"))})
	}
	m.shortlist = rapid.Bool().Draw(t, "shortlist")
	for range rapid.IntRange(0, 12).Draw(t, "results") {
		r := resultModel{edition: rapid.SampledFrom(editionsOfModel).Draw(t, "edition"), category: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "category"),
			level: rapid.SampledFrom([]string{"winner", "winner", "finalist"}).Draw(t, "level"), region: rapid.SampledFrom([]string{"", "", "europe"}).Draw(t, "region"),
			partners: some(t, partners, 1), clients: some(t, clients, 0), status: maybe("status", ", status: rescinded, status_on: 2026-01-01")}
		if len(stories) > 0 {
			r.story = maybe("story", rapid.SampledFrom(stories).Draw(t, "which"))
		}
		if r.edition == "2026" {
			r.hidden = "embargo"
		} else if r.hidden = maybe("reveal", "later"); r.hidden != "" {
			r.status += ", reveal: 2026-12-01"
		}
		m.results = append(m.results, r)
	}
	return m
}

// some draws distinct entries of a list, at least min.
func some(t *rapid.T, list []string, min int) []string {
	picked := rapid.Permutation(list).Draw(t, "some")
	return picked[:rapid.IntRange(min, len(picked)).Draw(t, "many")]
}

// write gives the sources of a model; with or without what is withheld, and every mention of it.
func (m model) write(all bool) string {
	var b strings.Builder
	gone := map[string]bool{}
	hide := func(id, hidden string) bool {
		if hidden != "" && !all {
			gone[id] = true
		}
		return gone[id]
	}
	left := func(ids []string) string {
		return strings.Join(slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return gone[id] }), ", ")
	}
	b.WriteString("-- data/tiers.yaml --\n- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n-- data/awards/categories.yaml --\n- {id: a, name: A}\n- {id: b, name: B}\n")
	for _, p := range m.partners {
		hide(p.id, p.hidden)
	}
	for _, p := range m.partners {
		if !gone[p.id] {
			yaml := p.yaml
			if gone["p0"] {
				yaml = strings.Replace(yaml, "successor: p0\n", "", 1)
			}
			fmt.Fprintf(&b, "-- data/partners/%s.yaml --\n%s%s", p.id, yaml, p.hidden)
		}
	}
	b.WriteString("-- data/clients.yaml --\n")
	for _, c := range m.clients {
		if !hide(c.id, c.hidden) {
			fmt.Fprintf(&b, "- {id: %s, %s%s}\n", c.id, c.yaml, map[bool]string{true: ", " + c.hidden}[c.hidden != ""])
		}
	}
	if len(gone) > 0 && gone["c0"] && gone["c1"] {
		b.WriteString("[]\n")
	}
	for _, p := range m.posts {
		if p.folder == "case-studies" && left(p.partners) == "" {
			gone[p.id] = true
		}
		if hide(p.id, p.hidden) {
			continue
		}
		fmt.Fprintf(&b, "-- content/%s/%s.md --\n---\n%s%s\npartners: [%s]\n", p.folder, p.id, p.yaml, p.hidden, left(p.partners))
		if clients := left(p.clients); clients != "" {
			fmt.Fprintf(&b, "client: %s\n", clients)
		}
		b.WriteString("---\n")
	}
	for _, e := range editionsOfModel {
		fmt.Fprintf(&b, "-- data/awards/%s.yaml --\ndate: %s-06-01\nlevels: [{id: winner}, {id: finalist}]\nresults:\n", e, e)
		empty := true
		for _, r := range m.results {
			if r.edition != e || !all && r.hidden != "" || left(r.partners) == "" {
				continue
			}
			empty = false
			fmt.Fprintf(&b, "- {category: %s, level: %s, partners: [%s], clients: [%s]%s", r.category, r.level, left(r.partners), left(r.clients), r.status)
			if r.region != "" {
				b.WriteString(", region: " + r.region)
			}
			if r.story != "" && !gone[r.story] {
				b.WriteString(", case_study: " + r.story)
			}
			b.WriteString("}\n")
		}
		if empty {
			b.WriteString("  []\n")
		}
	}
	return b.String()
}

// Withheld equals absent: a site is the same whether something is withheld or not there at all.
func TestWithheldEqualsAbsent(t *testing.T) {
	compared := 0
	rapid.Check(t, func(rt *rapid.T) {
		m := drawModel(rt)
		link := func(all bool) (*Whole, *diag.List) {
			records, problems := files(t, m.write(all))
			if problems.Failed() {
				rt.Fatalf("the model is broken: %v\n%s", problems.Sorted(nil)[0], m.write(all))
			}
			return Link(records, Input{Clock: NewClock(at(t, "2026-05-01"))}, problems), problems
		}
		with, problems := link(true)
		if problems.Failed() { // two results that share an id, one of them withheld: nothing is published
			return
		}
		compared++
		without, _ := link(false)
		a, b := dump(with.Sites[0]), dump(without.Sites[0])
		if a != b {
			linesA, linesB := strings.Split(a, "\n"), strings.Split(b, "\n")
			for i := range min(len(linesA), len(linesB)) {
				if linesA[i] != linesB[i] {
					rt.Fatalf("withheld %q, absent %q\nnear %s\n%s", linesA[i], linesB[i], strings.Join(linesA[max(0, i-8):i], "\n"), m.write(true))
				}
			}
			rt.Fatalf("one is longer:\n%s", m.write(true))
		}
	})
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// A shortlist tells nothing: whoever of it will win, until then the site is the same.
func TestShortlistTellsNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(rt, "entries")
		order := rapid.Permutation([]string{"p0", "p1", "p2", "p3", "p4"}).Draw(rt, "order")[:n]
		site := func(label string, order []string) *Site {
			var b strings.Builder
			b.WriteString("-- data/awards/categories.yaml --\n- {id: a, name: A}\n-- data/partners.yaml --\n")
			for i := range 5 {
				fmt.Fprintf(&b, "- {id: p%d, name: N%d}\n", i, i%3)
			}
			b.WriteString("-- data/awards/2026.yaml --\ndate: 2026-06-01\nlevels: [{id: winner}, {id: second}, {id: finalist, shortlist: true, reveal: 2026-04-01}]\nresults:\n")
			for _, id := range order {
				level := rapid.SampledFrom([]string{"winner", "second", "finalist"}).Draw(rt, label+id)
				fmt.Fprintf(&b, "- {category: a, partners: [%s], level: %s, citation: %s}\n", id, level, level)
			}
			records, problems := files(t, b.String())
			return Link(records, Input{Clock: NewClock(at(t, "2026-05-01"))}, problems).Sites[0]
		}
		a := site("one", order)
		slices.Reverse(order)
		b := site("other", order)
		if len(a.AwardByID) != n || dump(a) != dump(b) {
			rt.Fatalf("%s\nis not\n%s", shown(a.Editions[0]), shown(b.Editions[0]))
		}
	})
}

// Counts and streaks equal what a reader would count by hand, edition by edition.
func TestCountsEqualANaiveRecount(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := drawModel(rt)
		records, problems := files(t, m.write(true))
		s := Link(records, Input{Clock: NewClock(at(t, "2026-07-01"))}, problems).Sites[0]
		if problems.Failed() {
			return
		}
		standings := map[string]int{}
		hall := HallOfFame(s)
		for _, x := range hall.MostAwarded {
			standings[x.Partner.ID] = x.Wins
		}
		inCategory := map[string]int{}
		for _, c := range hall.ByCategory {
			for _, x := range c.Standings {
				inCategory[x.Partner.ID+c.Category.ID] = x.Wins
				if better := betterThan(c.Standings, x.Wins); x.Rank != better+1 || len(x.Awards) != x.Wins {
					rt.Fatalf("%s has rank %d in %s with %d wins (%d awards), and %d have more", x.Partner.ID, x.Rank, c.Category.ID, x.Wins, len(x.Awards), better)
				}
			}
		}
		longest := map[string]int{}
		for _, x := range Streaks(s) {
			key := x.Partner.ID + x.Category.ID
			longest[key] = max(longest[key], x.Length())
		}
		hidden := map[string]bool{}
		for _, p := range m.partners {
			hidden[p.id] = p.hidden != ""
		}
		counted := func(r resultModel) bool {
			return !strings.Contains(r.status, "reveal") && slices.ContainsFunc(r.partners, func(id string) bool { return !hidden[id] })
		}
		won := func(p, edition, category string) (wins int, held bool) {
			for _, r := range m.results {
				if !counted(r) || r.edition != edition || r.category != category {
					continue
				}
				held = true
				if r.level == "winner" && r.status == "" && slices.Contains(r.partners, p) {
					wins++
				}
			}
			return wins, held
		}
		for _, p := range m.partners {
			total := 0
			for _, category := range []string{"a", "b"} {
				run, best, here := 0, 0, 0
				for _, edition := range editionsOfModel {
					wins, held := won(p.id, edition, category)
					total += wins
					here += wins
					switch {
					case wins > 0:
						run++
						best = max(best, run)
					case held:
						run = 0
					}
				}
				if best < 2 {
					best = 0
				}
				if p.hidden == "" && inCategory[p.id+category] != here {
					rt.Fatalf("the hall of fame gives %s %d wins in %s, by hand %d", p.id, inCategory[p.id+category], category, here)
				}
				if p.hidden == "" && longest[p.id+category] != best {
					rt.Fatalf("streak of %s in %s: %d, by hand %d\n%s", p.id, category, longest[p.id+category], best, m.write(true))
				}
			}
			if p.hidden != "" {
				total = 0
			} else if s.PartnerByID[p.id].Wins != total {
				rt.Fatalf("wins of %s: %d, by hand %d\n%s", p.id, s.PartnerByID[p.id].Wins, total, m.write(true))
			}
			if standings[p.id] != total {
				rt.Fatalf("the hall of fame gives %s %d wins, by hand %d", p.id, standings[p.id], total)
			}
		}
	})
}

// betterThan is how many of a ranking have more wins.
func betterThan(standings []Standing, wins int) int {
	n := 0
	for _, x := range standings {
		if x.Wins > wins {
			n++
		}
	}
	return n
}
