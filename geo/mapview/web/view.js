// The address that says what the reader sees, and the other way round. The address is the only
// memory.

import { checkedDay } from "./past.js";
import { inLanguage } from "./texts.js";
import { SETS } from "./view_state.js";

const TOWN = /^[1-9]\d{0,8}$/; // an id of GeoNames
// Of a link without a position; the map says where it stands as soon as it has its size.
const NOWHERE = { lat: 0, lon: 0, z: 0, moved: false };
const LIST = /^[a-z0-9-]+(,[a-z0-9-]+)*$/;

/**
 * The state as the query string of a link; what is at its default is left out.
 *
 * @param {ViewState} state
 * @param {Defaults} defaults
 */
export function toQuery(state, defaults) {
  const query = new URLSearchParams();
  for (const name of SETS) {
    const list = defaults.all[name].filter((id) => state[name].has(id));
    const usual = defaults.all[name].filter((id) => defaults[name].has(id));
    if (list.join() !== usual.join()) query.set(name, list.join(",") || "none");
  }
  // Online tiles ask another server, so no link switches them on.
  const { select, date, town } = state;
  const basemap = state.basemap === "plain" ? "plain" : null;
  for (const [name, value] of Object.entries({ select, date, town, basemap })) {
    if (value) query.set(name, String(value));
  }
  // With a selection the position belongs to the view; a link with a selection alone flies there.
  if (state.moved || select || town) {
    query.set("lat", state.lat.toFixed(3));
    query.set("lon", state.lon.toFixed(3));
    query.set("z", String(state.z));
  }
  // Commas are legal in a query and far easier to read than %2C.
  return query.toString().replaceAll("%2C", ",");
}

/**
 * The address of the lines that the map shows, as a table.
 *
 * @param {ViewSets} state
 * @param {Defaults} defaults
 * @param {Record<string, Project>} projects
 */
export function toTable(state, defaults, projects) {
  const query = new URLSearchParams({ table: "Lines" });
  const put = (
    /** @type {string} */ name,
    /** @type {SetName} */ set,
    words = (/** @type {string} */ id) => id,
  ) => {
    const all = defaults.all[set];
    if (state[set].size >= all.length) return;
    for (const id of all) if (state[set].has(id)) query.append(name, words(id));
  };
  put("project", "layers", (id) => projects[id].short);
  put("state", "states");
  put("mode", "modes");
  return inLanguage(`../../data?${query}`);
}

/**
 * The other way round; whatever is unknown or malformed is left at its default. `current` gives
 * the id that a record has now, or null.
 *
 * @param {string} text
 * @param {Defaults} defaults
 * @param {(id: string) => string | null} current
 * @returns {ViewState}
 */
export function fromQuery(text, defaults, current) {
  const query = new URLSearchParams(text);
  const [lat, lon, z] = [
    within(query.get("lat"), 10, 65),
    within(query.get("lon"), -10, 130),
    within(query.get("z"), 3, 10),
  ];
  const select = query.get("select");
  const town = query.get("town");
  const sets = SETS.map((name) => [name, members(query.get(name), name, defaults)]);
  return {
    .../** @type {ViewSets} */ (Object.fromEntries(sets)),
    select: select && current(select),
    date: checkedDay(query.get("date"), defaults.days),
    town: town && TOWN.test(town) ? Number(town) : null,
    basemap: query.get("basemap") === "plain" ? "plain" : "relief",
    ...(lat !== null && lon !== null && z !== null ? { lat, lon, z, moved: true } : NOWHERE),
  };
}

/**
 * @param {string | null} value
 * @param {SetName} name
 * @param {Defaults} defaults
 */
function members(value, name, defaults) {
  if (value === "none") return new Set();
  if (!value || value.length > 2000 || !LIST.test(value)) return new Set(defaults[name]);
  const known = value.split(",").filter((id) => defaults.all[name].includes(id));
  return new Set(known.length ? known : defaults[name]);
}

/**
 * @param {string | null} text
 * @param {number} low
 * @param {number} high
 */
function within(text, low, high) {
  const value = Number.parseFloat(text ?? "");
  return value >= low && value <= high ? value : null;
}
