// Names of places: they thin out with the zoom, never cover each other, and keep off the lines.

import { fetchJson } from "./basemap.js";
import { make } from "./dom.js";

const GAP = 3; // pixels between names
const CELL = 8; // pixels of the grid in which lines are noted
const FONT = { own: "600 12px", country: "600 13px", caption: "italic 11px", place: "400 11px" };
const DISPUTED = {
  at: [75.6, 34.9],
  name: "Jammu & Kashmir (disputed; final status not determined)",
  kind: "caption",
  near: 0,
};

/** How many names of the projects' own places the map takes at a zoom. */
export function mostOwn(zoom) {
  if (zoom < 5.5) return 25;
  return zoom < 6.5 ? 40 : zoom < 7.5 ? 70 : 200;
}

export class Labels {
  constructor(map, index, courses) {
    Object.assign(this, {
      map,
      index,
      courses,
      places: [],
      countries: [],
      markers: new Map(),
      nodes: new Map(),
    });
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = 610;
    this.pane.setAttribute("aria-hidden", "true");
    map.on("moveend resize", () => this.place());
  }

  async load(urls) {
    const [places, countries] = await Promise.all([
      fetchJson(urls.places),
      fetchJson(urls.countries),
    ]);
    this.places = places.features.map(({ geometry, properties }) => ({
      at: geometry.coordinates,
      name: properties.name,
      rank: properties.rank,
      capital: properties.capital,
    }));
    this.places.sort((one, other) => one.rank - other.rank);
    this.countries = countries.features.map(({ geometry, properties }) => ({
      at: geometry.coordinates,
      name: properties.names.en,
      kind: "country",
      near: 0,
    }));
    this.place();
  }

  /** The signs on the map, and which of them is selected. */
  update(markers, selected) {
    Object.assign(this, { markers, selected });
    this.place();
  }

  /** Names in the order in which they take their place: the most important first. */
  candidates() {
    const zoom = this.map.getZoom();
    const own = [...this.markers]
      .sort(([, one], [, other]) => one.order - other.order)
      .map(([id]) => {
        const { lon, lat, name, kind, rank } = this.index.sites[id];
        const isSelected = id === this.selected;
        const isFirst = isSelected || kind === "steel-plant" || (kind === "city" && rank <= 1);
        return { at: [lon, lat], name, kind: "own", isSelected, isFirst, near: 11 };
      });
    const taken = new Set(own.map((item) => item.name));
    const limit = Math.max(1, (zoom - 3) * 1.6);
    const places = this.places
      .filter(
        (item) => !taken.has(item.name) && (item.rank <= limit || (item.capital && zoom >= 5)),
      )
      .map((item) => ({ ...item, kind: "place", near: 4 }));
    return [
      ...own,
      ...(zoom >= 5 ? [DISPUTED] : []),
      ...(zoom <= 6 ? this.countries : []),
      ...places,
    ];
  }

  place() {
    const { x: width, y: height } = this.map.getSize();
    const labels = [];
    const dots = [...this.markers.keys()]
      .map((id) => this.spot([this.index.sites[id].lon, this.index.sites[id].lat]))
      .map(({ x, y }) => [x - 8, y - 8, x + 8, y + 8]);
    const lines = lineGrid(
      this.courses(),
      this.map.layerPointToContainerPoint([0, 0]),
      width,
      height,
    );
    const shown = new Map();
    let room = mostOwn(this.map.getZoom());
    for (const item of this.candidates()) {
      const { x, y } = this.spot(item.at);
      if (x < -20 || y < -10 || x > width + 20 || y > height + 10) continue;
      if (item.kind === "own" && room === 0 && !item.isSelected) continue;
      const size = this.measure(item);
      // The names that readers look for may cover the signs of lesser places.
      const taken = item.isFirst ? labels : [...labels, ...dots];
      const box =
        freeBox(item, x, y, size, taken, lines, width) ??
        (item.isSelected ? boxesAround(item, x, y, size)[0] : null);
      if (!box) continue;
      labels.push(box);
      this.label(item, box, shown);
      if (item.kind === "own") room -= 1;
    }
    for (const [key, node] of this.nodes) if (!shown.has(key)) node.remove();
    this.nodes = shown;
  }

