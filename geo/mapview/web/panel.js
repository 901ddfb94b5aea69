// The layer panel on the left. Everything in it works without the server.

import { kilometres, make } from "./dom.js";
import { lineSample, sign } from "./signs.js";
import { toTable } from "./view.js";

const ROOM = 27; // letters in a row of the panel
const GROUNDS = [
  ["relief", "Relief"],
  ["plain", "Plain"],
  ["online", "Online tiles (asks openstreetmap.org)"],
];

/** Toggles of corridors in their groups, of places, and the filters by state and by mode. */
export class Panel {
  constructor(root, index, { getState, defaults, colour, onChange, onOpen, onBase }) {
    Object.assign(this, { root, index, getState, defaults, colour, onChange, onOpen, onBase });
    this.inputs = []; // [input, set, value]
    this.wholes = []; // [input, count, set, ids]
    this.swatches = [];
  }

  build() {
    const { counts, style, projects } = this.index;
    const groups = new Map();
    for (const [id, { group }] of Object.entries(projects))
      groups.set(group, [...(groups.get(group) ?? []), id]);
    const state = (word) =>
      lineSample({ colour: "currentColor", pattern: style.lifecycle[word], length: 34 });
    const place = (word) =>
      sign(style.places[word].sign, { size: 18, breakOfGauge: word === "breaks" });
    this.root.replaceChildren(
      make(
        "div",
        { class: "panel-head" },
        make("h2", {}, "Layers"),
        this.all("All", true),
        this.all("None", false),
      ),
      (this.table = make(
        "a",
        { class: "as-table", target: "_top", onclick: leave },
        "The same as a table",
      )),
      ...[...groups].map(([title, ids]) =>
        this.group(
          title,
          "layers",
          ids,
          ids.map((id) => this.toggle(id)),
        ),
      ),
      this.list("Places", "places", counts.places, place, style.places),
      this.list("State of a line", "states", counts.states, state, style.lifecycle),
      this.list("Kind of line", "modes", counts.modes, () => null, style.mode),
      this.grounds(),
    );
    this.refresh();
  }

  /** A part that folds, with one box for all that is in it; open if something is on at first. */
  group(title, set, ids, rows) {
    const count = make("span", { class: "count" });
    const whole = make("input", {
      type: "checkbox",
      class: "whole",
      "aria-label": `All of: ${title}`,
      onchange: () =>
        this.change((state) => {
          const on = !ids.every((id) => state[set].has(id));
          for (const id of ids) on ? state[set].add(id) : state[set].delete(id);
        }),
    });
    this.wholes.push([whole, count, set, ids]);
    const open = set !== "layers" || ids.some((id) => this.getState()[set].has(id));
    return make(
      "section",
      { class: `group of-${set}`, "aria-label": title },
      whole,
      make("details", { open }, make("summary", {}, make("span", {}, title), count), ...rows),
    );
  }

  /** All layers, of corridors and of places alike; the base map and the filters stay. */
  all(words, on) {
    const { projects, counts } = this.index;
    const set = () =>
      this.change((state) => {
        state.layers = new Set(on ? Object.keys(projects) : []);
        state.places = new Set(on ? Object.keys(counts.places) : []);
      });
    return make("button", { type: "button", class: "quiet", onclick: set }, words);
  }

  input(set, value, attributes) {
    const input = make("input", {
      type: "checkbox",
      id: `${set}-${value}`,
      ...attributes,
      onchange: (event) =>
        this.change((state) => {
          event.target.checked ? state[set].add(value) : state[set].delete(value);
        }),
    });
    this.inputs.push([input, set, value]);
    return input;
  }

