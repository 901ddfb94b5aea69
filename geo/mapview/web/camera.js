// Where the map looks: the first view until the reader takes over, then what the reader chose.

import { BOX } from "./basemap.js";
import { onTouch } from "./shared.js";
import { sure } from "./sure.js";

const HOME = [
  [23.5, 37],
  [57, 79],
]; // Karachi to Moscow
// Pixels; at the foot of the map lie the legend and the credits.
const ROOM = { paddingTopLeft: [20, 20], paddingBottomRight: [20, 60], animate: false };
// Zoom at which a place and what is around it can be told apart; a plant, a port or a border post
// is smaller than a town and has its coast and its tracks around it.
const NEAR = 8;
const NEAREST = 12;
const SMALL = ["steel-plant", "port", "dry-port", "border-crossing"];
const A_MOVE = 0.01; // degrees and zoom levels together; less is rounding

export class Camera {
  /** @type {Position | null | undefined} */
  first = undefined; // the view of the link, null for everything, undefined before there is one
  isTaken = false; // the reader has taken over
  isOurs = false; // the map moves, but not by the reader's hand
  /** @type {Position | null} */
  at = null; // where the last move ended

  /**
   * `onSettle` hears where the map stands after it has found its size, `onMove` where it is after
   * each move and whether the reader made it.
   *
   * @param {Leaflet.Map} map
   * @param {{ onSettle: (at: Position) => void,
   *   onMove: (at: Position, isReaders: boolean) => void }} tell
   */
  constructor(map, { onSettle, onMove }) {
    this.map = map;
    this.onSettle = onSettle;
    this.onMove = onMove;
    map.invalidateSize(false);
    const stage = map.getContainer();
    onTouch(stage, () => this.take());
    new ResizeObserver(() => this.resized()).observe(stage);
  }

  take() {
    this.isTaken = true;
  }

  /**
   * The view that the link asks for, or everything from Karachi to Moscow.
   *
   * @param {Position | null} position
   */
  start(position) {
    this.first = position;
    this.fence();
    this.firstView();
    this.settle();
  }

  /** From now on, moves are told. */
  listen() {
    this.map.on("moveend", () => {
      const now = this.where();
      const { lat, lon, z } = sure(this.at);
      const far = Math.abs(now.lat - lat) + Math.abs(now.lon - lon) + Math.abs(now.z - z);
      // Kept also for moves of ours: the reader's next one counts from where the map is now.
      this.at = now;
      this.onMove(now, far > A_MOVE && !this.isOurs);
    });
  }

  /** The frame finds its size in steps; until the reader takes over, the first view is kept. */
  resized() {
    this.quietly(() => {
      this.map.invalidateSize(false);
      if (this.first === undefined) return;
      this.fence();
      if (!this.isTaken) this.firstView();
      this.settle();
    });
  }

  /**
   * The view of another address, as by Back.
   *
   * @param {Position} position
   */
  show({ lat, lon, z }) {
    this.take();
    this.quietly(() => this.map.setView([lat, lon], z, { animate: false }));
  }

  /** Everything again, as at the beginning. */
  home() {
    this.quietly(() => this.map.fitBounds(HOME, ROOM));
    this.settle();
  }

  /**
   * What the map does now is no move of the reader's.
   *
   * @param {() => void} act
   */
  quietly(act) {
    // Leaflet tells of an unanimated move before it returns, and all of ours are such.
    this.isOurs = true;
    act();
    this.isOurs = false;
  }

  settle() {
    const at = this.where();
    this.at = at;
    this.onSettle(at);
  }

  firstView() {
    if (!this.first) {
      this.map.fitBounds(HOME, ROOM);
      return;
    }
    const { lat, lon, z } = this.first;
    this.map.setView([lat, lon], z, { animate: false });
  }

  /** Never further out than the base map reaches. */
  fence() {
    // Rounded up to a quarter, so that no sliver beyond the picture comes into view.
    const least = Math.ceil(this.map.getBoundsZoom(BOX, true) * 4) / 4;
    // Without this, setMinZoom would start an animation that ends after the first view was set.
    if (this.map.getZoom() < least) this.map.setZoom(least, { animate: false });
    this.map.setMinZoom(least);
    this.map.setMaxBounds(BOX);
  }

  /** @returns {Position} */
  where() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, z: this.map.getZoom() };
  }

  /**
   * At once to a box; to a place no further out than the reader is, and to one beyond the edge of
   * the map only so near that the lines which lead there are seen.
   *
   * @param {Leaflet.Bounds} box
   * @param {string | undefined} kind of a place
   */
  goTo(box, kind) {
    if (!box.isValid()) return;
    this.take();
    const near = kind && SMALL.includes(kind) ? NEAREST : NEAR;
    const closest = isWithin(box) ? Math.max(near, this.map.getZoom()) : this.map.getMinZoom() + 1;
    const maxZoom = kind ? closest : NEAREST;
    // A quarter of its size on each side: what was asked for should not lie at the edge.
    this.map.fitBounds(box.pad(0.25), { animate: false, maxZoom });
  }
}

/**
 * Whether all of a box lies on the map; of nothing, nothing lies beyond it.
 *
 * @param {Leaflet.Bounds} box
 */
export function isWithin(box) {
  return !box.isValid() || window.L.latLngBounds(BOX).contains(box);
}
