// The choice of what lies under the corridors.

import { element } from "./dom.js";
import { say } from "./texts.js";

const grounds = () => [
  ["relief", say("Relief")],
  ["plain", say("Plain")],
  ["online", say("Online tiles (asks openstreetmap.org)")],
];

/**
 * The base maps; the online one is the only thing here that asks another server.
 *
 * @param {string} shown
 * @param {(basemap: string) => void} onChoose
 */
export function groundRows(shown, onChoose) {
  return grounds().map(([value, words]) =>
    element(
      "div",
      { class: "row" },
      element("input", {
        type: "radio",
        name: "ground",
        id: `ground-${value}`,
        checked: shown === value,
        onchange: () => onChoose(value),
      }),
      element("label", { for: `ground-${value}` }, words),
    ),
  );
}

/**
 * The railways that belong to no project, switched by `box`.
 *
 * @param {HTMLElement} box
 */
export function railRow(box) {
  return element(
    "div",
    { class: "row" },
    box,
    element(
      "label",
      { for: "context-rail" },
      element("span", { class: "thin-line" }),
      say("Other railways"),
    ),
  );
}
