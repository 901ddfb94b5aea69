// What the reader sees now, and the address that says so. The address is the only memory.

import { checkedDay } from "./past.js";

/** What a reader switches on and off: corridors, filters, places, lines behind them. */
export const SETS = ["layers", "states", "modes", "places", "context"];
/** What other parts of a page write into its address; the map leaves it as it is. */
const OTHERS = ["project", "rung", "q", "years"];
const TOWN = /^[1-9]\d{0,8}$/; // an id of GeoNames
const LIST = /^[a-z0-9-]+(,[a-z0-9-]+)*$/;

/** The state as the query string of a link; what is at its default is left out. */
export function toQuery(state, defaults) {
  const query = new URLSearchParams();
  const put = (name, set, all) => {
    const list = all.filter((id) => set.has(id));
    const usual = all.filter((id) => defaults[name].has(id));
    if (list.join() !== usual.join()) query.set(name, list.join(",") || "none");
  };
  for (const name of SETS) put(name, state[name], defaults.all[name]);
  if (state.select) query.set("select", state.select);
  if (state.date) query.set("date", state.date);
  if (state.town) query.set("town", String(state.town));
  if (state.basemap !== "relief") query.set("basemap", state.basemap);
  // With a selection the position belongs to the view; a link with a selection alone flies there.
  if (state.moved || state.select || state.town) {
    query.set("lat", state.lat.toFixed(3));
    query.set("lon", state.lon.toFixed(3));
    query.set("z", String(state.z));
  }
  // Commas are legal in a query and far easier to read than %2C.
  return query.toString().replaceAll("%2C", ",");
}

/** The address of the lines that the map shows, as a table. */
export function toTable(state, defaults, projects) {
  const query = new URLSearchParams({ table: "Lines" });
  const put = (name, set, all, words = (id) => id) => {
    if (set.size < all.length)
      all.filter((id) => set.has(id)).forEach((id) => query.append(name, words(id)));
  };
  put("project", state.layers, defaults.all.layers, (id) => projects[id].short);
  put("state", state.states, defaults.all.states);
  put("mode", state.modes, defaults.all.modes);
  return `../../data?${query}`;
}

/**
 * The other way round; whatever is unknown or malformed is left at its default. `current` gives
 * the id that a record has now, or null.
 */
export function fromQuery(text, defaults, current) {
  const query = new URLSearchParams(text);
  const pick = (name) => {
    const value = query.get(name);
    if (value === "none") return new Set();
    if (!value || value.length > 2000 || !LIST.test(value)) return new Set(defaults[name]);
    const known = value.split(",").filter((id) => defaults.all[name].includes(id));
    return new Set(known.length ? known : defaults[name]);
  };
  const number = (name, low, high) => {
    const value = Number.parseFloat(query.get(name));
    return value >= low && value <= high ? value : null;
  };
  const [lat, lon, z] = [number("lat", 10, 65), number("lon", -10, 130), number("z", 3, 10)];
  const select = query.get("select");
  const town = query.get("town");
  return {
    ...Object.fromEntries(SETS.map((name) => [name, pick(name)])),
    select: select && current(select),
    date: checkedDay(query.get("date"), defaults.days),
    town: town && TOWN.test(town) ? Number(town) : null,
    basemap: query.get("basemap") === "plain" ? "plain" : "relief",
    moved: lat !== null && lon !== null && z !== null,
    lat,
    lon,
    z,
  };
}

/** Write the state into the address of the page around the map. */
export function writeAddress(state, defaults, isNewPlace) {
  const page = window.parent;
  const others = [...new URLSearchParams(page.location.search)].filter(([name]) =>
    OTHERS.includes(name),
  );
  const query = [toQuery(state, defaults), new URLSearchParams(others).toString()]
    .filter(Boolean)
    .join("&");
  const address = page.location.pathname + (query ? `?${query}` : "");
  if (address === page.location.pathname + page.location.search) return;
  const how = isNewPlace ? "pushState" : "replaceState";
  page.history[how](page.history.state, "", address);
}
