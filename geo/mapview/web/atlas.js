// The map page: loads the data by URL, draws it, and tells the app only which record was chosen.

import { BaseMap, BOX, fetchJson } from "./basemap.js";
import { make } from "./dom.js";
import { Drawing } from "./drawing.js";
import { Labels } from "./labels.js";
import { legend } from "./legend.js";
import { Panel } from "./panel.js";
import { checkedDay, Past, said } from "./past.js";
import { searchBox } from "./search.js";
import { CREDITS, describe, isDark, styled } from "./shared.js";
import { Teller } from "./teller.js";
import { Timebar } from "./timebar.js";
import { TownPin } from "./town.js";
import { fromQuery, SETS, writeAddress } from "./view.js";

const L = window.L;
const HOME = [
  [23.5, 37],
  [57, 79],
]; // Karachi to Moscow
const ROOM = { paddingTopLeft: [20, 20], paddingBottomRight: [20, 60], animate: false };
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

class Atlas {
  constructor(map, config) {
    this.map = map;
    this.config = config;
    this.teller = new Teller(window.parent);
    this.path = window.parent.location.pathname;
    this.url = (name) => `../../atlas/${name}`;
    this.frame = this.build();
  }

  /** The page inside the frame: search and buttons on top, layers left, map right. */
  build() {
    const stage = document.getElementById("map_div");
    stage.removeAttribute("style");
    // Folium forbids zooming the page; readers with weak eyes need it.
    for (const meta of document.querySelectorAll("meta[name=viewport]"))
      meta.content = "width=device-width, initial-scale=1";
    this.panelRoot = make("aside", { class: "panel", "aria-label": "Layers and filters" });
    this.bar = make("div", { class: "bar" });
    this.message = make("div", { class: "message", role: "status" }, "Loading the map…");
    this.legendBox = make(
      "details",
      { class: "legend" },
      make("summary", {}, "Legend"),
      make("div", { class: "legend-body" }),
    );
    this.notice = make("p", { class: "caution" }, CREDITS);
    this.chip = make("button", {
      type: "button",
      class: "chip",
      hidden: true,
      onclick: () => this.go({ date: null }),
    });
    const page = make(
      "main",
      { class: "atlas", "aria-label": "Map of corridors" },
      this.bar,
      this.panelRoot,
      make(
        "section",
        { class: "stage", "aria-label": "Map" },
        stage,
        this.chip,
        make("div", { class: "corner" }, this.legendBox, this.notice),
        this.message,
      ),
    );
    document.body.append(page);
    document.getElementById("root").hidden = true;
    this.map.invalidateSize(false);
    new ResizeObserver(() => this.resized()).observe(stage);
    for (const kind of ["pointerdown", "wheel", "keydown"])
      stage.addEventListener(
        kind,
        () => {
          this.touched = true;
        },
        { capture: true, passive: true },
      );
    return page;
  }

