// Relief, water, frontiers and names of places: what lies under the projects.

import { make } from "./dom.js";

const L = window.L;
export const BOX = [[18, 20], [62, 95]]; // south west, north east of the relief picture

const FRONTIER = {
  international: { weight: 1.1, dashArray: null },
  "line-of-control": { weight: 1.2, dashArray: "1 4", lineCap: "round" },
  disputed: { weight: 1.1, dashArray: "6 4" },
  indefinite: { weight: 1.1, dashArray: "6 4" },
  claim: { weight: 0.9, dashArray: "3 4" },
  "lease-limit": { weight: 0.9, dashArray: "2 4" },
};

const INK = {
  light: { land: "#f4f1e8", sea: "#d6e3ea", water: "#b9d3e0", river: "#8fb3c6", frontier: "#6b5e52", hatch: "#6b5e52" },
  dark: { land: "#1c232b", sea: "#10161c", water: "#16262f", river: "#2c4a5a", frontier: "#9a9186", hatch: "#9a9186" },
};

export class BaseMap {
  constructor(map, urls) {
    Object.assign(this, { map, urls, theme: "light", kind: "relief" });
    for (const [name, z] of [["ground", 200], ["water", 210], ["hatching", 225], ["frontiers", 230]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    this.canvas = Object.fromEntries(["ground", "water", "frontiers"].map((pane) => [pane, L.canvas({ pane, padding: 0.3 })]));
    this.relief = L.imageOverlay(urls.relief ?? "", BOX, { pane: "ground", className: "relief", alt: "" });
    this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      pane: "ground", maxZoom: 10, attribution: "© OpenStreetMap contributors (online tiles)",
    });
    this.parts = {};
  }

  async load() {
    const names = ["lakes", "rivers", "boundaries", "kashmir"];
    const loaded = await Promise.all(names.map((name) => fetchJson(this.urls[name])));
    names.forEach((name, at) => { this.parts[name] = this.layer(name, loaded[at]).addTo(this.map); });
    this.paint();
  }

  layer(name, data) {
    const pane = { land: "ground", lakes: "water", rivers: "water", boundaries: "frontiers", kashmir: "hatching" }[name];
    const renderer = this.canvas[pane] ?? L.svg({ pane });
    const layer = L.geoJSON(data, { pane, renderer, interactive: false });
    if (name === "kashmir") this.map.on("layeradd", () => hatchPattern(renderer));
    return layer;
  }

  async show(kind) {
    this.kind = kind;
    if (kind === "plain" && !this.parts.land) this.parts.land = this.layer("land", await fetchJson(this.urls.land));
    const want = (layer, on) => { if (layer) on ? layer.addTo(this.map) : layer.remove(); };
    want(this.relief, kind === "relief");
    want(this.parts.land, kind === "plain");
    want(this.online, kind === "online");
    this.paint();
  }

  setTheme(theme) {
    this.theme = theme;
    this.paint();
  }

  paint() {
    const ink = INK[this.theme];
    this.map.getContainer().style.background = ink.sea;
    const { land, lakes, rivers, boundaries, kashmir } = this.parts;
    land?.setStyle({ stroke: false, fillColor: ink.land, fillOpacity: 1 });
    lakes?.setStyle({ stroke: false, fillColor: ink.water, fillOpacity: this.kind === "online" ? 0 : 1 });
    rivers?.setStyle((feature) => ({
      color: ink.river, weight: Math.max(0.6, 1.9 - (feature.properties.rank ?? 5) * 0.18), opacity: this.kind === "online" ? 0 : 0.8,
    }));
    boundaries?.setStyle((feature) => ({ color: ink.frontier, opacity: 0.85, ...FRONTIER[feature.properties.status] }));
    kashmir?.setStyle({ stroke: false, fillColor: "url(#hatch)", fillOpacity: 0.55, className: "hatched" });
    document.documentElement.style.setProperty("--hatch", ink.hatch);
  }
}

