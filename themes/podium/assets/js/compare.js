// Puts the partners that the address names side by side.
begin();

async function begin() {
  const modules = document.querySelector(".modules").dataset;
  const [match, { el, plate }, picks] = await Promise.all([import(modules.match), import(modules.parts), import(modules.picks)]);
  const place = document.querySelector(".compared");
  const x = await match.open(modules.index);
  await Promise.all([x.all(), x.facets()]);

  const draw = async () => {
    const asked = (new URLSearchParams(location.search).get("p") ?? "").split(",").filter(Boolean);
    const list = [...new Set(asked)].map((id) => x.ids.indexOf(id)).filter((i) => i >= 0).slice(0, picks.most);
    const cards = await Promise.all(list.map(x.card));
    place.previousElementSibling.hidden = list.length > 0;
    if (!list.length) {
      place.replaceChildren();
      return;
    }
    const without = (i) => {
      const button = el("button", { type: "button", "aria-label": x.text("take-out", { name: x.names[i] }) }, x.text("take-out-short"));
      button.addEventListener("click", () => {
        history.pushState(null, "", location.pathname + "?p=" + list.filter((other) => other !== i).map((other) => x.ids[other]).join(","));
        draw().then(() => (place.querySelector("a") ?? document.querySelector("main")).focus());
      });
      return button;
    };
    const head = el("tr", {}, el("td"), list.map((i, k) => el("th", { scope: "col" }, plate(cards[k]), el("a", { href: x.url(i), dir: "auto" }, x.names[i]), without(i))));
    const line = (label, values) => (values.some((v) => v.length) ? [el("tr", {}, el("th", { scope: "row" }, label), values.map((v) => el("td", {}, v.length > 1
      ? el("ul", { className: "plain" }, v.map((text) => el("li", {}, text))) : v[0] ?? el("span", { className: "small" }, "–"))))] : []);
    const given = (value) => (value ? [String(value)] : []);
    const facets = (keys) => x.head.facets.filter((f) => keys.includes(f.key)).flatMap((f) => line(f.label, list.map((i) => x.terms(f.key, i))));
    const linked = (text, url) => (url ? [el("a", { href: url, rel: "noopener" }, text)] : []);
    place.replaceChildren(el("div", { className: "table-scroll", tabindex: "0", role: "group", "aria-label": document.querySelector("h1").textContent },
      el("table", { className: "compare" }, el("thead", {}, head), el("tbody", {},
        line(x.text("summary"), cards.map((c) => (c.summary ? [el("p", { dir: "auto", ...(c.lang && { lang: c.lang }) }, c.summary)] : []))),
        facets(["tier", "type"]),
        line(x.text("place"), cards.map((c) => given(c.place))),
        facets(["size"]),
        line(x.text("accepting"), list.map((i) => [x.text(x.terms("accepting", i).length ? "yes" : "no")])),
        line(x.text("budget-from"), cards.map((c) => given(c.budget))),
        line(x.text("awards"), list.map((i) => given(x.wins[i]))),
        line(x.text("newest-win"), list.map((i) => given(x.head.editions[x.newest[i]]))),
        line(x.text("studies"), cards.map((c) => given(c.studies))),
        facets(["specialty", "industry", "product", "region", "country", "language"]),
        line(x.text("contact"), cards.map((c) => [...linked(x.text("contact"), c.contact), ...linked(x.text("website"), c.website), ...linked(c.email, c.email && "mailto:" + c.email)]))))));
  };

  addEventListener("popstate", draw);
  await draw();
}
