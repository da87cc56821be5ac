// The index: sorting, filtering, and what has been decided on the desks of this browser.

import { byId, plural } from "./dom.js";

const body = document.querySelector("#articles tbody");
const rows = [...body.rows];

function readDecided() {
  let decided = 0;
  let total = 0;
  for (const row of rows) {
    const findings = Number(row.dataset.findings);
    let done = Number(row.dataset.decided);
    try {
      const state = JSON.parse(localStorage.getItem(`mtqa-desk:${row.dataset.key}`));
      if (Number.isInteger(state?.decided)) done = Math.max(done, Math.min(findings, state.decided));
    } catch { /* no storage: what the files say stands */ }
    const cell = row.querySelector(".decided");
    cell.dataset.sort = findings ? done / findings : 1;
    cell.textContent = findings ? `${done} of ${findings}` : "–";
    row.dataset.left = findings - done;
    decided += done;
    total += findings;
  }
  byId("decided").textContent = `${decided} of ${total} decided`;
  byId("decided-sum").textContent = `${decided} of ${total}`;
}

function sortBy(button) {
  const head = button.closest("th");
  const column = head.cellIndex;
  const numeric = button.dataset.kind === "num";
  const before = head.getAttribute("aria-sort");
  const up = before ? before === "descending" : !numeric;
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
  const order = numeric ? (one, two) => value(one) - value(two) : (one, two) => value(one).localeCompare(value(two));
  body.append(...[...rows].sort((one, two) => (up ? order(one, two) : order(two, one))));
}

function narrow() {
  const query = byId("query").value.trim().toLowerCase();
  const verdict = byId("verdict").value;
  const undecided = byId("undecided").checked;
  let shown = 0;
  for (const row of rows) {
    const fits = (!query || row.textContent.toLowerCase().includes(query))
      && (!verdict || row.dataset.verdict === verdict) && (!undecided || Number(row.dataset.left) > 0);
    row.hidden = !fits;
    shown += fits;
  }
  byId("count").textContent = shown === rows.length ? "" : `${shown} of ${plural(rows.length, "article")}`;
}

readDecided();
addEventListener("pageshow", readDecided);
document.querySelector("#articles thead").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) sortBy(button);
});
byId("query").addEventListener("input", narrow);
byId("verdict").addEventListener("change", narrow);
byId("undecided").addEventListener("change", narrow);
document.documentElement.dataset.ready = "";
