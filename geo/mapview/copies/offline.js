// The map of a view in a file of its own: all that it shows stands in the page, and nothing is
// fetched. What is told of a record is there already, as text: a click brings it before the eyes.

import { BaseMap, BOX } from "./basemap.js";
import { DayStates } from "./day_states.js";
import { Drawing } from "./drawing.js";
import { keepFiles } from "./fetching.js";
import { Footnotes } from "./footnotes.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { legend } from "./legend.js";
import { Records } from "./records.js";
import { addControls, credits, describe } from "./shared.js";
import { lineSample } from "./signs.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";

const L = window.L;
const WIDE = 1200; // pixels of the page beside whose map an open legend has room
const LEGEND = 290; // pixels
const ROUGH_FROM = 10; // zoom

/** @typedef {[number, number, number, number]} Box west, south, east, north */

/**
 * What `geo/mapview/copies/offline.py` writes.
 *
 * @typedef {{ index: AtlasIndex, layers: Record<string, string[]>,
 *   features: Record<string, DrawnFeature>, history: AtlasHistory | null,
 *   files: Record<string, any>, shown: Box, frame: Box,
 *   view: { sets: Record<SetName, string[]>, select: string | null, date: string | null,
 *     basemap: string, position: [number, number, number] | null } }} Told
 */

/** @param {string} selector */
function part(selector) {
  return /** @type {HTMLElement} */ (sure(document.querySelector(selector)));
}

