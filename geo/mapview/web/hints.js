// What the pointer finds on the map: a hint under it, and a click that opens.

import { element } from "./dom.js";

const L = window.L;

/** @typedef {Described & { owner?: string, others?: string }} Hint */

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
      const { name, owner, detail, others } = tell();
      const line = (/** @type {string | undefined} */ text) =>
        text ? element("span", {}, text) : null;
      // The project comes first: a line is read by whose it is.
      const words = [element("b", {}, owner ?? name), line(owner && name), line(detail)];
      if (others) words.push(element("span", { class: "owner" }, others));
      this.tip.setLatLng(latlng).setContent(element("div", {}, ...words));
      this.map.openTooltip(this.tip);
    });
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }
}
