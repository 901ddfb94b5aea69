// The layer panel on the left. Everything in it works without the server.

import { kilometres, make } from "./dom.js";
import { lineSample, sign } from "./signs.js";
import { sure } from "./sure.js";
import { toTable } from "./view.js";

const ROOM = 27; // letters in a row of the panel
const GROUNDS = [
  ["relief", "Relief"],
  ["plain", "Plain"],
  ["online", "Online tiles (asks openstreetmap.org)"],
];

/** @typedef {{ type: string, [detail: string]: any }} Action */

/** Toggles of corridors in their groups, of places, and the filters by state and by mode. */
export class Panel {
  /** @type {[HTMLInputElement, SetName, string][]} */
  inputs = [];
  /** @type {{ box: HTMLInputElement, count: HTMLElement, set: SetName, ids: string[] }[]} */
  wholes = []; // one box for all that is in a group
  /** @type {[HTMLElement, Project][]} */
  swatches = [];
  /** @type {ViewState | null} */
  state = null;

  /**
   * @param {HTMLElement} root
   * @param {AtlasIndex} index
   * @param {{ defaults: Defaults, onAction: (action: Action) => void,
   *   onOpen: (id: string) => void }} options
   */
  constructor(root, index, { defaults, onAction, onOpen }) {
    this.root = root;
    this.index = index;
    this.defaults = defaults;
    this.onAction = onAction;
    this.onOpen = onOpen;
    this.table = make(
      "a",
      { class: "as-table", target: "_top", onclick: leave },
      "The same as a table",
    );
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
    this.root.replaceChildren(
      this.head(),
      this.table,
      ...this.corridors(state),
      this.list("Places", "places", counts.places, place, style.places),
      this.list("State of a line", "states", counts.states, line, style.lifecycle),
      this.list("Kind of line", "modes", counts.modes, () => null, style.mode),
      this.grounds(state.basemap),
    );
    this.state = null; // nothing is ticked yet
    this.show(state);
    this.paint(theme);
  }

