// What is drawn in one sentence: which changes are shown, which wait behind another.

import { changes, tokens } from "./diff.js";
import { h, hidden } from "./dom.js";
import { GRAVITY } from "./model.js";
import { clash } from "./splice.js";

export const SIGN = { minor: "", major: "!", critical: "‼" };
const STATE_SIGN = { accept: "✓", rewrite: "✓", refuse: "✕", ignore: "✕", right: "✕", excluded: "–" };
const STATE_WORD = {
  open: "open", accept: "accepted", rewrite: "rewritten", refuse: "refused", ignore: "ignored in this article",
  right: "right as it is", excluded: "excluded by an accepted change",
};

// Returns the changes of a sentence in order: { i, start, end, text, state, behind }.
export function shown(model, segment) {
  const wanted = (model.bySegment.get(segment) || []).map((i) => {
    const state = model.state(i);
    const finding = model.findings[i];
    const edit = model.editOf(i) || (state === "open" && finding.options[0]?.edit);
    const [start, end, text] = edit || [finding.start, finding.end, null];
    return { i, start, end, text, state, behind: [] };
  });
  wanted.sort((one, two) => weight(model, two) - weight(model, one) || one.i - two.i);
  const kept = [];
  for (const change of wanted) {
    const host = kept.find((other) => clash([other.start, other.end], [change.start, change.end]));
    if (host) host.behind.push(change);
    else kept.push(change);
  }
  return kept.sort((one, two) => one.start - two.start || one.end - two.end);
}

function weight(model, { i, state }) {
  const made = state === "accept" || state === "rewrite" ? 8 : 0;
  const open = state === "open" && i === model.current ? 4 : 0;
  return made + open + (state === "open" ? GRAVITY[model.findings[i].severity] + 1 : 0);
}

// `side` is "both" (suggesting), "draft" or "corrected".
export function drawSentence(model, segment, side) {
  const [number, from, to, source] = model.article.segments[segment];
  const text = model.article.blocks[number].text;
  const parts = [];
  if (source && side !== "corrected") {
    parts.push(h("span", { class: "source", dir: "auto" }, hidden("Source: "), source));
  }
  let at = from;
  for (const change of shown(model, segment)) {
    parts.push(text.slice(at, change.start));
    parts.push(drawChange(model, change, text, side));
    at = change.end;
  }
  parts.push(text.slice(at, to));
  return parts;
}

function drawChange(model, change, text, side) {
  const finding = model.findings[change.i];
  const made = change.state === "accept" || change.state === "rewrite";
  const body = [];
  const was = text.slice(change.start, change.end);
  if (change.text === null) body.push(was || blank());
  else {
    for (const part of phrases(changes(was, change.text))) {
      if (part.same) { body.push(part.old); continue; }
      if (part.old && side !== "corrected" && !(made && side === "both")) {
        body.push(h("del", {}, hidden(" deleted: "), seen(part.old), hidden(" ")));
      }
      if (part.fresh && side !== "draft") {
        body.push(h("ins", {}, hidden(" inserted: "), part.fresh, hidden(" ")));
      }
    }
    if (made && side === "both" && !change.text) body.push(blank());
  }
  const classes = ["mark", finding.severity, change.state, change.text === null ? "plain" : "edit"];
  const mark = h("span", { class: classes.join(" "), "data-i": change.i }, ...body);
  if (side === "corrected") return mark;
  return [mark, chip(model, change), ...change.behind.map((other) => chip(model, other))];
}

// Words changed one after the other are read as one change.
function phrases(parts) {
  const out = [];
  parts.forEach((part, k) => {
    const last = out.at(-1);
    const bridge = part.same && !part.old.trim() && last && !last.same && parts[k + 1] && !parts[k + 1].same;
    if (last && !last.same && (bridge || !part.same)) {
      last.old += part.old;
      last.fresh += bridge ? part.old : part.fresh;
    } else out.push({ ...part });
  });
  return out;
}

// A space that goes away would not be seen to go.
function seen(text) {
  return tokens(text).length && text.trim() ? text : text.replace(/[^\n\r]/g, "␣").replace(/\r?\n|\r/g, "¶");
}

function blank() {
  return h("span", { class: "gap", "aria-hidden": true }, "‸");
}

function chip(model, { i, state }) {
  const finding = model.findings[i];
  const sign = STATE_SIGN[state] || SIGN[finding.severity];
  return h("button", {
    type: "button", class: `chip ${finding.severity} ${state}`, "data-i": i, tabindex: i === model.current ? 0 : -1,
    "aria-label": `Finding ${i + 1}, ${finding.severity}, ${STATE_WORD[state]}: ${finding.label}`,
  }, `${i + 1}${sign}`);
}
