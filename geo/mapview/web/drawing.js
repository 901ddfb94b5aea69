// Segments, areas and sites on the map. Styles come from the index (data/style.yaml).

import { make } from "./dom.js";
import { OffsetPolyline } from "./offset_polyline.js";
import { ParallelLines } from "./parallel_lines.js";
import { Sites } from "./sites.js";

const L = window.L;
const NO_FILL = { fill: false, interactive: false };
const TICKS_FROM = 7; // zoom
const RUNNING = new Set(["operating", "degraded", "rehabilitation"]);
const PALE = 0.6; // opacity of what nobody says since when it is there

/** Draws the loaded layers and keeps what is on, what is filtered and what is selected visible. */
export class Drawing {
  constructor(map, index, { onSelect, describe }) {
    Object.assign(this, { map, index, onSelect, describe });
    this.entries = new Map(); // key -> strand or area: {key, kind, project, props, main, casing, parts, shown, …}
    this.shapes = new Map(); // id of a segment or area -> its bounds, one for all who run over it
    this.layers = new Map(); // project id -> keys of its entries
    this.lines = new ParallelLines();
    this.order = Object.keys(index.projects);
    this.isDark = false;
    for (const [name, z] of [
      ["areas", 380],
      ["casings", 390],
      ["hits", 395],
      ["segments", 400],
    ]) {
      map.createPane(name).style.zIndex = z;
    }
    this.renderers = Object.fromEntries(
      ["areas", "casings", "hits", "segments"].map((pane) => [pane, L.svg({ pane, padding: 0.4 })]),
    );
    this.tip = L.tooltip({ direction: "top", className: "tip", opacity: 1, offset: [0, -6] });
    this.sites = new Sites(map, index, {
      describe,
      listen: (part, id) => this.listen(part, id),
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

  set dark(isDark) {
    this.isDark = this.sites.dark = isDark;
  }

  colour(project) {
    return this.index.projects[project].colour[this.isDark ? "dark" : "light"];
  }

  /** How wide the lines of a project are beside those of others; thinner ones lie below them. */
  thickness(project) {
    return this.index.projects[project].colour.width ?? 1;
  }

  /**
   * Put the GeoJSON of one project on the map; it stays hidden until `apply` shows it. A segment
   * that several projects run over comes in the file of each: each draws a strand of its own.
   */
  add(project, collection) {
    if (this.layers.has(project)) return;
    const keys = [];
    for (const { id, properties, geometry } of collection.features) {
      const key = `${id} ${project}`;
      if (this.entries.has(key)) continue;
      const props = { id, ...properties };
      const isArea = geometry.type === "Polygon";
      if (!this.shapes.has(id))
        this.shapes.set(id, boundsOf(isArea ? geometry.coordinates[0] : geometry.coordinates));
      const draw = isArea ? this.area : this.strand;
      this.entries.set(key, draw.call(this, key, project, props, geometry.coordinates));
      keys.push(key);
    }
    this.layers.set(project, keys);
  }

  strand(key, project, props, coordinates) {
    const { id, mode, turned, track } = props;
    const isUnder = this.thickness(project) < 1;
    this.lines.add(key, {
      segment: id,
      track,
      project,
      order: this.order.indexOf(project),
      mode,
      turned,
      isUnder,
      coordinates,
    });
    const entry = { key, kind: "segment", project, props, shown: false, look: "" };
    const line = (pane, options) =>
      new OffsetPolyline(this.shapes.get(id), {
        pane,
        renderer: this.renderers[pane],
        course: () => this.course(entry),
        lineJoin: "round",
        ...options,
      });
    entry.casing = line("casings", { className: "casing", ...NO_FILL });
    entry.hit = line("hits", { className: "hit", weight: 15, opacity: 0 });
    entry.main = line("segments", { className: `segment project-${project}`, lineCap: "butt" });
    entry.ticks = props.gauges?.length
      ? line("segments", { className: "ticks", lineCap: "butt", ...NO_FILL })
      : null;
    entry.bed = this.isOfOthers(entry)
      ? line("segments", { className: "bed", lineCap: "butt", ...NO_FILL })
      : null;
    entry.parts = [entry.casing, entry.hit, entry.main];
    for (const part of [entry.hit, entry.main]) this.listen(part, id, entry);
    return entry;
  }

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
    const entry = { key, kind: "area", project, props, main, parts: [main], shown: false };
    this.listen(main, props.id, entry);
    return entry;
  }

  /** A strand on the screen, `{points, path}` in layer points; worked out once for all its parts. */
  course(entry) {
    const zoom = this.map.getZoom();
    const { x, y } = this.map.getPixelOrigin();
    const stamp = `${zoom} ${x} ${y}`;
    if (entry.stamp !== stamp) {
      const points = this.lines
        .course(entry.key, zoom, this.widest())
        .map(([px, py]) => [Math.round((px - x) * 10) / 10, Math.round((py - y) * 10) / 10]);
      Object.assign(entry, {
        stamp,
        course: { points, path: `M${points.map((point) => point.join(" ")).join("L")}` },
      });
    }
    return entry.course;
  }

  /** Lines grow a little with the zoom. */
  grow() {
    return Math.min(1.6, Math.max(0.75, 1 + (this.map.getZoom() - 5) * 0.14));
  }

  /** The width of a railway here: what parallel lines keep apart. */
  widest() {
    return this.index.style.mode.rail.width * this.grow();
  }

  /** Clicks and hints; `entry` is given for what belongs to a project. */
  listen(part, id, entry) {
    part.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this.onSelect(id);
    });
    part.on("mouseover mousemove", (event) => this.hint(id, event.latlng, entry));
    part.on("mouseout", () => this.map.closeTooltip(this.tip));
  }

