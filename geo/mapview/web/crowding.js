// Which signs a crowded map keeps. Pure sums: where a place lies and how much it matters.

/** @type {Record<string, number>} */
const WEIGHT = {
  "steel-plant": 0,
  "border-crossing": 2.4,
  port: 2.8,
  "dry-port": 3.5,
  city: 6,
  pass: 5,
  junction: 5.5,
  "rail-station": 6,
  "company-town": 7,
  jetty: 7,
};
const LEAST_TOWN = 9; // rank of a place that is no town of the base map
const ROW = 2 ** 24; // more squares than the world has in a column, at any zoom
/** The squares around one, itself among them. */
const AROUND = [-ROW, 0, ROW].flatMap((across) => [-1, 0, 1].map((down) => across + down));
const SHUT = new Set(["closed", "not known after closed"]);

/**
 * A sign where it would stand, in pixels of the world at the zoom; the least `order` comes first,
 * and others keep `apart` pixels from it.
 *
 * @typedef {{ id: string, x: number, y: number, order: number, apart: number }} Spot
 */

/**
 * How much a place matters on a crowded map; the least number comes first, and a shut post before
 * open ones.
 *
 * @param {Pick<Site, "kind" | "rank" | "access">} site
 * @param {{ isDefault?: boolean, isAsked?: boolean }} [why]
 */
export function importance({ kind, rank, access }, { isDefault = false, isAsked = false } = {}) {
  const town = kind === "city" ? ((rank ?? LEAST_TOWN) - LEAST_TOWN) * 0.45 : 0;
  const ahead = (isDefault ? 1.5 : 0) + (isAsked ? 1 : 0) + (access && SHUT.has(access) ? 3 : 0);
  return WEIGHT[kind] + town - ahead;
}

/**
 * Leave out signs too near to a more important one; returns the ids that stay. The result depends
 * on the zoom alone, so signs do not flicker as the map moves.
 *
 * @param {Spot[]} spots
 */
export function thin(spots) {
  const kept = new Set();
  const side = spots.reduce((most, { apart }) => Math.max(most, apart), 1);
  /** @type {Map<number, Spot[]>} */
  const squares = new Map(); // who stays, by squares of the world: only neighbours can be near
  for (const spot of [...spots].sort(inOrder)) {
    const here = Math.floor(spot.x / side) * ROW + Math.floor(spot.y / side);
    if (AROUND.some((step) => squares.get(here + step)?.some((other) => clash(spot, other)))) {
      continue;
    }
    kept.add(spot.id);
    const beside = squares.get(here);
    if (beside) beside.push(spot);
    else squares.set(here, [spot]);
  }
  return kept;
}

/**
 * @param {Spot} spot
 * @param {Spot} other
 */
function inOrder(spot, other) {
  return spot.order - other.order || (spot.id < other.id ? -1 : 1);
}

/**
 * @param {Spot} spot
 * @param {Spot} other
 */
function clash(spot, other) {
  // The smaller of the two: who asked for places of a kind takes it that they come near to others.
  const apart = Math.min(spot.apart, other.apart);
  return Math.abs(spot.x - other.x) < apart && Math.abs(spot.y - other.y) < apart;
}
