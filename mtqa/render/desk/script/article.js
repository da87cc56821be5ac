// The article in its two views; a decision redraws its own sentence and nothing else.

import { append, byId, fill, h, hidden, plural } from "./dom.js";
import { drawSentence } from "./marks.js";

// Up to here the whole article is drawn at once; a longer one as it comes into sight.
const AT_ONCE = 250;
const TAGS = { heading: "h2", item: "p", cell: "p", quote: "blockquote" };

export class ArticleView {
  constructor(model, choose) {
    this.model = model;
    this.mode = "suggesting";
    this.folded = false;
    this.root = byId("article");
    this.root.onclick = (event) => {
      const mark = event.target.closest("[data-i]");
      if (mark) choose(Number(mark.dataset.i), mark.classList.contains("chip"));
    };
    const { segments, blocks } = model.article;
    this.byBlock = blocks.map(() => []);
    segments.forEach(([block], s) => this.byBlock[block].push(s));
    this.lazy = model.findings.length > AT_ONCE || blocks.length > 2 * AT_ONCE;
    this.watch = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) this.dress(Number(target.dataset.b));
    }, { rootMargin: "600px" });
  }

  show(mode = this.mode, folded = this.folded) {
    this.mode = mode;
    this.folded = folded;
    this.places = new Map();
    this.bare = new Map();
    this.lit = [];
    this.watch.disconnect();
    this.root.className = `article ${mode}`;
    const rows = this.model.article.blocks.map((_, b) => this.block(b));
    const head = mode === "side" ? [h("div", { class: "row heads", "aria-hidden": true }, h("p", {}, "Draft"), h("p", {}, "Corrected"))] : [];
    fill(this.root, ...head, ...(folded ? foldRuns(rows) : rows));
    if (this.lazy) this.root.querySelectorAll("[data-b]").forEach((node) => this.watch.observe(node));
    else this.dressAll();
    this.mark();
  }

  // A paragraph is first its plain text; dressed, it shows its sentences and their findings.
  dress(b) {
    const bare = this.bare.get(b) || [];
    this.bare.delete(b);
    for (const [node, side] of bare) {
      this.watch.unobserve(node);
      this.fillParagraph(node, b, side);
      this.dim(node);
    }
    if (bare.length && this.blockOf(this.model.current) === b) this.mark();
  }

  dressAll() {
    for (const b of [...this.bare.keys()]) this.dress(b);
  }

  blockOf(i) {
    return i < 0 ? -1 : this.model.article.segments[this.model.findings[i].segment][0];
  }

  block(b) {
    const changed = this.byBlock[b].some((s) => this.model.bySegment.has(s));
    if (this.mode === "suggesting") return this.paragraph(b, "both", changed ? "block" : "block same");
    return h("div", { class: changed ? "row" : "row same" },
      this.paragraph(b, "draft", "block draft"), this.paragraph(b, "corrected", "block corrected"));
  }

  paragraph(b, side, classes) {
    const { article } = this.model;
    const block = article.blocks[b];
    const node = h(TAGS[block.kind] || "p", { class: `${classes} ${block.kind}`, lang: article.language, dir: "auto", "data-b": b }, block.text);
    if (!this.bare.has(b)) this.bare.set(b, []);
    this.bare.get(b).push([node, side]);
    return node;
  }

  fillParagraph(node, b, side) {
    const { article } = this.model;
    const block = article.blocks[b];
    node.replaceChildren();
    if (side === "draft" || side === "corrected") append(node, [hidden(side === "draft" ? "Draft: " : "Corrected: ")]);
    let at = 0;
    for (const s of this.byBlock[b]) {
      const [, start, end] = article.segments[s];
      const span = h("span", { class: "sentence", "data-s": s }, ...drawSentence(this.model, s, side));
      append(node, [block.text.slice(at, start), span]);
      if (!this.places.has(s)) this.places.set(s, []);
      this.places.get(s).push([span, side]);
      at = end;
    }
    append(node, [block.text.slice(at)]);
  }

  // Draw the sentences of these findings anew.
  redraw(findings) {
    const segments = new Set(findings.map((i) => this.model.findings[i].segment));
    for (const s of segments) {
      for (const [span, side] of this.places.get(s) || []) {
        fill(span, ...drawSentence(this.model, s, side));
        this.dim(span);
      }
    }
    this.mark();
  }

  // Findings that the filter leaves out step back.
  dim(within = this.root) {
    for (const node of within.querySelectorAll("[data-i]")) {
      node.classList.toggle("dim", !this.model.shows(Number(node.dataset.i)));
    }
  }

  mark() {
    for (const node of this.lit) {
      node.classList.remove("now");
      node.removeAttribute("aria-current");
      if (node.classList.contains("chip")) node.tabIndex = -1;
    }
    this.lit = this.nodes(this.model.current);
    for (const node of this.lit) {
      node.classList.add("now");
      if (node.classList.contains("chip")) {
        node.setAttribute("aria-current", "true");
        node.tabIndex = 0;
      }
    }
  }

  nodes(i) {
    const spans = i < 0 ? [] : this.places.get(this.model.findings[i].segment) || [];
    return spans.flatMap(([span]) => [...span.querySelectorAll(`[data-i="${i}"]`)]);
  }

  // Bring a sentence into view, below the bar and above the sheet of a phone.
  reach(segment) {
    this.dress(this.model.article.segments[segment][0]);
    const [place] = this.places.get(segment) || [];
    if (!place) return;
    const fold = place[0].closest("details");
    if (fold) fold.open = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const mark = this.lit.find((node) => place[0].contains(node)) || place[0];
    mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

function foldRuns(rows) {
  const out = [];
  for (const row of rows) {
    const last = out.at(-1);
    if (!row.classList.contains("same")) out.push(row);
    else if (last?.tagName === "DETAILS") last.append(row);
    else out.push(h("details", { class: "fold" }, h("summary", {}), row));
  }
  for (const fold of out) {
    if (fold.tagName === "DETAILS") fill(fold.firstChild, plural(fold.children.length - 1, "unchanged paragraph"));
  }
  return out;
}