  async start() {
    this.index = await fetchJson(this.url(this.config.index));
    const { index } = this;
    const { states, modes, places } = index.counts;
    const all = {
      layers: Object.keys(index.projects),
      states: Object.keys(states),
      modes: Object.keys(modes),
      places: Object.keys(places),
      context: Object.keys(index.context),
    };
    this.past = new Past(index, () => fetchJson(this.url(index.history)));
    this.defaults = {
      days: index.days,
      all,
      layers: new Set(index.defaults),
      states: new Set(all.states),
      modes: new Set(all.modes),
      places: new Set(),
      context: new Set(),
    };
    this.state = fromQuery(window.parent.location.search, this.defaults, (id) => this.current(id));
    const { select, moved } = this.state;
    // A link to a project alone asks to see it; one with a view says itself what is on.
    if (index.projects[select] && !moved) this.state.layers.add(select);
    this.drawing = new Drawing(this.map, index, {
      onSelect: (id) => this.select(id),
      describe: (id) => this.describe(id),
    });
    this.base = new BaseMap(this.map, this.urlsOf(index.basemap));
    this.labels = new Labels(this.map, index, () => this.drawing.courses());
    this.panel = new Panel(this.panelRoot, index, {
      getState: () => this.state,
      defaults: this.defaults,
      colour: (id) => this.drawing.colour(id),
      onChange: () => this.refresh(),
      onOpen: (id) => this.choose(id),
      onBase: (kind) => this.setBase(kind),
    });
    this.town = new TownPin(this.map, this.url("search"), {
      state: () => this.state,
      onChange: () => writeAddress(this.state, this.defaults, true),
      onFlight: () => {
        this.touched = true;
      },
    });
    if (this.config.timeline) await this.slider();
    // On their way while the page is built: first the projects, then what lies below them.
    const needed = this.needed();
    const ground = Promise.all([this.base.load(), this.labels.load(this.urlsOf(index.basemap))]);
    ground.catch(() => {}); // it is told below, once the projects stand
    this.look();
    this.panel.build();
    this.buttons();
    this.startView();
    await Promise.all([this.base.show(this.state.basemap), needed]);
    this.refresh(false);
    this.message.hidden = true;
    this.listen();
    document.documentElement.dataset.ready = "true";
    try {
      await Promise.all([ground, this.linkedTown()]);
    } catch (error) {
      // The projects stand without their background; say so and go on.
      this.notice.textContent = `Part of the base map is missing (${error.message}). Boundaries are not authoritative.`;
    }
    document.documentElement.dataset.ready = "full";
  }

