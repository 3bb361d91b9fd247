package decode

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// wrong are inputs with something to be said of each. A partner's `name: A` is line 1 where text begins with a line feed.
var wrong = []struct{ name, path, text string }{
	{"unknown key", "p", "\nwebsit: https://x.example/"},
	{"key of another record", "p", "\nzzzzzz: 1"},
	{"id in a file", "p", "\nid: a"},
	{"comma in a flow map", "p", "\nbudget: {from: 1, currency: EUR, as a rule}"},
	{"missing key", "p", "status: active"},
	{"key without value", "p", "status: active\nname: "},
	{"blank value", "p", "name: '  '"},
	{"missing until", "p", "\nidentities:\n  - name: B"},
	{"duplicate key", "p", "\nstatus: active\ncity: x\nstatus: former"},
	{"duplicate key in a map", "p", "\nsocial:\n  x: https://x.example/\n  x: https://y.example/"},
	{"duplicate param", "p", "\nparams: {a: 1, a: 2}"},
	{"duplicate id", "data/clients.yaml", "- {id: a, id: b, name: A}"},
	{"list for a text", "p", "\ncity: [Berlin]"},
	{"text for a list", "p", "\nserves: US"},
	{"map for a list", "p", "\noffices: {country: US}"},
	{"text for a map", "p", "\ncontact: a@b.example"},
	{"list for a map", "p", "\nsocial: [x]"},
	{"text for an entry of maps", "p", "\noffices: [Berlin]"},
	{"list for an entry", "p", "\nserves: [[US]]"},
	{"consent", "p", "\nconsent: {logo: {from: 2026-01-01}}"},
	{"empty entry", "p", "\nserves:\n  -\n  - US"},
	{"list as key", "p", "\n? [a]\n: b"},
	{"root is a list", "p", "- name: A"},
	{"root is a text", "p", "hello"},
	{"root is a map", "data/tiers.yaml", "id: gold"},
	{"id missing in a list", "data/tiers.yaml", "- name: Gold"},
	{"bad id in a list", "data/tiers.yaml", "- {id: Gold Tier, name: Gold}"},
	{"reserved id", "data/tiers.yaml", "- {id: index, name: Gold}"},
	{"bad file name", "data/partners/Müller GmbH.yaml", "name: A"},
	{"reserved file name", "data/partners/tier.yaml", "name: A"},
	{"reserved root", "content/pages/assets/x.md", "---\ntitle: A\n---\n"},
	{"bool", "p", "\naccepting_clients: yes"},
	{"bool off", "p", "\nconsent: {logo: OFF}"},
	{"number", "data/programme/featured.yaml", "slots: three"},
	{"number with separators", "p", "\nbudget: {from: '10,000', currency: EUR}"},
	{"number with a decimal comma", "p", "\nbudget: {from: '10,5', currency: EUR}"},
	{"not positive", "data/programme/featured.yaml", "slots: 0"},
	{"not whole", "data/programme/featured.yaml", "slots: 1.5"},
	{"too large", "data/programme/featured.yaml", "slots: 99999999999999999999"},
	{"share", "data/awards/2026.yaml", "date: 2026-04-06\nresults:\n  - {category: c, shares: [3/2]}"},
	{"team size", "p", "\nteam_size: about 50"},
	{"choice", "p", "\nstatus: actve"},
	{"choice, far", "p", "\nstatus: gone"},
	{"country", "p", "\ncountry: Norway"},
	{"country in lower case", "p", "\ncountry: us"},
	{"no country", "p", "\ncountry: ZQ"},
	{"country as a key", "data/awards/2026.yaml", "date: 2026-04-06\nnominations: {by_country: {UK: 3}}"},
	{"language", "p", "\nlanguages: [en_US, German]"},
	{"language by its own name", "p", "\nlanguages: [Deutsch]"},
	{"currency", "p", "\nbudget: {from: 1, currency: €}"},
	{"currency in lower case", "p", "\nbudget: {from: 1, currency: eur}"},
	{"colour", "data/tiers.yaml", "- {id: gold, name: Gold, color: gold}"},
	{"colour without #", "data/tiers.yaml", "- {id: gold, name: Gold, color: d4af37}"},
	{"e-mail", "p", "\ncontact: {email: \"mailto:a@b.example\"}"},
	{"url script", "p", "\nwebsite: JavaScript:alert(1)"},
	{"url script hidden by a tab", "p", "\nwebsite: \"java\\tscript:alert(1)\""},
	{"url data", "p", "\nwebsite: data:text/html,x"},
	{"url without scheme", "p", "\nwebsite: www.x.example"},
	{"url of the site", "p", "\nwebsite: /about/"},
	{"url without host", "p", "\nwebsite: https:///a"},
	{"url with a user", "p", "\nwebsite: https://paypal.example@x.example/"},
	{"url two slashes", "plaudit.yaml", "title: T\norganization: {name: O}\nmenu: [{label: L, url: //x.example/}]"},
	{"url with a quote", "p", "\nwebsite: 'https://x.example/\"onclick=x'"},
	{"policy", "plaudit.yaml", "title: T\norganization: {name: O}\ncsp: {img: [\"https://x.example; script-src *\", x.example]}"},
	{"blank id", "data/tiers.yaml", "- {id: '', name: Gold}"},
	{"picture elsewhere", "p", "\nlogo: https://x.example/a.svg"},
	{"picture above", "p", "\nlogo: ../../x.svg"},
	{"picture with backslashes", "p", "\nlogo: logos\\a.svg"},
	{"picture with escapes", "p", "\nlogo: logos/%2e%2e/a.svg"},
	{"picture as a drive", "p", "\ncover: {src: \"C:\\\\a.png\"}"},
	{"alias path", "p", "\naliases: [/a/../b/, Old Id]"},
	{"duration", "data/awards/2026.yaml", "date: 2026-04-06\nresults:\n  - category: c\n    videos: [{url: /v.mp4, title: T, duration: 2m10s}]"},
	{"date", "p", "\nverified: 2026-02-30"},
	{"date forms", "p", "\nverified: 6.4.2026"},
	{"clock", "data/awards/2026.yaml", "date: 2026-04-06\nembargo: 2026-04-06 17:00"},
	{"cut by a comment", "p", "\ncity: Winner #1 of all"},
	{"cut whole", "data/tiers.yaml", "- id: gold\n  name: Gold\n  color: #d4af37\n"},
	{"cut in the second line", "p", "\nsummary: one\n  two #3\n"},
	{"cut entry", "p", "\nserves:\n  - #1\n  - US\n"},
	{"smart quotes", "p", "\ncity: “Berlin”"},
	{"merge key", "p", "\nparams:\n  <<: {a: b}"},
	{"tag", "p", "\ncity: !!binary aGk="},
	{"own tag", "p", "\ncity: !secret x"},
	{"second document", "p", "\n---\nname: B"},
	{"text after the end", "p", "\n...\nname: B"},
	{"empty", "p", ""},
	{"comments only", "data/clients.yaml", "# none yet\n"},
	{"no value at all", "data/clients.yaml", "---\n"},
	{"empty Markdown", "content/pages/a.md", " \n"},
	{"not UTF-8", "p", "\ncity: M\xfcnchen"},
	{"UTF-16", "p", "\xff\xfen\x00a\x00"},
	{"go-yaml 666", "p", "0: [:!00 \xef"},
	{"control character", "p", "\ncity: a\x07b"},
	{"escaped control character", "p", "\ncity: \"a\\u0000b\""},
	{"override of direction", "p", "\ncity: a\u202ebc"},
	{"escaped override of direction", "p", "\ncity: \"a\\u202dbc\""},
	{"lone carriage return", "p", "name: A\rcity: b\n"},
	{"anchor in itself", "p", "\nparams: {a: &x [*x]}"},
	{"tab", "p", "\ncontact:\n\tphone: 1"},
	{"two colons", "p", "\nsummary: why: because"},
	{"open quote", "p", "\nsummary: 'x\ncity: y\n"},
	{"open list", "p", "\nserves: [US, CA\ncity: x\n"},
	{"open map", "p", "\nbudget: {from: 1\ncity: x\n"},
	{"no colon", "p", "\ncity Berlin\nstatus: active"},
	{"at sign", "p", "\ncity: @home"},
	{"star", "p", "\nsummary: *very* good"},
	{"quoted in part", "p", "\nsummary: \"very\" good"},
	{"list in the line", "p", "\nserves: - US"},
	{"bad escape", "p", "\nsummary: \"a\\qb\""},
	{"wrong indentation", "p", "\ncontact:\n    phone: 1\n  email: a@b.example"},
	{"no front matter", "content/pages/a.md", "# A\n"},
	{"late front matter", "content/pages/a.md", "\n---\ntitle: A\n---\n"},
	{"open front matter", "content/pages/a.md", "---\ntitle: A\n\ntext\n"},
	{"place in front matter", "content/pages/a.md", "---\ntitle: A\ndraft: yes\n---\ntext\n"},
	{"missing in front matter", "content/pages/a.md", "---\n---\ntext\n"},
	{"two citations", "content/awards/2026/a.md", "---\ncategory: c\ncitation: x\n---\ntext\n"},
	{"unknown folder", "data/partner/x.yaml", ""},
	{"unknown ending", "data/partners/x.yml", ""},
	{"unknown file", "data/client.yaml", ""},
	{"unknown programme file", "data/program/roadmaps.yaml", ""},
	{"picture in content", "content/case-studies/x.jpg", ""},
	{"a rule for an error", "plaudit.yaml", "title: T\norganization: {name: O}\ndiagnostics: {P011: off, P999: off, P031: of}"},
	{"key in the site", "plaudit.yaml", "title: T\norganization: {name: O}\ncredentials: {key: MC4CAQAwBQYDK2VwBCIEIA}"},
	{"key file in the site", "plaudit.yaml", "title: T\norganization: {name: O}\ncredentials: {key: \"file:keys/a.pem\"}"},
	{"redirect", "plaudit.yaml", "title: T\norganization: {name: O}\nredirects: [{from: a/, to: /b/}, {from: /a*, to: /b/}, {from: /c/, to: \"javascript:x\"}]"},
	{"values file", "data/programme/benchmarks.yaml", "metrics: [{id: a, name: A, values_file: ../x.csv}, {id: b, name: B, values_file: /x.csv}, {id: c, name: C, values_file: x.xlsx}]"},
	{"csv header", "data/redirects.csv", "old,new\n/a/,/b/\n"},
	{"csv fields", "data/redirects.csv", "from,to\n/a/\n/ü/, b\n/c/,\n"},
	{"csv quote", "data/redirects.csv", "from,to\n/a/,\"b\"c\n"},
	{"csv empty", "data/redirects.csv", ""},
	{"csv number", "data/programme/v.csv", "partner,value\nacme,many\n"},
	{"lock", "plaudit.lock", "/a/ page\n# c\nx y z\n<<<<<<< HEAD\n/b\n/c/ award 2026-c\n"},
}

var update = flag.Bool("update", false, "write testdata/wrong.txt anew")

// TestWrong compares what is said of all of them with testdata/wrong.txt: code, line:column+width, text [notes] = hint.
func TestWrong(t *testing.T) {
	const golden = "testdata/wrong.txt"
	var got strings.Builder
	for _, w := range wrong {
		path, text := w.path, w.text
		if path == "p" {
			path = "data/partners/a.yaml"
			if strings.HasPrefix(text, "\n") {
				text = "name: A" + text
			}
		}
		said := told(File(path, []byte(text)).Problems)
		if said == "" {
			t.Errorf("%s: nothing is said of %q", w.name, text)
		}
		fmt.Fprintf(&got, "== %s: %q\n%s", w.name, text, said)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("line %d of %s differs:\n got %s\nwant %s", i+1, golden, strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
}
