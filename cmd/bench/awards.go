package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// awards are the editions: most results are in the edition's file, some are files of their own.
func (c *corpus) awards() {
	for e := range editions {
		year := firstYear + e
		r := c.random("edition", e)
		var f fields
		f.put("name", fmt.Sprintf("Meridian Partner Awards %d", year))
		f.put("date", fmt.Sprintf("%d-04-06", year))
		f.put("embargo", fmt.Sprintf("%d-04-06T17:00:00Z", year))
		f.text("venue", "Kongresshalle, Berlin")
		f.text("summary", sentence(r)+" "+sentence(r))
		fmt.Fprintf(&f, "timeline:\n  - {date: %d-10-10, label: Call for entries}\n  - {date: %d-04-06, label: Ceremony}\n", year-1, year)
		fmt.Fprintf(&f, "nominations: {open: %d-10-10, close: %d-01-31T23:59, by_country: {DE: %d, US: %d, IN: %d}}\n",
			year-1, year, 40+r.IntN(40), 40+r.IntN(40), 20+r.IntN(40))
		f.WriteString("jury:\n")
		for _, name := range some(r, people, 5) {
			fmt.Fprintf(&f, "  - {name: %q, role: Member, organization: %q, conflicts: [%s]}\n", name, partnerName(r.IntN(1000))+" Institute", partnerID(r.IntN(c.n)))
		}
		f.WriteString("levels:\n  - {id: winner, name: Winner}\n  - {id: finalist, name: Finalist}\n  - {id: commended, name: Highly commended}\nresults:\n")
		for i, res := range c.results {
			if res.edition != e {
				continue
			}
			text := c.result(i, res)
			if res.inContent {
				citation, _ := prose(c.random("citation", i), 90)
				c.write(fmt.Sprintf("content/awards/%d/result-%05d.md", year, i), "---\n"+text+"---\n"+citation+"\n")
				continue
			}
			var item fields
			item.WriteString(text)
			citation, _ := prose(c.random("citation", i), 90)
			item.block("citation", citation)
			f.WriteString("  - " + strings.ReplaceAll(strings.TrimRight(item.String(), "\n"), "\n", "\n    ") + "\n")
		}
		c.write(fmt.Sprintf("data/awards/%d.yaml", year), f.String())
	}
}

// result is one result without its citation.
func (c *corpus) result(i int, res result) string {
	r := c.random("result", i)
	var f fields
	f.put("category", categories[res.category])
	if categories[res.category] == "champion" {
		f.WriteString("recipients:\n")
		for _, p := range res.partners {
			fmt.Fprintf(&f, "  - {name: %q, partner: %s}\n", fmt.Sprintf("%s %s", pick(r, people), pick(r, firstNames)), partnerID(p))
		}
	} else {
		f.list("partners", ids(res.partners))
	}
	f.put("level", res.level)
	f.list("clients", []string{clientID(res.client % c.clients())})
	if res.caseStudy >= 0 {
		f.put("case_study", storyID(res.caseStudy))
	}
	if i%3 == 0 {
		fmt.Fprintf(&f, "quote: {text: %q, name: %q, role: %s}\n", sentence(r)+" "+sentence(r), pick(r, people), pick(r, roles))
	}
	f.WriteString(metrics(r, 1+r.IntN(3)))
	return f.String()
}

func ids(partners []int) []string {
	list := make([]string, len(partners))
	for i, p := range partners {
		list[i] = partnerID(p)
	}
	return list
}

func metrics(r *rand.Rand, n int) string {
	var f fields
	f.WriteString("metrics:\n")
	for range n {
		before := 20 + r.IntN(400)
		fmt.Fprintf(&f, "  - {label: %q, before: %d, after: %d, unit: %q, period: 2024 against 2025, source: Customer's own records, method: Same weeks of both years, kind: lagging}\n",
			"Effort for "+strings.ToLower(title(pick(r, specialties))), before, before/(2+r.IntN(3)), pick(r, units))
	}
	return f.String()
}

