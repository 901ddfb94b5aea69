// A line of Leaflet's whose course on the screen comes from elsewhere.

const L = window.L;

/**
 * A line that lies beside those that share its track. All parts of a strand have one course, and
 * it is not cut at the edge of the map: so a pan changes nothing, and dashes stay where they are.
 * Of the segment only the bounds are kept, for all of its strands.
 */
export const OffsetPolyline = L.Polyline.extend({
  initialize(bounds, options) {
    L.setOptions(this, options);
    Object.assign(this, { _latlngs: [], _bounds: bounds });
  },
  onAdd(map) {
    this._drawn = null;
    L.Polyline.prototype.onAdd.call(this, map);
  },
  _project() {},
  _update() {
    const path = this.options.course().path;
    if (this._map && this._drawn !== path) this._renderer._setPath(this, path);
    this._drawn = path;
  },
});
