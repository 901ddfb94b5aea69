// A small map of chosen records, for the pages that tell about them. It has no panel and no
// search, writes no address, and can move together with its neighbours.

import { BaseMap, BOX } from "./basemap.js";
import { element } from "./dom.js";
import { Drawing } from "./drawing.js";
import { fetchJson } from "./fetching.js";
import { Footnotes } from "./footnotes.js";
import { Labels } from "./labels.js";
import { Missing } from "./missing.js";
import { OwnSquares } from "./own_squares.js";
import { tellPage } from "./page_bridge.js";
import { answerPage, printPicture } from "./picture.js";
import { pictureMenu } from "./picture_menu.js";
import { Reading } from "./reading.js";
import { Records } from "./records.js";
import {
  addControls,
  credits,
  describe,
  onTouch,
  openStage,
  palette,
  showFailure,
  styled,
  themeOf,
} from "./shared.js";
import { onSearchKey } from "./shortcut.js";
import { onRender } from "./streamlit.js";
import { sure } from "./sure.js";
import { inLanguage, say, sentences, useTexts } from "./texts.js";
import { defaultsOf } from "./view_state.js";
import { Ways } from "./ways.js";

const L = window.L;
const MOVED = "atlas-small-map-moved";
// Pixels around what is shown; nearer than zoom 9 a short line would stand there without context.
const ROOM = { padding: [24, 24], maxZoom: 9, animate: false };

/**
 * What a small map shows: project ids, ids that stand out, the URL of routes, and the name of the
 * group that moves together, the layer of the reader, and the places that an article beside the map
 * names.
 *
 * @typedef {{ index: string, words: FirstWords, layers?: string[], focus?: string[], ways?: string,
 *   group?: string, own?: import("./own_squares.js").OwnLayer | null,
 *   named?: string[] | null }} Config
 */

/** @typedef {{ group: string, from: string, lat: number, lng: number, zoom: number }} Moved */

/** The page inside the frame of a small map: the map, its credits, and a word while it loads. */
class SmallMapFrame {
  stage = openStage();
  notice = element("p", { class: "caution" });
  isTaken = false; // the reader has taken over
  missing = new Missing();

  /** @param {FirstWords} words */
  constructor(words) {
    this.words = words;
    this.message = element("div", { class: "message", role: "status" }, words.loading);
    this.title = element("h1", { class: "unseen" });
    const parts = [this.title, this.stage, this.notice, this.missing.node, this.message];
    this.section = element("section", { class: "stage" }, ...parts);
    this.page = element("main", { class: "small-map" }, this.section);
    document.body.append(this.page);
    nameFrame();
    this.missing.listen();
    onTouch(this.stage, () => {
      this.isTaken = true;
    });
  }

  /** Say what the parts are, once the index has brought the language of the reader. */
  describe() {
    for (const part of [this.section, this.page]) part.setAttribute("aria-label", say("Map"));
    this.title.textContent = say("Map");
    this.notice.textContent = credits();
  }

  /** @param {unknown} error */
  fail(error) {
    showFailure(this.message, this.words, error);
  }
}

class SmallMap {
  isFollowing = false; // the map moves because a neighbour did, or to its first view
  /** @type {Theme} */
  theme = "light";
  /** @type {Choice | null} */
  state = null; // null until there is something to show
  /** @type {OwnSquares | null} */
  own = null; // the layer of the reader
  /** @type {Reading | null} */
  reading = null; // an article beside the map

  /**
   * @param {Leaflet.Map} map
   * @param {SmallMapFrame} frame
   * @param {AtlasIndex} index
   * @param {Config} config
   */
  constructor(map, frame, index, config) {
    this.map = map;
    this.frame = frame;
    this.index = index;
    this.config = config;
    this.records = new Records(index, url);
    this.drawing = new Drawing(map, index, {
      onSelect: (id) => (this.reading ? this.reading.choose(id, [id]) : open(id)),
      describe: (id) => describe(index, id),
    });
    this.base = new BaseMap(map, index.style, this.records.ground(), frame.missing);
    this.labels = new Labels(map, index, () => this.drawing.courses());
    this.base.squares.onTowns = (towns) => this.labels.more(towns);
    this.ways = new Ways(map, index, openRoute);
    if (config.own) {
      const announce = (/** @type {string} */ words) => {
        frame.notice.textContent = words ? sentences(words, credits()) : credits();
      };
      this.own = new OwnSquares(map, config.own, { url, announce });
    }
    if (config.named) {
      const onTake = () => {
        frame.isTaken = true;
      };
      this.reading = new Reading(map, index, {
        drawing: this.drawing,
        named: config.named,
        onTake,
      });
    }
    // Streamlit gives a frame its size in steps, and each step may be the one that counts.
    new ResizeObserver(() => this.fit()).observe(frame.stage);
  }

