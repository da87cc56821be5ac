// What leaves the page and comes back: the corrected file, the text, the record of decisions.

import { h, say } from "./dom.js";
import { sound } from "./store.js";

export function download(name, bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// The file name with a word before its suffix: article.corrected.html
export function named(name, word, suffix = null) {
  const dot = name.lastIndexOf(".");
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return `${stem}.${word}${suffix ?? (dot > 0 ? name.slice(dot) : ".txt")}`;
}

export function saveCorrected(model) {
  const { article } = model;
  const { bytes, lost } = encode(model.corrected(), article);
  download(named(article.name, "corrected"), bytes, "application/octet-stream");
  say(lost ? `Saved as UTF-8: ${article.encoding} could not be written here; mtqa apply can.` : "Corrected file saved.");
}

// Writes in the article's own encoding; `lost` tells that UTF-8 had to do.
export function encode(text, article) {
  const whole = (bytes) => ({ bytes: new Uint8Array([...article.bom, ...bytes]), lost: false });
  if (article.writes === "utf-8") {
    const body = new TextEncoder().encode(text);
    const bytes = new Uint8Array(article.bom.length + body.length);
    bytes.set(article.bom);
    bytes.set(body, article.bom.length);
    return { bytes, lost: false };
  }
  if (article.writes.startsWith("utf-16")) {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), article.writes === "utf-16le");
    return whole(new Uint8Array(view.buffer));
  }
  const bytes = article.writes === "bytes" ? singleBytes(text, article) : null;
  return bytes ? whole(bytes) : { bytes: new TextEncoder().encode(text), lost: true };
}

function singleBytes(text, article) {
  const table = new Map([...article.bytes].map((char, byte) => [char, byte]));
  const bytes = [];
  for (const char of text) {
    const reference = article.escape === "html" ? `&#x${char.codePointAt(0).toString(16).toUpperCase()};` : null;
    const chars = table.has(char) ? char : reference ?? article.nearest[char];
    if (chars === undefined) return null;
    for (const one of chars) bytes.push(table.get(one));
  }
  return bytes;
}

export async function copyText(model) {
  const text = model.article.format === "html" ? model.plain() : model.corrected();
  try {
    await navigator.clipboard.writeText(text);
    say("Corrected text copied.");
  } catch {
    const field = h("textarea", { class: "vh" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    say(done ? "Corrected text copied." : "The browser does not let this page copy; download the file instead.");
  }
}

export function saveDecisions(model) {
  const text = `${JSON.stringify(record(model), null, 1)}\n`;
  download(named(model.article.name, "decisions", ".json"), new TextEncoder().encode(text), "application/json");
  say("Decisions saved.");
}

// Offsets in the record count code points, as everywhere outside the browser.
export function record(model) {
  const { article, findings, store } = model;
  const rows = [];
  findings.forEach((finding, i) => {
    const made = store.get(i);
    if (made || store.notes.has(i)) rows.push(row(model, finding, i, made));
  });
  return {
    mtqa_decisions: 1,
    report: article.key,
    signature: article.signature,
    article: {
      path: article.path, sha256: article.sha256, format: article.format, encoding: article.encoding, language: article.language,
    },
    saved: new Date().toISOString(),
    findings: findings.length,
    decisions: rows,
  };
}

function row(model, finding, i, made) {
  const [number, from, to] = model.article.segments[finding.segment];
  const block = model.article.blocks[number].text;
  const points = (start, end) => [...block.slice(start, end)].length;
  const edit = model.editOf(i);
  return {
    finding: finding.id,
    check: finding.check,
    entry: finding.entry,
    category: finding.category,
    severity: finding.severity,
    evidence: finding.evidence,
    decision: made ? made.decision : "none",
    was: block.slice(finding.start, finding.end),
    text: made?.decision === "accept" ? finding.options[made.choice].text : made?.text ?? null,
    sentence: block.slice(from, to),
    start: points(from, finding.start),
    end: points(from, finding.end),
    edit: edit && {
      block: number, start: points(0, edit[0]), end: points(0, edit[1]), was: block.slice(edit[0], edit[1]), text: edit[2],
      before: [...block.slice(0, edit[0])].slice(-40).join(""), after: [...block.slice(edit[1])].slice(0, 40).join(""),
    },
    note: model.store.notes.get(i) || "",
    time: made?.time ?? null,
  };
}

// Takes over a decisions file; returns a sentence on what came of it.
export function takeOver(model, text) {
  let given = null;
  try {
    given = JSON.parse(text);
  } catch {
    return "This is no decisions file: it is not JSON.";
  }
  if (given?.mtqa_decisions !== 1 || !Array.isArray(given.decisions)) return "This is no decisions file of mtqa, or of a newer version.";
  if (given.article?.sha256 !== model.article.sha256) return "These decisions were made on another text: the article differs.";
  const places = new Map(model.findings.map((finding, i) => [finding.id, i]));
  const steps = [];
  let lost = 0;
  for (const row of given.decisions) {
    const i = places.get(row?.finding);
    const decision = i === undefined ? null : sound(model.findings[i], { decision: row.decision, text: row.text, time: row.time });
    if (decision) steps.push([i, decision]);
    else if (row?.decision !== "none") lost += 1;
    if (i !== undefined && typeof row.note === "string" && row.note) model.store.note(i, row.note);
  }
  const taken = harmonious(model, steps);
  if (taken.length) model.store.decide(taken);
  lost += steps.length - taken.length;
  return `${taken.length} decisions taken over${lost ? `; ${lost} no longer fit` : ""}.`;
}

// Leaves out what would overlap an earlier change.
function harmonious(model, steps) {
  const taken = [];
  model.store.put(steps.map(([i]) => [i, null]));
  const before = new Map(model.store.decisions);
  for (const [i, decision] of steps) {
    const edit = model.editOf(i, decision);
    if (edit && model.obstacle(i, edit)) continue;
    taken.push([i, decision]);
    model.store.put([[i, decision]]);
  }
  model.store.decisions = before;
  return taken;
}
