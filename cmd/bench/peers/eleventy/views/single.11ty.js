// What there is one of.
import * as site from "../lib/site.js";
import { homePage } from "../lib/html.js";
import { atom, json } from "../lib/feed.js";
import { paged } from "../lib/paged.js";

const name = "Meridian Partner Awards";
const sitemap = () => `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${site.urls.map((u) => `<url><loc>${site.base}${u}</loc></url>`).join("")}</urlset>`;

export default paged([
	{ path: "/index.html", text: () => homePage(site) },
	{ path: "/feed.xml", text: () => atom("/", name, site.news) },
	{ path: "/feed.json", text: () => json("/", name, site.news) },
	{ path: "/sitemap.xml", text: sitemap },
	{ path: "/robots.txt", text: () => `User-agent: *\nSitemap: ${site.base}/sitemap.xml\n` },
], (s) => s.path, (s) => s.text());
