// The whole article at a glance: a cell a sentence, shaded and signed by its worst open finding.

import { byId, fill, h } from "./dom.js";
import { SIGN } from "./marks.js";
import { GRAVITY } from "./model.js";

export class Strip {
  constructor(model, go) {
    this.model = model;
    this.root = byId("strip");
    const { segments } = model.article;
    const cell = h("button", { type: "button", tabindex: -1 });
    this.cells = segments.map((_, s) => {
      const copy = cell.cloneNode();
      copy.dataset.s = s;
      return copy;
    });
    if (this.cells.length) this.cells[0].tabIndex = 0;
    fill(this.root, ...this.cells);
    this.cells.forEach((_, s) => this.draw(s));
    this.root.onclick = (event) => {
      const cell = event.target.closest("[data-s]");
      if (cell) go(Number(cell.dataset.s));
    };
    this.root.onkeydown = (event) => this.walk(event);
  }

  draw(s) {
    const { model } = this;
    const all = model.bySegment.get(s) || [];
    const open = all.filter((i) => model.state(i) === "open");
    const worst = open.map((i) => model.findings[i].severity).sort((a, b) => GRAVITY[b] - GRAVITY[a])[0];
    const cell = this.cells[s];
    cell.className = worst || (all.length ? "done" : "none");
    cell.textContent = worst ? SIGN[worst] || "·" : all.length ? "✓" : "";
    const what = worst ? `${open.length} open, worst ${worst}` : all.length ? "all decided" : "no findings";
    cell.setAttribute("aria-label", `Sentence ${s + 1}: ${what}`);
  }

  redraw(findings) {
    for (const s of new Set(findings.map((i) => this.model.findings[i].segment))) this.draw(s);
  }

  mark(segment) {
    const cell = this.cells[segment];
    if (!cell || cell === this.here) return;
    this.here?.classList.remove("here");
    this.here = cell;
    cell.classList.add("here");
    if (this.cells.length < 40) return;
    requestAnimationFrame(() => {
      const room = this.root.clientHeight;
      if (this.root.scrollHeight > room + 2) this.root.scrollTop = cell.offsetTop - room / 2;
    });
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const s = Number(event.target.dataset?.s);
    const next = this.cells[s + step];
    if (!step || !next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}
