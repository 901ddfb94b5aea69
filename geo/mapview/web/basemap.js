// Relief, water, frontiers and names of places: what lies under the projects.

import { svg } from "./dom.js";
import { CanvasLayer } from "./canvas_layer.js";
import { palette } from "./shared.js";
import { say } from "./texts.js";

const L = window.L;
export const BOX = [
  [18, 20],
  [62, 95],
]; // south west, north east of the relief picture

/** @type {Record<string, { weight: number, dash?: number[] }>} */
const FRONTIER = {
  international: { weight: 1.1 },
  "line-of-control": { weight: 1.2, dash: [1, 4] },
  disputed: { weight: 1.1, dash: [6, 4] },
  indefinite: { weight: 1.1, dash: [6, 4] },
  claim: { weight: 0.9, dash: [3, 4] },
  "lease-limit": { weight: 0.9, dash: [2, 4] },
};

export class BaseMap {
  /** @type {Theme} */
  theme = "light";
  kind = "relief";
  hasRail = false;

  /**
   * @param {Leaflet.Map} map
   * @param {Style} style
   * @param {Record<string, string>} urls
   */
  constructor(map, style, urls) {
    this.map = map;
    this.style = style;
    this.urls = urls;
    for (const [name, z] of Object.entries({ ground: 200, hatching: 210, outlines: 220 })) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    this.land = new CanvasLayer({ pane: "ground", padding: 0.3 });
    this.sea = new CanvasLayer({ pane: "ground", padding: 0.3 });
    this.outlines = new CanvasLayer({ pane: "outlines", padding: 0.3 });
    const picture = { pane: "ground", className: "relief", alt: "" };
    this.relief = L.imageOverlay(urls.relief ?? "", BOX, picture);
    this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      pane: "ground",
      maxZoom: 10,
    });
  }

  async load() {
    const names = ["lakes", "rivers", "boundaries"];
    const [kashmir, ...loaded] = await Promise.all(
      ["kashmir", ...names].map((name) => fetchJson(this.urls[name])),
    );
    names.forEach((name, at) => {
      this.outlines.put(name, loaded[at]);
    });
    this.outlines.addTo(this.map);
    const renderer = L.svg({ pane: "hatching" });
    const style = {
      stroke: false,
      fillColor: "url(#hatch)",
      fillOpacity: 0.55,
      className: "hatched",
    };
    L.geoJSON(kashmir, { pane: "hatching", renderer, interactive: false, style }).addTo(this.map);
    hatchPattern(renderer);
  }

  /** @param {string} kind */
  async show(kind) {
    this.kind = kind;
    if (kind === "plain" && !this.land.shapes.land) {
      this.land.put("land", await fetchJson(this.urls.land));
    }
    this.darken();
    const grounds = { relief: this.relief, plain: this.land, online: this.online };
    for (const [name, layer] of Object.entries(grounds)) {
      if (name === this.kind) layer.addTo(this.map);
      else layer.remove();
    }
    this.relief.bringToBack(); // below the sea
    this.paint();
  }

  /**
   * Show or hide the railways that belong to no project; `url` is fetched when first shown.
   *
   * @param {boolean} isOn
   * @param {string | undefined} url
   */
  async railways(isOn, url) {
    if (isOn !== this.hasRail) {
      this.hasRail = isOn;
      this.paint();
    }
    if (!isOn || this.outlines.shapes.rail) return;
    this.outlines.put("rail", await fetchJson(url));
    this.outlines.addTo(this.map); // also where the rest of the base map could not be loaded
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.theme = theme;
    this.darken();
    this.paint();
  }

  /**
   * In the picture the sea is lighter than the land, which in the dark looks like land; there the
   * sea is painted over it. Only who needs it fetches the land; without it the picture stays.
   */
  async darken() {
    const isWanted = () => this.theme === "dark" && this.kind === "relief";
    if (isWanted() && !this.sea.shapes.sea) {
      const land = await fetchJson(this.urls.land).catch(() => {});
      if (land) this.sea.put("sea", { features: [around(land)] });
    }
    if (isWanted()) this.sea.addTo(this.map);
    else this.sea.remove();
  }

  paint() {
    const ink = palette(this.style, this.theme);
    const water = this.kind === "online" ? null : ink; // such tiles have water of their own
    this.map.getContainer().style.background = ink.sea;
    this.land.show({ land: () => ({ fill: ink.land }) });
    this.sea.show({ sea: () => ({ fill: ink.sea }) });
    this.outlines.show({
      lakes: water && (() => ({ fill: water.water })),
      rivers: water && (({ rank = 5 }) => riverInk(water.river, rank)),
      boundaries: (/** @type {{ status: string }} */ { status }) => ({
        color: ink.frontier,
        opacity: 0.85,
        ...FRONTIER[status],
      }),
      rail: this.hasRail
        ? () => ({ color: ink["other-rail"], weight: 1, opacity: 0.85, dash: [7, 2.5] })
        : null,
    });
  }
}

/**
 * Everything that is not in the areas of a collection, as one area.
 *
 * @param {Features} collection
 * @returns {Feature}
 */
function around({ features }) {
  const world = [-180, 180].flatMap((lon) => [-85, 85].map((lat) => [lon, lat * Math.sign(lon)]));
  const rings = features.flatMap(({ geometry: { type, coordinates } }) =>
    type === "Polygon" ? coordinates : coordinates.flat(),
  );
  return { properties: {}, geometry: { type: "Polygon", coordinates: [world, ...rings] } };
}

/**
 * @param {string} color
 * @param {number} rank
 */
function riverInk(color, rank) {
  return { color, weight: Math.max(0.6, 1.9 - rank * 0.18), opacity: 0.8 };
}

/** @param {Leaflet.Renderer} renderer */
function hatchPattern(renderer) {
  const pattern = svg("pattern", {
    id: "hatch",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  const stroke = { "stroke-width": 1.1, style: "stroke: var(--frontier)" };
  pattern.append(svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, ...stroke }));
  const defs = svg("defs", {});
  defs.append(pattern);
  renderer._container.prepend(defs);
}

/**
 * JSON from the app itself, or an error that names the file.
 *
 * @param {string | undefined} url
 */
export async function fetchJson(url) {
  if (!url) throw new Error(say("a file is missing"));
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(say("{url} answered {status}", { url, status: answer.status }));
  return answer.json();
}
