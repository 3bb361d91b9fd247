// Old addresses of partners, with a page that leads on.
import { base, partners } from "../lib/site.js";
import { paged } from "../lib/paged.js";

const old = partners.flatMap((p) => (p.aliases ?? []).map((id) => ({ id, to: base + p.url })));

export default paged(old, (a) => `/partners/${a.id}/index.html`, (a) => `<!doctype html><title>${a.to}</title><link rel="canonical" href="${a.to}"><meta http-equiv="refresh" content="0; url=${a.to}">`);
