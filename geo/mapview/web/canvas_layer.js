// Lines and areas that nobody clicks, all on one canvas.
//
// Leaflet makes an object of every feature and every point, and projects each of them again at
// every zoom. Here a point is projected once, which takes a tenth of a second off the first map.

const L = window.L;
/** Zoom from which the coarse shapes look coarse: fine ones of a square take their place. */
export const NEAR_FROM = 6.5;
const APART = 0.7; // pixels: nearer points are one

/**
 * A line or ring on the square of Web Mercator (EPSG:3857): x, y, x, y, … from 0 to 1, and the
 * box around it.
 *
 * @typedef {{ points: Float64Array, box: Box }} Part
 */

/** @typedef {{ parts: Part[], properties: any }} Shape */

/** @typedef {{ box: Box, shapes: Record<string, Shape[]> }} FineSquare */

/**
 * How many pixels the square of Web Mercator has, where its origin lies on the canvas, and what
 * part of it is in view.
 *
 * @typedef {{ scale: number, left: number, top: number, box: Box }} View
 */

/**
 * What is drawn of a feature, by its properties and the zoom.
 *
 * @typedef {(properties: any, zoom: number) => Ink} Look
 */

/** @typedef {{ fill?: string, color?: string, weight?: number, opacity?: number,
 *   dash?: number[], rule?: CanvasFillRule }} Ink */

/**
 * @param {number[]} steps A position in parts of a degree, and from it one step after another, as
 *   `ground_files.py` writes them
 * @param {number} perDegree
 * @returns {Float64Array}
 */
function projected(steps, perDegree) {
  // Numbers side by side: tens of thousands of pairs would be as many objects.
  const found = new Float64Array(steps.length);
  let [lon, lat] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    lon += steps[at];
    lat += steps[at + 1];
    found[at] = lon / perDegree / 360 + 0.5;
    const stretched = Math.log(Math.tan(((90 + lat / perDegree) * Math.PI) / 360));
    found[at + 1] = 0.5 - stretched / (2 * Math.PI);
  }
  return found;
}

/**
 * @param {Float64Array} points
 * @returns {Box}
 */
function boxAround(points) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    box[0] = Math.min(box[0], points[at]);
    box[1] = Math.min(box[1], points[at + 1]);
    box[2] = Math.max(box[2], points[at]);
    box[3] = Math.max(box[3], points[at + 1]);
  }
  return box;
}

/**
 * A feature with its lines or rings projected, and the box around each.
 *
 * @param {GroundFeature} feature
 * @param {number} perDegree
 * @returns {Shape}
 */
function shape({ lines, properties }, perDegree) {
  const parts = lines.map((steps) => {
    const points = projected(steps, perDegree);
    return { points, box: boxAround(points) };
  });
  return { parts, properties };
}

/**
 * A canvas of Leaflet's, which knows when and where to draw; what is drawn comes from `put` and
 * `show`.
 */
export const CanvasLayer = L.Canvas.extend({
  shapes: {},
  looks: {},
  /** @type {FineSquare[]} */
  near: [],

  /**
   * Keep the features of a file of the ground under a name.
   *
   * @param {string} name
   * @param {GroundFile} file
   */
  put(name, { features, per_degree }) {
    const shapes = features.map((feature) => shape(feature, per_degree));
    this.shapes = { ...this.shapes, [name]: shapes };
    this.redraw();
  },

  /**
   * Keep the fine shapes of a square, which are drawn near in place of those of the same names.
   *
   * @param {NearSquare} square
   */
  putNear({ box: [west, south, east, north], per_degree, shapes }) {
    const corners = projected([west, south, east - west, north - south], 1);
    const fine = Object.entries(shapes).map(([name, features]) => [
      name,
      features.map((feature) => shape(feature, per_degree)),
    ]);
    this.near = [...this.near, { box: boxAround(corners), shapes: Object.fromEntries(fine) }];
    if (this._zoom >= NEAR_FROM) this.redraw();
  },

  /**
   * What is drawn, from the bottom to the top: a function by name that takes the properties of a
   * feature and gives {fill} or {color, weight, opacity, dash}; a name without one is left out.
   *
   * @param {Record<string, Look | null>} looks
   */
  show(looks) {
    this.looks = looks;
    this.redraw();
  },

  redraw() {
    if (!this._map) return;
    L.Util.cancelAnimFrame(this._redrawRequest); // one of an earlier stay on the map may be left
    this._redrawRequest = L.Util.requestAnimFrame(this._redraw, this);
  },

  /** What is drawn belongs to the view of this moment, also while the map flies on. */
  _update() {
    this._origin = this._map.getPixelOrigin();
    L.Canvas.prototype._update.call(this);
  },

  _draw() {
    const scale = this._map.options.crs.scale(this._zoom);
    const { min, max } = this._bounds;
    const [left, top] = [this._origin.x / scale, this._origin.y / scale];
    const [west, east] = [min.x, max.x].map((x) => x / scale + left);
    const [north, south] = [min.y, max.y].map((y) => y / scale + top);
    /** @type {View} */
    // What is drawn keeps its own unit, the square of Mercator; only the view is converted.
    const view = { scale, left, top, box: [west, north, east, south] };
    this._ctx.save();
    for (const [name, look] of Object.entries(this.looks)) {
      if (look) this._drawNamed(name, look, view);
    }
    this._ctx.restore();
  },

  /**
   * All of one name: what is coarse, but not where there is something finer.
   *
   * @param {string} name
   * @param {Look} look
   * @param {View} view
   */
  _drawNamed(name, look, view) {
    const inked = (/** @type {any} */ properties) => look(properties, this._zoom);
    /** @type {FineSquare[]} */
    const near = this._zoom < NEAR_FROM ? [] : this.near;
    const fine = near.filter(({ box, shapes }) => name in shapes && meet(box, view.box));
    this._ctx.save();
    leaveOut(
      this._ctx,
      fine.map(({ box }) => box),
      view,
    );
    for (const found of this.shapes[name] ?? []) draw(this._ctx, found, inked, view);
    this._ctx.restore();
    for (const found of fine.flatMap(({ shapes }) => shapes[name])) {
      draw(this._ctx, found, inked, view);
    }
  },

  /**
   * The same once more, in layer points, with a pen that keeps what is drawn.
   *
   * @param {import("./svg_pen.js").SvgPen} pen
   */
  drawWith(pen) {
    const own = this._ctx;
    this._ctx = pen;
    this._draw();
    this._ctx = own;
  },
});

