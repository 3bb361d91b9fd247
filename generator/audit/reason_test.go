package audit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plaudit/plaudit/generator/site"
)

// Everything that a site can withhold has its reason in words, and the instant in the zone of the site.
func TestReason(t *testing.T) {
	const text = `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
timezone: Europe/Berlin
consent: {required: [quotes, metrics, people]}
case_studies: {approvals: required}
-- data/partners/ada.yaml --
name: Ada Works
logo: a.svg
tier: [{id: gold, from: 2026-08-01}]
consent: {logo: false}
private: {owner: nobody at all}
-- data/partners/hidden.yaml --
name: Hidden
consent: {listed: false}
-- data/clients.yaml --
- {id: acme, name: Acme, consent: {listed: false}}
-- data/awards/2025.yaml --
date: 2025-04-06
results:
  - {category: newcomer, partners: [hidden], citation: C}
  - {category: newcomer, recipients: [{name: Eva Lind}], citation: C}
  - {category: newcomer, partners: [ada], citation: C, quote: {text: T}, metrics: [{label: L, before: 1, period: P}], status: rescinded, status_on: 2026-07-01, status_reason: R}
-- data/awards/2026.yaml --
date: 2026-04-06
embargo: 2026-04-06T17:00:00Z
levels: [{id: winner}, {id: finalist, reveal: 2026-03-01, shortlist: true}]
gallery: [{src: a.svg, alt: A stage}]
results:
  - {category: newcomer, partners: [ada], citation: C}
-- data/awards/2027.yaml --
date: 2027-04-06
results:
  - {category: newcomer, partners: [ada], citation: C}
  - {category: newcomer, partners: [ada], region: europe, reveal: 2027-05-01T09:30:00Z, citation: C}
-- content/case-studies/waits.md --
---
title: Waits
partners: [ada]
---
B
-- content/case-studies/unlisted.md --
---
title: Unlisted
partners: [hidden]
approvals: {partner: 2026-01-01}
---
B
-- content/updates/draft.md --
---
title: Draft
draft: true
---
B
-- content/updates/later.md --
---
title: Later
publish: 2026-05-01T08:00:00Z
---
B
-- content/updates/with.md --
---
title: With
with: 2026
---
B
-- content/updates/over.md --
---
title: Over
expires: 2026-03-01
---
B
-- data/programme/opportunities.yaml --
- {id: beta, name: Beta, kind: beta, from: 2026-06-01, until: 2026-08-31}
- {id: past, name: Past, kind: beta, until: 2026-01-31}
`
	now := clock(t, "2026-04-01")
	whole, _ := read(t, text, now)
	var got []string
	for _, w := range whole.Withheld {
		got = append(got, fmt.Sprintf("%s %s %s: %s", w.Kind, w.ID, w.Reason, Reason(w, whole.Sites[0].Zone)))
	}
	same(t, got, strings.ReplaceAll(`
case-study unlisted unlisted: None of its partners may be listed.
case-study waits approval: It waits for an approval. It appears when partner and client have approved it in ´approvals´.
update draft draft: It is a draft. It appears when ´draft´ is taken out.
update later scheduled: It is scheduled. It appears on 1 May 2026 at 10:00 CEST.
update over expired: It has expired: its ´expires´ has passed.
update with with: It waits for the results of the edition in ´with´. It appears on 6 April 2026 at 19:00 CEST.
award 2025-newcomer-hidden unlisted: None of its recipients may be listed.
award 2025-newcomer-eva-lind consent: None of the people who received it has agreed to be named.
people eva-lind consent: The person has not agreed to be named, or the consent has ended.
metrics 2025-newcomer-ada consent: Somebody concerned does not allow the metrics: each partner and client has to say yes.
quote 2025-newcomer-ada consent: Somebody concerned does not allow the quote: each partner and client has to say yes.
status 2025-newcomer-ada scheduled: The status "rescinded" has not begun. It appears on 1 July 2026.
gallery 2026 embargo: The pictures show who won, so they wait for the embargo of the edition. It appears on 6 April 2026 at 19:00 CEST.
level 2026-newcomer-ada reveal: It stands on the shortlist only: its level and details appear on 6 April 2026 at 19:00 CEST.
award 2027-newcomer-ada embargo: It is under the embargo of its edition. It appears on 6 April 2027.
award 2027-newcomer-europe-ada reveal: It waits for its ´reveal´, or that of its level. It appears on 1 May 2027 at 11:30 CEST.
client acme unlisted: It is in no output: its consent to be listed was refused or has ended.
logo ada consent: There is no consent to show the logo, or it has ended.
tier ada scheduled: The tier "Gold" has not begun. It appears on 1 August 2026.
private ada private: It is ´private´, and never published. Its words are searched for in every output.
partner hidden unlisted: It is in no output: its consent to be listed was refused or has ended.
opportunity beta scheduled: It has not begun. It appears on 1 June 2026.
opportunity past expired: It is over: its ´until´ has passed.`, "´", "`"))
	if text := Reason(site.Withheld{Reason: "something new"}, time.UTC); text != "It is withheld." {
		t.Error(text)
	}
}
