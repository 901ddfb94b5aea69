// Projects that run over one line are drawn side by side. Nothing here knows Leaflet or the page.
//
// The data says who runs over what: a strand is one project on one segment, and a track is the
// course that strands share. Each visible strand of a track has a lane in a stable order, and its
// offset from the track in pixels follows from that. Nothing is searched for: switching a strand
// touches its track and the two ends of it, however many others there are.

import { lengthOf, offsetLine, simplify, world } from "./offsets.js";
import { sure } from "./sure.js";

const SHORT = 10; // pixels: what is shorter keeps to the lane of what it continues
const FAR = 12; // strands: how far along a chain of short ones that is looked for
const ENDS = [false, true]; // the start of a strand and its end

/**
 * The course that strands share, in the pixels of zoom 0, with those of them that are visible.
 *
 * @typedef {{ id: string, start: string, end: string, points: Point[], turned: boolean,
 *   length: number, present: Strand[], traces: Map<string, Point[]> }} Track
 */

/**
 * One end of a strand.
 *
 * @typedef {{ strand: Strand, isEnd: boolean }} End
 */

/**
 * One project on one segment. `side` is its place among the `count` lanes of the track, 0 in the
 * middle and null while it is hidden; `next` is what continues it at either end; `settled` is the
 * offset last worked out.
 *
 * @typedef {{ key: string, segment: string, project: string, order: number, mode: string,
 *   isUnder: boolean, track: Track, side: number | null, count: number,
 *   next: { start?: End, end?: End },
 *   settled: { zoom: number, width: number, offset: number } | null }} Strand
 */

/** @param {boolean} isEnd */
const endName = (isEnd) => (isEnd ? "end" : "start");

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
  const wide = width + 1.5;
  return count <= 5 ? wide : Math.max(width * 0.7, (wide * 4) / (count - 1));
}

export class ParallelLines {
  /** @type {Map<string, Track>} */
  tracks = new Map();
  /** @type {Map<string, Strand>} */
  strands = new Map();
  /** @type {Map<string, End[]>} */
  junctions = new Map(); // project and position -> the ends of its visible strands there
  /** @type {Set<Track>} */
  touched = new Set(); // tracks on which a strand came or went
  /** @type {Set<string>} */
  opened = new Set(); // junctions of the same

  /**
   * Take one strand, hidden at first. Strands of one `track` share its course; `order` is the
   * place of the project among them, and `turned` says that lanes count from the other side.
   * One that `isUnder` lies below another of its segment and takes no lane of its own.
   *
   * @param {string} key
   * @param {{ segment: string, track?: string, project: string, order: number, mode?: string,
   *   turned?: boolean, isUnder?: boolean, coordinates: Point[] }} strand
   */
  add(key, { segment, track: id = segment, turned = false, coordinates, ...rest }) {
    if (!this.tracks.has(id)) this.tracks.set(id, trackOf(id, coordinates, turned));
    const track = sure(this.tracks.get(id));
    /** @type {Pick<Strand, "side" | "count" | "next" | "settled">} */
    const hidden = { side: null, count: 0, next: {}, settled: null };
    this.strands.set(key, { mode: "", isUnder: false, ...rest, key, segment, track, ...hidden });
  }

  /**
   * Make a strand visible or hide it; `arrange` then gives the lanes.
   *
   * @param {string} key
   * @param {boolean} isOn
   */
  show(key, isOn) {
    const strand = sure(this.strands.get(key));
    const { track } = strand;
    const present = track.present.filter((other) => other !== strand);
    if (isOn)
      present.splice(present.filter((other) => inOrder(other, strand) < 0).length, 0, strand);
    else Object.assign(strand, { side: null, count: 0, next: {} });
    track.present = present;
    this.touched.add(track);
    for (const isEnd of ENDS) this.open({ strand, isEnd }, isOn);
  }

