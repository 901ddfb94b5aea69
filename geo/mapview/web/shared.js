// What the map page and the small maps share.

import { element } from "./dom.js";
import { sure } from "./sure.js";
import { say, sentences, withCommas } from "./texts.js";

const L = window.L;

/** What stands at the foot of every map. */
export function credits() {
  return sentences(
    say("Boundaries are not authoritative"),
    say("© OpenStreetMap contributors · GeoNames · Natural Earth · Leaflet"),
  );
}

/**
 * Name and one line about any record, for hover, search and screen readers.
 *
 * @param {AtlasIndex} index
 * @param {string} id
 * @returns {Described}
 */
export function describe({ sites, projects, features, style }, id) {
  if (sites[id]) return ofSite(sites[id], style);
  const project = projects[id];
  if (project) return { name: project.title, detail: style.lifecycle[project.state].legend };
  const feature = features[id];
  return feature ? ofFeature(feature, style) : { name: say("Unknown record"), detail: "" };
}

/**
 * @param {Site} site
 * @param {Style} style
 */
function ofSite({ name, kind, told, state, breaks }, style) {
  const what = style["break-of-gauge"].legend.toLowerCase();
  const gauges = breaks && say("{what} {gauges} mm", { what, gauges: breaks.join("/") });
  const freight = told && say("freight {state}", { state: told });
  const words = [style.site[kind].legend, freight, state && inWords(state, style), gauges];
  return { name, detail: withCommas(words) };
}

/**
 * @param {LineOrArea} feature
 * @param {Style} style
 */
function ofFeature({ name, state, mode, absent, undated }, style) {
  const now = state ? inWords(state, style) : say("outline, not surveyed");
  const since = undated ? say("{state}, opening date not in the atlas", { state: now }) : now;
  const words = [mode && style.mode[mode].legend, absent ? say("not there yet") : since];
  return { name, detail: withCommas(words) };
}

/**
 * @param {string} state
 * @param {Style} style
 */
function inWords(state, style) {
  return style.lifecycle[state].legend.toLowerCase();
}

/**
 * The colours of the map itself in one theme, by their names in `style.yaml`.
 *
 * @param {Style} style
 * @param {Theme} theme
 * @returns {Record<string, string>}
 */
export function palette(style, theme) {
  return Object.fromEntries(Object.entries(style.theme).map(([name, ink]) => [name, ink[theme]]));
}

/**
 * The theme of the page around the map; Streamlit tells it with every render.
 *
 * @param {{ backgroundColor?: string }} [told]
 * @returns {Theme}
 */
export function themeOf(told) {
  const page = window.parent.document.body;
  const isDim = isDark(told?.backgroundColor ?? getComputedStyle(page).backgroundColor);
  return isDim ? "dark" : "light";
}

/** @param {string} colour */
export function isDark(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = hex
    ? hex.slice(1).map((part) => Number.parseInt(part, 16))
    : (colour.match(/\d+/g) ?? [255, 255, 255]).map(Number);
  return parts[0] * 0.3 + parts[1] * 0.59 + parts[2] * 0.11 < 110;
}

/** The element of Leaflet's map, free of what folium says about the page. */
export function openStage() {
  const stage = sure(document.getElementById("map_div"));
  stage.removeAttribute("style");
  // Folium forbids zooming the page; readers with weak eyes need it.
  /** @type {NodeListOf<HTMLMetaElement>} */
  const metas = document.querySelectorAll("meta[name=viewport]");
  for (const meta of metas) meta.content = "width=device-width, initial-scale=1";
  sure(document.getElementById("root")).hidden = true;
  return stage;
}

/**
 * The buttons of the zoom and the scale, which every map has.
 *
 * @param {Leaflet.Map} map
 */
export function addControls(map) {
  const zoom = { zoomInTitle: say("Zoom in"), zoomOutTitle: say("Zoom out") };
  L.control.zoom({ position: "topright", ...zoom }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
}

/**
 * `act` is called when a reader takes the map over.
 *
 * @param {HTMLElement} stage
 * @param {() => void} act
 */
export function onTouch(stage, act) {
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    stage.addEventListener(kind, act, { capture: true, passive: true });
  }
}

/** Sizes mean nothing before the style sheets are there. */
export function styled() {
  /** @type {HTMLLinkElement[]} */
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(
    (link) => /** @type {HTMLLinkElement} */ (link),
  );
  const waiting = sheets.filter((link) => !link.sheet);
  const loaded = (/** @type {HTMLLinkElement} */ link) =>
    new Promise((done) => {
      link.addEventListener("load", done);
      link.addEventListener("error", done);
    });
  return Promise.all(waiting.map(loaded));
}

/**
 * What an error says of itself; anything can be thrown.
 *
 * @param {unknown} error
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Say that nothing can be shown, and why.
 *
 * @param {HTMLElement} box
 * @param {FirstWords} words
 * @param {unknown} error
 */
export function showFailure(box, words, error) {
  const again = { type: "button", onclick: () => window.location.reload() };
  box.hidden = false;
  box.replaceChildren(
    element("p", {}, words.failed),
    element("p", { class: "small" }, messageOf(error)),
    element("button", again, words.again),
  );
}
