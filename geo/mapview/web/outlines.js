// Lines and areas that nobody clicks, all on one canvas.
//
// Leaflet makes an object of every feature and every point, and projects each of them again at
// every zoom. Here a point is projected once, which takes a tenth of a second off the first map.

const L = window.L;
const APART = 0.7; // pixels: nearer points are one

/** Where a line of [lon, lat] lies on the square of Web Mercator (EPSG:3857): x, y, x, y, … from 0 to 1. */
function projected(line) {
  const found = new Float64Array(line.length * 2);
  line.forEach(([lon, lat], at) => {
    found[at * 2] = lon / 360 + 0.5;
    found[at * 2 + 1] = 0.5 - Math.log(Math.tan(((90 + lat) * Math.PI) / 360)) / (2 * Math.PI);
  });
  return found;
}

/** A GeoJSON feature with its lines or rings projected, and the box around each. */
function shape({ geometry: { type, coordinates }, properties }) {
  const nested = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[type];
  const lines = nested === 0 ? [coordinates] : coordinates.flat(nested - 1);
  const parts = lines.map((line) => {
    const points = projected(line);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < points.length; at += 2) {
      box[0] = Math.min(box[0], points[at]);
      box[1] = Math.min(box[1], points[at + 1]);
      box[2] = Math.max(box[2], points[at]);
      box[3] = Math.max(box[3], points[at + 1]);
    }
    return { points, box };
  });
  return { parts, properties };
}

/** A canvas of Leaflet's, which knows when and where to draw; what is drawn comes from `put` and `show`. */
export const Outlines = L.Canvas.extend({
  shapes: {},
  looks: {},

  /** Keep the features of a GeoJSON collection under a name. */
  put(name, { features }) {
    this.shapes = { ...this.shapes, [name]: features.map(shape) };
    this.redraw();
  },

  /**
   * What is drawn, from the bottom to the top: a function by name that takes the properties of a
   * feature and gives {fill} or {color, weight, opacity, dash}; a name without one is left out.
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
    const view = { scale, left: this._origin.x / scale, top: this._origin.y / scale };
    view.box = [min.x, min.y, max.x, max.y].map(
      (pixel, at) => pixel / scale + (at % 2 ? view.top : view.left),
    );
    this._ctx.save();
    for (const [name, look] of Object.entries(this.looks)) {
      if (look)
        for (const one of this.shapes[name] ?? []) draw(this._ctx, one, look(one.properties), view);
    }
    this._ctx.restore();
  },
});

function draw(pen, { parts }, { fill, color, weight, opacity = 1, dash = [] }, view) {
  const [west, north, east, south] = view.box;
  pen.beginPath();
  for (const { points, box } of parts) {
    if (box[0] > east || box[2] < west || box[1] > south || box[3] < north) continue;
    trace(pen, points, view, Boolean(fill));
  }
  pen.globalAlpha = opacity;
  if (fill) {
    pen.fillStyle = fill;
    pen.fill("evenodd");
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

/** One line or ring as a path; of a line, what lies outside the canvas is left out. */
function trace(pen, points, { scale, left, top, box: [west, north, east, south] }, isRing) {
  const apart = APART / scale;
  let [x, y] = points;
  pen.moveTo((x - left) * scale, (y - top) * scale);
  for (let at = 2; at < points.length; at += 2) {
    const [nextX, nextY] = [points[at], points[at + 1]];
    const isLast = at + 2 === points.length;
    if (!isLast && Math.abs(nextX - x) < apart && Math.abs(nextY - y) < apart) continue;
    const isOutside =
      !isRing &&
      ((x < west && nextX < west) ||
        (x > east && nextX > east) ||
        (y < north && nextY < north) ||
        (y > south && nextY > south));
    if (isOutside) pen.moveTo((nextX - left) * scale, (nextY - top) * scale);
    else pen.lineTo((nextX - left) * scale, (nextY - top) * scale);
    [x, y] = [nextX, nextY];
  }
  if (isRing) pen.closePath();
}
