package browser_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/plan"
)

// hostile is a site whose every text is an attack, as partners, juries and translators could write it. A text that a page has to show carries
// its mark, "mark1" and so on, by which the test sees that it came as far as a page.
var hostile = map[string]string{
	"plaudit.yaml": `title: "Awards \"><script>attacked=1</script>"
base_url: BASE
organization: {name: "Org </title><script>attacked=2</script>", email: org@a.example}
theme_options: {accent: "#7a4b12"}
redirects:
  - {from: /old/, to: "/partners/evil/#a = \"><script>attacked=10</script> mark10"}
`,
	"data/tiers.yaml": "- {id: gold, name: \"Gold</option><svg onload=attacked=8> mark8\", color: \"#caa\"}\n",
	"data/partners/evil.yaml": `name: "Evil \"><img src=x onerror=attacked=8> </script><!--<script> mark8a"
tier: gold
country: DE
website: "https://evil.example/?q=%22onmouseover=attacked=8&x=javascript:1"
summary: "</script><script>attacked=9</script> <!-- \u2028 ]]> & mark9"
logo: logos/evil.svg
cover: covers/evil.png
contact: {email: "evil@a.example"}
description: |
  Block mark1

  <script>attacked=1</script>

  inline <script>attacked=1</script> <img src=x onerror=attacked=1> <a href="javascript:attacked=1">click</a> text
`,
	"data/awards/categories.yaml": "- {id: best, name: \"Best <b onclick=attacked=8>of</b> mark8b\"}\n",
	"data/awards/2026.yaml": `name: "2026 <iframe src=javascript:attacked=8></iframe>"
date: 2026-04-06
results:
  - category: best
    partners: [evil]
    citation: "Great <script>attacked=1</script> **work** ![a\" onerror=\"attacked=3](x.png \"t\\\" onload=\\\"attacked=3\") ]]> mark14"
    quote: {text: "<svg/onload=attacked=1> mark1q", name: "</blockquote><script>attacked=1</script>"}
`,
	"content/updates/links.md": "---\ntitle: \"Links </h1><script>attacked=5</script> mark5t\"\ndate: 2026-05-01\nsummary: \"{{.}} <%= %> mark5s\"\n---\n" +
		"[mark2a](javascript:attacked=2) [b](JaVaScRiPt:attacked=2) [c](java\tscript:attacked=2) [d](&#106;avascript:attacked=2) [e](data:text/html,<script>attacked=2</script>)\n" +
		"[f](vbscript:attacked=2) [g](<\u0001javascript:attacked=2>) [h](https://x.example \"mark3\\\" onmouseover=\\\"attacked=3\") ![i\"onerror=attacked=3](covers/evil.png 'j\" onload=\"attacked=3')\n\n" +
		"<javascript:attacked=2> <a href=\"javascript:attacked=2\" onclick=\"attacked=2\">raw</a>\n\n" +
		"```\"><script>attacked=4</script>\nmark4\n```\n\n" +
		"## \"><img src=x onerror=attacked=5> mark5\n\ntext\n\n## Heading mark6 {onclick=attacked=6 #x\" onload=attacked=6 .c}\n\ntext\n\n" +
		"## main\n\n## panel\n\n## location\n\n## document\n\ntext mark17\n\n" +
		"| a <script>attacked=7</script> | b |\n|---|---|\n| <td onclick=attacked=7>mark7 | `</code><script>attacked=7</script>` |\n\n" +
		"Foot[^n].\n\n[^n]: <img src=x onerror=attacked=7> [x](javascript:attacked=7) mark7f\n",
	"assets/logos/evil.svg": `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "<script>attacked=12</script>">]>` +
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" onload="attacked=12"><script>attacked=12</script>` +
		`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="attacked=12"/></foreignObject><use xlink:href="https://evil.example/x.svg#a"/>` +
		`<a href="javascript:attacked=12"><rect width="10" height="10" onclick="attacked=12"/></a><style>@import url(https://evil.example/x.css); rect{fill:url(https://evil.example/y)}</style></svg>`,
}

// marks are what has to come as far as a page, by the kind of that page.
var marks = map[plan.Kind][]string{
	plan.Partner: {"mark1", "mark8", "mark8a", "mark9"},
	plan.Award:   {"mark14", "mark1q", "mark8b"},
	plan.Update:  {"mark2a", "mark3", "mark4", "mark5", "mark5t", "mark5s", "mark6", "mark7", "mark7f", "mark17"},
	plan.Embed:   {"mark8a", "mark8b"},
}