/**
 * Nothing is drawn in these boxes until the pen is restored.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Box[]} boxes
 * @param {View} view
 */
function leaveOut(pen, boxes, { scale, left, top, box: all }) {
  if (!boxes.length) return;
  pen.beginPath();
  for (const [west, north, east, south] of [all, ...boxes]) {
    const [x, y] = [(west - left) * scale, (north - top) * scale];
    pen.rect(x, y, (east - west) * scale, (south - north) * scale);
  }
  pen.clip("evenodd");
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ parts: Part[], properties: any }} shape
 * @param {(properties: any) => Ink} look
 * @param {View} view
 */
function draw(pen, { parts, properties }, look, view) {
  const { fill, color, weight, opacity = 1, dash = [], rule = "evenodd" } = look(properties);
  if (!opacity) return;
  // One path for all parts of a feature: painting costs by the path, and holes need their ring.
  pen.beginPath();
  for (const { points, box } of parts) {
    if (!meet(box, view.box)) continue;
    if (fill) traceRing(pen, points, view);
    else traceLine(pen, points, view);
  }
  pen.globalAlpha = opacity;
  if (fill) {
    pen.fillStyle = fill;
    pen.fill(rule); // by evenodd, a ring in a ring is a hole, whichever way it runs
  } else {
    Object.assign(pen, {
      strokeStyle: color,
      lineWidth: weight,
      lineCap: "round",
      lineJoin: "round",
    });
    pen.setLineDash(dash);
    pen.stroke();
  }
}

/**
 * @param {Box} box
 * @param {Box} other
 */
function meet(box, other) {
  return box[0] <= other[2] && box[2] >= other[0] && box[1] <= other[3] && box[3] >= other[1];
}

/**
 * Where the next point is that is not too near to the one at `from`; 0 after the last one. What
 * is drawn has tens of thousands of points, so nothing is made for each of them.
 *
 * @param {Float64Array} points
 * @param {number} from
 * @param {number} apart
 */
function following(points, from, apart) {
  // The last point is always taken: a line has to end where it ends.
  const last = points.length - 2;
  let at = from + 2;
  while (at < last && isNear(points, at, from, apart)) at += 2;
  return at <= last ? at : 0;
}

/**
 * @param {Float64Array} points
 * @param {number} at
 * @param {number} from
 * @param {number} apart
 */
function isNear(points, at, from, apart) {
  return (
    Math.abs(points[at] - points[from]) < apart &&
    Math.abs(points[at + 1] - points[from + 1]) < apart
  );
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Float64Array} points
 * @param {View} view
 */
function traceRing(pen, points, { scale, left, top }) {
  const apart = APART / scale;
  pen.moveTo((points[0] - left) * scale, (points[1] - top) * scale);
  for (let at = following(points, 0, apart); at; at = following(points, at, apart)) {
    pen.lineTo((points[at] - left) * scale, (points[at + 1] - top) * scale);
  }
  pen.closePath();
}

/**
 * What lies outside the canvas is left out.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Float64Array} points
 * @param {View} view
 */
function traceLine(pen, points, { scale, left, top, box }) {
  const apart = APART / scale;
  let [x, y] = points;
  pen.moveTo((x - left) * scale, (y - top) * scale);
  for (let at = following(points, 0, apart); at; at = following(points, at, apart)) {
    const nextX = points[at];
    const nextY = points[at + 1];
    // One that passes a corner outside is drawn for nothing: finding it would cost more.
    const isOutside = isBeside(x, nextX, box[0], box[2]) || isBeside(y, nextY, box[1], box[3]);
    if (isOutside) pen.moveTo((nextX - left) * scale, (nextY - top) * scale);
    else pen.lineTo((nextX - left) * scale, (nextY - top) * scale);
    x = nextX;
    y = nextY;
  }
}

/**
 * Whether both ends of a stretch lie on the same outer side of a range.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} low
 * @param {number} high
 */
function isBeside(from, to, low, high) {
  return (from < low && to < low) || (from > high && to > high);
}
