// Finds partners, awards and case studies in the search index. It knows texts and lists, and nothing of the page.

const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h" };

// fold brings a text to what is compared: without case, accents and forms of letters.
export const fold = (text) => {
  const plain = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(plain)) return plain;
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþıħ]/g, (c) => letters[c]);
};

const words = (folded) => folded.match(/[\p{L}\p{N}]+/gu) ?? [];
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/u;

// maskOf has a bit for each letter or digit of a word: what is missing there need not be looked at letter by letter.
const maskOf = (word) => {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
};

const bits = (n) => {
  let count = 0;
  for (; n; n &= n - 1) count++;
  return count;
};

// entryOf is a text as it is searched.
export const entryOf = (text) => {
  const list = words(fold(text));
  return { list, text: " " + list.join(" ") + " ", joined: list.join(""), masks: list.map(maskOf) };
};

// tokensOf are the parts of a query, all of which must be found. Of writing without spaces these are all pairs of neighbours.
export const tokensOf = (query) => {
  const tokens = [];
  for (const word of words(fold(query))) {
    let rest = word;
    for (let m; (m = ideographs.exec(rest)); rest = rest.slice(m.index + m[0].length)) {
      if (m.index > 0) tokens.push({ text: rest.slice(0, m.index) });
      const run = [...m[0]];
      if (run.length === 1) tokens.push({ text: m[0], within: true });
      for (let i = 0; i + 1 < run.length; i++) tokens.push({ text: run[i] + run[i + 1], within: true });
    }
    if (rest) tokens.push({ text: rest });
  }
  return tokens.slice(0, 12).map((t) => ({ ...t, mask: maskOf(t.text) }));
};

// allowed is how many typing errors a word of a query may have.
const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

