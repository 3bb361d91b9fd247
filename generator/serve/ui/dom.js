// Small helpers that the preview and the desk share. Texts that come from a site's sources only ever become text nodes.

/** Where the server's own addresses are: "/_plaudit/". */
export const base = new URL(".", import.meta.url).pathname;

/**
 * el makes an element. Properties that begin with "on" are listeners; true and false set or leave out an attribute; others are attributes.
 * Children are nodes, texts, or lists of them; null and false are left out.
 */
export function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return made;
}

/** plural says "1 mistake" and "3 mistakes", with a number that is easy to read. */
export const plural = (n, one, many = one + "s") => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** sentence begins a diagnostic's clause with a capital, if its first word is one of the language and not a key or a name, and ends it. */
export function sentence(text) {
  const begun = /^[a-z]+[ ,]/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
  return /[.?!…:]`?$/.test(begun) ? begun : begun + ".";
}

/** rich is a text whose parts between backquotes are code. An odd backquote stays what it is. */
export function rich(text) {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, i) => (i % 2 ? el("code", {}, part) : part));
}

/**
 * instant writes an RFC 3339 instant as its own clock shows it: the site's zone, not the browser's, since that is what the sources speak of.
 */
export function instant(written, options = { dateStyle: "long", timeStyle: "short" }) {
  const clock = new Date(written.slice(0, 19) + "Z");
  return Number.isNaN(clock.getTime()) ? written : clock.toLocaleString("en-GB", { timeZone: "UTC", ...options });
}

/** milliseconds writes a duration in the unit that suits it. */
export function milliseconds(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}

/** get fetches JSON from the server's own addresses. */
export async function get(address) {
  const response = await fetch(base + address, { cache: "no-store" });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

/** storage is localStorage or sessionStorage for a browser that may forbid them; what cannot be kept is not kept. */
export const storage = (area) => ({
  get(key) {
    try { return window[area].getItem("plaudit." + key); } catch { return null; }
  },
  set(key, value) {
    try {
      if (value == null) window[area].removeItem("plaudit." + key);
      else window[area].setItem("plaudit." + key, value);
    } catch { /* forbidden or full */ }
  },
});
