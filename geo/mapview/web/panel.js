// The layer panel (left) and the legend (on the map). Everything works without the server.

import { kilometres, make } from "./dom.js";
import { lineSample, sign } from "./signs.js";

/** Toggles of the projects in their groups, and the filters by state and by mode. */
export class Panel {
  constructor(root, index, { getState, colour, onChange, onOpen, onBase }) {
    Object.assign(this, { root, index, getState, colour, onChange, onOpen, onBase });
    this.inputs = new Map();
    this.swatches = [];
  }

  build() {
    const groups = new Map();
    for (const [id, project] of Object.entries(this.index.projects)) {
      groups.set(project.group, [...(groups.get(project.group) ?? []), id]);
    }
    const sections = [...groups].map(([title, ids]) =>
      make("fieldset", { class: "group" }, make("legend", {}, title), ...ids.map((id) => this.toggle(id))));
    this.root.replaceChildren(
      make("div", { class: "panel-head" }, make("h2", {}, "Layers"), this.all("All", true), this.all("None", false)),
      ...sections,
      this.filter("states", "State", this.index.counts.states, (state) => lineSample({ colour: "currentColor", pattern: this.index.style.lifecycle[state], length: 34 }), (state) => this.index.style.lifecycle[state].legend),
      this.filter("modes", "Mode", this.index.counts.modes, () => null, (mode) => this.index.style.mode[mode].legend),
      this.grounds(),
    );
    this.refresh();
  }

  all(words, on) {
    const set = () => this.change((state) => { state.layers = new Set(on ? Object.keys(this.index.projects) : []); });
    return make("button", { type: "button", class: "quiet", onclick: set }, words);
  }

  toggle(id) {
    const project = this.index.projects[id];
    const input = make("input", {
      type: "checkbox", id: `layer-${id}`, "data-layer": id,
      onchange: (event) => this.change((state) => { event.target.checked ? state.layers.add(id) : state.layers.delete(id); }),
    });
    this.inputs.set(`layers ${id}`, input);
    const states = Object.entries(project.states).map(([state, { km }]) => `${this.index.style.lifecycle[state].legend.toLowerCase()} ${kilometres(km)}`);
    const count = project.segments === 1 ? "1 segment" : `${project.segments} segments`;
    const swatch = make("span", { class: "swatch" });
    this.swatches.push([swatch, id, project.state]);
    return make("div", { class: `toggle${project.member ? " member" : ""}` },
      input,
      make("label", { for: `layer-${id}` }, swatch, make("span", { class: "title" }, project.title)),
      make("div", { class: "sub" }, `${count} drawn: ${states.join(", ")}`),
      make("div", { class: "acts" },
        make("button", { type: "button", class: "quiet", "aria-label": `Only ${project.title}`, onclick: () => this.change((state) => { state.layers = new Set([id]); }) }, "Only this"),
        make("button", { type: "button", class: "quiet", "aria-label": `About ${project.title}`, onclick: () => this.onOpen(id) }, "About")));
  }

  filter(name, title, counts, sample, words) {
    const rows = Object.entries(counts).map(([value, count]) => {
      const input = make("input", {
        type: "checkbox", id: `${name}-${value}`, "data-filter": value,
        onchange: (event) => this.change((state) => { event.target.checked ? state[name].add(value) : state[name].delete(value); }),
      });
      this.inputs.set(`${name} ${value}`, input);
      return make("div", { class: "row" }, input,
        make("label", { for: `${name}-${value}` }, sample(value), make("span", {}, words(value)), make("span", { class: "count" }, String(count))));
    });
    return make("fieldset", { class: "group filter" }, make("legend", {}, title), ...rows);
  }

  /** The base maps; the last one is the only thing here that asks another server. */
  grounds() {
    const choices = [["relief", "Relief"], ["plain", "Plain"], ["online", "Online tiles (asks openstreetmap.org)"]];
    const rows = choices.map(([value, words]) => make("div", { class: "row" },
      make("input", { type: "radio", name: "ground", id: `ground-${value}`, checked: this.getState().basemap === value, onchange: () => this.onBase(value) }),
      make("label", { for: `ground-${value}` }, words)));
    return make("fieldset", { class: "group filter" }, make("legend", {}, "Base map"), ...rows);
  }

  change(edit) {
    edit(this.getState());
    this.refresh();
    this.onChange();
  }

  refresh() {
    const state = this.getState();
    for (const [key, input] of this.inputs) {
      const [set, value] = key.split(" ");
      input.checked = state[set].has(value);
    }
    for (const [swatch, id, main] of this.swatches) {
      swatch.replaceChildren(lineSample({ colour: this.colour(id), pattern: this.index.style.lifecycle[main], length: 30 }));
    }
  }
}

/** What the signs and patterns mean: only those that are on the map now. */
export function legend(index, drawing, theme) {
  const shown = [...drawing.features.values()].filter((entry) => entry.shown && entry.kind === "segment");
  const sites = [...drawing.markers.keys()].map((id) => index.sites[id]);
  const used = (values) => new Set(values);
  const row = (mark, words) => make("li", {}, make("span", { class: "mark-cell" }, mark), words);
  const list = (title, rows) => (rows.length ? [make("h3", {}, title), make("ul", {}, ...rows)] : []);
  const in_order = (words, set) => Object.keys(words).filter((word) => set.has(word));
  const { lifecycle, mode, gauge, basis, site, access } = index.style;
  const ink = "currentColor";
  const solid = lifecycle.operating;
  const states = in_order(lifecycle, used(shown.map((entry) => entry.props.state)))
    .map((state) => row(lineSample({ colour: ink, pattern: lifecycle[state] }), lifecycle[state].legend));
  const modes = in_order(mode, used(shown.map((entry) => entry.props.mode)))
    .map((one) => row(lineSample({ colour: ink, pattern: solid, width: mode[one].width }), mode[one].legend));
  const gauges = drawing.map.getZoom() >= 7
    ? in_order(gauge, used(shown.flatMap((entry) => (entry.props.gauges ?? []).map(String))))
      .map((one) => row(lineSample({ colour: ink, pattern: solid, width: 2, tick: gauge[one].tick }), gauge[one].legend))
    : [];
  const kinds = in_order(site, used(sites.map((one) => one.kind))).filter((kind) => kind !== "border-crossing")
    .map((kind) => row(sign(site[kind].sign, { size: 18 }), site[kind].legend));
  const posts = in_order(access, used(sites.filter((one) => one.kind === "border-crossing").map((one) => one.access ?? "unknown")))
    .map((one) => row(sign("border", { access: one, size: 18 }), access[one].legend));
  const breaks = sites.some((one) => one.breaks) ? [row(sign("", { breakOfGauge: true, size: 18 }), index.style["break-of-gauge"].legend)] : [];
  const known = in_order(basis, used(shown.map((entry) => entry.props.basis))).map((one) => make("li", { class: "wide" }, basis[one].legend));
  const rings = drawing.map.getZoom() >= 8 && sites.some((one) => one.error_km) ? [make("li", { class: "wide" }, "A dotted ring is the likely error of an estimated place")] : [];
  return [...list("State of a line", states), ...list("Kind of line", modes), ...list("Track gauge", gauges), ...list("Places", [...kinds, ...posts, ...breaks]), ...list("How well it is known", [...known, ...rings])];
}
