import { certificates } from "../lib/site.js";
import { certificatePage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(certificates, index, certificatePage);