  head() {
    return make(
      "div",
      { class: "panel-head" },
      make("h2", {}, "Layers"),
      this.all("All", true),
      this.all("None", false),
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
      const rows = ids.map((id) => this.toggle(id));
      return this.group({ title, set: "layers", ids, rows, open });
    });
  }

  /**
   * A part that folds, with one box for all that is in it.
   *
   * @param {{ title: string, set: SetName, ids: string[], rows: Node[], open: boolean }} part
   */
  group({ title, set, ids, rows, open }) {
    const count = make("span", { class: "count" });
    const box = make("input", {
      type: "checkbox",
      class: "whole",
      "aria-label": `All of: ${title}`,
      onchange: () => {
        const isOn = !ids.every((id) => sure(this.state)[set].has(id));
        this.onAction({ type: "switch", set, ids, isOn });
      },
    });
    this.wholes.push({ box, count, set, ids });
    return make(
      "section",
      { class: `group of-${set}`, "aria-label": title },
      box,
      make("details", { open }, make("summary", {}, make("span", {}, title), count), ...rows),
    );
  }

  /**
   * @param {SetName} set
   * @param {string} value
   * @param {Record<string, string>} attributes
   */
  input(set, value, attributes) {
    const input = make("input", {
      type: "checkbox",
      id: `${set}-${value}`,
      ...attributes,
      onchange: () => this.onAction({ type: "switch", set, ids: [value], isOn: input.checked }),
    });
    this.inputs.push([input, set, value]);
    return input;
  }

  /**
   * One line for a corridor; what else there is to say and do unfolds below it.
   *
   * @param {string} id
   */
  toggle(id) {
    const project = this.index.projects[id];
    const name = rowName(project);
    const numbers = this.numbers(project);
    const swatch = make("span", { class: "swatch" });
    this.swatches.push([swatch, project]);
    const extra = this.extra(id, name === project.title ? numbers : `${project.title}. ${numbers}`);
    const more = make("button", {
      type: "button",
      class: "more",
      "aria-label": `More on ${project.title}`,
      "aria-expanded": "false",
      "aria-controls": extra.id,
      onclick: () => {
        extra.hidden = !extra.hidden;
        more.setAttribute("aria-expanded", String(!extra.hidden));
        row.classList.toggle("unfolded", !extra.hidden);
      },
    });
    more.append("⋯");
    const row = make(
      "div",
      { class: `toggle${project.member ? " member" : ""}` },
      this.input("layers", id, { "data-layer": id }),
      make(
        "label",
        { for: `layers-${id}`, title: `${project.title}\n${numbers}` },
        swatch,
        make("span", { class: "title" }, name),
      ),
      more,
      extra,
    );
    return row;
  }

  /**
   * How much of a corridor is drawn, in which state, and whose lines they are.
   *
   * @param {Project} project
   */
  numbers({ states, segments, others = 0, own_km }) {
    const { lifecycle } = this.index.style;
    const parts = Object.entries(states).map(
      ([state, { km }]) => `${lifecycle[state].legend.toLowerCase()} ${kilometres(km)}`,
    );
    const drawn = `${counted(segments, "line")} drawn${parts.length ? ": " : ""}`;
    const own = `${kilometres(own_km ?? 0)} of its own`;
    const shared = `. It runs over ${counted(others, "line")} of others, ${own}`;
    return drawn + parts.join(", ") + (others ? shared : "");
  }

  /**
   * @param {string} id
   * @param {string} words
   */
  extra(id, words) {
    const { title } = this.index.projects[id];
    const only = { type: "sets", sets: { layers: new Set([id]) } };
    return make(
      "div",
      { class: "extra", id: `extra-${id}`, hidden: true },
      make("div", { class: "sub" }, words),
      make(
        "div",
        { class: "acts" },
        quiet("Only this", `Only ${title}`, () => this.onAction(only)),
        quiet("About", `About ${title}`, () => this.onOpen(id)),
      ),
    );
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
      make(
        "div",
        { class: "row" },
        this.input(set, value, { [mark]: value }),
        make(
          "label",
          { for: `${set}-${value}` },
          sample(value),
          make("span", {}, words[value].legend),
          make("span", { class: "count" }, String(count)),
        ),
      ),
    );
    return this.group({ title, set, ids: Object.keys(counts), rows, open: true });
  }

  /**
   * The base maps; the online one is the only thing here that asks another server.
   *
   * @param {string} shown
   */
  grounds(shown) {
    const rows = GROUNDS.map(([value, words]) =>
      make(
        "div",
        { class: "row" },
        make("input", {
          type: "radio",
          name: "ground",
          id: `ground-${value}`,
          checked: shown === value,
          onchange: () => this.onAction({ type: "ground", basemap: value }),
        }),
        make("label", { for: `ground-${value}` }, words),
      ),
    );
    if (this.index.context.rail) rows.push(this.railways());
    return make(
      "section",
      { class: "group of-ground", "aria-label": "Base map" },
      make("details", { open: true }, make("summary", {}, "Base map"), ...rows),
    );
  }

  railways() {
    return make(
      "div",
      { class: "row" },
      this.input("context", "rail", { "data-context": "rail" }),
      make(
        "label",
        { for: "context-rail" },
        make("span", { class: "thin-line" }),
        "Other railways",
      ),
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
    for (const [input, set, value] of this.inputs) {
      if (isNew(set)) input.checked = state[set].has(value);
    }
    for (const whole of this.wholes) if (isNew(whole.set)) tick(whole, state[whole.set]);
    if (isNew("layers") || isNew("states") || isNew("modes")) {
      this.table.href = toTable(state, this.defaults, this.index.projects);
    }
  }

  /**
   * Samples of the corridors in the colours of a theme.
   *
   * @param {Theme} theme
   */
  paint(theme) {
    const { lifecycle } = this.index.style;
    for (const [swatch, { colour, state }] of this.swatches) {
      const sample = { colour: colour[theme], pattern: lifecycle[state], length: 26 };
      swatch.replaceChildren(lineSample(sample));
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
  count.textContent = `${on} of ${ids.length}`;
}

/**
 * @param {string} words
 * @param {string} label
 * @param {() => void} onclick
 */
function quiet(words, label, onclick) {
  const named = label === words ? null : label;
  return make("button", { type: "button", class: "quiet", "aria-label": named, onclick }, words);
}

/**
 * @param {number} number
 * @param {string} word
 */
function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * The name in a row: the short one if the long one has no room, unless it is letters alone.
 *
 * @param {Project} project
 */
function rowName({ title, short }) {
  const plain = title.replace(/ \([^()]*\)$/, "");
  return plain.length > ROOM && /[a-z]{3}/.test(short) ? short : plain;
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
