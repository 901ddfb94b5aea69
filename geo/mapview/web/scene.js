// The state of the large map and all that shows it. An action changes the state, and from the state
// everything else follows: nothing that is shown decides what else is shown.

import { Address } from "./address.js";
import { BaseMap } from "./basemap.js";
import { Camera, isWithin } from "./camera.js";
import { Drawing } from "./drawing.js";
import { InView } from "./in_view.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { corridors, legend } from "./legend.js";
import { Panel } from "./panel.js";
import { DayStates } from "./day_states.js";
import { Records } from "./records.js";
import { describe, themeOf } from "./shared.js";
import { Supply } from "./supply.js";
import { say } from "./texts.js";
import { TownPin } from "./town.js";
import { fromQuery } from "./view.js";
import { defaultsOf, reduce, whyEmpty } from "./view_state.js";

/** @typedef {{ isStep?: boolean, goal?: string | null }} Effects */

/**
 * What a reader does on the map, in the panel and with the pin of a town.
 *
 * @typedef {{ onSelect: (id: string | null) => void, onOpen: (id: string) => void,
 *   onAction: (action: Action) => void, onPin: (id: number | null) => void,
 *   onMove: (at: Position, isReaders: boolean) => void }} Deeds
 */

export class Scene {
  /** @type {Theme} */
  theme = "light";
  /** @type {import("./timebar.js").Timebar | null} */
  time = null; // on pages with a slider only
  /** @type {{ state?: ViewState, layers?: number, theme?: Theme }} */
  drawn = {}; // what stands on the map
  /** @type {ViewState} */
  state;
  /** @type {Leaflet.Map} */
  map;
  /** @type {import("./frame.js").Frame} */
  frame;
  /** @type {AtlasIndex} */
  index;
  /** @type {Records} */
  records;
  /** @type {Defaults} */
  defaults;
  /** @type {Address} */
  address;
  updates = 0; // asked for so far
  latest = Promise.resolve(); // until the last of them is done
  /** @type {DayStates} */
  dayStates;
  /** @type {Drawing} */
  drawing;
  /** @type {BaseMap} */
  base;
  /** @type {Labels} */
  labels;
  /** @type {Supply} */
  supply;
  /** @type {Panel} */
  panel;
  /** @type {TownPin} */
  town;
  /** @type {Camera} */
  camera;
  /** @type {Keyboard} */
  keyboard;

  /**
   * @param {Leaflet.Map} map
   * @param {import("./frame.js").Frame} frame
   * @param {AtlasIndex} index
   * @param {{ url: (name: string) => string, deeds: Deeds,
   *   answers: import("./fetching.js").Answers }} options
   */
  constructor(map, frame, index, { url, deeds, answers }) {
    this.map = map;
    this.frame = frame;
    this.index = index;
    this.records = new Records(index, url);
    this.defaults = defaultsOf(index);
    this.address = new Address(index.addresses, this.defaults);
    this.dayStates = new DayStates(index, () => this.records.history());
    this.state = this.linked();
    this.drawing = new Drawing(map, index, {
      onSelect: deeds.onSelect,
      describe: (id) => describe(index, id),
    });
    this.base = new BaseMap(map, index.style, this.records.ground(), frame.missing);
    this.labels = new Labels(map, index, () => this.drawing.courses());
    this.base.squares.onTowns = (towns) => this.labels.more(towns);
    this.supply = new Supply(index, this, {
      state: () => this.state,
      announce: (words) => frame.announce(words),
      missing: frame.missing,
      onNoHistory: () => this.change({ type: "day", date: null }),
    });
    const { onAction, onOpen } = deeds;
    const onClose = () => frame.closePanel();
    const said = { defaults: this.defaults, onAction, onOpen, onClose };
    this.panel = new Panel(frame.panelRoot, index, said);
    this.inView = new InView(map, this.drawing, {
      describe: (id) => describe(index, id),
      onOpen,
    });
    this.panel.first.push(this.inView.node);
    this.town = new TownPin(map, answers, {
      onPin: deeds.onPin,
      onLost: () => this.change({ type: "town", id: null }),
      onFlight: () => this.camera.take(),
    });
    this.camera = new Camera(map, {
      onSettle: (at) => this.change({ type: "settle", at }),
      onMove: deeds.onMove,
    });
    this.keyboard = new Keyboard(map.getContainer(), {
      reachable: () => this.drawing.reachable(),
      onOpen: deeds.onSelect,
    });
  }

  /** The state that the address asks for. */
  linked() {
    const { search } = window.parent.location;
    return fromQuery(search, this.defaults, (id) => this.records.current(id));
  }

