// What the editor has decided: kept in memory, undone step by step, remembered by the browser.

const PREFIX = "mtqa-desk:";

// A decision is { decision, choice?, text?, time }; decision is accept, rewrite, refuse, ignore or right.
export class Store {
  constructor(article) {
    this.article = article;
    this.decisions = new Map();
    this.notes = new Map();
    this.history = [];
    this.kept = true;
    this.load();
  }

  get(i) {
    return this.decisions.get(i);
  }

  // `steps` are [finding, decision or null]; one call is one step of undo.
  decide(steps) {
    this.history.push(steps.map(([i]) => [i, this.decisions.get(i) || null]));
    this.put(steps);
  }

  // Takes the last step back; returns the findings it touched.
  undo() {
    const steps = this.history.pop();
    if (!steps) return [];
    this.put(steps);
    return steps.map(([i]) => i);
  }

  put(steps) {
    for (const [i, decision] of steps) {
      if (decision) this.decisions.set(i, decision);
      else this.decisions.delete(i);
    }
    this.later();
  }

  note(i, text) {
    if (text.trim()) this.notes.set(i, text.trim());
    else this.notes.delete(i);
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 150);
  }

  save() {
    clearTimeout(this.timer);
    const { findings, key } = this.article;
    const decisions = {};
    for (const [i, decision] of this.decisions) decisions[findings[i].id] = decision;
    const notes = {};
    for (const [i, text] of this.notes) notes[findings[i].id] = text;
    const state = { decisions, notes, decided: this.decisions.size, total: findings.length };
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(state));
    } catch {
      this.kept = false;
    }
  }

  load() {
    let state = null;
    try {
      state = JSON.parse(localStorage.getItem(PREFIX + this.article.key));
    } catch {
      this.kept = false;
    }
    if (!state || typeof state !== "object") return;
    this.article.findings.forEach((finding, i) => {
      const decision = sound(finding, (state.decisions || {})[finding.id]);
      if (decision) this.decisions.set(i, decision);
      const note = (state.notes || {})[finding.id];
      if (typeof note === "string") this.notes.set(i, note);
    });
  }
}

// Takes from outside (storage, a dropped file) only what this page could have written itself.
export function sound(finding, given) {
  if (!given || typeof given !== "object") return null;
  const time = typeof given.time === "string" ? given.time : new Date().toISOString();
  if (given.decision === "accept") {
    const byText = finding.options.findIndex((option) => option.text === given.text);
    const choice = Number.isInteger(given.choice) ? given.choice : byText;
    return finding.options[choice] ? { decision: "accept", choice, time } : null;
  }
  if (given.decision === "rewrite") {
    return typeof given.text === "string" ? { decision: "rewrite", text: given.text, time } : null;
  }
  return ["refuse", "ignore", "right"].includes(given.decision) ? { decision: given.decision, time } : null;
}
