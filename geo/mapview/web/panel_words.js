// What the panel says of a corridor. Pure texts.

import { kilometres } from "./dom.js";

const ROOM = 27; // letters in a row of the panel

/**
 * @param {number} number
 * @param {string} word
 */
export function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * The name in a row: the short one if the long one has no room, unless it is letters alone, which
 * say nothing to who does not know them.
 *
 * @param {Pick<Project, "title" | "short">} project
 */
export function rowName({ title, short }) {
  const plain = title.replace(/ \([^()]*\)$/, "");
  return plain.length > ROOM && /[a-z]{3}/.test(short) ? short : plain;
}

/**
 * How much of a corridor is drawn, in which state, and whose lines they are.
 *
 * @param {Pick<Project, "states" | "segments" | "others" | "own_km">} project
 * @param {Style["lifecycle"]} lifecycle
 */
export function numbersOf({ states, segments, others = 0, own_km }, lifecycle) {
  const parts = Object.entries(states).map(
    ([state, { km }]) => `${lifecycle[state].legend.toLowerCase()} ${kilometres(km)}`,
  );
  const drawn = `${counted(segments, "line")} drawn${parts.length ? ": " : ""}`;
  const own = `${kilometres(own_km ?? 0)} of its own`;
  const shared = `. It runs over ${counted(others, "line")} of others, ${own}`;
  return drawn + parts.join(", ") + (others ? shared : "");
}
