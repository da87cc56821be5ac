// The words an edit really changes: the same longest-match diff as Python's difflib,
// so that the desk and `mtqa apply` put every word into the same place.

const TOKEN = /\s+|[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]/gu;
const MANY = 400;

export function tokens(text) {
  return text.match(TOKEN) || [];
}

// Yields { same, old, fresh } in order; `old` and `fresh` are texts.
export function changes(before, after) {
  const old = tokens(before);
  const fresh = tokens(after);
  return opcodes(old, fresh).map(([same, low, high, first, last]) => ({
    same, old: old.slice(low, high).join(""), fresh: fresh.slice(first, last).join(""),
  }));
}

function opcodes(old, fresh) {
  const codes = [];
  let i = 0;
  let j = 0;
  const blocks = old.length > MANY || fresh.length > MANY ? commonEnds(old, fresh) : matches(old, fresh);
  for (const [a, b, size] of [...blocks, [old.length, fresh.length, 0]]) {
    if (i < a || j < b) codes.push([false, i, a, j, b]);
    if (size) codes.push([true, a, a + size, b, b + size]);
    i = a + size;
    j = b + size;
  }
  return codes;
}

function commonEnds(old, fresh) {
  const shorter = Math.min(old.length, fresh.length);
  let low = 0;
  while (low < shorter && old[low] === fresh[low]) low += 1;
  let high = 0;
  while (high < shorter - low && old.at(-1 - high) === fresh.at(-1 - high)) high += 1;
  return [[0, 0, low], [old.length - high, fresh.length - high, high]];
}

function matches(old, fresh) {
  const where = new Map();
  fresh.forEach((token, j) => {
    if (!where.has(token)) where.set(token, []);
    where.get(token).push(j);
  });
  const queue = [[0, old.length, 0, fresh.length]];
  const found = [];
  while (queue.length) {
    const [alo, ahi, blo, bhi] = queue.pop();
    const [i, j, size] = longest(old, where, alo, ahi, blo, bhi);
    if (!size) continue;
    found.push([i, j, size]);
    if (alo < i && blo < j) queue.push([alo, i, blo, j]);
    if (i + size < ahi && j + size < bhi) queue.push([i + size, ahi, j + size, bhi]);
  }
  return joined(found.sort((one, two) => one[0] - two[0] || one[1] - two[1]));
}

function longest(old, where, alo, ahi, blo, bhi) {
  let best = [alo, blo, 0];
  let lengths = new Map();
  for (let i = alo; i < ahi; i += 1) {
    const next = new Map();
    for (const j of where.get(old[i]) || []) {
      if (j < blo) continue;
      if (j >= bhi) break;
      const size = (lengths.get(j - 1) || 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return best;
}

function joined(found) {
  const blocks = [];
  for (const [i, j, size] of found) {
    const last = blocks.at(-1);
    if (last && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
    else blocks.push([i, j, size]);
  }
  return blocks;
}
