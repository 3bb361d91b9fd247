// paged is a template that makes a page of each of a list.
export const paged = (list, permalink, render) => class {
	data() {
		return { list, pagination: { data: "list", size: 1, alias: "it" }, permalink: ({ it }) => permalink(it) };
	}
	render({ it }) {
		return render(it);
	}
};
export const index = (r) => `${r.url}index.html`;
