import { awards } from "../lib/site.js";
import { awardPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(awards, index, awardPage);
