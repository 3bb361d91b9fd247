package compare

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/plaudit/plaudit/generator/decode"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/site"
	"github.com/plaudit/plaudit/generator/source"
)

// base is what every small site has; the files of a case stand over it, and an empty one takes a file away.
var base = map[string]string{
	"plaudit.yaml":                "title: Awards\nbase_url: https://a.example/\norganization: {name: Org}\nconsent: {required: [quotes]}\nlanguages: {de: {title: Preise}}\n",
	"data/partners/ada.yaml":      "name: Ada Works\ntier: gold\nconsent: {quotes: true, metrics: true}\n",
	"data/partners/bob.yaml":      "name: Bob Tools\ntier: silver\n",
	"data/clients.yaml":           "- {id: acme, name: Acme}\n",
	"data/tiers.yaml":             "- {id: gold, name: Gold}\n- {id: silver, name: Silver}\n",
	"data/awards/categories.yaml": "- {id: newcomer, name: Newcomer}\n- {id: craft, name: Craft}\n",
	"data/awards/2025.yaml":       "name: Prize 2025\ndate: 2025-04-06\nresults:\n  - {category: newcomer, partners: [ada], citation: C}\n",
}

const prize = "-- data/awards/2025.yaml --\nname: Prize 2025\ndate: 2025-04-06\nresults:\n"

// side is a small site: the files of a txtar archive over those of base.
func side(t *testing.T, text string) Side {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range base {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for name, f := range fsys {
		if len(f.Data) == 0 {
			delete(fsys, name)
		}
	}
	problems := &diag.List{}
	records := decode.All(source.FromFS(fsys), 1, problems)
	whole := site.Link(records, site.Input{Clock: site.NewClock(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))}, problems)
	p := plan.New(whole.Sites, nil, problems)
	for _, d := range problems.Sorted(nil) {
		if d.Severity() == diag.Error {
			t.Errorf("a site that should be right: %s %s %s", d.At, d.Code.ID, d.Text)
		}
	}
	return Side{Whole: whole, Plan: p}
}

