// Adds the visitor's own time to each instant of the page that is still to come, where it is another than the programme's. The page is
// complete without it.
(() => {
  const label = document.currentScript.dataset.label;
  let format; // made when it is needed: it is what costs here
  for (const time of document.querySelectorAll('time[datetime*="T"]')) {
    const at = new Date(time.dateTime);
    const zone = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(time.dateTime);
    if (!zone || !(at.getTime() > Date.now())) {
      continue;
    }
    const there = zone[1] ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
    if (there === -at.getTimezoneOffset()) {
      continue;
    }
    format ??= new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
    });
    const here = document.createElement("span");
    here.className = "local-time";
    here.textContent = `${label} ${format.format(at)}`;
    time.after(" ", here);
  }
})();
