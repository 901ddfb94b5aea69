// A small map of chosen records, for the pages that tell about them. It has no panel and no
// search, writes no address, and can move together with its neighbours.

import { CREDITS, describe, isDark, styled } from "./shared.js";
import { BaseMap, BOX, fetchJson } from "./basemap.js";
import { make } from "./dom.js";
import { Drawing } from "./drawing.js";
import { Labels } from "./labels.js";
import { Ways } from "./ways.js";

const L = window.L;
const MOVED = "atlas-plate-moved";

class Plate {
  /** `config`: index, layers (project ids), focus (ids that stand out), ways (URL), group. */
  constructor(map, config) {
    Object.assign(this, { map, config, url: (name) => `../../atlas/${name}` });
    const stage = document.getElementById("map_div");
    stage.removeAttribute("style");
    for (const meta of document.querySelectorAll("meta[name=viewport]"))
      meta.content = "width=device-width, initial-scale=1";
    this.message = make("div", { class: "message", role: "status" }, "Loading the map…");
    this.notice = make("p", { class: "caution" }, CREDITS);
    document.body.append(
      make(
        "main",
        { class: "plate", "aria-label": "Map" },
        make("section", { class: "stage", "aria-label": "Map" }, stage, this.notice, this.message),
      ),
    );
    document.getElementById("root").hidden = true;
    // Frames of one page need names of their own.
    const frame = window.frameElement;
    if (frame)
      frame.title = `${frame.title.replace(/ \d+$/, "")} ${[...window.parent.document.querySelectorAll("iframe")].indexOf(frame) + 1}`;
    new ResizeObserver(() => this.fit()).observe(stage);
    for (const kind of ["pointerdown", "wheel", "keydown"])
      stage.addEventListener(
        kind,
        () => {
          this.touched = true;
        },
        { capture: true, passive: true },
      );
  }

  async start() {
    const index = await fetchJson(this.url(this.config.index));
    this.index = index;
    const { states, modes } = index.counts;
    const layers = (this.config.layers ?? []).filter((id) => index.projects[id]);
    this.state = {
      layers: new Set(layers),
      states: new Set(Object.keys(states)),
      modes: new Set(Object.keys(modes)),
      places: new Set(),
      context: new Set(),
      select: null,
      focus: this.config.focus?.length ? new Set(this.config.focus) : null,
    };
    this.drawing = new Drawing(this.map, index, {
      onSelect: (id) => this.open(id),
      describe: (id) => describe(index, id),
    });
    const urls = Object.fromEntries(
      Object.entries(index.basemap).map(([key, name]) => [key, this.url(name)]),
    );
    this.base = new BaseMap(this.map, urls);
    this.labels = new Labels(this.map, index, () => this.drawing.courses());
    this.ways = new Ways(this.map, index);
    this.look();
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
    this.map.setMaxBounds(BOX);
    const fetched = layers.map(async (id) =>
      this.drawing.add(id, await fetchJson(this.url(index.projects[id].file))),
    );
    const ground = Promise.all([this.base.load(), this.labels.load(urls)]);
    ground.catch(() => {}); // it is told below, once the lines stand
    const ways = this.config.ways
      ? fetchJson(this.url(this.config.ways)).then((collection) => this.ways.show(collection))
      : null;
    await Promise.all([...fetched, ways, this.base.show("relief")]);
    this.drawing.apply(this.state);
    this.labels.update(this.drawing.markers, null);
    this.fit();
    this.message.hidden = true;
    this.listen();
    document.documentElement.dataset.ready = "true";
    await ground;
    document.documentElement.dataset.ready = "full";
  }

  /** Everything that is shown, or what stands out of it; kept until the reader takes over. */
  fit() {
    this.map.invalidateSize(false);
    if (!this.state || this.touched) return;
    const wanted = this.state.focus ? [...this.state.focus] : [...this.state.layers];
    const box = wanted.reduce((sum, id) => sum.extend(this.drawing.bounds(id)), L.latLngBounds([]));
    if (this.config.ways) box.extend(this.ways.bounds());
    this.moving = true;
    this.map.setMinZoom(Math.min(4, this.map.getBoundsZoom(BOX, true)));
    if (box.isValid()) this.map.fitBounds(box, { padding: [24, 24], maxZoom: 9, animate: false });
    this.moving = false;
  }

  look(theme) {
    const colour =
      theme?.backgroundColor ?? getComputedStyle(window.parent.document.body).backgroundColor;
    const name = isDark(colour) ? "dark" : "light";
    document.documentElement.dataset.theme = name;
    this.drawing.dark = this.ways.dark = name === "dark";
    this.base.setTheme(name);
    return name;
  }

  /** A record is shown in full on the map page. */
  open(id) {
    window.parent.location.assign(
      new URL(
        `./?select=${encodeURIComponent(id)}`,
        window.parent.location.href.replace(/\/[^/]*$/, "/"),
      ),
    );
  }

  listen() {
    this.map.on("moveend", () => this.tellNeighbours());
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      const before = document.documentElement.dataset.theme;
      if (this.look(event.detail.theme) !== before) {
        this.drawing.restyle();
        this.ways.restyle();
      }
    });
    if (!this.config.group) return;
    const follow = (event) => this.follow(event.detail);
    window.parent.addEventListener(MOVED, follow);
    window.addEventListener("pagehide", () => window.parent.removeEventListener(MOVED, follow));
  }

  tellNeighbours() {
    if (!this.config.group || this.moving || !this.touched) return;
    const { lat, lng } = this.map.getCenter();
    const detail = {
      group: this.config.group,
      from: window.name,
      lat,
      lng,
      zoom: this.map.getZoom(),
    };
    window.parent.dispatchEvent(new CustomEvent(MOVED, { detail }));
  }

  follow({ group, from, lat, lng, zoom }) {
    if (group !== this.config.group || from === window.name) return;
    this.moving = true;
    this.touched = true;
    this.map.setView([lat, lng], zoom, { animate: false });
    this.moving = false;
  }
}

/** Called once by the script of the folium map. */
export async function startPlate(map, config) {
  await styled();
  window.name ||= `plate-${Math.random().toString(36).slice(2)}`;
  const plate = new Plate(map, config);
  window.plate = plate;
  try {
    await plate.start();
  } catch (error) {
    plate.message.hidden = false;
    plate.message.replaceChildren(
      make(
        "p",
        {},
        `The map could not be loaded (${error.message}). Reload the page to try again.`,
      ),
    );
  }
}
