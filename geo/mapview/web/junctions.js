// Where polylines continue one another. Ends meet where the data says so to the last digit: nothing
// is searched for within a distance, so two lines that merely pass each other stay apart.

/** @typedef {import("./polylines.js").End} End */
/** @typedef {import("./polylines.js").Polyline} Polyline */

const FAR = 12; // polylines: how far along a chain of short ones a longer one is looked for
export const ENDS = [false, true]; // the start of a polyline and its end

/** @param {boolean} isEnd */
export const endName = (isEnd) => (isEnd ? "end" : "start");

/**
 * Where exactly two polylines of a project meet, or two of one mode, each continues the other. At a
 * fork of three or more of a mode nobody can say which two belong together: all of them end there.
 *
 * @param {End[]} ends
 * @param {Set<Polyline>} changed
 */
export function join(ends, changed) {
  /** @type {Map<End, End>} */
  const pairs = new Map();
  for (const [mine, theirs] of ends.length === 2 ? [ends] : pairsByMode(ends)) {
    // Both ends of a loop, or two polylines on one track: neither goes on into the other.
    if (mine.polyline.track === theirs.polyline.track) continue;
    pairs.set(mine, theirs).set(theirs, mine);
  }
  // Only what has another neighbour than before is drawn again.
  for (const end of ends) {
    const name = endName(end.isEnd);
    const now = pairs.get(end);
    if (isSameEnd(end.polyline.next[name], now)) continue;
    end.polyline.next[name] = now;
    changed.add(end.polyline);
  }
}

/**
 * @param {End | undefined} end
 * @param {End | undefined} other
 */
export function isSameEnd(end, other) {
  return end?.polyline === other?.polyline && end?.isEnd === other?.isEnd;
}

/** @param {End[]} ends */
function pairsByMode(ends) {
  /** @type {Map<string, End[]>} */
  const modes = new Map();
  for (const end of ends) {
    modes.set(end.polyline.mode, [...(modes.get(end.polyline.mode) ?? []), end]);
  }
  return [...modes.values()].filter((pair) => pair.length === 2);
}

/**
 * The polylines that continue one beyond an end, and +1 or -1 for their direction seen from it.
 * It ends where a circle closes, and in any case after `FAR` of them.
 *
 * @param {Polyline} polyline
 * @param {boolean} isEnd
 */
export function chain(polyline, isEnd) {
  /** @type {{ polyline: Polyline, sign: number }[]} */
  const found = [];
  let at = { polyline, isEnd };
  let sign = 1;
  while (found.length < FAR) {
    const next = at.polyline.next[endName(at.isEnd)];
    if (!next || next.polyline === polyline) break;
    // End meets end: the other was drawn the other way round, and its right is our left.
    if (next.isEnd === at.isEnd) sign = -sign;
    found.push({ polyline: next.polyline, sign });
    at = { polyline: next.polyline, isEnd: !next.isEnd };
  }
  return found;
}
