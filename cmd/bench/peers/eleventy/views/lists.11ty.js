import { lists } from "../lib/site.js";
import { listPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(lists, index, listPage);
