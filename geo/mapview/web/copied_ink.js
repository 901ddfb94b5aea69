// Colours and filters as a browser computes them, in words that every reader of SVG knows.

import { svg } from "./dom.js";

/** A colour and how much of it covers what lies below. */
/** @typedef {{ colour: string, alpha: number }} Ink */

const COLOUR = /(?:rgba?|color)\([^)]*\)/;
const STEP = /([a-z]+)\(([\d.]+)(%?)\)/g;

/**
 * `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)` or `color(srgb 0.1 0.2 0.3 / 0.5)`.
 *
 * @param {string} computed
 * @returns {Ink}
 */
export function inkOf(computed) {
  const [r = 0, g = 0, b = 0, alpha = 1] = (computed.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  // What is mixed from two colours is told in parts of one.
  const scale = computed.startsWith("color(") ? 255 : 1;
  const [red, green, blue] = [r, g, b].map((part) => Math.round(part * scale));
  return { colour: `rgb(${red}, ${green}, ${blue})`, alpha };
}

/**
 * The first colour in the words of a shadow, or null.
 *
 * @param {string} shadow
 */
export function shadowInk(shadow) {
  const found = COLOUR.exec(shadow);
  return found && inkOf(found[0]);
}

/** How a filter of a style sheet is written as a part of an SVG filter. */
/** @type {Record<string, (amount: number) => Element>} */
const STEPS = {
  saturate: (values) => svg("feColorMatrix", { type: "saturate", values }),
  grayscale: (amount) => svg("feColorMatrix", { type: "saturate", values: 1 - amount }),
  brightness: (slope) => linear(slope, 0),
  contrast: (slope) => linear(slope, (1 - slope) / 2),
};

/**
 * @param {number} slope
 * @param {number} intercept
 */
function linear(slope, intercept) {
  const channels = ["feFuncR", "feFuncG", "feFuncB"];
  const parts = channels.map((name) => svg(name, { type: "linear", slope, intercept }));
  return svg("feComponentTransfer", {}, ...parts);
}

/**
 * The same as `filter` of a style sheet, or null if there is none.
 *
 * @param {string} id
 * @param {string} filter
 */
export function svgFilter(id, filter) {
  const steps = [...filter.matchAll(STEP)].flatMap(([, name, amount, percent]) => {
    const step = STEPS[name];
    return step ? [step(Number(amount) / (percent ? 100 : 1))] : [];
  });
  return steps.length
    ? svg("filter", { id, "color-interpolation-filters": "sRGB" }, ...steps)
    : null;
}