  async start() {
    const { layers: wanted = [], focus = [], ways } = this.config;
    const layers = wanted.filter((id) => this.index.projects[id]);
    this.look(themeOf());
    addControls(this.map);
    this.map.setMaxBounds(BOX);
    const { missing } = this.frame;
    const fetched = missing.need(say("layers of the map"), () => this.lines(layers));
    const names = () => this.labels.load(this.records.basemap());
    const ground = Promise.all([this.base.load(), missing.need(say("names of places"), names)]);
    this.base.show("relief");
    await Promise.all([fetched, missing.need(say("the routes"), () => this.route(ways))]);
    const { all } = defaultsOf(this.index);
    this.state = {
      layers: new Set(layers),
      states: new Set(all.states),
      modes: new Set(all.modes),
      places: new Set(),
      context: new Set(),
      select: null,
      focus: focus.length ? new Set(focus) : null,
    };
    this.draw();
    await this.beside();
    this.frame.message.hidden = true;
    this.listen();
    this.reading?.listen();
    document.documentElement.dataset.ready = "true";
    await ground;
    document.documentElement.dataset.ready = "full";
  }

  /**
   * Fetch the layers that are not here yet, and draw them if the others stand already.
   *
   * @param {string[]} layers
   */
  async lines(layers) {
    const missing = layers.filter((id) => !this.drawing.entries.layers.has(id));
    await this.records.layers(missing, (id, layer) => this.drawing.add(id, layer));
    if (this.state) this.draw();
  }

  /** @param {string | undefined} ways */
  async route(ways) {
    if (ways) this.ways.show(await fetchJson(inLanguage(url(ways))));
    if (this.state) this.draw();
  }

  /** Draw what is here; the first time, and when something has come that was missing. */
  draw() {
    this.drawing.apply(sure(this.state));
    this.labels.update(this.drawing.markers, null);
    this.fit();
  }

  /** The layer of the reader, where it was before another view of it was chosen. */
  async beside() {
    if (!this.own) return;
    const place = new KeptPlace(this.own.layer.squares);
    const before = place.read();
    if (before) {
      this.frame.isTaken = true;
      this.map.setView([before.lat, before.lng], before.zoom, { animate: false });
    }
    this.map.on("moveend", () => {
      if (this.frame.isTaken) place.write(this.map);
    });
    await this.own.follow();
  }

  /** Everything that is shown, or what stands out of it; kept until the reader takes over. */
  fit() {
    this.map.invalidateSize(false);
    if (!this.state || this.frame.isTaken) return;
    const wanted = [...(this.state.focus ?? this.state.layers)];
    const boxes = wanted.map((id) => this.drawing.bounds(id));
    if (this.config.ways) boxes.push(this.ways.bounds());
    // What the reader has drawn is what the map is about, whatever lies beside it.
    const own = this.own?.bounds();
    if (own) boxes.splice(0, boxes.length, own);
    const named = this.reading?.bounds();
    if (named?.isValid()) boxes.splice(0, boxes.length, named);
    const box = boxes.reduce((sum, part) => sum.extend(part), L.latLngBounds([]));
    this.follow(() => {
      this.map.setMinZoom(Math.min(4, this.map.getBoundsZoom(BOX, true)));
      if (box.isValid()) this.map.fitBounds(box, ROOM);
    });
  }

  /**
   * Move, and tell nobody.
   *
   * @param {() => void} act
   */
  follow(act) {
    // Otherwise two maps would answer each other for ever.
    this.isFollowing = true;
    act();
    this.isFollowing = false;
  }

  /** @param {Theme} theme */
  look(theme) {
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    this.ways.theme = theme;
    this.drawing.setTheme(theme);
    this.base.setTheme(theme);
    this.own?.paint(palette(this.index.style, theme));
  }

