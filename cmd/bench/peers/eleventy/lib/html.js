// What pages consist of. The text of templates is written without blanks between elements, so that it needs no minifier.
import { base, title } from "./site.js";

const name = "Meridian Partner Awards";
const codes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const esc = (s) => String(s ?? "").replace(/[&<>"]/g, (c) => codes[c]);
const each = (list, of) => (list ?? []).map(of).join("");
const trimmed = new WeakMap();

// html joins a template, without its line breaks and indentation.
export function html(strings, ...values) {
	if (!trimmed.has(strings)) trimmed.set(strings, strings.map((s) => s.replace(/\n\s*/g, "")));
	const text = trimmed.get(strings);
	let out = text[0];
	for (let i = 0; i < values.length; i++) out += (values[i] ?? "") + text[i + 1];
	return out;
}

const link = (r, text) => html`<a href="${r.url}">${esc(text ?? r.title ?? r.name)}</a>`;
const terms = (path, ids) => html`<ul class="run">${each([ids].flat(), (id) => html`<li><a href="/${path}/${String(id).toLowerCase()}/">${esc(title(String(id)))}</a></li>`)}</ul>`;
const cut = (s, n) => (s.length > n ? s.slice(0, s.lastIndexOf(" ", n)) + " …" : s);
const plate = (p) => p.logo
	? html`<span class="plate"><img src="/${p.logo}" alt="${esc(p.name)}" width="160" height="60" loading="lazy" decoding="async"></span> `
	: html`<span class="plate monogram" aria-hidden="true">${esc(p.name.slice(0, 2))}</span> `;
const kicker = (a) => html`<p class="kicker">${link(a.edition)} · <a href="${a.edition.url}${a.category.id}/">${esc(a.category.name)}</a></p>`;
const clientsOf = (a) => html`<span>For:</span> <ul class="run">${each(a.clients, (c) => html`<li>${link(c)}</li>`)}</ul>`;
const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const time = (date) => html`<time datetime="${date}">${day.format(new Date(date))}</time>`;
const section = (heading, text) => (text ? html`<section><h2>${heading}</h2>${text}</section>` : "");
const cards = (list, kind = "cards") => (list?.length ? html`<ul class="${kind}">${each(list, (r) => html`<li>${card(r)}</li>`)}</ul>` : "");
const quote = (q) => (q ? html`<figure class="quote"><blockquote><p>${esc(q.text)}</p></blockquote><figcaption><b>${esc(q.name)}</b>, ${esc(q.role)}</figcaption></figure>` : "");
const metrics = (list) => section("What it changed", html`<dl class="metrics">${each(list, (m) => html`<div class="metric"><dt>${esc(m.label)}</dt>
	<dd class="metric-value"><span class="before"><span class="hidden">Before: </span>${m.before}</span> <span class="arrow" aria-hidden="true">→</span>
	 <span class="after"><span class="hidden">After: </span>${m.after}</span> <span class="unit">${esc(m.unit)}</span></dd>
	<dd class="small">${esc(m.period)}</dd><dd class="small">Source: ${esc(m.source)}</dd><dd class="small">Method: ${esc(m.method)}</dd><dd class="small">Outcome</dd></div>`)}</dl>`);
const facts = (list) => each(list, ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);

const partnerCard = (p) => html`<article class="partner-card">${plate(p)}<div class="partner-text"><h3>${link(p)}</h3><p>${esc(p.summary)}</p>
	<ul class="run small"><li><a href="/tier/${p.tier}/">${esc(title(p.tier))}</a></li><li><a href="/type/${p.type}/">${esc(title(p.type))}</a></li>
	<li><a href="/country/${p.country.toLowerCase()}/">${esc(p.city)}, ${p.country}</a></li>${p.accepting_clients ? "<li>Accepting new clients</li>" : ""}</ul>
	<div class="small">${terms("specialty", p.specialties)}</div></div>
	${p.awards.length ? html`<p class="wins"><b>${p.awards.length} awards</b> <span class="small">Latest: ${p.awards.at(-1).edition.year}</span></p>` : ""}</article>`;
const studyCard = (s) => html`<article class="study-card"><h3>${link(s)}</h3><ul class="run small"><li>${link(s.client)}</li>${each(s.partners, (p) => html`<li>${link(p)}</li>`)}
	<li>${time(s.date)}</li></ul><p>${esc(s.summary)}</p><dl class="metrics metrics-short">${each(s.metrics, (m) => html`<div class="metric"><dt>${esc(m.label)}</dt>
	<dd>${m.before} <span class="arrow" aria-hidden="true">→</span><span class="hidden">to</span> <b>${m.after}</b> ${esc(m.unit)}</dd></div>`)}</dl></article>`;
const awardCard = (a) => html`<article class="award-card">${kicker(a)}<h3 class="stand">${link(a)}</h3><p class="level">${title(a.level)}</p>
	<p class="citation">${esc(cut(a.text, 280))}</p><div class="small row">${clientsOf(a)}</div></article>`;
const postCard = (r) => html`<article class="post-card"><h3>${link(r)}</h3><p>${esc(r.summary ?? r.website ?? r.items?.length)}</p></article>`;

// A card is the same wherever it stands, and made once.
const made = new WeakMap();
function card(r) {
	if (!made.has(r)) made.set(r, r.specialties && r.city ? partnerCard(r) : r.client ? studyCard(r) : r.level ? awardCard(r) : postCard(r));
	return made.get(r);
}

export const partnerPage = (p, similar) => page({ ...p, title: p.name, trail: [["Partners", "/partners/"]], feeds: true, graph: [{
	"@type": "Organization", "@id": `${base}${p.url}#organization`, name: p.name, url: p.website, description: p.summary, email: p.contact.email,
	telephone: p.contact.phone, foundingDate: String(p.founded), address: { "@type": "PostalAddress", addressLocality: p.city, addressCountry: p.country },
	sameAs: [p.social.linkedin, p.social.github], knowsAbout: p.specialties }] },
html`<article class="profile"><header class="profile-head">${plate(p)}<div><p class="kicker">${p.status === "former" ? "Former partner" : title(p.tier)}</p>
	<h1 class="stand">${esc(p.name)}</h1>${p.identities ? html`<ul class="plain small">${each(p.identities, (i) => html`<li class="former-name">Until ${i.until} ${esc(i.name)}</li>`)}</ul>` : ""}
	<p class="lede">${esc(p.summary)}</p></div></header><div class="with-margin"><div class="body"><div class="prose">${p.html}</div>
	${section("Awards", p.awards.length && html`<ol class="years">${each(p.awards, (a) => html`<li><h3 class="years-label">${link(a.edition)}</h3>${card(a)}</li>`)}</ol>`)}
	${section("Case studies", cards(p.studies, "columns"))}${section("What clients say", each(p.studies, (s) => quote(s.quote)))}
	${section("Integrations", p.integrations && html`<ul class="plain stack">${each(p.integrations, (i) => html`<li><h3><a href="${i.docs}">${esc(i.name)}</a></h3>
	<p class="small">Version ${i.version} ${title(i.status)}</p><p class="small">Data shared: ${i.data_shared.join(", ")}</p></li>`)}</ul>`)}
	${section("News", cards(p.updates, "posts"))}</div><aside class="margin" aria-label="At a glance"><section class="contact"><h2>Contact</h2><ul class="plain">
	<li><a href="${p.website}" rel="noopener">Website</a></li><li><a href="mailto:${p.contact.email}">${p.contact.email}</a></li>
	<li><a href="tel:${p.contact.phone.replaceAll(" ", "")}"><bdi dir="ltr">${p.contact.phone}</bdi></a></li><li><a href="${p.social.linkedin}" rel="noopener">LinkedIn</a></li>
	<li><a href="${p.social.github}" rel="noopener">GitHub</a></li></ul></section><section><h2>At a glance</h2><dl class="facts">${facts([
	["Tier", terms("tier", p.tier)], ["Type", terms("type", p.type)], ["Works in", terms("country", p.countries)], ["Regions", terms("region", p.regions)],
	["Languages", terms("language", p.languages)], ["Team size", terms("size", p.team_size)], ["Good at", terms("specialty", p.specialties)],
	["Industries", terms("industry", p.industries)], ["Products", terms("product", p.products)], ["Based in", `${esc(p.city)}, ${p.country}`],
	["Founded", p.founded], ["Partner since", p.since], ...(p.accepting_clients ? [["New clients", "Accepting"]] : []),
	...(p.budget ? [["Budget", `${p.budget.from} ${p.budget.currency}`]] : []), ["Awards won", p.awards.length]])}</dl></section>
	${section("Certifications", p.certifications && html`<ul class="plain stack">${each(p.certifications, (c) => html`<li>${esc(c.name)} <span class="small">issued ${c.issued}</span>
	 <span class="small">valid until ${c.expires}</span></li>`)}</ul>`)}<p class="small">The partner last confirmed this profile on ${p.verified}.
	 <a href="mailto:partners@meridian.example?subject=${encodeURIComponent("Correction to the profile of " + p.name)}">Correct this profile</a></p></aside></div>
	${section("Similar partners", cards(similar))}</article>`);

export const awardPage = (a) => page({ ...a, trail: [["Awards", "/awards/"], [a.edition.name, a.edition.url], [a.category.name, `${a.edition.url}${a.category.id}/`]] },
html`<article class="award"><header class="award-head">${kicker(a)}<h1 class="stand">${esc(a.title)}</h1><p class="level">${title(a.level)}</p>
	<ul class="recipients">${each(a.partners, (p) => html`<li><p class="recipient-name">${link(p)}</p></li>`)}</ul><div class="row">${clientsOf(a)}</div></header>
	<section class="pull"><h2 class="hidden">Why it was given</h2><div class="prose">${a.html}</div></section>${quote(a.quote)}${metrics(a.metrics)}
	${section("The work", a.study && card(a.study))}${section("Certificate and links", html`<ul class="actions">
	${each(a.certificates, (c) => html`<li><a class="button" href="${c.url}">Open the certificate</a></li>`)}
	<li><a href="https://www.linkedin.com/sharing/share-offsite/?url=${base}${a.url}" rel="noopener">LinkedIn</a></li>
	<li><a href="https://x.com/intent/post?text=${encodeURIComponent(a.title)}&amp;url=${base}${a.url}" rel="noopener">X</a></li>
	<li><a href="mailto:?subject=${encodeURIComponent(a.title)}&amp;body=${base}${a.url}" rel="noopener">E-mail</a></li></ul>`)}
	${section("In the same category", cards(a.edition.awards.filter((b) => b !== a && b.category === a.category)))}</article>`);

export const certificatePage = ({ award: a, partner: p, url }) => page({ url, title: p.name, summary: "", trail: [] },
html`<article class="certificate"><header><p class="certificate-programme">${name}</p><p class="certificate-kind">Certificate</p></header>
	<div class="certificate-body"><h1 class="stand">${esc(p.name)}</h1><p class="certificate-level">${title(a.level)}</p><p class="certificate-category">${esc(a.category.name)}</p>
	<p>${esc(a.edition.name)} · ${time(a.date)}</p><p class="citation">${esc(cut(a.text, 280))}</p></div><footer><p class="certificate-foot">Verify at ${base}${url}</p></footer></article>
	<aside class="certificate-links" aria-label="About this certificate"><ul class="actions"><li><a class="button" href="${a.url}">The award</a></li><li>${link(a.edition)}</li>
	<li>${link(p)}</li></ul><p class="small">The certificate prints on one page, A4 or Letter, in landscape.</p></aside>`);

export const studyPage = (s) => page({ ...s, trail: [["Case studies", "/case-studies/"]] },
html`<article class="study"><header class="page-head"><p class="kicker">${link(s.client)}${each(s.partners, (p) => ` × ${link(p)}`)}</p><h1>${esc(s.title)}</h1>
	<p class="lede">${esc(s.summary)}</p><p class="small">${time(s.date)}</p></header><div class="with-margin"><div class="body"><div class="prose">${s.html}</div>
	${quote(s.quote)}${metrics(s.metrics)}</div><aside class="margin"><dl class="facts">${facts([["Good at", terms("studies/specialty", s.specialties)],
	["Industries", terms("studies/industry", s.industries)], ["Products", terms("studies/product", s.products)], ["Country", terms("studies/country", s.country)]])}</dl></aside></div>
	${section("Awards for this work", cards(s.awards))}${section("Partners", cards(s.partners))}</article>
	${section("More case studies", cards(s.client.studies.filter((o) => o !== s).slice(0, 4), "columns"))}`);

export const clientPage = (c) => page({ ...c, title: c.name, trail: [["Clients", "/clients/"]] },
html`<header class="profile-head"><div><p class="kicker">Client</p><h1 class="stand">${esc(c.name)}</h1><dl class="facts facts-line">${facts([
	["Industry", terms("studies/industry", c.industry)], ["Country", c.country], ["Website", html`<a href="${c.website}" rel="noopener">${c.website}</a>`]])}</dl></div></header>
	${section("Case studies", cards(c.studies, "columns"))}${section("Awards", cards(c.awards))}`);

export const postPage = (p) => page({ ...p, trail: [] },
html`<article><header class="page-head"><h1>${esc(p.title)}</h1><p class="lede">${esc(p.summary)}</p></header><div class="prose">${p.html}</div></article>`);

const filters = new WeakMap();
function filter(facets) {
	if (!filters.has(facets)) filters.set(facets, html`<nav class="facets" aria-label="Filter"><details><summary>Filter</summary>${each(facets, (f) => html`<section class="facet"><h2>${f.label}</h2>
		<ul>${each(f.terms, (t) => html`<li><a href="${t.url}">${esc(t.name)} <span class="count">${t.items.length}</span></a></li>`)}</ul></section>`)}</details></nav>`);
	return filters.get(facets);
}
function pager(l) {
	if (l.total === 1) return "";
	const shown = Array.from({ length: l.total }, (_, i) => i + 1).filter((n) => n === 1 || n === l.total || Math.abs(n - l.n) <= 2);
	return html`<nav class="pager" aria-label="Pages"><p class="small">${l.n} of ${l.total}</p><ul>${l.n > 1 ? html`<li><a rel="prev" href="${l.at(l.n - 1)}">Previous</a></li>` : ""}
		${each(shown, (n) => html`<li><a href="${l.at(n)}"${n === l.n ? ' aria-current="page"' : ""} aria-label="Page ${n}">${n}</a></li>`)}
		${l.n < l.total ? html`<li><a rel="next" href="${l.at(l.n + 1)}">Next</a></li>` : ""}</ul></nav>`;
}
export const listPage = (l) => page({ url: l.url, title: l.n > 1 ? `${l.name}, page ${l.n}` : l.name, summary: l.summary, trail: [], graph: [{ "@type": "ItemList",
	numberOfItems: l.items.length, itemListElement: l.items.map((r, i) => ({ "@type": "ListItem", position: i + 1, name: r.title ?? r.name, url: base + r.url })) }] },
html`<header class="page-head"><h1>${esc(l.name)}</h1><p class="lede">${esc(l.summary)}</p><p class="small">${l.count} entries</p></header>
	<div class="with-side">${l.facets ? filter(l.facets) : ""}<section>${cards(l.items)}${pager(l)}</section></div>`);

export const homePage = (site) => page({ url: "/", title: name, summary: "", trail: [] },
html`<h1>${name}</h1>${section("News", cards(site.updates.slice(0, 6), "posts"))}${section("Winners", cards(site.awards.slice(0, 24)))}
	${section("Partners", cards(site.partners.slice(0, 12)))}`);

const menu = [["/awards/", "Awards"], ["/partners/", "Partners"], ["/case-studies/", "Case studies"], ["/updates/", "Updates"], ["/about/", "About"], ["/criteria/", "Criteria"]];
const foot = html`<aside class="cta" aria-label="Take part"><div class="wide"><p class="cta-text">Entries for the next edition open in January.</p><p><a class="button" href="/criteria/">How to enter</a></p></div></aside>
	<footer class="site-foot"><div class="wide"><div class="owner"><p class="owner-logo"><img class="plate" src="/logos/mark-00.svg" alt="Meridian" width="160" height="60" loading="lazy" decoding="async"></p>
	<p><a href="https://www.meridian.example/">A programme of Meridian</a></p><p><a href="mailto:partners@meridian.example">partners@meridian.example</a></p></div>
	<nav aria-label="Footer menu"><ul><li><a href="/tier/">Partner tiers</a></li><li><a href="/clients/">Clients</a></li><li><a href="/about/">About</a></li><li><a href="/criteria/">Criteria</a></li></ul></nav>
	<div class="feeds"><p class="small">News by feed</p><ul><li><a href="/feed.xml" type="application/atom+xml">${name} (Atom)</a></li>
	<li><a href="/feed.json" type="application/feed+json">${name} (JSON)</a></li></ul></div></div></footer>`;

function page(p, main) {
	const trail = [[name, "/"], ...p.trail, ...(p.url === "/" ? [] : [[p.title, p.url]])];
	const graph = [{ "@type": "Organization", "@id": `${base}/#organization`, name: "Meridian", url: "https://www.meridian.example/" },
		{ "@type": "WebSite", "@id": `${base}/#website`, name, url: base + "/", inLanguage: "en" },
		{ "@type": "BreadcrumbList", itemListElement: trail.map(([label, url]) => ({ "@type": "ListItem", name: label, item: base + url })) }, ...(p.graph ?? [])];
	const summary = esc(p.summary), heading = esc(p.title);
	return html`<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">
		<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; img-src 'self' data:; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'">
		<meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading} · ${name}</title><meta name="description" content="${summary}"><link rel="canonical" href="${base}${p.url}">
		${p.feeds ? html`<link rel="alternate" type="application/atom+xml" title="${heading}" href="${p.url}feed.xml"><link rel="alternate" type="application/feed+json" title="${heading}" href="${p.url}feed.json">` : ""}
		<link rel="alternate" type="application/atom+xml" title="${name}" href="/feed.xml"><link rel="alternate" type="application/feed+json" title="${name}" href="/feed.json">
		<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/site.css"><meta property="og:title" content="${heading}"><meta property="og:type" content="website">
		<meta property="og:site_name" content="${name}"><meta property="og:url" content="${base}${p.url}"><meta property="og:description" content="${summary}">
		<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll("<", "\\u003c")}</script></head>
		<body><a class="skip" href="#main">Skip to the content</a><header class="site-head"><div class="wide site-bar"><p class="site-title"><a href="/">${name}</a></p>
		<nav class="menu" aria-label="Main menu"><ul>${each(menu, ([url, label]) => html`<li><a href="${url}"${p.url.startsWith(url) ? ' aria-current="true"' : ""}>${label}</a></li>`)}</ul></nav></div></header>
		<nav class="crumbs wide" aria-label="You are here"><ol>${each(trail.slice(0, -1), ([label, url]) => html`<li><a href="${url}">${esc(label)}</a></li>`)}
		<li><span aria-current="page">${heading}</span></li></ol></nav><main id="main" class="wide" tabindex="-1">${main}</main>${foot}</body></html>`;
}
