// The layer panel on the left. Everything in it works without the server.

import { corridorRow } from "./corridor_row.js";
import { element, quiet } from "./dom.js";
import { groundRows, railRow } from "./grounds.js";
import { numbersOf } from "./panel_words.js";
import { RowList } from "./row_list.js";
import { lineSample, sign } from "./signs.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";
import { toTable } from "./view.js";

/** Toggles of corridors in their groups, of places, and the filters by state and by mode. */
export class Panel {
  /** @type {HTMLElement} */
  root;
  /** @type {AtlasIndex} */
  index;
  /** @type {Defaults} */
  defaults;
  /** @type {(action: Action) => void} */
  onAction;
  /** @type {(id: string) => void} */
  onOpen;
  /** @type {() => void} */
  onClose;
  /** @type {[HTMLInputElement, SetName, string][]} */
  inputs = [];
  /** @type {{ box: HTMLInputElement, count: HTMLElement, set: SetName, ids: string[] }[]} */
  wholes = []; // one box for all that is in a group
  /** @type {[HTMLElement, Project][]} */
  swatches = [];
  /** @type {RowList[]} */
  lists = []; // the rows of each group of corridors
  /** @type {Theme} */
  theme = "light";
  /** @type {ViewState | null} */
  state = null; // what is ticked; null until something is
  /** @type {HTMLElement[]} */
  first = []; // what stands above the layers
  table = element(
    "a",
    { class: "as-table", target: "_top", onclick: leave },
    say("The same as a table"),
  );

  /**
   * @param {HTMLElement} root
   * @param {AtlasIndex} index
   * @param {{ defaults: Defaults, onAction: (action: Action) => void,
   *   onOpen: (id: string) => void, onClose: () => void }} options
   */
  constructor(root, index, { defaults, onAction, onOpen, onClose }) {
    this.root = root;
    this.index = index;
    this.defaults = defaults;
    this.onAction = onAction;
    this.onOpen = onOpen;
    this.onClose = onClose;
  }

  /**
   * @param {ViewState} state
   * @param {Theme} theme
   */
  build(state, theme) {
    const { counts, style } = this.index;
    const line = (/** @type {string} */ word) =>
      lineSample({ colour: "currentColor", pattern: style.lifecycle[word], length: 34 });
    const place = (/** @type {string} */ word) =>
      sign(style.places[word].sign, { size: 18, breakOfGauge: word === "breaks" });
    this.theme = theme;
    this.root.replaceChildren(
      this.head(),
      this.table,
      ...this.first,
      ...this.corridors(state),
      this.list(say("Places"), "places", counts.places, place, style.places),
      this.list(say("State of a line"), "states", counts.states, line, style.lifecycle),
      this.list(say("Kind of line"), "modes", counts.modes, () => null, style.mode),
      this.grounds(state.basemap),
    );
    this.state = null; // nothing is ticked yet
    this.show(state);
    this.paint(theme);
  }

  head() {
    return element(
      "div",
      { class: "panel-head" },
      element("h2", {}, say("Layers")),
      this.all(say("All"), true),
      this.all(say("None"), false),
      element(
        "button",
        { type: "button", class: "tool close", onclick: this.onClose },
        say("Back to the map"),
      ),
    );
  }

  /**
   * All layers, of corridors and of places alike; the base map and the filters stay.
   *
   * @param {string} words
   * @param {boolean} isOn
   */
  all(words, isOn) {
    const { layers, places } = this.defaults.all;
    const sets = () => ({
      layers: new Set(isOn ? layers : []),
      places: new Set(isOn ? places : []),
    });
    return quiet(words, words, () => this.onAction({ type: "sets", sets: sets() }));
  }

