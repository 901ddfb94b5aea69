// A line of Leaflet's whose course on the screen comes from elsewhere.

const L = window.L;

/**
 * A line that lies beside those that share its track. All parts of a polyline have one course, and
 * it is not cut at the edge of the map: so a pan changes nothing, and dashes stay where they are.
 * Of the segment only the bounds are kept, for all of its polylines. What is taken off the map
 * keeps its element, so that switching a layer on again makes nothing anew.
 */
export const OffsetPolyline = L.Polyline.extend({
  /**
   * @param {Leaflet.Bounds} bounds
   * @param {object} options
   */
  initialize(bounds, options) {
    L.setOptions(this, options);
    Object.assign(this, { _latlngs: [], _bounds: bounds, _drawn: null });
  },

  onAdd() {
    if (this._path) this._renderer._layers[L.stamp(this)] = this;
    else this._renderer._initPath(this);
    this._update();
    this._renderer._addPath(this);
  },

  _project() {},

  _update() {
    if (!this._map) return;
    const { path } = this.options.course();
    if (this._drawn !== path) this._renderer._setPath(this, path);
    this._drawn = path;
  },
});