  /** One line for a corridor; what else there is to say and do unfolds below it. */
  toggle(id) {
    const project = this.index.projects[id];
    const name = rowName(project);
    const swatch = make("span", { class: "swatch" });
    this.swatches.push([swatch, id, project.state]);
    const states = Object.entries(project.states).map(
      ([state, { km }]) =>
        `${this.index.style.lifecycle[state].legend.toLowerCase()} ${kilometres(km)}`,
    );
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const shared = project.others
      ? `. It runs over ${count(project.others, "line")} of others, ${kilometres(project.own_km)} of its own`
      : "";
    const numbers = `${count(project.segments, "segment")} drawn${states.length ? `: ${states.join(", ")}` : ""}${shared}`;
    const action = (words, onclick) =>
      make(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": `${words.split(" ")[0]} ${project.title}`,
          onclick,
        },
        words,
      );
    const extra = make(
      "div",
      { class: "extra", id: `extra-${id}`, hidden: true },
      make(
        "div",
        { class: "sub" },
        name === project.title ? numbers : `${project.title}. ${numbers}`,
      ),
      make(
        "div",
        { class: "acts" },
        action("Only this", () =>
          this.change((state) => {
            state.layers = new Set([id]);
          }),
        ),
        action("About", () => this.onOpen(id)),
      ),
    );
    const more = make(
      "button",
      {
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
      },
      "⋯",
    );
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

  /** Rows with a sample, a word and a count. */
  list(title, set, counts, sample, words) {
    const rows = Object.entries(counts).map(([value, count]) =>
      make(
        "div",
        { class: "row" },
        this.input(set, value, { [set === "places" ? "data-place" : "data-filter"]: value }),
        make(
          "label",
          { for: `${set}-${value}` },
          sample(value),
          make("span", {}, words[value].legend),
          make("span", { class: "count" }, String(count)),
        ),
      ),
    );
    return this.group(title, set, Object.keys(counts), rows);
  }

  /** The base maps; the online one is the only thing here that asks another server. */
  grounds() {
    const rows = GROUNDS.map(([value, words]) =>
      make(
        "div",
        { class: "row" },
        make("input", {
          type: "radio",
          name: "ground",
          id: `ground-${value}`,
          checked: this.getState().basemap === value,
          onchange: () => this.onBase(value),
        }),
        make("label", { for: `ground-${value}` }, words),
      ),
    );
    if (this.index.context.rail) {
      rows.push(
        make(
          "div",
          { class: "row" },
          this.input("context", "rail", { "data-context": "rail" }),
          make(
            "label",
            { for: "context-rail" },
            make("span", { class: "thin-line" }),
            "Other railways",
          ),
        ),
      );
    }
    return make(
      "section",
      { class: "group of-ground", "aria-label": "Base map" },
      make("details", { open: true }, make("summary", {}, "Base map"), ...rows),
    );
  }

  change(edit) {
    edit(this.getState());
    this.refresh();
    this.onChange();
  }

  refresh() {
    const state = this.getState();
    for (const [input, set, value] of this.inputs) input.checked = state[set].has(value);
    for (const [whole, count, set, ids] of this.wholes) {
      const on = ids.filter((id) => state[set].has(id)).length;
      whole.checked = on === ids.length;
      whole.indeterminate = on > 0 && on < ids.length;
      count.textContent = `${on} of ${ids.length}`;
    }
    this.table.href = toTable(state, this.defaults, this.index.projects);
    for (const [swatch, id, main] of this.swatches) {
      swatch.replaceChildren(
        lineSample({
          colour: this.colour(id),
          pattern: this.index.style.lifecycle[main],
          length: 26,
        }),
      );
    }
  }
}

/** The name in a row: the short one if the long one has no room, unless it is letters alone. */
function rowName({ title, short }) {
  const plain = title.replace(/ \([^()]*\)$/, "");
  return plain.length > ROOM && /[a-z]{3}/.test(short) ? short : plain;
}

/** The frame may not leave the page that it stands in, but a link of that page may. */
function leave(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const link = window.parent.document.createElement("a");
  link.href = event.currentTarget.href;
  link.click();
}
