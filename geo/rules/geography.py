"""Positions, lines and outlines: where they may be and how they fit together."""

from itertools import pairwise

from shapely.geometry import Polygon

from geo.measure import length_km
from geo.model import LonLat
from geo.rules.context import Context, Found
from geo.vocab import BUILT, Accuracy, GeometryBasis, Lifecycle, Mode

_END_OFF_KM = 0.5
_GAUGES = frozenset({762, 1000, 1067, 1435, 1520, 1676})
_LONGEST_KM = 12_000.0
_RAILS = frozenset({Mode.RAIL, Mode.RAIL_ROAD})


def positions_are_in_the_region(context: Context) -> Found:
    """Nothing lies outside longitude -10 to 130, latitude 10 to 65; swapped pairs are named."""
    shapes = [(one.id, (one.at,)) for one in context.loaded.sites]
    shapes += [(one.id, one.line) for one in context.loaded.segments]
    shapes += [(one.id, one.ring) for one in context.loaded.areas]
    for record_id, positions in shapes:
        outside = [at for at in positions if not _inside(at)]
        if not outside:
            continue
        at = outside[0]
        if _inside(LonLat(at.lat, at.lon)):
            yield context.issue(record_id, "geometry", "swapped_axes", f"({at.lon:g}, {at.lat:g}) looks swapped", "Give longitude first, latitude second.")
        else:
            yield context.issue(record_id, "geometry", "out_of_region", f"({at.lon:g}, {at.lat:g}) is outside the atlas", "Check the coordinates.")


def _inside(at: LonLat) -> bool:
    # Tighter in the west than the box, so that a swapped Karachi (24.8, 67.0) cannot hide in Europe.
    return -10 <= at.lon <= 130 and 10 <= at.lat <= 62


def segment_ends_touch_their_sites(context: Context) -> Found:
    """A line begins and ends within half a kilometre of the sites that it names."""
    for segment in context.loaded.segments:
        for field, site_id, end in (("from_id", segment.from_id, segment.line[0]), ("to_id", segment.to_id, segment.line[-1])):
            site = context.sites.get(site_id)
            if site is None or not _inside(end):
                continue
            off = length_km((site.at, end))
            if off > _END_OFF_KM:
                yield context.issue(segment.id, field, "end_off_node", f"the line ends {off:.1f} km from {site_id}", "Move the end onto the site.")


def lines_have_length(context: Context) -> Found:
    """A line is longer than nothing and never jumps over the 180th meridian."""
    for segment in context.loaded.segments:
        if length_km(segment.line) == 0:
            yield context.issue(segment.id, "geometry", "zero_length", "the line has no length", "Draw it from one site to the other.")
        if any(abs(one.lon - other.lon) > 180 for one, other in pairwise(segment.line)):
            yield context.issue(segment.id, "geometry", "antimeridian", "the line jumps over 180 degrees", "Split it there (RFC 7946).")


def rings_are_sound(context: Context) -> Found:
    """An outline does not cross itself; which way it turns is checked when it is read."""
    for area in context.loaded.areas:
        ring = Polygon(area.ring)
        if not ring.is_valid:
            yield context.issue(area.id, "geometry", "ring_invalid", "the ring crosses itself", "Draw it without crossings.")


def gauges_fit_the_mode(context: Context) -> Found:
    """Railways name their track gauges, nothing else does, and only real gauges are named."""
    for segment in context.loaded.segments:
        if segment.mode in _RAILS and not segment.gauges_mm and segment.geometry_basis is not GeometryBasis.ENDPOINTS_ONLY:
            yield context.issue(segment.id, "gauges_mm", "gauge_missing", "a railway without a track gauge", "Give it in millimetres, for instance 1520.")
        if segment.mode not in _RAILS and segment.gauges_mm:
            yield context.issue(segment.id, "gauges_mm", "gauge_without_rail", f"mode {segment.mode} has no track gauge", "Leave the field out.")
        strange = [gauge for gauge in segment.gauges_mm if gauge not in _GAUGES]
        if strange:
            known = ", ".join(str(gauge) for gauge in sorted(_GAUGES))
            yield context.issue(segment.id, "gauges_mm", "gauge_unknown", f"{strange[0]} mm is not a gauge we know", f"Use one of {known}.")


def promises_are_not_surveyed(context: Context) -> Found:
    """What is not being built has no surveyed line, since no alignment was published."""
    for segment in context.loaded.segments:
        planned = segment.lifecycle not in BUILT and segment.lifecycle is not Lifecycle.CONSTRUCTION
        if planned and segment.geometry_basis in {GeometryBasis.SURVEYED, GeometryBasis.OSM}:
            yield context.issue(segment.id, "geometry_basis", "promise_drawn_as_fact", f"a {segment.lifecycle} line is called {segment.geometry_basis}", "Call it schematic.")


def lengths_are_kilometres(context: Context) -> Found:
    """A published length fits the line, has a scope and a source."""
    for segment in context.loaded.segments:
        published = segment.published_length_km
        if published is None:
            continue
        drawn = length_km(segment.line)
        if published > _LONGEST_KM or (published > 300 and published > 5 * drawn):
            yield context.issue(segment.id, "published_length_km", "length_in_metres", f"{published:g} looks like metres, the drawn line has {drawn:.0f} km", "Give kilometres.")
        if not segment.published_length_source_id:
            yield context.issue(segment.id, "published_length_source_id", "figure_without_source", "a length without a source", "Name who published it.")
        if not segment.published_length_scope:
            yield context.issue(segment.id, "published_length_scope", "figure_without_scope", "a length without a scope", "Say what it covers.")


def approximate_sites_say_how_far(context: Context) -> Found:
    """A point that is only near says how near."""
    for site in context.loaded.sites:
        if site.location_accuracy is Accuracy.APPROXIMATE and site.location_error_km is None:
            yield context.issue(site.id, "location_error_km", "error_missing", "an approximate place without an error", "Give the likely error in km.")
