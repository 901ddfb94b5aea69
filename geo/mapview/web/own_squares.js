// A reader's own layer over everything else, in squares that the app makes when they are asked for.

import { CanvasLayer } from "./canvas_layer.js";
import { wholeNumber } from "./dom.js";
import { say } from "./texts.js";

const L = window.L;
const ACROSS = 4096; // steps of a square, as `squares.py` writes them
const DEEPEST = 16;
const KEPT = 80; // squares in memory
const HEAD = 16; // bytes
const DOT = 1e-8; // of the square; browsers draw nothing where a line has no length at all
const MANY = 2000; // features: from here on lines are thin and have no rim
/** Kinds of pieces, as `squares.py` numbers them. */
const [POINT, LINE, AREA, EDGE] = [0, 1, 2, 3];

/**
 * Where the squares are, what they cover, the names of the colours by class, and how many features
 * the layer has.
 *
 * @typedef {{ squares: string, box: number[], colours: string[], count: number }} OwnLayer
 */

/** @typedef {{ kind: number, colour: number, parts: import("./canvas_layer.js").Part[] }} Pieces */

/** @typedef {{ here: number, drawn: number, pieces: Pieces[], fault?: string }} Square */

/** @type {Square} */
const NOTHING = { here: 0, drawn: 0, pieces: [] };
const GONE = 404;

/**
 * The pieces of a square by kind and class, on the square of Web Mercator.
 *
 * @param {ArrayBuffer} block
 * @param {{ zoom: number, x: number, y: number }} place
 * @returns {Square}
 */
export function unpacked(block, { zoom, x, y }) {
  const [here, drawn, count, points] = new Uint32Array(block, 0, 4);
  const starts = new Uint32Array(block, HEAD, count + 1);
  const steps = new Int16Array(block, HEAD + 4 * (count + 1), 2 * points);
  const looks = new Uint8Array(block, HEAD + 4 * (count + 1) + 4 * points);
  const size = 1 / 2 ** zoom;
  /** @type {Map<string, Pieces>} */
  const found = new Map();
  for (let at = 0; at < count; at += 1) {
    const [kind, colour] = [looks[at], looks[count + at]];
    const key = `${kind}-${colour}`;
    if (!found.has(key)) found.set(key, { kind, colour, parts: [] });
    const piece = steps.subarray(2 * starts[at], 2 * starts[at + 1]);
    found.get(key)?.parts.push(placed(piece, size, x, y));
  }
  return { here, drawn, pieces: [...found.values()] };
}

/**
 * @param {Int16Array} steps
 * @param {number} size
 * @param {number} x
 * @param {number} y
 * @returns {import("./canvas_layer.js").Part}
 */
function placed(steps, size, x, y) {
  // A point is a line of next to no length: its round ends are the dot.
  const isPoint = steps.length === 2;
  const points = new Float64Array(isPoint ? 4 : steps.length);
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const from = isPoint ? 0 : at;
    points[at] = (x + steps[from] / ACROSS) * size + (isPoint ? at * DOT : 0);
    points[at + 1] = (y + steps[from + 1] / ACROSS) * size;
    box[0] = Math.min(box[0], points[at]);
    box[1] = Math.min(box[1], points[at + 1]);
    box[2] = Math.max(box[2], points[at]);
    box[3] = Math.max(box[3], points[at + 1]);
  }
  return { points, box };
}

export class OwnSquares {
  /** @type {Map<string, Promise<Square>>} */
  squares = new Map();
  turn = 0;

  /**
   * @param {Leaflet.Map} map
   * @param {OwnLayer} layer
   * @param {{ url: (name: string) => string, announce: (words: string) => void }} frame
   */
  constructor(map, layer, { url, announce }) {
    this.map = map;
    this.layer = layer;
    this.url = url;
    this.announce = announce;
    map.createPane("own").style.zIndex = "430"; // above lines and routes, below names
    this.canvas = new CanvasLayer({ pane: "own", padding: 0.3 });
  }

  /** What the layer covers, as corners for Leaflet; none if nothing is shown. */
  bounds() {
    const [west, south, east, north] = this.layer.box;
    return this.layer.box.length ? L.latLngBounds([south, west], [north, east]) : null;
  }

  /** From now on, what comes into view is fetched and drawn; returns once the first is. */
  follow() {
    this.canvas.addTo(this.map);
    this.map.on("moveend", () => this.look());
    return this.look();
  }

  /** @param {Record<string, string>} ink */
  paint(ink) {
    this.canvas.show(looksOf(this.layer, ink));
  }

