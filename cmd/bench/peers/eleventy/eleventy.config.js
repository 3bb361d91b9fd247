// The corpus as an Eleventy site: JavaScript templates, the quickest that Eleventy has, each paged over the records.
export default function (config) {
	config.addPassthroughCopy({ "records/assets": "/", "site.css": "site.css" });
	return { dir: { input: "views" } };
}
