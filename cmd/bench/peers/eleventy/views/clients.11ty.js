import { clients } from "../lib/site.js";
import { clientPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(clients, index, clientPage);
