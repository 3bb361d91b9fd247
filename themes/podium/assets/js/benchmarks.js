// Places a typed number among the quartiles of each row of a table. Nothing is sent and nothing is kept.
for (const box of document.querySelectorAll(".mine")) {
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const note = output.textContent;
  const table = box.parentElement.querySelector("table");
  const low = Number(box.dataset.low);
  const high = Number(box.dataset.high);

  // quarter names the part of a row's quartiles that a number is in.
  const quarter = (row, n) =>
    n < Number(row.lower) ? box.dataset.first : n < Number(row.median) ? box.dataset.second : n <= Number(row.upper) ? box.dataset.third : box.dataset.fourth;

  // mark draws the number into a row's plot, at its edge when it lies beyond.
  const mark = (plot, n) => {
    plot.querySelector(".typed")?.remove();
    if (Number.isNaN(n)) return;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const place = Math.min(100, Math.max(0, (100 * (n - low)) / (high - low))) + "%";
    line.setAttribute("class", "typed");
    line.setAttribute("x1", place);
    line.setAttribute("x2", place);
    line.setAttribute("y1", "0");
    line.setAttribute("y2", "18");
    plot.append(line);
  };

  const show = () => {
    const n = input.valueAsNumber;
    const none = Number.isNaN(n);
    table.querySelector("thead th:last-child").hidden = none;
    for (const row of table.querySelectorAll("tr[data-median]")) {
      const cell = row.lastElementChild;
      cell.hidden = none;
      cell.textContent = none ? "" : quarter(row.dataset, n);
      mark(row.querySelector(".plot"), n);
    }
    const first = table.querySelector("tr[data-median]");
    output.textContent = none ? note : first.firstElementChild.textContent + ": " + first.lastElementChild.textContent;
  };

  input.addEventListener("input", show);
  box.hidden = false;
  show(); // a browser may have kept what was typed before
}
