// The one script that the preview puts into pages. It only fetches the rest, so that a page's own scripts are not held up by it.
import("./preview.js").catch((reason) => console.error("plaudit: the preview's script could not be loaded", reason));
