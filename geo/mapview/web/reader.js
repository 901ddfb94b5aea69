// What a reader can do, and what becomes of it: on the map, in the panel, in the address, and last
// in the page around, which Streamlit has to run again.

import { AppBridge } from "./app_bridge.js";
import { tellPage } from "./page_bridge.js";
import { markChosen } from "./page_day.js";
import { scrollDetailsUp } from "./streamlit.js";
import { setsOf } from "./view_state.js";

export class Reader {
  bridge = new AppBridge();
  /** @type {import("./scene.js").Scene} */
  scene;

  /** @param {import("./scene.js").Scene} scene */
  constructor(scene) {
    this.scene = scene;
  }

  /**
   * Something in the panel.
   *
   * @param {Action} action
   */
  act(action) {
    const { scene } = this;
    scene.change(action);
    if (action.type !== "ground") {
      scene.update({ isStep: true, goal: action.type === "sets" ? action.goal : null });
      return;
    }
    scene.base.show(scene.state.basemap);
    scene.address.write(scene.state, false);
  }

  /**
   * A record was clicked: mark it here, and let the app show what it knows.
   *
   * @param {string | null} id
   */
  select(id) {
    if (id && !this.scene.records.isKnown(id)) return;
    this.choose({ type: "select", id }, null);
  }

  /**
   * Chosen elsewhere (search, panel, details): switch its layer on and go there.
   *
   * @param {string} id
   * @param {string | null} [date]
   */
  open(id, date = this.scene.state.date) {
    const { records, drawing, state, frame, dayStates } = this.scene;
    if (!records.isKnown(id)) return;
    const day = dayStates.presentDay(id, date);
    const owners = records.layersOf(id, drawing.entries.projectsOf(id));
    const isShown = owners.some((project) => state.layers.has(project));
    frame.closePanel();
    this.choose({ type: "open", id, date: day, layer: isShown ? null : owners[0] }, id);
  }

  /**
   * @param {Action} action
   * @param {string | null} goal
   */
  choose(action, goal) {
    this.scene.change(action);
    this.tell(this.scene.update({ isStep: true, goal }));
    if (this.scene.state.select) scrollDetailsUp();
  }

  /**
   * Another day, another record, or both at once; `null` for the day is today.
   *
   * @param {{ date: string | null, select?: string }} what
   */
  go({ date, select }) {
    this.scene.time?.pause();
    if (select) {
      this.open(select, date);
      return;
    }
    this.scene.change({ type: "day", date });
    this.scene.update({ isStep: true });
    this.tell();
  }

  /** Before the date runs: every layer on which it changes something goes on. */
  async unfold() {
    const { scene } = this;
    const ids = scene.dayStates.changing().filter((id) => !scene.state.layers.has(id));
    if (!ids.length) return;
    scene.change({ type: "switch", set: "layers", ids, isOn: true });
    await scene.update({ isStep: true });
  }

  /** The date rests: now it is a step in the history, and the page hears of it. */
  rest() {
    this.scene.address.write(this.scene.state, true);
    this.tell();
  }

  /** The layers, places and filters of the first view, seen from where the map is. */
  usual() {
    this.act({ type: "sets", sets: setsOf(this.scene.defaults) });
  }

  /**
   * What changed since a day is asked for.
   *
   * @param {string} day
   */
  since(day) {
    this.scene.change({ type: "since", since: day });
    this.scene.address.write(this.scene.state, true);
    this.tell();
  }

  everything() {
    const { scene } = this;
    scene.change({ type: "everything", defaults: scene.defaults });
    // First the step in the history: the flight amends whatever is written last.
    scene.address.write(scene.state, true);
    scene.camera.home();
    scene.update();
    this.tell();
  }

  /**
   * The reader has marked a town, or taken the pin off.
   *
   * @param {number | null} id
   */
  pin(id) {
    this.scene.change({ type: "town", id });
    this.scene.address.write(this.scene.state, true);
  }

  /**
   * The map has moved; only what the reader moved is a view worth keeping.
   *
   * @param {Position} at
   * @param {boolean} isReaders
   */
  moved(at, isReaders) {
    if (isReaders) this.scene.change({ type: "move", at });
    this.scene.address.write(this.scene.state, false);
  }

  /** Back and forward: Streamlit runs the page, then it hears what the map shows. */
  back() {
    const { scene } = this;
    if (!scene.address.isHere()) return;
    this.bridge.expectRun();
    const view = scene.linked();
    scene.change({ type: "address", view });
    // What the map itself writes has a position: only a bare link asks for the layer too.
    if (view.select && !view.moved) scene.reveal(view.select);
    scene.town.load(view.town);
    scene.update({ goal: view.moved ? null : view.select });
    if (view.moved) scene.camera.show(view);
    else if (!view.select) scene.camera.home();
    this.tell();
  }

  /**
   * The app hears at once; the page around hears of a choice when the address holds it.
   *
   * @param {Promise<void>} [written]
   */
  async tell(written) {
    const { select, date, since } = this.scene.state;
    markChosen(this.scene.state);
    this.bridge.tell({ select: select ?? "", date: date ?? "", since: since ?? "" });
    await written;
    tellPage({ atlas: "selected", id: select ?? "" });
  }
}
