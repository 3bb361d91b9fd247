// Reads the records and says what each page lists.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import yaml from "js-yaml";
import markdownIt from "markdown-it";

const root = new URL("../records/", import.meta.url).pathname;
const markdown = markdownIt({ html: true });
const parse = (text) => yaml.load(text, { schema: yaml.CORE_SCHEMA });
const read = (path) => readFileSync(join(root, path), "utf8");
const pageSize = 48;

export const base = "https://partners.meridian.example";
export const title = (id) => id[0].toUpperCase() + id.slice(1).replaceAll("-", " ");

function files(dir) {
	if (!existsSync(join(root, dir))) return [];
	return readdirSync(join(root, dir), { recursive: true, withFileTypes: true })
		.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name).slice(root.length)).sort();
}

// front reads a Markdown file: its fields, with the body as HTML.
function front(path) {
	const [, matter, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(read(path));
	return { ...parse(matter), id: basename(path, ".md"), html: markdown.render(body), text: body };
}

const regions = JSON.parse(read("regions.json"));
const today = (tier) => (Array.isArray(tier) ? tier.at(-1).id : tier);

export const partners = files("data/partners").map((path) => {
	const p = parse(read(path));
	delete p.private;
	p.id = basename(path, ".yaml");
	p.url = `/partners/${p.id}/`;
	p.html = markdown.render(p.description);
	p.tier = today(p.tier);
	p.countries = [...new Set([p.country, ...p.serves])];
	p.regions = [...new Set(p.countries.map((c) => regions[c] ?? "europe"))];
	p.awards = [], p.studies = [], p.updates = [];
	return p;
});
export const clients = parse(read("data/clients.yaml")).map((c) => ({ ...c, url: `/clients/${c.id}/`, awards: [], studies: [] }));
export const categories = parse(read("data/awards/categories.yaml")).map((c) => ({ ...c, url: `/awards/categories/${c.id}/`, awards: [] }));
const by = (list) => new Map(list.map((r) => [r.id, r]));
const partner = by(partners), client = by(clients), category = by(categories);

export const studies = files("content/case-studies").map(front).map((s) => {
	s.url = `/case-studies/${s.id}/`;
	s.partners = s.partners.map((id) => partner.get(id));
	s.client = client.get(s.client);
	s.awards = [];
	for (const of of [...s.partners, s.client]) of.studies.push(s);
	return s;
});
const study = by(studies);

export const editions = [], awards = [], certificates = [];
for (const path of files("data/awards").filter((f) => /\d{4}\.yaml$/.test(f))) {
	const year = basename(path, ".yaml");
	const edition = { ...parse(read(path)), year, url: `/awards/${year}/`, awards: [] };
	editions.push(edition);
	const results = (edition.results ?? []).map((r) => ({ ...r, html: markdown.render(r.citation), text: r.citation }));
	const own = files("content/awards").filter((f) => f.includes(`/${year}/`)).map(front);
	for (const r of [...results, ...own]) {
		const holders = r.partners ?? r.recipients.map((of) => of.partner);
		const a = { ...r, edition, partners: holders.map((id) => partner.get(id)), clients: r.clients.map((id) => client.get(id)) };
		a.category = category.get(r.category);
		a.title = (r.recipients ?? a.partners).map((of) => of.name).join(", ");
		a.url = `${edition.url}${r.category}/${holders[0]}/`;
		a.study = study.get(r.case_study);
		a.date = edition.date;
		a.summary = `${a.title}: ${a.category.name}`;
		for (const of of [...a.partners, ...a.clients, a.category, edition, a.study]) of?.awards.push(a);
		a.certificates = a.partners.map((p) => ({ award: a, partner: p, url: `/certificates/${year}-${r.category}-${p.id}/` }));
		awards.push(a);
		certificates.push(...a.certificates);
	}
}

export const updates = files("content/updates").map(front).map((u) => ({ ...u, url: `/updates/${u.id}/` }));
for (const u of updates) for (const id of u.partners) partner.get(id).updates.push(u);
export const resources = files("content/resources").map(front).map((r) => ({ ...r, url: `/resources/${r.id}/` }));
export const pages = files("content/pages").map(front).map((p) => ({ ...p, url: `/${p.id}/` }));
const newest = (list) => list.toSorted((a, b) => (a.date < b.date ? 1 : -1));
export const news = newest([...updates, ...awards, ...studies]).slice(0, 50);

// A facet is a way to group: which field it reads, and its terms with what belongs to them.
function facet(path, label, items, of) {
	const terms = new Map();
	for (const item of items) for (const id of [of(item)].flat()) {
		if (!terms.has(id)) terms.set(id, { id, name: title(String(id)), url: `/${path}/${String(id).toLowerCase()}/`, items: [] });
		terms.get(id).items.push(item);
	}
	return { path, label, terms: [...terms.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
const active = partners.filter((p) => p.status !== "former");
const partnerFacets = [
	facet("tier", "Tier", active, (p) => p.tier), facet("type", "Type", active, (p) => p.type),
	facet("region", "Regions", active, (p) => p.regions), facet("country", "Works in", active, (p) => p.countries),
	facet("language", "Languages", active, (p) => p.languages), facet("size", "Team size", active, (p) => p.team_size),
	facet("specialty", "Good at", active, (p) => p.specialties), facet("industry", "Industries", active, (p) => p.industries),
	facet("product", "Products", active, (p) => p.products),
];
const studyFacets = [
	facet("studies/specialty", "Good at", studies, (s) => s.specialties), facet("studies/industry", "Industries", studies, (s) => s.industries),
	facet("studies/product", "Products", studies, (s) => s.products), facet("studies/country", "Country", studies, (s) => s.country),
];

// lists are all pages that list others, a page of 48 each.
export const lists = [];
function list(url, name, summary, items, facets) {
	const total = Math.max(1, Math.ceil(items.length / pageSize));
	const at = (n) => (n === 1 ? url : `${url}page/${n}/`);
	for (let n = 1; n <= total; n++) {
		lists.push({ url: at(n), at, name, summary, facets, n, total, count: items.length, items: items.slice((n - 1) * pageSize, n * pageSize) });
	}
}
list("/partners/", "Partners", "", active, partnerFacets);
list("/case-studies/", "Case studies", "", newest(studies), studyFacets);
list("/clients/", "Clients", "", clients);
list("/awards/", "Awards", "", awards);
list("/updates/", "Updates", "", newest(updates));
list("/resources/", "Resources", "", resources);
for (const facets of [partnerFacets, studyFacets]) for (const f of facets) {
	list(`/${f.path}/`, f.label, "", f.terms);
	for (const term of f.terms) list(term.url, term.name, "", term.items, facets);
}
for (const c of categories) list(c.url, c.name, c.description, c.awards);
for (const e of editions) {
	list(e.url, e.name, e.summary, e.awards);
	for (const c of categories) list(`${e.url}${c.id}/`, `${c.name} ${e.year}`, c.description, e.awards.filter((a) => a.category === c));
}

const firsts = new Map(partnerFacets.find((f) => f.path === "specialty").terms.map((t) => [t.id, t.items.slice(0, 4)]));
export const similar = (p) => (firsts.get(p.specialties[0]) ?? []).filter((other) => other !== p);

export const urls = [partners, awards, certificates, studies, clients, updates, resources, pages, lists].flat().map((r) => r.url);