  /**
   * The corridors in their groups; a group is open if something in it is on at first.
   *
   * @param {ViewState} state
   */
  corridors({ layers }) {
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const [id, { group }] of Object.entries(this.index.projects)) {
      groups.set(group, [...(groups.get(group) ?? []), id]);
    }
    return [...groups].map(([title, ids]) => {
      const open = ids.some((id) => layers.has(id));
      const list = new RowList(
        ids,
        (id) => this.corridor(id),
        () => this.again(),
      );
      this.lists.push(list);
      return this.group({ title, set: "layers", ids, rows: list.rows(layers), open });
    });
  }

  /**
   * A part that folds, with one box for all that is in it.
   *
   * @param {{ title: string, set: SetName, ids: string[], rows: Node[], open: boolean }} part
   */
  group({ title, set, ids, rows, open }) {
    const count = element("span", { class: "count" });
    const box = element("input", {
      type: "checkbox",
      class: "whole",
      "aria-label": say("All of: {title}", { title }),
      onchange: () => {
        const isOn = !ids.every((id) => sure(this.state)[set].has(id));
        this.onAction({ type: "switch", set, ids, isOn });
      },
    });
    this.wholes.push({ box, count, set, ids });
    return element(
      "section",
      { class: `group of-${set}`, "aria-label": title },
      box,
      element(
        "details",
        { open },
        element("summary", {}, element("span", {}, title), count),
        ...rows,
      ),
    );
  }

  /**
   * @param {SetName} set
   * @param {string} value
   * @param {Record<string, string>} attributes
   */
  input(set, value, attributes) {
    const input = element("input", {
      type: "checkbox",
      id: `${set}-${value}`,
      ...attributes,
      onchange: () => this.onAction({ type: "switch", set, ids: [value], isOn: input.checked }),
    });
    this.inputs.push([input, set, value]);
    return input;
  }

  /** @param {string} id */
  corridor(id) {
    const project = this.index.projects[id];
    const swatch = element("span", { class: "swatch" });
    this.swatches.push([swatch, project]);
    return corridorRow(id, project, {
      box: this.input("layers", id, { "data-layer": id }),
      swatch,
      numbers: numbersOf(project, this.index.style.lifecycle),
      onOnly: () => this.onAction({ type: "sets", sets: { layers: new Set([id]) }, goal: id }),
      onAbout: () => this.onOpen(id),
    });
  }

  /**
   * Rows with a sample, a word and a count.
   *
   * @param {string} title
   * @param {SetName} set
   * @param {Record<string, number>} counts
   * @param {(word: string) => Node | null} sample
   * @param {Record<string, { legend: string }>} words
   */
  list(title, set, counts, sample, words) {
    const mark = set === "places" ? "data-place" : "data-filter";
    const rows = Object.entries(counts).map(([value, count]) =>
      element(
        "div",
        { class: "row" },
        this.input(set, value, { [mark]: value }),
        element(
          "label",
          { for: `${set}-${value}` },
          sample(value),
          element("span", {}, words[value].legend),
          element("span", { class: "count" }, String(count)),
        ),
      ),
    );
    return this.group({ title, set, ids: Object.keys(counts), rows, open: true });
  }

  /**
   * What lies under the corridors; the other railways only where the atlas has them.
   *
   * @param {string} shown
   */
  grounds(shown) {
    const rows = groundRows(shown, (basemap) => this.onAction({ type: "ground", basemap }));
    if (this.index.context.rail) {
      rows.push(railRow(this.input("context", "rail", { "data-context": "rail" })));
    }
    return element(
      "section",
      { class: "group of-ground", "aria-label": say("Base map") },
      element("details", { open: true }, element("summary", {}, say("Base map")), ...rows),
    );
  }

  /**
   * Tick what is on; only sets that are others than before are looked at.
   *
   * @param {ViewState} state
   */
  show(state) {
    const before = this.state;
    this.state = state;
    const isNew = (/** @type {SetName} */ set) => before?.[set] !== state[set];
    if (isNew("layers")) this.follow(state);
    for (const [input, set, value] of this.inputs) {
      if (isNew(set)) input.checked = state[set].has(value);
    }
    for (const whole of this.wholes) if (isNew(whole.set)) tick(whole, state[whole.set]);
    if (isNew("layers") || isNew("states") || isNew("modes")) {
      this.table.href = toTable(state, this.defaults, this.index);
    }
  }

  /**
   * Rows for layers that were switched on elsewhere.
   *
   * @param {ViewState} state
   */
  follow({ layers }) {
    for (const list of this.lists) list.follow(layers);
  }

  /** Rows have come: they are ticked and painted as the others. */
  again() {
    const { state } = this;
    if (!state) return;
    this.state = null;
    this.show(state);
    this.paint(this.theme);
  }

  /**
   * Samples of the corridors in the colours of a theme.
   *
   * @param {Theme} theme
   */
  paint(theme) {
    this.theme = theme;
    const { lifecycle } = this.index.style;
    for (const [swatch, { colour, drawn }] of this.swatches) {
      // What is drawn in two states shows both, the longer one above.
      const samples = drawn
        .slice(0, 2)
        .map((state) =>
          lineSample({ colour: colour[theme], pattern: lifecycle[state], length: 26 }),
        );
      swatch.classList.toggle("mixed", samples.length > 1);
      swatch.replaceChildren(...samples);
    }
  }
}

/**
 * @param {{ box: HTMLInputElement, count: HTMLElement, ids: string[] }} whole
 * @param {Set<string>} set
 */
function tick({ box, count, ids }, set) {
  const on = ids.filter((id) => set.has(id)).length;
  box.checked = on === ids.length;
  box.indeterminate = on > 0 && on < ids.length;
  count.textContent = say("{on} of {all}", { on, all: ids.length });
}

/**
 * The frame may not leave the page that it stands in, but a link of that page may.
 *
 * @param {MouseEvent} event
 */
function leave(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const link = window.parent.document.createElement("a");
  link.href = /** @type {HTMLAnchorElement} */ (event.currentTarget).href;
  link.click();
}
