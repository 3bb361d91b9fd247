// Feeds: Atom and JSON Feed of the same items.
import { base } from "./site.js";
import { esc } from "./html.js";

const name = "Meridian Partner Awards";
const stamp = (date) => `${date}T00:00:00Z`;

export function atom(url, title, items) {
	const entries = items.map((i) => `<entry><id>${base}${i.url}</id><title type="text">${esc(i.title)}</title><link rel="alternate" type="text/html" href="${base}${i.url}"/>` +
		`<published>${stamp(i.date)}</published><updated>${stamp(i.date)}</updated><summary type="text">${esc(i.summary)}</summary><content type="html">${esc(i.html)}</content></entry>`);
	return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>${base}${url}</id><title>${esc(title)}</title><updated>2026-10-01T00:00:00+02:00</updated>` +
		`<link rel="self" type="application/atom+xml" href="${base}${url}feed.xml"/><link rel="alternate" type="text/html" href="${base}${url}"/>` +
		`<author><name>Meridian</name><uri>https://www.meridian.example/</uri></author>${entries.join("")}</feed>`;
}

export function json(url, title, items) {
	return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: `${title} – ${name}`, home_page_url: base + url, feed_url: `${base}${url}feed.json`, language: "en",
		authors: [{ name: "Meridian", url: "https://www.meridian.example/" }],
		items: items.map((i) => ({ id: base + i.url, url: base + i.url, title: i.title, content_html: i.html, summary: i.summary, date_published: stamp(i.date) })) });
}

export const itemsOf = (p) => [...p.updates, ...p.awards, ...p.studies];
