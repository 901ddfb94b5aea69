// Segments, areas and sites on the map. Styles come from the index (data/style.yaml).

import { Hints } from "./hints.js";
import { OffsetPolyline } from "./offset_polyline.js";
import { ParallelLines } from "./parallel_lines.js";
import { Sites } from "./sites.js";
import { Standing } from "./standing.js";
import { grow, Stylist } from "./stylist.js";
import { sure } from "./sure.js";

const L = window.L;
const PANES = { areas: 380, casings: 390, hits: 395, segments: 400 };
const NO_FILL = { fill: false, interactive: false };

/**
 * One strand or outline. `parts` stand on the map while it is shown and `extras` where its style
 * asks for them; `look` and `told` are what was last set of style and of words, so that nothing is
 * set again.
 *
 * @typedef {{ key: string, kind: "segment" | "area", project: string, props: any,
 *   main: Leaflet.Layer, casing?: Leaflet.Layer, hit?: Leaflet.Layer, ticks?: Leaflet.Layer | null,
 *   bed?: Leaflet.Layer | null, parts: Leaflet.Layer[], extras: Leaflet.Layer[], shown: boolean,
 *   look: string, told: string, stamp?: string, course?: Course }} Entry
 */

/** @typedef {{ points: Point[], path: string }} Course */

