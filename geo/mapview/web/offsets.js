// Lines moved sideways, in plain numbers. Nothing here knows Leaflet, projects or the page.

import { sure } from "./sure.js";

/**
 * One stretch of a line: its direction (a unit vector), how far to its right it is moved, and its
 * length.
 *
 * @typedef {{ ux: number, uy: number, offset: number, long: number }} Edge
 */

/**
 * What continues a line at an end: the far point of its first edge, and how far that is moved.
 *
 * @typedef {{ point: Point, offset: number } | null} Beyond
 */

/**
 * Longitude and latitude in the pixels of zoom 0 (Web Mercator, 256 pixels around the world).
 *
 * @param {Point} place
 * @returns {Point}
 */
export function world([lon, lat]) {
  // Short of the poles, where Mercator runs to infinity.
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return [
    ((lon + 180) / 360) * 256,
    (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256,
  ];
}

/**
 * How long a line is, in the unit of its points.
 *
 * @param {Point[]} points
 */
export function lengthOf(points) {
  let sum = 0;
  for (let at = 1; at < points.length; at += 1) {
    sum += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
  }
  return sum;
}

/**
 * Douglas and Peucker's way of leaving out points nearer than `tolerance` to the line.
 *
 * @param {Point[]} points
 * @param {number} tolerance
 */
export function simplify(points, tolerance) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  // A list of stretches to look at, no recursion: on a long track calls could nest thousands deep.
  const open = [[0, points.length - 1]];
  while (open.length) {
    const [from, to] = sure(open.pop());
    let worst = tolerance * tolerance; // squares are compared: no root for every point
    let at = -1;
    for (let here = from + 1; here < to; here += 1) {
      const far = apart(points[here], points[from], points[to]);
      if (far > worst) {
        worst = far;
        at = here;
      }
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return points.filter((_, at) => keep[at]);
}

/**
 * Squared distance of a point from the stretch between two others.
 *
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
function apart([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const whole = dx * dx + dy * dy;
  const along = whole ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / whole)) : 0;
  return (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2;
}

/**
 * A line moved `offset` pixels to its right.
 * `before` and `after` are what continues it, so that ends meet.
 *
 * @param {Point[]} points
 * @param {number} offset
 * @param {Beyond} before
 * @param {Beyond} after
 * @returns {Point[]}
 */
export function offsetLine(points, offset, before = null, after = null) {
  // On its track from end to end, a line is the track itself; so are most of them.
  if (!offset && !before?.offset && !after?.offset) return points;
  const edges = points.slice(1).map((point, at) => sideways(points[at], point, offset));
  const inner = points.slice(1, -1).map((point, at) => joint(point, edges[at], edges[at + 1]));
  // One corner for each point: where edge `at` begins is corner `at`, and it ends in the next one.
  const corners = [
    firstCorner(points[0], edges[0], before),
    ...inner,
    lastCorner(sure(points.at(-1)), sure(edges.at(-1)), after),
  ];
  unfold(corners, edges);
  return corners.flat();
}

/**
 * Where two lines meet with a slope from lane to lane, each draws its half of it, to the middle:
 * both work out the same three points.
 *
 * @param {Point} point
 * @param {Edge} edge
 * @param {Beyond} before
 */
function firstCorner(point, edge, before) {
  if (!before) return [shifted(point, edge)];
  return joint(point, sideways(before.point, point, before.offset), edge).slice(-2);
}

/**
 * @param {Point} point
 * @param {Edge} edge
 * @param {Beyond} after
 */
function lastCorner(point, edge, after) {
  if (!after) return [shifted(point, edge)];
  return joint(point, edge, sideways(point, after.point, after.offset)).slice(0, 2);
}

/**
 * On the inner side of a bend an edge may come to run backwards; it shrinks to a point.
 *
 * @param {Point[][]} corners
 * @param {Edge[]} edges
 */
function unfold(corners, edges) {
  edges.forEach(({ ux, uy, offset }, at) => {
    const [from, to] = [sure(corners[at].at(-1)), corners[at + 1][0]];
    // The moved edge seen along the direction of the edge itself: negative is backwards.
    if (!offset || (to[0] - from[0]) * ux + (to[1] - from[1]) * uy >= 0) return;
    const middle = between(from, to);
    corners[at][corners[at].length - 1] = middle;
    corners[at + 1][0] = middle;
  });
}

/**
 * The stretch between two points as an edge; two points in one place have no direction, and `1`
 * keeps their sums finite.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} offset
 * @returns {Edge}
 */
function sideways([x1, y1], [x2, y2], offset) {
  const long = Math.hypot(x2 - x1, y2 - y1) || 1;
  return { ux: (x2 - x1) / long, uy: (y2 - y1) / long, offset, long };
}

/**
 * @param {Point} point
 * @param {Edge} edge
 * @returns {Point}
 */
function shifted([x, y], { ux, uy, offset }, along = 0) {
  // (-uy, ux) is the right of (ux, uy), for on the screen y grows downwards.
  return [x - uy * offset + ux * along, y + ux * offset + uy * along];
}

/**
 * @param {Point} from
 * @param {Point} to
 * @returns {Point}
 */
function between([x1, y1], [x2, y2]) {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

/**
 * The points around a corner: one, or last of the edge before, the middle, first of the next.
 *
 * @param {Point} point
 * @param {Edge} before
 * @param {Edge} after
 * @returns {Point[]}
 */
function joint(point, before, after) {
  const step = Math.abs(before.offset - after.offset);
  if (step > 0.01) {
    // From one lane into another: a slope of 1.5 pixels along for each across. An edge gives less
    // than half of its length to it, for there may be another slope at its other end.
    const reach = Math.min(step * 1.5, before.long * 0.45, after.long * 0.45);
    return bridged(shifted(point, before, -reach), shifted(point, after, reach));
  }
  if (!before.offset) return [point];
  // Of the turn: 1 is straight on, -1 is back. Up to about 100 degrees a mitre reaches no further
  // out than 1.6 times the offset.
  const cosine = before.ux * after.ux + before.uy * after.uy;
  if (cosine > -0.2) return [mitre(point, before, after, before.offset / (1 + cosine))];
  const turn = before.ux * after.uy - before.uy * after.ux;
  // Outside a sharper turn a mitre would run far out: the line goes round the corner instead.
  if (turn * before.offset <= 0) return bridged(shifted(point, before), shifted(point, after));
  // Inside a hairpin: as far in as its sides are long, instead of a loop.
  const room = Math.min(before.long, after.long) / 2 / Math.abs(turn);
  const stretch = Math.min(Math.abs(before.offset) / (1 + cosine), room);
  return [mitre(point, before, after, stretch * Math.sign(before.offset))];
}

/**
 * @param {Point} from
 * @param {Point} to
 */
function bridged(from, to) {
  return [from, between(from, to), to];
}

/**
 * @param {Point} point
 * @param {Edge} before
 * @param {Edge} after
 * @param {number} stretch
 * @returns {Point}
 */
function mitre([x, y], before, after, stretch) {
  return [x - (before.uy + after.uy) * stretch, y + (before.ux + after.ux) * stretch];
}
