import { partners } from "../lib/site.js";
import { itemsOf, json } from "../lib/feed.js";
import { paged } from "../lib/paged.js";

export default paged(partners, (p) => `${p.url}feed.json`, (p) => json(p.url, p.name, itemsOf(p)));