  /**
   * An end comes to its junction or leaves it.
   *
   * @param {End} end
   * @param {boolean} isOn
   */
  open(end, isOn) {
    const { project, track } = end.strand;
    const place = `${project} ${track[endName(end.isEnd)]}`;
    const ends = (this.junctions.get(place) ?? []).filter((other) => !isSameEnd(other, end));
    this.junctions.set(place, isOn ? [...ends, end] : ends);
    this.opened.add(place);
  }

  /**
   * Lanes for the visible strands; returns the keys of those whose course at the zoom changed.
   *
   * @param {number} zoom
   */
  arrange(zoom) {
    /** @type {Set<Strand>} */
    const changed = new Set();
    for (const track of this.touched) giveLanes(track, changed);
    for (const place of this.opened) join(sure(this.junctions.get(place)), changed);
    this.touched.clear();
    this.opened.clear();
    for (const strand of [...changed]) {
      for (const isEnd of ENDS) spread(strand, isEnd, zoom, changed);
    }
    for (const strand of changed) strand.settled = null;
    return new Set([...changed].map(({ key }) => key));
  }

  /**
   * The course of a strand in world pixels at a zoom, beside the others on its track.
   *
   * @param {string} key
   * @param {number} zoom
   * @param {number} width
   */
  course(key, zoom, width) {
    const strand = sure(this.strands.get(key));
    const [before, after] = ENDS.map((isEnd) => beyond(strand, isEnd, zoom, width));
    return offsetLine(trace(strand, zoom), offsetOf(strand, zoom, width), before, after);
  }
}

/**
 * @param {string} id
 * @param {Point[]} coordinates
 * @param {boolean} turned
 * @returns {Track}
 */
function trackOf(id, coordinates, turned) {
  const [start, end] = [coordinates[0], coordinates.at(-1)].map(String);
  const points = coordinates
    .map(world)
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1][0] || y !== all[at - 1][1]);
  if (points.length < 2) points.push([...points[0]]);
  const length = lengthOf(points);
  return { id, start, end, points, turned, length, present: [], traces: new Map() };
}

/**
 * The lanes of one track, from the left to the right in the order of its strands.
 *
 * @param {Track} track
 * @param {Set<Strand>} changed
 */
function giveLanes({ present, turned }, changed) {
  const lanes = present.filter((strand) => above(strand) === strand);
  for (const strand of present) {
    const slot = lanes.indexOf(above(strand));
    const side = slotOffset(slot, lanes.length) * (turned ? -1 : 1) || 0;
    if (strand.side === side && strand.count === lanes.length) continue;
    Object.assign(strand, { side, count: lanes.length });
    changed.add(strand);
  }
}

/**
 * Where exactly two strands of a project meet, or two of one mode, each continues the other.
 *
 * @param {End[]} ends
 * @param {Set<Strand>} changed
 */
