// An article beside a small map. What its words name is lit while it is pointed at, and gone to
// when it is chosen; a place that is pointed at on the map lights the words. Nothing of this runs
// the app but a choice, whose details it has to fetch.

import { AppBridge } from "./app_bridge.js";
import { BOX } from "./basemap.js";
import { element } from "./dom.js";
import { isForBrowser } from "./page_bridge.js";
import { scrollDetailsUp } from "./streamlit.js";

const L = window.L;
const NAMED = "[data-lit]"; // words of the page that name something on the map
/** What opens details beside the map: a mention, and the links within those details. */
const OPENS = "[data-mention], .details a[href^='?select=']";
const POINTED = "pointed";
const ROOM = { padding: [30, 30] };
const NEAR = 8; // zoom at which a place and what is around it can be told apart
const PHONE = 700; // pixels

/** @typedef {import("./drawing.js").Drawing} Drawing */

export class Reading {
  /** @type {Map<string, Leaflet.Marker>} */
  dots = new Map(); // id of a place -> its dot
  /** @type {string[]} */
  chosen = []; // what stays lit while nothing is pointed at
  lit = "";
  bridge = new AppBridge();
  page = window.parent.document;
  calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {{ drawing: Drawing, named: string[], onTake: () => void }} options
   */
  constructor(map, index, { drawing, named, onTake }) {
    this.map = map;
    this.index = index;
    this.drawing = drawing;
    this.onTake = onTake;
    this.named = named.filter((id) => index.sites[id]);
    for (const id of this.named) this.dot(id);
  }

  /** The box around the named places that the map reaches; not valid if there are none. */
  bounds() {
    const all = L.latLngBounds(BOX);
    return this.box(this.named.filter((id) => all.contains(this.drawing.bounds(id))));
  }

  listen() {
    const { page } = this;
    /** @type {[string, (event: Event) => void][]} */
    const heard = [
      ["mouseover", (event) => this.point(event)],
      ["focusin", (event) => this.point(event)],
      ["click", (event) => this.click(/** @type {MouseEvent} */ (event))],
    ];
    for (const [kind, act] of heard) page.addEventListener(kind, act, true);
    window.addEventListener("pagehide", () => {
      for (const [kind, act] of heard) page.removeEventListener(kind, act, true);
    });
    this.begin();
  }

  /** What the link of the page asks for: a record to be chosen, a sentence to be seen. */
  begin() {
    const select = new URLSearchParams(window.parent.location.search).get("select");
    const link = select && this.page.querySelector(`[data-mention="${CSS.escape(select)}"]`);
    if (select) this.show(select, idsOf(/** @type {HTMLElement | null} */ (link)));
    this.page.querySelector(".sentence[aria-current]")?.scrollIntoView({ block: "center" });
  }

  /** @param {Event} event */
  point(event) {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (target.closest?.(NAMED));
    this.light(link ? idsOf(link) : this.chosen);
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (target.closest?.(OPENS));
    if (!link || isForBrowser(event)) return;
    const query = new URLSearchParams(link.getAttribute("href")?.replace(/^[^?]*/, "") ?? "");
    const id = link.dataset.mention ?? query.get("select");
    if (!id) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(id, idsOf(link).length ? idsOf(link) : [id]);
  }

  /**
   * Go there, and let the app show what it knows of it.
   *
   * @param {string} id
   * @param {string[]} ids what of it lies on the map
   */
  choose(id, ids) {
    this.show(id, ids);
    scrollDetailsUp();
    this.bridge.tell({ select: id });
    if (window.innerWidth < PHONE) {
      const behavior = /** @type {ScrollBehavior} */ (this.calm ? "auto" : "smooth");
      window.frameElement?.scrollIntoView({ block: "start", behavior });
    }
  }

  /**
   * @param {string} id
   * @param {string[]} ids
   */
  show(id, ids) {
    this.chosen = ids;
    this.light(ids);
    this.go(this.box(ids));
    for (const link of this.page.querySelectorAll("a[data-mention]")) {
      const isChosen = /** @type {HTMLElement} */ (link).dataset.mention === id;
      if (isChosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** @param {Leaflet.Bounds} box */
  go(box) {
    if (!box.isValid()) return;
    this.onTake();
    const isWithin = L.latLngBounds(BOX).contains(box);
    const maxZoom = isWithin ? Math.max(NEAR, this.map.getZoom()) : this.map.getMinZoom() + 1;
    if (this.calm) this.map.fitBounds(box, { ...ROOM, maxZoom, animate: false });
    else this.map.flyToBounds(box, { ...ROOM, maxZoom, duration: 0.7 });
  }

  /**
   * Light places and lines, and no others; lines beside them step back.
   *
   * @param {string[]} ids
   */
  light(ids) {
    const lit = ids.join(" ");
    if (lit === this.lit) return;
    this.lit = lit;
    const { drawing } = this;
    const { state } = drawing;
    for (const id of ids) if (this.index.sites[id] && !this.dots.has(id)) this.dot(id);
    for (const [id, dot] of this.dots) {
      dot.getElement()?.classList.toggle("lit", ids.includes(id));
    }
    const lines = ids.flatMap((id) => this.linesOf(id));
    drawing.stylist.state = state && { ...state, focus: lines.length ? new Set(lines) : null };
    drawing.restyle();
  }

  /**
   * The segments and outlines of a project, or the one that is meant.
   *
   * @param {string} id
   */
  linesOf(id) {
    const { layers, shapes } = this.drawing.entries;
    if (shapes.has(id)) return [id];
    return (layers.get(id) ?? []).map((key) => this.drawing.entries.get(key).props.id);
  }

  /**
   * The dot of a place, which leads to the words and can be chosen as they can.
   *
   * @param {string} id
   */
  dot(id) {
    const { lat, lon, name } = this.index.sites[id];
    const html = element("span", { class: "named-dot" });
    const icon = L.divIcon({ html, className: "named", iconSize: [26, 26] });
    const dot = L.marker([lat, lon], { icon, title: name, keyboard: false, zIndexOffset: 1200 });
    dot.on("mouseover", () => this.pointAt(id, true));
    dot.on("mouseout", () => this.pointAt(id, false));
    dot.on("click", () => this.choose(id, [id]));
    this.dots.set(id, dot.addTo(this.map));
  }

  /**
   * Words that name a place, while it is pointed at on the map.
   *
   * @param {string} id
   * @param {boolean} isPointed
   */
  pointAt(id, isPointed) {
    for (const link of this.page.querySelectorAll(`a[data-lit~="${CSS.escape(id)}"]`)) {
      link.classList.toggle(POINTED, isPointed);
    }
    this.light(isPointed ? [id] : this.chosen);
  }

  /** @param {string[]} ids */
  box(ids) {
    const boxes = ids.map((id) => this.drawing.bounds(id));
    return boxes.reduce((sum, part) => sum.extend(part), L.latLngBounds([]));
  }
}

/**
 * What of the words lies on the map.
 *
 * @param {HTMLElement | null} link
 */
function idsOf(link) {
  return (link?.dataset.lit ?? "").split(" ").filter(Boolean);
}