// story is a case study of 600 words, about the work of the result with the same number where that names it.
func (c *corpus) story(i int) string {
	r := c.random("story", i)
	res := c.results[i]
	var f fields
	f.text("title", fmt.Sprintf("How a %s company changed its %s, part %d", pick(r, industries), strings.ToLower(title(pick(r, specialties))), i+1))
	f.list("partners", ids(res.partners))
	f.put("client", clientID(res.client%c.clients()))
	f.put("date", fmt.Sprintf("%d-%02d-%02d", 2020+r.IntN(6), 1+r.IntN(12), 1+r.IntN(28)))
	f.text("summary", sentence(r))
	f.list("industries", some(r, industries, 1+r.IntN(2)))
	f.list("specialties", some(r, specialties, 1+r.IntN(3)))
	f.list("products", some(r, products, 1+r.IntN(2)))
	f.put("country", pick(r, countries))
	f.WriteString(metrics(r, 2))
	fmt.Fprintf(&f, "quote: {text: %q, name: %q, role: %s}\n", sentence(r), pick(r, people), pick(r, roles))
	f.put("approvals", "{client: 2026-02-01, partner: 2026-02-03}")
	return "---\n" + f.String() + "---\n" + c.body(r, res)
}

// body is about 600 words of Markdown with what editors use: headings, lists, a table, a quotation, a footnote, links into the site.
func (c *corpus) body(r *rand.Rand, res result) string {
	var b strings.Builder
	words := 0
	paragraph := func(n int) {
		text, count := prose(r, n)
		words += count
		b.WriteString(text + "\n\n")
	}
	paragraph(70)
	b.WriteString("## The starting point\n\n")
	paragraph(80)
	for range 4 {
		fmt.Fprintf(&b, "- **%s:** ", title(pick(r, specialties)))
		text, count := prose(r, 8)
		words += count
		b.WriteString(text + "\n")
	}
	b.WriteString("\n## What was done\n\n")
	paragraph(90)
	fmt.Fprintf(&b, "The work of [the partner](/partners/%s/) was also seen in the [awards of %d](/awards/%d/).[^1]\n\n",
		partnerID(res.partners[0]), firstYear+res.edition, firstYear+res.edition)
	paragraph(70)
	b.WriteString("| Measure | Before | After |\n| --- | ---: | ---: |\n")
	for range 4 {
		before := 10 + r.IntN(900)
		fmt.Fprintf(&b, "| %s | %d | %d |\n", title(pick(r, specialties)), before, before/2)
	}
	b.WriteString("\n### What went wrong\n\n")
	paragraph(70)
	fmt.Fprintf(&b, "> %s\n> %s\n\n", sentence(r), sentence(r))
	b.WriteString("## What remains\n\n")
	for words < 570 {
		paragraph(min(90, 570-words))
	}
	b.WriteString("[^1]: Figures as of the day of the ceremony.\n")
	return b.String()
}

// posts are the pages, updates and resources that every site has, in a number that does not grow.
func (c *corpus) posts() {
	r := c.random("posts", 0)
	for _, id := range []string{"about", "criteria"} {
		c.write("content/pages/"+id+".md", fmt.Sprintf("---\ntitle: %s\nsummary: %q\n---\n%s", title(id), sentence(r), c.body(r, c.results[0])))
	}
	for i := range 24 {
		text, _ := prose(r, 120)
		c.write(fmt.Sprintf("content/updates/update-%02d.md", i), fmt.Sprintf("---\ntitle: News of the programme, number %d\ndate: 2026-%02d-%02d\nsummary: %q\npartners: [%s]\n---\n%s\n",
			i+1, 1+i%9, 1+i, sentence(r), partnerID(i%c.n), text))
	}
	for i := range 12 {
		text, _ := prose(r, 120)
		c.write(fmt.Sprintf("content/resources/resource-%02d.md", i), fmt.Sprintf("---\ntitle: Lesson %d\nsummary: %q\nkind: guide\norder: %d\n---\n%s\n",
			i+1, sentence(r), i+1, text))
	}
}
