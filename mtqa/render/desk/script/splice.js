// Corrections put into the file so that only their own words change: mtqa/formats/write.py in the browser.

import { changes } from "./diff.js";
import { written } from "./escape.js";

export function clash(one, two) {
  if (one[0] === one[1] || two[0] === two[1]) return one[0] <= two[1] && two[0] <= one[1];
  return one[0] < two[1] && two[0] < one[1];
}

// `edits` are { block, edit: [start, end, text] }; returns the whole text of the file.
export function writeText(article, edits) {
  const parts = [];
  let at = 0;
  for (const splice of splices(article, edits)) {
    const { start, end, text } = written(
      article.escape, article.text, splice.start, splice.end, splice.text, splice.kind,
    );
    if (start < at) throw new Error("two changes touch the same place in the file");
    parts.push(article.text.slice(at, start), text);
    at = end;
  }
  parts.push(article.text.slice(at));
  return parts.join("");
}

function splices(article, edits) {
  const ordered = [...edits].sort(
    (one, two) => one.block - two.block || one.edit[0] - two.edit[0] || one.edit[1] - two.edit[1],
  );
  const found = [];
  for (const { block: number, edit } of ordered) {
    const block = article.blocks[number];
    for (const small of smallest(block, edit)) {
      let text = small[2];
      for (const [start, end] of toFile(block, small[0], small[1])) {
        found.push({ start, end, text, kind: block.kind });
        text = "";
      }
    }
  }
  return found.sort((one, two) => one.start - two.start);
}

function smallest(block, [start, end, text]) {
  const found = [];
  let at = start;
  for (const { same, old, fresh } of changes(block.text.slice(start, end), text)) {
    const stop = at + old.length;
    if (!same) found.push(wholePieces(block, at, stop, fresh));
    at = stop;
  }
  return found;
}

function wholePieces(block, start, end, text) {
  for (const [low, high] of block.protected) {
    const inside = start === end && low < start && start < high;
    if (inside || (start < high && low < end)) throw new Error("this touches a protected part, such as code or an address");
  }
  let [first, last, fresh] = [start, end, text];
  for (const [plain, , length, fileLength] of block.pieces) {
    const stop = plain + length;
    if (length === fileLength || length < 2) continue;
    if (plain < first && first < stop) {
      fresh = block.text.slice(plain, first) + fresh;
      first = plain;
    }
    if (plain < last && last < stop) {
      fresh += block.text.slice(last, stop);
      last = stop;
    }
  }
  return [first, last, fresh];
}

function toFile(block, start, end) {
  if (start === end) return [point(block.pieces, start)];
  const spans = [];
  for (const [plain, file, length, fileLength] of block.pieces) {
    const low = Math.max(start, plain);
    const high = Math.min(end, plain + length);
    if (low >= high) continue;
    const span = length === fileLength ? [file + low - plain, file + high - plain] : [file, file + fileLength];
    const last = spans.at(-1);
    if (last && last[1] === span[0]) last[1] = span[1];
    else spans.push(span);
  }
  return spans;
}

// An insertion stands after the character before it where there is one.
function point(pieces, at) {
  const before = pieces.filter(([plain]) => plain < at).at(-1);
  if (!before) return pieces.length ? [pieces[0][1], pieces[0][1]] : [0, 0];
  const [plain, file, length, fileLength] = before;
  const inside = at - plain < length && length === fileLength;
  const place = file + (inside ? at - plain : fileLength);
  return [place, place];
}