function join(ends, changed) {
  /** @type {Map<End, End>} */
  const pairs = new Map();
  for (const [mine, theirs] of ends.length === 2 ? [ends] : pairsByMode(ends)) {
    if (mine.strand.track === theirs.strand.track) continue;
    pairs.set(mine, theirs).set(theirs, mine);
  }
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
function isSameEnd(end, other) {
  return end?.strand === other?.strand && end?.isEnd === other?.isEnd;
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
 * Projects in their order; a railway and a road of one project always in the same one.
 *
 * @param {Strand} strand
 * @param {Strand} other
 */
function inOrder(strand, other) {
  if (strand.order !== other.order) return strand.order - other.order;
  if (strand.mode !== other.mode) return strand.mode < other.mode ? -1 : 1;
  return strand.key < other.key ? -1 : 1;
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
 * What lies beside a changed strand has a new end too; through short ones the change goes on.
 *
 * @param {Strand} strand
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {Set<Strand>} changed
 */
function spread(strand, isEnd, zoom, changed) {
  for (const { strand: next } of chain(strand, isEnd)) {
    changed.add(next);
    if (pixels(next, zoom) >= SHORT) break;
  }
}

/**
 * The strands that continue one beyond an end, and +1 or -1 for their direction seen from it.
 *
 * @param {Strand} strand
 * @param {boolean} isEnd
 */
function* chain(strand, isEnd) {
  let at = { strand, isEnd };
  let sign = 1;
  for (let step = 0; step < FAR; step += 1) {
    const next = at.strand.next[endName(at.isEnd)];
    if (!next || next.strand === strand) return;
    if (next.isEnd === at.isEnd) sign = -sign;
    yield { strand: next.strand, sign };
    at = { strand: next.strand, isEnd: !next.isEnd };
  }
}

/**
 * @param {Strand} strand
 * @param {number} zoom
 */
function pixels({ track }, zoom) {
  return track.length * 2 ** zoom;
}

/**
 * @param {Strand} strand
 * @param {number} width
 */
function laneOf({ side, count }, width) {
  return side ? side * spacing(width, count) : 0;
}

/**
 * Pixels to the right of the track. Stretches too short to be seen keep the lane beside them.
 *
 * @param {Strand} strand
 * @param {number} zoom
 * @param {number} width
 */
function offsetOf(strand, zoom, width) {
  const { settled } = strand;
  if (settled?.zoom === zoom && settled.width === width) return settled.offset;
  const offset = settle(strand, zoom, width);
  strand.settled = { zoom, width, offset };
  return offset;
}

/**
 * The lane that a strand is drawn in: its own if it is long enough to be seen, alone or with what
 * continues it in the same lane; otherwise that of the longer company beside it.
 *
 * @param {Strand} strand
 * @param {number} zoom
 * @param {number} width
 */
function settle(strand, zoom, width) {
  const own = laneOf(strand, width);
  let length = pixels(strand, zoom);
  if (length >= SHORT) return own;
  const beside = [];
  for (const isEnd of ENDS) {
    const { same, other } = company(strand, isEnd, zoom, width, SHORT - length);
    length += same;
    if (length >= SHORT) return own;
    if (other) beside.push(other);
  }
  const [longest] = beside.sort((one, other) => other.length - one.length);
  return longest?.length > length ? longest.lane : own;
}

/**
 * What continues a strand beyond an end: the pixels in `same` lane, as many as are `needed`, and
 * the first `other` lane with its pixels, as many as can be seen.
 *
 * @param {Strand} strand
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {number} width
 * @param {number} needed
 */
function company(strand, isEnd, zoom, width, needed) {
  const steps = [...chain(strand, isEnd)].map(({ strand: next, sign }) => {
    return { lane: laneOf(next, width) * sign, length: pixels(next, zoom) };
  });
  const same = leading(steps, laneOf(strand, width), needed);
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
 * The first edge of what continues a strand at an end: the far point and its offset.
 *
 * @param {Strand} strand
 * @param {boolean} isEnd
 * @param {number} zoom
 * @param {number} width
 * @returns {import("./offsets.js").Beyond}
 */
function beyond(strand, isEnd, zoom, width) {
  const next = strand.next[endName(isEnd)];
  if (!next) return null;
  const points = trace(next.strand, zoom);
  // Seen along the direction of the strand that asks.
  const offset = offsetOf(next.strand, zoom, width) * (next.isEnd === isEnd ? -1 : 1);
  return { point: next.isEnd ? points[points.length - 2] : points[1], offset };
}

/**
 * A track in pixels, simplified for its zoom and for the number of lines beside one another.
 *
 * @param {Strand} strand
 * @param {number} zoom
 */
function trace({ track, count }, zoom) {
  const tolerance = count < 2 ? 0.5 : Math.min(2.5, 0.6 + 0.4 * count);
  const key = `${zoom} ${tolerance}`;
  if (!track.traces.has(key)) {
    if (track.traces.size > 3) track.traces.clear();
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
