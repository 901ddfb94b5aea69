// Names of places: they thin out with the zoom, never cover each other, and keep off the lines.

import { fetchJson } from "./fetching.js";
import { element } from "./dom.js";
import {
  boxesAround,
  boxesUpAndDown,
  freeBox,
  mostOwn,
  LineGrid,
  TakenRoom,
} from "./label_room.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";

/** As atlas.css draws them or a little broader: a name has to fit into the room measured. */
/** @type {Record<string, string>} */
const FONT = {
  own: "600 12px",
  country: "600 13px",
  disputed: "italic 11px",
  place: "400 11px",
};
const LOWEST = Infinity; // rank of a place that has none
/** @returns {Name} */
const disputed = () => ({
  at: [75.6, 34.9],
  name: say("Jammu & Kashmir (disputed; final status not determined)"),
  kind: "disputed",
  near: 0,
});

export class Labels {
  /** @type {Name[]} */
  places = [];
  /** @type {Name[]} */
  countries = [];
  /** @type {Map<string, { order: number }>} */
  markers = new Map(); // id of a site -> its sign on the map
  /** @type {string | null} */
  selected = null;
  /** @type {Map<string, HTMLElement>} */
  nodes = new Map(); // what stands on the map
  /** @type {Map<string, Point>} */
  sizes = new Map();
  pen = sure(document.createElement("canvas").getContext("2d"));

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {() => Point[][]} courses
   */
  constructor(map, index, courses) {
    this.map = map;
    this.index = index;
    this.courses = courses;
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = "610";
    this.pane.setAttribute("aria-hidden", "true");
    map.on("moveend resize", () => this.place());
  }

  /** @param {Record<string, string>} urls */
  async load(urls) {
    /** @type {[Features, Features]} */
    const [places, countries] = await Promise.all([
      fetchJson(urls.places),
      fetchJson(urls.countries),
    ]);
    this.countries = countries.features.map(({ geometry, properties }) => {
      return { at: geometry.coordinates, name: properties.names.en, kind: "country", near: 0 };
    });
    this.more(places);
  }

  /**
   * Further towns, and all by their rank.
   *
   * @param {Features} towns
   */
  more({ features }) {
    const found = features.map(({ geometry, properties: { name, rank, capital } }) => {
      return { at: geometry.coordinates, name, rank, capital, kind: "place", near: 4 };
    });
    this.places = [...this.places, ...found].sort((one, other) => one.rank - other.rank);
    if (found.length) this.place();
  }

  /**
   * The signs on the map, and which of them is selected.
   *
   * @param {Map<string, { order: number }>} markers
   * @param {string | null} selected
   */
  update(markers, selected) {
    this.markers = markers;
    this.selected = selected;
    this.place();
  }

  /** Names in the order in which they take their place: the most important first. */
  candidates() {
    const zoom = this.map.getZoom();
    const own = [...this.markers]
      .sort(([, one], [, other]) => one.order - other.order)
      .map(([id]) => this.ownName(id));
    // A place of ours has its name already; the base map may know the same town.
    const taken = new Set(own.map((item) => item.name));
    // The least rank is the largest town; a zoom nearer lets in about one and a half ranks more.
    const limit = Math.max(1, (zoom - 3) * 1.6);
    const places = this.places.filter(
      ({ name, rank = LOWEST, capital }) =>
        !taken.has(name) && (rank <= limit || (capital && zoom >= 5)),
    );
    const caption = zoom >= 5 ? [disputed()] : [];
    return [...own, ...caption, ...(zoom <= 6 ? this.countries : []), ...places];
  }

  /**
   * @param {string} id
   * @returns {Name}
   */
  ownName(id) {
    const { lon, lat, name, kind, rank = LOWEST } = this.index.sites[id];
    const isSelected = id === this.selected;
    const isFirst = isSelected || kind === "steel-plant" || (kind === "city" && rank <= 1);
    return { at: [lon, lat], name, kind: "own", isSelected, isFirst, near: 11 };
  }

