// Relief, water, frontiers and names of places: what lies under the projects.

import { Outlines } from "./outlines.js";

const L = window.L;
export const BOX = [
  [18, 20],
  [62, 95],
]; // south west, north east of the relief picture

const FRONTIER = {
  international: { weight: 1.1 },
  "line-of-control": { weight: 1.2, dash: [1, 4] },
  disputed: { weight: 1.1, dash: [6, 4] },
  indefinite: { weight: 1.1, dash: [6, 4] },
  claim: { weight: 0.9, dash: [3, 4] },
  "lease-limit": { weight: 0.9, dash: [2, 4] },
};

const INK = {
  light: {
    land: "#f4f1e8",
    sea: "#d6e3ea",
    water: "#b9d3e0",
    river: "#8fb3c6",
    frontier: "#6b5e52",
    hatch: "#6b5e52",
    rail: "#56616e",
  },
  dark: {
    land: "#1c232b",
    sea: "#10161c",
    water: "#16262f",
    river: "#2c4a5a",
    frontier: "#9a9186",
    hatch: "#9a9186",
    rail: "#9aa0a8",
  },
};

export class BaseMap {
  constructor(map, urls) {
    Object.assign(this, { map, urls, theme: "light", kind: "relief", hasRail: false });
    for (const [name, z] of [
      ["ground", 200],
      ["hatching", 210],
      ["outlines", 220],
    ]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    this.land = new Outlines({ pane: "ground", padding: 0.3 });
    this.outlines = new Outlines({ pane: "outlines", padding: 0.3 });
    this.relief = L.imageOverlay(urls.relief ?? "", BOX, {
      pane: "ground",
      className: "relief",
      alt: "",
    });
    this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      pane: "ground",
      maxZoom: 10,
      attribution: "© OpenStreetMap contributors (online tiles)",
    });
  }

  async load() {
    const names = ["lakes", "rivers", "boundaries"];
    const [kashmir, ...loaded] = await Promise.all(
      ["kashmir", ...names].map((name) => fetchJson(this.urls[name])),
    );
    names.forEach((name, at) => this.outlines.put(name, loaded[at]));
    this.outlines.addTo(this.map);
    const renderer = L.svg({ pane: "hatching" });
    L.geoJSON(kashmir, {
      pane: "hatching",
      renderer,
      interactive: false,
      style: { stroke: false, fillColor: "url(#hatch)", fillOpacity: 0.55, className: "hatched" },
    }).addTo(this.map);
    hatchPattern(renderer);
  }

  async show(kind) {
    this.kind = kind;
    if (kind === "plain" && !this.land.shapes.land)
      this.land.put("land", await fetchJson(this.urls.land));
    for (const [name, layer] of Object.entries({
      relief: this.relief,
      plain: this.land,
      online: this.online,
    })) {
      name === this.kind ? layer.addTo(this.map) : layer.remove();
    }
    this.paint();
  }

  /** Show or hide the railways that belong to no project; `url` is fetched when first shown. */
  async railways(isOn, url) {
    if (isOn !== this.hasRail) {
      this.hasRail = isOn;
      this.paint();
    }
    if (!isOn || this.outlines.shapes.rail) return;
    this.outlines.put("rail", await fetchJson(url));
    this.outlines.addTo(this.map); // also where the rest of the base map could not be loaded
  }

  setTheme(theme) {
    this.theme = theme;
    this.paint();
  }

  paint() {
    const ink = INK[this.theme];
    const isOnline = this.kind === "online"; // such tiles have water of their own
    this.map.getContainer().style.background = ink.sea;
    this.land.show({ land: () => ({ fill: ink.land }) });
    this.outlines.show({
      lakes: isOnline ? null : () => ({ fill: ink.water }),
      rivers: isOnline
        ? null
        : ({ rank = 5 }) => ({
            color: ink.river,
            weight: Math.max(0.6, 1.9 - rank * 0.18),
            opacity: 0.8,
          }),
      boundaries: ({ status }) => ({ color: ink.frontier, opacity: 0.85, ...FRONTIER[status] }),
      rail: this.hasRail
        ? () => ({ color: ink.rail, weight: 1, opacity: 0.85, dash: [7, 2.5] })
        : null,
    });
    document.documentElement.style.setProperty("--hatch", ink.hatch);
  }
}

function hatchPattern(renderer) {
  const NS = "http://www.w3.org/2000/svg";
  const pattern = document.createElementNS(NS, "pattern");
  for (const [key, value] of Object.entries({
    id: "hatch",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  })) {
    pattern.setAttribute(key, value);
  }
  const line = document.createElementNS(NS, "line");
  for (const [key, value] of Object.entries({ x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 1.1 }))
    line.setAttribute(key, value);
  line.style.stroke = "var(--hatch)";
  pattern.append(line);
  const defs = document.createElementNS(NS, "defs");
  defs.append(pattern);
  renderer._container.prepend(defs);
}

/** JSON from the app itself, or an error that names the file. */
export async function fetchJson(url) {
  if (!url) throw new Error("a file is missing");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
