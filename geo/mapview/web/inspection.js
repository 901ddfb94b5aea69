// What tests and the bench may ask of a map: named figures, to be read only.

import { isStrand } from "./entries.js";
import { sure } from "./sure.js";

/** Rounded as in a link. */
/** @param {number} value */
const rounded = (value) => Math.round(value * 1000) / 1000;

/**
 * @param {{ map: Leaflet.Map, index: AtlasIndex, drawing: import("./drawing.js").Drawing,
 *   state: () => ViewState, time: () => import("./timebar.js").Timebar | null,
 *   settled: () => Promise<void>, isAnswered: () => boolean }} parts
 */
export function inspection({ map, index, drawing, state, time, settled, isAnswered }) {
  return Object.freeze({
    map,
    index,
    /** Centre and zoom. */
    view() {
      const { lat, lng } = map.getCenter();
      return [lat, lng, map.getZoom()].map(rounded);
    },
    selected: () => state().select,
    /** The box around a record, as Leaflet's bounds. */
    bounds: (/** @type {string} */ id) => drawing.bounds(id),
    polylines: () =>
      drawing.entries
        .all()
        .filter(isStrand)
        .map((entry) => polyline(drawing, entry)),
    /** The signs on the map, with the radius of the ring around an estimated place. */
    signs: () =>
      [...drawing.markers].map(([id, marker]) => ({ id, ring: marker.ring?.getRadius() ?? null })),
    /** The owners of all that the keyboard reaches, in its order. */
    tabOrder: () => drawing.reachable().map(({ dataset: { id, project } }) => ({ id, project })),
    day: () => time()?.day ?? state().date,
    isPlaying: () => time()?.isPlaying ?? false,
    eventDays: () => time()?.events ?? [],
    /** Until what was asked for last is drawn. */
    settled,
    /** Whether the app has answered all that it was told. */
    isAnswered,
  });
}

/**
 * One project on one segment: its lane, its course in the pixels of the world at this zoom, and
 * how its parts look.
 *
 * @param {import("./drawing.js").Drawing} drawing
 * @param {import("./entries.js").StrandEntry} entry
 */
function polyline(drawing, entry) {
  const { key, shown, project, props, main, casing, hit } = entry;
  const { track, side, isUnder } = sure(drawing.lines.polylines.get(key));
  const zoom = drawing.map.getZoom();
  return {
    id: props.id,
    project,
    shown,
    side,
    isUnder,
    track: { id: track.id, points: track.points },
    course: shown ? drawing.lines.course(key, zoom, drawing.widest()) : null,
    paths: [casing, hit, main].map((part) => part.getElement()?.getAttribute("d")),
    looks: { main: { ...main.options }, casing: { ...casing.options } },
  };
}