  /**
   * A link to a record asks to see it: a layer that shows it goes on, unless the link itself says
   * what is on.
   *
   * @param {string} id
   */
  reveal(id) {
    const { layers } = this.state;
    const usual = this.defaults.layers;
    const isUsual = layers.size === usual.size && [...layers].every((name) => usual.has(name));
    const owners = this.records.layersOf(id, []);
    if (!isUsual || owners.some((name) => layers.has(name))) return;
    this.change({ type: "switch", set: "layers", ids: owners.slice(0, 1), isOn: true });
  }

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
   * Fetch what the state needs, draw it, say it, go there. A step is one that the Back button
   * undoes; it is made before a file has come.
   *
   * @param {Effects} [effects]
   * @returns {Promise<void>}
   */
  update(effects = {}) {
    this.latest = this.follow(effects);
    return this.latest;
  }

  /** @param {Effects} effects */
  async follow({ isStep = false, goal = null }) {
    this.updates += 1;
    const turn = this.updates;
    this.supply.railways();
    const again = () => this.update();
    const layers = say("layers of the map");
    const needed = this.frame.missing.need(layers, () => this.supply.needed(), again);
    const isHere = await Promise.race([needed.then(() => true), nextTask()]);
    // The page may answer before a file has come: who goes Back then must not leave the map. Where
    // nothing is fetched the lines come first, as a step in the history takes as long as they do.
    if (!isHere) this.address.write(this.state, isStep);
    await needed;
    this.dayStates.set(this.state.date);
    if (!this.isDrawn()) this.draw();
    // Before the flight, whose moves only amend the step.
    this.address.write(this.state, isHere && isStep);
    // What was wished for meanwhile decides where the map is: a file that comes late moves nothing.
    if (turn === this.updates) this.show(goal);
  }

  /**
   * Go to a record, if one is wished for, and say it where the map ends before the record does.
   *
   * @param {string | null} id
   */
  show(id) {
    const box = id && this.drawing.bounds(id);
    if (box) this.camera.goTo(box, this.index.sites[id]?.kind);
    this.frame.tellBeyond(box && !isWithin(box) ? describe(this.index, id).name : "");
  }

  /**
   * While the date moves, only the map follows, and only if something on it is different.
   *
   * @param {string} day
   */
  slide(day) {
    const [, newest] = this.index.days;
    this.state = reduce(this.state, { type: "day", date: day === newest ? null : day });
    if (this.dayStates.set(this.state.date)) this.draw();
    else this.frame.dated(this.state.date, newest);
  }

  /** Of several changes at once only the last has to be drawn. */
  isDrawn() {
    const { state, layers, theme } = this.drawn;
    return state === this.state && layers === this.loaded() && theme === this.theme;
  }

  /** How many layers are here: one that has just come is drawn though the state is the same. */
  loaded() {
    return this.drawing.entries.layers.size;
  }

  draw() {
    this.drawn = { state: this.state, layers: this.loaded(), theme: this.theme };
    this.drawing.apply(this.state);
    this.keyboard.refresh();
    this.labels.update(this.drawing.markers, this.state.select);
    this.inView.soon();
    this.explain();
    this.frame.explainEmpty(this.isEmpty() ? whyEmpty(this.state) : "");
    this.frame.dated(this.state.date, this.index.days[1]);
  }

  /** Nothing is to be seen of the projects, and no layer is still on its way. */
  isEmpty() {
    const { entries, markers } = this.drawing;
    const isHere = [...this.state.layers].every((id) => entries.layers.has(id));
    return isHere && markers.size === 0 && entries.visible().length === 0;
  }

  /** The legend is written when it is open, and follows what is on the map. */
  explain() {
    if (!this.frame.legendBox.open) return;
    const shown = new Set(this.drawing.entries.visible().map(({ project }) => project));
    const parts = legend(this.index.style, {
      lines: this.drawing.shownLines(),
      sites: [...this.drawing.markers.keys()].map((id) => this.index.sites[id]),
      zoom: this.map.getZoom(),
      date: this.state.date,
      colours: corridors(this.index, shown, this.theme),
    });
    this.frame.legendBody.replaceChildren(...parts);
  }

  /** @param {Theme} theme */
  look(theme) {
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    this.drawing.setTheme(theme);
    this.base.setTheme(theme);
  }

  /**
   * Streamlit tells its theme with every render, mostly the same.
   *
   * @param {{ backgroundColor?: string }} told
   */
  repaint(told) {
    const theme = themeOf(told);
    if (theme === this.theme) return;
    this.look(theme);
    this.panel.paint(theme);
    this.update();
  }
}

/** What has come already has been used by then. */
function nextTask() {
  return /** @type {Promise<false>} */ (new Promise((resolve) => setTimeout(resolve, 0, false)));
}
