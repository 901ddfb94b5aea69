// A town that is no record of ours: a pin on the map, its names, and a way to take it off again.

import { fetchJson } from "./basemap.js";
import { localName, make } from "./dom.js";

const L = window.L;
const NEAR = 8; // zoom at which a town and what is around it can be told apart

/** At most one pin. The address keeps its GeoNames id; the server is asked for the name only. */
export class TownPin {
  constructor(map, url, { state, onChange, onFlight }) {
    Object.assign(this, { map, url, state, onChange, onFlight, marker: null });
    map.createPane("pins").style.zIndex = 645; // above the names of places
  }

  /** A town was chosen in the search: mark it and go there. */
  choose(hit, animate) {
    this.show(hit);
    // First the step in the history, then the flight: its moves only amend that step.
    this.onChange();
    this.go(animate);
  }

  go(animate) {
    this.onFlight();
    this.map.setView(this.marker.getLatLng(), Math.max(NEAR, this.map.getZoom()), { animate });
  }

  /** What a link or the Back button asks for; a town that nobody knows is left out. */
  async follow(id) {
    if (id === this.state().town && (id === null) === (this.marker === null)) return;
    this.hide();
    this.state().town = id;
    if (id !== null) await this.load(id);
  }

  /** Ask for the name of the town that the state marks; true once its pin stands. */
  async load(id) {
    const { hits } = await fetchJson(`${this.url}?town=${id}`).catch(() => ({ hits: [] }));
    if (this.state().town !== id) return false;
    if (hits.length) this.show(hits[0]);
    else this.state().town = null;
    return hits.length > 0;
  }

  show(hit) {
    this.hide();
    this.state().town = hit.town.id;
    const { lat, lon, local } = hit.town;
    const name = make(
      "span",
      { class: "pin-name" },
      make("b", {}, hit.name),
      local ? localName(local.language, local.name) : null,
      make("span", { class: "pin-where" }, hit.where),
    );
    const off = make(
      "button",
      {
        type: "button",
        class: "pin-off",
        "aria-label": `Take the pin off ${hit.name}`,
        title: "Take the pin off",
        onclick: () => this.remove(),
      },
      "×",
    );
    const face = make(
      "div",
      { class: "pin-face", role: "group", "aria-label": `Pin: ${hit.name}, ${hit.where}` },
      make("span", { class: "pin-point" }),
      name,
      off,
    );
    this.marker = L.marker([lat, lon], {
      icon: L.divIcon({ html: face, className: "pin", iconSize: [0, 0] }),
      pane: "pins",
      keyboard: false,
      bubblingMouseEvents: false,
      zIndexOffset: 3000,
    }).addTo(this.map);
    L.DomEvent.disableClickPropagation(face);
  }

  hide() {
    this.marker?.remove();
    this.marker = null;
    this.state().town = null;
  }

  remove() {
    this.hide();
    this.onChange();
    this.map.getContainer().focus({ preventScroll: true });
  }
}
