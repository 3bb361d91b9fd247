package site

import (
	"strings"
	"testing"
)

func TestNoticesOfTheLock(t *testing.T) {
	const site = `
-- data/partners.yaml --
- {id: ada, name: Ada}
- {id: shy, name: Shy, consent: {listed: false}}
-- data/clients.yaml --
- {id: hid, name: Hid, consent: {listed: false}}
-- data/awards/categories.yaml --
- {id: growth, name: Growth}
- {id: newcomer, name: Newcomer}
-- data/awards/2026.yaml --
date: 2026-04-06
results:
  - {category: growth, partners: [shy, ada], citation: c}
  - {category: newcomer, partners: [ada], clients: [hid], citation: c, reveal: 2027-01-01}
-- content/updates/u.md --
---
title: U
expires: 2026-04-30
---
-- content/pages/about.md --
---
title: About
---
-- plaudit.lock --
`
	for lockLine, wanted := range map[string]bool{
		"/partners/ada/ partner ada":                                             false, // visible
		"/partners/shy/ partner shy":                                             true,
		"/partners/gone/ partner gone":                                           false, // deleted: an error of the plan, no notice
		"/clients/hid/ client hid":                                               true,
		"/updates/u/ update u":                                                   true,
		"/about/ page about":                                                     false,
		"/awards/2026/growth/ada/ award 2026-growth-ada":                         false,
		"/awards/2026/growth/shy-ada/ award 2026-growth-shy-ada":                 true, // from before its consent ended
		"/certificates/2026-growth-shy-ada/shy/ certificate 2026-growth-ada/shy": true,
		"/certificates/2026-growth-ada/ada/ certificate 2026-growth-ada/ada":     false,
		"/awards/2026/newcomer/ada/ award 2026-newcomer-ada":                     true, // revealed later, or embargoed again
		"/awards/2026/newcomer/ada-hid/ award 2026-newcomer-ada-hid":             true,
		"/awards/2026/newcomer/ edition-category 2026/newcomer":                  true,
		"/awards/2026/growth/ edition-category 2026/growth":                      false,
		"/awards/2026/ edition 2026":                                             false,
	} {
		whole, _ := linked(t, site+lockLine+"\n", "2026-05-01")
		s := whole.Sites[0]
		want(t, lockLine, len(s.Notices) == 1, wanted)
		want(t, "the lock", len(s.Lock), 1)
	}
}

func TestRedirects(t *testing.T) {
	s := clean(t, `
-- plaudit.yaml --
title: A
organization: {name: O}
redirects: [{from: /a/, to: /partners/}]
gone: [{path: /b/, on: 2026-01-01, reason: Nobody read it}]
-- data/redirects.csv --
from,to
/c/,/partners/
-- data/partners/x.yaml --
name: X
aliases: [old, /old/x/]
`, "2026-05-01")
	var got []string
	for _, r := range s.Redirects {
		got = append(got, row(r.From, r.To, r.Kind, r.ID, r.At))
	}
	want(t, "aliases first", strings.Join(got, "\n"), "old  partner x data/partners/x.yaml:2:11\n/old/x/  partner x data/partners/x.yaml:2:16\n/a/ /partners/   plaudit.yaml:3:13\n/c/ /partners/   data/redirects.csv:2:1")
	want(t, "gone", row(s.Gone[0].Path, s.Gone[0].Reason.S, s.Gone[0].On.Year), "/b/ Nobody read it 2026")
}
