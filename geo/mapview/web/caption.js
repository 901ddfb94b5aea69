// The events that a moving date passes, named at the foot of the map.

import { element } from "./dom.js";
import { sayMany } from "./texts.js";

const STAYS = 2500; // milliseconds, while the date runs on
const NAMED = 2; // of many that pass at once

export class Caption {
  node = element("ol", { class: "caption", "aria-hidden": "true", hidden: true });
  since = 0;

  /** @param {DatedEvent[]} events oldest first */
  constructor(events) {
    this.events = events;
  }

  /**
   * The events after one day up to another; on a day that is moved back to, those of the day.
   *
   * @param {string} before
   * @param {string} day
   */
  passed(before, day) {
    return this.events.filter(([date]) => date === day || (date > before && date <= day));
  }

  /**
   * Name what was passed; nothing new leaves the last for a while if the date `runs`.
   *
   * @param {DatedEvent[]} events
   * @param {boolean} runs
   */
  show(events, runs) {
    const now = performance.now();
    if (!events.length) {
      if (!runs || now - this.since > STAYS) this.node.hidden = true;
      return;
    }
    this.since = now;
    this.node.hidden = false;
    const named = events.slice(-NAMED).reverse().map(entry);
    const more = events.length - named.length;
    const rest = more && element("li", {}, sayMany("and {n} more", "and {n} more", more));
    this.node.replaceChildren(...named, ...(rest ? [rest] : []));
  }
}

/** @param {DatedEvent} event */
export function entry([, date, title]) {
  return element("li", {}, element("time", {}, date), " ", title);
}
