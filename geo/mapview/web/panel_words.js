// What the panel says of a corridor. Pure texts.

import { kilometres } from "./dom.js";
import { say, sayMany, sentences, withCommas } from "./texts.js";

const ROOM = 27; // letters in a row of the panel

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
  const parts = Object.entries(states).map(([state, { km }]) =>
    say("{state} {distance}", {
      state: lifecycle[state].legend.toLowerCase(),
      distance: kilometres(km),
    }),
  );
  const drawn = parts.length
    ? sayMany("{n} line drawn: {states}", "{n} lines drawn: {states}", segments, {
        states: withCommas(parts),
      })
    : sayMany("{n} line drawn", "{n} lines drawn", segments);
  if (!others) return drawn;
  const shared = sayMany(
    "It runs over {n} line of others, {distance} of its own",
    "It runs over {n} lines of others, {distance} of its own",
    others,
    { distance: kilometres(own_km ?? 0) },
  );
  return sentences(drawn, shared);
}