  async look() {
    this.turn += 1;
    const { turn } = this;
    const got = await Promise.all(this.inView().map((place) => this.square(place)));
    if (turn !== this.turn) return;
    this.canvas.shapes = shapesOf(got);
    this.canvas.redraw();
    this.announce(whatIsMissing(got, this.layer.count));
  }

  /** The squares of this view; each is half as broad as the map of its zoom. */
  inView() {
    const zoom = Math.min(DEEPEST, Math.max(0, Math.round(this.map.getZoom()) - 1));
    const across = 2 ** zoom;
    const view = this.map.getBounds();
    const [west, north] = onSquare(view.getNorthWest(), across);
    const [east, south] = onSquare(view.getSouthEast(), across);
    const places = [];
    for (let y = north; y <= south; y += 1) {
      for (let x = west; x <= east; x += 1) places.push({ zoom, x, y });
    }
    return places;
  }

  /**
   * @param {{ zoom: number, x: number, y: number }} place
   * @returns {Promise<Square>}
   */
  square(place) {
    const name = `${place.zoom}/${place.x}/${place.y}`;
    const known = this.squares.get(name);
    this.squares.delete(name); // the last that was asked for stands last
    const asked = known ?? this.fetch(name, place);
    this.squares.set(name, asked);
    for (const old of [...this.squares.keys()].slice(0, -KEPT)) this.squares.delete(old);
    return asked;
  }

  /**
   * @param {string} name
   * @param {{ zoom: number, x: number, y: number }} place
   * @returns {Promise<Square>}
   */
  async fetch(name, place) {
    try {
      const answer = await fetch(this.url(`${this.layer.squares}/${name}`));
      // The layer goes with the visit: the app knows it no more, and says so with each square.
      if (answer.status === GONE) return { ...NOTHING, fault: "gone" };
      if (!answer.ok) throw new Error(String(answer.status));
      return unpacked(await answer.arrayBuffer(), place);
    } catch {
      this.squares.delete(name); // asked again with the next move
      return { ...NOTHING, fault: "failed" };
    }
  }
}

/**
 * What is not drawn of the features in view, in words; nothing where all are.
 *
 * @param {Square[]} squares
 * @param {number} count How many features the layer has
 */
export function whatIsMissing(squares, count) {
  const faults = new Set(squares.map(({ fault }) => fault));
  if (faults.has("gone")) return say("The server has this layer no more; give the file again");
  if (faults.has("failed"))
    return say("Part of your layer could not be fetched; move the map to try again");
  const left = squares.reduce((total, { here, drawn }) => total + here - drawn, 0);
  if (!left) return "";
  // What lies in two squares is counted twice, but there is no more than there is.
  const here = Math.min(
    count,
    squares.reduce((total, square) => total + square.here, 0),
  );
  return say("{drawn} of {here} features here are drawn, nearer all of them", {
    drawn: wholeNumber(Math.max(0, here - left)),
    here: wholeNumber(here),
  });
}

/**
 * @param {Leaflet.LatLng} corner
 * @param {number} across
 */
function onSquare({ lat, lng }, across) {
  const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0);
  const clamped = [x, y].map((value) => Math.floor((value / 256) * across));
  return clamped.map((value) => Math.min(across - 1, Math.max(0, value)));
}

/** @param {Square[]} squares */
function shapesOf(squares) {
  const all = squares.flatMap(({ pieces }) => pieces);
  const of = (/** @type {number[]} */ ...kinds) =>
    all
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ colour, parts }) => ({ parts, properties: { colour } }));
  const lines = of(LINE, EDGE);
  const points = of(POINT);
  // The rims first: no rim may cut the line of a neighbour.
  return { areas: of(AREA), rims: lines, lines, "point-rims": points, points };
}

/**
 * @param {OwnLayer} layer
 * @param {Record<string, string>} ink
 * @returns {Record<string, import("./canvas_layer.js").Look | null>}
 */
function looksOf({ colours, count }, ink) {
  const isFew = count < MANY;
  const color = (/** @type {{ colour: number }} */ { colour }) => ink[colours[colour]] ?? ink.ink;
  return {
    areas: (found) => ({ fill: color(found), opacity: 0.12, rule: "nonzero" }),
    rims: isFew ? () => ({ color: ink.paper, weight: 6 }) : null,
    lines: (found) => ({ color: color(found), weight: isFew ? 2.5 : 1.2 }),
    "point-rims": isFew ? () => ({ color: ink.paper, weight: 13 }) : null,
    points: (found) => ({ color: color(found), weight: isFew ? 9 : 4 }),
  };
}
