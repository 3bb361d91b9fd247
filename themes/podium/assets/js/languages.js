// Keeps what an address asks for when a reader changes the language: the search, the partners compared, the certificate looked up.
const menu = document.querySelector(".languages");
const follow = () => {
  for (const link of menu.querySelectorAll("a")) link.search = location.search;
};
for (const event of ["pointerover", "focusin", "click"]) menu?.addEventListener(event, follow);
