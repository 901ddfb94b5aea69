// Segments, areas and sites on the map. Styles come from the index (data/style.yaml).

import { make } from "./dom.js";
import { sign } from "./signs.js";

const L = window.L;
const NO_FILL = { fill: false, interactive: false };

/** Draws the loaded layers and keeps what is on, what is filtered and what is selected visible. */
export class Drawing {
  constructor(map, index, { onSelect, describe }) {
    Object.assign(this, { map, index, onSelect, describe });
    this.features = new Map(); // id -> {kind, project, props, group, main, casing, ...}
    this.layers = new Map(); // project id -> ids of its features
    this.markers = new Map(); // site id -> marker
    this.dark = false;
    for (const [name, z] of [["areas", 380], ["casings", 390], ["hits", 395], ["segments", 400]]) {
      map.createPane(name).style.zIndex = z;
    }
    this.renderers = Object.fromEntries(
      ["areas", "casings", "hits", "segments"].map((pane) => [pane, L.svg({ pane, padding: 0.4 })]),
    );
    this.tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
    map.on("zoomend", () => this.restyle());
    map.on("zoomend moveend", () => this.showSites());
  }

  colour(project) {
    return this.index.projects[project].colour[this.dark ? "dark" : "light"];
  }

  /** Put the GeoJSON of one project on the map; it stays hidden until `apply` shows it. */
  add(project, collection) {
    const ids = [];
    for (const feature of collection.features) {
      const props = { id: feature.id, ...feature.properties };
      const entry = feature.geometry.type === "Polygon"
        ? this.area(project, props, feature.geometry.coordinates)
        : this.segment(project, props, feature.geometry.coordinates);
      this.features.set(feature.id, entry);
      ids.push(feature.id);
    }
    this.layers.set(project, ids);
  }

  segment(project, props, coordinates) {
    const points = coordinates.map(([lon, lat]) => [lat, lon]);
    const line = (pane, options) =>
      L.polyline(points, { pane, renderer: this.renderers[pane], smoothFactor: 0.7, lineJoin: "round", ...options });
    const casing = line("casings", { className: "casing", ...NO_FILL });
    const hit = line("hits", { className: "hit", weight: 15, opacity: 0 });
    const main = line("segments", { className: `segment project-${project} state-${props.state}`, lineCap: "butt" });
    const ticks = props.gauges?.length
      ? line("segments", { className: "ticks", lineCap: "butt", ...NO_FILL })
      : null;
    const entry = { kind: "segment", project, props, main, casing, ticks, parts: [casing, hit, main, ticks].filter(Boolean), shown: false };
    for (const part of [hit, main]) this.listen(part, props.id);
    return entry;
  }

  area(project, props, rings) {
    const points = rings[0].map(([lon, lat]) => [lat, lon]);
    const main = L.polygon(points, {
      pane: "areas", renderer: this.renderers.areas, className: `area project-${project}`, weight: 1.6, dashArray: "5 4", fillOpacity: 0.1,
    });
    this.listen(main, props.id);
    return { kind: "area", project, props, main, parts: [main], shown: false };
  }

