// Projects that run over one line are drawn side by side. Nothing here knows Leaflet or the page.
//
// The data says who runs over what: a strand is one project on one segment, and a track is the
// course that strands share. Each visible strand of a track has a lane in a stable order, and its
// offset from the track in pixels follows from that. Nothing is searched for: switching a strand
// touches its track and the two ends of it, however many others there are.

import { lengthOf, offsetLine, simplify, world } from "./offsets.js";

const SHORT = 10; // pixels: what is shorter keeps to the lane of what it continues
const FAR = 12; // strands: how far along a chain of short ones that is looked for

/** Place of a slot among parallel lines: 0 is the track itself, -1 one line further left. */
export function slotOffset(slot, count) {
  return slot - (count - 1) / 2;
}

/** Pixels from line to line: room for each, but no broader than about five lines. */
export function spacing(width, count) {
  const wide = width + 1.5;
  return count <= 5 ? wide : Math.max(width * 0.7, (wide * 4) / (count - 1));
}

export class ParallelLines {
  constructor() {
    this.tracks = new Map(); // id of the track -> track
    this.strands = new Map(); // key -> strand
    this.junctions = new Map(); // project and position -> the ends of its visible strands there
    this.touched = new Set(); // tracks on which a strand came or went
    this.opened = new Set(); // junctions of the same
  }

  /**
   * Take one strand, hidden at first. Strands of one `track` share its course; `order` is the
   * place of the project among them, and `turned` says that lanes count from the other side.
   * One that `isUnder` lies below another of its segment and takes no lane of its own.
   */
  add(
    key,
    {
      segment,
      track: id = segment,
      project,
      order,
      mode = "",
      turned = false,
      isUnder = false,
      coordinates,
    },
  ) {
    if (!this.tracks.has(id)) this.tracks.set(id, trackOf(id, coordinates, turned));
    const track = this.tracks.get(id);
    this.strands.set(key, {
      key,
      segment,
      project,
      order,
      mode,
      isUnder,
      track,
      side: null,
      count: 0,
      next: {},
      settled: null,
    });
  }

  /** Make a strand visible or hide it; `arrange` then gives the lanes. */
  show(key, isOn) {
    const strand = this.strands.get(key);
    const { track } = strand;
    const present = track.present.filter((other) => other !== strand);
    if (isOn)
      present.splice(present.filter((other) => inOrder(other, strand) < 0).length, 0, strand);
    else Object.assign(strand, { side: null, count: 0, next: {} });
    track.present = present;
    this.touched.add(track);
    for (const isEnd of [false, true]) {
      const place = `${strand.project} ${isEnd ? track.end : track.start}`;
      const ends = (this.junctions.get(place) ?? []).filter(
        (end) => end.strand !== strand || end.isEnd !== isEnd,
      );
      this.junctions.set(place, isOn ? [...ends, { strand, isEnd }] : ends);
      this.opened.add(place);
    }
  }

  /** Lanes for the visible strands; returns the keys of those whose course at the zoom changed. */
  arrange(zoom) {
    const changed = new Set();
    for (const { present, turned } of this.touched) {
      const lanes = present.filter((strand) => above(strand) === strand);
      for (const strand of present) {
        const side =
          slotOffset(lanes.indexOf(above(strand)), lanes.length) * (turned ? -1 : 1) || 0;
        if (strand.side === side && strand.count === lanes.length) continue;
        Object.assign(strand, { side, count: lanes.length });
        changed.add(strand);
      }
    }
    for (const place of this.opened) this.join(this.junctions.get(place), changed);
    this.touched.clear();
    this.opened.clear();
    for (const strand of [...changed])
      for (const isEnd of [false, true]) spread(strand, isEnd, zoom, changed);
    for (const strand of changed) strand.settled = null;
    return new Set([...changed].map(({ key }) => key));
  }

  /** Where exactly two strands of a project meet, or two of one mode, each continues the other. */
  join(ends, changed) {
    const pairs = new Map();
    for (const [mine, theirs] of ends.length === 2 ? [ends] : pairsByMode(ends)) {
      if (mine.strand.track === theirs.strand.track) continue;
      pairs.set(mine, theirs).set(theirs, mine);
    }
    for (const end of ends) {
      const [before, now] = [end.strand.next[end.isEnd], pairs.get(end)];
      if (before?.strand === now?.strand && before?.isEnd === now?.isEnd) continue;
      end.strand.next[end.isEnd] = now;
      changed.add(end.strand);
    }
  }

