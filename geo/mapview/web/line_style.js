// How the parts of a line look: numbers and colours only, for Leaflet's `setStyle`.

/**
 * What decides how a strand looks. `thin` is its thickness beside other corridors, `soft` its
 * opacity by what is known of it, `dim` by what is selected beside it; `isTight` says that others
 * lie beside it, `isPlan` that it is a plan over a line of others in service.
 *
 * @typedef {{ pattern: Pattern, colour: string, paper: string, mark: string, width: number,
 *   grow: number, thin: number, soft: number, dim: number, tick: number[] | null,
 *   isSelected: boolean, isTight: boolean, isPlan: boolean }} Strand
 */

/**
 * The rim, the line on it, ticks of its gauge and the thin line below a plan; null is not drawn.
 *
 * @param {Strand} strand
 */
export function strandStyle(strand) {
  const opacity = strand.pattern.opacity * strand.soft * strand.dim;
  const parts = strand.pattern.hollow ? hollow(strand, opacity) : solid(strand, opacity);
  return { ...parts, ticks: ticks(strand, opacity), bed: bed(strand) };
}

/** @type {string | null} */
const NO_DASHES = null;

/** @param {Strand} strand */
function dashes({ pattern, grow }) {
  return pattern.dash.map((step) => step * Math.max(1, grow * 0.9)).join(" ") || null;
}

/**
 * What stands there unused: an outline only.
 *
 * @param {Strand} strand
 * @param {number} opacity
 */
function hollow(strand, opacity) {
  const { isSelected, colour, mark, paper, width } = strand;
  return {
    casing: {
      color: isSelected ? mark : colour,
      weight: width + (isSelected ? 5 : 2),
      opacity,
      dashArray: dashes(strand),
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
 * @param {Strand} strand
 * @param {number} opacity
 */
function solid(strand, opacity) {
  const { isSelected, colour, mark, paper, width, thin, dim, soft } = strand;
  const rim = isSelected
    ? { color: mark, weight: width + 6, opacity: 0.95 }
    : { color: paper, weight: width + 3.2 * thin, opacity: 0.75 * dim * soft };
  return {
    casing: { ...rim, dashArray: NO_DASHES, lineCap: "round" },
    main: { color: colour, weight: width, opacity, dashArray: dashes(strand) },
  };
}

/**
 * @param {Strand} strand
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
 * @param {Strand} strand
 */
function bed({ isPlan, pattern, colour, width, soft, dim }) {
  if (!isPlan || pattern.hollow) return null;
  return { color: colour, weight: Math.max(1, width * 0.3), opacity: 0.7 * soft * dim };
}
