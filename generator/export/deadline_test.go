package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/plan"
)

const callSite = `-- plaudit.yaml --
title: T
base_url: https://x.example/
organization: {name: O}
timezone: Europe/Berlin
-- data/awards/2027.yaml --
name: E 2027
date: 2027-05-13
nominations: {open: 2027-01-11, close: 2027-02-26T23:59}
timeline:
  - {date: 2027-01-11, label: Call for entries}
  - {date: 2027-02-26, label: Entries close}
  - {date: 2027-03-22, until: 2027-03-24, label: Jury meets}
  - {date: 2027-04, label: Shortlist}
  - {date: 2027-05-13, label: Ceremony}
-- content/events/one.md --
---
title: One
start: 2027-01-01
---
-- content/events/two.md --
---
title: Two
start: 2027-02-01
---
`

// Each day of a call has a file of its own, and the call's file is all of them together.
func TestEachDeadlineHasACalendar(t *testing.T) {
	e := exampleOf(t, callSite, "2026-12-01T00:00:00Z")
	entries := func(path string) []string {
		o, ok := e.plan.At(path)
		if !ok {
			t.Fatalf("no %s", path)
		}
		var out []string
		for part := range strings.SplitSeq(string(Calendar(o, e.languages[o.Site.Language])), "BEGIN:VEVENT\r\n") {
			if body, _, ok := strings.Cut(part, "END:VEVENT"); ok {
				out = append(out, body)
			}
		}
		return out
	}
	var each []string
	for _, name := range []string{"open", "close", "timeline-jury-meets", "timeline-ceremony"} {
		own := entries("nominate/2027/" + name + ".ics")
		if len(own) != 1 {
			t.Errorf("%s has %d entries", name, len(own))
		}
		each = append(each, own...)
	}
	if all := entries("nominate/2027.ics"); !slices.Equal(all, each) {
		t.Errorf("the whole call has\n%q\nits days\n%q", all, each)
	}
	if !strings.Contains(each[1], "DTSTART:20270226T225900Z\r\n") {
		t.Errorf("the close is %s", each[1])
	}
	n := 0
	for _, o := range e.plan.Outputs {
		if o.Kind == plan.Calendar && strings.HasPrefix(o.Path, "nominate/2027/") {
			n++
		}
	}
	if n != 4 {
		t.Errorf("%d calendar files of days: a month is no day, and an end of the call is there once", n)
	}
	if all := entries("events/events.ics"); len(all) != 2 {
		t.Errorf("the calendar of all events has %d", len(all))
	}
}

// A page with a policy of its own is sent with that one alone: a browser keeps to all that it gets.
func TestPolicyOfOnePage(t *testing.T) {
	e := loaded(t)
	options := HeaderOptions{Policy: func() string { return policy }, Type: asset.ContentType, PolicyOf: func(o *plan.Output) string {
		if o.Kind == plan.Email {
			return "style-src 'unsafe-inline'"
		}
		return ""
	}}
	text := string(Headers(e.plan, e.addresses(), options))
	for _, pattern := range []string{"/awards-site/awards/:a/email.html", "/awards-site/awards/:a/email"} {
		if want := "\n" + pattern + "\n  ! Content-Security-Policy\n  Content-Security-Policy: style-src 'unsafe-inline'; frame-ancestors 'none'\n"; !strings.Contains(text, want) {
			t.Errorf("no rule %q in\n%s", want, text)
		}
	}
	for path, want := range map[string]string{"awards/2026/email.html": "style-src 'unsafe-inline'; frame-ancestors 'none'", "awards/2026/index.html": policy + "; frame-ancestors 'none'"} {
		var got []string
		for _, h := range HeadersOf(path, e.output(t, path), nil, options) {
			if value, ok := strings.CutPrefix(h, "Content-Security-Policy: "); ok {
				got = append(got, value)
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s is sent with %q", path, got)
		}
	}
}
