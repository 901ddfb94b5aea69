// The fine shapes of the base map, in squares of the earth: each is fetched when it first comes
// into view. Until then, and where it fails, the coarse shapes of the first view stay.

import { NEAR_FROM } from "./canvas_layer.js";

const SQUARE = 5; // degrees

/**
 * The names of the squares that an area touches, as `65-20` for the one from 65 E 20 N on.
 *
 * @param {{ west: number, south: number, east: number, north: number }} area
 */
export function squaresIn({ west, south, east, north }) {
  const names = [];
  for (let lat = Math.floor(south / SQUARE) * SQUARE; lat <= north; lat += SQUARE) {
    for (let lon = Math.floor(west / SQUARE) * SQUARE; lon <= east; lon += SQUARE) {
      names.push(`${lon}-${lat}`);
    }
  }
  return names;
}

export class NearSquares {
  /** @type {Set<string>} */
  asked = new Set();
  /** @type {Set<string>} */
  failed = new Set();
  /** @type {(towns: Features) => void} */
  onTowns = () => {};
  /** @type {(error: unknown) => void} */
  onGap = () => {}; // hears what failed, and nothing once all has come that did

  /**
   * @param {Leaflet.Map} map
   * @param {{ putNear: (square: NearSquare) => void }} canvas
   * @param {Record<string, string>} urls
   * @param {(url: string) => Promise<NearSquare>} fetchJson
   */
  constructor(map, canvas, urls, fetchJson) {
    this.map = map;
    this.fetchJson = fetchJson;
    this.canvas = canvas;
    this.urls = urls;
  }

  /** From now on, what comes into view is fetched. */
  follow() {
    this.map.on("moveend", () => this.look());
    this.look();
  }

  look() {
    if (this.map.getZoom() < NEAR_FROM) return;
    const view = this.map.getBounds();
    const area = {
      west: view.getWest(),
      south: view.getSouth(),
      east: view.getEast(),
      north: view.getNorth(),
    };
    for (const name of squaresIn(area)) this.fetch(name);
  }

  /** @param {string} name */
  async fetch(name) {
    const url = this.urls[name];
    if (!url || this.asked.has(name)) return;
    this.asked.add(name);
    try {
      const square = await this.fetchJson(url);
      this.canvas.putNear(square);
      this.onTowns(square.towns);
      if (this.failed.delete(name) && !this.failed.size) this.onGap(null);
    } catch (error) {
      this.asked.delete(name); // asked again with the next move
      this.failed.add(name);
      this.onGap(error);
    }
  }
}