  urlsOf(names) {
    return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, this.url(name)]));
  }

  /** The id that a record has now, which a link may call by a former one; null if there is none. */
  current(id) {
    const { aliases } = this.index;
    const now = id && Object.hasOwn(aliases, id) ? aliases[id] : id;
    return this.isKnown(now) ? now : null;
  }

  isKnown(id) {
    const { sites, projects, features, articles } = this.index;
    return [sites, projects, features, articles].some((kind) => Object.hasOwn(kind, id));
  }

  describe(id) {
    return describe(this.index, id);
  }

  startView() {
    const { lat, lon, z, moved, select } = this.state;
    this.first = moved ? { lat, lon, z } : { lat: null };
    this.fence();
    this.firstView();
    if (select && !moved) this.pending = select;
    this.at = this.where();
    if (!moved) Object.assign(this.state, this.at);
  }

  /** The town that the link marks; one that nobody knows is left out. */
  async linkedTown() {
    const { town, moved } = this.state;
    if (town && (await this.town.load(town)) && !moved) this.town.go(false);
  }

  /** The frame finds its size in steps; until the reader takes over, the first view is kept. */
  resized() {
    this.settling = true; // what the map does now is no move of the reader's
    this.map.invalidateSize(false);
    if (this.first) {
      // before that there is no view to keep
      this.fence();
      if (!this.touched) this.firstView();
      this.at = this.where();
      if (!this.state.moved) Object.assign(this.state, this.at);
    }
    this.settling = false;
  }

  /** The view that the link asks for, or everything from Karachi to Moscow. */
  firstView() {
    const { lat, lon, z } = this.first;
    if (lat === null) this.map.fitBounds(HOME, ROOM);
    else this.map.setView([lat, lon], z, { animate: false });
  }

  /** Never further out than the base map reaches. */
  fence() {
    const least = Math.ceil(this.map.getBoundsZoom(BOX, true) * 4) / 4;
    // Without this, setMinZoom would start an animation that ends after the first view was set.
    if (this.map.getZoom() < least) this.map.setZoom(least, { animate: false });
    this.map.setMinZoom(least);
    this.map.setMaxBounds(BOX);
  }

  where() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, z: this.map.getZoom() };
  }

  /** Railways that belong to no project: fetched when a reader first asks for them. */
  async background() {
    const isOn = this.state.context.has("rail");
    try {
      await this.base.railways(isOn, this.index.context.rail && this.url(this.index.context.rail));
      this.notice.textContent = isOn
        ? `${CREDITS}. Other railways: © OpenStreetMap contributors, ODbL 1.0`
        : CREDITS;
    } catch (error) {
      this.notice.textContent = `The other railways could not be loaded (${error.message}). Switch them off and on to try again.`;
    }
  }

  /** Fetch the layers that are on and not here yet. */
  async needed() {
    await Promise.all([this.remember(), ...[...this.state.layers].map((id) => this.layer(id))]);
    // What is selected may belong to a project that is off; the map still has to know where it is.
    const { select } = this.state;
    const home = this.index.features[select]?.project;
    if (home && !this.drawing.shapes.has(select)) await this.layer(home);
  }

  /** Fetch one layer, unless it is here. */
  async layer(id) {
    if (this.drawing.layers.has(id) || !this.index.projects[id]) return;
    this.drawing.add(id, await fetchJson(this.url(this.index.projects[id].file)));
  }

  /** The history, if a day is asked for; without it the map stays with today and says so. */
  async remember() {
    if (!this.state.date) return;
    try {
      await this.past.load();
    } catch (error) {
      this.state.date = null;
      this.notice.textContent = `The history could not be loaded (${error.message}), so the map shows today. Choose the date again to try again.`;
    }
  }

  /** Draw the state; `isNewPlace` makes it a step that the Back button undoes. */
  async refresh(isNewPlace = false) {
    this.background();
    await this.needed();
    this.past.set(this.state.date);
    this.draw();
    // First the step in the history, then the flight: its moves only amend that step.
    writeAddress(this.state, this.defaults, isNewPlace);
    const goal = this.pending;
    this.pending = null;
    if (goal) this.fly(goal, false);
  }

  /** The page with a slider needs the history at once. */
  async slider() {
    try {
      const { events } = await this.past.load();
      this.time = new Timebar({
        days: this.index.days,
        events,
        calm,
        onMove: (day) => this.slide(day),
        onRest: () => this.settle(),
      });
    } catch (error) {
      this.notice.textContent = `The history could not be loaded (${error.message}). Reload the page to try again.`;
      return;
    }
    this.time.show(this.state.date);
    this.frame.classList.add("with-time");
    this.frame.append(this.time.node);
  }

  /** While the date moves, only the map follows, and only if something on it is different. */
  slide(day) {
    this.state.date = day === this.index.days[1] ? null : day;
    if (this.past.set(this.state.date)) this.draw();
    else this.dated();
  }

  /** The date rests: now it is a step in the history, and the page hears of it. */
  settle() {
    writeAddress(this.state, this.defaults, true);
    this.tell();
  }

  draw() {
    const { select } = this.state;
    this.drawing.apply(this.state);
    this.keyboard();
    this.labels.update(this.drawing.markers, select);
    this.explain();
    this.dated();
  }

  dated() {
    const { date } = this.state;
    this.chip.hidden = !date;
    if (date) {
      this.chip.replaceChildren(
        `As on ${said(date)} `,
        make("span", { "aria-hidden": "true" }, "✕"),
      );
      this.chip.title = `Back to today (newest record: ${said(this.index.days[1])})`;
      this.chip.setAttribute("aria-label", `As on ${said(date)}. Back to today`);
    }
  }

  /** Another day, another record, or both at once; `null` for the day is today. */
  go({ date, select }) {
    if (date !== undefined) this.state.date = date;
    this.time?.pause();
    this.time?.show(this.state.date);
    if (select) this.choose(select);
    else {
      this.refresh(true);
      this.tell();
    }
  }

  /** The legend is written when it is open, and follows what is on the map. */
  explain() {
    if (this.legendBox.open)
      this.legendBox
        .querySelector(".legend-body")
        .replaceChildren(...legend(this.index, this.drawing));
  }

  /** A record was clicked: mark it here, and let the app show what it knows. */
  select(id) {
    if (id && !this.isKnown(id)) return;
    this.state.select = id;
    this.refresh(true);
    this.tell();
    // What is told next begins at its beginning, however far down the link stood.
    if (id)
      for (const box of window.parent.document.querySelectorAll(
        ".st-key-details, .st-key-details-day",
      ))
        box.scrollTop = 0;
  }

  /** Chosen elsewhere (search, panel, details): switch its layer on and go there. */
  choose(id) {
    if (!this.isKnown(id)) return;
    const { sites, projects, features } = this.index;
    const owners = (
      projects[id]
        ? [id]
        : features[id]
          ? [features[id].project, ...this.drawing.projectsOf(id)]
          : (sites[id]?.projects ?? [])
    ).filter((project) => projects[project]);
    if (owners.length && !owners.some((project) => this.state.layers.has(project)))
      this.state.layers.add(owners[0]);
    this.panel.refresh();
    this.frame.classList.remove("panel-open");
    this.town.hide();
    this.pending = id;
    this.select(id);
  }

  tell() {
    this.teller.tell({ select: this.state.select ?? "", date: this.state.date ?? "" });
  }

  fly(id, animate = !calm) {
    const box = this.drawing.bounds(id);
    if (!box.isValid()) return;
    this.touched = true;
    this.map.fitBounds(box.pad(0.25), {
      animate,
      maxZoom: this.index.sites[id] ? Math.max(8, this.map.getZoom()) : 8,
    });
  }

  buttons() {
    const button = (words, label, onclick) =>
      make(
        "button",
        { type: "button", class: "tool", "aria-label": label, title: label, onclick },
        words,
      );
    this.bar.replaceChildren(
      button("☰ Layers", "Show or hide layers", () => this.frame.classList.toggle("panel-open")),
      searchBox(this.url("search"), {
        onChoose: (id) => this.choose(id),
        describe: (id) => this.describe(id),
        onTown: (hit) => {
          this.frame.classList.remove("panel-open");
          this.town.choose(hit, !calm);
        },
      }),
      button("⤢", "Full screen", () => this.fullScreen()),
      button("⌂", "Back to everything", () => this.everything()),
    );
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
  }

  /** The whole frame fills the screen, so it is the page around it that knows. */
  fullScreen() {
    const page = window.parent.document;
    if (page.fullscreenElement) page.exitFullscreen();
    else window.frameElement.requestFullscreen();
  }

  setBase(kind) {
    this.state.basemap = kind;
    this.base.show(kind);
    writeAddress(
      { ...this.state, basemap: kind === "online" ? "relief" : kind },
      this.defaults,
      false,
    );
  }

  everything() {
    this.state.select = this.state.date = null;
    this.town.hide();
    this.time?.show(null);
    for (const set of SETS) this.state[set] = new Set(this.defaults[set]);
    this.state.moved = false;
    this.panel.refresh();
    // First the step in the history: the flight amends whatever is written last.
    writeAddress(this.state, this.defaults, true);
    this.settling = true; // this is the first view again, and no view of the reader's own
    this.map.fitBounds(HOME, ROOM);
    this.settling = false;
    Object.assign(this.state, this.at);
    this.refresh();
    this.tell();
  }

  /** The theme of the page around the map; Streamlit tells it with every render. */
  look(theme) {
    const colour =
      theme?.backgroundColor ?? getComputedStyle(window.parent.document.body).backgroundColor;
    this.theme = isDark(colour) ? "dark" : "light";
    document.documentElement.dataset.theme = this.theme;
    this.drawing.dark = this.theme === "dark";
    this.base.setTheme(this.theme);
  }

  listen() {
    this.map.on("moveend", () => {
      const now = this.where();
      const far =
        Math.abs(now.lat - this.at.lat) +
        Math.abs(now.lon - this.at.lon) +
        Math.abs(now.z - this.at.z);
      // A change of the window's size is no move of the reader's.
      if (far > 0.01 && !this.settling) Object.assign(this.state, now, { moved: true });
      this.at = now;
      writeAddress(this.state, this.defaults, false);
    });
    this.map.on("zoomend", () => {
      this.keyboard();
      this.explain();
    });
    this.legendBox.addEventListener("toggle", () => this.explain());
    this.map.on("click", () => this.state.select && this.select(null));
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      const before = this.theme;
      this.look(event.detail.theme);
      if (before !== this.theme) {
        this.drawing.restyle();
        this.panel.refresh();
        this.refresh();
      }
    });
    if (this.time) this.watchChart();
    const page = window.parent;
    const follow = (event) => this.follow(event);
    const back = () => this.back();
    page.document.addEventListener("click", follow, true);
    page.addEventListener("popstate", back);
    window.addEventListener("pagehide", () => {
      page.document.removeEventListener("click", follow, true);
      page.removeEventListener("popstate", back);
    });
  }

  /** Links to records in the details panel are handled here, so that the map never reloads. */
  follow(event) {
    if (event.target.closest?.("a.back-to-map")) {
      event.preventDefault();
      window.frameElement.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
      return;
    }
    const link = event.target.closest?.("a[href^='?select=']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const query = new URLSearchParams(link.getAttribute("href"));
    const select = this.current(query.get("select"));
    if (!select) return;
    event.preventDefault();
    event.stopPropagation();
    const date = checkedDay(query.get("date"), this.defaults.days);
    this.go({ select, date: date ?? this.state.date });
    this.comeIntoView();
  }

  /** On a phone, and from the list far below, the map has to be brought before the eyes. */
  comeIntoView() {
    const { top, bottom } = window.frameElement.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    if (window.innerWidth < 700 || middle < 0)
      window.frameElement.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  /** What was chosen in the chart below arrives as a link in the page, and is followed at once. */
  watchChart() {
    const page = window.parent;
    let last = page.document.querySelector("a[data-go]")?.dataset.go;
    const watch = new page.MutationObserver(() => {
      const link = page.document.querySelector("a[data-go]");
      if (link?.dataset.go === last) return;
      last = link?.dataset.go;
      link?.click();
    });
    watch.observe(page.document.body, { childList: true, subtree: true });
    window.addEventListener("pagehide", () => watch.disconnect());
  }

  /** Back and forward: Streamlit runs the page, then it hears what the map shows. */
  back() {
    const { pathname, search } = window.parent.location;
    if (pathname !== this.path) return; // to another page
    this.teller.expectRun();
    const state = fromQuery(search, this.defaults, (id) => this.current(id));
    for (const name of [...SETS, "select", "date"]) this.state[name] = state[name];
    this.town.follow(state.town);
    this.time?.show(this.state.date);
    this.panel.refresh();
    this.refresh();
    this.tell();
  }

  /** One stop for the Tab key, arrows from thing to thing, Enter opens, Escape closes. */
  keyboard() {
    const all = this.drawing.reachable();
    if (all.length && !all.some((node) => node.getAttribute("tabindex") === "0"))
      all[0].setAttribute("tabindex", "0");
    if (this.keys) return;
    this.keys = true;
    this.map.getContainer().addEventListener(
      "keydown",
      (event) => {
        const now = this.drawing.reachable();
        const at = now.indexOf(document.activeElement);
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (at < 0) return;
        if (step) {
          const next = now[(at + step + now.length) % now.length];
          now[at].setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        } else if (event.key === "Enter" || event.key === " ") this.select(now[at].dataset.id);
        else if (event.key === "Escape") this.select(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }
}

/** Called once by the script of the folium map. */
export async function startAtlas(map, config) {
  await styled();
  const atlas = new Atlas(map, config);
  window.atlas = atlas;
  try {
    await atlas.start();
  } catch (error) {
    atlas.message.hidden = false;
    atlas.message.replaceChildren(
      make(
        "p",
        {},
        "The map could not be loaded. Check the connection to the server and try again.",
      ),
      make("p", { class: "small" }, String(error.message)),
      make("button", { type: "button", onclick: () => window.location.reload() }, "Try again"),
    );
  }
}
