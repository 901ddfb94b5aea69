// What the pointer finds on the map: a hint under it, and a click that opens.

import { element } from "./dom.js";

const L = window.L;

/** @typedef {Described & { owner?: string }} Hint */

export class Hints {
  /** @type {Leaflet.Tooltip} */
  tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });

  /**
   * @param {Leaflet.Map} map
   * @param {(id: string) => void} onSelect
   */
  constructor(map, onSelect) {
    this.map = map;
    this.onSelect = onSelect;
  }

  /**
   * `tell` gives the words at the moment when they are needed.
   *
   * @param {Leaflet.Layer} part
   * @param {string} id
   * @param {() => Hint} tell
   */
  listen(part, id, tell) {
    part.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this.onSelect(id);
    });
    part.on("mouseover mousemove", ({ latlng }) => {
      const { name, owner, detail } = tell();
      const words = [
        element("b", {}, name),
        owner ? element("span", { class: "owner" }, owner) : null,
        element("span", {}, detail),
      ];
      this.tip.setLatLng(latlng).setContent(element("div", {}, ...words));
      this.map.openTooltip(this.tip);
    });
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }
}
