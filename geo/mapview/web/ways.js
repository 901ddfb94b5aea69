// Routes that were found, drawn over the corridors: the best on top, each with its number.

import { element } from "./dom.js";
import { palette } from "./shared.js";

const L = window.L;

/**
 * @typedef {{ rank: string, label: string, detail: string, built: boolean,
 *   last_known_closed: boolean }} Way
 */

/** @param {Way} way */
function dashOf({ last_known_closed: isShut, built }) {
  if (isShut) return "8 6 1 6";
  return built ? null : "2 7";
}

export class Ways {
  /** @type {{ part: Leaflet.Path, role: string, properties: Way }[]} */
  parts = [];
  /** @type {Theme} */
  theme = "light";

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   */
  constructor(map, index) {
    this.map = map;
    this.style = index.style;
    map.createPane("ways").style.zIndex = "420";
    this.renderer = L.svg({ pane: "ways", padding: 0.4 });
    this.tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
  }

  /**
   * A GeoJSON collection of lines with `rank` ("1" to "5" or "sea"), `label`, `built`, `sea`.
   *
   * @param {Features} collection
   */
  show(collection) {
    for (const { part } of this.parts) part.remove();
    // Drawn from the last to the first, so that the best lies on top.
    this.parts = [...collection.features].reverse().flatMap((feature) => this.draw(feature));
    this.restyle();
  }

  /** @param {Feature} feature */
  draw({ geometry, properties }) {
    const way = /** @type {Way} */ (properties);
    const points = geometry.coordinates.map((/** @type {Point} */ [lon, lat]) => [lat, lon]);
    return ["casing", "line"].map((role) => {
      const part = L.polyline(points, {
        pane: "ways",
        renderer: this.renderer,
        className: `way way-${way.rank} ${role}`,
        lineJoin: "round",
        smoothFactor: 0.5,
        interactive: role === "line",
      });
      if (role === "line") this.hint(part, way);
      return { part: part.addTo(this.map), role, properties: way };
    });
  }

  /**
   * @param {Leaflet.Path} part
   * @param {Way} way
   */
  hint(part, { label, detail }) {
    part.on("mouseover mousemove", ({ latlng }) => {
      const words = element("div", {}, element("b", {}, label), element("span", {}, detail));
      this.tip.setLatLng(latlng).setContent(words);
      this.map.openTooltip(this.tip);
    });
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }

  restyle() {
    const { paper } = palette(this.style, this.theme);
    for (const { part, role, properties } of this.parts) {
      const width = properties.rank === "1" ? 5.5 : 3.5;
      const color = this.style.ways[properties.rank][this.theme];
      part.setStyle(
        role === "casing"
          ? { color: paper, weight: width + 3, opacity: 0.8 }
          : { color, weight: width, opacity: 1, dashArray: dashOf(properties) },
      );
    }
  }

  bounds() {
    return this.parts.reduce((box, { part }) => box.extend(part.getBounds()), L.latLngBounds([]));
  }
}
