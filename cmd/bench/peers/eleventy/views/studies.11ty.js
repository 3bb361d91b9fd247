import { studies } from "../lib/site.js";
import { studyPage } from "../lib/html.js";
import { index, paged } from "../lib/paged.js";

export default paged(studies, index, studyPage);
