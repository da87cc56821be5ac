// The card of the current finding: what is wrong, why, and everything that can be done about it.

import { byId, fill, h, hidden } from "./dom.js";
import { SIGN } from "./marks.js";

const STATE = {
  open: "", accept: "✓ Accepted", rewrite: "✓ Rewritten", refuse: "✕ Refused: the draft stays",
  ignore: "✕ Ignored everywhere in this article", right: "✕ Right as it is: goes to the glossary",
  excluded: "– An accepted change already stands here",
};

export class Card {
  constructor(model, act) {
    this.model = model;
    this.act = act;
    this.root = byId("card");
    this.writing = false;
  }

  show() {
    const { model } = this;
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.act || "title" : "";
    const i = model.current;
    if (i < 0) fill(this.root, h("p", { class: "empty" }, "No findings: nothing to decide."));
    else fill(this.root, ...this.body(i, model.findings[i]));
    if (focused) (this.root.querySelector(`[data-act="${focused}"]:not([disabled])`) || this.root.querySelector("h2"))?.focus();
  }

  body(i, finding) {
    const state = this.model.state(i);
    const heading = `${finding.label}`;
    return [
      h("p", { class: "kicker" },
        h("span", { class: `badge ${finding.severity}` }, `${SIGN[finding.severity] || "·"} ${finding.severity}`),
        h("span", { class: "badge" }, finding.tier),
        h("span", { class: "count" }, `${i + 1} of ${this.model.findings.length}`)),
      h("h2", { tabindex: -1, "data-act": "title" }, hidden(`Finding ${i + 1}: `), heading),
      h("p", { class: "message" }, finding.message),
      STATE[state] ? h("p", { class: `state ${state}` }, STATE[state]) : null,
      this.writing ? this.editor(i, finding) : this.options(i, finding, state),
      this.writing ? null : this.buttons(i, state),
      ...this.causes(finding),
      this.facts(finding),
      this.noteField(i),
    ];
  }

  causes(finding) {
    if (!finding.causes.length) return [];
    const items = finding.causes.map(({ language, code, word, senses, source }) => (language
      ? h("li", {}, `${language} `, h("i", { lang: code, dir: "auto" }, word), senses ? `: ${senses}` : "")
      : h("li", {}, senses, source ? h("span", { class: "soft" }, ` (${source})`) : null)));
    return [h("ul", { class: "causes", "aria-label": "Why" }, ...items)];
  }

  facts(finding) {
    const rows = [
      ["Confidence", finding.sure], ["Check", finding.check], ["Entry", finding.entry],
      ["Place", finding.line ? `line ${finding.line}${finding.quoted ? ", in a quotation" : ""}` : ""],
    ].filter(([, value]) => value);
    return h("details", { class: "facts-of" }, h("summary", {}, finding.sure),
      h("dl", {}, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
  }

  options(i, finding, state) {
    if (!finding.options.length) return h("p", { class: "soft" }, "No suggestion: rewrite it, or leave it.");
    const taken = state === "accept" ? this.model.store.get(i).choice : -1;
    const items = finding.options.slice(0, 9).map((option, k) => h("li", {},
      h("button", {
        type: "button", class: "option", "data-act": `choose-${k}`, "aria-pressed": String(k === taken),
        disabled: state === "excluded", onclick: () => this.act.accept(k),
      },
      h("kbd", { "aria-hidden": true }, String(k + 1)),
      h("span", { class: "words", lang: this.model.article.language, dir: "auto" }, words(option.text)),
      option.sure ? h("span", { class: "soft" }, option.sure) : null,
      option.safe ? h("span", { class: "badge safe" }, "safe") : null)));
    return h("ol", { class: "options", "aria-label": "Suggestions" }, ...items);
  }

  buttons(i, state) {
    const can = state !== "excluded";
    const has = this.model.findings[i].options.length > 0;
    const button = (name, key, label, enabled, pressed, title) => h("button", {
      type: "button", "data-act": name, class: name === "accept" ? "main" : null, disabled: !enabled,
      "aria-pressed": pressed === undefined ? null : String(pressed), title, onclick: () => this.act[name](),
    }, label, h("kbd", { "aria-hidden": true }, key));
    return h("div", { class: "buttons" },
      button("accept", "a", "Accept", can && has, state === "accept"),
      button("refuse", "r", "Refuse", can, state === "refuse"),
      button("rewrite", "e", "Rewrite…", can),
      button("ignore", "i", "Ignore in article", can, state === "ignore", "Leave this wording alone everywhere in this article"),
      button("right", "g", "It is right", can, state === "right", "This is right: propose it for the glossary"),
      button("undo", "u", "Undo", true));
  }

  editor(i, finding) {
    const made = this.model.store.get(i);
    const text = made?.decision === "rewrite" ? made.text : finding.frame[2];
    const field = h("textarea", {
      rows: 2, "data-act": "field", lang: this.model.article.language, dir: "auto", "aria-describedby": "rewrite-hint",
    });
    field.value = text;
    field.onkeydown = (event) => {
      if (event.key === "Escape") { event.preventDefault(); this.close(); }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.act.write(field.value); }
    };
    setTimeout(() => { field.focus(); field.select(); });
    const label = h("label", {}, "Rewrite ", h("q", { dir: "auto" }, words(this.framed(finding))), " as");
    label.append(field);
    return h("div", { class: "editor" }, label,
      h("p", { id: "rewrite-hint", class: "soft" }, "Enter takes it, Escape leaves it as it was."),
      h("div", { class: "buttons" },
        h("button", { type: "button", class: "main", "data-act": "write", onclick: () => this.act.write(field.value) }, "Take this wording"),
        h("button", { type: "button", "data-act": "cancel", onclick: () => this.close() }, "Cancel")));
  }

  framed(finding) {
    const block = this.model.article.segments[finding.segment][0];
    return this.model.article.blocks[block].text.slice(finding.frame[0], finding.frame[1]);
  }

  noteField(i) {
    const field = h("input", { type: "text", "data-act": "note", maxlength: 500, placeholder: "A note for colleagues" });
    field.value = this.model.store.notes.get(i) || "";
    field.oninput = () => this.model.store.note(i, field.value);
    const label = h("label", { class: "note" }, "Note ");
    label.append(field);
    return label;
  }

  open() {
    this.writing = true;
    this.show();
  }

  close() {
    this.writing = false;
    this.show();
    this.root.querySelector('[data-act="rewrite"]')?.focus();
  }
}

export function words(text) {
  if (!text) return h("em", {}, "delete");
  return text.trim() ? text : h("em", {}, text.includes("\n") ? "a line break" : "a space");
}
