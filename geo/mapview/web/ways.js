// Routes that were found, drawn over the corridors: the best on top, each with its number.

import { element } from "./dom.js";
import { palette } from "./shared.js";
import { say } from "./texts.js";

const L = window.L;
const SAMPLES = 60; // points of a route that are looked at

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
  /** @type {Leaflet.Marker[]} */
  numbers = [];
  /** @type {string | null} */
  chosen = null; // the rank of the one that stands out
  /** @type {Theme} */
  theme = "light";

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {(rank: string) => void} onChoose
   */
  constructor(map, index, onChoose) {
    this.map = map;
    this.onChoose = onChoose;
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
    for (const number of this.numbers) number.remove();
    this.numbers = [...spots(collection.features)].map(([rank, at]) => this.number(rank, at));
    this.restyle();
  }

  /**
   * The number that the list has too, where the route runs by itself.
   *
   * @param {string} rank
   * @param {Point} at
   */
  number(rank, [lon, lat]) {
    const words = rank === "sea" ? say("sea") : rank;
    const { light, dark } = this.style.ways[rank];
    const sign = element("span", { style: `--light: ${light}; --dark: ${dark}` }, words);
    const icon = L.divIcon({ html: sign, className: "way-number", iconSize: [22, 22] });
    const marker = L.marker([lat, lon], { icon, keyboard: false, title: words });
    marker.on("click", () => this.onChoose(rank));
    return marker.addTo(this.map);
  }

  /**
   * Let one stand out, or none.
   *
   * @param {string | null} rank
   */
  stress(rank) {
    this.chosen = rank;
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
  hint(part, { rank, label, detail }) {
    part.on("click", () => this.onChoose(rank));
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
      const width = properties.rank === (this.chosen ?? "1") ? 5.5 : 3.5;
      const opacity = [null, properties.rank].includes(this.chosen) ? 1 : 0.4;
      const color = this.style.ways[properties.rank][this.theme];
      part.setStyle(
        role === "casing"
          ? { color: paper, weight: width + 3, opacity: 0.8 * opacity }
          : { color, weight: width, opacity, dashArray: dashOf(properties) },
      );
    }
  }

  bounds() {
    return this.parts.reduce((box, { part }) => box.extend(part.getBounds()), L.latLngBounds([]));
  }
}

/**
 * For each rank the point of its route that lies farthest from all other routes, or its middle.
 *
 * @param {Feature[]} features
 * @returns {Map<string, Point>}
 */
export function spots(features) {
  /** @type {Map<string, Point[]>} */
  const routes = new Map();
  for (const { geometry, properties } of features) {
    const known = routes.get(properties.rank) ?? [];
    routes.set(properties.rank, [...known, ...geometry.coordinates]);
  }
  for (const [rank, points] of routes) {
    const step = Math.max(1, Math.floor(points.length / SAMPLES));
    routes.set(
      rank,
      points.filter((_, at) => at % step === 0),
    );
  }
  return new Map(
    [...routes].map(([rank, points]) => {
      const others = [...routes].flatMap(([other, there]) => (other === rank ? [] : there));
      return [rank, loneliest(points, others)];
    }),
  );
}

/**
 * @param {Point[]} points
 * @param {Point[]} others
 */
function loneliest(points, others) {
  let found = points[Math.floor(points.length / 2)];
  let most = 0;
  for (const [lon, lat] of others.length ? points : []) {
    const room = Math.min(...others.map(([east, north]) => (east - lon) ** 2 + (north - lat) ** 2));
    if (room > most) [found, most] = [[lon, lat], room];
  }
  return found;
}
