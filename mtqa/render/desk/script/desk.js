// The desk: one article on it at a time, and every way of deciding.

import { ArticleView } from "./article.js";
import { Bar } from "./bar.js";
import { Card } from "./card.js";
import { byId, say } from "./dom.js";
import { copyText, saveCorrected, saveDecisions, takeOver } from "./files.js";
import { Filters } from "./filters.js";
import { bindKeys, openHelp } from "./keys.js";
import { List } from "./list.js";
import { Model } from "./model.js";
import { Strip } from "./strip.js";

const { articles } = JSON.parse(byId("data").textContent);

class Desk {
  constructor() {
    this.bar = new Bar(this);
    this.open = () => this.go(this.model.next(this.model.current, 1, true));
    this.put(0);
    bindKeys(this);
  }

  // Lay an article on the desk.
  put(number) {
    for (const facts of document.querySelectorAll(".facts")) facts.hidden = facts.dataset.article !== String(number);
    this.model = new Model(articles[number]);
    this.article = new ArticleView(this.model, (i, focus) => this.go(i, { reach: false, focus }));
    this.card = new Card(this.model, this);
    this.strip = new Strip(this.model, (segment) => this.visit(segment));
    this.filters = new Filters(this.model, () => this.filtered());
    this.list = new List(this.model, (i, focus) => this.go(i, { focus }));
    const first = this.model.next(-1, 1, true);
    if (first >= 0) this.model.current = first;
    this.article.show();
    this.refresh();
  }

  refresh(findings = []) {
    this.article.redraw(findings);
    this.strip.redraw(findings);
    if (this.model.current >= 0) this.strip.mark(this.model.findings[this.model.current].segment);
    this.card.show();
    this.bar.show(this.model, this.article.mode, this.article.folded);
    this.filters.tell();
  }

  go(i, { reach = true, focus = false } = {}) {
    if (i < 0) { say("No finding passes the filter."); return; }
    const before = this.model.current;
    this.model.current = i;
    this.card.writing = false;
    this.refresh([before, i].filter((k) => k >= 0));
    if (reach) this.article.reach(this.model.findings[i].segment);
    if (focus) byId("card").querySelector("h2")?.focus({ preventScroll: true });
    const finding = this.model.findings[i];
    say(`${i + 1}: ${finding.severity}, ${finding.label}: ${this.model.draft(i)}`, false);
  }

  visit(segment) {
    const [first] = this.model.bySegment.get(segment) || [];
    if (first !== undefined) this.go(first);
    else this.article.reach(segment);
  }

  next() { this.go(this.model.next(this.model.current, 1)); }

  previous() { this.go(this.model.next(this.model.current, -1)); }

  filtered() {
    this.article.dim();
    this.list.draw();
    const { model } = this;
    if (model.current >= 0 && !model.shows(model.current)) {
      const i = model.next(model.current, 1);
      if (i >= 0) { model.current = i; this.article.mark(); this.card.show(); }
    }
  }

  // Make a decision on the current finding, or on several, and go on.
  decide(steps, told) {
    this.card.writing = false;
    this.model.store.decide(steps);
    const touched = steps.map(([i]) => i);
    const left = this.model.findings.length - this.model.counts().settled;
    const onward = this.model.next(this.model.current, 1, true);
    const here = this.model.current;
    if (onward >= 0) this.model.current = onward;
    this.refresh([...touched, here, this.model.current]);
    if (this.list.details.open) this.list.draw();
    if (onward >= 0) this.article.reach(this.model.findings[onward].segment);
    const rest = left ? `${left} still open.` : "All decided: take the corrected text out.";
    const ahead = onward >= 0 ? ` Next: ${this.model.findings[onward].label}: ${this.model.draft(onward)}` : "";
    say(`${told} ${rest}${ahead}`, !left);
  }

  change(decision, told) {
    const i = this.model.current;
    if (i < 0) return;
    const edit = this.model.editOf(i, decision);
    const obstacle = edit && this.model.obstacle(i, edit);
    if (obstacle) { say(`Not possible: ${obstacle}.`); return; }
    this.decide([[i, { ...decision, time: new Date().toISOString() }]], told);
  }

  accept(choice = 0) {
    const finding = this.model.findings[this.model.current];
    if (!finding?.options[choice]) { say(finding?.options.length ? "There is no such suggestion." : "There is no suggestion: rewrite it."); return; }
    this.change({ decision: "accept", choice }, "Accepted.");
  }

  write(text) { this.change({ decision: "rewrite", text }, "Rewritten."); }

  refuse() { this.change({ decision: "refuse" }, "Refused."); }

  right() { this.change({ decision: "right" }, "Right as it is."); }

  rewrite() {
    const i = this.model.current;
    if (i >= 0 && this.model.state(i) !== "excluded") this.card.open();
  }

  // The same check on the same words, wherever in the article.
  ignore() {
    const { model } = this;
    const i = model.current;
    if (i < 0) return;
    const like = (k) => model.findings[k].check === model.findings[i].check && model.draft(k).toLowerCase() === model.draft(i).toLowerCase();
    const time = new Date().toISOString();
    const steps = model.findings.map((_, k) => k).filter((k) => like(k) && (k === i || !model.store.get(k)));
    this.decide(steps.map((k) => [k, { decision: "ignore", time }]), `Ignored ${steps.length === 1 ? "here" : `in ${steps.length} places`}.`);
  }

  safe() {
    const { model } = this;
    const time = new Date().toISOString();
    const steps = [];
    const before = new Map(model.store.decisions);
    model.findings.forEach((finding, i) => {
      if (!finding.options[0]?.safe || model.state(i) !== "open" || !model.shows(i)) return;
      if (model.obstacle(i, finding.options[0].edit)) return;
      const step = [i, { decision: "accept", choice: 0, time }];
      steps.push(step);
      model.store.put([step]);
    });
    model.store.decisions = before;
    if (steps.length) this.decide(steps, `Accepted ${steps.length} safe suggestions.`);
  }

  undo() {
    const touched = this.model.store.undo();
    if (!touched.length) { say("Nothing to undo."); return; }
    const before = this.model.current;
    [this.model.current] = touched;
    this.card.writing = false;
    this.refresh([before, ...touched]);
    if (this.list.details.open) this.list.draw();
    this.article.reach(this.model.findings[touched[0]].segment);
    say(touched.length === 1 ? "Undone." : `Undone in ${touched.length} places.`);
  }

  view(mode = this.article.mode === "side" ? "suggesting" : "side") {
    this.article.show(mode);
    this.refresh();
  }

  fold() {
    this.article.show(this.article.mode, !this.article.folded);
    this.refresh();
  }

  filter() { this.filters.toggle(); }

  help() { openHelp(); }

  saveText() { saveCorrected(this.model); }

  copy() { copyText(this.model); }

  saveDecisions() { saveDecisions(this.model); }

  async take(file) {
    const told = takeOver(this.model, await file.text());
    this.article.show();
    this.strip.redraw(this.model.findings.map((_, i) => i));
    this.refresh();
    say(told);
  }
}

function start() {
  const desk = new Desk();
  byId("pick")?.addEventListener("change", (event) => desk.put(Number(event.target.value)));
  addEventListener("pagehide", () => desk.model.store.save());
  addEventListener("beforeprint", () => { desk.article.dressAll(); desk.list.paper(true); });
  addEventListener("afterprint", () => desk.list.paper(false));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) desk.take(file);
  });
}

if (articles.length) start();
document.documentElement.dataset.ready = "";
