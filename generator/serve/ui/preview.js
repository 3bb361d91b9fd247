// The preview of one page: it listens, keeps the page up to date, and shows what is wrong. A page in a frame of the desk is told by the desk.
import { storage } from "./dom.js";
import { listen } from "./live.js";
import { overlay } from "./overlay.js";
import { begin, newer, update } from "./page.js";

const local = storage("localStorage"), session = storage("sessionStorage");
const framed = window !== window.top;
const begun = begin().catch((reason) => console.warn("plaudit:", reason));

let newest = null, busy = false;

/** refresh brings the page up to date with the newest state, one update after the other. */
async function refresh(state, say) {
  newest = state;
  if (busy) return;
  busy = true;
  await begun;
  try {
    for (let done = null; done !== newest; ) {
      done = newest;
      const what = await update(done);
      if (what === "leaving") return; // stays busy: this page is over
      if (what === "kept") say("The preview cannot make this page at the moment. You see it as it was before.");
    }
  } catch (reason) {
    console.warn("plaudit:", reason); // the server went away meanwhile; the next state tries again
  }
  busy = false;
  dispatchEvent(new CustomEvent("plaudit-shown")); // the desk looks at its frames again
}

function whole() {
  const { show, say, connection, following } = overlay();
  const mine = owner();
  const note = session.get("note");
  session.set("note", null);
  if (note) say(note);
  listen(async (state, first) => {
    const owned = mine(first);
    show(state);
    await begun;
    const { saved = [], follow, stale } = state;
    if (follow && saved.length && !stale && owned && following() && newer(state) && follow !== location.pathname) {
      return location.assign(follow);
    }
    refresh(state, say);
  }, connection);
}

/**
 * owner tells which of several tabs follows the file just saved: the one that was looked at last. mine(first) asks for this tab; in the
 * first state after a tab came into view it is the tab that was left that counts, so that a glance at another tab does not move that one.
 */
function owner() {
  const me = session.get("tab") ?? String(Math.random()).slice(2);
  session.set("tab", me);
  const visible = () => document.visibilityState === "visible";
  let was = true;
  const take = () => {
    was = local.get("tab") === me;
    local.set("tab", me);
  };
  if (visible()) take();
  document.addEventListener("visibilitychange", () => visible() && take());
  addEventListener("focus", () => local.set("tab", me));
  return (first) => (first ? was : local.get("tab") === me);
}

function part() {
  addEventListener("message", ({ source, origin, data }) => {
    if (source === window.parent && origin === location.origin && data?.plaudit) refresh(data.plaudit, () => {});
  });
  window.parent.postMessage({ plaudit: "ready" }, location.origin); // what the desk has said before this script came is lost
}

if (framed) part();
else whole();
