// The address of the page around the map.

import { LANGUAGE } from "./texts.js";
import { toQuery } from "./view.js";

/** What asks for the map alone: it stays alone when it moves. */
const EMBEDDED = "embed";

export class Address {
  /** @type {Defaults} */
  defaults;
  path = window.parent.location.pathname;
  /** @type {Set<string>} */
  others; // what other parts of the page write; the map leaves it as it is

  /**
   * @param {AtlasIndex["addresses"]} addresses
   * @param {Defaults} defaults
   */
  constructor(addresses, defaults) {
    this.defaults = defaults;
    this.others = othersOf(this.path, addresses);
  }

  /**
   * Say the state; a step is one that the Back button undoes.
   *
   * @param {ViewState} state
   * @param {boolean} isStep
   */
  write(state, isStep) {
    const { location, history } = window.parent;
    const others = [...new URLSearchParams(location.search)].filter(([name]) =>
      this.others.has(name),
    );
    const parts = [toQuery(state, this.defaults), new URLSearchParams(others).toString()];
    const query = parts.filter(Boolean).join("&");
    const address = location.pathname + (query ? `?${query}` : "");
    if (address === location.pathname + location.search) return;
    if (isStep) history.pushState(history.state, "", address);
    else history.replaceState(history.state, "", address);
  }

  /** Whether the page is still the one that the map was opened on. */
  isHere() {
    return window.parent.location.pathname === this.path;
  }
}

/**
 * The names in the address of a page that are not the map's.
 *
 * @param {string} path
 * @param {AtlasIndex["addresses"]} addresses
 */
export function othersOf(path, addresses) {
  const ofMap = new Set(addresses[""].map(({ name }) => name));
  const page = path.split("/").findLast(Boolean) ?? "";
  const known = Object.hasOwn(addresses, page) ? addresses[page] : addresses[""];
  return new Set([
    ...known.map(({ name }) => name).filter((name) => !ofMap.has(name)),
    LANGUAGE,
    EMBEDDED,
  ]);
}
