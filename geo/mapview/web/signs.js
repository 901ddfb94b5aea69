// The small signs of the map. Paths are drawn on a 24 by 24 grid; colours come from atlas.css.

import { svg } from "./dom.js";

/** @typedef {[string, Record<string, string | number>]} Stroke */

/** @type {Record<string, Stroke[]>} */
const SHAPES = {
  plant: [["path", { d: "M3 20V10l5 3V10l5 3V5h3l1 8h3v7z" }]],
  jetty: [["path", { d: "M4 9h16v4H4zM7 13v6M12 13v6M17 13v6", class: "thin" }]],
  port: [
    ["path", { d: "M12 4v15M7 9h10M4 14c1 4 4 6 8 6s7-2 8-6", class: "thin" }],
    ["circle", { cx: 12, cy: 4.5, r: 2 }],
  ],
  dryport: [["path", { d: "M4 8h16v10H4zM9 8v10M15 8v10", class: "thin" }]],
  border: [["path", { d: "M12 3l8 9-8 9-8-9z" }]],
  junction: [["path", { d: "M12 21v-8M12 13L5 5M12 13l7-8", class: "thin" }]],
  station: [["rect", { x: 6, y: 6, width: 12, height: 12, rx: 2 }]],
  pass: [["path", { d: "M3 19l7-12 4 6 2-3 5 9z" }]],
  city: [["circle", { cx: 12, cy: 12, r: 5 }]],
  town: [["circle", { cx: 12, cy: 12, r: 4 }]],
};

// A border post is a full diamond if its state is known and a hollow one with a broken rim if it is
// not. Inside is what is known, or was: a cross is closed, a dash is open with limits.
/** @type {Record<string, Stroke[]>} */
const ACCESS = {
  open: [],
  "open with limits": [["path", { d: "M8 12h8", class: "mark" }]],
  closed: [["path", { d: "M8.5 8.5l7 7M15.5 8.5l-7 7", class: "mark" }]],
  "not known after closed": [["path", { d: "M9.6 9.6l4.8 4.8M14.4 9.6l-4.8 4.8", class: "mark" }]],
  "not known after open": [
    ["path", { d: "M9.8 9.6a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7M12 16.3v.1", class: "mark" }],
  ],
  "never known": [["circle", { cx: 12, cy: 12, r: 2, class: "dot" }]],
};

/** @type {Stroke[]} */
const BREAK = [["path", { d: "M2 8h9M2 16h9M13 6h9M13 18h9", class: "thin" }]];

/**
 * An SVG sign. `access` only matters to border posts; a break of gauge has a sign of its own.
 *
 * @param {string} name
 * @param {{ access?: string, breakOfGauge?: boolean, size?: number }} [options]
 */
export function sign(name, { access = "", breakOfGauge = false, size = 22 } = {}) {
  const shown = breakOfGauge ? "break" : name;
  const kept = access ? `access-${access.replaceAll(" ", "-")}` : "";
  const parts = breakOfGauge ? BREAK : [...SHAPES[name], ...(ACCESS[access] ?? [])];
  const attributes = {
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    "aria-hidden": "true",
    class: `sign sign-${shown} ${kept}`,
  };
  return svg("svg", attributes, ...parts.map(([tag, details]) => svg(tag, details)));
}

/**
 * A sample of a line for toggles and legend: casing, stroke, pattern and `bed` as on the map.
 *
 * @param {{ colour: string, pattern: Pattern, width?: number, tick?: number[] | null,
 *   length?: number, bed?: boolean }} look
 */
export function lineSample({
  colour,
  pattern,
  width = 3.5,
  tick = null,
  length = 44,
  bed = false,
}) {
  const line = (
    /** @type {string} */ stroke,
    /** @type {number} */ strokeWidth,
    /** @type {number[]} */ dash = [],
  ) => {
    const ends = { x1: 1, y1: 6, x2: length - 1, y2: 6, stroke, "stroke-width": strokeWidth };
    return svg("line", dash.length ? { ...ends, "stroke-dasharray": dash.join(" ") } : ends);
  };
  const lines = pattern.hollow
    ? [line(colour, width + 2, pattern.dash), line("var(--paper)", width - 0.5)]
    : [line(colour, width, pattern.dash)];
  if (bed) lines.push(line(colour, 1));
  if (tick) lines.push(line(colour, 9, tick));
  const attributes = {
    width: length,
    height: 12,
    "aria-hidden": "true",
    class: "sample",
    style: `opacity: ${pattern.opacity}`,
  };
  return svg("svg", attributes, ...lines);
}