  listen(part, id) {
    part.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this.onSelect(id);
    });
    part.on("mouseover mousemove", (event) => this.hint(id, event.latlng));
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }

  hint(id, latlng) {
    const { name, detail } = this.describe(id);
    this.tip.setLatLng(latlng).setContent(make("div", {}, make("b", {}, name), make("span", {}, detail)));
    this.map.openTooltip(this.tip);
  }

  /** Show what the state asks for; nothing else on the map changes. */
  apply(state) {
    this.state = state;
    for (const entry of this.features.values()) {
      const { props } = entry;
      const on = state.layers.has(entry.project)
        && (entry.kind === "area" || (state.states.has(props.state) && state.modes.has(props.mode)));
      if (on === entry.shown) continue;
      entry.shown = on;
      for (const part of entry.parts) on ? part.addTo(this.map) : part.remove();
      if (on) this.nameForReaders(entry);
    }
    this.restyle();
    this.showSites();
  }

  nameForReaders(entry) {
    const node = entry.main.getElement();
    const { name, detail } = this.describe(entry.props.id);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${name}, ${detail}`);
    node.dataset.id = entry.props.id;
    node.setAttribute("tabindex", "-1");
  }

  restyle() {
    if (!this.state) return;
    const grow = Math.min(1.6, Math.max(0.75, 1 + (this.map.getZoom() - 5) * 0.14));
    const chosen = this.state.select;
    const own = chosen && this.features.has(chosen);
    for (const entry of this.features.values()) {
      if (!entry.shown) continue;
      const selected = entry.props.id === chosen;
      const dim = own && !selected ? 0.35 : 1;
      if (entry.kind === "area") {
        const colour = this.colour(entry.project);
        entry.main.setStyle({ color: colour, fillColor: colour, opacity: dim, weight: selected ? 3 : 1.6 });
      } else {
        this.styleSegment(entry, grow, selected, dim);
      }
    }
  }

  styleSegment({ project, props, main, casing, ticks }, grow, selected, dim) {
    const look = this.index.style.lifecycle[props.state];
    const colour = this.colour(project);
    const width = this.index.style.mode[props.mode].width * grow;
    const soft = this.index.style.basis[props.basis].soft ? 0.92 : 1;
    const opacity = look.opacity * soft * dim;
    const dashArray = look.dash.map((step) => step * Math.max(1, grow * 0.9)).join(" ") || null;
    const paper = this.dark ? "#14181d" : "#fffdf6";
    const accent = this.dark ? "#ffd54a" : "#ffb000";
    if (look.hollow) {
      casing.setStyle({ color: selected ? accent : colour, weight: width + (selected ? 5 : 2), opacity, dashArray });
      main.setStyle({ color: paper, weight: Math.max(1, width - 1), opacity: opacity * 0.9, dashArray: null });
    } else {
      casing.setStyle({ color: selected ? accent : paper, weight: width + (selected ? 6 : 3.2), opacity: selected ? 0.95 : 0.75 * dim, dashArray: null });
      main.setStyle({ color: colour, weight: width, opacity, dashArray });
    }
    const tick = ticks && this.map.getZoom() >= 7 ? this.index.style.gauge[props.gauges[0]]?.tick : null;
    ticks?.setStyle({ color: colour, weight: 9, opacity: tick ? opacity : 0, dashArray: tick?.join(" ") ?? null });
    if (selected) [casing, main].forEach((part) => part.bringToFront());
  }

  /** The sites of the visible layers that this zoom has room for, plus the selected one. */
  wanted() {
    const zoom = this.map.getZoom();
    const sites = new Map();
    for (const [id, site] of Object.entries(this.index.sites)) {
      const projects = site.projects.filter((project) => this.state.layers.has(project));
      const early = site.breaks ? 5 : this.index.style.site[site.kind].zoom;
      if (id === this.state.select || (projects.length && zoom >= early)) sites.set(id, projects);
    }
    return sites;
  }

  showSites() {
    if (!this.state) return;
    const wanted = this.wanted();
    for (const [id, marker] of this.markers) {
      if (wanted.has(id) && marker.projects === wanted.get(id).join(" ")) continue;
      marker.ring?.remove();
      marker.remove();
      this.markers.delete(id);
    }
    for (const [id, projects] of wanted) if (!this.markers.has(id)) this.mark(id, projects);
    for (const [id, marker] of this.markers) {
      marker.getElement()?.classList.toggle("selected", id === this.state.select);
      this.doubt(marker, this.index.sites[id]);
    }
  }

  /** From zoom 8 on, a ring as wide as the likely error of a place that is only estimated. */
  doubt(marker, site) {
    if (!site.error_km || this.map.getZoom() < 8) {
      marker.ring?.remove();
      return;
    }
    marker.ring ??= L.circle([site.lat, site.lon], {
      radius: site.error_km * 1000, pane: "areas", renderer: this.renderers.areas, className: "doubt-ring", ...NO_FILL, weight: 1.2, dashArray: "2 4",
    });
    marker.ring.setStyle({ color: this.dark ? "#e6e8ea" : "#1d2530" }).addTo(this.map);
  }

  mark(id, projects) {
    const site = this.index.sites[id];
    const look = this.index.style.site[site.kind];
    const face = make("span", { class: "face" }, sign(look.sign, { access: site.kind === "border-crossing" ? (site.access ?? "unknown") : "", breakOfGauge: Boolean(site.breaks) && site.kind !== "border-crossing" }));
    if (site.breaks && site.kind === "border-crossing") face.append(sign("border", { breakOfGauge: true, size: 13 }));
    const classes = ["site", `kind-${site.kind}`, ...projects.map((project) => `project-${project}`)].join(" ");
    const marker = L.marker([site.lat, site.lon], {
      icon: L.divIcon({ html: face, className: classes, iconSize: [44, 44] }), keyboard: false, riseOnHover: true, zIndexOffset: { "steel-plant": 900, "border-crossing": 600, port: 300 }[site.kind] ?? 0,
    });
    marker.projects = projects.join(" ");
    this.markers.set(id, marker.addTo(this.map));
    this.listen(marker, id);
    const node = marker.getElement();
    const { name, detail } = this.describe(id);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${name}, ${detail}`);
    node.setAttribute("tabindex", "-1");
    node.dataset.id = id;
  }

  /** Everything that can be opened, in reading order: sites first, then lines and areas. */
  reachable() {
    const sites = [...this.markers.values()].map((marker) => marker.getElement());
    const drawn = [...this.features.values()].filter((entry) => entry.shown).map((entry) => entry.main.getElement());
    return [...sites, ...drawn].filter(Boolean);
  }

  bounds(id) {
    if (this.features.has(id)) return this.features.get(id).main.getBounds();
    const site = this.index.sites[id];
    if (site) return L.latLngBounds([[site.lat, site.lon], [site.lat, site.lon]]);
    const ids = this.layers.get(id) ?? [];
    return ids.reduce((box, one) => box.extend(this.features.get(one).main.getBounds()), L.latLngBounds([]));
  }
}
