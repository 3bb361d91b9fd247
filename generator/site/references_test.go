package site

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/source"
)

func TestReferences(t *testing.T) {
	for _, tt := range []struct{ name, site, want string }{
		{"an unknown partner", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [adda], citation: c}]",
			`data/awards/2026.yaml:2:41 P050 there is no partner "adda"`},
		{"an alias", "-- data/partners/eve.yaml --\nname: Eve\naliases: [evelyn]\n-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [evelyn], citation: c}]",
			`data/awards/2026.yaml:2:41 P051 "evelyn" is a former id of the partner "eve"`},
		{"a client for a partner", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [acme], citation: c}]",
			`data/awards/2026.yaml:2:41 P056 "acme" is a client, not a partner`},
		{"twice", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults: [{category: growth, partners: [ada, ada], citation: c}]",
			`data/awards/2026.yaml:2:46 P057 "ada" stands twice in the list`},
		{"in withheld records, too", "-- content/updates/u.md --\n---\ntitle: U\ndraft: true\npartners: [nobody]\nawards: [nothing]\nwith: 2031\n---\n",
			"content/updates/u.md:4:12 P050 there is no partner \"nobody\"\ncontent/updates/u.md:5:10 P050 there is no award \"nothing\"\ncontent/updates/u.md:6:7 P050 there is no edition \"2031\""},
		{"to what is withheld: not a word", "-- data/partners/shy.yaml --\nname: S\nconsent: {listed: false}\n-- content/updates/u.md --\n---\ntitle: U\npartners: [shy]\n---\n", ""},
		{"an unknown tier, type, region", "-- data/partners/x.yaml --\nname: X\ntier: gold\nregions: [europ]\ntype: agency\n-- data/terms.yaml --\ntypes: []\n",
			"data/partners/x.yaml:2:7 P050 there is no tier \"gold\"\ndata/partners/x.yaml:3:11 P055 \"europ\" is no region of the list\ndata/partners/x.yaml:4:7 P055 \"agency\" is no type of the list"},
		{"an unknown successor", "-- data/partners/x.yaml --\nname: X\nsuccessor: bee\n", `data/partners/x.yaml:2:12 P050 there is no partner "bee"`},
		{"successors in a circle", "-- data/partners/x.yaml --\nname: X\nsuccessor: y\n-- data/partners/y.yaml --\nname: Y\nsuccessor: x\n",
			`data/partners/y.yaml:2:12 P052 the successors of "x" lead back to it`},
		{"its own successor", "-- data/partners/x.yaml --\nname: X\nsuccessor: x\n", `data/partners/x.yaml:2:12 P052 the successors of "x" lead back to it`},
		{"categories in a circle", "-- data/awards/categories.yaml --\n- {id: growth, name: G, succeeds: [newcomer]}\n- {id: newcomer, name: N, succeeds: [growth]}\n",
			`data/awards/categories.yaml:2:38 P052 the category "growth" succeeds itself, by way of others`},
		{"replacements in a circle", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults:\n- {category: growth, partners: [ada], citation: c, status: rescinded, status_on: 2026-04-06, status_reason: r, replaces: 2026-growth-ada}",
			`data/awards/2026.yaml:3:122 P052 the award "2026-growth-ada" replaces itself, by way of others`},
		{"an edition of a category's history", "-- data/awards/categories.yaml --\n- {id: growth, name: G, introduced: foo, retired: 2030, former_names: [{name: H, until: 1999}]}\n- {id: newcomer, name: N}\n",
			`data/awards/categories.yaml:1:37 P050 there is no edition "foo"`},
		{"retired before it was introduced", "-- data/awards/categories.yaml --\n- {id: growth, name: G, introduced: 2030, retired: 2029}\n- {id: newcomer, name: N}\n",
			`data/awards/categories.yaml:1:52 P038 the category is retired with 2029, before it is introduced with 2030`},
		{"the home page's clients and landing pages", "-- plaudit.yaml --\ntitle: T\norganization: {name: O}\nclients_shown: [acne]\nlanding: [{id: x, title: X, region: europa}]\n",
			"plaudit.yaml:3:17 P050 there is no client \"acne\"\nplaudit.yaml:4:11 P117 no partner fits the page \"x\"\nplaudit.yaml:4:37 P055 \"europa\" is no region of the list"},
		{"a former partner that is featured", "-- data/partners/x.yaml --\nname: X\nstatus: former\nfeatured: [{until: 2026-05-01, reason: r}, {until: 2026-04-30, reason: r}]\n",
			`data/partners/x.yaml:3:12 P082 the former partner "x" is featured until 2026-05-01`},
		{"an end before its beginning", "-- data/partners/x.yaml --\nname: X\ncertifications: [{name: C, issued: 2026-01-02, expires: 2026-01-01}]\nfeatured: {from: 2026-02-01, until: 2026-01-31, reason: r}\n",
			"data/partners/x.yaml:2:57 P038 `expires` is before `issued`\ndata/partners/x.yaml:3:37 P038 `until` is before `from`"},
		{"one day is no such end", "-- data/partners/x.yaml --\nname: X\nfeatured: {from: 2026-01-31, until: 2026-01-31, reason: r}\n", ""},
		{"an unknown time zone", "-- plaudit.yaml --\ntitle: T\norganization: {name: O}\ntimezone: Europe/Belrin\n", `plaudit.yaml:3:11 P036 unknown time zone "Europe/Belrin"`},
		{"the machine's zone", "-- plaudit.yaml --\ntitle: T\norganization: {name: O}\ntimezone: Local\n", `plaudit.yaml:3:11 P036 unknown time zone "Local"`},
		{"a clock change", "-- plaudit.yaml --\ntitle: T\norganization: {name: O}\ntimezone: Europe/Berlin\n-- data/awards/2026.yaml --\ndate: 2026-04-06\nembargo: 2026-03-29T02:30\ntimeline: [{date: 2026-10-25T02:30, label: Twice}, {date: 2026-10-25T02:30+01:00, label: Once}]",
			"data/awards/2026.yaml:2:10 P033 2026-03-29T02:30 does not exist in Europe/Berlin, since the clocks change\ndata/awards/2026.yaml:3:19 P033 2026-10-25T02:30 exists twice in Europe/Berlin, since the clocks change"},
		{"pictures", "-- data/partners/x.yaml --\nname: X\nlogo: logos/a.svg\ncover: {src: /b.png}\n-- content/case-studies/s.md --\n---\ntitle: S\npartners: [x]\nhero: {src: logos/b.svg}\n---\n-- assets/logos/b.svg --\nx\n-- static/c.png --\nx\n",
			"data/partners/x.yaml:2:7 P041 there is no file assets/logos/a.svg\ndata/partners/x.yaml:3:14 P041 there is no file static/b.png"},
		{"two records of one id", "-- data/partners/x.yaml --\nname: X\n-- data/partners/more/x.yaml --\nname: X\n", `data/partners/x.yaml:1:1 P053 the partner "x" is there twice`},
		{"in a list", "-- data/clients.yaml --\n- {id: acme, name: A}\n- {id: acme, name: B}\n", `data/clients.yaml:2:8 P053 the client "acme" is there twice`},
		{"a reserved id in a list", "-- data/partners.yaml --\n- {id: tier, name: T}\n", `data/partners.yaml:1:8 P037 the id "tier" is reserved`},
		{"aliases", "-- data/partners/x.yaml --\nname: X\naliases: [ada, old, /old/x/]\n-- data/partners/y.yaml --\nname: Y\naliases: [old, /old/x/]\n-- data/clients.yaml --\n- {id: acme, name: A, aliases: [old]}\n",
			"data/partners/x.yaml:2:11 P054 the alias \"ada\" hides the partner \"ada\"\ndata/partners/y.yaml:2:11 P054 the alias \"old\" is an alias of the partner \"x\" already\ndata/partners/y.yaml:2:16 P054 the alias \"/old/x/\" is used twice"},
		{"the programme", "-- data/programme/opportunities.yaml --\n- {id: o, name: O, until: 2027-01-01, from: 2027-02-01, tiers: [gold], holders: [nobody]}\n-- data/programme/governance.yaml --\nchanges: [{date: 2026-01-01, policy: p, summary: s}]\n",
			"data/programme/governance.yaml:1:38 P050 there is no policy \"p\"\ndata/programme/opportunities.yaml:1:27 P038 `until` is before `from`\ndata/programme/opportunities.yaml:1:65 P050 there is no tier \"gold\"\ndata/programme/opportunities.yaml:1:82 P050 there is no partner \"nobody\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			site := programme
			if strings.Contains(tt.site, "-- data/partners.yaml --") {
				site = ""
			}
			_, lines := linked(t, site+tt.site, "2026-05-01")
			want(t, "problems", strings.Join(lines, "\n"), tt.want)
		})
	}
}

