package audit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plaudit/plaudit/generator/site"
)

// german is a site in two languages, with something of each kind.
const german = `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
cta: {text: Join us, label: Join, url: /about/}
testimonials: [{text: Fine, name: Bo}]
languages:
  de: {title: Preise}
-- data/partners/ada.yaml --
name: Ada Works
summary: Builds shops
description: We build
logo_alt: A wheel
-- data/partners/none.yaml --
name: Nothing To Say
-- data/partners/hidden.yaml --
name: Hidden
summary: Not there
consent: {listed: false}
-- data/tiers.yaml --
- {id: gold, name: Gold, summary: For the best, criteria: [Ten references], benefits: [{kind: financial, text: A share}], review: {every: 6 months}}
-- data/terms.yaml --
specialties: [{id: loyalty, name: Loyalty, description: To come back}, {id: build, name: Build}]
-- data/awards/categories.yaml --
- {id: newcomer, name: Newcomer, description: New, criteria: Younger than two, versions: [{from: 2026, criteria: Younger than three}]}
- {id: craft, name: Craft}
- {id: heart, name: Heart}
-- data/awards/2026.yaml --
name: Prize 2026
date: 2026-03-06
summary: A good year
timeline: [{date: 2026-01-10, label: Call}]
nominations: {open: 2026-01-10, eligibility: All}
results:
  - {category: newcomer, partners: [ada], citation: Well done, quote: {text: Thanks}, status: expired, status_on: 2026-03-07, status_reason: Over}
  - {category: craft, none: true, reason: Nobody entered}
-- data/awards/2027.yaml --
date: 2027-03-06
results:
  - {category: newcomer, partners: [ada], citation: Not yet}
-- content/awards/2026/eva.md --
---
category: heart
level: finalist
recipients: [{name: Eva Lind}, {name: Bo Falk}]
videos: [{url: "https://v.example/", title: V, transcript: Eva speaks}]
region: europe
---
For her patience.
-- content/case-studies/shop.md --
---
title: A new shop
partners: [ada]
summary: It sells
quote: {text: It sells well}
cta: {label: Buy, url: /about/}
---
Long ago.
-- content/case-studies/draft.md --
---
title: A draft
partners: [ada]
draft: true
---
Soon.
-- content/updates/u.md --
---
title: News
---
-- content/resources/r.md --
---
title: Course
---
-- content/events/e.md --
---
title: Meeting
start: 2026-05-01
---
-- content/pages/about.md --
---
title: About
---
-- content/pages/nominate.md --
---
title: Enter
---
-- data/programme/press.yaml --
boilerplate: We give prizes
logos: [{src: a.svg, alt: Our logo}]
badge_rules: Do not bend
`

func translationLines(list []Translation) []string {
	var all []string
	for _, x := range list {
		all = append(all, fmt.Sprintf("%s %s %s %s (%s) %s: %s", x.Language, x.At, x.Kind, x.ID, x.Name, x.File, strings.Join(x.Missing, " ")))
	}
	return all
}

