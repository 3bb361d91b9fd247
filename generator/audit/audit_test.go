package audit

import (
	"cmp"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	adaHead = "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nverified: 2026-03-01\n"
	study   = "title: A new shop\npartners: [ada]\nsummary: S\n"
	edition = "-- data/awards/2026.yaml --\nname: Prize 2026\ndate: 2026-04-06\nresults:\n"
	given26 = "approvals: {partner: 2026-01-01}\n"
)

// Each kind of work is told, with its place and its end, and is not told when it is done. The clock is noon of 1 April 2026 in UTC.
func TestWork(t *testing.T) {
	for _, tt := range []struct {
		name string
		todo string // a site with it
		want string
		done []string // sites without it
	}{
		{
			name: "logo",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nverified: 2026-03-01\n",
			want: "ada no-logo data/partners/ada.yaml:1:1 - There is no logo: a monogram stands in its place.",
			done: []string{
				"", // plain has one
				"-- data/partners/ada.yaml --\nname: Ada Works\nstatus: former\n",
				"-- data/partners/ada.yaml --\nname: Ada Works\nverified: 2026-03-01\nconsent: {logo: false}\n", // it wants none
			},
		},
		{
			name: "logo of a withheld partner",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nverified: 2026-03-01\nconsent: {listed: false}\n",
			want: "ada no-logo data/partners/ada.yaml:1:1 - There is no logo: a monogram stands in its place.",
			done: []string{adaHead + "consent: {listed: false}\n"},
		},
		{
			name: "never confirmed",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\n",
			want: "ada not-confirmed data/partners/ada.yaml:1:1 - The partner never confirmed its profile: there is no `verified`.",
			done: []string{"", "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nstatus: former\n"},
		},
		{
			name: "confirmed a year ago",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nverified: 2025-04-01\n",
			want: "ada not-confirmed data/partners/ada.yaml:3:11 2026-03-31T22:00Z The partner last confirmed its profile on 1 April 2025: ask again.",
			done: []string{"-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nverified: 2025-04-02\n"},
		},
		{
			name: "confirmed in a month",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nverified: 2025-03\n",
			want: "ada not-confirmed data/partners/ada.yaml:3:11 2026-02-28T23:00Z The partner last confirmed its profile in March 2025: ask again.",
			done: []string{"-- data/partners/ada.yaml --\nname: Ada Works\nlogo: a.svg\nverified: 2025-05\n"},
		},
		{
			name: "certification that ends",
			todo: adaHead + "certifications: [{name: Architect, expires: 2026-06-29}]\n",
			want: "ada certification-ends data/partners/ada.yaml:4:45 2026-06-29T22:00Z The certification \"Architect\" holds until 29 June 2026 only.",
			done: []string{
				adaHead + "certifications: [{name: Architect, expires: 2026-06-30}]\n", // its end is 90 days and ten hours away
				adaHead + "certifications: [{name: Architect, expires: 2026-06-29}, {name: Architect, expires: 2028}]\n",
				adaHead + "certifications: [{name: Architect, expires: 2026-06-29}, {name: Architect}]\n",
				adaHead + "status: former\ncertifications: [{name: Architect, expires: 2026-06-29}]\n",
			},
		},
		{
			name: "certification that ended",
			todo: adaHead + "certifications: [{name: Architect, expires: 2025}, {name: Builder, expires: 2030}]\n",
			want: "ada certification-ended data/partners/ada.yaml:4:45 2025-12-31T23:00Z The certification \"Architect\" held until 2025 and is not shown any more.",
			done: []string{adaHead + "certifications: [{name: Architect, expires: 2025}, {name: Architect, expires: 2030}]\n"},
		},
		{
			name: "tier that ends",
			todo: adaHead + "tier: [{id: gold, from: 2020-01-01, until: 2026-05-31}]\n",
			want: "ada tier-ends data/partners/ada.yaml:4:44 2026-05-31T22:00Z The tier \"gold\" holds until 31 May 2026, and no other follows.",
			done: []string{
				adaHead + "tier: gold\n",
				adaHead + "tier: [{id: gold, until: 2026-05-31}, {id: silver, from: 2026-06-01}]\n",
				adaHead + "tier: [{id: gold, until: 2025-05-31}]\n",
			},
		},
		{
			name: "consent that ends",
			todo: adaHead + "consent:\n  listed: {until: 2026-05-01}\n  logo: {until: 2026-05-02}\n  quotes: {until: 2026-05-03T10:00:00Z}\n  metrics: {until: 2026-05}\n  people: {until: 2026-05-05}\n",
			want: `
ada consent-ends data/partners/ada.yaml:5:19 2026-05-01T22:00Z The consent to be listed holds until 1 May 2026 only. Without it nothing of the partner is published.
ada consent-ends data/partners/ada.yaml:6:17 2026-05-02T22:00Z The consent to show the logo holds until 2 May 2026 only. Without it a monogram stands in the logo's place.
ada consent-ends data/partners/ada.yaml:7:19 2026-05-03T10:00Z The consent to publish quotes holds until 3 May 2026 at 12:00 CEST only.
ada consent-ends data/partners/ada.yaml:8:20 2026-05-31T22:00Z The consent to publish metrics holds until May 2026 only.
ada consent-ends data/partners/ada.yaml:9:19 2026-05-05T22:00Z The consent to name people holds until 5 May 2026 only.`,
			done: []string{adaHead + "consent: {listed: true, logo: {until: 2027-01-01}, quotes: true, metrics: true, people: {until: 2026-06-30}}\n"},
		},
		{
			name: "consent that ended",
			todo: adaHead + "consent: {logo: {until: 2026-03-31}, quotes: {until: 2025-01-01}}\n",
			want: `
ada consent-ended data/partners/ada.yaml:4:25 2026-03-31T22:00Z The consent to show the logo ended: it held until 31 March 2026. Without it a monogram stands in the logo's place.
ada consent-ended data/partners/ada.yaml:4:54 2025-01-01T23:00Z The consent to publish quotes ended: it held until 1 January 2025.`,
			done: []string{adaHead + "consent: {logo: true, quotes: true}\n"},
		},
		{
			name: "logo that is refused",
			todo: adaHead + "consent: {logo: false}\n",
			want: "ada consent-refused data/partners/ada.yaml:4:17 - The consent to show the logo was refused. Without it a monogram stands in the logo's place.",
			done: []string{adaHead + "consent: {logo: true}\n", "-- data/partners/ada.yaml --\nname: Ada Works\nverified: 2026-03-01\nconsent: {logo: false}\n"},
		},
		{
			name: "consent that the site requires",
			todo: "-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [logo, quotes, metrics, people]}\n" + adaHead + edition +
				"  - {category: newcomer, level: finalist, recipients: [{name: Eva Lind, partner: ada}, {name: Bo Falk}], citation: C, clients: [acme], quote: {text: T}, metrics: [{label: L, before: 1, after: 2, period: P}]}\n" +
				"-- content/case-studies/shop.md --\n---\n" + study + given26 + "quote: {text: Q}\n---\nB\n",
			want: `
(Awards) consent-missing data/clients.yaml:1:3 - There is no consent of Acme to show the logo. Without it the logo is not shown.
(Awards) consent-missing data/clients.yaml:1:3 - There is no consent of Acme to publish quotes. One quote needs it.
(Awards) consent-missing data/clients.yaml:1:3 - There is no consent of Acme to publish metrics. The metrics of one award or case study need it.
(Awards) consent-missing data/awards/2026.yaml:4:88 - There is no consent of Bo Falk to be named.
ada consent-missing data/partners/ada.yaml:1:1 - There is no consent to show the logo. Without it a monogram stands in the logo's place.
ada consent-missing data/partners/ada.yaml:1:1 - There is no consent to publish quotes. 2 quotes need it.
ada consent-missing data/partners/ada.yaml:1:1 - There is no consent to publish metrics. The metrics of one award or case study need it.
ada consent-missing data/partners/ada.yaml:1:1 - There is no consent to name people. One person needs it.`,
			done: []string{
				"-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [quotes, metrics, people]}\n", // nothing needs it
				"-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [people]}\n" + edition +
					"  - {category: newcomer, level: finalist, recipients: [{name: Eva Lind, partner: ada, consent: true}, {name: Bo Falk, consent: true}], citation: C}\n",
			},
		},
		{
			name: "where consent is to be written",
			todo: "-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [logo]}\n" + adaHead + "consent:\n  quotes: true\n-- data/clients.yaml --\n[]\n",
			want: "ada consent-missing data/partners/ada.yaml:5:3 - There is no consent to show the logo. Without it a monogram stands in the logo's place.",
			done: []string{"-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [logo]}\n" + adaHead + "consent:\n  logo: true\n-- data/clients.yaml --\n[]\n"},
		},
		{
			name: "consent of clients and people",
			todo: "-- data/clients.yaml --\n- {id: acme, name: Acme, logo: a.svg, consent: {listed: {until: 2026-04-30}, logo: false, quotes: {until: 2026-03-01}}}\n" + edition +
				"  - {category: newcomer, level: finalist, clients: [acme], recipients: [{name: Eva Lind, partner: ada, consent: {until: 2026-05-09}}, {name: Bo Falk, consent: false}], citation: C, quote: {text: T}}\n",
			want: `
(Awards) consent-ends data/clients.yaml:1:65 2026-04-30T22:00Z The consent of Acme to be listed holds until 30 April 2026 only. Without it the client is named nowhere.
(Awards) consent-refused data/clients.yaml:1:84 - The consent of Acme to show the logo was refused. Without it the logo is not shown.
(Awards) consent-ended data/clients.yaml:1:107 2026-03-01T23:00Z The consent of Acme to publish quotes ended: it held until 1 March 2026. One quote needs it.
(Awards) consent-refused data/awards/2026.yaml:4:160 - The consent of Bo Falk to be named was refused.
ada consent-ends data/awards/2026.yaml:4:121 2026-05-09T22:00Z The consent of Eva Lind to be named holds until 9 May 2026 only.`,
			done: []string{edition + "  - {category: newcomer, level: finalist, recipients: [{name: Eva Lind, partner: ada}, {name: Bo Falk}], citation: C}\n"},
		},
		{
			name: "win without case study and citation",
			todo: edition + "  - {category: newcomer, partners: [ada]}\n",
			want: `
ada win-without-case-study data/awards/2026.yaml:4:5 - The win in "Newcomer" (Prize 2026) has no case study.
ada win-without-citation data/awards/2026.yaml:4:5 - The win in "Newcomer" (Prize 2026) has no citation: nobody reads why it was given.`,
			done: []string{
				edition + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "---\nB\n",
				edition + "  - {category: newcomer, partners: [ada], level: finalist}\n",
				edition + "  - {category: newcomer, partners: [ada], status: declined}\n",
				edition + "  - {category: newcomer, partners: [ada], status: rescinded, status_on: 2026-04-01}\n",
				edition + "  - {category: newcomer, none: true}\n",
			},
		},
		{
			name: "wins that still count, of levels with other names",
			todo: "-- data/awards/2024.yaml --\ndate: 2024-04-06\nlevels: [{id: first}, {id: second}]\nresults:\n  - {category: newcomer, partners: [ada], level: first, citation: C, status: expired, status_on: 2025}\n" +
				"  - {category: newcomer, partners: [ada], level: first, citation: C, status: rescinded, status_on: 2028, region: europe}\n  - {category: newcomer, partners: [ada], level: second, citation: C}\n",
			want: `
ada win-without-case-study data/awards/2024.yaml:4:5 - The win in "Newcomer" (2024) has no case study.
ada win-without-case-study data/awards/2024.yaml:5:5 - The win in "Newcomer" (2024) has no case study.`,
		},
		{
			name: "joint win, and one of nobody's",
			todo: adaHead + "-- data/partners/bea.yaml --\nname: Bea\nlogo: a.svg\nverified: 2026-03-01\n" + edition +
				"  - {category: newcomer, partners: [ada, bea], citation: C}\n  - {category: newcomer, recipients: [{name: Eva Lind}], citation: C}\n  - {category: newcomer, recipients: [{name: Mia, partner: ada}, {name: Ida, partner: ada}], citation: C}\n",
			want: `
(Awards) win-without-case-study data/awards/2026.yaml:5:5 - The win in "Newcomer" (Prize 2026) has no case study.
ada win-without-case-study data/awards/2026.yaml:4:5 - The win in "Newcomer" (Prize 2026) has no case study.
ada win-without-case-study data/awards/2026.yaml:6:5 - The win in "Newcomer" (Prize 2026) has no case study.
bea win-without-case-study data/awards/2026.yaml:4:5 - The win in "Newcomer" (Prize 2026) has no case study.`,
		},
		{
			name: "win whose case study is not shown",
			todo: strings.ReplaceAll(edition, "2026-04-06", "2026-03-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "expires: 2026-03-31\n---\nB\n",
			want: `ada win-without-case-study data/awards/2026.yaml:4:68 - The win in "Newcomer" (Prize 2026) has no case study to show: "A new shop" is shown until 31 March 2026 only.`,
			done: []string{strings.ReplaceAll(edition, "2026-04-06", "2026-03-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "expires: 2027\n---\nB\n"},
		},
		{
			name: "announcement without its case study: a draft",
			todo: edition + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop, reveal: 2026-04-06T17:00:00Z}\n-- content/case-studies/shop.md --\n---\n" + study + "draft: true\n---\nB\n",
			want: `ada not-ready data/awards/2026.yaml:4:68 2026-04-06T17:00Z The win in "Newcomer" (Prize 2026) is announced on 6 April 2026 at 19:00 CEST without its case study: "A new shop" is a draft.`,
			done: []string{
				edition + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "publish: 2026-04-05\n---\nB\n",
				strings.ReplaceAll(edition, "2026-04-06", "2026-08-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + "draft: true\n---\nB\n", // there is time
			},
		},
		{
			name: "announcement without its case study: too late",
			todo: edition + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "publish: 2026-04-07\n---\nB\n",
			want: `ada not-ready data/awards/2026.yaml:4:68 2026-04-05T22:00Z The win in "Newcomer" (Prize 2026) is announced on 6 April 2026 without its case study: "A new shop" is published on 7 April 2026 only.`,
		},
		{
			name: "announcement without its case study: no approval, and a level of its own hour",
			todo: "-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\ncase_studies: {approvals: required}\n-- data/awards/2026.yaml --\ndate: 2026-04-06\nembargo: 2026-04-06T12:00:00Z\nlevels: [{id: winner, reveal: 2026-04-06T15:00:00Z}]\nresults:\n" +
				"  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + "client: acme\napprovals: {partner: 2026-02-01}\n---\nB\n",
			want: `
ada not-ready data/awards/2026.yaml:5:68 2026-04-06T15:00Z The win in "Newcomer" (2026) is announced on 6 April 2026 at 15:00 UTC without its case study: "A new shop" has no approval of the client.
ada no-approval content/case-studies/shop.md:6:12 - The case study "A new shop" has no approval of the client. Until then it is left out.`,
			done: []string{"-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\ncase_studies: {approvals: required}\n-- data/awards/2026.yaml --\ndate: 2026-04-06\nresults:\n" +
				"  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + "client: acme\napprovals: {partner: 2026-02-01, client: 2026-02-01}\n---\nB\n"},
		},
		{
			name: "announcement at the end of an embargo, half an hour after midnight",
			todo: "-- data/awards/2026.yaml --\ndate: 2026-03-06\nembargo: 2026-04-06T00:30:00\nresults:\n  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + "draft: true\n---\nB\n",
			want: `ada not-ready data/awards/2026.yaml:4:68 2026-04-05T22:30Z The win in "Newcomer" (2026) is announced on 6 April 2026 at 00:30 CEST without its case study: "A new shop" is a draft.`,
		},
		{
			name: "approvals that the site does not require keep no case study away",
			todo: strings.ReplaceAll(edition, "2026-04-06", "2026-03-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + "---\nB\n",
			want: `ada no-approval content/case-studies/shop.md:2:1 - The case study "A new shop" has no approval of the partner.`,
		},
		{
			name: "only a logo for dark backgrounds",
			todo: "-- data/partners/ada.yaml --\nname: Ada Works\nlogo_dark: a.svg\nverified: 2026-03-01\nconsent: {logo: false}\n",
			want: "ada consent-refused data/partners/ada.yaml:4:17 - The consent to show the logo was refused. Without it a monogram stands in the logo's place.",
		},
		{
			name: "award that ends",
			todo: edition + "  - {category: newcomer, partners: [ada], level: finalist, status: expired, status_on: 2026-06-01}\n",
			want: `ada award-ends data/awards/2026.yaml:4:88 2026-05-31T22:00Z The award in "Newcomer" (Prize 2026) is expired from 1 June 2026 on.`,
			done: []string{
				edition + "  - {category: newcomer, partners: [ada], level: finalist, status: expired, status_on: 2029-06-01}\n",
				edition + "  - {category: newcomer, partners: [ada], level: finalist, status: expired, status_on: 2026-03-01}\n",
				edition + "  - {category: newcomer, partners: [ada], level: finalist, status: active, status_on: 2026-06-01}\n",
			},
		},
		{
			name: "metric without baseline",
			todo: edition + "  - {category: newcomer, partners: [ada], level: finalist, metrics: [{label: Orders, value: 12, period: P}, {label: Returns, before: 2, after: 1, period: P}]}\n" +
				"-- content/case-studies/shop.md --\n---\n" + study + given26 + "metrics:\n  - label: Visits\n    value: 4\n    period: P\n---\nB\n",
			want: "ada no-baseline data/awards/2026.yaml:4:70 - The metric \"Orders\" does not say what it was `before`.\n" +
				"ada no-baseline content/case-studies/shop.md:7:5 - The metric \"Visits\" does not say what it was `before`.",
			done: []string{edition + "  - {category: newcomer, partners: [ada], level: finalist, metrics: [{label: Orders, before: 9, value: 12, period: P}]}\n"},
		},
		{
			name: "approvals",
			todo: "-- content/case-studies/shop.md --\n---\n" + study + "client: acme\n---\nB\n-- content/case-studies/til.md --\n---\n" + study + "approvals: {partner: 2027-01-01}\n---\nB\n",
			want: `
ada no-approval content/case-studies/shop.md:2:1 - The case study "A new shop" has no approval of the partner and the client.
ada no-approval content/case-studies/til.md:5:12 - The case study "A new shop" has no approval of the partner.`,
			done: []string{
				"-- content/case-studies/shop.md --\n---\n" + study + "client: acme\napprovals: {partner: 2026-02-01, client: 2026-02-01}\n---\nB\n",
				"-- content/case-studies/shop.md --\n---\n" + study + "draft: true\n---\nB\n",
				"-- content/case-studies/shop.md --\n---\n" + study + "expires: 2025\n---\nB\n",
			},
		},
		{
			name: "case study that expires under a win",
			todo: strings.ReplaceAll(edition, "2026-04-06", "2026-03-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "expires: 2026-05-31\n---\nB\n",
			want: `ada expires content/case-studies/shop.md:6:10 2026-05-31T22:00Z The case study "A new shop" is shown until 31 May 2026 only. The win in "Newcomer" (Prize 2026) has no case study then.`,
			done: []string{strings.ReplaceAll(edition, "2026-04-06", "2026-03-06") + "  - {category: newcomer, partners: [ada], citation: C, case_study: shop}\n-- content/case-studies/shop.md --\n---\n" + study + given26 + "expires: 2026-07-01\n---\nB\n"},
		},
		{
			name: "posts that expire",
			todo: "-- content/updates/u.md --\n---\ntitle: U\nexpires: 2026-04-30\npartners: [ada, ada]\n---\nB\n-- content/resources/r.md --\n---\ntitle: R\nexpires: 2026-04-30\n---\nB\n-- content/events/e.md --\n---\ntitle: E\nstart: 2026-04-04\nexpires: 2026-04-30\n---\nB\n" +
				"-- content/pages/p.md --\n---\ntitle: P\nexpires: 2026-04-30\n---\nB\n-- data/programme/opportunities.yaml --\n- {id: beta, name: Beta, kind: beta, until: 2026-04-30}\n",
			want: `
(Awards) expires content/resources/r.md:3:10 2026-04-30T22:00Z The resource "R" is shown until 30 April 2026 only.
(Awards) expires content/events/e.md:4:10 2026-04-30T22:00Z The event "E" is shown until 30 April 2026 only.
(Awards) expires content/pages/p.md:3:10 2026-04-30T22:00Z The page "P" is shown until 30 April 2026 only.
(Awards) expires data/programme/opportunities.yaml:1:45 2026-04-30T22:00Z The opportunity "Beta" is open until 30 April 2026.
ada expires content/updates/u.md:3:10 2026-04-30T22:00Z The update "U" is shown until 30 April 2026 only.`,
			done: []string{
				"-- content/updates/u.md --\n---\ntitle: U\nexpires: 2026-04-30\ndraft: true\n---\nB\n-- content/pages/p.md --\n---\ntitle: P\nexpires: 2026-03-30\n---\nB\n-- content/pages/q.md --\n---\ntitle: P\n---\nB\n" +
					"-- data/programme/opportunities.yaml --\n- {id: beta, name: Beta, kind: beta, until: 2027-04-30}\n- {id: co, name: Co, kind: beta, from: 2026-04-10, until: 2026-04-30}\n- {id: old, name: Old, kind: beta, until: 2026-03-30}\n",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := clock(t, "2026-04-01")
			whole, records := read(t, tt.todo, now)
			work := Work(whole, records, now)
			same(t, lines(work), tt.want)
			checkPlaces(t, files(tt.todo), work)
			for i, text := range tt.done {
				whole, records := read(t, text, now)
				codes := map[string]bool{}
				for line := range strings.Lines(strings.TrimSpace(tt.want)) {
					codes[strings.Fields(strings.ReplaceAll(line, "(Awards)", "-"))[1]] = true
				}
				for _, p := range Work(whole, records, now) {
					for _, item := range p.Items {
						if codes[item.What] {
							t.Errorf("site %d, where it is done: %s %s", i+1, item.What, item.Text)
						}
					}
				}
			}
		})
	}
}

// places is what stands where something is to be done.
var places = map[string]string{NoLogo: `name:`, NotConfirmed: `name:|\d{4}`, CertificationEnds: `\d{4}`, CertificationEnded: `\d{4}`, TierEnds: `\d{4}`,
	ConsentMissing: `name:|quotes:|logo:|\{?(id|name):`, ConsentRefused: `false`, ConsentEnds: `\d{4}`, ConsentEnded: `\d{4}`, WinWithoutCaseStudy: `category:|\{category:|shop`,
	WinWithoutCitation: `\{category:`, NotReady: `shop`, AwardEnds: `\d{4}`, NoApproval: `title:|\{partner:`, NoBaseline: `\{label: Orders|label: Visits`, Expires: `\d{4}`}

func checkPlaces(t *testing.T, fsys fstest.MapFS, work []Partner) {
	t.Helper()
	for _, p := range work {
		for _, item := range p.Items {
			line := []rune(strings.Split(string(fsys[item.At.File].Data), "\n")[item.At.Line-1])
			if there := string(line[item.At.Column-1:]); !regexp.MustCompile(`^(` + places[item.What] + `)`).MatchString(there) {
				t.Errorf("%s at %s is told of %q", item.What, item.At, there)
			}
		}
	}
}

// Partners stand by name as the site's language sorts them, withheld ones among them, and what belongs to none before them.
func TestWorkInOrder(t *testing.T) {
	const site = "-- plaudit.yaml --\ntitle: Preise\nlanguage: de\norganization: {name: Org}\n-- data/partners/ada.yaml --\nname: Zeta\n-- data/partners/b.yaml --\nname: Ökonom\nconsent: {listed: false}\n-- data/partners/c.yaml --\nname: Oper\n" +
		"-- data/partners/d.yaml --\nname: Ader\n-- data/partners/f.yaml --\nname: Ader\n-- data/partners/e.yaml --\nname: Fertig\nlogo: a.svg\nverified: 2026-03\n-- content/pages/p.md --\n---\ntitle: P\nexpires: 2026-04-30\n---\nB\n"
	now := clock(t, "2026-04-01")
	whole, records := read(t, site, now)
	var got []string
	for _, p := range Work(whole, records, now) {
		got = append(got, cmp.Or(p.ID, "(none)")+" "+p.Name+" "+p.At.String())
	}
	same(t, got, "(none) Preise plaudit.yaml:1:8\nd Ader data/partners/d.yaml:1:1\nf Ader data/partners/f.yaml:1:1\nb Ökonom data/partners/b.yaml:1:1\nc Oper data/partners/c.yaml:1:1\nada Zeta data/partners/ada.yaml:1:1")
}

// An end counts from its first moment on; what is exactly 90 days away is soon.
func TestInstants(t *testing.T) {
	const text = adaHead + "consent: {quotes: {until: 2026-06-30T10:00:00Z}}\n"
	for now, want := range map[string]string{
		"2026-04-01T09:59:59Z": "",
		"2026-04-01T10:00:00Z": "ada consent-ends data/partners/ada.yaml:4:27 2026-06-30T10:00Z The consent to publish quotes holds until 30 June 2026 at 12:00 CEST only.",
		"2026-06-30T09:59:59Z": "ada consent-ends data/partners/ada.yaml:4:27 2026-06-30T10:00Z The consent to publish quotes holds until 30 June 2026 at 12:00 CEST only.",
		"2026-06-30T10:00:00Z": "ada consent-ended data/partners/ada.yaml:4:27 2026-06-30T10:00Z The consent to publish quotes ended: it held until 30 June 2026 at 12:00 CEST.",
	} {
		whole, records := read(t, text, clock(t, now))
		same(t, lines(Work(whole, records, clock(t, now))), want)
	}
}

// Of records that share an id, which is a mistake, the first counts; what refers to nothing belongs to nobody.
func TestWorkInSpiteOfMistakes(t *testing.T) {
	now := clock(t, "2026-04-01")
	whole, records := read(t, "-- data/partners.yaml --\n- {id: ada, name: First}\n- {id: ada, name: Second}\n"+
		"-- data/clients.yaml --\n- {id: acme, name: Acme, consent: {quotes: {until: 2025}}}\n- {id: acme, name: Acme Two, consent: {quotes: {until: 2024}}}\n"+
		edition+"  - {category: newcomer, partners: [nobody], citation: C, case_study: nothing}\n  - {category: none, partners: [nobody], citation: C}\n", now, "P050", "P053")
	same(t, lines(Work(whole, records, now)), `
(Awards) consent-ended data/clients.yaml:1:52 2025-12-31T23:00Z The consent of Acme to publish quotes ended: it held until 2025.
(Awards) win-without-case-study data/awards/2026.yaml:5:5 - The win in "none" (Prize 2026) has no case study.
ada no-logo data/partners.yaml:1:3 - There is no logo: a monogram stands in its place.
ada not-confirmed data/partners.yaml:1:3 - The partner never confirmed its profile: there is no `+"`verified`.")
}

// Whoever is named twice in one place is asked once, and a client without a name, which is a mistake, is called by its id.
func TestClientsOfOneQuote(t *testing.T) {
	now := clock(t, "2026-04-01")
	whole, records := read(t, "-- plaudit.yaml --\ntitle: Awards\norganization: {name: Org}\nconsent: {required: [quotes]}\n-- data/clients.yaml --\n- {id: acme}\n"+
		adaHead+"consent: {quotes: true}\n"+edition+"  - {category: newcomer, level: finalist, partners: [ada], clients: [acme, acme], citation: C, quote: {text: T}}\n", now, "P013")
	same(t, lines(Work(whole, records, now)), "(Awards) consent-missing data/clients.yaml:1:3 - There is no consent of acme to publish quotes. One quote needs it.")
}

// Nothing to do is nothing to say, and a site without records is no trouble.
func TestNoWork(t *testing.T) {
	now := clock(t, "2026-04-01")
	whole, records := read(t, "", now)
	same(t, lines(Work(whole, records, now)), "")
	if got := Translations(whole, records); len(got) > 0 {
		t.Error(got)
	}
}
