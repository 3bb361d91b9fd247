// The desk: what an editor works through. It shows what the server knows, anew at each change, without losing the reader's place.
import { el, get, instant, milliseconds, plural, rich, sentence } from "./dom.js";
import { describe, find } from "./keep.js";
import { listen } from "./live.js";
import { outputs } from "./outputs.js";
import { card, opener, words } from "./problem.js";
import { views } from "./views.js";

const $ = (selector) => document.querySelector(selector);
const page = 50; // rows that "show more" adds
const limits = new Map(Object.entries({ problems: 25, withheld: 25, work: 12, translations: 25, rebuilds: 10 })); // rows that a list shows

let state = null, data = null;

/** fill draws a section anew if what it shows has changed; focus and open details stay where they were. */
const drawn = new Map();
function fill(id, shows, build) {
  const key = JSON.stringify([shows, limits.get(id), state.editor]);
  if (drawn.get(id) === key) return;
  drawn.set(id, key);
  const box = $(`#${id} .fill`);
  const focused = box.contains(document.activeElement) && describe(document.activeElement, box);
  const open = [...box.querySelectorAll("details[open]")].map((d) => describe(d, box));
  box.replaceChildren(...[build()].flat());
  for (const d of open) {
    const again = find(d, box);
    if (again) again.open = true;
  }
  if (focused) find(focused, box)?.focus({ preventScroll: true });
}

/** several shows a list up to its limit, and a button for more of it. list makes the element of the items. */
function several(id, items, list) {
  const limit = limits.get(id);
  const left = items.length - limit;
  const more = () => {
    limits.set(id, limit + page);
    draw();
  };
  return [list(items.slice(0, limit)), left > 0 ? el("p", {}, el("button", { type: "button", class: "button quiet", onclick: more }, left > page ? `Show ${page} more of ${left}` : `Show the other ${left}`)) : []].flat();
}

const empty = (text) => el("p", { class: "empty" }, text);
const number = (n) => n.toLocaleString("en-GB");

/** table has a caption, heads, and a row for each item; cells of the first column are the rows' heads. */
function table(caption, heads, rows) {
  return el("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": caption },
    el("table", {}, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, heads.map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, i) => (i ? el("td", { "data-head": heads[i] }, cell) : el("th", { scope: "row" }, cell))))))));
}

function say(text) {
  const note = $("#note");
  note.textContent = text;
  note.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => note.classList.remove("shown"), 8000);
}

const place = (at) => (at.file ? opener(at, state, say) : "");
const asOf = (address, written) => `${address || state.home}?as-of=${encodeURIComponent(written)}`;

/* ---------------------------------------------------------------- the head */

function head() {
  const { errors, warnings } = data;
  document.title = `${errors ? `(${errors}) ` : ""}The desk · ${state.title}`;
  $("#title").textContent = state.title;
  $("#home").href = state.home;
  $("#as-of").action = state.home;
  const bar = $("#bar");
  bar.hidden = !state.as_of;
  if (state.as_of) bar.replaceChildren("You see the site as of ", el("b", {}, instant(state.as_of)), ". ", el("a", { href: "?as-of=" }, "Back to now"));
  const parts = [
    errors ? `${plural(errors, "mistake")} would keep the site from being published.` : state.checked ? "The site can be published as it is." : "All pages are being checked …",
    data.withheld.length ? `${plural(data.withheld.length, "thing is", "things are")} withheld.` : null,
    data.next ? `The same files give another site from ${instant(data.next)} on.` : null,
    state.took_ms ? `The last change took ${milliseconds(state.took_ms)}.` : null,
  ];
  $("#sum").textContent = parts.filter(Boolean).join(" ");
  const counts = { problems: errors + warnings, withheld: data.withheld.length, work: data.work.length, translations: data.translations.length, outputs: data.kinds.reduce((n, k) => n + k.count, 0) };
  for (const [id, n] of Object.entries(counts)) {
    $("#count-" + id).textContent = number(n);
    $("#count-" + id).className = "count" + (id === "problems" && errors ? " wrong" : "");
  }
}

/* ---------------------------------------------------------------- sections */

function problems() {
  fill("problems", [data.problems, data.warnings, state.stale, state.checked], () => {
    if (!data.problems.length) return empty(state.checked ? "Nothing is wrong. The site can be published as it is." : "Nothing is wrong so far; all pages are being checked.");
    const stale = state.stale ? el("p", { class: "small" }, "While these are there, the pages are shown as they were before.") : [];
    const left = data.errors + data.warnings - data.problems.length;
    const rest = left > 0 ? el("p", { class: "small" }, `${plural(left, "more is", "more are")} shown when some of these are mended.`) : [];
    return [el("p", { class: "small" }, words(data) + "."), stale, ...several("problems", data.problems, (items) => el("ol", { class: "problems" }, items.map((p) => card(p, state, say)))), rest].flat();
  });
}

function withheld() {
  fill("withheld", [data.withheld, state.home, state.as_of], () => {
    if (!data.withheld.length) return empty("Nothing is withheld at the moment.");
    return several("withheld", data.withheld, (items) => table("What the files hold and the site does not show", ["What", "Why", "Until", "Where it is written"], items.map((w) => [
      [el("span", { class: "name" }, w.name || w.id), el("span", { class: "kind" }, kindName(w.kind))],
      rich(sentence(w.reason_text)),
      w.until ? [el("time", { datetime: w.until }, instant(w.until)), " ", el("a", { class: "aside", href: asOf(w.address, w.until) }, "See the site then")] : "Until somebody changes it",
      place(w),
    ])));
  });
}

