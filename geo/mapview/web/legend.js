// The legend on the map: drawn from the same styles as the map itself.

import { element } from "./dom.js";
import { formatDay } from "./day_states.js";
import { lineSample, sign } from "./signs.js";
import { say } from "./texts.js";

const INK = "currentColor";

/**
 * @param {Node} mark
 * @param {string} words
 */
function row(mark, words) {
  return element("li", {}, element("span", { class: "mark-cell" }, mark), words);
}

/** @param {string} words */
function note(words) {
  return element("li", { class: "wide" }, words);
}

/**
 * @param {string} title
 * @param {Node[]} rows
 */
function list(title, rows) {
  return rows.length ? [element("h2", {}, title), element("ul", {}, ...rows)] : [];
}

/**
 * Whose lines have which colour, of those projects that are shown.
 *
 * @param {Pick<AtlasIndex, "projects" | "style">} index
 * @param {Set<string>} shown
 * @param {Theme} theme
 */
export function corridors({ projects, style }, shown, theme) {
  const pattern = style.lifecycle.operating;
  const ids = Object.keys(projects).filter((id) => shown.has(id));
  const rows = ids.map((id) =>
    row(lineSample({ colour: projects[id].colour[theme], pattern }), projects[id].title),
  );
  return list(say("Corridors"), rows);
}

/**
 * The words that are in use, in the order of the style.
 *
 * @param {Record<string, unknown>} words
 * @param {unknown[]} used
 */
function inOrder(words, used) {
  const set = new Set(used);
  return Object.keys(words).filter((word) => set.has(word));
}

/**
 * A visible line as the legend sees it.
 *
 * @typedef {{ state?: string, plan: string | null, undated?: boolean, mode: string, basis: string,
 *   gauges: number[] }} Shown
 */

/**
 * What the signs and patterns mean: only those that are on the map now.
 *
 * @param {Style} style
 * @param {{ lines: Shown[], sites: Site[], zoom: number, date: string | null,
 *   colours?: Node[] }} shown
 */
export function legend(style, { lines, sites, zoom, date, colours = [] }) {
  return [
    ...list(date ? say("As on {day}", { day: formatDay(date) }) : "", notesOnTime(lines, date)),
    ...colours,
    ...list(say("State of a line"), states(style, lines)),
    ...list(say("Kind of line"), modes(style, lines)),
    ...list(say("Track gauge"), zoom >= 7 ? gauges(style, lines) : []),
    ...list(say("Places"), places(style, sites)),
    ...list(say("Border posts, freight"), posts(style, sites)),
    ...list(say("How well it is known"), knowledge(style, lines, sites, zoom)),
  ];
}

/**
 * @param {Shown[]} lines
 * @param {string | null} date
 */
function notesOnTime(lines, date) {
  const undated = say("Pale: opening date not in the atlas; drawn however early the date is");
  return [
    ...(lines.some((line) => line.undated) ? [note(undated)] : []),
    ...(date ? [note(say("A plan appears on the day of its first record"))] : []),
  ];
}

/**
 * @param {Style} style
 * @param {Shown[]} lines
 */
function states({ lifecycle }, lines) {
  const used = lines.map(({ plan, state }) => plan ?? state);
  const rows = inOrder(lifecycle, used).map((state) =>
    row(lineSample({ colour: INK, pattern: lifecycle[state] }), lifecycle[state].legend),
  );
  const plans = inOrder(
    lifecycle,
    lines.map(({ plan }) => plan),
  ).filter((state) => !lifecycle[state].hollow);
  if (plans.length) {
    const sample = lineSample({ colour: INK, pattern: lifecycle[plans[0]], bed: true });
    rows.push(row(sample, say("With a thin solid line: the line runs, the service does not")));
  }
  return rows;
}

/**
 * @param {Style} style
 * @param {Shown[]} lines
 */
function modes({ mode, lifecycle }, lines) {
  const pattern = lifecycle.operating;
  const used = lines.map((line) => line.mode);
  return inOrder(mode, used).map((word) =>
    row(lineSample({ colour: INK, pattern, width: mode[word].width }), mode[word].legend),
  );
}

/**
 * @param {Style} style
 * @param {Shown[]} lines
 */
function gauges({ gauge, lifecycle }, lines) {
  const pattern = lifecycle.operating;
  const used = lines.flatMap((line) => line.gauges.map(String));
  return inOrder(gauge, used).map((word) => {
    const sample = lineSample({ colour: INK, pattern, width: 2, tick: gauge[word].tick });
    return row(sample, gauge[word].legend);
  });
}

/**
 * @param {Style} style
 * @param {Site[]} sites
 */
function places(style, sites) {
  const used = sites.map(({ kind }) => kind);
  const kinds = inOrder(style.site, used).filter((kind) => kind !== "border-crossing");
  const rows = kinds.map((kind) =>
    row(sign(style.site[kind].sign, { size: 18 }), style.site[kind].legend),
  );
  if (sites.some(({ breaks }) => breaks)) {
    rows.push(row(sign("", { breakOfGauge: true, size: 18 }), style["break-of-gauge"].legend));
  }
  return rows;
}

/**
 * @param {Style} style
 * @param {Site[]} sites
 */
function posts({ access }, sites) {
  const used = sites.filter(({ kind }) => kind === "border-crossing").map((site) => site.access);
  return inOrder(access, used).map((word) =>
    row(sign("border", { access: word, size: 18 }), access[word].legend),
  );
}

/**
 * @param {Style} style
 * @param {Shown[]} lines
 * @param {Site[]} sites
 * @param {number} zoom
 */
function knowledge({ basis }, lines, sites, zoom) {
  const used = lines.map((line) => line.basis);
  const rows = inOrder(basis, used).map((word) => note(basis[word].legend));
  if (zoom >= 8 && sites.some((site) => site.error_km)) {
    rows.push(note(say("A dotted ring is the likely error of an estimated place")));
  }
  return rows;
}
