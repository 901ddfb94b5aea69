// What stands on the screen as an SVG that needs no style sheet: boxes, words, signs, lines.

import { boxParts } from "./copied_box.js";
import { inkOf, shadowInk, svgFilter } from "./copied_ink.js";
import { linesOf, textParts } from "./copied_text.js";
import { svg } from "./dom.js";
import { sure } from "./sure.js";
import { SvgPen } from "./svg_pen.js";

const L = window.L;
const NOT_COPIED = "button, .hit, .leaflet-tooltip-pane, .leaflet-popup-pane, .unseen, script";
const SHARP = 2; // pixels of a picture for one of the screen
/** What an SVG shows if nothing is said: left out, the file is half as long. */
/** @type {Record<string, string>} */
const PLAIN = {
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "fill-rule": "nonzero",
  "paint-order": "normal",
};
const DRAWN = "path, circle, line, rect, polyline, polygon, ellipse";
/** Of a shape only its form is copied; its look comes from the style. */
const FORM = /^(d|[cr]?[xy]|[xy][12]|r|width|height|points|id|pattern\w+|transform)$/;

/** Copies what is in a box of the screen; what lies beside it is left out. */
export class Copy {
  /** @type {Map<string, Element>} */
  filters = new Map(); // words of a style sheet -> what an SVG says instead

  /**
   * `drawings` are the layers that draw on a canvas.
   *
   * @param {DOMRect} box
   * @param {any[]} [drawings]
   */
  constructor(box, drawings = []) {
    this.box = box;
    this.drawings = drawings;
  }

  /**
   * An element and all in it, as parts of an SVG whose origin is the corner of the box.
   *
   * @param {Element} node
   * @returns {Element[]}
   */
  parts(node) {
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden" || node.matches(NOT_COPIED)) {
      return [];
    }
    const found = this.own(node, style);
    const opacity = Number(style.opacity);
    return opacity < 1 && found.length ? [svg("g", { opacity }, ...found)] : found;
  }

  /**
   * @param {Element} node
   * @param {CSSStyleDeclaration} style
   */
  own(node, style) {
    if (node instanceof SVGSVGElement) return this.drawing(node);
    if (node instanceof HTMLImageElement) return this.image(node, style);
    if (node instanceof HTMLCanvasElement) return this.canvas(node);
    return [...this.boxes(node, style), ...this.content(node, style)];
  }

  /**
   * What is in an element, from the lowest to the highest.
   *
   * @param {Element} node
   * @param {CSSStyleDeclaration} style
   */
  content(node, style) {
    const height = (/** @type {Node} */ child) =>
      child instanceof Element ? Number.parseInt(getComputedStyle(child).zIndex, 10) || 0 : 0;
    const children = [...node.childNodes].map((child) => ({ child, z: height(child) }));
    children.sort((one, other) => one.z - other.z);
    return children.flatMap(({ child }) => {
      if (child instanceof Text) return this.words(child, style);
      return child instanceof Element ? this.parts(child) : [];
    });
  }

  /**
   * @param {Text} node
   * @param {CSSStyleDeclaration} style
   */
  words(node, style) {
    if (!node.data.trim()) return [];
    const lines = linesOf(node).filter(({ box }) => this.meets(box));
    const isStruck = Boolean(node.parentElement?.closest("s, del"));
    return lines.flatMap((line) => textParts({ ...line, isStruck }, style, this.box));
  }

  /** @param {DOMRect} other */
  meets(other) {
    const { left, right, top, bottom } = this.box;
    return other.left < right && other.right > left && other.top < bottom && other.bottom > top;
  }

  /**
   * The ground of an element, the ring around it and its edges.
   *
   * @param {Element} node
   * @param {CSSStyleDeclaration} style
   */
  boxes(node, style) {
    return this.meets(node.getBoundingClientRect()) ? boxParts(node, style, this.box) : [];
  }

  /**
   * A drawing within the page, moved and sized as it is there.
   *
   * @param {SVGSVGElement} node
   */
  drawing(node) {
    const box = node.getBoundingClientRect();
    const { x, y, width } = node.viewBox.baseVal;
    const scale = width ? box.width / width : 1;
    const [left, top] = [box.left - this.box.left - x * scale, box.top - this.box.top - y * scale];
    const parts = [...node.children].flatMap((child) => this.shape(child));
    const grown = scale === 1 ? "" : ` scale(${scale})`;
    return parts.length
      ? [svg("g", { transform: `translate(${left} ${top})${grown}` }, ...parts)]
      : [];
  }

  /**
   * @param {Element} node
   * @returns {Element[]}
   */
  shape(node) {
    if (!node.matches(DRAWN)) {
      const children = [...node.children].flatMap((child) => this.shape(child));
      return children.length ? [this.like(node, {}, ...children)] : [];
    }
    const style = getComputedStyle(node);
    const isUnseen = style.fill === "none" && style.stroke === "none";
    const isDefined = node.closest("defs") !== null;
    if (isUnseen || !(isDefined || this.meets(node.getBoundingClientRect()))) return [];
    const shadow = style.filter.includes("drop-shadow") && shadowInk(style.filter);
    const look = lookOf(style);
    const width = Number.parseFloat(style.strokeWidth) + 3;
    const halo = shadow && { ...look, stroke: shadow.colour, "stroke-width": width };
    return [...(halo ? [this.like(node, halo)] : []), this.like(node, look)];
  }

  /**
   * @param {Element} node
   * @param {Record<string, string | number>} look
   * @param {...Element} children
   */
  like(node, look, ...children) {
    const form = [...node.attributes].filter(({ name }) => FORM.test(name));
    const attributes = Object.fromEntries(form.map(({ name, value }) => [name, value]));
    return svg(node.tagName, { ...attributes, ...look }, ...children);
  }

  /**
   * What a layer has drawn on a canvas, drawn once more with a pen that leaves lines.
   *
   * @param {HTMLCanvasElement} node
   */
  canvas(node) {
    const layer = this.drawings.find(({ _container }) => _container === node);
    if (!layer) return [];
    const pen = new SvgPen(`canvas-${this.drawings.indexOf(layer)}`);
    layer.drawWith(pen);
    const at = node.getBoundingClientRect();
    const corner = L.DomUtil.getPosition(node);
    const [x, y] = [at.left - this.box.left - corner.x, at.top - this.box.top - corner.y];
    return pen.paths.length ? [svg("g", { transform: `translate(${x} ${y})` }, ...pen.paths)] : [];
  }

  /**
   * The part of a picture that is in sight; one of another server cannot be taken along.
   *
   * @param {HTMLImageElement} node
   * @param {CSSStyleDeclaration} style
   */
  image(node, style) {
    const at = node.getBoundingClientRect();
    const isOurs = new URL(node.src, document.baseURI).origin === window.location.origin;
    if (!isOurs || !node.complete || !node.naturalWidth || !this.meets(at)) return [];
    const filter = this.filter(style.filter);
    return [
      svg("image", {
        ...cutOut(node, at, this.box),
        preserveAspectRatio: "none",
        ...(filter ? { filter } : {}),
      }),
    ];
  }

  /** @param {string} words */
  filter(words) {
    const made = this.filters.get(words) ?? svgFilter(`filter-${this.filters.size + 1}`, words);
    if (!made) return "";
    this.filters.set(words, made);
    return `url(#${made.id})`;
  }
}

