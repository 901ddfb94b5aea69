// Routes that were found, drawn over the corridors: the best on top, each with its number.

import { make } from "./dom.js";

const L = window.L;

export class Ways {
  constructor(map, index) {
    Object.assign(this, { map, index, parts: [], dark: false });
    map.createPane("ways").style.zIndex = 420;
    this.renderer = L.svg({ pane: "ways", padding: 0.4 });
    this.tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
  }

  /** A GeoJSON collection of lines with `rank` ("1" to "5" or "sea"), `label`, `built`, `sea`. */
  show(collection) {
    for (const { part } of this.parts) part.remove();
    // Drawn from the last to the first, so that the best lies on top.
    const features = [...collection.features].reverse();
    this.parts = features.flatMap(({ geometry, properties }) => {
      const points = geometry.coordinates.map(([lon, lat]) => [lat, lon]);
      return ["casing", "line"].map((role) => {
        const part = L.polyline(points, {
          pane: "ways",
          renderer: this.renderer,
          className: `way way-${properties.rank} ${role}`,
          lineJoin: "round",
          smoothFactor: 0.5,
          interactive: role === "line",
        });
        if (role === "line") this.hint(part, properties);
        return { part: part.addTo(this.map), role, properties };
      });
    });
    this.restyle();
  }

  hint(part, { label, detail }) {
    part.on("mouseover mousemove", ({ latlng }) => {
      this.tip
        .setLatLng(latlng)
        .setContent(make("div", {}, make("b", {}, label), make("span", {}, detail)));
      this.map.openTooltip(this.tip);
    });
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }

  restyle() {
    for (const { part, role, properties } of this.parts) {
      const { light, dark } = this.index.style.ways[properties.rank];
      const width = properties.rank === "1" ? 5.5 : 3.5;
      const dashArray = properties.last_known_closed ? "8 6 1 6" : properties.built ? null : "2 7";
      part.setStyle(
        role === "casing"
          ? { color: this.dark ? "#14181d" : "#fffdf6", weight: width + 3, opacity: 0.8 }
          : { color: this.dark ? dark : light, weight: width, opacity: 1, dashArray },
      );
    }
  }

  bounds() {
    return this.parts.reduce((box, { part }) => box.extend(part.getBounds()), L.latLngBounds([]));
  }
}
