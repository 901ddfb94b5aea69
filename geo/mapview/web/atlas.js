// The map page: what the reader does changes the state of the view, and everything else follows.

import { Address } from "./address.js";
import { BaseMap, fetchJson } from "./basemap.js";
import { Camera } from "./camera.js";
import { tool } from "./dom.js";
import { Drawing } from "./drawing.js";
import { Frame } from "./frame.js";
import { inspection } from "./inspection.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { legend } from "./legend.js";
import { fullScreen, PageBridge } from "./page_bridge.js";
import { Panel } from "./panel.js";
import { Past } from "./past.js";
import { Records } from "./records.js";
import { SearchBox } from "./search.js";
import { CREDITS, describe, styled, themeOf } from "./shared.js";
import { onRender, scrollDetailsUp } from "./streamlit.js";
import { Teller } from "./teller.js";
import { Timebar } from "./timebar.js";
import { TownPin } from "./town.js";
import { fromQuery } from "./view.js";
import { defaultsOf, reduce } from "./view_state.js";

const L = window.L;
const RAILWAYS = "Other railways: © OpenStreetMap contributors, ODbL 1.0";

/** @typedef {{ isStep?: boolean, goal?: string | null }} Effects */

class Atlas {
  teller = new Teller();
  calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {Theme} */
  theme = "light";
  /** @type {Timebar | null} */
  time = null;
  /** @type {{ state?: ViewState, layers?: number, theme?: Theme }} */
  drawn = {}; // what stands on the map

  /**
   * @param {Leaflet.Map} map
   * @param {Frame} frame
   * @param {AtlasIndex} index
   * @param {(name: string) => string} url
   */
  constructor(map, frame, index, url) {
    this.map = map;
    this.frame = frame;
    this.index = index;
    this.records = new Records(index, url);
    this.defaults = defaultsOf(index);
    this.address = new Address(this.defaults);
    this.past = new Past(index, () => this.records.history());
    this.state = this.linked();
    this.drawing = new Drawing(map, index, {
      onSelect: (id) => this.select(id),
      describe: (id) => describe(index, id),
    });
    this.base = new BaseMap(map, index.style, this.records.basemap());
    this.labels = new Labels(map, index, () => this.drawing.courses());
    this.panel = new Panel(frame.panelRoot, index, {
      defaults: this.defaults,
      onAction: (action) => this.act(action),
      onOpen: (id) => this.open(id),
    });
    this.town = new TownPin(map, url("search"), {
      onPin: (id) => this.pin(id),
      onLost: () => this.change({ type: "town", id: null }),
      onFlight: () => this.camera.take(),
    });
    this.camera = new Camera(map, {
      onSettle: (at) => this.change({ type: "settle", at }),
      onMove: (at, isReaders) => this.moved(at, isReaders),
    });
    this.keyboard = new Keyboard(map.getContainer(), {
      reachable: () => this.drawing.reachable(),
      onOpen: (id) => this.select(id),
    });
    this.search = new SearchBox(url("search"), {
      describe: (id) => describe(index, id),
      onChoose: (id) => this.open(id),
      onTown: (hit) => {
        frame.closePanel();
        this.town.choose(hit, !this.calm);
      },
    });
  }

  /** The state that the address asks for. */
  linked() {
    const { search } = window.parent.location;
    return fromQuery(search, this.defaults, (id) => this.records.current(id));
  }

  /** Draw the first view; the projects first, then what lies below them. */
  async start(hasTimeline = false) {
    const { select, moved, lat, lon, z, town } = this.state;
    // A link to a project alone asks to see it; one with a view says itself what is on.
    if (select && this.index.projects[select] && !moved) {
      this.change({ type: "switch", set: "layers", ids: [select], isOn: true });
    }
    if (hasTimeline) await this.slider();
    // On their way while the page is built.
    const needed = this.needed();
    const ground = Promise.all([this.base.load(), this.labels.load(this.records.basemap())]);
    ground.catch(() => {}); // it is told below, once the projects stand
    this.look(themeOf());
    this.panel.build(this.state, this.theme);
    this.buttons();
    this.camera.start(moved ? { lat, lon, z } : null);
    await Promise.all([this.base.show(this.state.basemap), needed]);
    this.update({ goal: moved ? null : select });
    this.frame.message.hidden = true;
    this.listen();
    document.documentElement.dataset.ready = "true";
    await Promise.all([ground, this.linkedTown(town, moved)]).catch((error) => {
      // The projects stand without their background; say so and go on.
      const part = `Part of the base map is missing (${error.message}).`;
      this.frame.say(`${part} Boundaries are not authoritative.`);
    });
    document.documentElement.dataset.ready = "full";
  }

