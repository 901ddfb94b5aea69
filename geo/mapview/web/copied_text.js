// Words as they stand on the screen, line by line, as text of an SVG.

import { inkOf, shadowInk } from "./copied_ink.js";
import { svg } from "./dom.js";
import { sure } from "./sure.js";

/** @typedef {{ words: string, box: DOMRect, isStruck?: boolean }} Line */

const pen = sure(document.createElement("canvas").getContext("2d"));

/**
 * The words of a text node, each line with its box.
 *
 * @param {Text} node
 * @returns {Line[]}
 */
export function linesOf(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  // A space before the words is as wide as any letter, and is left out with its width.
  range.setStart(node, node.data.length - node.data.trimStart().length);
  const boxes = [...range.getClientRects()].filter(({ width }) => width);
  if (boxes.length === 1) return [{ words: plain(node.data), box: boxes[0] }];
  /** @type {Line[]} */
  const lines = [];
  // Letter by letter: only the browser knows where it breaks a line.
  let start = 0;
  for (const letter of node.data) {
    range.setStart(node, start);
    start += letter.length;
    range.setEnd(node, start);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (!box.width) continue;
    const isSameLine = last && Math.abs(last.box.top - box.top) < 2;
    if (isSameLine) {
      last.words += letter;
      last.box = around(last.box, box);
    } else if (letter.trim()) {
      lines.push({ words: letter, box });
    }
  }
  return lines.map(({ words, box }) => ({ words: plain(words), box }));
}

/** @param {string} text */
function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * @param {DOMRect} one
 * @param {DOMRect} other
 */
function around(one, other) {
  const left = Math.min(one.left, other.left);
  const right = Math.max(one.right, other.right);
  return new DOMRect(left, one.top, right - left, one.height);
}

/**
 * A line with the halo around it, if it has any.
 *
 * @param {Line} line
 * @param {CSSStyleDeclaration} style
 * @param {Leaflet.Pixel} origin
 */
export function textParts({ words, box, isStruck }, style, { x, y }) {
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText(words);
  const isFromRight = style.direction === "rtl";
  const { colour, alpha } = inkOf(style.color);
  const attributes = {
    x: (isFromRight ? box.right : box.left) - x,
    y: box.top - y + (box.height * up) / (up + down),
    "font-family": style.fontFamily.replaceAll('"', "'"),
    "font-size": style.fontSize,
    ...(style.fontWeight === "400" ? {} : { "font-weight": style.fontWeight }),
    ...(style.fontStyle === "normal" ? {} : { "font-style": style.fontStyle }),
    ...(style.letterSpacing === "normal" ? {} : { "letter-spacing": style.letterSpacing }),
    ...(isFromRight ? { direction: "rtl" } : {}),
    ...(isStruck ? { "text-decoration": "line-through" } : {}),
  };
  const said = style.textTransform === "uppercase" ? words.toUpperCase() : words;
  const write = (/** @type {Record<string, string | number>} */ look) => {
    const node = svg("text", { ...attributes, ...look });
    node.textContent = said;
    return node;
  };
  const halo = shadowInk(style.textShadow);
  const below = halo && {
    fill: "none",
    stroke: halo.colour,
    "stroke-opacity": 0.85,
    "stroke-width": 3,
    "stroke-linejoin": "round",
  };
  const parts = below ? [write(below)] : [];
  return [...parts, write({ fill: colour, ...(alpha < 1 ? { "fill-opacity": alpha } : {}) })];
}