/** @param {Box} box */
function boundsOf([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

class OfflineMap {
  /** @param {Told} told */
  constructor(told) {
    this.told = told;
    const { index, files, frame, view } = told;
    keepFiles(files);
    part("details.legend").toggleAttribute("open", window.innerWidth >= WIDE);
    this.map = L.map("map_div", {
      zoomControl: false,
      attributionControl: false,
      minZoom: 3,
      maxZoom: 14,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 90,
      maxBounds: boundsOf(frame),
    });
    this.see();
    // Pictures stand in the page as data; of all other files the name is the address.
    const url = (/** @type {string} */ name) =>
      typeof files[name] === "string" ? files[name] : name;
    const records = new Records(index, url);
    this.drawing = new Drawing(this.map, index, {
      onSelect: (id) => this.open(id),
      describe: (id) => describe(index, id),
    });
    this.base = new BaseMap(this.map, index.style, records.ground());
    this.labels = new Labels(this.map, index, () => this.drawing.courses());
    this.base.squares.onTowns = (towns) => this.labels.more(towns);
    this.days = new DayStates(index, async () => sure(told.history));
    this.basemap = records.basemap();
    this.state = /** @type {Choice} */ ({
      .../** @type {ViewSets} */ (
        Object.fromEntries(Object.entries(view.sets).map(([name, ids]) => [name, new Set(ids)]))
      ),
      select: view.select,
      focus: null,
    });
    this.keyboard = new Keyboard(this.map.getContainer(), {
      reachable: () => this.drawing.reachable(),
      onOpen: (id) => this.open(id),
    });
  }

  /** The position of the view, or all that is on. */
  see() {
    const { shown, frame, view } = this.told;
    const left = window.innerWidth >= WIDE && document.documentElement.dir !== "rtl" ? LEGEND : 24;
    const room = { paddingTopLeft: [left, 24], paddingBottomRight: [24, 24] };
    const bounds = boundsOf(shown);
    // Never so far away that the ground is a stamp on an empty sheet.
    const [near, far] = [
      this.map.getBoundsZoom(boundsOf(frame), true),
      this.map.getBoundsZoom(bounds),
    ];
    this.map.setMinZoom(Math.min(near, far));
    if (view.position) this.map.setView(view.position.slice(0, 2), view.position[2]);
    else this.map.fitBounds(bounds, { ...room, maxZoom: 9, animate: false });
  }

  /** The picture of the relief reaches farther than the ground of the frame: both end together. */
  trim() {
    const edges = [boundsOf(this.told.frame), L.latLngBounds(BOX)].map((bounds) => ({
      start: this.map.project(bounds.getNorthWest(), 0),
      end: this.map.project(bounds.getSouthEast(), 0),
    }));
    const [{ start, end }, whole] = edges;
    const [wide, high] = [whole.end.x - whole.start.x, whole.end.y - whole.start.y];
    const cuts = [
      (start.y - whole.start.y) / high,
      (whole.end.x - end.x) / wide,
      (whole.end.y - end.y) / high,
      (start.x - whole.start.x) / wide,
    ];
    const inset = cuts.map((cut) => `${(Math.max(0, cut) * 100).toFixed(3)}%`).join(" ");
    this.base.relief.getElement()?.style.setProperty("clip-path", `inset(${inset})`);
  }

  async start() {
    const { layers, features, view } = this.told;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.look(dark.matches ? "dark" : "light"));
    if (view.date) await this.days.load();
    this.days.set(view.date);
    for (const [id, lines] of Object.entries(layers)) {
      this.drawing.add(id, { features: lines.map((name) => features[name]) });
    }
    this.look(dark.matches ? "dark" : "light");
    addControls(this.map);
    part(".caution").textContent = credits();
    part(".rough").textContent = say(
      "Coast and frontiers are simplified here and may be a kilometre off.",
    );
    this.base.show(view.basemap);
    this.trim();
    this.draw();
    this.listen();
    if (view.select) this.open(view.select);
    const { missing } = this.base;
    part(".caution").after(missing.node);
    await Promise.all([
      this.base.load(),
      missing.need(say("names of places"), () => this.labels.load(this.basemap)),
      missing.need(say("the other railways"), () => this.railways()),
    ]);
    document.documentElement.dataset.ready = "full";
  }

  railways() {
    return this.base.railways(this.state.context.has("rail"), "rail");
  }

  listen() {
    this.map.on("zoomend", () => this.explain());
    this.map.on("click", () => this.open(null));
    part("details.legend").addEventListener("toggle", () => this.explain());
    new Footnotes(document).listen();
    document.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("[data-open]");
      if (button) this.open(/** @type {HTMLElement} */ (button).dataset.open || null);
    });
  }

  /** @param {Theme} theme */
  look(theme) {
    document.documentElement.dataset.theme = theme;
    this.drawing.setTheme(theme);
    this.base.setTheme(theme);
    const { projects, style } = this.told.index;
    for (const swatch of document.querySelectorAll(".told [data-swatch]")) {
      const project = projects[String(/** @type {HTMLElement} */ (swatch).dataset.swatch)];
      if (!project) continue; // one without a line
      const { colour, drawn } = project;
      // As in the panel of layers: what is drawn in two states shows both, the longer one above.
      const samples = drawn
        .slice(0, 2)
        .map((state) =>
          lineSample({ colour: colour[theme], pattern: style.lifecycle[state], length: 26 }),
        );
      swatch.classList.toggle("mixed", samples.length > 1);
      swatch.replaceChildren(...samples);
    }
  }

  draw() {
    this.drawing.apply(this.state);
    this.keyboard.refresh();
    this.labels.update(this.drawing.markers, this.state.select);
    this.explain();
  }

  /** The legend follows what is on the map. */
  explain() {
    this.keyboard.refresh();
    const zoom = this.map.getZoom();
    part(".rough").hidden = zoom < ROUGH_FROM;
    const { index, view } = this.told;
    const sites = [...this.drawing.markers.keys()].map((id) => index.sites[id]);
    const lines = this.drawing.shownLines();
    const rows = legend(index.style, { lines, sites, zoom, date: view.date });
    part(".legend-body").replaceChildren(...rows);
  }

  /**
   * Show what is told of a record; of null, the list of what is on.
   *
   * @param {string | null} id
   */
  open(id) {
    const shown = id && document.querySelector(`article[data-record="${CSS.escape(id)}"]`);
    for (const node of document.querySelectorAll(".told > *")) {
      /** @type {HTMLElement} */ (node).hidden = node !== (shown || part(".listed"));
    }
    part(".told").scrollTop = 0;
    this.state = { ...this.state, select: shown ? id : null };
    this.draw();
  }
}

/**
 * What was packed by gzip and written in the letters of base64.
 *
 * @param {string} text
 * @returns {Promise<Told>}
 */
function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Begin once the page is there; a module always runs after it. */
async function begin() {
  const offline = new OfflineMap(await unpacked(String(part("#atlas-map").textContent)));
  window.smallMap = Object.freeze({ map: offline.map }); // for tests
  await offline.start();
}

export const started = begin();
