// The address of the page around the map.

import { LANGUAGE } from "./texts.js";
import { toQuery } from "./view.js";

/** What other parts of a page write into its address; the map leaves it as it is. */
const OTHERS = ["project", "rung", "q", "years", LANGUAGE];

export class Address {
  /** @type {Defaults} */
  defaults;
  path = window.parent.location.pathname;

  /** @param {Defaults} defaults */
  constructor(defaults) {
    this.defaults = defaults;
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
      OTHERS.includes(name),
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