  /** Give the names their places; those that stand already are only moved. */
  place() {
    const { x: width, y: height } = this.map.getSize();
    // Courses are in layer points, which stay while the map is dragged; names are given places in
    // pixels of the frame, which has edges.
    const shift = this.map.layerPointToContainerPoint([0, 0]);
    const grid = new LineGrid(this.courses(), shift, width, height);
    const dots = new TakenRoom(this.dots());
    const labels = new TakenRoom();
    const shown = new Map();
    let room = mostOwn(this.map.getZoom());
    for (const item of this.candidates()) {
      const cost = item.kind === "own" ? 1 : 0;
      // The names that readers look for may cover the signs of lesser places.
      const taken = item.isFirst ? [labels] : [labels, dots];
      const hasRoom = room > 0 || cost === 0 || item.isSelected;
      const box = hasRoom ? this.boxFor(item, taken, grid) : null;
      if (!box) continue;
      labels.add(box);
      this.label(item, box, shown);
      room -= cost;
    }
    this.keepOnly(shown);
  }

  /** @param {Map<string, HTMLElement>} shown */
  keepOnly(shown) {
    for (const [key, node] of this.nodes) if (!shown.has(key)) node.remove();
    this.nodes = shown;
  }

  /**
   * What a name would cover, or null if it has no room; the selected one always has.
   *
   * @param {Name} item
   * @param {TakenRoom[]} taken
   * @param {LineGrid} grid
   */
  boxFor(item, taken, grid) {
    const spot = this.spot(item.at);
    const { width, height } = grid;
    const { x, y } = spot;
    // A place a little outside the map may have its name inside.
    if (x < -20 || y < -10 || x > width + 20 || y > height + 10) return null;
    const size = this.measure(item);
    // What is disputed has to be said, wherever there is room for it.
    const isDisputed = item.kind === "disputed";
    const boxes = isDisputed ? boxesUpAndDown(spot, size) : boxesAround(item.near, spot, size);
    // Names of areas have one spot only: there is nothing to choose, whatever they cover.
    const cover = (/** @type {Box} */ box) => (item.near ? grid.covered(box) : 0);
    return freeBox(boxes, taken, cover, width) ?? (item.isSelected ? boxes[0] : null);
  }

  /** The room that the signs take. */
  dots() {
    return [...this.markers.keys()].map((id) => {
      const { lon, lat } = this.index.sites[id];
      const { x, y } = this.spot([lon, lat]);
      /** @type {Box} */
      const box = [x - 8, y - 8, x + 8, y + 8];
      return box;
    });
  }

  /**
   * @param {Point} place
   * @returns {Leaflet.Pixel}
   */
  spot([lon, lat]) {
    return this.map.latLngToContainerPoint([lat, lon]);
  }

  /** @param {Name} name */
  measure({ name, kind }) {
    const key = `${kind} ${name}`;
    if (!this.sizes.has(key)) {
      this.pen.font = `${FONT[kind]} system-ui, sans-serif`;
      // On a canvas: to ask the page for the size of a name, it would have to lay it out.
      const isCountry = kind === "country"; // in capitals, with room between them
      const { width } = this.pen.measureText(isCountry ? name.toUpperCase() : name);
      this.sizes.set(key, [width + (isCountry ? name.length * 2.2 : 0) + 4, 15]);
    }
    return sure(this.sizes.get(key));
  }

  /**
   * Put a name on the map; one that stands there already is only moved.
   *
   * @param {Name} name
   * @param {Box} box
   * @param {Map<string, HTMLElement>} shown
   */
  label({ kind, name, at: [lon, lat] }, [left, top], shown) {
    const at = this.map.containerPointToLayerPoint([left, top]);
    const place = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    // Two towns may have one name, but not in one place.
    const key = `${kind} ${lon} ${lat} ${name}`;
    const node = this.nodes.get(key) ?? element("span", { class: `label ${kind}` }, name);
    if (!node.isConnected) this.pane.append(node);
    if (node.style.transform !== place) node.style.transform = place;
    shown.set(key, node);
  }
}
