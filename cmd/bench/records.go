package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// fields writes the lines of a YAML mapping.
type fields struct{ strings.Builder }

// put writes one field whose value needs no quotes.
func (f *fields) put(key string, value any) { fmt.Fprintf(f, "%s: %v\n", key, value) }

// text writes a field in double quotes: of what Go escapes in these texts, YAML reads everything.
func (f *fields) text(key, value string) { fmt.Fprintf(f, "%s: %q\n", key, value) }

// list writes a flow list of ids or codes, or nothing for none.
func (f *fields) list(key string, ids []string) {
	if len(ids) > 0 {
		fmt.Fprintf(f, "%s: [%s]\n", key, strings.Join(ids, ", "))
	}
}

// block writes a literal block scalar.
func (f *fields) block(key, text string) {
	fmt.Fprintf(f, "%s: |\n", key)
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		if line != "\n" {
			f.WriteString("  ")
		}
		f.WriteString(line)
	}
}

// settings is plaudit.yaml. Certificates' files, kits and credentials are switched off: what is measured is pages.
func (c *corpus) settings() {
	c.write("plaudit.yaml", `title: Meridian Partner Awards
base_url: https://partners.meridian.example/
organization:
  name: Meridian
  url: https://www.meridian.example/
  email: partners@meridian.example
  logo: logos/mark-00.svg
language: en
timezone: Europe/Berlin
theme: podium
page_size: 48
menu:
  - {label: Awards, url: /awards/}
  - {label: Partners, url: /partners/}
  - {label: Case studies, url: /case-studies/}
  - {label: Updates, url: /updates/}
  - {label: About, url: /about/}
  - {label: Criteria, url: /criteria/}
cta: {text: Entries for the next edition open in January., label: How to enter, url: /criteria/}
clients_shown: [client-0000, client-0001, client-0002, client-0003]
outputs: {kits: false, pdf: false, badges: false, share_images: false, credentials: false}
`)
}

// lists are tiers, terms, clients and categories.
func (c *corpus) lists() {
	r := c.random("lists", 0)
	var f fields
	for i, id := range tiers {
		fmt.Fprintf(&f, "- id: %s\n  name: %s\n  summary: %q\n  criteria: [%q, %q]\n  benefits: [{kind: capability, text: %q}]\n  color: \"#%02x5d4a\"\n",
			id, title(id), sentence(r), sentence(r), sentence(r), sentence(r), 11+i*40)
	}
	c.write("data/tiers.yaml", f.String())

	f.Reset()
	for _, terms := range []struct {
		key string
		ids []string
	}{{"specialties", specialties}, {"industries", industries}, {"products", products}, {"types", types}} {
		fmt.Fprintf(&f, "%s:\n", terms.key)
		for _, id := range terms.ids {
			fmt.Fprintf(&f, "  - {id: %s, name: %s, description: %q}\n", id, title(id), sentence(r))
		}
	}
	c.write("data/terms.yaml", f.String())

	f.Reset()
	for i := range c.clients() {
		fmt.Fprintf(&f, "- {id: %s, name: %q, website: \"https://client-%04d.example/\", industry: %s, country: %s", clientID(i),
			title(pick(r, industries))+" "+partnerName(i*3+1), i, pick(r, industries), pick(r, countries))
		if i%3 == 0 {
			fmt.Fprintf(&f, ", logo: logos/mark-%02d.svg", i%logos)
		}
		f.WriteString("}\n")
	}
	c.write("data/clients.yaml", f.String())

	f.Reset()
	for i, id := range categories {
		winners := "one"
		if i >= 4 {
			winners = "several"
		}
		fmt.Fprintf(&f, "- id: %s\n  name: %s\n  group: %s\n  winners: %s\n  description: %q\n  criteria: |\n    - %s\n    - %s\n",
			id, title(id), [3]string{"Programme", "Customers", "Technology"}[i%3], winners, sentence(r), sentence(r), sentence(r))
		if i%5 == 1 {
			fmt.Fprintf(&f, "  former_names: [{name: %s prize, until: 2021}]\n", title(id))
		}
	}
	c.write("data/awards/categories.yaml", f.String())
}