  /**
   * The town that the link marks; one that nobody knows is left out.
   *
   * @param {number | null} town
   * @param {boolean} moved
   */
  async linkedTown(town, moved) {
    if (town && (await this.town.load(town)) && !moved) this.town.go(false);
  }

  /** The page with a slider needs the history at once. */
  async slider() {
    const { days } = this.index;
    const history = await this.past.load().catch((error) => {
      const failed = `The history could not be loaded (${error.message}).`;
      this.frame.say(`${failed} Reload the page to try again.`);
    });
    if (!history) return;
    this.time = new Timebar({
      days,
      events: history.events,
      calm: this.calm,
      onMove: (day) => this.slide(day),
      onRest: () => this.rest(),
    });
    this.time.show(this.state.date);
    this.frame.addTime(this.time.node);
  }

  buttons() {
    this.frame.bar.replaceChildren(
      tool("☰ Layers", "Show or hide layers", () => this.frame.togglePanel()),
      this.search.node,
      tool("⤢", "Full screen", fullScreen),
      tool("⌂", "Back to everything", () => this.everything()),
    );
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
  }

  listen() {
    this.camera.listen();
    this.map.on("zoomend", () => {
      this.keyboard.refresh();
      this.explain();
    });
    this.map.on("click", () => this.state.select && this.select(null));
    this.frame.legendBox.addEventListener("toggle", () => this.explain());
    onRender((theme) => this.repaint(themeOf(theme)));
    const page = new PageBridge({
      calm: this.calm,
      days: this.index.days,
      current: (id) => this.records.current(id),
      onOpen: (id, date) => this.go({ select: id, date: date ?? this.state.date }),
      onBack: () => this.back(),
    });
    if (this.time) page.watchChart();
  }

  // What the reader does -------------------------------------------------------------------------

  /**
   * Something in the panel.
   *
   * @param {Action} action
   */
  act(action) {
    this.change(action);
    if (action.type !== "ground") {
      this.update();
      return;
    }
    this.base.show(this.state.basemap);
    this.address.write(this.state, false);
  }

  /**
   * A record was clicked: mark it here, and let the app show what it knows.
   *
   * @param {string | null} id
   */
  select(id) {
    if (id && !this.records.isKnown(id)) return;
    this.choose({ type: "select", id }, null);
  }

  /**
   * Chosen elsewhere (search, panel, details): switch its layer on and go there.
   *
   * @param {string} id
   * @param {string | null} [date]
   */
  open(id, date = this.state.date) {
    if (!this.records.isKnown(id)) return;
    const owners = this.records.layersOf(id, this.drawing.entries.projectsOf(id));
    const isShown = owners.some((project) => this.state.layers.has(project));
    this.frame.closePanel();
    this.choose({ type: "open", id, date, layer: isShown ? null : owners[0] }, id);
  }

  /**
   * @param {Action} action
   * @param {string | null} goal
   */
  choose(action, goal) {
    this.change(action);
    this.update({ isStep: true, goal });
    this.tell();
    if (this.state.select) scrollDetailsUp();
  }

  /**
   * Another day, another record, or both at once; `null` for the day is today.
   *
   * @param {{ date: string | null, select?: string }} what
   */
  go({ date, select }) {
    this.time?.pause();
    if (select) {
      this.open(select, date);
      return;
    }
    this.change({ type: "day", date });
    this.update({ isStep: true });
    this.tell();
  }

  /**
   * While the date moves, only the map follows, and only if something on it is different.
   *
   * @param {string} day
   */
  slide(day) {
    const [, newest] = this.index.days;
    this.state = reduce(this.state, { type: "day", date: day === newest ? null : day });
    if (this.past.set(this.state.date)) this.draw();
    else this.frame.dated(this.state.date, newest);
  }

  /** The date rests: now it is a step in the history, and the page hears of it. */
  rest() {
    this.address.write(this.state, true);
    this.tell();
  }

  everything() {
    this.change({ type: "everything", defaults: this.defaults });
    // First the step in the history: the flight amends whatever is written last.
    this.address.write(this.state, true);
    this.camera.home();
    this.update();
    this.tell();
  }

  /**
   * The reader has marked a town, or taken the pin off.
   *
   * @param {number | null} id
   */
  pin(id) {
    this.change({ type: "town", id });
    this.address.write(this.state, true);
  }

  /**
   * @param {Position} at
   * @param {boolean} isReaders
   */
  moved(at, isReaders) {
    if (isReaders) this.change({ type: "move", at });
    this.address.write(this.state, false);
  }

  /** Back and forward: Streamlit runs the page, then it hears what the map shows. */
  back() {
    if (!this.address.isHere()) return;
    this.teller.expectRun();
    const view = this.linked();
    this.change({ type: "address", view });
    this.town.load(view.town);
    this.update();
    this.tell();
  }

