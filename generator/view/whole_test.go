package view

// whole is a site with every kind of page and most of what the contract can say; its clock stands at 2026-06-01.
const whole = `
-- plaudit.yaml --
title: Northwind Partner Awards
base_url: https://partners.example.com/
organization: {name: Northwind, url: https://www.example.com/, email: partners@example.com, logo: logos/northwind.svg, same_as: [https://social.example/@northwind]}
language: en
languages: {de: {title: Northwind-Partnerpreise}}
timezone: Europe/Berlin
page_size: 2
cta: {text: Entries are open, label: Enter, url: /nominate/}
testimonials: [{text: They helped., name: Eve, role: CEO, organization: Acme}]
clients_shown: [acme]
certificate: {signatories: [{name: Ida Boss, role: Director, signature: signatures/ida.svg}]}
analytics: {src: https://stats.example.net/s.js, attributes: {data-site: northwind}}
csp: {img: [https://img.example.net]}
redirects: [{from: /winners/, to: /awards/}, {from: /old/*, to: /updates/}]
landing: [{id: loyal, specialty: loyalty, country: DE, title: Loyalty in Germany, text: Who has *done* it.}]
gone: [{path: /rank/, on: 2025-02-01, reason: It ranked by revenue.}]
params: {founded: 2013, links: [a, b]}
-- data/tiers.yaml --
- id: gold
  name: Gold
  summary: The first tier.
  criteria: ["Two *architects*", "Three projects"]
  benefits: [{kind: financial, text: Ten per cent}, {kind: capability, text: Early access}, {kind: financial, text: A fund}]
  review: {every: 12 months, next: 2027-02-01}
  color: "#aa8800"
- {id: silver, name: Silver}
-- data/terms.yaml --
specialties: [{id: loyalty, name: Loyalty, description: Points and prizes., group: Retail}, {id: search, name: Search}]
-- data/clients.yaml --
- {id: acme, name: Acme Stores, website: https://acme.example/, logo: logos/acme.svg, country: DE, industry: fashion}
-- data/partners/alpha.yaml --
name: Alpha GmbH
tier: [{id: silver, from: 2020-01-01, until: 2024-12-31}, {id: gold, from: 2025-01-01}]
type: agency
summary: Shops that people come back to.
description: |
  ## What we do
  [Our case](/case-studies/loyal/), [our awards](../../awards/), [nothing](/nope/), <b>raw</b>.
website: https://alpha.example/
logo: logos/alpha.svg
logo_dark: logos/alpha-dark.svg
country: DE
city: Berlin
offices: [{city: Wien, country: AT}]
serves: [AT]
languages: [de, en]
specialties: [loyalty]
industries: [fashion]
products: [subscriptions]
integrations: [{name: Till, docs: https://alpha.example/till, version: "1.10", status: beta, data_shared: [orders]}]
founded: 2004
team_size: 51-200
since: 2017-03
accepting_clients: true
budget: {from: 10000, currency: EUR}
certifications: [{name: ISO 27001, issued: 2024-05, url: https://iso.example/}]
contact: {email: hi@alpha.example, phone: "+49 30 1", url: https://alpha.example/contact}
social: {linkedin: https://linkedin.example/alpha, github: https://github.example/alpha}
verified: 2026-05-01
featured: {from: 2026-01-01, until: 2026-12-31, reason: Ten years with us}
identities: [{name: Alfa Studio, logo: logos/alfa.svg, until: 2024-06-30}]
aliases: [alfa]
params: {color: red}
-- data/partners/beta.yaml --
{name: Beta, tier: silver, country: FR, type: technology, specialties: [loyalty, search]}
-- data/partners/gamma.yaml --
{name: Gamma, status: former, tier: silver, country: FR, successor: beta}
-- data/partners/delta.yaml --
{name: Delta, country: DE, type: agency, consent: {listed: false}}
-- data/partners/epsilon.yaml --
{name: Epsilon, country: DE, type: agency, tier: silver}
-- data/awards/categories.yaml --
- id: newcomer
  name: Newcomer of the Year
  former_names: [{name: Rising Star, until: "2024"}]
  description: For those who are new.
  criteria: Be new.
  versions: [{from: "2026", criteria: Be new and good., weights: {impact: 40, craft: 60}}]
  group: Growth
  sponsor: {name: Till Inc, url: https://till.example/, logo: logos/till.svg}
- {id: craft, name: Craft, group: Growth, succeeds: [handwork]}
- {id: handwork, name: Handwork, group: Work, retired: "2025"}
- {id: champion, name: Champion, group: People}
-- data/awards/2024.yaml --
name: Awards 2024
date: 2024-04-06
results:
  - {category: newcomer, partners: [alpha], citation: Early and good., clients: [acme]}
  - {category: handwork, partners: [gamma], citation: Fine.}
-- data/awards/2025.yaml --
name: Awards 2025
date: 2025-04-06
results:
  - {category: newcomer, partners: [alpha], citation: Again.}
  - {category: champion, recipients: [{name: Ada Lovelace, partner: beta, photo: people/ada.png}], citation: Tireless.}
  - {category: craft, none: true, reason: Nothing convinced.}
-- data/awards/2026.yaml --
name: Awards 2026
date: 2026-04-06
venue: Hamburg
url: https://awards.example.com/2026
summary: The **sixth** time.
cover: {src: covers/2026.jpg, alt: The stage}
timeline: [{date: 2026-01-10, label: Call, until: 2026-02-28}]
nominations: {open: 2026-01-10, close: 2026-02-28T23:59, eligibility: Any partner., fee: none, by_country: {DE: 30, FR: 9}, by_category: {newcomer: 20, craft: 19}}
jury: [{name: Jo Judge, role: Chair, organization: Uni, photo: people/jo.png, conflicts: [alpha]}]
gallery: [{src: g/1.jpg, alt: Winners, credit: Jo}]
stream: {url: https://live.example/2026, start: 2026-04-06T19:00:00+02:00}
levels: [{id: winner, name: Winner}, {id: finalist, name: Finalist}]
results:
  - category: newcomer
    partners: [alpha, beta, delta]
    citation: "Together they did it. See [the case](../../content/case-studies/loyal.md)."
    case_study: loyal
    clients: [acme]
    quote: {text: It works., name: Eve, role: CEO}
    videos: [{url: https://films.example.org/a.mp4, title: The film, date: 2026-04-06, duration: PT2M10S, poster: posters/a.jpg, captions: [{lang: en, src: captions/a.vtt}], transcript: Hello.}]
    image: {src: winners/a.jpg, alt: Two teams}
    metrics: [{label: Orders, before: "10", after: "20", period: 2025, source: Shop, method: Count, kind: lagging}]
    shares: [1/2, 1/4, 1/4]
    id: 2026-newcomer-together
  - {category: newcomer, partners: [epsilon], level: finalist, citation: Close.}
  - {category: craft, partners: [beta], citation: Fine work., status: rescinded, status_on: 2026-05-01, status_reason: Data was wrong., id: 2026-craft-beta}
  - {category: craft, partners: [epsilon], citation: In its place., replaces: 2026-craft-beta}
  - {category: champion, partners: [beta], citation: No., status: declined, status_on: 2026-04-10, status_reason: By choice.}
-- data/awards/2027.yaml --
name: Awards 2027
date: 2027-04-06
nominations: {open: 2026-05-01, close: 2026-12-31, eligibility: Any partner.}
results:
  - {category: newcomer, partners: [beta], citation: Secret.}
-- content/case-studies/loyal.md --
---
title: How Acme doubled orders
partners: [alpha, beta]
client: acme
date: 2026-02-11
updated: 2026-03-01
summary: Orders doubled in a year.
industries: [fashion]
specialties: [loyalty]
products: [subscriptions]
country: DE
metrics: [{label: Orders, before: "10", after: "20", period: 2025, source: Shop, method: Count}]
quote: {text: We are happy., name: Eve, role: CEO}
approvals: {client: 2026-02-01, partner: 2026-02-03}
investment: [{by: alpha, share: 40, kind: engineering}]
hero: {src: heroes/loyal.jpg, alt: A till}
cta: {label: Talk, url: /about/}
---
## Before
See [Alpha](/partners/alpha/#awards) and the [rules](/rules.pdf).

## After
Good.
-- content/case-studies/second.md --
---
title: Second story
partners: [alpha]
client: acme
date: 2025-02-11
---
Text of the second story.
-- content/case-studies/third.md --
---
title: Third story
partners: [epsilon]
date: 2024-02-11
summary: A third.
---
Text.
-- content/updates/hello.md --
---
title: Hello
date: 2026-05-02
summary: A greeting.
partners: [alpha]
awards: [2026-newcomer-together]
author: Ida
---
News.
-- content/updates/older.md --
---
title: Older
date: 2026-01-02
---
Old news.
-- content/resources/guide.md --
---
title: Guide
date: 2026-01-02
summary: How to begin.
kind: guide
stage: recruit
audience: sales
series: Basics
order: 2
url: /rules.pdf
---
Read it.
-- content/resources/first.md --
---
title: First steps
date: 2026-01-01
series: Basics
order: 1
---
Read this first.
-- content/events/gala.md --
---
title: Gala
summary: The ceremony.
start: 2026-09-01T19:00:00+02:00
end: 2026-09-01T23:00:00+02:00
place: Hamburg
awards: [2026-newcomer-together]
---
Come.
-- content/events/webinar.md --
---
title: Webinar
start: 2026-03-01T10:00:00Z
url: https://live.example/w
---
Past.
-- content/pages/about.md --
---
title: About
summary: Who we are.
menu: true
---
# About us
We are.
-- content/pages/about.de.md --
---
title: Über uns
summary: Wer wir sind.
---
Wir sind. [Die Preise](/awards/), [Regeln](/rules.pdf), [Nominierung](nominate.md).
-- content/pages/nominate.md --
---
title: Enter now
summary: How to enter.
---
It is easy.
-- data/programme/press.yaml --
boilerplate: Northwind *makes* things.
contact: {name: Pia Press, email: press@example.com, phone: "1", url: https://press.example.com/}
logos: [{src: logos/northwind.svg, alt: Logo, label: Colour}]
badge_rules: Do not stretch.
-- data/programme/journey.yaml --
journeys:
  - id: sales
    audience: Sales partners
    stages:
      - {id: recruit, name: Recruit, partner: {goal: See whether it fits, steps: [Read, Ask]}, team: {goal: Answer, steps: [Call], owner: Desk}}
      - {id: grow, name: Grow, partner: {goal: Teach others, resources: [first]}}
  - {id: other, audience: Others, stages: [{id: recruit, name: Meet}]}
changes: [{date: 2025-05-01, summary: Before}, {date: 2026-05-01, stage: grow, summary: Shorter, because: You asked}]
feedback: /nominate/
publish_team: true
-- data/programme/journey.de.yaml --
journeys: [{id: sales, audience: Vertriebspartner, stages: [{id: recruit, name: Gewinnen}]}]
-- data/programme/featured.yaml --
slots: 2
rotation: monthly
-- data/programme/roadmap.yaml --
milestones:
  - {id: later, name: Later, due: 2026-12, status: planned, users_notice: Much}
  - {id: missed, name: Missed, due: 2026-05-31, status: open, criteria: "Two *tests*"}
  - {id: kept, name: Kept, due: 2026-01-31, status: done, reward: {kind: financial, text: A fund}}
  - {id: someday, name: Some day}
-- data/programme/opportunities.yaml --
- {id: long, name: Long, kind: pilot, until: 2026-12-31, tiers: [gold], types: [agency], criteria: A *customer*., holders: [alpha, delta], apply: https://apply.example/}
- {id: short, name: Short, from: 2026-05-01, until: 2026-06-30}
- {id: over, name: Secret and over, until: 2026-05-31}
- {id: ahead, name: Secret and ahead, from: 2026-06-02, until: 2026-12-31}
-- data/programme/surveys.yaml --
- {id: old, asked: 2025-03, question: Fair?, answers: [{label: Yes it is, count: 3, segment: Gold}, {label: Not quite, count: 1, segment: Gold}, {label: Yes it is, count: 5, segment: Silver}]}
- {id: new, asked: 2026-03, n: 9, question: What next?, answers: [{label: Speed, count: 6}, {label: Rest, count: 3}], we_did: "**Speed.**"}
-- data/programme/benchmarks.yaml --
metrics: [{id: days, name: Days, unit: days, direction: lower, values: {alpha: 3, beta: 5}}]
-- data/programme/governance.yaml --
policies:
  - {id: conduct, name: Conduct, version: "2.0", effective: 2026-01-01, text: Be *fair*., earlier: [{version: "0.9", effective: 2019-01-01, text: Be.}, {version: "1.0", effective: 2020-01-01, text: Be good.}]}
  - {id: coming, name: Coming, version: "1", effective: 2026-06-02}
changes: [{date: 2020-01-01, policy: conduct, summary: First, reason: None was there}, {date: 2026-01-01, policy: conduct, summary: Fairness}]
audits: [{date: 2026-02, by: Holt, result: Passed, url: https://holt.example/}]
complaints: [{year: 2025, received: 4, upheld: 1, note: Answered}]
bodies: [{name: Council, role: Is heard, members: [Ida, Jo]}]
-- data/programme/scorecard.yaml --
leading: [{id: answers, name: Days to an answer, unit: days, target: 2, readings: [{period: 2025, value: 4}, {period: 2026, value: 3}]}]
lagging: [{id: kept, name: Kept, readings: [{period: 2026, value: 80.5}]}, {id: none, name: Not yet}]
-- plaudit.lock --
/partners/delta/ partner delta
`
