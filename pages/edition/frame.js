// The frame of a map in an edition: what Streamlit and folium do for it elsewhere.

import { answersFrom } from "./finder.js";
import { sure } from "./sure.js";

/** What the map has told, for the page around: an event of its window. */
const TOLD = "atlas-told";

/**
 * @type {{ index: string, scripts: string, search: string, words: object,
 *   map: any }}
 */
const told = JSON.parse(sure(document.getElementById("atlas-frame")).textContent ?? "");
/** Which map it is, and what a small one shows. */
const { kind, ...options } = JSON.parse(window.frameElement?.getAttribute("data-map") ?? "{}");

window.Streamlit = {
  events: new EventTarget(),
  setComponentValue: (/** @type {object} */ detail) => {
    window.parent.dispatchEvent(new CustomEvent(TOLD, { detail }));
  },
};

async function begin() {
  const map = window.L.map("map_div", told.map);
  const { start } = await import(`./${told.scripts}/maps.all.js`);
  const { index, words, search } = told;
  start[kind](map, { index, words, answers: answersFrom(`../../atlas/${search}`), ...options });
}

begin();

export const started = true;
