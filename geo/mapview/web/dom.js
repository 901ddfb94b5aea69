// Making elements. Text is only ever set as text: nothing here or elsewhere parses HTML.

import { directionOf, say } from "./texts.js";

const NS = "http://www.w3.org/2000/svg";

/**
 * element("button", {class: "x", onclick: f, "aria-label": "…"}, child, "text", …)
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} attributes
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) put(node, key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined).filter(Boolean));
  return node;
}

/**
 * @param {any} node
 * @param {string} key
 * @param {any} value
 */
function put(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key in node && key !== "list" && typeof value !== "string") node[key] = value;
  else node.setAttribute(key, value === true ? "" : value);
}

/**
 * The same for a drawing.
 *
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 */
export function svg(name, attributes, ...children) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/**
 * A tool of the map's edge: a sign or two, and words for who cannot see it.
 *
 * @param {string} words
 * @param {string} label
 * @param {() => void} onclick
 */
export function tool(words, label, onclick) {
  return element(
    "button",
    { type: "button", class: "tool", "aria-label": label, title: label, onclick },
    words,
  );
}

/**
 * A button of the panel that does not call for attention. `label` is for who cannot see what stands
 * around it.
 *
 * @param {string} words
 * @param {string} label
 * @param {() => void} onclick
 */
export function quiet(words, label, onclick) {
  const named = label === words ? null : label;
  return element("button", { type: "button", class: "quiet", "aria-label": named, onclick }, words);
}

/**
 * A name in its language, with the direction it is read in.
 *
 * @param {string} language
 * @param {string} text
 */
export function localName(language, text) {
  return element("span", { lang: language, dir: directionOf(language), class: "local" }, text);
}

/**
 * 1234.5 -> "1 235", with thin spaces.
 *
 * @param {number} value
 */
export function wholeNumber(value) {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u2009");
}

/**
 * 1234.5 -> "1 235 km".
 *
 * @param {number} value
 */
export function kilometres(value) {
  const number = wholeNumber(value);
  return say("{number}\u2009km", { number });
}

const LONGEST_FRAME = 200; // ms; a page that nobody sees is never painted

/**
 * When the browser has shown what stands by now.
 *
 * @returns {Promise<void>}
 */
export function painted() {
  return new Promise((done) => {
    window.requestAnimationFrame(() => window.setTimeout(done));
    window.setTimeout(done, LONGEST_FRAME);
  });
}
