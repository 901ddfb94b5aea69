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
  light: { land: "#f4f1e8", sea: "#d6e3ea", water: "#b9d3e0", river: "#8fb3c6", frontier: "#6b5e52", hatch: "#6b5e52", rail: "#56616e" },
  dark: { land: "#1c232b", sea: "#10161c", water: "#16262f", river: "#2c4a5a", frontier: "#9a9186", hatch: "#9a9186", rail: "#9aa0a8" },
};

export class BaseMap {
  constructor(map, urls) {
    Object.assign(this, { map, urls, theme: "light", kind: "relief" });
    for (const [name, z] of [["ground", 200], ["water", 210], ["hatching", 225], ["frontiers", 230], ["context", 240]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    this.canvas = Object.fromEntries(["ground", "water", "frontiers", "context"].map((pane) => [pane, L.canvas({ pane, padding: 0.3 })]));
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
    const pane = { land: "ground", lakes: "water", rivers: "water", boundaries: "frontiers", kashmir: "hatching", rail: "context" }[name];
    const renderer = this.canvas[pane] ?? L.svg({ pane });
    const layer = L.geoJSON(data, { pane, renderer, interactive: false, smoothFactor: name === "rail" ? 1.5 : 1 });
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

  /** Show or hide the railways that belong to no project; `url` is fetched when first shown. */
  async railways(isOn, url) {
    this.hasRail = isOn;
    if (isOn && !this.parts.rail) {
      const data = await fetchJson(url);
      this.parts.rail ??= this.layer("rail", data);
    }
    if (!this.parts.rail || this.map.hasLayer(this.parts.rail) === this.hasRail) return;
    this.hasRail ? this.parts.rail.addTo(this.map) : this.parts.rail.remove();
    this.paint();
  }

  setTheme(theme) {
    this.theme = theme;
    this.paint();
  }

  paint() {
    const ink = INK[this.theme];
    this.map.getContainer().style.background = ink.sea;
    const { land, lakes, rivers, boundaries, kashmir, rail } = this.parts;
    land?.setStyle({ stroke: false, fillColor: ink.land, fillOpacity: 1 });
    lakes?.setStyle({ stroke: false, fillColor: ink.water, fillOpacity: this.kind === "online" ? 0 : 1 });
    rivers?.setStyle((feature) => ({
      color: ink.river, weight: Math.max(0.6, 1.9 - (feature.properties.rank ?? 5) * 0.18), opacity: this.kind === "online" ? 0 : 0.8,
    }));
    boundaries?.setStyle((feature) => ({ color: ink.frontier, opacity: 0.85, ...FRONTIER[feature.properties.status] }));
    kashmir?.setStyle({ stroke: false, fillColor: "url(#hatch)", fillOpacity: 0.55, className: "hatched" });
    rail?.setStyle({ color: ink.rail, weight: 1, opacity: 0.85, dashArray: "7 2.5" });
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
