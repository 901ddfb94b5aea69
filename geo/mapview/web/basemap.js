// Relief, water, frontiers and names of places: what lies under the projects.

import { CanvasLayer } from "./canvas_layer.js";
import { svg } from "./dom.js";
import { allOf, fetchJson } from "./fetching.js";
import { Missing } from "./missing.js";
import { NearSquares } from "./near_squares.js";
import { palette } from "./shared.js";
import { say } from "./texts.js";

const L = window.L;
/** Zoom from which the finer picture of the relief is worth its bytes. */
const FINE_FROM = 6;
/** The relief blurs from here on, and is gone two and a half zooms nearer. */
const FADE_FROM = 7.5;
/** Frontiers and rivers are true to about a kilometre, which is no line any more from here on. */
const ROUGH_FROM = 8;
/** Zoom from which the network of the atlas is drawn below its projects. */
const NETWORK_FROM = 8;
/** Shapes of the first view, in the order in which they are drawn. */
const FIRST = ["sea", "boundaries", "lakes", "rivers"];
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
  isFine = false; // the finer picture is on its way or here
  hasNetwork = false;
  isHatched = false;
  /** @type {Record<string, Promise<Response>>} */
  asked = {};

  /**
   * @param {Leaflet.Map} map
   * @param {Style} style
   * @param {Ground} files
   * @param {Missing} [missing] What tells that something did not come
   */
  constructor(map, style, { far, squares, network }, missing = new Missing()) {
    this.map = map;
    this.missing = missing;
    this.style = style;
    this.urls = far;
    this.networkUrl = network;
    for (const [name, z] of Object.entries({ ground: 200, outlines: 205, hatching: 210 })) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    this.outlines = new CanvasLayer({ pane: "outlines", padding: 0.3 });
    this.squares = new NearSquares(map, this.outlines, squares, fetchJson);
    this.squares.onGap = (error) =>
      this.gap(say("the finer shapes"), error, () => this.squares.look());
    const picture = { pane: "ground", className: "relief", alt: "" };
    this.relief = L.imageOverlay(far.relief ?? "", BOX, picture);
    const name = () => say("the picture of the relief");
    const again = () => this.relief.setUrl(String(far.relief));
    this.relief.on("error", () => far.relief && this.gap(name(), noPicture(), again));
    this.relief.on("load", () => this.gap(name(), null, again));
    this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      pane: "ground",
      maxZoom: 14,
    });
    map.on("zoomend", () => this.nearer());
  }

  /** Ask for what the first view shows, to be on its way while the projects are drawn. */
  ask() {
    for (const name of [...FIRST, "kashmir"]) {
      const url = this.urls[name];
      if (!url) continue;
      this.asked[name] = fetch(url);
      this.asked[name].catch(() => {}); // `load` tells
    }
  }

  /** Draw what the first view shows; each file as soon as it is here. */
  async load() {
    this.outlines.addTo(this.map);
    this.squares.follow();
    this.nearer();
    await this.missing.need(say("part of the base map"), () => this.fill());
  }

  /** Fetch those shapes of the first view that are not here yet. */
  async fill() {
    const put = async (/** @type {string} */ name) => {
      this.outlines.put(name, await this.take(name));
      if (name === "sea") this.paint(); // from now on what is not sea is land
    };
    const missing = FIRST.filter((name) => !this.outlines.shapes[name]);
    await allOf([...missing.map(put), this.hatch()]);
  }

  /** @param {string} name */
  take(name) {
    const asked = this.asked[name];
    delete this.asked[name]; // an answer is read once, and one that failed is asked for again
    return fetchJson(this.urls[name], asked);
  }

  /**
   * @param {string} what
   * @param {unknown} error Null once it is here
   * @param {() => void} again
   */
  gap(what, error, again) {
    if (error) this.missing.lacks(what, error, again);
    else this.missing.here(what);
  }

  async hatch() {
    if (this.isHatched) return;
    const kashmir = await this.take("kashmir");
    this.isHatched = true;
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

  /** What another zoom asks for. Nothing that fails here takes away what is drawn already. */
  nearer() {
    const zoom = this.map.getZoom();
    this.relief.setOpacity(reliefShare(zoom));
    const fine = this.urls["near-relief"];
    const isWanted = this.kind === "relief" && zoom >= FINE_FROM && reliefShare(zoom) > 0;
    if (isWanted && fine && !this.isFine) {
      this.isFine = true;
      const picture = new Image();
      const name = say("the finer picture of the relief");
      // Only a picture that is here takes the place of the other.
      picture.onload = () => {
        this.relief.setUrl(fine);
        this.missing.here(name);
      };
      picture.onerror = () => {
        this.isFine = false;
        this.missing.lacks(name, noPicture(), () => this.nearer());
      };
      picture.src = fine;
    }
    if (zoom >= NETWORK_FROM && this.networkUrl && !this.hasNetwork) {
      this.hasNetwork = true;
      const name = say("railways and roads around");
      fetchJson(this.networkUrl).then(
        (network) => {
          this.outlines.put("network", network);
          this.missing.here(name);
        },
        (error) => {
          this.hasNetwork = false;
          this.missing.lacks(name, error, () => this.nearer());
        },
      );
    }
  }

  /** @param {string} kind */
  show(kind) {
    this.kind = kind;
    const grounds = { relief: this.relief, online: this.online };
    for (const [name, layer] of Object.entries(grounds)) {
      if (name === this.kind) layer.addTo(this.map);
      else layer.remove();
    }
    this.nearer();
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
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.theme = theme;
    this.paint();
  }

  paint() {
    const ink = palette(this.style, this.theme);
    const water = this.kind === "online" ? null : ink; // such tiles have water of their own
    // Without the shape of the sea, what lies below is as good as sea.
    const hasSea = Boolean(this.outlines.shapes.sea);
    this.map.getContainer().style.background = hasSea && water ? ink.land : ink.sea;
    /** @type {Record<string, import("./canvas_layer.js").Look | null>} */
    const looks = {
      sea: water && (() => ({ fill: water.sea })),
      lakes: water && (() => ({ fill: water.water })),
      rivers: water && (({ rank = 5 }, zoom) => riverInk(water.river, rank, zoom)),
      boundaries: ({ status }, zoom) => frontierInk(ink.frontier, status, zoom),
      rail: this.hasRail
        ? () => ({ color: ink["other-rail"], weight: 1, opacity: 0.85, dash: [7, 2.5] })
        : null,
      network: ({ mode }, zoom) => networkInk(ink["other-rail"], mode, zoom),
    };
    this.outlines.show(looks);
  }
}

