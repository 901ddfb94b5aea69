// Polylines and the tracks that they share. Everything is measured in pixels, so that nothing here
// depends on the map: world pixels of zoom 0 where a track is kept, those of a zoom where it is
// drawn.

import { lengthOf, simplify, world } from "./offsets.js";
import { sure } from "./sure.js";

// Traces that a track keeps, one for each zoom and number of lines. A reader comes back to the last
// few; more would hold every zoom of every line in memory.
const KEPT = 4;

/**
 * The course that polylines share, in the pixels of zoom 0, with those of them that are visible, in
 * the order of their lanes. `start` and `end` are its ends as the data writes them: two tracks meet
 * where these texts are equal, however pixels are rounded.
 *
 * @typedef {{ id: string, start: string, end: string, points: Point[], turned: boolean,
 *   length: number, present: Polyline[], traces: Map<string, Point[]> }} Track
 */

/**
 * One end of a polyline.
 *
 * @typedef {{ polyline: Polyline, isEnd: boolean }} End
 */

/**
 * One project on one segment. `side` is its place among the `count` lanes of the track, 0 in the
 * middle and null while it is hidden; `next` is what continues it at either end; `settled` is the
 * offset last worked out, and null whenever anything that it follows from has changed.
 *
 * @typedef {{ key: string, segment: string, project: string, order: number, mode: string,
 *   isUnder: boolean, track: Track, side: number | null, count: number,
 *   next: { start?: End, end?: End },
 *   settled: { zoom: number, width: number, offset: number } | null }} Polyline
 */

/**
 * A track always has two points, so that whoever draws it need not ask.
 *
 * @param {string} id
 * @param {Point[]} coordinates
 * @param {boolean} turned
 * @returns {Track}
 */
export function trackOf(id, coordinates, turned) {
  const [start, end] = [coordinates[0], coordinates.at(-1)].map(String);
  // A point that is there twice would be an edge without a direction.
  const points = coordinates
    .map(world)
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1][0] || y !== all[at - 1][1]);
  if (points.length < 2) points.push([...points[0]]);
  const length = lengthOf(points);
  return { id, start, end, points, turned, length, present: [], traces: new Map() };
}

/**
 * How long a polyline is on the screen. World pixels double with each zoom.
 *
 * @param {Polyline} polyline
 * @param {number} zoom
 */
export function pixels({ track }, zoom) {
  return track.length * 2 ** zoom;
}

/**
 * A track in pixels, simplified for its zoom and for the number of lines beside one another.
 *
 * @param {Pick<Polyline, "track" | "count">} polyline
 * @param {number} zoom
 */
export function trace({ track, count }, zoom) {
  // Pixels. A bend within a line's own width makes parallels fold: the more lines lie beside one
  // another, the further out the outermost is, and the smoother the track has to be.
  const tolerance = count < 2 ? 0.5 : Math.min(2.5, 0.6 + 0.4 * count);
  const key = `${zoom} ${tolerance}`;
  if (!track.traces.has(key)) {
    if (track.traces.size >= KEPT) track.traces.clear();
    const scale = 2 ** zoom;
    const pixels = track.points.map((/** @type {Point} */ [x, y]) => {
      /** @type {Point} */
      const pixel = [x * scale, y * scale];
      return pixel;
    });
    track.traces.set(key, simplify(pixels, tolerance));
  }
  return sure(track.traces.get(key));
}
