// The desk's list of every page and file: search, pages of a hundred, and where each comes from.
import { el, get, plural } from "./dom.js";

const size = 100; // outputs in an answer of the server

/** outputs fills a box with the list and looks again when the search changes. look is called when the site has changed. */
export function outputs({ box, q, kind, table, empty, place, kindName, show }) {
  let offset = 0, asked = 0, shown = "";

  async function look() {
    const turn = ++asked;
    const query = new URLSearchParams({ q: q.value.trim(), kind: kind.value, offset });
    const got = await get("outputs?" + query).catch(() => null);
    if (!got || turn !== asked) return;
    if (offset && offset >= got.total) return go(0);
    const key = query + JSON.stringify(got);
    if (key === shown) return;
    shown = key;
    box.replaceChildren(...draw(got));
  }

  function go(to) {
    offset = to;
    return look();
  }

  function draw({ total, outputs: items }) {
    if (!total) return [empty(q.value || kind.value ? "Nothing has these words. Search for fewer of them, or in all kinds." : "The site has no pages yet.")];
    const caption = total > items.length ? `${offset + 1} to ${offset + items.length} of ${plural(total, "output")}` : plural(total, "output");
    return [
      table(caption, ["Address", "Kind", "Language", "Comes from", "More"], items.map((o) => [
        o.address ? el("a", { class: "address", href: o.address }, o.address) : [o.path, el("span", { class: "small" }, " for the host alone")],
        kindName(o.kind),
        o.language,
        place(o) || el("span", { class: "small" }, "the site as a whole"),
        o.path.endsWith(".html") ? more(o) : "",
      ])),
      pager(total),
    ];
  }

  // What is known of a page comes as a row below its own: in a cell it would squeeze the others.
  function more(o) {
    const button = el("button", { type: "button", class: "more", "aria-expanded": "false", onclick: () => toggle(o, button) }, "More", el("span", { class: "hidden" }, ` about ${o.path}`));
    return button;
  }

  async function toggle(o, button) {
    const row = button.closest("tr"), open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) return row.nextElementSibling.remove();
    const cell = el("td", { colspan: row.children.length });
    row.after(el("tr", { class: "origin" }, cell));
    const page = await get("page?path=" + encodeURIComponent(o.address)).catch(() => null);
    cell.append(...(page ? origin(page, o) : [el("p", { class: "small" }, "The preview does not know more about it.")]));
  }

  function origin(page, o) {
    const row = (name, value) => (value ? [el("dt", {}, name), el("dd", {}, value)] : []);
    const others = page.templates.filter((t) => t.file !== page.template);
    return [
      el("dl", {},
        row("Template", page.template ? el("code", {}, page.template) : null),
        row("Made with", others.length ? el("ul", {}, others.map((t) => el("li", {}, el("code", {}, t.file)))) : null),
        row("Size", page.size ? `${(page.size / 1000).toFixed(1)} kB` : "")),
      el("button", { type: "button", class: "button quiet", onclick: () => show(o.address) }, "See it side by side"),
    ];
  }

  function pager(total) {
    if (total <= size) return "";
    const step = (to, text) => el("button", { type: "button", class: "button quiet", disabled: to < 0 || to >= total, onclick: async () => {
      await go(to);
      box.closest("section").scrollIntoView();
      box.querySelector(".table-scroll")?.focus({ preventScroll: true });
    } }, text);
    return el("p", { class: "pager" }, step(offset - size, "The 100 before"), step(offset + size, "The next 100"));
  }

  let pause;
  q.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => go(0), 120);
  });
  kind.addEventListener("change", () => go(0));
  return { look };
}
