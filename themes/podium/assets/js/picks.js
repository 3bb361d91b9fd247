// Keeps the shortlist on this device, and the buttons and the bar that tell of it.
const key = "plaudit.shortlist";
let memory = []; // where a browser keeps nothing

const valid = (list) => (Array.isArray(list) ? [...new Set(list.filter((id) => typeof id === "string" && /^[a-z0-9-]{1,100}$/.test(id)))].slice(0, 100) : []);

export const picks = () => {
  try {
    return valid(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    return valid(memory);
  }
};

const listeners = new Set();
export const watch = (listener) => listeners.add(listener);

export const keep = (list) => {
  memory = valid(list);
  try {
    localStorage.setItem(key, JSON.stringify(memory));
  } catch { /* it holds as long as the page */ }
  show();
};

export const toggle = (id) => {
  const list = picks();
  keep(list.includes(id) ? list.filter((other) => other !== id) : [...list, id]);
};

// most is how many partners are compared at once.
export const most = 4;

export const show = () => {
  const list = picks();
  for (const button of document.querySelectorAll("[data-pick]")) button.setAttribute("aria-pressed", String(list.includes(button.dataset.pick)));
  const tray = document.querySelector(".tray");
  if (tray) {
    tray.hidden = !list.length;
    // A browser's first number format costs a phone more than all else here: without partners there is none.
    if (list.length) tray.querySelector(".tray-count").textContent = new Intl.NumberFormat(document.documentElement.lang || undefined).format(list.length);
    const compare = tray.querySelector(".tray-compare");
    compare.hidden = list.length < 2;
    compare.href = list.length > most ? tray.dataset.shortlist : tray.dataset.compare + "?p=" + list.join(",");
  }
  for (const listener of listeners) listener(list);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-pick]");
  if (button) toggle(button.dataset.pick);
});
addEventListener("storage", (event) => { if (event.key === key) show(); });
addEventListener("pageshow", (event) => { if (event.persisted) show(); }); // the page comes back by the back button
show();
