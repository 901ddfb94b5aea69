// What a polyline or outline is on the day that the map shows, in words for readers and style
// sheets.

import { sure } from "./sure.js";
import { listed, say, withCommas } from "./texts.js";

/** @typedef {import("./entries.js").Entry} Entry */

export class Standing {
  /**
   * @param {AtlasIndex} index
   * @param {(id: string) => Described} describe
   */
  constructor(index, describe) {
    this.index = index;
    this.describe = describe;
  }

  /**
   * What a polyline or outline says of itself: its name, its project, state and track gauge.
   *
   * @param {Entry} entry
   */
  words(entry) {
    const { project, props } = entry;
    const { name, detail } = this.describe(props.id);
    const gauges = props.gauges?.length && say("{gauges} mm", { gauges: listed(props.gauges) });
    const { title } = this.index.projects[project];
    const plan = this.unrun(entry);
    const state = plan && this.index.style.lifecycle[plan].legend.toLowerCase();
    const owner = state ? say("{project}: {state}", { project: title, state }) : title;
    return { name, owner, detail: withCommas([detail, gauges]) };
  }

  /**
   * Whether a polyline of a project lies on a line that is not its own.
   *
   * @param {Pick<Entry, "project" | "props">} entry
   */
  isOfOthers({ project, props }) {
    return this.index.features[props.id].project !== project;
  }

  /**
   * The state of a project that does not run, on a line of others that does; otherwise null. A plan
   * over a line in service would look like a service if it were drawn as the line is.
   *
   * @param {Entry} entry
   */
  unrun(entry) {
    if (!entry.props.mode || !this.isOfOthers(entry)) return null;
    const { state } = this.index.projects[entry.project];
    return this.runs(sure(this.now(entry).state)) && !this.runs(state) ? state : null;
  }

  /**
   * Whether a line in that state carries traffic.
   *
   * @param {string} state
   */
  runs(state) {
    return this.index.style.lifecycle[state].running;
  }

  /**
   * How a line or outline is on the day that the map shows: its state, and whether it is there.
   *
   * @param {Entry} entry
   */
  now({ props }) {
    return this.index.features[props.id];
  }

  /**
   * All that a day may change of a polyline or outline, as one word.
   *
   * @param {Entry} entry
   */
  key(entry) {
    const { state, undated } = this.now(entry);
    return `${state} ${undated} ${this.unrun(entry)}`;
  }

  /**
   * @param {Entry} entry
   * @param {Element} node
   */
  classes(entry, node) {
    const { state, undated } = this.now(entry);
    const plan = this.unrun(entry);
    const others = sure(node.getAttribute("class")).replace(/ state-\S+| undated| unrun-\S+/g, "");
    return `${others} state-${state}${undated ? " undated" : ""}${plan ? ` unrun-${plan}` : ""}`;
  }

  /**
   * A visible line as the legend sees it.
   *
   * @param {Entry} entry
   */
  forLegend(entry) {
    const { state, undated } = this.now(entry);
    const { mode = "", basis, gauges = [] } = entry.props;
    return { state, undated, plan: this.unrun(entry), mode, basis, gauges };
  }

  /**
   * What style sheets and screen readers are told of a part on the map; again only if it is new.
   *
   * @param {Entry} entry
   */
  tellReaders(entry) {
    const told = this.key(entry);
    const node = sure(entry.main.getElement());
    // An outline that has been off the map comes back with another node, which knows nothing.
    if (entry.told === told && node.dataset.id) return;
    entry.told = told;
    if (entry.kind === "segment") node.setAttribute("class", this.classes(entry, node));
    const { name, owner, detail } = this.words(entry);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", withCommas([name, owner, detail]));
    node.dataset.id = entry.props.id;
    node.dataset.project = entry.project;
    node.setAttribute("tabindex", "-1"); // the arrow keys go from part to part: keyboard.js
  }
}
