// Signs of places: which of them this zoom has room for, and how they look.

import { importance, thin } from "./crowding.js";
import { element } from "./dom.js";
import { palette } from "./shared.js";
import { sign } from "./signs.js";
import { sure } from "./sure.js";
import { withCommas } from "./texts.js";

const L = window.L;
/** @type {Record<string, number>} */
const ON_TOP = { "steel-plant": 900, "border-crossing": 600, port: 300 };
const APART = 17; // pixels from sign to sign
const ASKED_APART = 7; // the same for places that were asked for: only what would coincide
const FIRST = -9; // the order of what is selected: before all others
const EARLY = 5; // zoom from which a break of gauge is shown, whatever kind of place it is at
const RINGS_FROM = 8; // zoom

/** @typedef {import("./crowding.js").Spot} Spot */
/**
 * A sign on the map: `stamp` names what it shows, `order` its place among names, `ring` is as wide
 * as the error of its place.
 *
 * @typedef {Leaflet.Marker & { stamp: string, order: number, ring?: Leaflet.Circle }} Sign
 */
/** @typedef {{ projects: string[], order: number }} Wanted */

export class Sites {
  /** @type {Map<string, Sign>} */
  markers = new Map(); // id of a site -> its sign
  /** @type {Theme} */
  theme = "light";
  /** @type {Choice | null} */
  state = null;

  /**
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {{ listen: (part: Leaflet.Layer, id: string) => void,
   *   describe: (id: string) => Described, renderer: Leaflet.Layer }} options
   */
  constructor(map, index, { listen, describe, renderer }) {
    this.map = map;
    this.index = index;
    this.listen = listen;
    this.describe = describe;
    this.renderer = renderer;
    this.defaults = new Set(index.defaults);
  }

  /**
   * The sites of visible layers that this zoom has room for, and always the selected one.
   *
   * @returns {Map<string, Wanted>}
   */
  wanted() {
    /** @type {Map<string, Wanted>} */
    const found = new Map();
    /** @type {Spot[]} */
    const spots = [];
    for (const [id, site] of this.eligible()) {
      const reasons = this.reasons(id, site);
      if (!reasons) continue;
      found.set(id, this.want(site, reasons));
      spots.push(this.spot(id, site, reasons));
    }
    const kept = thin(spots);
    return new Map([...found].filter(([id]) => kept.has(id)));
  }

  /** A focus that names places leaves no room for those of other lines. */
  eligible() {
    const { sites } = this.index;
    const named = [...(sure(this.state).focus ?? [])].filter((id) => sites[id]);
    const focus = new Set(named);
    return Object.entries(sites).filter(([id]) => !named.length || focus.has(id));
  }

  /**
   * Why a site is wanted, or null.
   *
   * @param {string} id
   * @param {Site} site
   */
  reasons(id, site) {
    const { places, select } = sure(this.state);
    const isSelected = id === select;
    if (site.absent && !isSelected) return null;
    const isAsked = site.layers?.some((layer) => places.has(layer)) ?? false;
    const isWanted = isSelected || isAsked;
    // Most places come only nearer: their corridors need not be looked at.
    if (!isWanted && this.map.getZoom() < this.earliest(site)) return null;
    const projects = this.corridors(site);
    return isWanted || projects.length ? { projects, isAsked, isSelected } : null;
  }

  /**
   * The visible corridors of a site, without those that come there only after the day shown.
   *
   * @param {Site} site
   */
  corridors({ projects, later = "" }) {
    const { layers } = sure(this.state);
    const here = projects.filter((id) => layers.has(id));
    if (!later) return here;
    const absent = later.split(" ");
    return here.filter((id) => !absent.includes(id));
  }

  /** @param {Site} site */
  earliest({ kind, breaks }) {
    const { zoom } = this.index.style.site[kind];
    return breaks ? Math.min(EARLY, zoom) : zoom;
  }

  /**
   * Among names, a border post that was asked for comes no earlier than others.
   *
   * @param {Site} site
   * @param {{ projects: string[], isSelected: boolean }} reasons
   * @returns {Wanted}
   */
  want(site, { projects, isSelected }) {
    const isDefault = projects.some((project) => this.defaults.has(project));
    return { projects, order: isSelected ? FIRST : importance(site, { isDefault }) };
  }

