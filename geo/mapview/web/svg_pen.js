// A pen that a canvas can be drawn with, and that leaves paths of an SVG instead of pixels.

import { svg } from "./dom.js";

/**
 * Tenths of a pixel: nobody sees finer ones.
 *
 * @param {number} pixel
 */
const tenth = (pixel) => Math.round(pixel * 10) / 10;

/** The part of a canvas' context that `canvas_layer.js` draws with. */
export class SvgPen {
  /** @type {Element[]} */
  paths = [];
  course = "";
  start = ""; // of a line that may never be drawn
  globalAlpha = 1;
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  /** @type {number[]} */
  dash = [];

  cut = ""; // the name of what lies outside of the clip, if there is one
  cuts = 0;
  /** @type {string[]} */
  saved = [];

  /** @param {string} name names of clips begin with it: a picture holds several canvases */
  constructor(name) {
    this.name = name;
  }

  save() {
    this.saved.push(this.cut);
  }

  restore() {
    this.cut = this.saved.pop() ?? "";
  }

  beginPath() {
    this.course = "";
    this.start = "";
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.start = `M${tenth(x)} ${tenth(y)}`;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.course += `${this.start}L${tenth(x)} ${tenth(y)}`;
    this.start = "";
  }

  closePath() {
    if (!this.start) this.course += "Z";
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  rect(x, y, width, height) {
    const [right, bottom] = [x + width, y + height].map(tenth);
    this.course += `M${tenth(x)} ${tenth(y)}H${right}V${bottom}H${tenth(x)}Z`;
  }

  /** @param {string} [rule] */
  clip(rule = "nonzero") {
    this.cuts += 1;
    this.cut = `${this.name}-${this.cuts}`;
    const path = svg("path", { d: this.course, "clip-rule": rule });
    const cut = svg("clipPath", { id: this.cut });
    cut.append(path);
    this.paths.push(cut);
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  /** @param {string} [rule] */
  fill(rule = "nonzero") {
    this.put({ fill: this.fillStyle, "fill-opacity": this.globalAlpha, "fill-rule": rule });
  }

  stroke() {
    this.put({
      fill: "none",
      stroke: this.strokeStyle,
      "stroke-opacity": this.globalAlpha,
      "stroke-width": this.lineWidth,
      "stroke-linecap": this.lineCap,
      "stroke-linejoin": this.lineJoin,
      ...(this.dash.length ? { "stroke-dasharray": this.dash.join(" ") } : {}),
    });
  }

  /** @param {Record<string, string | number>} look */
  put(look) {
    /** @type {Record<string, string>} */
    const cut = this.cut ? { "clip-path": `url(#${this.cut})` } : {};
    if (this.course) this.paths.push(svg("path", { d: this.course, ...look, ...cut }));
  }
}