func TestTranslations(t *testing.T) {
	now := clock(t, "2026-04-01")
	for _, tt := range []struct{ name, more, want string }{
		{"nothing is translated", "", `
de content/awards/2026/eva.md:2:1 award 2026-heart-europe-eva-lind-bo-falk (Eva Lind, Bo Falk) content/awards/2026/eva.de.md: everything
de content/case-studies/shop.md:2:1 case-study shop (A new shop) content/case-studies/shop.de.md: everything
de content/events/e.md:2:1 event e (Meeting) content/events/e.de.md: everything
de content/pages/about.md:2:1 page about (About) content/pages/about.de.md: everything
de content/pages/nominate.md:2:1 page nominate (Enter) content/pages/nominate.de.md: everything
de content/resources/r.md:2:1 resource r (Course) content/resources/r.de.md: everything
de content/updates/u.md:2:1 update u (News) content/updates/u.de.md: everything
de data/awards/2026.yaml:1:1 edition 2026 (Prize 2026) data/awards/2026.de.yaml: everything
de data/awards/2026.yaml:7:5 award 2026-newcomer-ada (Ada Works) data/awards/2026.de.yaml: everything
de data/awards/2026.yaml:8:5 award 2026/craft (Craft) data/awards/2026.de.yaml: everything
de data/awards/categories.yaml:1:3 category newcomer (Newcomer) data/awards/categories.de.yaml: everything
de data/partners/ada.yaml:1:1 partner ada (Ada Works) data/partners/ada.de.yaml: everything
de data/programme/press.yaml:1:1 press press (Org) data/programme/press.de.yaml: everything
de data/terms.yaml:1:15 term loyalty (Loyalty) data/terms.de.yaml: everything
de data/tiers.yaml:1:3 tier gold (Gold) data/tiers.de.yaml: everything
de plaudit.yaml:6:3 settings  (Awards) plaudit.yaml: cta testimonials`},
		{"a part of each", `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
cta: {text: Join us, label: Join, url: /about/}
testimonials: [{text: Fine, name: Bo}]
languages:
  de: {cta: {label: Mitmachen, url: /about/}}
-- data/partners.de.yaml --
- {id: ada, name: Ada-Werke, summary: Baut}
-- data/tiers.de.yaml --
- {id: gold, criteria: [Zehn Referenzen]}
-- data/awards/categories.de.yaml --
- {id: newcomer, name: Neuling, description: Neu}
-- data/awards/2026.de.yaml --
summary: Ein gutes Jahr
results:
  - {id: 2026-newcomer-ada, citation: Gut gemacht}
  - {id: 2026-heart-europe-eva-lind-bo-falk, citation: Für ihre Geduld.}
-- content/case-studies/shop.de.md --
---
title: Ein neuer Laden
---
-- data/programme/press.de.yaml --
badge_rules: Nicht knicken
`, `
de content/awards/2026/eva.md:2:1 award 2026-heart-europe-eva-lind-bo-falk (Eva Lind, Bo Falk) data/awards/2026.de.yaml: videos
de content/case-studies/shop.md:2:1 case-study shop (Ein neuer Laden) content/case-studies/shop.de.md: summary cta quote body
de content/events/e.md:2:1 event e (Meeting) content/events/e.de.md: everything
de content/pages/about.md:2:1 page about (About) content/pages/about.de.md: everything
de content/pages/nominate.md:2:1 page nominate (Enter) content/pages/nominate.de.md: everything
de content/resources/r.md:2:1 resource r (Course) content/resources/r.de.md: everything
de content/updates/u.md:2:1 update u (News) content/updates/u.de.md: everything
de data/awards/2026.yaml:1:1 edition 2026 (Prize 2026) data/awards/2026.de.yaml: timeline nominations.eligibility
de data/awards/2026.yaml:7:5 award 2026-newcomer-ada (Ada-Werke) data/awards/2026.de.yaml: quote status_reason
de data/awards/2026.yaml:8:5 award 2026/craft (Craft) data/awards/2026.de.yaml: everything
de data/awards/categories.yaml:1:3 category newcomer (Neuling) data/awards/categories.de.yaml: criteria versions
de data/partners/ada.yaml:1:1 partner ada (Ada-Werke) data/partners.de.yaml: description logo_alt
de data/programme/press.yaml:1:1 press press (Org) data/programme/press.de.yaml: boilerplate logos
de data/terms.yaml:1:15 term loyalty (Loyalty) data/terms.de.yaml: everything
de data/tiers.yaml:1:3 tier gold (Gold) data/tiers.de.yaml: summary benefits review.every
de plaudit.yaml:6:3 settings  (Awards) plaudit.yaml: cta testimonials`},
		{"everything is translated", `
-- plaudit.yaml --
title: Awards
organization: {name: Org}
cta: {text: Join us, label: Join, url: /about/}
testimonials: [{text: Fine, name: Bo}]
languages:
  de: {cta: {text: Kommt, label: Mitmachen, url: /about/}, testimonials: [{text: Gut, name: Bo}]}
-- data/partners/ada.de.yaml --
{summary: Baut, description: Wir bauen, logo_alt: Ein Rad}
-- data/terms.de.yaml --
specialties: [{id: loyalty, description: Damit sie wiederkommen}]
-- data/tiers.de.yaml --
- {id: gold, summary: Die Besten, criteria: [Zehn Referenzen], benefits: [{text: Ein Anteil}], review: {every: 6 Monate}}
-- data/awards/categories.de.yaml --
- {id: newcomer, description: Neu, criteria: Jung, versions: [{criteria: Jünger}]}
-- data/awards/2026.de.yaml --
summary: Ein gutes Jahr
timeline: [{label: Aufruf}]
nominations: {eligibility: Alle}
results:
  - {citation: Gut gemacht, quote: {text: Danke}, status_reason: Vorbei}
  - {category: craft, none: true, reason: Niemand}
-- content/awards/2026/eva.de.md --
---
videos: [{transcript: Eva spricht}]
---
Für ihre Geduld.
-- content/case-studies/shop.de.md --
---
title: Ein neuer Laden
summary: Er verkauft
quote: {text: Es läuft}
cta: {label: Kaufen}
---
Lange her.
-- content/updates/u.de.md --
---
title: Neues
---
-- content/resources/r.de.md --
---
title: Kurs
---
-- content/events/e.de.md --
---
title: Treffen
---
-- content/pages/about.de.md --
---
title: Über uns
---
-- content/pages/nominate.de.md --
---
title: Bewerben
---
-- data/programme/press.de.yaml --
boilerplate: Wir geben Preise
logos: [{alt: Unser Logo}]
badge_rules: Nicht knicken
`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			whole, records := read(t, german+tt.more, now)
			got := Translations(whole, records)
			same(t, translationLines(got), tt.want)
			agree(t, whole, got)
		})
	}
}

// agree holds what is missing against what pages count as translated: of each record they say the same.
func agree(t *testing.T, whole *site.Whole, got []Translation) {
	t.Helper()
	missing := map[string]bool{}
	for _, x := range got {
		missing[x.Language+" "+x.Kind+" "+x.ID] = true
	}
	for _, s := range whole.Sites {
		check := func(kind, id string, translated bool) {
			if key := s.Language + " " + kind + " " + id; missing[key] == translated {
				t.Errorf("%s: translated is %v, and missing texts are %v", key, translated, missing[key])
			}
		}
		for _, p := range s.Partners {
			check("partner", p.ID, p.Translated)
		}
		for _, x := range s.Tiers {
			check("tier", x.ID, x.Translated)
		}
		for _, c := range s.Categories {
			check("category", c.ID, c.Translated)
		}
		for _, e := range s.Editions {
			check("edition", e.ID, e.Translated)
			for _, a := range e.Awards {
				check("award", a.ID, a.Translated)
			}
		}
		for _, c := range s.CaseStudies {
			check("case-study", c.ID, c.Translated)
		}
		for _, p := range s.Updates {
			check("update", p.ID, p.Translated)
		}
		for _, p := range s.Resources {
			check("resource", p.ID, p.Translated)
		}
		for _, p := range s.Events {
			check("event", p.ID, p.Translated)
		}
		for _, p := range s.Pages {
			check("page", p.ID, p.Translated)
		}
		for _, p := range s.Introductions {
			check("page", p.ID, p.Translated)
		}
	}
}
