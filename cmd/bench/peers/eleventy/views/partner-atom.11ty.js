import { partners } from "../lib/site.js";
import { atom, itemsOf } from "../lib/feed.js";
import { paged } from "../lib/paged.js";

export default paged(partners, (p) => `${p.url}feed.xml`, (p) => atom(p.url, p.name, itemsOf(p)));
