// What the reader sees, as one value, and what can happen to it. Nothing here knows the page.

import { say } from "./texts.js";

/**
 * What a reader switches on and off: corridors, filters, places, lines behind them.
 *
 * @param {ViewSets} from
 * @returns {ViewSets}
 */
export function setsOf(from) {
  const sets = Object.entries(from).filter(([, value]) => value instanceof Set);
  return /** @type {ViewSets} */ (Object.fromEntries(sets));
}

/**
 * @param {AtlasIndex} index
 * @returns {Defaults}
 */
export function defaultsOf({ projects, counts, context, defaults, days, addresses }) {
  const all = {
    layers: Object.keys(projects),
    states: Object.keys(counts.states),
    modes: Object.keys(counts.modes),
    places: Object.keys(counts.places),
    context: Object.keys(context),
  };
  return {
    days,
    all,
    address: Object.fromEntries(addresses[""].map((known) => [known.name, known])),
    layers: new Set(defaults),
    states: new Set(all.states),
    modes: new Set(all.modes),
    places: new Set(all.places.filter((name) => name === "border")),
    context: new Set(),
  };
}

/**
 * @param {Set<string>} set
 * @param {string[]} ids
 * @param {boolean} isOn
 */
function switched(set, ids, isOn) {
  const gone = new Set(ids);
  return new Set(isOn ? [...set, ...ids] : [...set].filter((id) => !gone.has(id)));
}

/**
 * @typedef {{ [Type in Action["type"]]: (state: ViewState,
 *   action: Extract<Action, { type: Type }>) => Partial<ViewState> }} Changes
 */

/** @type {Changes} */
const CHANGES = {
  /** Members of a set go on or off. */
  switch: (state, { set, ids, isOn }) => ({
    [set]: switched(state[set], ids, isOn),
  }),
  /** Whole sets are others. */
  sets: (_, { sets }) => sets,
  select: (_, { id }) => ({ select: id }),
  /** Chosen elsewhere than on the map: a `layer` that shows it goes on. */
  open: (state, { id, layer, date = state.date }) => ({
    select: id,
    date,
    town: null,
    layers: layer ? switched(state.layers, [layer], true) : state.layers,
  }),
  day: (_, { date }) => ({ date }),
  since: (_, { since }) => ({ since }),
  town: (_, { id }) => ({ town: id }),
  ground: (_, { basemap }) => ({ basemap }),
  /** The reader has moved the map: from now on the position is part of the view. */
  move: (_, { at }) => ({ ...at, moved: true }),
  /** The map has moved by itself, as when its frame finds its size. */
  settle: (state, { at }) => (state.moved ? {} : at),
  everything: (_, { defaults }) => ({
    ...setsOf(defaults),
    select: null,
    date: null,
    since: null,
    town: null,
    moved: false,
  }),
  /** Back or forward: the view of another address; one without a position has not been moved. */
  address: (_, { view }) => ({
    ...setsOf(view),
    select: view.select,
    date: view.date,
    since: view.since,
    town: view.town,
    ...(view.moved ? { lat: view.lat, lon: view.lon, z: view.z } : {}),
    moved: view.moved,
  }),
};

/**
 * The state after an action. What did not change is the same object as before.
 *
 * @param {ViewState} state
 * @param {Action} action
 * @returns {ViewState}
 */
export function reduce(state, action) {
  /** @type {(state: ViewState, action: never) => Partial<ViewState>} */
  const change = CHANGES[action.type];
  return { ...state, ...change(state, /** @type {never} */ (action)) };
}

/**
 * Why a map shows nothing.
 *
 * @param {Pick<ViewState, "layers" | "date">} state
 */
export function whyEmpty({ layers, date }) {
  if (layers.size === 0) return say("No layer is on.");
  if (date) return say("Nothing of these layers is known on this day.");
  return say("The filters hide every line of these layers.");
}
