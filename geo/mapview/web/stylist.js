// The style of polylines and outlines: what it follows from, and setting it only where it is new.

import { strandStyle } from "./line_style.js";
import { sure } from "./sure.js";

const TICKS_FROM = 7; // zoom
const PALE = 0.6; // opacity of what nobody says since when it is there
const ASIDE = 0.35; // opacity of what lies beside the selected

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").StrandEntry} StrandEntry */

/**
 * Lines grow a little with the zoom.
 *
 * @param {number} zoom
 */
export function grow(zoom) {
  return Math.min(1.6, Math.max(0.75, 1 + (zoom - 5) * 0.14));
}

export class Stylist {
  /** @type {Theme} */
  theme = "light";
  /** @type {Choice | null} */
  state = null;

  /**
   * `isDrawn` tells whether the map knows the course of a record.
   *
   * @param {Leaflet.Map} map
   * @param {AtlasIndex} index
   * @param {{ standing: import("./standing.js").Standing,
   *   lines: import("./parallel_lines.js").ParallelLines,
   *   isDrawn: (id: string) => boolean }} parts
   */
  constructor(map, index, { standing, lines, isDrawn }) {
    this.map = map;
    this.index = index;
    this.standing = standing;
    this.lines = lines;
    this.isDrawn = isDrawn;
  }

  /**
   * Whether an entry steps back behind what stands out.
   *
   * @param {Entry} entry
   */
  isAside({ props: { id } }) {
    const { select, focus } = sure(this.state);
    if (focus) return !focus.has(id);
    return id !== select && select !== null && this.isDrawn(select);
  }

  /**
   * Set the style of an entry; false if it has it already. Most lines stay as they are, and setting
   * a style is what costs.
   *
   * @param {Entry} entry
   */
  style(entry) {
    const zoom = this.map.getZoom();
    const isSelected = entry.props.id === sure(this.state).select;
    const dim = this.isAside(entry) ? ASIDE : 1;
    const facts = [zoom, isSelected, dim, this.theme];
    const look = [...facts, this.isTight(entry), this.standing.key(entry)].join(" ");
    if (entry.look === look) return false;
    entry.look = look;
    if (entry.kind === "area") {
      const colour = this.index.projects[entry.project].colour[this.theme];
      const weight = isSelected ? 3 : 1.6;
      entry.main.setStyle({ color: colour, fillColor: colour, opacity: dim, weight });
    } else {
      this.styleStrand(entry, isSelected, dim);
    }
    return true;
  }

  /**
   * @param {StrandEntry} entry
   * @param {boolean} isSelected
   * @param {number} dim
   */
  styleStrand(entry, isSelected, dim) {
    const { main, casing, ticks, bed } = entry;
    const style = strandStyle({ ...this.strandLook(entry), isSelected, dim });
    main.setStyle(style.main);
    casing.setStyle(style.casing);
    const extras = [
      { part: ticks, look: style.ticks },
      { part: bed, look: style.bed },
    ];
    entry.extras = [];
    for (const { part, look } of extras) {
      if (part && look) entry.extras.push(part.setStyle(look));
      else part?.remove();
    }
  }

  /** @param {Entry} entry */
  strandLook(entry) {
    const { project, props } = entry;
    const { lifecycle, mode, basis, gauge } = this.index.style;
    const { state, undated } = this.standing.now(entry);
    const plan = this.standing.unrun(entry);
    const { paper, mark } = this.index.style.theme;
    const zoom = this.map.getZoom();
    const size = grow(zoom);
    // What stands out is as wide as any corridor.
    const thin = sure(this.state).focus?.has(props.id) ? 1 : this.thickness(project);
    const hasTicks = zoom >= TICKS_FROM;
    return {
      pattern: lifecycle[plan ?? sure(state)],
      colour: this.index.projects[project].colour[this.theme],
      paper: paper[this.theme],
      mark: mark[this.theme],
      width: mode[sure(props.mode)].width * size * thin,
      grow: size,
      thin,
      soft: basis[props.basis].opacity * (undated ? PALE : 1),
      tick: (hasTicks && gauge[props.gauges?.[0] ?? ""]?.tick) || null,
      isTight: this.isTight(entry),
      isPlan: plan !== null,
    };
  }

  /**
   * What a new style adds to an entry on the map, and where it lies in the stack.
   *
   * @param {Entry} entry
   */
  complete(entry) {
    for (const part of entry.extras) part.addTo(this.map);
    this.stack(entry);
  }

  /**
   * The selected lies on top, thin lines at the bottom, and below all the beds of plans.
   *
   * @param {Entry} entry
   */
  stack(entry) {
    if (entry.kind === "area") return;
    const { project, props, casing, hit, main, bed, extras } = entry;
    const { select, focus } = sure(this.state);
    const isThin = this.thickness(project) < 1 && !focus?.has(props.id);
    if (props.id === select) for (const part of [casing, main]) part.bringToFront();
    else if (isThin) for (const part of [casing, hit, main]) part.bringToBack();
    if (bed && extras.includes(bed)) bed.bringToBack();
  }

  /**
   * Whether others lie beside the polyline.
   *
   * @param {Entry} entry
   */
  isTight({ key }) {
    return (this.lines.polylines.get(key)?.count ?? 0) > 1;
  }

  /**
   * How wide the lines of a project are beside those of others; thinner ones lie below them.
   *
   * @param {string} project
   */
  thickness(project) {
    return this.index.projects[project].colour.width ?? 1;
  }
}
