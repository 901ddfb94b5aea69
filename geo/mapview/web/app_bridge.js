// What the map tells the app, one thing at a time.
//
// Streamlit drops what one run has drawn when the next is asked for before it has ended, and the
// map would be mounted again. The app leaves a new mark in the page with every run.

import { isRunning, lastRun, setValue, watchRuns } from "./streamlit.js";

const LONGEST_WAIT = 3000; // ms; an app that does not answer is told the next thing all the same

export class AppBridge {
  turn = 0; // of what is to be told
  told = 0; // the turn told last
  runs = 0; // that have been asked for and have not ended
  /** @type {object} */
  value = {};

  /**
   * Tell `value`; while the app runs, only the last of several is told.
   *
   * @param {object} value
   */
  tell(value) {
    this.turn += 1;
    this.value = { ...value, turn: this.turn };
    this.next();
  }

  /** All that was told has been answered. */
  isIdle() {
    return this.runs === 0 && this.told === this.turn;
  }

  /** A run has been asked for: what is told from now on waits until it has ended. */
  async expectRun() {
    this.runs += 1;
    await endOfRun(lastRun());
    this.runs -= 1;
    this.next();
  }

  next() {
    if (this.runs || this.told === this.turn) return;
    this.told = this.turn;
    this.expectRun();
    setValue(this.value);
  }
}

/**
 * @param {string | undefined} before
 * @returns {Promise<void>}
 */
function endOfRun(before) {
  return new Promise((resolve) => {
    const end = () => {
      window.clearTimeout(patience);
      watch.disconnect();
      resolve();
    };
    const watch = watchRuns(() => lastRun() !== before && !isRunning() && end());
    const patience = window.setTimeout(end, LONGEST_WAIT);
  });
}
