package view

import "github.com/plaudit/plaudit/generator/locale"

// Keys are the interface texts that views need, with their English wording: the i18n files of a theme must have them. A text with {count} has
// a form for each plural category.
var Keys = []Key{
	{Name: "view.title", Text: "{title} · {site}"},
	{Name: "view.page.title", Text: "{title}, page {number}"},
	{Name: "view.page.crumb", Text: "Page {number}"},
	{Name: "view.page.description", Text: "Page {number}: {text}"},
	{Name: "view.home", Text: "Home"},
	{Name: "view.home.description", One: "{site}: {partners} partners of {organization} and {count} award.", Text: "{site}: {partners} partners of {organization} and {count} awards."},

	{Name: "view.title.partners", Text: "Partners"},
	{Name: "view.title.awards", Text: "Awards"},
	{Name: "view.title.case-studies", Text: "Case studies"},
	{Name: "view.title.clients", Text: "Clients"},
	{Name: "view.title.updates", Text: "Updates"},
	{Name: "view.title.resources", Text: "Resources"},
	{Name: "view.title.events", Text: "Events"},
	{Name: "view.title.tiers", Text: "Partner tiers"},
	{Name: "view.title.nominate", Text: "Enter the awards"},
	{Name: "view.title.jury", Text: "Jury"},
	{Name: "view.title.press", Text: "Press"},
	{Name: "view.title.404", Text: "Page not found"},
	{Name: "view.title.withheld", Text: "No longer available"},
	{Name: "view.title.gone", Text: "This page was given up"},
	{Name: "view.title.redirect", Text: "This page has moved"},
	{Name: "view.404.description", Text: "There is no page at this address."},
	{Name: "view.withheld.description", Text: "What stood at this address is no longer available."},
	{Name: "view.gone.description", Text: "What stood at this address was given up on purpose."},
	{Name: "view.redirect.description", Text: "This page has another address now."},
	{Name: "view.redirect.link", Text: "Go to the new address"},

	{Name: "view.partners.description", One: "The partner of {site}: what it is good at, and what it has won.", Text: "The {count} partners of {site}: what they are good at, and what they have won."},
	{Name: "view.facet.title", Text: "{facet}: {term}"},
	{Name: "view.facet.description", One: "{count} partner of {site}. {facet}: {term}.", Text: "{count} partners of {site}. {facet}: {term}."},
	{Name: "view.partner.description", Zero: "{name} is a partner in {site}.", One: "{name} is a partner in {site} and has won {count} award.", Text: "{name} is a partner in {site} and has won {count} awards."},
	{Name: "view.partner.description.former", Zero: "{name} was a partner in {site}.", One: "{name} was a partner in {site} and has won {count} award.", Text: "{name} was a partner in {site} and has won {count} awards."},
	{Name: "view.correct.subject", Text: "Correction to the profile of {name}"},
	{Name: "view.correct.body", Text: "This should be corrected at {address}:"},
	{Name: "view.place", Text: "{city}, {country}"},
	{Name: "view.people", One: "{count} person", Text: "{count} people"},
	{Name: "view.people.range", Text: "{range} people"},
	{Name: "view.accepting.yes", Text: "Accepting"},
	{Name: "view.accepting.no", Text: "Not accepting at the moment"},
	{Name: "view.hours", One: "{count} h", Text: "{count} h"},
	{Name: "view.minutes", One: "{count} min", Text: "{count} min"},
	{Name: "view.seconds", One: "{count} s", Text: "{count} s"},

	{Name: "view.awards.description", One: "Hall of fame of {site}: {count} award in {editions} editions.", Text: "Hall of fame of {site}: {count} awards in {editions} editions."},
	{Name: "view.edition.description", One: "{edition} of {site}: {count} winner, by category and level.", Text: "{edition} of {site}: {count} winners, by category and level."},
	{Name: "view.edition.description.ahead", Text: "{edition} of {site}, {date}: categories, dates and jury."},
	{Name: "view.edition.category.title", Text: "{category}, {edition}"},
	{Name: "view.edition.category.description", One: "{category}, {edition}: {count} result.", Text: "{category}, {edition}: {count} results."},
	{Name: "view.edition.category.none", Text: "{category} was not awarded at {edition}."},
	{Name: "view.category.description", Zero: "{category}, a category of {site}.", One: "{category}, a category of {site}: {count} result across all editions.", Text: "{category}, a category of {site}: {count} results across all editions."},
	{Name: "view.recipients.further", One: "a further recipient", Text: "{count} further recipients"},
	{Name: "view.award.name", Text: "{category}, {edition}"},
	{Name: "view.award.title", Text: "{recipients}: {category}, {edition}"},
	{Name: "view.award.won", One: "{recipients} won {category} at {edition}.", Text: "{recipients} won {category} at {edition}."},
	{Name: "view.award.level", Text: "{recipients}: {level} in {category} at {edition}."},
	{Name: "view.award.shortlisted", One: "{recipients} is on the shortlist of {category} at {edition}.", Text: "{recipients} are on the shortlist of {category} at {edition}."},
	{Name: "view.award.declined", One: "{recipients} declined {category} at {edition}.", Text: "{recipients} declined {category} at {edition}."},
	{Name: "view.award.rescinded", Text: "{category} at {edition}, given to {recipients}, was rescinded."},
	{Name: "view.share.mail", Text: "E-mail"},
	{Name: "view.email", Text: "Newsletter"},
	{Name: "view.email.title", Text: "{edition} as a newsletter"},
	{Name: "view.email.description", Text: "The results of {edition} of {site} as a newsletter, to paste into a mail."},
	{Name: "view.embed.title", Text: "Award card: {title}"},
	{Name: "view.embed.fragment", Text: "{level}: {category}, {edition}"},
	{Name: "view.certificate", Text: "Certificate"},
	{Name: "view.certificate.title", Text: "Certificate: {recipients}, {category}, {edition}"},
	{Name: "view.certificate.description", Text: "Certificate {serial}: {recipients}, {category}, {edition}."},

	{Name: "view.studies.description", One: "{count} case study of the partners of {site}.", Text: "{count} case studies of the partners of {site}."},
	{Name: "view.studies.facet.title", Text: "Case studies: {term}"},
	{Name: "view.studies.facet.description", One: "{count} case study of the partners of {site}: {term}.", Text: "{count} case studies of the partners of {site}: {term}."},
	{Name: "view.clients.description", One: "{count} client of the partners of {site}, and what was done for it.", Text: "{count} clients of the partners of {site}, and what was done for them."},
	{Name: "view.client.description", Text: "What {partners} did for {client}: awards and case studies of {site}."},
	{Name: "view.client.description.alone", Text: "{client} in {site}: awards and case studies."},
	{Name: "view.post.description", Text: "{title}, from {site}."},
	{Name: "view.updates.description", Zero: "Updates from {site}.", One: "{count} update from {site}.", Text: "{count} updates from {site}."},
	{Name: "view.resources.description", Zero: "Resources for the partners of {site}.", One: "{count} resource for the partners of {site}.", Text: "{count} resources for the partners of {site}."},
	{Name: "view.resources.facet.title", Text: "Resources: {term}"},
	{Name: "view.resources.facet.description", One: "{count} resource for the partners of {site}. {facet}: {term}.", Text: "{count} resources for the partners of {site}. {facet}: {term}."},
	{Name: "view.events.description", Zero: "Events of {site}.", One: "{count} event of {site}: dates, places and calendar entries.", Text: "{count} events of {site}: dates, places and calendar entries."},
	{Name: "view.tiers.description", One: "The partner tier of {site}: {tiers}. What it asks and what it gives.", Text: "The partner tiers of {site}: {tiers}. What each asks and what it gives."},
	{Name: "view.nominate.description", Text: "How to enter {edition} of {site}: dates, categories and criteria."},
	{Name: "view.nominate.description.none", Text: "How to enter the awards of {site}."},
	{Name: "view.nominate.subject", Text: "Entry for {edition}"},
	{Name: "view.nominate.body", Text: "We would like to enter {edition}. Category, who is nominated, and why:"},
	{Name: "view.jury.description", Text: "Who decides the awards of {site}, and who sat out where."},
	{Name: "view.press.description", Text: "For the press: about {site}, its logos, and how to use the badges."},

	{Name: "view.title.featured", Text: "Featured partners"},
	{Name: "view.title.journey", Text: "Partner journey"},
	{Name: "view.title.roadmap", Text: "Roadmap"},
	{Name: "view.title.opportunities", Text: "Opportunities"},
	{Name: "view.title.voice", Text: "You said, we did"},
	{Name: "view.title.benchmarks", Text: "Benchmarks"},
	{Name: "view.title.scorecard", Text: "Scorecard"},
	{Name: "view.title.governance", Text: "Governance"},
	{Name: "view.featured.description", Text: "By which rule {site} features partners, today's order to recompute, and on how many days each one stood."},
	{Name: "view.journey.description", Text: "The way of a partner through {site}: stages, both sides of each, and what helps."},
	{Name: "view.roadmap.description", Text: "What {site} has reached and what comes next, with criteria and rewards."},
	{Name: "view.opportunities.description", Text: "What partners of {site} can take part in now: who may, until when, and by which criteria."},
	{Name: "view.voice.description", Text: "What partners of {site} were asked, what they answered, and what was done."},
	{Name: "view.benchmarks.description", Text: "Quartiles of the partners of {site} by tier, region, type and size, without the value of any single one."},
	{Name: "view.scorecard.description", Text: "Leading and lagging measures of {site}, with their targets and readings."},
	{Name: "view.governance.description", Text: "Policies of {site} with their versions, changes and reasons, audits, complaints, and who decides."},
	{Name: "view.governance.version", Text: "{policy}, version {version}"},
	{Name: "view.governance.cite", Text: "{policy}. {site}, {address}"},
	{Name: "view.governance.cite.dated", Text: "{policy}, in force from {date}. {site}, {address}"},
	{Name: "view.benchmarks.dataset", Text: "Benchmarks of {site}"},
	{Name: "view.benchmarks.all", Text: "All partners"},
	{Name: "view.benchmarks.unknown", Text: "not stated"},
	{Name: "view.benchmarks.rest", Text: "{region}, other countries"},

	{Name: "facets.tier", Text: "Tier"},
	{Name: "facets.type", Text: "Type"},
	{Name: "facets.region", Text: "Region"},
	{Name: "facets.country", Text: "Country"},
	{Name: "facets.specialty", Text: "Specialty"},
	{Name: "facets.industry", Text: "Industry"},
	{Name: "facets.product", Text: "Product"},
	{Name: "facets.language", Text: "Language"},
	{Name: "facets.size", Text: "Team size"},
	{Name: "facets.stage", Text: "Stage"},
	{Name: "facets.audience", Text: "Audience"},
	{Name: "facets.kind", Text: "Kind"},
	{Name: "facets.series", Text: "Series"},

	{Name: "award.tie", Text: "Tied"},
	{Name: "award.joint", Text: "Awarded jointly"},
	{Name: "award.shortlisted", Text: "Shortlisted"},
	{Name: "award.shares", Text: "Shares:"},
	{Name: "award.in-place", Text: "Given in the place of a rescinded award"},
	{Name: "award.given-anew", Text: "Given anew"},
	{Name: "status.declined", Text: "Declined"},
	{Name: "status.rescinded", Text: "Rescinded"},
	{Name: "status.expired", Text: "Expired"},
	{Name: "results.none", Text: "No award this year"},
	{Name: "audience.everybody", Text: "Everybody"},
	{Name: "kind.guide", Text: "Guide"},
	{Name: "kind.course", Text: "Course"},
	{Name: "kind.sandbox", Text: "Sandbox"},
	{Name: "kind.kit", Text: "Kit"},
	{Name: "kind.template", Text: "Template"},

	{Name: "markdown.note", Text: "Note"},
	{Name: "markdown.tip", Text: "Tip"},
	{Name: "markdown.important", Text: "Important"},
	{Name: "markdown.warning", Text: "Warning"},
	{Name: "markdown.caution", Text: "Caution"},
	{Name: "markdown.footnotes", Text: "Footnotes"},
	{Name: "markdown.backlink", Text: "Back to reference"},
	{Name: "markdown.table", Text: "Table"},
	{Name: "markdown.code", Text: "Code"},
	{Name: "markdown.anchor", Text: "Link to"},
}

// Key is an interface text that views need. Text is its only form or that of the plural category other; One and Zero are the others of
// English, where they differ.
type Key struct{ Name, Text, One, Zero string }

// English is the texts of Keys as a catalog takes them.
func English() map[string]locale.Message {
	m := make(map[string]locale.Message, len(Keys))
	for _, k := range Keys {
		if k.One == "" {
			m[k.Name] = locale.Message{Plain: k.Text}
			continue
		}
		forms := map[string]string{"one": k.One, "other": k.Text}
		if k.Zero != "" {
			forms["zero"] = k.Zero
		}
		m[k.Name] = locale.Message{Forms: forms}
	}
	return m
}