  hint(id, latlng, entry) {
    const { name, owner, detail } = entry ? this.told(entry) : this.describe(id);
    this.tip
      .setLatLng(latlng)
      .setContent(
        make(
          "div",
          {},
          make("b", {}, name),
          owner && make("span", { class: "owner" }, owner),
          make("span", {}, detail),
        ),
      );
    this.map.openTooltip(this.tip);
  }

  /** What a strand or outline says of itself: its name, its project, state and track gauge. */
  told({ project, props }) {
    const { name, detail } = this.describe(props.id);
    const gauge = props.gauges?.length ? `, ${props.gauges.join(" and ")} mm` : "";
    const { title } = this.index.projects[project];
    const plan = this.unrun({ project, props });
    return {
      name,
      owner: plan ? `${title}: ${this.index.style.lifecycle[plan].legend.toLowerCase()}` : title,
      detail: detail + gauge,
    };
  }

  /** Whether a strand of a project lies on a line that is not its own. */
  isOfOthers({ project, props }) {
    return this.index.features[props.id].project !== project;
  }

  /**
   * The state of a project that does not run, on a line of others that does; otherwise null. A plan
   * over a line in service would look like a service if it were drawn as the line is.
   */
  unrun(entry) {
    const { state } = this.index.projects[entry.project];
    return entry.props.mode &&
      this.isOfOthers(entry) &&
      RUNNING.has(this.now(entry).state) &&
      !RUNNING.has(state)
      ? state
      : null;
  }

  /** How a line or outline is on the day that the map shows: its state, and whether it is there. */
  now({ props }) {
    return this.index.features[props.id];
  }

  /** Show what the state asks for; nothing else on the map changes. */
  apply(state) {
    this.state = state;
    const entering = [];
    for (const entry of this.entries.values()) {
      const on = this.isOn(entry);
      if (on === entry.shown) continue;
      entry.shown = on;
      entry.look = "";
      if (entry.kind === "segment") this.lines.show(entry.key, on);
      if (on) entering.push(entry);
      else for (const part of [...entry.parts, entry.ticks, entry.bed]) part?.remove();
    }
    this.arrange();
    for (const entry of entering) {
      for (const part of entry.parts) part.addTo(this.map);
    }
    for (const entry of this.entries.values()) if (entry.shown) this.nameForReaders(entry);
    this.restyle();
    this.sites.show(state);
  }

  isOn(entry) {
    const { layers, states, modes } = this.state;
    const { kind, project, props } = entry;
    const { state, absent } = this.now(entry);
    if (absent || !layers.has(project)) return false;
    if (this.index.projects[project].absent && this.isOfOthers(entry)) return false;
    // A state that nothing has today has no box in the panel, and so nobody can have switched it off.
    return (
      kind === "area" ||
      ((states.has(state) || !this.index.counts.states[state]) && modes.has(props.mode))
    );
  }

  /** Give the visible strands their lanes; those whose course changed are drawn again. */
  arrange() {
    for (const key of this.lines.arrange(this.map.getZoom())) {
      const entry = this.entries.get(key);
      entry.stamp = "";
      for (const part of [...entry.parts, entry.ticks, entry.bed]) if (part?._map) part._update();
    }
  }

