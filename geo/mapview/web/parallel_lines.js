// Projects that run over one line are drawn side by side. Nothing here knows Leaflet or the page.
//
// The data says who runs over what: a polyline is one project on one segment, and a track is the
// course that polylines share. Each visible polyline of a track has a lane in a stable order, and
// its offset from the track in pixels follows from that. Nothing is searched for: switching a
// polyline touches its track and the two ends of it, however many others there are.

import { ENDS, endName, isSameEnd, join } from "./junctions.js";
import { giveLanes, inOrder } from "./lanes.js";
import { offsetLine } from "./offsets.js";
import { beyond, offsetOf, spread } from "./settling.js";
import { sure } from "./sure.js";
import { trace, trackOf } from "./polylines.js";

/** @typedef {import("./polylines.js").End} End */
/** @typedef {import("./polylines.js").Polyline} Polyline */
/** @typedef {import("./polylines.js").Track} Track */

/** All polylines, which of them are visible, and what has to be arranged again. */
export class ParallelLines {
  /** @type {Map<string, Track>} */
  tracks = new Map();
  /** @type {Map<string, Polyline>} */
  polylines = new Map();
  /** @type {Map<string, End[]>} */
  junctions = new Map(); // project and position -> the ends of its visible polylines there
  /** @type {Set<Track>} */
  touched = new Set(); // tracks on which a polyline came or went
  /** @type {Set<string>} */
  opened = new Set(); // junctions of the same

  /**
   * Take one polyline, hidden at first. Polylines of one `track` share its course; `order` is the
   * place of the project among them, and `turned` says that lanes count from the other side.
   * One that `isUnder` lies below another of its segment and takes no lane of its own.
   *
   * @param {string} key
   * @param {{ segment: string, track?: string, project: string, order: number, mode?: string,
   *   turned?: boolean, isUnder?: boolean, coordinates: Point[] }} polyline
   */
  add(key, { segment, track: id = segment, turned = false, coordinates, ...rest }) {
    if (!this.tracks.has(id)) this.tracks.set(id, trackOf(id, coordinates, turned));
    const track = sure(this.tracks.get(id));
    /** @type {Pick<Polyline, "side" | "count" | "next" | "settled">} */
    const hidden = { side: null, count: 0, next: {}, settled: null };
    this.polylines.set(key, { mode: "", isUnder: false, ...rest, key, segment, track, ...hidden });
  }

  /**
   * Make a polyline visible or hide it; `arrange` then gives the lanes. Many polylines may be
   * switched before that: what they touch is noted once.
   *
   * @param {string} key
   * @param {boolean} isOn
   */
  show(key, isOn) {
    const polyline = sure(this.polylines.get(key));
    const { track } = polyline;
    const present = track.present.filter((other) => other !== polyline);
    if (isOn)
      present.splice(present.filter((other) => inOrder(other, polyline) < 0).length, 0, polyline);
    else Object.assign(polyline, { side: null, count: 0, next: {} });
    track.present = present;
    this.touched.add(track);
    for (const isEnd of ENDS) this.open({ polyline, isEnd }, isOn);
  }

  /**
   * An end comes to its junction or leaves it.
   *
   * @param {End} end
   * @param {boolean} isOn
   */
  open(end, isOn) {
    const { project, track } = end.polyline;
    const place = `${project} ${track[endName(end.isEnd)]}`;
    const ends = (this.junctions.get(place) ?? []).filter((other) => !isSameEnd(other, end));
    this.junctions.set(place, isOn ? [...ends, end] : ends);
    this.opened.add(place);
  }

  /**
   * Lanes for the visible polylines; returns the keys of those whose course at the zoom changed.
   *
   * @param {number} zoom
   */
  arrange(zoom) {
    /** @type {Set<Polyline>} */
    const changed = new Set();
    for (const track of this.touched) giveLanes(track, changed);
    for (const place of this.opened) join(sure(this.junctions.get(place)), changed);
    this.touched.clear();
    this.opened.clear();
    // A copy: `spread` adds to the set, and what it adds has itself spread no further.
    for (const polyline of [...changed]) {
      for (const isEnd of ENDS) spread(polyline, isEnd, zoom, changed);
    }
    // Last of all, when the set is complete: an offset rests on the neighbours' lanes too.
    for (const polyline of changed) polyline.settled = null;
    return new Set([...changed].map(({ key }) => key));
  }

  /**
   * The course of a polyline in world pixels at a zoom, beside the others on its track.
   *
   * @param {string} key
   * @param {number} zoom
   * @param {number} width
   */
  course(key, zoom, width) {
    const polyline = sure(this.polylines.get(key));
    const [before, after] = ENDS.map((isEnd) => beyond(polyline, isEnd, zoom, width));
    return offsetLine(trace(polyline, zoom), offsetOf(polyline, zoom, width), before, after);
  }
}
