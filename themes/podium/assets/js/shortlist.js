// Shows the partners that are kept on this device, or those that a shared address names, and makes one brief to all of them.
begin();

// guarded is a cell of CSV (RFC 4180) that no spreadsheet takes for a formula.
export function guarded(text) {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text;
  return '"' + safe.replaceAll('"', '""') + '"';
}

async function begin() {
  const page = document.querySelector(".shortlist");
  if (!page) return;
  const modules = document.querySelector(".modules").dataset;
  const [match, { el, row }, picks] = await Promise.all([import(modules.match), import(modules.parts), import(modules.picks)]);
  const x = await match.open(modules.index);
  await Promise.all([x.all(), x.facets()]);
  const [list, empty, shared, tools, brief, said] = [".shortlisted", ".shortlist-empty", ".shortlist-shared", ".shortlist-tools", ".brief", ".shortlist-said"].map((s) => page.querySelector(s));
  const asked = new URLSearchParams(location.search).get("p");
  let foreign = asked === null ? null : asked.split(",");
  const chosen = new Set(); // of those here, who are compared

  const here = () => (foreign ?? picks.picks()).map((id) => x.ids.indexOf(id)).filter((i, k, all) => i >= 0 && all.indexOf(i) === k);
  const absolute = (path) => new URL(path, location.href).href;
  const linkTo = (of) => absolute(location.pathname + "?p=" + of.map((i) => x.ids[i]).join(","));

  const compare = tools.querySelector(".compare-chosen");
  const mark = () => {
    const of = here().filter((i) => chosen.has(i));
    compare.hidden = of.length < 2;
    compare.href = modules.compare + "?p=" + of.map((i) => x.ids[i]).join(",");
    for (const input of list.querySelectorAll("input")) input.disabled = !input.checked && of.length >= picks.most;
  };

  const draw = async () => {
    const of = here();
    await Promise.all(of.map(x.card));
    for (const i of chosen) if (!of.includes(i)) chosen.delete(i);
    if (!chosen.size) of.slice(0, picks.most).forEach((i) => chosen.add(i));
    empty.hidden = of.length > 0;
    shared.hidden = foreign === null || !of.length;
    tools.hidden = brief.hidden = !of.length;
    list.replaceChildren(...of.map((i) => {
      const li = row(x, i);
      const input = el("input", { type: "checkbox", checked: chosen.has(i) });
      input.addEventListener("change", () => {
        if (input.checked) chosen.add(i);
        else chosen.delete(i);
        mark();
      });
      li.firstElementChild.append(el("label", { className: "choose" }, input, x.text("compare"), " ", el("span", { className: "hidden" }, x.names[i])));
      return li;
    }));
    mark();
    await write(of);
    picks.show();
  };

  // write prepares the brief: the form's list of names, or the mail.
  const write = async (of) => {
    const names = of.map((i) => `${x.names[i]}: ${absolute(x.url(i))}`).join("\n");
    const field = brief.querySelector("[name=partners]");
    if (field) {
      field.value = names;
      return;
    }
    const cards = await Promise.all(of.map(x.card));
    const mails = cards.map((c) => c.email).filter(Boolean);
    const silent = of.filter((_, k) => !cards[k].email).map((i) => x.names[i]);
    const link = brief.querySelector(".brief-mail");
    link.parentElement.hidden = !mails.length;
    link.href = `mailto:?bcc=${mails.map(encodeURIComponent).join(",")}&subject=${encodeURIComponent(x.text("subject"))}&body=${encodeURIComponent(x.text("body").replaceAll("\n", "\r\n"))}`;
    brief.querySelector(".brief-silent").textContent = silent.length ? x.text("without-mail", { names: silent.join(", ") }) : "";
  };

  const tell = (key) => {
    said.textContent = "";
    setTimeout(() => { said.textContent = x.text(key); });
  };

  shared.querySelector("button").addEventListener("click", () => {
    picks.keep([...picks.picks(), ...here().map((i) => x.ids[i])]);
    foreign = null;
    history.replaceState(null, "", location.pathname);
    draw();
    tell("kept");
  });
  tools.querySelector(".copy-link").addEventListener("click", async () => {
    const field = tools.querySelector(".share-link");
    field.value = linkTo(here());
    field.parentElement.hidden = false;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell("copied");
    } catch {
      field.focus(); // it is there to be copied by hand
    }
  });
  tools.querySelector(".save-csv").addEventListener("click", async () => {
    const of = here();
    const cards = await Promise.all(of.map(x.card));
    const lines = [["csv-name", "csv-page", "place", "contact"].map((key) => x.text(key)),
      ...of.map((i, k) => [x.names[i], absolute(x.url(i)), cards[k].place ?? "", cards[k].email ?? cards[k].contact ?? cards[k].website ?? ""])];
    const file = new Blob(["\uFEFF" + lines.map((cells) => cells.map(guarded).join(",") + "\r\n").join("")], { type: "text/csv;charset=utf-8" });
    const link = el("a", { href: URL.createObjectURL(file), download: "shortlist.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  let before = "";
  picks.watch((kept) => {
    const now = kept.join();
    if (foreign === null && now !== before) {
      before = now;
      const inside = list.contains(document.activeElement);
      draw().then(() => { if (inside) (list.querySelector("[data-pick]") ?? page).focus(); });
    }
  });
  before = picks.picks().join();
  await draw();
  page.dataset.ready = "";
}