  listen() {
    this.map.on("moveend", () => this.tellNeighbours());
    const announce = (/** @type {string} */ words) => {
      this.frame.notice.textContent = words;
    };
    this.frame.section.append(pictureMenu(this, announce));
    answerPage(this);
    printPicture(this);
    onRender((told) => {
      const theme = themeOf(told);
      if (theme === this.theme) return;
      this.look(theme);
      this.ways.restyle();
    });
    if (this.config.ways) watchRoutes((rank) => this.ways.stress(rank));
    if (!this.config.group) return;
    const hear = (/** @type {Event} */ event) =>
      this.hear(/** @type {CustomEvent<Moved>} */ (event).detail);
    window.parent.addEventListener(MOVED, hear);
    // The page outlives the frame, and would keep it alive with all that is on its map.
    window.addEventListener("pagehide", () => window.parent.removeEventListener(MOVED, hear));
  }

  tellNeighbours() {
    if (!this.config.group || this.isFollowing || !this.frame.isTaken) return;
    const { lat, lng } = this.map.getCenter();
    const zoom = this.map.getZoom();
    // Frames cannot hear one another, but all of them hear the page around them.
    const detail = { group: this.config.group, from: window.name, lat, lng, zoom };
    window.parent.dispatchEvent(new CustomEvent(MOVED, { detail }));
  }

  /** @param {Moved} moved */
  hear({ group, from, lat, lng, zoom }) {
    if (group !== this.config.group || from === window.name) return;
    // Whoever moves one map has moved them all: from now on no change of size starts anew.
    this.frame.isTaken = true;
    this.follow(() => this.map.setView([lat, lng], zoom, { animate: false }));
  }
}

/** Where the reader has moved the map of a layer, kept while the page of it is open. */
class KeptPlace {
  /** @param {string} squares The address of one view of the layer */
  constructor(squares) {
    this.key = `atlas-${squares.split("/").slice(0, -1).join("-")}`;
  }

  /** @returns {{ lat: number, lng: number, zoom: number } | null} */
  read() {
    return JSON.parse(window.sessionStorage.getItem(this.key) ?? "null");
  }

  /** @param {Leaflet.Map} map */
  write(map) {
    const place = { ...map.getCenter(), zoom: map.getZoom() };
    window.sessionStorage.setItem(this.key, JSON.stringify(place));
  }
}

/** @param {string} name */
function url(name) {
  return `../../atlas/${name}`;
}

/**
 * The route of this number in the list beside the map.
 *
 * @param {string} rank
 */
function openRoute(rank) {
  const { document } = window.parent;
  /** @type {HTMLDetailsElement | null} */
  const route = document.querySelector(`details.route[data-rank="${CSS.escape(rank)}"]`);
  if (!route) return;
  route.open = true;
  route.scrollIntoView({ block: "nearest" });
}

/**
 * `act` hears which route the reader has opened last in the list, null once it is shut again.
 *
 * @param {(rank: string | null) => void} act
 */
function watchRoutes(act) {
  const { document } = window.parent;
  const hear = (/** @type {Event} */ event) => {
    const route = /** @type {HTMLDetailsElement} */ (event.target);
    if (route.matches("details.route")) act(route.open ? (route.dataset.rank ?? null) : null);
  };
  document.addEventListener("toggle", hear, true);
  window.addEventListener("pagehide", () => document.removeEventListener("toggle", hear, true));
}

/** Frames of one page need names of their own. */
function nameFrame() {
  const frame = /** @type {HTMLIFrameElement | null} */ (window.frameElement);
  if (!frame) return;
  const frames = [...window.parent.document.querySelectorAll("iframe")];
  frame.title = `${frame.title.replace(/ \d+$/, "")} ${frames.indexOf(frame) + 1}`;
}

/**
 * A record is shown in full on the map page.
 *
 * @param {string} id
 */
function open(id) {
  // As seen from the frame, the atlas begins two folders above.
  const start = new URL("../../", window.location.href);
  const link = inLanguage(`./?select=${encodeURIComponent(id)}`);
  window.parent.location.assign(new URL(link, start));
}

/**
 * Called once by the script of the folium map.
 *
 * @param {Leaflet.Map} map
 * @param {Config} config
 */
export async function startSmallMap(map, config) {
  await styled();
  // By its name a map knows what it has told itself.
  window.name ||= `small-map-${Math.random().toString(36).slice(2)}`;
  const frame = new SmallMapFrame(config.words);
  onSearchKey(() => tellPage({ atlas: "search" }));
  new Footnotes(window.parent.document).listen();
  window.smallMap = Object.freeze({ map, own: config.own }); // for tests
  try {
    /** @type {AtlasIndex} */
    const index = await fetchJson(url(config.index));
    useTexts(index);
    frame.describe();
    await new SmallMap(map, frame, index, config).start();
  } catch (error) {
    frame.fail(error);
  }
}
