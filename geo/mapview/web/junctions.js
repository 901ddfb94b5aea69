// Where strands continue one another. Ends meet where the data says so to the last digit: nothing
// is searched for within a distance, so two lines that merely pass each other stay apart.

/** @typedef {import("./strands.js").End} End */
/** @typedef {import("./strands.js").Strand} Strand */

const FAR = 12; // strands: how far along a chain of short ones a longer one is looked for
export const ENDS = [false, true]; // the start of a strand and its end

/** @param {boolean} isEnd */
export const endName = (isEnd) => (isEnd ? "end" : "start");

/**
 * Where exactly two strands of a project meet, or two of one mode, each continues the other. At a
 * fork of three or more of a mode nobody can say which two belong together: all of them end there.
 *
 * @param {End[]} ends
 * @param {Set<Strand>} changed
 */
export function join(ends, changed) {
  /** @type {Map<End, End>} */
  const pairs = new Map();
  for (const [mine, theirs] of ends.length === 2 ? [ends] : pairsByMode(ends)) {
    // Both ends of a loop, or two strands on one track: neither goes on into the other.
    if (mine.strand.track === theirs.strand.track) continue;
    pairs.set(mine, theirs).set(theirs, mine);
  }
  // Only what has another neighbour than before is drawn again.
  for (const end of ends) {
    const name = endName(end.isEnd);
    const now = pairs.get(end);
    if (isSameEnd(end.strand.next[name], now)) continue;
    end.strand.next[name] = now;
    changed.add(end.strand);
  }
}

/**
 * @param {End | undefined} end
 * @param {End | undefined} other
 */
export function isSameEnd(end, other) {
  return end?.strand === other?.strand && end?.isEnd === other?.isEnd;
}

/** @param {End[]} ends */
function pairsByMode(ends) {
  /** @type {Map<string, End[]>} */
  const modes = new Map();
  for (const end of ends) {
    modes.set(end.strand.mode, [...(modes.get(end.strand.mode) ?? []), end]);
  }
  return [...modes.values()].filter((pair) => pair.length === 2);
}

/**
 * The strands that continue one beyond an end, and +1 or -1 for their direction seen from it.
 * It ends where a circle closes, and in any case after `FAR` of them.
 *
 * @param {Strand} strand
 * @param {boolean} isEnd
 */
export function chain(strand, isEnd) {
  /** @type {{ strand: Strand, sign: number }[]} */
  const found = [];
  let at = { strand, isEnd };
  let sign = 1;
  while (found.length < FAR) {
    const next = at.strand.next[endName(at.isEnd)];
    if (!next || next.strand === strand) break;
    // End meets end: the other was drawn the other way round, and its right is our left.
    if (next.isEnd === at.isEnd) sign = -sign;
    found.push({ strand: next.strand, sign });
    at = { strand: next.strand, isEnd: !next.isEnd };
  }
  return found;
}
