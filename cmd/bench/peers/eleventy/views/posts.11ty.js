import { pages, resources, updates } from "../lib/site.js";
import { postPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged([...pages, ...resources, ...updates], index, postPage);
