// A page side by side: on a phone and on a desk, in light and in dark, and on paper. Each is a frame of the real width, scaled down.
import { el } from "./dom.js";

const shown = [
  { name: "Phone, light", width: 390, height: 844, scheme: "light" },
  { name: "Desktop, light", width: 1280, height: 844, scheme: "light" },
  { name: "Phone, dark", width: 390, height: 844, scheme: "dark" },
  { name: "Desktop, dark", width: 1280, height: 844, scheme: "dark" },
  // A4 at 96 pixels to the inch less margins of 18 mm, on a sheet whose padding is those margins.
  { name: "On paper", width: 658, height: 987, scheme: "light", paper: true },
];

/** views makes the frames in a box when a page is asked for. update hands on what the server said, for the pages to catch up. */
export function views({ form, field, box }) {
  let frames = [], address = "", newest = null;
  const sent = new Set(); // frames that are on their way to address

  function build() {
    frames = shown.map((view) => {
      const frame = el("iframe", { title: view.name, class: view.scheme, width: view.width, height: view.height });
      frame.addEventListener("load", () => arrived(frame, view));
      return frame;
    });
    const figures = shown.map((view, i) => {
      const screen = el("div", { class: "screen" + (view.paper ? " paper" : "") }, frames[i]);
      const figure = el("figure", { class: view.paper ? "sheet" : view.width < 600 ? "phone" : "desktop" }, screen, el("figcaption", {}, view.name, view.paper ? "" : `, ${view.width} pixels`));
      new ResizeObserver(() => fit(screen, frames[i], view)).observe(figure);
      return figure;
    });
    box.replaceChildren(...figures);
  }

  function fit(screen, frame, { width, height, paper }) {
    const margin = paper ? 68 : 0; // 18 mm
    const scale = Math.min(1, screen.clientWidth / (width + 2 * margin));
    frame.style.transform = `scale(${scale})`;
    frame.style.insetInlineStart = frame.style.insetBlockStart = `${margin * scale}px`;
    screen.style.blockSize = `${(height + 2 * margin) * scale}px`;
  }

  /** arrived runs when a frame has loaded a page; a link that was followed in one frame is followed in the others. */
  function arrived(frame, view) {
    let inside;
    try { inside = frame.contentWindow.location.pathname; } catch { return; } // it left the site
    if (view.paper) {
      asPaper(frame);
      frame.contentWindow.addEventListener("plaudit-shown", () => asPaper(frame));
    }
    // What arrives in a frame that was sent somewhere is no link that somebody followed: it may be late, or come from a redirect.
    if (!sent.delete(frame) && inside !== "blank" && inside !== address && frame.src) show(inside, frame);
  }

  function show(next, except) {
    if (!frames.length) build();
    address = next;
    field.value = next;
    for (const frame of frames) {
      if (frame === except) continue;
      sent.add(frame);
      frame.src = next;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = new URL(field.value.trim() || "/", location.origin);
    show(url.pathname);
  });

  addEventListener("message", ({ source, origin, data }) => {
    if (origin === location.origin && data?.plaudit === "ready" && newest) source?.postMessage({ plaudit: newest }, origin);
  });

  return {
    prepare(path) { if (!field.value) field.value = path; },
    show(path) {
      show(path);
      box.closest("section").scrollIntoView();
    },
    update(state) {
      newest = state;
      for (const frame of frames) frame.contentWindow?.postMessage({ plaudit: state }, location.origin);
    },
  };
}

/** asPaper makes a framed page look as it is printed: what is for print is for all, what is for screens for none. */
function asPaper(frame) {
  const page = frame.contentDocument;
  for (const sheet of page.styleSheets) {
    try {
      turn(sheet.media);
      walk(sheet.cssRules);
    } catch { /* a sheet of another host, which its policy hides */ }
  }
}

function walk(rules) {
  for (const rule of rules) {
    if (rule.media) turn(rule.media);
    if (rule.cssRules) walk(rule.cssRules);
    if (rule.styleSheet) walk(rule.styleSheet.cssRules);
  }
}

function turn(media) {
  const text = media.mediaText;
  if (!/\b(print|screen)\b/.test(text)) return;
  media.mediaText = text.replace(/\b(not\s+|only\s+)?(print|screen)\b/g, (_, before = "", kind) => ((kind === "print") === !before.startsWith("not") ? "all" : "not all"));
}