// Each kind of change is told in words, with its code, and what is not published in none.
func TestBetween(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"a comment", "", "-- data/partners/bob.yaml --\n# Look.\nname: Bob Tools\ntier:   silver\n", ""},
		{"under embargo", "", "-- data/awards/2026.yaml --\nname: Prize 2026\ndate: 2026-04-06\nresults:\n  - {category: craft, partners: [bob], citation: C}\n",
			"added edition 2026: The edition \"Prize 2026\" is new."},
		{"declined", "", prize + "  - {category: newcomer, partners: [ada], citation: C, status: declined, status_on: 2025-05-01, status_reason: No time.}\n",
			"result-status award 2025-newcomer-ada: Prize 2025, Newcomer: Ada Works declined the award. No time.\naddress-lost address /certificates/2025-newcomer-ada/: Nothing answers at /certificates/2025-newcomer-ada/ any more.\naddress-lost address /verify/: Nothing answers at /verify/ any more."},
		{"a joint award", prize + "  - {category: newcomer, partners: [ada], citation: C, id: one}\n", prize + "  - {category: newcomer, partners: [ada, bob], citation: C, id: one}\n",
			"result-changed award one: Prize 2025, Newcomer: the recipients are Ada Works and Bob Tools now."},
		{"level and citation", prize + "  - {category: newcomer, partners: [ada], citation: C}\n", prize + "  - {category: newcomer, partners: [ada], citation: D, level: finalist}\n",
			"result-changed award 2025-newcomer-ada: Prize 2025, Newcomer: Ada Works is Finalist now, and no longer Winner.\nresult-changed award 2025-newcomer-ada: Prize 2025, Newcomer: the result of Ada Works says something else: citation (old \"C\", new \"D\")."},
		{"no award", "", prize + "  - {category: newcomer, partners: [ada], citation: C}\n  - {category: craft, none: true, reason: Too few entries.}\n",
			"no-award category 2025/craft: Prize 2025, Craft: there is no award. Too few entries."},
		{"a quote without consent", prize + "  - {category: newcomer, partners: [ada], citation: C, quote: {text: They came., name: Eva}}\n",
			prize + "  - {category: newcomer, partners: [ada], citation: C, quote: {text: They came., name: Eva}}\n-- data/partners/ada.yaml --\nname: Ada Works\ntier: gold\nconsent: {quotes: {until: 2025-12-31}, metrics: true}\n",
			"consent-withdrawn award 2025-newcomer-ada: The quote of the result of Ada Works (Prize 2025, Newcomer) is not shown any more. Somebody concerned does not allow the quote: each partner and client has to say yes."},
		{"somebody is not named", prize + "  - {category: craft, recipients: [{name: Eva Lind}, {name: Bo Falk}], citation: C, id: two}\n",
			prize + "  - {category: craft, recipients: [{name: Eva Lind}, {name: Bo Falk, consent: false}], citation: C, id: two}\n",
			"consent-withdrawn award two: Prize 2025, Craft: somebody is not named any more: the recipients are Eva Lind and a further recipient.\naddress-lost address /certificates/two/bo-falk/: Nothing answers at /certificates/two/bo-falk/ any more."},
		{"former, with a successor", "", "-- data/partners/bob.yaml --\nname: Bob Tools\ntier: silver\nstatus: former\nsuccessor: ada\n",
			"partner-former partner bob: The partner \"Bob Tools\" has left the programme: it leaves the directory, and its profile and awards stay.\npartner-merged partner bob: The successor of the partner \"Bob Tools\" is \"Ada Works\".\naddress-lost address /partners/tier/silver/: Nothing answers at /partners/tier/silver/ any more."},
		{"tier", "", "-- data/partners/bob.yaml --\nname: Bob Tools\n",
			"tier-changed partner bob: The partner \"Bob Tools\" has no tier any more; it had Silver.\nchanged partner bob: The partner \"Bob Tools\" says something else: tiers.\naddress-lost address /partners/tier/silver/: Nothing answers at /partners/tier/silver/ any more."},
		{"a translation", "", "-- data/awards/categories.de.yaml --\n- {id: craft, name: Handwerk}\n",
			"changed category craft: The category \"Craft\" says something else: name (de)."},
		{"a category with another name", "", "-- data/awards/categories.yaml --\n- {id: newcomer, name: Newcomer}\n- {id: craft, name: Crafts}\n",
			"renamed category craft: The category \"Craft\" is called \"Crafts\" now."},
		{"a language less", "", "-- plaudit.yaml --\ntitle: Prizes\nbase_url: https://a.example/\norganization: {name: Org}\nconsent: {required: [quotes]}\n",
			"language-removed site : The site is not there in \"de\" any more.\nrenamed site : The site \"Awards\" is called \"Prizes\" now."},
		{"an address given up", "-- content/pages/rules.md --\n---\ntitle: Rules\n---\nR\n", "-- plaudit.yaml --\n" + base["plaudit.yaml"] + "gone: [{path: /rules/}]\n",
			"removed page rules: The page \"Rules\" is not published any more.\naddress-ended address /rules/: /rules/ says that the page is no longer available.\naddress-lost address /de/rules/: Nothing answers at /de/rules/ any more."},
		{"a redirect with *", "-- content/pages/rules/a.md --\n---\ntitle: Rules\n---\nR\n", "-- plaudit.yaml --\n" + base["plaudit.yaml"] + "redirects: [{from: /rules/*, to: /awards/*}]\n",
			"removed page rules/a: The page \"Rules\" is not published any more.\naddress-moved address /rules/a/: /rules/a/ leads to /awards/a/ now.\naddress-lost address /de/rules/a/: Nothing answers at /de/rules/a/ any more."},
		{"short values", "-- data/partners/bob.yaml --\nname: Bob Tools\ntier: silver\ncity: Ulm\nfounded: 2004\nlanguages: [de]\nsummary: S\nbudget: {from: 500, currency: EUR}\n",
			"-- data/partners/bob.yaml --\nname: Bob Tools\ntier: silver\ncity: Bonn\nfounded: 2004-05\nlanguages: [de, en]\naccepting_clients: true\nbudget: {from: 700, currency: USD}\nsummary: " + strings.Repeat("long ", 13) + "\n",
			"changed partner bob: The partner \"Bob Tools\" says something else: summary, city (old \"Ulm\", new \"Bonn\"), languages (old \"de\", new \"de, en\"), founded (old \"2004\", new \"2004-05\"), accepting_clients (new \"true\"), budget."},
		{"a citation", prize + "  - {category: newcomer, partners: [ada], citation: C, clients: [acme]}\n", prize + "  - {category: newcomer, partners: [ada], citation: D}\n",
			"result-changed award 2025-newcomer-ada: Prize 2025, Newcomer: the result of Ada Works says something else: clients (old \"Acme\"), citation (old \"C\", new \"D\")."},
		{"the programme", "-- data/programme/featured.yaml --\nslots: 2\n", "-- data/programme/featured.yaml --\nslots: 4\n",
			"settings-changed site : The site has other settings: featured_slots (old \"2\", new \"4\").\nprogramme-changed site : The programme says something else: featured.\nfeatured-changed site : The order of featured partners, or the table of their days, is another one."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var lines []string
			changes := Between(side(t, tt.old), side(t, tt.new))
			for _, c := range changes {
				lines = append(lines, c.What+" "+c.Kind+" "+c.ID+": "+c.Text)
			}
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if text := Text(changes); tt.want != "" && strings.Count(text, "\n  ") < len(changes) {
				t.Errorf("not everything is printed:\n%s", text)
			}
		})
	}
}

// Of a picture it is told that it is another one when something published shows it, wherever that stands; of no other.
func TestPictures(t *testing.T) {
	for _, tt := range []struct{ name, site, want string }{
		{"in the text of a survey", "-- data/programme/surveys.yaml --\n- {id: one, question: Q, n: 3, we_did: \"![A seal](seal.svg)\"}\n", FileChanged},
		{"a logo", "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: seal.svg\n", FileChanged},
		{"of a result under embargo", "-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults:\n  - {category: craft, partners: [bob], citation: \"![A seal](seal.svg)\"}\n", ""},
		{"nowhere", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			picture := "-- assets/seal.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"
			old, new := side(t, tt.site+picture), side(t, tt.site+picture)
			old.Files, new.Files = map[string]string{"assets/seal.svg": "1"}, map[string]string{"assets/seal.svg": "2"}
			got := ""
			for _, c := range Between(old, new) {
				got += c.What
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A result whose id is another one, since its recipient's is, stays the same result, also where the edition has another name at the same time.
func TestSameResult(t *testing.T) {
	moved := "-- data/partners/ada.yaml --\n-- data/partners/quay.yaml --\nname: Ada Works\ntier: gold\naliases: [ada]\nconsent: {quotes: true, metrics: true}\n"
	for _, name := range []string{"Prize 2025", "The Prize of 2025"} {
		var results []string
		for _, c := range Between(side(t, ""), side(t, moved+"-- data/awards/2025.yaml --\nname: "+name+"\ndate: 2025-04-06\nresults:\n  - {category: newcomer, partners: [quay], citation: C}\n")) {
			if c.Kind == "award" {
				results = append(results, c.What+" "+c.ID)
			}
		}
		if got := strings.Join(results, ", "); got != "moved 2025-newcomer-quay" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