// distance is the least number of letters put in, left out, changed or swapped between a word of a query and the beginning of another;
// more than most are most + 1.
export const distance = (typed, word, most) => {
  const width = Math.min(word.length, typed.length + most);
  let before = null;
  let last = Array.from({ length: width + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1];
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (before && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
      if (d < least) least = d;
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(most + 1, ...last);
};

// scoreOf says how well a token is found in an entry: 0 as a whole word, 1 as the beginning of one, 2 within, more with typing errors.
const scoreOf = (entry, token, errors) => {
  const t = token.text;
  if (token.within) return entry.joined.includes(t) ? 1 : Infinity;
  const at = entry.text.indexOf(" " + t);
  if (at >= 0) return entry.text[at + 1 + t.length] === " " || entry.text.includes(" " + t + " ") ? 0 : 1;
  if (t.length >= 3 && entry.joined.includes(t)) return 2;
  const most = errors ? allowed(t.length) : 0;
  if (!most) return Infinity;
  let best = Infinity;
  for (let i = 0; i < entry.list.length; i++) {
    if (entry.list[i].length + most < t.length || bits(token.mask & ~entry.masks[i]) > most) continue;
    const d = distance(t, entry.list[i], most);
    if (d <= most && 3 + d < best) best = 3 + d;
  }
  return best;
};

// enough is how many exact finds make typing errors unlikely.
const enough = 5;

// find gives the entries in which all tokens are, the best first, as {i, score}. also(token) may know further entries: a Set of places.
export const find = (entries, tokens, also = () => null) => {
  const others = tokens.map(also);
  const look = (errors) => {
    const found = [];
    for (let i = 0; i < entries.length; i++) {
      let score = 0;
      for (let k = 0; k < tokens.length && score < Infinity; k++) {
        let s = Infinity;
        for (const form of entries[i]) s = Math.min(s, scoreOf(form, tokens[k], errors));
        if (s > 3 && others[k]?.has(i)) s = 3;
        score += s;
      }
      if (score < Infinity) found.push({ i, score });
    }
    return found;
  };
  let found = look(false);
  if (found.length < enough) found = look(true);
  return found.sort((a, b) => a.score - b.score || a.i - b.i);
};

// hash is FNV-1a of 32 bits over the UTF-8 bytes of a text: the rule of the fair rotation, which anybody can reckon again.
export const hash = (text) => {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  return h;
};

// mondayOf is the first day of a day's week in UTC, as 2026-01-05.
export const mondayOf = (date) => {
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};

const idOf = (name) => (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-");
const cells = (column) => column.split(",").map((cell) => (cell ? cell.split(".").map(Number) : []));
const numbers = (column, none) => column.split(",").map((cell) => (cell ? Number(cell) : none));

// open loads an index by the address of its head. Names beyond the first, facets, cards and records come when they are asked for.
export const open = async (address) => {
  const get = async (url, options) => {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(url + ": " + answer.status);
    return answer.json();
  };
  const head = await get(address, { cache: "no-cache" });
  const file = (name, n) => get(address.replace(/head\.json$/, `${name}-${n}.json?v=${head.v}`)).then((data) => {
    if (data.v !== head.v) throw new Error("the index has changed");
    return data;
  });
  const once = (make) => {
    let made;
    return () => (made ??= make().catch((error) => { made = null; throw error; }));
  };
  const x = { head, names: [], ids: [], former: [], entries: [], columns: {}, wins: [], newest: [], cards: [] };
  const take = (part) => {
    const base = x.names.length;
    const ids = part.ids.split(",");
    part.names.forEach((name, i) => {
      const former = part.former?.[i] ?? [];
      x.names.push(name);
      x.ids.push(ids[i] || idOf(name));
      x.former[base + i] = former;
      x.entries.push([name, ...former].map(entryOf));
    });
  };
  take(head);
  const files = Math.ceil(head.partners / head.chunk);
  const each = (n, from, name) => Promise.all(Array.from({ length: Math.max(0, n - from) }, (_, i) => file(name, i + from)));
  x.all = once(async () => (await each(files, 1, "names")).forEach(take)); // the names of everybody
  x.facets = once(async () => {
    const parts = await each(files, 0, "facets");
    for (const { key } of head.facets) x.columns[key] = parts.flatMap((p) => cells(p.columns[key]));
    x.wins = parts.flatMap((p) => numbers(p.wins, 0));
    x.newest = parts.flatMap((p) => numbers(p.newest, Infinity));
    x.members = new Map(head.facets.map((f) => [f.key, f.terms.map(() => new Set())]));
    for (const { key } of head.facets) x.columns[key].forEach((terms, i) => terms.forEach((t) => x.members.get(key)[t].add(i)));
    x.labels = head.facets.filter((f) => f.terms.length > 1 && f.key !== "budget").flatMap((f) => f.terms.map(([, label], t) => ({ entry: entryOf(label), those: x.members.get(f.key)[t] })));
  });
  x.records = once(async () => {
    const parts = await each(head.records, 0, "records");
    const of = (list) => list.map(([name, about, url]) => ({ name, about, url, entry: [entryOf(name + " " + about)] }));
    return { awards: of(parts.flatMap((p) => p.awards ?? [])), studies: of(parts.flatMap((p) => p.studies ?? [])) };
  });
  const loading = new Map();
  x.card = async (i) => {
    const n = Math.floor(i / head.perCards);
    if (!loading.has(n)) loading.set(n, file("cards", n));
    return (x.cards[i] ??= (await loading.get(n)).cards[i % head.perCards]);
  };
  x.url = (i) => head.folder + x.ids[i] + head.ending;
  x.text = (key, values = {}) => (head.texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  x.terms = (key, i) => (x.columns[key]?.[i] ?? []).map((t) => head.facets.find((f) => f.key === key).terms[t][1]);
  return x;
};

// also gives the partners whose facets have a word of a query: who searches for a country or a specialty finds those.
const also = (x) => (token) => {
  if (!x.labels || token.text.length < 3 && !token.within) return null;
  const those = new Set();
  for (const label of x.labels) if (scoreOf(label.entry, token, false) <= 1) label.those.forEach((i) => those.add(i));
  return those;
};

// select narrows an index by a state: {q, chosen: {facet: [term ids]}, sort}. It gives the places of partners in order, and for each facet
// how many there would be with each of its terms: those that all other facets and the query let through.
export const select = (x, state, now = new Date()) => {
  const tokens = tokensOf(state.q ?? "");
  const found = tokens.length ? find(x.entries, tokens, also(x)) : x.entries.map((_, i) => ({ i, score: 0 }));
  const active = x.members ? x.head.facets.flatMap(({ key, terms }) => {
    const ids = state.chosen?.[key] ?? [];
    const sets = terms.flatMap(([id], t) => (ids.includes(id) ? [x.members.get(key)[t]] : []));
    return ids.length ? [{ key, has: (i) => sets.some((s) => s.has(i)) }] : [];
  }) : [];
  const counts = {};
  if (x.members) for (const { key, terms } of x.head.facets) counts[key] = terms.map(() => 0);
  const list = [];
  for (const { i } of found) {
    const missed = active.filter((f) => !f.has(i));
    if (missed.length > 1) continue;
    if (!missed.length) list.push(i);
    for (const key in counts) if (!missed.length || missed[0].key === key) for (const t of x.columns[key][i]) counts[key][t]++;
  }
  return { list: sorted(x, list, state.sort, now), counts };
};

const sorted = (x, list, sort, now) => {
  const by = (value) => list.map((i) => ({ i, value: value(i) })).sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.i - b.i)).map(({ i }) => i);
  if (sort === "rotation") return by((i) => hash(mondayOf(now) + "/" + x.ids[i]));
  if (sort === "newest") return by((i) => x.newest[i] ?? Infinity);
  if (sort === "awards") return by((i) => -(x.wins[i] ?? 0));
  if (sort === "name") {
    const order = new Intl.Collator(globalThis.document?.documentElement.lang || undefined);
    return [...list].sort((a, b) => order.compare(x.names[a], x.names[b]) || a - b);
  }
  return list;
};
