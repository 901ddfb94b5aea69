// The address that says what the reader sees, and the other way round. The address is the only
// memory. What its parameters may be stands in `geo/views/addresses.py`, for Python and for here.

import { checkedDay } from "./day_states.js";
import { inLanguage } from "./texts.js";

/** @type {[string, string]} */
const ANY_DAY = ["1900-01-01", "9999-12-31"];
// Of a link without a position; the map says where it stands as soon as it has its size.
const NOWHERE = { lat: 0, lon: 0, z: 0, moved: false };

/**
 * What a reader switches on and off, in the order of the address.
 *
 * @param {Defaults} defaults
 */
function namesOfSets(defaults) {
  const sets = Object.values(defaults.address).filter(({ kind }) => kind === "ids");
  return sets.map(({ name }) => /** @type {SetName} */ (name));
}

/**
 * The state as the query string of a link; what is at its default is left out.
 *
 * @param {ViewState} state
 * @param {Defaults} defaults
 */
export function toQuery(state, defaults) {
  const query = new URLSearchParams();
  for (const name of namesOfSets(defaults)) {
    const list = defaults.all[name].filter((id) => state[name].has(id));
    const usual = defaults.all[name].filter((id) => defaults[name].has(id));
    if (list.join() !== usual.join()) query.set(name, list.join(",") || "none");
  }
  const { select, date, town, since } = state;
  const [, ...others] = defaults.address.basemap.words;
  const basemap = others.includes(state.basemap) ? state.basemap : null;
  for (const [name, value] of Object.entries({ select, date, town, basemap, since })) {
    if (value) query.set(name, String(value));
  }
  // With a selection the position belongs to the view; a link with a selection alone flies there.
  if (state.moved || select || town) {
    const { lat, lon, z } = defaults.address;
    query.set("lat", nearest(state.lat, lat).toFixed(3));
    query.set("lon", nearest(state.lon, lon).toFixed(3));
    query.set("z", String(nearest(state.z, z)));
  }
  // Commas are legal in a query and far easier to read than %2C.
  return query.toString().replaceAll("%2C", ",");
}

/**
 * A link may say more than there is to see, and the map can be dragged farther than a link may say.
 *
 * @param {number} value
 * @param {AddressParameter} limits
 */
function nearest(value, { low, high }) {
  return Math.min(high, Math.max(low, value));
}

/**
 * The address of the lines that the map shows, as a table.
 *
 * @param {ViewSets} state
 * @param {Defaults} defaults
 * @param {Pick<AtlasIndex, "projects" | "addresses">} index
 */
export function toTable(state, defaults, { projects, addresses }) {
  const query = new URLSearchParams({ table: "Lines" });
  for (const { name, members } of addresses.data) {
    if (!members) continue;
    const set = /** @type {SetName} */ (members);
    const all = defaults.all[set];
    const shown = state[set].size < all.length ? all.filter((id) => state[set].has(id)) : [];
    for (const id of shown) query.append(name, set === "layers" ? projects[id].short : id);
  }
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
  // Of a name that stands twice, the last value counts.
  const query = new Map(new URLSearchParams(text));
  const { address } = defaults;
  const [lat, lon, z] = ["lat", "lon", "z"].map((name) => number(query.get(name), address[name]));
  const select = query.get("select");
  const town = query.get("town");
  const basemap = query.get("basemap") ?? "";
  const { words } = address.basemap;
  const sets = namesOfSets(defaults).map((name) => [
    name,
    members(query.get(name), name, defaults),
  ]);
  return {
    .../** @type {ViewSets} */ (Object.fromEntries(sets)),
    select: select ? current(select) : null,
    date: checkedDay(query.get("date") ?? null, defaults.days),
    since: checkedDay(query.get("since") ?? null, ANY_DAY),
    town: town && isWritten(town, address.town) ? Number(town) : null,
    basemap: words.includes(basemap) ? basemap : words[0],
    ...(lat !== null && lon !== null && z !== null ? { lat, lon, z, moved: true } : NOWHERE),
  };
}

/**
 * Those members that the atlas has; the default if there is none.
 *
 * @param {string | undefined} value
 * @param {SetName} name
 * @param {Defaults} defaults
 */
function members(value, name, defaults) {
  if (value === "none") return new Set();
  // Counted as Python counts: by characters, not by the halves of some.
  const ids = [...(value ?? "")].slice(0, defaults.address[name].longest).join("").split(",");
  const all = new Set(defaults.all[name]);
  const known = ids.filter((id) => all.has(id));
  return new Set(known.length ? known : defaults[name]);
}

/**
 * @param {string | undefined} text
 * @param {AddressParameter} parameter
 */
function number(text, parameter) {
  if (!text || text.length > parameter.longest || !isWritten(text, parameter)) return null;
  return nearest(Number(text), parameter);
}

/**
 * Whether a text has the form of a parameter.
 *
 * @param {string} text
 * @param {AddressParameter} parameter
 */
function isWritten(text, { form }) {
  return new RegExp(`^(${form})$`).test(text);
}
