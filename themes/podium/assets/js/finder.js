// Loads the search when it is wanted: when somebody types, chooses a filter or a sort, or comes with an address that says what to find.
const form = document.querySelector(".finder");
const state = new URLSearchParams(location.search);
let started;

const start = (event) => {
  started ??= import(form.dataset.directory).then((directory) => directory.begin(form));
  if (event) started.catch(() => { started = null; }); // the form still works as one
};

if (form.dataset.instant !== undefined) {
  for (const part of [form, document.querySelector(".facets")]) {
    part?.addEventListener("focusin", start);
    part?.addEventListener("pointerover", start);
  }
  if ([...state.keys()].length || form.q.value || document.activeElement === form.q) start(true);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  form.q.focus();
});
