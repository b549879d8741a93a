"use strict";
(() => {
  const table = document.querySelector("table[data-sortable]");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const everything = shown.textContent;
  const some = table.dataset.sortable; // "# of 12 items", in the language of the page

  // A filter named x keeps rows whose data-x holds the chosen word; "text" searches all that is shown.
  const matches = (row, want) =>
    Object.entries(want).every(([name, value]) => {
      if (!value) return true;
      if (name === "text") return row.textContent.toLowerCase().includes(value.toLowerCase());
      return (row.dataset[name] || "").split(" ").includes(value);
    });

  const filter = () => {
    const want = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const row of rows) {
      row.hidden = !matches(row, want);
      if (!row.hidden) count += 1;
    }
    shown.textContent = count === rows.length ? everything : some.replace("#", count);
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const value = cell.dataset.value === undefined ? cell.textContent.trim().toLowerCase() : cell.dataset.value;
    const number = Number(value);
    return value === "" || Number.isNaN(number) ? value : number;
  };
  const compare = (a, b) => {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === "number" ? -1 : 1;
  };
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const sign = descending ? -1 : 1;
      const keyed = rows.map((row) => [keyOf(row, column), row]);
      keyed.sort(([a], [b]) => sign * compare(a, b));
      body.append(...keyed.map(([, row]) => row));
    });
  });
})();

(() => {
  // Closed groups would hide their content on paper: open them while printing.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details.group:not([open]), details.basis:not([open])"));
    for (const group of closed) group.open = true;
  });
  addEventListener("afterprint", () => {
    for (const group of closed) group.open = false;
  });
})();
