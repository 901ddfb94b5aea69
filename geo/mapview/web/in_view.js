// What lies in the part of the map that is seen, as a list: for who cannot see it, and for keys.

import { element } from "./dom.js";
import { say, sayMany, withCommas } from "./texts.js";

const AFTER = 100; // ms: a paint or two later
const MOST = 60; // rows; nearer there are fewer

export class InView {
  waiting = 0;
  head = element("span");
  list = element("ul");
  box = element("details", {}, element("summary", {}, this.head), this.list);
  node = element("section", { class: "group of-view" }, this.box);

  /**
   * @param {Leaflet.Map} map
   * @param {import("./drawing.js").Drawing} drawing
   * @param {{ describe: (id: string) => Described, onOpen: (id: string) => void }} options
   */
  constructor(map, drawing, { describe, onOpen }) {
    this.map = map;
    this.drawing = drawing;
    this.describe = describe;
    this.onOpen = onOpen;
    this.box.addEventListener("toggle", () => this.show());
    map.on("moveend", () => this.soon());
  }

  /** Not before what has changed on the map is painted: that is what a reader waits for. */
  soon() {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.show(), AFTER);
  }

  /** Count what is in view; the rows are made while the list is open only. */
  show() {
    const { places, lines, outlines } = inBox(this.map.getBounds(), this.drawing);
    this.node.setAttribute("aria-label", say("In view"));
    this.head.textContent = say("In view: {what}", {
      what: withCommas([
        sayMany("{n} place", "{n} places", places.length),
        sayMany("{n} line", "{n} lines", lines.length),
        outlines.length ? sayMany("{n} outline", "{n} outlines", outlines.length) : null,
      ]),
    });
    const shown = this.box.open ? [...places, ...lines, ...outlines] : [];
    const rows = shown.slice(0, MOST).map((id) => this.row(id));
    if (shown.length > MOST) {
      const more = sayMany("{n} more; zoom in", "{n} more; zoom in", shown.length - MOST);
      rows.push(element("li", { class: "count" }, more));
    }
    this.list.replaceChildren(...rows);
  }

  /** @param {string} id */
  row(id) {
    const { name, detail } = this.describe(id);
    const act = { type: "button", onclick: () => this.onOpen(id) };
    return element("li", {}, element("button", act, name), element("span", {}, detail));
  }
}

/**
 * The ids of the places, lines and outlines that a box touches, each once.
 *
 * @param {Leaflet.Bounds} box
 * @param {Pick<import("./drawing.js").Drawing, "markers" | "entries">} drawing
 */
export function inBox(box, { markers, entries }) {
  const touched = entries.visible().filter(({ props }) => box.intersects(entries.bounds(props.id)));
  const ids = (/** @type {string} */ kind) => [
    ...new Set(touched.filter((entry) => entry.kind === kind).map(({ props }) => props.id)),
  ];
  return {
    places: [...markers].filter(([, marker]) => box.contains(marker.getLatLng())).map(([id]) => id),
    lines: ids("segment"),
    outlines: ids("area"),
  };
}
