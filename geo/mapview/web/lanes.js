// Which lane a strand has on its track, and how far lanes lie apart. Pure sums.

/** @typedef {import("./strands.js").Strand} Strand */
/** @typedef {import("./strands.js").Track} Track */

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
 * Pixels to the right of the track, by the lane alone; a hidden strand lies on the track.
 *
 * @param {Strand} strand
 * @param {number} width
 */
export function laneOf({ side, count }, width) {
  return side ? side * spacing(width, count) : 0;
}

/**
 * The lanes of one track, from the left to the right in the order of its strands. A track drawn
 * against the direction of its neighbours is `turned`: counted from the other side, so that a
 * project does not cross the others where two such tracks meet.
 *
 * @param {Track} track
 * @param {Set<Strand>} changed
 */
export function giveLanes({ present, turned }, changed) {
  const lanes = present.filter((strand) => above(strand) === strand);
  for (const strand of present) {
    const slot = lanes.indexOf(above(strand));
    // `|| 0`: a middle lane counted from the other side would be -0.
    const side = slotOffset(slot, lanes.length) * (turned ? -1 : 1) || 0;
    if (strand.side === side && strand.count === lanes.length) continue;
    Object.assign(strand, { side, count: lanes.length });
    changed.add(strand);
  }
}

/**
 * The strand whose lane this one lies in: its own, or that of the first that covers it.
 *
 * @param {Strand} strand
 */
function above(strand) {
  if (!strand.isUnder) return strand;
  const { segment, track } = strand;
  return track.present.find((other) => !other.isUnder && other.segment === segment) ?? strand;
}

/**
 * Projects in their order; a railway and a road of one project always in the same one. The
 * key decides last: without a full order, lanes would follow the order in which files arrive.
 *
 * @param {Strand} strand
 * @param {Strand} other
 */
export function inOrder(strand, other) {
  if (strand.order !== other.order) return strand.order - other.order;
  if (strand.mode !== other.mode) return strand.mode < other.mode ? -1 : 1;
  return strand.key < other.key ? -1 : 1;
}
