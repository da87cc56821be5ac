// How a replacement is written in each format, so that a corrected word never becomes markup.
// The rules are those of mtqa/formats/escape.py; a test compares the two.

const OPEN_MARKUP = /(?:&#?[A-Za-z0-9]{0,40}|<[/!?]?-?)$/;
const GOES_ON = /^[A-Za-z0-9#;/!?-]/;
const MARKUP = /[\\*_`[\]<&~|!#]/g;
const ENTITY = /^&#?[A-Za-z0-9]{1,40};/;
const BARE_MARK = /(?:^|[ \t>])(?:\d{1,9}[.)]|[-+*]|#{1,6})$/;
const BLOCK_MARK = /^(?:[#>+=~:-]|\d{1,9}(?=[.)])|\|)/;
const PUNCTUATION = /^[!-/:-@[-`{-~]/;
const LETTER = /^[\p{L}\p{N}]$/u;

export function written(escape, file, start, end, text, kind) {
  if (escape === "html") return html(file, start, end, text);
  if (escape === "markdown") return markdown(file, start, end, text, kind);
  return { start, end, text };
}

function html(file, start, end, plain) {
  const text = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  if (OPEN_MARKUP.test(file.slice(Math.max(0, start - 48), start))) {
    if (!text && end > start && end < file.length && GOES_ON.test(file[end])) {
      return { start, end: end + 1, text: reference(file[end]) };
    }
    if (text && GOES_ON.test(text)) return { start, end, text: reference(text[0]) + text.slice(1) };
  }
  return { start, end, text };
}

function reference(char) {
  return `&#x${char.codePointAt(0).toString(16).toUpperCase()};`;
}

function markdown(file, start, end, plain, kind) {
  const text = plain.replace(/\s*[\r\n]\s*/g, " ");
  const before = start ? file[start - 1] : "";
  const after = file.slice(end, end + 44);
  let out = text.replace(MARKUP, (char, at) => mark(char, at, text, before, after, kind));
  const head = BLOCK_MARK.exec(out);
  if (head) {
    const at = /^\d/.test(head[0]) ? head[0].length : 0;
    out = `${out.slice(0, at)}\\${out.slice(at)}`;
  }
  const line = file.lastIndexOf("\n", start - 1) + 1;
  if (/^\s/.test(text)) {
    if (BARE_MARK.test(file.slice(start ? line : 0, start))) return { start: start - 1, end, text: `\\${before}${out}` };
  } else if (before === "\\" && loneBackslash(file, start) && PUNCTUATION.test(out)) out = `\\${out}`;
  return { start, end, text: out };
}

function mark(char, at, text, before, after, kind) {
  const left = at ? text[at - 1] : before;
  const right = (text.slice(at + 1) + after)[0] || "";
  const needed = {
    "*": () => Boolean(left.trim() || right.trim()),
    _: () => !(LETTER.test(left) && LETTER.test(right)) && Boolean(left.trim() || right.trim()),
    "<": () => /^[A-Za-z/!?]/.test(right),
    "&": () => ENTITY.test(text.slice(at) + after),
    "|": () => kind === "cell",
    "!": () => right === "[" && at + 1 === text.length,
    "#": () => false,
  }[char] || (() => true);
  return needed() ? `\\${char}` : char;
}

function loneBackslash(file, end) {
  let count = 0;
  while (end > count && file[end - count - 1] === "\\") count += 1;
  return count % 2 === 1;
}
