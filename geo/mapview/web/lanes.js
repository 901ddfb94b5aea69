// Which lane a polyline has on its track, and how far lanes lie apart. Pure sums.

/** @typedef {import("./polylines.js").Polyline} Polyline */
/** @typedef {import("./polylines.js").Track} Track */

// Up to so many lines lie at their full distance; a broader bundle would hide what is beside it.
const MOST_WIDE = 5;
const GAP = 1.5; // pixels of map between two lines
const LEAST = 0.7; // of a line's width: nearer together, neighbours could not be told apart

/**
 * Place of a slot among parallel lines: 0 is the track itself, -1 one line further left.
 *
 * @param {number} slot
 * @param {number} count
 */
export function slotOffset(slot, count) {
  return slot - (count - 1) / 2;
}

/**
 * Pixels from line to line: room for each, but no broader than about five lines.
 *
 * @param {number} width
 * @param {number} count
 */
export function spacing(width, count) {
  const wide = width + GAP;
  if (count <= MOST_WIDE) return wide;
  return Math.max(width * LEAST, (wide * (MOST_WIDE - 1)) / (count - 1));
}

/**
 * Pixels to the right of the track, by the lane alone; a hidden polyline lies on the track.
 *
 * @param {Polyline} polyline
 * @param {number} width
 */
export function laneOf({ side, count }, width) {
  return side ? side * spacing(width, count) : 0;
}

/**
 * The lanes of one track, from the left to the right in the order of its polylines. A track drawn
 * against the direction of its neighbours is `turned`: counted from the other side, so that a
 * project does not cross the others where two such tracks meet.
 *
 * @param {Track} track
 * @param {Set<Polyline>} changed
 */
export function giveLanes({ present, turned }, changed) {
  const lanes = present.filter((polyline) => above(polyline) === polyline);
  for (const polyline of present) {
    const slot = lanes.indexOf(above(polyline));
    // `|| 0`: a middle lane counted from the other side would be -0.
    const side = slotOffset(slot, lanes.length) * (turned ? -1 : 1) || 0;
    if (polyline.side === side && polyline.count === lanes.length) continue;
    Object.assign(polyline, { side, count: lanes.length });
    changed.add(polyline);
  }
}

/**
 * The polyline whose lane this one lies in: its own, or that of the first that covers it.
 *
 * @param {Polyline} polyline
 */
function above(polyline) {
  if (!polyline.isUnder) return polyline;
  const { segment, track } = polyline;
  return track.present.find((other) => !other.isUnder && other.segment === segment) ?? polyline;
}

/**
 * Projects in their order; a railway and a road of one project always in the same one. The
 * key decides last: without a full order, lanes would follow the order in which files arrive.
 *
 * @param {Polyline} polyline
 * @param {Polyline} other
 */
export function inOrder(polyline, other) {
  if (polyline.order !== other.order) return polyline.order - other.order;
  if (polyline.mode !== other.mode) return polyline.mode < other.mode ? -1 : 1;
  return polyline.key < other.key ? -1 : 1;
}
