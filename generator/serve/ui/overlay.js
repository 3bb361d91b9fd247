// What the preview shows over a page: a pill in the corner, notes, the bar of a chosen date, and the panel of what is wrong. All of it
// lives in one element with a closed shadow root, so that the page's styles and these do not meet.
import { base, el, instant, milliseconds, plural, storage } from "./dom.js";
import { card, where, words } from "./problem.js";

const local = storage("localStorage"), session = storage("sessionStorage");
const most = 40; // problems on the panel; the desk has them all

/** overlay puts the element into the page and gives what preview.js does with it. */
export function overlay() {
  const host = el("plaudit-preview");
  const shadow = host.attachShadow({ mode: "closed" });
  const status = el("button", { type: "button", class: "status", "aria-expanded": "false", "aria-controls": "panel", onclick: () => press() });
  const follow = el("button", { type: "button", class: "follow", title: "Show the page of each file when it is saved", onclick: () => toggle() }, "Follow saves");
  const date = el("button", { type: "button", "aria-expanded": "false", "aria-controls": "date", onclick: () => choose() }, "Date");
  const desk = el("a", { href: base }, "Desk");
  const more = el("button", { type: "button", class: "more", "aria-label": "More of the preview", "aria-expanded": "false", onclick: () => unfold() }, "⋯");
  const pill = el("div", { class: "pill", role: "group", "aria-label": "Preview" }, status, el("div", { class: "rest" }, follow, date, desk), more);
  const panel = el("section", { id: "panel", class: "panel", role: "dialog", "aria-labelledby": "panel-title", tabindex: "-1", hidden: true });
  const notes = el("div", { class: "notes-of-preview" });
  const bar = el("p", { class: "bar", hidden: true });
  const form = dateForm();
  const live = el("p", { class: "hidden", role: "status" });
  const root = el("div", { class: "root", lang: "en-GB", dir: "ltr", role: "region", "aria-label": "Preview of the site", hidden: true }, notes, form, bar, panel, pill, live);
  // Without its style sheet it would stand at the end of the page as plain text.
  const sheets = ["look.css", "client.css"].map((name) => el("link", { rel: "stylesheet", href: base + name }));
  Promise.all(sheets.map((sheet) => new Promise((done) => sheet.addEventListener("load", done)))).then(() => { root.hidden = false; });
  shadow.append(...sheets, root);
  document.body.append(host);

  let state = null; // the newest
  let mark = ""; // of the newest state, under which a closed panel stays closed
  let asked = false; // the reader opened the panel
  let before = null; // what had the focus when the panel came
  let lost = null; // the note that the server is gone

  // The page's own keys must not answer to what is typed here, nor Escape close more than the panel.
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") escape();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(":modal")) close();
  });

  function escape() {
    if (!form.hidden) choose();
    else if (!panel.hidden) close();
  }

  /** show is called with each state. */
  function show(next) {
    const newMark = `${next.instance} ${next.generation}`;
    const changed = !state || JSON.stringify(state.problems) !== JSON.stringify(next.problems) || state.stale !== next.stale;
    const failed = state?.errors > 0;
    const newMistakes = changed || newMark !== mark;
    state = next;
    mark = newMark;
    const { errors, warnings } = state;
    drawPill(errors, warnings);
    drawBar();
    if (changed) drawPanel(errors, warnings);
    if (errors && session.get("closed") !== mark) {
      if (panel.hidden || newMistakes) announce(errors);
      openPanel(false);
    } else if (!errors && !(asked && warnings)) {
      hidePanel();
      if (failed) live.textContent = "All mistakes are mended.";
    }
  }

  function drawPill(errors, warnings) {
    const text = lost ? "Not connected" : errors || warnings ? sentenceCase(words({ errors, warnings })) : state.checked ? "All good" : "Checking …";
    status.className = "status " + (lost ? "lost" : errors ? "error" : warnings ? "warning" : "good");
    status.replaceChildren(text);
    follow.setAttribute("aria-pressed", String(following()));
    desk.href = base + "?page=" + encodeURIComponent(location.pathname);
  }

  function drawBar() {
    bar.hidden = !state.as_of;
    if (state.as_of) bar.replaceChildren("You see the site as of ", el("b", {}, instant(state.as_of)), ". ", el("a", { href: location.pathname + "?as-of=" }, "Back to now"));
  }

  function drawPanel(errors, warnings) {
    const focused = shadow.activeElement && panel.contains(shadow.activeElement);
    const scrolled = panel.querySelector(".scroll")?.scrollTop ?? 0;
    const list = (items) => el("ol", { class: "problems" }, items.map((p) => card(p, state, say)));
    const shown = state.problems.filter((p) => p.severity === "error").slice(0, most);
    const mild = state.problems.filter((p) => p.severity !== "error").slice(0, most);
    const here = shown.filter((p) => p.saved), elsewhere = shown.filter((p) => !p.saved);
    const left = errors + warnings - shown.length - mild.length;
    panel.replaceChildren(
      el("header", {}, el("h2", { id: "panel-title" }, title(errors, warnings)), el("p", {}, lead(errors))),
      el("div", { class: "scroll" },
        here.length ? list(here) : null,
        here.length && elsewhere.length ? el("p", { class: "apart" }, "In other files") : null,
        elsewhere.length ? list(elsewhere) : null,
        mild.length ? el("details", { class: "mild", open: !errors }, el("summary", {}, errors ? plural(warnings, "warning") + ", which would not hold the site back" : plural(warnings, "warning")), list(mild)) : null,
        left > 0 ? el("p", { class: "apart" }, `${plural(left, "more problem")}: `, el("a", { href: base + "#problems" }, "all on the desk")) : null),
      el("footer", {},
        el("button", { type: "button", class: "button", title: "It comes back with the next change", onclick: () => close() }, "Hide for now"), el("kbd", {}, "Esc"),
        el("a", { href: base + "#problems" }, "All on the desk")));
    panel.querySelector(".scroll").scrollTop = scrolled;
    if (focused) focusFirst();
  }

  function title(errors, warnings) {
    if (!errors) return plural(warnings, "warning");
    if (state.stale) return errors === 1 ? "A mistake keeps your change from showing" : `${errors} mistakes keep your change from showing`;
    return errors === 1 ? "A mistake would keep the site from being published" : `${errors} mistakes would keep the site from being published`;
  }

  function lead(errors) {
    if (!errors) return "The site can be published all the same.";
    const seen = state.stale ? "You see the page as it was before." : "You see what can be shown all the same.";
    return seen + " When a mended file is saved, this goes away by itself.";
  }

  function announce(errors) {
    const first = state.problems.find((p) => p.severity === "error");
    live.textContent = `${plural(errors, "mistake")}. ${where(first)}: ${first.text}.`;
  }

  /** openPanel shows the panel. It takes the focus when the reader asked for it or nothing else has it. */
  function openPanel(byReader) {
    const free = document.activeElement === document.body || document.activeElement === null;
    if (panel.hidden) before = shadow.activeElement ?? (free ? null : document.activeElement);
    const opened = panel.hidden;
    panel.hidden = false;
    status.setAttribute("aria-expanded", "true");
    if (opened && (byReader || free)) focusFirst();
  }

  function focusFirst() {
    (panel.querySelector(".opener:is(a, button)") ?? panel).focus({ preventScroll: true });
  }

  function hidePanel() {
    const focused = panel.contains(shadow.activeElement);
    panel.hidden = true;
    asked = false;
    status.setAttribute("aria-expanded", "false");
    if (!focused) return;
    if (before?.isConnected) before.focus({ preventScroll: true });
    else shadow.activeElement?.blur();
    before = null;
  }

  function close() {
    if (panel.hidden) return;
    session.set("closed", mark);
    const unplaced = panel.contains(shadow.activeElement) && !before?.isConnected;
    hidePanel();
    if (unplaced) status.focus({ preventScroll: true });
  }

  function press() {
    if (!state) return;
    if (!panel.hidden) return close();
    if (!state.problems.length) return say(`Nothing is wrong. The last change took ${milliseconds(state.took_ms)}.`);
    asked = true;
    session.set("closed", null);
    openPanel(true);
  }

  /** say shows a note for a while; one that stays is taken away by what it returns. */
  function say(text, { stay = false } = {}) {
    const note = el("p", { class: "note" }, text);
    const dismiss = () => note.remove();
    if (!stay) {
      note.append(" ", el("button", { type: "button", "aria-label": "Close this note", onclick: dismiss }, "×"));
      notes.replaceChildren(...[...notes.children].filter((n) => n === lost?.note));
      setTimeout(dismiss, 8000);
    }
    notes.append(note);
    live.textContent = text;
    return { note, dismiss };
  }

  function connection(gone) {
    if (gone === Boolean(lost)) return;
    if (gone) lost = say("The preview does not answer. This page stays as it is until it does.", { stay: true });
    else {
      lost.dismiss();
      lost = null;
      live.textContent = "The preview answers again.";
    }
    if (state) drawPill(state.errors, state.warnings);
  }

  const following = () => (local.get("follow") ?? (state?.following ? "on" : "off")) === "on";
  function toggle() {
    local.set("follow", following() ? "off" : "on");
    follow.setAttribute("aria-pressed", String(following()));
    say(following() ? "From now on you see the page of each file that is saved." : "You stay on this page, whatever is saved.");
  }

  function choose() {
    form.hidden = !form.hidden;
    date.setAttribute("aria-expanded", String(!form.hidden));
    (form.hidden ? date : form.querySelector("input")).focus();
  }

  function unfold() {
    const open = pill.classList.toggle("unfolded");
    more.setAttribute("aria-expanded", String(open));
  }

  function dateForm() {
    const input = el("input", { id: "as-of", type: "datetime-local", required: true });
    return el("form", { id: "date", class: "date", hidden: true, onsubmit: (event) => {
      event.preventDefault();
      location.assign(`${location.pathname}?as-of=${encodeURIComponent(input.value)}`);
    } }, el("label", { for: "as-of" }, "See the site as of"), input, el("button", { class: "button" }, "See it"));
  }

  return { show, say, connection, following };
}

const sentenceCase = (text) => text[0].toUpperCase() + text.slice(1);
