// What a reader has done to a page, so that it is there again when the page has changed: place, focus, selection, form input, open details,
// scrolled boxes. All of it is plain data, for sessionStorage.

/** describe names an element of a page so that find finds it, or what became of it, in a newer page. */
export function describe(element, root = document.body) {
  const name = element.getAttribute("name");
  const positions = [];
  for (let e = element; e !== root && e.parentElement; e = e.parentElement) positions.unshift([...e.parentElement.children].indexOf(e));
  return { tag: element.localName, id: element.id, name, value: choice(element) ? element.value : null, positions };
}

/** find gives the element that a description means: by id, by name, by its positions; the tag must agree. Null if there is none. */
export function find(description, root = document.body) {
  const { tag, id, name, value, positions } = description;
  if (id) return root.querySelector(`${tag}#${CSS.escape(id)}`);
  if (name) {
    const named = [...root.querySelectorAll(`${tag}[name="${CSS.escape(name)}"]`)];
    return named.find((e) => value === null || e.value === value) ?? null;
  }
  const there = positions.reduce((e, i) => e?.children[i], root);
  return there?.localName === tag ? there : null;
}

const choice = (e) => e.type === "radio" || e.type === "checkbox";
const secret = (e) => e.type === "password" || e.type === "file" || e.type === "hidden" || /^cc-|password|one-time-code/.test(e.autocomplete ?? "");

/** remember gathers what the reader has done. */
export function remember() {
  return { scroll: place(), focus: focused(), fields: fields(), details: details(), boxes: boxes() };
}

/** restore does it again on the page as it is now. What is not there any more is passed over. */
export function restore(kept) {
  for (const [description, open] of kept.details) {
    const found = find(description);
    if (found) found.open = open;
  }
  for (const [description, input] of kept.fields) fill(find(description), input);
  for (const [description, left, top] of kept.boxes) find(description)?.scrollTo({ left, top, behavior: "instant" });
  restoreFocus(kept.focus);
  restorePlace(kept.scroll);
}

function details() {
  return [...document.querySelectorAll("details")].map((d) => [describe(d), d.open]);
}

function fields() {
  const changed = [];
  for (const f of document.querySelectorAll("input, textarea, select")) {
    if (secret(f)) continue;
    if (choice(f)) { if (f.checked !== f.defaultChecked) changed.push([describe(f), f.checked]); }
    else if (f.localName === "select") changed.push([describe(f), [...f.selectedOptions].map((o) => o.value)]);
    else if (f.value !== f.defaultValue) changed.push([describe(f), f.value]);
  }
  return changed;
}

function fill(field, input) {
  if (!field) return;
  if (choice(field)) field.checked = input;
  else if (field.localName === "select") {
    const known = [...field.options].some((o) => input.includes(o.value));
    if (known) for (const o of field.options) o.selected = input.includes(o.value);
  } else field.value = input;
}

function boxes() {
  return [...document.body.querySelectorAll("*")].filter((e) => e.scrollLeft || e.scrollTop).map((e) => [describe(e), e.scrollLeft, e.scrollTop]);
}

/** focused is what has the focus and the selection in it, if it is of the page itself and not of the preview. */
export function focused() {
  const has = document.activeElement;
  if (!has || has === document.body || has.localName === "plaudit-preview") return null;
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = has;
  return { on: describe(has), selection: start == null ? null : [start, end, direction] };
}

/** restoreFocus puts the focus back where it was, unless something has it. */
export function restoreFocus(kept) {
  if (!kept || (document.activeElement && document.activeElement !== document.body)) return;
  const found = find(kept.on);
  found?.focus({ preventScroll: true });
  if (found && kept.selection && found.setSelectionRange) found.setSelectionRange(...kept.selection);
}

/**
 * place is where the page is scrolled to, and the first element with an id or heading in view (or the last one above it) with its distance
 * from the top edge: what stays under the eye if the page above it grows or shrinks.
 */
export function place() {
  let anchor = null;
  for (const e of document.body.querySelectorAll("[id], h1, h2, h3, h4, h5, h6")) {
    const { top, height } = e.getBoundingClientRect();
    if (top >= innerHeight) break;
    if (height === 0 && !e.id) continue;
    anchor = { element: e, on: describe(e), text: /^h\d$/.test(e.localName) ? e.textContent : "", top };
    if (top >= 0) break;
  }
  return { x: scrollX, y: scrollY, anchor };
}

/** restorePlace scrolls to a place. A page at its top stays there. */
export function restorePlace({ x, y, anchor }) {
  if (!y) return scrollTo({ left: x, top: 0, behavior: "instant" });
  const found = anchor && anchored(anchor);
  const top = found ? scrollY + found.getBoundingClientRect().top - anchor.top : y;
  scrollTo({ left: x, top, behavior: "instant" });
}

function anchored({ element, on, text }) {
  if (element?.isConnected) return element;
  if (on.id) return find(on);
  return [...document.querySelectorAll(on.tag)].find((e) => e.textContent === text) ?? null;
}
