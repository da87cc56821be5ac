// Which findings are walked through and stand out.

import { byId, fill, h, plural } from "./dom.js";

export class Filters {
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.root = byId("filters");
    const { findings } = model;
    const checks = [...new Set(findings.map((finding) => finding.check))].sort();
    this.query = h("input", { type: "search", placeholder: "words, reason, suggestion", oninput: () => this.read() });
    this.check = h("select", { onchange: () => this.read() }, h("option", { value: "" }, "all checks"),
      ...checks.map((name) => h("option", { value: name }, `${name} (${findings.filter((f) => f.check === name).length})`)));
    this.state = h("select", { onchange: () => this.read() },
      ...[["all", "decided or not"], ["open", "still open"], ["decided", "decided"]].map(([value, text]) => h("option", { value }, text)));
    this.severities = this.boxes("Severity", ["critical", "major", "minor"], "severity");
    this.tiers = this.boxes("Tier", ["gate", "advice"], "tier");
    this.count = h("output", { class: "soft" });
    fill(this.root, label("Search ", this.query), this.severities, this.tiers, label("Check ", this.check),
      label("State ", this.state), h("button", { type: "button", onclick: () => this.clear() }, "Show all"), this.count);
    this.tell();
  }

  boxes(title, values, field) {
    const there = values.filter((value) => this.model.findings.some((finding) => finding[field] === value));
    return h("fieldset", { hidden: there.length < 2 }, h("legend", {}, title), ...there.map((value) => {
      const box = h("input", { type: "checkbox", value, onchange: () => this.read() });
      box.checked = true;
      const line = h("label", {});
      line.append(box, ` ${value}`);
      return line;
    }));
  }

  read() {
    const { filter } = this.model;
    filter.query = this.query.value.trim().toLowerCase();
    filter.check = this.check.value;
    filter.state = this.state.value;
    filter.severities = ticked(this.severities);
    filter.tiers = ticked(this.tiers);
    this.tell();
    this.changed();
  }

  tell() {
    const { model } = this;
    const count = model.findings.filter((_, i) => model.shows(i)).length;
    this.count.textContent = count === model.findings.length ? "" : `${count} of ${plural(model.findings.length, "finding")} shown`;
    byId("filter-button")?.classList.toggle("on", count !== model.findings.length);
  }

  clear() {
    this.query.value = "";
    this.check.value = "";
    this.state.value = "all";
    for (const box of this.root.querySelectorAll("input[type=checkbox]")) box.checked = true;
    this.read();
  }

  toggle(open = this.root.hidden) {
    this.root.hidden = !open;
    byId("filter-button")?.setAttribute("aria-expanded", String(open));
    if (open) this.query.focus();
    else byId("filter-button")?.focus();
  }
}

function label(text, control) {
  const node = h("label", {}, text);
  node.append(control);
  return node;
}

function ticked(group) {
  const boxes = [...group.querySelectorAll("input")];
  return boxes.every((box) => box.checked) ? null : new Set(boxes.filter((box) => box.checked).map((box) => box.value));
}
