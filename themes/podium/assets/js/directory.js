// The directory as one searches it: results while one types, facets that combine, the state in the address.

const step = 24; // rows that are shown at first, and more of each time
const first = 3; // rows that are there in the very frame of a key; the others come in the next one

// begin takes the page over.
export const begin = async (form) => {
  const modules = document.querySelector(".modules").dataset;
  const [match, { el, row }, picks] = await Promise.all([import(modules.match), import(modules.parts), import(modules.picks)]);
  const x = await match.open(modules.index);
  const bar = document.querySelector(".finder-bar");
  const [count, live] = [bar.querySelector(".finder-count"), bar.querySelector("[role=status]")];
  const sort = bar.querySelector("select");
  const [listed, found] = [document.querySelector(".listed"), document.querySelector(".found")];
  const format = new Intl.NumberFormat(document.documentElement.lang || undefined);
  let state, shown, records, said, turn;
  let told = count.textContent; // the number that a screen reader knows

  const read = () => {
    const query = new URLSearchParams(location.search);
    const chosen = {};
    for (const { key, terms } of x.head.facets) {
      const ids = (query.get(key) ?? "").split(",").filter((id) => terms.some(([known]) => known === id));
      if (ids.length) chosen[key] = ids;
    }
    const order = query.get("sort") ?? "";
    return { q: query.get("q") ?? "", chosen, sort: [...sort.options].some((o) => o.value === order) ? order : "" };
  };

  const address = () => {
    const query = new URLSearchParams();
    if (state.q.trim()) query.set("q", state.q);
    for (const { key } of x.head.facets) if (state.chosen[key]) query.set(key, state.chosen[key].join(","));
    if (state.sort) query.set("sort", state.sort);
    const text = query.toString().replaceAll("%2C", ",");
    return location.pathname + (text ? "?" + text : "");
  };

  // Letters that follow each other are one step of the back button, everything else is one of its own.
  let typing = false;
  let later;
  const remember = (byTyping) => {
    clearTimeout(later);
    const go = () => {
      const now = address();
      if (now !== location.pathname + location.search) history[byTyping && typing ? "replaceState" : "pushState"](null, "", now);
      typing = byTyping;
    };
    if (byTyping) later = setTimeout(go, 250);
    else go();
  };

  const change = (byTyping) => {
    shown = step;
    draw();
    remember(byTyping);
  };

  const pull = (key, id) => {
    const rest = (state.chosen[key] ?? []).filter((other) => other !== id);
    if (rest.length) state.chosen[key] = rest;
    else delete state.chosen[key];
  };

  const options = facets();

  // facets puts boxes in the place of the links. Whoever stands on a link stands on its box then.
  function facets() {
    const all = new Map();
    const box = document.querySelector(".facets > details");
    if (!box) return all;
    const stood = box.contains(document.activeElement) && document.activeElement.href?.match(/\/([^/]+)\/([^/]+)\/$/);
    const parts = x.head.facets.map(({ key, label, terms }) => {
      const list = el("ul", {}, terms.map(([id, name], t) => {
        const input = el("input", { type: "checkbox", name: key, value: id });
        const number = el("span", { className: "count" });
        input.addEventListener("change", () => {
          if (input.checked) state.chosen[key] = [...(state.chosen[key] ?? []), id];
          else pull(key, id);
          change(false);
        });
        all.set(key + "/" + t, { input, number, key, t, id });
        return el("li", {}, el("label", {}, input, el("span", { dir: "auto" }, name), number));
      }));
      const folded = terms.length > 10 ? el("details", {}, el("summary", {}, x.text("terms", { count: format.format(terms.length) })), list) : list;
      if (folded !== list && read().chosen[key]) folded.open = true;
      return el("fieldset", { className: "facet" }, el("legend", {}, label), folded);
    });
    box.querySelectorAll(".facet").forEach((part) => part.remove());
    box.append(...parts);
    if (stood) box.querySelector(`input[name="${stood[1]}"][value="${stood[2]}"]`)?.focus();
    return all;
  }

  const mark = (counts) => {
    for (const { input, number, key, t, id } of options.values()) {
      const n = counts[key]?.[t];
      input.checked = state.chosen[key]?.includes(id) ?? false;
      if (n === undefined) continue;
      number.textContent = format.format(n);
      input.disabled = n === 0 && !input.checked;
    }
  };

  const chips = () => {
    const all = [];
    for (const { key, terms } of x.head.facets) for (const id of state.chosen[key] ?? []) all.push({ key, id, label: terms.find(([known]) => known === id)[1] });
    return all;
  };

  const without = (key, id) => {
    const chosen = { ...state.chosen, [key]: state.chosen[key].filter((other) => other !== id) };
    if (!chosen[key].length) delete chosen[key];
    return match.select(x, { ...state, chosen }).list.length;
  };

  const button = (text, act) => {
    const b = el("button", { type: "button" }, text);
    b.addEventListener("click", () => {
      act();
      change(false);
      form.q.focus();
    });
    return b;
  };

  const clear = () => {
    state = { q: "", chosen: {}, sort: state.sort };
    form.q.value = "";
  };

  // empty says what to loosen, with what that would bring.
  const empty = () => {
    const ways = chips().map(({ key, id, label }) => ({ key, id, label, n: without(key, id) })).filter(({ n }) => n);
    return [el("p", { className: "empty" }, x.text("none")), el("ul", { className: "chips" },
      ways.map(({ key, id, label, n }) => el("li", {}, button(x.text("without", { name: label, count: format.format(n) }), () => pull(key, id)))),
      el("li", {}, button(x.text("clear"), clear)))];
  };

  const alike = () => {
    const tokens = match.tokensOf(state.q);
    if (!records || !tokens.length) return [];
    return ["awards", "studies"].flatMap((kind) => {
      const list = match.find(records[kind].lexicon, tokens).slice(0, 5).map((i) => records[kind].list[i]);
      return list.length ? [el("section", { className: "also" }, el("h2", {}, x.text(kind)),
        el("ul", { className: "plain" }, list.map((r) => el("li", {}, el("a", { href: r.url, dir: "auto", ...(r.lang && { lang: r.lang }) }, r.name), " ", el("span", { className: "small", dir: "auto" }, r.about)))))] : [];
    });
  };

  // draw shows the state. Screen readers are told the number when it has come to rest.
  function draw() {
    const { list, counts } = match.select(x, state);
    const idle = !state.q.trim() && !Object.keys(state.chosen).length && !state.sort;
    sort.value = state.sort;
    bar.querySelector(".finder-rule").textContent = x.text("rule." + (state.sort || (state.q.trim() ? "best" : "listed")));
    count.textContent = x.text("found", { count: format.format(list.length) });
    clearTimeout(said);
    if (told !== count.textContent) said = setTimeout(() => { live.textContent = told = count.textContent; }, 500);
    const active = chips();
    bar.querySelector(".chips").replaceChildren(...active.map(({ key, id, label }) => {
      const b = button(label, () => pull(key, id));
      b.setAttribute("aria-label", x.text("remove", { name: label }));
      return el("li", {}, b);
    }), ...(active.length > 1 ? [el("li", {}, button(x.text("clear"), clear))] : []));
    listed.hidden = !idle;
    found.hidden = idle;
    const rows = el("ul", { className: "rows" }, idle ? [] : list.slice(0, Math.min(first, shown)).map((i) => row(x, i)));
    found.replaceChildren(...(idle ? [] : list.length ? [rows] : empty()));
    found.setAttribute("aria-busy", "true");
    const mine = (turn = {});
    requestAnimationFrame(() => setTimeout(() => {
      if (turn !== mine) return; // another key came
      found.removeAttribute("aria-busy");
      mark(counts());
      if (!idle) rest(list, rows);
      picks.show();
    }));
  }

  // rest adds what is below the first rows.
  function rest(list, rows) {
    rows.append(...list.slice(first, shown).map((i) => row(x, i)));
    const more = el("button", { type: "button", className: "button" }, x.text("more"));
    more.addEventListener("click", () => {
      const from = shown;
      shown += step;
      rows.append(...list.slice(from, shown).map((i) => row(x, i)));
      more.parentElement.hidden = shown >= list.length;
      rows.children[from]?.querySelector("a").focus();
      picks.show();
    });
    found.append(...(list.length > shown ? [el("p", { className: "more" }, more)] : []), ...alike());
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(false);
    found.querySelector("a")?.focus();
  });
  form.q.addEventListener("input", () => {
    state.q = form.q.value;
    change(true);
  });
  sort.addEventListener("change", () => {
    state.sort = sort.value;
    change(false);
  });
  addEventListener("popstate", () => {
    clearTimeout(later);
    typing = false;
    state = read();
    form.q.value = state.q;
    shown = step;
    draw();
  });

  const typed = form.q.value;
  state = read();
  const early = typed && typed !== state.q; // before this was there
  if (early) state.q = typed;
  form.q.value = state.q;
  shown = step;
  if (early) remember(true);
  const parts = [x.facets(), x.all(), x.records().then((r) => { records = r; })];
  if (location.search) { // nobody typed yet: what the address asks for comes at once, and stays
    await Promise.all([...parts, x.cities()]);
    await Promise.allSettled(match.select(x, state).list.slice(0, step).map(x.card));
    draw();
  } else {
    draw();
    await Promise.all(parts.map((part) => part.then(draw)));
    await x.cities().then(draw);
  }
  form.dataset.ready = "";
};
