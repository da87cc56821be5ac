// Nodes are built here and nowhere from markup: article text can only ever become text.

// Controls that rewrite what is seen, and halves of characters; each becomes one mark.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function visible(text) {
  return text.replace(CONTROLS, "\ufffd");
}

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(typeof child === "object" ? child : visible(String(child)));
  }
}

export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

export function hidden(text) {
  return h("span", { class: "vh" }, text);
}

export function byId(id) {
  return document.getElementById(id);
}

export function plural(count, noun) {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${noun}${count === 1 ? "" : "s"}`;
}

// Say it to a screen reader, and show it for a moment.
export function say(text, show = true) {
  byId("say").textContent = visible(text);
  if (!show) return;
  const toast = byId("toast");
  toast.textContent = visible(text);
  toast.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { toast.hidden = true; }, 4500);
}

export function isTyping(target) {
  if (target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  return target.tagName === "INPUT" && !["checkbox", "radio", "button", "file"].includes(target.type);
}
