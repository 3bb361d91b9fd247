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

// lexicon holds texts as they are searched: each word once, with the places of the texts that have it, so that what many texts share is
// looked at once. Texts have places from 0 in the order in which they come; each may have several forms, such as earlier names.
export const lexicon = () => {
  const known = new Map();
  const x = { size: 0, words: [], masks: [], having: [], runs: [], scores: new Map() };
  const word = (text) => {
    let w = known.get(text);
    if (w === undefined) {
      known.set(text, w = x.words.length);
      x.words.push(text);
      x.masks.push(maskOf(text));
      x.having.push([]);
    }
    return w;
  };
  x.add = (texts) => {
    const run = { starts: [], places: [] };
    const joined = [];
    let length = 0;
    for (const forms of texts) {
      for (const form of forms) {
        const list = words(fold(form));
        for (const text of list) {
          const places = x.having[word(text)];
          if (places.at(-1) !== x.size) places.push(x.size);
        }
        const all = list.join("");
        joined.push(all);
        run.starts.push(length);
        run.places.push(x.size);
        length += all.length + 1;
      }
      x.size++;
    }
    run.text = joined.join("\n");
    x.runs.push(run);
    x.scores.clear();
  };
  return x;
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

// Three rows of distance, long enough for any word worth comparing.
const longest = 64;
const spare = [0, 1, 2].map(() => new Uint8Array(longest + 1));

// distance is the least number of letters put in, left out, changed or swapped between a word of a query and the beginning of another;
// more than most are most + 1.
export const distance = (typed, word, most) => {
  const width = Math.min(word.length, typed.length + most, longest);
  let [before, last, row] = spare;
  for (let j = 0; j <= width; j++) last[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    row[0] = Math.min(i, 255);
    let least = row[0];
    const letter = typed.charCodeAt(i - 1);
    const earlier = typed.charCodeAt(i - 2);
    for (let j = 1; j <= width; j++) {
      const other = word.charCodeAt(j - 1);
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === word.charCodeAt(j - 2) && earlier === other) d = Math.min(d, before[j - 2] + 1);
      row[j] = d;
      if (d < least) least = d;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  let best = most + 1;
  for (let j = 0; j <= width; j++) if (last[j] < best) best = last[j];
  return best;
};

const none = 255;

// within gives the places of texts that have a part of a word, or of two words that one may write as one.
const within = (x, part, give) => {
  for (const { text, starts, places } of x.runs) {
    let k = 0;
    for (let at = text.indexOf(part); at >= 0 && k < starts.length; at = k < starts.length ? text.indexOf(part, starts[k]) : -1) {
      while (k < starts.length && starts[k] <= at) k++;
      give(places[k - 1]);
    }
  }
};

// scoresOf says how well a token is found in each text: 0 as a whole word, 1 as the beginning of one, 2 within, 3 by what also knows, more
// with typing errors.
const scoresOf = (x, token, errors, also) => {
  const t = token.text;
  const key = t + (errors ? "~" : "");
  const before = x.scores.get(key);
  if (before) return before;
  const scores = new Uint8Array(x.size).fill(none);
  also(token, (i) => { scores[i] = 3; });
  if (token.within || t.length >= 3) within(x, t, (i) => { scores[i] = token.within ? 1 : 2; });
  const most = errors ? allowed(t.length) : 0;
  for (let w = 0; w < x.words.length && !token.within; w++) {
    const word = x.words[w];
    let s = none;
    if (word.startsWith(t)) s = word.length === t.length ? 0 : 1;
    else if (most && word.length + most >= t.length && bits(token.mask & ~x.masks[w]) <= most) {
      const d = distance(t, word, most);
      if (d <= most) s = 3 + d;
    }
    if (s < none) for (const i of x.having[w]) if (s < scores[i]) scores[i] = s;
  }
  if (x.scores.size > 40) x.scores.clear();
  x.scores.set(key, scores);
  return scores;
};

// enough is how many exact finds make typing errors unlikely.
const enough = 5;

// find gives the places of the texts in which all tokens are, the best first. also(token, give) may give further places.
export const find = (x, tokens, also = () => {}) => {
  const look = (errors) => {
    const all = tokens.map((token) => scoresOf(x, token, errors, also));
    const ranks = []; // by the sum of the scores
    for (let i = 0; i < x.size; i++) {
      let sum = 0;
      for (const scores of all) {
        if (scores[i] === none) {
          sum = none;
          break;
        }
        sum += scores[i];
      }
      if (sum < none) (ranks[sum] ??= []).push(i);
    }
    return ranks.flat();
  };
  const found = look(false);
  return found.length < enough ? look(true) : found;
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
const numbers = (column, none) => column.split(",").map((cell) => (cell ? Number(cell) : none));

// A column has the terms of each partner one after the other: those of the i-th are from starts[i] to before starts[i + 1]. The first term of
// the text is base.
const extend = (column, text, base = 0) => {
  for (const cell of text.split(",")) {
    if (cell) for (const t of cell.split(".")) column.terms.push(base + Number(t));
    column.starts.push(column.terms.length);
  }
};

// has tells whether the i-th partner has one of the wanted terms.
const has = ({ starts, terms }, wanted, i) => {
  for (let k = starts[i]; k < starts[i + 1]; k++) if (wanted[terms[k]]) return true;
  return false;
};

// A breath between two parts of long work, so that a key is not kept waiting.
const breath = () => new Promise((go) => setTimeout(go));

// open loads an index by the address of its head. Names beyond the first, facets, cities, cards and records come when they are asked for.
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
  const x = { head, names: [], ids: [], former: [], lexicon: lexicon(), columns: null, wins: [], newest: [], cards: [], orders: new Map() };
  const take = (part) => {
    const base = x.names.length;
    const ids = part.ids.split(",");
    part.names.forEach((name, i) => {
      const former = part.former?.[i] ?? [];
      x.names.push(name);
      x.ids.push(ids[i] || idOf(name));
      x.former[base + i] = former;
    });
    x.lexicon.add(part.names.map((name, i) => [name, ...x.former[base + i]]));
    x.orders.clear();
  };
  take(head);
  const files = Math.ceil(head.partners / head.chunk);
  // each loads files at once, and takes one after the other.
  const each = async (n, from, name, taking) => {
    const parts = Array.from({ length: Math.max(0, n - from) }, (_, i) => file(name, i + from));
    await Promise.all(parts);
    for (const part of parts) {
      taking(await part);
      await breath();
    }
  };
  x.all = once(() => each(files, 1, "names", take)); // the names of everybody
  x.facets = once(async () => {
    const columns = Object.fromEntries(head.facets.map(({ key }) => [key, { starts: [0], terms: [] }]));
    const [wins, newest] = [[], []];
    await each(files, 0, "facets", (part) => {
      for (const key in columns) extend(columns[key], part.columns[key]);
      wins.push(...numbers(part.wins, 0));
      newest.push(...numbers(part.newest, Infinity));
    });
    Object.assign(x, { columns, wins, newest });
    x.labels = head.facets.filter((f) => f.terms.length > 1 && f.key !== "budget").map(({ key, terms }) => ({ column: columns[key], texts: terms.map(([, label]) => words(fold(label))) }));
    x.lexicon.scores.clear();
    x.orders.clear();
  });
  x.cities = once(async () => {
    const cities = { texts: [], column: { starts: [0], terms: [] } };
    await each(files, 0, "cities", (part) => {
      extend(cities.column, part.in, cities.texts.length);
      cities.texts.push(...part.cities.map((city) => words(fold(city))));
    });
    x.places = cities;
    x.lexicon.scores.clear();
  });
  x.records = once(async () => {
    const out = { awards: { list: [], lexicon: lexicon() }, studies: { list: [], lexicon: lexicon() } };
    await each(head.records, 0, "records", (part) => {
      for (const kind in out) {
        const list = part[kind] ?? [];
        out[kind].list.push(...list.map(([name, about, url, lang]) => ({ name, about, url, lang })));
        out[kind].lexicon.add(list.map(([name, about]) => [name + " " + about]));
      }
    });
    return out;
  });
  const loading = new Map();
  x.card = async (i) => {
    const n = Math.floor(i / head.perCards);
    if (!loading.has(n)) loading.set(n, file("cards", n));
    return (x.cards[i] ??= (await loading.get(n)).cards[i % head.perCards]);
  };
  x.url = (i) => head.folder + x.ids[i] + head.ending;
  x.text = (key, values = {}) => (head.texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  x.terms = (key, i) => {
    const column = x.columns?.[key];
    return column ? column.terms.slice(column.starts[i], column.starts[i + 1]).map((t) => head.facets.find((f) => f.key === key).terms[t][1]) : [];
  };
  return x;
};

// also gives the partners whose facets or cities have a word of a query: who searches for a country, a city or a specialty finds those.
const also = (x) => (token, give) => {
  if (token.text.length < 3 && !token.within) return;
  const fits = (list) => (token.within ? list.join("").includes(token.text) : list.some((word) => word.startsWith(token.text)));
  for (const { column, texts } of [...(x.labels ?? []), ...(x.places ? [x.places] : [])]) {
    const wanted = texts.map(fits);
    if (!wanted.includes(true)) continue;
    for (let i = 0; i < x.names.length; i++) if (has(column, wanted, i)) give(i);
  }
};

// select narrows an index by a state: {q, chosen: {facet: [term ids]}, sort}. It gives the places of partners in order, and counts(), for
// each facet how many there would be with each of its terms: those that all other facets and the query let through.
export const select = (x, state, now = new Date()) => {
  const tokens = tokensOf(state.q ?? "");
  const found = tokens.length ? find(x.lexicon, tokens, also(x)) : [...x.names.keys()];
  const active = x.columns ? x.head.facets.filter(({ key }) => state.chosen?.[key]?.length)
    .map(({ key, terms }) => ({ key, column: x.columns[key], wanted: terms.map(([id]) => state.chosen[key].includes(id)) })) : [];
  const list = active.length ? found.filter((i) => active.every((f) => has(f.column, f.wanted, i))) : found;
  const counts = () => {
    const out = {};
    if (x.columns) for (const { key, terms } of x.head.facets) {
      const others = active.filter((f) => f.key !== key);
      const those = others.length === active.length ? list : found.filter((i) => others.every((f) => has(f.column, f.wanted, i)));
      const { starts, terms: column } = x.columns[key];
      const n = out[key] = terms.map(() => 0);
      for (const i of those) for (let k = starts[i]; k < starts[i + 1]; k++) n[column[k]]++;
    }
    return out;
  };
  return { list: sorted(x, list, state.sort, now), counts };
};

// ordering gives each partner a number to be sorted by, worked out once for all of them.
const ordering = (x, sort, now) => {
  const day = mondayOf(now);
  const key = sort + day;
  if (!x.orders.has(key)) {
    const make = {
      rotation: () => x.ids.map((id) => hash(day + "/" + id)),
      newest: () => x.names.map((_, i) => x.newest[i] ?? Infinity),
      awards: () => x.names.map((_, i) => -(x.wins[i] ?? 0)),
      name: () => {
        const order = new Intl.Collator(globalThis.document?.documentElement.lang || undefined);
        const ranks = [];
        [...x.names.keys()].sort((a, b) => order.compare(x.names[a], x.names[b]) || a - b).forEach((i, rank) => { ranks[i] = rank; });
        return ranks;
      },
    }[sort];
    x.orders.set(key, make?.());
  }
  return x.orders.get(key);
};

const sorted = (x, list, sort, now) => {
  const of = sort && ordering(x, sort, now);
  return of ? [...list].sort((a, b) => (of[a] < of[b] ? -1 : of[a] > of[b] ? 1 : a - b)) : list;
};
