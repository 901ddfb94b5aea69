// Where days lie on the slider, and how play goes along it. Recent years have more room than old
// ones: `geo/analysis/time_axis.py` says how much. A day is its number since 1 January 1970.

import { toNumber } from "./day_states.js";

const CROSSING = 20; // seconds from end to end, if nothing happened
const HOLD = 0.6; // seconds that a day with an event stays, so that it can be named

/** @typedef {{ at: number, hold: number }} Pace the day, and the seconds that it stays yet */

export class TimeAxis {
  /** @param {AxisOfTime} axis */
  constructor({ turns, years }) {
    this.turns = turns.map(([day, share]) => ({ at: toNumber(day), share }));
    this.years = years;
  }

  /**
   * The share of the axis that lies before a day.
   *
   * @param {number} day
   */
  share(day) {
    const [from, to] = this.between((turn) => turn.at > day);
    const share = from.share + ((day - from.at) / (to.at - from.at)) * (to.share - from.share);
    return Math.min(1, Math.max(0, share));
  }

  /**
   * The day at a share of the axis, as a number with its hours.
   *
   * @param {number} share
   */
  day(share) {
    const [from, to] = this.between((turn) => turn.share > share);
    return from.at + ((share - from.share) / (to.share - from.share)) * (to.at - from.at);
  }

  /** @param {(turn: { at: number, share: number }) => boolean} isBeyond */
  between(isBeyond) {
    const found = this.turns.findIndex(isBeyond);
    const end = found < 0 ? this.turns.length - 1 : Math.max(1, found);
    return [this.turns[end - 1], this.turns[end]];
  }
}

/**
 * Where play has come to after some seconds: it waits on each of the `stops`, days with events,
 * and runs between them, as fast anywhere on the axis.
 *
 * @param {Pace} pace
 * @param {number} seconds
 * @param {{ axis: TimeAxis, stops: number[], last: number }} course
 * @returns {Pace}
 */
export function ahead({ at, hold }, seconds, { axis, stops, last }) {
  const waited = Math.min(hold, seconds);
  const left = seconds - waited;
  if (left <= 0 || at >= last) return { at, hold: hold - waited };
  const next = Math.min(stops.find((stop) => stop > at) ?? last, last);
  const needed = (axis.share(next) - axis.share(at)) * CROSSING;
  if (needed > left) return { at: axis.day(axis.share(at) + left / CROSSING), hold: 0 };
  return ahead({ at: next, hold: HOLD }, left - needed, { axis, stops, last });
}
