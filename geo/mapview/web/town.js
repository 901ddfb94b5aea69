// A town that is no record of ours: a pin on the map, its names, and a way to take it off again.

import { localName, element } from "./dom.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";

const L = window.L;
const NEAR = 8; // zoom at which a town and what is around it can be told apart

/** At most one pin. The address keeps its GeoNames id; the server is asked for the name only. */
export class TownPin {
  /** @type {number | null} */
  id = null; // of the town that is marked, or will be once its name is here
  /** @type {Leaflet.Marker | null} */
  marker = null;

  /**
   * `onPin(id)` hears what the reader marks or takes off, `onLost` that nobody knows the town,
   * `onFlight` that the map is about to move there.
   *
   * @param {Leaflet.Map} map
   * @param {import("./fetching.js").Answers} answers
   * @param {{ onPin: (id: number | null) => void, onLost: () => void, onFlight: () => void }} tell
   */
  constructor(map, answers, { onPin, onLost, onFlight }) {
    this.map = map;
    this.answers = answers;
    this.onPin = onPin;
    this.onLost = onLost;
    this.onFlight = onFlight;
    map.createPane("pins").style.zIndex = "645"; // above the names of places
  }

  /**
   * A town was chosen in the search: mark it and go there.
   *
   * @param {SearchHit} hit
   * @param {boolean} animate
   */
  choose(hit, animate) {
    this.show(hit);
    // First the step in the history, then the flight: its moves only amend that step.
    this.onPin(this.id);
    this.go(animate);
  }

  /** @param {boolean} animate */
  go(animate) {
    this.onFlight();
    this.map.setView(sure(this.marker).getLatLng(), Math.max(NEAR, this.map.getZoom()), {
      animate,
    });
  }

  /**
   * Ask for the name of a town and mark it; true once its pin stands. Null takes the pin off.
   *
   * @param {number | null} id
   */
  async load(id) {
    if (id === this.id && (id === null) === (this.marker === null)) return false;
    this.hide();
    if (id === null) return false;
    this.id = id;
    const answer = await this.answers(`town=${id}`).catch(() => {});
    if (this.id !== id) return false; // something else has been marked since
    /** @type {SearchHit | undefined} */
    const hit = answer?.hits[0];
    if (hit) this.show(hit);
    else this.lose();
    return Boolean(hit);
  }

  lose() {
    this.id = null;
    this.onLost();
  }

  /** @param {SearchHit} hit */
  show(hit) {
    this.hide();
    const { id, lat, lon } = sure(hit.town);
    this.id = id;
    const face = this.face(hit);
    /** @type {Leaflet.Marker} */
    const marker = L.marker([lat, lon], {
      icon: L.divIcon({ html: face, className: "pin", iconSize: [0, 0] }),
      pane: "pins",
      keyboard: false,
      bubblingMouseEvents: false,
      zIndexOffset: 3000,
    });
    this.marker = marker.addTo(this.map);
    L.DomEvent.disableClickPropagation(face);
  }

  /** @param {SearchHit} hit */
  face({ name, where, town }) {
    const local = town?.local;
    const words = element(
      "span",
      { class: "pin-name" },
      element("b", {}, name),
      local ? localName(local.language, local.name) : null,
      element("span", { class: "pin-where" }, where),
    );
    const off = element(
      "button",
      {
        type: "button",
        class: "pin-off",
        "aria-label": say("Take the pin off {name}", { name }),
        title: say("Take the pin off"),
        onclick: () => this.remove(),
      },
      "×",
    );
    const label = say("Pin: {name}, {where}", { name, where });
    const point = element("span", { class: "pin-point" });
    return element(
      "div",
      { class: "pin-face", role: "group", "aria-label": label },
      point,
      words,
      off,
    );
  }

  hide() {
    this.marker?.remove();
    this.marker = null;
    this.id = null;
  }

  remove() {
    this.hide();
    this.onPin(null);
    this.map.getContainer().focus({ preventScroll: true });
  }
}
