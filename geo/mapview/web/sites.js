// Signs of places: which of them this zoom has room for, and how they look.

import { make } from "./dom.js";
import { sign } from "./signs.js";

const L = window.L;
const WEIGHT = {
  "steel-plant": 0,
  "border-crossing": 2.4,
  port: 2.8,
  "dry-port": 3.5,
  city: 6,
  pass: 5,
  junction: 5.5,
  "rail-station": 6,
  "company-town": 7,
  jetty: 7,
};
const LEAST_TOWN = 9; // rank of a place that is no town of the base map
const ON_TOP = { "steel-plant": 900, "border-crossing": 600, port: 300 };
const APART = 17; // pixels from sign to sign
const SHUT = new Set(["closed", "not known after closed"]);
const ASKED_APART = 7; // the same for places that the reader has asked for: only what would coincide

/** How much a place matters on a crowded map; the least number comes first, and a shut post before open ones. */
export function importance(site, { isDefault = false, isAsked = false } = {}) {
  const town = site.kind === "city" ? ((site.rank ?? LEAST_TOWN) - LEAST_TOWN) * 0.45 : 0;
  return (
    WEIGHT[site.kind] +
    town -
    (isDefault ? 1.5 : 0) -
    (isAsked ? 1 : 0) -
    (SHUT.has(site.access) ? 3 : 0)
  );
}

/**
 * Leave out signs too near to a more important one. `spots` are {id, x, y, order, apart}; returns
 * the ids that stay. The result depends on the zoom alone, so signs do not flicker as the map moves.
 */
export function thin(spots) {
  const kept = [];
  for (const spot of [...spots].sort(
    (one, other) => one.order - other.order || (one.id < other.id ? -1 : 1),
  )) {
    const clashes = kept.some((other) => {
      const apart = Math.min(spot.apart, other.apart);
      return Math.abs(spot.x - other.x) < apart && Math.abs(spot.y - other.y) < apart;
    });
    if (!clashes) kept.push(spot);
  }
  return new Set(kept.map(({ id }) => id));
}

export class Sites {
  constructor(map, index, { listen, describe, renderer }) {
    Object.assign(this, { map, index, listen, describe, renderer });
    this.markers = new Map(); // site id -> marker
    this.dark = false;
    this.defaults = new Set(index.defaults);
  }

  /** The sites of visible layers that this zoom has room for, and always the selected one. */
  wanted() {
    const zoom = this.map.getZoom();
    const { layers, places, select, focus } = this.state;
    // A focus that names places leaves no room for those of other lines.
    const only = [...(focus ?? [])].some((id) => this.index.sites[id]) ? focus : null;
    const found = new Map();
    const spots = [];
    for (const [id, site] of Object.entries(this.index.sites)) {
      if ((site.absent && id !== select) || (only && !only.has(id))) continue;
      const projects = site.projects.filter((project) => layers.has(project));
      const isAsked = site.layers?.some((layer) => places.has(layer)) ?? false;
      const { zoom: usual } = this.index.style.site[site.kind];
      const early = site.breaks ? Math.min(5, usual) : usual;
      const isSelected = id === select;
      if (!isSelected && !isAsked && !(projects.length && zoom >= early)) continue;
      const isDefault = projects.some((project) => this.defaults.has(project));
      const order = isSelected ? -9 : importance(site, { isDefault, isAsked });
      // Among names, a border post that was asked for comes no earlier than others.
      found.set(id, { projects, order: isSelected ? -9 : importance(site, { isDefault }) });
      const { x, y } = this.map.project([site.lat, site.lon], zoom);
      spots.push({ id, x, y, order, apart: isAsked || isSelected ? ASKED_APART : APART });
    }
    const kept = thin(spots);
    for (const id of found.keys()) if (!kept.has(id)) found.delete(id);
    return found;
  }

  show(state = this.state) {
    if (!state) return;
    this.state = state;
    const wanted = this.wanted();
    for (const [id, marker] of this.markers) {
      if (wanted.has(id) && this.stamp(id, wanted.get(id).projects) === marker.stamp) continue;
      marker.ring?.remove();
      marker.remove();
      this.markers.delete(id);
    }
    for (const [id, { projects, order }] of wanted) {
      if (!this.markers.has(id)) this.mark(id, projects);
      const marker = this.markers.get(id);
      marker.order = order;
      marker.getElement()?.classList.toggle("selected", id === state.select);
      this.doubt(marker, this.index.sites[id]);
    }
  }

  /** What a sign shows: another stamp needs another sign. */
  stamp(id, projects) {
    const { state, told } = this.index.sites[id];
    return [...projects, state, told].join(" ");
  }

  /** From zoom 8 on, a ring as wide as the likely error of a place that is only estimated. */
  doubt(marker, site) {
    if (!site.error_km || this.map.getZoom() < 8) {
      marker.ring?.remove();
      return;
    }
    marker.ring ??= L.circle([site.lat, site.lon], {
      radius: site.error_km * 1000,
      pane: "areas",
      renderer: this.renderer,
      className: "doubt-ring",
      fill: false,
      interactive: false,
      weight: 1.2,
      dashArray: "2 4",
    });
    marker.ring.setStyle({ color: this.dark ? "#e6e8ea" : "#1d2530" }).addTo(this.map);
  }

  mark(id, projects) {
    const site = this.index.sites[id];
    const isPost = site.kind === "border-crossing";
    const look = this.index.style.site[site.kind];
    const face = make(
      "span",
      { class: "face" },
      sign(look.sign, {
        access: isPost ? site.access : "",
        breakOfGauge: Boolean(site.breaks) && !isPost,
      }),
    );
    if (site.breaks && isPost) face.append(sign("border", { breakOfGauge: true, size: 13 }));
    const classes = [
      "site",
      `kind-${site.kind}`,
      ...(site.state ? [`state-${site.state}`] : []),
      ...projects.map((project) => `project-${project}`),
    ].join(" ");
    const marker = L.marker([site.lat, site.lon], {
      icon: L.divIcon({ html: face, className: classes, iconSize: [44, 44] }),
      keyboard: false,
      riseOnHover: true,
      zIndexOffset: ON_TOP[site.kind] ?? 0,
    });
    marker.stamp = this.stamp(id, projects);
    this.markers.set(id, marker.addTo(this.map));
    this.listen(marker, id);
    const node = marker.getElement();
    const { name, detail } = this.describe(id);
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${name}, ${detail}`);
    node.setAttribute("tabindex", "-1");
    node.dataset.id = id;
  }
}
