// All findings with their reasons, below the article: for reading, and for paper.

import { byId, fill, h, plural } from "./dom.js";
import { words } from "./card.js";

const WORD = { open: "", accept: "accepted", rewrite: "rewritten", refuse: "refused", ignore: "ignored", right: "right", excluded: "excluded" };

export class List {
  constructor(model, choose) {
    this.model = model;
    this.items = h("ol", { class: "all" });
    this.details = h("details", {}, h("summary", {}, `All ${plural(model.findings.length, "finding")} with their reasons`), this.items);
    this.details.ontoggle = () => this.draw();
    this.items.onclick = (event) => {
      const target = event.target.closest("button[data-i]");
      if (target) choose(Number(target.dataset.i), true);
    };
    fill(byId("list"), model.findings.length ? this.details : null);
  }

  // Everything folded is opened for printing and closed again after it.
  paper(on) {
    if (on) this.shut = [this.details, ...document.querySelectorAll(".counts")].filter((node) => !node.open);
    for (const node of this.shut || []) node.open = on;
    if (on) this.draw();
  }

  draw() {
    if (!this.details.open) return;
    const { model } = this;
    const rows = [];
    model.findings.forEach((finding, i) => { if (model.shows(i)) rows.push(this.row(finding, i)); });
    fill(this.items, ...rows);
  }

  row(finding, i) {
    const { model } = this;
    const state = model.state(i);
    const made = model.editOf(i);
    const best = finding.options[0];
    const { language } = model.article;
    const after = made ? made[2] : best?.text;
    const causes = finding.causes.map((cause) => (cause.language ? `${cause.language} ${cause.word}${cause.senses ? `: ${cause.senses}` : ""}` : cause.senses));
    return h("li", { value: i + 1 },
      h("button", { type: "button", "data-i": i, class: "go" },
        h("span", { lang: language, dir: "auto", class: "was" }, words(model.draft(i)))),
      after === undefined ? null : [" → ", h("b", { lang: language, dir: "auto" }, words(after))],
      h("span", { class: "soft" }, ` ${finding.severity}${finding.tier === "advice" ? ", advice" : ""}${WORD[state] ? `, ${WORD[state]}` : ""}. `),
      finding.message, causes.length ? h("span", { class: "soft" }, ` ${causes.join("; ")}.`) : null,
      model.store.notes.has(i) ? h("em", {}, ` Note: ${model.store.notes.get(i)}`) : null);
  }
}