  spot([lon, lat]) {
    return this.map.latLngToContainerPoint([lat, lon]);
  }

  measure(item) {
    const { name, kind } = item;
    this.sizes ??= new Map();
    const key = `${kind} ${name}`;
    if (!this.sizes.has(key)) {
      this.pen ??= document.createElement("canvas").getContext("2d");
      this.pen.font = `${FONT[kind]} system-ui, sans-serif`;
      const stretch = kind === "country" ? name.length * 2.2 : 0;
      this.sizes.set(key, [
        this.pen.measureText(kind === "country" ? name.toUpperCase() : name).width + stretch + 4,
        15,
      ]);
    }
    return this.sizes.get(key);
  }

  /** Put a name on the map; one that stands there already is only moved. */
  label({ kind, name, at: [lon, lat] }, [left, top], shown) {
    const at = this.map.containerPointToLayerPoint([left, top]);
    const place = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    const key = `${kind} ${lon} ${lat} ${name}`;
    const node = this.nodes.get(key) ?? make("span", { class: `label ${kind}` }, name);
    if (!node.isConnected) this.pane.append(node);
    if (node.style.transform !== place) node.style.transform = place;
    shown.set(key, node);
  }
}

/** Where a name may stand around its place, the best spot first. */
function boxesAround({ near }, x, y, [w, h]) {
  const spots =
    near === 0
      ? [[x - w / 2, y - h / 2]]
      : [
          [x + near, y - h / 2],
          [x - near - w, y - h / 2],
          [x + near * 0.7, y - near * 0.6 - h],
          [x + near * 0.7, y + near * 0.6],
          [x - near * 0.7 - w, y - near * 0.6 - h],
          [x - near * 0.7 - w, y + near * 0.6],
          [x - w / 2, y - near - h],
          [x - w / 2, y + near],
        ];
  return spots.map(([left, top]) => [left, top, left + w, top + h]);
}

/** The box that covers no other name and the least of the lines, or null. */
function freeBox(item, x, y, size, taken, lines, width) {
  let [best, cost] = [null, Infinity];
  for (const box of boxesAround(item, x, y, size)) {
    if (box[0] < 0 || box[2] > width) continue;
    const hit = taken.some(
      (other) =>
        box[0] - GAP < other[2] &&
        box[2] + GAP > other[0] &&
        box[1] - 1 < other[3] &&
        box[3] + 1 > other[1],
    );
    if (hit) continue;
    const covered = item.near ? lines(box) : 0;
    if (covered < cost) [best, cost] = [box, covered];
    if (cost === 0) break;
  }
  return best;
}

/** Notes in a grid where lines run; the answer tells how much of them a box would cover. */
function lineGrid(courses, { x: dx, y: dy }, width, height) {
  const across = Math.ceil(width / CELL) + 1;
  const down = Math.ceil(height / CELL) + 1;
  const cells = new Uint8Array(across * down);
  const note = (x, y) => {
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    if (column >= 0 && row >= 0 && column < across && row < down) cells[row * across + column] = 1;
  };
  for (const course of courses) {
    for (let at = 1; at < course.length; at += 1) {
      const [x1, y1, x2, y2] = [
        course[at - 1][0] + dx,
        course[at - 1][1] + dy,
        course[at][0] + dx,
        course[at][1] + dy,
      ];
      if (
        Math.max(x1, x2) < 0 ||
        Math.min(x1, x2) > width ||
        Math.max(y1, y2) < 0 ||
        Math.min(y1, y2) > height
      )
        continue;
      const steps = Math.min(
        4000,
        Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) / CELL) || 1,
      );
      for (let step = 0; step <= steps; step += 1)
        note(x1 + ((x2 - x1) * step) / steps, y1 + ((y2 - y1) * step) / steps);
    }
  }
  return ([left, top, right, bottom]) => {
    let sum = 0;
    for (
      let row = Math.max(0, Math.floor(top / CELL));
      row <= Math.min(down - 1, Math.floor(bottom / CELL));
      row += 1
    ) {
      for (
        let column = Math.max(0, Math.floor(left / CELL));
        column <= Math.min(across - 1, Math.floor(right / CELL));
        column += 1
      )
        sum += cells[row * across + column];
    }
    return sum;
  };
}