/** @param {CSSStyleDeclaration} style */
function lookOf(style) {
  const said = Object.entries(PLAIN).flatMap(([name, plain]) => {
    const value = style.getPropertyValue(name);
    return value && value !== plain ? [[name, value.replaceAll("px", "")]] : [];
  });
  const strength = style.opacity === "1" ? {} : { opacity: style.opacity };
  const stroke = paint("stroke", style);
  const width = Number.parseFloat(style.strokeWidth);
  return {
    ...paint("fill", style),
    ...stroke,
    ...(stroke.stroke === "none" ? {} : { "stroke-width": width }),
    ...Object.fromEntries(said),
    ...strength,
  };
}

/**
 * @param {"fill" | "stroke"} name
 * @param {CSSStyleDeclaration} style
 * @returns {Record<string, string | number>}
 */
function paint(name, style) {
  const value = style.getPropertyValue(name);
  if (value === "none") return { [name]: value };
  const opacity = Number(style.getPropertyValue(`${name}-opacity`));
  const ink = value.startsWith("url")
    ? { colour: value.replaceAll('"', ""), alpha: 1 }
    : inkOf(value);
  const whole = Math.round(ink.alpha * opacity * 1000) / 1000;
  return whole < 1 ? { [name]: ink.colour, [`${name}-opacity`]: whole } : { [name]: ink.colour };
}

/**
 * Where the visible part of a picture lies, and that part in itself, no finer than it is seen.
 *
 * @param {HTMLImageElement} node
 * @param {DOMRect} at
 * @param {DOMRect} box
 */
function cutOut(node, at, box) {
  const scale = node.naturalWidth / at.width;
  const tall = node.naturalHeight / at.height;
  // Whole pixels of the picture: half of one would shift it against the lines.
  const left = Math.max(0, Math.floor((box.left - at.left) * scale));
  const top = Math.max(0, Math.floor((box.top - at.top) * tall));
  const right = Math.min(node.naturalWidth, Math.ceil((box.right - at.left) * scale));
  const bottom = Math.min(node.naturalHeight, Math.ceil((box.bottom - at.top) * tall));
  const [width, height] = [right - left, bottom - top];
  const shrink = Math.min(1, SHARP / scale);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * shrink));
  canvas.height = Math.max(1, Math.round(height * shrink));
  const pen = sure(canvas.getContext("2d"));
  pen.drawImage(node, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return {
    x: at.left - box.left + left / scale,
    y: at.top - box.top + top / tall,
    width: width / scale,
    height: height / tall,
    href: canvas.toDataURL(isOpaque(node) ? "image/jpeg" : "image/png", 0.88),
  };
}

/**
 * Whether a picture covers all that lies below it.
 *
 * @param {HTMLImageElement} node
 */
function isOpaque(node) {
  const canvas = document.createElement("canvas");
  const pen = sure(canvas.getContext("2d"));
  pen.drawImage(node, 0, 0, canvas.width, canvas.height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return data.every((part, at) => at % 4 < 3 || part === 255);
}