function work() {
  const q = $("#work-q").value.trim().toLowerCase(), what = $("#work-what").value;
  options($("#work-what"), [...new Set(data.work.flatMap((w) => w.items.map((i) => i.what)))].sort().map((w) => [w, kindName(w)]));
  const found = data.work.filter((w) => !q || w.name.toLowerCase().includes(q) || w.partner.includes(q))
    .map((w) => ({ ...w, items: w.items.filter((i) => !what || i.what === what) })).filter((w) => w.items.length);
  fill("work", found, () => {
    if (!data.work.length) return empty("Every partner is complete. There is nothing to do.");
    if (!found.length) return empty("No partner has work of this kind. Choose another partner or everything.");
    return several("work", found, (items) => el("ul", { class: "people" }, items.map((w) => el("li", {},
      el("h3", {}, w.address ? el("a", { href: w.address }, w.name) : w.name),
      el("ul", { class: "todo" }, w.items.map((i) => el("li", {}, rich(sentence(i.text)), i.until ? [" By ", el("time", { datetime: i.until }, instant(i.until, { dateStyle: "long" })), "."] : null, " ", place(i))))))));
  });
}

function translations() {
  fill("translations", [data.translations, data.languages], () => {
    if (!data.translations.length) return empty(data.languages.length > 1 ? "Everything is translated." : "The site has one language, so there is nothing to translate.");
    const languages = [...new Set(data.translations.map((t) => t.language))];
    return languages.flatMap((language) => {
      const items = data.translations.filter((t) => t.language === language);
      return several("translations", items, (shown) => table(`${items[0].language_name || language}: ${plural(items.length, "text")} with gaps`, ["What", "Missing", "The original", "Belongs in"], shown.map((t) => [
        [el("span", { class: "name" }, t.name || t.id), el("span", { class: "kind" }, kindName(t.kind))],
        t.missing.flatMap((m, i) => [i ? ", " : "", el("code", {}, m)]),
        place(t),
        el("span", { class: "file" }, t.into),
      ])));
    });
  });
}

function rebuilds() {
  fill("rebuilds", data.rebuilds, () => {
    if (!data.rebuilds.length) return empty("No file has been saved since the preview began.");
    const longest = Math.max(...data.rebuilds.map((r) => r.took_ms));
    return several("rebuilds", data.rebuilds, (items) => table("The newest first", ["At", "Saved", "Until it showed", "All pages checked", "Result"], items.map((r) => [
      el("time", { datetime: r.at }, instant(r.at, { timeStyle: "medium" })),
      saved(r),
      r.took_ms ? el("span", { class: "took" }, bar(r.took_ms / longest), milliseconds(r.took_ms)) : "",
      r.check_ms ? milliseconds(r.check_ms) : "",
      r.errors || r.warnings ? words(r) : "good",
    ])));
  });
}

function saved({ saved: files, files: n, took_ms: took }) {
  if (!n) return el("span", { class: "small" }, took ? "nothing; the clock went on" : "nothing; the preview began");
  const more = n - 1;
  return [el("span", { class: "file" }, files[0]), more > 0 ? ` and ${plural(more, "other")}` : null];
}

// A bar to scale, as wide as a script may say: a style attribute in markup would be against the policy.
function bar(share) {
  const made = el("span", { class: "scale", "aria-hidden": "true" });
  made.style.inlineSize = `${Math.max(2, share * 64)}px`;
  return made;
}

/** kindName turns "case-study" into "case study". */
const kindName = (kind) => kind.replaceAll("-", " ");

/** options brings the choices of a select up to date and leaves the first, "all", and what is chosen. */
function options(select, choices) {
  const key = JSON.stringify(choices);
  if (select.dataset.choices === key) return;
  select.dataset.choices = key;
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...choices.map(([value, text]) => el("option", { value }, text)));
  select.value = choices.some(([value]) => value === chosen) ? chosen : "";
}

/* ---------------------------------------------------------------- all of it */

const list = outputs({ box: $("#outputs .fill"), q: $("#outputs-q"), kind: $("#outputs-kind"), table, empty, place, kindName, show: (address) => side.show(address) });
const side = views({ form: $("#view-form"), field: $("#view-path"), box: $("#views") });

function draw() {
  if (!state || !data) return;
  head();
  problems();
  withheld();
  work();
  translations();
  rebuilds();
  options($("#outputs-kind"), data.kinds.map((k) => [k.kind, `${kindName(k.kind)} (${number(k.count)})`]));
}

let asked = 0;
async function take(next) {
  state = next;
  const turn = ++asked;
  try {
    const got = await get("desk");
    if (turn !== asked) return; // a newer state is on its way
    const first = !data;
    data = got;
    draw();
    list.look();
    side.update(state);
    if (first) arrive();
  } catch (reason) {
    console.warn("plaudit:", reason);
  }
}

// A page's pill leads here with its address; an address's fragment can only be jumped to now that the sections are filled.
function arrive() {
  const from = new URLSearchParams(location.search).get("page");
  side.prepare(from?.startsWith("/") && !from.startsWith("//") ? from : state.home);
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

$("#work-q").addEventListener("input", draw);
$("#work-what").addEventListener("change", draw);
for (const form of document.querySelectorAll("form[role=search]")) form.addEventListener("submit", (event) => event.preventDefault());

let gone = false;
listen(take, (lost) => {
  if (lost !== gone) say(lost ? "The preview does not answer. What you see is from before." : "The preview answers again.");
  gone = lost;
});