// TestAttacks opens every page of a site that is nothing but attacks (cases 1 to 14 and 17 of content): nothing runs, nothing is asked of other hosts, the policy
// has nothing to forbid, and what was written is there to be read.
func TestAttacks(t *testing.T) {
	b := open(t)
	base, outputs, out := publishedSite(t, hostile)
	complaints := b.watch(base)
	dialogs := 0
	if err := chromedp.Listen(b.ctx, func(event any) {
		if _, ok := event.(*cdppage.EventJavascriptDialogOpening); ok {
			dialogs++
		}
	}); err != nil {
		t.Fatal(err)
	}
	missing := map[plan.Kind][]string{}
	for kind, list := range marks {
		missing[kind] = slices.Clone(list)
	}
	for _, o := range outputs {
		if !o.HTML || o.Kind == plan.Redirect {
			continue
		}
		address := base + o.Address
		if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		for _, found := range evaluate[[]string](b, `(`+suspicious+`)()`) {
			t.Errorf("/%s: %s", o.Address, found)
		}
		for _, c := range complaints() {
			t.Errorf("/%s: %s", o.Address, c)
		}
		html := evaluate[string](b, `document.documentElement.outerHTML`)
		missing[o.Kind] = slices.DeleteFunc(missing[o.Kind], func(mark string) bool { return strings.Contains(html, mark) })
	}
	for kind, list := range missing {
		if len(list) > 0 {
			t.Errorf("%s shows nothing of %v", kind, list)
		}
	}
	if dialogs > 0 {
		t.Errorf("%d dialogs", dialogs)
	}
	// Feeds and cleaned drawings are looked at as what they are: XML.
	if err := chromedp.Do(b.ctx, chromedp.Navigate(base)); err != nil {
		t.Fatal(err)
	}
	drawings, err := filepath.Glob(filepath.Join(out, "assets", "*.svg"))
	if err != nil || len(drawings) < 2 {
		t.Fatal(err, drawings)
	}
	paths := []string{"feed.xml", "partners/evil/feed.xml", "sitemap.xml"}
	for _, d := range drawings {
		paths = append(paths, "assets/"+filepath.Base(d))
	}
	for _, path := range paths {
		for _, found := range evaluate[[]string](b, `(`+suspiciousXML+`)(`+quote(base+path)+`)`) {
			t.Errorf("/%s: %s", path, found)
		}
	}
	complaints()
	redirect, err := os.ReadFile(filepath.Join(out, "old", "index.html"))
	if err != nil || !strings.Contains(string(redirect), "mark10") || strings.Contains(string(redirect), "<script>attacked") {
		t.Errorf("the redirect is %s (%v)", redirect, err)
	}
}

