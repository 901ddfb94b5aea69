// The box of an element as parts of an SVG: the ring around it, its ground, stripes and edges.

import { inkOf, shadowInk } from "./copied_ink.js";
import { svg } from "./dom.js";

const SIDES = ["Top", "Right", "Bottom", "Left"];
const LAYER = /,\s*(?=(?:repeating-)?linear-gradient)/;
const STOP = /((?:rgba?|color)\([^)]*\))((?: [\d.]+px)*)/g;

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * What an element draws itself, with the corner of a picture as origin.
 *
 * @param {Element} node
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} picture
 */
export function boxParts(node, style, picture) {
  const { box, turn } = upright(node, style, picture);
  const radius = Number.parseFloat(style.borderRadius) || 0;
  const round = style.borderRadius.endsWith("%") ? box.width / 2 : radius;
  const spread = /0px 0px 0px (\d+)px/.exec(style.boxShadow);
  const ground = inkOf(style.backgroundColor);
  const found = [];
  if (spread) found.push(filled(box, round, shadowInk(style.boxShadow), Number(spread[1])));
  if (style.backgroundColor !== "transparent" && ground.alpha) {
    found.push(filled(box, round, ground));
  }
  found.push(...stripes(box, style), ...edges(box, round, style));
  if (!turn || !found.length) return found;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return [svg("g", { transform: `rotate(${turn} ${x} ${y})` }, ...found)];
}

/**
 * The box as it would stand if it were not turned, and by how many degrees it is.
 *
 * @param {Element} node
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} picture
 */
function upright(node, style, picture) {
  const seen = node.getBoundingClientRect();
  const { a, b } = new DOMMatrix(style.transform);
  const [x, y] = [seen.x - picture.x, seen.y - picture.y];
  if (!b || !(node instanceof HTMLElement)) {
    return { box: { x, y, width: seen.width, height: seen.height }, turn: 0 };
  }
  const scale = Math.round(Math.hypot(a, b) * 1000) / 1000;
  const [width, height] = [node.offsetWidth * scale, node.offsetHeight * scale];
  const box = { x: x + (seen.width - width) / 2, y: y + (seen.height - height) / 2, width, height };
  return { box, turn: (Math.atan2(b, a) * 180) / Math.PI };
}

/**
 * @param {Box} box
 * @param {number} round
 * @param {import("./copied_ink.js").Ink | null} ink
 * @param {number} [wider]
 */
function filled({ x, y, width, height }, round, ink, wider = 0) {
  return svg("rect", {
    x: x - wider,
    y: y - wider,
    width: width + 2 * wider,
    height: height + 2 * wider,
    rx: round + (round && wider),
    fill: ink?.colour ?? "none",
    "fill-opacity": ink?.alpha ?? 0,
  });
}

/**
 * The stripes by which a bar tells a state: gradients from left to right, with hard edges.
 *
 * @param {Box} box
 * @param {CSSStyleDeclaration} style
 */
function stripes(box, { backgroundImage, backgroundPosition, backgroundSize }) {
  if (!backgroundImage.includes("linear-gradient")) return [];
  const places = backgroundPosition.split(", ");
  const sizes = backgroundSize.split(", ");
  return backgroundImage.split(LAYER).flatMap((layer, at) => {
    const tall = Number.parseFloat(sizes[at % sizes.length].split(" ")[1]);
    const height = Math.min(tall || box.height, box.height);
    const isLow = places[at % places.length].endsWith(" 100%");
    const y = isLow ? box.y + box.height - height : box.y;
    return bands(layer, box.width).map(({ from, to, ink }) =>
      filled({ x: box.x + from, y, width: to - from, height }, 0, ink),
    );
  });
}

/**
 * Where a gradient has a colour, over a width in pixels.
 *
 * @param {string} gradient
 * @param {number} width
 */
export function bands(gradient, width) {
  const stops = [...gradient.matchAll(STOP)].flatMap(([, colour, places]) =>
    (places.match(/[\d.]+/g) ?? []).map((place) => ({ colour, at: Number(place) })),
  );
  if (!stops.length) {
    const [plain = ""] = gradient.match(STOP) ?? [];
    return plain ? [{ from: 0, to: width, ink: inkOf(plain) }] : [];
  }
  const { at: period } = stops[stops.length - 1];
  const drawn = stops.slice(1).flatMap(({ colour, at }, before) => {
    const [{ at: from }, ink] = [stops[before], inkOf(colour)];
    return stops[before].colour === colour && ink.alpha ? [{ from, to: at, ink }] : [];
  });
  return Array.from({ length: Math.ceil(width / period) }, (_, turn) => turn * period)
    .flatMap((start) =>
      drawn.map(({ from, to, ink }) => ({
        from: start + from,
        to: Math.min(start + to, width),
        ink,
      })),
    )
    .filter(({ from, to }) => from < to);
}

/**
 * One line around it if it is the same on all sides, else a line for each.
 *
 * @param {Box} box
 * @param {number} round
 * @param {CSSStyleDeclaration} style
 */
function edges({ x, y, width, height }, round, style) {
  const look = /** @type {Record<string, any>} */ (style);
  const sides = SIDES.map((side) => ({
    side,
    wide: look[`border${side}Style`] === "none" ? 0 : Number.parseFloat(look[`border${side}Width`]),
    colour: look[`border${side}Color`],
  }));
  const [first] = sides;
  if (
    first.wide &&
    sides.every(({ wide, colour }) => wide === first.wide && colour === first.colour)
  ) {
    const { wide } = first;
    const inner = { x: x + wide / 2, y: y + wide / 2, width: width - wide, height: height - wide };
    const rx = Math.max(0, round - wide / 2);
    return [svg("rect", { ...inner, rx, fill: "none", ...line(first) })];
  }
  const [right, bottom] = [x + width, y + height];
  /** @type {Record<string, [number, number, number, number]>} */
  const ends = {
    Top: [x, y, right, y],
    Right: [right, y, right, bottom],
    Bottom: [x, bottom, right, bottom],
    Left: [x, y, x, bottom],
  };
  return sides
    .filter(({ wide }) => wide)
    .map((edge) => {
      const [x1, y1, x2, y2] = ends[edge.side];
      return svg("line", { x1, y1, x2, y2, ...line(edge) });
    });
}

/** @param {{ wide: number, colour: string }} edge */
function line({ wide, colour }) {
  const ink = inkOf(colour);
  return { stroke: ink.colour, "stroke-opacity": ink.alpha, "stroke-width": wide };
}