  // What follows ---------------------------------------------------------------------------------

  /**
   * The state after an action, and what shows it at once.
   *
   * @param {Action} action
   */
  change(action) {
    const before = this.state;
    this.state = reduce(before, action);
    this.panel.show(this.state);
    if (this.state.date !== before.date) this.time?.show(this.state.date);
    if (this.state.town === null && before.town !== null) this.town.hide();
  }

  /**
   * Fetch what the state needs, draw it, say it, go there: always in this order. A step is one
   * that the Back button undoes.
   *
   * @param {Effects} effects
   */
  async update({ isStep = false, goal = null } = {}) {
    this.railways();
    await this.needed();
    this.past.set(this.state.date);
    if (!this.isDrawn()) this.draw();
    // First the step in the history, then the flight: its moves only amend that step.
    this.address.write(this.state, isStep);
    if (goal) this.camera.goTo(this.drawing.bounds(goal), goal in this.index.sites);
  }

  /** Of several changes at once only the last has to be drawn. */
  isDrawn() {
    const { state, layers, theme } = this.drawn;
    return (
      state === this.state && layers === this.drawing.entries.layers.size && theme === this.theme
    );
  }

  draw() {
    this.drawn = { state: this.state, layers: this.drawing.entries.layers.size, theme: this.theme };
    this.drawing.apply(this.state);
    this.keyboard.refresh();
    this.labels.update(this.drawing.markers, this.state.select);
    this.explain();
    this.frame.dated(this.state.date, this.index.days[1]);
  }

  /** The legend is written when it is open, and follows what is on the map. */
  explain() {
    if (!this.frame.legendBox.open) return;
    const parts = legend(this.index.style, {
      lines: this.drawing.shownLines(),
      sites: [...this.drawing.markers.keys()].map((id) => this.index.sites[id]),
      zoom: this.map.getZoom(),
      date: this.state.date,
    });
    this.frame.legendBody.replaceChildren(...parts);
  }

  tell() {
    this.teller.tell({ select: this.state.select ?? "", date: this.state.date ?? "" });
  }

  /** Fetch the layers that are on and not here yet. */
  async needed() {
    await Promise.all([this.history(), this.fetchLayers([...this.state.layers])]);
    // What is selected may belong to a project that is off; the map still has to know where it is.
    const { select } = this.state;
    const home = select && this.index.features[select]?.project;
    if (home && !this.drawing.entries.shapes.has(select)) await this.fetchLayers([home]);
  }

  /**
   * Fetch those of the layers that are not here.
   *
   * @param {string[]} projects
   */
  async fetchLayers(projects) {
    const missing = projects.filter(
      (id) => this.index.projects[id] && !this.drawing.entries.layers.has(id),
    );
    await this.records.layers(missing, (id, layer) => this.drawing.add(id, layer));
  }

  /** The history, if a day is asked for; without it the map stays with today and says so. */
  async history() {
    if (!this.state.date) return;
    await this.past.load().catch((error) => {
      this.change({ type: "day", date: null });
      const failed = `The history could not be loaded (${error.message}), so the map shows today.`;
      this.frame.say(`${failed} Choose the date again to try again.`);
    });
  }

  /** Railways that belong to no project: fetched when a reader first asks for them. */
  async railways() {
    const isOn = this.state.context.has("rail");
    await this.base.railways(isOn, this.records.railways()).then(
      () => this.frame.say(isOn ? `${CREDITS}. ${RAILWAYS}` : CREDITS),
      (error) => {
        const failed = `The other railways could not be loaded (${error.message}).`;
        this.frame.say(`${failed} Switch them off and on to try again.`);
      },
    );
  }

  /** @param {Theme} theme */
  look(theme) {
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    this.drawing.setTheme(theme);
    this.base.setTheme(theme);
  }

  /** @param {Theme} theme */
  repaint(theme) {
    if (theme === this.theme) return;
    this.look(theme);
    this.panel.paint(theme);
    this.update();
  }
}

/**
 * Called once by the script of the folium map.
 *
 * @param {Leaflet.Map} map
 * @param {{ index: string, timeline?: boolean }} config
 */
export async function startAtlas(map, config) {
  await styled();
  const url = (/** @type {string} */ name) => `../../atlas/${name}`;
  /** @type {Atlas | null} */
  let atlas = null;
  const frame = new Frame({ onToday: () => atlas?.go({ date: null }) });
  try {
    /** @type {AtlasIndex} */
    const index = await fetchJson(url(config.index));
    const started = new Atlas(map, frame, index, url);
    atlas = started;
    window.atlas = inspection({
      map,
      index,
      drawing: started.drawing,
      state: () => started.state,
      time: () => started.time,
    });
    await started.start(config.timeline);
  } catch (error) {
    frame.fail(error);
  }
}