  /**
   * @param {string} id
   * @param {Site} site
   * @param {{ projects: string[], isAsked: boolean, isSelected: boolean }} reasons
   * @returns {Spot}
   */
  spot(id, site, { projects, isAsked, isSelected }) {
    const isDefault = projects.some((project) => this.defaults.has(project));
    const order = isSelected ? FIRST : importance(site, { isDefault, isAsked });
    const { x, y } = this.map.project([site.lat, site.lon], this.map.getZoom());
    return { id, x, y, order, apart: isAsked || isSelected ? ASKED_APART : APART };
  }

  show(state = this.state) {
    if (!state) return;
    this.state = state;
    const wanted = this.wanted();
    for (const [id, marker] of this.markers) {
      const want = wanted.get(id);
      if (want && this.stamp(id, want.projects) === marker.stamp) continue;
      marker.ring?.remove();
      marker.remove();
      this.markers.delete(id);
    }
    for (const [id, { projects, order }] of wanted) {
      const marker = this.markers.get(id) ?? this.mark(id, projects);
      marker.order = order;
      marker.getElement()?.classList.toggle("selected", id === state.select);
      this.doubt(marker, this.index.sites[id]);
    }
  }

  /**
   * What a sign shows: another stamp needs another sign.
   *
   * @param {string} id
   * @param {string[]} projects
   */
  stamp(id, projects) {
    const { state, told } = this.index.sites[id];
    return [...projects, state, told].join(" ");
  }

  /**
   * From zoom 8 on, a ring as wide as the likely error of a place that is only estimated.
   *
   * @param {Sign} marker
   * @param {Site} site
   */
  doubt(marker, { error_km, lat, lon }) {
    if (!error_km || this.map.getZoom() < RINGS_FROM) {
      marker.ring?.remove();
      return;
    }
    const ring = marker.ring ?? this.ring([lat, lon], error_km * 1000);
    ring.setStyle({ color: palette(this.index.style, this.theme).ink }).addTo(this.map);
    marker.ring = ring;
  }

  /**
   * @param {Point} place of latitude and longitude
   * @param {number} radius in metres
   * @returns {Leaflet.Circle}
   */
  ring(place, radius) {
    return L.circle(place, {
      radius,
      pane: "areas",
      renderer: this.renderer,
      className: "doubt-ring",
      fill: false,
      interactive: false,
      weight: 1.2,
      dashArray: "2 4",
    });
  }

  /**
   * @param {string} id
   * @param {string[]} projects
   */
  mark(id, projects) {
    const site = this.index.sites[id];
    /** @type {Sign} */
    const marker = L.marker([site.lat, site.lon], {
      icon: this.icon(site, projects),
      keyboard: false,
      riseOnHover: true,
      zIndexOffset: ON_TOP[site.kind] ?? 0,
    });
    marker.stamp = this.stamp(id, projects);
    this.markers.set(id, marker.addTo(this.map));
    this.listen(marker, id);
    const node = sure(marker.getElement());
    const { name, detail } = this.describe(id);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", withCommas([name, detail]));
    node.setAttribute("tabindex", "-1");
    node.dataset.id = id;
    return marker;
  }

  /**
   * @param {Site} site
   * @param {string[]} projects
   */
  icon({ kind, access, breaks, state }, projects) {
    const isPost = kind === "border-crossing";
    const hasBreak = Boolean(breaks);
    const face = element(
      "span",
      { class: "face" },
      sign(this.index.style.site[kind].sign, {
        access: isPost ? access : "",
        breakOfGauge: hasBreak && !isPost,
      }),
    );
    if (hasBreak && isPost) face.append(sign("border", { breakOfGauge: true, size: 13 }));
    const owners = projects.map((project) => `project-${project}`);
    const classes = ["site", `kind-${kind}`, state && `state-${state}`, ...owners];
    const className = classes.filter(Boolean).join(" ");
    return L.divIcon({ html: face, className, iconSize: [44, 44] });
  }
}
