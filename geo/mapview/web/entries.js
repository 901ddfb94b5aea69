// What of the projects is loaded, by polyline and by outline, and what of that is visible.

import { sure } from "./sure.js";

const L = window.L;

/**
 * A course in layer points, rounded to a tenth of a pixel, and the same as the path of an SVG.
 *
 * @typedef {{ points: Point[], path: string }} Course
 */

/** @typedef {DrawnProperties & { id: string }} Props */

/**
 * What polylines and outlines have in common. `extras` stand on the map where the style asks for
 * them; `look` and `told` are what was last set of style and of words, so that nothing is set
 * again.
 *
 * @typedef {{ key: string, project: string, props: Props, extras: Leaflet.Polyline[],
 *   shown: boolean, look: string, told: string }} Common
 */

/**
 * One project on one segment. All its parts have one course, which is worth keeping while `stamp`
 * names the zoom and the origin that it was worked out for.
 *
 * @typedef {Common & { kind: "segment", main: Leaflet.Polyline, casing: Leaflet.Polyline,
 *   hit: Leaflet.Polyline, ticks: Leaflet.Polyline | null, bed: Leaflet.Polyline | null,
 *   stamp: string, course: Course | null }} StrandEntry
 */

/** @typedef {Common & { kind: "area", main: Leaflet.Path }} AreaEntry */

/** @typedef {StrandEntry | AreaEntry} Entry */

/**
 * Under this key a polyline is known everywhere: a segment has one polyline for each project on it.
 *
 * @param {string} id
 * @param {string} project
 */
export function keyOf(id, project) {
  return `${id} ${project}`;
}

/**
 * The box around points that GeoJSON writes with the longitude first.
 *
 * @param {Point[]} coordinates
 * @returns {Leaflet.Bounds}
 */
export function boundsOf(coordinates) {
  return L.latLngBounds(coordinates.map(([lon, lat]) => [lat, lon]));
}

/**
 * Whether an entry is a polyline.
 *
 * @param {Entry} entry
 * @returns {entry is StrandEntry}
 */
export function isStrand(entry) {
  return entry.kind === "segment";
}

export class Entries {
  /** @type {Map<string, Entry>} */
  byKey = new Map();
  /** @type {Map<string, Leaflet.Bounds>} */
  shapes = new Map(); // id of a segment or area -> its bounds, one for all who run over it
  /** @type {Map<string, string[]>} */
  layers = new Map(); // project id -> keys of its entries, along its course
  /** @type {Map<string, string[]>} */
  owners = new Map(); // id of a segment or area -> the projects that brought it
  /** @type {string[]} */
  order;
  /** @type {Map<string, number>} */
  place; // project id -> its place in the order

  /** @param {string[]} order of the projects: in it they are drawn and reached by keys */
  constructor(order) {
    this.order = order;
    this.place = new Map(order.map((project, at) => [project, at]));
  }

  /** @param {Entry} entry */
  put(entry) {
    const { key, project, props } = entry;
    this.byKey.set(key, entry);
    this.owners.set(props.id, [...(this.owners.get(props.id) ?? []), project]);
  }

  /**
   * The place of a project in the order.
   *
   * @param {string} project
   */
  placeOf(project) {
    return this.place.get(project) ?? -1;
  }

  /** @param {string} key */
  get(key) {
    return sure(this.byKey.get(key));
  }

  all() {
    return [...this.byKey.values()];
  }

  /**
   * The projects among the loaded ones that run over a segment, or that an outline belongs to.
   *
   * @param {string} id
   */
  projectsOf(id) {
    const owners = [...(this.owners.get(id) ?? [])];
    return owners.sort((one, other) => this.placeOf(one) - this.placeOf(other));
  }

  /** The visible polylines and outlines, project by project and along each. */
  visible() {
    const keys = this.order.flatMap((project) => this.layers.get(project) ?? []);
    return keys.map((key) => this.get(key)).filter((entry) => entry.shown);
  }

  /** The visible polylines. */
  polylines() {
    return this.visible().filter(isStrand);
  }

  /**
   * The box around a segment or outline, or around all that a project runs over; one that is not
   * valid if nothing of that name is loaded.
   *
   * @param {string} id
   * @returns {Leaflet.Bounds}
   */
  bounds(id) {
    const shape = this.shapes.get(id);
    if (shape) return shape;
    const keys = this.layers.get(id) ?? [];
    const boxes = keys.map((key) => sure(this.shapes.get(this.get(key).props.id)));
    return boxes.reduce((sum, box) => sum.extend(box), L.latLngBounds([]));
  }
}
