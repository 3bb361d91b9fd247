// One page becomes another in place. Three trees take part: the page as it was served, the page as it is served now, and the living one.
// Only what differs between the first two is done to the third, so that whatever a reader or a browser's extension did to it (opened
// details, typed words, inserted buttons) stays.

/**
 * pair maps each node of a served document to the living node that the browser made of it. Living nodes that were never served are passed
 * over. It gives null if something served cannot be found in life: the page was rebuilt by somebody else, and cannot be exchanged in place.
 */
export function pair(served, living) {
  const twins = new WeakMap();
  return join(served.documentElement, living.documentElement, twins) ? twins : null;
}

function join(served, living, twins) {
  twins.set(served, living);
  if (served.localName === "noscript") return true; // its content is text where scripts run, and elements where they do not
  let candidate = living.firstChild;
  for (const child of served.childNodes) {
    while (candidate && !same(child, candidate)) candidate = candidate.nextSibling;
    if (!candidate || !join(child, candidate, twins)) return false;
    candidate = candidate.nextSibling;
  }
  return true;
}

// A living element has the attributes that it was served with. Those of the outermost elements are often changed by extensions.
function same(served, living) {
  if (served.nodeName !== living.nodeName) return false;
  if (served.nodeType !== Node.ELEMENT_NODE) return served.data === living.data;
  if (/^(html|head|body)$/.test(served.localName)) return true;
  return [...served.attributes].every(({ name, value }) => name === "open" || name === "nonce" || living.getAttribute(name) === value);
}

/**
 * loadSheets puts the style sheets that a newer document exchanges beside the old ones and waits until they are there, for at most two
 * seconds: so a page never stands without style. It gives the living element of each new sheet, for exchange.
 */
export async function loadSheets(served, next, twins) {
  const ready = new Map();
  const olds = [...served.head.childNodes], news = [...next.head.childNodes];
  const loading = align(olds, news).from.map((from, to) => {
    if (from < 0 || !isSheet(news[to])) return null;
    const living = twins.get(olds[from]);
    if (living.getAttribute("href") === news[to].getAttribute("href")) return null;
    const { link, loaded } = beside(living, document.importNode(news[to], true));
    ready.set(news[to], link);
    return loaded;
  });
  await Promise.all(loading);
  return ready;
}

/** beside inserts a link element after another; loaded is fulfilled with whether its sheet came. */
export function beside(living, link) {
  const loaded = new Promise((done) => {
    link.addEventListener("load", () => done(true));
    link.addEventListener("error", () => done(false));
    setTimeout(() => done(false), 2000);
  });
  living.after(link);
  return { link, loaded };
}

const isSheet = (node) => node.localName === "link" && node.relList.contains("stylesheet");

/** exchange makes the living page that of the newer document, and twins the map from it. */
export function exchange(served, next, twins, ready) {
  patch(served.documentElement, next.documentElement, { twins, ready });
}

function patch(old, now, { twins, ready }) {
  let living = twins.get(old);
  const sheet = ready.get(now);
  if (sheet) {
    living.remove();
    living = sheet;
  }
  twins.set(now, living);
  if (now.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== now.data) living.data = now.data;
    return;
  }
  patchAttributes(old, now, living);
  if (now.localName === "noscript") return;
  patchChildren(old, now, living, { twins, ready });
}

function patchAttributes(old, now, living) {
  for (const { name } of old.attributes) if (!now.hasAttribute(name)) living.removeAttribute(name);
  for (const { name, value } of now.attributes) {
    if (old.getAttribute(name) !== value && living.getAttribute(name) !== value) living.setAttribute(name, value);
  }
}

function patchChildren(old, now, living, context) {
  const olds = [...old.childNodes], news = [...now.childNodes];
  const { from, equal } = align(olds, news);
  const staying = new Set(from);
  olds.forEach((node, i) => staying.has(i) || context.twins.get(node).remove());
  let last = null;
  news.forEach((node, i) => {
    if (from[i] >= 0) {
      if (equal[i]) hand(olds[from[i]], node, context.twins);
      else patch(olds[from[i]], node, context);
      last = context.twins.get(node);
      return;
    }
    const made = document.importNode(node, true);
    if (last) last.after(made);
    else living.prepend(made);
    twin(node, made, context.twins);
    last = made;
  });
}

// hand gives the twins of a tree to an equal one.
function hand(old, now, twins) {
  twins.set(now, twins.get(old));
  for (let a = old.firstChild, b = now.firstChild; b; a = a.nextSibling, b = b.nextSibling) hand(a, b, twins);
}

function twin(served, living, twins) {
  twins.set(served, living);
  served.childNodes.forEach((child, i) => twin(child, living.childNodes[i], twins));
}

const equals = 3, kin = 1; // what it is worth to keep a node

/**
 * align says which of the old nodes becomes which of the new ones: from has for each new node an index of olds, or -1 for one that is new,
 * and equal has true where the two are known to be equal. Order is kept. Equal beginnings and ends are cut off first, which mostly leaves a node or two; the rest is the cheapest way from one list to the
 * other, in which an equal node counts more than one of the same kind.
 */
export function align(olds, news) {
  const from = new Array(news.length).fill(-1), equal = new Array(news.length).fill(false);
  let start = 0, oldEnd = olds.length, newEnd = news.length;
  while (start < oldEnd && start < newEnd && olds[start].isEqualNode(news[start])) {
    equal[start] = true;
    from[start] = start++;
  }
  while (oldEnd > start && newEnd > start && olds[oldEnd - 1].isEqualNode(news[newEnd - 1])) {
    equal[--newEnd] = true;
    from[newEnd] = --oldEnd;
  }
  const rows = oldEnd - start, columns = newEnd - start;
  if (!rows || !columns || rows * columns > 250_000) return { from, equal }; // two lists of 500: beyond that, the nodes are made anew

  const worth = worthOf(olds.slice(start, oldEnd), news.slice(start, newEnd));
  const best = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1));
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      const w = worth(r, c);
      best[r][c] = Math.max(best[r + 1][c], best[r][c + 1], w ? w + best[r + 1][c + 1] : 0);
    }
  }
  for (let r = 0, c = 0; r < rows && c < columns; ) {
    const w = worth(r, c);
    if (w && best[r][c] === w + best[r + 1][c + 1]) {
      equal[start + c] = w === equals;
      from[start + c++] = start + r++;
    } else if (best[r][c] === best[r + 1][c]) r++;
    else c++;
  }
  return { from, equal };
}

function worthOf(olds, news) {
  const text = (node) => node.outerHTML ?? node.nodeName + node.data;
  const oldTexts = olds.map(text), newTexts = news.map(text);
  const oldKinds = olds.map(kind), newKinds = news.map(kind);
  return (r, c) => (oldKinds[r] !== newKinds[c] ? 0 : oldTexts[r] === newTexts[c] ? equals : kin);
}

// What must agree for one node to become the other rather than to be replaced by it: a field must not take another field's input, nor an
// element with an id another's focus.
function kind(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  const names = ["id", "name", "type", "rel", "property", "http-equiv", "is"].map((name) => node.getAttribute(name) ?? "");
  const whole = /^(script|template|noscript|iframe|object|svg)$/.test(node.localName) ? node.outerHTML : "";
  return [node.nodeName, ...names, whole].join("\n");
}