  /** What style sheets and screen readers are told; again only if it is new. */
  nameForReaders(entry) {
    const node = entry.main.getElement();
    const { state, undated } = this.now(entry);
    const plan = this.unrun(entry);
    const told = `${state} ${undated} ${plan}`;
    if (entry.told === told && node.dataset.id) return;
    entry.told = told;
    if (entry.kind === "segment")
      node.setAttribute(
        "class",
        `${node.getAttribute("class").replace(/ state-\S+| undated| unrun-\S+/g, "")} state-${state}${undated ? " undated" : ""}${plan ? ` unrun-${plan}` : ""}`,
      );
    const { name, owner, detail } = this.told(entry);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${name}, ${owner}, ${detail}`);
    node.dataset.id = entry.props.id;
    node.dataset.project = entry.project;
    node.setAttribute("tabindex", "-1");
  }

  restyle() {
    if (!this.state) return;
    const grow = this.grow();
    const chosen = this.state.select;
    const own = chosen && this.shapes.has(chosen);
    for (const entry of this.entries.values()) {
      if (!entry.shown) continue;
      const selected = entry.props.id === chosen;
      const aside = this.state.focus ? !this.state.focus.has(entry.props.id) : own && !selected;
      const dim = aside ? 0.35 : 1;
      // Most lines stay as they are, and setting a style is what costs.
      const look = `${grow} ${selected} ${dim} ${this.isDark} ${this.map.getZoom() >= TICKS_FROM} ${this.isParallel(entry)} ${entry.told}`;
      if (entry.look === look) continue;
      entry.look = look;
      if (entry.kind === "area") {
        const colour = this.colour(entry.project);
        entry.main.setStyle({
          color: colour,
          fillColor: colour,
          opacity: dim,
          weight: selected ? 3 : 1.6,
        });
      } else {
        this.styleSegment(entry, grow, selected, dim);
      }
    }
  }

  styleSegment(entry, grow, selected, dim) {
    const { project, props, main, casing, hit, ticks, bed } = entry;
    const { state, undated } = this.now(entry);
    const plan = this.unrun(entry);
    const look = this.index.style.lifecycle[plan ?? state];
    const colour = this.colour(project);
    // What stands out is as wide as any corridor.
    const thin = this.state.focus?.has(props.id) ? 1 : this.thickness(project);
    const width = this.index.style.mode[props.mode].width * grow * thin;
    const soft = (this.index.style.basis[props.basis].soft ? 0.92 : 1) * (undated ? PALE : 1);
    const opacity = look.opacity * soft * dim;
    const dashArray = look.dash.map((step) => step * Math.max(1, grow * 0.9)).join(" ") || null;
    const paper = this.isDark ? "#14181d" : "#fffdf6";
    const accent = this.isDark ? "#ffd54a" : "#ffb000";
    if (look.hollow) {
      casing.setStyle({
        color: selected ? accent : colour,
        weight: width + (selected ? 5 : 2),
        opacity,
        dashArray,
        lineCap: "butt",
      }); // round ends would close the gaps
      main.setStyle({
        color: paper,
        weight: Math.max(1, width - 1),
        opacity: opacity * 0.9,
        dashArray: null,
      });
    } else {
      casing.setStyle({
        color: selected ? accent : paper,
        weight: width + (selected ? 6 : 3.2 * thin),
        opacity: selected ? 0.95 : 0.75 * dim,
        dashArray: null,
        lineCap: "round",
      });
      main.setStyle({ color: colour, weight: width, opacity, dashArray });
    }
    const tick =
      this.map.getZoom() >= TICKS_FROM ? this.index.style.gauge[props.gauges?.[0]]?.tick : null;
    if (tick)
      ticks
        .addTo(this.map)
        .setStyle({
          color: colour,
          weight: this.isParallel(entry) || thin < 1 ? width + 3 : 9,
          opacity,
          dashArray: tick.join(" "),
        });
    else ticks?.remove();
    if (selected) for (const part of [casing, main]) part.bringToFront();
    else if (thin < 1) for (const part of [casing, hit, main]) part.bringToBack();
    // A hollow line is unlike any service as it is, and has no room for a thread.
    if (plan && !look.hollow)
      bed
        .addTo(this.map)
        .setStyle({ color: colour, weight: Math.max(1, width * 0.3), opacity: 0.7 * soft * dim })
        .bringToBack();
    else bed?.remove();
  }

  /** Whether others lie beside the strand. */
  isParallel({ key }) {
    return this.lines.strands.get(key)?.count > 1;
  }

  /** The projects among the loaded ones that run over a segment, or that an outline belongs to. */
  projectsOf(id) {
    return this.order.filter((project) => this.entries.has(`${id} ${project}`));
  }

  /** The visible strands and outlines, project by project and along each. */
  visible() {
    const keys = this.order.flatMap((project) => this.layers.get(project) ?? []);
    return keys.map((key) => this.entries.get(key)).filter((entry) => entry.shown);
  }

  /** Everything that can be opened, in reading order: sites first, then lines and areas. */
  reachable() {
    const sites = [...this.markers.values()].map((marker) => marker.getElement());
    const drawn = this.visible().map((entry) => entry.main.getElement());
    return [...sites, ...drawn].filter(Boolean);
  }

  /** The visible lines as they lie on the screen, in layer points. */
  courses() {
    return this.visible()
      .filter((entry) => entry.kind === "segment")
      .map((entry) => this.course(entry).points);
  }

  /** The box around a segment or outline, a place, or all that a project runs over. */
  bounds(id) {
    if (this.shapes.has(id)) return this.shapes.get(id);
    const site = this.index.sites[id];
    if (site)
      return L.latLngBounds([
        [site.lat, site.lon],
        [site.lat, site.lon],
      ]);
    const keys = this.layers.get(id) ?? [];
    return keys.reduce(
      (box, key) => box.extend(this.shapes.get(this.entries.get(key).props.id)),
      L.latLngBounds([]),
    );
  }
}

function boundsOf(coordinates) {
  return L.latLngBounds(coordinates.map(([lon, lat]) => [lat, lon]));
}
