// The keyboard: off while typing, shown on the page, and it can be switched off altogether.

import { byId, fill, h, isTyping } from "./dom.js";

const SWITCH = "mtqa-desk-keys";

const KEYS = [
  ["j or n", "next finding"], ["k or p", "previous finding"], ["a", "accept the first suggestion"],
  ["1 … 9", "accept that suggestion"], ["r", "refuse: the draft stays"], ["e", "rewrite"],
  ["i", "ignore this wording everywhere in the article"], ["g", "it is right: propose it for the glossary"],
  ["u", "undo"], ["o", "next finding still open"], ["f or /", "filter and search"], ["v", "change the view"],
  ["?", "this help"],
];

export function bindKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || byId("help").open) return;
    const name = { j: "next", n: "next", k: "previous", p: "previous", a: "accept", r: "refuse", e: "rewrite", i: "ignore",
      g: "right", u: "undo", o: "open", f: "filter", "/": "filter", v: "view" }[event.key];
    if (event.key === "?") { event.preventDefault(); openHelp(); return; }
    if (!enabled()) return;
    if (/^[1-9]$/.test(event.key)) { event.preventDefault(); act.accept(Number(event.key) - 1); return; }
    if (name) { event.preventDefault(); act[name](); }
  });
}

export function openHelp() {
  const help = byId("help");
  const box = h("input", { type: "checkbox", onchange: () => enable(box.checked) });
  box.checked = enabled();
  const label = h("label", {});
  label.append(box, " Single-key shortcuts on");
  fill(help,
    h("h2", { id: "help-title" }, "Keys"),
    h("table", {}, h("tbody", {}, ...KEYS.map(([key, text]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, text))))),
    h("p", {}, label),
    h("p", { class: "soft" }, "Decisions stay in this browser. Download them to go on elsewhere: drop the file on this page. mtqa apply writes them into the article; mtqa learn makes glossary entries of them."),
    h("button", { type: "button", class: "main", onclick: () => help.close() }, "Close"));
  help.showModal();
}

function enabled() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function enable(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch { /* then they stay on */ }
}
