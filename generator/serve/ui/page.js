// Keeps the page that is shown the one that the server has.
//
// How: the page is fetched, compared with what was served before, and where it differs the difference is done to the living page (morph.js).
// Nothing blinks, pictures are not decoded again, and scroll, focus, input and open details stay because nobody touched them. A page with
// scripts of its own is loaded again for real, and what the reader did is put back (keep.js): such scripts have made the page another one
// than was served, and count on running once. The same holds when its policy changes, which a browser can only tighten, not exchange.
import { get, storage } from "./dom.js";
import { focused, place, remember, restore, restoreFocus, restorePlace } from "./keep.js";
import { beside, exchange, loadSheets, pair } from "./morph.js";

const session = storage("sessionStorage");
const here = () => location.pathname + location.search;

let served = null; // {text, status, page: Document} as the server gave it
let twins = null; // from nodes of served.page to living ones; null if the page cannot be exchanged in place
let shown = ""; // the generation and clock of what is shown

/** mark tells two states of a page apart: the server's run, the generation, and the clock that this browser chose. Pages carry it as a header. */
const mark = (state) => `${state.instance} ${state.page} ${state.as_of ?? ""}`.trim();

// own is the generation and clock of the response that made this page; empty where browsers do not say (in Chromium on insecure addresses).
const own = () => performance.getEntriesByType("navigation")[0]?.serverTiming?.find(({ name }) => name === "plaudit")?.description ?? "";

/**
 * begin puts back what was kept over a real reload and learns how the page was served: its text comes from the browser's cache, as the
 * server lets it be kept for revalidation, and else costs one request. The text may be newer than the page, as other tabs fill the cache, too.
 */
export async function begin() {
  putBack();
  const response = await fetch(here(), { cache: "force-cache", headers: { Accept: "text/html" } });
  const text = await response.text();
  learn(text, response.status);
  twins = scripted(served.page) ? null : pair(served.page, document);
  shown = response.headers.get("Plaudit-Generation") ?? ""; // without one, update looks
  const mine = own();
  if (twins || !mine || mine === shown) return;
  served = null; // how this page was served, nobody knows any more
  shown = mine;
}

/** newer says whether a state of the same run of the server is newer than the page that is shown. */
export const newer = (state) => shown.startsWith(state.instance + " ") && state.page > Number(shown.split(" ")[1]);

/**
 * update brings the page up to date with a state. It gives what happened, as words for preview.js: "same", "sheets", "changed", "leaving"
 * (another page or this one anew is being loaded), "kept" (the server has no good page).
 */
export async function update(state) {
  if (state.stale || mark(state) === shown) return "same";
  if (state.only_sheets && follows(state)) {
    await swapSheets(state.sheets);
    shown = mark(state);
    return "sheets";
  }
  const response = await fetch(here(), { cache: "no-cache", headers: { Accept: "text/html" } });
  const text = await response.text();
  if (response.redirected) return leave(response.url + location.hash);
  if (response.status >= 500) return "kept";
  if (response.status === 404 && served?.status !== 404) {
    const left = await gone();
    if (left) return left;
  }
  const again = await renew(text, response.status, state);
  shown = mark(state);
  return again;
}

async function renew(text, status, state) {
  if (shown && loadedOne(state.files ?? [])) return reload();
  if (text === served?.text) return "same";
  const next = parse(text);
  if (!twins || scripted(next) || policy(next) !== policy(served.page)) return reload();
  const ready = await loadSheets(served.page, next, twins);
  inPlace(() => exchange(served.page, next, twins, ready));
  served = { text, status, page: next };
  return "changed";
}

/** inPlace changes the page and keeps what the reader looks at where it is; browsers that do so themselves are told not to meanwhile. */
function inPlace(change) {
  const kept = focused(), where = scrollY ? place() : null; // at its top, a page stays there by itself
  const root = document.documentElement;
  root.style.overflowAnchor = "none";
  change();
  restoreFocus(kept);
  if (where) restorePlace(where);
  requestAnimationFrame(() => {
    root.style.overflowAnchor = "";
    if (!root.getAttribute("style")) root.removeAttribute("style");
  });
}

function learn(text, status) {
  served = { text, status, page: parse(text) };
}

const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const policy = (page) => [...page.querySelectorAll("meta[http-equiv='Content-Security-Policy' i]")].map((m) => m.content).join();

// Data blocks do not run: JSON-LD is in every page.
function scripted(page) {
  return [...page.scripts].some((s) => /^(|module|importmap|(text|application)\/(x-)?(java|ecma)script)$/i.test(s.type) && !s.src.endsWith("/_plaudit/client.js"));
}

// The state comes right after the one that is shown, so nothing else can have changed.
function follows(state) {
  return mark({ ...state, page: state.page - 1 }) === shown;
}

// A file that the page uses may have changed under an unchanged address.
function loadedOne(files) {
  const loaded = new Set(performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
  return files.some((file) => loaded.has(file));
}

async function swapSheets(sheets) {
  const swaps = [...document.querySelectorAll("link[rel~=stylesheet]")].map(async (old) => {
    const address = sheets[new URL(old.href).pathname];
    if (!address) return;
    const link = old.cloneNode();
    link.removeAttribute("integrity"); // that of the old sheet
    link.href = address === old.getAttribute("href") ? `${address}?${Date.now()}` : address;
    const { loaded } = beside(old, link);
    if (!(await loaded)) return link.remove();
    old.remove();
    const before = [...(served?.page.querySelectorAll("link") ?? [])].find((l) => twins?.get(l) === old);
    if (before) twins.set(before, link);
  });
  await Promise.all(swaps);
}

/** gone leaves a page that is no more for the list that it was in. Null if there is no such list, or the page is back. */
async function gone() {
  const { exists, list } = await get("where?path=" + encodeURIComponent(location.pathname));
  if (exists || !list || list === location.pathname) return null;
  const heading = document.querySelector("h1")?.textContent.trim() || document.title;
  if (window === window.top) session.set("note", `“${heading}” is gone. This is the list that it was in.`);
  return leave(list);
}

function leave(address) {
  location.replace(address);
  return "leaving";
}

function reload() {
  const kept = remember();
  delete kept.scroll.anchor?.element;
  session.set("kept", JSON.stringify({ here: here(), kept }));
  location.reload();
  return "leaving";
}

function putBack() {
  const { here: where, kept } = JSON.parse(session.get("kept") ?? "{}");
  session.set("kept", null);
  if (where !== here()) return;
  restore(kept);
  // Pictures and fonts may move things until the page is loaded; a reader who has scrolled meanwhile is not moved.
  const settled = scrollY;
  if (document.readyState !== "complete") addEventListener("load", () => scrollY === settled && restorePlace(kept.scroll), { once: true });
}