function hatchPattern(renderer) {
  const svg = renderer._container;
  if (!svg || svg.querySelector("#hatch")) return;
  const NS = "http://www.w3.org/2000/svg";
  const pattern = document.createElementNS(NS, "pattern");
  for (const [key, value] of Object.entries({ id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" })) {
    pattern.setAttribute(key, value);
  }
  const line = document.createElementNS(NS, "line");
  for (const [key, value] of Object.entries({ x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 1.1 })) line.setAttribute(key, value);
  line.style.stroke = "var(--hatch)";
  pattern.append(line);
  const defs = document.createElementNS(NS, "defs");
  defs.append(pattern);
  svg.prepend(defs);
}

/** JSON from the app itself, or an error that names the file. */
export async function fetchJson(url) {
  if (!url) throw new Error("a file is missing");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

const GAP = 3;

/** Names that thin out with the zoom; names of the projects' places always win. */
export class Labels {
  constructor(map, index) {
    Object.assign(this, { map, index, places: [], countries: [] });
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = 610;
    this.pane.setAttribute("aria-hidden", "true");
    map.on("zoomend moveend resize", () => this.place());
  }

  async load(urls) {
    const [places, countries] = await Promise.all([fetchJson(urls.places), fetchJson(urls.countries)]);
    this.places = places.features.map(({ geometry, properties }) => ({ at: geometry.coordinates, name: properties.name, rank: properties.rank, capital: properties.capital }));
    this.countries = countries.features.map(({ geometry, properties }) => ({ at: geometry.coordinates, name: properties.names.en }));
    this.place();
  }

  /** Candidates, most important first. */
  candidates(sites) {
    const zoom = this.map.getZoom();
    const weight = { "steel-plant": 0, "border-crossing": 1, port: 2, city: 3, "dry-port": 3, pass: 4, junction: 5, "rail-station": 6, "company-town": 6, jetty: 6 };
    const own = [...sites].map((id) => [id, this.index.sites[id]]).map(([id, site]) => ({
      at: [site.lon, site.lat], name: site.name, kind: "own", order: id === this.selected ? -1 : weight[site.kind], near: 11,
    }));
    own.sort((one, other) => one.order - other.order);
    const taken = new Set(own.map((item) => item.name));
    const countries = zoom <= 6 ? this.countries.map((item) => ({ ...item, kind: "country", near: 0 })) : [];
    const disputed = zoom >= 5 ? [{ at: [75.6, 34.9], name: "Jammu & Kashmir (disputed; final status not determined)", kind: "caption", near: 0 }] : [];
    const limit = Math.max(1, (zoom - 3) * 1.6);
    const places = this.places
      .filter((item) => !taken.has(item.name) && (item.rank <= limit || (item.capital && zoom >= 5)))
      .sort((one, other) => one.rank - other.rank)
      .map((item) => ({ ...item, kind: "place", near: 4 }));
    return [...own, ...disputed, ...countries, ...places];
  }

  update(sites, selected) {
    this.sites = new Set(sites);
    this.selected = selected;
    this.place();
  }

  place() {
    if (!this.sites) return;
    const { x: width, y: height } = this.map.getSize();
    const labels = [];
    const dots = [...this.sites].map((id) => this.spot([this.index.sites[id].lon, this.index.sites[id].lat]))
      .map(({ x, y }) => [x - 7, y - 7, x + 7, y + 7]);
    const fragment = document.createDocumentFragment();
    for (const item of this.candidates(this.sites)) {
      const { x, y } = this.spot(item.at);
      if (x < -20 || y < -10 || x > width + 20 || y > height + 10) continue;
      const size = this.measure(item);
      // The names that readers look for may cover the dots of lesser places.
      const box = this.free(item, x, y, size, item.order <= 1 ? labels : [...labels, ...dots]);
      if (!box) continue;
      labels.push(box);
      fragment.append(this.label(item, box));
    }
    this.pane.replaceChildren(fragment);
  }

  spot([lon, lat]) {
    return this.map.latLngToContainerPoint([lat, lon]);
  }

  measure({ name, kind }) {
    const font = { own: "600 12px", country: "600 13px", caption: "italic 11px", place: "400 11px" }[kind];
    this.pen ??= document.createElement("canvas").getContext("2d");
    this.pen.font = `${font} system-ui, sans-serif`;
    const stretch = kind === "country" ? name.length * 2.2 : 0;
    return [this.pen.measureText(kind === "country" ? name.toUpperCase() : name).width + stretch + 4, 15];
  }

  free(item, x, y, [w, h], boxes) {
    const near = item.near;
    const spots = item.near === 0
      ? [[x - w / 2, y - h / 2]]
      : [[x + near, y - h / 2], [x - near - w, y - h / 2], [x - w / 2, y - near - h], [x - w / 2, y + near]];
    for (const [left, top] of spots) {
      const box = [left, top, left + w, top + h];
      if (left < 0 || box[2] > this.map.getSize().x) continue;
      const hit = boxes.some((other) => box[0] - GAP < other[2] && box[2] + GAP > other[0] && box[1] - 1 < other[3] && box[3] + 1 > other[1]);
      if (!hit) return box;
    }
    return null;
  }

  label(item, [left, top]) {
    const at = this.map.containerPointToLayerPoint([left, top]);
    const dot = item.kind === "place" ? " dotted" : "";
    const node = make("span", { class: `label ${item.kind}${dot}` }, item.name);
    node.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    return node;
  }
}