// TestAttacksFound lets the search, the facets, the shortlist and the comparison show what the hostile site says, and types markup (cases 9 and 17): it
// is text in each of them.
func TestAttacksFound(t *testing.T) {
	b := open(t)
	base, _, _ := publishedSite(t, hostile)
	complaints := b.watch(base)
	look := func(where, mark string) {
		t.Helper()
		b.eventually(where+" shows "+mark, `document.querySelector('main').innerText.includes(`+quote(mark)+`)`)
		for _, found := range evaluate[[]string](b, `(`+suspicious+`)()`) {
			t.Errorf("%s: %s", where, found)
		}
		for _, c := range complaints() {
			t.Errorf("%s: %s", where, c)
		}
	}
	visit := func(path string) {
		t.Helper()
		if err := chromedp.Do(b.ctx, chromedp.Navigate(base+path)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	typed := func(text string) {
		t.Helper()
		visit("partners/")
		evaluate[bool](b, `(document.querySelector('#finder-q').focus(), true)`)
		b.eventually("the search is ready", ready)
		b.press(text)
	}
	typed("evil")
	b.eventually("the card has come", `document.querySelector('.found .summary')?.textContent.includes('mark9')`)
	look("a result", "mark8a")
	typed(`"><img src=x onerror=attacked=17>`)
	b.eventually("nothing is found", foundNow+` === '0'`)
	look("no result", "0")
	visit("partners/?tier=gold&q=%3Csvg%20onload%3Dattacked%3D17%3E")
	b.eventually("the address counts", `document.querySelector('.chips button') !== null`)
	look("a chosen facet", "mark8")
	evaluate[bool](b, `(localStorage.clear(), true)`)
	visit("partners/compare/?p=evil,%3Cscript%3E")
	look("a comparison", "mark8a")
	visit("partners/shortlist/?p=evil,%22onerror%3D")
	look("a shortlist", "mark8a")
}

// publishedSite builds a site, with a picture covers/evil.png, and serves it as a host would. BASE in a file is its address.
func publishedSite(t *testing.T, files map[string]string) (base string, outputs []*plan.Output, out string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	base = "http://" + listener.Addr().String() + "/"
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(text, "BASE", base)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var cover bytes.Buffer
	if err := png.Encode(&cover, image.NewGray(image.Rect(0, 0, 1200, 630))); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "assets", "covers"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "assets", "covers", "evil.png"), cover.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	in := generator.Input{Dir: dir, Now: exampleNow, Version: "devel"}
	out = filepath.Join(t.TempDir(), "public")
	r, err := generator.Build(context.Background(), in, out, false)
	if err != nil {
		t.Fatal(err)
	}
	if r.Published == nil {
		for _, d := range r.Problems {
			t.Errorf("%s %s: %s", d.At, d.Code.ID, d.Text)
		}
		t.FailNow()
	}
	planned, _, err := generator.Plan(in)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve(out)
	if err != nil {
		t.Fatal(err)
	}
	go http.Serve(listener, handler) // until the listener is closed
	return base, planned.Outputs, out
}

// suspicious lists what a page has that no text may bring in.
const suspicious = `() => {
  const wrong = []
  if (window.attacked !== undefined) wrong.push('attack ' + window.attacked + ' ran')
  for (const v of window.violations ?? []) wrong.push('the policy had to forbid: ' + v)
  for (const e of document.querySelectorAll('*')) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) wrong.push('a handler: ' + e.outerHTML.slice(0, 200))
      if (/^(href|src|action|formaction|data|poster)$/i.test(a.name) && /^[\s\u0000-\u001f]*(javascript|vbscript|data:text)/i.test(a.value.replace(/[\t\n\r]/g, ''))) wrong.push('an address that runs: ' + e.outerHTML.slice(0, 200))
      if (a.name === 'style' && !document.body.matches('.kind-email')) wrong.push('a style: ' + e.outerHTML.slice(0, 200))
    }
  }
  for (const e of document.querySelectorAll('iframe, object, embed, base, style, meta[http-equiv=refresh i], svg script, foreignObject')) wrong.push('an element: ' + e.outerHTML.slice(0, 200))
  for (const s of document.scripts) {
    if (s.type === 'application/ld+json') JSON.parse(s.textContent)
    else if (!s.src.startsWith(location.origin + '/assets/')) wrong.push('a script: ' + s.outerHTML.slice(0, 200))
  }
  if (document.querySelectorAll('#_main').length > 1 || document.querySelector('#_main')?.matches('h2, h3')) wrong.push('a heading took the place of main')
  if (!(document.title.length > 3)) wrong.push('no title')
  return wrong
}`

// suspiciousXML lists what is wrong with a file of XML.
const suspiciousXML = `async address => {
  const text = await (await fetch(address)).text(), wrong = []
  const doc = new DOMParser().parseFromString(text, 'application/xml')
  if (doc.querySelector('parsererror')) return [doc.querySelector('parsererror').textContent]
  if (/<!ENTITY|<!DOCTYPE/i.test(text)) wrong.push('a document type')
  for (const e of doc.querySelectorAll('*')) {
    if (/^(script|foreignObject|iframe)$/i.test(e.localName)) wrong.push('an element: ' + e.outerHTML.slice(0, 200))
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) wrong.push('a handler: ' + e.outerHTML.slice(0, 200))
      if (/^(xlink:)?href$/.test(a.name) && /^\s*(javascript|data:text|vbscript)/i.test(a.value)) wrong.push('an address that runs: ' + e.outerHTML.slice(0, 200))
    }
  }
  if (address.endsWith('.svg') && /evil\.example|attacked/.test(text)) wrong.push('something of the attack is left: ' + text)
  return wrong
}`

// TestSuspects sees that TestAttacks would find each of these.
func TestSuspects(t *testing.T) {
	b := open(t)
	for _, spoil := range []string{
		`window.attacked = 1`, `document.body.setAttribute('onfoo', 'x')`, `document.querySelector('a').setAttribute('href', ' java\tscript:x')`,
		`document.body.append(document.createElement('iframe'))`, `document.querySelector('main p').setAttribute('style', 'x')`,
		`document.body.append(Object.assign(document.createElement('script'), {type: 'text/plain', textContent: 'x'}))`,
		`document.body.append(Object.assign(document.createElement('h2'), {id: '_main'}))`,
	} {
		b.visit(page{kind: plan.Home})
		if found := evaluate[[]string](b, `(`+spoil+`, (`+suspicious+`)())`); len(found) == 0 {
			t.Errorf("nothing was found after %s", spoil)
		}
	}
}

// TestRefusedAttacks lists what never comes as far as a page: the build says what is wrong, where, and publishes nothing.
func TestRefusedAttacks(t *testing.T) {
	for _, test := range []struct {
		name, file, old, bad string
	}{
		{"2: an address that runs", "data/partners/evil.yaml", `website: "https://evil.example/?q=%22onmouseover=attacked=8&x=javascript:1"`, `website: "javascript:attacked=2"`},
		{"8: an address that leaves its quotes", "data/partners/evil.yaml", `?q=%22onmouseover`, `?q=\"onmouseover`},
		{"10: a redirect that runs", "plaudit.yaml", `to: "/partners/evil/#a = \"><script>attacked=10</script> mark10"`, `to: "javascript:attacked=10"`},
		{"11: a colour that is a style", "plaudit.yaml", `accent: "#7a4b12"`, `accent: "red;}</style><script>attacked=11</script>"`},
		{"11: a colour with an address", "plaudit.yaml", `accent: "#7a4b12"`, `accent: "url(https://evil.example/)"`},
		{"11: a tier's colour", "data/tiers.yaml", `color: "#caa"`, `color: "expression(attacked=11)"`},
		{"16: an id with a direction mark", "data/tiers.yaml", `id: gold`, `id: "go\u202eld"`},
		{"16: an id with a letter that looks like another", "data/tiers.yaml", `id: gold`, `id: "g\u043eld"`},
	} {
		files := map[string]string{}
		for name, text := range hostile {
			files[name] = strings.ReplaceAll(text, "BASE", "https://a.example/")
		}
		files[test.file] = strings.Replace(files[test.file], test.old, test.bad, 1)
		dir := t.TempDir()
		for name, text := range files {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out := filepath.Join(t.TempDir(), "public")
		r, err := generator.Build(context.Background(), generator.Input{Dir: dir, Now: exampleNow, Version: "devel"}, out, false)
		if err != nil {
			t.Fatal(err)
		}
		named := slices.ContainsFunc(r.Problems, func(d diag.Diagnostic) bool { return d.At.File == test.file && d.At.Line > 0 })
		if !named || r.Published != nil {
			t.Errorf("%s: published %v, problems %v", test.name, r.Published != nil, r.Problems)
		}
	}
}

// TestPicturesThatAreNot sees that a file which is not what its name says is never served as a page (case 13).
func TestPicturesThatAreNot(t *testing.T) {
	for name, data := range map[string]string{"html": "<!doctype html><script>attacked=13</script>", "svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="attacked=13"/>`} {
		dir := t.TempDir()
		for file, text := range map[string]string{
			"plaudit.yaml":         "title: T\nbase_url: https://a.example/\norganization: {name: O}\n",
			"data/partners/a.yaml": "name: A\ncover: covers/a.png\n", "assets/covers/a.png": data,
		} {
			path := filepath.Join(dir, filepath.FromSlash(file))
			os.MkdirAll(filepath.Dir(path), 0o755)
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out := filepath.Join(t.TempDir(), "public")
		r, err := generator.Build(context.Background(), generator.Input{Dir: dir, Now: exampleNow, Version: "devel"}, out, false)
		if err != nil {
			t.Fatal(err)
		}
		if r.Published != nil {
			err = filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				got, err := os.ReadFile(path)
				if strings.Contains(string(got), "attacked=13") {
					t.Errorf("%s: %s has it", name, path)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !slices.ContainsFunc(r.Problems, func(d diag.Diagnostic) bool {
			return d.At.File == "data/partners/a.yaml" || d.At.File == "assets/covers/a.png"
		}) {
			t.Errorf("%s: nobody is told: %v", name, r.Problems)
		}
	}
}
