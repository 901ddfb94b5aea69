// Segments, areas and sites on the map: what comes, what goes, what changes. Styles come from the
// index (data/style.yaml). Whatever stays as it is, is not touched: with hundreds of lines on the
// map, setting again what is set already is what would cost.

import { boundsOf, Entries, isStrand, keyOf } from "./entries.js";
import { EntryParts, partsOf, strandParts } from "./entry_parts.js";
import { Hints } from "./hints.js";
import { ParallelLines } from "./parallel_lines.js";
import { Sites } from "./sites.js";
import { Standing } from "./standing.js";
import { grow, Stylist } from "./stylist.js";
import { sure } from "./sure.js";
import { say, withCommas } from "./texts.js";

const L = window.L;

/** @typedef {import("./entries.js").Course} Course */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").StrandEntry} StrandEntry */

/** Draws the loaded layers and keeps what is on, filtered and selected visible. */
export class Drawing {
  /** @type {Leaflet.Map} */
  map;
  /** @type {AtlasIndex} */
  index;
  /** @type {Entries} */
  entries;
  /** @type {Standing} */
  standing;
  /** @type {Stylist} */
  stylist;
  /** @type {EntryParts} */
  parts;
  /** @type {Hints} */
  hints;
  /** @type {Sites} */
  sites;
  lines = new ParallelLines();
  /** @type {Choice | null} */
  state = null; // null until the first `apply`

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {{ onSelect: (id: string) => void, describe: (id: string) => Described }} options
   */
  constructor(map, index, { onSelect, describe }) {
    this.map = map;
    this.index = index;
    this.entries = new Entries(Object.keys(index.projects));
    this.standing = new Standing(index, describe);
    this.stylist = new Stylist(map, index, {
      standing: this.standing,
      lines: this.lines,
      isDrawn: (id) => this.entries.shapes.has(id),
    });
    this.parts = new EntryParts(map, (entry) => this.course(entry));
    this.hints = new Hints(map, onSelect);
    this.sites = new Sites(map, index, {
      describe,
      listen: (part, id) => this.hints.listen(part, id, () => describe(id)),
      renderer: this.parts.renderers.areas,
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
   * that several projects run over comes in the file of each: each draws a polyline of its own.
   *
   * @param {string} project
   * @param {ProjectLayer} layer
   */
  add(project, { features }) {
    const { layers } = this.entries;
    if (layers.has(project)) return;
    const keys = features.map((feature) => this.addFeature(project, feature));
    layers.set(project, [...new Set(keys)]);
  }

  /**
   * What the pointer is told of a line or an outline, and who else is shown on the same track.
   *
   * @param {Entry} entry
   */
  hint(entry) {
    const { project, props } = entry;
    const beside = this.entries
      .projectsOf(props.id)
      .filter((other) => other !== project && this.entries.get(keyOf(props.id, other)).shown)
      .map((other) => this.index.projects[other].title);
    const others = beside.length
      ? say("On the same line: {projects}", {
          projects: withCommas(beside),
        })
      : "";
    return { ...this.standing.words(entry), others };
  }

  /**
   * @param {string} project
   * @param {DrawnFeature} feature
   */
  addFeature(project, { id, properties, geometry: { type, coordinates } }) {
    const key = keyOf(id, project);
    if (this.entries.byKey.has(key)) return key;
    const isArea = type === "Polygon";
    const bounds = this.shape(id, isArea ? coordinates[0] : coordinates);
    const props = { id, ...properties };
    const entry = isArea
      ? this.parts.area(key, project, props, coordinates)
      : this.parts.polyline(key, project, props, {
          bounds,
          isOfOthers: this.standing.isOfOthers({ project, props }),
        });
    // An outline has no course of its own to be moved: nothing runs beside it.
    if (!isArea) this.addLine(entry, coordinates);
    for (const part of isStrand(entry) ? [entry.hit, entry.main] : [entry.main]) {
      this.hints.listen(part, id, () => this.hint(entry));
    }
    this.entries.put(entry);
    return key;
  }

  /**
   * The bounds of a segment or outline, worked out for the first project that brings it.
   *
   * @param {string} id
   * @param {Point[]} coordinates
   */
  shape(id, coordinates) {
    const { shapes } = this.entries;
    const bounds = shapes.get(id) ?? boundsOf(coordinates);
    shapes.set(id, bounds);
    return bounds;
  }

  /**
   * Take a polyline among the parallel lines; the common network lies below who runs over it.
   *
   * @param {Entry} entry
   * @param {Point[]} coordinates
   */
  addLine({ key, project, props: { id, mode, turned, track } }, coordinates) {
    const isUnder = this.stylist.thickness(project) < 1;
    const order = this.entries.placeOf(project);
    this.lines.add(key, { segment: id, track, project, order, mode, turned, isUnder, coordinates });
  }

  /**
   * A polyline on the screen, in layer points; worked out once for all its parts. It holds for one
   * zoom and one origin of the layer points, which a pan leaves alone.
   *
   * @param {StrandEntry} entry
   * @returns {Course}
   */
  course(entry) {
    const zoom = this.map.getZoom();
    const { x, y } = this.map.getPixelOrigin();
    const stamp = `${zoom} ${x} ${y}`;
    if (entry.course && entry.stamp === stamp) return entry.course;
    // Tenths of a pixel: nobody sees finer ones, and paths of long numbers are slow to parse.
    const round = (/** @type {number} */ pixel) => Math.round(pixel * 10) / 10;
    /** @type {(point: Point) => Point} */
    const onLayer = ([px, py]) => [round(px - x), round(py - y)];
    const points = this.lines.course(entry.key, zoom, this.widest()).map(onLayer);
    const path = `M${points.map((point) => point.join(" ")).join("L")}`;
    Object.assign(entry, { stamp, course: { points, path } });
    return { points, path };
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
    this.arrange(); // before anything is drawn: who comes changes the lanes of who is there
    for (const entry of entering) {
      this.stylist.style(entry); // before it is drawn: what stands on the map is set twice
      for (const part of partsOf(entry)) part.addTo(this.map);
      this.stylist.stack(entry);
    }
    this.restyle();
    for (const entry of this.entries.all()) if (entry.shown) this.standing.tellReaders(entry);
    this.sites.show(state);
  }

  /** Take off what goes; returns what comes. */
  switchEntries() {
    const turned = this.entries.all().filter((entry) => this.isOn(entry) !== entry.shown);
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
    // A project that is not there yet on that day does not run over the lines of others.
    if (this.index.projects[project].absent && this.standing.isOfOthers(entry)) return false;
    if (kind === "area") return true;
    // A state that nothing has today has no box in the panel: nobody can have switched it off.
    const isWanted = states.has(sure(state)) || !this.index.counts.states[sure(state)];
    return isWanted && modes.has(sure(props.mode));
  }

  /** Give the visible polylines their lanes; those whose course changed are drawn again. */
  arrange() {
    for (const key of this.lines.arrange(this.map.getZoom())) {
      const entry = this.entries.get(key);
      if (!isStrand(entry)) continue;
      entry.course = null; // its lane is another, at the same zoom and origin
      for (const part of strandParts(entry)) part._update();
    }
  }

  restyle() {
    if (!this.state) return;
    for (const entry of this.entries.all()) {
      if (entry.shown && this.stylist.style(entry)) this.stylist.complete(entry);
    }
  }

  /** The visible lines as the legend sees them. */
  shownLines() {
    return this.entries.polylines().map((entry) => this.standing.forLegend(entry));
  }

  /** Everything that can be opened, in reading order: sites first, then lines and areas. */
  reachable() {
    const sites = [...this.markers.values()].map((marker) => marker.getElement());
    const drawn = this.entries.visible().map((entry) => entry.main.getElement());
    return [...sites, ...drawn].filter((node) => node !== undefined);
  }

  /** The visible lines as they lie on the screen, in layer points. */
  courses() {
    return this.entries.polylines().map((entry) => this.course(entry).points);
  }

  /**
   * The box around a segment or outline, a place, or all that a project runs over.
   *
   * @param {string} id
   * @returns {Leaflet.Bounds}
   */
  bounds(id) {
    const site = this.index.sites[id];
    if (!site || this.entries.shapes.has(id)) return this.entries.bounds(id);
    const place = [site.lat, site.lon];
    return L.latLngBounds([place, place]);
  }
}
