// The offset that a polyline is drawn at. A lane of its own is worth having only where a reader can
// see it: stretches of a few pixels would make a line jump sideways and back, so they keep to the
// lane of what they continue. Lengths, widths and offsets are pixels of the zoom asked for.

import { chain, ENDS, endName } from "./junctions.js";
import { laneOf } from "./lanes.js";
import { pixels, trace } from "./polylines.js";

/** @typedef {import("./polylines.js").Polyline} Polyline */

const SHORT = 10; // pixels: what is shorter keeps to the lane of what it continues

/**
 * Pixels to the right of the track. Stretches too short to be seen keep the lane beside them.
 * Asked for a polyline and for both that it meets, so the last answer is kept.
 *
 * @param {Polyline} polyline
 * @param {number} zoom
 * @param {number} width
 */
export function offsetOf(polyline, zoom, width) {
  const { settled } = polyline;
  if (settled?.zoom === zoom && settled.width === width) return settled.offset;
  const offset = settle(polyline, zoom, width);
  polyline.settled = { zoom, width, offset };
  return offset;
}

/**
 * The lane that a polyline is drawn in: its own if it is long enough to be seen, alone or with what
 * continues it in the same lane; otherwise that of the longer company beside it.
 *
 * @param {Polyline} polyline
 * @param {number} zoom
 * @param {number} width
 */
function settle(polyline, zoom, width) {
  const own = laneOf(polyline, width);
  let length = pixels(polyline, zoom);
  if (length >= SHORT) return own;
  const beside = [];
  // `length` grows with what continues it in the same lane: together they may be long enough.
  for (const isEnd of ENDS) {
    const { same, other } = company(polyline, isEnd, zoom, width, SHORT - length);
    length += same;
    if (length >= SHORT) return own;
    if (other) beside.push(other);
  }
  // Too short for all that: the longer company has the lane, unless it is shorter still.
  const [longest] = beside.sort((one, other) => other.length - one.length);
  return longest?.length > length ? longest.lane : own;
}

/**
 * What continues a polyline beyond an end: the pixels in `same` lane, as many as are `needed`, and
 * the first `other` lane with its pixels, as many as can be seen.
 *
 * @param {Polyline} polyline
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {number} width
 * @param {number} needed
 */
function company(polyline, isEnd, zoom, width, needed) {
  const steps = chain(polyline, isEnd).map(({ polyline: next, sign }) => {
    return { lane: laneOf(next, width) * sign, length: pixels(next, zoom) };
  });
  const same = leading(steps, laneOf(polyline, width), needed);
  const next = steps[same.count];
  if (!next || same.length >= needed) return { same: same.length, other: null };
  const { length } = leading(steps.slice(same.count), next.lane, SHORT);
  return { same: same.length, other: { lane: next.lane, length } };
}

/**
 * How many of the first steps keep to a lane, and their pixels, until there are `enough`.
 *
 * @param {{ lane: number, length: number }[]} steps
 * @param {number} lane
 * @param {number} enough
 */
function leading(steps, lane, enough) {
  let length = 0;
  let count = 0;
  for (const step of steps) {
    if (step.lane !== lane || length >= enough) break;
    length += step.length;
    count += 1;
  }
  return { length, count };
}

/**
 * The first edge of what continues a polyline at an end: the far point and its offset.
 *
 * @param {Polyline} polyline
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {number} width
 * @returns {import("./offsets.js").Beyond}
 */
export function beyond(polyline, isEnd, zoom, width) {
  const next = polyline.next[endName(isEnd)];
  if (!next) return null;
  const points = trace(next.polyline, zoom);
  // Seen along the direction of the polyline that asks.
  const offset = offsetOf(next.polyline, zoom, width) * (next.isEnd === isEnd ? -1 : 1);
  return { point: next.isEnd ? points[points.length - 2] : points[1], offset };
}

/**
 * What lies beside a changed polyline has a new end too; through short ones the change goes on.
 *
 * @param {Polyline} polyline
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {Set<Polyline>} changed
 */
export function spread(polyline, isEnd, zoom, changed) {
  for (const { polyline: next } of chain(polyline, isEnd)) {
    changed.add(next);
    if (pixels(next, zoom) >= SHORT) break;
  }
}
