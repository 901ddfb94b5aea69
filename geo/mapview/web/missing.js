// What could not be fetched: told at the edge of the map, with a button that tries again. What is
// here already stays, and what comes later takes its word away.

import { element } from "./dom.js";
import { messageOf } from "./shared.js";
import { listed, say } from "./texts.js";

/** @typedef {{ again: () => unknown, reason: string }} Gap */

export class Missing {
  /** @type {Map<string, Gap>} */
  gaps = new Map(); // what is missing, in words -> how to ask for it again
  words = element("p");
  button = element("button", { type: "button", class: "quiet", onclick: () => this.again() });
  node = element(
    "div",
    { class: "missing", role: "status", hidden: true },
    this.words,
    this.button,
  );

  /**
   * Do what fetches something; if that fails, say so and go on. `again` is what the button does
   * about it, the same if left out.
   *
   * @param {string} what
   * @param {() => Promise<unknown>} act
   * @param {() => unknown} [again]
   */
  async need(what, act, again = () => this.need(what, act)) {
    try {
      await act();
      this.here(what);
    } catch (error) {
      this.lacks(what, error, again);
    }
  }

  /**
   * @param {string} what
   * @param {unknown} error
   * @param {() => unknown} again
   */
  lacks(what, error, again) {
    this.gaps.set(what, { again, reason: messageOf(error) });
    this.tell();
  }

  /** @param {string} what */
  here(what) {
    if (this.gaps.delete(what)) this.tell();
  }

  /** Ask once more for all that is missing. */
  again() {
    for (const { again } of [...this.gaps.values()]) again();
  }

  /** A server that answers again is asked again: the page around tells, and so does the system. */
  listen() {
    window.addEventListener("online", () => this.again());
    window.addEventListener("message", ({ origin, data }) => {
      if (origin === window.location.origin && data?.atlas === "back") this.again();
    });
  }

  tell() {
    const [gap] = this.gaps.values();
    this.node.hidden = !gap;
    if (!gap) return;
    this.words.textContent = say("Could not be loaded: {what} ({reason}).", {
      what: listed([...this.gaps.keys()]),
      reason: gap.reason,
    });
    this.button.textContent = say("Try again");
  }
}
