// Shapes of a reader's own file, over everything else: numbers only, no text of the file.

const L = window.L;

/**
 * Kind of a shape (point, line or area) and its parts, each a list of longitude and latitude.
 *
 * @typedef {[string, [number, number][][]]} OwnShape
 */

/**
 * Draw the shapes; returns all that they cover.
 *
 * @param {Leaflet.Map} map
 * @param {OwnShape[]} shapes
 * @returns {Leaflet.Bounds}
 */
export function drawOwn(map, shapes) {
  map.createPane("own").style.zIndex = "430"; // above lines and routes, below names
  const renderer = L.svg({ pane: "own", padding: 0.4 });
  // The rims first: no rim may cut the line of a neighbour.
  for (const part of ["rim", "ink"]) {
    const look = { pane: "own", renderer, interactive: false, className: `own own-${part}` };
    for (const shape of shapes) for (const path of pathsOf(shape, look)) path.addTo(map);
  }
  const corners = shapes.flatMap(([, parts]) => parts.flat());
  return L.latLngBounds(corners.map(place));
}

/**
 * @param {OwnShape} shape
 * @param {object} look
 * @returns {Leaflet.Path[]}
 */
function pathsOf([kind, parts], look) {
  const turned = parts.map((points) => points.map(place));
  if (kind === "area") return [L.polygon(turned, look)];
  if (kind === "line") return [L.polyline(turned, { ...look, fill: false })];
  return turned.flat().map((at) => L.circleMarker(at, { ...look, radius: 5 }));
}

/**
 * @param {[number, number]} position
 * @returns {Leaflet.LatLng}
 */
function place([lon, lat]) {
  return L.latLng(lat, lon);
}