func TestHints(t *testing.T) {
	for site, wanted := range map[string]string{
		"-- data/partners/x.yaml --\nname: X\nsuccessor: y\n":                                                              `did you mean "x"? or add data/partners/y.yaml`,
		"-- data/partners/x.yaml --\nname: X\nsuccessor: Not An Id\n":                                                      `name one of the partners of the site`,
		"-- data/partners/x.yaml --\nname: X\ntier: gold\n":                                                                `add it to data/tiers.yaml`,
		"-- data/partners/x.yaml --\nname: X\nregions: [europ]\n":                                                          "did you mean \"europe\"? or add it to `regions` of data/terms.yaml",
		"-- data/partners/x.yaml --\nname: X\nlogo: logos/bav.svg\n-- assets/logos/bva.svg --\nx":                          `did you mean "logos/bva.svg"?`,
		"-- data/partners/x.yaml --\nname: X\nlogo: bva.svg\n-- static/logos/bva.svg --\nx":                                `did you mean "/logos/bva.svg"?`,
		"-- plaudit.yaml --\ntitle: T\norganization: {name: O}\ntimezone: Europe/Belrin\n":                                 `did you mean "Europe/Berlin"? give a name of the IANA list, such as Europe/Berlin`,
		"-- data/partners/x.yaml --\nname: X\naliases: [y]\n-- content/updates/u.md --\n---\ntitle: U\npartners: [y]\n---": `write "x"`,
	} {
		records, problems := files(t, site)
		Link(records, Input{Clock: NewClock(at(t, "2026-05-01"))}, problems)
		list := problems.Sorted(nil)
		if len(list) != 1 {
			t.Errorf("%q: %d problems", site, len(list))
			continue
		}
		want(t, site, list[0].Hint, wanted)
	}
}

// Sources may be as broken as they like: what can be understood is linked, and nothing panics.
func TestBrokenRecords(t *testing.T) {
	fsys := fstest.MapFS{"plaudit.yaml": {Data: []byte("title: A\n")},
		"data/awards/2026.yaml":         {Data: []byte("results: [{}, {category: x}, {none: true}, {category: c, recipients: [{}]}]\nlevels: [{}]\n")},
		"data/awards/categories.yaml":   {Data: []byte("- {}\n- {id: c}\n")},
		"data/partners.yaml":            {Data: []byte("- {}\n- {id: x}\n- {id: x, tier: [{}], featured: [{}], identities: [{}]}\n")},
		"data/terms.yaml":               {Data: []byte("regions: [{}]\nsizes: [{}]\ntypes: [{}]\n")},
		"content/case-studies/story.md": {Data: []byte("---\n---\n")},
		"content/events/event.md":       {Data: []byte("---\n---\n")},
	}
	problems := &diag.List{}
	whole := Link(decode.All(source.FromFS(fsys), 1, problems), Input{}, problems)
	if len(whole.Sites) != 1 || !problems.Failed() {
		t.Error("no site, or no problem")
	}
}