/** Of a picture nobody says why it did not come. */
function noPicture() {
  return new Error(say("no answer"));
}

/**
 * How much of the relief is left at a zoom, from 1 to 0.
 *
 * @param {number} zoom
 */
export function reliefShare(zoom) {
  return Math.min(1, Math.max(0, 1 - (zoom - FADE_FROM) / 2.5));
}

/**
 * @param {string} color
 * @param {number} rank
 * @param {number} zoom
 */
function riverInk(color, rank, zoom) {
  // What is a kilometre off is left out before anybody takes it for a bank.
  const opacity = 0.8 * Math.min(1, Math.max(0, (11.5 - zoom) / 2));
  return { color, weight: Math.max(0.6, 1.9 - rank * 0.18), opacity };
}

/**
 * A frontier is as broad as it is uncertain: near, a line becomes a pale ribbon.
 *
 * @param {string} color
 * @param {string} status
 * @param {number} zoom
 */
function frontierInk(color, status, zoom) {
  const { weight, dash = [] } = FRONTIER[status];
  const broad = 2 ** Math.max(0, zoom - ROUGH_FROM);
  const opacity = Math.max(0.2, 0.85 / Math.sqrt(broad));
  return { color, weight: weight * broad, opacity, dash: dash.map((part) => part * broad) };
}

/**
 * @param {string} color
 * @param {string} mode
 * @param {number} zoom
 */
function networkInk(color, mode, zoom) {
  if (zoom < NETWORK_FROM) return { opacity: 0 };
  return mode === "rail"
    ? { color, weight: 1.2, opacity: 0.6, dash: [7, 2.5] }
    : { color, weight: 2.2, opacity: 0.3 };
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
