// What the map page and the small maps share.

export const CREDITS =
  "Boundaries are not authoritative. © OpenStreetMap contributors · GeoNames · Natural Earth · Leaflet";

/** Name and one line about any record, for hover, search and screen readers. */
export function describe(index, id) {
  const { sites, projects, features, style } = index;
  if (sites[id]) {
    const site = sites[id];
    const kind = style.site[site.kind].legend + (site.told ? `, freight ${site.told}` : "");
    const state = site.state ? `, ${style.lifecycle[site.state].legend.toLowerCase()}` : "";
    const gauge = site.breaks
      ? `, ${style["break-of-gauge"].legend.toLowerCase()} ${site.breaks.join("/")} mm`
      : "";
    return { name: site.name, detail: kind + state + gauge };
  }
  if (projects[id])
    return { name: projects[id].title, detail: style.lifecycle[projects[id].state].legend };
  const feature = features[id];
  if (!feature) return { name: "Unknown record", detail: "" };
  const state = feature.state
    ? style.lifecycle[feature.state].legend.toLowerCase()
    : "outline, not surveyed";
  const mode = feature.mode ? `${style.mode[feature.mode].legend}, ` : "";
  const then = feature.absent
    ? "not there yet"
    : state + (feature.undated ? ", opening date not in the atlas" : "");
  return { name: feature.name, detail: `${mode}${then}` };
}

export function isDark(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = hex
    ? hex.slice(1).map((part) => Number.parseInt(part, 16))
    : (colour.match(/\d+/g) ?? [255, 255, 255]).map(Number);
  return parts[0] * 0.3 + parts[1] * 0.59 + parts[2] * 0.11 < 110;
}

/** Sizes mean nothing before the style sheets are there. */
export function styled() {
  const waiting = [...document.querySelectorAll("link[rel=stylesheet]")].filter(
    (link) => !link.sheet,
  );
  return Promise.all(
    waiting.map(
      (link) =>
        new Promise((done) => {
          link.addEventListener("load", done);
          link.addEventListener("error", done);
        }),
    ),
  );
}
