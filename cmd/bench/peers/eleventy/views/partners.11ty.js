import { partners, similar } from "../lib/site.js";
import { partnerPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(partners, index, (p) => partnerPage(p, similar(p)));
