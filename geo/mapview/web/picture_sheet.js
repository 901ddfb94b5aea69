// A picture of the map as it is seen: its title, the map itself, what its signs mean, who made it.

import { Copy } from "./copied.js";
import { formatDay } from "./day_states.js";
import { element, svg } from "./dom.js";
import { corridors, legend } from "./legend.js";
import { credits, describe } from "./shared.js";
import { lineSample } from "./signs.js";
import { listed, say, sayMany } from "./texts.js";

const LONGEST = 90; // characters of a title

/**
 * A map with all that a picture tells of it: the large map's scene, or a small map.
 *
 * @typedef {{ map: Leaflet.Map, index: AtlasIndex, theme: Theme, state: Choice | null,
 *   frame: { stage: HTMLElement }, drawing: import("./drawing.js").Drawing,
 *   base: import("./basemap.js").BaseMap, ways?: import("./ways.js").Ways }} View
 */

/** @typedef {{ node: SVGElement, name: string }} Picture */

/**
 * An SVG that stands alone: no style sheet, no font and no file of the server is needed.
 *
 * @param {View} view
 * @param {{ isBare?: boolean }} [options] without paper, for paper of its own
 * @returns {Picture}
 */
export function pictureOf(view, { isBare = false } = {}) {
  const box = view.frame.stage.getBoundingClientRect();
  const { title, detail, name } = titleOf(view);
  const hole = element("div", { style: `height: ${Math.round(box.height)}px` });
  const sheet = element(
    "section",
    { class: isBare ? "sheet bare" : "sheet", style: `width: ${Math.round(box.width)}px` },
    element("h1", {}, title),
    element("p", { class: "detail" }, [detail, asOn(view)].filter(Boolean).join(" · ")),
    hole,
    element("div", { class: "legend keys" }, ...colours(view, box), ...meanings(view, box)),
    element("footer", {}, ...notes(view).map((words) => element("p", {}, words))),
  );
  document.body.append(sheet);
  const node = drawn(sheet, hole, { view, box, title });
  sheet.remove();
  return { node, name: `corridor-atlas-${name}` };
}

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} hole
 * @param {{ view: View, box: DOMRect, title: string }} of
 */
function drawn(sheet, hole, { view, box, title }) {
  const paper = sheet.getBoundingClientRect();
  const map = mapParts(view, box);
  const words = new Copy(paper).parts(sheet);
  const { width, height } = paper;
  const at = `translate(0 ${hole.getBoundingClientRect().top - paper.top})`;
  const name = svg("title", {});
  name.textContent = title;
  const frame = { width: box.width, height: box.height };
  const edge = svg("clipPath", { id: "edge" }, svg("rect", frame));
  return svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}` },
    name,
    svg("defs", {}, edge, ...map.filters),
    ...words,
    svg("g", { transform: at, "clip-path": "url(#edge)" }, ...map.parts),
  );
}

/**
 * What the map draws, and its scale.
 *
 * @param {View} view
 * @param {DOMRect} box
 */
function mapParts({ map, frame }, box) {
  /** @type {any[]} */
  const layers = [];
  map.eachLayer((/** @type {any} */ layer) => layer.drawWith && layers.push(layer));
  const copy = new Copy(box, layers);
  const ground = copy.boxes(frame.stage, getComputedStyle(frame.stage));
  const wanted = ".leaflet-map-pane, .leaflet-control-scale";
  const parts = [...frame.stage.querySelectorAll(wanted)].flatMap((part) => copy.parts(part));
  return { parts: [...ground, ...parts], filters: copy.filters.values() };
}

/**
 * What is shown, in a few words, and the same for the name of a file.
 *
 * @param {View} view
 */
function titleOf({ index, state, ways }) {
  const select = state?.select;
  if (select) {
    const { name, detail } = describe(index, select);
    return { title: name, detail, name: select };
  }
  // What a page with routes is about, it has said itself.
  if (ways?.parts.length) {
    const { document } = window.parent;
    const title = document.querySelector(".routes h2")?.textContent ?? document.title;
    return { title, detail: "", name: "routes" };
  }
  const layers = [...(state?.layers ?? [])].filter((id) => index.projects[id]);
  const names = listed(layers.map((id) => index.projects[id].title));
  const { length: n } = layers;
  const counted = sayMany("Corridor Atlas: {n} corridor", "Corridor Atlas: {n} corridors", n);
  const title = n && names.length <= LONGEST ? names : counted;
  return { title, detail: "", name: n === 1 ? layers[0] : "map" };
}

/** @param {View} view */
function asOn({ state, index }) {
  return say("As on {day}", { day: formatDay(dayOf(state) ?? index.days[1]) });
}

/**
 * @param {Choice | null} state
 * @returns {string | null}
 */
function dayOf(state) {
  return state && "date" in state ? /** @type {ViewState} */ (state).date : null;
}

/**
 * The drawn lines and outlines that are in sight.
 *
 * @param {View} view
 * @param {DOMRect} box
 */
function inSight({ drawing }, box) {
  const copy = new Copy(box);
  return drawing.entries.visible().filter(({ main }) => {
    const node = main.getElement();
    return node && copy.meets(node.getBoundingClientRect());
  });
}

/**
 * The colours of corridors and routes.
 *
 * @param {View} view
 * @param {DOMRect} box
 */
function colours(view, box) {
  const { index, theme, ways } = view;
  const pattern = index.style.lifecycle.operating;
  const shown = new Set(inSight(view, box).map(({ project }) => project));
  const found = (ways?.parts ?? []).filter(({ role }) => role === "line").reverse();
  const routes = found.map(({ properties: { rank, label } }) =>
    key(index.style.ways[rank][theme], label),
  );
  /**
   * @param {string} colour
   * @param {string} words
   */
  function key(colour, words) {
    const sample = lineSample({ colour, pattern });
    return element("li", {}, element("span", { class: "mark-cell" }, sample), words);
  }
  return [...(routes.length ? list(say("Routes"), routes) : []), ...corridors(index, shown, theme)];
}

/**
 * @param {string} title
 * @param {Node[]} rows
 */
function list(title, rows) {
  return [element("h2", {}, title), element("ul", {}, ...rows)];
}

/**
 * The legend of what is in sight.
 *
 * @param {View} view
 * @param {DOMRect} box
 */
function meanings(view, box) {
  const { index, drawing, map, state } = view;
  const copy = new Copy(box);
  const lines = inSight(view, box).filter(({ kind }) => kind === "segment");
  const sites = [...drawing.markers].filter(([, marker]) => {
    const node = marker.getElement();
    return node && copy.meets(node.getBoundingClientRect());
  });
  return legend(index.style, {
    lines: lines.map((entry) => drawing.standing.forLegend(entry)),
    sites: sites.map(([id]) => index.sites[id]),
    zoom: map.getZoom(),
    date: dayOf(state),
  });
}

/** @param {View} view */
function notes({ base, frame }) {
  const left = frame.stage.querySelector("img.leaflet-tile")
    ? say("The online tiles are left out: they belong to another server")
    : "";
  const { href } = window.parent.location;
  return [
    credits(),
    ...(base.kind === "online" ? [left].filter(Boolean) : []),
    say("Corridor Atlas. What each line and place rests on stands at {address}", { address: href }),
  ];
}