// partner is a record of about 1.5 kB.
func (c *corpus) partner(i int) string {
	r := c.random("partner", i)
	var f fields
	f.text("name", partnerName(i))
	if c.former[i] {
		f.put("status", "former")
	}
	tier := tiers[min(r.IntN(8), r.IntN(8), 3)]
	if i%10 == 4 {
		fmt.Fprintf(&f, "tier:\n  - {id: registered, from: 2019-01-01, until: 2022-06-30}\n  - {id: %s, from: 2022-07-01}\n", tier)
	} else {
		f.put("tier", tier)
	}
	kind := pick(r, types)
	f.put("type", kind)
	f.text("summary", sentence(r))
	f.block("description", description(r))
	f.put("website", fmt.Sprintf("https://www.%s.example/", partnerID(i)))
	if i%3 != 2 {
		f.put("logo", fmt.Sprintf("logos/mark-%02d.svg", r.IntN(logos)))
	}
	home := countries[min(r.IntN(len(countries)), r.IntN(len(countries)))]
	f.put("country", home)
	f.text("city", pick(r, firstNames)+pick(r, secondNames))
	f.list("serves", some(r, countries, 1+r.IntN(4)))
	f.list("languages", some(r, languages, 1+r.IntN(3)))
	f.list("specialties", some(r, specialties, 1+r.IntN(4)))
	f.list("industries", some(r, industries, 1+r.IntN(3)))
	f.list("products", some(r, products, 1+r.IntN(3)))
	f.put("founded", 1988+r.IntN(33))
	f.put("team_size", pick(r, teamSizes))
	f.put("since", fmt.Sprintf("%d-%02d", 2019+r.IntN(7), 1+r.IntN(12)))
	f.put("accepting_clients", r.IntN(4) > 0)
	if r.IntN(2) == 0 {
		fmt.Fprintf(&f, "budget: {from: %d, currency: %s}\n", 5000*(1+r.IntN(20)), pick(r, currencies))
	}
	if kind == "technology" {
		fmt.Fprintf(&f, "integrations:\n  - {name: %q, docs: \"https://docs.%s.example/\", version: 1.%d0, status: current, data_shared: [orders, prices]}\n",
			title(pick(r, products))+" connector", partnerID(i), r.IntN(9))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&f, "certifications:\n  - {name: Certified Architect, issued: 2025-%02d-10, expires: 2027-%02d-09}\n", 1+r.IntN(12), 1+r.IntN(12))
	}
	fmt.Fprintf(&f, "contact: {email: hello@%s.example, phone: \"+49 30 555 %04d\"}\n", partnerID(i), i%10000)
	fmt.Fprintf(&f, "social: {linkedin: \"https://social.example/company/%s\", github: \"https://code.example/%s\"}\n", partnerID(i), partnerID(i))
	f.put("verified", fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(9), 1+r.IntN(28)))
	if i%50 == 7 {
		fmt.Fprintf(&f, "identities: [{name: %q, until: 2022-05-01}]\n", "Old "+partnerName(i))
	}
	if i%20 == 3 {
		f.list("aliases", []string{fmt.Sprintf("old-partner-%05d", i)})
	}
	if i < 400 && i%40 == 0 {
		f.put("featured", "{from: 2026-09-01, until: 2026-12-31, reason: Chosen by the customers' council}")
	}
	f.put("consent", fmt.Sprintf("{quotes: true, metrics: true, given: 2026-01-%02d, by: partner portal}", 1+r.IntN(28)))
	fmt.Fprintf(&f, "private: {account: %d, note: %q}\n", 700000+i, fmt.Sprintf("The renewal of contract %d is with %s", 90000+i, pick(r, people)))
	return f.String()
}

func description(r *rand.Rand) string {
	first, _ := prose(r, 60)
	last, _ := prose(r, 40)
	return fmt.Sprintf("%s\n\n- %s\n- **%s** %s\n- %s\n\n%s\n", first, sentence(r), title(pick(r, specialties))+".", sentence(r), sentence(r), last)
}
