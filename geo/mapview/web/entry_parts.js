// The layers of Leaflet's that a polyline or an outline consists of. How they look comes later.

import { OffsetPolyline } from "./offset_polyline.js";

const L = window.L;
// Where parts lie in the stack: no outline covers a line, and no rim of one line covers another.
// `hits` lie below the lines, so that a line in sight is found before the broad edge of another.
const PANES = { areas: 380, casings: 390, hits: 395, segments: 400 };
const NO_FILL = { fill: false, interactive: false };

/** @typedef {import("./entries.js").AreaEntry} AreaEntry */
/** @typedef {import("./entries.js").Course} Course */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Props} Props */
/** @typedef {import("./entries.js").StrandEntry} StrandEntry */

/**
 * All of an entry that stands on the map while it is shown.
 *
 * @param {Entry} entry
 */
export function partsOf(entry) {
  return entry.kind === "area" ? [entry.main] : strandParts(entry);
}

/**
 * The same of a polyline; all these have one course.
 *
 * @param {StrandEntry} entry
 */
export function strandParts({ casing, hit, main, extras }) {
  return [casing, hit, main, ...extras];
}

export class EntryParts {
  /** @type {Record<string, Leaflet.Renderer>} */
  renderers;
  /** @type {(entry: StrandEntry) => Course} */
  course;

  /**
   * `course` tells where a polyline lies on the screen; it is asked with every zoom.
   *
   * @param {Leaflet.Map} map
   * @param {(entry: StrandEntry) => Course} course
   */
  constructor(map, course) {
    this.course = course;
    for (const [name, z] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(z);
    // Parts of the map's size beyond its edges: what a drag brings into view is drawn already.
    this.renderers = Object.fromEntries(
      Object.keys(PANES).map((pane) => [pane, L.svg({ pane, padding: 0.4 })]),
    );
  }

  /**
   * One project on one segment, within the bounds of that segment.
   *
   * @param {string} key
   * @param {string} project
   * @param {Props} props
   * @param {{ bounds: Leaflet.Bounds, isOfOthers: boolean }} of
   * @returns {StrandEntry}
   */
  polyline(key, project, props, { bounds, isOfOthers }) {
    /** @type {(pane: string, options: object) => Leaflet.Polyline} */
    const line = (pane, options) =>
      new OffsetPolyline(bounds, {
        pane,
        renderer: this.renderers[pane],
        course: () => this.course(entry),
        lineJoin: "round",
        ...options,
      });
    const flat = (/** @type {string} */ className) =>
      line("segments", { className, lineCap: "butt", ...NO_FILL });
    const casing = line("casings", { className: "casing", ...NO_FILL });
    const hit = line("hits", { className: "hit", stroke: false, fill: false }); // see atlas.css
    const className = `segment project-${project}`;
    const main = line("segments", { className, lineCap: "butt", fill: false });
    /** @type {StrandEntry} */
    const entry = {
      kind: "segment",
      ...hidden(key, project, props),
      ...{ main, casing, hit, stamp: "", course: null },
      ticks: props.gauges?.length ? flat("ticks") : null,
      bed: isOfOthers ? flat("bed") : null,
    };
    return entry;
  }

  /**
   * An outline, from the outermost of its rings.
   *
   * @param {string} key
   * @param {string} project
   * @param {Props} props
   * @param {Point[][]} rings
   * @returns {AreaEntry}
   */
  area(key, project, props, rings) {
    const points = rings[0].map(([lon, lat]) => [lat, lon]);
    const main = L.polygon(points, {
      pane: "areas",
      renderer: this.renderers.areas,
      className: `area project-${project}`,
      weight: 1.6,
      dashArray: "5 4",
      fillOpacity: 0.1,
    });
    return { kind: "area", ...hidden(key, project, props), main };
  }
}

/**
 * @param {string} key
 * @param {string} project
 * @param {Props} props
 */
function hidden(key, project, props) {
  /** @type {Leaflet.Polyline[]} */
  const extras = [];
  return { key, project, props, extras, shown: false, look: "", told: "" };
}