  /** The course of a strand in world pixels at a zoom, beside the others on its track. */
  course(key, zoom, width) {
    const strand = this.strands.get(key);
    const [before, after] = [false, true].map((isEnd) => beyond(strand, isEnd, zoom, width));
    return offsetLine(trace(strand, zoom), offsetOf(strand, zoom, width), before, after);
  }
}

function trackOf(id, coordinates, turned) {
  const [start, end] = [coordinates[0], coordinates.at(-1)].map(String);
  const points = coordinates
    .map(world)
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1][0] || y !== all[at - 1][1]);
  if (points.length < 2) points.push([...points[0]]);
  return {
    id,
    start,
    end,
    points,
    turned,
    length: lengthOf(points),
    present: [],
    traces: new Map(),
  };
}

/** The strand whose lane this one lies in: its own, or that of the first that covers it. */
function above(strand) {
  if (!strand.isUnder) return strand;
  return (
    strand.track.present.find((other) => !other.isUnder && other.segment === strand.segment) ??
    strand
  );
}

/** Projects in their order; a railway and a road of one project always in the same one. */
function inOrder(one, other) {
  if (one.order !== other.order) return one.order - other.order;
  if (one.mode !== other.mode) return one.mode < other.mode ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

function pairsByMode(ends) {
  const modes = new Map();
  for (const end of ends) modes.set(end.strand.mode, [...(modes.get(end.strand.mode) ?? []), end]);
  return [...modes.values()].filter((pair) => pair.length === 2);
}

/** What lies beside a changed strand has a new end too; through short ones the change goes on. */
function spread(strand, isEnd, zoom, changed) {
  for (const { strand: next } of chain(strand, isEnd)) {
    changed.add(next);
    if (pixels(next, zoom) >= SHORT) break;
  }
}

/** The strands that continue one beyond an end, and +1 or -1 for their direction seen from it. */
function* chain(strand, isEnd) {
  let [at, sign] = [{ strand, isEnd }, 1];
  for (let step = 0; step < FAR; step += 1) {
    const next = at.strand.next[at.isEnd];
    if (!next || next.strand === strand) return;
    if (next.isEnd === at.isEnd) sign = -sign;
    yield { strand: next.strand, sign };
    at = { strand: next.strand, isEnd: !next.isEnd };
  }
}

function pixels({ track }, zoom) {
  return track.length * 2 ** zoom;
}

function laneOf({ side, count }, width) {
  return side ? side * spacing(width, count) : 0;
}

/** Pixels to the right of the track. Stretches too short to be seen keep the lane beside them. */
function offsetOf(strand, zoom, width) {
  const { settled } = strand;
  if (settled?.zoom === zoom && settled.width === width) return settled.offset;
  const offset = settle(strand, zoom, width);
  strand.settled = { zoom, width, offset };
  return offset;
}

function settle(strand, zoom, width) {
  const own = laneOf(strand, width);
  let length = pixels(strand, zoom);
  if (length >= SHORT) return own;
  const beside = [];
  for (const isEnd of [false, true]) {
    let other = null;
    for (const { strand: next, sign } of chain(strand, isEnd)) {
      const lane = laneOf(next, width) * sign;
      if (other && lane !== other.lane) break;
      if (lane !== own) other ??= { lane, length: 0 };
      if (other) other.length += pixels(next, zoom);
      else length += pixels(next, zoom);
      if (length >= SHORT) return own;
      if (other?.length >= SHORT) break;
    }
    if (other) beside.push(other);
  }
  const [longest] = beside.sort((one, other) => other.length - one.length);
  return longest?.length > length ? longest.lane : own;
}

/** The first edge of what continues a strand at an end: the far point and its offset. */
function beyond(strand, isEnd, zoom, width) {
  const next = strand.next[isEnd];
  if (!next) return null;
  const points = trace(next.strand, zoom);
  // Seen along the direction of the strand that asks.
  const offset = offsetOf(next.strand, zoom, width) * (next.isEnd === isEnd ? -1 : 1);
  return { point: next.isEnd ? points.at(-2) : points[1], offset };
}

/** A track in pixels, simplified for its zoom and for the number of lines beside one another. */
function trace({ track, count }, zoom) {
  const tolerance = count < 2 ? 0.5 : Math.min(2.5, 0.6 + 0.4 * count);
  const key = `${zoom} ${tolerance}`;
  if (!track.traces.has(key)) {
    if (track.traces.size > 3) track.traces.clear();
    const scale = 2 ** zoom;
    track.traces.set(
      key,
      simplify(
        track.points.map(([x, y]) => [x * scale, y * scale]),
        tolerance,
      ),
    );
  }
  return track.traces.get(key);
}
