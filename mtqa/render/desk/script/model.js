// One article under review: findings, decisions, filters, and what excludes what.

import { clash, writeText } from "./splice.js";
import { Store } from "./store.js";

export const GRAVITY = { minor: 0, major: 1, critical: 2 };

export class Model {
  constructor(article) {
    this.article = article;
    this.findings = article.findings;
    this.store = new Store(article);
    this.bySegment = new Map();
    this.findings.forEach((finding, i) => {
      if (!this.bySegment.has(finding.segment)) this.bySegment.set(finding.segment, []);
      this.bySegment.get(finding.segment).push(i);
    });
    this.current = this.findings.length ? 0 : -1;
    this.filter = { query: "", check: "", state: "all", severities: null, tiers: null };
  }

  // The edit a decision stands for, or null where the draft stays.
  editOf(i, decision = this.store.get(i)) {
    const finding = this.findings[i];
    if (decision?.decision === "accept") return finding.options[decision.choice].edit;
    if (decision?.decision === "rewrite") return [finding.frame[0], finding.frame[1], decision.text];
    return null;
  }

  // The accepted finding whose change stands where this edit would, or -1.
  rival(i, edit) {
    const others = this.bySegment.get(this.findings[i].segment);
    return others.find((j) => j !== i && this.editOf(j) && clash(this.editOf(j), edit)) ?? -1;
  }

  // An open finding is excluded when an accepted change stands where it does.
  excluded(i) {
    if (this.store.get(i) || this.bySegment.get(this.findings[i].segment).length === 1) return false;
    const { start, end } = this.findings[i];
    return this.rival(i, [start, end, ""]) >= 0;
  }

  state(i) {
    const decision = this.store.get(i);
    if (decision) return decision.decision;
    return this.excluded(i) ? "excluded" : "open";
  }

  // How many findings need no more attention, and how many open ones have a safe suggestion.
  counts() {
    let settled = 0;
    let safe = 0;
    this.findings.forEach((finding, i) => {
      if (this.state(i) !== "open") settled += 1;
      else if (finding.options[0]?.safe) safe += 1;
    });
    return { settled, safe };
  }

  shows(i) {
    const { filter, findings } = this;
    const finding = findings[i];
    if (filter.severities && !filter.severities.has(finding.severity)) return false;
    if (filter.tiers && !filter.tiers.has(finding.tier)) return false;
    if (filter.check && filter.check !== finding.check) return false;
    if (filter.state !== "all" && (this.state(i) === "open") !== (filter.state === "open")) return false;
    return !filter.query || this.haystack(i).includes(filter.query);
  }

  haystack(i) {
    const finding = this.findings[i];
    return [
      this.draft(i), finding.label, finding.check, finding.message, finding.entry,
      this.sentence(i), ...finding.options.map((option) => option.text),
    ].join("\n").toLowerCase();
  }

  draft(i) {
    const { start, end, segment } = this.findings[i];
    return this.article.blocks[this.article.segments[segment][0]].text.slice(start, end);
  }

  sentence(i) {
    const [block, start, end] = this.article.segments[this.findings[i].segment];
    return this.article.blocks[block].text.slice(start, end);
  }

  // The next finding in reading order that passes the filter (and is open, if asked), or -1.
  next(from, step, open = false) {
    const count = this.findings.length;
    for (let k = 1; k <= count; k += 1) {
      const i = (((from + step * k) % count) + count) % count;
      if (this.shows(i) && (!open || this.state(i) === "open")) return i;
    }
    return -1;
  }

  // Why a change cannot be made, or nothing.
  obstacle(i, edit) {
    const other = this.rival(i, edit);
    if (other >= 0) return `it overlaps the change of finding ${other + 1}; undo that one first`;
    try {
      this.corrected([i, edit]);
    } catch (error) {
      return error.message;
    }
    return "";
  }

  edits(extra = null) {
    const found = [];
    for (const i of this.store.decisions.keys()) {
      if (extra && i === extra[0]) continue;
      const edit = this.editOf(i);
      if (edit) found.push({ block: this.article.segments[this.findings[i].segment][0], edit });
    }
    if (extra) found.push({ block: this.article.segments[this.findings[extra[0]].segment][0], edit: extra[1] });
    return found;
  }

  // The whole file as it now stands.
  corrected(extra = null) {
    const block = extra ? this.article.segments[this.findings[extra[0]].segment][0] : -1;
    const edits = this.edits(extra);
    return writeText(this.article, extra ? edits.filter((item) => item.block === block) : edits);
  }

  // The running text as it now stands, a paragraph a line, without markup.
  plain() {
    const edits = this.edits();
    const texts = this.article.blocks.map((block) => block.text);
    edits.sort((one, two) => two.edit[0] - one.edit[0] || two.edit[1] - one.edit[1]);
    for (const { block, edit: [start, end, text] } of edits) {
      texts[block] = texts[block].slice(0, start) + text + texts[block].slice(end);
    }
    return `${texts.join("\n\n")}\n`;
  }
}
