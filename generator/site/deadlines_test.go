package site

import (
	"strings"
	"testing"
)

// Each day of a call has a key of its own, also beside a label that looks like the second of another, and where labels are long.
func TestDeadlinesHaveKeysOfTheirOwn(t *testing.T) {
	long := strings.Repeat("very ", 30)
	s := clean(t, `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
-- data/awards/2027.yaml --
name: E 2027
date: 2027-05-13
nominations: {open: 2027-01-11, close: 2027-02-26}
timeline:
  - {date: 2027-03-01, label: Jury}
  - {date: 2027-03-02, label: "Jury, 2"}
  - {date: 2027-03-03, label: Jury}
  - {date: 2027-03-04, label: `+long+`one}
  - {date: 2027-03-05, label: `+long+`two}
`, "2026-12-01")
	var got []string
	for _, d := range Deadlines(s.Editions[0]) {
		got = append(got, d.Key)
		if len(d.Key) > maxDeadlineKey+len("-2") {
			t.Errorf("%s is too long for a file", d.Key)
		}
	}
	cut := ("timeline-" + strings.ReplaceAll(long, " ", "-"))[:maxDeadlineKey]
	want(t, "keys", strings.Join(got, " "), "open close timeline-jury timeline-jury-2 timeline-jury-3 "+cut+" "+cut+"-2")
}