/** Draws the loaded layers and keeps what is on, filtered and selected visible. */
export class Drawing {
  /** @type {Map<string, Entry>} */
  entries = new Map();
  /** @type {Map<string, Leaflet.Bounds>} */
  shapes = new Map(); // id of a segment or area -> its bounds, one for all who run over it
  /** @type {Map<string, string[]>} */
  layers = new Map(); // project id -> keys of its entries
  lines = new ParallelLines();
  /** @type {Choice | null} */
  state = null;

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {{ onSelect: (id: string) => void, describe: (id: string) => Described }} options
   */
  constructor(map, index, { onSelect, describe }) {
    this.map = map;
    this.index = index;
    this.standing = new Standing(index, describe);
    this.stylist = new Stylist(map, index, {
      standing: this.standing,
      lines: this.lines,
      isDrawn: (id) => this.shapes.has(id),
    });
    this.order = Object.keys(index.projects);
    for (const [name, z] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(z);
    /** @type {Record<string, Leaflet.Layer>} */
    this.renderers = Object.fromEntries(
      Object.keys(PANES).map((pane) => [pane, L.svg({ pane, padding: 0.4 })]),
    );
    this.hints = new Hints(map, onSelect);
    this.sites = new Sites(map, index, {
      describe,
      listen: (part, id) => this.hints.listen(part, id, () => describe(id)),
      renderer: this.renderers.areas,
    });
    map.on("zoomend", () => {
      this.restyle();
      this.sites.show();
    });
  }

  get markers() {
    return this.sites.markers;
  }

  /** @param {Theme} theme */
  setTheme(theme) {
    this.stylist.theme = theme;
    this.sites.theme = theme;
    this.restyle();
  }

  /**
   * Put the GeoJSON of one project on the map; it stays hidden until `apply` shows it. A segment
   * that several projects run over comes in the file of each: each draws a strand of its own.
   *
   * @param {string} project
   * @param {Features} collection
   */
  add(project, { features }) {
    if (this.layers.has(project)) return;
    const keys = features.map((feature) => this.addFeature(project, feature));
    this.layers.set(project, [...new Set(keys)]);
  }

  /**
   * @param {string} project
   * @param {Feature} feature
   */
  addFeature(project, { id = "", properties, geometry: { type, coordinates } }) {
    const key = `${id} ${project}`;
    if (this.entries.has(key)) return key;
    const isArea = type === "Polygon";
    if (!this.shapes.has(id)) this.shapes.set(id, boundsOf(isArea ? coordinates[0] : coordinates));
    const props = { id, ...properties };
    const entry = isArea
      ? this.area(key, project, props, coordinates)
      : this.strand(key, project, props, coordinates);
    this.entries.set(key, entry);
    return key;
  }

  /**
   * @param {string} key
   * @param {string} project
   * @param {any} props
   * @param {Point[]} coordinates
   * @returns {Entry}
   */
  strand(key, project, props, coordinates) {
    const { id, mode, turned, track } = props;
    const isUnder = this.stylist.thickness(project) < 1;
    const order = this.order.indexOf(project);
    this.lines.add(key, { segment: id, track, project, order, mode, turned, isUnder, coordinates });
    const entry = this.parts(key, project, props);
    for (const part of [entry.hit, entry.main]) {
      this.hints.listen(part, id, () => this.standing.words(entry));
    }
    return entry;
  }

  /**
   * @param {string} key
   * @param {string} project
   * @param {any} props
   * @returns {Entry}
   */
  parts(key, project, props) {
    const bounds = this.shapes.get(props.id);
    const line = (/** @type {string} */ pane, /** @type {object} */ options) =>
      new OffsetPolyline(bounds, {
        pane,
        renderer: this.renderers[pane],
        course: () => this.course(entry),
        lineJoin: "round",
        ...options,
      });
    const flat = (/** @type {string} */ className) =>
      line("segments", { className, lineCap: "butt", ...NO_FILL });
    const casing = line("casings", { className: "casing", ...NO_FILL });
    const hit = line("hits", { className: "hit", stroke: false, fill: false }); // see atlas.css
    const className = `segment project-${project}`;
    const main = line("segments", { className, lineCap: "butt", fill: false });
    /** @type {Entry} */
    const entry = {
      ...hidden(key, "segment", project, props),
      ...{ main, casing, hit, parts: [casing, hit, main] },
      ticks: props.gauges?.length ? flat("ticks") : null,
      bed: this.standing.isOfOthers({ project, props }) ? flat("bed") : null,
    };
    return entry;
  }

  /**
   * @param {string} key
   * @param {string} project
   * @param {any} props
   * @param {Point[][]} rings
   * @returns {Entry}
   */
  area(key, project, props, rings) {
    const points = rings[0].map(([lon, lat]) => [lat, lon]);
    const main = L.polygon(points, {
      pane: "areas",
      renderer: this.renderers.areas,
      className: `area project-${project}`,
      weight: 1.6,
      dashArray: "5 4",
      fillOpacity: 0.1,
    });
    /** @type {Entry} */
    const entry = { ...hidden(key, "area", project, props), main, parts: [main] };
    this.hints.listen(main, props.id, () => this.standing.words(entry));
    return entry;
  }

  /**
   * A strand on the screen, in layer points; worked out once for all its parts.
   *
   * @param {Entry} entry
   * @returns {Course}
   */
  course(entry) {
    const zoom = this.map.getZoom();
    const { x, y } = this.map.getPixelOrigin();
    const stamp = `${zoom} ${x} ${y}`;
    if (entry.stamp !== stamp) {
      const round = (/** @type {number} */ pixel) => Math.round(pixel * 10) / 10;
      const points = this.lines
        .course(entry.key, zoom, this.widest())
        .map((/** @type {Point} */ [px, py]) => {
          /** @type {Point} */
          const point = [round(px - x), round(py - y)];
          return point;
        });
      entry.stamp = stamp;
      entry.course = { points, path: `M${points.map((point) => point.join(" ")).join("L")}` };
    }
    return sure(entry.course);
  }

  /** The width of a railway here: what parallel lines keep apart. */
  widest() {
    return this.index.style.mode.rail.width * grow(this.map.getZoom());
  }

  /**
   * Show what the state asks for; nothing else on the map changes.
   *
   * @param {Choice} state
   */
  apply(state) {
    this.state = state;
    this.stylist.state = state;
    const entering = this.switchEntries();
    this.arrange();
    for (const entry of entering) {
      this.stylist.style(entry); // before it is drawn: what stands on the map is set twice
      for (const part of partsOf(entry)) part.addTo(this.map);
      this.stylist.stack(entry);
    }
    this.restyle();
    for (const entry of this.entries.values()) if (entry.shown) this.nameForReaders(entry);
    this.sites.show(state);
  }

  /** Take off what goes; returns what comes. */
  switchEntries() {
    const all = [...this.entries.values()];
    const turned = all.filter((entry) => this.isOn(entry) !== entry.shown);
    for (const entry of turned) {
      entry.shown = !entry.shown;
      if (entry.kind === "segment") this.lines.show(entry.key, entry.shown);
    }
    const leaving = turned.filter(({ shown }) => !shown);
    for (const part of leaving.flatMap(partsOf)) part.remove();
    return turned.filter(({ shown }) => shown);
  }

  /** @param {Entry} entry */
  isOn(entry) {
    const { layers, states, modes } = sure(this.state);
    const { kind, project, props } = entry;
    const { state, absent } = this.standing.now(entry);
    if (absent || !layers.has(project)) return false;
    if (this.index.projects[project].absent && this.standing.isOfOthers(entry)) return false;
    if (kind === "area") return true;
    // A state that nothing has today has no box in the panel: nobody can have switched it off.
    const isWanted = states.has(sure(state)) || !this.index.counts.states[sure(state)];
    return isWanted && modes.has(props.mode);
  }

  /** Give the visible strands their lanes; those whose course changed are drawn again. */
  arrange() {
    for (const key of this.lines.arrange(this.map.getZoom())) {
      const entry = sure(this.entries.get(key));
      entry.stamp = "";
      for (const part of partsOf(entry)) part._update();
    }
  }

  /**
   * What style sheets and screen readers are told; again only if it is new.
   *
   * @param {Entry} entry
   */
  nameForReaders(entry) {
    const told = this.standing.key(entry);
    if (entry.told === told) return;
    entry.told = told;
    const node = entry.main.getElement();
    if (entry.kind === "segment") node.setAttribute("class", this.standing.classes(entry, node));
    const { name, owner, detail } = this.standing.words(entry);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${name}, ${owner}, ${detail}`);
    node.dataset.id = entry.props.id;
    node.dataset.project = entry.project;
    node.setAttribute("tabindex", "-1");
  }

  restyle() {
    if (!this.state) return;
    for (const entry of this.entries.values()) {
      if (entry.shown && this.stylist.style(entry)) this.stylist.complete(entry);
    }
  }

  /**
   * The projects among the loaded ones that run over a segment, or that an outline belongs to.
   *
   * @param {string} id
   */
  projectsOf(id) {
    return this.order.filter((project) => this.entries.has(`${id} ${project}`));
  }

  /** The visible strands and outlines, project by project and along each. */
  visible() {
    const keys = this.order.flatMap((project) => this.layers.get(project) ?? []);
    return keys.map((key) => sure(this.entries.get(key))).filter((entry) => entry.shown);
  }

  /** The visible strands. */
  strands() {
    return this.visible().filter(({ kind }) => kind === "segment");
  }

  /** The visible lines as the legend sees them. */
  shownLines() {
    return this.strands().map((entry) => {
      const { state, undated } = this.standing.now(entry);
      const { mode, basis, gauges = [] } = entry.props;
      return { state, undated, plan: this.standing.unrun(entry), mode, basis, gauges };
    });
  }

  /** Everything that can be opened, in reading order: sites first, then lines and areas. */
  reachable() {
    const sites = [...this.markers.values()].map((marker) => marker.getElement());
    const drawn = this.visible().map((entry) => entry.main.getElement());
    return [...sites, ...drawn].filter(Boolean);
  }

  /** The visible lines as they lie on the screen, in layer points. */
  courses() {
    return this.strands().map((entry) => this.course(entry).points);
  }

  /**
   * The box around a segment or outline, a place, or all that a project runs over.
   *
   * @param {string} id
   * @returns {Leaflet.Bounds}
   */
  bounds(id) {
    const shape = this.shapes.get(id);
    if (shape) return shape;
    const site = this.index.sites[id];
    const place = site && [site.lat, site.lon];
    if (place) return L.latLngBounds([place, place]);
    const keys = this.layers.get(id) ?? [];
    const boxes = keys.map((key) => sure(this.shapes.get(sure(this.entries.get(key)).props.id)));
    return boxes.reduce((sum, box) => sum.extend(box), L.latLngBounds([]));
  }
}

/**
 * @param {string} key
 * @param {"segment" | "area"} kind
 * @param {string} project
 * @param {any} props
 */
function hidden(key, kind, project, props) {
  /** @type {Leaflet.Layer[]} */
  const extras = [];
  return { key, kind, project, props, extras, shown: false, look: "", told: "" };
}

/**
 * All of an entry that stands on the map while it is shown.
 *
 * @param {Entry} entry
 */
function partsOf({ parts, extras }) {
  return [...parts, ...extras];
}

/** @param {Point[]} coordinates */
function boundsOf(coordinates) {
  return L.latLngBounds(coordinates.map(([lon, lat]) => [lat, lon]));
}
