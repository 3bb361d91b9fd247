// Makes the parts of pages that stand for partners, as the theme's templates make them.

// el makes an element: el("p", {className: "small"}, "text", child). Texts stay texts.
export const el = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && key !== "list" && key !== "width" && key !== "height") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ""));
  return element;
};

export const run = (items, className = "run small") => (items.length ? el("ul", { className }, items.map((item) => el("li", {}, el("bdi", {}, item)))) : null);

// plate is a logo on its ground, or a monogram.
export const plate = (card) => {
  const logo = card?.logo;
  if (!logo) return el("span", { className: "plate monogram", "aria-hidden": "true" }, card?.monogram ?? "");
  const box = el("span", { className: "plate" + (logo.dark ? " plate-both" : logo.tone === "light" ? " plate-dark" : "") });
  const image = el("img", { loading: "lazy", decoding: "async", alt: "", src: logo.src });
  if (logo.width) for (const side of ["width", "height"]) image.setAttribute(side, logo[side]);
  const scheme = document.documentElement.dataset.scheme;
  const dark = scheme === "on" ? "all" : scheme === "off" ? "not all" : "(prefers-color-scheme: dark)";
  const source = (srcset, media) => {
    const s = el("source", { srcset, sizes: "5rem" });
    if (media) s.media = media;
    return s;
  };
  const sources = [];
  if (logo.dark && logo.darkWebp) sources.push(Object.assign(source(logo.darkWebp, dark), { type: "image/webp" }));
  if (logo.dark) sources.push(source(logo.dark, dark));
  if (logo.webp) sources.push(Object.assign(source(logo.webp), { type: "image/webp" }));
  box.append(sources.length ? el("picture", {}, sources, image) : image);
  return box;
};

// pick is the button that puts a partner on the shortlist.
export const pick = (x, i) => el("p", { className: "pick" }, el("button", { type: "button", "data-pick": x.ids[i], "aria-pressed": "false" },
  x.text("pick"), " ", el("span", { className: "hidden" }, x.names[i])));

// isolated keeps the direction of a name from what stands around it (UAX 9).
const isolated = (name) => "\u2068" + name + "\u2069";

// row is a partner in a list of results. What is not known yet comes into its place later.
export const row = (x, i) => {
  const link = el("a", { href: x.url(i), dir: "auto" }, x.names[i]);
  const box = el("span", { className: "plate monogram", "aria-hidden": "true" });
  const summary = el("p", { className: "summary" });
  const facts = [...x.terms("tier", i), ...x.terms("type", i)];
  const place = el("li");
  const about = run(facts) ?? el("ul", { className: "run small" });
  if (x.terms("accepting", i).length) about.append(el("li", {}, x.text("accepting")));
  const wins = x.wins[i] ? el("p", { className: "wins" }, el("b", {}, x.text("wins", { count: x.wins[i] })),
    el("span", { className: "small" }, x.text("newest", { name: isolated(x.head.editions[x.newest[i]]) }))) : null;
  const li = el("li", {}, el("article", { className: "partner-card" }, box,
    el("div", { className: "partner-text" }, el("h3", {}, link),
      x.former[i].length ? el("p", { className: "small" }, x.text("formerly", { names: x.former[i].map(isolated).join(", ") })) : null,
      summary, about, run(x.terms("specialty", i), "run small specialties")), wins, pick(x, i)));
  const fill = (card) => {
    box.replaceWith(plate(card));
    summary.replaceChildren(card.lang ? el("span", { lang: card.lang, dir: "auto" }, card.summary) : card.summary ?? "");
    if (card.place) {
      place.replaceChildren(el("bdi", {}, card.place));
      about.append(place);
    }
  };
  if (x.cards[i]) fill(x.cards[i]);
  else x.card(i).then(fill, () => {}); // the row says what is most important without it
  return li;
};
