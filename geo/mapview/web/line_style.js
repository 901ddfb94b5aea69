// How the parts of a line look: numbers and colours only, for Leaflet's `setStyle`.

/**
 * What decides how a polyline looks. `thin` is its thickness beside other corridors, `soft` its
 * opacity by what is known of it, `dim` by what is selected beside it; `isTight` says that others
 * lie beside it, `isPlan` that it is a plan over a line of others in service.
 *
 * @typedef {{ pattern: Pattern, colour: string, paper: string, mark: string, width: number,
 *   grow: number, thin: number, soft: number, dim: number, tick: number[] | null,
 *   isSelected: boolean, isTight: boolean, isPlan: boolean }} Polyline
 */

/**
 * The rim, the line on it, ticks of its gauge and the thin line below a plan; null is not drawn.
 *
 * @param {Polyline} polyline
 */
export function strandStyle(polyline) {
  const opacity = polyline.pattern.opacity * polyline.soft * polyline.dim;
  const parts = polyline.pattern.hollow ? hollow(polyline, opacity) : solid(polyline, opacity);
  return { ...parts, ticks: ticks(polyline, opacity), bed: bed(polyline) };
}

/** @type {string | null} */
const NO_DASHES = null;

/** @param {Polyline} polyline */
function dashes({ pattern, grow }) {
  return pattern.dash.map((step) => step * Math.max(1, grow * 0.9)).join(" ") || null;
}

/**
 * What stands there unused: an outline only.
 *
 * @param {Polyline} polyline
 * @param {number} opacity
 */
function hollow(polyline, opacity) {
  const { isSelected, colour, mark, paper, width } = polyline;
  return {
    casing: {
      color: isSelected ? mark : colour,
      weight: width + (isSelected ? 5 : 2),
      opacity,
      dashArray: dashes(polyline),
      lineCap: "butt", // round ends would close the gaps
    },
    main: {
      color: paper,
      weight: Math.max(1, width - 1),
      opacity: opacity * 0.9,
      dashArray: NO_DASHES,
    },
  };
}

/**
 * @param {Polyline} polyline
 * @param {number} opacity
 */
function solid(polyline, opacity) {
  const { isSelected, colour, mark, paper, width, thin, dim, soft } = polyline;
  const rim = isSelected
    ? { color: mark, weight: width + 6, opacity: 0.95 }
    : { color: paper, weight: width + 3.2 * thin, opacity: 0.75 * dim * soft };
  return {
    casing: { ...rim, dashArray: NO_DASHES, lineCap: "round" },
    main: { color: colour, weight: width, opacity, dashArray: dashes(polyline) },
  };
}

/**
 * @param {Polyline} polyline
 * @param {number} opacity
 */
function ticks({ tick, colour, width, isTight, thin }, opacity) {
  if (!tick) return null;
  const weight = isTight || thin < 1 ? width + 3 : 9;
  return { color: colour, weight, opacity, dashArray: tick.join(" ") };
}

/**
 * A hollow line is unlike any service as it is, and has no room for a thread.
 *
 * @param {Polyline} polyline
 */
function bed({ isPlan, pattern, colour, width, soft, dim }) {
  if (!isPlan || pattern.hollow) return null;
  return { color: colour, weight: Math.max(1, width * 0.3), opacity: 0.7 * soft * dim };
}
