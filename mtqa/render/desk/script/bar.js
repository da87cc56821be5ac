// The bar that stays in sight: progress, views, filters, and the ways out.

import { byId, fill, h } from "./dom.js";

export class Bar {
  constructor(act) {
    const button = (label, run, more = {}) => h("button", { type: "button", onclick: run, ...more }, label);
    this.progress = h("progress", { max: 1, value: 0, "aria-label": "Decided" });
    this.text = h("span", { class: "progress" });
    this.views = ["suggesting", "side"].map((mode) => button(mode === "side" ? "Side by side" : "Suggesting", () => act.view(mode), { "data-view": mode }));
    this.fold = button("Fold unchanged", () => act.fold(), { "aria-pressed": "false" });
    this.safe = button("Accept the safe ones", () => act.safe());
    this.file = h("input", { type: "file", accept: ".json,application/json", class: "vh", tabindex: -1, "aria-label": "Decisions file",
      onchange: () => { if (this.file.files[0]) act.take(this.file.files[0]); this.file.value = ""; } });
    const menu = h("details", { class: "menu" }, h("summary", {}, "Take out"), h("div", {},
      button("Download corrected file", () => act.saveText(), { id: "save-text" }),
      button("Copy corrected text", () => act.copy(), { id: "copy-text" }),
      button("Download decisions.json", () => act.saveDecisions(), { id: "save-decisions" }),
      button("Open decisions…", () => this.file.click(), { id: "open-decisions" }),
      button("Print", () => window.print()), this.file));
    menu.addEventListener("click", (event) => { if (event.target.closest("div button")) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.firstChild.focus(); }
    });
    fill(byId("bar"),
      h("div", { class: "group" }, this.progress, this.text),
      h("div", { class: "group walk" }, button("◀", () => act.previous(), { "aria-label": "Previous finding" }), button("▶", () => act.next(), { "aria-label": "Next finding" })),
      h("div", { class: "group", role: "group", "aria-label": "View" }, ...this.views), this.fold,
      button("Filter", () => act.filter(), { id: "filter-button", "aria-expanded": "false", "aria-controls": "filters" }),
      this.safe, menu, button("?", () => act.help(), { "aria-label": "Help and keys" }));
  }

  show(model, mode, folded) {
    const total = model.findings.length;
    const { settled, safe } = model.counts();
    this.progress.max = Math.max(1, total);
    this.progress.value = total ? settled : 1;
    this.text.textContent = `${settled} of ${total} decided`;
    for (const view of this.views) view.setAttribute("aria-pressed", String(view.dataset.view === mode));
    this.fold.setAttribute("aria-pressed", String(folded));
    this.safe.hidden = !safe;
    this.safe.textContent = `Accept the ${safe} safe`;
  }
}
